"""What a companion shows on the screen and on paper, in both languages."""

import dataclasses
import datetime
from io import BytesIO

import pypdf
import pytest

from cms import companionprinting
from cms.companionprinting import companion_pdf, render_companion
from cms.loading import load_curriculum
from cms.models import CompanionKind, CompanionPage, SourceChange
from cms.parity import find_faults
from cms.proofreading import MEMO_WORDS
from tests.cms.companion_file import companion_file, words_of
from tests.cms.trial import make_trial_cohort, trial
from tests.factories.courses import make_colleague

pytestmark = pytest.mark.django_db


@pytest.fixture(scope="module", autouse=True)
def course(module_rows):
    load_curriculum(curriculum=with_companions(companion_file()))


def test_a_long_row_is_told_turn_by_turn_with_the_minutes_of_the_clock(client, facilitator):
    data = companion_file()
    data["guide"]["plan"][1]["turns"] = [
        {"minutes": 8, "text": words_of("Premier tour", "First round")},
        {"minutes": 12, "text": words_of("Second tour", "Second round")},
    ]
    load_curriculum(curriculum=with_companions(data))
    for language, first, second in (
        ("fr", "Premier tour", "Second tour"),
        ("en", "First round", "Second round"),
    ):
        text = " ".join(_text(client, "guide", language).split())
        assert f"<b>20–28</b> {first} <small" in text and f"<b>28–40</b> {second} <small" in text
        printed = _pages_of(render_companion(_page("guide", language), {}))
        paper = " ".join(" ".join(page.extract_text() for page in printed).split())
        assert f"20–28 {first}" in paper and "28–40" in paper
    french, english = _page("guide"), _page("guide", "en")
    assert _turn_ids(french) == _turn_ids(english) != []
    assert find_faults(on=datetime.date(2016, 2, 1)) == []


def _turn_ids(page):
    return [
        turn.id for block in page.body if block.block_type == "row" for turn in block.value["turns"]
    ]


def with_companions(data):
    return dataclasses.replace(trial(), companions=[data])


def _page(kind, language="fr"):
    return CompanionPage.objects.get(kind=kind, locale__language_code=language)


@pytest.fixture
def facilitator(client):
    client.force_login(make_colleague(make_trial_cohort(), "facilitator"))


def _text(client, kind, language):
    return client.get(f"/{language}/lessons/trial/m01/{kind}/").content.decode()


def test_both_languages_have_the_same_blocks_and_the_shared_values():
    for kind in CompanionKind.values:
        french, english = _page(kind), _page(kind, "en")
        assert french.translation_key == english.translation_key
        assert [block.id for block in french.body] == [block.id for block in english.body]
    rows = [
        block.value["minutes"] for block in _page("guide", "en").body if block.block_type == "row"
    ]
    assert rows == [20] * 6
    assert find_faults(on=datetime.date(2016, 2, 1)) == []


@pytest.mark.parametrize(
    "language, headings",
    [
        ("fr", ["Avant la séance", "Minute par minute", "Questions difficiles", "20–40"]),
        ("en", ["Before the session", "Minute by minute", "Hard questions", "20–40"]),
    ],
)
def test_the_guide_in_each_language(facilitator, client, language, headings):
    text = _text(client, "guide", language)
    for heading in headings:
        assert heading in text
    assert "m01/guide.pdf" in text


def test_the_size_of_the_file_stands_beside_its_link(facilitator, client):
    size = len(client.get("/en/lessons/trial/m01/memo.pdf").content)
    assert f"(PDF, {size / 1024:.1f}\xa0KB)" in _text(client, "memo", "en")


def test_cards_and_their_answers_are_numbered_once(facilitator, client):
    data = companion_file()
    data["answers"][0]["title"] = words_of("Carte 1. Le sac", "1 · The bag")
    load_curriculum(curriculum=with_companions(data))
    for kind in ("sheet", "answers"):
        text = _text(client, kind, "fr")
        assert [f'<span class="n">Carte {n}</span>' in text for n in (1, 4, 5)] == [
            True,
            True,
            False,
        ]
    assert '<span class="n">Carte 1</span> Le sac<' in _text(client, "answers", "fr")
    assert '<span class="n">Card 1</span> The bag<' in _text(client, "answers", "en")


