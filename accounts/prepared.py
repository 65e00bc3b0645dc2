"""Queries compiled once: what every request asks is not put together anew for every request.

Building and compiling a queryset costs the ORM about a millisecond, running the statement a tenth
of that. A `Prepared` query keeps the statement that the ORM made of a queryset and fills in values;
objects and tuples come out as from the queryset. For the few queries that every request makes.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from django.db import DEFAULT_DB_ALIAS, connections
from django.db.backends.postgresql.base import ServerBindingCursor
from django.db.models import Field, Model, QuerySet, Value
from django.db.models.query import ModelIterable, get_related_populators
from django.db.models.sql import InsertQuery
from django.db.transaction import TransactionManagementError

Rows = Sequence[Sequence[Any]]


class Parameter(Value):
    """Stands in a queryset for a value that is given by name later; `field` prepares it.

    It takes the place of the value of a lookup: `filter(public_id=Parameter("public_id", field))`.
    Foreign keys are compared by their column (`attempt_id`). It never stands for None, which SQL
    compares by another word.
    """

    def __init__(self, name: str, field: "Field[Any, Any]") -> None:
        super().__init__(name, output_field=field)

    def as_sql(self, *args: Any, **options: Any) -> Any:
        """A place for the value; the parameter itself waits among the compiled parameters."""
        return "%s", [self]

    def bound(self, values: dict[str, Any], connection: Any) -> Any:
        """The value as the database takes it. Raises KeyError when none was given."""
        return self.output_field.get_db_prep_value(values[self.value], connection)


@dataclass(frozen=True, slots=True)
class _Statement:
    """What the database runs, and how its rows become values, then objects or tuples."""

    sql: str
    params: tuple[Any, ...]
    locks: bool
    converters: Sequence[tuple[int, Sequence[Any], Any]]
    made: Callable[[Rows], list[Any]]


class Prepared:
    """A queryset of parameters, compiled when it is first asked and kept.

    `build` returns a queryset of objects (with `select_related`, `only`, annotations) or of
    `values_list`; never with `prefetch_related`.
    """

    def __init__(self, build: Callable[[], "QuerySet[Any, Any]"]) -> None:
        self._build = build
        self._statement: _Statement | None = None

    def rows(self, **values: Any) -> list[Any]:
        """The objects or tuples for these values of the parameters: one statement.

        Raises TransactionManagementError when a query that locks is asked outside a transaction.
        """
        connection = connections[DEFAULT_DB_ALIAS]
        statement = self._statement or self._compile(connection)
        if statement.locks and connection.get_autocommit():
            raise TransactionManagementError("this query locks: ask it in a transaction")
        bound = [
            one.bound(values, connection) if isinstance(one, Parameter) else one
            for one in statement.params
        ]
        with _cursor(connection) as cursor:
            cursor.execute(statement.sql, bound)
            found: Rows = cursor.fetchall()
        if statement.converters:
            found = [_converted(row, statement.converters, connection) for row in found]
        return statement.made(found)

    def first(self, **values: Any) -> Any:
        """The first of the rows, or None."""
        found = self.rows(**values)
        return found[0] if found else None

    def _compile(self, connection: Any) -> _Statement:
        queryset = self._build()
        compiler = queryset.query.get_compiler(using=DEFAULT_DB_ALIAS)
        sql, params = compiler.as_sql()
        fields = [selected[0] for selected in compiler.select[: compiler.col_count]]
        converters = compiler.get_converters(fields)
        self._statement = _Statement(
            sql=sql,
            params=tuple(params),
            locks=queryset.query.select_for_update and connection.features.has_select_for_update,
            converters=[(at, *found) for at, found in converters.items()],
            made=_objects(compiler) if queryset._iterable_class is ModelIterable else _tuples,
        )
        return self._statement


class PreparedInsert:
    """The statement that stores one row of a model, compiled when it is first used and kept.

    Every column but the primary key is given, foreign keys by their column; no `save`, no signal,
    no default of the model has a say.
    """

    def __init__(self, model: type[Model]) -> None:
        self._model = model
        self._statement: tuple[str, tuple[Any, ...]] | None = None

    def store(self, **values: Any) -> None:
        """Store a row: one statement. Raises KeyError for a column left out, IntegrityError."""
        connection = connections[DEFAULT_DB_ALIAS]
        sql, params = self._statement or self._compile()
        bound = [one.output_field.get_db_prep_save(values[one.value], connection) for one in params]
        with _cursor(connection) as cursor:
            cursor.execute(sql, bound)

    def _compile(self) -> tuple[str, tuple[Any, ...]]:
        fields = [field for field in self._model._meta.concrete_fields if not field.primary_key]
        row = self._model(**{one.attname: Parameter(one.attname, one) for one in fields})
        query = InsertQuery(self._model)
        query.insert_values(fields, [row])
        ((sql, params),) = query.get_compiler(using=DEFAULT_DB_ALIAS).as_sql()
        self._statement = sql, tuple(params)
        return self._statement


def _cursor(connection: Any) -> Any:
    """A cursor that sends statement and values apart, so that PostgreSQL, too, plans it once.

    It does so for each connection from the fifth time on (`prepare_threshold` in the settings).
    """
    if connection.vendor != "postgresql":
        return connection.cursor()
    connection.close_if_health_check_failed()
    connection.ensure_connection()
    # Its types forget that a cursor stands on a connection.
    cursor = ServerBindingCursor(connection.connection)  # type: ignore[call-arg]
    return connection._prepare_cursor(cursor)


def _converted(
    row: Sequence[Any], converters: Sequence[tuple[int, Sequence[Any], Any]], connection: Any
) -> list[Any]:
    row = list(row)
    for at, functions, expression in converters:
        for function in functions:
            row[at] = function(row[at], expression, connection)
    return row


def _tuples(rows: Rows) -> list[Any]:
    return [tuple(row) for row in rows]


def _objects(compiler: Any) -> Callable[[Rows], list[Any]]:
    """Make objects of rows, with what was fetched along and annotated, as `ModelIterable` does."""
    own = compiler.klass_info["select_fields"]
    start, end = own[0], own[-1] + 1
    model = compiler.klass_info["model"]
    names = [selected[0].target.attname for selected in compiler.select[start:end]]
    # Its types are those of a later Django.
    along: Any = get_related_populators(  # type: ignore[call-arg]
        compiler.klass_info, compiler.select, DEFAULT_DB_ALIAS
    )
    annotated = compiler.annotation_col_map or {}

    def made(rows: Rows) -> list[Any]:
        objects = []
        for row in rows:
            one = model.from_db(DEFAULT_DB_ALIAS, names, row[start:end])
            for populator in along:
                populator.populate(row, one)
            for name, at in annotated.items():
                setattr(one, name, row[at])
            objects.append(one)
        return objects

    return made
