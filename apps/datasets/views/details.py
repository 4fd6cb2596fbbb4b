"""One dataset: its profile, its rows, its versions, where it came from, what used it."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.core.paginator import Page, Paginator
from django.db import IntegrityError
from django.db.models import Count, Exists, OuterRef, Subquery
from django.db.models.functions import Coalesce
from django.http import FileResponse, Http404, HttpResponse, HttpResponseBase, StreamingHttpResponse
from django.shortcuts import redirect, render
from django.utils.http import content_disposition_header
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from apps.core import rendering
from apps.core.htmx import is_htmx
from apps.core.messages import Items, Num
from apps.datasets import tus
from apps.datasets.combining.asking import combined_from
from apps.datasets.combining.manifest import ENGINE as COMBINE
from apps.datasets.deriving.asking import ENGINE as DERIVE
from apps.datasets.domain import edit, export, queries
from apps.datasets.forms import KINDS, DatasetForm
from apps.datasets.models import Dataset, DatasetVersion, LabelQueue, Source
from apps.datasets.tabular.schema import NUMERIC
from apps.datasets.views.uploading import find_dataset
from apps.jobs.domain.queries import engine_label
from apps.jobs.domain.submit import SubmissionRefused
from apps.jobs.models import Job
from apps.projects.access import ProjectRequest, may, project_page
from apps.projects.models import Role

ROWS_PER_PAGE = 25
COLUMNS_SHOWN = 60
LONGEST_SHOWN = 200  # characters of a cell; the page shows fewer still
CHARTS_PER_PAGE = 12
VERSIONS_PER_PAGE = 25
MAKERS = (COMBINE, DERIVE)  # engines that make tables of tables
MOST_VERSIONS = 2**31 - 1


def _version(request: ProjectRequest, dataset: Dataset) -> DatasetVersion:
    """The version that ``?version=`` names, the latest by default."""
    queues = LabelQueue.objects.filter(dataset=OuterRef("dataset"))
    versions = dataset.versions.select_related("created_by", "dataset", "job")
    sources = Source.objects.filter(dataset=OuterRef("dataset")).order_by("name", "id")
    counted = sources.order_by().values("dataset").annotate(count=Count("pk")).values("count")
    others = DatasetVersion.objects.filter(dataset=OuterRef("dataset")).order_by()
    siblings = others.values("dataset").annotate(count=Count("pk")).values("count")
    versions = versions.annotate(
        has_labels=Exists(queues),
        source_id=Subquery(sources.values("pk")[:1]),
        source_name=Subquery(sources.values("name")[:1]),
        source_count=Coalesce(Subquery(counted), 0),
        version_count=Subquery(siblings),
    )
    wanted = request.GET.get("version", "")
    number = tus.whole(wanted)
    found = versions.filter(number=min(number, MOST_VERSIONS)) if number is not None else versions
    version: DatasetVersion | None = found.first()
    if version is None:
        raise Http404
    return version


def _versions(
    request: ProjectRequest, dataset: Dataset, version: DatasetVersion
) -> Page[DatasetVersion]:
    """The page of versions that ``?versions=`` names, the newest by default. How many there are
    came with the ``version``.
    """
    pages = Paginator(dataset.versions.select_related("created_by"), VERSIONS_PER_PAGE)
    pages.count = vars(version)["version_count"]  # annotated
    return pages.get_page(_page_number(request, "versions"))


def _newest(versions: Page[DatasetVersion]) -> int | None:
    """The number of the newest version, where the page shows it."""
    shown = list(versions) if versions.number == 1 else []
    return shown[0].number if shown else None


def _page_number(request: ProjectRequest, name: str) -> int:
    return max(tus.whole(request.GET.get(name, "")) or 1, 1)


@require_safe
@project_page()
def detail(request: ProjectRequest, dataset_id: UUID) -> HttpResponse:
    """The profile page of a dataset's version."""
    dataset = find_dataset(request, dataset_id)
    version = _version(request, dataset)
    if not request.GET.get("version"):
        dataset.latest = version
    columns = _columns(version)
    pages = Paginator(columns, CHARTS_PER_PAGE)
    versions = _versions(request, dataset, version)
    charted = pages.get_page(_page_number(request, "charts"))
    context = {
        "dataset": dataset,
        "version": version,
        "versions": versions,
        "columns": columns,
        "charted": [{**row, "chart": _chart(row, version.rows)} for row in charted],
        "chart_page": charted,
        "missing_share": _missing_share(version),
        "used_by": queries.jobs_using(
            dataset.versions.filter(pk=version.pk), request.project.pk, 10
        ),
        "origin": _origin(version),
        "is_made": _maker(version) is not None,
        "combined_from": combined_from(version),
        "is_newest": version.number == _newest(versions),
        "may_edit": may(request, Role.EDITOR),
        "may_upload": may(request, Role.ANALYST),
        "xlsx_way": export.xlsx_way(version),
        **_rows(request, version),
    }
    template = "datasets/detail.html#rows" if _only_rows(request) else "datasets/detail.html"
    return render(request, template, context)


