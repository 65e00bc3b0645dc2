"""The register and the enrolment list as pages: nothing typed is lost, nothing is silent."""

import pytest

from courses.models import Attendance, AttendanceChange, Enrolment
from tests.factories.courses import AFTER, make_cohort, make_colleague, make_enrolment

pytestmark = pytest.mark.django_db


@pytest.fixture
def cohort():
    return make_cohort()


@pytest.fixture
def two(cohort):
    return [make_enrolment(cohort, position=n) for n in (1, 2)]


@pytest.fixture
def lead(cohort, client):
    lead = make_colleague(cohort, "lead")
    client.force_login(lead)
    return lead


URL = "/en/cohort/OUA16/register/1/"


def send(client, statuses, was=None, **more):
    was = was or {}
    data = {f"status-{e.pk}": status for e, status in statuses.items()}
    data |= {f"was-{e.pk}": was.get(e, "") for e in statuses}
    return client.post(URL, data | {"source": "facilitator"} | more)


def standing():
    return dict(Attendance.objects.values_list("enrolment__position", "status"))


def test_blank_lines_stay_blank(client, lead, two):
    response = send(client, {two[0]: "L", two[1]: ""}, source="paper", sheet_reference="F-01")
    assert response.status_code == 302
    assert standing() == {1: "L"}
    change = AttendanceChange.objects.get()
    assert (change.source, change.sheet_reference, change.recorded_by) == ("paper", "F-01", lead)
    assert "1 line is still blank." in client.get(URL).content.decode()


def test_a_proposal_saves_nothing(client, lead, two):
    response = send(client, {two[0]: "N", two[1]: ""}, fill="1")
    assert response.status_code == 200
    assert response.content.decode().count(" checked") == 2
    assert not Attendance.objects.exists()


def test_a_change_without_reason_keeps_everything_typed(client, lead, two):
    send(client, {two[0]: "P", two[1]: ""})
    response = send(client, {two[0]: "J", two[1]: "H"}, {two[0]: "P"}, sheet_reference="F-77")
    assert response.status_code == 200
    text = response.content.decode()
    assert "Give the reason of the change." in text
    assert 'value="F-77"' in text
    assert 'value="J" aria-label="Justified absence" checked' in text
    assert 'value="H" aria-label="Half presence" checked' in text
    assert standing() == {1: "P"}
    send(client, {two[0]: "J", two[1]: "H"}, {two[0]: "P"}, reason="letter")
    assert standing() == {1: "J", 2: "H"}


def test_what_somebody_else_recorded_is_not_overwritten_unseen(client, lead, two):
    send(client, {two[0]: "P"})
    response = send(client, {two[0]: "N"}, reason="seen absent")
    assert "meanwhile" in response.content.decode()
    assert standing() == {1: "P"}


def test_an_invented_status_is_refused(client, lead, two):
    assert "Choose one of the statuses" in send(client, {two[0]: "Z"}).content.decode()
    assert not Attendance.objects.exists()


def test_a_frozen_cohort_is_read_only(client, lead, two, cohort):
    cohort.frozen_at = AFTER
    cohort.save()
    text = client.get(URL).content.decode()
    assert "Save the register" not in text
    assert send(client, {two[0]: "P"}).status_code == 409
    assert not Attendance.objects.exists()


def test_cancelling_asks_for_a_reason_on_its_own_page(client, lead, two, cohort):
    assert "nobody gains or loses" in client.get(f"{URL}cancel/").content.decode()
    assert client.post(f"{URL}cancel/", {"reason": " "}).status_code == 200
    assert cohort.half_days.get(number=1).cancelled_at is None
    client.post(f"{URL}cancel/", {"reason": "power cut"})
    assert cohort.half_days.get(number=1).cancelled_reason == "power cut"
    assert send(client, {two[0]: "P"}).status_code == 409


def test_who_fills_and_who_cancels(client, cohort, two):
    for role, fills, cancels in (
        ("facilitator", 200, 404),
        ("registrar", 200, 200),
        ("assessor", 404, 404),
        ("donor", 404, 404),
    ):
        client.force_login(make_colleague(cohort, role))
        assert client.get(URL).status_code == fills, role
        assert client.get("/en/cohort/OUA16/register/").status_code == fills, role
        assert client.get(f"{URL}cancel/").status_code == cancels, role
    client.force_login(two[0].user)
    assert client.get(URL).status_code == 404


def test_the_registrar_enrols_and_corrects(client, cohort, two):
    client.force_login(make_colleague(cohort, "registrar"))
    base = "/en/cohort/OUA16/people/"
    assert two[0].user.printed_name in client.get(base).content.decode()
    bad = client.post(f"{base}new/", {"printed_name": "R2-D2", "language": "fr"})
    assert "cannot stand in a printed name" in bad.content.decode()
    assert 'value="R2-D2"' in bad.content.decode()
    client.post(f"{base}new/", {"printed_name": "N'DIAYE Aïssata", "language": "en"})
    newcomer = Enrolment.objects.get(position=3)
    assert (newcomer.user.printed_name, newcomer.user.language) == ("N'DIAYE Aïssata", "en")
    client.post(f"{base}{newcomer.pk}/", {"printed_name": "N'DIAYE Aïssatou"})
    newcomer.user.refresh_from_db()
    assert newcomer.user.printed_name == "N'DIAYE Aïssatou"
    assert newcomer.user.language == "en"
    client.force_login(make_colleague(cohort, "lead"))
    for tail in ("", "new/", f"{newcomer.pk}/"):
        assert client.get(base + tail).status_code == 404
