"""Pages that show the plan: board, roadmap, items, needs, and one of each; and moving items."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.db.models import Count
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST, require_safe

from apps.core.htmx import is_htmx
from apps.core.tables import table_page
from apps.projects.access import ProjectRequest, may, project_page
from apps.projects.domain.errors import Refused, Stale
from apps.projects.models import Role
from apps.projects.plan import board as figures
from apps.projects.plan import evidence, moves, states
from apps.projects.plan.comparing import SIGNS, fulfilled
from apps.projects.plan.forms import EvidenceForm, MoveForm
from apps.projects.plan.models import (
    EvidenceLink,
    ItemMove,
    ItemState,
    Need,
    Pilot,
    PlanItem,
)
from apps.projects.plan.tables import BoardFilter, ItemFilter, ItemTable, NeedFilter, NeedTable
from apps.projects.plan.whole import effect_of, load

TABS = (
    ("plan", gettext_lazy("Board"), "columns"),
    ("plan_roadmap", gettext_lazy("Roadmap"), "calendar-event"),
    ("plan_items", gettext_lazy("Items"), "list-details"),
    ("plan_needs", gettext_lazy("Needs"), "messages"),
)
MOST_MOVES = 100


@require_safe
@project_page()
def board(request: ProjectRequest) -> HttpResponse:
    """Items by state, moved on by buttons."""
    return _board(request)


def _board(
    request: ProjectRequest, refused: Any = None, moved: PlanItem | None = None, status: int = 200
) -> HttpResponse:
    filters = BoardFilter(
        request.GET or None, queryset=figures.items_of(request.project), request=request
    )
    columns = figures.columns(filters.qs)
    context = {
        "filter": filters,
        "columns": columns,
        "filtered": any(request.GET.get(name) for name in ("market", "owner", "kind")),
        "any": any(column.count for column in columns),
        "query": _narrowed(request),
        "today": timezone.localdate(),
        "refused": refused,
        "moved": moved,
        "may_move": may(request, Role.EDITOR),
    }
    name = "board_columns" if is_htmx(request) else "board"
    return _page(request, name, "plan", status=status, **context)


@require_POST
@project_page(write=Role.EDITOR)
def move(request: ProjectRequest, item_id: UUID) -> HttpResponse:
    """A step of an item, from its page; or, with ``board``, from its card."""
    item = item_of(request, item_id)
    form = MoveForm(request.POST, item=item, owner=request.role is Role.OWNER)
    on_board = "board" in request.GET
    if form.is_valid():
        try:
            moves.move(item, request.user, form.step, seen=form.cleaned_data["seen"])
        except Stale as stale:
            form.add_error(None, _moved_meanwhile(stale.current))
        except Refused as refused:
            form.show_refusal(refused)
        else:
            return _moved(request, item, form.step.to, on_board)
    if on_board and is_htmx(request):
        listed = [str(error) for errors in form.errors.values() for error in errors]
        return _board(request, {"item": item, "points": listed}, status=422)
    return item_page(request, item_of(request, item_id), move_form=form, status=422)


def _moved(request: ProjectRequest, item: PlanItem, to: ItemState, on_board: bool) -> HttpResponse:
    told = _("'{title}' is now: {state}.").format(title=item.title, state=to.label)
    messages.success(request, told)
    if on_board and is_htmx(request):
        item.refresh_from_db()
        return _board(request, moved=item)
    if on_board:
        address, kept = reverse("projects:plan", args=[request.project.pk]), _narrowed(request)
        return redirect(f"{address}?{kept}" if kept else address)
    return redirect(evidence.item_url(item))


def _narrowed(request: ProjectRequest) -> str:
    """What the board is narrowed by, for the addresses of its cards."""
    kept = request.GET.copy()
    kept.pop("board", None)
    return kept.urlencode()


def _moved_meanwhile(item: PlanItem) -> str:
    return _(
        "Somebody else changed this item after you opened it. It is at '{state}' now. Look at it"
        " again before you move it."
    ).format(state=item.get_state_display())


@require_safe
@project_page()
def roadmap(request: ProjectRequest) -> HttpResponse:
    """Markets by quarters: what is released, planned and overdue."""
    filters = BoardFilter(
        request.GET or None, queryset=figures.items_of(request.project), request=request
    )
    plan = figures.roadmap(filters.qs, timezone.localdate())
    market = request.GET.get("market", "")
    if market:
        plan.lanes = [lane for lane in plan.lanes if lane.market == market]
    heads, lanes = _columns(plan)
    return _page(
        request, "roadmap", "plan_roadmap", filter=filters, lanes=lanes, heads=heads, cut=plan.cut,
        now=str(figures.Quarter.of(timezone.localdate())),
        filtered=any(request.GET.get(name) for name in ("market", "owner", "kind")),
    )  # fmt: skip


def _columns(plan: figures.Roadmap) -> tuple[list[str], list[dict[str, Any]]]:
    """Heads and lanes; what is no quarter has a column only where something stands in it."""
    heads = [_("Earlier"), *map(str, plan.quarters), _("Later"), _("No date")]
    shown = [
        index
        for index in range(len(heads))
        if 0 < index <= len(plan.quarters) or any(lane.cells[index] for lane in plan.lanes)
    ]
    lanes = [
        {"market": lane.market, "cells": [(heads[index], lane.cells[index]) for index in shown]}
        for lane in plan.lanes
    ]
    return [heads[index] for index in shown], lanes


@require_safe
@project_page()
def items(request: ProjectRequest) -> HttpResponse:
    """Every item as a list: searched, sorted, filtered."""
    context = table_page(request, ItemTable, figures.items_of(request.project), ItemFilter)
    if not context["table"].filtered:
        context["table"].empty_context = _empty(request, "item")
    return _page(request, "items", "plan_items", **context)


@require_safe
@project_page()
def needs(request: ProjectRequest) -> HttpResponse:
    """What is asked of the product."""
    rows = Need.objects.filter(project=request.project).annotate(answers=Count("item_links"))
    context = table_page(request, NeedTable, rows, NeedFilter)
    if not context["table"].filtered:
        context["table"].empty_context = _empty(request, "need")
    return _page(request, "needs", "plan_needs", **context)


def _empty(request: ProjectRequest, part: str) -> dict[str, Any]:
    words = {
        "item": (
            "columns", _("Nothing is planned yet"), _("Add item"),
            _("Plan what customers, markets and the law ask for: with a goal, a date, and how you"
              " will know that it works."),
        ),
        "need": (
            "messages", _("No needs yet"), _("Add need"),
            _("Write down what customers, a market or the law ask of the product; plan items"
              " answer them."),
        ),
    }  # fmt: skip
    icon, title, label, text = words[part]
    allowed = may(request, Role.ANALYST if part == "need" else Role.EDITOR)
    return {"icon": icon, "title": title, "text": text, "action_label": label,
            "action_url": _new(request, part) if allowed else ""}  # fmt: skip


@require_safe
@project_page()
def need(request: ProjectRequest, need_id: UUID) -> HttpResponse:
    """One need: what is planned about it, and what stands behind it."""
    return need_page(request, need_id)


def need_page(
    request: ProjectRequest, need_id: UUID, form: EvidenceForm | None = None, status: int = 200
) -> HttpResponse:
    row = Need.objects.filter(project=request.project, pk=need_id).first()
    if row is None:
        raise Http404
    answers = PlanItem.objects.filter(need_links__need=row).select_related("owner")
    return _page(
        request, "need", "plan_needs", status=status, row=row, answers=answers.order_by("title"),
        evidence=_evidence(EvidenceLink.objects.filter(need=row)),
        evidence_form=form or EvidenceForm(),
        evidence_url=reverse("projects:plan_evidence_need", args=[request.project.pk, row.pk]),
        may_link=may(request, Role.ANALYST),
    )  # fmt: skip


def item_of(request: ProjectRequest, item_id: UUID) -> PlanItem:
    rows = PlanItem.objects.visible_to(request.user).filter(project=request.project)
    row: PlanItem | None = rows.select_related("owner").filter(pk=item_id).first()
    if row is None:
        raise Http404
    return row


@require_safe
@project_page()
def item(request: ProjectRequest, item_id: UUID) -> HttpResponse:
    """One item from its needs to its measured effect."""
    return item_page(request, item_of(request, item_id))


def item_page(
    request: ProjectRequest,
    row: PlanItem,
    move_form: MoveForm | None = None,
    evidence_form: EvidenceForm | None = None,
    status: int = 200,
) -> HttpResponse:
    load(row)
    history = list(ItemMove.objects.filter(item=row).select_related("moved_by")[:MOST_MOVES])
    may_move = may(request, Role.EDITOR)
    if move_form is None and may_move:
        move_form = MoveForm(item=row, owner=request.role is Role.OWNER)
    ahead = states.next_state(row.state)
    lacking = move_form.offers[0].lacking if move_form else states.missing(row, ahead or "")
    return _page(
        request, "item", "plan_items", status=status, row=row,
        steps=_steps(row), ahead=ahead, lacking=lacking, move_form=move_form, history=history,
        waved=moves.waved_through(history),
        answered=Need.objects.filter(item_links__item=row).order_by("importance", "statement"),
        checks=sorted(row.verifications.all(), key=lambda check: check.created_at),
        markets=_markets(row),
        evidence=_evidence(row.evidence.all()),
        evidence_form=evidence_form or EvidenceForm(),
        evidence_url=reverse("projects:plan_evidence", args=[request.project.pk, row.pk]),
        may_link=may_move, may_move=may_move,
        late=figures.how(row.target_on, timezone.localdate()) == "overdue" and not row.is_over,
    )  # fmt: skip


def _steps(row: PlanItem) -> list[dict[str, Any]]:
    here = -1 if row.state == ItemState.DROPPED else states.position(row.state)
    when = {True: "done", False: "ahead"}
    return [
        {"number": index + 1, "label": state.label,
         "state": "now" if index == here else when[index < here]}
        for index, state in enumerate(states.ORDER)
    ]  # fmt: skip


def _markets(row: PlanItem) -> list[dict[str, Any]]:
    """The item's markets with their pilots and what is known of the effect."""
    return [
        {
            "row": market,
            "effect": effect_of(market),
            "sought": row.effect_value if market.effect_value is None else market.effect_value,
            "due": market.target_on or row.target_on,
            "pilots": [_pilot(pilot) for pilot in market.pilots.all()],
        }
        for market in row.markets.all()
    ]


