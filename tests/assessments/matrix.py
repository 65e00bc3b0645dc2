"""What the matrices of states and verbs share: a verb is tried, and a refusal leaves no trace."""

import inspect
from collections.abc import Callable, Iterable
from pathlib import Path
from types import ModuleType

from django.apps import apps
from django.conf import settings
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


def acts_of(*modules: ModuleType) -> set[str]:
    """Names of the verbs of these modules: functions whose every argument is given by name."""
    return {
        name
        for module in modules
        for name, found in inspect.getmembers(module, inspect.isfunction)
        if found.__module__ == module.__name__ and not name.startswith("_") and _by_name(found)
    }


def _by_name(function: Callable[..., object]) -> bool:
    given = inspect.signature(function).parameters.values()
    return bool(given) and all(one.kind is one.KEYWORD_ONLY for one in given)


def documented(heading: str) -> dict[str, dict[str, str]]:
    """State → verb → result, from the tables under a heading of docs/states.md.

    Verbs are lines, states columns. A code in backticks is a refusal, « – » nothing that changes;
    an empty cell is one that cannot be: there is nothing to do it to.
    """
    page = (Path(settings.BASE_DIR) / "docs" / "states.md").read_text("utf-8")
    found: dict[str, dict[str, str]] = {}
    states: list[str] = []
    for line in page.split(f"## {heading}\n")[1].split("\n## ")[0].splitlines():
        if not line.startswith("|"):
            states = []
            continue
        verb, *cells = (cell.strip() for cell in line.strip("|").split("|"))
        if not states:
            states = cells
        elif not verb.startswith("---"):
            for state, cell in zip(states, cells, strict=True):
                if cell:
                    result = UNCHANGED if cell == "–" else cell.strip("`")
                    found.setdefault(state, {})[verb] = result
    return found
