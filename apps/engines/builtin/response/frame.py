"""Rows of a table as demand, price, promotions and advertising, in the order of their periods."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from apps.core.messages import Num, msg, msgn
from apps.engines.builtin.response import periods, slots
from apps.engines.builtin.response.params import ResponseParams
from apps.engines.builtin.response.periods import Floats, Grid
from apps.engines.contract import Context, InputTable, Refusal

Ints = NDArray[np.int64]
Bools = NDArray[np.bool_]
LEAST, MOST = 1e-100, 1e100  # squares of numbers beyond these leave the range of a double
SHOWN = 5
NUMERIC = ("quantity", "price", "promotions", "spends", "controls", "instruments", "cost")


@dataclass
class Data:
    """n rows sorted by market and period. ``used`` (n,) are those that the fit takes; the others
    only carry advertising on. ``starts`` (n,) says where a series of periods begins anew;
    ``place`` (n,) is the row's position in the table, from 0. ``market`` (n,) are codes of
    ``names``. ``values`` holds each numeric role as (n, columns).
    """

    roles: dict[str, list[str]]
    values: dict[str, Floats]
    market: Ints
    names: list[str]
    grid: Grid | None
    labels: list[str]
    used: Bools
    starts: Bools
    place: Ints
    gaps: list[tuple[str, str]]
    twice: tuple[str, str] | None
    rows: int
    dropped: dict[str, int]
    left_out: int

    @property
    def has_market(self) -> bool:
        return bool(self.roles.get("market"))

    def name(self, role: str) -> str:
        return next(iter(self.roles.get(role, [])), "")

    def one(self, role: str) -> Floats:
        """(m,) the used values of a role with one column."""
        return np.asarray(self.values[role][self.used, 0])

    def many(self, role: str) -> Floats:
        """(m, columns) the used values of a role."""
        return np.asarray(self.values[role][self.used])


def read(ctx: Context, table: InputTable, params: ResponseParams) -> Data:
    """The rows in order; :class:`Refusal` where they cannot be used."""
    roles = {role: list(table.roles.get(role, [])) for role in slots.ROLES}
    if not roles["quantity"]:
        raise Refusal(msg("Choose a column of quantities."), field="data.quantity")
    for issue in slots.choices(params, roles):
        raise Refusal(issue.message, fix=issue.fix, field=issue.field)
    if table.rows == 0:
        raise Refusal(msg("The table has no rows."), fix=msg("Upload rows first."), field="data")
    ctx.check_cancelled()
    ctx.progress(0, 4, msg("Reading the rows"))
    columns = [name for role in NUMERIC for name in roles[role]]
    values = table.numbers(columns)
    _check_finite(values, columns)
    every = range(table.rows)
    market, period = roles["market"], roles["period"]
    names = [text.strip() for text in table.texts(market[0], every)] if market else []
    times = table.texts(period[0], every) if period else []
    data = _sorted(params, roles, values, columns, names, times)
    _check_logs(data, params)
    _check_spends(data, params)
    return data


def _sorted(
    params: ResponseParams,
    roles: dict[str, list[str]],
    values: Floats,
    columns: list[str],
    names: list[str],
    times: list[str],
) -> Data:
    rows = len(values)
    grid = periods.read(times, roles["period"][0]) if times else None
    at = grid.at if grid else np.zeros(rows)
    known, code = np.unique(names or [""] * rows, return_inverse=True)
    blank = {roles["market"][0]: np.array([not name for name in names])} if names else {}
    blank |= {roles["period"][0]: np.isnan(at)} if times else {}
    lost = np.logical_or.reduce([np.zeros(rows, bool), *blank.values()])
    blank |= {
        name: np.isnan(values[:, place])
        for place, name in enumerate(columns)
        if name not in roles["cost"]  # whose mean alone is wanted
    }
    gone = np.logical_or.reduce([np.zeros(rows, bool), *blank.values()])
    dropped = {name: int(mask.sum()) for name, mask in blank.items() if mask.any()}
    _check_missing(params, dropped, int(gone.sum()), rows)
    order = np.lexsort([*values.T, at, code])
    order = order[~lost[order]]
    market = code[order].astype(np.int64)
    spent = values[:, [columns.index(name) for name in roles["spends"]]]
    data = Data(
        roles=roles,
        values={
            role: values[order][:, [columns.index(name) for name in roles[role]]]
            for role in NUMERIC
        },
        market=market,
        names=[str(name) for name in known],
        grid=Grid(grid.kind, at[order]) if grid else None,
        labels=[times[place] for place in order] if times else [],
        used=~gone[order],
        starts=np.ones(len(order), bool),
        place=order.astype(np.int64),
        gaps=[],
        twice=None,
        rows=rows,
        dropped=dropped,
        left_out=int(gone.sum()),
    )
    _find_series(data, np.isnan(spent[order]).any(axis=1))
    return data


def _find_series(data: Data, unknown: Bools) -> None:
    """Where a series of periods begins: a market's first row, after a gap, after a spend that is
    not known.
    """
    if data.grid is None or not len(data.market):
        return
    at, market = data.grid.at, data.market
    fresh = np.append(True, np.diff(market) != 0)
    ahead = np.append(0.0, np.diff(at))
    same = ~fresh & (ahead == 0)
    if same.any():
        row = int(np.flatnonzero(same)[0])
        data.twice = (data.names[market[row]], data.labels[row])
    far = ~fresh & (ahead > 1.5 * periods.step_of(at, market))
    if data.grid.kind == "text":
        far[:] = False
    data.gaps = [(data.names[market[row]], data.labels[row]) for row in np.flatnonzero(far)]
    data.starts = fresh | far | np.append(False, unknown[:-1])


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


def _check_missing(params: ResponseParams, dropped: dict[str, int], gone: int, rows: int) -> None:
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


def named_rows(data: Data, mask: Bools) -> list[str]:
    """The first few of these rows as the table counts them, from 1."""
    rows = sorted(int(place) + 1 for place in data.place[mask])
    return [str(row) for row in rows[:SHOWN]] + (["…"] if len(rows) > SHOWN else [])


def _check_logs(data: Data, params: ResponseParams) -> None:
    logged = {"loglog": ("quantity", "price"), "semilog": ("quantity",), "linear": ()}
    for role in logged[params.form]:
        for place, name in enumerate(data.roles[role]):
            bad = data.used & (data.values[role][:, place] <= 0)
            if bad.any():
                raise Refusal(
                    msgn(
                        "{count} row has a value of zero or less in '{name}', which has no"
                        " logarithm: row {rows}.",
                        "{count} rows have a value of zero or less in '{name}', which has no"
                        " logarithm: rows {rows}.",
                        int(bad.sum()),
                        name=name,
                        rows=named_rows(data, bad),
                    ),
                    fix=msg(
                        "Correct the cells; empty them, so that the rows are left out and counted;"
                        " add periods up until no quantity is zero; or choose a straight line."
                    ),
                    field=f"data.{role}",
                )


def _check_spends(data: Data, params: ResponseParams) -> None:
    for place, name in enumerate(data.roles["spends"]):
        bad = data.values["spends"][:, place] < 0
        if bad.any():
            raise Refusal(
                msgn(
                    "{count} row has a negative spend in '{name}': row {rows}.",
                    "{count} rows have a negative spend in '{name}': rows {rows}.",
                    int(bad.sum()),
                    name=name,
                    rows=named_rows(data, bad),
                ),
                fix=msg("Correct the cells, or leave them empty."),
                field="data.spends",
            )
    if data.twice and data.roles["spends"] and slots.carries(params, data.roles["spends"]):
        raise Refusal(
            msg(
                "Period {period} of market '{market}' has several rows: what carries over from one"
                " period to the next cannot be told.",
                period=data.twice[1],
                market=data.twice[0],
            )
            if data.has_market
            else msg(
                "Period {period} has several rows: what carries over from one period to the next"
                " cannot be told.",
                period=data.twice[1],
            ),
            fix=msg("Choose the column of markets, or add the rows of a period up."),
            field="data.period",
        )
