"""The next page of a lesson is fetched ahead by script, unless the browser says to save data.

The page is the least that the script needs; what the server leaves out is told in
tests/cms/test_lesson_comfort.py.
"""

from pathlib import Path

import pytest

SCRIPT = Path(__file__).parents[2] / "cms" / "static" / "cms" / "relais.js"
PAGE = '<!doctype html><title>Section</title><p data-prefetch="/next/">Section</p>'
PAGE += '<script src="/relais.js" defer></script>'
AT = "http://lesson.invalid"


@pytest.mark.parametrize(
    ("network", "ahead"),
    [
        ("undefined", True),
        ("{saveData: false, effectiveType: '4g'}", True),
        ("{saveData: true, effectiveType: '4g'}", False),
        ("{saveData: true}", False),
        ("{saveData: false, effectiveType: '2g'}", False),
        ("{saveData: false, effectiveType: 'slow-2g'}", False),
    ],
)
def test_who_saves_data_fetches_nothing_ahead(browser, network, ahead):
    asked = []

    def answer(route):
        path = route.request.url.removeprefix(AT)
        asked.append(path)
        found = {"/": ("text/html", PAGE), "/relais.js": ("text/javascript", SCRIPT.read_text())}
        kind, body = found.get(path, ("text/html", ""))
        route.fulfill(content_type=kind, body=body)

    context = browser.new_context()
    context.route("**/*", answer)
    page = context.new_page()
    page.add_init_script(
        f"Object.defineProperty(navigator, 'connection', {{get: () => ({network})}})"
    )
    page.goto(AT + "/", wait_until="load")
    page.evaluate("new Promise((done) => setTimeout(done, 200))")
    links = page.locator("link[rel=prefetch]")
    assert [links.nth(at).get_attribute("href") for at in range(links.count())] == (
        ["/next/"] if ahead else []
    )
    assert ("/next/" in asked) <= ahead
    context.close()
