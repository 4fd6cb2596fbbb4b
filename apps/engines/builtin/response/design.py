"""Columns of the model but for advertising, and the checks that each can be told apart."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

import numpy as np

from apps.core.messages import Message, msg, msgn
from apps.engines.builtin.response import refusals
from apps.engines.builtin.response.frame import Data, Ints
from apps.engines.builtin.response.least import centred, varies
from apps.engines.builtin.response.params import ResponseParams
from apps.engines.builtin.response.periods import Floats, step_of
from apps.engines.contract import Refusal

Part = Literal["price", "promotion", "interaction", "control", "season", "trend", "period"]
MOST_PERIODS = 400


@dataclass(frozen=True)
class Column:
    """``name`` is a column of the table; of a season its number, of a period its label."""

    part: Part
    name: str

    @property
    def label(self) -> Message | str:
        if self.part == "interaction":
            return msg("Price × {name}", name=self.name)
        if self.part == "season":
            return msg("Season {name}", name=self.name)
        if self.part == "trend":
            return msg("Trend, one period later")
        if self.part == "period":
            return msg("Period {name}", name=self.name)
        return self.name


@dataclass
class Design:
    """m used rows. ``y`` (m,), ``x`` (m, k) and ``z`` (m, l) are as the form asks and not centred;
    ``market`` (m,) are codes of ``markets``. ``middle`` is the mean of the price as it enters,
    from which price times promotion is counted.
    """

    data: Data
    params: ResponseParams
    y: Floats
    x: Floats
    columns: list[Column]
    z: Floats
    market: Ints
    markets: list[str]
    middle: float

    @property
    def rows(self) -> int:
        return len(self.y)

    def place(self, part: Part) -> list[int]:
        return [place for place, column in enumerate(self.columns) if column.part == part]

    @property
    def priced(self) -> bool:
        return bool(self.data.roles["price"])


def as_entered(price: Floats | float, form: str) -> Floats:
    """The price as it enters the model."""
    return np.asarray(np.log(price) if form == "loglog" else price, dtype=float)


def build(data: Data, params: ResponseParams) -> Design:
    """The model's columns; :class:`Refusal` where they cannot be estimated."""
    rows = int(data.used.sum())
    if rows < 3:
        raise Refusal(
            msgn("Only {count} row can be used.", "Only {count} rows can be used.", rows),
            fix=msg("Add rows, or fill the gaps."),
            field="data",
        )
    codes, market = np.unique(data.market[data.used], return_inverse=True)
    quantity = data.one("quantity")
    _check_quantity(quantity, data.name("quantity"))
    parts: list[tuple[Column, Floats]] = []
    middle = 0.0
    if data.roles["price"]:
        price = as_entered(data.one("price"), params.form)
        middle = float(price.mean())
        parts.append((Column("price", data.name("price")), price))
    for place, name in enumerate(data.roles["promotions"]):
        parts.append((Column("promotion", name), data.many("promotions")[:, place]))
    if params.promotion_price:
        for place, name in enumerate(data.roles["promotions"]):
            product = (parts[0][1] - middle) * data.many("promotions")[:, place]
            parts.append((Column("interaction", name), product))
    for place, name in enumerate(data.roles["controls"]):
        parts.append((Column("control", name), data.many("controls")[:, place]))
    parts += _seasons(data, params) + _time(data, params, market)
    design = Design(
        data=data,
        params=params,
        y=quantity if params.form == "linear" else np.log(quantity),
        x=np.column_stack([np.empty((rows, 0)), *(values for _, values in parts)]),
        columns=[column for column, _ in parts],
        z=data.many("instruments"),
        market=market.astype(np.int64),
        markets=[data.names[code] for code in codes],
        middle=middle,
    )
    _check_variation(design)
    return design


def _check_quantity(quantity: Floats, name: str) -> None:
    if quantity.min() == quantity.max():
        raise Refusal(
            msg("'{target}' has the same value in every row used.", target=name),
            fix=msg("Choose the column of quantities sold."),
            field="data.quantity",
        )


def _seasons(data: Data, params: ResponseParams) -> list[tuple[Column, Floats]]:
    if params.season == "none" or data.grid is None:
        return []
    found = data.grid.season(params.season, params.cycle)
    if found is None:
        raise Refusal(
            msg(
                "The periods of '{name}' do not tell this season, as '{example}' shows.",
                name=data.name("period"),
                example=next(iter(data.labels), ""),
            ),
            fix=msg(
                "Write periods as dates (2026-03-01), months (2026-03), weeks (2026-W09) or"
                " quarters (2026-Q1), or choose a cycle of so many periods for numbers."
            ),
            field="season",
        )
    own = found[data.used]
    return [
        (Column("season", str(season + 1)), (own == season).astype(float))
        for season in np.unique(own)[1:]
    ]


