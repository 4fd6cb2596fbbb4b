"""Pages of what was answered: each question, two against each other, downloads."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import FileResponse, Http404, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect
from django.urls import NoReverseMatch, reverse
from django.utils.http import urlencode
from django.views.decorators.http import require_safe

from apps.core.messages import msg
from apps.core.rendering import country as country_name
from apps.core.rendering import render as say
from apps.feedback.surveys import crossing, export, figures, hiding, stored
from apps.feedback.surveys.definition import Kind, Question
from apps.feedback.surveys.handing import source_of
from apps.feedback.surveys.models import Survey
from apps.feedback.surveys.views import get, page
from apps.jobs.reports.formats import NotWritten
from apps.projects.access import ProjectRequest, project_page
from apps.projects.models import Role
from apps.reference.languages import own_name


@require_safe
@project_page()
def results(request: ProjectRequest, survey_id: UUID) -> HttpResponse:
    """How many answered, and what, by language and country."""
    survey = get(request, survey_id)
    language, country = request.GET.get("language", ""), request.GET.get("country", "")
    single = _single(request)
    found = figures.gather(survey, language, country, single=single)
    kept = stored.counted(survey) if single else []
    shown = [
        {
            "name": figures.title(found, one),
            "result": figures.drawn(figures.blocks(found, one)),
            "records": _records(survey, one),
            "files": [file for file in kept if file.question == one.key],
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
        withheld=found.withheld,
        least=hiding.LEAST,
        may_download=single,
    )


def _single(request: ProjectRequest) -> bool:
    """Whether this member may read single answers here, and what would tell of them."""
    return request.role.covers(Role.ANALYST)


def _records(survey: Survey, question: Question) -> str:
    """Where the open answers are read, if that page is there."""
    if question.kind is not Kind.TEXT:
        return ""
    try:
        address = reverse("feedback:records", args=[survey.project_id])
    except NoReverseMatch:
        return ""
    return f"{address}?{urlencode({'source': source_of(survey)})}"


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
    crossed = crossing.cross(found, row, column, single=_single(request))
    return page(
        request, survey, "survey_cross", here="survey_results", options=options, row=row,
        column=column, crossed=crossed,
        result=figures.drawn([crossed.table]) if crossed else None,
    )  # fmt: skip


@require_safe
@project_page(Role.ANALYST)
def download(request: ProjectRequest, survey_id: UUID, form: str) -> HttpResponse:
    """The answers as a file."""
    survey = get(request, survey_id)
    if form not in export.FORMATS:
        raise Http404
    kind, make = export.FORMATS[form]
    try:
        content = make(survey)
    except NotWritten as error:
        told = (
            error.message
            if error.seconds
            else msg(
                "This file could not be written. CSV and"
                " Excel hold the same answers; an administrator finds the reason in the log."
            )
        )
        messages.error(request, say(told))
        return redirect("feedback:survey_results", request.project.pk, survey.pk)
    response = HttpResponse(content, content_type=kind)
    response["Content-Disposition"] = f'attachment; filename="survey-answers.{form}"'
    return response


@require_safe
@project_page(Role.ANALYST)
def file(request: ProjectRequest, survey_id: UUID, file_id: UUID) -> HttpResponseBase:
    """A respondent's file, as a download that no browser opens by itself."""
    survey = get(request, survey_id)
    found = next(iter(stored.counted(survey, pk=file_id)), None)
    if found is None or not found.file:
        raise Http404
    try:
        opened: Any = found.file.open("rb")
    except FileNotFoundError:
        raise Http404 from None
    return FileResponse(opened, as_attachment=True, filename=found.name,
                        content_type="application/octet-stream")  # fmt: skip
