"""A short answer that no key matched: the states of its wording and the verbs, by name."""

import copy

from assessments.answersreading import propose_wording, read_answer
from assessments.closing import cancel_attempt, submit_attempt
from assessments.deliberating import freeze_cohort
from assessments.disputing import lift_irregularity, record_irregularity
from assessments.models import (
    Attempt,
    AttemptGrade,
    AttemptItem,
    Irregularity,
    Mark,
    QuestionVersion,
    UnmatchedAnswer,
)
from assessments.opening import release_results
from assessments.outcome.verdict import verdict_of
from assessments.regrading import Choice, regrade_cohort
from courses.models import Activity, Cohort, Edition, Module
from tests.assessments.rulings.room import (
    LATER,
    NOON,
    make_cohort,
    make_enrolment,
    make_short_text,
    readers_of,
    short_quiz,
    take,
)
from tests.factories.assessments import LONG_AGO, make_complete, tie_default_rules
from tests.factories.courses import AFTER
from tests.factories.jury import hold_jury
from tests.factories.people import make_user

GIVEN: dict[str, object] = {"Q01-1": ["a"], "Q01-3": "base Interpol"}
# What a state with its wording before the readers is called while none is.
UNREAD = "unread"


class Ground:
    """A trainee with one right answer and a wording of his own; a second trainee has not begun."""

    def __init__(self) -> None:
        self.cohort = make_cohort()
        tie_default_rules(self.cohort)
        self.quiz = short_quiz(self.cohort)
        self.trainee, self.other = (make_enrolment(self.cohort, position=n) for n in (1, 2))
        for person in (self.trainee, self.other):
            make_complete(person)
        Mark.objects.filter(activity__key="Q01").delete()
        self.first, self.second, self.lead = readers_of(self.cohort)
        self.third = make_user("TRAORÉ Issa", roles=("facilitator",))
        self.cohort.team.create(user=self.third, role="facilitator")
        self.attempt = take(self.trainee, self.quiz, GIVEN, submit=False)
        self.version = QuestionVersion.objects.get(question__key="Q01-3")
        # One corrected key takes the wording, the other one does not either; this cohort goes on
        # drawing the version before them.
        module = Module.objects.get(course=self.cohort.edition.course, code="M01")
        self.taking, self.other_key = (
            make_short_text(module, "Q01-3", answers=("SLTD", more))
            for more in ("base Interpol", "base volée")
        )
        QuestionVersion.objects.filter(number__gt=1).update(published_at=NOON, for_next=True)
        Edition.objects.update(locked_at=LONG_AGO)
        self.fetched: UnmatchedAnswer | None = None

    def attempts(self):
        return Attempt.objects.select_related("enrolment__cohort", "quiz__activity")

    def submit(self):
        submit_attempt(attempt=self.attempts().get(pk=self.attempt.pk), at=NOON)

    def cancel(self):
        attempt = self.attempts().get(pk=self.attempt.pk)
        cancel_attempt(attempt=attempt, reason="coupure", by=None, at=NOON)

    def read(self, who, right):
        read_answer(answer=self.on_the_page(), right=right, by=getattr(self, who), at=LATER)

    def propose(self):
        propose_wording(answer=self.on_the_page(), language="fr", by=self.first, at=LATER)

    def regrade(self, policy, corrected=None):
        choice = Choice(self.version, policy, corrected)
        regrade_cohort(
            choice=choice, cohort=self.cohort, reason="clé fausse", by=self.lead, at=LATER
        )

    def strike(self):
        item = AttemptItem.objects.select_related("attempt")
        record_irregularity(
            enrolment=self.trainee,
            activity=None,
            item=item.get(attempt=self.attempt, version=self.version),
            facts="une antisèche",
            heard_on=NOON.date(),
            hearing="il le reconnaît",
            reason="fraude",
            by=self.lead,
            at=LATER,
        )

    def annul(self):
        """The whole quiz counts 0; the attempt keeps the mark that it was given."""
        record_irregularity(
            enrolment=self.trainee,
            activity=Activity.objects.get(key="Q01"),
            item=None,
            facts="une antisèche",
            heard_on=NOON.date(),
            hearing="il le reconnaît",
            reason="fraude",
            by=self.lead,
            at=LATER,
        )

    def lift(self):
        row = Irregularity.objects.latest("pk")
        lift_irregularity(irregularity=row, reason="erreur", by=self.lead, at=LATER)

    def another(self):
        take(self.other, self.quiz, {"Q01-3": "BASE  interpol"}, language="en")

    def release(self):
        release_results(window=self.quiz.windows.get(), by=None, at=LATER)

    def freeze(self):
        freeze_cohort(cohort=self.cohort, by=None, at=AFTER)

    def fetch(self):
        """As a page has it that was opened before what the state's verbs did."""
        self.fetched = self.fetched or UnmatchedAnswer.objects.first()

    def on_the_page(self):
        assert self.fetched is not None
        return copy.copy(self.fetched)

    def state(self):
        """What the readings come to, and the marks of the attempt one after the other."""
        if self.cohort_is_frozen():
            return "frozen"
        found = UnmatchedAnswer.objects.first()
        readings = list(found.readings.values_list("right", flat=True)) if found else []
        verdict = str(verdict_of(readings)) if found else UNREAD
        if found:
            assert found.right == {"right": True, "wrong": False}.get(verdict)
        once = "once" if len(readings) == 1 else verdict
        marks = AttemptGrade.objects.filter(attempt=self.attempt).order_by("pk")
        return " ".join([once, *(f"{mark.score:.0f}" for mark in marks)])

    def cohort_is_frozen(self):
        return Cohort.objects.get(pk=self.cohort.pk).is_frozen


