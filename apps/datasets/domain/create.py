"""A dataset from rows that are in memory already: samples, tests, small results."""

from __future__ import annotations

import datetime
import tempfile
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from django.conf import settings
from django.db import transaction

from apps.core.happenings import report
from apps.datasets.domain.store import add_version
from apps.datasets.models import Dataset, DatasetVersion
from apps.datasets.tabular.schema import Kind, StoredColumn, arrow_type
from apps.datasets.tabular.writer import StoredTable, TableWriter
from apps.projects.models import Project

Column = str | tuple[str, str]  # a name, or a name with its unit


def create_from_rows(
    project: Project,
    user: Any,
    name: str,
    columns: Sequence[Column | StoredColumn],
    rows: Sequence[Sequence[Any]],
    description: str = "",
    source: str = "",
    licence: str = "",
) -> DatasetVersion:
    """Store ``rows`` (one sequence per row, ``None`` for missing) as a new dataset's version 1.

    A column is a name, a (name, unit) pair or a :class:`StoredColumn`; types are taken from the
    values where they are not given.
    """
    values = [list(column) for column in zip(*rows, strict=True)] or [[] for _ in columns]
    stored = [_described(column, cells) for column, cells in zip(columns, values, strict=True)]
    with tempfile.TemporaryDirectory(dir=_work_dir()) as folder:
        table = write_rows(Path(folder) / "table.parquet", stored, values)
        with transaction.atomic():
            dataset = Dataset.objects.create(
                project=project,
                name=name,
                description=description,
                source=source,
                licence=licence,
                created_by=user if getattr(user, "pk", None) else None,
            )
            report("datasets.dataset.created", actor=user, project_id=project.pk, subject=dataset)
            return add_version(dataset, user, stored=table)


def write_rows(
    path: Path, columns: Sequence[StoredColumn], values: Sequence[Sequence[Any]]
) -> StoredTable:
    """Write columns of Python values as a stored table."""
    import pyarrow as pa  # not needed to start the web process

    with TableWriter(path, columns) as writer:
        writer.write(
            [
                pa.array(cells, type=arrow_type(column.dtype))
                for column, cells in zip(columns, values, strict=True)
            ]
        )
        return writer.finish()


def _work_dir() -> Path:
    folder = Path(settings.WORK_DIR) / "datasets"
    folder.mkdir(parents=True, exist_ok=True)
    return folder


def _described(column: Column | StoredColumn, cells: Sequence[Any]) -> StoredColumn:
    if isinstance(column, StoredColumn):
        return column
    name, unit = (column, "") if isinstance(column, str) else column
    return StoredColumn(name=name, unit=unit, kind=_kind(cells))


def _kind(cells: Sequence[Any]) -> Kind:
    present = {type(cell) for cell in cells if cell is not None}
    for types, kind in _KINDS:
        if present and present <= types:
            return kind
    return "text"


_KINDS: list[tuple[set[type], Kind]] = [
    ({bool}, "boolean"),
    ({int}, "integer"),
    ({int, float}, "number"),
    ({datetime.date}, "date"),
    ({datetime.datetime}, "datetime"),
]