def _only_rows(request: ProjectRequest) -> bool:
    return is_htmx(request) and request.headers.get("HX-Target") == "rows"


def _columns(version: DatasetVersion) -> list[dict[str, Any]]:
    """One dict for each column: its profile, its details, its missing share, its kind in words."""
    details = version.profile.get("details", {})
    words = dict(KINDS)
    entries = {entry.column: entry for entry in version.dataset.entries.all()}
    return [
        {
            **column,
            "entry": entries.get(column["name"]),
            "detail": details.get(column["name"], {}),
            "kind": words.get(details.get(column["name"], {}).get("kind", ""), column["dtype"]),
            "share": column["missing"] / version.rows if version.rows else 0,
        }
        for column in version.columns
    ]


def _chart(row: dict[str, Any], rows: int) -> Any:
    chart = queries.chart_of(row["name"], row["unit"], row["detail"]) if row["detail"] else None
    if chart is None or not row["missing"]:
        return chart
    return chart.model_copy(update={"note": queries.missing_note(row["missing"], rows)})


def _missing_share(version: DatasetVersion) -> float:
    cells = version.rows * len(version.columns)
    return sum(column["missing"] for column in version.columns) / cells if cells else 0.0


def _rows(request: ProjectRequest, version: DatasetVersion) -> dict[str, Any]:
    pages = Paginator(range(version.rows), ROWS_PER_PAGE)
    page = pages.get_page(_page_number(request, "page"))
    offset = (page.number - 1) * ROWS_PER_PAGE
    found = queries.rows(version, offset, ROWS_PER_PAGE, COLUMNS_SHOWN, longest=LONGEST_SHOWN)
    dtypes = {column["name"]: column["dtype"] for column in version.columns}
    numeric = [dtypes.get(name) in NUMERIC for name in found.names]
    return {
        "page": page,
        "page_range": pages.get_elided_page_range(page.number, on_each_side=1, on_ends=1),
        "row_heads": list(zip(found.names, numeric, strict=True)),
        "row_cells": [
            (offset + index + 1, list(zip(map(_shown, row), numeric, strict=True)))
            for index, row in enumerate(found.rows)
        ],
        "hidden_columns": max(len(version.columns) - COLUMNS_SHOWN, 0),
    }


def _shown(cell: Any) -> str | None:
    if cell is None:
        return None
    if isinstance(cell, bool):
        return _("yes") if cell else _("no")
    if isinstance(cell, float):
        return rendering.number(Num(value=cell, digits=10))
    return rendering.show(cell) if isinstance(cell, int) else str(cell)


def _origin(version: DatasetVersion) -> list[tuple[str, Any]]:
    """Where the version came from, for the definition list."""
    options = version.import_options
    counts = version.profile.get("counts", {})
    evidence = version.profile.get("evidence")
    maker = _maker(version)
    imported = [
        (_("File"), version.original_name),
        (_("Imported by"), str(version.created_by or "")),
        (_("Read as"), rendering.render(evidence) if evidence else options.get("format", "")),
    ]
    origin: list[tuple[str, Any]] = [
        *(_made(maker, version) if maker else imported),
        (_("Source"), version.dataset.source),
        (_("Licence"), version.dataset.licence),
        (_("Content hash (SHA-256)"), version.content_hash),
    ]
    if counts:
        text = _("{read} read, {stored} stored, {rejected} rejected, {excluded} left out")
        shown = {name: rendering.show(value) for name, value in counts.items()}
        origin.append((_("Rows"), text.format(**shown)))
    return origin


def _maker(version: DatasetVersion) -> Job | None:
    """The run that has made the table of others; None of a table that came in."""
    job = version.job
    return job if job is not None and job.engine_key in MAKERS else None


