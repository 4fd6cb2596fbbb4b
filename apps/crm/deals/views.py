"""Pages of deals: list and board, one deal with its history, forms, stages."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_safe

from apps.core import rendering
from apps.core.forms import ConfirmForm, posted, status_of
from apps.core.tables import table_page
from apps.crm.deals import figures
from apps.crm.deals.forms import DealForm, MoveForm, StagesForm
from apps.crm.deals.records import DEALS, LINKED, delete_deal
from apps.crm.deals.stages import change, label, named
from apps.crm.deals.tables import DealPageFilter, DealTable
from apps.crm.models import Deal
from apps.crm.tabs import tabs
from apps.projects.access import ProjectRequest, may, project_page
from apps.projects.collections.saving import added, changed
from apps.projects.domain.errors import Refused
from apps.projects.domain.records import Draft, write_one
from apps.projects.models import Role

WORDS = {
    "many": gettext_lazy("Deals"),
    "delete": gettext_lazy("Delete this deal"),
    "consequence": gettext_lazy(
        "Its activities are deleted with it. Systems that keep in step are told. It cannot be"
        " undone."
    ),
}
MOVES_SHOWN = 100
LINKS = ("company", "contact", "stage", "owner")


@require_safe
@project_page()
def deals(request: ProjectRequest) -> HttpResponse:
    """The list; search, filters, sort and pages in the URL."""
    rows = Deal.objects.filter(project=request.project).select_related(*LINKS)
    context = table_page(request, DealTable, rows, DealPageFilter)
    if not context["table"].filtered:
        context["table"].empty_context = _empty(request)
    return _page(request, "deals", view="list", tabs=tabs(request, "deals"), **context)


@require_safe
@project_page()
def board(request: ProjectRequest) -> HttpResponse:
    """The deals by stage."""
    columns = figures.board(request.project)
    empty = None if any(one.count for one in columns) else _empty(request)
    return _page(
        request, "deal_board", view="board", tabs=tabs(request, "deals"),
        columns=[(one, [(deal, rendering.money(deal.amount, deal.currency)) for deal in one.deals])
                 for one in columns],
        empty=empty,
    )  # fmt: skip


def _empty(request: ProjectRequest) -> dict[str, Any]:
    return {
        "icon": "briefcase",
        "title": _("No deals yet"),
        "text": _("Add the first one here, or let your CRM send them over the REST API."),
        "action_url": _url(request, "deal_new") if may(request, Role.ANALYST) else "",
        "action_label": _("Add deal"),
    }


@require_safe
@project_page()
def deal(request: ProjectRequest, deal_id: UUID) -> HttpResponse:
    """One deal: what is known of it, its way through the stages, and what was done."""
    row = _row(request, deal_id)
    return _page(
        request,
        "deal",
        row=row,
        stage=label(row.stage),
        amount=rendering.money(row.amount, row.currency),
        expected=rendering.money(row.expected, row.currency),
        moves=[
            {"row": one, "before": named(one.from_stage), "after": named(one.to_stage)}
            for one in row.moves.select_related("moved_by")[:MOVES_SHOWN]
        ],
        activities=figures.timeline("deal", row),
        activity_url=f"{_url(request, 'activity_new')}?deal={row.pk}",
        references=row.references.all(),
        may_edit=may(request, Role.ANALYST),
        may_delete=may(request, Role.EDITOR),
    )


@project_page(Role.ANALYST)
def deal_new(request: ProjectRequest) -> HttpResponse:
    """Add a deal; the address may say with whom."""
    row = Deal(project=request.project)
    initial = {
        name: LINKED[name].objects.filter(project=request.project, pk=key).first()
        for name in ("company", "contact")
        if (key := _uuid(request.GET.get(name, "")))
    }
    form = DealForm(posted(request), instance=row, project=request.project, initial=initial)
    made = added(request, DEALS, form)
    if made is not None:
        return redirect("crm:deal", request.project.pk, made.pk)
    return _form(request, form, None)


@project_page(Role.ANALYST)
def deal_edit(request: ProjectRequest, deal_id: UUID) -> HttpResponse:
    """Change a deal; what somebody else saved meanwhile is shown before it is overwritten."""
    row = _row(request, deal_id)
    form = DealForm(posted(request), instance=row, project=request.project)
    if changed(request, DEALS, form, row) is not None:
        return redirect("crm:deal", request.project.pk, row.pk)
    return _form(request, form, row)


@project_page(Role.ANALYST)
def deal_move(request: ProjectRequest, deal_id: UUID) -> HttpResponse:
    """Let a deal go to another stage."""
    row = _row(request, deal_id)
    form = MoveForm(posted(request), deal=row)
    if request.method == "POST" and form.is_valid():
        sent = {name: form.cleaned_data[name] for name in ("stage", "reason")}
        try:
            write_one(DEALS, request.project, request.user, Draft(sent, pk=row.pk))
        except Refused as refused:
            form.show_refusal(refused)
        else:
            messages.success(request, _("Saved."))
            return redirect("crm:deal", request.project.pk, row.pk)
    return _page(request, "deal_move", form=form, row=row, back=_url(request, "deal", row.pk))


@project_page(Role.EDITOR)
def deal_delete(request: ProjectRequest, deal_id: UUID) -> HttpResponse:
    """Delete a deal, once its name was typed."""
    row = _row(request, deal_id)
    form = ConfirmForm(request.POST or None, phrase=row.name)
    if request.method == "POST" and form.is_valid():
        delete_deal(row, request.user)
        messages.success(request, _("{name} was deleted.").format(name=row.name))
        return redirect("crm:deals", request.project.pk)
    detail_url = _url(request, "deal", row.pk)
    return _page(request, "delete", row=row, words=WORDS, error=form.problem, detail_url=detail_url)


@project_page(Role.EDITOR)
def stage_list(request: ProjectRequest) -> HttpResponse:
    """What the stages are called and worth, and one more."""
    form = StagesForm(posted(request), project=request.project)
    if request.method == "POST" and form.is_valid():
        try:
            change(request.project, request.user, form.wordings, form.added)
        except Refused as refused:
            form.show_refusal(refused)
        else:
            messages.success(request, _("Saved."))
            return redirect("crm:deal_stages", request.project.pk)
    return _page(request, "deal_stages", form=form, back=_url(request, "deals_board"))


def _form(request: ProjectRequest, form: DealForm, row: Any) -> HttpResponse:
    back = _url(request, "deal", row.pk) if row else _url(request, "deals")
    return _page(request, "deal_form", form=form, row=row, cancel_url=back)


def _row(request: ProjectRequest, deal_id: UUID) -> Deal:
    rows = Deal.objects.filter(project=request.project, pk=deal_id).select_related(*LINKS)
    row: Deal | None = rows.first()
    if row is None:
        raise Http404
    return row


def _uuid(text: str) -> UUID | None:
    try:
        return UUID(text)
    except ValueError:
        return None


def _url(request: ProjectRequest, name: str, *row: Any) -> str:
    return reverse(f"crm:{name}", args=[request.project.pk, *row])


def _page(request: ProjectRequest, name: str, **context: Any) -> HttpResponse:
    shared = {
        "list_url": _url(request, "deals"),
        "may_add": may(request, Role.ANALYST),
        "may_change_stages": may(request, Role.EDITOR),
    }
    form = context.get("form")
    status = status_of(form)
    return render(request, f"crm/{name}.html", {**shared, **context}, status=status)
