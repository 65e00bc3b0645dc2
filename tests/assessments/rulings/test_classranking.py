"""The rank of the class: only when nothing is open, ties as in the rules, printed as it stands."""

import pytest
from lxml import html

from assessments.amending import amend_result, standing_of
from assessments.classranking import ranking_of
from assessments.models import FrozenOutcome
from courses.models import Enrolment
from tests.assessments.player.room import address, signed_in
from tests.assessments.rulings.room import make_cohort, make_enrolment
from tests.factories.assessments import make_complete, tie_default_rules
from tests.factories.courses import AFTER, make_colleague
from tests.factories.jury import freeze_confirmed

pytestmark = pytest.mark.django_db
# F, M, E, P, A of the domain's ranking case, in another order than their ranks.
CASE = {
    "b": ("82.40", "84.00", "82.00", "82.50", "100.00"),
    "c": ("82.40", "86.00", "80.00", "82.50", "96.67"),
    "a": ("82.40", "86.00", "80.00", "82.50", "100.00"),
    "d": ("82.40", "86.00", "80.00", "82.50", "96.67"),
}


@pytest.fixture
def cohort():
    cohort = make_cohort()
    tie_default_rules(cohort)
    return cohort


def furnish(cohort):
    for position in range(1, len(CASE) + 1):
        make_complete(make_enrolment(cohort, position=position))


def test_an_open_cohort_has_no_ranking(cohort):
    make_enrolment(cohort)
    assert ranking_of(cohort, at=AFTER) is None
    lead = signed_in(make_colleague(cohort, "lead"))
    page = lead.get(address("ranking", cohort.code) + "?show=1").content.decode()
    assert "STAGIAIRE" not in page


def test_a_complete_cohort_is_ranked_before_its_freeze(cohort):
    furnish(cohort)
    places = ranking_of(cohort, at=AFTER) or []
    assert [place.rank for place in places] == [1, 1, 1, 1]
    assert places[0].figures[0] == ("F", "78.50")


def freeze_case(cohort):
    """The cohort of the domain's case, frozen: enrolment → letter."""
    furnish(cohort)
    freeze_confirmed(cohort)
    names = {}
    for outcome, (name, figures) in zip(FrozenOutcome.objects.all(), CASE.items(), strict=True):
        outcome.final, outcome.teaching, outcome.exam, outcome.practicals, outcome.attendance = (
            figures
        )
        outcome.save()
        names[outcome.enrolment_id] = name
    return names


def printed(cohort):
    """The lines of the page as the lead reads them: rank, name, F, M, E, P, A."""
    lead = signed_in(make_colleague(cohort, "lead"))
    page = lead.get(address("ranking", cohort.code, language="en") + "?show=1")
    return lines_of(html.fromstring(page.content.decode()))


def lines_of(tree):
    return [[cell.text_content() for cell in line] for line in tree.xpath("//table//tr")]


def test_the_case_of_the_domain_in_a_frozen_cohort(cohort):
    names = freeze_case(cohort)
    places = ranking_of(cohort, at=AFTER) or []
    assert [(names[p.enrolment.pk], p.rank) for p in places] == [
        ("a", 1),
        ("c", 2),
        ("d", 2),
        ("b", 4),
    ]


def test_the_page_prints_equal_ranks_and_each_figure_in_its_column(cohort):
    names = freeze_case(cohort)
    person = {name: Enrolment.objects.get(pk=key).user for key, name in names.items()}
    assert printed(cohort) == [
        ["Rank", "Trainee", *"FMEPA"],
        ["1", person["a"].printed_name, "82.40", "86.00", "80.00", "82.50", "100.00"],
        ["2", person["c"].printed_name, "82.40", "86.00", "80.00", "82.50", "96.67"],
        ["2", person["d"].printed_name, "82.40", "86.00", "80.00", "82.50", "96.67"],
        ["4", person["b"].printed_name, "82.40", "84.00", "82.00", "82.50", "100.00"],
    ]


def test_a_correction_moves_the_rank(cohort):
    furnish(cohort)
    freeze_confirmed(cohort)
    outcomes = list(FrozenOutcome.objects.select_related("freeze__rule_set"))
    registrar = make_colleague(cohort, "registrar")
    for outcome, exam in ((outcomes[2], "95"), (outcomes[0], "10")):
        amend_result(
            outcome=outcome,
            values={"exam": exam},
            seen=standing_of(outcome)[1],
            reason="Recours fondé",
            by=registrar,
            at=AFTER,
        )
    places = ranking_of(cohort, at=AFTER) or []
    # With 10 in the exam the first one has not passed: no place, whatever was decided at first.
    assert [(place.rank, place.enrolment.pk) for place in places] == [
        (1, outcomes[2].enrolment_id),
        *((2, outcomes[at].enrolment_id) for at in (1, 3)),
    ]
    assert places[0].figures[0] == ("F", "83.00")


def test_only_passes_are_ranked_and_only_when_asked(cohort):
    furnish(cohort)
    freeze_confirmed(cohort)
    FrozenOutcome.objects.filter(enrolment__position__gt=1).update(decided="ATT")
    assert len(ranking_of(cohort, at=AFTER) or []) == 1
    registrar = signed_in(make_colleague(cohort, "registrar"))
    assert "STAGIAIRE" not in registrar.get(address("ranking", cohort.code)).content.decode()
    shown = registrar.get(address("ranking", cohort.code) + "?show=1").content.decode()
    assert "78,50" in shown
