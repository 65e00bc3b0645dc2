"""Everything that the minutes of the jury print, as values: from the freeze, or as a draft."""

import datetime
from dataclasses import dataclass
from typing import Any, NamedTuple

from accounts.models import User
from assessments.bridge import read_records, rules_of
from assessments.juryreading import read_jury
from assessments.models import Freeze, JuryMember, JuryWithdrawal
from assessments.outcome.result import as_row
from certificates.composing import bilingual
from certificates.minutes_words import OUTCOMES, RULINGS, code_decided
from certificates.payload import Bilingual
from certificates.printed_words import day_en, day_fr, period
from courses.models import Cohort, Enrolment


class Act(NamedTuple):
    """When something was entered, at the venue, and by whom."""

    day: Bilingual
    hour: str
    by: str


@dataclass(frozen=True)
class PrintedMember:
    """A member by seat; `away` lists the places of the trainees for whom they withdrew."""

    seat: int
    name: str
    function: str
    chair: bool
    assessed: bool
    left: bool
    away: str


@dataclass(frozen=True)
class PrintedCase:
    """One trainee: figures as printed, proposal, decision, reason, seats of those who withdrew."""

    place: int
    name: str
    figures: list[str]
    computed: str
    proposal: Bilingual
    decided: str
    decision: Bilingual
    ruling: Bilingual
    reason: str
    away: str


@dataclass(frozen=True)
class PrintedWithdrawal:
    """One withdrawal by hand: seat, place of the trainee, and both acts with hour and author.

    `back` is empty while it stands; a withdrawal without an act is one of a chain of command.
    """

    seat: int
    name: str
    place: int
    began: Act
    back: Act | None


@dataclass(frozen=True)
class PrintedMinutes:
    """The minutes; `digest` and `frozen` are empty in a draft."""

    code: str
    course: Bilingual
    cohort: Bilingual
    city: Bilingual
    period: Bilingual
    rules: str
    rules_digest: str
    digest: str
    held_on: Bilingual
    hour: str
    members: list[PrintedMember]
    cases: list[PrintedCase]
    withdrawals: list[PrintedWithdrawal]

    @property
    def draft(self) -> bool:
        """Whether nothing is frozen yet."""
        return not self.digest


def frozen_minutes(freeze: Freeze) -> PrintedMinutes:
    """The minutes of a frozen cohort, from what the freeze stored."""
    cohort, jury = freeze.cohort, freeze.jury or {"members": [], "decisions": []}
    decisions = {row["id"]: row for row in jury["decisions"]}
    outcomes = freeze.outcomes.select_related("enrolment__user").order_by(
        "enrolment__position", "enrolment__pk"
    )
    cases = [
        _case(
            place,
            outcome.enrolment,
            [
                outcome.attendance,
                outcome.quizzes,
                outcome.practicals,
                outcome.teaching,
                outcome.exam,
                outcome.final,
                outcome.on20,
            ],
            outcome.computed,
            decisions.get(str(outcome.enrolment_id), {}),
        )
        for place, outcome in enumerate(outcomes, start=1)
    ]
    known = {row["seat"]: row for row in jury["members"]}
    at = freeze.frozen_at.astimezone(cohort.tz)
    return _minutes(
        cohort,
        cases,
        [
            (member, known.get(member.seat, {}).get("assessed", False))
            for member in _members(cohort)
            if member.seat in known or _seated(member, cases)
        ],
        digest=freeze.digest,
        places=[outcome.enrolment_id for outcome in outcomes],
        held_on=Bilingual(day_fr(at.date()), day_en(at.date())),
        hour=f"{at:%H:%M}",
    )


