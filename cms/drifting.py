"""Verbs of the drift guard: publish with an answer, approve the other language, declare later.

The race: every verb locks the row of the agreed words, so that of two publications the second sees
what the first one recorded.
"""

import datetime
import uuid

from django.db import transaction

from accounts.models import User
from cms import parityrefusals as refusals
from cms.agreeing import (
    LANGUAGES,
    agree,
    awaited_paths,
    close_changes,
    closes_tests,
    live_sides,
    module_of,
    number_differences,
    open_changes,
    origin_of,
    other_language,
    own_moves,
    unpaired,
    words_of,
)
from cms.drift import Moved
from cms.editionholding import editions_under_way, held_paths
from cms.editioning import keep_in_step, note_reach
from cms.extracting import passages_of
from cms.handing import hand_over
from cms.models import AgreedWords, LabelledPage, LoadedPage, SourceChange
from cms.parityrefusals import ParityRefusal
from courses.holding import hold_module, release_module
from courses.models import Cohort

WORDING, MEANING = SourceChange.Kind.WORDING, SourceChange.Kind.MEANING
CORRECTION, NEXT = SourceChange.Reach.CORRECTION, SourceChange.Reach.NEXT


@transaction.atomic
def record_publication(
    *, page: LoadedPage, revision: int | None, by: User | None, at: datetime.datetime
) -> SourceChange | None:
    """A page went live: whatever moved without an answer counts as a change of meaning, and as a
    correction for the editions under way.

    None where nothing moved, everything was answered, or the languages never agreed yet.
    """
    agreed = _lock(page.translation_key)
    found = own_moves(agreed, page.locale.language_code, words_of(page)) if agreed else []
    if agreed is None:
        # Its first translation may be under way: it begins from the text of today.
        hand_over(page=page)
    if agreed is None or not found:
        return None
    change = _enter(page, found, MEANING, declared=False, reason="", reach=CORRECTION, by=by, at=at)
    SourceChange.objects.filter(pk=change.pk).update(revision=revision)
    hand_over(page=page)
    return change


@transaction.atomic
def publish_side(
    *, page: LoadedPage, kind: str, reason: str, by: User, at: datetime.datetime, reach: str = ""
) -> SourceChange | None:
    """Publish the latest draft of one language, and approve it against what the other changed.

    `kind` and `reason` answer for what this language changed of its own accord, `reach` says for
    whom where a locked edition is under way; they may be empty where it changed nothing. An
    approval reaches whom the change it follows has reached. Returns the change, None without one.
    Raises ParityRefusal: NO_ANSWER, REASON_MISSING, STRUCTURE, OTHER_MISSING, NUMBERS_DIFFER,
    SHARED_DIFFER, NO_REACH, KEPT_BACK.
    """
    language, key = page.locale.language_code, page.translation_key
    agreed = _lock(key)
    draft = page.get_latest_revision_as_object()
    own = own_moves(agreed, language, words_of(draft)) if agreed else []
    awaited = awaited_paths(key, language)
    _check_answer(own, kind, reason)
    _check_reach(page, own, reach, at)
    other = live_sides(key).get(other_language(language))
    if awaited or kind == WORDING or agreed is None:
        _check_in_step(draft, other, apart={one.path for one in own} if kind == MEANING else set())
    change = None
    if agreed and own and kind == WORDING:
        # Before the page goes live: what is agreed is no news to `record_publication`.
        for one in own:
            agreed.passages.setdefault(one.path, {})[language] = one.after
        agreed.save(update_fields=["passages"])
    if own:
        words = reason.strip()
        change = _enter(draft, own, kind, declared=True, reason=words, reach=reach, by=by, at=at)
    if page.has_unpublished_changes or not page.live:
        revision = page.get_latest_revision()
        revision.publish(user=by)
        if change:
            change.revision = revision.pk
            change.save(update_fields=["revision"])
        if isinstance(page, LabelledPage):
            # Once more with the moment given: the receiver knows only the clock's.
            keep_in_step(page=page, by=by, at=at)
    settled = awaited | ({one.path for one in own} if kind == WORDING else set())
    if agreed is None:
        agree(key=key, paths=None, by=by, at=at)
    elif settled:
        agree(key=key, paths=settled, by=by, at=at)
    close_changes(key=key, made_in=[other_language(language)], by=by, at=at)
    for side in live_sides(key).values():
        hand_over(page=side, keep=settled)
    return change


