"""The whole road: card, module, quiz, board, freeze, certificates, a stranger's check."""

import re
from pathlib import Path

from playwright.sync_api import expect

from tests.journeys.paper import page_picture, page_texts
from tests.journeys.steps import (
    begin_quiz,
    flip,
    go,
    other,
    read_question,
    sign_in_by_card,
    sign_in_by_password,
    tick,
    wait_until_saved,
)
from tests.journeys.visiting import Visitor
from tests.personas import LEAD, PREPARED, REGISTRAR, RUNNING, TRAINEE, TRAINEE_IN_ENGLISH, Persona
from tests.scanning import qr_words

MODULE, QUIZ = "M08", "Q08"
NAMES = {TRAINEE.key: "KINDA Aïssata", TRAINEE_IN_ENGLISH.key: "NADJIBÉ Josué"}
FACES = {
    "fr": {"valid": "Authentique, valable", "none": "Aucune correspondance"},
    "en": {"valid": "Genuine, valid", "none": "No match"},
}


def test_the_whole_road(site, visit, language, tmp_path):
    persona = TRAINEE if language == "fr" else TRAINEE_IN_ENGLISH
    trainee = visit(site, language=language, phone=True)
    sign_in_by_card(trainee, persona)
    assert f"/{language}/" in trainee.page.url, "everybody arrives in the own language"
    read_module(trainee)
    score = take_quiz(trainee)

    lead = visit(site, language=language)
    sign_in_by_password(lead, LEAD)
    assert_board_shows(lead, persona, score)

    registrar = visit(site, language=language)
    sign_in_by_password(registrar, REGISTRAR)
    names = close_cohort(registrar)
    papers = print_certificates(registrar, tmp_path)
    texts = page_texts(papers)
    fronts = [index for index, text in enumerate(texts) if index % 2 == 0]
    assert len(fronts) == len(names) == len(texts) / 2
    for front, name in zip(fronts, names, strict=True):
        assert name in texts[front]

    addresses = [address_on(papers, front, site.address) for front in fronts]
    # Each code says the number that stands beneath it, and no two are equal.
    assert all(number_in(a) in texts[front] for a, front in zip(addresses, fronts, strict=True))
    assert len(set(addresses)) == len(names)
    stranger = visit(site, language=language)
    check_certificate(stranger, addresses[0], names[0])


def read_module(trainee: Visitor) -> None:
    """From the list of lessons through every section to the end of the module."""
    trainee.goto("/lessons/")
    trainee.page.get_by_role("link", name=re.compile(rf"^{MODULE} ")).click()
    sections = trainee.page.locator("ol.tasks li").count()
    unread = trainee.page.locator("ol.tasks .status.waiting").count()
    assert sections >= unread >= 2
    trainee.page.locator("nav.pager .btn-primary").click()
    for _ in range(unread):
        with trainee.page.expect_navigation():
            trainee.page.locator("form.pager .btn-primary").click()
    expect(trainee.page.locator("ol.tasks .status.done")).to_have_count(sections)
    trainee.page.locator(f"main a[href*='/quiz/{QUIZ}/'].btn-primary").click()
    expect(trainee.page).to_have_url(re.compile(rf"/quiz/{QUIZ}/$"))


def take_quiz(trainee: Visitor) -> str:
    """Answer everything with a flip and a reload in the middle; returns the score as printed."""
    begin_quiz(trainee, QUIZ)
    page, places = trainee.page, trainee.page.locator("ol.map li").count()
    assert places >= 3
    seen, chosen = {}, {}
    for number in range(1, places + 1):
        question = seen[number] = read_question(trainee)
        assert question.number == number
        chosen[number] = tick(trainee, (number * 2) % len(question.options))
        wait_until_saved(trainee)
        if number == 2:
            flip(trainee)
            turned = read_question(trainee)
            assert turned.language == other(trainee.language) != question.language
            assert turned.stem != question.stem
            assert (turned.options, turned.ticked) == (question.options, (chosen[2],))
        if number == 3:
            page.reload()
            again = read_question(trainee)
            assert again.language == other(trainee.language)
            assert (again.options, again.ticked) == (question.options, (chosen[3],))
            flip(trainee)
            assert read_question(trainee).language == trainee.language
        go(trainee, "next")
    go_back_and_look(trainee, seen[1].options, chosen[1])
    page.locator("form#attempt .btn-primary").click()
    expect(page).to_have_url(re.compile("/result/"))
    assert page.locator("html").get_attribute("lang") == trainee.language
    expect(page.locator(".results")).to_have_count(places)
    # The feedback is there, and the stems are those that were read in this language.
    text = page.locator("main").inner_text()
    assert all(seen[n].stem in text for n in seen if seen[n].language == trainee.language)
    assert page.locator(".option-feedback, .fact[role=note]").count() >= places
    found = re.match(r"[\d,.]+", page.locator("p.score").inner_text())
    assert found
    return found[0]


