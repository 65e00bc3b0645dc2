"""Every state of a trainee's practical with every verb: another state, or a refusal."""

import itertools
from decimal import Decimal

import pytest

from assessments import refusals
from assessments.marking import record_mark
from assessments.models import Absence, Checklist, ChecklistLine, Mark, PracticalSheet
from assessments.observing import confirm_total, save_points, submit_points
from courses.models import Activity, Cohort
from tests.assessments.matrix import UNCHANGED, same, tried
from tests.assessments.rulings.room import LATER, NOON
from tests.factories.courses import make_cohort, make_colleague, make_enrolment

FULL, LESS, HALF_SEEN = (
    [Decimal("10"), Decimal("10")],
    [Decimal("10"), Decimal("4")],
    [Decimal("10"), None],
)


class Ground:
    """One trainee, one checklist of two lines, two observers: shared by all cells."""

    def __init__(self) -> None:
        self.cohort = make_cohort()
        self.trainee = make_enrolment(self.cohort)
        self.activity = Activity.objects.get(key="P1")
        self.checklist = Checklist.objects.create(activity=self.activity, version=1)
        for position in (1, 2):
            ChecklistLine.objects.create(
                checklist=self.checklist,
                position=position,
                text={"fr": f"ligne {position}", "en": f"line {position}"},
                out_of=Decimal(10),
            )
        self.first = make_colleague(self.cohort, "facilitator", "SANOGO Fatou")
        self.second = make_colleague(self.cohort, "lead", "HAÏDARA Oumar")

    def save(self, who, points=FULL, *, seen=True):
        mine = PracticalSheet.objects.filter(assessor=who).first()
        save_points(
            checklist=self.checklist,
            assessor=who,
            points={self.trainee: points},
            at=LATER,
            seen=mine.saved_at if mine and seen else None,
        )

    def submit(self, who, points=FULL):
        submit_points(
            checklist=self.checklist, assessor=who, points={self.trainee: points}, at=NOON
        )

    def confirm(self, who, **more):
        sheet = PracticalSheet.objects.select_related("enrolment", "checklist").get(assessor=who)
        confirm_total(sheet=sheet, by=self.second, at=LATER, **more)

    def mark(self, value, **more):
        record_mark(
            enrolment=self.trainee,
            activity=self.activity,
            value=value,
            out_of=Decimal(20),
            by=self.second,
            at=LATER,
            half_points=True,
            **more,
        )

    def freeze(self):
        Cohort.objects.update(frozen_at=LATER)

    def state(self) -> str:
        """Who has a sheet (« 1? » a draft), and what stands as the mark."""
        sheets = [
            f"{number}{'' if sheet.submitted_at else '?'}"
            for number, who in enumerate((self.first, self.second), start=1)
            for sheet in PracticalSheet.objects.filter(assessor=who)
        ]
        mark = Mark.objects.filter(superseded=False).first()
        standing = "" if mark is None else mark.absence or f"{mark.value:.0f}"
        return " ".join([*sheets, *([f"= {standing}"] if standing else [])]) or "nothing"


