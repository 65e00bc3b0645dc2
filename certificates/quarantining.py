"""A stranger's PDF, taken apart in a process of its own with little time and memory.

The other process ends itself when it has used more processor time or memory than any honest file
needs; this one waits longer than that, because on a busy machine an honest file waits too.
"""

import subprocess
import sys

from django.conf import settings

from certificates.dissecting import FILE_LIMIT, Dissection, NotReadable, from_json

_PATIENCE = 60  # seconds by the clock
_CODES = {"too-large", "not-a-pdf", "damaged"}


def dissected_apart(pdf: bytes) -> Dissection:
    """As `dissecting.dissected`. Raises NotReadable: `damaged` also when it took too much, `busy`
    when this machine did not come to it."""
    if len(pdf) > FILE_LIMIT:
        raise NotReadable("too-large")
    if b"%PDF-" not in pdf[:1024]:
        raise NotReadable("not-a-pdf")
    try:
        run = subprocess.run(
            [sys.executable, "-m", "certificates.dissecting"],
            input=pdf,
            capture_output=True,
            timeout=_PATIENCE,
            cwd=settings.BASE_DIR,
            check=False,
        )
    except (subprocess.TimeoutExpired, OSError) as error:
        # Nothing is said of the file: a genuine one must not be called damaged for our haste.
        raise NotReadable("busy") from error
    if run.returncode:
        said = run.stderr.decode("utf-8", "replace").strip()
        raise NotReadable(said if said in _CODES else "damaged")
    return from_json(run.stdout.decode())
