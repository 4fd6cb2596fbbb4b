"""The markets of a table as scores: what is known of each cell, and what it could be."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from statistics import NormalDist

import numpy as np
from numpy.typing import NDArray

from apps.core.messages import Message, clipped, msg, msgn
from apps.engines.builtin.ranking import cage, slots
from apps.engines.builtin.ranking.params import RankingParams
from apps.engines.builtin.ranking.scales import Scale, parse
from apps.engines.contract import InputTable, Refusal
from apps.reference.countries import Country

Floats = NDArray[np.float64]
KNOWN, RANGE, ERROR, MISSING = range(4)


@dataclass(frozen=True)
class Indicator:
    """``label`` is the column's name, or a sentence for a computed one. ``share`` is its part of
    all weights, which sum to 1 over both axes.
    """

    label: str | Message
    key: str
    axis: str
    scale: Scale
    share: float
    unit: str = ""


@dataclass
class Sheet:
    """M markets in order of name and A indicators. Arrays are (M, A) in the indicators' units.

    ``kind`` tells KNOWN, RANGE (somewhere from ``low`` to ``high``, most likely ``value`` where
    there is one), ERROR (``value`` with standard error ``error``) and MISSING (anywhere between the
    bounds of the scale).
    """

    markets: list[str]
    indicators: list[Indicator]
    value: Floats
    low: Floats
    high: Floats
    error: Floats
    kind: NDArray[np.int64]
    unmatched: list[str] = field(default_factory=list)  # names that are no country

    @property
    def shares(self) -> Floats:
        """(A,) weights, summing to 1."""
        return np.array([one.share for one in self.indicators])

    def axis(self, name: str) -> NDArray[np.bool_]:
        """(A,) which indicators belong to the axis."""
        return np.array([one.axis == name for one in self.indicators])

    def scores(self, values: Floats) -> Floats:
        """(..., A) values as scores from 0 to 100 on the indicators' own axes."""
        columns = [score(values[..., a], one.scale) for a, one in enumerate(self.indicators)]
        return np.stack(columns, axis=-1)

    def point(self) -> Floats:
        """(M, A) scores with the values given, and the middle of what is possible elsewhere."""
        low, high = self.extremes(0.9)
        given = self.scores(np.where(np.isnan(self.value), self._inside(), self.value))
        return np.where(np.isnan(self.value), (low + high) / 2, given)

    def extremes(self, confidence: float) -> tuple[Floats, Floats]:
        """(M, A) lowest and highest possible score; with a standard error, of its interval."""
        half = NormalDist().inv_cdf(0.5 + confidence / 2) * self.error
        ends = {
            RANGE: (self.low, self.high),
            ERROR: (self.value - half, self.value + half),
            KNOWN: (self.value, self.value),
        }
        low, high = np.zeros(self.kind.shape), np.full(self.kind.shape, 100.0)
        for kind, pair in ends.items():
            here = self.kind == kind
            first, second = (self.scores(np.where(here, end, self._inside())) for end in pair)
            low = np.where(here, np.minimum(first, second), low)
            high = np.where(here, np.maximum(first, second), high)
        return low, high

    def _inside(self) -> Floats:
        """A value that any scale can score, to stand where another is taken in the end."""
        return np.array([one.scale.high for one in self.indicators])


def score(values: Floats, scale: Scale) -> Floats:
    """Scores from 0 to 100; what lies beyond a bound counts as the bound."""
    within = np.clip(values, scale.low, scale.high)
    if scale.log:
        part = np.log(within / scale.low) / np.log(scale.high / scale.low)
    else:
        part = (within - scale.low) / (scale.high - scale.low)
    return np.asarray(100.0 * (part if scale.sign > 0 else 1.0 - part))


def read(table: InputTable, params: RankingParams) -> Sheet:
    """The sheet of a table. Refuses what cannot be ranked."""
    if table.rows == 0:
        raise Refusal(msg("The table has no rows."), fix=msg("Upload rows first."), field="data")
    profile = slots.any_profile(table)
    for issue in [*slots.absent(profile.roles), *slots.check(params, {"data": profile})]:
        raise Refusal(issue.message, fix=issue.fix, field=issue.field)
    names = _names(table)
    order = sorted(range(len(names)), key=lambda row: names[row])
    markets = [names[row] for row in order]
    home = cage.home(params)
    columns = _columns(table, params, home)
    arrays = _cells(table, columns, order)
    unmatched: list[str] = []
    for a, column in enumerate(columns):
        if home is not None and column.key.startswith("computed:"):
            arrays["value"][:, a], unmatched = cage.values(column.key, home, markets)
    exact = np.isnan(arrays["value"]) & (arrays["low"] == arrays["high"])
    arrays["value"] = np.where(exact, arrays["low"], arrays["value"])
    sheet = Sheet(markets, columns, **arrays, kind=_kinds(arrays), unmatched=unmatched)
    _refuse_senseless(sheet)
    return sheet


