"""The jury's screens: no name unasked, buttons only for what the rules allow, one after another."""

import pytest

from accounts.models import User
from assessments.juryreading import assessors_of
from assessments.jurysitting import add_member, remove_member
from assessments.models import Jury, JuryDecision
from tests.factories.assessments import enter, make_complete, tie_default_rules
from tests.factories.courses import AFTER, make_cohort, make_colleague, make_enrolment
from tests.factories.jury import compose_jury
from tests.factories.people import make_user

pytestmark = pytest.mark.django_db
NAMES = ("PREMIÈRE Awa", "DEUXIÈME Kossi")


@pytest.fixture
def cohort():
    cohort = make_cohort()
    tie_default_rules(cohort)
    for position, name in enumerate(NAMES, start=1):
        make_complete(make_enrolment(cohort, make_user(name), position=position))
    second = cohort.enrolments.get(position=2)
    enter(second, "EXAM", "59.5", reason="typed wrongly")
    return cohort


@pytest.fixture
def lead(cohort, client):
    lead = make_colleague(cohort, "lead")
    client.force_login(lead)
    return lead


def address(cohort, tail=""):
    return f"/en/cohort/{cohort.code}/jury/{tail}"


def seen(client, cohort, place):
    page = client.get(address(cohort, f"{place}/"))
    return page.context["case"].token


def test_the_jury_is_opened_and_composed_here(cohort, client, lead):
    assert "Open the jury" in client.get(address(cohort)).content.decode()
    client.post(address(cohort), {"open": "1"})
    for name, more in (("UN Membre", {"chair": "on"}), ("DEUX Membre", {}), ("TROIS Membre", {})):
        client.post(address(cohort), {"add": "1", "name": name, "function": "", **more})
    client.post(address(cohort), {"add": "1", "user": lead.pk})
    jury = Jury.objects.get(cohort=cohort)
    assert [m.name for m in jury.members.all()][-1] == lead.printed_name
    again = client.post(address(cohort), {"add": "1", "user": lead.pk}).content.decode()
    assert "This person sits on the jury already." in again
    client.post(address(cohort), {"remove": jury.members.get(seat=4).pk})
    assert jury.members.filter(removed_at__isnull=True).count() == 3
    assert "2 proposals are left to decide." in client.get(address(cohort)).content.decode()


def test_no_name_until_it_is_asked_for(cohort, client, lead):
    compose_jury(cohort)
    for tail in ("", "1/", "2/"):
        text = client.get(address(cohort, tail)).content.decode()
        assert not any(name in text for name in NAMES)
    named = client.get(address(cohort, "1/?name=1")).content.decode()
    assert NAMES[0] in named
    assert NAMES[1] not in named


def test_buttons_follow_the_rules_and_the_next_place_comes_up(cohort, client, lead):
    compose_jury(cohort)
    first = client.get(address(cohort, "1/")).content.decode()
    assert 'value="confirm"' in first
    assert 'value="compensate"' not in first
    assert 'value="compensate"' in client.get(address(cohort, "2/")).content.decode()
    sent = {"ruling": "confirm", "reason": "", "seen": seen(client, cohort, 1)}
    assert client.post(address(cohort, "1/"), sent)["Location"] == address(cohort, "2/")
    bare = {"ruling": "compensate", "reason": "", "seen": seen(client, cohort, 2)}
    refused = client.post(address(cohort, "2/"), bare)
    assert refused.status_code == 409
    assert JuryDecision.objects.count() == 1
    done = client.post(address(cohort, "2/"), bare | {"reason": "Half a point."})
    assert done["Location"] == address(cohort)
    assert JuryDecision.objects.get(enrolment__position=2).decided == "CR"
    assert "Everything is decided." in client.get(address(cohort)).content.decode()


def test_what_was_typed_stays_when_the_figures_changed_meanwhile(cohort, client, lead):
    compose_jury(cohort)
    token = seen(client, cohort, 2)
    enter(cohort.enrolments.get(position=2), "EXAM", "59", reason="typed wrongly")
    sent = {"ruling": "compensate", "reason": "Half a point.", "seen": token}
    response = client.post(address(cohort, "2/"), sent)
    assert response.status_code == 409
    text = response.content.decode()
    assert "The figures or the decision changed meanwhile." in text
    assert "Half a point.</textarea>" in text
    assert not JuryDecision.objects.exists()


def test_a_withdrawal_is_marked_and_a_jury_of_three_cannot_go_on(cohort, client, lead):
    jury = compose_jury(cohort)
    client.post(address(cohort, "1/"), {"withdraw": jury.members.get(seat=2).pk})
    text = client.get(address(cohort, "1/")).content.decode()
    assert "Withdrawn" in text
    assert 'name="ruling"' not in text
    assert 'name="ruling"' in client.get(address(cohort, "2/")).content.decode()


@pytest.mark.parametrize(
    ("role", "status"),
    [("registrar", 200), ("lead", 200), ("facilitator", 404), ("assessor", 404), ("donor", 404)],
)
def test_who_holds_the_jury(cohort, client, role, status):
    compose_jury(cohort)
    client.force_login(make_colleague(cohort, role))
    assert client.get(address(cohort)).status_code == status
    assert client.get(address(cohort, "1/")).status_code == status
    assert client.get(address(cohort, "9/")).status_code == 404


def test_an_outsider_with_the_name_of_an_assessor_is_warned_about(cohort, client, lead):
    jury = compose_jury(cohort)
    assert "bears the name of a colleague" not in client.get(address(cohort)).content.decode()
    assessors = User.objects.filter(pk__in=assessors_of(cohort.pk))
    person = assessors.earliest("pk")
    first, *rest = person.printed_name.split()
    typed = " ".join([*rest, first.upper()])
    add_member(jury=jury, name=typed, by=lead, at=AFTER)
    page = client.get(address(cohort)).content.decode()
    assert f"{typed} was entered as somebody from outside" in page
    remove_member(member=jury.members.get(name=typed), by=lead, at=AFTER)
    add_member(jury=jury, user=person, by=lead, at=AFTER)
    assert "bears the name of a colleague" not in client.get(address(cohort)).content.decode()


def test_a_withdrawal_by_mistake_is_taken_back(cohort, client, lead):
    jury = compose_jury(cohort)
    member = jury.members.get(seat=2)
    client.post(address(cohort, "1/"), {"withdraw": member.pk})
    page = client.get(address(cohort, "1/")).content.decode()
    assert f'name="stay" value="{member.pk}"' in page
    assert client.post(address(cohort, "1/"), {"stay": member.pk}).status_code == 302
    page = client.get(address(cohort, "1/")).content.decode()
    assert 'name="stay"' not in page and f'name="withdraw" value="{member.pk}"' in page
    assert client.post(address(cohort, "1/"), {"stay": member.pk}).status_code == 409
    assert "taken back" in page and page.count(lead.printed_name) >= 2
