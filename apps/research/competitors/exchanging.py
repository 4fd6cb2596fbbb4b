"""Pages that take prices in from a table, and hand them out as a file."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse, StreamingHttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect
from django.utils.translation import ngettext
from django.views.decorators.http import require_safe

from apps.core import rendering
from apps.datasets.models import DatasetVersion
from apps.projects.access import ProjectRequest, project_page
from apps.projects.domain.errors import Refused
from apps.projects.models import Role
from apps.reference import countries, currencies
from apps.research.competitors import export, table_import
from apps.research.competitors.forms import ImportForm
from apps.research.competitors.views import page
from apps.research.domain import demand

MOST_TOLD = 50  # mistakes that a page lists


@project_page(Role.ANALYST)
def take_in(request: ProjectRequest) -> HttpResponse:
    """Choose a table and what its columns are. Nothing is stored while a row has a mistake, unless
    such rows are to be left out."""
    versions = demand.versions(request.project)
    version = _version(request, versions)
    if version is None:
        return page(request, "import", here="prices", versions=versions, version=None)
    columns = [column["name"] for column in version.columns]
    sent = request.POST if request.method == "POST" else None
    form = ImportForm(sent, columns=columns, initial=table_import.guess(columns))
    context: dict[str, Any] = {"versions": versions, "version": version, "form": form}
    if sent is not None and form.is_valid():
        parts = {name: form.cleaned_data[name] for name, _label, _needed in ImportForm.PARTS}
        try:
            answer, taken = table_import.read_and_take(
                request.project, request.user, version, parts, skip=form.cleaned_data["skip"]
            )
            if taken is not None:
                messages.success(request, _told(taken, answer))
                return redirect("research:prices", request.project.pk)
        except Refused as refused:
            form.add_error(None, rendering.render(refused.message))
        else:
            context |= _mistakes(answer)
    response = page(request, "import", here="prices", **context)
    response.status_code = 422 if sent is not None else 200
    return response


def _mistakes(answer: table_import.Read) -> dict[str, Any]:
    return {
        "mistakes": answer.mistakes[:MOST_TOLD],
        "more": max(len(answer.mistakes) - MOST_TOLD, 0),
        "sound": len(answer.found),
        "wrong": len(answer.mistakes),
    }


def _told(taken: int, answer: table_import.Read) -> str:
    told = [ngettext("{count} price was added.", "{count} prices were added.", taken)
            .format(count=taken)]  # fmt: skip
    if answer.known:
        told.append(
            ngettext(
                "{count} was here already.", "{count} were here already.", answer.known
            ).format(count=answer.known)
        )
    if answer.mistakes:
        count = len(answer.mistakes)
        told.append(
            ngettext(
                "{count} row with a mistake was left out.",
                "{count} rows with mistakes were left out.",
                count,
            ).format(count=count)
        )
    return rendering.gap().join(told)


def _version(request: ProjectRequest, versions: list[DatasetVersion]) -> DatasetVersion | None:
    """The table asked for, the newest without a choice; another project's is a 404."""
    given = request.GET.get("data", "")
    found = next((version for version in versions if str(version.pk) == given), None)
    if given and found is None:
        raise Http404
    return found or next(iter(versions), None)


def _known(given: str, listed: Any) -> str:
    """The code of a country or currency in capitals, or ''; a 404 for what is none."""
    code = given.upper()
    if code and listed.get(code) is None:
        raise Http404
    return code


@require_safe
@project_page()
def hand_out(request: ProjectRequest) -> HttpResponseBase:
    """The prices as CSV or, with ``?format=xlsx``, as an Excel file."""
    project, given = request.project, request.GET
    market = _known(given.get("market", ""), countries)
    rows = export.chosen(project, market, _known(given.get("currency", ""), currencies))
    excel = given.get("format") == "xlsx"
    response: HttpResponseBase
    if excel:
        kind = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
        response = HttpResponse(export.xlsx(project, rows), content_type=kind)
    else:
        lines = export.csv_lines(project, rows)
        response = StreamingHttpResponse(lines, content_type="text/csv; charset=utf-8")
    name = f"prices.{'xlsx' if excel else 'csv'}"
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    return response
