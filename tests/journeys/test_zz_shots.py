import pytest
from tests.journeys.test_screens import rooms, SCREENS
from tests.journeys.conftest import *
@pytest.mark.parametrize(("url","reader"), SCREENS, ids=[u for u,_ in SCREENS])
def test_shot(rooms,url,reader):
    v=rooms.of(reader); v.page.set_viewport_size({"width":360,"height":740})
    v.page.goto(rooms.site.at(rooms.addresses[url]))
    v.page.screenshot(path=f"/tmp/dev/shots/{url}-360.png",full_page=True)
    v.page.set_viewport_size({"width":1280,"height":900})
    v.page.screenshot(path=f"/tmp/dev/shots/{url}-1280.png",full_page=False)