def _pilot(pilot: Pilot) -> dict[str, Any]:
    words = {True: "passed", False: "failed", None: "open"}
    criteria = [
        {**one, "fits": words[fulfilled(one)], "sign": SIGNS[one["comparison"]]}
        for one in pilot.criteria
    ]
    return {"row": pilot, "criteria": criteria}


def _evidence(rows: Any) -> list[dict[str, Any]]:
    return [
        {"row": row, "kind": evidence.label_of(row.kind), "icon": evidence.icon_of(row.kind)}
        for row in rows
    ]


def _new(request: ProjectRequest, part: str) -> str:
    return reverse("projects:plan_new", args=[request.project.pk, part])


def _page(
    request: ProjectRequest, template: str, here: str, *, status: int = 200, **context: Any
) -> HttpResponse:
    tabs = [
        {"label": label, "icon": icon, "here": name == here,
         "url": reverse(f"projects:{name}", args=[request.project.pk])}
        for name, label, icon in TABS
    ]  # fmt: skip
    shared = {
        "tabs": tabs,
        "may_add_item": may(request, Role.EDITOR),
        "may_add_need": may(request, Role.ANALYST),
        "may_delete": may(request, Role.EDITOR),
    }
    return render(request, f"projects/plan/{template}.html", {**shared, **context}, status=status)