def go_back_and_look(trainee: Visitor, options: tuple[str, ...], chosen: str) -> None:
    """From the last page back to question 1: nothing has moved; and to the last page again."""
    expect(trainee.page).to_have_url(re.compile("/review/"))
    review = trainee.page.url
    trainee.page.locator("ol.map a").first.click()
    first = read_question(trainee)
    assert (first.options, first.ticked) == (options, (chosen,))
    go(trainee, "review")
    assert trainee.page.url == review


def assert_board_shows(lead: Visitor, persona: Persona, score: str) -> None:
    """From the list of cohorts to the board: the row of the trainee holds the mark."""
    page = lead.page
    lead.goto("/cohorts/")
    page.locator(f"main a[href$='/cohort/{RUNNING}/']").first.click()
    row = page.locator("table.board tbody tr").filter(has_text=NAMES[persona.key])
    expect(row).to_have_count(1)
    expect(row.locator(f"td[data-label='{QUIZ}']")).to_have_text(score)


def close_cohort(registrar: Visitor) -> list[str]:
    """Hold the jury, freeze and issue; returns the printed names in protocol order."""
    page = registrar.page
    registrar.goto("/end-of-course/")
    page.locator(f"main a[href$='/cohort/{PREPARED}/end/']").first.click()
    page.locator("main .panel-lead a.btn-primary").click()
    confirm_every_proposal(registrar)
    page.locator("main .panel-lead a.btn-primary").click()
    expect(page).to_have_url(re.compile(rf"/cohort/{PREPARED}/end/$"))
    page.locator("main .panel-lead a.btn-primary").click()
    page.locator("main button.btn-danger").click()
    expect(page).to_have_url(re.compile(rf"/cohort/{PREPARED}/end/$"))
    page.locator("main .panel-lead a.btn-primary").click()
    page.locator("main button.btn-danger").click()
    page.wait_for_url(f"**/cohort/{PREPARED}/certificates/printing/")
    # The bar follows by itself; when all are made the page offers the way on.
    page.locator("main .actions a.btn-primary").click(timeout=60_000)
    expect(page).to_have_url(re.compile(rf"/cohort/{PREPARED}/certificates/$"))
    names = page.locator("main table tbody th").all_inner_texts()
    assert len(names) >= 6
    return names


def confirm_every_proposal(registrar: Visitor) -> None:
    """Place by place through the jury, which confirms; no name is shown unasked."""
    page = registrar.page
    places = page.locator("ol.jury-places li").count()
    assert places >= 6
    page.locator("main .panel-lead a.btn-primary").click()
    for _ in range(places):
        expect(page.locator(".jury-name")).to_have_count(0)
        with page.expect_navigation():
            page.locator("button[name=ruling][value=confirm]").click()
    expect(page).to_have_url(re.compile(rf"/cohort/{PREPARED}/jury/$"))
    expect(page.locator("ol.jury-places .status.done")).to_have_count(places)


def print_certificates(registrar: Visitor, folder: Path) -> Path:
    """Download the merged PDF."""
    registrar.goto(f"/cohort/{PREPARED}/certificates/")
    with registrar.page.expect_download() as download:
        registrar.page.locator("a[href$='/all.pdf']").click()
    file = folder / "all.pdf"
    download.value.save_as(file)
    return file


def address_on(papers: Path, front: int, site: str) -> str:
    """The address in the QR code, read from the picture of the page."""
    (words,) = qr_words(page_picture(papers, front))
    assert words.startswith(f"{site}/v/")
    return words


def number_in(address: str) -> str:
    """The number at the end of a QR code's address, before the seal."""
    return address.partition("#")[0].rstrip("/").rpartition("/")[2]


def check_certificate(stranger: Visitor, address: str, name: str) -> None:
    """From the QR code to « genuine, valid », and with one wrong letter to « no match »."""
    page = stranger.page
    page.goto(address)
    expect(page.locator("[name=number]")).to_have_value(number_in(address))
    for typed, face, verdict in (
        (name, "valid", "answer-valid"),
        (name[:-1] + ("a" if name[-1] != "a" else "o"), "none", "answer-none"),
    ):
        page.locator("[name=holder]").fill(typed)
        page.locator("form[data-verify] button").click()
        answer = page.locator(f"#result section.{verdict}")
        answer.wait_for()
        expect(answer).to_contain_text(FACES[stranger.language][face])
        assert name not in page.content(), "no echo of what was typed"
