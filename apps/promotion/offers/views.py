"""Pages of strategies and prices: their lists, the strategy for a market, a price."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.http import HttpResponse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from apps.core import rendering
from apps.core.tables import table_page
from apps.projects.access import ProjectRequest, project_page
from apps.promotion.models import Discount, PriceRule, Strategy
from apps.promotion.offers import figures, tables
from apps.promotion.pages import new_url, page, row_or_404

MOST_PRICES, MOST_DISCOUNTS = 100, 200


@require_safe
@project_page()
def strategies(request: ProjectRequest) -> HttpResponse:
    """The strategy of each market."""
    rows = Strategy.objects.filter(project=request.project).select_related("owner")
    context = table_page(request, tables.StrategyTable, rows)
    context["table"].empty_context = {
        "icon": "target",
        "title": _("No strategies yet"),
        "text": _("Say for each market whom you address first, with what, and for how much."),
        "action_url": new_url(request, "strategy"),
        "action_label": _("Add strategy"),
    }
    return page(request, "strategies", **context)


@require_safe
@project_page()
def strategy(request: ProjectRequest, strategy_id: UUID) -> HttpResponse:
    """The strategy for a market, what its campaigns take of the budget, and the prices there."""
    row: Strategy = row_or_404(request, Strategy.objects.select_related("owner"), strategy_id)
    plan = figures.planned(row)
    shown = figures.on_day(request.project, timezone.localdate(), market=row.market)
    prices = [figures.asked(one, _first(one)) for one in shown.order_by("product")[:MOST_PRICES]]
    return page(
        request,
        "strategy",
        here="strategies",
        row=row,
        budget=rendering.money(row.budget, row.currency),
        plan=plan,
        planned=rendering.money(plan.budgets, row.currency),
        spent=rendering.money(plan.spent, row.currency),
        over=row.budget is not None and plan.budgets > row.budget,
        prices=[_told(one) for one in prices],
    )


def _first(price: PriceRule) -> Discount | None:
    lowered: list[Discount] = getattr(price, "lowered", [])
    return lowered[0] if lowered else None


def _told(asked: figures.Asked) -> dict[str, Any]:
    price = asked.price
    return {
        "row": price,
        "listed": tables.money(price.amount, price),
        "asked": tables.money(asked.amount, price),
        "net": tables.money(asked.net, price),
        "gross": tables.money(asked.gross, price),
        "discount": asked.discount,
        "tax": tables.tax(price),
    }


@require_safe
@project_page()
def prices(request: ProjectRequest) -> HttpResponse:
    """What is asked in which market; search, filters, sort and pages in the URL."""
    rows = PriceRule.objects.filter(project=request.project)
    context = table_page(request, tables.PriceTable, rows, tables.PriceFilter)
    table = context["table"]
    listed = [row.record.pk for row in table.paginated_rows]
    holding = figures.on_day(request.project, timezone.localdate(), pk__in=listed)
    table.today = {one.pk: figures.asked(one, _first(one)) for one in holding}
    if not table.filtered:
        table.empty_context = {
            "icon": "tag",
            "title": _("No prices yet"),
            "text": _("Add what your product or plan costs in each market, and from when on."),
            "action_url": new_url(request, "price"),
            "action_label": _("Add price"),
        }
    return page(request, "prices", **context)


@require_safe
@project_page()
def price(request: ProjectRequest, price_rule_id: UUID) -> HttpResponse:
    """A price with its discounts, and what it comes to today."""
    row: PriceRule = row_or_404(request, PriceRule.objects.all(), price_rule_id)
    today = timezone.localdate()
    discounts = row.discounts.order_by("-starts_on")[:MOST_DISCOUNTS]
    asked = figures.asked_on(row, today)
    return page(
        request,
        "price",
        here="prices",
        row=row,
        today=today,
        listed=tables.money(row.amount, row),
        asked=_told(asked) if asked else None,
        tax=tables.tax(row),
        discounts=[(one, _lowered(row, one)) for one in discounts],
    )


def _lowered(row: PriceRule, discount: Discount) -> dict[str, str]:
    """What is taken off, and what is asked then."""
    return {
        "off": tables.off(discount, row),
        "asked": tables.money(figures.asked(row, discount).amount, row),
    }
