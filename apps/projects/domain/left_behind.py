"""Rows of a project in tables of plugins that are not loaded.

Django deletes and exports through loaded models only. The tables of the others are still there, and
their foreign keys hold: a project could not be deleted for ever.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

from django.db import IntegrityError, connection

from apps.core.backup import leftover
from apps.core.messages import msg
from apps.projects.domain.errors import Refused
from apps.projects.models import Project


@dataclass(frozen=True)
class _Link:
    """A foreign key of a table that no loaded model has."""

    table: str
    column: str
    parent: str
    key: str  # the column of ``parent`` that it points to


@dataclass(frozen=True)
class _Rows:
    """Rows of one table that hang on the project; ``condition`` takes its key once."""

    table: str
    condition: str


def count(project: Project) -> dict[str, int]:
    """Table → how many of its rows are the project's."""
    found: Counter[str] = Counter()
    for rows in _of_project(_links()):
        found[rows.table] += _run("SELECT COUNT(*) FROM", rows, project).fetchone()[0]
    return _some(found)


def remove(project: Project) -> dict[str, int]:
    """Delete them, in the caller's transaction; table → how many rows went.

    The project must be held for deletion, so that none come meanwhile.
    """
    gone: Counter[str] = Counter()
    for rows in _of_project(_links()):
        gone[rows.table] += _run("DELETE FROM", rows, project).rowcount
    return _some(gone)


@contextmanager
def refusing_what_stays_bound() -> Iterator[None]:
    """Around :func:`remove` and the deletion of the project.

    A row that is no part of the project may refer to something in it. Whether such a row would go
    or let go only its plugin knows: then nothing is deleted, and it is said whom to ask for what.
    """
    bound = sorted({link.table for link in _links() if link.parent != _PROJECTS})
    try:
        yield
        if bound:
            connection.check_constraints(table_names=bound)
    except IntegrityError as error:
        if not bound:
            raise
        raise Refused(
            msg(
                "Rows in {tables} refer to this project, and their plugin is not loaded. An"
                " administrator has to load it again (LEPTON_PLUGINS) or to empty these tables;"
                " then the project can be deleted.",
                tables=bound,
            )
        ) from error


_PROJECTS = Project._meta.db_table


def _links() -> list[_Link]:
    found = []
    with connection.cursor() as cursor:
        for table in leftover.tables():
            relations = connection.introspection.get_relations(cursor, table)
            for column, (key, parent) in relations.items():
                # SQLite names no column where a foreign key just names a table.
                named = key or connection.introspection.get_primary_key_column(cursor, parent)
                found.append(_Link(table, column, parent, str(named)))
    return found


def _of_project(links: list[_Link]) -> list[_Rows]:
    """All that hangs on the project, what refers to other rows before these."""
    project = _Rows(_PROJECTS, f"{_quoted(str(Project._meta.pk.column))} = %s")
    return list(_below(project, links, (_PROJECTS,)))


def _below(parent: _Rows, links: list[_Link], path: tuple[str, ...]) -> Iterator[_Rows]:
    for link in links:
        if link.parent != parent.table or link.table in path:
            continue
        chosen = f"SELECT {_quoted(link.key)} FROM {_where(parent)}"  # noqa: S608 - quoted names
        rows = _Rows(link.table, f"{_quoted(link.column)} IN ({chosen})")
        yield from _below(rows, links, (*path, link.table))
        yield rows


def _where(rows: _Rows) -> str:
    return f"{_quoted(rows.table)} WHERE {rows.condition}"


def _quoted(name: str) -> str:
    """As it stands in a statement that takes values; a plugin may name a table as it likes."""
    return connection.ops.quote_name(name).replace("%", "%%")


def _run(begin: str, rows: _Rows, project: Project) -> Any:
    cursor = connection.cursor()
    key = Project._meta.pk.get_db_prep_value(project.pk, connection)
    cursor.execute(f"{begin} {_where(rows)}", [key])
    return cursor


def _some(found: Counter[str]) -> dict[str, int]:
    return {table: rows for table, rows in sorted(found.items()) if rows}
