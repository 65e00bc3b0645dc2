"""Words for where a micro-teaching lesson stands, as the lead reads them."""

from collections.abc import Iterable
from zoneinfo import ZoneInfo

from django.utils.formats import date_format, time_format
from django.utils.translation import gettext as _

from assessments.following import FollowedLesson, LateReserve, Owed
from assessments.outcome.lesson import Flag, State


def state_words(lesson: FollowedLesson) -> tuple[str, str]:
    """The state in words, and the class of its mark."""
    if lesson.hidden:
        return _("You mark this lesson: nothing is shown before your sheet is in."), "waiting"
    if lesson.combination is None:
        return _("Sheets not yet received"), "waiting"
    return combination_words(lesson.combination.state)


def combination_words(state: State) -> tuple[str, str]:
    """What the sheets came to, and the class of its mark."""
    return {
        State.CONCILIATION_NEEDED: (_("Conciliation"), "attention"),
        State.THIRD_NEEDED: (_("Third mark needed"), "attention"),
        State.REPEAT_NEEDED: (_("To be repeated: no reserve observer"), "missing"),
        State.AGREED: (_("Agreed"), "done"),
        State.CONCILIATED: (_("Agreed after conciliation"), "done"),
        State.THIRD_MARK: (_("Third mark"), "done"),
        State.KNOCK_OUT: (_("Knock-out"), "missing"),
        State.SHEET_MISSING: (_("Sheets not yet received"), "waiting"),
    }[state]


def owed_words(owed: Owed) -> str:
    """Who owes what."""
    name = owed.person.printed_name if owed.person else _("nobody assigned")
    what = {
        "sheet": _("sheet of %(name)s"),
        "revision": _("revision or confirmation by %(name)s"),
        "reserve": _("reserve sheet of %(name)s"),
    }[owed.what]
    return what % {"name": name}


def late_reserve_words(late: LateReserve, zone: ZoneInfo) -> str:
    """That the reserve sheet came after the blind ones, in venue time."""
    words = _(
        "The reserve sheet was closed at %(closed)s, after both assessors’ sheets were in "
        "(%(blind)s)."
    )
    if late.from_paper:
        words = _(
            "The reserve sheet was typed in from paper at %(closed)s, after both assessors’ sheets "
            "were in (%(blind)s): the paper says when it was written."
        )
    closed, blind = late.closed_at.astimezone(zone), late.blind_at.astimezone(zone)
    if closed.date() == blind.date():
        return words % {"closed": time_format(closed), "blind": time_format(blind)}
    return words % {
        name: f"{date_format(at, 'SHORT_DATE_FORMAT')}, {time_format(at)}"
        for name, at in (("closed", closed), ("blind", blind))
    }


def flag_sentences(flags: Iterable[Flag]) -> list[str]:
    """What the lead should know beside a mark; nothing of it changes the mark."""
    sentences = {
        Flag.STRADDLES_MINIMUM: _("The two sheets straddle the pass mark; the mean decides."),
        Flag.DISTANT_MARK_SET_ASIDE: _("The distant mark is set aside and kept on file."),
        Flag.EQUIDISTANT: _("The third mark lies exactly half-way and stands alone."),
        Flag.REVISION_NOT_CALLED_FOR: _("A revision that nothing called for does not count."),
        Flag.KNOCK_OUT_NOT_CONFIRMED: _(
            "One assessor saw a knock-out; the third did not confirm it."
        ),
        Flag.KNOCK_OUT_BY_RESERVE_ONLY: _("Only the reserve observer saw a knock-out."),
    }
    return [sentences[flag] for flag in flags]
