"""A real server on a free port of the loopback: the same one that `make run` starts."""

import contextlib
import os
import shutil
import signal
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

from tests.journeys.ground import ROOT, Ground, copy_database, environment

PATIENCE = 40.0  # seconds until a server must have answered


@dataclass
class Power:
    """The server's process, which a story may kill as a power cut does, and start again."""

    start: Callable[[], subprocess.Popen[bytes]]
    server: subprocess.Popen[bytes]

    def cut(self) -> None:
        """Kill the server and its workers at once: nothing is finished, nothing is said."""
        os.killpg(self.server.pid, signal.SIGKILL)
        self.server.wait()

    def restore(self) -> None:
        """Start it again on the same database and port."""
        self.server = self.start()


@dataclass(frozen=True)
class Site:
    """A served copy of the demo."""

    address: str
    folder: Path
    env: dict[str, str]
    power: Power

    @property
    def log(self) -> Path:
        """What the server wrote."""
        return self.folder / "server.log"

    def at(self, path: str) -> str:
        """The full address of a path."""
        return self.address + path


def free_port() -> int:
    """A port of the loopback that nobody listens on."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@contextlib.contextmanager
def serve(
    ground: Ground, folder: Path, *, before: Callable[[dict[str, str]], None] | None = None
) -> Iterator[Site]:
    """Serve a fresh copy of the demo from `folder` until the block ends.

    `before` is called with the site's environment once its database is there.
    """
    folder.mkdir(parents=True)
    copy_database(ground.database, folder / "relais.sqlite3")
    (folder / "static").symlink_to(ground.static)
    shutil.copytree(ground.keys, folder / "keys")
    port = free_port()
    address = f"http://127.0.0.1:{port}"
    env = environment(folder, PUBLIC_ADDRESS=address)
    if before:
        before(env)
    with granian(env, folder / "server.log", port=port) as power:
        yield Site(address, folder, env, power)


def furnish(module: str, env: dict[str, str]) -> str:
    """Let a module of this folder change a site that is not served yet; the last line it prints."""
    command = [sys.executable, "-m", f"tests.journeys.{module}"]
    run = subprocess.run(command, cwd=ROOT, env=env, check=True, stdout=subprocess.PIPE, text=True)
    return (run.stdout.strip().splitlines() or [""])[-1]


def furnished_ground(ground: Ground, folder: Path, module: str) -> tuple[Ground, str]:
    """A ground in `folder` that a module of this folder has changed, and what it printed last."""
    changed, working = Ground(folder), folder / "relais.sqlite3"
    copy_database(ground.database, working)
    changed.static.symlink_to(ground.static)
    shutil.copytree(ground.keys, changed.keys)
    told = furnish(module, environment(folder))
    copy_database(working, changed.database)
    return changed, told


@contextlib.contextmanager
def granian(env: dict[str, str], log: Path, *, port: int, workers: int = 1) -> Iterator[Power]:
    """The server as `make run` starts it, on this port, until the block ends."""
    words = f"-m granian --interface wsgi config.wsgi:application --host 127.0.0.1 --port {port}"
    words += f" --workers {workers} --blocking-threads 4 --backpressure 64 --log-level warning"
    with log.open("wb") as written:

        def start() -> subprocess.Popen[bytes]:
            server = subprocess.Popen(
                [sys.executable, *words.split()],
                cwd=ROOT,
                env=env,
                stdin=subprocess.DEVNULL,
                stdout=written,
                stderr=subprocess.STDOUT,
                start_new_session=True,
            )
            try:
                _wait_for(f"http://127.0.0.1:{port}", server, log)
            except BaseException:
                _stop(server)
                raise
            return server

        power = Power(start, start())
        try:
            yield power
        finally:
            _stop(power.server)


def _wait_for(address: str, server: subprocess.Popen[bytes], log: Path) -> None:
    end = time.monotonic() + PATIENCE
    while time.monotonic() < end:
        if server.poll() is not None:
            break
        with contextlib.suppress(OSError), urllib.request.urlopen(f"{address}/robots.txt"):
            return
        time.sleep(0.1)
    raise RuntimeError(f"The server did not answer:\n{log.read_text()}")


def _stop(server: subprocess.Popen[bytes]) -> None:
    server.terminate()
    try:
        server.wait(10)
    except subprocess.TimeoutExpired:
        # The session holds this server and its workers, nothing else.
        os.killpg(server.pid, signal.SIGKILL)
        server.wait()
