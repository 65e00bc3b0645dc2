"""Parallel forms A and B of pre-test and post-test, and who starts with which."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from assessments.models.question import QuestionVersion
from courses.models import Course, Enrolment


class FormCode(models.TextChoices):
    A = "A", "A"
    B = "B", "B"


class TestForm(models.Model):
    """A fixed list of items. Once somebody sat it, it is never changed: a new number replaces it.

    Two forms of one number have the same blueprint and no item in common.
    """

    __test__ = False  # not a test of pytest's

    course = models.ForeignKey(Course, on_delete=models.PROTECT, related_name="test_forms")
    number = models.PositiveSmallIntegerField(_("number"))
    code = models.CharField(_("form"), max_length=1, choices=FormCode.choices)
    seed = models.CharField(max_length=64)
    assembled_at = models.DateTimeField()
    assembled_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+"
    )

    class Meta:
        verbose_name = _("form of a test")
        verbose_name_plural = _("forms of tests")
        ordering = ["course", "-number", "code"]
        constraints = [
            models.UniqueConstraint(
                fields=["course", "number", "code"], name="test_form_once_per_number_and_code"
            )
        ]

    def __str__(self) -> str:
        return f"{self.code}{self.number}"


class TestFormItem(models.Model):
    """One place of a form."""

    __test__ = False

    form = models.ForeignKey(TestForm, on_delete=models.PROTECT, related_name="items")
    position = models.PositiveSmallIntegerField()
    version = models.ForeignKey(QuestionVersion, on_delete=models.PROTECT, related_name="+")

    class Meta:
        ordering = ["form", "position"]
        constraints = [
            models.UniqueConstraint(fields=["form", "position"], name="form_position_once"),
            models.UniqueConstraint(fields=["form", "version"], name="form_version_once"),
        ]

    def __str__(self) -> str:
        return f"{self.form} #{self.position}"


class FormAssignment(models.Model):
    """The form a trainee starts with; the post-test takes the other one of the same number."""

    enrolment = models.OneToOneField(
        Enrolment, on_delete=models.PROTECT, related_name="form_assignment"
    )
    number = models.PositiveSmallIntegerField()
    first = models.CharField(_("first form"), max_length=1, choices=FormCode.choices)
    seed = models.CharField(max_length=64)
    assigned_at = models.DateTimeField()

    class Meta:
        ordering = ["enrolment"]

    def __str__(self) -> str:
        return f"{self.enrolment_id} {self.first}"

    @property
    def other(self) -> str:
        """The form of the post-test."""
        return FormCode.B if self.first == FormCode.A else FormCode.A