def opened(*acts):
    """The wording is before the readers; what follows is done to it."""

    def bring(ground):
        ground.submit()
        ground.fetch()
        for act in acts:
            act(ground)

    return bring


def says(who, right):
    return lambda g: g.read(who, right)


def before_the_end(*acts):
    """Decided while the attempt was running."""

    def bring(ground):
        for act in acts:
            act(ground)
        ground.submit()
        ground.fetch()

    return bring


def full(g):
    g.regrade("full")


def left_out(g):
    g.regrade("left-out")


def frozen(g):
    opened(says("first", True), says("second", True))(g)
    hold_jury(g.cohort)
    g.freeze()


RIGHT, WRONG = says("first", True), says("second", False)
STATES = {
    "running": lambda g: None,
    "open": opened(),
    "once": opened(RIGHT),
    "split": opened(RIGHT, WRONG),
    "split, the lead one of them": opened(says("lead", True), WRONG),
    "right": opened(RIGHT, says("second", True)),
    "wrong": opened(says("first", False), WRONG),
    "open, released": opened(lambda g: g.release()),
    "open, full marks for all": opened(full),
    "open, struck": opened(lambda g: g.strike()),
    "struck before the end": before_the_end(lambda g: g.strike()),
    "left out before the end": before_the_end(left_out),
    "another key before the end": before_the_end(lambda g: g.regrade("new-key", g.other_key)),
    "frozen": frozen,
}
READINGS = {
    f"{who} says {'right' if right else 'wrong'}": says(who, right)
    for who in ("first", "second", "third", "lead")
    for right in (True, False)
}
REGRADES = {
    "regrade: full marks": full,
    "regrade: left out": left_out,
    "regrade: a key that takes it": lambda g: g.regrade("new-key", g.taking),
    "regrade: a key that does not": lambda g: g.regrade("either-key", g.other_key),
}
VERBS = {
    "submit": lambda g: g.submit(),
    "cancel the attempt": lambda g: g.cancel(),
    "another writes the same": lambda g: g.another(),
    **READINGS,
    "propose": lambda g: g.propose(),
    **REGRADES,
    "strike the item": lambda g: g.strike(),
    "strike the quiz": lambda g: g.annul(),
    "lift": lambda g: g.lift(),
    "release": lambda g: g.release(),
    "freeze": lambda g: g.freeze(),
}
OF_WORDING = (*READINGS, "propose")


def jury(g):
    if not g.cohort_is_frozen():
        hold_jury(g.cohort)


BEFORE = {"freeze": jury}
