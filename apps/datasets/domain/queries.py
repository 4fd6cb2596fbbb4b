"""Reading datasets: lists, pages of rows, and what used them."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import Any

from django.db.models import Count, OuterRef, QuerySet, Subquery
from django.db.models.functions import Coalesce

from apps.core import rendering
from apps.core.messages import Message, Num, msg, msgn
from apps.core.written import Written
from apps.datasets.models import Dataset, DatasetVersion, Upload
from apps.datasets.tabular.stats import MOST_BINS
from apps.engines import parquet
from apps.engines.result import Axis, Chart, Series
from apps.jobs.domain import lineage
from apps.jobs.inputs import providers
from apps.jobs.models import Job

SHORTENED_FROM = 1_000_000  # bins from here on are written as '1.2M'
PAGE_BYTES = 16 * 1024**2  # of rows that are handed out at once
OPEN_UPLOADS = (
    Upload.State.RECEIVING,
    Upload.State.RECEIVED,
    Upload.State.INSPECTING,
    Upload.State.READY,
    Upload.State.IMPORTING,
    Upload.State.REFUSED,
)


def datasets(user: Any, project_id: Any) -> QuerySet[Any]:
    """A project's datasets with figures of their latest version (``rows``, ``size``, ``version``,
    ``column_count``)."""
    versions = DatasetVersion.objects.filter(dataset=OuterRef("pk"))
    latest = versions.order_by("-number")
    # A subquery, not a join: it is asked for the rows that are shown, not for all of them.
    count = versions.order_by().values("dataset").annotate(count=Count("pk")).values("count")
    return (
        Dataset.objects.visible_to(user)
        .filter(project_id=project_id)
        .annotate(
            rows=Subquery(latest.values("rows")[:1]),
            size=Subquery(latest.values("size")[:1]),
            version=Subquery(latest.values("number")[:1]),
            latest_id=Subquery(latest.values("pk")[:1]),
            version_count=Coalesce(Subquery(count), 0),
        )
    )


def open_uploads(user: Any, project_id: Any) -> QuerySet[Any]:
    """Uploads that wait for somebody, newest first."""
    return Upload.objects.visible_to(user).filter(project_id=project_id, state__in=OPEN_UPLOADS)


def jobs_using(versions: QuerySet[DatasetVersion], project_id: Any, limit: int) -> list[Job]:
    """The project's newest runs that took one of these versions."""
    ids = versions.order_by().values_list(Written("pk"), flat=True)
    return lineage.newest_users("dataset", ids, project_id, limit)


@dataclass(frozen=True)
class RowPage:
    """``rows`` of a version from ``offset`` on, as Python values."""

    names: list[str]
    rows: list[tuple[Any, ...]]
    offset: int
    total: int


def rows(
    version: DatasetVersion,
    offset: int,
    limit: int,
    columns: int | None = None,
    longest: int | None = None,
) -> RowPage:
    """A page of rows read from the row groups that hold it and no others: ``limit`` of them, or
    fewer where they are long. ``longest`` cuts texts to so many characters.
    """
    import pyarrow.parquet as pq  # not needed to start the web process

    provider = providers.get("dataset")
    if provider is None:
        raise LookupError("the provider of datasets is not registered")
    path = provider.materialise(version.project_id, str(version.pk))
    with pq.ParquetFile(path) as file:
        names = list(file.schema_arrow.names)[:columns]
        group, skip = _group_of(file.metadata, offset)
        groups = range(group, file.metadata.num_row_groups)
    found: list[tuple[Any, ...]] = []
    held = 0
    for batch in parquet.batches(path, names, rows=max(limit, 256), groups=groups, size=PAGE_BYTES):
        if skip >= batch.num_rows:
            skip -= batch.num_rows
            continue
        part = batch.slice(skip, limit - len(found))
        skip = 0
        cells = [_cut(column, longest) for column in part.columns]
        found += list(zip(*(column.to_pylist() for column in cells), strict=True))
        held += sum(column.nbytes for column in cells)
        if len(found) >= limit or held >= PAGE_BYTES:
            break
    return RowPage(names, found, offset, version.rows)


def _cut(column: Any, longest: int | None) -> Any:
    import pyarrow as pa  # not needed to start the web process
    import pyarrow.compute as pc

    if longest is None or not pa.types.is_string(column.type):
        return column
    return pc.utf8_slice_codeunits(column, 0, longest)


def _group_of(metadata: Any, offset: int) -> tuple[int, int]:
    for group in range(metadata.num_row_groups):
        count = metadata.row_group(group).num_rows
        if offset < count:
            return group, offset
        offset -= count
    return metadata.num_row_groups, 0


def chart_of(name: str, unit: str, detail: dict[str, Any]) -> Chart | None:
    """A column's histogram, or its most frequent values; None if it has neither."""
    histogram = detail.get("histogram")
    if histogram:
        return _histogram(name, unit, detail["kind"], histogram)
    top = detail.get("top") or []
    if not top:
        return None
    return Chart(
        key=f"top-{name}",
        title=msg("Most frequent values of {name}", name=name),
        x=Axis(label=name, scale="category"),
        y=Axis(label=msg("Rows")),
        series=[
            Series(name=msg("Rows"), kind="bar", points=[[value, count] for value, count in top])
        ],
    )


def _histogram(name: str, unit: str, kind: str, histogram: dict[str, Any]) -> Chart:
    edges, counts = histogram["edges"], histogram["counts"][:MOST_BINS]
    points: list[list[float | str | None]] = [
        [_bin(edges[n], edges[n + 1], kind), count] for n, count in enumerate(counts)
    ]
    return Chart(
        key=f"histogram-{name}",
        title=msg("Distribution of {name}", name=name),
        x=Axis(label=name, unit=unit, scale="category"),
        y=Axis(label=msg("Rows")),
        series=[Series(name=msg("Rows"), kind="bar", points=points)],
    )


def _bin(low: float, high: float, kind: str) -> str:
    if kind in ("date", "datetime"):
        import numpy as np

        return str(np.datetime64(int((low + high) // 2), "D"))
    if kind == "integer" and low % 1 == high % 1 == 0.5:
        first, last = math.ceil(low), math.floor(high)
        return rendering.show(first) if first == last else _between(first, last)
    return _between(low, high)


def _between(low: float, high: float) -> str:
    """'12,300 – 13,500', '1.23M – 1.35M': both ends with three figures of the bin's width."""
    whole = low == int(low) and high == int(high) and high - low < 1000
    place = math.floor(math.log10(high - low)) - 2 if high > low and not whole else 0
    ends = [round(end, -place) for end in (low, high)]
    if max(map(abs, ends)) >= SHORTENED_FROM:
        short = [rendering.short(end) for end in ends]
        if short[0] != short[1]:
            return " – ".join(short)
    return " – ".join(rendering.number(Num(value=end, digits=12)) for end in ends)


def missing_note(missing: int, total: int) -> Message:
    return msgn(
        "{count} of {total} rows has no value.",
        "{count} of {total} rows have no value.",
        missing,
        total=total,
    )
