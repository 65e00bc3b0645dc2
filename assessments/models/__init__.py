"""Models of the assessments; import them from here."""

from assessments.models.answerfile import AnswerFile
from assessments.models.attempt import Attempt, AttemptGrade, AttemptItem, AttemptStep, LateStep
from assessments.models.bank import FaceFlag, ImportBatch, ItemFigures, QuestionFile
from assessments.models.calibration import CalibrationSheet, SampleLesson
from assessments.models.deliberation import (
    Correction,
    Freeze,
    FrozenOutcome,
    OutcomeCode,
)
from assessments.models.dispute import Appeal, Irregularity
from assessments.models.extension import Extension
from assessments.models.jury import (
    Jury,
    JuryDecision,
    JuryMember,
    JuryWithdrawal,
    Minutes,
)
from assessments.models.marking import (
    Absence,
    ActionPlan,
    Criterion,
    Mark,
    Rubric,
    TeachingSheet,
)
from assessments.models.practical import (
    Checklist,
    ChecklistLine,
    PracticalGroup,
    PracticalSeat,
    PracticalSheet,
)
from assessments.models.question import (
    Bloom,
    ChangeKind,
    Pool,
    Question,
    QuestionFace,
    QuestionVersion,
)
from assessments.models.quiz import BlueprintLine, Quiz, QuizWindow, WindowChange
from assessments.models.reading import AnswerReading, UnmatchedAnswer
from assessments.models.regrade import Regrade
from assessments.models.ruleset import CohortRules, RuleSet
from assessments.models.testform import FormAssignment, FormCode, TestForm, TestFormItem
from assessments.models.turn import CommandTie, TeachingTurn

__all__ = [
    "Absence",
    "ActionPlan",
    "AnswerFile",
    "AnswerReading",
    "Appeal",
    "Attempt",
    "AttemptGrade",
    "AttemptItem",
    "AttemptStep",
    "Bloom",
    "BlueprintLine",
    "CalibrationSheet",
    "ChangeKind",
    "Checklist",
    "ChecklistLine",
    "CohortRules",
    "CommandTie",
    "Correction",
    "Criterion",
    "Extension",
    "FaceFlag",
    "FormAssignment",
    "FormCode",
    "Freeze",
    "FrozenOutcome",
    "ImportBatch",
    "Irregularity",
    "ItemFigures",
    "Jury",
    "JuryDecision",
    "JuryMember",
    "JuryWithdrawal",
    "LateStep",
    "Mark",
    "Minutes",
    "OutcomeCode",
    "Pool",
    "PracticalGroup",
    "PracticalSeat",
    "PracticalSheet",
    "Question",
    "QuestionFace",
    "QuestionFile",
    "QuestionVersion",
    "Quiz",
    "QuizWindow",
    "Regrade",
    "Rubric",
    "RuleSet",
    "SampleLesson",
    "TeachingSheet",
    "TeachingTurn",
    "TestForm",
    "TestFormItem",
    "UnmatchedAnswer",
    "WindowChange",
]
