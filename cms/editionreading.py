"""Which edition a person reads, and the pages as that edition has them."""

from __future__ import annotations

import datetime
from collections.abc import Iterable
from typing import TYPE_CHECKING, TypeVar

from wagtail.models import Locale

from accounts import roles
from cms.editionholding import current_texts
from cms.models import CompanionPage, EditionText, KeptAs, KeptText, LabelledPage, ModulePage
from cms.permissions import can_read_label, cohorts_taught_by
from cms.sensitivity import narrower
from cms.storing import fill
from courses.models import Edition, Enrolment

if TYPE_CHECKING:
    from django.db.models import QuerySet

    from cms.permissions import Person

P = TypeVar("P", ModulePage, CompanionPage)


def editions_read(
    user: Person, *, today: datetime.date, course_key: str | None = None
) -> dict[int, Edition]:
    """The locked edition that the person reads in each course, by the course's id.

    A trainee reads that of the latest own cohort; whoever teaches, that of the cohort under way,
    else of the next, else of the last. No entry: the live pages, as for editors and the public.
    """
    if reads_live(user):
        return {}
    followed = Enrolment.objects.own(user).select_related("cohort__edition")
    taught = cohorts_taught_by(user).select_related("edition")
    if course_key is not None:
        followed = followed.filter(cohort__edition__course__key=course_key)
        taught = taught.filter(edition__course__key=course_key)
    found: dict[int, Edition] = {}
    for enrolment in followed.order_by("-cohort__starts_on"):
        edition = enrolment.cohort.edition
        found.setdefault(edition.course_id, edition)
    if user.is_staff:
        for cohort in sorted(taught, key=lambda one: _nearness(one.starts_on, one.ends_on, today)):
            found.setdefault(cohort.edition.course_id, cohort.edition)
    return {course: edition for course, edition in found.items() if edition.is_locked}


def reads_live(user: Person) -> bool:
    """The public and editors: an editor reads what the next edition will say."""
    return not user.is_authenticated or user.can(roles.EDIT_CONTENT)


def edition_read(user: Person, *, course_key: str, today: datetime.date) -> Edition | None:
    """The locked edition that the person reads in one course; None for the live pages."""
    return next(iter(editions_read(user, today=today, course_key=course_key).values()), None)


def _nearness(starts: datetime.date, ends: datetime.date, today: datetime.date) -> tuple[int, int]:
    if starts <= today <= ends:
        return 0, (today - starts).days
    return (1, (starts - today).days) if starts > today else (2, (today - ends).days)


def texts_of(*editions: Edition) -> QuerySet[EditionText]:
    """The texts that the editions have now, without their words."""
    return (
        current_texts()
        .filter(edition__in=editions)
        .select_related("edition", "text", "activity__course", "activity__module")
        .defer("text__content")
    )


def pages_in_edition(
    *, user: Person, pages: Iterable[P], places: Iterable[EditionText], model: type[P]
) -> list[P]:
    """Live pages that the person may read, as an edition has them. No page it does not have.

    A page that says something else by now is marked with the text that is kept (`page.kept`), its
    title is that text's, its other words are not to be used: see `written_out`. A page that is
    gone is made in memory. The label is today's, or the one of the text where that is narrower.
    """
    live = {(page.translation_key, page.locale.language_code): page for page in pages}
    places = list(places)
    gone = _gone(model, [one for one in places if (one.translation_key, one.language) not in live])
    found = []
    for place in places:
        page = live.get((place.translation_key, place.language))
        if page is not None and not place.is_behind:
            found.append(page)
            continue
        if page is None and place.page not in gone:
            continue  # It is live, and not for this reader.
        today = page.sensitivity if page else gone[place.page]
        label = narrower(place.sensitivity, today)
        course = place.activity.course_id
        if (page is None or label != today) and not can_read_label(user, label, course=course):
            continue
        page = page or page_in_memory(model, place)
        page.title, page.sensitivity = place.text.title, label
        page.kept = KeptAs(place.text_id, place.edition.label, place.text.since)
        found.append(page)
    return found


def as_read(
    user: Person, pages: Iterable[P], editions: dict[int, Edition], model: type[P]
) -> list[P]:
    """Live pages of several courses as the person reads them: `editions` as in `editions_read`."""
    pages = list(pages)
    found = [page for page in pages if page.activity.course_id not in editions]
    if editions:
        inside = [page for page in pages if page.activity.course_id in editions]
        places = texts_of(*editions.values())
        places = places.filter(kind="") if model is ModulePage else places.exclude(kind="")
        found += pages_in_edition(user=user, pages=inside, places=places, model=model)
    return found


def written_out(page: P) -> P:
    """The page with all words of the text it is kept as; a page of the tree as it is."""
    if page.kept is None:
        return page
    text = KeptText.objects.get(pk=page.kept.text)
    return fill(page, text)


def _gone(model: type[LabelledPage], places: list[EditionText]) -> dict[int, str]:
    """Page id → label, for pages that are not live any more, or not there at all."""
    if not places:
        return {}
    labels = {place.page: place.sensitivity for place in places}
    for pk, is_live, label in model.objects.filter(pk__in=labels).values_list(
        "pk", "live", "sensitivity"
    ):
        if is_live:
            del labels[pk]
        else:
            labels[pk] = narrower(labels[pk], label)
    return labels


def page_in_memory(model: type[P], place: EditionText) -> P:
    """A page that is no longer in the tree, without its words, never to be saved."""
    page = model(
        pk=place.page,
        translation_key=place.translation_key,
        locale=Locale.objects.get(language_code=place.language),
        activity=place.activity,
        slug=place.slug,
        live=True,
    )
    if isinstance(page, CompanionPage):
        page.kind = place.kind
    return page
