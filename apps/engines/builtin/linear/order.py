"""In which order rows follow each other: as they stand, or by period and within markets.

Roles ``period`` and ``market`` of the input, where an engine has them.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from apps.engines import periods
from apps.engines.contract import InputTable

Codes = NDArray[np.int64]


@dataclass(frozen=True)
class Order:
    """``market`` and ``period`` (rows of the table,) as numbers in their own order, -1 where
    missing; None where rows have none. ``names`` are the columns, '' where there is none.
    """

    market: Codes | None = None
    period: Codes | None = None
    names: tuple[str, str] = ("", "")

    @property
    def given(self) -> bool:
        return self.market is not None or self.period is not None

    def sorted(self, positions: Codes) -> tuple[NDArray[np.int64], Codes, bool]:
        """Places of ``positions`` in order, the market of each in that order, and whether two rows
        of a market have one period. Rows whose market or period is missing are left out.
        """
        market = np.zeros(len(positions), np.int64)
        if self.market is not None:
            market = self.market[positions]
        period = positions if self.period is None else self.period[positions]
        order = np.lexsort((positions, period, market))
        order = order[(market[order] >= 0) & (period[order] >= 0)]
        market, period = market[order], period[order]
        twice = bool(((np.diff(market) == 0) & (np.diff(period) == 0)).any())
        return order, market, twice


def order_of(table: InputTable) -> Order:
    """From the roles of the table; empty where neither is chosen."""
    market, period = (next(iter(table.roles.get(role, [])), "") for role in ("market", "period"))
    if not market and not period:
        return Order()
    return Order(
        market=_codes(table, market) if market else None,
        period=_ranks(table, period) if period else None,
        names=(market, period),
    )


def _codes(table: InputTable, name: str) -> Codes:
    from apps.engines.builtin.linear.reading import group_codes  # polars: only where it is needed

    return group_codes(table, name)


def _ranks(table: InputTable, name: str) -> Codes:
    """As :func:`_codes`, texts as the time that they say: 'Q4 2023' comes before 'Q1 2024'."""
    import polars as pl  # only where it is needed

    column = table.frame([name])[name]
    if column.dtype != pl.String:
        return _codes(table, name)
    texts = column.unique().drop_nulls()
    if not len(texts):
        return np.full(len(column), -1, dtype=np.int64)
    ranks = pl.Series(periods.ranks(texts.to_list()), dtype=pl.Int64)
    found = column.replace_strict(texts, ranks, default=0, return_dtype=pl.Int64).fill_null(0)
    return np.asarray(found.to_numpy() - 1, dtype=np.int64)
