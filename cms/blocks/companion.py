"""What companions of a module are built of: rows of a plan, cards, boxes for the wall.

The kinds of blocks say what a text is for, so headings are words of the interface and not content.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from itertools import groupby
from typing import Any

from django.utils.translation import gettext_lazy as _
from wagtail import blocks

from cms.blocks.text import CodeBlock, ProseBlock


class TurnBlock(blocks.StructBlock):
    """Some minutes inside a long row: a round, a rotation, a part of it."""

    minutes = blocks.IntegerBlock(min_value=1, label=_("minutes"))
    text = blocks.CharBlock(label=_("what happens"))

    class Meta:
        icon = "history"
        label = _("Turn")


class Turns(blocks.StreamBlock):
    """The turns of a row, in order; together they take its minutes."""

    turn = TurnBlock()


class PlanRowBlock(blocks.StructBlock):
    """Some minutes of a half-day: what the facilitator does and what the trainees do."""

    minutes = blocks.IntegerBlock(min_value=1, label=_("minutes"))
    title = blocks.CharBlock(label=_("title"))
    facilitator = ProseBlock(label=_("facilitator"))
    trainees = ProseBlock(label=_("trainees"))
    turns = Turns(required=False, label=_("turns"))

    class Meta:
        icon = "history"
        label = _("Row of the plan")


class QuestionBlock(blocks.StructBlock):
    """A question that trainees really ask, with an honest answer."""

    ask = blocks.TextBlock(label=_("question"), rows=2)
    answer = ProseBlock(label=_("answer"))

    class Meta:
        icon = "help"
        label = _("Hard question")


class CardBlock(blocks.StructBlock):
    """A card, a case, a profile; in the answers, the key to the card of the same place."""

    title = blocks.CharBlock(label=_("title"))
    text = ProseBlock(label=_("text"))

    class Meta:
        icon = "form"
        label = _("Card")


class BoxBlock(blocks.StructBlock):
    """A box of the aide-mémoire with a few short points, and facts of the lesson by their keys."""

    title = blocks.CharBlock(label=_("title"))
    points = ProseBlock(label=_("points"), required=False)
    facts = CodeBlock(
        required=False,
        label=_("facts"),
        help_text=_("Keys of facts of the lesson with blanks between."),
    )

    class Meta:
        icon = "list-ul"
        label = _("Box")


class CompanionBody(blocks.StreamBlock):
    """In the order in which they are shown; blocks of one kind in a row share a heading."""

    intent = ProseBlock(label=_("Intent"))
    prepare = ProseBlock(label=_("To prepare"))
    material = ProseBlock(label=_("Material"))
    row = PlanRowBlock()
    question = QuestionBlock()
    pitfall = ProseBlock(label=_("Pitfall"))
    aim = ProseBlock(label=_("Aim"))
    minutes = blocks.IntegerBlock(min_value=1, label=_("Minutes"), icon="history")
    groups = ProseBlock(label=_("Groups"))
    step = ProseBlock(label=_("Step"))
    card = CardBlock()
    debrief = ProseBlock(label=_("Question for the debriefing"))
    box = BoxBlock()
    remember = ProseBlock(label=_("To remember"))


@dataclass(frozen=True)
class Part:
    """Blocks of one kind in a row, which share a heading."""

    kind: str
    entries: list[Any]


@dataclass(frozen=True)
class PlannedRow:
    """A row of the plan, or a turn in it, with the minutes of the module at which it begins and
    ends."""

    begins: int
    ends: int
    value: Any
    turns: tuple["PlannedRow", ...] = ()


@dataclass(frozen=True)
class FilledBox:
    """A box with the facts it names, as the caller gave them."""

    title: str
    points: Any
    facts: list[Any]


def parts_of(body: Iterable[Any], facts: Mapping[str, Any] | None = None) -> list[Part]:
    """The blocks of a companion in order, those of one kind together.

    `facts` by key are what its boxes may name.
    """
    parts = []
    for kind, found in groupby(body, key=lambda block: str(block.block_type)):
        values = [block.value for block in found]
        if kind == "row":
            values = _planned(values)
        elif kind == "box":
            values = [_filled(value, facts or {}) for value in values]
        parts.append(Part(kind, values))
    return parts


def _filled(box: Any, facts: Mapping[str, Any]) -> FilledBox:
    named = [facts[key] for key in (box["facts"] or "").split() if key in facts]
    return FilledBox(box["title"], box["points"], named)


def _planned(rows: Iterable[Any], minute: int = 0) -> list[PlannedRow]:
    planned = []
    for value in rows:
        turns = [turn.value for turn in value.get("turns") or ()]
        planned.append(
            PlannedRow(minute, minute + value["minutes"], value, tuple(_planned(turns, minute)))
        )
        minute += value["minutes"]
    return planned
