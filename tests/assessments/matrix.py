"""What the matrices of states and verbs share: a verb is tried, and a refusal leaves no trace."""

from collections.abc import Callable, Iterable

from django.apps import apps
from django.db import connection
from django.db.models import Model

from assessments.refusals import Refusal
from courses.models import ActivityCompletion, Cohort, Enrolment

# What a verb gave that was done and wrote nothing; a table has to say so.
UNCHANGED = "unchanged"
WRITTEN: list[type[Model]] = [
    *apps.get_app_config("assessments").get_models(),
    ActivityCompletion,
    Cohort,
    Enrolment,
]
TABLES = [model._meta.db_table for model in WRITTEN]


def rows() -> dict[str, list[tuple[object, ...]]]:
    """Every row of the assessments, and of what their verbs change on the floor below.

    Read as the database has it: through the models it would take ten times as long, for each cell.
    """
    found = {}
    with connection.cursor() as cursor:
        for table in TABLES:
            cursor.execute(f'SELECT * FROM "{table}" ORDER BY id')  # noqa: S608
            found[table] = cursor.fetchall()
    return found


def tried(verb: Callable[[], str]) -> str:
    """What came of a verb: the state that it returns, the code of its refusal, or UNCHANGED.

    Whatever else it raises is passed on: a verb refuses by name or does something.
    """
    before = rows()
    try:
        state = verb()
    except Refusal as refusal:
        after = rows()
        changed = [name for name in after if after[name] != before[name]]
        assert not changed, f"refused ({refusal.code}), and yet written: {changed}"
        return refusal.code
    return state if rows() != before else UNCHANGED


def same(verbs: Iterable[str], result: str) -> dict[str, str]:
    """The same result for each of the verbs."""
    return dict.fromkeys(verbs, result)
