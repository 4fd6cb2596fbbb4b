"""Assumptions put into chains: for each market and way, one product after another."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from apps.core.messages import Message, msg
from apps.engines.builtin.sizing.assumptions import BOTTOM, LEVELS, TOP, Assumption, Key
from apps.engines.builtin.sizing.params import SizingParams
from apps.engines.contract import Refusal

Floats = NDArray[np.float64]
WAY_NAMES = {TOP: msg("top-down"), BOTTOM: msg("bottom-up")}


@dataclass(frozen=True)
class Chain:
    """The steps of one market and way, level after level in the order in which they multiply."""

    market: str
    way: str
    levels: tuple[tuple[str, tuple[Assumption, ...]], ...]

    def steps(self, level: str) -> list[Assumption]:
        """All that goes into a level's size; [] where it has none."""
        found: list[Assumption] = []
        for name, own in self.levels:
            found += own
            if name == level:
                return found
        return []

    def names(self) -> list[str]:
        """The levels that have a size, from the largest."""
        return [level for level in LEVELS if self.steps(level)]


def factor(step: Assumption, values: Mapping[Key, Floats]) -> Floats:
    """What the step multiplies by."""
    return 1.0 / values[step.key] if step.divides else values[step.key]


def size(chain: Chain, level: str, values: Mapping[Key, Floats]) -> Floats:
    """The size of a level, for arrays of values of one shape."""
    product = np.ones(1)
    for step in chain.steps(level):
        product = product * factor(step, values)
    return product


def chains(found: list[Assumption], params: SizingParams) -> list[Chain]:
    """A chain for each market and way. Rows without a market belong to every market's."""
    markets = sorted({one.market for one in found if one.market}) or [""]
    made = []
    for market in markets:
        here = [one for one in found if one.market in ("", market)]
        for way in (TOP, BOTTOM):
            own = [one for one in here if one.way == way]
            if own:
                made.append(_chain(market, way, own, params))
    return made


def _chain(market: str, way: str, own: list[Assumption], params: SizingParams) -> Chain:
    upwards = way == BOTTOM and params.bottom_up == "from_som"
    order = tuple(reversed(LEVELS)) if upwards else LEVELS
    if not any(one.level == order[0] for one in own):
        raise Refusal(
            _unbegun(market, way, order[0]),
            fix=msg("Add a row at that level, or choose where bottom-up begins.")
            if way == BOTTOM
            else msg("Add a row at that level."),
            field="data.level",
        )
    levels = tuple((name, tuple(one for one in own if one.level == name)) for name in order)
    return Chain(market, way, tuple((name, steps) for name, steps in levels if steps))


def _unbegun(market: str, way: str, level: str) -> Message:
    if market:
        return msg(
            "{market}: the {way} chain begins at {level}, and no row stands there.",
            market=market, way=WAY_NAMES[way], level=level,
        )  # fmt: skip
    return msg(
        "The {way} chain begins at {level}, and no row stands there.",
        way=WAY_NAMES[way],
        level=level,
    )
