"""Certificates rendered by as many processes as the machine has cores, in the order given.

For a process of its own with one thread, such as a command: the workers are forked from it.
"""

import multiprocessing
import os
import threading
import time
from collections.abc import Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor

from django.db import connections

from certificates.drafting import rendered
from certificates.payload import CertificatePayload

# Below this the forking costs more than it brings.
_WORTH_IT = 6


def rendered_by_many(payloads: Sequence[CertificatePayload]) -> Iterator[bytes]:
    """The PDFs of `payloads`, each as `rendered` gives it. Raises what `rendered` raises."""
    workers = min(_cores(), len(payloads))
    if workers < 2 or len(payloads) < _WORTH_IT:
        yield from map(rendered, payloads)
        return
    # A connection must not be shared with a fork; both sides open their own when they need one.
    connections.close_all()
    pool = ProcessPoolExecutor(
        workers,
        mp_context=multiprocessing.get_context("fork"),
        initializer=_follow,
        initargs=(os.getpid(),),
    )
    try:
        yield from pool.map(rendered, payloads)
    finally:
        pool.shutdown(wait=True, cancel_futures=True)


def _cores() -> int:
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def _follow(parent: int) -> None:
    """A worker ends with its parent: one that was killed cannot tell it to."""

    def watch() -> None:
        while os.getppid() == parent:
            time.sleep(0.5)
        os._exit(1)

    threading.Thread(target=watch, daemon=True).start()
