"""The diagrams of the inspection: families of fraud (M05), from first to second line (M07). Pure.

Each is what `Figure` is made of: its name, its description and how it is drawn in a language.
"""

from collections.abc import Callable, Mapping

from cms.diagrams.layouts import EDGE, Drawn, asked_box, questions
from cms.diagrams.shapes import (
    WARM,
    WIDTH,
    arrow,
    box,
)

Made = tuple[Mapping[str, str], Mapping[str, str], Callable[[str], Drawn]]


def _which_family(language: str) -> Drawn:
    return {
        "fr": lambda: questions(
            [
                ("Document : une imitation d’un bout à l’autre ?", "contrefaçon possible"),
                ("Document : un endroit ou une page changés ?", "falsification possible"),
                (
                    "Porteur : un autre visage, sur ce qui change peu ?",
                    "usurpation d’identité possible",
                ),
                (
                    "Délivrance : pièces mensongères signalées par le service ?",
                    "obtention frauduleuse possible",
                ),
            ],
            "oui",
            "non",
            ("Pas encore, ou rien", "Un constat reste : l’écrire, seconde ligne. Sinon, "
             "la personne passe."),
        ),
        "en": lambda: questions(
            [
                ("Document: an imitation from end to end?", "possible counterfeit"),
                ("Document: one spot or page changed?", "possible forgery"),
                ("Bearer: another face, in what changes little?", "possible impostor"),
                (
                    "Issue: false supporting papers reported by the authority?",
                    "possibly fraudulently obtained",
                ),
            ],
            "yes",
            "no",
            ("Not yet, or nothing", "A finding remains: write it down, second line. Otherwise "
             "the traveller goes on."),
        ),
    }[language]()  # fmt: skip


def _two_lines(language: str) -> Drawn:
    return {
        "fr": lambda: _lines(
            ("Première ligne", "Saluer, examiner, comparer, questionner, décider."),
            ("Y a-t-il un fait que l’on peut écrire et montrer ?", "non", "la personne passe"),
            "oui",
            (
                "Seconde ligne",
                "Accueillir, ouvrir, préciser, confronter le récit aux faits, clore.",
            ),
            ("Le fait est expliqué par le récit ?", "oui", "la personne passe, avec un merci"),
            "non",
            (
                "Écrire, sans conclure",
                "Le constat, les mots de la personne ; puis lui dire la suite.",
            ),
            (
                "À tout moment",
                "Crainte, enfant seul ou lien peu clair, personne tenue par une autre, détresse : "
                "le contrôle s’interrompt, on oriente.",
            ),
        ),
        "en": lambda: _lines(
            ("First line", "Greet, examine, compare, ask, decide."),
            ("Is there a fact that can be written down and shown?", "no", "the person goes on"),
            "yes",
            ("Second line", "Welcome, open, clarify, set the account against the facts, close."),
            ("Does the account explain the fact?", "yes", "the person goes on, with a thank-you"),
            "no",
            (
                "Write, without concluding",
                "The finding, the person’s own words; then say what happens next.",
            ),
            (
                "At any moment",
                "Fear, a child alone or an unclear link, a person held by another, distress: the "
                "inspection stops; refer.",
            ),
        ),
    }[language]()


def _lines(
    first: tuple[str, str],
    shown: tuple[str, str, str],
    further: str,
    second: tuple[str, str],
    explained: tuple[str, str, str],
    remains: str,
    end: tuple[str, str],
    always: tuple[str, str],
) -> Drawn:
    """Two lines of inspection, a question after each; under them what holds at any moment."""
    parts: list[str] = []
    y = float(EDGE)
    for line, asked, on in ((first, shown, further), (second, explained, remains)):
        drawn, high = box(EDGE, y, WIDTH - 2 * EDGE, *line)
        parts += [drawn, arrow(EDGE + 40, y + high, EDGE + 40, y + high + 20)]
        row, high = asked_box(y + high + 20, *asked, on), y + high + 20
        parts += row[0]
        y = high + row[1]
    drawn, high = box(EDGE, y, WIDTH - 2 * EDGE, *end)
    parts.append(drawn)
    warned, below = box(EDGE, y + high + 12, WIDTH - 2 * EDGE, *always, fill=WARM)
    return [*parts, warned], y + high + 12 + below + EDGE


WHICH_FAMILY: Made = (
    {"fr": "Du constat à la famille de fraude", "en": "From the finding to the family of fraud"},
    {
        "fr": "Quatre questions l’une après l’autre. Tout le document imite : contrefaçon "
        "possible. Un endroit ou une page changés : falsification possible. Un autre visage : "
        "usurpation d’identité possible. Des pièces mensongères : obtention frauduleuse possible. "
        "Quatre fois non : pas encore, ou rien.",
        "en": "Four questions one after another. The whole document an imitation: possible "
        "counterfeit. One spot or page changed: possible forgery. Another face: possible "
        "impostor. False supporting papers: possibly fraudulently obtained. Four times no: not "
        "yet, or nothing.",
    },
    _which_family,
)

TWO_LINES: Made = (
    {"fr": "De la première à la seconde ligne", "en": "From first line to second line"},
    {
        "fr": "Première ligne, puis une question : y a-t-il un fait que l’on peut écrire et "
        "montrer ? Non : la personne passe. Oui : seconde ligne. Le récit explique le fait : elle "
        "passe. Sinon : écrire sans conclure, dire la suite. À tout moment, une crainte, un enfant "
        "seul, une personne tenue par une autre, une détresse : orienter.",
        "en": "First line, then a question: is there a fact that can be written down and shown? "
        "No: the person goes on. Yes: second line. The account explains the fact: the person goes "
        "on. If not: write without concluding, say what happens next. At any moment fear, a child "
        "alone, a person held by another, distress: refer.",
    },
    _two_lines,
)
