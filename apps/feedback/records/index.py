"""The index of the words of feedback records, of equal results on SQLite and PostgreSQL.

Both index the column ``search``, with the project's id as one word more, so that a search costs
what the project has and not what the installation has. The words are made in Python (``words``):
neither database splits or folds anything.

* PostgreSQL: GIN on ``array_to_tsvector``, which needs no text search configuration.
* SQLite: a contentless FTS5 table, kept by triggers. Records are known by UUID and FTS5 by whole
  numbers that stay, so ``feedback_search_place`` gives each record one.

SQLite loses the triggers when a migration makes the table anew; :func:`ensure` runs after every
``migrate`` and makes the index anew where it is not whole.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.db import connections
from django.db.models import BooleanField, F, Func, QuerySet

from apps.feedback.records.words import Term, terms_of

TABLE, INDEX, PLACES = "feedback_feedbackrecord", "feedback_search", "feedback_search_place"
MOST_SET = 10_000  # records that a search gathers before it sorts them; more are walked by time
TRIGGERS = ("insert", "update", "delete")
DERIVED = (INDEX, PLACES, *(f"{INDEX}_{part}" for part in ("data", "idx", "docsize", "config")))
"""Tables that hold nothing of their own: a backup leaves them out."""
# A record without words has the project's id alone: PostgreSQL takes no empty lexeme.
_LEXEMES = (
    "array_to_tsvector(string_to_array("
    f"rtrim(({TABLE}.project_id)::text || ' ' || {TABLE}.search), ' '))"
)


def install(connection: Any) -> None:
    """Make the index, with the rows that are there."""
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            lexemes = _LEXEMES.replace(f"{TABLE}.", "")
            cursor.execute(f"CREATE INDEX {INDEX} ON {TABLE} USING gin (({lexemes}))")
            return
        for statement in (*_tables(), *_triggers(), *_rows()):
            cursor.execute(statement)


def remove(connection: Any) -> None:
    """Take the index away, if it is there."""
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute(f"DROP INDEX IF EXISTS {INDEX}")
            return
        for verb in TRIGGERS:
            cursor.execute(f"DROP TRIGGER IF EXISTS {INDEX}_{verb}")
        cursor.execute(f"DROP TABLE IF EXISTS {INDEX}")
        cursor.execute(f"DROP TABLE IF EXISTS {PLACES}")


def ensure(connection: Any) -> None:
    """Make the index anew where a part of it is missing."""
    if connection.vendor != "sqlite" or TABLE not in connection.introspection.table_names():
        return
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT COUNT(*) FROM sqlite_master WHERE type = 'trigger' AND tbl_name = %s", [TABLE]
        )
        (count,) = cursor.fetchone()
    if count < len(TRIGGERS):
        remove(connection)
        install(connection)


def _tables() -> list[str]:
    return [
        f"CREATE TABLE {PLACES} (place integer NOT NULL PRIMARY KEY,"
        " record char(32) NOT NULL UNIQUE)",
        # The ASCII tokenizer takes all other characters as letters, and folds nothing of them.
        f"CREATE VIRTUAL TABLE {INDEX} USING fts5(words, content='', detail=none,"
        " tokenize='ascii', prefix='2 3')",
    ]


def _rows() -> list[str]:
    return [
        f"INSERT INTO {PLACES} (record) SELECT id FROM {TABLE} ORDER BY occurred_at",  # noqa: S608
        f"INSERT INTO {INDEX} (rowid, words)"  # noqa: S608
        f" SELECT place, project_id || ' ' || search FROM {PLACES} JOIN {TABLE} ON id = record"
        " ORDER BY place",
    ]


def _triggers() -> list[str]:
    """A contentless table is told what it is to forget."""
    place = f"(SELECT place FROM {PLACES} WHERE record = OLD.id)"  # noqa: S608
    forget = (
        f"INSERT INTO {INDEX} ({INDEX}, rowid, words)"  # noqa: S608
        f" VALUES ('delete', {place}, OLD.project_id || ' ' || OLD.search);"
    )
    learn = f"INSERT INTO {INDEX} (rowid, words) VALUES"
    return [
        f"CREATE TRIGGER {INDEX}_insert AFTER INSERT ON {TABLE} BEGIN"  # noqa: S608
        f" INSERT INTO {PLACES} (record) VALUES (NEW.id);"
        f" {learn} (last_insert_rowid(), NEW.project_id || ' ' || NEW.search); END",
        f"CREATE TRIGGER {INDEX}_update AFTER UPDATE OF search ON {TABLE}"
        " WHEN OLD.search IS NOT NEW.search BEGIN"
        f" {forget} {learn} ({place}, NEW.project_id || ' ' || NEW.search); END",
        f"CREATE TRIGGER {INDEX}_delete AFTER DELETE ON {TABLE} BEGIN"  # noqa: S608
        f" {forget} DELETE FROM {PLACES} WHERE record = OLD.id; END",
    ]


# --- searching ---------------------------------------------------------------
class _Said(Func):
    """Whether a record has the words: asked of the index, record by record or as a set."""

    output_field = BooleanField()

    def __init__(self, pk: Any, wanted: str, template: str) -> None:
        super().__init__(pk)
        self.wanted, self.template = wanted, template

    def as_sql(self, compiler: Any, connection: Any, *args: Any, **more: Any) -> tuple[str, Any]:
        text, parameters = super().as_sql(compiler, connection, *args, **more)
        return text, (*parameters, self.wanted)

    def __repr__(self) -> str:
        return f"{type(self).__name__}({self.wanted!r})"

    @property
    def identity(self) -> Any:
        return (type(self), self.wanted, self.template)


_SET = (
    f"%(expressions)s IN (SELECT record FROM {PLACES} WHERE place IN"  # noqa: S608
    f" (SELECT rowid FROM {INDEX} WHERE {INDEX} MATCH %%s))"
)
_PROBE = (
    f"EXISTS (SELECT 1 FROM {PLACES} AS p CROSS JOIN {INDEX} AS f ON f.rowid = p.place"  # noqa: S608
    f" WHERE p.record = %(expressions)s AND f.{INDEX} MATCH %%s)"
)


def matching(rows: QuerySet[Any], project_id: Any, query: str) -> QuerySet[Any]:
    """The records of the project that have all the words; none for a query without words.

    ``counted`` of what comes back is a queryset that is quicker to count.
    """
    terms = terms_of(query)
    if not terms:
        return rows.none()
    if connections[rows.db].vendor == "postgresql":
        # The words are no column of the model: a comparison of the index's own expression.
        wanted = _tsquery(str(project_id), terms)
        return rows.filter(_Said(F("pk"), wanted, f"{_LEXEMES} @@ %%s::tsquery"))
    wanted = _match(project_id.hex, terms)
    if not _is_common(rows.db, wanted):
        return rows.filter(_Said(F("pk"), wanted, _SET))
    found: Any = rows.filter(_Said(F("pk"), wanted, _PROBE))
    found.counted = rows.extra(  # noqa: S610 - names of this module
        tables=[INDEX, PLACES],
        where=[f"{INDEX} MATCH %s", f"{PLACES}.place = {INDEX}.rowid", f"{TABLE}.id = record"],
        params=[wanted],
    )
    known: QuerySet[Any] = found
    return known


def _is_common(alias: str, wanted: str) -> bool:
    with connections[alias].cursor() as cursor:
        cursor.execute(
            f"SELECT COUNT(*) FROM (SELECT 1 FROM {INDEX} WHERE {INDEX} MATCH %s LIMIT %s)",  # noqa: S608
            [wanted, MOST_SET + 1],
        )
        return bool(cursor.fetchone()[0] > MOST_SET)


def _match(project: str, terms: Sequence[Term]) -> str:
    """The query in FTS5's language. Words hold letters and digits, so nothing needs an escape."""
    words = [f'"{term.word}"{" *" if term.prefix else ""}' for term in terms]
    return " AND ".join([*words, f'"{project}"'])


def _tsquery(project: str, terms: Sequence[Term]) -> str:
    words = [f"'{term.word}'{':*' if term.prefix else ''}" for term in terms]
    return " & ".join([*words, f"'{project}'"])
