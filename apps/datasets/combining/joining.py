"""Tables side by side: grains, doubles, and the join itself; in the child only."""

from __future__ import annotations

import math
from collections.abc import Sequence
from typing import Any

import polars as pl

from apps.core.messages import Message, msg, msgn
from apps.datasets.combining import grains
from apps.datasets.combining.manifest import ARITHMETIC, MARKET, PERIOD, TAKE
from apps.datasets.combining.markets import Register
from apps.datasets.combining.reading import Read
from apps.engines.contract import Refusal

MOST_CELLS = 200_000_000
MOST_ROWS = 20_000_000
EXAMPLES = 3
LARGEST = 2.0**63


def fit(read: Read, grain: grains.Grain, first: Read, register: Register) -> None:
    """Bring a table to at most one row for each market and period of the ``grain``, or of its own
    where that is longer. :class:`Refusal` where the person has not said how.
    """
    _require_fitting(read, grain, first)
    if grains.is_finer(read.grain, grain):
        _lengthen(read, grain)
    if read.choice.rule == "mean":
        _take_fractions(read)
    keys = ["m", "p"]
    doubled = len(read.frame) - read.frame.select(keys).n_unique()
    if not doubled:
        return
    if read.choice.rule == "refuse":
        raise _doubled(read, doubled, register)
    read.doubled = doubled
    read.frame = _gathered(read, keys)


def _take_fractions(read: Read) -> None:
    """A mean of whole numbers is none, whether this version has doubles or not."""
    for place, (key, column) in enumerate(zip(read.values, read.columns, strict=True)):
        if column.dtype == "integer":
            read.columns[place] = column.model_copy(update={"kind": "number"})
            read.frame = read.frame.with_columns(pl.col(key).cast(pl.Float64))


def _require_fitting(read: Read, grain: grains.Grain, first: Read) -> None:
    values: dict[str, Message | str] = {
        "table": read.name, "first": first.name,
        "has": grains.NAMES[read.grain], "wanted": grains.NAMES[grain],
    }  # fmt: skip
    at = f"{read.slot}.{PERIOD}"
    if read.grain in (grain, grains.NONE):
        return
    if grains.is_finer(read.grain, grain):
        if read.choice.rule == "refuse" and grain != grains.NONE:
            raise Refusal(
                msg("'{table}' has {has}, and '{first}' has {wanted}.", **values),
                fix=msg("Say for '{table}' whether to take sum, mean or last value.", **values),
                field=at,
            )
        return
    if not grains.is_finer(grain, read.grain):
        raise Refusal(
            msg(
                "'{table}' has {has}, '{first}' has {wanted}, and neither is made up of the other.",
                **values,
            ),
            fix=msg("Leave the periods of one of them out, or bring both to the same periods."),
            field=at,
        )
    if not read.choice.repeat:
        raise Refusal(
            msg("'{table}' has {has}, and '{first}' has shorter periods: {wanted}.", **values),
            fix=msg("Allow for '{table}' that its values are repeated, or put it first.", **values),
            field=at,
        )


def _lengthen(read: Read, grain: grains.Grain) -> None:
    """Places of the longer periods; counts those of which shorter ones are missing."""
    if grain == grains.NONE:
        read.frame = read.frame.with_columns(own=pl.col("p"), p=pl.lit(None, dtype=pl.Int64))
        return
    distinct = read.frame["p"].unique().to_list()
    longer = [grains.lying_in(read.grain, place, grain) for place in distinct]
    lookup = pl.DataFrame(
        {"p": distinct, "longer": longer}, schema={"p": pl.Int64, "longer": pl.Int64}
    )
    joined = read.frame.join(lookup, on="p", how="left")
    read.frame = joined.rename({"p": "own", "longer": "p"})
    if read.grain in grains.COUNTED and read.choice.rule in ARITHMETIC:
        found = read.frame.group_by("m", "p").agg(pl.col("own").n_unique()).sort("m", "p")
        whole = grains.parts(grain, read.grain)
        short = found.filter(pl.col("own") < whole)
        read.partial = len(short)
        if len(short):
            read.partial_example = grains.shown(grain, short["p"][0])


def _doubled(read: Read, doubled: int, register: Register) -> Refusal:
    groups = (
        read.frame.group_by("m", "p", maintain_order=True)
        .agg(pl.col("row"))
        .filter(pl.col("row").list.len() > 1)
        .head(EXAMPLES)
    )
    examples = []
    for market, period, rows in groups.select("m", "p", "row").iter_rows():
        place = register.names[market]
        if read.grain != grains.NONE and period is not None:
            place = f"{place} {grains.shown(read.grain, period)}"
        examples.append(f"{place}: {', '.join(str(row) for row in rows[:4])}")
    return Refusal(
        msgn(
            "'{table}' has {count} row more than one for each market and period. Rows of the"
            " same: {examples}.",
            "'{table}' has {count} rows more than one for each market and period. Rows of the"
            " same: {examples}.",
            doubled,
            table=read.name, examples="; ".join(examples),
        ),
        fix=msg(
            "Say for '{table}' whether to take sum, mean or last value, or choose its period"
            " column.",
            table=read.name,
        ),
        field=f"{read.slot}.{MARKET}",
    )  # fmt: skip


