"""Pages on which a survey's texts are translated: one language at a time, or by spreadsheet."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_safe

from apps.core.messages import msg
from apps.core.rendering import render as say
from apps.datasets.dictionary import files
from apps.datasets.dictionary.sheet import csv_text
from apps.feedback.surveys import actions, showing, texts
from apps.feedback.surveys.addresses import called
from apps.feedback.surveys.definition import RIGHT_TO_LEFT, Definition, read
from apps.feedback.surveys.export import workbook
from apps.feedback.surveys.models import Survey
from apps.feedback.surveys.views import get, page
from apps.projects.access import ProjectRequest, project_page
from apps.projects.domain.errors import Refused
from apps.projects.models import Role
from apps.reference.languages import own_name

MOST_SHOWN = 200


@project_page(write=Role.ANALYST)
def words(request: ProjectRequest, survey_id: UUID) -> HttpResponse:
    """Every text in the default language, beside one other language to fill in."""
    survey = get(request, survey_id)
    definition = read(survey.draft)
    language = definition.best_language([request.GET.get("language", "")])
    if language == definition.default and "language" not in request.GET:
        language = next((one for one in definition.languages if one != language), language)
    status = 200
    if request.method == "POST":
        changes = texts.typed(request.POST, language, definition)
        if _kept(request, survey, changes):
            messages.success(request, _("Saved."))
            return redirect(f"{_address(survey)}?language={language}")
        survey.refresh_from_db()
        definition, status = read(survey.draft), 422
    return _page(request, survey, definition, language, status=status)


def _kept(request: ProjectRequest, survey: Survey, changes: texts.Changes) -> bool:
    """Save texts; says why not: also where the survey was changed since the page was opened."""
    seen = request.POST.get("seen", "")
    version = int(seen) if seen.isdecimal() and len(seen) < 10 else None
    try:
        actions.edit(survey, request.user, lambda draft: texts.apply(draft, changes), seen=version)
    except Refused as refused:
        messages.error(request, say(refused.message))
        return False
    return True


def _page(
    request: ProjectRequest, survey: Survey, definition: Definition, language: str, *, status: int
) -> HttpResponse:
    listed = showing.languages(definition, language) or [
        {"code": definition.default, "name": own_name(definition.default), "here": True}
    ]
    names = called(definition)
    for one in listed:
        one["missing"] = texts.missing(definition, one["code"])
    rows = [
        {
            "address": row.address,
            "name": names[row.address],
            "source": row.texts.get(definition.default, ""),
            "text": _typed(request, row, language),
            "now": row.texts.get(language, ""),
            "needed": row.needed,
        }
        for row in texts.rows(definition)
    ]
    return page(
        request,
        survey,
        "survey_texts",
        status=status,
        rows=rows,
        languages=listed,
        language=language,
        default=definition.default,
        is_default=language == definition.default,
        direction="rtl" if language.partition("-")[0] in RIGHT_TO_LEFT else "ltr",
    )


def _typed(request: ProjectRequest, row: texts.Row, language: str) -> str:
    """What stands in a box: what was typed where it could not be saved."""
    text = str(request.POST.get(f"t:{row.address}", row.texts.get(language, "")))
    return text.replace("\r\n", "\n")


@require_safe
@project_page()
def download(request: ProjectRequest, survey_id: UUID) -> HttpResponse:
    """The table of texts as Excel, or as CSV with ``?format=csv``."""
    survey = get(request, survey_id)
    cells = texts.cells(read(survey.draft))
    if request.GET.get("format") == "csv":
        response = HttpResponse(csv_text(cells), content_type="text/csv; charset=utf-8")
        name = "survey-texts.csv"
    else:
        kind = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
        response = HttpResponse(workbook(cells, "Texts"), content_type=kind)
        name = "survey-texts.xlsx"
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    return response


@project_page(Role.ANALYST)
def upload(request: ProjectRequest, survey_id: UUID) -> HttpResponse:
    """Take a filled table back in: first what it would change, then the change."""
    survey = get(request, survey_id)
    definition = read(survey.draft)
    names = called(definition)
    context: dict[str, Any] = {}
    if request.method == "POST":
        try:
            table = _table(request)
            found = texts.find(definition, table)
        except Refused as refused:
            context["error"] = say(refused.message)
        else:
            if request.POST.get("do") == "save" and _kept(request, survey, found.changes):
                count = len(found.shown)
                told = ngettext("{count} text was taken over.", "{count} texts were taken over.",
                                count).format(count=count)  # fmt: skip
                messages.success(request, told)
                return redirect(_address(survey))
            if request.POST.get("do") == "save":  # compared with what is there now
                survey.refresh_from_db()
                found = texts.find(read(survey.draft), table)
            context |= {"found": found, "carried": files.carried(table), "most": MOST_SHOWN}
            context["shown"] = [
                (names[address], own_name(code), before, after)
                for address, code, before, after in found.shown[:MOST_SHOWN]
            ]
    status = 422 if "error" in context else 200
    return page(
        request, survey, "survey_upload", here="survey_texts", status=status, back=_address(survey),
        **context,
    )  # fmt: skip


def _table(request: ProjectRequest) -> files.Cells:
    if request.POST.get("do") == "save":
        return files.brought(request.POST.get("carried", ""))
    sent = request.FILES.get("file")
    if sent is None:
        raise Refused(msg("Choose the filled table first."))
    if (sent.size or 0) > files.MOST_BYTES:
        raise files.too_large()
    return files.cells_of(sent.read())


def _address(survey: Survey) -> str:
    return reverse("feedback:survey_texts", args=[survey.project_id, survey.pk])
