"""Models of the assessments; import them from here."""

from assessments.models.attempt import Attempt, AttemptGrade, AttemptItem, AttemptStep
from assessments.models.deliberation import (
    Correction,
    Freeze,
    FrozenOutcome,
    OutcomeCode,
)
from assessments.models.marking import (
    Absence,
    ActionPlan,
    Criterion,
    Mark,
    Rubric,
    TeachingSheet,
)
from assessments.models.question import (
    Bloom,
    Kind,
    Question,
    QuestionFace,
    QuestionVersion,
)
from assessments.models.quiz import BlueprintLine, Quiz, QuizWindow
from assessments.models.ruleset import CohortRules, RuleSet

__all__ = [
    "Absence",
    "ActionPlan",
    "Attempt",
    "AttemptGrade",
    "AttemptItem",
    "AttemptStep",
    "Bloom",
    "BlueprintLine",
    "CohortRules",
    "Correction",
    "Criterion",
    "Freeze",
    "FrozenOutcome",
    "Kind",
    "Mark",
    "OutcomeCode",
    "Question",
    "QuestionFace",
    "QuestionVersion",
    "Quiz",
    "QuizWindow",
    "Rubric",
    "RuleSet",
    "TeachingSheet",
]