def _gathered(read: Read, keys: Sequence[str]) -> Any:
    """One row for each key, by the rule. A sum of nothing is nothing."""
    order = ["own", "row"] if "own" in read.frame.columns else ["row"]
    rule, asked = read.choice.rule, []
    for key in read.values:
        cells = pl.col(key)
        if rule == "sum":
            asked.append(pl.when(cells.count() > 0).then(cells.sum()).otherwise(None).alias(key))
            asked.append(cells.cast(pl.Float64).sum().alias(f"{key}~"))
        elif rule == "mean":
            asked.append(cells.mean().alias(key))
        else:
            asked.append(cells.drop_nulls().last().alias(key))
        if rule in ARITHMETIC:
            asked.append(cells.count().is_between(1, pl.len() - 1).alias(f"{key}?"))
    frame = read.frame.sort(order).group_by(keys, maintain_order=True)
    made = frame.agg(pl.col("row").min(), *asked)
    if rule in ARITHMETIC:
        for key, column in zip(read.values, read.columns, strict=True):
            _require_sound(made, key, column.name, read)
            read.holes += int(made[f"{key}?"].sum())
    return made.select("m", "p", "row", *read.values).sort("row")


def _require_sound(made: Any, key: str, column: str, read: Read) -> None:
    """Whole numbers wrap around beyond 2**63, and doubles end in infinity."""
    seen = made[f"{key}~" if f"{key}~" in made.columns else key].drop_nulls()
    whole = made[key].dtype.is_integer()
    most = max((abs(one) for one in (seen.min(), seen.max()) if one is not None), default=0.0)
    if math.isfinite(most) and not (whole and most >= LARGEST):
        return
    raise Refusal(
        msg("The values of column '{column}' of '{table}' are too large for their {rule}.",
            column=column, table=read.name, rule=RULES[read.choice.rule]),
        fix=msg("Choose the last value for this table, or do not take the column."),
        field=f"{read.slot}.{TAKE}",
    )  # fmt: skip


RULES: dict[str, Message] = {"sum": msg("sum"), "mean": msg("mean"), "last": msg("last value")}


def join(reads: Sequence[Read], grain: grains.Grain, everything: bool) -> Any:
    """The keys ``m`` and ``p`` of the combined table in its order, with a column ``has0``,
    ``has1`` … for each table and its values as ``0c0``, ``0c1`` …
    """
    keys = reads[0].frame.sort("row").select("m", "p")
    if everything:
        keys = _all_keys(reads, grain, keys)
    width = sum(len(read.columns) for read in reads) + 2
    if len(keys) > MOST_ROWS or len(keys) * width > MOST_CELLS:
        raise _too_many(len(keys))
    for place, read in enumerate(reads):
        keys = _beside(keys, read, place, grain)
    return keys


def _too_many(rows: int) -> Refusal:
    return Refusal(
        msg("The combined table would have {rows} rows, which is too many.", rows=rows),
        fix=msg("Use longer periods, fewer columns, or only the rows of the first table."),
    )


def _all_keys(reads: Sequence[Read], grain: grains.Grain, keys: Any) -> Any:
    """The first table's keys, then what only others have, by market and period."""
    more = [_spread(read, grain) for read in reads[1:] if read.grain != grains.NONE]
    if grain == grains.NONE:
        more = [read.frame.select("m", "p") for read in reads[1:]]
    if more:
        rest = pl.concat(more).unique().join(keys, on=["m", "p"], how="anti", nulls_equal=True)
        keys = pl.concat([keys, rest.sort("m", "p")])
    if grain == grains.NONE:
        return keys
    fixed = [read.frame.select("m", "p") for read in reads[1:] if read.grain == grains.NONE]
    if fixed:  # a market that no table with periods has: one row without a period
        keys = pl.concat([keys, pl.concat(fixed).unique().join(keys, on="m", how="anti").sort("m")])
    return keys


def _spread(read: Read, grain: grains.Grain) -> Any:
    """The table's keys in the grain of the combined table."""
    keys = read.frame.select("m", "p")
    if not _is_longer(read, grain):
        return keys
    distinct = keys["p"].unique().to_list()
    spans = [grains.within(read.grain, place, grain) for place in distinct]
    sizes = pl.DataFrame({"p": distinct, "size": [len(span) for span in spans]},
                         schema={"p": pl.Int64, "size": pl.Int64})  # fmt: skip
    rows = int(keys.join(sizes, on="p")["size"].sum())
    if rows > MOST_ROWS:  # told before they are made: a year has 8,760 hours
        raise _too_many(rows)
    inner = [list(span) for span in spans]
    lookup = pl.DataFrame(
        {"p": distinct, "inner": inner}, schema={"p": pl.Int64, "inner": pl.List(pl.Int64)}
    )
    return keys.join(lookup, on="p").explode("inner").select("m", p="inner")


def _is_longer(read: Read, grain: grains.Grain) -> bool:
    return read.grain not in (grain, grains.NONE) and grains.is_finer(grain, read.grain)


def _beside(keys: Any, read: Read, place: int, grain: grains.Grain) -> Any:
    named = {key: f"{place}{key}" for key in read.values}
    values = read.frame.select("m", "p", *read.values).rename(named)
    values = values.with_columns(pl.lit(value=True).alias(f"has{place}"))
    if read.grain == grains.NONE or grain == grains.NONE:
        joined = keys.join(values.drop("p"), on="m", how="left", maintain_order="left")
    elif _is_longer(read, grain):
        distinct = keys["p"].drop_nulls().unique().to_list()
        longer = [grains.lying_in(grain, one, read.grain) for one in distinct]
        lookup = pl.DataFrame(
            {"p": distinct, "longer": longer}, schema={"p": pl.Int64, "longer": pl.Int64}
        )
        wide = keys.join(lookup, on="p", how="left", maintain_order="left")
        joined = wide.join(
            values.rename({"p": "longer"}), on=["m", "longer"], how="left", maintain_order="left"
        ).drop("longer")
    else:
        joined = keys.join(values, on=["m", "p"], how="left", maintain_order="left")
    return joined.with_columns(pl.col(f"has{place}").fill_null(value=False))
