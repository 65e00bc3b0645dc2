"""What a trainer plans: fifteen minutes of a lesson, how its mark comes about, what follows. Pure.

Words say what the lessons of M14, M15 and M16 say (domain 1.7, 2.4 and 4.3).
"""

from collections.abc import Sequence

from cms.diagrams.layouts import EDGE, Drawn, questions
from cms.diagrams.shapes import (
    INDIGO,
    LATERITE,
    LEADING,
    WARM,
    WASH,
    WIDTH,
    arrow,
    box,
    lines_of,
    text,
)

ROOM = WIDTH - 2 * EDGE

LESSON_TITLE = {
    "fr": "Quinze minutes : qui travaille ?",
    "en": "Fifteen minutes: who is at work?",
}
LESSON_TOLD = {
    "fr": "Quinze minutes en cinq temps. Ouvrir, 2 minutes ; faire, 5 ; exploiter, 4 ; "
    "vérifier, 3 ; conclure, 1. Le groupe travaille pendant faire, exploiter et vérifier : "
    "12 minutes sur 15.",
    "en": "Fifteen minutes in five parts. Open, 2 minutes; do, 5; debrief, 4; check, 3; "
    "conclude, 1. The group is at work in do, debrief and check: 12 minutes out of 15.",
}
# Each part: minutes, whether the group is at work, its name and what happens in it.
Part = tuple[int, bool, str, str]
LESSON: dict[str, Sequence[Part]] = {
    "fr": (
        (2, False, "Ouvrir", "une question sur ce que le groupe a vécu, l’objectif"),
        (5, True, "Faire", "la tâche, sur un cas inventé ; vous circulez"),
        (4, True, "Exploiter", "le groupe dit ce qu’il a trouvé"),
        (3, True, "Vérifier", "chacun fait seul ce que dit le verbe ; vous comptez"),
        (1, False, "Conclure", "un participant résume, un geste pour demain"),
    ),
    "en": (
        (2, False, "Open", "a question about what the group has lived, the objective"),
        (5, True, "Do", "the task, on an invented case; you walk round"),
        (4, True, "Debrief", "people say what they found"),
        (3, True, "Check", "each alone does what the verb says; you count"),
        (1, False, "Conclude", "a participant sums up, one action for tomorrow"),
    ),
}
AT_WORK = {
    "fr": ("le groupe travaille : 12 minutes", "vous menez : 3 minutes"),
    "en": ("people are at work: 12 minutes", "you lead: 3 minutes"),
}

MARK_TITLE = {
    "fr": "De deux feuilles à une note",
    "en": "From two sheets to one mark",
}
MARK_TOLD = {
    "fr": "Deux feuilles remises à l’aveugle. C8 à 0 sur les deux : note annulée. C8 à 0 sur une "
    "seule : la réserve en juge ; si elle confirme, note annulée, sinon on continue. Écart de "
    "10 points au plus et moins de 3 niveaux sur chaque critère : moyenne. Sinon, conciliation ; "
    "écart de 10 points au plus : moyenne. Sinon, la réserve est ouverte : moyenne des deux notes "
    "les plus proches.",
    "en": "Two sheets handed in blind. C8 at 0 on both: mark void. C8 at 0 on one only: the "
    "reserve judges it; if confirmed, mark void, otherwise carry on. Gap of 10 points at most and "
    "under 3 levels on each criterion: mean. Otherwise conciliation; gap of 10 points at most: "
    "mean. Otherwise the reserve is opened: mean of the two closest marks.",
}
SHEETS = {
    "fr": "Deux feuilles, remises à l’aveugle",
    "en": "Two sheets, handed in blind",
}
MARK: dict[str, tuple[Sequence[tuple[str, str]], str, str, tuple[str, str]]] = {
    "fr": (
        (
            ("C8 à 0 sur les deux feuilles ?", "note annulée"),
            ("C8 à 0 sur une seule ?", "la réserve met 0 : note annulée ; sinon, suite"),
            ("10 points d’écart au plus, moins de 3 niveaux par critère ?", "M est la moyenne"),
            ("Après conciliation : 10 points au plus ?", "M est la moyenne"),
        ),
        "oui",
        "non",
        ("La réserve est ouverte",
         "M est la moyenne des deux notes les plus proches ; "
         "si elle tombe juste au milieu, M est sa note."),
    ),
    "en": (
        (
            ("C8 at 0 on both sheets?", "mark void"),
            ("C8 at 0 on one only?", "the reserve gives 0: mark void; if not, carry on"),
            ("Gap of 10 points at most, under 3 levels on each criterion?", "M is the mean"),
            ("After conciliation: 10 points at most?", "M is the mean"),
        ),
        "yes",
        "no",
        ("The reserve is opened",
         "M is the mean of the two closest marks; if it falls exactly half-way, M is its mark."),
    ),
}  # fmt: skip

