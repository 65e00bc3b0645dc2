"""What keeps a version from trainees, drafts with one face, and which items a pool draws."""

import copy
import datetime
from typing import Any

import pytest

from assessments import publishing, refusals
from assessments.drafting import write_draft
from assessments.filing import file_question
from assessments.flagging import raise_flag, resolve_flag
from assessments.kinds.base import ContentProblem
from assessments.models import Question, QuestionVersion
from assessments.publishing import missing_for_publication, publish_version
from assessments.refusals import Refusal
from assessments.retiring import bring_back_question, retire_question
from tests.assessments.bank.drafts import AT, DETAILS, approve, both, draft, published, words
from tests.factories.courses import make_course

pytestmark = pytest.mark.django_db
DAY = datetime.date(2016, 2, 1)


@pytest.fixture
def module():
    return make_course().modules.get(code="M01")


@pytest.fixture
def question(module):
    return Question.objects.create(key="Q-1", kind="single", module=module)


def missing(version):
    with pytest.raises(Refusal) as refused:
        publish_version(version=version, by=None, at=AT)
    assert refused.value.code == refusals.NOT_READY
    version.refresh_from_db()
    assert version.published_at is None
    found: Any = refused.value.details["missing"]
    return [(one.code, one.where) for one in found]


def test_a_complete_version_is_published_once(question):
    version = draft(question)
    approve(version)
    assert publish_version(version=version, by=None, at=AT) is True
    later = AT + datetime.timedelta(days=1)
    assert publish_version(version=version, by=None, at=later) is False
    version.refresh_from_db()
    assert version.published_at == AT


@pytest.mark.parametrize(
    ("details", "code"),
    [({"bloom": ""}, publishing.BLOOM), ({"sources": []}, publishing.SOURCE)],
)
def test_details_are_wanted(question, details, code):
    version = draft(question, details={**DETAILS, **details})
    approve(version)
    assert missing(version) == [(code, "")]


def test_a_question_without_module_waits():
    version = draft(Question.objects.create(key="Q-2", kind="single"))
    approve(version)
    assert missing(version) == [(publishing.MODULE, "")]


@pytest.mark.parametrize("language", ["fr", "en"])
def test_both_faces_are_wanted(question, language):
    version = draft(question, faces=both(**{language: words(language, stem=" ")}))
    other = {"fr": "en", "en": "fr"}[language]
    approve(version, languages=other)
    assert missing(version) == [(publishing.FACE, language)]


def test_both_approvals_are_wanted(question):
    version = draft(question)
    approve(version, languages="fr")
    assert missing(version) == [(publishing.NOT_APPROVED, "en")]


def test_feedback_is_wanted_for_every_option(question):
    poor = words("en")
    poor["words"]["option_feedback"]["b"] = " "
    poor["words"]["feedback"] = ""
    version = draft(question, faces=both(en=poor))
    approve(version)
    assert missing(version) == [(publishing.FEEDBACK, "en"), (publishing.FEEDBACK, "en b")]


def test_numbers_are_compared_again(question):
    version = draft(question)
    approve(version)
    face = version.faces.get(language="fr")
    face.words["feedback"] = "parce que 3"
    face.save()
    version = QuestionVersion.objects.get(pk=version.pk)
    assert [one.code for one in missing_for_publication(version)] == [publishing.NUMBERS]


def test_a_question_in_no_language_is_refused(question):
    with pytest.raises(Refusal, match=refusals.BOTH_FACES_MISSING):
        draft(question, faces={})
    assert not question.versions.exists()


def test_a_text_that_one_face_lacks_is_named(question):
    poor = words("en")
    poor["words"]["options"].pop("b")
    with pytest.raises(ContentProblem) as problem:
        draft(question, faces=both(en=poor))
    assert (problem.value.code, problem.value.where) == ("text-missing", "en options b")


def test_answers_of_a_language_wait_for_its_face(module):
    question = Question.objects.create(key="Q-3", kind="short-text", module=module)
    structure = {"key": {"fr": ["ZLA"], "en": [], "ignore": ""}, "normalise": "default"}
    face = {"stem": "Sigle ?", "words": {"feedback": "ZLA"}}
    common: dict[str, Any] = {"question": question, "structure": structure, "details": DETAILS}
    version = write_draft(**common, faces={"fr": face}, by=None, at=AT)
    codes = {one.code for one in missing_for_publication(version)}
    assert {publishing.CONTENT, publishing.FACE} <= codes
    with pytest.raises(ContentProblem, match="answers-missing"):
        write_draft(**common, faces={"fr": face, "en": face}, by=None, at=AT)


