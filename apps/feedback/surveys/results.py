"""Pages of what was answered: each question, two against each other, downloads."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.http import FileResponse, Http404, HttpResponse
from django.http.response import HttpResponseBase
from django.urls import NoReverseMatch, reverse
from django.utils.http import urlencode
from django.views.decorators.http import require_safe

from apps.core.rendering import country as country_name
from apps.feedback.surveys import crossing, export, figures
from apps.feedback.surveys.checks import name
from apps.feedback.surveys.definition import Kind, Question
from apps.feedback.surveys.models import Survey, SurveyFile
from apps.feedback.surveys.views import get, page
from apps.projects.access import ProjectRequest, project_page
from apps.projects.models import Role
from apps.reference.languages import own_name

MOST_FILES = 50


@require_safe
@project_page()
def results(request: ProjectRequest, survey_id: UUID) -> HttpResponse:
    """How many answered, and what, by language and country."""
    survey = get(request, survey_id)
    language, country = request.GET.get("language", ""), request.GET.get("country", "")
    found = figures.gather(survey, language, country)
    files = SurveyFile.objects.filter(response__survey=survey).order_by("-created_at")
    kept = list(files.select_related("response")[: MOST_FILES * 4])
    shown = [
        {
            "name": name(found.definition, one),
            "result": figures.drawn(figures.blocks(found, one)),
            "records": _records(survey, one),
            "files": [file for file in kept if file.question == one.key][:MOST_FILES],
        }
        for one in found.questions
    ]
    return page(
        request,
        survey,
        "survey_results",
        overview=figures.drawn([figures.overview(found)]),
        questions=shown,
        languages=[(code, own_name(code)) for code in found.languages],
        countries=[(code, country_name(code)) for code in found.countries],
        language=language,
        country=country,
        complete=found.complete,
        begun=found.begun,
        most=figures.MOST_READ,
        may_download=request.role.covers(Role.VIEWER),
    )


def _records(survey: Survey, question: Question) -> str:
    """Where the open answers are read, if that page is there."""
    if question.kind is not Kind.TEXT:
        return ""
    try:
        address = reverse("feedback:records", args=[survey.project_id])
    except NoReverseMatch:
        return ""
    return f"{address}?{urlencode({'source': survey.title})}"


@require_safe
@project_page()
def cross(request: ProjectRequest, survey_id: UUID) -> HttpResponse:
    """Two questions against each other."""
    survey = get(request, survey_id)
    found = figures.gather(survey)
    options = figures.crossable(found)
    keys = [key for key, _name in options]
    row = request.GET.get("row", "")
    column = request.GET.get("column", "")
    if row not in keys and len(keys) > 1:
        row, column = keys[0], keys[1]
    crossed = crossing.cross(found, row, column)
    return page(
        request, survey, "survey_cross", here="survey_results", options=options, row=row,
        column=column, crossed=crossed,
        result=figures.drawn([crossed.table]) if crossed else None,
    )  # fmt: skip


@require_safe
@project_page()
def download(request: ProjectRequest, survey_id: UUID, form: str) -> HttpResponse:
    """The answers as a file."""
    survey = get(request, survey_id)
    if form not in export.FORMATS:
        raise Http404
    kind, make = export.FORMATS[form]
    response = HttpResponse(make(survey), content_type=kind)
    response["Content-Disposition"] = f'attachment; filename="survey-answers.{form}"'
    return response


@require_safe
@project_page()
def file(request: ProjectRequest, survey_id: UUID, file_id: UUID) -> HttpResponseBase:
    """A respondent's file, as a download that no browser opens by itself."""
    survey = get(request, survey_id)
    found = SurveyFile.objects.filter(response__survey=survey, pk=file_id).first()
    if found is None or not found.file:
        raise Http404
    try:
        opened: Any = found.file.open("rb")
    except FileNotFoundError:
        raise Http404 from None
    return FileResponse(opened, as_attachment=True, filename=found.name,
                        content_type="application/octet-stream")  # fmt: skip
