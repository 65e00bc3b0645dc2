"""Steps that several stories share, in the words of the screens they happen on."""

import re
from dataclasses import dataclass

from playwright.sync_api import expect

from tests.journeys.visiting import Visitor
from tests.personas import Persona

# Every word that a story looks for, French and English.
WORDS = {
    "sign in": ("Se connecter", "Sign in"),
    "start quiz": ("Commencer le questionnaire", "Start the quiz"),
    "submit": ("Soumettre", "Submit"),
}


def word(key: str, language: str) -> str:
    """The word of a screen in one language."""
    return WORDS[key][language == "en"]


def other(language: str) -> str:
    """The other language."""
    return "en" if language == "fr" else "fr"


def sign_in_by_card(visitor: Visitor, persona: Persona) -> None:
    """From the address in the card's QR code: the code is there, the PIN is typed."""
    visitor.goto(f"/card/?code={persona.sign_in}")
    form = visitor.page.locator("main form")
    expect(form.locator("[name=code]")).to_have_value(persona.sign_in)
    form.locator("[name=pin]").fill(persona.secret)
    form.get_by_role("button").first.click()
    visitor.page.wait_for_url(re.compile(r"^(?!.*/card/)"))


def sign_in_by_password(visitor: Visitor, persona: Persona) -> None:
    """The staff's door."""
    visitor.goto("/account/login/")
    form = visitor.page.locator("main form").first
    form.locator("[name=login]").fill(persona.sign_in)
    form.locator("[name=password]").fill(persona.secret)
    form.get_by_role("button").first.click()
    visitor.page.wait_for_url(re.compile(r"^(?!.*/account/login/)"))


@dataclass(frozen=True)
class Question:
    """One item as it stands on the screen."""

    number: int
    stem: str
    options: tuple[str, ...]
    ticked: tuple[str, ...]
    language: str


def read_question(visitor: Visitor) -> Question:
    """The item on the screen: option ids in their order, those that are ticked."""
    page = visitor.page
    found = re.search(r"/attempt/[0-9a-f-]+/(\d+)/", page.url)
    assert found, page.url
    return Question(
        number=int(found[1]),
        stem=page.locator(".item legend, .item .stem").first.inner_text(),
        options=tuple(
            page.locator("[name=answer]").evaluate_all(
                "all => all.map(one => one.type === 'radio' || one.type === 'checkbox'"
                " ? one.value : one.id)"
            )
        ),
        ticked=tuple(
            page.locator("[name=answer]").evaluate_all(
                "all => all.filter(one => one.type === 'radio' || one.type === 'checkbox'"
                " ? one.checked : one.value).map(one => one.value)"
            )
        ),
        language=page.locator("html").get_attribute("lang") or "",
    )


def tick(visitor: Visitor, place: int) -> str:
    """Answer the item on the screen, of whatever kind, and return what a form sends for it.

    `place` chooses: the option at this place, the match or the number there, or a text of its own;
    it goes round when there are fewer.
    """
    fields = visitor.page.locator("[name=answer]")
    kind = fields.first.evaluate("one => one.type")
    if kind in ("radio", "checkbox"):
        option = fields.nth(place % fields.count())
        visitor.page.locator("label.choice").nth(place % fields.count()).click()
        expect(option).to_be_checked()
        return option.get_attribute("value") or ""
    if kind == "text":
        fields.first.fill(str(place))
        fields.first.blur()
        return str(place)
    choices = fields.first.locator("option").count() - 1
    fields.first.select_option(index=1 + place % choices)
    return fields.first.input_value()


def wait_until_saved(visitor: Visitor) -> None:
    """Until the page says that the server has the answer."""
    visitor.page.locator("[data-saved]:not(.pending):not(.failed)").filter(
        has_text=re.compile(r"serveur|server")
    ).wait_for()


def begin_quiz(visitor: Visitor, key: str) -> str:
    """Start the quiz; returns the path of the attempt without its language."""
    visitor.goto(f"/quiz/{key}/")
    visitor.page.locator("main form button").first.click()
    visitor.page.wait_for_url(re.compile(r"/attempt/[0-9a-f-]+/\d+/"))
    found = re.search(r"/attempt/[0-9a-f-]+/", visitor.page.url)
    assert found
    return found[0]


def go(visitor: Visitor, where: str) -> None:
    """Press « next », « previous », « review » or the number of a question."""
    button = visitor.page.locator(f"main [name=go][value='{where}']").first
    with visitor.page.expect_navigation():
        button.click()


def flip(visitor: Visitor) -> None:
    """Press the button that turns the item's language."""
    with visitor.page.expect_navigation():
        visitor.page.locator("main button.flip").click()
