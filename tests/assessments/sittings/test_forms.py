"""Forms A and B: equal plans, no common item, crossed half and half over language and country."""

import datetime
import itertools
from collections import Counter

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assessments import refusals
from assessments.attempting import start_attempt
from assessments.closing import cancel_attempt, submit_attempt
from assessments.convening import forms_of
from assessments.crossover import A, B, Sitter, assign, assign_one
from assessments.drawing import assemble_forms, assign_forms, renew_forms
from assessments.models import (
    BlueprintLine,
    FaceFlag,
    FormAssignment,
    Question,
    QuestionVersion,
    Quiz,
    TestFormItem,
)
from assessments.opening import open_sitting
from assessments.refusals import Refusal
from assessments.selection import Candidate, Line, PoolTooSmall, draw_parallel
from courses.models import Activity, Cohort, Edition, Enrolment, Module
from tests.assessments.rulings.room import correct_key
from tests.factories.assessments import make_question
from tests.factories.courses import AFTER, FIRST_DAY, make_cohort, make_enrolment

people = st.lists(
    st.tuples(st.sampled_from(["fr", "en"]), st.sampled_from(["BFA", "MLI", "NER", "TCD", "MRT"])),
    max_size=60,
).map(lambda rows: [Sitter(str(n), *row) for n, row in enumerate(rows)])


def difference(forms) -> int:
    count = Counter(forms)
    return abs(count[A] - count[B])


@given(people=people, seed=st.text(max_size=8))
def test_the_class_each_language_and_each_country_of_a_language_are_halved(people, seed):
    forms = assign(people, seed=seed)
    assert set(forms) == {person.key for person in people}
    assert difference(forms.values()) <= 1
    for language in ("fr", "en"):
        spoken = [p for p in people if p.language == language]
        assert difference(forms[p.key] for p in spoken) <= 1
        for country in {p.country for p in spoken}:
            assert difference(forms[p.key] for p in spoken if p.country == country) <= 1


@given(people=people, seed=st.text(max_size=8), data=st.data())
def test_the_order_of_the_list_changes_nothing(people, seed, data):
    assert assign(data.draw(st.permutations(people)), seed=seed) == assign(people, seed=seed)


@given(people=people.filter(bool), seed=st.text(max_size=8))
def test_whoever_joins_later_restores_the_balance_of_the_nearest_circle(people, seed):
    *others, last = people
    forms = assign(others, seed=seed)
    taken = [(person, forms[person.key]) for person in others]
    chosen = assign_one(last, taken, seed=seed)
    same = [f for p, f in taken if (p.language, p.country) == (last.language, last.country)]
    if difference(same):
        assert difference([*same, chosen]) < difference(same)


@given(seed=st.text(max_size=6), count=st.integers(1, 4), spare=st.integers(0, 3))
def test_parallel_forms_have_one_plan_and_no_item_in_common(seed, count, spare):
    pool = [
        Candidate(f"{module}-{n}", module, ("single", "multiple")[n % 2], "apply")
        for module in ("M01", "M02")
        for n in range(2 * count + spare)
    ]
    lines = [Line("M01", count), Line("M02", count)]
    one, other = draw_parallel(lines, pool, seed=seed)
    assert not set(one) & set(other)
    for form in (one, other):
        assert Counter(key[:3] for key in form) == {"M01": count, "M02": count}
    with pytest.raises(PoolTooSmall):
        draw_parallel([Line("M01", count + spare + 1)], pool, seed=seed)


@given(seed=st.text(max_size=6))
def test_the_two_of_a_pair_are_alike_and_go_to_different_forms(seed):
    pool = [
        Candidate(f"{kind}-{bloom}-{n}", "M01", kind, bloom)
        for kind in ("single", "multiple")
        for bloom in ("apply", "analyse")
        for n in range(2)
    ]
    like = {one.key: (one.kind, one.bloom) for one in pool}
    # Two lines that draw from one module share no item either.
    one, other = draw_parallel([Line("M01", 1, "single"), Line("M01", 3)], pool, seed=seed)
    assert not set(one) & set(other) and len({*one, *other}) == 8
    assert Counter(like[key] for key in one) == Counter(like[key] for key in other)


