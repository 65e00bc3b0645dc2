"""The inventory exercise: its definition, and the verb that keeps a trainee's sheet."""

import datetime
from collections.abc import Iterator, Mapping
from functools import cache

from django.db import transaction

from assessments import refusals
from assessments.refusals import Refusal
from cms.collecting import CONTENT, Data, read_file
from cms.models import InventorySheet
from courses.locking import lock_open_cohort
from courses.models import Enrolment
from courses.refusals import Refused

CHOICE, NUMBER, TEXT = "choice", "number", "text"
# What a choice may be, in both languages: it is printed in both at once.
CHOICES = {
    "yes": {"fr": "Oui", "en": "Yes"},
    "no": {"fr": "Non", "en": "No"},
    "unseen": {"fr": "Non vu", "en": "Not seen"},
}


@cache
def inventory() -> Data:
    """What cms/content/inventory.yaml says; read once a process."""
    definition: Data = read_file(CONTENT / "inventory.yaml")
    return definition


def inventory_fields() -> Iterator[Data]:
    """Every field of the sheet, in order."""
    for section in inventory()["sections"]:
        yield from section["fields"]


def post_keys() -> list[str]:
    """The fictitious posts that a sheet may be about."""
    return [post["key"] for post in inventory()["posts"]]


def model_answers(post: Data) -> list[tuple[Data, list[tuple[Data, Data]]]]:
    """The sheet as it should be filled in for a post: sections, each with labels and answers.

    Everything is in both languages as {fr, en}.
    """
    return [
        (
            section["title"],
            [
                (field["label"], _answer(post["answers"][field["key"]]))
                for field in section["fields"]
            ],
        )
        for section in inventory()["sections"]
    ]


def answers_beside(sheet: InventorySheet) -> list[tuple[Data, list[tuple[Data, Data | str, Data]]]]:
    """A trainee's sheet: sections of (label, what was filled in, model answer of the chosen post).

    Without a post there is no model answer: both languages are empty.
    """
    chosen = next((post for post in inventory()["posts"] if post["key"] == sheet.post), None)
    return [
        (
            section["title"],
            [
                (
                    field["label"],
                    _given(field, sheet.answers.get(field["key"], "")),
                    _answer(chosen["answers"][field["key"]]) if chosen else {"fr": "", "en": ""},
                )
                for field in section["fields"]
            ],
        )
        for section in inventory()["sections"]
    ]


def _given(field: Data, value: str) -> Data | str:
    """A choice in both languages, anything else as it was typed."""
    return CHOICES.get(value, value) if field["kind"] == CHOICE else str(value)


def _answer(value: Data | str) -> Data:
    if isinstance(value, dict):
        return value
    return CHOICES.get(value, {"fr": value, "en": value})


@transaction.atomic
def keep_inventory(
    *,
    enrolment: Enrolment,
    post: str,
    answers: Mapping[str, str],
    at: datetime.datetime,
    seen: datetime.datetime | None,
) -> InventorySheet:
    """Keep the sheet as far as it is filled in.

    `seen` is when it was last saved as far as this device knows. Raises Refusal DRAFT_CHANGED for a
    device that slept through the changes of another, FROZEN; ValueError for a post not in the list.
    """
    if post and post not in post_keys():
        raise ValueError(post)
    try:
        lock_open_cohort(enrolment.cohort_id)
    except Refused as refused:
        raise Refusal(refused.code) from None
    sheet, _ = InventorySheet.objects.get_or_create(enrolment=enrolment)
    if sheet.saved_at != seen:
        raise Refusal(refusals.DRAFT_CHANGED)
    sheet.post, sheet.answers, sheet.saved_at = post, dict(answers), at
    sheet.save(update_fields=["post", "answers", "saved_at"])
    return sheet
