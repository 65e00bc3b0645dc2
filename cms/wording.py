"""Sentences for the codes of outcomes, blockers and flags, in the reader's language."""

from collections.abc import Iterable, Mapping
from decimal import Decimal

from django.utils.formats import date_format, number_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from assessments import blockers
from assessments.blockers import Blocker
from assessments.outcome.jury import ALL_ASSESSED, NO_CHAIR, TOO_FEW, Ruling
from assessments.outcome.result import Outcome
from cms.dashboards import risk
from cms.dashboards.risk import Flag

NO_DISTINCTION, NO_MERIT = "distinction-refused", "merit-refused"


def component_words(letter: str) -> str:
    """The name of a component or figure."""
    return {
        "A": _("attendance"),
        "Q": _("quizzes"),
        "P": _("practicals"),
        "M": _("micro-teaching"),
        "E": _("final exam"),
        "F": _("final mark"),
    }[letter]


def outcome_words(code: str) -> str:
    """The name of an outcome."""
    return {
        "CRD": _("Certificate of completion with distinction"),
        "CRM": _("Certificate of completion with merit"),
        "CR": _("Certificate of completion"),
        "ATT": _("Certificate of participation"),
        "REL": _("Attendance statement"),
        "AJO": _("Deferred"),
        "INCOMPLETE": _("Incomplete"),
    }[code]


def reasons_of(outcome: Outcome) -> list[str]:
    """Why a proposal is what it is, then what the jury should see besides."""
    return [
        *reason_sentences(outcome.reasons, outcome.gaps),
        *(notice_words(code) for code in outcome.notices),
    ]


def reason_sentences(codes: Iterable[str], gaps: Mapping[str, Decimal] | None = None) -> list[str]:
    """One sentence a reason; the conditions that refuse one mention stand in one sentence."""
    sentences: list[str] = []
    refused: dict[str, list[str]] = {}
    for code in codes:
        name, _colon, detail = code.partition(":")
        if name in (NO_DISTINCTION, NO_MERIT):
            refused.setdefault(name, []).append(_condition(detail))
        else:
            sentences.append(reason_words(code, gaps))
    return sentences + [_refused(name, whys) for name, whys in refused.items()]


def reason_words(code: str, gaps: Mapping[str, Decimal] | None = None) -> str:
    """The sentence of one reason code of docs/scoring.md; `gaps` by how much it is missed."""
    name, _colon, detail = code.partition(":")
    if name == "below-minimum":
        return _below(detail, (gaps or {}).get(detail))
    if name == "teaching-open":
        return teaching_words(detail)
    if name in (NO_DISTINCTION, NO_MERIT):
        return _refused(name, [_condition(detail)])
    return {
        "attendance-unrecorded": _("At least one half-day is not recorded."),
        "no-half-day-held": _("Every half-day was cancelled: there is nothing to judge."),
        "attendance-below-minimum": _(
            "Attendance is below the minimum: an attendance statement, whatever the marks."
        ),
        "teaching-missing-justified": _("Micro-teaching missed with a justified absence."),
        "exam-missing-justified": _("Final exam missed with a justified absence."),
        "excused-quizzes-above-maximum": _("More excused quizzes than the rules allow."),
        "action-plan-open": _("The action plan is not validated."),
        "knock-out": _("Knock-out on the protection criterion: micro-teaching counts 0."),
    }[name]


def _below(letter: str, gap: Decimal | None) -> str:
    values = {"what": component_words(letter)}
    if gap is None:
        return _("Below the minimum: %(what)s.") % values
    values["gap"] = number_format(gap, 2)
    return _("Below the minimum: %(what)s, by %(gap)s points.") % values


def _condition(detail: str) -> str:
    special = {
        "resit": _("after a re-sit"),
        "unjustified": _("too many unjustified absences"),
    }
    return special.get(detail) or component_words(detail)


def _refused(name: str, conditions: Iterable[str]) -> str:
    why = ", ".join(conditions)
    if name == NO_DISTINCTION:
        return _("No distinction: %(why)s.") % {"why": why}
    return _("No merit: %(why)s.") % {"why": why}


def teaching_words(state: str) -> str:
    """What an open micro-teaching lesson waits for."""
    return {
        "sheet-missing": _("Micro-teaching: a sheet is not yet received."),
        "conciliation-needed": _("Micro-teaching: the assessors have to confer."),
        "third-needed": _("Micro-teaching: the reserve observer’s sheet is needed."),
        "repeat-needed": _("Micro-teaching: the lesson has to be repeated."),
    }[state]


def notice_words(code: str) -> str:
    """What changes nothing and is shown to the jury."""
    return {
        "straddles-minimum": _("For the jury: the two sheets stand on either side of the minimum."),
        "distant-mark-set-aside": _("For the jury: the most distant sheet was set aside."),
        "equidistant": _("For the jury: the middle sheet of three counts."),
        "revision-not-called-for": _("For the jury: a revision that nothing asked for is ignored."),
        "knock-out-not-confirmed": _("For the jury: a knock-out by one assessor, not confirmed."),
        "knock-out-by-reserve-only": _("For the jury: a knock-out by the reserve observer alone."),
        "late-arrivals": _("For the jury: late arrivals."),
        "catch-up-above-maximum": _("For the jury: more absences made up than the rules count."),
    }[code]