def test_sources_with_the_dates_of_the_facts(facilitator, client):
    text = client.get("/en/lessons/trial/m01/sources/").content.decode()
    assert "True during the course." in text
    assert "S01" in text


def _pages_of(pdf):
    return pypdf.PdfReader(BytesIO(pdf)).pages


def _fullest_memo():
    """As many words, boxes and points as the format lets in, in long words."""
    _, most = MEMO_WORDS
    boxes, points = 5, 6
    words = (most - 2 * boxes - 12) // (boxes * points)
    point = words_of("réglementairement " * words, "administratively " * words)
    box = {"title": words_of("Titre long", "Long title"), "points": [point] * points}
    end = words_of("mot " * 10, "word " * 10)
    return {
        "title": words_of("Titre entier", "Whole title"),
        "boxes": [box] * boxes,
        "remember": end,
    }


@pytest.mark.parametrize("language", ["fr", "en"])
@pytest.mark.parametrize("fullest", [False, True])
def test_an_aide_memoire_is_one_page(language, fullest):
    data = companion_file()
    if fullest:
        data["memo"] = _fullest_memo()
        data["sources"] = [f"S0{number}" for number in (1, 2)]
    load_curriculum(curriculum=with_companions(data))
    (page,) = _pages_of(render_companion(_page("memo", language), {}))
    assert [round(float(side) * 25.4 / 72) for side in page.mediabox[2:]] == [210, 297]


def test_a_memo_that_fits_no_page_has_no_file(client):
    data = companion_file()
    data["memo"]["remember"] = words_of("mot " * 3000, "word " * 3000)
    load_curriculum(curriculum=with_companions(data))
    assert client.get("/en/lessons/trial/m01/memo.pdf").status_code == 404
    assert "Too long for one page" in _text(client, "memo", "en")


def test_no_sheet_of_paper_for_a_few_lines_and_sources_never_alone(monkeypatch):
    saved = []
    for steps in range(1, 6):
        data = companion_file()
        data["sheet"]["cards"] = data["answers"] = data["answers"][:1] * 9
        data["sheet"]["steps"] = data["sheet"]["steps"][:1] * steps
        load_curriculum(curriculum=with_companions(data))
        pages = len(_pages_of(render_companion(_page("sheet"), {})))
        with monkeypatch.context() as one_size:
            one_size.setattr(companionprinting, "SMALLER", companionprinting.SIZE)
            usual = _pages_of(render_companion(_page("sheet"), {}))
        saved.append(len(usual) - pages)
        last = usual[-1].extract_text()
        assert "Sources" in last and "À discuter ensuite" in last, steps
    assert set(saved) == {0, 1}


def test_a_file_is_made_once_for_each_publication():
    page = _page("sheet")
    first = companion_pdf(page, {})
    assert companion_pdf(_page("sheet"), {}) == first == render_companion(page, {})
    page.title = "Une autre fiche"
    page.save_revision().publish()
    assert companion_pdf(_page("sheet"), {}) != first


@pytest.mark.parametrize(("language", "words"), [("fr", "3 mai 2026"), ("en", "3 May 2026")])
def test_a_page_that_has_to_follow_a_change_of_meaning_says_since_when(
    client, facilitator, language, words
):
    """On the screen and on paper; the language that changed says nothing, nor does one agreed."""
    page, other = _page("memo", language), "en" if language == "fr" else "fr"
    url = f"/{language}/lessons/trial/m01/memo/"
    before = client.get(f"{url[:-1]}.pdf").content
    assert words not in client.get(url).content.decode()
    change = SourceChange.objects.create(
        translation_key=page.translation_key,
        language=other,
        kind=SourceChange.Kind.MEANING,
        reason="The rule changed.",
        passages=[],
        changed_at=datetime.datetime(2026, 5, 3, 12, tzinfo=datetime.UTC),
    )
    assert words in client.get(url).content.decode()
    printed = pypdf.PdfReader(BytesIO(client.get(f"{url[:-1]}.pdf").content))
    assert len(printed.pages) == 1
    assert words in " ".join(printed.pages[0].extract_text().split())
    assert words not in client.get(f"/{other}/lessons/trial/m01/memo/").content.decode()
    change.approved_at = change.changed_at
    change.save()
    assert words not in client.get(url).content.decode()
    assert client.get(f"{url[:-1]}.pdf").content == before