def test_a_draft_is_edited_where_it_stands_and_a_published_version_never(question):
    version = draft(question)
    again = draft(question, faces=both(fr=words("fr", stem="Combien ?")))
    assert (again.pk, question.versions.count()) == (version.pk, 1)
    approve(again)
    publish_version(version=again, by=None, at=AT)
    same = draft(question, faces=both(fr=words("fr", stem="Combien ?")))
    assert same.pk == version.pk
    new = draft(question, faces=both(fr=words("fr", stem="Combien donc ?")), reason="Accent")
    assert (new.number, new.change_reason, new.published_at) == (2, "Accent", None)
    assert new.structure_digest == version.structure_digest


def test_points_have_one_way_to_be_written(question):
    digests = {
        draft(question, details={**DETAILS, "points": points}).structure_digest
        for points in ("1", "1.00", 1, None)
    }
    assert len(digests) == 1


def live(pool=""):
    return list(QuestionVersion.objects.live(on=DAY, pool=pool))


def test_only_the_pool_of_the_question_draws_it(question):
    version = published(question)
    assert (live("quiz"), live("exam"), live()) == ([version], [], [version])


@pytest.mark.parametrize("pool", ["quiz", "test", "exam"])
def test_an_open_flag_keeps_an_item_out_of_tests_and_exam(question, pool):
    version = published(question)
    file_question(question=question, pool=pool)
    flag = raise_flag(face=version.faces.get(language="en"), reason="wording", by=None, at=AT)
    assert live(pool) == ([version] if pool == "quiz" else [])
    with pytest.raises(Refusal, match=refusals.NOTHING_WRITTEN):
        resolve_flag(flag=flag, resolution=" ", by=None, at=AT)
    resolve_flag(flag=flag, resolution="Reformulé", by=None, at=AT)
    assert live(pool) == [version]
    with pytest.raises(Refusal, match=refusals.ALREADY_RESOLVED):
        resolve_flag(flag=flag, resolution="Encore", by=None, at=AT)


def test_a_flag_on_an_earlier_version_keeps_the_newer_one_out(question):
    first = published(question)
    file_question(question=question, pool="exam")
    raise_flag(face=first.faces.get(language="fr"), reason="wording", by=None, at=AT)
    published(question, faces=both(fr=words("fr", stem="Combien de jours, au plus ?")))
    assert live("exam") == []


def test_one_open_flag_of_a_reason(question):
    face = published(question).faces.get(language="fr")
    raise_flag(face=face, reason="key", by=None, at=AT)
    with pytest.raises(Refusal, match=refusals.ALREADY_FLAGGED):
        raise_flag(face=face, reason="key", by=None, at=AT)
    raise_flag(face=face, reason="wording", by=None, at=AT)
    assert face.flags.count() == 2


@pytest.mark.parametrize("language", ["fr", "en"])
def test_a_face_that_is_not_approved_keeps_its_item_out(question, language):
    version = published(question)
    version.faces.filter(language=language).update(state="checked")
    assert live() == []


def test_retired_and_brought_back(question):
    version = published(question)
    assert retire_question(question=question, at=AT) is True
    assert (retire_question(question=question, at=AT), live()) == (False, [])
    with pytest.raises(Refusal, match=refusals.RETIRED):
        new = draft(question, faces=both(fr=words("fr", stem="Combien donc ?")))
        approve(new, languages="fr")
        publish_version(version=new, by=None, at=AT)
    assert bring_back_question(question=question) is True
    assert live() == [version]
    assert bring_back_question(question=question) is False


def test_filing_says_whether_it_changed_anything(question, module):
    other = module.course.modules.get(code="M02")
    assert file_question(question=question, module=other) is True
    assert file_question(question=question, module=other, pool="quiz") is False
    assert (question.module, question.pool) == (other, "quiz")


def test_a_flagged_face_cannot_be_emptied(question):
    version = draft(question)
    raise_flag(face=version.faces.get(language="en"), reason="wording", by=None, at=AT)
    with pytest.raises(Refusal, match=refusals.FACE_KEPT):
        draft(question, faces={"fr": copy.deepcopy(words("fr"))})
