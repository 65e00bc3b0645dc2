"""A quiz that many people sat, with known abilities: for tests and for the bench."""

import numpy as np

from assessments.models import BlueprintLine, QuestionVersion, Quiz
from courses.models import Activity, Cohort, Enrolment
from tests.factories.assessments import make_question
from tests.factories.courses import make_enrolment
from tests.factories.sittings import Given, sit_quiz

OPTIONS = ("a", "b", "c", "d")


def make_sat_quiz(
    cohort: Cohort,
    *,
    people: int,
    items: int,
    key: str = "Q01",
    seed: int = 1,
    unfair: float = 0.0,
) -> tuple[Quiz, list[QuestionVersion], list[Enrolment]]:
    """Single-choice items of rising difficulty; every second person answers in English.

    The first item is harder in English by `unfair` (log odds); of the wrong options, b is chosen
    three times as often as c, and nobody ever chooses d.
    """
    activity = Activity.objects.get(course=cohort.edition.course, key=key)
    assert activity.module is not None
    versions = [
        make_question(activity.module, f"{key}-{number:02}".lower())
        for number in range(1, items + 1)
    ]
    quiz = Quiz.objects.create(activity=activity)
    BlueprintLine.objects.create(quiz=quiz, position=1, module=activity.module, count=items)
    enrolments = [make_enrolment(cohort, position=number) for number in range(1, people + 1)]
    sit_quiz(quiz, enrolments, versions, answers_of(people, items, seed=seed, unfair=unfair))
    return quiz, versions, enrolments


def answers_of(people: int, items: int, *, seed: int, unfair: float = 0.0):
    """What each person answers to each item (see `make_sat_quiz`)."""
    generator = np.random.default_rng(seed)
    ability = generator.normal(0, 1, people)[:, None]
    difficulty = np.linspace(-2, 1.5, items)[None, :]
    english = (np.arange(people) % 2 == 1)[:, None]
    harder = np.where(np.arange(items) == 0, unfair, 0.0)[None, :]
    chance = 1 / (1 + np.exp(-(1.3 * (ability - difficulty) - english * harder)))
    right = generator.random((people, items)) < chance
    slips = generator.random((people, items)) < 0.75

    def answer(person: int, item: int) -> Given:
        language = "en" if person % 2 else "fr"
        if right[person, item]:
            return Given(["a"], "1", language)
        return Given(["b" if slips[person, item] else "c"], "0", language)

    return answer
