"""Texts that are no page and no item: catalogue, rubric, checklists, sample lessons, certificates.

They are written in both languages at once, and so are checked as a pair.
"""

from collections.abc import Iterator, Mapping
from typing import Any, NamedTuple

from django.conf import settings
from django.db.models import Model

from assessments.models import ChecklistLine, Criterion, SampleLesson
from assessments.parity import text_differences
from certificates.models import IssuingBody, Signatory
from cms.findings import Finding, numbers_told
from cms.glossing import check_words
from courses.models import Activity, Cohort, Course, Fact, FundingLine, Module

MISSING_TITLE = "missing-title"
MISSING_WORDS = "missing-words"
TERM = "forbidden-term"
NUMBERS = "numbers-differ"


class Pair(NamedTuple):
    """One text in its languages, with where it stands."""

    where: str
    field: str
    words: Mapping[str, str]
    lacking: str = MISSING_WORDS


def text_faults() -> Iterator[Finding]:
    """A language that is missing, numbers that differ, variants that the glossary forbids."""
    languages = [code for code, _ in settings.WAGTAIL_CONTENT_LANGUAGES]
    for pair in _pairs():
        missing = [one for one in languages if not pair.words.get(one, "").strip()]
        for language in missing:
            yield Finding(pair.where, f"{pair.field} ({language})", pair.lacking)
        for language, text in pair.words.items():
            for hit in check_words(text, language):
                detail = f"{hit.variant} → {hit.term}"
                yield Finding(pair.where, f"{pair.field} ({language})", TERM, detail)
        if not missing:
            ours, theirs = pair.words["fr"], pair.words["en"]
            for one in text_differences(pair.field, ours, theirs):
                yield Finding(pair.where, pair.field, NUMBERS, numbers_told(one))


def _pairs() -> Iterator[Pair]:
    for course in Course.objects.all():
        yield _pair(course.key, course, "title", MISSING_TITLE)
    for module in Module.objects.all():
        yield _pair(module.code, module, "title", MISSING_TITLE)
    for activity in Activity.objects.all():
        yield _pair(activity.key, activity, "title", MISSING_TITLE)
    for fact in Fact.objects.all():
        yield _pair(f"fact {fact.key}", fact, "statement")
    yield from _marking()
    yield from _certificates()


def _marking() -> Iterator[Pair]:
    for criterion in Criterion.objects.select_related("rubric"):
        where = f"{criterion.rubric} {criterion.code}"
        yield _pair(where, criterion, "name")
        said = {language: list(levels) for language, levels in criterion.descriptors.items()}
        for level in range(max(map(len, said.values()), default=0)):
            words = {one: texts[level] for one, texts in said.items() if level < len(texts)}
            yield Pair(where, f"level {level}", words)
    for line in ChecklistLine.objects.select_related("checklist__activity"):
        yield _pair(f"{line.checklist.activity.key} line {line.position}", line, "text")
    for sample in SampleLesson.objects.all():
        yield _pair(sample.key, sample, "title")
        yield _pair(sample.key, sample, "transcript")
        for code, reason in sample.reasons.items():
            yield Pair(sample.key, f"reason {code}", reason)


def _certificates() -> Iterator[Pair]:
    """What is printed on certificates, and the names of cohorts."""
    for cohort in Cohort.objects.all():
        yield _pair(cohort.code, cohort, "name")
        yield _pair(cohort.code, cohort, "venue_city")
    for body in IssuingBody.objects.select_related("cohort"):
        yield _pair(f"{body.cohort.code} issuing body {body.position}", body, "name")
    for signatory in Signatory.objects.select_related("cohort"):
        yield _pair(f"{signatory.cohort.code} signatory {signatory.position}", signatory, "title")
    for line in FundingLine.objects.select_related("cohort"):
        yield _pair(f"{line.cohort.code} {line.grant_code}", line, "wording")


def _pair(where: str, row: Model, field: str, lacking: str = MISSING_WORDS) -> Pair:
    return Pair(where, field, _faces(getattr(row, field)), lacking)


def _faces(text: Any) -> dict[str, str]:
    """A bilingual field as a mapping; words without a language are those of none."""
    data = getattr(text, "data", text)
    return dict(data) if isinstance(data, Mapping) else {}
