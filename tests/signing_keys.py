"""The signing key of tests and of the served demo: from a fixed seed, known to everybody."""

import datetime as dt
from pathlib import Path

from django.test import override_settings

from certificates.badges.homes import DatedKey
from certificates.keyring import make_first_key
from certificates.selfsigning import make_certificate

SEED = b"relais-tests-sign-with-this-seed"
SINCE = dt.datetime(2016, 1, 1, tzinfo=dt.UTC)


UNTIL = dt.datetime(2066, 1, 1, tzinfo=dt.UTC)


def write_test_certificate(folder: Path, *, until: dt.datetime = UNTIL) -> Path:
    """A signing certificate for PDFs; its key is another one each time."""
    path = folder / "signing.pem"
    make_certificate(path, name="Tests: fictional issuer", serial=7, since=SINCE, until=until)
    return path


def write_test_key(folder: Path) -> DatedKey:
    """Put the key into a folder; it signs since before the demo's first course."""
    with override_settings(KEYS_DIR=folder):
        return make_first_key(at=SINCE, seed=SEED)
