"""The diagrams of the course, each in both languages. Pure.

Words say what the lessons say (domain 2.4, M01 to M09), nothing more; files beside bring their own.
`told` is the description for whoever does not see the drawing.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from cms.diagrams import offences, teaching
from cms.diagrams.inspection import TWO_LINES, WHICH_FAMILY
from cms.diagrams.layouts import Drawn, cycle, pillars, questions, steps
from cms.diagrams.shapes import picture
from cms.diagrams.zone import anatomy

LANGUAGES = ("fr", "en")


@dataclass(frozen=True)
class Figure:
    """One diagram: its name and its description by language, and how it is drawn in one."""

    title: Mapping[str, str]
    told: Mapping[str, str]
    draw: Callable[[str], Drawn]


def drawing(key: str, language: str) -> str:
    """The diagram as an `svg` element. KeyError for a key or a language that there is not."""
    figure = FIGURES[key]
    parts, high = figure.draw(language)
    return picture(
        f"figure-{key}", figure.title[language], figure.told[language], parts, round(high)
    )


def _pillars(language: str) -> Drawn:
    return {
        "fr": lambda: pillars(
            "Gestion intégrée des frontières",
            [
                ("Au sein d’un service", "Mêmes consignes, même information, relève écrite"),
                ("Entre services", "Qui fait quoi, quand s’appeler, dans un même pays"),
                ("Par-delà la frontière", "Postes voisins et partenaires, selon le droit"),
            ],
            "D’abord l’intérieur : mal coopérer au sein du service gâte les deux autres.",
        ),
        "en": lambda: pillars(
            "Integrated border management",
            [
                ("Within one service", "Same instructions, same information, written handover"),
                ("Between services", "Who does what, when to call, within one country"),
                ("Across the border", "Neighbouring posts and partners, as the law allows"),
            ],
            "Home first: poor cooperation inside the service spoils the other two.",
        ),
    }[language]()


def _cycle(language: str) -> Drawn:
    return {
        "fr": lambda: cycle(
            ["besoins", "objectifs", "conception", "animation", "évaluation"],
            "L’évaluation ramène aux besoins.",
        ),
        "en": lambda: cycle(
            ["needs", "objectives", "design", "delivery", "evaluation"],
            "Evaluation leads back to needs.",
        ),
    }[language]()


def _referral(language: str) -> Drawn:
    return {
        "fr": lambda: steps(
            [
                ("Mettre en sécurité", "Eau, soins, repos, à l’écart de la file."),
                ("Écouter en privé", "Interprète si besoin ; sans juger le bien-fondé."),
                (
                    "Saisir",
                    "L’autorité nationale de l’asile et le HCR, selon la procédure ; pour un "
                    "enfant seul, la protection de l’enfance tout de suite.",
                ),
                ("Consigner", "L’orientation, avec le nécessaire et rien de plus."),
            ],
            "Jamais : contacter les autorités du pays de la personne.",
        ),
        "en": lambda: steps(
            [
                ("Bring to safety", "Water, care, rest, away from the queue."),
                ("Listen in private", "Interpreter if needed; without judging the merits."),
                (
                    "Alert",
                    "The national asylum authority and UNHCR, under the procedure; for a child "
                    "alone, child protection at once.",
                ),
                ("Record", "The referral, with what is needed and nothing more."),
            ],
            "Never: contact the authorities of the person’s country.",
        ),
    }[language]()


def _when(language: str) -> Drawn:
    return {
        "fr": lambda: questions(
            [
                ("La personne dit craindre pour sa vie ou sa liberté ?", "orienter"),
                ("Un enfant voyage seul, ou son lien avec l’adulte n’est pas clair ?", "orienter"),
                ("La personne paraît tenue par une autre ?", "orienter"),
                ("Elle est blessée, malade, épuisée ou en détresse ?", "soins, puis orienter"),
            ],
            "oui",
            "non",
            ("Contrôle ordinaire", "Un doute sérieux suffit pour transmettre : l’examen appartient "
             "à d’autres."),
        ),
        "en": lambda: questions(
            [
                ("The person fears for life or liberty?", "refer"),
                ("A child travels alone, or the link with the adult is unclear?", "refer"),
                ("The person seems to be held by another?", "refer"),
                ("Injured, ill, exhausted or in distress?", "care, then refer"),
            ],
            "yes",
            "no",
            ("Ordinary inspection", "Serious doubt is enough to refer: the examination is for "
             "others."),
        ),
    }[language]()  # fmt: skip


def _zone_checks(language: str) -> Drawn:
    return {
        "fr": lambda: questions(
            [
                ("Chaque champ est-il bien formé ?", "anomalie : seconde ligne"),
                ("Chaque chiffre calculé est-il celui qu’on lit ?", "anomalie : seconde ligne"),
                ("La ligne 1 et la page disent-elles le même nom ?", "vérifier : seconde ligne"),
            ],
            "non",
            "oui",
            ("La ZLA concorde", "Un calcul juste n’authentifie rien : regarder, toucher, incliner, "
             "par transparence."),
        ),
        "en": lambda: questions(
            [
                ("Is every field well formed?", "anomaly: second line"),
                ("Is every computed digit the one you read?", "anomaly: second line"),
                ("Do line 1 and the page give the same name?", "verify: second line"),
            ],
            "no",
            "yes",
            ("The MRZ agrees", "A correct sum authenticates nothing: look, feel, tilt, hold to the "
             "light."),
        ),
    }[language]()  # fmt: skip


def _anatomy(language: str) -> Drawn:
    return {
        "fr": lambda: anatomy(
            {
                "kind": "type de document",
                "state": "État émetteur",
                "name": "nom << prénom : aucun chiffre de contrôle",
                "number": "numéro de document",
                "nationality": "nationalité",
                "birth": "date de naissance : année, mois, jour",
                "sex": "sexe",
                "expiry": "date d’expiration",
                "optional": "données facultatives, ici vides",
                "composite": "chiffre composite, sur la ligne 2",
            },
            "chiffre de contrôle du champ qui précède",
        ),
        "en": lambda: anatomy(
            {
                "kind": "type of document",
                "state": "issuing State",
                "name": "surname << given name: no check digit",
                "number": "document number",
                "nationality": "nationality",
                "birth": "date of birth: year, month, day",
                "sex": "sex",
                "expiry": "date of expiry",
                "optional": "optional data, here empty",
                "composite": "composite digit, over line 2",
            },
            "check digit of the field before it",
        ),
    }[language]()


FIGURES: dict[str, Figure] = {
    "pillars": Figure(
        {
            "fr": "Les trois piliers de la gestion intégrée des frontières",
            "en": "The three pillars of integrated border management",
        },
        {
            "fr": "Trois piliers portent un toit : la coopération au sein d’un service, entre "
            "services d’un même pays, par-delà la frontière. Le sol commun : d’abord l’intérieur.",
            "en": "Three pillars carry a roof: cooperation within one service, between services of "
            "one country, across the border. The common ground: home first.",
        },
        _pillars,
    ),
    "cycle": Figure(
        {"fr": "Le cycle de la formation", "en": "The training cycle"},
        {
            "fr": "Cinq temps en cercle : besoins, objectifs, conception, animation, évaluation, "
            "puis de nouveau les besoins.",
            "en": "Five stages in a circle: needs, objectives, design, delivery, evaluation, then "
            "needs again.",
        },
        _cycle,
    ),
    "when-to-refer": Figure(
        {"fr": "Quand faut-il orienter ?", "en": "When is referral required?"},
        {
            "fr": "Quatre questions l’une après l’autre : crainte pour la vie ou la liberté, "
            "enfant seul ou lien peu clair, personne tenue par une autre, détresse. Un seul oui : "
            "orienter. Quatre fois non : contrôle ordinaire.",
            "en": "Four questions one after another: fear for life or liberty, a child alone or an "
            "unclear link, a person held by another, distress. One yes: refer. Four times no: "
            "ordinary inspection.",
        },
        _when,
    ),
    "referral": Figure(
        {"fr": "Orienter, dans l’ordre", "en": "Referring, in the right order"},
        {
            "fr": "Quatre étapes de haut en bas : mettre en sécurité, écouter en privé, saisir, "
            "consigner. Jamais : contacter les autorités du pays de la personne.",
            "en": "Four steps from top to bottom: bring to safety, listen in private, alert, "
            "record. Never: contact the authorities of the person’s country.",
        },
        _referral,
    ),
    "anatomy": Figure(
        {"fr": "Anatomie d’une ZLA de passeport", "en": "Anatomy of a passport MRZ"},
        {
            "fr": "Ligne 1 : type de document, État émetteur, nom et prénom. Ligne 2 : numéro de "
            "document, nationalité, date de naissance, sexe, date d’expiration, données "
            "facultatives, chiffre composite ; un chiffre de contrôle suit le numéro, chaque date "
            "et les données facultatives.",
            "en": "Line 1: type of document, issuing State, surname and given name. Line 2: "
            "document number, nationality, date of birth, sex, date of expiry, optional data, "
            "composite digit; a check digit follows the number, each date and the optional data.",
        },
        _anatomy,
    ),
    "zone-checks": Figure(
        {"fr": "Lire une ZLA, dans l’ordre", "en": "Reading an MRZ, in order"},
        {
            "fr": "Trois questions : champs bien formés, chiffres justes, même nom sur la page. Un "
            "seul non : seconde ligne. Trois fois oui : la ZLA concorde, et l’examen continue.",
            "en": "Three questions: fields well formed, digits right, the same name on the page. "
            "One no: second line. Three times yes: the MRZ agrees, and the examination goes on.",
        },
        _zone_checks,
    ),
    "which-family": Figure(*WHICH_FAMILY),
    "two-lines": Figure(*TWO_LINES),
    "two-offences": Figure(offences.TITLE, offences.TOLD, offences.offences),
    "fifteen-minutes": Figure(teaching.LESSON_TITLE, teaching.LESSON_TOLD, teaching.lesson),
    "two-sheets": Figure(teaching.MARK_TITLE, teaching.MARK_TOLD, teaching.mark),
    "after-the-course": Figure(teaching.AFTER_TITLE, teaching.AFTER_TOLD, teaching.after),
}
