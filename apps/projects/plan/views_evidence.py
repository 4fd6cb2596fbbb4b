"""Evidence that is hung on items and needs, and taken away."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST

from apps.core.messages import Items, msg
from apps.core.rendering import render as say
from apps.projects.access import ProjectRequest, project_page
from apps.projects.domain.errors import Refused
from apps.projects.models import Role
from apps.projects.plan import effects, evidence
from apps.projects.plan.forms import EvidenceForm
from apps.projects.plan.models import EvidenceLink, Need, PlanItem
from apps.projects.plan.views import item_of, item_page, need_page


@require_POST
@project_page(write=Role.EDITOR)
def add_to_item(request: ProjectRequest, item_id: UUID) -> HttpResponse:
    """Hang a page on an item."""
    row = item_of(request, item_id)
    form = EvidenceForm(request.POST)
    if _linked(request, row, form):
        return redirect(evidence.item_url(row) + "#evidence")
    return item_page(request, row, evidence_form=form, status=422)


@require_POST
@project_page(write=Role.ANALYST)
def add_to_need(request: ProjectRequest, need_id: UUID) -> HttpResponse:
    """Hang a page on a need."""
    row = Need.objects.filter(project=request.project, pk=need_id).first()
    if row is None:
        raise Http404
    form = EvidenceForm(request.POST)
    if _linked(request, row, form):
        return redirect("projects:plan_need", request.project.pk, row.pk)
    return need_page(request, row.pk, form, status=422)


def _linked(request: ProjectRequest, row: PlanItem | Need, form: EvidenceForm) -> bool:
    if not form.is_valid():
        return False
    try:
        given = form.cleaned_data
        target = evidence.target_of(request.project, given["address"], given["label"])
        made = evidence.link(row, request.user, target)
    except Refused as refused:
        form.add_error("address", say(refused.message))
        return False
    messages.success(request, _("{name} was added.").format(name=made.row.label))
    _tell_effects(request, made.effects)
    return True


def _tell_effects(request: ProjectRequest, taken: effects.Taken) -> None:
    if taken.stored:
        told = ngettext(
            "What it has measured stands below: the effect in {count} market.",
            "What it has measured stands below: the effects in {count} markets.",
            taken.stored,
        )
        messages.success(request, told.format(count=taken.stored))
    named = tuple(one for one in taken.unknown if one)
    if named:
        left = msg(
            "Left out, as the item is not planned there: {markets}. Add the market, then add the"
            " run again.",
            markets=Items(items=named),
        )
        messages.warning(request, say(left))
    if len(named) < len(taken.unknown):
        messages.warning(request, _("The run's table names no market, so its effect could not be"
                                    " stored: the item has none, or several."))  # fmt: skip


@require_POST
@project_page(write=Role.ANALYST)
def remove(request: ProjectRequest, link_id: UUID) -> HttpResponse:
    """Take a page away from an item (editor) or a need (analyst)."""
    rows = EvidenceLink.objects.filter(project=request.project).select_related("item", "need")
    row = rows.filter(pk=link_id).first()
    if row is None:
        raise Http404
    back = reverse("projects:plan_need", args=[request.project.pk, row.need_id or row.pk])
    if row.item is not None:
        back = evidence.item_url(row.item) + "#evidence"
    evidence.unlink(row, request.user)
    messages.success(request, _("{name} was taken away.").format(name=row.label))
    return redirect(back)
