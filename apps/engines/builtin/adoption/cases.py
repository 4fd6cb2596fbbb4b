"""Adoption data of each market, or why a market has none. In a job's child only."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np

from apps.core.messages import Message, Num, msg, msgn
from apps.engines.builtin.adoption.params import AdoptionParams
from apps.engines.builtin.series import Floats, Markets, Series, check_finite, one_of
from apps.engines.contract import InputTable, Refusal

LEAST_PERIODS = 5
ALIKE = 1e-9


@dataclass
class Case:
    """``new`` (n,) adopters of each period from the launch, which begins period ``launch`` of the
    timeline; ``trimmed`` periods before it had none. ``potential`` is None where it is estimated.
    """

    market: str
    launch: int
    new: Floats
    trimmed: int
    potential: float | None


@dataclass
class Unfit:
    """A market that cannot be fitted, in words."""

    market: str
    message: Message
    fix: Message
    field: str = "data.value"

    def refusal(self) -> Refusal:
        return Refusal(self.message, fix=self.fix, field=self.field)


def cases(
    read: Markets, params: AdoptionParams, potentials: Mapping[str, float]
) -> list[Case | Unfit]:
    """One for each market, by name."""
    return [_case(one, params, potentials.get(one.market, params.potential)) for one in read.series]


def _case(one: Series, params: AdoptionParams, potential: float | None) -> Case | Unfit:
    values = one.values
    wrong = _negative(one, values, params)
    if wrong:
        return wrong
    new = np.diff(values, prepend=0.0) if params.values == "cumulative" else values
    sold = np.flatnonzero(new > 0)
    if not len(sold):
        return Unfit(
            one.market,
            msg("Nobody has adopted in any period."),
            msg("Choose another column of adopters."),
        )
    first = int(sold[0])
    new = new[first:]
    if len(new) < LEAST_PERIODS:
        return Unfit(
            one.market,
            msgn(
                "{count} period from the first adopter on is too few: a diffusion curve takes"
                " {least}.",
                "{count} periods from the first adopter on are too few: a diffusion curve takes"
                " {least}.",
                len(new),
                least=LEAST_PERIODS,
            ),
            msg("Add periods, or use shorter ones (quarters instead of years)."),
            "data",
        )
    total = float(new.sum())
    if potential is not None and potential < total * (1 - ALIKE):
        return Unfit(
            one.market,
            msg(
                "{total} have adopted already, more than the market potential of {potential}.",
                total=Num(value=total, digits=6),
                potential=Num(value=potential, digits=6),
            ),
            msg("Correct the potential, or leave it empty to estimate it."),
            "potential",
        )
    return Case(one.market, one.start + first, new, first, potential)


def _negative(one: Series, values: Floats, params: AdoptionParams) -> Unfit | None:
    if (values < 0).any():
        return Unfit(
            one.market,
            msg("Adopters cannot be negative, and {value} is.", value=float(values.min())),
            msg("Correct the values; returns and cancellations do not belong to them."),
        )
    falls = np.flatnonzero(np.diff(values) < -ALIKE * float(values.max()))
    if params.values == "cumulative" and len(falls):
        return Unfit(
            one.market,
            msg(
                "All adopters up to a period cannot become fewer, and they do after the {number}."
                " period.",
                number=int(falls[0]) + 1,
            ),
            msg("Choose that the values count new adopters, or correct them."),
            "values",
        )
    return None


def potentials(table: InputTable, read: Markets) -> dict[str, float]:
    """Market → its potential, where a column gives it. Refuses two for one market, and none > 0."""
    name = one_of(table.roles, "potential")
    if not name:
        return {}
    every = range(table.rows)
    markets = (
        [text.strip() for text in table.texts(read.market, every)]
        if read.market
        else [""] * table.rows
    )
    values = np.asarray(table.numbers([name]), dtype=np.float64)[:, 0]
    check_finite(values, name, "data.potential")
    found: dict[str, float] = {}
    for market, value in zip(markets, values.tolist(), strict=True):
        if np.isnan(value):
            continue
        if value <= 0:
            raise Refusal(
                msg("A market potential is above zero, and {value} is not.", value=value),
                fix=msg("Correct it, or leave it empty to estimate it."),
                field="data.potential",
            )
        if abs(found.setdefault(market, value) - value) > ALIKE * value:
            raise Refusal(
                msg(
                    "Column '{name}' gives {market} several potentials.",
                    name=name,
                    market=market or read.value,
                ),
                fix=msg("Give one for each market."),
                field="data.potential",
            )
    return found
