"""Pages of duplicates: the pairs of a kind, merging two, and the merges with their undoing."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from apps.core.forms import status_of
from apps.core.rendering import render as say
from apps.crm.merging import joining, parting, searching
from apps.crm.merging.forms import MergeForm
from apps.crm.merging.kinds import KINDS, Mergeable
from apps.crm.models import DuplicatePair, DuplicateSearch, Merge
from apps.crm.models.merging import PartyKind
from apps.crm.tabs import tabs
from apps.projects.access import ProjectRequest, may, project_page
from apps.projects.domain.errors import Refused, Stale
from apps.projects.models import Role

PER_PAGE = 25
MOST_MERGES = 100


def _what(kind: str) -> Mergeable:
    if kind not in KINDS:
        raise Http404
    return KINDS[kind]


@require_safe
@project_page()
def duplicates(request: ProjectRequest, kind: str) -> HttpResponse:
    """The pairs that may be the same, best first."""
    what = _what(kind)
    rows = DuplicatePair.objects.filter(project=request.project, kind=kind, state="open")
    pages = Paginator(rows.order_by("-score", "pk"), PER_PAGE)
    shown = pages.get_page(request.GET.get("page"))
    ids = {key for pair in shown for key in (pair.first, pair.second)}
    found = what.model.objects.filter(project=request.project).in_bulk(list(ids))
    searches = DuplicateSearch.objects.filter(project=request.project, kind=kind)
    context = {
        "kind": kind,
        "label": PartyKind(kind).label,
        "kinds": PartyKind.choices,
        "pairs": [
            {"pair": pair, "rows": [found[pair.first], found[pair.second]]}
            for pair in shown
            if pair.first in found and pair.second in found
        ],
        "page": shown,
        "search": searches.order_by("-created_at").first(),
        "may_search": may(request, Role.ANALYST),
        "may_merge": may(request, Role.EDITOR),
        "row_url": f"crm:{kind}",
        "tabs": tabs(request, "duplicates"),
    }
    return render(request, "crm/duplicates.html", context)


@require_POST
@project_page(Role.ANALYST)
def search(request: ProjectRequest, kind: str) -> HttpResponse:
    """Compare all records of the kind."""
    _what(kind)
    try:
        searching.start(request.project, kind, request.user)
    except Refused as refused:
        messages.error(request, say(refused.message))
    else:
        messages.success(request, _("The records are being compared."))
    return redirect("crm:duplicates", request.project.pk, kind)


@require_POST
@project_page(Role.ANALYST)
def different(request: ProjectRequest, pair_id: UUID) -> HttpResponse:
    """Remember that a pair is not the same."""
    pair = DuplicatePair.objects.filter(project=request.project, pk=pair_id).first()
    if pair is None:
        raise Http404
    searching.set_apart(pair, request.user)
    messages.success(request, _("Remembered: they are not the same."))
    return redirect("crm:duplicates", request.project.pk, pair.kind)


@project_page(Role.EDITOR)
def merge(request: ProjectRequest, kind: str, first_id: UUID, second_id: UUID) -> HttpResponse:
    """Two records side by side, and the form that makes them one."""
    what = _what(kind)
    rows = what.model.objects.filter(project=request.project).select_related(*what.write.related)
    found = rows.in_bulk([first_id, second_id])
    if len(found) != 2:
        raise Http404
    sent = request.POST if request.method == "POST" else None
    form = MergeForm(sent, what=what, first=found[first_id], second=found[second_id])
    if request.method == "POST" and form.is_valid():
        try:
            made = joining.merge(what, form.two, request.user, form.taken, form.seen_moments)
        except Stale:
            form.show_conflict()
        except Refused as refused:
            form.show_refusal(refused)
        else:
            messages.success(request, _("They are one record now."))
            return redirect(f"crm:{kind}", request.project.pk, made.winner)
    context = {
        "form": form,
        "label": PartyKind(kind).label,
        "back": reverse("crm:duplicates", args=[request.project.pk, kind]),
    }
    status = status_of(form)
    return render(request, "crm/merge.html", context, status=status)


@require_safe
@project_page()
def merges(request: ProjectRequest) -> HttpResponse:
    """What was merged lately, and what of it can be undone."""
    rows = list(
        Merge.objects.filter(project=request.project)
        .exclude(memory={}, undone_at=None)  # too old to be undone: nothing is kept of them
        .select_related("made_by")[:MOST_MERGES]
    )
    names: dict[Any, str] = {}
    for kind, what in KINDS.items():
        ids = [row.winner for row in rows if row.kind == kind]
        if ids:
            named = what.model.objects.filter(project=request.project, pk__in=ids)
            names |= dict(named.values_list("pk", "name"))
    context = {
        "rows": [
            {"row": row, "winner": names.get(row.winner, ""),
             "url": reverse(f"crm:{row.kind}", args=[request.project.pk, row.winner])}
            for row in rows
        ],
        "may_undo": may(request, Role.EDITOR),
        "back": reverse("crm:duplicates", args=[request.project.pk, PartyKind.CONTACT]),
    }  # fmt: skip
    return render(request, "crm/merges.html", context)


@require_POST
@project_page(Role.EDITOR)
def undo(request: ProjectRequest, merge_id: UUID) -> HttpResponse:
    """Part two records again."""
    row = Merge.objects.filter(project=request.project, pk=merge_id).first()
    if row is None:
        raise Http404
    try:
        back = parting.undo(row, request.user)
    except Refused as refused:
        messages.error(request, say(refused.message))
        return redirect("crm:merges", request.project.pk)
    messages.success(request, _("{name} is a record of its own again.").format(name=back.name))
    return redirect(f"crm:{row.kind}", request.project.pk, back.pk)
