"""Many browsers at once from one loop: each sends its next answer when the last was acknowledged.

A request is bytes on a kept connection and costs this process some 50 µs: `Heard.own_share` says
how much of a core the clients used, so that a bottleneck on this side shows.
"""

import gzip
import json
import selectors
import socket
import time
import uuid
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from tests.bench.tables import NotMeasured

CSRF = "a" * 32
PATIENCE = 60.0  # seconds for one answer; the server's own patience with a lock is 20


@dataclass
class Sitter:
    """One browser: its session, its attempt, the options of each question, its next number."""

    session: str
    attempt: str
    options: list[list[str]]
    sequence: int = 0

    def step(self) -> tuple[str, bytes]:
        """The next answer as static/assessments/player.js sends it, and its id."""
        self.sequence += 1
        at = self.sequence % len(self.options)
        options = self.options[at]
        client_id = str(uuid.uuid4())
        sent = {
            "client_id": client_id,
            "sequence": self.sequence,
            "action": "answer",
            "position": at + 1,
            "values": [options[(self.sequence // len(self.options)) % len(options)]],
            "language": "fr",
            "elapsed": self.sequence,
        }
        return client_id, json.dumps(sent).encode()


@dataclass
class Heard:
    """Milliseconds of each acknowledged answer, their ids, seconds of the run, clients' share."""

    times: list[float] = field(default_factory=list)
    ids: list[str] = field(default_factory=list)
    seconds: float = 0.0
    own_share: float = 0.0


@dataclass
class _Line:
    sitter: Sitter
    socket: socket.socket
    client_id: str = ""
    sent_at: float = 0.0
    buffer: bytes = b""


def sit(
    sitters: list[Sitter], port: int, path: Callable[[Sitter], str], seconds: float, most: int
) -> Heard:
    """Let all answer for so long, each at most `most` times; whatever was sent is waited for.

    Raises NotMeasured for any answer that is not an acknowledgement.
    """
    heard = Heard()
    with selectors.DefaultSelector() as selector:
        lines = [_Line(one, socket.create_connection(("127.0.0.1", port))) for one in sitters]
        try:
            began, used = time.perf_counter(), time.process_time()
            for line in lines:
                line.socket.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
                selector.register(line.socket, selectors.EVENT_READ, line)
                _send(line, path(line.sitter))
            waiting = len(lines)
            while waiting:
                ready = selector.select(PATIENCE)
                if not ready:
                    raise NotMeasured(f"no answer within {PATIENCE:.0f} seconds")
                for key, _events in ready:
                    line = key.data
                    answer = _receive(line)
                    if answer is None:
                        continue
                    now = time.perf_counter()
                    _check(answer)
                    heard.times.append((now - line.sent_at) * 1000)
                    heard.ids.append(line.client_id)
                    if now - began < seconds and line.sitter.sequence < most:
                        _send(line, path(line.sitter))
                    else:
                        waiting -= 1
            heard.seconds = time.perf_counter() - began
            heard.own_share = (time.process_time() - used) / heard.seconds
        finally:
            for line in lines:
                line.socket.close()
    return heard


def _send(line: _Line, path: str) -> None:
    line.client_id, body = line.sitter.step()
    head = (
        f"POST {path} HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Type: application/json\r\n"
        f"Accept: */*\r\nAccept-Encoding: gzip, deflate, br\r\nAccept-Language: fr,en;q=0.8\r\n"
        f"User-Agent: Mozilla/5.0 (bench)\r\nX-CSRFToken: {CSRF}\r\n"
        f"Cookie: csrftoken={CSRF}; sessionid={line.sitter.session}\r\n"
        f"Content-Length: {len(body)}\r\n\r\n"
    )
    line.buffer = b""
    line.sent_at = time.perf_counter()
    line.socket.sendall(head.encode() + body)


def _receive(line: _Line) -> tuple[bytes, bytes] | None:
    """Head and body once they are whole."""
    part = line.socket.recv(65536)
    if not part:
        raise NotMeasured("the server hung up")
    line.buffer += part
    head, gap, body = line.buffer.partition(b"\r\n\r\n")
    if not gap:
        return None
    length = head.lower().partition(b"content-length:")[2].partition(b"\r\n")[0]
    return (head, body) if len(body) >= int(length) else None


def _check(answer: tuple[bytes, bytes]) -> None:
    head, body = answer
    if b"content-encoding: gzip" in head.lower():
        body = gzip.decompress(body)
    said: Any = json.loads(body) if b" 200 " in head[:20] else {}
    if said.get("saved") is not True:
        raise NotMeasured(f"an answer was not acknowledged: {head[:60]!r} {body[:200]!r}")
