"""What every served test starts from: the demo in a database of its own, static files collected.

Both are built once for a test run, whichever process comes first, and only ever copied.
"""

import fcntl
import os
import shutil
import subprocess
import sys
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from django.db import connection

from tests.migrated_template import migrated_template
from tests.signing_keys import write_test_key

ROOT = Path(__file__).resolve().parent.parent.parent


@dataclass(frozen=True)
class Ground:
    """The folder that holds the demo's database and the collected static files."""

    folder: Path

    @property
    def database(self) -> Path:
        """The demo as it was loaded; copy it, never serve it."""
        return self.folder / "demo.sqlite3"

    @property
    def static(self) -> Path:
        """Static files with their manifest."""
        return self.folder / "static"

    @property
    def keys(self) -> Path:
        """The keys that the demo's certificates were signed with; copy them, too."""
        return self.folder / "keys"


def environment(var: Path, **more: str) -> dict[str, str]:
    """The environment of `make run` with `var` as its own folder and nothing inherited of ours."""
    inherited = {
        name: value
        for name, value in os.environ.items()
        if name not in {"DATABASE_URL", "DEBUG", "PUBLIC_ADDRESS", "REDIS_URL", "SECRET_KEY"}
    }
    return {
        **inherited,
        "DJANGO_SETTINGS_MODULE": "config.settings.dev",
        "RELAIS_VAR": str(var),
        **more,
    }


def manage(*words: str, env: Mapping[str, str]) -> str:
    """Run a command of manage.py and return what it prints; raises CalledProcessError."""
    run = subprocess.run(
        [sys.executable, "manage.py", *words],
        cwd=ROOT,
        env=env,
        check=True,
        stdout=subprocess.PIPE,
        text=True,
    )
    return run.stdout


def prepare_ground(folder: Path) -> Ground:
    """Build the ground in `folder` unless another process of this run has done so."""
    folder.mkdir(parents=True, exist_ok=True)
    ground = Ground(folder)
    with (folder / "lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if ground.database.exists():
            return ground
        building = folder / "building"
        shutil.rmtree(building, ignore_errors=True)
        building.mkdir()
        shutil.copyfile(migrated_template(), building / "relais.sqlite3")
        write_test_key(building / "keys")
        env = environment(building)
        subprocess.run(["make/messages.sh"], cwd=ROOT, check=True)
        manage("load_demo", env=env)
        manage("collectstatic", "--noinput", "--verbosity=0", env=env)
        (building / "static").rename(ground.static)
        (building / "keys").rename(ground.keys)
        copy_database(building / "relais.sqlite3", ground.database)
    return ground


def copy_database(source: Path, target: Path) -> None:
    """Copy a SQLite database that nobody has open, with what its log still holds."""
    for suffix in ("-wal", ""):
        part = source.with_name(source.name + suffix)
        if part.exists():
            shutil.copyfile(part, target.with_name(target.name + suffix))


@contextmanager
def connected_to(database: Path) -> Iterator[None]:
    """Django's connection on a SQLite file that may be spoilt, for the length of the block."""
    connection.close()
    named, connection.settings_dict["NAME"] = connection.settings_dict["NAME"], str(database)
    try:
        yield
    finally:
        connection.close()
        connection.settings_dict["NAME"] = named
