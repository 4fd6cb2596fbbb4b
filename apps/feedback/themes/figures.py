"""How often each theme comes up: in all records that have been looked at, by market, by language
and by month.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Count
from django.db.models.functions import TruncMonth

from apps.engines.figures import wilson
from apps.feedback.models import ThemeMember

MONTHS = 24  # that a chart shows


@dataclass(frozen=True)
class Share:
    """``rows`` of ``whole`` records, with the 95 % interval of the share."""

    rows: int
    whole: int
    share: float
    low: float
    high: float


@dataclass(frozen=True)
class Tally:
    """Counts of records by theme (None: no theme) and a value of theirs."""

    counts: dict[Any, dict[Any, int]]
    whole: dict[Any, int]

    def share(self, theme: Any, value: Any) -> Share:
        """Of the records with this value, those of the theme."""
        return share(self.counts.get(value, {}).get(theme, 0), self.whole.get(value, 0))

    def most(self, count: int) -> list[Any]:
        """The values that most records have; those that are not stated are none."""
        named = [value for value in self.whole if value]
        return sorted(named, key=lambda value: (-self.whole[value], str(value)))[:count]

    def of(self, theme: Any) -> list[Any]:
        """The values that records of the theme have, the most frequent first."""
        having = {value: self.counts[value].get(theme, 0) for value in self.whole if value}
        return sorted(
            (value for value in having if having[value]),
            key=lambda value: (-having[value], str(value)),
        )


def share(part: int, whole: int) -> Share:
    return Share(part, whole, *wilson(part, whole))


def by(project: Any, field: str) -> Tally:
    """``field`` is one of the record, such as 'record__country'."""
    return _tally(_members(project).values_list("theme", field).annotate(count=Count("pk")))


def by_month(project: Any) -> Tally:
    """By the first day of the month in which it was said; the last :data:`MONTHS` months."""
    rows = _members(project).annotate(month=TruncMonth("record__occurred_at"))
    found = _tally(rows.values_list("theme", "month").annotate(count=Count("pk")))
    kept = sorted(found.whole)[-MONTHS:]
    return Tally(
        {_day(month): found.counts[month] for month in kept},
        {_day(month): found.whole[month] for month in kept},
    )


def _day(moment: Any) -> date:
    return date(moment.year, moment.month, 1)


def _members(project: Any) -> Any:
    return ThemeMember.objects.filter(project=project).order_by()


def _tally(rows: Iterable[tuple[Any, Any, int]]) -> Tally:
    counts: dict[Any, dict[Any, int]] = defaultdict(lambda: defaultdict(int))
    whole: dict[Any, int] = defaultdict(int)
    for theme, value, count in rows:
        counts[value][theme] += count
        whole[value] += count
    return Tally({value: dict(each) for value, each in counts.items()}, dict(whole))


def trend(tally: Tally, theme: Any) -> tuple[Share, Share, int] | None:
    """The two newest months with records, the older one first, and whether the share surely rose
    (1), fell (−1) or may be the same (0): intervals that do not overlap. None with fewer months.
    """
    months = sorted(tally.whole)[-2:]
    if len(months) < 2:
        return None
    before, now = (tally.share(theme, month) for month in months)
    return before, now, int(now.low > before.high) - int(now.high < before.low)
