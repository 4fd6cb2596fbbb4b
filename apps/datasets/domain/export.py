"""Datasets and rejections as files to download, streamed row by row."""

from __future__ import annotations

import csv
import io
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import IO, Any, Literal

from apps.core import rendering
from apps.core.messages import msg
from apps.core.spreadsheets import csv_blocks, harmless
from apps.datasets.models import DatasetVersion
from apps.datasets.tabular import excel
from apps.datasets.tabular.reasons import REASONS
from apps.engines import parquet
from apps.jobs.domain.submit import submit
from apps.jobs.inputs import providers
from apps.jobs.models import OPEN_STATES, Job, State

EXCEL = "datasets.excel"
DIRECT_CELLS = 200_000  # of an Excel file that a request makes itself, within a second or two
BATCH = 4096


def _batches(version: DatasetVersion) -> Iterator[Any]:
    yield from parquet.batches(_path(version), rows=BATCH)


def _path(version: DatasetVersion) -> Path:
    provider = providers.get("dataset")
    if provider is None:
        raise LookupError("the provider of datasets is not registered")
    return provider.materialise(version.project_id, str(version.pk))


def csv_lines(version: DatasetVersion, *, safe: bool) -> Iterator[str]:
    """The version as CSV. ``safe`` is meant for spreadsheets: with a byte order mark, and text that
    looks like a formula made harmless; otherwise values are exact.
    """
    return csv_blocks(_rows(version, safe), marked=safe)


def _rows(version: DatasetVersion, safe: bool) -> Iterator[list[Any]]:
    names = [column["name"] for column in version.columns]
    yield [harmless(name) if safe else name for name in names]
    for batch in _batches(version):
        for row in zip(*(column.to_pylist() for column in batch.columns), strict=True):
            yield [_cell(value, safe) for value in row]


def _cell(value: Any, safe: bool) -> Any:
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, float):
        return repr(value)
    if isinstance(value, str):
        return harmless(value) if safe else value
    return value


def xlsx_way(version: DatasetVersion) -> Literal["direct", "job", ""]:
    """How the version becomes an Excel file: at once, by a job, or not at all."""
    if version.rows > excel.MOST_ROWS or len(version.columns) > excel.MOST_COLUMNS:
        return ""
    return "direct" if version.rows * len(version.columns) <= DIRECT_CELLS else "job"


def xlsx_file(version: DatasetVersion) -> IO[bytes]:
    """A small version as an Excel workbook in a temporary file."""
    columns = [(column["name"], column["dtype"]) for column in version.columns]
    file = tempfile.TemporaryFile()  # noqa: SIM115 - the response closes it
    excel.write(_path(version), columns, file)
    file.seek(0)
    return file


def xlsx_job(version: DatasetVersion, user: Any) -> Job:
    """The job that makes, or has made, the version's Excel file. Raises ``SubmissionRefused``."""
    inputs = {"data": {"kind": "dataset", "id": str(version.pk)}}
    usable = [*OPEN_STATES, State.SUCCEEDED]
    made = Job.objects.filter(
        project=version.project_id, engine_key=EXCEL, inputs=inputs, state__in=usable
    )
    return made.order_by("-created_at").first() or submit(
        project=version.project,
        user=user,
        engine_key=EXCEL,
        params={"filename": file_name(version, "xlsx")},
        inputs=inputs,
        title=file_name(version, "xlsx"),
    )


def rejection_lines(version: DatasetVersion) -> Iterator[str]:
    """The rejected values as CSV in the reader's language, harmless in a spreadsheet."""
    return csv_blocks(_rejections(version))


def _rejections(version: DatasetVersion) -> Iterator[list[Any]]:
    heads = [msg("row"), msg("column"), msg("value"), msg("reason"), msg("what to do")]
    yield [rendering.render(head) for head in heads]
    with version.rejections.open("rb") as raw:
        lines = csv.DictReader(io.TextIOWrapper(raw, encoding="utf-8", newline=""))
        for line in lines:
            reason, fix = REASONS[line["code"]]
            texts = [line["column"], line["value"], rendering.render(reason), rendering.render(fix)]
            yield [line["row"], *(harmless(text) for text in texts)]


def file_name(version: DatasetVersion, suffix: str) -> str:
    """A name for the download made of the dataset's, safe in every file system."""
    kept = "".join(
        char if char.isalnum() or char in " -_." else "_" for char in version.dataset.name
    )
    return f"{Path(kept.strip() or 'dataset').name}-v{version.number}.{suffix}"
