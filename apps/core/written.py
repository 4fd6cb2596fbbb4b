"""Ids as they are written, inside the database: what a text column holds beside a key."""

from __future__ import annotations

from typing import Any

from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.models import CharField, Func
from django.db.models.lookups import In
from django.db.models.sql.compiler import SQLCompiler

GROUPS = ((1, 8), (9, 4), (13, 4), (17, 4), (21, 12))  # of a UUID's digits: where, how many


class Written(Func):
    """A UUID as text with hyphens (RFC 9562, section 4), as ``str`` of it gives. SQLite keeps its
    32 digits alone."""

    template = "CAST(%(expressions)s AS varchar)"
    output_field = CharField()

    def as_sqlite(
        self, compiler: SQLCompiler, connection: BaseDatabaseWrapper, **context: Any
    ) -> tuple[str, Any]:
        """Its digits in their groups."""
        column = "%(expressions)s"
        parts = [f"substr({column}, {start}, {count})" for start, count in GROUPS]
        return self.as_sql(compiler, connection, template=" || '-' || ".join(parts), **context)


@CharField.register_lookup
class Among(In):
    """``__among=query``: ``IN``, each found by an index. PostgreSQL, which cannot know how often
    the ids of a subquery occur, would read the whole table instead.
    """

    lookup_name = "among"

    def as_postgresql(
        self, compiler: SQLCompiler, connection: BaseDatabaseWrapper
    ) -> tuple[str, Any]:
        """The ids as an array, made before the search begins."""
        left, given = self.process_lhs(compiler, connection)
        right, more = self.process_rhs(compiler, connection)
        return f"{left} = ANY(ARRAY{right})", (*given, *more)
