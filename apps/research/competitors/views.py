"""Pages that show the register: competitors, prices in a market, features, the positioning."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_safe

from apps.core import rendering
from apps.core.tables import table_page
from apps.projects.access import ProjectRequest, may, project_page
from apps.projects.models import Role
from apps.reference import countries
from apps.research.competitors import charts, figures
from apps.research.competitors.tables import (
    CompetitorFilter,
    CompetitorTable,
    money,
    newest_by_market,
)
from apps.research.models import Competitor, FeatureMark, Position

TABS = (
    ("competitors", gettext_lazy("Competitors"), "users-group"),
    ("prices", gettext_lazy("Prices"), "tag"),
    ("features", gettext_lazy("Features"), "list-check"),
    ("positions", gettext_lazy("Positioning"), "chart-dots"),
)
MOST_SHOWN = 200  # of what was seen of one competitor


@require_safe
@project_page()
def competitors(request: ProjectRequest) -> HttpResponse:
    """The list with the newest price in each market and its age."""
    rows = Competitor.objects.filter(project=request.project)
    context = table_page(request, CompetitorTable, rows, CompetitorFilter)
    table = context["table"]
    shown = [row.record.pk for row in table.paginated_rows]
    seen = figures.prices(request.project).filter(competitor__in=shown)
    table.prices = newest_by_market(seen[: figures.MOST_ROWS])
    if not table.filtered:
        table.empty_context = {
            "icon": "users-group",
            "title": _("No competitors yet"),
            "text": _("Add who sells to the same customers, then what they ask and offer."),
            "action_url": _new(request, "competitor") if may(request, Role.ANALYST) else "",
            "action_label": _("Add competitor"),
        }
    return page(request, "competitors", own=figures.own_name(request.project), **context)


@require_safe
@project_page()
def competitor(request: ProjectRequest, competitor_id: UUID | None = None) -> HttpResponse:
    """One competitor, or the own product: prices, features and positions with their sources."""
    project, row = request.project, None
    if competitor_id is not None:
        row = Competitor.objects.filter(project=project, pk=competitor_id).first()
        if row is None:
            raise Http404
    seen = list(figures.prices(project).filter(competitor=row)[: figures.MOST_ROWS])
    newest = {price.pk for price in figures.newest(seen)}
    marks = FeatureMark.objects.filter(project=project, competitor=row)
    positions = Position.objects.filter(project=project, competitor=row)
    return page(
        request,
        "competitor",
        here="competitors",
        row=row,
        name=row.name if row else figures.own_name(project),
        whose=str(row.pk) if row else "own",
        prices=[_priced(price, price.pk in newest) for price in seen[:MOST_SHOWN]],
        charts=charts.over_time(seen, _names({price.market for price in seen})),
        marks=marks.select_related("feature").order_by("feature__name", "-seen_on")[:MOST_SHOWN],
        positions=positions.select_related("dimension").order_by("dimension__name", "-seen_on")[
            :MOST_SHOWN
        ],
        may_delete=request.role.covers(Role.EDITOR) and not project.archived_at,
        fresh=figures.oldest_fresh(),
    )


@require_safe
@project_page()
def prices(request: ProjectRequest) -> HttpResponse:
    """The newest prices in one market, side by side where currency and unit are the same."""
    project = request.project
    markets = figures.markets_of(project)
    market = _market(request, markets)
    seen = list(figures.prices(project, market)[: figures.MOST_ROWS]) if market else []
    groups = [
        {
            "currency": group.currency,
            "per": group.per,
            "rows": [_priced(row, True) for row in group.rows],
            "chart": charts.comparison(project, group, rendering.country(market), number),
        }
        for number, group in enumerate(figures.price_groups(seen), start=1)
    ]
    return page(request, "prices", market=market, markets=_listed(markets, market), groups=groups)


@require_safe
@project_page()
def features(request: ProjectRequest) -> HttpResponse:
    """Who has which feature."""
    matrix = figures.matrix(request.project)
    return page(request, "features", matrix=matrix)


@require_safe
@project_page()
def positions(request: ProjectRequest) -> HttpResponse:
    """Two dimensions and a market: the chart, its table with sources, and who is missing."""
    project = request.project
    markets = figures.markets_of(project)
    market = _market(request, markets)
    groups = figures.price_groups(figures.prices(project, market)[: figures.MOST_ROWS])
    axes = figures.axes(project, groups)
    context: dict[str, Any] = {"market": market, "markets": _listed(markets, market)}
    context["axes"] = [(axis.key, _axis_name(axis), axis.is_price) for axis in axes]
    if len(axes) >= 2 and market:
        x, y = _chosen(request, axes)
        context |= {"x": x, "y": y, "labels": (_axis_name(x), _axis_name(y))}
        context |= _drawn(request, market, (x, y), groups)
    return page(request, "positions", **context)


def _drawn(
    request: ProjectRequest,
    market: str,
    pair: tuple[figures.Axis, figures.Axis],
    groups: list[figures.PriceGroup],
) -> dict[str, Any]:
    project = request.project
    listed = Competitor.objects.filter(project=project).order_by("name")
    names: dict[Any, str] = {None: figures.own_name(project)}
    names |= dict(listed.values_list("pk", "name")[: figures.MOST_ROWS])
    on_x, on_y = (figures.placed(project, market, axis, groups) for axis in pair)
    both = {key: (on_x[key], on_y[key]) for key in names if key in on_x and key in on_y}
    chart = charts.positioning(project, pair, both, names, rendering.country(market))
    missing = [
        {
            "name": name,
            "own": key is None,
            "lacks": [
                _axis_name(axis)
                for axis, found in zip(pair, (on_x, on_y), strict=True)
                if key not in found
            ],
        }
        for key, name in names.items()
        if key not in both
    ]
    shown = [
        {"name": names[key], "own": key is None, "places": places} for key, places in both.items()
    ]
    return {"chart": chart if both else None, "shown": shown, "missing": missing}


def _axis_name(axis: figures.Axis) -> str:
    label = axis.label or _("Price")
    unit = charts.axis_unit(axis)
    return f"{label} ({unit})" if unit else label


def _chosen(request: ProjectRequest, axes: list[figures.Axis]) -> tuple[figures.Axis, figures.Axis]:
    """The axes asked for; else the first two. An axis that this market has not is passed over."""
    by_key = {axis.key: axis for axis in axes}
    x = by_key.get(request.GET.get("x", "")) or axes[0]
    rest = [axis for axis in axes if axis is not x]
    return x, by_key.get(request.GET.get("y", "")) or rest[0]


def _market(request: ProjectRequest, markets: list[str]) -> str:
    """The market asked for; else the one that most prices are known of; else one abroad."""
    asked = request.GET.get("market", "").upper()
    if asked and countries.get(asked):
        return asked
    busiest = figures.busiest_market(request.project)
    if busiest:
        return busiest
    abroad = [code for code in markets if code != request.project.home_country]
    return next(iter(abroad or markets), "")


def _listed(markets: list[str], market: str) -> list[tuple[str, str]]:
    """What can be chosen, with the market that the page shows: the choice names that one."""
    return sorted(_names({*markets, market} - {""}).items(), key=lambda pair: pair[1])


def _names(markets: set[str]) -> dict[str, str]:
    return {code: rendering.country(code) for code in markets}


def _priced(row: Any, newest: bool) -> dict[str, Any]:
    link = row.source if row.source.startswith(("https://", "http://")) else ""
    old = figures.is_old(row.seen_on)
    return {"row": row, "shown": money(row), "link": link, "old": old, "newest": newest}


def _new(request: ProjectRequest, section: str) -> str:
    return reverse("research:register_new", args=[request.project.pk, section])


def page(request: ProjectRequest, name: str, /, *, here: str = "", **context: Any) -> HttpResponse:
    """A page of the register with the tabs above it."""
    tabs = [
        {
            "label": label,
            "icon": icon,
            "url": reverse(f"research:{tab}", args=[request.project.pk]),
            "here": tab == (here or name),
        }
        for tab, label, icon in TABS
    ]
    shared = {"tabs": tabs, "may_edit": may(request, Role.ANALYST), "own_name": _own(request)}
    return render(request, f"research/register/{name}.html", {**shared, **context})


def _own(request: ProjectRequest) -> str:
    return figures.own_name(request.project)
