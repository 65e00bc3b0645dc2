"""Starts the worker of a print run: a process of its own, so that the page answers at once.

It is the command `issue_certificates COHORT --run`, which also an operator may start. The worker
outlives the request, and a killed worker costs nothing: the next run makes the rest.
"""

import contextlib
import os
import secrets
import subprocess
import sys

from django.conf import settings
from django.utils import timezone

from certificates.issuing import carry_on
from certificates.models import PrintRun
from certificates.refusals import Refusal


def set_to_work(run: PrintRun) -> None:
    """Have the run carried on: by a process of its own, or here where PRINT_IN_BACKGROUND is off.

    A second worker finds the run taken and does nothing. Raises OSError where no process can be
    started; a refusal is kept by the run.
    """
    if not settings.PRINT_IN_BACKGROUND:
        with contextlib.suppress(Refusal):
            carry_on(run=run, worker=secrets.token_hex(8), clock=timezone.now)
        return
    subprocess.Popen(  # noqa: S603 - our own command, and a code out of the database
        [sys.executable, "-m", "django", "issue_certificates", run.cohort.code, "--run"],
        cwd=settings.BASE_DIR,
        env={**os.environ, "DJANGO_SETTINGS_MODULE": settings.SETTINGS_MODULE},
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        start_new_session=True,
    )
