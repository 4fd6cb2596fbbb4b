"""Reading datasets: lists, pages of rows, and what used them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.db.models import Count, OuterRef, QuerySet, Subquery, TextField
from django.db.models.functions import Cast

from apps.core.messages import Message, msg
from apps.datasets.models import Dataset, DatasetVersion, Upload
from apps.datasets.tabular.stats import MOST_BINS
from apps.engines.result import Axis, Chart, Series
from apps.jobs.inputs import providers
from apps.jobs.models import Job

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
    latest = DatasetVersion.objects.filter(dataset=OuterRef("pk")).order_by("-number")
    return (
        Dataset.objects.visible_to(user)
        .filter(project_id=project_id)
        .annotate(
            rows=Subquery(latest.values("rows")[:1]),
            size=Subquery(latest.values("size")[:1]),
            version=Subquery(latest.values("number")[:1]),
            latest_id=Subquery(latest.values("pk")[:1]),
            version_count=Count("versions"),
        )
    )


def open_uploads(user: Any, project_id: Any) -> QuerySet[Any]:
    """Uploads that wait for somebody, newest first."""
    return Upload.objects.visible_to(user).filter(project_id=project_id, state__in=OPEN_UPLOADS)


def jobs_using(version_ids: list[Any], project_id: Any) -> QuerySet[Job]:
    """Jobs of the project that took one of these versions as an input."""
    jobs = Job.objects.filter(project_id=project_id).annotate(text=Cast("inputs", TextField()))
    found = jobs.none()
    for version_id in version_ids:
        found = found | jobs.filter(text__contains=str(version_id))
    return found.exclude(engine_key__startswith="datasets.").order_by("-created_at")


@dataclass(frozen=True)
class RowPage:
    """``rows`` of a version from ``offset`` on, as Python values."""

    names: list[str]
    rows: list[tuple[Any, ...]]
    offset: int
    total: int


def rows(version: DatasetVersion, offset: int, limit: int, columns: int | None = None) -> RowPage:
    """A page of rows read from the row groups that hold it and no others."""
    import pyarrow.parquet as pq  # not needed to start the web process

    provider = providers.get("dataset")
    if provider is None:
        raise LookupError("the provider of datasets is not registered")
    path = provider.materialise(version.project_id, str(version.pk))
    with pq.ParquetFile(path) as file:
        names = list(file.schema_arrow.names)[:columns]
        group, skip = _group_of(file.metadata, offset)
        found: list[tuple[Any, ...]] = []
        groups = range(group, file.metadata.num_row_groups)
        for batch in file.iter_batches(
            batch_size=max(limit, 256), row_groups=list(groups), columns=names
        ):
            if skip >= batch.num_rows:
                skip -= batch.num_rows
                continue
            part = batch.slice(skip, limit - len(found))
            skip = 0
            found += list(zip(*(column.to_pylist() for column in part.columns), strict=True))
            if len(found) >= limit:
                break
    return RowPage(names, found, offset, version.rows)


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
    if kind == "integer" and high - low == 1:
        return f"{(low + high) / 2:.0f}"
    return f"{low:.4g} – {high:.4g}"


def missing_note(missing: int, total: int) -> Message:
    return msg("{missing} of {total} rows have no value.", missing=missing, total=total)
