"""The roles table, its page of documentation and its groups say the same."""

import re

import pytest
from django.contrib.auth.models import Group, Permission
from django.core.management import call_command

from accounts import roles
from accounts.models import User
from accounts.roles import ROLES, abilities_of, is_staff, roles_with
from accounts.syncing import sync_roles
from tests.architecture.sources import ROOT
from tests.factories.people import make_user

ROW = re.compile(r"^\| `([\w-]+)` \|[^|]*\| (yes|no) \|([^|]*)\|([^|]*)\|$", re.MULTILINE)
WORD = re.compile(r"`([\w.-]+)`")


def test_the_page_says_what_the_table_says():
    rows = ROW.findall((ROOT / "docs" / "roles.md").read_text())
    documented = {
        key: (staff == "yes", set(WORD.findall(abilities)), set(WORD.findall(wagtail)))
        for key, staff, abilities, wagtail in rows
    }
    assert [key for key, *_rest in rows] == list(ROLES)
    assert documented == {
        key: (role.staff, set(role.abilities), set(role.wagtail)) for key, role in ROLES.items()
    }


def test_every_ability_belongs_to_some_role():
    named = {
        value for name, value in vars(roles).items() if name.isupper() and isinstance(value, str)
    } - set(ROLES)
    assert named == {ability for role in ROLES.values() for ability in role.abilities}


def test_only_trainees_and_cascade_trainers_are_no_staff():
    assert {key for key in ROLES if not is_staff({key})} == {"trainee", "cascade-trainer"}


def test_unknown_roles_give_nothing():
    assert abilities_of({"director"}) == frozenset()
    assert not is_staff({"director"})
    assert roles_with("fly") == []


@pytest.mark.django_db
def test_migrating_writes_the_groups():
    for key, role in ROLES.items():
        held = Group.objects.get(name=key).permissions.select_related("content_type")
        names = {f"{p.content_type.app_label}.{p.codename}" for p in held}
        assert names >= role.wagtail


@pytest.mark.django_db
def test_syncing_restores_what_is_missing_and_leaves_the_rest(capsys):
    editors = Group.objects.get(name="editor")
    editors.permissions.clear()
    other = Permission.objects.get(codename="view_user", content_type__app_label="accounts")
    editors.permissions.add(other)
    Group.objects.filter(name="donor").delete()
    call_command("sync_roles")
    assert capsys.readouterr().out == "9 roles\n"
    assert Group.objects.filter(name="donor").exists()
    assert set(editors.permissions.values_list("codename", flat=True)) == {
        "view_user",
        "access_admin",
    }


@pytest.mark.django_db
def test_syncing_names_what_is_not_there_yet():
    Permission.objects.filter(codename="access_admin").delete()
    assert sync_roles() == ["wagtailadmin.access_admin"]


@pytest.mark.django_db
def test_a_person_can_what_the_roles_can(django_assert_num_queries):
    person = make_user(roles=("assessor", "trainee"))
    person = type(person).objects.get(pk=person.pk)
    with django_assert_num_queries(1):
        assert person.can(roles.MARK_TEACHING)
        assert person.can(roles.TAKE_COURSE)
        assert not person.can(roles.FREEZE)
        assert person.is_staff
    person.is_active = False
    assert not person.can(roles.MARK_TEACHING)


@pytest.mark.django_db
@pytest.mark.parametrize("held", [(), ("trainee",), ("assessor", "trainee")])
def test_a_person_comes_with_all_roles_in_one_query(held, django_assert_num_queries):
    person = make_user(roles=held)
    person.groups.add(Group.objects.create(name="a group that is no role"))
    make_user("KONÉ Mariam", roles=("registrar",))
    with django_assert_num_queries(1):
        found = User.objects.with_roles(person.pk)
        assert found == person
        assert found.roles == frozenset(held)
        assert found.is_staff == ("assessor" in held)


@pytest.mark.django_db
def test_who_is_not_active_or_not_there_does_not_come():
    gone = make_user(roles=("trainee",), is_active=False)
    assert User.objects.with_roles(gone.pk) is None
    assert User.objects.with_roles(gone.pk + 1) is None


@pytest.mark.django_db
def test_a_superuser_is_a_technical_administrator_and_no_more():
    person = make_user(username="root", is_superuser=True)
    assert person.is_staff
    assert person.abilities == ROLES["technical"].abilities
