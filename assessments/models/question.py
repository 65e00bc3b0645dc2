"""The question bank: a question exists once; its versions are frozen; languages are faces of it."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from accounts.countries import LANGUAGE_CHOICES
from assessments.querysets import QuestionVersionQuerySet
from courses.models import Module


class Bloom(models.TextChoices):
    REMEMBER = "remember", _("Remember")
    UNDERSTAND = "understand", _("Understand")
    APPLY = "apply", _("Apply")
    ANALYSE = "analyse", _("Analyse")
    EVALUATE = "evaluate", _("Evaluate")
    CREATE = "create", _("Create")


class Kind(models.TextChoices):
    SINGLE = "single", _("single choice")
    MULTIPLE = "multiple", _("multiple choice")
    TRUE_FALSE = "true-false", _("true or false")
    MATCHING = "matching", _("matching")
    ORDERING = "ordering", _("ordering")
    SHORT_TEXT = "short-text", _("short text")
    NUMERIC = "numeric", _("numeric")


class Question(models.Model):
    """The identity of an item, for ever; what it says and asks is in its versions."""

    key = models.SlugField(_("key"), max_length=40, unique=True)
    module = models.ForeignKey(
        Module,
        on_delete=models.PROTECT,
        related_name="questions",
        verbose_name=_("module"),
    )
    kind = models.CharField(_("kind"), max_length=12, choices=Kind.choices)
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
    bloom = models.CharField(_("Bloom level"), max_length=12, choices=Bloom.choices)
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

    `words` = {"options": {"a": "…"}, "option_feedback": {"a": "…"}, "feedback": "…"}.
    """

    class State(models.TextChoices):
        DRAFT = "draft", _("draft")
        CHECKED = "checked", _("checked")
        APPROVED = "approved", _("approved")

    version = models.ForeignKey(QuestionVersion, on_delete=models.PROTECT, related_name="faces")
    language = models.CharField(_("language"), max_length=2, choices=LANGUAGE_CHOICES)
    stem = models.TextField(_("question"))
    words = models.JSONField(_("words"), default=dict)
    state = models.CharField(_("state"), max_length=8, choices=State.choices, default=State.DRAFT)

    class Meta:
        verbose_name = _("face of a question")
        verbose_name_plural = _("faces of questions")
        constraints = [
            models.UniqueConstraint(fields=["version", "language"], name="one_face_per_language")
        ]

    def __str__(self) -> str:
        return f"{self.version} {self.language}"