def _names(table: InputTable) -> list[str]:
    (column,) = table.roles["market"]
    names = [name.strip() for name in table.texts(column, range(table.rows))]
    for row, name in enumerate(names, start=1):
        if not name:
            raise Refusal(
                msg("Row {row} has no name in '{column}'.", row=row, column=column),
                fix=msg("Name the market of each row."),
                field="data.market",
            )
        if len(name) > slots.LONGEST:
            raise Refusal(
                msg("Row {row}: the name '{name}' has more than {most} characters.",
                    row=row, name=clipped(name), most=slots.LONGEST),
                fix=msg("Choose the column of names, or shorten the name."),
                field="data.market",
            )  # fmt: skip
    twice = sorted(name for name, count in Counter(names).items() if count > 1)
    if twice:
        raise Refusal(
            msgn(
                "{names} stands in more than one row.",
                "These stand in more than one row each: {names}.",
                len(twice),
                names=twice[:5],
            ),
            fix=msg("Keep one row for each market."),
            field="data.market",
        )
    return names


def _columns(table: InputTable, params: RankingParams, home: Country | None) -> list[Indicator]:
    """The indicators with their shares of all weights, computed ones last."""
    scales = {scale.name: scale for scale in parse(params.scales)[0]}
    units = {column.name: column.unit for column in table.columns}
    share = params.attractiveness_share
    found: list[tuple[str | Message, str, str, Scale, str]] = [
        (name, name, axis, scales[name], units.get(name, ""))
        for axis in slots.AXES
        for name in table.roles.get(axis, [])
    ]
    for kind in dict.fromkeys(params.computed):
        if home is None:
            break
        label, scale, unit = cage.describe(kind, home, params.home)
        found.append((label, f"computed:{kind}", "difficulty", scale, unit))
    totals = {of: sum(one[3].weight for one in found if one[2] == of) for of in slots.AXES}
    parts = dict(zip(slots.AXES, (share, 1 - share), strict=True))
    return [
        Indicator(label, key, axis, scale, parts[axis] * scale.weight / totals[axis], unit)
        for label, key, axis, scale, unit in found
    ]


def _cells(
    table: InputTable, columns: Sequence[Indicator], order: Sequence[int]
) -> dict[str, Floats]:
    """Arrays (M, A) of value, low, high and error in the markets' order, NaN where unknown."""
    shape = (len(order), len(columns))
    arrays = {name: np.full(shape, np.nan) for name in ("value", *slots.BOUNDS)}
    stored = [one.key for one in columns if not one.key.startswith("computed:")]
    arrays["value"][:, : len(stored)] = _numbers(table, stored)[order]
    for role in slots.BOUNDS:
        for name in table.roles.get(role, []):
            place = stored.index(str(slots.owner(name, stored)))
            arrays[role][:, place] = _numbers(table, [name])[order, 0]
    return arrays


def _numbers(table: InputTable, names: list[str]) -> Floats:
    values: Floats = table.numbers(names)
    bad = np.argwhere(np.isinf(values))
    if len(bad):
        row, column = (int(place) for place in bad[0])
        raise Refusal(
            msg("Row {row} of column '{name}' is infinite.", row=row + 1, name=names[column]),
            fix=msg("Correct the value, or leave it empty."),
            field="data",
        )
    return values


def _kinds(arrays: Mapping[str, Floats]) -> NDArray[np.int64]:
    there = {name: ~np.isnan(array) for name, array in arrays.items()}
    kind = np.where(there["value"], KNOWN, MISSING)
    kind = np.where(there["value"] & there["error"] & (arrays["error"] > 0), ERROR, kind)
    wide = there["low"] & there["high"] & (arrays["low"] < arrays["high"])
    return np.where(wide, RANGE, kind)


def _refuse_senseless(sheet: Sheet) -> None:
    _refuse_cell(
        sheet, sheet.low > sheet.high,
        msg("{market}: the lowest value of '{name}' is above the highest."),
    )  # fmt: skip
    outside = (sheet.value < sheet.low) | (sheet.value > sheet.high)
    _refuse_cell(sheet, outside, msg("{market}: '{name}' lies outside its own bounds."))
    _refuse_cell(
        sheet, sheet.error < 0, msg("{market}: the standard error of '{name}' is below zero.")
    )
    one_bound = np.isnan(sheet.low) != np.isnan(sheet.high)
    _refuse_cell(
        sheet, one_bound, msg("{market}: '{name}' has a lowest or a highest value, but not both.")
    )
    empty = (sheet.kind == MISSING).all(axis=1)
    if empty.any():
        raise Refusal(
            msg(
                "{market} has no value in any indicator, so nothing is known of it.",
                market=sheet.markets[int(np.flatnonzero(empty)[0])],
            ),
            fix=msg("Fill in at least one of its cells, or take the row out."),
            field="data",
        )


def _refuse_cell(sheet: Sheet, bad: NDArray[np.bool_], message: Message) -> None:
    if not bad.any():
        return
    m, a = (int(place) for place in np.argwhere(bad)[0])
    values = {"market": sheet.markets[m], "name": sheet.indicators[a].label}
    raise Refusal(
        Message(text=message.text, values=values),
        fix=msg("Correct the row."),
        field="data",
    )
