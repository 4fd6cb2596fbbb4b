"""Everything that a run has found, once."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

import numpy as np
from numpy.typing import NDArray
from threadpoolctl import threadpool_limits

from apps.core.messages import Message, msg
from apps.engines.builtin.segments import choosing, gap, kmeans, mixture, stability
from apps.engines.builtin.segments.agreement import adjusted_rand
from apps.engines.builtin.segments.choosing import Choice
from apps.engines.builtin.segments.data import Rows, Sheet
from apps.engines.builtin.segments.gap import Gap
from apps.engines.builtin.segments.mixture import Mixture
from apps.engines.builtin.segments.params import SegmentsParams
from apps.engines.builtin.segments.stability import Without
from apps.engines.contract import Context

Array = NDArray[Any]
Floats = NDArray[np.float64]
Labels = NDArray[np.int64]
JUDGED_ROWS = 2_000  # that number, stability and the weight of measures are computed from
GAP_ROWS = 1_000
MIXTURE_ROWS = 20_000
LEVEL = 0.05  # of the test that there is a single peak
EACH = 5  # rows for each segment, where their number is sought
FAR = 0.999  # of the rows lie nearer to their centre than what is called unlike any segment


@dataclass
class Member:
    """What is said of each row in use, in the order of ``Sheet.rows``: its segment from 0, its
    probability, the distance to its centre and the segment next to it. (n,) each.
    """

    segment: Labels
    probability: Floats
    distance: Floats
    second: Labels


@dataclass
class Findings:
    """Segments in order of size. ``centres`` (k, p) on the scale; ``within`` the squares inside."""

    sheet: Sheet
    params: SegmentsParams
    choice: Choice | None
    gap: Gap | None
    centres: Floats
    members: Member
    mixture: Mixture
    within: float
    sizes: Labels
    spread: Floats
    reach: float
    typical: Labels
    p: float | None = None
    stable: Floats = field(default_factory=lambda: np.empty(0))
    without: list[Without] = field(default_factory=list)
    agreement: float = 1.0
    axes: Floats = field(default_factory=lambda: np.empty((0, 0)))
    explained: Floats = field(default_factory=lambda: np.empty(0))

    @property
    def k(self) -> int:
        return len(self.centres)

    @property
    def structure(self) -> bool | None:
        """Whether the rows have more than one peak; None where it was not tested."""
        return None if self.p is None else self.p <= LEVEL

    @property
    def profile(self) -> Floats:
        """(k, p) centres as distances from the mean of all rows, in standard deviations."""
        return self.sheet.scale.in_sd(self.centres)

    @property
    def between(self) -> Labels:
        """Rows whose segment is not sure, the least sure first."""
        unsure = np.flatnonzero(self.members.probability < self.params.sure)
        return np.asarray(unsure[np.argsort(self.members.probability[unsure], kind="stable")])


def find(ctx: Context, sheet: Sheet, params: SegmentsParams) -> Findings:
    """Number, segments, membership, stability. One thread, so that sums come out the same."""
    with threadpool_limits(limits=1):
        return _find(ctx, sheet, params)


def _find(ctx: Context, sheet: Sheet, params: SegmentsParams) -> Findings:
    def at(done: float, note: Message) -> Callable[[], None]:
        ctx.progress(done, 10, note)
        return ctx.check_cancelled

    judged, seed = sheet.sample(JUDGED_ROWS, ctx.seed), ctx.seed
    most = _most(params, len(sheet.rows), judged)
    tick = at(1, msg("Choosing the number of segments"))
    choice = choosing.choose(judged, most, seed, tick=tick) if most > 1 else None
    tick = at(4, msg("Choosing the number of segments"))
    second = gap.gap(sheet.sample(GAP_ROWS, seed), most, seed, tick=tick) if most > 1 else None
    at(6, msg("Finding the segments"))
    k = _number(params, choice)
    centres = seek(sheet.rows, sheet.picked, k, seed)
    ctx.check_cancelled()
    model = mixture.fit(sheet.sample(MIXTURE_ROWS, seed), centres, seed)
    found = _described(sheet, params, centres, model)
    found.choice, found.gap, found.p = choice, second, choice.p if choice else None
    tick = at(8, msg("Checking how stable they are"))
    if found.k > 1:
        found.stable = stability.bootstrap(judged, centres, seed, tick=tick)
        found.without = stability.without_each(judged, centres, seed, tick)
    found.axes, found.explained = _components(sheet.rows)
    ctx.progress(10, 10)
    return found


def seek(rows: Rows, picked: Labels, k: int, seed: int) -> Floats:
    """Centres (k, p): the best of ten starts on the rows picked, finished on all rows."""
    centres = kmeans.fit(rows.x[picked], k, seed)[0]
    return _ordered(rows, kmeans.polish(rows, centres))


def _most(params: SegmentsParams, rows: int, judged: Array) -> int:
    """The largest number of segments that is tried: half of the rows must be able to show it."""
    different = len(np.unique(judged, axis=0))
    wanted = max(params.most, params.segments or 0)
    return max(min(wanted, rows // EACH, different // 2), 1)


def _number(params: SegmentsParams, choice: Choice | None) -> int:
    if params.segments is not None:
        return params.segments
    if choice is None or choice.p > LEVEL:
        return 1
    return max(choice.best, choice.strongest if choice.best == 1 else 1)


def _ordered(rows: Rows, centres: Array) -> Floats:
    """Centres of segments that have rows, the largest first; of two as large that with the lower
    first measure.
    """
    counts = np.zeros(len(centres), dtype=np.int64)
    for block in rows.blocks():
        counts += np.bincount(kmeans.nearest(block, centres), minlength=len(centres))
    turned = np.lexsort([*centres.T[::-1], -counts])
    return np.asarray(centres[[place for place in turned if counts[place]]], dtype=np.float64)


def _described(sheet: Sheet, params: SegmentsParams, centres: Floats, model: Mixture) -> Findings:
    n, k = len(sheet.rows), len(centres)
    members = Member(np.empty(n, np.int64), np.empty(n), np.empty(n), np.empty(n, np.int64))
    best = np.empty(n, np.int64)
    start = 0
    for block in sheet.rows.blocks():
        here = slice(start, start + len(block))
        chance = model.probabilities(block)
        segment = kmeans.nearest(block, centres)
        each = np.arange(len(block))
        members.segment[here], best[here] = segment, chance.argmax(axis=1)
        members.probability[here] = chance[each, segment]
        members.distance[here] = np.sqrt(((block - centres[segment]) ** 2).sum(axis=1))
        chance[each, segment] = -1
        members.second[here] = chance.argmax(axis=1) if k > 1 else 0
        start += len(block)
    sizes = np.bincount(members.segment, minlength=k)
    squares = np.bincount(members.segment, members.distance**2, minlength=k)
    spread = np.sqrt(squares / np.maximum(sizes, 1))
    spread = np.maximum(spread, 1e-3 * float(np.sqrt(squares.sum() / n)) + 1e-12)
    return Findings(
        sheet=sheet, params=params, choice=None, gap=None, centres=centres, members=members,
        mixture=model, within=float(squares.sum()), sizes=sizes, spread=spread,
        reach=float(np.quantile(members.distance / spread[members.segment], FAR)),
        typical=np.array([_nearest(members, place) for place in range(k)]),
        agreement=adjusted_rand(members.segment, best),
    )  # fmt: skip


def _nearest(members: Member, segment: int) -> int:
    own = np.flatnonzero(members.segment == segment)
    return int(own[np.argmin(members.distance[own])])


def nearest_of(found: Findings, segment: int, count: int) -> list[int]:
    """The rows of a segment that lie nearest to its centre."""
    own = np.flatnonzero(found.members.segment == segment)
    turned = np.argsort(found.members.distance[own], kind="stable")
    return [int(place) for place in own[turned[:count]]]


def _components(rows: Rows) -> tuple[Floats, Floats]:
    """(p, p) principal axes as rows, each pointing where its largest entry is positive, and (p,)
    the shares of the variance on the scale.
    """
    p = rows.x.shape[1]
    total, gram = np.zeros(p), np.zeros((p, p))
    for block in rows.blocks():
        exact = np.asarray(block, dtype=np.float64)
        total += exact.sum(axis=0)
        gram += exact.T @ exact
    mean = total / len(rows)
    values, vectors = np.linalg.eigh(gram / len(rows) - np.outer(mean, mean))
    values, axes = np.maximum(values[::-1], 0), vectors.T[::-1].copy()
    sign = np.sign(axes[np.arange(p), np.abs(axes).argmax(axis=1)])
    return axes * sign[:, None], values / max(float(values.sum()), 1e-300)
