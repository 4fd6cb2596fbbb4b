"""Pages of activities: what is to be done, and the forms."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST, require_safe

from apps.core.forms import ConfirmForm, posted, status_of
from apps.crm.deals import figures
from apps.crm.deals.forms import ActivityForm
from apps.crm.deals.records import ACTIVITIES, LINKED, finish
from apps.crm.models import Activity
from apps.crm.tabs import tabs
from apps.projects.access import ProjectRequest, may, project_page
from apps.projects.collections.saving import added, changed
from apps.projects.domain import records
from apps.projects.models import Role

PER_PAGE = 50
WORDS = {
    "many": gettext_lazy("Activities"),
    "delete": gettext_lazy("Delete this activity"),
    "consequence": gettext_lazy(
        "Systems that keep in step are told of the deletion. It cannot be undone."
    ),
}


@require_safe
@project_page()
def activities(request: ProjectRequest) -> HttpResponse:
    """What is to be done, the most urgent first."""
    rows = figures.due(request.project)
    mine = request.GET.get("mine") == "1"
    shown = Paginator(rows.filter(owner=request.user) if mine else rows, PER_PAGE).get_page(
        request.GET.get("page")
    )
    context = {
        "page": shown,
        "rows": [(one, about(one), figures.late(one)) for one in shown],
        "mine": mine,
        "may_edit": may(request, Role.ANALYST),
        "tabs": tabs(request, "activities"),
    }
    return render(request, "crm/activities.html", context)


def about(activity: Activity) -> list[tuple[str, str]]:
    """What an activity is about: (name, address) of each record."""
    found = [(name, getattr(activity, name)) for name in LINKED]
    return [
        (str(row), reverse(f"crm:{name}", args=[activity.project_id, row.pk]))
        for name, row in found
        if row is not None
    ]


@project_page(Role.ANALYST)
def activity_new(request: ProjectRequest) -> HttpResponse:
    """Add an activity; the address says of which record."""
    links = _links(request)
    row = Activity(project=request.project)
    initial = {"kind": Activity.Kind.NOTE, "owner": request.user.pk}
    form = ActivityForm(posted(request), instance=row, project=request.project, initial=initial)
    made = added(request, ACTIVITIES, form, {name: one.pk for name, one in links.items()})
    if made is not None:
        return redirect(_home(request, made))
    named = [str(one) for one in links.values()]
    return _page(request, "activity_form", form=form, row=None, named=named)


@project_page(Role.ANALYST)
def activity_edit(request: ProjectRequest, activity_id: UUID) -> HttpResponse:
    """Change an activity; what it is about stays."""
    row = _row(request, activity_id)
    form = ActivityForm(posted(request), instance=row, project=request.project)
    if changed(request, ACTIVITIES, form, row) is not None:
        return redirect(_home(request, row))
    delete_url = reverse("crm:activity_delete", args=[request.project.pk, row.pk])
    return _page(
        request, "activity_form", form=form, row=row, cancel_url=_home(request, row),
        named=[name for name, _url in about(row)],
        delete_url=delete_url if may(request, Role.EDITOR) else "",
    )  # fmt: skip


@require_POST
@project_page(Role.ANALYST)
def activity_done(request: ProjectRequest, activity_id: UUID) -> HttpResponse:
    """It is done, or open again."""
    row = _row(request, activity_id)
    done = "open" not in request.POST
    finish(row, request.project, request.user, done=done)
    messages.success(request, _("Done.") if done else _("Open again."))
    if request.POST.get("back") == "list":
        return redirect("crm:activities", request.project.pk)
    return redirect(_home(request, row))


@project_page(Role.EDITOR)
def activity_delete(request: ProjectRequest, activity_id: UUID) -> HttpResponse:
    """Delete an activity, once its subject was typed."""
    row = _row(request, activity_id)
    form = ConfirmForm(request.POST or None, phrase=row.subject)
    home = _home(request, row)
    if request.method == "POST" and form.is_valid():
        records.delete(ACTIVITIES, row, request.user)
        messages.success(request, _("{name} was deleted.").format(name=row.subject))
        return redirect(home)
    named = {"name": row.subject}
    return _page(request, "delete", row=named, words=WORDS, error=form.problem, detail_url=home)


def _links(request: ProjectRequest) -> dict[str, Any]:
    """The records that the address names, of this project."""
    found: dict[str, Any] = {}
    for name, model in LINKED.items():
        text = request.GET.get(name, "")
        if not text:
            continue
        try:
            row = model.objects.filter(project=request.project, pk=UUID(text)).first()
        except ValueError:
            row = None
        if row is None:
            raise Http404
        found[name] = row
    return found


def _home(request: ProjectRequest, row: Activity) -> str:
    """The page of the record that it is about."""
    for name in ("deal", "lead", "contact", "company"):
        key = getattr(row, f"{name}_id")
        if key:
            return reverse(f"crm:{name}", args=[request.project.pk, key])
    return reverse("crm:activities", args=[request.project.pk])


def _row(request: ProjectRequest, activity_id: UUID) -> Activity:
    rows = Activity.objects.filter(project=request.project, pk=activity_id)
    row: Activity | None = rows.select_related("owner", *LINKED).first()
    if row is None:
        raise Http404
    return row


def _page(request: ProjectRequest, name: str, **context: Any) -> HttpResponse:
    list_url = reverse("crm:activities", args=[request.project.pk])
    shared = {"list_url": list_url, "cancel_url": list_url}
    form = context.get("form")
    status = status_of(form)
    return render(request, f"crm/{name}.html", {**shared, **context}, status=status)
