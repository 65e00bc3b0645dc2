"""All seven kinds answered by keys alone, and by fingers on a phone whose browser runs no script.

Each item gets its right answer, so a mark of 100 says that whatever was pressed was understood.
"""

import json
import re

import pytest
from playwright.sync_api import expect

from tests.journeys.axe import find_violations
from tests.journeys.furnish_kinds import SEVEN
from tests.journeys.steps import begin_quiz, go, sign_in_by_card, wait_until_saved
from tests.personas import TRAINEE

IN_FOCUS = "one => one === document.activeElement"


@pytest.fixture
def laid_out(furnished):
    """The site, and what can be drawn there."""
    site, told = furnished("furnish_kinds")
    return site, json.loads(told)


def drawn(visitor, told):
    """Kind and right answer of the item on the screen."""
    shown = " ".join(visitor.page.locator(".item").inner_text().split())
    (found,) = [one for one in told if one["stems"][visitor.language] in shown]
    return found["kind"], found["answer"]


def tab_to(page, field):
    """Press Tab until this field has the focus."""
    for _ in range(80):
        if field.evaluate(IN_FOCUS):
            return
        page.keyboard.press("Tab")
    raise AssertionError("no key leads there")


ROLES = {
    "single": "radio",
    "true-false": "radio",
    "multiple": "checkbox",
    "matching": "combobox",
    "ordering": "combobox",
}


def heard(page, kind):
    """Whoever hears the page is told the question, what each field stands for, and each move."""
    item = page.locator(".item")
    if kind not in ROLES:
        stem = " ".join(item.locator(".stem").inner_text().split())
        expect(item.get_by_role("textbox", name=stem, exact=True)).to_have_count(1)
        return
    stem = " ".join(item.locator("legend").inner_text().split())
    expect(page.get_by_role("group", name=stem, exact=True)).to_have_count(1)
    labels = [" ".join(text.split()) for text in item.locator("label").all_inner_texts()]
    assert len(labels) > 1
    for text in labels:
        expect(item.get_by_role(ROLES[kind], name=text, exact=True)).to_have_count(1)
    if kind == "ordering":
        up, _ = item.get_by_role("button", name=re.compile(re.escape(labels[1]))).all()
        up.press("Enter")
        # The line is the first now: nothing leads further up, and the keyboard is not lost.
        expect(item.locator(".move:focus")).to_have_accessible_name(
            re.compile(re.escape(labels[1]))
        )
        expect(item.locator("[role=status]")).to_have_text(
            re.compile(re.escape(labels[1]) + ".* 1$")
        )


def by_keys(page, kind, answer):
    """Give the answer with Tab, arrows, space and letters."""
    fields = page.locator("[name=answer]")
    if kind in ("short-text", "numeric"):
        tab_to(page, fields.first)
        page.keyboard.type(answer[0])
    elif kind == "multiple":
        for value in answer:
            tab_to(page, page.locator(f"[name=answer][value='{value}']"))
            page.keyboard.press("Space")
    elif kind in ("single", "true-false"):
        # A group of radio buttons is one stop; the arrows go round in it.
        tab_to(page, fields.first)
        page.keyboard.press("Space")
        for _ in range(8):
            if page.locator(f"[name=answer][value='{answer[0]}']").is_checked():
                break
            page.keyboard.press("ArrowDown")
    elif kind == "ordering":
        for value in answer:
            element, _, place = value.partition(":")
            tab_to(page, page.locator(f"#place-{element}"))
            page.keyboard.type(place)
    else:
        for value in answer:
            field = page.locator(f"#left-{value.partition(':')[0]}")
            tab_to(page, field)
            for _ in range(12):
                if field.input_value() == value:
                    break
                page.keyboard.press("ArrowDown")


def by_fingers(page, kind, answer):
    """Give the answer by tapping and by the pickers of the phone."""
    if kind in ("short-text", "numeric"):
        page.locator("[name=answer]").fill(answer[0])
    elif kind in ("matching", "ordering"):
        prefix = "left" if kind == "matching" else "place"
        for value in answer:
            page.locator(f"#{prefix}-{value.partition(':')[0]}").select_option(value)
    else:
        for value in answer:
            page.locator(f"label.choice:has([value='{value}'])").tap()


def stands(page, kind, answer):
    """Whether the form holds exactly this answer."""
    values = page.locator("[name=answer]").evaluate_all(
        "all => all.filter(one => one.type === 'radio' || one.type === 'checkbox'"
        " ? one.checked : one.value).map(one => one.value)"
    )
    assert sorted(values) == sorted(answer), kind


@pytest.mark.parametrize(("language", "script"), [("fr", True), ("en", False)])
def test_seven_kinds_are_answered(laid_out, visit, language, script):
    site, told = laid_out
    trainee = visit(
        site, language=language, phone=not script, bypass_csp=True, java_script_enabled=script
    )
    page = trainee.page
    sign_in_by_card(trainee, TRAINEE)
    begin_quiz(trainee, "Q08")
    met = []
    while True:
        kind, answer = drawn(trainee, told)
        met.append(kind)
        if script:
            heard(page, kind)
        (by_keys if script else by_fingers)(page, kind, answer)
        stands(page, kind, answer)
        if script:
            wait_until_saved(trainee)
            assert find_violations(page) == []
        if len(met) == len(SEVEN):
            break
        if script:
            tab_to(page, page.locator("main [name=go][value=next]").first)
            before = page.url
            page.keyboard.press("Enter")
            page.wait_for_url(lambda url, before=before: url != before)
        else:
            go(trainee, "next")
    assert sorted(met) == sorted(SEVEN)
    go(trainee, "review")
    expect(page.locator("main form#attempt .btn-primary")).to_be_visible()
    assert page.locator("section[aria-labelledby=blank]").count() == 0
    page.locator("main form#attempt .btn-primary").click()
    expect(page).to_have_url(re.compile("/result/"))
    expect(page.locator(".results")).to_have_count(len(SEVEN))
    expect(page.locator(".score")).to_have_text(re.compile(r"^\s*100\s"))


def test_who_types_on_without_a_pause_is_saved_within_two_seconds(laid_out, visit):
    """By the page's own clock: a key every four tenths of a second, and no time to rest."""
    site, told = laid_out
    trainee = visit(site, language="fr")
    page = trainee.page
    sign_in_by_card(trainee, TRAINEE)
    begin_quiz(trainee, "Q08")
    while drawn(trainee, told)[0] != "short-text":
        go(trainee, "next")
    page.clock.install()
    page.reload()
    page.clock.pause_at(page.evaluate("Date.now() / 1000 + 1"))
    page.locator("[name=answer]").focus()
    with page.expect_request("**/step/") as sent:
        for key in "parqu":
            page.keyboard.press(key)
            page.clock.run_for(400)
    assert sent.value.post_data_json["values"] == ["parq"]
    page.clock.resume()
    wait_until_saved(trainee)
    page.reload()
    expect(page.locator("[name=answer]")).to_have_value("parqu")
