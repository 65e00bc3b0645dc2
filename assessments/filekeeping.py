"""Verbs that keep an uploaded file between its dry run and its import, for its owner alone.

It lies in the folder for what must not be served, under a name that nobody can guess, and no
longer than a day. Where several machines serve the site and a file lies on another one, it is asked
for again.
"""

import datetime
import re
from pathlib import Path

from django.conf import settings

from accounts.models import User

KEPT_FOR = datetime.timedelta(days=1)
_TOKEN = re.compile(r"[0-9a-f]{32}")


def keep_file(*, raw: bytes, token: str, by: User, at: datetime.datetime) -> None:
    """Keep the bytes under a token of 32 hexadecimal digits; files older than a day are removed."""
    folder = _folder()
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    oldest = (at - KEPT_FOR).timestamp()
    for file in folder.iterdir():
        if file.stat().st_mtime < oldest:
            file.unlink(missing_ok=True)
    path = _path(token, by)
    path.touch(mode=0o600)
    path.write_bytes(raw)


def kept_file(*, token: str, by: User) -> bytes | None:
    """The bytes; None when nothing is kept for this person under this token."""
    if not _TOKEN.fullmatch(token):
        return None
    path = _path(token, by)
    return path.read_bytes() if path.is_file() else None


def forget_file(*, token: str, by: User) -> None:
    """It was imported, or will not be."""
    if _TOKEN.fullmatch(token):
        _path(token, by).unlink(missing_ok=True)


def _folder() -> Path:
    return Path(settings.VAR_DIR) / "imports"


def _path(token: str, by: User) -> Path:
    return _folder() / f"{by.pk}-{token}"
