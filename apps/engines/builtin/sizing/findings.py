"""Everything that a sizing's report tells, computed once."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from functools import cached_property

import numpy as np

from apps.core.messages import msg
from apps.engines.builtin.sizing import draws, sensitivity
from apps.engines.builtin.sizing.assumptions import BOTTOM, LEVELS, MOST, TOP, Assumption
from apps.engines.builtin.sizing.chains import WAY_NAMES, Chain, Floats, chains, size
from apps.engines.builtin.sizing.params import SizingParams
from apps.engines.builtin.sizing.sensitivity import Swing
from apps.engines.contract import Context, Refusal

TOTAL = None  # in the place of a market's name


@dataclass(frozen=True)
class Size:
    """``market`` is None for all together. ``base`` takes every figure at its most likely value."""

    market: str | None
    way: str
    level: str
    draws: Floats
    low: float
    median: float
    high: float
    mean: float
    base: float


@dataclass(frozen=True)
class Ratio:
    """Top-down over bottom-up. ``times`` is the larger median over the smaller one."""

    market: str | None
    level: str
    low: float
    median: float
    high: float
    times: float


@dataclass(frozen=True)
class Findings:
    """``focus`` is the level that is explained for each way: the one asked for, or the last that
    the way has.
    """

    params: SizingParams
    year: int
    assumptions: list[Assumption]
    chains: list[Chain]
    markets: list[str]
    sizes: list[Size]
    ratios: list[Ratio]
    focus: dict[str, str]
    swings: dict[str, list[Swing]]
    draws: int

    @property
    def several(self) -> bool:
        return len(self.markets) > 1

    @property
    def whole(self) -> str | None:
        """The market of the sizes that the answer tells: the only one, or all together."""
        return TOTAL if self.several else self.markets[0]

    def size(self, market: str | None, way: str, level: str) -> Size | None:
        return self._by_place.get((market, way, level))

    @cached_property
    def _by_place(self) -> dict[tuple[str | None, str, str], Size]:
        return {(one.market, one.way, one.level): one for one in self.sizes}


def find(ctx: Context, found: list[Assumption], params: SizingParams) -> Findings:
    """Sizes of each level, way and market, and where their uncertainty comes from."""
    ctx.check_cancelled()
    ctx.progress(0, 3, msg("Drawing the assumptions"))
    made = chains(found, params)
    values = draws.draw(ctx, found, params.draws, params.coverage)
    central = draws.central(found, params.coverage)
    markets = list(dict.fromkeys(chain.market for chain in made))
    ctx.progress(1, 3, msg("Multiplying the chains"))
    sizes = []
    for chain in made:
        for level in chain.names():
            column, base = (size(chain, level, known) for known in (values, central))
            _refuse_endless(chain, level, column)
            sizes.append(_size(chain.market, chain.way, level, column, float(base[0]), params))
    if len(markets) > 1:
        sizes += _totals(sizes, markets, params)
    ctx.progress(2, 3, msg("Asking what the uncertainty comes from"))
    focus, swings = {}, {}
    for way in dict.fromkeys(chain.way for chain in made):
        ctx.check_cancelled()
        own = [chain for chain in made if chain.way == way]
        focus[way] = _focus(own, params)
        tail = (1 - params.confidence) / 2
        explained = [chain for chain in own if focus[way] in chain.names()]
        swings[way] = sensitivity.swings(explained, focus[way], values, tail, params.coverage)
    ctx.progress(3, 3)
    return Findings(
        params=params, year=params.year or date.today().year, assumptions=found, chains=made,
        markets=markets, sizes=sizes, ratios=_ratios(sizes, params), focus=focus, swings=swings,
        draws=len(next(iter(values.values()))),
    )  # fmt: skip


def _refuse_endless(chain: Chain, level: str, column: Floats) -> None:
    if not 0 <= column.max() <= MOST:
        raise Refusal(
            msg("The {way} size at {level} is too large to compute with.",
                way=WAY_NAMES[chain.way], level=level),
            fix=msg("Check the figures of this chain and their units."),
            field="data.likely",
        )  # fmt: skip


def _size(
    market: str | None, way: str, level: str, column: Floats, base: float, params: SizingParams
) -> Size:
    tail = (1 - params.confidence) / 2
    low, median, high = np.quantile(column, [tail, 0.5, 1 - tail]).tolist()
    return Size(market, way, level, column, low, median, high, float(column.mean()), base)


def _totals(sizes: list[Size], markets: list[str], params: SizingParams) -> list[Size]:
    """Sums over the markets, where every market has the level."""
    made = []
    for way in (TOP, BOTTOM):
        for level in LEVELS:
            own = [one for one in sizes if (one.way, one.level) == (way, level)]
            if len(own) == len(markets):
                column = np.sum([one.draws for one in own], axis=0)
                made.append(_size(TOTAL, way, level, column, sum(one.base for one in own), params))
    return made


def _ratios(sizes: list[Size], params: SizingParams) -> list[Ratio]:
    tail = (1 - params.confidence) / 2
    others = {(one.market, one.level): one for one in sizes if one.way == BOTTOM}
    found = []
    for one in sizes:
        other = others.get((one.market, one.level)) if one.way == TOP else None
        if other is None or not one.median or not other.median:
            continue
        # A size that is zero in some draw has no ratio there.
        both = (one.draws > 0) & (other.draws > 0)
        ratio = one.draws[both] / other.draws[both]
        low, median, high = np.quantile(ratio, [tail, 0.5, 1 - tail]).tolist()
        times = max(one.median / other.median, other.median / one.median)
        found.append(Ratio(one.market, one.level, low, median, high, times))
    return found


def _focus(own: list[Chain], params: SizingParams) -> str:
    """The level asked for, or the narrowest that all chains of the way have."""
    shared = [level for level in LEVELS if all(level in chain.names() for chain in own)]
    anywhere = [level for level in LEVELS if any(level in chain.names() for chain in own)]
    return params.focus if params.focus in shared else (shared or anywhere)[-1]