# How each state comes about, by the verbs themselves.
STATES = {
    "nothing": lambda g: None,
    "1?": lambda g: g.save(g.first),
    "1? 2?": lambda g: (g.save(g.first), g.save(g.second)),
    "1 2?": lambda g: (g.save(g.second), g.submit(g.first)),
    "1 = 20": lambda g: g.submit(g.first),
    "1 2? = 20": lambda g: (g.submit(g.first), g.save(g.second)),
    "1 2": lambda g: (g.save(g.second), g.submit(g.first), g.submit(g.second, LESS)),
    "1 2 = 20": lambda g: (g.submit(g.first), g.submit(g.second, LESS)),
    "= 20": lambda g: g.mark(Decimal(20)),
    "= justified": lambda g: g.mark(None, absence=Absence.JUSTIFIED),
    "frozen": lambda g: (g.submit(g.first), g.save(g.second), g.freeze()),
}
VERBS = {
    "save": lambda g: g.save(g.first),
    "save blindly": lambda g: g.save(g.first, seen=False),
    "save quarter points": lambda g: g.save(g.first, [Decimal("0.25"), None]),
    "save too many points": lambda g: g.save(g.first, [Decimal(11), None]),
    "submit": lambda g: g.submit(g.first),
    "submit half seen": lambda g: g.submit(g.first, HALF_SEEN),
    "submit the second": lambda g: g.submit(g.second, LESS),
    "confirm": lambda g: g.confirm(g.first),
    "confirm the second": lambda g: g.confirm(g.second),
    "confirm the second, saying why": lambda g: g.confirm(g.second, reason="vu de plus près"),
    "mark": lambda g: g.mark(Decimal(14)),
    "mark, saying why": lambda g: g.mark(Decimal(14), reason="erreur de somme"),
    "mark quarter points": lambda g: g.mark(Decimal("13.25"), reason="erreur de somme"),
    "absent": lambda g: g.mark(None, absence=Absence.JUSTIFIED, reason="certificat"),
}
# A sheet that is not there cannot be confirmed.
OF_SECOND = ("confirm the second", "confirm the second, saying why")
NEEDED = {"confirm": "1", **same(OF_SECOND, "2")}
CELLS = [
    (state, verb)
    for state, verb in itertools.product(STATES, VERBS)
    if state == "frozen" or NEEDED.get(verb, "") in state.partition("=")[0]
]
ALWAYS = {
    "save quarter points": refusals.NOT_HALF_POINTS,
    "save too many points": refusals.OUT_OF_RANGE,
    "submit half seen": refusals.POINTS_MISSING,
    "mark quarter points": refusals.NOT_HALF_POINTS,
}
# Whoever has closed the sheet saves and submits nothing more.
CLOSED = {
    **same(("save", "save quarter points", "save too many points"), refusals.SHEET_CLOSED),
    "save blindly": refusals.DRAFT_CHANGED,
    "submit": refusals.SHEET_CLOSED,
}
DRAFTED = {"save blindly": refusals.DRAFT_CHANGED}
NOT_ALL = same(("confirm", *OF_SECOND), refusals.NOT_ALL_IN)
REASON = refusals.REASON_MISSING
TABLE = {
    "nothing": {
        **ALWAYS,
        **same(("save", "save blindly"), "1?"),
        "submit": "1 = 20",
        "submit the second": "2 = 14",
        **same(("mark", "mark, saying why"), "= 14"),
        "absent": "= justified",
    },
    "1?": {
        **ALWAYS,
        **DRAFTED,
        "confirm": refusals.NOT_ALL_IN,
        "save": UNCHANGED,
        "submit": "1 = 20",
        "submit the second": "1? 2",
        **same(("mark", "mark, saying why"), "1? = 14"),
        "absent": "1? = justified",
    },
    "1? 2?": {
        **ALWAYS,
        **DRAFTED,
        **NOT_ALL,
        "save": UNCHANGED,
        "submit": "1 2?",
        "submit the second": "1? 2",
        **same(("mark", "mark, saying why"), "1? 2? = 14"),
        "absent": "1? 2? = justified",
    },
    "1 2?": {
        **ALWAYS,
        **CLOSED,
        **NOT_ALL,
        "submit the second": "1 2",
        **same(("mark", "mark, saying why"), "1 2? = 14"),
        "absent": "1 2? = justified",
    },
    "1 = 20": {
        **ALWAYS,
        **CLOSED,
        "submit the second": "1 2 = 20",
        "confirm": UNCHANGED,
        "mark": REASON,
        "mark, saying why": "1 = 14",
        "absent": "1 = justified",
    },
    "1 2? = 20": {
        **ALWAYS,
        **CLOSED,
        **NOT_ALL,
        "submit the second": "1 2 = 20",
        "mark": REASON,
        "mark, saying why": "1 2? = 14",
        "absent": "1 2? = justified",
    },
    "1 2": {
        **ALWAYS,
        **CLOSED,
        "submit the second": refusals.SHEET_CLOSED,
        "confirm": "1 2 = 20",
        **same(OF_SECOND, "1 2 = 14"),
        **same(("mark", "mark, saying why"), "1 2 = 14"),
        "absent": "1 2 = justified",
    },
    "1 2 = 20": {
        **ALWAYS,
        **CLOSED,
        "submit the second": refusals.SHEET_CLOSED,
        "confirm": UNCHANGED,
        "confirm the second": REASON,
        "confirm the second, saying why": "1 2 = 14",
        "mark": REASON,
        "mark, saying why": "1 2 = 14",
        "absent": "1 2 = justified",
    },
    "= 20": {
        **ALWAYS,
        **same(("save", "save blindly"), "1? = 20"),
        "submit": "1 = 20",
        "submit the second": "2 = 20",
        "mark": REASON,
        "mark, saying why": "= 14",
        "absent": "= justified",
    },
    "= justified": {
        **ALWAYS,
        **same(("save", "save blindly"), "1? = justified"),
        "submit": "1 = justified",
        "submit the second": "2 = justified",
        "mark": REASON,
        "mark, saying why": "= 14",
        "absent": UNCHANGED,
    },
    "frozen": same(VERBS, refusals.FROZEN),
}


@pytest.fixture(scope="module")
def shared(module_rows):
    return Ground()


@pytest.fixture
def ground(shared, db):
    return shared


def test_the_table_has_every_cell():
    assert sorted((state, verb) for state, row in TABLE.items() for verb in row) == sorted(CELLS)


@pytest.mark.parametrize("state", STATES)
def test_the_state_is_the_one_it_is_called(ground, state):
    STATES[state](ground)
    assert ground.state() == ("1 2? = 20" if state == "frozen" else state)


@pytest.mark.parametrize(("state", "verb"), CELLS)
def test_every_state_with_every_verb(ground, state, verb):
    STATES[state](ground)

    def act():
        VERBS[verb](ground)
        return ground.state()

    assert tried(act) == TABLE[state][verb]
