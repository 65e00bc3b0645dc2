"""Fixtures of the journeys: the demo's ground, a served site, a browser, visitors."""

from collections.abc import Callable, Iterator
from contextlib import ExitStack
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, expect, sync_playwright

from tests.journeys.ground import Ground
from tests.journeys.serving import Site, furnished_ground, serve
from tests.journeys.visiting import ARGUMENTS, CHROMIUM, Visitor, open_visit

Visit = Callable[..., Visitor]
# The name of a module → the site, and the last line that the module printed.
Furnished = Callable[[str], tuple[Site, str]]

# Milliseconds that a page may take to become what a story expects: a busy machine is no fault.
expect.set_options(timeout=15_000)


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Everything in this folder is a journey."""
    here = Path(__file__).parent
    for item in items:
        if here in item.path.parents:
            item.add_marker(pytest.mark.journey)


@pytest.fixture
def site(ground: Ground, tmp_path: Path) -> Iterator[Site]:
    """A served copy of the demo for a story that changes it."""
    with serve(ground, tmp_path / "site") as served:
        yield served
        print(served.log.read_text()[-3000:])


@pytest.fixture(scope="module")
def shared_site(ground: Ground, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    """A served copy of the demo for the tests of one file that only read."""
    with serve(ground, tmp_path_factory.mktemp("shared") / "site") as served:
        yield served
        print(served.log.read_text()[-3000:])


@pytest.fixture(scope="session")
def furnished_grounds() -> dict[str, tuple[Ground, str]]:
    """What the `furnish…` modules made of the demo so far, and the last line that each printed."""
    return {}


@pytest.fixture
def furnished(
    ground: Ground,
    furnished_grounds: dict[str, tuple[Ground, str]],
    tmp_path: Path,
    tmp_path_factory: pytest.TempPathFactory,
) -> Iterator[Furnished]:
    """Serves a copy of the demo that a `furnish…` module of this folder has changed first."""
    with ExitStack() as served:

        def go(module: str) -> tuple[Site, str]:
            if module not in furnished_grounds:
                folder = tmp_path_factory.mktemp(module)
                furnished_grounds[module] = furnished_ground(ground, folder, module)
            changed, told = furnished_grounds[module]
            site = served.enter_context(serve(changed, tmp_path / module))
            served.callback(lambda: print(site.log.read_text()[-3000:]))
            return site, told

        yield go


# Not longer than a file: while Playwright runs, Django takes the process for an asynchronous one.
@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    """Debian's Chromium."""
    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=CHROMIUM, args=ARGUMENTS)
        yield chromium
        chromium.close()


@pytest.fixture(params=["fr", "en"])
def language(request: pytest.FixtureRequest) -> str:
    """A story is told once in French and once in English."""
    return str(request.param)


@pytest.fixture
def visit(browser: Browser) -> Iterator[Visit]:
    """Opens visitors; at the end each must have had a page without trouble."""
    visitors: list[Visitor] = []

    def go(site: Site, **options: Any) -> Visitor:
        visitors.append(open_visit(browser, site, **options))
        return visitors[-1]

    yield go
    for visitor in visitors:
        # Shown by pytest when the story failed.
        print(f"{visitor.page.url}\n{visitor.page.inner_text('body')[:5000]}\n")
        visitor.context.close()
    assert [trouble for visitor in visitors for trouble in visitor.remaining_troubles()] == []
