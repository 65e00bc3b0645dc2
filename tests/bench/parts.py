"""The parts of the bench on their common ground: a copy of the demo, collected static files."""

from collections.abc import Callable
from pathlib import Path

from django.db import connection
from django.test import override_settings

from tests.bench.answers import measure_answers
from tests.bench.batch import measure_batch
from tests.bench.board import measure_board
from tests.bench.certificates import measure_certificates
from tests.bench.pages import measure_pages
from tests.bench.regrading import measure_regrading
from tests.bench.search import measure_search
from tests.bench.speed import measure_speed
from tests.bench.statistics import measure_statistics
from tests.bench.verification import measure_verification
from tests.journeys.ground import copy_database, prepare_ground


def measure(folder: Path, parts: list[str], *, full: bool) -> dict[str, Callable[[], None]]:
    """Name the parts; unless only answers are asked for, which have a ground of their own, build
    the demo in `folder` and turn this process to a copy of it."""
    answers = {"answers": lambda: measure_answers(folder / "answers")}
    if parts == ["answers"]:
        return answers
    print("Building the demo (half a minute)", flush=True)
    ground = prepare_ground(folder / "ground")
    copy_database(ground.database, folder / "bench.sqlite3")
    connection.close()
    connection.settings_dict["NAME"] = str(folder / "bench.sqlite3")
    # Wagtail has made the storage of static files while Django was set up: it is made again.
    override_settings(STATIC_ROOT=ground.static).enable()
    return answers | {
        "certificates": lambda: measure_certificates(full=full),
        "batch": lambda: measure_batch(folder / "batch"),
        "board": measure_board,
        "speed": measure_speed,
        "regrading": measure_regrading,
        "statistics": measure_statistics,
        "verification": lambda: measure_verification(ground, folder / "checked"),
        "search": measure_search,
        "pages": lambda: measure_pages(ground, folder / "served"),
    }
