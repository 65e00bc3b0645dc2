"""The direction of imports, and that none hides from it."""

import ast
import subprocess
import sys
from pathlib import Path

import pytest

from tests.architecture.sources import ROOT, python_files
from tests.architecture.steps import step_of
from tests.architecture.steps_contract import breach_of

BANNED_NAMES = {"utils", "util", "core", "common", "helper", "helpers", "misc"}


def test_every_contract_is_kept():
    linter = Path(sys.executable).with_name("lint-imports")
    run = subprocess.run([linter, "--no-cache"], cwd=ROOT, capture_output=True, text=True)
    assert run.returncode == 0, run.stdout + run.stderr


@pytest.mark.parametrize(
    ("module", "step"),
    [
        ("accounts.roles", 0),
        ("assessments.outcome.ranking", 0),
        ("assessments.scoring", 0),
        ("courses.models.cohort", 1),
        ("certificates.issuing", 2),
        ("assessments.management.commands.printing", 3),
        ("certificates.views.marking", 3),
        ("courses.something_new", None),
        ("courses.views_of_old", None),
    ],
)
def test_step_of(module, step):
    assert step_of(module) == step


@pytest.mark.parametrize(
    ("importer", "imported", "broken"),
    [
        ("accounts.roles", "django.db", True),
        ("accounts.roles", "accounts.models", True),
        ("certificates.codes", "accounts.models", True),
        ("courses.models.cohort", "courses.registering", True),
        ("courses.registering", "courses.views.board", True),
        ("courses.registering", "courses.models.cohort", False),
        ("courses.registering", "django.db", False),
        ("certificates.issuing", "courses.views.board", False),  # the layers judge that one
        ("accounts.roles", "dataclasses", False),
    ],
)
def test_breach_of(importer, imported, broken):
    assert bool(breach_of(importer, imported)) is broken


def test_no_import_hides_inside_a_function():
    hidden = [
        f"{file.relative_to(ROOT)}:{inner.lineno}"
        for file in python_files()
        for outer in ast.walk(ast.parse(file.read_text()))
        if isinstance(outer, (ast.FunctionDef, ast.AsyncFunctionDef))
        for inner in ast.walk(outer)
        if isinstance(inner, (ast.Import, ast.ImportFrom))
    ]
    assert not hidden


def test_nothing_has_a_name_that_says_nothing():
    named = [
        str(path.relative_to(ROOT))
        for file in python_files()
        for path in (file.with_suffix(""), *file.parents)
        if path.name in BANNED_NAMES and path.is_relative_to(ROOT)
    ]
    assert not named


def test_top_level_holds_only_the_packages_of_the_plan():
    packages = {file.parent.name for file in ROOT.glob("*/__init__.py")}
    assert packages == {"accounts", "assessments", "certificates", "cms", "config", "courses"}
