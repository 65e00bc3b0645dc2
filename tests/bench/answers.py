"""Saved answers a second and how long one waits, for 1, 8 and 32 trainees at once.

Two servers, started as `make run` starts its own, stand on one database: ours, and a bare Django
view that writes one row (tests/bench/bare). They are asked in turn, so that whatever else the
machine does hits both. Afterwards every acknowledged answer must be in the database.
"""

import contextlib
import json
import os
import shutil
import statistics
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

from tests.bench.clients import Heard, Sitter, sit
from tests.bench.postgres import own_postgres
from tests.bench.tables import NotMeasured, print_table
from tests.journeys.ground import ROOT, environment
from tests.journeys.serving import free_port, granian
from tests.migrated_template import migrated_template

CLIENTS, ROUNDS, SECONDS = (1, 8, 32), 5, 1.5
# Thirty questions, each answered twelve times: no real attempt is longer.
MOST = 360
BARE, GROUND = "tests.bench.bare.settings", "tests.bench.bare.ground"
PATHS = {
    "ours": lambda sitter: f"/fr/attempt/{sitter.attempt}/step/",
    "bare": lambda sitter: f"/bare/{sitter.attempt}/",
}
Row = list[str]


def measure_answers(folder: Path) -> None:
    """Measure on both databases. Raises NotMeasured, also when an acknowledged answer is lost."""
    folder.mkdir()
    template = folder / "relais.sqlite3"
    shutil.copyfile(migrated_template(), template)
    rows = _measure("SQLite", f"sqlite:///{template}", folder / "sqlite")
    with own_postgres() as url:
        env = environment(folder, DATABASE_URL=url)
        _manage(["manage.py", "migrate", "--verbosity=0"], env)
        rows += _measure("PostgreSQL", url, folder / "served")
    columns = ["database, clients", "ours /s", "bare /s", "ours/bare", "ours p50 ms", "p95"]
    columns += ["bare p50 ms", "p95", "clients' share of a core"]
    print_table(
        f"Answers saved over HTTP, granian with 2 workers (median of {ROUNDS} rounds in turn)",
        columns,
        rows,
    )


def _measure(name: str, url: str, folder: Path) -> list[Row]:
    folder.mkdir()
    env = environment(folder, DATABASE_URL=url)
    bare = {**env, "DJANGO_SETTINGS_MODULE": BARE}
    ground = {**env, "DJANGO_SETTINGS_MODULE": GROUND}
    count = sum(CLIENTS) * ROUNDS
    made = _manage(["-m", "tests.bench.classroom", "furnish", str(count)], ground)
    free = iter([Sitter(**one) for one in json.loads(made)])
    rows: list[Row] = []
    acknowledged: dict[str, list[str]] = {"ours": [], "bare": []}
    with _server(env, folder / "ours.log") as ours, _server(bare, folder / "bare.log") as other:
        ports = {"ours": ours, "bare": other}
        for clients in CLIENTS:
            heard: dict[str, list[Heard]] = {"ours": [], "bare": []}
            for turn in range(ROUNDS):
                sitters = [next(free) for _ in range(clients)]
                # Whoever comes first changes too.
                for side in ("ours", "bare")[:: 1 if turn % 2 else -1]:
                    for sitter in sitters:
                        sitter.sequence = 0
                    one = sit(sitters, ports[side], PATHS[side], SECONDS, MOST)
                    heard[side].append(one)
                    acknowledged[side] += one.ids
            rows.append(_row(f"{name}, {clients}", heard["ours"], heard["bare"]))
    lost = json.loads(
        _manage(["-m", "tests.bench.classroom", "missing"], ground, json.dumps(acknowledged))
    )
    if any(lost.values()):
        raise NotMeasured(f"acknowledged and not stored: {lost}")
    print(f"\n  {name}: all {len(acknowledged['ours'])} acknowledged answers are stored")
    return rows


def _row(name: str, ours: list[Heard], bare: list[Heard]) -> Row:
    rates = [statistics.median(len(one.ids) / one.seconds for one in side) for side in (ours, bare)]
    ratio = statistics.median(
        (len(one.ids) / one.seconds) / (len(other.ids) / other.seconds)
        for one, other in zip(ours, bare, strict=True)
    )
    share = max(one.own_share for one in [*ours, *bare])
    waits = [f"{wait:.1f}" for side in (ours, bare) for wait in _waits(side)]
    return [name, f"{rates[0]:.0f}", f"{rates[1]:.0f}", f"{ratio:.2f}", *waits, f"{share:.2f}"]


def _waits(side: list[Heard]) -> tuple[float, float]:
    """The middle and the 95th of a hundred over all rounds, in milliseconds."""
    hundredths = statistics.quantiles([time for one in side for time in one.times], n=100)
    return hundredths[49], hundredths[94]


@contextlib.contextmanager
def _server(env: dict[str, str], log: Path) -> Iterator[int]:
    port = free_port()
    with granian(env, log, port=port, workers=2):
        yield port


def _manage(words: list[str], env: dict[str, str], given: str | None = None) -> str:
    run = subprocess.run(
        [sys.executable, *words],
        cwd=ROOT,
        env={**env, "PYTHONPATH": os.fspath(ROOT)},
        input=given,
        capture_output=True,
        text=True,
        check=False,
    )
    if run.returncode:
        raise NotMeasured(f"{' '.join(words)}:\n{run.stderr}")
    return run.stdout