def draft_minutes(cohort: Cohort) -> PrintedMinutes:
    """The minutes of an open cohort as they would be now."""
    deliberation = read_jury(read_records(cohort))
    cases = []
    for case in deliberation.cases:
        row, last = as_row(case.outcome), case.decision
        decision: dict[str, Any] = (
            {
                "kind": last.kind,
                "decided": last.decided,
                "reason": last.reason,
                "withdrawn": last.withdrawn,
            }
            if last
            else {"withdrawn": [member.seat for member in case.withdrawn]}
        )
        figures = [row[name] for name in ("A", "Q", "P", "M", "E", "F", "on20")]
        cases.append(_case(case.place, case.enrolment, figures, row["outcome"], decision))
    assessed = {seat.member.pk: seat.assessed for seat in deliberation.seats}
    members = [
        (member, assessed.get(member.pk, False))
        for member in _members(cohort)
        if member.pk in assessed or _seated(member, cases)
    ]
    return _minutes(
        cohort,
        cases,
        members,
        places=[case.enrolment.pk for case in deliberation.cases],
        digest="",
        held_on=Bilingual("", ""),
        hour="",
    )


def _members(cohort: Cohort) -> list[JuryMember]:
    return list(JuryMember.objects.filter(jury__cohort=cohort).order_by("seat"))


def _seated(member: JuryMember, cases: list[PrintedCase]) -> bool:
    """Whether a decision names the seat of somebody who left since."""
    return any(str(member.seat) in case.away.split(", ") for case in cases)


def _case(
    place: int,
    enrolment: Enrolment,
    figures: list[str],
    computed: str,
    decision: dict[str, Any],
) -> PrintedCase:
    kind, decided = decision.get("kind", ""), decision.get("decided", "")
    return PrintedCase(
        place=place,
        name=enrolment.user.printed_name,
        figures=[value.replace(".", ",") or "–" for value in figures],
        computed=computed,
        proposal=OUTCOMES[computed],
        decided=code_decided(kind, decided) if decided else "–",
        decision=OUTCOMES[decided] if decided else RULINGS[""],
        ruling=RULINGS[kind],
        reason=decision.get("reason", ""),
        away=", ".join(map(str, decision.get("withdrawn", ()))),
    )


def _minutes(
    cohort: Cohort,
    cases: list[PrintedCase],
    members: list[tuple[JuryMember, bool]],
    *,
    places: list[int],
    digest: str,
    held_on: Bilingual,
    hour: str,
) -> PrintedMinutes:
    rules = rules_of(cohort)
    return PrintedMinutes(
        code=cohort.code,
        course=bilingual(cohort.edition.course.title),
        cohort=bilingual(cohort.name),
        city=bilingual(cohort.venue_city),
        period=period(cohort.starts_on, cohort.ends_on),
        rules=f"{rules.identifier}, version {rules.version}",
        rules_digest=rules.digest(),
        digest=digest,
        held_on=held_on,
        hour=hour,
        members=[
            PrintedMember(
                seat=member.seat,
                name=member.name,
                function=member.function,
                chair=member.chair,
                assessed=assessed,
                left=member.removed_at is not None,
                away=", ".join(
                    str(case.place) for case in cases if str(member.seat) in case.away.split(", ")
                ),
            )
            for member, assessed in members
        ],
        cases=cases,
        withdrawals=_withdrawals(cohort, places),
    )


def _withdrawals(cohort: Cohort, places: list[int]) -> list[PrintedWithdrawal]:
    rows = JuryWithdrawal.objects.filter(member__jury__cohort=cohort, enrolment__in=places)
    rows = rows.select_related("member", "by", "taken_back_by").order_by("at", "pk")
    return [
        PrintedWithdrawal(
            seat=row.member.seat,
            name=row.member.name,
            place=places.index(row.enrolment_id) + 1,
            began=_act(cohort, row.at, row.by),
            back=_act(cohort, row.taken_back_at, row.taken_back_by) if row.taken_back_at else None,
        )
        for row in rows
    ]


def _act(cohort: Cohort, at: datetime.datetime, by: User | None) -> Act:
    local = at.astimezone(cohort.tz)
    day = Bilingual(day_fr(local.date()), day_en(local.date()))
    return Act(day, f"{local:%H:%M}", by.printed_name if by else "")
