"""The list of records, one record, and the forms on it."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from apps.core import rendering
from apps.core.forms import ConfirmForm, posted
from apps.core.tables import table_page
from apps.feedback.records import editing, tabling
from apps.feedback.records.filters import RecordPageFilter, language_name
from apps.feedback.records.forms import DatasetForm, RecordForm
from apps.feedback.records.models import FeedbackRecord
from apps.feedback.records.tables import RecordTable
from apps.feedback.records.taking import NewRecord
from apps.projects.access import ProjectRequest, may, project_page
from apps.projects.collections.saving import saved, told_saved
from apps.projects.domain.errors import Refused
from apps.projects.models import Role
from apps.reference import countries

REPETITIONS_SHOWN = 20


@require_safe
@project_page()
def index(request: ProjectRequest) -> HttpResponse:
    """The list; search, filters, sort and pages in the URL."""
    rows = FeedbackRecord.objects.visible_to(request.user).filter(project=request.project)
    context = table_page(request, RecordTable, rows.defer("search"), RecordPageFilter)
    may_add = may(request, Role.ANALYST)
    if not context["table"].filtered:
        context["table"].empty_context = {
            "icon": "messages",
            "title": _("No feedback yet"),
            "text": _(
                "Take records from a table of reviews or answers, send them over the REST API,"
                " or add the first one by hand."
            ),
            "action_url": reverse("feedback:from_table", args=[request.project.pk])
            if may_add
            else "",
            "action_label": _("Take records from a table"),
        }
    return render(request, "feedback/records.html", {"may_add": may_add, **context})


@require_safe
@project_page()
def detail(request: ProjectRequest, record_id: UUID) -> HttpResponse:
    """One record: what was said, by whom, where it comes from, and who said the same."""
    row = _row(request, record_id)
    together = FeedbackRecord.objects.none()
    if row.submission_id:
        together = FeedbackRecord.objects.filter(
            project=request.project, channel=row.channel, source=row.source,
            submission_id=row.submission_id,
        ).exclude(submission_id="").exclude(pk=row.pk)  # fmt: skip
    context = {
        "row": row,
        "country": countries.name(row.country, get_language() or "en") if row.country else "",
        "language": language_name(row.language),
        "repetitions": row.duplicates.order_by("-occurred_at")[:REPETITIONS_SHOWN],
        "together": together.order_by("field_id")[:REPETITIONS_SHOWN],
        "may_edit": may(request, Role.ANALYST),
        "may_delete": may(request, Role.EDITOR),
    }
    return render(request, "feedback/record.html", context)


@project_page(Role.ANALYST)
def new(request: ProjectRequest) -> HttpResponse:
    """Add one record."""
    row = FeedbackRecord(project=request.project)
    form = RecordForm(posted(request), instance=row, project=request.project)
    if request.method == "POST" and form.is_valid():
        try:
            taken = editing.add(request.project, NewRecord(**form.values), request.user)
        except Refused as refused:
            form.show_refusal(refused)
        else:
            messages.success(request, _("The record was added."))
            return redirect("feedback:record", request.project.pk, taken.row.pk)
    cancel = reverse("feedback:records", args=[request.project.pk])
    return render(request, "feedback/form.html", {"form": form, "row": None, "cancel_url": cancel})


@project_page(Role.ANALYST)
def edit(request: ProjectRequest, record_id: UUID) -> HttpResponse:
    """Correct a record; what somebody else saved meanwhile is shown before it is overwritten."""
    row = _row(request, record_id)
    form = RecordForm(posted(request), instance=row, project=request.project)
    written = saved(
        request,
        form,
        lambda: editing.change(row, form.values, request.user, seen=form.cleaned_data["seen"]),
        told_saved,
    )
    if written is not None:
        return redirect("feedback:record", request.project.pk, row.pk)
    cancel = reverse("feedback:record", args=[request.project.pk, row.pk])
    return render(request, "feedback/form.html", {"form": form, "row": row, "cancel_url": cancel})


@project_page(Role.EDITOR)
def delete(request: ProjectRequest, record_id: UUID) -> HttpResponse:
    """Delete a record, once its beginning was typed."""
    row = _row(request, record_id)
    form = ConfirmForm(request.POST or None, phrase=phrase_of(row))
    if request.method == "POST" and form.is_valid():
        editing.delete(row, request.user)
        messages.success(request, _("The record was deleted."))
        return redirect("feedback:records", request.project.pk)
    context = {"row": row, "phrase": phrase_of(row), "error": form.problem}
    return render(request, "feedback/delete.html", context)


@project_page(Role.ANALYST)
def as_dataset(request: ProjectRequest) -> HttpResponse:
    """Make a dataset of records: those that the list was narrowed to, or others."""
    rows = FeedbackRecord.objects.visible_to(request.user).filter(project=request.project)
    sent = posted(request)
    filters = RecordPageFilter(sent or request.GET or None, queryset=rows, request=request)
    form = DatasetForm(sent, filters=filters, initial=request.GET.dict())
    if request.method == "POST" and form.is_valid():
        name, masked = form.cleaned_data["name"], form.cleaned_data["masked"]
        try:
            made = tabling.as_dataset(
                request.project, filters.qs, name, request.user, masked=masked
            )
        except Refused as refused:
            text = rendering.render(refused.message)
            form.add_error(refused.field if refused.field in form.fields else None, text)
        else:
            messages.success(request, _("The dataset was made."))
            return redirect("datasets:detail", request.project.pk, made.dataset_id)
    cancel = reverse("feedback:records", args=[request.project.pk])
    return render(request, "feedback/as_dataset.html", {"form": form, "cancel_url": cancel})


def phrase_of(row: FeedbackRecord) -> str:
    """What is typed to delete a record: its first word or characters."""
    return str(row.title.split()[0][:12] if row.title.split() else row.get_channel_display())


def _row(request: ProjectRequest, record_id: UUID) -> FeedbackRecord:
    rows = FeedbackRecord.objects.visible_to(request.user).filter(project=request.project)
    related = ("contact", "duplicate_of", "intake__version__dataset")
    found: FeedbackRecord | None = rows.select_related(*related).filter(pk=record_id).first()
    if found is None:
        raise Http404
    return found
