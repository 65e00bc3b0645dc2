"""One migrated SQLite database, built once for each state of the migrations and then copied."""

import fcntl
import hashlib
import os
import subprocess
import sys
from pathlib import Path

from django.conf import settings

_ROOT = Path(settings.BASE_DIR)
_PACKAGES = ("accounts", "assessments", "certificates", "cms", "courses")


def _digest() -> str:
    """Changes with any migration of ours and with any version of a library."""
    digest = hashlib.sha256((_ROOT / "requirements.lock").read_bytes())
    for package in _PACKAGES:
        for file in sorted((_ROOT / package / "migrations").glob("*.py")):
            digest.update(file.name.encode() + file.read_bytes())
    return digest.hexdigest()[:16]


def migrated_template() -> Path:
    """The template's file; builds it if needed, while other processes wait for it.

    Raises CalledProcessError when the migrations fail.
    """
    folder = Path(settings.VAR_DIR) / "test"
    folder.mkdir(parents=True, exist_ok=True)
    template = folder / f"template-{_digest()}.sqlite3"
    with (folder / "lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not template.exists():
            for stale in folder.glob("template-*"):
                stale.unlink()
            building = folder / "building.sqlite3"
            for leftover in folder.glob("building.*"):
                leftover.unlink()
            environment = {
                **os.environ,
                "DJANGO_SETTINGS_MODULE": "config.settings.test",
                "DATABASE_URL": f"sqlite:///{building}",
            }
            subprocess.run(
                [sys.executable, "manage.py", "migrate", "--verbosity=0"],
                cwd=_ROOT,
                env=environment,
                check=True,
            )
            building.rename(template)
    return template
