"""What the pages of the plan show: items by state, and by market and quarter. Queries only."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django.db.models import Count, F, OuterRef, Prefetch, QuerySet, Subquery, Window
from django.db.models.functions import Coalesce, RowNumber
from django.utils import timezone

from apps.projects.models import Project
from apps.projects.plan.models import (
    OVER,
    ItemMarket,
    ItemMove,
    ItemState,
    Outcome,
    PlanItem,
    Verification,
)
from apps.projects.plan.moves import waved_through
from apps.projects.plan.states import ORDER, next_state
from apps.projects.plan.whole import effect_of, releases, with_effect

MOST_SHOWN = 30  # items of a column
EFFECTS_SHOWN = 3  # on a card
MOST_ON_ROADMAP = 1000  # rows that the roadmap reads
QUARTERS_AHEAD = 4
# SQLite puts what has no date first of itself, PostgreSQL last.
BY_DAY = (F("target_on").asc(nulls_last=True), "title", "pk")
Effects = list[tuple[str, dict[str, Any]]]
"""Countries, each with the effect that was measured there."""


@dataclass
class Column:
    """Items of one state, the most urgent first, each with what was measured of it, and whether an
    owner waved it through; ``more`` were left out.
    """

    state: ItemState
    items: list[tuple[PlanItem, Effects, bool]]
    more: int = 0

    @property
    def ahead(self) -> ItemState | None:
        return next_state(self.state)

    @property
    def count(self) -> int:
        return len(self.items) + self.more


def items_of(project: Project) -> QuerySet[PlanItem]:
    """Items with their owner, markets with what was measured there, and how many criteria they have
    and have passed.
    """
    markets = with_effect(ItemMarket.objects.select_related("entry").order_by("entry__country"))
    checks = Verification.objects.filter(item=OuterRef("pk"))
    rows: QuerySet[PlanItem] = PlanItem.objects.filter(project=project)
    return (
        rows.select_related("owner")
        .prefetch_related(Prefetch("markets", markets))
        .annotate(checks=_count(checks), passed=_count(checks.filter(result=Outcome.PASSED)))
    )


def _count(rows: QuerySet[Any]) -> Any:
    """How many of ``rows`` there are for each row around them."""
    counted = rows.order_by().values("item").annotate(n=Count("pk")).values("n")
    return Coalesce(Subquery(counted), 0)


def columns(rows: QuerySet[PlanItem]) -> list[Column]:
    """The board: a column for each state but 'dropped'. ``rows`` are those that the filter left."""
    counts: dict[str, int] = dict(
        rows.order_by().values("state").annotate(n=Count("pk")).values_list("state", "n")
    )
    place = Window(RowNumber(), partition_by="state", order_by=("priority", *BY_DAY))
    found: dict[str, list[tuple[PlanItem, Effects, bool]]] = {state: [] for state in ORDER}
    made = ItemMove.objects.only("item", "to_state", "missing", "created_at")
    going = rows.exclude(state=ItemState.DROPPED).annotate(_place=place)
    going = going.prefetch_related(Prefetch("moves", made))
    for item in going.filter(_place__lte=MOST_SHOWN).order_by("_place"):
        found[item.state].append(
            (item, measured(item), waved_through(list(item.moves.all())) is not None)
        )
    return [
        Column(state, found[state], counts.get(state, 0) - len(found[state])) for state in ORDER
    ]


def measured(item: PlanItem) -> Effects:
    """Countries with the effect that was measured there, the first few."""
    pairs = [(market.entry.country, effect_of(market)) for market in item.markets.all()]
    return [(country, effect) for country, effect in pairs if effect][:EFFECTS_SHOWN]


@dataclass(frozen=True, order=True)
class Quarter:
    """A quarter of a year, 1 to 4."""

    year: int
    number: int

    @classmethod
    def of(cls, day: date) -> Quarter:
        return cls(day.year, (day.month + 2) // 3)

    def later(self, count: int) -> Quarter:
        index = self.year * 4 + self.number - 1 + count
        return Quarter(index // 4, index % 4 + 1)

    def __str__(self) -> str:
        return f"{self.year} Q{self.number}"


@dataclass(frozen=True)
class Place:
    """An item in a cell of the roadmap. ``how`` is released, planned or overdue."""

    item: PlanItem
    how: str
    day: date | None


@dataclass
class Lane:
    """A market of the roadmap, or (``market`` '') the items that no market is named for."""

    market: str
    cells: list[list[Place]] = field(default_factory=list)

    @property
    def count(self) -> int:
        return sum(map(len, self.cells))


@dataclass
class Roadmap:
    """Lanes by columns: what lies earlier, quarters, what lies later, and what has no date."""

    quarters: list[Quarter]
    lanes: list[Lane]
    cut: bool


def roadmap(rows: QuerySet[PlanItem], today: date) -> Roadmap:
    """Where each item stands in time, market by market: by its day of release, or what is aimed at.

    The quarter before this one and the four after it have columns of their own.
    """
    released = releases().order_by("-created_at").values("created_at")[:1]
    going = rows.exclude(state=ItemState.DROPPED).annotate(released_at=Subquery(released))
    listed = list(going.order_by(*BY_DAY)[: MOST_ON_ROADMAP + 1])
    first = Quarter.of(today).later(-1)
    quarters = [first.later(index) for index in range(QUARTERS_AHEAD + 2)]
    lanes: dict[str, Lane] = {}
    for item in listed[:MOST_ON_ROADMAP]:
        for market, place in _places(item, today):
            lane = lanes.setdefault(market, _lane(market, quarters))
            lane.cells[_column(place.day, quarters)].append(place)
    for lane in lanes.values():
        for cell in lane.cells:
            cell.sort(key=lambda place: (place.day or date.max, place.item.title))
    ordered = sorted(lanes.values(), key=lambda lane: (lane.market == "", lane.market))
    return Roadmap(quarters, ordered, len(listed) > MOST_ON_ROADMAP)


def _lane(market: str, quarters: Sequence[Quarter]) -> Lane:
    return Lane(market, [[] for _ in range(len(quarters) + 3)])


def _column(day: date | None, quarters: Sequence[Quarter]) -> int:
    """0 for earlier, then the quarters, then later, then without a date."""
    if day is None:
        return len(quarters) + 2
    quarter = Quarter.of(day)
    if quarter < quarters[0]:
        return 0
    if quarter > quarters[-1]:
        return len(quarters) + 1
    return quarters.index(quarter) + 1


def _places(item: Any, today: date) -> Iterable[tuple[str, Place]]:
    markets = [one for one in item.markets.all() if one.state != ItemMarket.State.DROPPED]
    for market in markets:
        yield market.entry.country, _place(item, market, today)
    if not markets:
        day = item.target_on
        if item.is_over:
            day = timezone.localdate(item.released_at) if item.released_at else None
            yield "", Place(item, "released", day)
        else:
            yield "", Place(item, how(day, today), day)


def _place(item: PlanItem, market: ItemMarket, today: date) -> Place:
    if market.state == ItemMarket.State.RELEASED:
        return Place(item, "released", market.released_on)
    day = market.target_on or item.target_on
    return Place(item, how(day, today), day)


def how(day: date | None, today: date) -> str:
    """Overdue once the day aimed at has passed."""
    return "overdue" if day and day < today else "planned"


def overdue(rows: Any, today: date) -> Any:
    """Of items those that are not released and whose day has passed."""
    return rows.exclude(state__in=OVER).filter(target_on__lt=today)
