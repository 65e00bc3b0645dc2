"""In the admin a registrar ends a post and gives it back; the last registrar stays."""

import re

from playwright.sync_api import expect

from tests.journeys.steps import sign_in_by_password
from tests.personas import ASSESSOR, REGISTRAR, RUNNING

ENDED = "2016-02-01"
OBSERVER, HERSELF = "OULD BRAHAM", "NODJIGOTO"


def until(page, name, day):
    """Open the post of this person in the running cohort from the list and set its last day."""
    page.goto(re.sub(r"/admin/.*|/fr/.*", "/admin/post/", page.url))
    row = page.locator("tbody tr").filter(has_text=RUNNING).filter(has_text=name)
    row.get_by_role("link").first.click()
    page.locator("[name=until]").fill(day)
    page.locator("[name=until]").press("Escape")
    page.locator("main form [type=submit]").last.click()


def test_a_post_ends_and_is_given_back(site, visit):
    registrar = visit(site, language="fr")
    sign_in_by_password(registrar, REGISTRAR)
    assessor = visit(site, language="en", phone=True)
    sign_in_by_password(assessor, ASSESSOR)

    def sees(count):
        assessor.goto("/home/sheets/")
        expect(assessor.page.locator("main").locator(f"a[href*='/{RUNNING}/']")).to_have_count(
            count
        )

    page = registrar.page
    sees(1)
    until(page, OBSERVER, ENDED)
    expect(page).to_have_url(re.compile("/admin/post/$"))
    expect(page.locator("main tbody").first).to_contain_text("2016")
    sees(0)
    until(page, OBSERVER, "")
    expect(page).to_have_url(re.compile("/admin/post/$"))
    sees(1)
    until(page, HERSELF, ENDED)
    expect(page.locator("main")).to_contain_text("Il ne resterait personne à la scolarité")
