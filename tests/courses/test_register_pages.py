"""The register and the enrolment list as pages: nothing typed is lost, nothing is silent."""

import datetime
import json

import pytest
from django.db.models import F

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


def an_hour_passes():
    earlier = F("recorded_at") - datetime.timedelta(hours=1)
    AttendanceChange.objects.update(recorded_at=earlier)


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
    an_hour_passes()
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


def autosave(client, statuses, was=None, back=()):
    data = {f"status-{e.pk}": status for e, status in statuses.items()}
    data |= {f"was-{e.pk}": (was or {}).get(e, "") for e in statuses}
    response = client.post(URL, data | {"autosave": "1", "back": [e.pk for e in back]})
    return response.status_code, json.loads(response.content)


def test_taps_are_saved_by_themselves_and_twice_is_once(client, lead, two):
    for _again in range(2):
        status, said = autosave(client, {two[0]: "P", two[1]: "L"})
        assert (status, said["errors"]) == (200, {})
        assert said["standing"] == {str(two[0].pk): "P", str(two[1].pk): "L"}
    assert AttendanceChange.objects.count() == 2


def test_what_may_not_be_saved_alone_holds_up_nothing_else(client, lead, two):
    autosave(client, {two[0]: "P"})
    an_hour_passes()
    status, said = autosave(client, {two[0]: "N", two[1]: "H"}, {two[0]: "P"})
    assert status == 200
    assert said["errors"] == {str(two[0].pk): "Give the reason of the change."}
    assert standing() == {1: "P", 2: "H"}


def test_a_tap_is_taken_back_by_the_same_person_only_and_soon(client, lead, two, cohort):
    autosave(client, {two[0]: "P", two[1]: "P"})
    status, said = autosave(client, {}, back=[two[0]])
    assert (status, said["standing"]) == (200, {str(two[0].pk): ""})
    assert standing() == {2: "P"}
    client.force_login(make_colleague(cohort, "facilitator"))
    status, said = autosave(client, {}, back=[two[1]])
    assert (status, said["code"]) == (409, "nothing-to-undo")
    client.force_login(lead)
    an_hour_passes()
    assert autosave(client, {}, back=[two[1]])[0] == 409
    assert standing() == {2: "P"}


def test_the_button_takes_back_the_last_act(client, lead, two):
    send(client, {two[0]: "P", two[1]: ""})
    send(client, {two[0]: "", two[1]: "L"})
    client.post(URL, {"undo": "1"})
    assert standing() == {1: "P"}
    assert AttendanceChange.objects.filter(source="undo").count() == 1


def test_an_autosave_into_a_closed_register_says_so(client, lead, two, cohort):
    cohort.half_days.filter(number=1).update(cancelled_at=AFTER)
    status, said = autosave(client, {two[0]: "P"})
    assert (status, said["code"]) == (409, "closed")


def test_a_facilitator_does_not_enter_from_paper(client, cohort, two):
    client.force_login(make_colleague(cohort, "facilitator"))
    assert 'name="source"' not in client.get(URL).content.decode()
    send(client, {two[0]: "P"}, source="paper", sheet_reference="F-01")
    assert AttendanceChange.objects.get().source == "facilitator"


def test_paper_needs_its_reference(client, lead, two):
    response = send(client, {two[0]: "P"}, source="paper")
    assert "reference printed on the paper sheet" in response.content.decode()
    assert standing() == {}


def test_counting_a_cancelled_half_day_again(client, lead, two, cohort):
    send(client, {two[0]: "P"})
    client.post(f"{URL}cancel/", {"reason": "power cut"})
    page = client.get(f"{URL}restore/").content.decode()
    assert "1 line recorded before stands again." in page and "power cut" in page
    client.post(f"{URL}restore/", {"reason": "held after all, at another hour"})
    assert cohort.half_days.get(number=1).cancelled_at is None
    history = client.get("/en/cohort/OUA16/register/history/").content.decode()
    assert "held after all" in history and "power cut" in history


def test_the_history_shows_before_and_after_with_author_and_reason(client, lead, two):
    send(client, {two[0]: "P", two[1]: "P"})
    an_hour_passes()
    send(client, {two[0]: "J"}, {two[0]: "P"}, reason="letter of the directorate")
    url = "/en/cohort/OUA16/register/history/"
    text = client.get(url).content.decode()
    assert "letter of the directorate" in text and lead.printed_name in text
    assert 'k-P">P<' in text and 'k-J">J<' in text
    assert text.count("history-head") == 1
    assert client.get(f"{url}?all=1").content.decode().count("history-head") == 3
    assert (
        client.get(f"{url}?all=1&trainee={two[1].pk}").content.decode().count("history-head") == 1
    )
