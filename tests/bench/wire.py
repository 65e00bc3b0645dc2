"""Counts what comes over the wire while a page loads, by the browser's own account."""

from dataclasses import dataclass, field
from typing import Any

from playwright.sync_api import Page


@dataclass
class Weight:
    """Bytes with heads as sent, requests that reached the server, the page's status."""

    bytes: int = 0
    requests: int = 0
    status: int = 0
    _cached: set[str] = field(default_factory=set)


def watch(page: Page, address: str) -> Weight:
    """Load an address until the network is quiet."""
    weight = Weight()
    session = page.context.new_cdp_session(page)
    session.send("Network.enable")

    def from_cache(event: dict[str, Any]) -> None:
        weight._cached.add(event["requestId"])

    def finished(event: dict[str, Any]) -> None:
        # Nothing is on the wire for what the browser kept.
        if event["requestId"] not in weight._cached and event["encodedDataLength"] > 0:
            weight.bytes += int(event["encodedDataLength"])
            weight.requests += 1

    session.on("Network.requestServedFromCache", from_cache)
    session.on("Network.loadingFinished", finished)
    response = page.goto(address, wait_until="networkidle")
    weight.status = response.status if response else 0
    session.detach()
    return weight
