"""How often each theme comes up: in all records that have been looked at, by market, by language
and by month.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from django.core.cache import cache
from django.db import transaction
from django.db.models import Count, Max
from django.db.models.functions import TruncMonth

from apps.engines.shares import Share, share_of
from apps.feedback.models import ThemeMember

MONTHS = 24  # that a chart shows
KEPT_SECONDS = 600


@dataclass(frozen=True)
class Tally:
    """Counts of records by theme (None: no theme) and a value of theirs."""

    counts: dict[Any, dict[Any, int]]
    whole: dict[Any, int]

    def share(self, theme: Any, value: Any) -> Share:
        """Of the records with this value, those of the theme."""
        return share_of(self.counts.get(value, {}).get(theme, 0), self.whole.get(value, 0))

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


@dataclass(frozen=True)
class Figures:
    """The records that runs have looked at, by theme and market, language, and first day of the
    month in which they were said (of the last :data:`MONTHS`).
    """

    markets: Tally
    languages: Tally
    months: Tally

    @property
    def whole(self) -> int:
        """All records, with a theme and without."""
        return sum(self.markets.whole.values())

    def share(self, theme: Any) -> Share:
        """Of all records, those of the theme."""
        return share_of(
            sum(each.get(theme, 0) for each in self.markets.counts.values()), self.whole
        )


Counted = list[tuple[Any, Any, int]]  # theme or None, value, records


def of(project: Any) -> Figures:
    """Counted once for all who look: a run, a move or a merge counts anew at once; what is changed
    in the records themselves shows within :data:`KEPT_SECONDS`.
    """
    members = ThemeMember.objects.filter(project=project).order_by()
    stamp = members.count()
    kept = cache.get(_key(project))
    if kept is None or kept[0] != stamp:
        kept = stamp, _by(members, "record__country"), _by(members, "record__language"), _by_month(
            members
        )  # fmt: skip
        cache.set(_key(project), kept, KEPT_SECONDS)
    return Figures(*(_tally(rows) for rows in kept[1:]))


def changed(project: Any) -> None:
    """Count anew once this transaction is through."""
    transaction.on_commit(lambda: cache.delete(_key(project)))


def _key(project: Any) -> str:
    return f"feedback.themes.figures:{getattr(project, 'pk', project)}"


def _by(members: Any, field: str) -> Counted:
    return list(members.values_list("theme", field).annotate(count=Count("pk")))


def _by_month(members: Any) -> Counted:
    """Months are made of the newest records alone: a database makes them row by row."""
    newest = members.aggregate(newest=Max("record__occurred_at"))["newest"]
    if newest is None:
        return []
    recent = members.filter(record__occurred_at__gte=newest - timedelta(days=31 * MONTHS))
    rows: Counted = list(
        recent.annotate(month=TruncMonth("record__occurred_at"))
        .values_list("theme", "month")
        .annotate(count=Count("pk"))
    )
    kept = set(sorted({month for _theme, month, _count in rows})[-MONTHS:])
    return [
        (theme, date(month.year, month.month, 1), count)
        for theme, month, count in rows
        if month in kept
    ]


def _tally(rows: Counted) -> Tally:
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
