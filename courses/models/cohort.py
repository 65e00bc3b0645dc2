"""Cohorts: one delivery of an edition, its team, its funding lines and its half-days."""

from zoneinfo import ZoneInfo

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext_lazy as _
from i18nfield.fields import I18nCharField

from accounts import roles
from accounts.countries import COUNTRY_CHOICES
from courses.attendance import ClockRules
from courses.models.catalogue import Module
from courses.models.edition import Edition
from courses.querysets import CohortQuerySet


def validate_zone(value: str) -> None:
    """A zone of the tz database, such as Africa/Niamey."""
    try:
        ZoneInfo(value)
    except (KeyError, ValueError, OSError):
        raise ValidationError(
            _("“%(value)s” is not a known time zone."),
            params={"value": value},
            code="zone",
        ) from None


class Cohort(models.Model):
    """One group following one edition at one place. `frozen_at` closes it to every change."""

    code = models.SlugField(_("cohort code"), max_length=16, unique=True)
    edition = models.ForeignKey(Edition, on_delete=models.PROTECT, related_name="cohorts")
    name = I18nCharField(_("name"), max_length=200)
    venue_city = I18nCharField(_("venue, city"), max_length=80)
    venue_country = models.CharField(_("venue, country"), max_length=3, choices=COUNTRY_CHOICES)
    zone = models.CharField(_("time zone"), max_length=40, validators=[validate_zone])
    starts_on = models.DateField(_("first day"))
    ends_on = models.DateField(_("last day"))
    # R2 in figures. The cohort's rule set says them (`courses.registering.set_register_rules`).
    late_after_minutes = models.PositiveSmallIntegerField(default=15, editable=False)
    half_after_minutes = models.PositiveSmallIntegerField(default=60, editable=False)
    catch_up_max = models.PositiveSmallIntegerField(default=3, editable=False)
    catch_up_working_days = models.PositiveSmallIntegerField(default=3, editable=False)
    opened_at = models.DateTimeField(_("opened at"), null=True, blank=True)
    closed_at = models.DateTimeField(_("closed at"), null=True, blank=True)
    frozen_at = models.DateTimeField(_("frozen at"), null=True, blank=True, editable=False)

    objects = CohortQuerySet.as_manager()

    class Meta:
        verbose_name = _("cohort")
        verbose_name_plural = _("cohorts")
        ordering = ["-starts_on", "code"]

    def __str__(self) -> str:
        return f"{self.code} · {self.name}"

    @property
    def is_frozen(self) -> bool:
        """True once the results were frozen: no screen changes the cohort any more."""
        return self.frozen_at is not None

    @property
    def tz(self) -> ZoneInfo:
        """Venue time, in which every deadline of the cohort is shown."""
        return ZoneInfo(self.zone)

    @property
    def clock_rules(self) -> ClockRules:
        """When an arrival is late and when it counts one half, in this cohort."""
        return ClockRules(self.late_after_minutes, self.half_after_minutes)

    def clean(self) -> None:
        """The last day cannot precede the first."""
        if self.starts_on and self.ends_on and self.ends_on < self.starts_on:
            raise ValidationError(
                {"ends_on": _("The last day lies before the first day.")}, code="dates"
            )


class FundingLine(models.Model):
    """One grant a cohort is charged to, with the words for the certificate in both languages."""

    cohort = models.ForeignKey(
        Cohort, on_delete=models.PROTECT, related_name="funding_lines", verbose_name=_("cohort")
    )
    position = models.PositiveSmallIntegerField(_("position"), default=1)
    grant_code = models.CharField(_("grant code"), max_length=40)
    wording = I18nCharField(_("wording"), max_length=200)
    valid_from = models.DateField(_("valid from"), null=True, blank=True)
    valid_until = models.DateField(_("valid until"), null=True, blank=True)

    class Meta:
        verbose_name = _("funding line")
        verbose_name_plural = _("funding lines")
        ordering = ["cohort", "position"]

    def __str__(self) -> str:
        return self.grant_code


class CohortStaff(models.Model):
    """Who works on a cohort, and as what. A role without a cohort sees no cohort."""

    cohort = models.ForeignKey(
        Cohort, on_delete=models.PROTECT, related_name="team", verbose_name=_("cohort")
    )
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        related_name="cohort_posts",
        verbose_name=_("person"),
    )
    role = models.CharField(
        _("role"),
        max_length=20,
        choices=[(key, key) for key in roles.ROLES if key != "trainee"],
    )
    until = models.DateField(_("access until"), null=True, blank=True)

    class Meta:
        verbose_name = _("member of the team")
        verbose_name_plural = _("members of the team")
        constraints = [
            models.UniqueConstraint(
                fields=["cohort", "user", "role"],
                name="one_post_per_person_role_and_cohort",
            )
        ]

    def __str__(self) -> str:
        return f"{self.user} · {self.cohort.code}"


class HalfDay(models.Model):
    """One of the thirty half-days: the unit of attendance."""

    class Part(models.TextChoices):
        AM = "am", _("morning")
        PM = "pm", _("afternoon")

    cohort = models.ForeignKey(Cohort, on_delete=models.PROTECT, related_name="half_days")
    number = models.PositiveSmallIntegerField(_("number"), help_text=_("1 to 30"))
    day = models.PositiveSmallIntegerField(_("day"), help_text=_("1 to 15"))
    part = models.CharField(_("part"), max_length=2, choices=Part.choices)
    date = models.DateField(_("date"))
    opens_at = models.DateTimeField(_("register opens"))
    starts_at = models.DateTimeField(_("starts"))
    ends_at = models.DateTimeField(_("ends"))
    cancelled_at = models.DateTimeField(null=True, blank=True)
    cancelled_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
    )
    cancelled_reason = models.TextField(_("reason of the cancellation"), blank=True)

    class Meta:
        verbose_name = _("half-day")
        verbose_name_plural = _("half-days")
        ordering = ["cohort", "number"]
        constraints = [
            models.UniqueConstraint(fields=["cohort", "number"], name="half_day_once_per_cohort")
        ]

    def __str__(self) -> str:
        return f"{self.cohort.code} {self.number}"


class HalfDayChange(models.Model):
    """Append-only history of a half-day: cancelled for the cohort, or held after all (R2.2)."""

    half_day = models.ForeignKey(HalfDay, on_delete=models.PROTECT, related_name="cancellations")
    cancelled = models.BooleanField()
    reason = models.TextField()
    recorded_at = models.DateTimeField()
    recorded_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+"
    )

    class Meta:
        ordering = ["recorded_at", "pk"]

    def __str__(self) -> str:
        return f"{self.half_day} {'X' if self.cancelled else 'O'}"


class HalfDaySession(models.Model):
    """What is taught in a half-day, from the timetable; minutes add up to the half-day's length."""

    half_day = models.ForeignKey(HalfDay, on_delete=models.PROTECT, related_name="sessions")
    position = models.PositiveSmallIntegerField(_("position"))
    module = models.ForeignKey(
        Module, on_delete=models.PROTECT, related_name="sessions", null=True, blank=True
    )
    kind = models.CharField(_("kind"), max_length=20)
    title = I18nCharField(_("title"), max_length=200)
    minutes = models.PositiveSmallIntegerField(_("minutes"))

    class Meta:
        verbose_name = _("session")
        verbose_name_plural = _("sessions")
        ordering = ["half_day", "position"]

    def __str__(self) -> str:
        return str(self.title)
