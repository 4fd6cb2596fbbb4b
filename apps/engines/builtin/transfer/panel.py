"""The rows of a panel, cleaned and put in one order whatever order they came in."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from apps.core.messages import Num, msg, msgn
from apps.engines.builtin.known_names import settled
from apps.engines.builtin.transfer.mixed import Floats
from apps.engines.builtin.transfer.params import TransferParams
from apps.engines.builtin.transfer.slots import LEAST_MARKETS, few_markets
from apps.engines.contract import Context, InputTable, Refusal
from apps.engines.periods import ranks

LEAST, MOST = 1e-100, 1e100  # squares of numbers beyond these leave the range of a double


@dataclass
class Rows:
    """Rows of one market in the order of their periods: ``x`` (n, k), ``y`` (n,), ``periods``."""

    name: str
    x: Floats
    y: Floats
    periods: list[str]

    def __len__(self) -> int:
        return len(self.y)


@dataclass
class Panel:
    """``others`` are the markets to learn from, by name; ``own`` the new market's rows with a
    target, ``asked`` those without. ``market`` is '' for one that the table does not have.
    """

    target: str
    predictors: list[str]
    market: str
    has_period: bool
    others: list[Rows]
    own: Rows
    asked: Rows
    rows: int
    dropped: dict[str, int]
    left_out: int

    @property
    def everyone(self) -> list[Rows]:
        """All markets with rows to learn from, the new one in its place by name."""
        found = [*self.others, self.own] if len(self.own) else list(self.others)
        return sorted(found, key=lambda rows: rows.name)

    @property
    def used(self) -> int:
        return sum(len(rows) for rows in self.others) + len(self.own)


def read(ctx: Context, table: InputTable, params: TransferParams) -> Panel:
    """The panel of a table; :class:`Refusal` where nothing can be learned from it."""
    roles = table.roles
    market, target = _one(roles, "market"), _one(roles, "target")
    if not market or not target:
        raise Refusal(
            msg("Choose a column of markets.") if not market else msg("Choose a target."),
            field="data.target" if market else "data.market",
        )
    if table.rows == 0:
        raise Refusal(msg("The table has no rows."), fix=msg("Upload rows first."), field="data")
    ctx.check_cancelled()
    ctx.progress(0, 1, msg("Reading the rows"))
    period, predictors = _one(roles, "period"), list(roles.get("predictors", []))
    every = range(table.rows)
    names = [text.strip() for text in table.texts(market, every)]
    periods = table.texts(period, every) if period else [""] * table.rows
    values = table.numbers([*predictors, target])
    _check_finite(values, [*predictors, target])
    params = settled(params, "market", names)
    _check_name(params.market, names)
    return _sorted(ctx, params, (market, period, target, predictors), (names, periods, values))


def _one(roles: dict[str, list[str]], key: str) -> str:
    return next(iter(roles.get(key, [])), "")


def _check_finite(values: Floats, columns: list[str]) -> None:
    bad = np.argwhere(np.isinf(values))
    if len(bad):
        row, column = (int(place) for place in bad[0])
        raise Refusal(
            msg("Row {row} of column '{name}' is infinite.", row=row + 1, name=columns[column]),
            fix=msg("Correct the value, or leave it empty."),
            field="data",
        )
    reach = np.abs(np.nan_to_num(values)).max(axis=0, initial=0.0)
    for name, most in zip(columns, reach.tolist(), strict=True):
        if most == 0 or LEAST <= most <= MOST:
            continue
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
            field="data",
        )


def _check_name(wanted: str, names: list[str]) -> None:
    if not wanted or wanted in names:
        return
    known = sorted(set(names) - {""})
    raise Refusal(
        msg("The table has no market named '{name}'.", name=wanted),
        fix=msg(
            "Write it as the table does, e.g. {names}. For a market without rows of its own leave"
            " the name empty, or add a row with its predictors and no target.",
            names=known[:5],
        ),
        field="market",
    )


def _sorted(
    ctx: Context,
    params: TransferParams,
    columns: tuple[str, str, str, list[str]],
    cells: tuple[list[str], list[str], Floats],
) -> Panel:
    market, period, target, predictors = columns
    names, periods, values = cells
    of_new = np.array([bool(params.market) and name == params.market for name in names])
    blank = {market: np.array([not name for name in names])}
    blank |= {period: np.array([not text for text in periods])} if period else {}
    blank |= {name: np.isnan(values[:, place]) for place, name in enumerate(predictors)}
    incomplete = np.logical_or.reduce(list(blank.values()))
    no_target = np.isnan(values[:, -1])
    asked = of_new & no_target & ~incomplete
    blank[target] = no_target & ~asked
    gone = incomplete | blank[target]
    dropped = {name: int(mask.sum()) for name, mask in blank.items() if mask.any()}
    _check_missing(params, dropped, int(gone.sum()), len(names))
    rank = _in_order(ctx.seed, names, periods, values)
    kept = [place for place in rank if not gone[place]]
    groups: dict[str, list[int]] = {}
    for place in kept:
        if not asked[place]:
            groups.setdefault(names[place], []).append(place)

    def rows(name: str, places: list[int]) -> Rows:
        part = values[places]
        return Rows(name, part[:, :-1], part[:, -1], [periods[place] for place in places])

    own = groups.pop(params.market, []) if params.market else []
    panel = Panel(
        target=target,
        predictors=predictors,
        market=params.market,
        has_period=bool(period),
        others=[rows(name, groups[name]) for name in sorted(groups)],
        own=rows(params.market, own),
        asked=rows(params.market, [place for place in kept if asked[place]]),
        rows=len(names),
        dropped=dropped,
        left_out=int(gone.sum()),
    )
    _check(panel, params)
    return panel


def _in_order(seed: int, names: list[str], periods: list[str], values: Floats) -> NDArray[np.int64]:
    """Places of rows by market and period. Rows of one period (all, without periods) come in a
    random order that their values and the seed alone decide, never their place in the table.
    """
    market = np.unique(names, return_inverse=True)[1]
    time = np.array(ranks(periods), dtype=np.int64)
    settled = np.lexsort([*values.T, time, market])
    chance = np.empty(len(names))
    chance[settled] = np.random.default_rng([seed, 1]).random(len(names))
    return np.asarray(np.lexsort([chance, time, market]))


def _check_missing(params: TransferParams, dropped: dict[str, int], gone: int, rows: int) -> None:
    if params.missing == "refuse" and gone:
        raise Refusal(
            msgn(
                "{count} of {rows} rows has a missing value in {names}.",
                "{count} of {rows} rows have a missing value in {names}.",
                gone,
                rows=rows,
                names=list(dropped),
            ),
            fix=msg("Fill the gaps, or choose to leave such rows out."),
            field="missing",
        )


def _check(panel: Panel, params: TransferParams) -> None:
    count = len(panel.others)
    if count < LEAST_MARKETS:
        raise Refusal(
            few_markets(count), fix=msg("Add rows of other markets."), field="data.market"
        )
    if params.slopes == "all" and panel.predictors and max(map(len, panel.everyone)) < 2:
        raise Refusal(
            msg(
                "Each market has one row. How an effect differs by market can only be told from"
                " several rows of the same market."
            ),
            fix=msg(
                "Add further periods; or choose that no effect differs: then one relation is"
                " fitted to all markets, and its intervals are checked on markets left out."
            ),
            field="slopes",
        )
    x = np.vstack([rows.x for rows in panel.others])
    for place, name in enumerate(panel.predictors):
        if x[:, place].min() == x[:, place].max():
            raise Refusal(
                msg(
                    "Column '{name}' has the same value in every row used, so its effect cannot be"
                    " told.",
                    name=name,
                ),
                fix=msg("Take it out of the predictors."),
                field="data.predictors",
            )
