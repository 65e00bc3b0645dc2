"""What an attempt looks like for a reader of one language.

Before submission nothing here touches the key or the feedback: the page of an item is built from
the face's stem and option texts alone. `assessments.reviewing` shows the rest, afterwards.
"""

import datetime
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from assessments.kinds.base import settled
from assessments.kinds.registry import kind_of
from assessments.models import Attempt, QuestionFace
from assessments.replay import Standing, Step, flagged, next_sequence, standing_answers


@dataclass(frozen=True)
class Slot:
    """One place of an attempt: which version stands there, in which order its options, and what
    was drawn for it alone."""

    position: int
    version_id: int
    kind: str
    option_order: list[str]
    drawn: dict[str, Any] | None = None


@dataclass(frozen=True)
class ItemPage:
    """One item in one language, as the player shows it; `parts` is what its kind's template asks.

    `markup` says whether stem and texts are plain or formatted.
    """

    position: int
    stem: str
    markup: str
    parts: Mapping[str, Any]
    template: str


@dataclass(frozen=True)
class Place:
    """One box of the map of an attempt."""

    position: int
    answered: bool
    current: bool
    flagged: bool = False


@dataclass(frozen=True)
class Trail:
    """The steps of an attempt with the moment each one reached the server."""

    steps: list[Step]
    received: dict[str, datetime.datetime]

    @property
    def standing(self) -> dict[int, Standing]:
        """Position → the answer that stands."""
        return standing_answers(self.steps)

    @property
    def flagged(self) -> set[int]:
        """Positions marked to come back to."""
        return flagged(self.steps)

    @property
    def sequence(self) -> int:
        """The next free sequence number."""
        return next_sequence(self.steps)

    def saved_at(self, position: int) -> datetime.datetime | None:
        """When the last answer to this item was received; None without one."""
        moments = [
            self.received[step.client_id]
            for step in self.steps
            if step.position == position and step.action == "answer"
        ]
        return max(moments, default=None)

    def standing_at(self, position: int) -> datetime.datetime | None:
        """When the answer that stands was received; one with a lower number may have come later."""
        own = [one for one in self.steps if one.position == position and one.action == "answer"]
        best = max(own, key=lambda step: (step.sequence, step.client_id), default=None)
        return self.received[best.client_id] if best is not None else None

    def last_position(self) -> int:
        """The item that was touched last: where to resume."""
        touched = [step for step in self.steps if step.position is not None]
        if not touched:
            return 1
        return max(touched, key=lambda step: step.sequence).position or 1


def read_trail(attempt: Attempt) -> Trail:
    """The attempt's steps: one query."""
    steps, received = [], {}
    for client_id, sequence, action, position, response, language, at in attempt.steps.values_list(
        "client_id", "sequence", "action", "position", "response", "language", "received_at"
    ):
        steps.append(Step(str(client_id), sequence, action, position, response, language))
        received[str(client_id)] = at
    return Trail(steps, received)


def slots_of(attempt: Attempt) -> list[Slot]:
    """The attempt's places in order: one query."""
    rows = attempt.items.order_by("position").values_list(
        "position", "version_id", "version__question__kind", "option_order", "drawn"
    )
    return [Slot(*row) for row in rows]


def present_item(slot: Slot, *, language: str, response: Any) -> ItemPage:
    """One item in one language with the given response filled in: one query."""
    face = (
        QuestionFace.objects.select_related("version")
        .only("stem", "words", "markup", "version__structure")
        .get(version=slot.version_id, language=language)
    )
    return _page(slot, face, response)


def _page(slot: Slot, face: QuestionFace, response: Any) -> ItemPage:
    kind = kind_of(slot.kind)
    structure = settled(face.version.structure, slot.drawn)
    return ItemPage(
        position=slot.position,
        stem=face.stem,
        markup=face.markup,
        parts=kind.show(structure, face.words, slot.option_order, response),
        template=kind.template,
    )


@dataclass(frozen=True)
class Bundle:
    """All items of an attempt in one language, with nothing filled in: what the script keeps."""

    language: str
    items: dict[int, ItemPage]


def bundle_of(attempt: Attempt, slots: list[Slot], *, language: str) -> Bundle:
    """Every item as the player shows it, without answers: one query. Never a key."""
    faces = {
        face.version_id: face
        for face in QuestionFace.objects.filter(
            version__in=[slot.version_id for slot in slots], language=language
        ).select_related("version")
    }
    return Bundle(
        language,
        {slot.position: _page(slot, faces[slot.version_id], None) for slot in slots},
    )


def places_of(slots: list[Slot], trail: Trail, *, current: int = 0) -> list[Place]:
    """The map: which items are answered, which are flagged, and which one is open."""
    standing, marked = trail.standing, trail.flagged
    return [
        Place(
            slot.position,
            slot.position in standing
            and kind_of(slot.kind).answered(standing[slot.position].response),
            slot.position == current,
            slot.position in marked,
        )
        for slot in slots
    ]
