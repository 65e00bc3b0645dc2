"""A stranger's PDF, taken apart in a process of its own with little time and memory.

Whatever the file does to its reader, this process answers within a few seconds and goes on.
"""

import subprocess
import sys

from django.conf import settings

from certificates.dissecting import FILE_LIMIT, Dissection, NotReadable, from_json

_SECONDS = 12
_CODES = {"too-large", "not-a-pdf", "damaged"}


def dissected_apart(pdf: bytes) -> Dissection:
    """As `dissecting.dissected`. Raises NotReadable, `damaged` also when it took too much."""
    if len(pdf) > FILE_LIMIT:
        raise NotReadable("too-large")
    if b"%PDF-" not in pdf[:1024]:
        raise NotReadable("not-a-pdf")
    try:
        run = subprocess.run(
            [sys.executable, "-m", "certificates.dissecting"],
            input=pdf,
            capture_output=True,
            timeout=_SECONDS,
            cwd=settings.BASE_DIR,
            check=False,
        )
    except (subprocess.TimeoutExpired, OSError) as error:
        raise NotReadable("damaged") from error
    if run.returncode:
        said = run.stderr.decode("utf-8", "replace").strip()
        raise NotReadable(said if said in _CODES else "damaged")
    return from_json(run.stdout.decode())
