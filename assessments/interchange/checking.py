"""The last look at every question, whatever its format: names, fractions, and what is odd. Pure."""

from dataclasses import replace
from fractions import Fraction

from assessments.interchange.collecting import Collector
from assessments.interchange.fractions import percent_written, unlisted
from assessments.interchange.naming import clean_name, made_name
from assessments.interchange.notes import QuestionProblem
from assessments.interchange.question import Answer, ImportedQuestion, Option


def checked(question: ImportedQuestion, collector: Collector) -> ImportedQuestion:
    """The question with a name, its pictures and its notes.

    Raises QuestionProblem for a question without any words or answers.
    """
    if not question.stem and not question.name:
        raise QuestionProblem("empty-question")
    if question.type in ("short-text", "numeric") and not question.answers:
        raise QuestionProblem("no-answers")
    _shares(question, collector)
    if question.type == "matching":
        alone = sum(not pair.left for pair in question.pairs)
        if alone:
            collector.note("distractors", str(alone))
        if len(question.pairs) - alone < 1:
            raise QuestionProblem("too-few-pairs", str(len(question.pairs) - alone))
    name = clean_name(question.name) or made_name(question.stem)
    return replace(
        question,
        name=name,
        files=(*question.files, *collector.files),
        notes=(*question.notes, *collector.notes),
    )


def _shares(question: ImportedQuestion, collector: Collector) -> None:
    worth: tuple[Option | Answer, ...] = (*question.options, *question.answers)
    shares = [each.fraction for each in worth]
    for share in dict.fromkeys(shares):
        if unlisted(share):
            collector.note("fraction-unlisted", percent_written(share))
    taking = [percent_written(share) for share in dict.fromkeys(shares) if share < 0]
    if taking:
        collector.note("negative-fractions", ", ".join(taking))
    if not shares:
        return
    if max(shares) <= 0:
        collector.note("nothing-right")
    elif question.type == "multiple":
        right = sum((share for share in shares if share > 0), Fraction(0))
        if right != 1:
            collector.note("positive-sum", percent_written(right))
    elif max(shares) < 1:
        collector.note("no-full-answer", percent_written(max(shares)))
    elif question.type == "single" and shares.count(max(shares)) > 1:
        collector.note("several-full-answers")
