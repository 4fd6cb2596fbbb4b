"""Descriptions of columns: what there is, what is missing, and writing them."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any

from django.db import transaction

from apps.core.happenings import report
from apps.core.messages import msg
from apps.datasets.dictionary import rules
from apps.datasets.models import ColumnEntry, Dataset, DatasetVersion
from apps.projects.domain.changes import apply, hold
from apps.projects.domain.errors import Refused

FIELDS = (
    "label", "description", "unit", "measure", "price_year", "source", "source_year", "note",
    "minimum", "maximum", "permitted",
)  # fmt: skip
NEVER = datetime.min.replace(tzinfo=UTC)  # what somebody has seen who saw no description


@dataclass(frozen=True)
class Described:
    """A column with what people and the newest version's profile say of it.

    ``column`` (as ``ColumnProfile``) is empty where the newest version has no such column.
    """

    name: str
    entry: ColumnEntry | None
    column: Mapping[str, Any] = field(default_factory=dict)
    detail: Mapping[str, Any] = field(default_factory=dict)
    rows: int = 0

    @property
    def gone(self) -> bool:
        return not self.column

    @property
    def is_described(self) -> bool:
        return self.entry is not None and bool(self.entry.label or self.entry.description)

    @property
    def unit(self) -> str:
        """What people say, else what the import has read."""
        return (self.entry.unit if self.entry else "") or str(self.column.get("unit", ""))

    @property
    def has_rule(self) -> bool:
        return rules.has_rule(self.entry)

    @property
    def some_break(self) -> bool:
        """Whether cells are known to break the rule, even where it is not known how many."""
        if self.entry is None or self.gone or not self.has_rule:
            return False
        return rules.some_break(self.entry, self.column)

    @property
    def broken(self) -> int | None:
        """Cells of the newest version that break the rule; None where the profile cannot tell."""
        if self.entry is None or self.gone or not self.has_rule:
            return None
        return rules.broken(self.entry, self.column, self.detail, self.rows)


def newest(dataset: Dataset) -> DatasetVersion | None:
    version: DatasetVersion | None = dataset.versions.order_by("-number").first()
    return version


def described(dataset: Dataset, version: DatasetVersion | None) -> list[Described]:
    """The version's columns in their order, then those that only have a description left."""
    entries = {entry.column: entry for entry in dataset.entries.all()}
    columns = version.columns if version else []
    details = version.profile.get("details", {}) if version else {}
    rows = version.rows if version else 0
    found = [
        Described(one["name"], entries.pop(one["name"], None), one, details.get(one["name"], {}),
                  rows)
        for one in columns
    ]  # fmt: skip
    return [*found, *(Described(name, entry) for name, entry in sorted(entries.items()))]


def digest(rows: list[Described]) -> str:
    """Another one once a description or the columns have changed."""
    told = [[one.name, one.gone, one.entry.updated_at.isoformat() if one.entry else ""]
            for one in rows]  # fmt: skip
    return hashlib.sha256(json.dumps(told).encode()).hexdigest()[:32]


def write(
    dataset: Dataset,
    wanted: Mapping[str, Mapping[str, Any]],
    user: Any,
    seen: Mapping[str, datetime | None] | None = None,
) -> dict[str, ColumnEntry]:
    """Store values by column and field; fields that are not named stay. One entry in the audit
    trail tells all that changed.

    ``seen`` are the states that the reader's form was made from (None: of no description). Raises
    ``Stale`` for the first that was saved since, and ``Refused`` for a column that there is not;
    then nothing is stored.
    """
    with transaction.atomic():
        hold(dataset.project_id)
        entries = {one.column: one for one in dataset.entries.filter(column__in=list(wanted))}
        known = {one["name"] for one in _columns(dataset)}
        changes: dict[str, Any] = {}
        for column, values in wanted.items():
            entry = entries.get(column)
            if entry is None:
                if column not in known:
                    raise Refused(no_column(column), field="column")
                entry = ColumnEntry(dataset=dataset, project_id=dataset.project_id, column=column)
                entry.save()
                told = apply(entry, values)
            else:
                state = (seen[column] or NEVER) if seen is not None and column in seen else None
                told = apply(entry, values, state)
            entries[column] = entry
            changes |= {f"{column} · {name}": pair for name, pair in told.items()}
        if changes:
            _report("changed", dataset, user, list(wanted), changes)
    return entries


def carry(origin: Dataset, target: Dataset, columns: Collection[str], user: Any) -> None:
    """Describe columns of ``target`` that came from ``origin`` unchanged, under the same names, as
    they are described there. What is described already stays.
    """
    described = set(target.entries.values_list("column", flat=True))
    there = {one["name"] for one in _columns(target)} & set(columns) - described
    entries = origin.entries.filter(column__in=there)
    write(
        target, {one.column: {name: getattr(one, name) for name in FIELDS} for one in entries}, user
    )


def remove(entry: ColumnEntry, user: Any) -> None:
    """Take a description back; the audit trail keeps what it said."""
    with transaction.atomic():
        hold(entry.project_id)
        row = ColumnEntry.objects.filter(pk=entry.pk).first()
        if row is None:
            return
        blank = ColumnEntry()
        said = {name: getattr(row, name) for name in FIELDS}
        changes = {
            f"{row.column} · {name}": [value, getattr(blank, name)]
            for name, value in said.items()
            if value != getattr(blank, name)
        }
        row.delete()
        _report("removed", entry.dataset, user, [entry.column], changes)


def no_column(name: str) -> Any:
    return msg("The newest version has no column '{name}'.", name=name)


def _columns(dataset: Dataset) -> list[dict[str, Any]]:
    columns = dataset.versions.order_by("-number").values_list("columns", flat=True).first()
    return list(columns or [])


def _report(
    verb: str, dataset: Dataset, user: Any, columns: list[str], changes: dict[str, Any]
) -> None:
    report(
        f"datasets.dictionary.{verb}",
        actor=user,
        project_id=dataset.project_id,
        subject=dataset,
        columns=columns[:50],
        changes=changes,
    )
