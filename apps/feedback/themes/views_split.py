"""Pages on which a theme becomes several."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from apps.core import rendering
from apps.core.forms import status_of
from apps.feedback.models import FeedbackRecord, Theme
from apps.feedback.records.filters import searched
from apps.feedback.themes import splitting
from apps.feedback.themes.forms import FindForm, LookForm, SplitForm
from apps.feedback.themes.views import sent, theme_of
from apps.jobs.domain.submit import SubmissionRefused
from apps.projects.access import ProjectRequest, project_page
from apps.projects.domain.errors import Refused
from apps.projects.models import Role

MOST_SHOWN = 100


@project_page(Role.ANALYST)
def split(request: ProjectRequest, theme_id: UUID) -> HttpResponse:
    """Take chosen records out of a theme; also the way to a run that looks for parts of it."""
    row = theme_of(request, theme_id)
    if row.merged_into_id:
        return redirect("feedback:theme", request.project.pk, row.merged_into_id)
    among, find, found = _records(request, row)
    form = SplitForm(sent(request), among=among, shown=found[:MOST_SHOWN])
    if request.method == "POST" and form.is_valid():
        try:
            new = splitting.split_off(row, form.chosen, form.cleaned_data["name"], request.user)
        except Refused as refused:
            place = refused.field if refused.field in form.fields else None
            form.add_error(place, rendering.render(refused.message))
        else:
            messages.success(request, _("The records are in a theme of their own now."))
            return redirect("feedback:theme", request.project.pk, new.pk)
    return _page(request, row, form=form, find=find, found=found)


@require_POST
@project_page(Role.ANALYST)
def look_inside(request: ProjectRequest, theme_id: UUID) -> HttpResponse:
    """Start a run that looks for themes in the records of this one."""
    row = theme_of(request, theme_id)
    look = LookForm(request.POST)
    if look.is_valid():
        try:
            job = splitting.look_inside(row, request.user, look.params)
        except SubmissionRefused as refused:
            look.show_issues(refused)
        except Refused as refused:
            look.add_error(None, rendering.render(refused.message))
        else:
            return redirect("jobs:detail", request.project.pk, job.pk)
    among, find, found = _records(request, row)
    form = SplitForm(among=among, shown=found[:MOST_SHOWN])
    return _page(request, row, form=form, find=find, found=found, look=look)


def _records(request: ProjectRequest, row: Theme) -> tuple[Any, FindForm, Any]:
    """All records of the theme, the search in them, and what it finds, the newest first."""
    among = FeedbackRecord.objects.visible_to(request.user).filter(theme_member__theme=row)
    find = FindForm(request.GET)
    query = find.cleaned_data["q"] if find.is_valid() else ""
    found = searched(among, request, query).order_by("-occurred_at", "pk")
    return among, find, found.defer("search")


def _page(
    request: ProjectRequest, row: Theme, *, form: SplitForm, find: FindForm, found: Any,
    look: LookForm | None = None,
) -> HttpResponse:  # fmt: skip
    count = found.count()
    address = reverse("feedback:theme_split", args=[request.project.pk, row.pk])
    query = request.GET.urlencode()
    context = {
        # With the search, so that what was ticked is shown again where it is refused.
        "address": address, "same_search": f"{address}?{query}" if query else address,
        "row": row, "form": form, "find": find, "count": count,
        "look": look or LookForm(initial=splitting.FINELY), "shown": min(count, MOST_SHOWN),
    }  # fmt: skip
    return render(request, "feedback/theme_split.html", context, status=status_of(look or form))
