"""Production starts with a complete environment only, and says by name what is wrong with it."""

import os
import subprocess
import sys

import pytest

from config.settings.base import DEFAULT_SECRET_KEY
from tests.architecture.sources import ROOT

GOOD = {
    "SECRET_KEY": "s" * 30 + "0123456789" * 3,
    "REGISTER_KEY": "r" * 30 + "0123456789" * 3,
    "ALLOWED_HOSTS": "relais.example",
    "PUBLIC_ADDRESS": "https://relais.example",
}


def start(changes: dict[str, str | None]) -> subprocess.CompletedProcess[str]:
    """Read the production settings in a fresh process, with GOOD and these changes."""
    wanted = {**GOOD, **changes}
    environment = {"PATH": os.environ["PATH"], "PYTHONPATH": str(ROOT)}
    environment |= {name: value for name, value in wanted.items() if value is not None}
    script = (
        "import config.settings.production as s;"
        "print(s.DEBUG, s.PRODUCTION, s.SESSION_COOKIE_SECURE, s.CSRF_COOKIE_SECURE,"
        " s.SECURE_SSL_REDIRECT, s.SECURE_HSTS_SECONDS > 0, s.WAGTAILADMIN_BASE_URL)"
    )
    return subprocess.run(
        [sys.executable, "-c", script], env=environment, capture_output=True, text=True
    )


def test_a_complete_environment_starts_protected():
    run = start({})
    assert run.stdout.split() == [
        "False", "True", "True", "True", "True", "True", "https://relais.example",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("changes", "named"),
    [
        ({"SECRET_KEY": None}, "SECRET_KEY is not set"),
        ({"SECRET_KEY": DEFAULT_SECRET_KEY}, "SECRET_KEY"),
        ({"SECRET_KEY": "short"}, "SECRET_KEY"),
        ({"SECRET_KEY": "x" * 60}, "SECRET_KEY"),
        ({"REGISTER_KEY": None}, "REGISTER_KEY is not set"),
        ({"REGISTER_KEY": "short"}, "REGISTER_KEY"),
        ({"REGISTER_KEY": GOOD["SECRET_KEY"]}, "REGISTER_KEY"),
        ({"DEBUG": "1"}, "DEBUG"),
        ({"DEBUG": "perhaps"}, "DEBUG"),
        ({"ALLOWED_HOSTS": None}, "ALLOWED_HOSTS is not set"),
        ({"ALLOWED_HOSTS": " "}, "ALLOWED_HOSTS"),
        ({"ALLOWED_HOSTS": "*"}, "ALLOWED_HOSTS"),
        ({"PUBLIC_ADDRESS": None}, "PUBLIC_ADDRESS is not set"),
        ({"PUBLIC_ADDRESS": "http://relais.example"}, "PUBLIC_ADDRESS"),
        ({"PUBLIC_ADDRESS": "https://elsewhere.example"}, "PUBLIC_ADDRESS"),
        ({"PUBLIC_ADDRESS": "https://"}, "PUBLIC_ADDRESS"),
        ({"TRUSTED_PROXIES": "many"}, "TRUSTED_PROXIES"),
    ],
)
def test_an_incomplete_one_is_refused_by_name(changes, named):
    run = start(changes)
    assert run.returncode != 0
    last = run.stderr.strip().splitlines()[-1]
    assert last.startswith("config.env.SettingError") and named in last
