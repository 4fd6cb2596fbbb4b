"""What the register says of a project: which predictions count, and how they did in groups."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Hashable, Iterable, Sequence
from dataclasses import dataclass
from statistics import fmean
from typing import Any

from django.db.models import Count, F, Q, QuerySet
from django.utils import timezone

from apps.research.predictions.models import Prediction
from apps.research.predictions.scoring import Share, share_of

MOST = 20_000  # of the newest that one page counts

COLUMNS = {
    "engine": F("kept__engine_key"), "person": F("kept__made_by__name"),
    "address": F("kept__made_by__email"), "run": F("kept_id"), "dataset": F("kept__watched_id"),
    "target": F("kept__target"), "unit": F("kept__unit"), "made_at": F("kept__made_at"),
}  # fmt: skip
OWN = ("market", "period", "ahead", "value", "low", "high", "level", "naive", "scale", "actual",
       "inside", "error", "interval_score", "scaled_error")  # fmt: skip


@dataclass(frozen=True)
class Row:
    """A counted prediction."""

    engine: str
    person: str | None
    address: str | None
    run: Any
    dataset: Any
    target: str
    unit: str
    made_at: dt.datetime
    market: str
    period: str
    ahead: int | None
    value: float
    low: float
    high: float
    level: float
    naive: float | None
    scale: float | None
    actual: float
    inside: bool
    error: float
    interval_score: float
    scaled_error: float | None

    @property
    def place(self) -> tuple[Any, ...]:
        """The value that was predicted: the same one may have been predicted several times."""
        return self.dataset, self.target, self.market, self.period


def counted(project: Any) -> QuerySet[Prediction]:
    """Predictions that the coverage counts: made before their actual was in the data, with an
    interval of the value itself, and scored.
    """
    rows = Prediction.objects.filter(project=project, hindsight=False, band=Prediction.Band.VALUE)
    return rows.filter(actual__isnull=False, kept__checked_at__isnull=False)


def rows_of(project: Any) -> list[Row]:
    """The newest :data:`MOST` counted predictions."""
    rows = counted(project).order_by("-scored_at", "id").values(*OWN, **COLUMNS)
    return [Row(**row) for row in rows[:MOST]]


@dataclass(frozen=True)
class Standing:
    """How many predictions the register holds of each kind."""

    all: int
    counted: int
    held: int
    waiting: int
    overdue: int
    hindsight: int
    means: int
    unchecked: int


def standing(project: Any, today: dt.date | None = None) -> Standing:
    """One query."""
    day = today or timezone.localdate()
    waits = Q(actual=None, hindsight=False)
    counts = Q(hindsight=False, band=Prediction.Band.VALUE, actual__isnull=False,
               kept__checked_at__isnull=False)  # fmt: skip
    found = Prediction.objects.filter(project=project).aggregate(
        all=Count("pk"),
        counted=Count("pk", filter=counts),
        held=Count("pk", filter=counts & Q(inside=True)),
        waiting=Count("pk", filter=waits & (Q(ends_on=None) | Q(ends_on__gte=day))),
        overdue=Count("pk", filter=waits & Q(ends_on__lt=day)),
        hindsight=Count("pk", filter=Q(hindsight=True)),
        means=Count("pk", filter=Q(band=Prediction.Band.MEAN)),
        unchecked=Count("pk", filter=Q(kept__checked_at=None)),
    )
    return Standing(**found)


@dataclass(frozen=True)
class Group:
    """Counted predictions that have something in common. Means are None where no prediction of
    the group has the figure; ``promised`` is the mean of the levels. ``width`` and ``score`` are
    in errors of the naive forecast (``scale``).
    """

    name: Any
    share: Share
    promised: float
    scaled_error: float | None
    width: float | None
    score: float | None
    against_naive: float | None  # mean absolute error over that of the naive forecast


def group_of(name: Any, rows: Sequence[Row]) -> Group:
    scaled = [(row, row.scale) for row in rows if row.scale]
    beside = [(row, row.naive, scale) for row, scale in scaled if row.naive is not None]
    errors = _mean(abs(row.error) / scale for row, _, scale in beside)
    naive = _mean(abs(row.actual - value) / scale for row, value, scale in beside)
    return Group(
        name=name,
        share=share_of(sum(row.inside for row in rows), len(rows)),
        promised=fmean(row.level for row in rows),
        scaled_error=_mean(row.scaled_error for row in rows if row.scaled_error is not None),
        width=_mean((row.high - row.low) / scale for row, scale in scaled),
        score=_mean(row.interval_score / scale for row, scale in scaled),
        against_naive=errors / naive if errors is not None and naive else None,
    )


def groups(rows: Iterable[Row], key: Callable[[Row], Hashable]) -> list[Group]:
    """One for each value of ``key``, the largest first."""
    found: dict[Any, list[Row]] = {}
    for row in rows:
        found.setdefault(key(row), []).append(row)
    made = [group_of(name, some) for name, some in found.items()]
    return sorted(made, key=lambda group: (-group.share.count, str(group.name)))


def _mean(values: Iterable[float]) -> float | None:
    found = list(values)
    return fmean(found) if found else None
