"""Pages of this room: campaigns as list and calendar, one campaign, a creative, channels."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.db.models import QuerySet
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from apps.core import rendering
from apps.core.forms import status_of
from apps.core.tables import table_page
from apps.crm.fields import language_label
from apps.projects.access import ProjectRequest, project_page
from apps.projects.domain.errors import Refused, Stale
from apps.projects.models import Role
from apps.promotion import charts, tables
from apps.promotion.domain import approval, calendar, claims, figures, links
from apps.promotion.domain.phases import phase_of
from apps.promotion.forms import DecisionForm
from apps.promotion.models import Campaign, Channel, Creative
from apps.promotion.pages import may, new_url, page, row_or_404

MOST_CREATIVES, MOST_DAYS = 200, 100


@require_safe
@project_page()
def campaigns(request: ProjectRequest) -> HttpResponse:
    """The list; search, filters, sort and pages in the URL."""
    rows = Campaign.objects.filter(project=request.project).select_related("owner")
    context = table_page(request, tables.CampaignTable, rows, tables.CampaignFilter)
    table = context["table"]
    table.spent = figures.spent([row.record for row in table.paginated_rows])
    if not table.filtered:
        table.empty_context = {
            "icon": "calendar-event",
            "title": _("No campaigns yet"),
            "text": _("Say what you do in a market from when to when, and what it may cost."),
            "action_url": new_url(request, "campaign"),
            "action_label": _("Add campaign"),
        }
    return page(request, "campaigns", **context)


@require_safe
@project_page()
def channels(request: ProjectRequest) -> HttpResponse:
    """The ways to reach customers."""
    rows = Channel.objects.filter(project=request.project)
    context = table_page(request, tables.ChannelTable, rows, tables.ChannelFilter)
    if not context["table"].filtered:
        context["table"].empty_context = {
            "icon": "plug",
            "title": _("No channels yet"),
            "text": _("Add each way in which you reach customers: a search engine, a fair."),
            "action_url": new_url(request, "channel"),
            "action_label": _("Add channel"),
        }
    return page(request, "channels", **context)


@require_safe
@project_page()
def campaign(request: ProjectRequest, campaign_id: UUID) -> HttpResponse:
    """One campaign: its plan, its creatives, and what it has cost and brought."""
    row = _campaign(request, campaign_id)
    shown = row.creatives.select_related("channel", "project").order_by("name", "language")
    days, whole = figures.daily(row), figures.totals(row.outcomes.all())
    outcomes = row.outcomes.select_related("channel").order_by("-day", "channel__name")
    return page(
        request,
        "campaign",
        here="campaigns",
        row=row,
        phase=phase_of(row, timezone.localdate()).label,
        budget=rendering.money(row.budget, row.currency),
        totals=told(whole, row.currency),
        channels=[(name, told(one, row.currency)) for name, one in figures.by_channel(row)],
        used=_used(row, whole.spend),
        creatives=_creatives(row, shown[:MOST_CREATIVES]),
        charts=charts.over_time(row, days),
        outcomes=outcomes[:MOST_DAYS],
        length=(row.ends_on - row.starts_on).days + 1,
        with_figures=sum(row.starts_on <= one["day"] <= row.ends_on for one in days),
        holidays=calendar.clashes(row, get_language() or "en"),
    )


def _creatives(row: Campaign, shown: QuerySet[Creative]) -> list[dict[str, Any]]:
    found = []
    for one in shown:
        found.append(
            {
                "row": one,
                "language": language_label(one.language, get_language() or "en"),
                "link": links.link_of(one),
                "findings": len(claims.findings(one)),
            }
        )
    return found


def told(totals: figures.Totals, currency: str) -> dict[str, Any]:
    """Figures as the page shows them."""
    return {
        "raw": totals,
        "spend": rendering.money(totals.spend, currency),
        "revenue": rendering.money(totals.revenue, currency),
        "per_conversion": rendering.money(totals.cost_per_conversion, currency),
        "return": totals.return_on_spend,
    }


def _used(row: Campaign, cost: Any) -> dict[str, Any] | None:
    """How much of the budget is spent; None without both figures."""
    if not row.budget or cost is None:
        return None
    share = float(cost / row.budget)
    return {"share": share, "over": share > 1}


@require_safe
@project_page()
def calendar_page(request: ProjectRequest) -> HttpResponse:
    """Thirteen weeks of campaigns by market, with public holidays."""
    start = _day(request.GET.get("from", "")) or timezone.localdate()
    shown = calendar.quarter(request.project, start, get_language() or "en")
    weeks = timedelta(weeks=calendar.WEEKS)
    return page(
        request,
        "calendar",
        quarter=shown,
        earlier=(shown.start - weeks).isoformat(),
        later=(shown.start + weeks).isoformat(),
        today=timezone.localdate(),
    )


def _day(text: str) -> date | None:
    try:
        found = date.fromisoformat(text)
    except ValueError:
        return None
    return found if 1990 <= found.year < 2100 else None


@require_safe
@project_page()
def creative(request: ProjectRequest, creative_id: UUID) -> HttpResponse:
    """A creative as customers see it, what rules find in it, and where its approval stands."""
    row = _creative(request, creative_id)
    form = DecisionForm(initial={"seen": row.updated_at.isoformat()})
    return _creative_page(request, row, form)


def _creative_page(
    request: ProjectRequest, row: Creative, form: DecisionForm, forbidden: Sequence[str] = ()
) -> HttpResponse:
    """``forbidden`` words are asked about before the creative is handed in."""
    own = row.submitted_by_id == request.user.pk
    waiting = row.state == Creative.State.SUBMITTED
    context = {
        "row": row,
        "form": form,
        "language": language_label(row.language, get_language() or "en"),
        "link": links.link_of(row),
        "findings": claims.findings(row),
        "may_submit": may(request) and row.state in {"draft", "refused"},
        "may_decide": waiting and not own and may(request, Role.EDITOR),
        "own": waiting and own,
        "forbidden": forbidden,
    }
    response = page(request, "creative", here="campaigns", **context)
    response.status_code = status_of(form)
    return response


@require_POST
@project_page(Role.ANALYST)
def submit(request: ProjectRequest, creative_id: UUID) -> HttpResponse:
    """Hand a creative in for approval; one with forbidden words after one more question."""
    row = _creative(request, creative_id)
    if "sure" not in request.POST and (forbidden := claims.forbidden(row)):
        form = DecisionForm(initial={"seen": row.updated_at.isoformat()})
        return _creative_page(request, row, form, forbidden=forbidden)
    try:
        approval.submit(row, request.user)
    except Refused as refused:
        messages.error(request, rendering.render(refused.message))
    else:
        messages.success(request, _("Handed in. Somebody else decides on it."))
    return redirect("promotion:creative", request.project.pk, row.pk)


@require_POST
@project_page(Role.EDITOR)
def decide(request: ProjectRequest, creative_id: UUID) -> HttpResponse:
    """Approve a creative, or refuse it with a reason."""
    row = _creative(request, creative_id)
    form = DecisionForm(request.POST)
    if not form.is_valid():
        return _creative_page(request, row, form)
    approve = request.POST.get("decision") == "approve"
    given = form.cleaned_data
    try:
        approval.decide(
            row, request.user, approve=approve, reason=given["reason"], seen=given["seen"]
        )
    except Stale:
        messages.error(request, _("The text was changed since. Read it again before you decide."))
    except Refused as refused:
        sentence = rendering.render(refused.message)
        if refused.field in form.fields:
            form.add_error(refused.field, sentence)
            return _creative_page(request, row, form)
        messages.error(request, sentence)
    else:
        messages.success(request, _("Approved.") if approve else _("Refused."))
    return redirect("promotion:creative", request.project.pk, row.pk)


def _campaign(request: ProjectRequest, key: UUID) -> Campaign:
    row: Campaign = row_or_404(request, Campaign.objects.select_related("owner"), key)
    return row


def _creative(request: ProjectRequest, key: UUID) -> Creative:
    rows = Creative.objects.select_related("campaign", "channel", "submitted_by", "decided_by")
    row: Creative = row_or_404(request, rows, key)
    return row
