"""A freeze is checked against itself: each stored thing, tampered with, is named."""

import json

import pytest
from django.core.management import CommandError, call_command
from django.urls import reverse

from assessments.freezechecking import check_freeze
from assessments.models import CohortRules, Freeze, FrozenOutcome, Minutes, RuleSet
from certificates.minuting import keep_minutes
from tests.factories.assessments import make_complete, tie_default_rules
from tests.factories.courses import AFTER, make_cohort, make_colleague, make_enrolment
from tests.factories.jury import freeze_confirmed

pytestmark = pytest.mark.django_db


@pytest.fixture
def freeze():
    cohort = make_cohort()
    tie_default_rules(cohort)
    make_complete(make_enrolment(cohort))
    freeze = freeze_confirmed(cohort)
    keep_minutes(freeze=freeze, at=AFTER)
    return freeze


def faults(freeze):
    return check_freeze(Freeze.objects.get(pk=freeze.pk)).faults


def test_untouched(freeze):
    found = check_freeze(freeze)
    assert found.is_whole
    assert found.recomputed == found.stored == freeze.digest


def change_inputs(freeze):
    freeze.inputs[0]["E1"] = "81"
    freeze.save()


def change_results(freeze):
    freeze.results[0]["F"] = "99.00"
    freeze.save()


def change_jury(freeze):
    freeze.jury["decisions"][0]["decided"] = "CRD"
    freeze.save()


def change_digest(freeze):
    freeze.digest = "0" * 64
    freeze.save()


def edit_rules(freeze):
    rules = freeze.rule_set
    parameters = rules.parameters | {"weight_e": "10"}
    RuleSet.objects.filter(pk=rules.pk).update(parameters=parameters)


def spoil_inputs(freeze):
    freeze.inputs = [{"id": "x"}]
    freeze.save()


def change_rules(freeze):
    rules = freeze.rule_set
    RuleSet.objects.filter(pk=rules.pk).update(digest="0" * 64)


def change_minutes(freeze):
    Minutes.objects.update(pdf=b"%PDF other")


def lose_minutes(freeze):
    Minutes.objects.all().delete()


def lose_row(freeze):
    FrozenOutcome.objects.all().delete()


def test_a_newer_version_of_the_rules_changes_nothing_that_is_frozen(freeze):
    rules = freeze.rule_set
    newer = RuleSet.objects.create(
        identifier=rules.identifier,
        version=rules.version + 1,
        parameters=rules.parameters | {"version": rules.version + 1, "attendance_minimum": "1"},
        digest="1" * 64,
        published_at=AFTER,
    )
    CohortRules.objects.filter(cohort=freeze.cohort).update(rule_set=newer)
    found = check_freeze(Freeze.objects.get(pk=freeze.pk))
    assert found.is_whole and found.recomputed == freeze.digest


@pytest.mark.parametrize(
    ("tamper", "named"),
    [
        (change_inputs, {"digest", "recomputed"}),
        (change_results, {"digest", "row:{}:final"}),
        (change_jury, {"digest", "row:{}:decided"}),
        (change_digest, {"digest", "recomputed"}),
        (spoil_inputs, {"digest", "recomputed"}),
        (change_rules, {"rules", "digest"}),
        (edit_rules, {"rules", "recomputed"}),
        (change_minutes, {"minutes"}),
        (lose_minutes, {"minutes-missing"}),
        (lose_row, {"row-missing:{}"}),
    ],
)
def test_what_was_tampered_with_is_named(freeze, tamper, named):
    person = freeze.results[0]["id"]
    tamper(freeze)
    assert {code.format(person) for code in named} <= set(faults(freeze))


FIELDS = ["computed", "decided", "jury_reason", "attendance", "quizzes", "practicals", "teaching"]


@pytest.mark.parametrize("field", [*FIELDS, "exam", "final", "on20"])
def test_a_frozen_row_that_was_written_into(freeze, field):
    FrozenOutcome.objects.update(**{field: "AJO"})
    person = freeze.results[0]["id"]
    assert faults(freeze) == (f"row:{person}:{field}",)


def test_a_row_that_nobody_decided(freeze):
    stranger = make_enrolment(make_cohort("NIA24"))
    FrozenOutcome.objects.create(freeze=freeze, enrolment=stranger, computed="CR", decided="CR")
    assert faults(freeze) == (f"row-added:{stranger.pk}",)


def test_the_command(freeze, capsys):
    call_command("verify_freeze", "OUA16", "--json")
    found = json.loads(capsys.readouterr().out)
    assert (found["valid"], found["reasons"], found["cohort"]) == (True, [], "OUA16")
    assert found["recomputed"] == found["digest"] == freeze.digest
    change_minutes(freeze)
    with pytest.raises(CommandError) as refused:
        call_command("verify_freeze", "OUA16", "--json")
    assert refused.value.returncode == 1
    found = json.loads(capsys.readouterr().out)
    assert (found["valid"], found["reasons"]) == (False, ["minutes"])
    for code in ("NOWHERE", make_cohort("NIA24").code):
        with pytest.raises(CommandError) as refused:
            call_command("verify_freeze", code)
        assert refused.value.returncode == 2


def test_the_page_of_corrections_recomputes_when_asked(client, freeze):
    cohort = freeze.cohort
    client.force_login(make_colleague(cohort, "registrar"))
    with_it = {"recompute": "1"}
    page = f"/en{reverse('corrections', args=[cohort.code])[3:]}"
    assert "same digest" not in client.get(page).content.decode()
    assert "Recomputed: same digest" in client.get(page, with_it).content.decode()
    FrozenOutcome.objects.update(decided="CRD")
    said = client.get(page, with_it).content.decode()
    assert "same digest" not in said
    assert f"row:{freeze.results[0]['id']}:decided" in said