def blocker_title(code: str) -> str:
    """The heading of a kind of open thing."""
    return {
        blockers.NO_RULES: _("Rules of the course"),
        blockers.NOBODY: _("Enrolments"),
        blockers.NOT_OVER: _("Dates"),
        blockers.UNRECORDED: _("Registers with blank lines"),
        blockers.PRACTICAL: _("Practicals without a mark"),
        blockers.TEACHING: _("Micro-teaching without sheets"),
        blockers.SHEETS: _("Micro-teaching sheets still open"),
        blockers.EXAM: _("Final exams without a mark"),
        blockers.ATTEMPT: _("Attempts in progress"),
        blockers.ANSWERS: _("Short answers to be read"),
        blockers.LATE: _("Answers that arrived late"),
        blockers.JURY: _("Composition of the jury"),
        blockers.UNDECIDED: _("Decisions of the jury"),
    }[code]


def blocker_words(blocker: Blocker) -> str:
    """What one open thing is."""
    details = blocker.details
    if blocker.code == blockers.UNRECORDED:
        return _half_days(details["half_days"])
    if blocker.code == blockers.SHEETS:
        return teaching_words(details["state"])
    if blocker.code == blockers.NOT_OVER:
        return _("The course ends on %(day)s.") % {"day": date_format(details["ends_on"])}
    if blocker.code == blockers.ANSWERS:
        return _wordings(details["wordings"])
    if blocker.code == blockers.LATE:
        return _late(details["answers"])
    if blocker.code == blockers.JURY:
        return jury_fault_words(details["fault"])
    if "activities" in details:
        return _("Open: %(keys)s.") % {"keys": ", ".join(details["activities"])}
    return {
        blockers.NO_RULES: _("No set of rules is tied to this cohort."),
        blockers.NOBODY: _("Nobody is enrolled in this cohort."),
        blockers.TEACHING: _("No sheet and no absence is recorded."),
        blockers.UNDECIDED: _("The jury has not decided."),
    }[blocker.code]


def jury_fault_words(fault: str) -> str:
    """What a jury lacks, as a sentence."""
    return {
        TOO_FEW: _("The jury has fewer members than the rules ask for."),
        ALL_ASSESSED: _("One member must have assessed nobody in this cohort."),
        NO_CHAIR: _("Nobody presides."),
    }[fault]


def ruling_words(ruling: str, outcome: str) -> str:
    """A decision of the jury as a button; `outcome` is the name of the proposal."""
    return {
        Ruling.CONFIRM: _("Confirm: %(outcome)s") % {"outcome": outcome},
        Ruling.COMPENSATE: _("Jury compensation (repêchage): certificate of completion"),
        Ruling.DEFER: _("Defer for an enquiry"),
    }[Ruling(ruling)]


def decision_words(kind: str, reason: str) -> str:
    """A decision that departs from the proposal, with its reason; "" for a confirmation."""
    if kind == Ruling.CONFIRM:
        return reason and _("Jury: confirmed. %(reason)s") % {"reason": reason}
    if kind == Ruling.COMPENSATE:
        return _("Jury compensation (repêchage): %(reason)s") % {"reason": reason}
    return _("Deferred by the jury for an enquiry: %(reason)s") % {"reason": reason}


def _wordings(count: int) -> str:
    return ngettext(
        "%(count)d wording waits for its readers.",
        "%(count)d wordings wait for their readers.",
        count,
    ) % {"count": count}


def _late(count: int) -> str:
    return ngettext(
        "%(count)d answer arrived after the end: admit or refuse it.",
        "%(count)d answers arrived after the end: admit or refuse them.",
        count,
    ) % {"count": count}


def _half_days(numbers: Iterable[int]) -> str:
    places = list(numbers)
    sentence = ngettext(
        "%(count)d half-day not recorded: number %(numbers)s.",
        "%(count)d half-days not recorded: numbers %(numbers)s.",
        len(places),
    )
    return sentence % {"count": len(places), "numbers": _ranges(places)}


def _ranges(numbers: list[int]) -> str:
    """1, 2, 3, 7 → 1–3, 7."""
    groups: list[list[int]] = []
    for number in numbers:
        if groups and number == groups[-1][-1] + 1:
            groups[-1].append(number)
        else:
            groups.append([number])
    return ", ".join(f"{g[0]}–{g[-1]}" if len(g) > 1 else str(g[0]) for g in groups)


def flag_words(flag: Flag) -> str:
    """Why somebody needs help."""
    value = number_format(f"{flag.value:.1f}".removesuffix(".0").removesuffix(",0"))
    return {
        risk.ATTENDANCE_LOST: _("Attendance can no longer reach the minimum (%(value)s short)"),
        risk.ATTENDANCE_CLOSE: _("Attendance hardly reaches the minimum: %(value)s may be missed"),
        risk.QUIZZES_MISSED: _("%(value)s quizzes missed"),
        risk.QUIZZES_LOW: _("Quizzes so far: %(value)s on average"),
        risk.PRACTICALS_LOW: _("Practicals so far: %(value)s out of 100 on average"),
    }[flag.code] % {"value": value}
