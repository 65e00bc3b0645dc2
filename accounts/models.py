"""People, their cards, and the counters that slow guessing down."""

import secrets
import uuid
from collections.abc import Iterable
from functools import cached_property

from django.contrib.auth.base_user import AbstractBaseUser
from django.contrib.auth.models import PermissionsMixin
from django.core.exceptions import ValidationError
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accounts import roles
from accounts.countries import (
    COUNTRY_CHOICES,
    LANGUAGE_CHOICES,
    SERVICE_CHOICES,
    SEX_CHOICES,
    TITLE_CHOICES,
)
from accounts.managers import UserManager
from accounts.names import (
    MAX_NAME_LENGTH,
    NameProblem,
    check_arabic_name,
    check_printed_name,
)

NAME_PROBLEMS = {
    "name-empty": _("Enter the name as it must be printed."),
    "name-too-long": _("A printed name has at most 120 characters."),
    "name-character": _("The character “%(character)s” cannot stand in a printed name."),
    "name-no-letter": _("A printed name holds at least one letter."),
    "arabic-character": _("The character “%(character)s” is not Arabic."),
}


def _as_validation_error(problem: NameProblem) -> ValidationError:
    return ValidationError(
        NAME_PROBLEMS[problem.code],
        code=problem.code,
        params={"character": problem.character},
    )


def validate_printed_name(value: str) -> None:
    """Django validator around `check_printed_name`."""
    try:
        check_printed_name(value)
    except NameProblem as problem:
        raise _as_validation_error(problem) from None


def validate_arabic_name(value: str) -> None:
    """Django validator around `check_arabic_name`."""
    try:
        check_arabic_name(value)
    except NameProblem as problem:
        raise _as_validation_error(problem) from None


def opaque_username() -> str:
    """A sign-in name that says nothing about its owner; trainees never see theirs."""
    return f"u-{secrets.token_hex(8)}"


def _known(group_names: Iterable[str]) -> frozenset[str]:
    return frozenset(name for name in group_names if name in roles.ROLES)


class User(AbstractBaseUser, PermissionsMixin):
    """A person. Nothing that domain 7.3 says not to collect has a place here."""

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    username = models.CharField(
        _("sign-in name"), max_length=64, unique=True, default=opaque_username
    )
    printed_name = models.CharField(
        _("name as it must be printed"),
        max_length=MAX_NAME_LENGTH,
        validators=[validate_printed_name],
    )
    family_name = models.CharField(_("family part"), max_length=MAX_NAME_LENGTH, blank=True)
    given_name = models.CharField(_("given part"), max_length=MAX_NAME_LENGTH, blank=True)
    arabic_name = models.CharField(
        _("name in Arabic script"),
        max_length=MAX_NAME_LENGTH,
        blank=True,
        validators=[validate_arabic_name],
    )
    sort_key = models.CharField(
        _("sort key"),
        max_length=MAX_NAME_LENGTH,
        blank=True,
        help_text=_("How the name is sorted in lists; the printed form is left alone."),
    )
    title = models.CharField(_("title"), max_length=2, choices=TITLE_CHOICES, blank=True)
    sex = models.CharField(_("sex"), max_length=1, choices=SEX_CHOICES, blank=True)
    country = models.CharField(_("country"), max_length=3, choices=COUNTRY_CHOICES, blank=True)
    service = models.CharField(_("service"), max_length=12, choices=SERVICE_CHOICES, blank=True)
    grade = models.CharField(
        _("grade"),
        max_length=60,
        blank=True,
        help_text=_("Only for protocol order; deleted 30 days after closing."),
    )
    language = models.CharField(_("language"), max_length=2, choices=LANGUAGE_CHOICES, default="fr")
    email = models.EmailField(_("e-mail"), blank=True)
    phone = models.CharField(_("phone"), max_length=30, blank=True)
    phone_may_be_shared = models.BooleanField(_("the phone number may be shared"), default=False)
    is_active = models.BooleanField(_("active"), default=True)
    date_joined = models.DateTimeField(_("joined"), default=timezone.now)

    objects = UserManager()

    USERNAME_FIELD = "username"
    EMAIL_FIELD = "email"
    REQUIRED_FIELDS: list[str] = []  # type: ignore[misc]

    class Meta:
        verbose_name = _("person")
        verbose_name_plural = _("people")
        ordering = ["sort_key", "pk"]

    def __str__(self) -> str:
        return self.printed_name

    def get_full_name(self) -> str:
        """The printed name: the only form a person chose."""
        return self.printed_name

    def get_short_name(self) -> str:
        """The given part where known, else the printed name."""
        return self.given_name or self.printed_name

    @cached_property
    def roles(self) -> frozenset[str]:
        """Keys of the roles this person holds (one query, then kept for the request)."""
        return _known(self.groups.values_list("name", flat=True))

    def hold(self, group_names: Iterable[str]) -> None:
        """Keep the roles among these groups, all that the person is in, without another query."""
        self.roles = _known(group_names)

    @cached_property
    def abilities(self) -> frozenset[str]:
        """What the roles allow at all; a superuser is a technical administrator, no more."""
        held = self.roles | {roles.TECHNICAL} if self.is_superuser else self.roles
        return roles.abilities_of(held)

    def can(self, ability: str) -> bool:
        """Whether a role of the person has the ability; for which cohorts is another matter."""
        return self.is_active and ability in self.abilities

    @property
    def is_staff(self) -> bool:
        """Staff sign in with a password and a second factor; trainees with a card."""
        return self.is_superuser or roles.is_staff(self.roles)


class PinCard(models.Model):
    """A printed card: its code opens one person's account together with the PIN.

    Code = cohort code + card suffix. Only a hash of the PIN is stored; a lost card is withdrawn
    and replaced by a new row, so the history of who could sign in when is kept.
    """

    user = models.ForeignKey(User, on_delete=models.PROTECT, related_name="cards")
    group_code = models.CharField(_("cohort code"), max_length=16, db_index=True)
    code = models.CharField(_("card code"), max_length=24, unique=True)
    pin_hash = models.CharField(max_length=200)
    issued_at = models.DateTimeField()
    issued_by = models.ForeignKey(
        User, on_delete=models.PROTECT, null=True, related_name="cards_issued"
    )
    withdrawn_at = models.DateTimeField(null=True, blank=True)
    withdrawn_by = models.ForeignKey(
        User, on_delete=models.PROTECT, null=True, related_name="cards_withdrawn"
    )

    class Meta:
        verbose_name = _("card")
        verbose_name_plural = _("cards")
        ordering = ["code"]
        constraints = [
            models.UniqueConstraint(
                fields=["user", "group_code"],
                condition=models.Q(withdrawn_at__isnull=True),
                name="one_card_in_force_per_person_and_cohort",
            )
        ]

    def __str__(self) -> str:
        return self.code


class GuessCounter(models.Model):
    """Failed guesses of one source in one window. The key is a keyed digest, never an address."""

    scope = models.CharField(max_length=24)
    key_digest = models.CharField(max_length=64)
    window_start = models.DateTimeField()
    failures = models.PositiveIntegerField(default=0)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["scope", "key_digest"], name="one_counter_per_key")
        ]
        indexes = [models.Index(fields=["window_start"])]

    def __str__(self) -> str:
        return f"{self.scope} {self.failures}"