def _made(job: Job, version: DatasetVersion) -> list[tuple[str, Any]]:
    """By what, of which tables and by whom a run has made a table."""
    names = [str(known.get("name", "")) for known in job.provenance.get("inputs", {}).values()]
    return [
        (_("Made by"), rendering.render(engine_label(job.engine_key))),
        (_("Made from"), rendering.show(Items(items=tuple(names)))),
        (_("Asked by"), str(version.created_by or "")),
    ]


@project_page(Role.EDITOR)
def change(request: ProjectRequest, dataset_id: UUID) -> HttpResponse:
    """Rename and describe."""
    dataset = find_dataset(request, dataset_id)
    form = DatasetForm(request.POST or None, instance=dataset)
    if request.method == "POST" and form.is_valid():
        try:
            edit.describe(form.save(commit=False), request.user)
        except IntegrityError:  # the name was taken since the form looked
            form.add_error("name", _("The project has a dataset of this name. Choose another."))
        else:
            messages.success(request, _("Saved."))
            return redirect("datasets:detail", request.project.pk, dataset.pk)
    name = Dataset.objects.values_list("name", flat=True).get(pk=dataset.pk)
    context = {"form": form, "dataset": dataset, "dataset_name": name}
    return render(request, "datasets/change.html", context, status=422 if form.errors else 200)


@project_page(Role.EDITOR)
def delete(request: ProjectRequest, dataset_id: UUID) -> HttpResponse:
    """Delete after the name was typed; says first which runs used it."""
    dataset = find_dataset(request, dataset_id)
    error = ""
    if request.method == "POST":
        if request.POST.get("confirm", "").strip() == dataset.name.strip():
            edit.delete(dataset, request.user)
            messages.success(request, _("'{name}' is deleted.").format(name=dataset.name))
            return redirect("datasets:list", request.project.pk)
        error = _("That is not the name of the dataset. Nothing was deleted.")
    context = {
        "dataset": dataset,
        "error": error,
        "used_by": queries.jobs_using(dataset.versions.all(), request.project.pk, 20),
        "versions": dataset.versions.count(),
    }
    return render(request, "datasets/delete.html", context, status=422 if error else 200)


@require_safe
@project_page()
def download(request: ProjectRequest, dataset_id: UUID, form: str) -> HttpResponseBase:
    """The version as Parquet, CSV (exact, or harmless for spreadsheets) or Excel."""
    if form not in ("parquet", "csv", "exact.csv", "xlsx"):
        raise Http404
    version = _version(request, find_dataset(request, dataset_id))
    if form == "parquet":
        return FileResponse(
            version.file.open("rb"), as_attachment=True, filename=export.file_name(version, form)
        )
    if form == "xlsx":
        return _xlsx(request, version)
    lines = export.csv_lines(version, safe=form != "exact.csv")
    return _csv(lines, export.file_name(version, "csv"))


def _xlsx(request: ProjectRequest, version: DatasetVersion) -> HttpResponseBase:
    if export.xlsx_way(version) != "direct":
        messages.error(
            request,
            _("This table is too large to be turned into Excel while you wait: choose Excel under"
              " Download on its page, or take CSV or Parquet."),
        )  # fmt: skip
        return redirect("datasets:detail", request.project.pk, version.dataset_id)
    return FileResponse(
        export.xlsx_file(version), as_attachment=True, filename=export.file_name(version, "xlsx")
    )


@require_POST
@project_page()
def make_excel(request: ProjectRequest, dataset_id: UUID) -> HttpResponse:
    """Have a large version written as Excel by a job, whose page then offers the file."""
    version = _version(request, find_dataset(request, dataset_id))
    if not export.xlsx_way(version):
        raise Http404
    try:
        job = export.xlsx_job(version, request.user)
    except SubmissionRefused as refused:
        issue = refused.issues[0]
        parts = [issue.message, *filter(None, [issue.fix])]
        messages.error(request, " ".join(rendering.render(part) for part in parts))
        return redirect("datasets:detail", request.project.pk, version.dataset_id)
    return redirect("jobs:detail", request.project.pk, job.pk)


def _csv(lines: Any, name: str) -> StreamingHttpResponse:
    response = StreamingHttpResponse(lines, content_type="text/csv; charset=utf-8")
    response.headers["Content-Disposition"] = content_disposition_header(True, name) or ""
    return response


@require_safe
@project_page()
def rejections(request: ProjectRequest, dataset_id: UUID) -> HttpResponseBase:
    """Every rejected value with its row, column, reason and fix, in the reader's language."""
    version = _version(request, find_dataset(request, dataset_id))
    if not version.rejections:
        raise Http404
    return _csv(export.rejection_lines(version), export.file_name(version, "rejections.csv"))
