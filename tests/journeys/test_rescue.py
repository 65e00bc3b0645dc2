"""A phone loses the network for good in an exam: its answers reach the server in a file."""

import re

import pytest
from playwright.sync_api import expect

from tests.journeys.axe import find_violations
from tests.journeys.steps import (
    begin_quiz,
    go,
    read_question,
    sign_in_by_card,
    sign_in_by_password,
    tick,
    wait_until_saved,
)
from tests.journeys.test_exam import CUT
from tests.personas import LEAD, RUNNING, TRAINEE

FILE_NAME = {"fr": "reponses", "en": "answers"}


@pytest.fixture
def exam_site(furnished):
    """The demo with an exam that is open now."""
    return furnished("furnish_exam")[0]


def begun(visit, site, **options):
    """A trainee's phone on the first question of the exam, with all questions loaded."""
    phone = visit(site, phone=True, **options)
    phone.context.clock.install()
    sign_in_by_card(phone, TRAINEE)
    with phone.page.expect_response(lambda r: r.url.endswith("/items/")):
        path = begin_quiz(phone, "EXAM")
    phone.page.wait_for_load_state("networkidle")
    phone.allow(CUT)
    return phone, path


def test_answers_come_in_by_a_file(exam_site, visit, language, tmp_path):
    phone, path = begun(visit, exam_site, language=language, bypass_csp=True)
    offer = phone.page.locator("[data-rescue] button")
    chosen = {1: tick(phone, 1)}
    wait_until_saved(phone)
    phone.context.set_offline(True)
    for number in (2, 3, 4):
        go(phone, "next")
        chosen[number] = tick(phone, number)
        phone.page.locator("[data-saved].failed").wait_for()
    # A network that comes and goes is no reason.
    for seconds in (2, 30):
        phone.page.clock.fast_forward(1000 * seconds)
        expect(offer).to_be_hidden()
    phone.page.clock.fast_forward(35_000)
    expect(offer).to_be_visible()
    assert find_violations(phone.page) == []
    with phone.page.expect_download() as saving:
        offer.click()
    name = saving.value.suggested_filename
    assert re.fullmatch(
        FILE_NAME[language] + r"-EXAM-[0-9a-f]{6}-\d{4}-\d\d-\d\d-\d\dh\d\d\.relais", name
    )
    file, spoilt = tmp_path / name, tmp_path / "spoilt.relais"
    saving.value.save_as(file)
    expect(phone.page.locator("[data-rescue] [role=status]")).to_contain_text(name)
    raw = file.read_bytes()
    assert b"client_id" not in raw
    spoilt.write_bytes(raw[:-40])
    # Nothing left the phone's own journal, and the trainee goes on.
    kept = "Object.keys(localStorage).map(one => JSON.parse(localStorage[one]).length)"
    before = phone.page.evaluate(kept)
    go(phone, "next")
    tick(phone, 0)
    phone.page.locator("[data-saved].failed").wait_for()
    assert sum(phone.page.evaluate(kept)) > sum(before) >= 3

    lead = visit(exam_site, language=language, bypass_csp=True)
    sign_in_by_password(lead, LEAD)
    lead.goto(f"/cohort/{RUNNING}/sittings/EXAM/")
    lead.page.locator("main a[href$='/sittings/EXAM/files/']").click()
    assert find_violations(lead.page) == []
    lead.page.locator("[type=file]").set_input_files([file, spoilt])
    lead.page.locator("form:has([type=file]) button").click()
    looks = lead.page.locator("section[aria-labelledby=looks] article")
    expect(looks).to_have_count(2)
    expect(looks.locator(".note-error")).to_have_count(1)
    fates = looks.first.locator("dd")
    expect(fates.filter(has_text=re.compile("^3$"))).to_have_count(1)
    expect(fates.filter(has_text="2, 3, 4")).to_have_count(1)
    assert find_violations(lead.page) == []
    lead.page.locator("form:has([name=token]) .btn-primary").click()
    expect(lead.page.locator("[aria-labelledby=taken] tbody tr")).to_have_count(1)
    assert find_violations(lead.page) == []

    # On another device everything of the file is there, and counts.
    desk = visit(exam_site, language=language)
    sign_in_by_card(desk, TRAINEE)
    for number, value in chosen.items():
        desk.goto(f"{path}{number}/")
        assert value in read_question(desk).ticked
    desk.goto(f"{path}5/")
    assert read_question(desk).ticked == ()
    # The phone finds a network after all: the server knows these answers, and takes the fifth.
    phone.context.set_offline(False)
    wait_until_saved(phone)
    expect(offer).to_be_hidden()
    expect(phone.page.locator("[data-rescue] [role=status]")).not_to_be_empty()
    desk.page.reload()
    assert read_question(desk).ticked != ()


def test_the_last_page_offers_it_at_once_where_it_cannot_hand_in(exam_site, visit):
    phone, path = begun(visit, exam_site)
    phone.context.route("**/step/", lambda route: route.abort())
    phone.allow("ERR_FAILED")
    tick(phone, 1)
    phone.page.locator("[data-saved].failed").wait_for()
    phone.goto(f"{path}review/")
    offer = phone.page.locator("[data-rescue] button")
    expect(offer).to_be_visible()
    phone.page.locator("form#attempt .btn-primary").click()
    with phone.page.expect_download() as saving:
        offer.click()
    assert saving.value.suggested_filename.endswith(".relais")
    expect(phone.page).to_have_url(re.compile("/review/"))


def test_a_browser_that_cannot_encrypt_makes_no_file(exam_site, visit):
    phone, _path = begun(visit, exam_site, language="en")
    phone.page.add_init_script("Object.defineProperty(crypto, 'subtle', { value: undefined })")
    phone.page.reload()
    phone.page.wait_for_load_state("networkidle")
    phone.context.set_offline(True)
    tick(phone, 1)
    phone.page.locator("[data-saved].failed").wait_for()
    for seconds in (2, 65):
        phone.page.clock.fast_forward(1000 * seconds)
    told = phone.page.locator("[data-rescue] [role=status]")
    expect(told).to_contain_text("cannot lock a file")
    expect(phone.page.locator("[data-rescue] button")).to_be_hidden()