AFTER_TITLE = {
    "fr": "Après le cours : six mois sur une page",
    "en": "After the course: six months on a page",
}
AFTER_TOLD = {
    "fr": "De haut en bas, le temps après le cours. 2 semaines : visa du chef. Avant 3 mois : "
    "première séance, puis cinq lignes. 3 mois : le chef remplit la fiche de niveau 3. 4 mois : "
    "appel de suivi si rien n’a eu lieu. 6 mois : seconde fiche.",
    "en": "From top to bottom, the time after the course. 2 weeks: the commander’s visa. Before "
    "3 months: first session, then five lines. 3 months: the commander fills in the level-3 "
    "sheet. 4 months: follow-up call if nothing has taken place. 6 months: second sheet.",
}
AFTER: dict[str, Sequence[tuple[str, str, str]]] = {
    "fr": (
        ("jour 15", "Plan validé", "Deux dates écrites, un indicateur que l’on voit."),
        ("2 semaines", "Visa du chef", "Une feuille, une date, une seule demande."),
        ("avant 3 mois", "Première séance", "À deux ; puis cinq lignes à l’équipe du cours."),
        ("3 mois", "Fiche de niveau 3", "Quatre gestes, vus ou non, en dix minutes."),
        ("4 mois", "Appel de suivi", "Du référent ou de la référente, si rien n’a eu lieu."),
        ("6 mois", "Seconde fiche", "Les mêmes gestes, trois mois plus tard."),
    ),
    "en": (
        ("day 15", "Plan validated", "Two dates written, an indicator that can be seen."),
        ("2 weeks", "Commander’s visa", "One sheet, one date, one single request."),
        (
            "within 3 months",
            "First session",
            "In twos; then five lines to the course team.",
        ),
        ("3 months", "Level-3 sheet", "Four actions, seen or not, in ten minutes."),
        ("4 months", "Follow-up call", "From the coach, if nothing has taken place."),
        ("6 months", "Second sheet", "The same actions, three months later."),
    ),
}


def lesson(language: str) -> Drawn:
    """A bar of minutes, marked where the group is at work; under it part by part what happens."""
    parts: list[str] = []
    pitch, x = ROOM / 15, float(EDGE)
    for minutes, group, _, _ in LESSON[language]:
        wide = minutes * pitch
        parts += [
            f'<rect x="{x:g}" y="{EDGE}" width="{wide:g}" height="34" '
            f'fill="{INDIGO if group else WARM}" stroke="{INDIGO}" stroke-width="1.5"/>',
            text(
                x + wide / 2, EDGE + 22, [str(minutes)], bold=True, middle=True,
                fill="#fff" if group else LATERITE,
            ),
        ]  # fmt: skip
        x += wide
    y = EDGE + 34 + 22.0
    for words, fill in zip(AT_WORK[language], (INDIGO, WARM), strict=True):
        parts.append(
            f'<rect x="{EDGE}" y="{y - 12:g}" width="14" height="14" fill="{fill}" '
            f'stroke="{INDIGO}"/>'
        )
        parts.append(text(EDGE + 22, y, [words]))
        y += LEADING + 3
    y += 2
    for minutes, group, name, words in LESSON[language]:
        drawn, high = box(
            EDGE, y, ROOM, f"{name}, {minutes}\u00a0min", words, fill=WASH if group else WARM
        )
        parts.append(drawn)
        if group:
            parts.append(
                f'<rect x="{EDGE}" y="{y:g}" width="6" height="{high:g}" fill="{INDIGO}"/>'
            )
        y += high + 5
    return parts, y - 5 + EDGE


def mark(language: str) -> Drawn:
    """Two blind sheets above, then the questions that lead from them to a mark."""
    first, high = box(EDGE, EDGE, ROOM, SHEETS[language], fill=WASH)
    top = EDGE + high + 22
    below, bottom = questions(*MARK[language], top=top)
    down = arrow(EDGE + 40, EDGE + high, EDGE + 40, top)
    return [first, down, *below], bottom


def after(language: str) -> Drawn:
    """A line of time from top to bottom: when, what, and how."""
    when_wide = 88
    line_x = EDGE + when_wide + 8
    parts: list[str] = []
    y = float(EDGE)
    dots: list[float] = []
    for when, what, how in AFTER[language]:
        drawn, high = box(line_x + 14, y, WIDTH - EDGE - line_x - 14, what, how)
        dots.append(y + 19)
        parts += [drawn, text(EDGE, y + 24, lines_of(when, when_wide, bold=True), bold=True,
                              fill=LATERITE)]  # fmt: skip
        y += high + 10
    line = (
        f'<path d="M{line_x} {dots[0]:g}V{dots[-1]:g}" stroke="{INDIGO}" stroke-width="2.5" '
        f'fill="none"/>'
    )
    rings = [
        f'<circle cx="{line_x}" cy="{dot:g}" r="6" fill="{LATERITE}" stroke="#fff" '
        f'stroke-width="1.5"/>'
        for dot in dots
    ]
    return [line, *parts, *rings], y - 10 + EDGE
