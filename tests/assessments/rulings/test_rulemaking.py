"""Rules in versions: a value changed is another version, seen before it is published."""

import re
from dataclasses import replace
from pathlib import Path

import pytest

from assessments import refusals
from assessments.bridge import rules_of
from assessments.deliberating import store_rules, tie_rules
from assessments.forms.rules import GROUPS, LABELS, RulesForm, value_words
from assessments.models import RuleSet as StoredRuleSet
from assessments.outcome.rulechanges import NAMES, rule_changes
from assessments.outcome.ruleset import RULES_V1, RuleSet, RuleSetError
from assessments.refusals import Refusal
from assessments.rulemaking import change_rules, drafted, effects_of, publish_rules
from courses.models import Cohort
from courses.refusals import Refused
from tests.assessments.player.room import address, signed_in
from tests.assessments.rulings.room import LATER, make_cohort, make_enrolment
from tests.factories.assessments import make_complete, tie_default_rules
from tests.factories.courses import make_colleague

ROW = re.compile(r"^\| `(\w+)` \| `[^`]*` \| ([^|]+) \|$", re.MULTILINE)


def test_every_value_has_its_field_and_the_source_of_the_documentation():
    assert set(LABELS) == set(RULES_V1.to_json()) - NAMES
    written = dict(ROW.findall(Path("docs/scoring.md").read_text()))
    for _title, rows in GROUPS:
        for name, _label, rule in rows:
            assert written[name].startswith(rule), name


def sent(**changes):
    return {name: _as_sent(value_words(getattr(RULES_V1, name))) for name in LABELS} | {
        "note": "nouveau seuil",
        **changes,
    }


def _as_sent(value):
    if isinstance(value, bool):
        return "on" if value else ""
    return str(value)


@pytest.mark.parametrize("written", ["57,5", "57.5", "57,50"])
def test_comma_and_point_are_the_same_number(written):
    form = RulesForm(sent(minimum_f=written), base=RULES_V1)
    assert form.is_valid(), form.errors
    draft = RuleSet(**form.values())
    assert [(c.name, str(c.before)) for c in rule_changes(RULES_V1, draft)] == [("minimum_f", "60")]
    assert draft.to_json()["minimum_f"] == "57.5"


def test_unchanged_values_come_back_unchanged():
    form = RulesForm(sent(), base=RULES_V1)
    assert form.is_valid(), form.errors
    assert rule_changes(RULES_V1, RuleSet(**form.values())) == []


@pytest.mark.parametrize(
    ("field", "value"),
    [("minimum_f", "soixante"), ("quiz_count", "-1"), ("rubric_weights", "4 4 a"), ("note", "")],
)
def test_what_cannot_be_read_is_refused_by_field(field, value):
    form = RulesForm(sent(**{field: value}), base=RULES_V1)
    assert not form.is_valid()
    assert set(form.errors) == {field}


@pytest.fixture
def cohort(db):
    cohort = make_cohort()
    tie_default_rules(cohort)
    return cohort


@pytest.fixture
def stored(cohort):
    return StoredRuleSet.objects.get()


@pytest.fixture
def lead(cohort):
    return make_colleague(cohort, "lead")


def publish(stored, lead, **values):
    return publish_rules(base=stored, values=values, note="seuil", by=lead, at=LATER)


def test_a_new_version_stands_beside_the_old_one_and_ties_nobody(cohort, stored, lead):
    before = (stored.parameters, stored.digest)
    made = publish(stored, lead, minimum_f=RULES_V1.minimum_f + 5)
    assert (made.version, made.note, made.published_by) == (2, "seuil", lead)
    assert made.digest != stored.digest
    stored.refresh_from_db()
    assert (stored.parameters, stored.digest) == before
    assert rules_of(Cohort.objects.get(pk=cohort.pk)) == RULES_V1
    third = publish(stored, lead, minimum_f=RULES_V1.minimum_f + 6)
    assert third.version == 3


def test_nothing_new_or_impossible_is_not_published(cohort, stored, lead):
    with pytest.raises(Refusal, match=refusals.NOTHING_NEW):
        publish(stored, lead)
    with pytest.raises(RuleSetError) as error:
        publish(stored, lead, weight_q=RULES_V1.weight_q * 2)
    assert "weight_q" in error.value.names
    with pytest.raises(Refusal, match=refusals.REASON_MISSING):
        publish_rules(base=stored, values={"quiz_count": 11}, note=" ", by=lead, at=LATER)
    assert StoredRuleSet.objects.count() == 1


