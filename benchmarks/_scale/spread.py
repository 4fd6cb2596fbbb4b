"""Many rows of a table made by the database itself, in a fraction of the time of an ORM's."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from datetime import UTC, datetime, timedelta
from uuid import UUID

from django.db import connection
from django.db.models import AutoField, JSONField, Model

CACHE_KILOBYTES = 500_000
DAYS = 700.0  # a table's first row is so old; its last is new
POSTGRESQL = """
CREATE OR REPLACE FUNCTION row_id(kind text, n bigint) RETURNS uuid IMMUTABLE LANGUAGE sql
AS $$ SELECT md5(kind || ' ' || n)::uuid $$;
CREATE OR REPLACE FUNCTION moment(n bigint, start bigint, stop bigint) RETURNS timestamptz
IMMUTABLE LANGUAGE sql AS $$
SELECT timestamptz '{now}' - interval '{days} days' * (1 - (n - start + 1.0) / (stop - start)) $$
"""


def row_id(kind: str, number: int) -> UUID:
    """The id of the row of that number, here as in SQL: looks random, as real ones are."""
    return UUID(hashlib.md5(f"{kind} {number}".encode(), usedforsecurity=False).hexdigest())


def prepare() -> None:
    """Give the database in use ``row_id(kind, n)`` and ``moment(n, start, stop)``, and SQLite
    memory for its indexes until the connection is closed."""
    now = datetime.now(UTC)
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute(POSTGRESQL.format(now=now.isoformat(), days=DAYS))
        return

    def moment(number: int, start: int, stop: int) -> str:
        age = timedelta(days=DAYS * (1 - (number - start + 1) / (stop - start)))
        return (now - age).strftime("%Y-%m-%d %H:%M:%S.%f")

    connection.ensure_connection()
    wrapped = connection.connection
    wrapped.execute(f"PRAGMA cache_size=-{CACHE_KILOBYTES}")
    wrapped.create_function("row_id", 2, lambda kind, n: row_id(kind, n).hex, deterministic=True)
    wrapped.create_function("moment", 3, moment, deterministic=True)


def text_of(expression: str) -> str:
    """An id as it is written in JSON and in texts."""
    if connection.vendor == "postgresql":
        return f"({expression})::text"
    pieces = ((1, 8), (9, 4), (13, 4), (17, 4), (21, 12))
    return "(" + " || '-' || ".join(f"substr({expression}, {a}, {b})" for a, b in pieces) + ")"


def one_of(values: Sequence[str], number: str = "n") -> str:
    """The values in turn."""
    cases = " ".join(f"WHEN {place} THEN '{value}'" for place, value in enumerate(values))
    return f"(CASE ({number}) % {len(values)} {cases} END)"


def spread(like: Model, numbers: range, where: str = "0 = 0", **columns: str) -> None:
    """A row as ``like`` for each number ``n`` that fits ``where``; ``columns`` are expressions of
    ``n`` for what differs. Moments of making and changing are spread over ``DAYS``."""
    if not numbers:
        return
    moment = f"moment(n, {numbers.start}, {numbers.stop})"
    fields = [field for field in like._meta.concrete_fields if not isinstance(field, AutoField)]
    names, drawn, values = [], [], []
    for field in fields:
        expression = columns.pop(field.attname, "")
        if not expression and field.attname in ("created_at", "updated_at"):
            expression = moment
        if not expression:
            expression = "%s"
            values.append(field.get_db_prep_save(getattr(like, field.attname), connection))
        elif isinstance(field, JSONField) and connection.vendor == "postgresql":
            expression = f"CAST({expression} AS jsonb)"
        names.append(connection.ops.quote_name(str(field.column)))
        drawn.append(expression.replace("%", "%%") if expression != "%s" else expression)
    if columns:
        raise ValueError(f"{like._meta.label} has no {', '.join(columns)}")
    statement = (
        f"INSERT INTO {connection.ops.quote_name(like._meta.db_table)} ({', '.join(names)})"
        f" WITH RECURSIVE numbers(n) AS (SELECT CAST({numbers.start} AS bigint) UNION ALL"
        f" SELECT n + 1 FROM numbers WHERE n + 1 < {numbers.stop})"
        f" SELECT {', '.join(drawn)} FROM numbers WHERE {where.replace('%', '%%')}"
    )
    with connection.cursor() as cursor:
        cursor.execute(statement, values)
