"""What rows tell that is not a number in them: levels of categories, values of earlier periods.

Each takes one column in memory (eight bytes for each row): a category's level, or a number of the
row that lies so many periods before in the same market, wherever in the table that row stands. In
a job's child only.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from apps.core.messages import msg
from apps.engines import periods
from apps.engines.builtin.linear.pairs import Floats
from apps.engines.contract import InputTable, Refusal

if TYPE_CHECKING:
    import polars as pl

MOST_LEVELS = 200
MOST_TIMES = 20_000  # different whole numbers: more are neither years nor months


@dataclass
class Derived:
    """Arrays over all rows of the table. ``past`` by (column, periods); ``codes`` by column, nan
    where missing and -1 where unknown; ``early``: rows that have none so many periods before.
    """

    past: dict[tuple[str, int], Floats] = field(default_factory=dict)
    codes: dict[str, Floats] = field(default_factory=dict)
    early: NDArray[np.bool_] | None = None
    step: str = ""


def levels_of(table: InputTable, name: str) -> list[str]:
    """The levels of a column in their order. Refuses hundreds."""
    found = [str(value) for value in _texts(table, name).unique().drop_nulls().to_list()]
    if len(found) > MOST_LEVELS:
        raise Refusal(
            msg(
                "'{name}' has {count} different values: as a category at most {most} can be told"
                " apart.",
                name=name,
                count=len(found),
                most=MOST_LEVELS,
            ),
            fix=msg(
                "Group them in a new column, as regions instead of cities, or use the number as it"
                " is."
            ),
            field="formula",
        )
    return sorted(found, key=_order)


def _order(level: str) -> tuple[int, float, str]:
    """Numbers by size, before texts."""
    try:
        return 0, float(level), level
    except ValueError:
        return 1, 0.0, level


def _texts(table: InputTable, name: str) -> pl.Series:
    """Levels as people write them: 2020 and not 2020.0, true, blanks around left out."""
    import polars as pl  # heavy: in the child only

    values = table.frame([name])[name].alias("values")
    column = pl.col("values")
    if values.dtype.is_float():
        column = column.fill_nan(None)
        whole = column.cast(pl.Int64, strict=False)
        is_whole = whole.cast(pl.Float64) == column
        text = pl.when(is_whole).then(whole.cast(pl.String)).otherwise(column.cast(pl.String))
    else:
        stripped = column.cast(pl.String).str.strip_chars()
        text = pl.when(stripped == "").then(None).otherwise(stripped)
    return values.to_frame().select(text.alias("texts"))["texts"]


def codes_of(table: InputTable, name: str, levels: Sequence[str]) -> Floats:
    """(rows,) places in ``levels``; nan where missing, -1 where not among them."""
    import polars as pl  # heavy: in the child only

    text = _texts(table, name)
    known = text.is_not_null().to_numpy()
    if not levels:
        return np.where(known, -1.0, np.nan)
    places = {level: float(place) for place, level in enumerate(levels)}
    found = text.replace_strict(places, default=-1.0, return_dtype=pl.Float64)
    return np.where(known, found.fill_null(-1.0).to_numpy(), np.nan)


def past_of(
    table: InputTable, wanted: Sequence[tuple[str, int]], roles: Mapping[str, Sequence[str]]
) -> Derived:
    """Numbers of earlier periods, for all (column, periods) of ``wanted``."""
    import polars as pl  # heavy: in the child only

    period, market = roles["period"][0], roles.get("market", [])
    frame = table.frame(list(dict.fromkeys([period, *market, *(name for name, _ in wanted)])))
    number, step = _periods(frame[period], period)
    keys = pl.DataFrame({"period": number})
    who = frame[market[0]].cast(pl.String) if market else pl.Series(["all"]).new_from_index(
        0, len(frame)
    )  # fmt: skip
    keys = keys.with_columns(who.alias("market"), pl.int_range(len(frame)).alias("row"))
    _refuse_twice(keys, market)
    found = Derived(step=step, early=np.zeros(len(frame), dtype=np.bool_))
    index = keys.drop_nulls().select("market", "period", pl.col("row").alias("then"))
    for before in dict.fromkeys(before for _, before in wanted):
        asked = keys.with_columns(pl.col("period") - before)
        then = asked.join(index, on=["market", "period"], how="left", maintain_order="left")["then"]
        known = then.is_not_null().to_numpy()
        assert found.early is not None  # noqa: S101 - for the type checker
        found.early |= ~known
        places = then.fill_null(0).to_numpy()
        for name in (name for name, one in wanted if one == before):
            values = frame[name].cast(pl.Float64).fill_null(np.nan).to_numpy()
            found.past[name, before] = np.where(known, values[places], np.nan)
    return found


def _periods(column: pl.Series, name: str) -> tuple[pl.Series, str]:
    """Whole numbers, of which each period's is one more than the one before, and what that step
    is in words: the largest that all periods are apart by.
    """
    import polars as pl  # heavy: in the child only

    kind = column.dtype
    if kind.is_float():
        whole = column.fill_nan(None).cast(pl.Int64, strict=False)
        if not bool((whole.cast(pl.Float64) == column.fill_nan(None)).drop_nulls().all()):
            raise Refusal(
                msg("'{name}' does not count periods.", name=name),
                fix=msg(
                    "Choose a column of dates, quarters, years or whole numbers as the period."
                ),
                field="data.period",
            )
        column = whole
    first = column.alias("value").to_frame().with_row_index("row").drop_nulls()
    first = first.unique("value", keep="first", maintain_order=True)
    if column.dtype.is_integer() and len(first) > MOST_TIMES:
        return _stepped(column.cast(pl.Int64))
    values = first["value"]
    timed = isinstance(kind, pl.Datetime)
    texts = values.dt.strftime("%Y-%m-%d %H:%M:%S") if timed else values.cast(pl.String)
    line = periods.timeline(texts.to_list(), name, "data.period", first["row"].to_list())
    if not len(values):
        return column.cast(pl.Int64, strict=False), "1"
    places = column.replace_strict(
        values, pl.Series(line.places, dtype=pl.Int64), default=None, return_dtype=pl.Int64
    )
    return places, f"{line.step} {line.unit}"


def _stepped(numbers: pl.Series) -> tuple[pl.Series, str]:
    known = np.unique(numbers.drop_nulls().to_numpy())
    step = max(int(np.gcd.reduce(np.diff(known))), 1) if len(known) > 1 else 1
    return (numbers - int(known[0])) // step, f"{step} number"


def _refuse_twice(keys: pl.DataFrame, market: Sequence[str]) -> None:
    import polars as pl  # heavy: in the child only

    known = keys.drop_nulls()
    again = known.filter(pl.struct("market", "period").is_duplicated()).sort("row")
    if not len(again):
        return
    first = again.row(0, named=True)
    same = again.filter(
        (pl.col("market") == first["market"]) & (pl.col("period") == first["period"])
    )["row"]
    rows = ", ".join(str(row + 1) for row in same.to_list()[:3])
    fix = (
        msg("Keep one row for each market and period, or add them up first.")
        if market
        else msg("Choose the column of markets, so that each has periods of its own.")
    )
    raise Refusal(
        msg(
            "Rows {rows} are of the same market and period: which is the past, is open.", rows=rows
        ),
        fix=fix,
        field="data.period",
    )
