"""Series of one or many markets, read from a table of periods and values. In a job's child only."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

import numpy as np
from numpy.typing import NDArray

from apps.core.messages import Num, clipped, msg, msgn
from apps.engines import periods
from apps.engines.contract import Context, InputTable, Refusal
from apps.engines.periods import Timeline

Floats = NDArray[np.float64]
LEAST, MOST = 1e-100, 1e100  # squares of numbers beyond these leave the range of a double
MOST_STEPS = 100_000  # between the first and the last period
NAMED = 5


@dataclass
class Series:
    """``values`` (n,) of consecutive periods from ``start`` on; ``filled`` are the places of those
    that the table does not have.
    """

    market: str
    start: int
    values: Floats
    filled: list[int] = field(default_factory=list)

    @property
    def end(self) -> int:
        """The place after the last period."""
        return self.start + len(self.values)


@dataclass
class Markets:
    """What a table says. ``market`` is '' where it has no column of markets. ``left_out`` rows have
    a missing value in the columns of ``dropped``; ``repeated`` rows were joined with others.
    """

    value: str
    market: str
    unit: str
    timeline: Timeline
    series: list[Series]
    rows: int
    left_out: int
    dropped: dict[str, int]
    repeated: int

    @property
    def filled(self) -> int:
        return sum(len(one.filled) for one in self.series)


def read(ctx: Context, table: InputTable, *, gaps: str, repeats: str) -> Markets:
    """``gaps``: 'refuse', 'interpolate' or 'zero'; ``repeats`` of one period in one market:
    'refuse', 'sum' or 'mean'. :class:`Refusal` says what is wrong and where.
    """
    roles: Mapping[str, list[str]] = table.roles
    period, value = one_of(roles, "period"), one_of(roles, "value")
    if not period or not value:
        raise Refusal(
            msg("Choose a column of periods.") if not period else msg("Choose a column of values."),
            field="data.value" if period else "data.period",
        )
    if table.rows == 0:
        raise Refusal(msg("The table has no rows."), fix=msg("Upload rows first."), field="data")
    ctx.check_cancelled()
    ctx.progress(0, 1, msg("Reading the rows"))
    market = one_of(roles, "market")
    every = range(table.rows)
    texts = table.texts(period, every)
    names = [text.strip() for text in table.texts(market, every)] if market else [""] * table.rows
    values = np.asarray(table.numbers([value]), dtype=np.float64)[:, 0]
    check_finite(values, value, "data.value")
    found = periods.timeline(texts, period, "data.period")
    blank = {period: np.array([place is None for place in found.places]), value: np.isnan(values)}
    if market:
        blank[market] = np.array([not name for name in names])
    gone = np.logical_or.reduce(list(blank.values()))
    if gone.all():
        raise Refusal(
            msg("No row has both a period and a value."),
            fix=msg("Choose other columns, or fill in the values."),
            field="data.value",
        )
    cells, repeated = _cells(found, (names, values, ~gone), (market, repeats))
    made = [_series(name, own, gaps, found, value) for name, own in sorted(cells.items())]
    return Markets(
        value=value,
        market=market,
        unit=next((one.unit for one in table.columns if one.name == value), ""),
        timeline=found,
        series=made,
        rows=table.rows,
        left_out=int(gone.sum()),
        dropped={name: int(mask.sum()) for name, mask in blank.items() if mask.any()},
        repeated=repeated,
    )


def one_of(roles: Mapping[str, list[str]], key: str) -> str:
    """The only column of a role, '' where none was chosen."""
    return next(iter(roles.get(key, [])), "")


def check_finite(values: Floats, name: str, field: str) -> None:
    """Refuses what is infinite, and sizes whose squares are no doubles."""
    bad = np.flatnonzero(np.isinf(values))
    if len(bad):
        raise Refusal(
            msg("Row {row} of column '{name}' is infinite.", row=int(bad[0]) + 1, name=name),
            fix=msg("Correct the value, or leave it empty."),
            field=field,
        )
    most = float(np.abs(np.nan_to_num(values)).max(initial=0.0))
    if most == 0 or LEAST <= most <= MOST:
        return
    shown = Num(value=most, digits=3)
    large = msg(
        "The numbers of column '{name}' are too large to compute with: {most}.",
        name=name, most=shown,
    )  # fmt: skip
    small = msg(
        "The numbers of column '{name}' are too small to compute with: {most}.",
        name=name, most=shown,
    )  # fmt: skip
    raise Refusal(
        large if most > MOST else small,
        fix=msg("Give them in another unit."),
        field=field,
    )


def _cells(
    line: Timeline,
    columns: tuple[list[str], Floats, NDArray[np.bool_]],
    how: tuple[str, str],
) -> tuple[dict[str, dict[int, float]], int]:
    """Market → place → value, and how many rows were joined with others."""
    names, values, kept = columns
    market, repeats = how
    found: dict[str, dict[int, list[float]]] = {}
    for row in np.flatnonzero(kept).tolist():
        place = line.places[row]
        if place is not None:
            found.setdefault(names[row], {}).setdefault(place, []).append(float(values[row]))
    twice = [
        (name, place, len(own))
        for name, places in sorted(found.items())
        for place, own in sorted(places.items())
        if len(own) > 1
    ]
    if twice and repeats == "refuse":
        raise _repeated(line, twice[0], market)
    join = np.mean if repeats == "mean" else np.sum
    cells = {
        # Sorted, so that rounding does not depend on the order of rows.
        name: {place: float(join(sorted(own))) for place, own in places.items()}
        for name, places in found.items()
    }
    return cells, sum(count - 1 for _, _, count in twice)


def _repeated(line: Timeline, first: tuple[str, int, int], market: str) -> Refusal:
    name, place, count = first
    shown: dict[str, Any] = {"period": str(line.period(place)), "count": count}
    return Refusal(
        msg("{market} has {count} rows for {period}.", market=clipped(name), **shown)
        if market
        else msg("The table has {count} rows for {period}.", **shown),
        fix=msg("Choose a column of markets, or choose that such rows are added or averaged."),
        field="repeats",
    )


def _series(name: str, own: Mapping[int, float], gaps: str, line: Timeline, value: str) -> Series:
    first, last = min(own), max(own)
    if last - first > MOST_STEPS:
        raise Refusal(
            msg(
                "From {first} to {last} there are more than {most} periods.",
                first=str(line.period(first)), last=str(line.period(last)), most=MOST_STEPS,
            ),
            fix=msg("Check the first and the last period, or give longer periods."),
            field="data.period",
        )  # fmt: skip
    places = np.arange(first, last + 1)
    missing = [place for place in places.tolist() if place not in own]
    if missing and gaps == "refuse":
        raise _gap(name, missing, line, value)
    known = np.array(sorted(own))
    values = np.array([own[place] for place in known.tolist()])
    filled = (
        np.interp(places, known, values)
        if gaps == "interpolate"
        else np.array([own.get(place, 0.0) for place in places.tolist()])
    )
    return Series(name, first, filled, missing)


def _gap(name: str, missing: list[int], line: Timeline, value: str) -> Refusal:
    shown = [str(line.period(place)) for place in missing[:NAMED]]
    values: dict[str, Any] = {
        "names": [*shown, "…"] if len(missing) > NAMED else shown,
        "value": value,
    }
    said = (
        msgn(
            "{market} has no '{value}' for {count} period between its first and its last: {names}.",
            "{market} has no '{value}' for {count} periods between its first and its last:"
            " {names}.",
            len(missing),
            market=clipped(name),
            **values,
        )
        if name
        else msgn(
            "There is no '{value}' for {count} period between the first and the last: {names}.",
            "There is no '{value}' for {count} periods between the first and the last: {names}.",
            len(missing),
            **values,
        )
    )
    return Refusal(
        said,
        fix=msg("Add their values, or choose how such gaps are filled."),
        field="gaps",
    )
