"""Micro-teaching lessons in every state, each of a trainee of its own, before one team."""

import datetime
from collections.abc import Sequence
from functools import partial

from accounts.models import User
from assessments.annulling import annul_lesson
from assessments.autosaving import save_draft
from assessments.lessonreading import read_lessons
from assessments.marking import submit_sheet
from assessments.models import Rubric, TeachingSheet, TeachingTurn
from assessments.outcome.microteaching import combine
from assessments.outcome.ruleset import RULES_V1
from assessments.seating import plan_turn
from courses.models import Cohort, Enrolment
from courses.registering import post_to_cohort
from tests.factories.courses import make_enrolment
from tests.factories.people import make_user
from tests.factories.teaching import calibrate, levels_of, make_team, make_trainee

NOW = datetime.datetime(2016, 2, 11, 9, tzinfo=datetime.UTC)
SEATED = {1: "first", 2: "second", 3: "lead"}
OUT = [3, 3, 3, 3, 3, 3, 3, 0]
ALMOST = [3, 3, 3, 3, 3, 3, 3, 2]


class Desk:
    """One trainee's lesson, and what the people of the team do about it."""

    def __init__(self, enrolment: Enrolment, team: dict[str, User], rubric: Rubric) -> None:
        self.enrolment, self.team, self.rubric = enrolment, team, rubric

    def draft(self, seat=1, *, seen=True, **place):
        mine = self.sheets().filter(seat=seat, submitted_at=None).first()
        save_draft(
            enrolment=self.enrolment,
            seat=seat,
            assessor=self.team[SEATED[seat]],
            rubric=self.rubric,
            levels=[3, None, None, None, None, None, None, None],
            by=self.team[SEATED[seat]],
            at=NOW,
            seen=mine.saved_at if mine and seen else None,
            **place,
        )

    def put(self, seat, levels: str | Sequence[int], *, who="", by="", **more):
        person = self.team[who or SEATED[seat]]
        submit_sheet(
            enrolment=self.enrolment,
            seat=seat,
            assessor=person,
            rubric=self.rubric,
            levels=levels_of(levels) if isinstance(levels, str) else levels,
            by=self.team[by] if by else person,
            at=NOW,
            **{"knock_out_facts": "il a nommé un informateur", **more},
        )

    def revise(self, seat, mark, why="vu autrement", **more):
        reasons = {f"C{number}": why for number in range(1, 9)}
        more = {"revision_reasons": reasons, "revision_reason": why, **more}
        self.put(seat, mark, round=2, **more)

    def plan(self, lesson=1, room="A", second="second", observer="lead"):
        plan_turn(
            enrolment=self.enrolment,
            lesson=lesson,
            room=room,
            starts_at=NOW,
            theme=None,
            first=self.team["first"],
            second=self.team[second],
            observer=self.team[observer] if observer else None,
            by=self.team["registrar"],
            at=NOW,
        )

    def annul(self, reason="l’observateur était absent", by="registrar"):
        annul_lesson(enrolment=self.enrolment, lesson=1, reason=reason, by=self.team[by], at=NOW)

    def sheets(self):
        return TeachingSheet.objects.filter(enrolment=self.enrolment, annulled_at=None)

    def turn(self, lesson=1) -> TeachingTurn | None:
        return TeachingTurn.objects.filter(
            enrolment=self.enrolment, lesson=lesson, annulled_at=None
        ).first()

    def state(self):
        """The first lesson, and the re-sit where there is one."""
        found, _ = read_lessons([self.enrolment.pk], RULES_V1)
        lessons = found.get(self.enrolment.pk, {})
        first, second = (self._state(number, lessons.get(number)) for number in (1, 2))
        return first if second == "unplanned" else f"{first}, then {second}"

    def _state(self, number, lesson):
        """What the sheets come to, or before both are in whether it is planned; then the sheets
        beside the two first ones: « ? » a draft, « ' » a revision."""
        kept = [
            f"{sheet.seat}{chr(39) if sheet.round > 1 else ''}{'' if sheet.submitted_at else '?'}"
            for sheet in self.sheets().filter(lesson=number).order_by("round", "seat")
        ]
        if lesson is not None:
            kept = [one for one in kept if one not in ("1", "2")]
            return " ".join([combine(lesson, rules=RULES_V1).state, *kept])
        gone = TeachingSheet.objects.filter(enrolment=self.enrolment, lesson=number)
        begun = "planned" if self.turn(number) else "unplanned"
        if begun == "unplanned" and not kept and gone.exists():
            return "annulled"
        return " ".join([begun, *kept])


def both(first, second):
    def bring(desk):
        desk.plan()
        desk.put(1, first)
        desk.put(2, second)

    return bring


def conciliated(to, **how):
    def bring(desk):
        desk.plan(**how)
        desk.put(1, "50")
        desk.put(2, "75")
        desk.revise(1, to)
        desk.revise(2, "75")

    return bring


def after(bring, *acts):
    def all_of_it(desk):
        bring(desk)
        for act in acts:
            act(desk)

    return all_of_it


APART, KNOCKED_OUT = both("50", "75"), both(OUT, OUT)
THIRD_OWED = conciliated("50")
FROZEN = "frozen"
# How each state comes about; what `Desk.state` calls it.
STATES = {
    "unplanned": lambda d: None,
    "unplanned 1?": lambda d: d.draft(),
    "unplanned 1": lambda d: d.put(1, "70"),
    "planned": lambda d: d.plan(),
    "planned 1?": lambda d: (d.plan(), d.draft()),
    "planned 1": lambda d: (d.plan(), d.put(1, "70")),
    "agreed": both("70", "75"),
    "conciliation-needed": APART,
    "conciliation-needed 1'?": after(APART, partial(Desk.draft, round=2)),
    "conciliation-needed 1'": after(APART, lambda d: d.revise(1, "50")),
    "conciliated 1' 2'": conciliated("70"),
    "third-needed": both(OUT, ALMOST),
    "third-needed 1' 2'": THIRD_OWED,
    "repeat-needed 1' 2'": conciliated("50", observer=""),
    "third-mark 3 1' 2'": after(THIRD_OWED, lambda d: d.put(3, "58")),
    "knock-out": KNOCKED_OUT,
    "knock-out, then planned": after(KNOCKED_OUT, lambda d: d.plan(lesson=2, second="third")),
    "annulled": after(THIRD_OWED, lambda d: d.annul()),
    FROZEN: APART,
}


def make_desks(cohort: Cohort, frozen: Cohort, rubric: Rubric) -> dict[str, Desk]:
    """Each state with a trainee of its own; the last of them in a cohort that is then frozen."""
    team = make_team(cohort)
    team["third"] = make_user("DIALLO Binta", roles=("assessor",), country="NER", service="police")
    post_to_cohort(cohort=cohort, user=team["third"], role="assessor")
    calibrate(team["third"])
    desks = {}
    for number, (state, bring) in enumerate(STATES.items(), start=1):
        where = frozen if state == FROZEN else cohort
        enrolment = make_enrolment(
            where, make_trainee(f"STAGIAIRE {chr(64 + number)}"), position=number
        )
        desks[state] = Desk(enrolment, team, rubric)
        bring(desks[state])
    Cohort.objects.filter(pk=frozen.pk).update(frozen_at=NOW)
    desks[FROZEN].enrolment.refresh_from_db()
    return desks