@pytest.mark.django_db
class TestVerbs:
    """The same with rows."""

    START = datetime.datetime.combine(FIRST_DAY, datetime.time(9), tzinfo=datetime.UTC)

    @pytest.fixture
    def cohort(self):
        return make_cohort()

    @pytest.fixture
    def tests(self, cohort):
        """Pre-test and post-test of three items over a pool of eight."""
        module = Module.objects.get(course=cohort.edition.course, code="M01")
        for number in range(8):
            make_question(module, f"TE-{number}")
        Question.objects.update(pool="test")
        quizzes = []
        for key, forms in (("PRE", "first"), ("POST", "other")):
            activity = Activity.objects.get(course=cohort.edition.course, key=key)
            quiz = Quiz.objects.create(
                activity=activity, pool="test", policy="test", forms=forms, attempts_allowed=1
            )
            BlueprintLine.objects.create(quiz=quiz, position=1, module=module, count=3)
            open_sitting(cohort=cohort, quiz=quiz, opens_at=self.START, closes_at=AFTER)
            quizzes.append(quiz)
        return quizzes

    def assemble(self, quiz):
        return assemble_forms(quiz=quiz, seed="s", by=None, at=self.START, on=FIRST_DAY)

    def sit(self, enrolment, quiz):
        attempt = start_attempt(enrolment=enrolment, quiz=quiz, seed="x", at=self.START)
        submit_attempt(attempt=attempt, at=self.START)
        return attempt

    def test_before_forms_are_assembled_nobody_sits(self, cohort, tests):
        with pytest.raises(Refusal) as caught:
            self.sit(make_enrolment(cohort), tests[0])
        assert caught.value.code == refusals.NO_FORM

    def test_the_post_test_is_the_other_form(self, cohort, tests):
        forms = {form.code: form for form in self.assemble(tests[0])}
        people = [make_enrolment(cohort, position=n) for n in range(1, 5)]
        assert assign_forms(cohort=cohort, seed="s", at=self.START) == 4
        assert assign_forms(cohort=cohort, seed="s", at=self.START) == 0
        assert Counter(FormAssignment.objects.values_list("first", flat=True)) == {"A": 2, "B": 2}
        for person in people:
            before, after = (self.sit(person, quiz) for quiz in tests)
            assert {before.form.code, after.form.code} == {"A", "B"}
            assert before.form == forms[person.form_assignment.first]
            drawn = [
                list(a.items.values_list("version__question__key", flat=True))
                for a in (before, after)
            ]
            assert not set(drawn[0]) & set(drawn[1])
            # The same form holds the same items at the same places for everybody.
            assert drawn[0] == [
                place.version.question.key
                for place in before.form.items.select_related("version__question")
            ]

    def test_who_joins_late_is_assigned_at_the_door(self, cohort, tests):
        self.assemble(tests[0])
        make_enrolment(cohort, position=1)
        assign_forms(cohort=cohort, seed="s", at=self.START)
        newcomer = make_enrolment(cohort, position=2)
        self.sit(newcomer, tests[0])
        assert set(FormAssignment.objects.values_list("first", flat=True)) == {"A", "B"}
        for position in range(3, 11):
            make_enrolment(cohort, position=position)
            assign_forms(cohort=cohort, seed=str(position), at=self.START)
            assert difference(FormAssignment.objects.values_list("first", flat=True)) <= 1

    def test_language_and_country_of_each_person_are_halved(self, cohort, tests):
        self.assemble(tests[0])
        groups = list(itertools.product(("fr", "en"), ("NER", "BFA")))
        for position, (language, country) in enumerate(groups * 4, start=1):
            user = make_enrolment(cohort, position=position).user
            user.language, user.country = language, country
            user.save()
        gone = make_enrolment(cohort, position=17)
        gone.withdrawn_at = self.START
        gone.save()
        assert assign_forms(cohort=cohort, seed="s", at=self.START) == 16
        forms = Counter(
            FormAssignment.objects.values_list(
                "enrolment__user__language", "enrolment__user__country", "first"
            )
        )
        assert forms == {(*group, form): 2 for group in groups for form in (A, B)}

    def test_new_forms_leave_those_who_began_with_theirs(self, cohort, tests):
        self.assemble(tests[0])
        person = make_enrolment(cohort)
        before = self.sit(person, tests[0])
        one, _ = self.assemble(tests[0])
        assert one.number == 2
        after = self.sit(Enrolment.objects.get(pk=person.pk), tests[1])
        assert after.form.number == before.form.number == 1

    def renew(self, cohort, quiz):
        return renew_forms(quiz=quiz, cohort=cohort, seed="n", by=None, at=self.START)

    def test_forms_say_what_would_not_be_drawn_today(
        self, cohort, tests, django_assert_num_queries
    ):
        self.assemble(tests[0])
        assert forms_of(cohort, on=FIRST_DAY).stale == {}
        expired, withdrawn, flagged, replaced = (
            place.version for place in TestFormItem.objects.select_related("version__question")[:4]
        )
        QuestionVersion.objects.filter(pk=expired.pk).update(
            valid_until=FIRST_DAY - datetime.timedelta(days=1)
        )
        Question.objects.filter(pk=withdrawn.question_id).update(retired_at=self.START)
        FaceFlag.objects.create(
            face=flagged.faces.get(language="fr"),
            reason=FaceFlag.Reason.WORDING,
            raised_at=self.START,
        )
        correct_key(replaced, "b")
        with django_assert_num_queries(8):
            found = forms_of(cohort, on=FIRST_DAY)
        assert found.stale == {"expired": 1, "withdrawn": 1, "flagged": 1, "replaced": 1}
        assert not found.begun

    def test_forms_are_assembled_anew_until_somebody_has_begun(self, cohort, tests):
        self.assemble(tests[0])
        other = make_cohort("NIA24")
        people = [make_enrolment(cohort, position=n) for n in range(1, 4)]
        elsewhere = make_enrolment(other)
        for one in (cohort, other):
            assign_forms(cohort=one, seed="s", at=self.START)
        before = dict(FormAssignment.objects.values_list("enrolment", "first"))
        old = TestFormItem.objects.filter(form__number=1).first()
        assert old is not None
        Question.objects.filter(pk=old.version.question_id).update(retired_at=self.START)
        assert {form.number for form in self.renew(cohort, tests[0])} == {2}
        assert forms_of(cohort, on=FIRST_DAY).stale == {}
        # Everybody keeps the letter, other cohorts keep their forms.
        assert dict(FormAssignment.objects.values_list("enrolment", "first")) == before
        numbers = dict(FormAssignment.objects.values_list("enrolment", "number"))
        assert numbers == {elsewhere.pk: 1, **{person.pk: 2 for person in people}}
        attempt = self.sit(people[0], tests[0])
        assert attempt.form.number == 2
        drawn = list(attempt.items.values_list("version", flat=True))
        with pytest.raises(Refusal) as caught:
            self.renew(cohort, tests[0])
        assert caught.value.code == refusals.FORM_BEGUN
        assert forms_of(cohort, on=FIRST_DAY).begun
        assert list(attempt.items.values_list("version", flat=True)) == drawn
        # Another cohort has not begun with its own.
        assert {form.number for form in self.renew(other, tests[0])} == {3}
        Cohort.objects.filter(pk=other.pk).update(frozen_at=self.START)
        with pytest.raises(Refusal) as caught:
            self.renew(other, tests[0])
        assert caught.value.code == refusals.FROZEN

    def test_a_version_for_the_next_edition_waits_for_its_cohorts(self, cohort, tests):
        """Forms that another cohort left are told apart, and those assembled anew are right."""
        lock = self.START - datetime.timedelta(days=2)
        Edition.objects.filter(pk=cohort.edition_id).update(locked_at=lock)
        for question in Question.objects.all():
            kept_back = correct_key(question.versions.get(), "b")
            QuestionVersion.objects.filter(pk=kept_back.pk).update(
                for_next=True, published_at=lock + datetime.timedelta(days=1)
            )
        assemble_forms(quiz=tests[0], seed="s", by=None, at=self.START, on=FIRST_DAY)
        assert forms_of(cohort, on=FIRST_DAY).stale == {"replaced": 6}
        self.renew(cohort, tests[0])
        own = TestFormItem.objects.filter(form__number=2).select_related("version")
        assert {place.version.number for place in own} == {1}

    def test_an_attempt_that_was_cancelled_has_shown_its_form(self, cohort, tests):
        self.assemble(tests[0])
        attempt = start_attempt(
            enrolment=make_enrolment(cohort), quiz=tests[0], seed="x", at=self.START
        )
        cancel_attempt(attempt=attempt, reason="Power cut", by=None, at=self.START)
        with pytest.raises(Refusal) as caught:
            self.renew(cohort, tests[0])
        assert caught.value.code == refusals.FORM_BEGUN
