"""The signing key of tests and of the served demo: from a fixed seed, known to everybody."""

import datetime as dt
from pathlib import Path

from django.test import override_settings

from certificates.badges.homes import DatedKey
from certificates.keyring import make_first_key

SEED = b"relais-tests-sign-with-this-seed"
SINCE = dt.datetime(2016, 1, 1, tzinfo=dt.UTC)


def write_test_key(folder: Path) -> DatedKey:
    """Put the key into a folder; it signs since before the demo's first course."""
    with override_settings(KEYS_DIR=folder):
        return make_first_key(at=SINCE, seed=SEED)
