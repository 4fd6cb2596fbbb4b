"""Columns that other rows tell: changes over time, and shares of totals. In a job's child."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, cast

import numpy as np
from numpy.typing import NDArray

from apps.datasets.deriving.gaps import (
    BELOW,
    DOMAIN,
    FINE,
    GROUP,
    MISSING,
    PAST,
    TOTAL,
    ZERO,
    Gaps,
    Why,
    finite,
    first,
)
from apps.datasets.deriving.steps import ChangeStep, ShareStep
from apps.datasets.deriving.work import Floats, Work, numbers, told
from apps.engines.builtin.linear.terms import derived
from apps.engines.contract import InputTable

if TYPE_CHECKING:
    import polars as pl

Check = Callable[[], None]


def change(work: Work, step: ChangeStep, gaps: Gaps, check: Check) -> Floats:
    """(rows,) what the step asks for. The rows before are found by market and period, wherever in
    the table they stand, and never across a gap.
    """
    now = work.empty()
    for start, frame in work.frames([step.column]):
        now[start : start + len(frame)] = numbers(frame, step.column)
    if step.measure == "rolling_mean":
        values, why = _rolling(work, step, now, gaps, check)
    else:
        then, early = _past(work, step, step.periods, gaps)
        why = _why(then, early)
        if step.measure != "lag":
            why = first(_why(now, None), why)
        values, why = _changed(step, now, then, why)
    values = np.where(why == FINE, values, np.nan)
    names = [step.column, step.period, *([step.market] if step.market else [])]
    for start, frame in work.frames(names):
        gaps.add(
            why[start : start + len(frame)],
            start,
            lambda place, frame=frame: told(frame, names, place),
        )
    out = work.empty()
    out[:] = values
    return out


def _past(
    work: Work, step: ChangeStep, periods: int, gaps: Gaps
) -> tuple[Floats, NDArray[np.bool_]]:
    roles = {"period": [step.period], **({"market": [step.market]} if step.market else {})}
    if not work.rows:
        return np.empty(0), np.empty(0, dtype=np.bool_)
    found = derived.past_of(cast(InputTable, work), [(step.column, periods)], roles)
    gaps.period = found.step
    assert found.early is not None  # noqa: S101 - set where something is asked for
    return found.past[step.column, periods], found.early


def _rolling(
    work: Work, step: ChangeStep, now: Floats, gaps: Gaps, check: Check
) -> tuple[Floats, Why]:
    """The mean of the period and those before it, ``periods`` in all, where each is there."""
    total, why = np.array(now), _why(now, None)
    for before in range(1, step.periods):
        check()
        then, early = _past(work, step, before, gaps)
        why = first(why, _why(then, early))
        total += then
    return total / step.periods, why


def _changed(step: ChangeStep, now: Floats, then: Floats, why: Why) -> tuple[Floats, Why]:
    with np.errstate(all="ignore"):
        if step.measure == "lag":
            return then, why
        if step.measure == "difference":
            values = now - then
        elif step.measure == "growth":
            why = first(why, np.where(then == 0, ZERO, FINE))
            why = first(why, np.where(then < 0, BELOW, FINE))
            values = (now - then) / then * (100 if step.percent else 1)
        else:
            why = first(why, np.where((now <= 0) | (then <= 0), DOMAIN, FINE))
            values = np.log(now) - np.log(then)
    return values, first(why, finite(values))


def _why(values: Floats, early: NDArray[np.bool_] | None) -> Why:
    found = finite(values, MISSING)
    return found if early is None else np.where(early, PAST, found).astype(np.int8)


def share(work: Work, step: ShareStep, gaps: Gaps, check: Check) -> Floats:
    """(rows,) each value over the sum of its group; missing values count for nothing in it."""
    names = [step.column, *step.groups]
    sums = _sums(work, step)
    out = work.empty()
    for start, frame in work.frames(names):
        check()
        values = numbers(frame, step.column)
        keyed = _keyed(frame, step.groups).join(
            sums, on="key", how="left", maintain_order="left", nulls_equal=False
        )
        total = keyed["total"].fill_null(np.nan).to_numpy()
        why = np.where(keyed["key"].is_null().to_numpy(), GROUP, FINE).astype(np.int8)
        why = first(_why(values, None), why)
        why = first(why, finite(total))  # a share of an endless total would be zero
        why = first(why, np.where(total == 0, TOTAL, FINE))
        with np.errstate(all="ignore"):
            found = values / total * (100 if step.percent else 1)
        why = first(why, finite(found))
        out[start : start + len(frame)] = np.where(why == FINE, found, np.nan)
        gaps.add(why, start, lambda place, frame=frame: told(frame, names, place))
    return out


def _sums(work: Work, step: ShareStep) -> pl.DataFrame:
    """The total of each group: batches are summed up as they come."""
    import polars as pl  # heavy: in the child only

    sums = pl.DataFrame(schema={"key": pl.String, "total": pl.Float64})
    for _start, frame in work.frames([step.column, *step.groups]):
        values = pl.Series("total", numbers(frame, step.column)).fill_nan(0.0)
        each = _keyed(frame, step.groups).with_columns(values).drop_nulls("key")
        sums = pl.concat([sums, each]).group_by("key").agg(pl.col("total").sum())
    return sums


def _keyed(frame: pl.DataFrame, groups: Sequence[str]) -> pl.DataFrame:
    """One text for each row's group, null where a part of it is missing."""
    import polars as pl  # heavy: in the child only

    if not groups:
        return pl.DataFrame({"key": pl.Series([""]).new_from_index(0, len(frame))})
    parts = []
    for place, name in enumerate(groups):
        text = pl.col(name).cast(pl.String).str.strip_chars()
        text = pl.when(text == "").then(None).otherwise(text)
        # Lengths stand before the parts, so that ("a", "b|c") is not ("a|b", "c").
        length = text.str.len_bytes().cast(pl.String)
        parts.append(pl.concat_str([length, pl.lit(":"), text]).alias(f"part{place}"))
    return frame.select(pl.concat_str(parts, ignore_nulls=False).alias("key"))
