"""A question of the bank: the states of its versions and faces, and the verbs, by name."""

from typing import Any

from django.db import transaction

from assessments.authoring import load_questions
from assessments.checking import check_face
from assessments.completing import complete_face
from assessments.flagging import raise_flag, resolve_flag
from assessments.handling import Order, draft_of, handle
from assessments.kinds.base import LANGUAGES, ContentProblem
from assessments.models import FaceFlag, Question
from assessments.publishing import number_differences, publish_version
from assessments.refusals import Refusal
from assessments.rereading import written_on
from assessments.retiring import retire_question
from tests.assessments.bank.drafts import AT, STRUCTURE, approve, both, draft, published, words
from tests.factories.courses import make_course

NOTHING = "nothing"
OTHER = "Combien de jours, au plus ?"


class Ground:
    """The course, and the question as every cell finds it: without a version."""

    def __init__(self) -> None:
        self.course = make_course()
        self.module = self.course.modules.get(code="M01")
        self.row = Question.objects.create(key="Q-1", kind="single", module=self.module)

    @property
    def question(self) -> Question:
        return Question.objects.get(pk=self.row.pk)

    def newest(self):
        return self.question.versions.order_by("-number").first()

    def face(self, language="fr"):
        return self.newest().faces.select_related("version").get(language=language)

    def write(self, **changed):
        draft(self.question, **changed)

    def correct(self, change="wording", **french):
        self.write(faces=both(fr=words("fr", **(french or {"stem": OTHER}))), change=change)

    def load(self, **stem):
        """From a data file: the words of `drafts`, or a stem of its own."""
        said = {language: words(language) for language in LANGUAGES}
        items = [
            {
                "key": "Q-1",
                "kind": "single",
                "module": "M01",
                "bloom": "apply",
                "points": "1",
                "sources": ["S25"],
                "stem": {language: said[language]["stem"] for language in LANGUAGES} | stem,
                "feedback": texts(said, "feedback"),
                "options": [
                    {
                        "id": one,
                        "right": one in STRUCTURE["key"],
                        "text": texts(said, "options", one),
                        "feedback": texts(said, "option_feedback", one),
                    }
                    for one in STRUCTURE["options"]
                ],
            }
        ]
        load_questions(course=self.course, items=items, by=None, at=AT)

    def bring_french(self):
        """From a file of another system; the bank says no as it does there."""
        try:
            complete_face(
                question=self.question,
                structure=STRUCTURE,
                language="fr",
                face=words("fr"),
                files=(),
                by=None,
                at=AT,
            )
        except ContentProblem as problem:
            raise Refusal(problem.code) from None

    def all_faces(self, act):
        (outcome,) = handle([self.question], Order(act, by=None, at=AT))
        if outcome.refusal:
            raise outcome.refusal

    def publish(self, **more):
        publish_version(version=draft_of(self.question), by=None, at=AT, **more)

    def flag(self):
        raise_flag(face=self.face(), reason="wording", by=None, at=AT)

    def resolve(self, resolution="Reformulé"):
        flag = FaceFlag.objects.latest("pk")
        resolve_flag(flag=flag, resolution=resolution, by=None, at=AT)

    def save_over(self):
        """From a form that was opened on something else."""
        with transaction.atomic(), written_on(self.question, "what stood there before"):
            self.correct()

    def state(self):
        """Each version, French before English; then what is true of the question."""
        versions = self.question.versions.order_by("number").prefetch_related("faces")
        said = []
        for version in versions:
            states = {face.language: face.state for face in version.faces.all()}
            if version.published_at:
                assert set(states.values()) == {"approved"}
            shown = " ".join(states.get(one, "–") for one in LANGUAGES)
            said.append("published" if version.published_at else shown)
        unlike = ", other numbers" if said and number_differences(self.newest()) else ""
        flags = FaceFlag.objects.filter(face__version__question=self.row)
        flagged = " flagged" if flags.filter(resolved_at=None).exists() else ""
        resolved = " resolved" if flags and not flagged else ""
        retired = " retired" if self.question.retired_at else ""
        return (" + ".join(said) or NOTHING) + unlike + flagged + resolved + retired


def texts(said: dict[str, Any], *path: str) -> dict[str, str]:
    """Language → a text of the face."""
    found = {language: face["words"] for language, face in said.items()}
    for step in path:
        found = {language: inner[step] for language, inner in found.items()}
    return found


def with_draft(*acts):
    def bring(ground):
        ground.write()
        for act in acts:
            act(ground)

    return bring


def with_published(*acts):
    def bring(ground):
        published(ground.question)
        for act in acts:
            act(ground)

    return bring


def check(language="fr"):
    return lambda g: check_face(face=g.face(language), by=None, at=AT)


def approved(ground):
    approve(ground.newest())


def next_one(ground):
    ground.correct()


def next_published(ground):
    ground.correct()
    approve(ground.newest())
    ground.publish()


def retire(ground):
    retire_question(question=ground.question, at=AT)


def unlike(ground):
    ground.correct(stem="Combien de jours sur 30 ?")
    check("fr")(ground)
    check("en")(ground)


# Each is called as `state` calls it.
STATES = {
    NOTHING: lambda g: None,
    "– draft": lambda g: g.write(faces={"en": words("en")}),
    "draft draft": with_draft(),
    "draft draft flagged": with_draft(lambda g: g.flag()),
    "checked draft": with_draft(check()),
    "checked checked": with_draft(check(), check("en")),
    "checked checked, other numbers": with_draft(unlike),
    "approved approved": with_draft(approved),
    "published": with_published(),
    "published flagged": with_published(lambda g: g.flag()),
    "published resolved": with_published(lambda g: (g.flag(), g.resolve())),
    "published + draft approved": with_published(next_one),
    "published + approved approved": with_published(next_one, approved),
    "published + published": with_published(next_published),
    "published retired": with_published(retire),
    "published + approved approved retired": with_published(next_one, approved, retire),
}