def test_the_effect_is_told_then_an_open_cohort_is_tied(cohort, stored, lead):
    make_complete(make_enrolment(cohort))
    draft = drafted(stored, {"merit_f": RULES_V1.distinction_f})
    told = [(e.before, e.after) for e in effects_of(cohort, draft)]
    assert told == [("CRM", "CR")]
    made = publish(stored, lead, merit_f=RULES_V1.distinction_f)
    change_rules(cohort=cohort, rule_set=made)
    assert rules_of(Cohort.objects.get(pk=cohort.pk)).version == 2
    with pytest.raises(Refusal, match=refusals.RULES_TIED):
        change_rules(cohort=cohort, rule_set=made)


def test_the_register_is_told_the_figures_of_the_new_version(cohort, stored, lead):
    made = publish(stored, lead, late_after_minutes=20, half_after_minutes=45, catch_up_max=2)
    change_rules(cohort=cohort, rule_set=made)
    told = Cohort.objects.get(pk=cohort.pk)
    assert (told.late_after_minutes, told.half_after_minutes) == (20, 45)
    assert (told.catch_up_max, told.catch_up_working_days) == (2, RULES_V1.catch_up_working_days)


def test_a_frozen_cohort_keeps_its_version(cohort, stored, lead):
    made = publish(stored, lead, quiz_count=11)
    cohort.frozen_at = LATER
    cohort.save()
    with pytest.raises(Refusal, match=refusals.FROZEN):
        change_rules(cohort=cohort, rule_set=made)
    with pytest.raises(Refused, match=refusals.FROZEN):
        tie_rules(cohort=cohort, rule_set=made)
    browser, page = signed_in(lead), address("rule-set", made.pk)
    assert browser.get(f"{page}?cohort={cohort.code}").status_code == 404
    assert f'<option value="{cohort.code}"' not in browser.get(page).content.decode()
    assert rules_of(Cohort.objects.get(pk=cohort.pk)).version == 1


def test_a_version_that_is_stored_is_never_written_over(stored):
    before = (stored.parameters, stored.digest, stored.published_at)
    again = store_rules(rules=replace(RULES_V1, merit_f=RULES_V1.distinction_f), at=LATER)
    assert again == stored
    stored.refresh_from_db()
    assert (stored.parameters, stored.digest, stored.published_at) == before


def test_the_pages_show_the_differences_then_publish_and_tie(cohort, stored, lead):
    make_complete(make_enrolment(cohort))
    browser = signed_in(lead)
    where = address("new-rules", stored.pk)
    form = sent(merit_f="80,5")
    page = browser.post(where, form)
    text = page.content.decode()
    assert "80,5" in text
    assert "CRM → CR (1)" in text
    assert StoredRuleSet.objects.count() == 1
    browser.post(where, form | {"publish": "something else"})
    assert StoredRuleSet.objects.count() == 1
    assert browser.post(where, form | {"publish": page.context["draft"]}).status_code == 302
    made = StoredRuleSet.objects.get(version=2)
    assert made.digest in browser.get(address("rules")).content.decode()
    detail = address("rule-set", made.pk)
    assert "STAGIAIRE" in browser.get(f"{detail}?cohort={cohort.code}").content.decode()
    assert browser.post(detail, {"cohort": cohort.code}).status_code == 302
    assert browser.post(detail, {"cohort": cohort.code}).status_code == 409


def test_a_contradiction_is_named_beside_its_fields(cohort, stored, lead):
    page = signed_in(lead).post(address("new-rules", stored.pk), sent(weight_q="0,3"))
    assert {"weight_q", "weight_p", "weight_m", "weight_e"} == set(page.context["form"].errors)


def test_a_lead_ties_only_the_own_cohorts(cohort, stored, lead):
    other = make_cohort("AUTRE")
    made = publish(stored, lead, quiz_count=11)
    answer = signed_in(lead).post(address("rule-set", made.pk), {"cohort": other.code})
    assert answer.status_code == 404
