"""What campaigns cost and brought, added up."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from django.db.models import Count, Max, Min, Q, QuerySet, Sum

from apps.engines.figures import wilson
from apps.promotion.models import Campaign, Outcome

COUNTED = ("spend", "impressions", "clicks", "conversions", "revenue")


@dataclass(frozen=True)
class Share:
    """``hits`` of ``all``, with Wilson's 95 % interval. Days of one campaign vary more than coin
    tosses do, so the interval is the least there is.
    """

    hits: int
    all: int

    @property
    def value(self) -> float:
        return self.hits / self.all

    @property
    def interval(self) -> tuple[float, float]:
        _share, low, high = wilson(self.hits, self.all)
        return low, high


@dataclass(frozen=True)
class Totals:
    """Sums over the days that have the figure, None where no day has it. ``days`` counts rows,
    ``lacking`` how many of them lack a figure. A ratio is made of days that have both its figures.
    """

    days: int
    first: date | None
    last: date | None
    sums: dict[str, Any]
    lacking: dict[str, int]
    paired: dict[str, tuple[Any, Any]]

    def __getattr__(self, name: str) -> Any:
        if name in COUNTED:
            return self.sums[name]
        raise AttributeError(name)

    @property
    def click_rate(self) -> Share | None:
        return self._share("clicks")

    @property
    def conversion_rate(self) -> Share | None:
        return self._share("conversions")

    def _share(self, name: str) -> Share | None:
        hits, count = self.paired[name]
        return Share(hits, count) if count and hits <= count else None

    @property
    def cost_per_conversion(self) -> Decimal | None:
        return self._per("cost")

    @property
    def return_on_spend(self) -> Decimal | None:
        """Revenue for each unit of money that was spent."""
        return self._per("return")

    def _per(self, name: str) -> Decimal | None:
        above, below = self.paired[name]
        return Decimal(above) / Decimal(below) if above is not None and below else None


# Ratio → the figure above and the one below the line.
RATIOS = {
    "clicks": ("clicks", "impressions"),
    "conversions": ("conversions", "clicks"),
    "cost": ("spend", "conversions"),
    "return": ("revenue", "spend"),
}


def _wanted() -> dict[str, Any]:
    sums: dict[str, Any] = {f"sum_{name}": Sum(name) for name in COUNTED}
    sums |= {f"lacks_{name}": Count("pk", filter=Q(**{f"{name}__isnull": True}))
             for name in COUNTED}  # fmt: skip
    for ratio, (above, below) in RATIOS.items():
        both = Q(**{f"{above}__isnull": False, f"{below}__isnull": False})
        sums |= {
            f"{ratio}_above": Sum(above, filter=both),
            f"{ratio}_below": Sum(below, filter=both),
        }
    return {**sums, "days": Count("pk"), "first": Min("day"), "last": Max("day")}


def _totals(row: dict[str, Any]) -> Totals:
    return Totals(
        days=row["days"],
        first=row["first"],
        last=row["last"],
        sums={name: row[f"sum_{name}"] for name in COUNTED},
        lacking={name: row[f"lacks_{name}"] for name in COUNTED},
        paired={ratio: (row[f"{ratio}_above"], row[f"{ratio}_below"] or 0) for ratio in RATIOS},
    )


def totals(rows: QuerySet[Outcome]) -> Totals:
    """Of all these days together."""
    return _totals(rows.order_by().aggregate(**_wanted()))


def by_channel(campaign: Campaign) -> list[tuple[str, Totals]]:
    """Channel's name and its totals, the dearest first."""
    rows = campaign.outcomes.order_by().values("channel__name").annotate(**_wanted())
    found = [(row["channel__name"], _totals(row)) for row in rows]
    return sorted(found, key=lambda pair: (-(pair[1].sums["spend"] or 0), pair[0]))


def by_currency(rows: QuerySet[Outcome]) -> list[tuple[str, Totals]]:
    """Currency of the campaigns and its totals, in order of code."""
    code = "campaign__currency"
    listed: Iterable[dict[str, Any]] = rows.order_by(code).values(code).annotate(**_wanted())
    return [(row[code], _totals(row)) for row in listed]


def spent(campaigns: Iterable[Campaign]) -> dict[Any, Decimal]:
    """Campaign's id → what it has cost; without those of which nothing is known."""
    rows = Outcome.objects.filter(campaign__in=[row.pk for row in campaigns], spend__isnull=False)
    listed = rows.order_by().values_list("campaign").annotate(cost=Sum("spend"))
    return dict(listed)


def daily(campaign: Campaign) -> list[dict[str, Any]]:
    """Each day over all channels: ``day`` and the sums of :data:`COUNTED`."""
    sums = {f"sum_{name}": Sum(name) for name in COUNTED}
    rows = campaign.outcomes.order_by("day").values("day").annotate(**sums)
    return [{"day": row["day"], **{name: row[f"sum_{name}"] for name in COUNTED}} for row in rows]