@transaction.atomic
def declare_wording(*, change: SourceChange, reason: str, by: User, at: datetime.datetime) -> None:
    """Somebody says afterwards that an undeclared change is one of wording: the tests open again.

    Raises ParityRefusal: NOTHING_OPEN, REASON_MISSING, STRUCTURE, NUMBERS_DIFFER, SHARED_DIFFER.
    """
    key = change.translation_key
    _lock(key)
    change.refresh_from_db()
    if change.declared or not change.is_open:
        raise ParityRefusal(refusals.NOTHING_OPEN)
    found = [Moved(one["path"], one["before"], one["after"]) for one in change.passages]
    _check_answer(found, WORDING, reason)
    sides = live_sides(key)
    if set(sides) != set(LANGUAGES):
        raise ParityRefusal(refusals.OTHER_MISSING)
    _check_in_step(sides["fr"], sides["en"], apart=set())
    change.kind, change.declared, change.reason = WORDING, True, reason.strip()
    change.approved_at, change.approved_by = at, by
    change.save()
    settled = {one.path for one in found}
    agree(key=key, paths=settled, by=by, at=at)
    for side in sides.values():
        hand_over(page=side, keep=settled)
    if change.module and not open_changes(key):
        release_module(module=change.module, origin=origin_of(key), by=by, at=at)


@transaction.atomic
def agree_as_loaded(*, page: LoadedPage, at: datetime.datetime) -> None:
    """Both languages came from one data file that was read before it was committed."""
    key = page.translation_key
    agree(key=key, paths=None, by=None, at=at)
    close_changes(key=key, made_in=LANGUAGES, by=None, at=at)


def _lock(key: uuid.UUID) -> AgreedWords | None:
    return AgreedWords.objects.select_for_update().filter(translation_key=key).first()


def _check_answer(own: list[Moved], kind: str, reason: str) -> None:
    if not own:
        return
    if kind not in SourceChange.Kind.values:
        raise ParityRefusal(refusals.NO_ANSWER)
    if not reason.strip():
        raise ParityRefusal(refusals.REASON_MISSING)
    if kind == WORDING and any(one.is_structural for one in own):
        raise ParityRefusal(refusals.STRUCTURE)


def _check_reach(page: LoadedPage, own: list[Moved], reach: str, at: datetime.datetime) -> None:
    key, language = page.translation_key, page.locale.language_code
    editions = editions_under_way(key, at.date()) if own else []
    if not editions:
        return
    if reach not in SourceChange.Reach.values:
        raise ParityRefusal(refusals.NO_REACH)
    paths = {one.path for one in own}
    held = [
        edition.label
        for edition in editions
        if paths & held_paths(edition=edition, key=key, language=language)
    ]
    if reach == CORRECTION and held:
        raise ParityRefusal(refusals.KEPT_BACK, editions=held)


def _check_in_step(one: LoadedPage, other: LoadedPage | None, *, apart: set[str]) -> None:
    """Refuse while figures differ; passages in `apart` are the other language's to follow."""
    if other is None:
        raise ParityRefusal(refusals.OTHER_MISSING)
    texts = {page.locale.language_code: words_of(page) for page in (one, other)}
    if [path for path in unpaired(texts["fr"], texts["en"]) if path not in apart]:
        raise ParityRefusal(refusals.SHARED_DIFFER)
    differing = number_differences(texts["fr"], texts["en"])
    found = [each for each in differing if each.where not in apart]
    if found:
        raise ParityRefusal(refusals.NUMBERS_DIFFER, differences=found)


def _enter(
    page: LoadedPage,
    found: list[Moved],
    kind: str,
    *,
    declared: bool,
    reason: str,
    reach: str,
    by: User | None,
    at: datetime.datetime,
) -> SourceChange:
    module, passages = module_of(page), passages_of(page)
    change = SourceChange.objects.create(
        translation_key=page.translation_key,
        title=page.title,
        module=module,
        language=page.locale.language_code,
        kind=kind,
        declared=declared,
        reason=reason,
        reach=reach if editions_under_way(page.translation_key, at.date()) else "",
        passages=[
            {
                "path": one.path,
                "section": passages[one.path].section if one.path in passages else 0,
                "before": one.before,
                "after": one.after,
            }
            for one in found
        ],
        cohorts=_cohorts_under_way(page, at) if module else [],
        changed_at=at,
        changed_by=by,
    )
    spared = note_reach(change=change, at=at, only_next=reach == NEXT)
    if kind == MEANING and module and closes_tests(page):
        hold_module(
            module=module,
            origin=origin_of(page.translation_key),
            reason=reason or page.title,
            by=by,
            at=at,
            spared=spared,
        )
    return change


def _cohorts_under_way(page: LoadedPage, at: datetime.datetime) -> list[str]:
    module = module_of(page)
    return list(
        Cohort.objects.filter(
            edition__course=module.course_id if module else None,
            starts_on__lte=at.date(),
            ends_on__gte=at.date(),
        )
        .order_by("code")
        .values_list("code", flat=True)
    )