def _time(data: Data, params: ResponseParams, market: Ints) -> list[tuple[Column, Floats]]:
    if params.time == "none" or data.grid is None:
        return []
    at = data.grid.at[data.used]
    if params.time == "trend":
        return [(Column("trend", ""), (at - at.mean()) / step_of(at, market))]
    known = np.unique(at)
    if len(known) > MOST_PERIODS:
        raise Refusal(
            msg("{count} periods are more than a level each is fitted for.", count=len(known)),
            fix=msg("Choose a trend and a season."),
            field="time",
        )
    labels = dict(zip(at.tolist(), np.array(data.labels)[data.used].tolist(), strict=True))
    return [
        (Column("period", labels[float(period)]), (at == period).astype(float))
        for period in known[1:]
    ]


def _check_variation(design: Design) -> None:
    """Columns that never change, or never within a market."""
    if not varies(design.y[:, None], design.market)[0]:
        raise Refusal(
            msg(
                "Within each market '{name}' never changes, so nothing can be told of what moves"
                " it.",
                name=design.data.name("quantity"),
            ),
            fix=msg("Choose the column of quantities sold."),
            field="data.quantity",
        )
    moves = varies(design.x, design.market)
    overall = varies(design.x, np.zeros_like(design.market))
    for place in np.flatnonzero(~moves):
        column = design.columns[place]
        raise _still(column, overall=bool(overall[place]))
    for place in np.flatnonzero(~varies(design.z, design.market)):
        name = design.data.roles["instruments"][place]
        raise Refusal(
            msg("The instrument '{name}' never changes within a market.", name=name)
            if design.data.has_market
            else msg("The instrument '{name}' has the same value in every row used.", name=name),
            fix=msg("Choose another instrument."),
            field="data.instruments",
        )


def _still(column: Column, *, overall: bool) -> Refusal:
    fields = {"price": "data.price", "promotion": "data.promotions", "interaction":
              "promotion_price", "control": "data.controls"}  # fmt: skip
    field = fields.get(column.part, "time")
    if column.part == "price" and overall:
        return Refusal(
            msg(
                "Within each market the price '{name}' never changes: markets that differ in"
                " price differ in much else, so its effect cannot be told.",
                name=column.name,
            ),
            fix=msg(
                "Add periods with other prices; or choose no column of markets, if you trust that"
                " nothing but the price makes markets differ."
            ),
            field=field,
        )
    if column.part == "price":
        return Refusal(
            msg(
                "The price '{name}' is the same in every row used: how demand responds to it"
                " cannot be told.",
                name=column.name,
            ),
            fix=msg("Add rows with other prices: a test at two or more prices, or more periods."),
            field=field,
        )
    if overall:
        return Refusal(
            msg(
                "Within each market '{name}' never changes, so its effect cannot be told from the"
                " market's level.",
                name=column.label,
            ),
            fix=msg("Take it out, or choose no column of markets."),
            field=field,
        )
    return Refusal(
        msg(
            "'{name}' has the same value in every row used, so its effect cannot be told.",
            name=column.label,
        ),
        fix=msg("Take it out."),
        field=field,
    )


def check_rank(x: Floats, labels: list[Message | str], market: Ints) -> None:
    """Refuses columns (m, k) that others make up once markets are centred; names the later one."""
    inner = centred(x, market)
    length = np.linalg.norm(inner, axis=0)
    basis = np.empty((len(x), 0))
    for place in range(x.shape[1]):
        column = inner[:, place] / (length[place] or 1.0)
        rest = column - basis @ (basis.T @ column)
        rest = rest - basis @ (basis.T @ rest)
        left = float(np.linalg.norm(rest))
        if left > 1e-8:
            basis = np.column_stack([basis, rest / left])
            continue
        weights = np.linalg.lstsq(inner[:, :place], inner[:, place], rcond=None)[0]
        share = np.abs(weights) * length[:place] / (length[place] or 1.0)
        others = [labels[other] for other in np.flatnonzero(share > 1e-6)]
        raise refusals.redundant(labels[place], others)


def check_channels(effects: list[Floats], names: list[str], market: Ints) -> None:
    """Advertising that never changes."""
    for effect, name in zip(effects, names, strict=True):
        if not varies(effect[:, None], market)[0]:
            raise Refusal(
                msg(
                    "Spend on '{name}' never changes within a market, so its effect cannot be told"
                    " from the market's level.",
                    name=name,
                ),
                fix=msg("Take it out, or add periods with more and with less of it."),
                field="data.spends",
            )
