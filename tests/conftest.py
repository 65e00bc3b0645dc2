"""The suite's ground: every process works on its own copy of one migrated database."""

import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import hypothesis
import pytest
from django.db import connection, transaction
from django.test import override_settings

from tests.cms.trial import load
from tests.journeys.ground import Ground, connected_to, copy_database, prepare_ground
from tests.migrated_template import migrated_template
from tests.signing_keys import write_test_key

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


@pytest.fixture(scope="session", autouse=True)
def _keys_of_the_suite(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """Every test signs with one key of a fixed seed, never with a key in var/; its PDFs are not
    signed unless it asks for it."""
    folder = tmp_path_factory.mktemp("keys")
    write_test_key(folder)
    with override_settings(KEYS_DIR=folder, SIGNING_CERTIFICATE=folder / "signing.pem"):
        yield


@pytest.fixture(scope="session")
def ground(tmp_path_factory: pytest.TempPathFactory, worker_id: str) -> Ground:
    """The demo and the static files, built once for all processes of this run."""
    base = tmp_path_factory.getbasetemp()
    return prepare_ground((base if worker_id == "master" else base.parent) / "ground")


@pytest.fixture(scope="module")
def demo_copy(
    django_db_setup,
    django_db_blocker: Any,
    request: pytest.FixtureRequest,
    tmp_path_factory: pytest.TempPathFactory,
) -> Iterator[None]:
    """On SQLite a file's tests start from a copy of the demo; on PostgreSQL from nothing."""
    if connection.vendor != "sqlite":
        yield
        return
    copy = tmp_path_factory.mktemp("demo") / "demo.sqlite3"
    copy_database(request.getfixturevalue("ground").database, copy)
    with django_db_blocker.unblock(), connected_to(copy):
        yield


@pytest.fixture(scope="module")
def module_rows(django_db_setup, django_db_blocker: Any) -> Iterator[None]:
    """A transaction around all tests of a file, for rows that are dear to make and shared by them.

    Each test still undoes what it did itself.
    """
    with django_db_blocker.unblock(), transaction.atomic():
        yield
        transaction.set_rollback(True)


@pytest.fixture(scope="module")
def trial_course(module_rows) -> None:
    """The trial curriculum with its pages, loaded once for a file."""
    load()


@pytest.fixture(autouse=True)
def _files_of_this_test(tmp_path_factory: pytest.TempPathFactory, request: pytest.FixtureRequest):
    # What a test uploads or renders must not stay in var/.
    with override_settings(MEDIA_ROOT=str(tmp_path_factory.getbasetemp() / "media")):
        yield


# Files that take a minute or more come first: the end of a run belongs to small ones, and no
# process waits for another's last story. The first builds the demo; the next ones need none, so
# that the other process has work meanwhile.
LONGEST = (
    "tests/cms/demo/test_any_day.py",
    "tests/certificates/",
    "tests/cms/demo/",
    "tests/architecture/test_url_sweep.py",
    "tests/journeys/",
    "tests/cms/",
)


# What these read in a file or on a page is the same whatever database held the rows; others that
# write and read the same rows run on both.
ON_ONE_DATABASE = (
    "tests/assessments/interchange/",
    "tests/certificates/minutes/",
    "tests/certificates/register/test_paper.py",
    "tests/certificates/verification/test_examining.py",
    "tests/cms/test_companion_pages.py",
    "tests/cms/test_validating.py",
    # It compares the texts of statements, and PostgreSQL's driver does not keep all of them.
    "tests/security/test_blind_sheets.py",
)


def _by_length(item: pytest.Item) -> int:
    place = item.nodeid
    return next(
        (number for number, long in enumerate(LONGEST) if place.startswith(long)), len(LONGEST)
    )


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Leave out what needs the other database; what needs none runs once, on SQLite."""
    items.sort(key=_by_length)
    if connection.vendor == "postgresql":
        asking = [
            (item, _asks_a_database(item) and not item.nodeid.startswith(ON_ONE_DATABASE))
            for item in items
        ]
        config.hook.pytest_deselected(items=[item for item, asks in asking if not asks])
        items[:] = [item for item, asks in asking if asks]
        return
    skip = pytest.mark.skip(reason="needs the PostgreSQL run")
    for item in items:
        if "postgres" in item.keywords:
            item.add_marker(skip)


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """Say how long the parts of a timed story took; nothing is judged by it."""
    for report in terminalreporter.getreports("passed"):
        timed = {
            part.removeprefix("timed "): float(took)
            for part, took in getattr(report, "user_properties", ())
            if part.startswith("timed ")
        }
        if timed:
            told = ", ".join(f"{part} {took} s" for part, took in timed.items())
            whole = sum(timed.values())
            terminalreporter.write_line(f"{report.nodeid}: {told}; in all {whole:.1f} s")


def _asks_a_database(item: pytest.Item) -> bool:
    names = set(getattr(item, "fixturenames", ()))
    return bool(
        {"django_db", "postgres"} & set(item.keywords)
        or {"db", "transactional_db", "django_db_setup"} & names
    )
