"""Wagtail's pages for people work with our user."""

import pytest

from accounts.models import User
from tests.factories.courses import make_cohort, make_enrolment
from tests.factories.people import make_user

pytestmark = pytest.mark.django_db

NEW = {
    "username": "issa",
    "printed_name": "KABORÉ Issa",
    "language": "fr",
    "password1": "",
    "password2": "",
}


@pytest.fixture
def admin(client):
    user = make_user("SAWADOGO Awa", roles=("technical",), username="technical")
    client.force_login(user)
    return user


def test_the_list_finds_a_printed_name(client, admin):
    make_user("N’DIAYE Aïssata", username="somebody")
    assert "DIAYE" in client.get("/admin/users/", {"q": "Aïssata"}).content.decode()
    assert "DIAYE" not in client.get("/admin/users/", {"q": "Zorro"}).content.decode()


def test_the_pages_show_our_fields(client, admin):
    for address in ("/admin/users/new/", f"/admin/users/edit/{admin.pk}/"):
        text = client.get(address).content.decode()
        assert 'name="printed_name"' in text
        assert 'name="first_name"' not in text


def test_a_person_without_a_password_gets_an_unusable_one(client, admin):
    assert client.post("/admin/users/new/", NEW).status_code == 302
    person = User.objects.get(username="issa")
    assert not person.has_usable_password()
    assert person.sort_key == "KABORÉ Issa"


def test_a_password_must_be_a_good_one(client, admin):
    for password, stored in (("short", False), ("a long enough sentence", True)):
        client.post("/admin/users/new/", {**NEW, "password1": password, "password2": password})
        assert User.objects.filter(username="issa").exists() is stored
    assert User.objects.get(username="issa").check_password("a long enough sentence")


@pytest.mark.parametrize(
    "wrong",
    [{"username": "TECHNICAL"}, {"printed_name": "R2-D2"}, {"printed_name": ""}],
)
def test_what_cannot_be_stored_is_refused_and_kept_on_the_page(client, admin, wrong):
    response = client.post("/admin/users/new/", {**NEW, "country": "MLI", **wrong})
    assert response.status_code == 200
    assert User.objects.count() == 1
    assert response.context["form"]["country"].value() == "MLI"


def test_editing_keeps_the_password(client, admin):
    person = make_user(username="issa", password="a long enough sentence")
    data = {**NEW, "printed_name": "KABORÉ Issa Junior", "is_active": "on"}
    assert client.post(f"/admin/users/edit/{person.pk}/", data).status_code == 302
    person.refresh_from_db()
    assert person.printed_name == "KABORÉ Issa Junior"
    assert person.check_password("a long enough sentence")


def test_somebody_with_records_is_not_deleted(client):
    client.force_login(make_user("SAWADOGO Awa", username="root", is_superuser=True))
    kept = make_enrolment(make_cohort()).user
    free = make_user("Li", username="free")
    for person in (kept, free):
        client.post(f"/admin/users/delete/{person.pk}/")
    assert User.objects.filter(pk=kept.pk).exists()
    assert not User.objects.filter(pk=free.pk).exists()


@pytest.mark.parametrize("role", ["registrar", "editor", "lead"])
def test_other_roles_do_not_manage_people(client, role):
    client.force_login(make_user(roles=(role,)))
    assert client.get("/admin/users/").status_code == 302


def test_ones_own_settings_ask_for_no_first_name(client, admin):
    text = client.get("/admin/account/").content.decode()
    assert "first_name" not in text
    assert "name_email" not in text
    assert "preferred_language" in text
