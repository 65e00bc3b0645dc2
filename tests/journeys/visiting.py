"""A person with a browser: what goes wrong on a page is remembered and fails the test."""

import re
from dataclasses import dataclass, field
from typing import Any

from playwright.sync_api import (
    Browser,
    BrowserContext,
    ConsoleMessage,
    Page,
    Request,
    ViewportSize,
)

from tests.journeys.serving import Site

CHROMIUM = "/usr/bin/chromium"
# The browser's own services stay silent: nothing but the served site is asked for anything.
ARGUMENTS = (
    "--no-sandbox --disable-gpu --disable-quic --no-first-run --disable-background-networking"
    " --disable-component-update --disable-sync --disable-dev-shm-usage"
).split()
PHONE: ViewportSize = {"width": 360, "height": 740}
DESK: ViewportSize = {"width": 1280, "height": 900}


@dataclass
class Visitor:
    """One browser context on one site, in one language."""

    site: Site
    context: BrowserContext
    page: Page
    language: str
    troubles: list[str] = field(default_factory=list)
    allowed: list[str] = field(default_factory=list)

    def allow(self, *patterns: str) -> None:
        """Troubles that the story itself causes, such as a cut network, as regular expressions."""
        self.allowed += patterns

    def goto(self, path: str) -> None:
        """Open a path; without a language it is opened in the visitor's."""
        prefixed = path if path.startswith(("/fr/", "/en/", "/v/")) else f"/{self.language}{path}"
        self.page.goto(self.site.at(prefixed))

    def press(self, name: str | re.Pattern[str]) -> None:
        """Press the button or follow the link with this name in the main part of the page."""
        main = self.page.locator("main")
        button = main.get_by_role("button", name=name)
        found = button if button.count() else main.get_by_role("link", name=name)
        found.first.click()

    def remaining_troubles(self) -> list[str]:
        """What went wrong and was not allowed."""
        return [
            trouble
            for trouble in self.troubles
            if not any(re.search(pattern, trouble) for pattern in self.allowed)
        ]


def open_visit(
    browser: Browser,
    site: Site,
    *,
    language: str = "fr",
    phone: bool = False,
    **options: Any,
) -> Visitor:
    """A new context that watches console, page errors and where requests go."""
    context = browser.new_context(
        viewport=PHONE if phone else DESK,
        has_touch=phone,
        locale=f"{language}-FR" if language == "fr" else "en-GB",
        accept_downloads=True,
        **options,
    )
    context.set_default_timeout(15_000)
    visitor = Visitor(site, context, context.new_page(), language)

    def console(message: ConsoleMessage) -> None:
        if message.type == "error":
            where = message.location.get("url", "")
            visitor.troubles.append(f"console: {message.text} ({where})")

    def request(asked: Request) -> None:
        if not asked.url.startswith((site.address + "/", "data:", "blob:")):
            visitor.troubles.append(f"another host: {asked.url}")

    context.on("console", console)
    context.on("weberror", lambda error: visitor.troubles.append(f"page error: {error.error}"))
    context.on("request", request)
    return visitor
