"""Everything that a ranking's report tells, computed once."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from apps.core.messages import msg
from apps.engines.builtin.ranking import flips, information
from apps.engines.builtin.ranking.data import Floats, Sheet
from apps.engines.builtin.ranking.draws import Draws, beats, draw, good
from apps.engines.builtin.ranking.flips import Flip, Stretch, Turn
from apps.engines.builtin.ranking.information import Worths
from apps.engines.builtin.ranking.params import RankingParams
from apps.engines.contract import Context

COMPARED = 40  # markets at the top whose pairs are compared


@dataclass(frozen=True)
class Axis:
    """(M,) scores of an axis from 0 to 100, and the lowest and highest that are possible."""

    score: Floats
    low: Floats
    high: Floats


@dataclass(frozen=True)
class Findings:
    """``order`` lists markets from the best mean rank on; ``leader`` is most often first, ``best``
    first at the weights as given. ``apart`` (M,) is how often the leader comes before each.
    ``worth`` is of choosing the first market, ``worth_listed`` of a short list of more than one.
    """

    sheet: Sheet
    params: RankingParams
    k: int
    attractiveness: Axis
    difficulty: Axis
    front: list[bool]
    draws: Draws
    first: Floats
    listed: Floats
    rank: Floats
    rank_low: NDArray[np.int64]
    rank_high: NDArray[np.int64]
    order: list[int]
    leader: int
    best: int
    apart: Floats
    pairs: list[tuple[int, int, float]]
    flip: Flip | None
    turns: list[Turn]
    stretches: list[Stretch]
    worth: Worths
    worth_listed: Worths | None

    @property
    def rivals(self) -> list[int]:
        """Markets that cannot be told apart from the leader, in order of mean rank."""
        close = self.apart < self.params.confidence
        return [m for m in self.order if close[m] and m != self.leader]

    def name(self, m: int) -> str:
        return self.sheet.markets[m]


def find(ctx: Context, sheet: Sheet, params: RankingParams) -> Findings:
    """Scores, ranks and what would change them."""
    ctx.check_cancelled()
    ctx.progress(0, 4, msg("Drawing weights and unknown cells"))
    point = sheet.point()
    both = {name: _axis(sheet, point, name, params) for name in ("attractiveness", "difficulty")}
    attractive, easy = both["attractiveness"].score, 100.0 - both["difficulty"].score
    drawn = draw(ctx, sheet, params.draws, params.concentration)
    ctx.progress(2, 4, msg("Comparing the markets"))
    mean_rank = drawn.ranks.mean(axis=0)
    order = np.argsort(mean_rank, kind="stable").tolist()
    first = (drawn.ranks == 1).mean(axis=0)
    leader = min(order, key=lambda m: -first[m])
    k = min(params.k, len(order) - 1)
    tail = (1 - params.confidence) / 2
    low, high = np.quantile(drawn.ranks, [tail, 1 - tail], axis=0, method="inverted_cdf")
    shares, u = sheet.shares, good(sheet, point)
    ctx.progress(3, 4, msg("Asking what would change the answer"))
    worth = information.worth(ctx, sheet, drawn)
    listed = information.worth(ctx, sheet, drawn, k) if k > 1 else None
    ctx.progress(4, 4)
    return Findings(
        sheet=sheet, params=params, k=k,
        attractiveness=both["attractiveness"], difficulty=both["difficulty"],
        front=flips.front(attractive, easy), draws=drawn, first=first,
        listed=(drawn.ranks <= k).mean(axis=0), rank=mean_rank,
        rank_low=low.astype(np.int64), rank_high=high.astype(np.int64), order=order,
        leader=leader, best=flips.winner(shares, u),
        apart=(drawn.total[:, [leader]] > drawn.total).mean(axis=0),
        pairs=_pairs(drawn, order, params.confidence),
        flip=flips.smallest(shares, u), turns=flips.turns(shares, u),
        stretches=list(flips.stretches(attractive, easy)), worth=worth, worth_listed=listed,
    )  # fmt: skip


def _axis(sheet: Sheet, point: Floats, name: str, params: RankingParams) -> Axis:
    here = sheet.axis(name)
    weights = np.where(here, sheet.shares, 0.0)
    weights /= weights.sum()
    low, high = sheet.extremes(params.confidence)
    return Axis(point @ weights, low @ weights, high @ weights)


def _pairs(drawn: Draws, order: list[int], confidence: float) -> list[tuple[int, int, float]]:
    """Pairs of which neither comes first often enough: (better, other, share), top ones first."""
    chosen = np.array(order[:COMPARED])
    share = beats(drawn.total, chosen)
    return [
        (int(chosen[i]), int(chosen[j]), float(share[i, j]))
        for i in range(len(chosen))
        for j in range(i + 1, len(chosen))
        if max(share[i, j], 1 - share[i, j]) < confidence
    ]
