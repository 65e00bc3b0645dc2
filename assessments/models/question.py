"""The question bank: a question exists once; its versions are frozen; languages are faces of it."""

from django.conf import settings
from django.db import models
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from accounts.countries import LANGUAGE_CHOICES
from assessments.kinds.registry import labels
from assessments.querysets import QuestionVersionQuerySet
from courses.models import Fact, Module


class Bloom(models.TextChoices):
    REMEMBER = "remember", _("Remember")
    UNDERSTAND = "understand", _("Understand")
    APPLY = "apply", _("Apply")
    ANALYSE = "analyse", _("Analyse")
    EVALUATE = "evaluate", _("Evaluate")
    CREATE = "create", _("Create")


def kind_choices() -> list[tuple[str, str]]:
    """Every kind, named in the reader's language. A function: a new kind migrates nothing."""
    return labels("fr" if (get_language() or "fr").startswith("fr") else "en")


class Pool(models.TextChoices):
    """What an item is drawn for. Items of the exam and of the tests never show in a quiz."""

    QUIZ = "quiz", _("quizzes")
    TEST = "test", _("pre-test and post-test")
    EXAM = "exam", _("final exam")


class ChangeKind(models.TextChoices):
    """What it means for the other language that one alone changed."""

    WORDING = "wording", _("wording: the other language says the same")
    MEANING = "meaning", _("meaning: the other language has to be read again")


class Question(models.Model):
    """The identity of an item, for ever; what it says and asks is in its versions.

    An imported question may wait without a module: it is in no pool until it has one.
    `external_id` is the identity it had in the file, `import_digest` the SHA-256 of what the file
    said: by either a second import knows it again.
    """

    key = models.SlugField(_("key"), max_length=40, unique=True)
    name = models.CharField(_("name"), max_length=200, blank=True)
    module = models.ForeignKey(
        Module,
        on_delete=models.PROTECT,
        related_name="questions",
        verbose_name=_("module"),
        null=True,
        blank=True,
    )
    kind = models.CharField(_("kind"), max_length=12, choices=kind_choices)
    pool = models.CharField(_("pool"), max_length=4, choices=Pool.choices, default=Pool.QUIZ)
    tags = models.JSONField(_("tags"), default=list, blank=True)
    external_id = models.CharField(_("identity in its file"), max_length=100, blank=True)
    import_digest = models.CharField(max_length=64, blank=True, db_index=True)
    imported_from = models.ForeignKey(
        "assessments.ImportBatch",
        on_delete=models.PROTECT,
        related_name="questions",
        null=True,
        blank=True,
        verbose_name=_("imported from"),
    )
    # What the item rests on: when a fact is not in force, the item is out of its pools by itself.
    facts = models.ManyToManyField(
        Fact, related_name="questions", verbose_name=_("facts"), blank=True
    )
    retired_at = models.DateTimeField(_("retired at"), null=True, blank=True)

    class Meta:
        verbose_name = _("question")
        verbose_name_plural = _("questions")
        ordering = ["module", "key"]

    def __str__(self) -> str:
        return self.key


class QuestionVersion(models.Model):
    """One state of a question. Once published it is never edited.

    `structure` is neutral of language: {"options": ["a", "b"], "key": ["a"], ...} as the kind
    defines it. The structure digest covers kind, structure, points and scheme; the content digest
    also the words of both faces: a corrected accent changes only the second.
    """

    question = models.ForeignKey(Question, on_delete=models.PROTECT, related_name="versions")
    number = models.PositiveSmallIntegerField(_("version"))
    structure = models.JSONField(_("structure"))
    scheme = models.SlugField(_("scoring scheme"), max_length=24)
    points = models.DecimalField(_("points"), max_digits=5, decimal_places=2, default=1)
    bloom = models.CharField(_("Bloom level"), max_length=12, choices=Bloom.choices, blank=True)
    sources = models.JSONField(_("sources"), default=list, blank=True)
    valid_from = models.DateField(_("valid from"), null=True, blank=True)
    valid_until = models.DateField(_("valid until"), null=True, blank=True)
    valid_as_of = models.CharField(_("valid as of"), max_length=80, blank=True)
    structure_digest = models.CharField(max_length=64, blank=True)
    content_digest = models.CharField(max_length=64, blank=True)
    created_at = models.DateTimeField()
    created_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+"
    )
    published_at = models.DateTimeField(_("published at"), null=True, blank=True)
    published_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+"
    )
    change_reason = models.CharField(_("reason of the change"), max_length=300, blank=True)
    # Said by whoever changed one language alone; empty where nobody had to be asked.
    change_kind = models.CharField(max_length=8, choices=ChangeKind.choices, blank=True)

    # A cohort whose edition was locked before this was published goes on with the version before.
    for_next = models.BooleanField(_("for the next edition only"), default=False)

    objects = QuestionVersionQuerySet.as_manager()

    class Meta:
        verbose_name = _("version of a question")
        verbose_name_plural = _("versions of questions")
        ordering = ["question", "-number"]
        constraints = [
            models.UniqueConstraint(fields=["question", "number"], name="question_version_once")
        ]

    def __str__(self) -> str:
        return f"{self.question.key} v{self.number}"


class QuestionFace(models.Model):
    """The words of one version in one language.

    `words` = {"options": {"a": "…"}, "option_feedback": {"a": "…"}, "feedback": "…"}, by the ids of
    the structure. With `markup` html stem and words hold sanitised HTML, else plain text.
    """

    class Markup(models.TextChoices):
        PLAIN = "plain", _("plain text")
        HTML = "html", _("formatted text")

    class State(models.TextChoices):
        DRAFT = "draft", _("draft")
        CHECKED = "checked", _("checked")
        APPROVED = "approved", _("approved")

    version = models.ForeignKey(QuestionVersion, on_delete=models.PROTECT, related_name="faces")
    language = models.CharField(_("language"), max_length=2, choices=LANGUAGE_CHOICES)
    stem = models.TextField(_("question"))
    words = models.JSONField(_("words"), default=dict)
    markup = models.CharField(max_length=5, choices=Markup.choices, default=Markup.PLAIN)
    state = models.CharField(_("state"), max_length=8, choices=State.choices, default=State.DRAFT)
    checked_at = models.DateTimeField(null=True, blank=True)
    checked_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+"
    )
    approved_at = models.DateTimeField(null=True, blank=True)
    approved_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+"
    )

    class Meta:
        verbose_name = _("face of a question")
        verbose_name_plural = _("faces of questions")
        constraints = [
            models.UniqueConstraint(fields=["version", "language"], name="one_face_per_language")
        ]

    def __str__(self) -> str:
        return f"{self.version} {self.language}"
