"""A PostgreSQL server of the bench's own: Debian's packages, durable as a real one, thrown away.

Unlike the suite's (make/postgres.sh) it flushes every commit to the disk: that is what is measured.
"""

import contextlib
import os
import secrets
import shutil
import signal
import subprocess
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

from tests.bench.tables import NotMeasured
from tests.journeys.serving import free_port

PATIENCE = 30.0  # seconds until the server must answer


@contextlib.contextmanager
def own_postgres() -> Iterator[str]:
    """The DATABASE_URL of an empty database, until the block ends. Raises NotMeasured."""
    programs = sorted(
        Path("/usr/lib/postgresql").glob("*/bin"), key=lambda path: int(path.parent.name)
    )
    if not programs:
        raise NotMeasured("PostgreSQL is missing: make/system.sh test installs it")
    password, port = secrets.token_hex(16), free_port()
    folder = Path(tempfile.mkdtemp(prefix="relais-postgres-"))
    (folder / "password").write_text(password)
    owner = _as_owner(folder)
    words = [*owner, str(programs[-1] / "initdb"), f"--pgdata={folder}/data"]
    words += ["--username=relais", f"--pwfile={folder}/password", "--auth=scram-sha-256"]
    words += ["--encoding=UTF8", "--locale=C.UTF-8", "--no-sync"]
    _initialise(words, folder)
    env = {**os.environ, "PGHOST": "127.0.0.1", "PGPORT": str(port), "PGUSER": "relais"}
    env["PGPASSWORD"] = password
    words = [*owner, str(programs[-1] / "postgres"), "-D", f"{folder}/data", "-p", str(port)]
    words += ["-c", "listen_addresses=127.0.0.1", "-c", f"unix_socket_directories={folder}"]
    with (folder / "server.log").open("wb") as log:
        server = subprocess.Popen(
            words, cwd=folder, stdin=subprocess.DEVNULL, stdout=log, stderr=subprocess.STDOUT
        )
    try:
        _wait_for(server, [str(programs[-1] / "pg_isready"), "--quiet"], env)
        subprocess.run([str(programs[-1] / "createdb"), "relais"], env=env, check=True)
        yield f"postgres://relais:{password}@127.0.0.1:{port}/relais"
    finally:
        # SIGINT: PostgreSQL's fast shutdown. setpriv became the server, so the id is the server's.
        server.send_signal(signal.SIGINT)
        server.wait(30)
        shutil.rmtree(folder)


def _as_owner(folder: Path) -> list[str]:
    """PostgreSQL refuses to run as root; Debian's package brings a user for it."""
    if os.getuid() != 0:
        return []
    shutil.chown(folder, "postgres", "postgres")
    shutil.chown(folder / "password", "postgres", "postgres")
    return ["setpriv", "--reuid=postgres", "--regid=postgres", "--clear-groups"]


def _initialise(words: list[str], folder: Path) -> None:
    run = subprocess.run(words, cwd=folder, capture_output=True, text=True, check=False)
    if run.returncode:
        raise NotMeasured(f"initdb: {run.stderr.strip()}")


def _wait_for(server: subprocess.Popen[bytes], ready: list[str], env: dict[str, str]) -> None:
    end = time.monotonic() + PATIENCE
    while time.monotonic() < end and server.poll() is None:
        if subprocess.run(ready, env=env, check=False).returncode == 0:
            return
        time.sleep(0.1)
    raise NotMeasured("PostgreSQL did not start")
