"""Builds one demo cohort from its data file: settings, half-days, team, trainees, records."""

import datetime
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any
from zoneinfo import ZoneInfo

from accounts.cards import issue_card
from accounts.models import User
from assessments.deliberating import store_rules, tie_rules
from assessments.models import Rubric
from assessments.scheduling import schedule_quizzes
from certificates.models import IssuingBody, Signatory
from cms.collecting import collect_programme
from cms.demo.attending import enter_catch_ups, enter_events
from cms.demo.people import DEMO_PIN, card_suffix, upsert_person
from cms.demo.recording import (
    Recorder,
    enter_marks,
    enter_plan,
    enter_sheets,
    fill_registers,
)
from cms.demo.timing import as_of, days_over, first_day
from courses.models import Activity, Cohort, Edition, Enrolment, FundingLine
from courses.registering import enrol, lay_out_half_days, post_to_cohort


@dataclass
class BuiltCohort:
    """A demo cohort with its trainees by the id of the data file."""

    cohort: Cohort
    enrolments: dict[str, Enrolment]
    recorder: Recorder
    data: Mapping[str, Any] = field(repr=False)


def build_cohort(
    data: Mapping[str, Any],
    *,
    people: Mapping[str, Mapping[str, Any]],
    team: Mapping[str, User],
    edition: Edition,
    rubric: Rubric,
    at: datetime.datetime,
) -> BuiltCohort:
    """Everything a data file says, entered as of `at`; nothing is frozen here."""
    cohort = _cohort(data, edition, at)
    data = _as_of_today(data, cohort, at)
    for post in data["team"]:
        post_to_cohort(cohort=cohort, user=team[post["person"]], role=post["role"])
    enrolments = _enrol(data, cohort, people, at)
    recorder = _recorder(data, cohort, team, rubric, at)
    fill_registers(
        recorder, {enrolments[row["id"]].pk: row["register"] for row in data["trainees"]}
    )
    for row in data["trainees"]:
        enrolment = enrolments[row["id"]]
        enter_marks(recorder, enrolment, row)
        enter_sheets(recorder, enrolment, row)
        if "action_plan" in row:
            enter_plan(recorder, enrolment, row)
        enter_catch_ups(recorder, enrolment, row)
    enter_events(recorder, cohort, data["cohort"], enrolments, at=at)
    return BuiltCohort(cohort, enrolments, recorder, data)


def _as_of_today(
    data: Mapping[str, Any], cohort: Cohort, at: datetime.datetime
) -> Mapping[str, Any]:
    if "week" not in data["cohort"]:
        return data
    over = days_over(cohort.starts_on, today=at.astimezone(cohort.tz).date())
    quiz, waiting = data["cohort"]["open_quiz"], data["cohort"]["awaited_by"]
    trainees = [
        as_of(row, over=over, untaken=quiz if row["id"] in waiting else "")
        for row in data["trainees"]
    ]
    return {**data, "trainees": trainees}


def _cohort(data: Mapping[str, Any], edition: Edition, at: datetime.datetime) -> Cohort:
    values = data["cohort"]
    # The day at the venue: shortly before midnight it may be another one than the server's.
    starts_on = first_day(values, today=at.astimezone(ZoneInfo(values["zone"])).date())
    cohort = Cohort.objects.create(
        code=values["code"],
        edition=edition,
        name=values["name"],
        venue_city=values["venue_city"],
        venue_country=values["venue_country"],
        zone=values["zone"],
        starts_on=starts_on,
        ends_on=starts_on,
        opened_at=at,
    )
    lay_out_half_days(cohort=cohort, programme=collect_programme())
    cohort.refresh_from_db()
    for position, body in enumerate(data["issuing_bodies"], start=1):
        IssuingBody.objects.create(cohort=cohort, position=position, name=body)
    for position, row in enumerate(data["signatories"], start=1):
        Signatory.objects.create(
            cohort=cohort, position=position, name=row["name"], title=row["title"]
        )
    for position, row in enumerate(data["funding_lines"], start=1):
        FundingLine.objects.create(
            cohort=cohort, position=position, grant_code=row["grant_code"], wording=row["wording"]
        )
    tie_rules(cohort=cohort, rule_set=store_rules(at=at))
    schedule_quizzes(cohort=cohort)
    return cohort


def _enrol(
    data: Mapping[str, Any],
    cohort: Cohort,
    people: Mapping[str, Mapping[str, Any]],
    at: datetime.datetime,
) -> dict[str, Enrolment]:
    """Enrol everyone in protocol order: by country, then by name (domain 1.6, a Choice)."""
    rows = sorted(
        (people[row["id"]] for row in data["trainees"]),
        key=lambda row: (row["country"], row["sort_key"]),
    )
    enrolments = {}
    for position, row in enumerate(rows, start=1):
        user = upsert_person(row, roles=["trainee"])
        enrolments[row["id"]] = enrol(cohort=cohort, user=user, position=position, by=None, at=at)
        issue_card(
            user=user,
            group_code=cohort.code,
            suffix=card_suffix(row["id"]),
            pin=DEMO_PIN,
            by=None,
            at=at,
        )
    return enrolments


def _recorder(
    data: Mapping[str, Any],
    cohort: Cohort,
    team: Mapping[str, User],
    rubric: Rubric,
    at: datetime.datetime,
) -> Recorder:
    course = cohort.edition.course
    teaching = data["teaching"]
    first = {int(key[1]): team[person] for key, person in teaching["first"].items()}
    resit = {int(key[1]): team[person] for key, person in teaching.get("resit", {}).items()}
    return Recorder(
        activities={a.key: a for a in Activity.objects.filter(course=course)},
        half_days={h.number: h for h in cohort.half_days.all()},
        rubric=rubric,
        registrar=team["registrar"],
        seats={1: first, 2: resit or first},
        at=min(at, max(h.ends_at for h in cohort.half_days.all())),
    )
