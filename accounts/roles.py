"""The roles of `docs/roles.md`, as one table. Pure: groups and checks are derived from it.

A role says what kind of work a person does; for which cohorts is said by `courses.CohortStaff`.
"""

from dataclasses import dataclass, field

TRAINEE = "trainee"
FACILITATOR = "facilitator"
LEAD = "lead"
ASSESSOR = "assessor"
REGISTRAR = "registrar"
EDITOR = "editor"
DONOR = "donor"
CASCADE = "cascade-trainer"
TECHNICAL = "technical"

# What a role may do at all. Views and verbs ask for an ability, never for a role's name.
TAKE_COURSE = "take-course"
SEE_BOARD = "see-board"
RECORD_ATTENDANCE = "record-attendance"
ENTER_MARKS = "enter-marks"
MARK_TEACHING = "mark-teaching"
SEE_ALL_SHEETS = "see-all-sheets"
MANAGE_ASSESSMENTS = "manage-assessments"  # sittings, extensions, regrades, teaching turns
READ_ANSWERS = "read-answers"  # short answers that no key matched, without names
SEE_ITEM_RESULTS = "see-item-results"  # item statistics of a cohort
EDIT_RULES = "edit-rules"  # a new version of the rule set
MANAGE_COHORT = "manage-cohort"
ISSUE_CARDS = "issue-cards"
FREEZE = "freeze"
ISSUE_CERTIFICATES = "issue-certificates"
EDIT_CONTENT = "edit-content"
EDIT_QUESTIONS = "edit-questions"
READ_AGGREGATES = "read-aggregates"
ADMINISTER = "administer"


@dataclass(frozen=True)
class Role:
    """One row of the table; `wagtail` lists the permissions (app_label.codename) of its group."""

    key: str
    abilities: frozenset[str]
    staff: bool = True
    wagtail: frozenset[str] = field(default_factory=frozenset)


def _role(key: str, *abilities: str, staff: bool = True, wagtail: tuple[str, ...] = ()) -> Role:
    return Role(key, frozenset(abilities), staff, frozenset(wagtail))


ROLES: dict[str, Role] = {
    role.key: role
    for role in (
        _role(TRAINEE, TAKE_COURSE, staff=False),
        _role(
            FACILITATOR,
            SEE_BOARD,
            RECORD_ATTENDANCE,
            ENTER_MARKS,
            MARK_TEACHING,
            READ_ANSWERS,
            SEE_ITEM_RESULTS,
        ),
        _role(
            LEAD,
            SEE_BOARD,
            RECORD_ATTENDANCE,
            ENTER_MARKS,
            MARK_TEACHING,
            SEE_ALL_SHEETS,
            MANAGE_ASSESSMENTS,
            READ_ANSWERS,
            SEE_ITEM_RESULTS,
            EDIT_RULES,
            wagtail=("wagtailadmin.access_admin",),
        ),
        _role(ASSESSOR, MARK_TEACHING),
        _role(
            REGISTRAR,
            SEE_BOARD,
            RECORD_ATTENDANCE,
            ENTER_MARKS,
            MANAGE_COHORT,
            ISSUE_CARDS,
            FREEZE,
            ISSUE_CERTIFICATES,
            wagtail=("wagtailadmin.access_admin",),
        ),
        _role(EDITOR, EDIT_CONTENT, EDIT_QUESTIONS, wagtail=("wagtailadmin.access_admin",)),
        _role(DONOR, READ_AGGREGATES),
        _role(CASCADE, staff=False),
        _role(
            TECHNICAL,
            ADMINISTER,
            wagtail=("wagtailadmin.access_admin", "accounts.add_user", "accounts.change_user"),
        ),
    )
}


def abilities_of(roles: frozenset[str] | set[str]) -> frozenset[str]:
    """Every ability that at least one of the given roles has; unknown keys give nothing."""
    found: set[str] = set()
    for key in roles:
        role = ROLES.get(key)
        if role is not None:
            found |= role.abilities
    return frozenset(found)


def is_staff(roles: frozenset[str] | set[str]) -> bool:
    """Whether one of the roles is a staff role (password and second factor instead of a card)."""
    return any(ROLES[key].staff for key in roles if key in ROLES)


def roles_with(ability: str) -> list[str]:
    """Keys of the roles that have the ability, in the table's order."""
    return [key for key, role in ROLES.items() if ability in role.abilities]
