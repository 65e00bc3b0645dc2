"""What the frame of every page shows: navigation, the other language, the person signed in."""

from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest
from django.urls import reverse, translate_url
from django.utils.functional import Promise, SimpleLazyObject
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from accounts import roles

# Each language is named in itself: a reader must recognise the way out of a language.
LANGUAGE_LABELS = {"fr": "Français", "en": "English"}


@dataclass(frozen=True)
class NavItem:
    """One entry of the navigation, shown to whoever has at least one of the abilities."""

    url_name: str
    label: str | Promise
    abilities: frozenset[str]
    # Names of the pages inside this room: on them the entry is the current one.
    rooms: frozenset[str] = frozenset()


NAVIGATION: tuple[NavItem, ...] = (
    NavItem("today", _("Today"), frozenset({roles.TAKE_COURSE})),
    NavItem(
        "lessons",
        _("Lessons"),
        frozenset({roles.TAKE_COURSE}),
        frozenset(
            {"lesson", "lesson-section", "document-bench", "document-drill", "document-exercise"}
        ),
    ),
    NavItem(
        "my-results",
        _("My results"),
        frozenset({roles.TAKE_COURSE}),
        frozenset({"my-certificate"}),
    ),
    NavItem(
        "board-index",
        _("Cohorts"),
        frozenset({roles.SEE_BOARD}),
        frozenset(
            {
                "board",
                "register-index",
                "register",
                "cancel-half-day",
                "practical-marks",
                "practical-groups",
                "practical-group",
                "paper-marks",
                "action-plans",
                "specimen-sheets",
                "specimen-sheet",
            }
        ),
    ),
    NavItem(
        "my-sheets",
        _("Sheets"),
        frozenset({roles.MARK_TEACHING}),
        frozenset(
            {
                "teaching-sheets",
                "teaching-sheet",
                "teaching-lessons",
                "annul-lesson",
                "teaching-report",
                "teaching-blank",
                "turns",
                "turn",
                "team-calibration",
                "calibration",
                "calibration-lesson",
            }
        ),
    ),
    NavItem(
        "registrar-index",
        _("End of course"),
        frozenset({roles.FREEZE}),
        frozenset(
            {
                "end-of-course",
                "freeze-cohort",
                "jury",
                "jury-case",
                "teaching-papers",
                "teaching-paper",
                "cohort-people",
                "enrol-newcomer",
                "printed-name",
                "cohort-cards",
                "cohort-cards-replace",
                "cohort-certificates",
                "issue-certificates",
            }
        ),
    ),
    NavItem("aggregates", _("Figures"), frozenset({roles.READ_AGGREGATES})),
    NavItem(
        "wagtailadmin_home",
        _("Editing"),
        frozenset({roles.EDIT_CONTENT, roles.EDIT_QUESTIONS, roles.ADMINISTER}),
    ),
)


def items_for(abilities: frozenset[str]) -> tuple[NavItem, ...]:
    """The entries open to somebody with these abilities, in the order of `NAVIGATION`."""
    return tuple(item for item in NAVIGATION if item.abilities & abilities)


def other_language(language: str) -> str:
    """French for a reader of English; English for everybody else."""
    return "fr" if language.startswith("en") else "en"


def _build(request: HttpRequest) -> dict[str, Any]:
    visitor = getattr(request, "user", None)  # an error may come before anybody is known
    user = visitor if visitor is not None and visitor.is_authenticated else None
    other = other_language(get_language() or "fr")
    here = request.resolver_match.url_name if request.resolver_match else ""
    items = []
    if user:
        for item in items_for(user.abilities):
            url = reverse(item.url_name)
            current = here == item.url_name or here in item.rooms
            items.append({"url": url, "label": item.label, "current": current})
    return {
        "items": items,
        "switch": {
            "language": other,
            "label": LANGUAGE_LABELS[other],
            "url": translate_url(request.get_full_path(), other),
        },
        "user_name": user.get_short_name() if user else "",
        "home_url": reverse("home"),
        "course_url": reverse("wagtail_serve", args=("",)),
        "verify_url": reverse("verify"),
        "sign_in_url": reverse("card-sign-in"),
        "staff_sign_in_url": reverse("account_login"),
        "sign_out_url": reverse("account_logout"),
        "security_url": reverse("mfa_index") if user and user.is_staff else "",
    }


def frame(request: HttpRequest) -> dict[str, Any]:
    """Context processor: `frame`, worked out only by the templates that use it.

    Keys: `items` (url, label, current), `switch` (language, label, url of the same page in the
    other language), `user_name` (empty for a visitor) and the addresses `home_url`, `course_url`,
    `verify_url`, `sign_in_url`, `staff_sign_in_url`, `sign_out_url`, `security_url` (staff only).
    """
    return {"frame": SimpleLazyObject(lambda: _build(request))}
