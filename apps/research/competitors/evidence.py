"""What the register says elsewhere: at a stage's gate and as facts of a market."""

from __future__ import annotations

from datetime import date
from typing import Any
from urllib.parse import urlencode

from django.conf import settings
from django.urls import reverse

from apps.core.messages import Message, mark, msg
from apps.projects.facts import MarketFact
from apps.projects.gates import GateAnswer, GateState
from apps.projects.models import MarketEntry
from apps.research.competitors import figures

COUNT = mark("Competitors whose price here is known")
PRICE = mark("Price of competitors (middle of the newest)")


def gate(entry: MarketEntry) -> GateAnswer:
    """Met once a competitor's price in this market is known and not old."""
    rows, url = _seen(entry), _url(entry)
    fresh = [row for row in rows if not figures.is_old(row.seen_on)]
    if fresh:
        names = list(dict.fromkeys(row.competitor.name for row in fresh))
        return GateAnswer(
            GateState.MET,
            msg(
                "Prices of {names} are known; the newest was seen on {day}.",
                names=names[:5] + (["…"] if len(names) > 5 else []),
                day=fresh[0].seen_on.isoformat(),
            ),
            url=url,
        )
    if rows:
        return GateAnswer(
            GateState.UNMET,
            msg(
                "The newest price of a competitor here was seen on {day}, which is more than"
                " {months} months ago.",
                day=rows[0].seen_on.isoformat(),
                months=settings.COMPETITOR_OLD_MONTHS,
            ),
            msg("Look at the prices again."),
            url=url,
        )
    return GateAnswer(
        GateState.UNMET,
        msg("No price of a competitor is known in this market."),
        msg("Add competitors and what they ask here."),
        url=url,
    )


def facts(entry: MarketEntry, on: date | None = None) -> list[MarketFact]:
    """How many competitors' prices are known, and the range of the newest in one currency."""
    rows = [row for row in _seen(entry) if on is None or row.seen_on <= on]
    if not rows:
        return [MarketFact(key="research.competitors", label=COUNT, value=None)]
    url = _url(entry)
    known = MarketFact(
        key="research.competitors",
        label=COUNT,
        value=float(len({row.competitor_id for row in rows})),
        year=rows[0].seen_on.year,
        source=rows[0].source[:120],
        url=url,
        note=msg("The newest was seen on {day}.", day=rows[0].seen_on.isoformat()),
    )
    group = figures.price_groups(rows)[0]
    days = sorted(row.seen_on for row in group.rows)
    price = MarketFact(
        key="research.competitor_price",
        label=PRICE,
        value=float(group.middle),
        unit=group.currency,
        low=float(group.rows[0].amount),
        high=float(group.rows[-1].amount),
        year=days[-1].year,
        source=group.rows[0].source[:120],
        url=url,
        note=_note(group, days),
    )
    return [known, price]


def _note(group: figures.PriceGroup, days: list[date]) -> Message:
    given: dict[str, Any] = {"count": len(group.rows), "first": days[0].isoformat()}
    given["last"] = days[-1].isoformat()
    if group.per:
        return msg(
            "Per {per}. Lowest to highest of {count} products, seen from {first} to {last}.",
            per=group.per,
            **given,
        )
    return msg("Lowest to highest of {count} products, seen from {first} to {last}.", **given)


def _seen(entry: MarketEntry) -> list[Any]:
    """Competitors' prices here, newest first; read once for gate and facts of one page."""
    known: list[Any] | None = entry.__dict__.get("_competitor_prices")
    if known is None:
        rows = figures.prices(entry.project, entry.country).exclude(competitor=None)
        known = list(rows[: figures.MOST_ROWS])
        entry.__dict__["_competitor_prices"] = known
    return known


def _url(entry: MarketEntry) -> str:
    address = reverse("research:prices", args=[entry.project_id])
    return f"{address}?{urlencode({'market': entry.country})}"
