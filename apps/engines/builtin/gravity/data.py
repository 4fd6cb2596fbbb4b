"""The rows of a table of flows, checked and put in one order whatever order they came in."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from apps.core.messages import msg, msgn
from apps.engines.builtin.gravity import slots
from apps.engines.builtin.gravity.absorb import Codes, Floats
from apps.engines.builtin.gravity.params import GravityParams
from apps.engines.builtin.known_names import meant
from apps.engines.builtin.linear.ranges import MOST, refuse_where
from apps.engines.contract import Context, InputTable, Refusal
from apps.engines.tables import key_text

SHOWN = 5


@dataclass(frozen=True)
class Term:
    """A regressor: ``role`` is 'logged', 'plain' or 'indicators'; 'period' for effects of periods.

    ``shift`` and ``scale`` are mean and standard deviation of what enters (of the log).
    """

    name: str
    role: str
    shift: float
    scale: float
    low: float
    high: float


@dataclass
class Flows:
    """n rows in order of origin, destination and period. ``raw`` (n, p) are regressors as they
    enter, logs taken; ``places`` the row of the table that each came from.
    """

    y: Floats
    raw: Floats
    terms: list[Term]
    origin: list[str]
    destination: list[str]
    period: list[str]
    columns: dict[str, str]
    unit: str
    places: Codes
    rows: int
    dropped: dict[str, int]
    left_out: int

    @property
    def has_period(self) -> bool:
        return bool(self.columns["period"])


def read(ctx: Context, table: InputTable, params: GravityParams) -> Flows:
    """The flows of a table; :class:`Refusal` where they cannot be used."""
    columns = {key: _one(table, key) for key in ("flow", "origin", "destination", "period")}
    for key, said in (
        ("flow", msg("Choose a column of flows.")),
        ("origin", msg("Choose a column of origins.")),
        ("destination", msg("Choose a column of destinations.")),
    ):
        if not columns[key]:
            raise Refusal(said, field=f"data.{key}")
    if table.rows == 0:
        raise Refusal(msg("The table has no rows."), fix=msg("Upload rows first."), field="data")
    chosen = slots.regressors(table.roles)
    if not chosen:
        raise Refusal(
            msg("Choose at least one column that explains flows, e.g. the distance."),
            field="data.logged",
        )
    ctx.check_cancelled()
    ctx.progress(0, 4, msg("Reading the rows"))
    every = range(table.rows)
    texts = {
        key: [key_text(text) for text in table.texts(columns[key], every)]
        if columns[key]
        else [""] * table.rows
        for key in ("origin", "destination", "period")
    }
    names = [name for name, _ in chosen]
    values = table.numbers([columns["flow"], *names])
    _check_values(values, columns["flow"], chosen)
    units = {column.name: column.unit for column in table.columns}
    return _ordered(params, columns, texts, values, chosen, units.get(columns["flow"], ""))


def _one(table: InputTable, key: str) -> str:
    return next(iter(table.roles.get(key, [])), "")


def _check_values(values: Floats, flow: str, chosen: list[tuple[str, str]]) -> None:
    for place, name in enumerate([flow, *(name for name, _ in chosen)]):
        refuse_where(
            np.isinf(values[:, place]) | (np.abs(values[:, place]) > MOST),
            msg("Row {row} of column '{name}' is infinite or too large to compute with."),
            msg("Correct the value, or leave it empty."),
            values[:, place],
            name,
        )
    refuse_where(
        values[:, 0] < 0,
        msg("Row {row}: the flow in '{name}' is negative ({value})."),
        msg("Flows are 0 or more: correct the value."),
        values[:, 0],
        flow,
    )
    for place, (name, role) in enumerate(chosen, start=1):
        column = values[:, place]
        if role == "logged":
            refuse_where(
                column <= 0,
                msg("Row {row}: '{name}' is {value}, and only numbers above 0 have a log."),
                slots.WITHOUT_LOG,
                column,
                name,
            )
        if role == "indicators":
            refuse_where(
                ~np.isnan(column) & (column != 0) & (column != 1),
                msg("Row {row}: '{name}' is {value}, and an indicator is 0 or 1."),
                msg("Choose it among other numbers, or make one column of 0 and 1 for each case."),
                column,
                name,
            )


def _ordered(
    params: GravityParams,
    columns: dict[str, str],
    texts: dict[str, list[str]],
    values: Floats,
    chosen: list[tuple[str, str]],
    unit: str,
) -> Flows:
    rows = len(values)
    blank = {columns[key]: _blank(texts[key]) for key in texts if columns[key]}
    for place, name in enumerate([columns["flow"], *(name for name, _ in chosen)]):
        blank[name] = np.isnan(values[:, place])
    gone = np.logical_or.reduce(list(blank.values()))
    dropped = {name: int(mask.sum()) for name, mask in blank.items() if mask.any()}
    _check_missing(params, dropped, int(gone.sum()), rows)
    kept = np.flatnonzero(~gone)
    order = np.lexsort([ranks(texts[key])[kept] for key in ("period", "destination", "origin")])
    places = kept[order]
    if not len(places):
        raise Refusal(
            msg("No row has a value in every column that was chosen."),
            fix=msg("Fill the gaps, or leave out the column that is mostly empty."),
            field="data",
        )
    found = {key: [texts[key][place] for place in places] for key in texts}
    _check_repeats(found, places, bool(columns["period"]))
    raw, terms = _terms(values[places, 1:], chosen)
    flows = Flows(
        y=values[places, 0], raw=raw, terms=terms, origin=found["origin"],
        destination=found["destination"], period=found["period"], columns=columns, unit=unit,
        places=places, rows=rows, dropped=dropped, left_out=int(gone.sum()),
    )  # fmt: skip
    _check(flows, params)
    return flows


def _blank(texts: list[str]) -> NDArray[np.bool_]:
    return np.array([not text for text in texts], dtype=bool)


def ranks(texts: list[str]) -> Codes:
    """(n,) ranks of texts, as numbers where all are."""
    try:
        keys = np.array([float(text) if text else -np.inf for text in texts])
        if np.isnan(keys).any():
            raise ValueError
    except ValueError:
        return np.asarray(np.unique(np.array(texts, dtype=str), return_inverse=True)[1])
    return np.asarray(np.unique(keys, return_inverse=True)[1])


def _terms(values: Floats, chosen: list[tuple[str, str]]) -> tuple[Floats, list[Term]]:
    raw = values.copy()
    terms = []
    for place, (name, role) in enumerate(chosen):
        low, high = float(values[:, place].min()), float(values[:, place].max())
        if low == high:
            raise Refusal(
                slots.constant_column(name),
                fix=msg("Take it out of the columns that explain flows."),
                field=f"data.{role}",
            )
        if role == "logged":
            raw[:, place] = np.log(values[:, place])
        shift, scale = float(raw[:, place].mean()), float(raw[:, place].std())
        if scale == 0:  # the column varies, but not beyond rounding
            raise Refusal(
                slots.constant_column(name),
                fix=msg("Take it out of the columns that explain flows."),
                field=f"data.{role}",
            )
        terms.append(Term(name, role, shift, scale, low, high))
    return raw, terms


def _check_repeats(found: dict[str, list[str]], places: Codes, has_period: bool) -> None:
    keys = list(zip(found["origin"], found["destination"], found["period"], strict=True))
    for first, second, one, other in zip(keys, keys[1:], places, places[1:], strict=False):
        if first == second:
            pair = f"{first[0]} → {first[1]}"
            raise Refusal(
                msg(
                    "Rows {first} and {second} are both of {pair} in {period}.",
                    first=int(min(one, other)) + 1,
                    second=int(max(one, other)) + 1,
                    pair=pair,
                    period=first[2],
                )
                if has_period
                else msg(
                    "Rows {first} and {second} are both of {pair}.",
                    first=int(min(one, other)) + 1,
                    second=int(max(one, other)) + 1,
                    pair=pair,
                ),
                fix=msg("Add such flows together, or choose the column of periods."),
                field="data.period",
            )


def _check_missing(params: GravityParams, dropped: dict[str, int], gone: int, rows: int) -> None:
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


def _check(flows: Flows, params: GravityParams) -> None:
    if not (flows.y > 0).any():
        raise Refusal(
            msg("All flows are 0, so nothing can be learned of them."),
            fix=msg("Choose another column."),
            field="data.flow",
        )
    if params.fixed_effects == "by_period" and not flows.has_period:
        raise Refusal(
            msg("Effects that are new in each period need a column of periods."),
            fix=msg("Choose the column, or effects that stay the same."),
            field="fixed_effects",
        )
    known = sorted(set(flows.origin))
    if params.home and not meant(params.home, known):
        raise Refusal(
            msg("No row that can be used has the origin '{name}'.", name=params.home),
            fix=msg("Write it as the table does, e.g. {names}.", names=known[:SHOWN]),
            field="home",
        )
