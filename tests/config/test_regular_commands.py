"""What docs/operating.md asks a timer to run exists, runs, and may be run twice."""

import io
import re

import pytest
from django.core.management import call_command

from tests.architecture.sources import ROOT

TEXT = (ROOT / "docs" / "operating.md").read_text("utf-8")
COMMANDS = re.findall(r"^ *\| `([a-z_]+(?: --[a-z]+)?)` \| every ", TEXT, re.M)


def test_the_table_names_commands_and_both_examples_run_the_nightly_ones():
    assert len(COMMANDS) == 5
    for command in COMMANDS:
        ran = re.findall(rf"manage\.py {command}\b", TEXT)
        assert ran, command
    for command in COMMANDS[1:]:
        assert f"ExecStart=/srv/relais/.venv/bin/python manage.py {command}\n" in TEXT


@pytest.mark.django_db
@pytest.mark.parametrize("command", COMMANDS)
def test_a_regular_command_runs_on_an_empty_site_and_twice(command):
    name, *options = command.split()
    said = []
    for _ in (1, 2):
        out = io.StringIO()
        call_command(name, *options, stdout=out)
        said.append(out.getvalue())
    assert said[0] == said[1]
