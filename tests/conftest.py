"""The suite's ground: every process works on its own copy of one migrated database."""

import shutil
from pathlib import Path

import hypothesis
import pytest
from django.db import connection
from django.test import override_settings

from tests.journeys.ground import Ground, prepare_ground
from tests.migrated_template import migrated_template

# A busy machine is slow at times: what a property takes says nothing about what it holds.
hypothesis.settings.register_profile("suite", deadline=None)
hypothesis.settings.load_profile("suite")


@pytest.fixture(scope="session")
def django_db_modify_db_settings(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory
):
    """On SQLite a file like in production, copied from a template that is migrated once.

    Migrating takes longer than most of the suite. On PostgreSQL the server clones its template
    itself (TEST_TEMPLATE, see config/settings/test.py), one database for each xdist process.
    """
    if connection.vendor != "sqlite":
        request.getfixturevalue("django_db_modify_db_settings_parallel_suffix")
        return
    copy: Path = tmp_path_factory.mktemp("database") / "test.sqlite3"
    shutil.copyfile(migrated_template(), copy)
    connection.settings_dict["TEST"]["NAME"] = str(copy)


@pytest.fixture(scope="session")
def ground(tmp_path_factory: pytest.TempPathFactory, worker_id: str) -> Ground:
    """The demo and the static files, built once for all processes of this run."""
    base = tmp_path_factory.getbasetemp()
    return prepare_ground((base if worker_id == "master" else base.parent) / "ground")


@pytest.fixture(autouse=True)
def _files_of_this_test(tmp_path_factory: pytest.TempPathFactory, request: pytest.FixtureRequest):
    # What a test uploads or renders must not stay in var/.
    with override_settings(MEDIA_ROOT=str(tmp_path_factory.getbasetemp() / "media")):
        yield


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Leave out what needs the other database."""
    if connection.vendor == "postgresql":
        return
    skip = pytest.mark.skip(reason="needs the PostgreSQL run")
    for item in items:
        if "postgres" in item.keywords:
            item.add_marker(skip)
