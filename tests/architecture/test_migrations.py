"""Every model has its migration, and each app's history is one line with telling names."""

import re

import pytest
from django.core.management import call_command
from django.db.migrations.loader import MigrationLoader

from tests.architecture.sources import APPS


@pytest.mark.django_db
def test_no_model_waits_for_its_migration():
    call_command("makemigrations", *APPS, check_changes=True, dry_run=True, verbosity=0)


@pytest.mark.parametrize("app", APPS)
def test_history_is_linear(app):
    leaves = MigrationLoader(None).graph.leaf_nodes(app)
    assert len(leaves) <= 1


def test_names_tell_something():
    names = [name for app, name in MigrationLoader(None).disk_migrations if app in APPS]
    assert names
    automatic = re.compile(r"^\d{4}_(auto_|initial$|alter_|remove_.*_and_more$|.*_and_more$)")
    assert not [name for name in names if automatic.match(name)]
