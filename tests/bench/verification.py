"""How many checks of a certificate the real server answers in a second, each stored durably.

Each client keeps its connection and has an address of its own, as behind a proxy, so that no
source asks more often than the throttle lets it.
"""

import http.client
import ipaddress
import itertools
import threading
import time
from pathlib import Path
from urllib.parse import urlencode, urlsplit

from tests.bench.tables import NotMeasured, median, print_table
from tests.journeys.ground import Ground
from tests.journeys.papers import Paper, papers_of
from tests.journeys.serving import Site, serve

SECONDS = 4.0
CLIENTS = (1, 8)
_FIRST_ADDRESS = int(ipaddress.ip_address("10.0.0.1"))


def measure_verification(ground: Ground, folder: Path) -> None:
    """Serve a copy of the demo and ask: page opened, right name, wrong name. Raises NotMeasured."""
    with serve(ground, folder, before=_behind_a_proxy) as site:
        paper, _ = papers_of(site)
        rows = [
            _row(site, name, form, clients)
            for clients in CLIENTS
            for name, form in (
                ("page opened", None),
                ("number and name, right", _form(paper, paper.name)),
                ("number and name, wrong", _form(paper, "Quelqu’un d’AUTRE")),
            )
        ]
    columns = ["verification", "clients", "requests a second", "ms, median", "ms, 95 %"]
    print_table("Checks of a certificate, granian, one worker", columns, rows)


def _behind_a_proxy(env: dict[str, str]) -> None:
    env["TRUSTED_PROXIES"] = "1"


def _form(paper: Paper, name: str) -> bytes:
    return urlencode({"number": paper.number, "holder": name}).encode()


def _row(site: Site, name: str, form: bytes | None, clients: int) -> list[str]:
    times: list[float] = []
    wrong: list[int] = []
    sources = itertools.count(_FIRST_ADDRESS)
    began = time.perf_counter()
    asking = [
        threading.Thread(target=_ask, args=(site, form, sources, began + SECONDS, times, wrong))
        for _ in range(clients)
    ]
    for one in asking:
        one.start()
    for one in asking:
        one.join()
    took = time.perf_counter() - began
    if wrong or not times:
        raise NotMeasured(f"verification answers {sorted(set(wrong))}")
    worst = sorted(times)[int(len(times) * 0.95)]
    figures = [f"{len(times) / took:.0f}", f"{median(times):.1f}", f"{worst:.1f}"]
    return [name, str(clients), *figures]


def _ask(
    site: Site,
    form: bytes | None,
    sources: "itertools.count[int]",
    until: float,
    times: list[float],
    wrong: list[int],
) -> None:
    line = http.client.HTTPConnection(urlsplit(site.address).netloc, timeout=30)
    heads = {"Accept-Encoding": "gzip", "Content-Type": "application/x-www-form-urlencoded"}
    while time.perf_counter() < until:
        heads["X-Forwarded-For"] = str(ipaddress.ip_address(next(sources)))
        began = time.perf_counter()
        line.request("POST" if form else "GET", "/fr/verify/", body=form, headers=heads)
        answer = line.getresponse()
        answer.read()
        times.append((time.perf_counter() - began) * 1000)
        if answer.status != http.client.OK:
            wrong.append(answer.status)
    line.close()
