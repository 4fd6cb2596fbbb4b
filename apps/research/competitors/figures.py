"""What the register says: newest prices and their age, the table of features, places on a chart."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from django.conf import settings
from django.db.models import Count, QuerySet
from django.utils import timezone

from apps.projects.models import Project
from apps.research.models import Competitor, Dimension, Feature, FeatureMark, Position, Price

MOST_ROWS = 5_000  # of what a page reads of a project: more than anybody looks at


def own_name(project: Project) -> str:
    """What the own product is called."""
    product = getattr(project, "product", None)
    return product.name if product else project.name


def whose(row: Any, project: Project) -> str:
    """The name of the competitor, or of the own product."""
    return row.competitor.name if row.competitor_id else own_name(project)


def oldest_fresh(today: date | None = None) -> date:
    """The first day that is not old: ``COMPETITOR_OLD_MONTHS`` months ago."""
    day = today or timezone.localdate()
    months = day.year * 12 + day.month - 1 - settings.COMPETITOR_OLD_MONTHS
    year, month = divmod(months, 12)
    return date(year, month + 1, min(day.day, _length(year, month + 1)))


def _length(year: int, month: int) -> int:
    following = date(year + month // 12, month % 12 + 1, 1)
    return (following - date(year, month, 1)).days


def is_old(day: date) -> bool:
    return day < oldest_fresh()


def prices(project: Project, market: str = "") -> QuerySet[Any]:
    """Prices of a project, newest first; of one market where it is given."""
    rows = Price.objects.filter(project=project).select_related("competitor")
    rows = rows.filter(market=market) if market else rows
    return rows.order_by("-seen_on", "-created_at", "pk")


def newest(rows: Iterable[Any]) -> list[Any]:
    """Of prices (newest first) the first of each competitor, market, product, currency and unit."""
    found: dict[Any, Any] = {}
    for row in rows:
        key = (row.competitor_id, row.market, row.product.casefold(), row.currency, row.per)
        found.setdefault(key, row)
    return list(found.values())


@dataclass(frozen=True)
class PriceGroup:
    """Newest prices that can be compared: one currency, one unit. Cheapest first."""

    currency: str
    per: str
    rows: list[Any]

    @property
    def key(self) -> str:
        return f"price:{self.currency}:{self.per}"

    @property
    def middle(self) -> Decimal:
        amounts = [row.amount for row in self.rows]
        half = len(amounts) // 2
        return amounts[half] if len(amounts) % 2 else (amounts[half - 1] + amounts[half]) / 2


def price_groups(rows: Iterable[Any]) -> list[PriceGroup]:
    """Prices of one market by currency and unit: nothing is converted. The largest group first."""
    found: dict[tuple[str, str], list[Any]] = {}
    for row in newest(rows):
        found.setdefault((row.currency, row.per), []).append(row)
    groups = [
        PriceGroup(currency, per, sorted(group, key=lambda row: row.amount))
        for (currency, per), group in found.items()
    ]
    return sorted(groups, key=lambda group: (-len(group.rows), group.currency, group.per))


def markets_of(project: Project) -> list[str]:
    """The countries that the project looks at or has something of."""
    entries = project.market_entries.order_by().values_list("country", flat=True)
    seen = Price.objects.filter(project=project).order_by().values_list("market", flat=True)
    placed = Position.objects.filter(project=project).exclude(market="").order_by()
    # One statement: the columns are of one kind.
    return sorted(set(entries.union(seen, placed.values_list("market", flat=True))))


def busiest_market(project: Project) -> str:
    """The market that most prices are of; '' without prices."""
    counted = Price.objects.filter(project=project).order_by().values("market")
    first = counted.annotate(count=Count("pk")).order_by("-count", "market").first()
    return first["market"] if first else ""


@dataclass(frozen=True)
class Cell:
    """A competitor's answer on a feature; ``mark`` None where nobody has looked."""

    name: str
    competitor_id: Any
    mark: Any
    old: bool


@dataclass(frozen=True)
class Matrix:
    """Features by competitors, the own product first."""

    names: list[str]
    rows: list[tuple[Any, list[Cell]]]


def matrix(project: Project) -> Matrix:
    """The newest answer of each competitor on each feature."""
    competitors = list(Competitor.objects.filter(project=project).order_by("name")[:MOST_ROWS])
    people = [(None, own_name(project)), *((row.pk, row.name) for row in competitors)]
    marks = FeatureMark.objects.filter(project=project).order_by("-seen_on", "-created_at", "pk")
    found: dict[Any, Any] = {}
    for mark in marks:
        found.setdefault((mark.feature_id, mark.competitor_id), mark)
    rows = []
    for feature in Feature.objects.filter(project=project).order_by("name"):
        cells = []
        for key, name in people:
            mark = found.get((feature.pk, key))
            cells.append(Cell(name, key, mark, bool(mark and is_old(mark.seen_on))))
        rows.append((feature, cells))
    return Matrix([name for _key, name in people], rows)


@dataclass(frozen=True)
class Axis:
    """Something that competitors can be placed by."""

    key: str
    label: str  # as people called it; '' for a price
    unit: str
    scored: bool = False

    @property
    def is_price(self) -> bool:
        return self.key.startswith("price:")


@dataclass(frozen=True)
class Place:
    """A competitor's value on an axis, with where it comes from."""

    value: float
    seen_on: date
    source: str
    market: str

    @property
    def old(self) -> bool:
        return is_old(self.seen_on)


def axes(project: Project, groups: Iterable[PriceGroup]) -> list[Axis]:
    """What can be chosen in a market: its prices by currency and unit, and all dimensions."""
    priced = [
        Axis(group.key, "", f"{group.currency} / {group.per}" if group.per else group.currency)
        for group in groups
    ]
    own = [
        Axis(str(row.pk), row.name, row.unit, row.scale == Dimension.Scale.SCORE)
        for row in Dimension.objects.filter(project=project).order_by("name")
    ]
    return [*priced, *own]


def placed(
    project: Project, market: str, axis: Axis, groups: Iterable[PriceGroup]
) -> dict[Any, Place]:
    """Competitor (None: the own product) → its place: the lowest of its newest prices, or its
    newest value in the market, else the newest that is for all markets.
    """
    if axis.is_price:
        rows = next((group.rows for group in groups if group.key == axis.key), [])
        found: dict[Any, Place] = {}
        for row in rows:  # the cheapest first
            found.setdefault(
                row.competitor_id, Place(float(row.amount), row.seen_on, row.source, row.market)
            )
        return found
    own = Position.objects.filter(project=project, dimension_id=axis.key)
    seen = own.filter(market__in=("", market)).order_by("-seen_on", "-created_at", "pk")
    here: dict[bool, dict[Any, Place]] = {True: {}, False: {}}
    for row in seen:
        place = Place(row.value, row.seen_on, row.source, row.market)
        here[bool(row.market)].setdefault(row.competitor_id, place)
    return here[False] | here[True]
