"""An appeal: recorded by the registrar, read in its file and answered by the lead."""

import datetime
import re
from zoneinfo import ZoneInfo

import pytest
from playwright.sync_api import expect

from tests.journeys.axe import find_violations
from tests.journeys.steps import sign_in_by_password
from tests.personas import LEAD, REGISTRAR, RUNNING

ANSWER = "Chaque réponse porte son heure ; rien ne manque."


@pytest.mark.parametrize("language", ["fr", "en"])
def test_an_appeal_is_answered_from_its_file(furnished, visit, language):
    site, told = furnished("furnish_appeal")
    trainee, said = told.split("\t")
    registrar = visit(site, language=language, bypass_csp=True)
    sign_in_by_password(registrar, REGISTRAR)
    registrar.goto(f"/cohort/{RUNNING}/appeals/")
    form = registrar.page.locator("main form")
    name = form.locator("[name=trainee] option", has_text=trainee).first
    form.locator("[name=trainee]").select_option(name.get_attribute("value"))
    form.locator("[name=ground]").first.select_option("procedure")
    form.locator("[name=text]").fill("Une réponse manque.")
    today = datetime.datetime.now(tz=ZoneInfo("Africa/Niamey")).date()
    form.locator("[name=lodged_on]").fill(today.isoformat())
    form.get_by_role("button").last.click()
    registrar.page.locator("ul.tasks a").first.click()
    expect(registrar.page.locator("h1")).to_have_text(trainee)
    assert find_violations(registrar.page) == []

    lead = visit(site, language=language, phone=True, bypass_csp=True)
    sign_in_by_password(lead, LEAD)
    lead.page.goto(registrar.page.url)
    lead.page.locator("a[href$='/file/']").click()
    assert find_violations(lead.page) == []
    lead.page.locator("ul.tasks a", has_text=re.compile("xam")).click()
    chosen = lead.page.locator(".result.done, .result.missing").filter(has_text=said)
    expect(chosen.first).to_be_visible()
    assert lead.page.locator("tbody tr").filter(has_text=said).count() >= 1
    assert find_violations(lead.page) == []
    paper = lead.page.locator("a[href$='.pdf']").get_attribute("href")
    printed = lead.context.request.get(site.at(paper))
    assert printed.ok and printed.body().startswith(b"%PDF")
    lead.page.go_back()
    lead.page.locator(".kicker a").click()
    form = lead.page.locator("main form")
    form.locator("[name=decision]").first.select_option("rejected")
    form.locator("[name=answer]").fill(ANSWER)
    form.get_by_role("button").last.click()
    expect(lead.page.locator("dl.pairs")).to_contain_text(ANSWER)
