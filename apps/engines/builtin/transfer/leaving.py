"""Each market left out whole: what a model fitted without it says of it after k of its rows.

``Leaves`` holds one model for each market, fitted without it. Its first k rows are then shown to
that model, and the rest are predicted: what a new market goes through, with markets for which the
outcome is known.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass

import numpy as np
from scipy import special

from apps.engines.builtin.transfer.frame import Frame, gram, moments, tells_all
from apps.engines.builtin.transfer.inference import Uncertainty
from apps.engines.builtin.transfer.mixed import Floats, Mixed, Moments, Places, fit
from apps.engines.builtin.transfer.panel import Rows
from apps.engines.builtin.transfer.predictive import (
    Known,
    Student,
    spread,
    student,
    tangent,
    wide,
)

MOST_REFITS = 200


@dataclass
class Leaves:
    """``models[i]`` does not know the i-th of ``markets``."""

    frame: Frame
    markets: list[Rows]
    known: Moments
    models: list[Mixed]

    @property
    def together(self) -> Known:
        """All models at once."""
        first = self.models[0]
        return Known(
            np.array([model.at.beta for model in self.models]),
            np.array([model.at.c for model in self.models]),
            np.array([model.g for model in self.models]),
            first.random,
        )

    @property
    def noise(self) -> Floats:
        """(m,) residual variances."""
        return np.array([model.s2 for model in self.models])


def leave_each_out(
    frame: Frame, markets: list[Rows], whole: Mixed, told: Callable[[int], None]
) -> Leaves:
    """One refit for each market, or beyond ``MOST_REFITS`` of them one for each of as many groups
    (CV+ in place of jackknife+); ``told`` hears after each how many markets are done.
    """
    known = moments(frame, markets)
    m = len(markets)
    models: dict[int, Mixed] = {}
    for group in _groups(known):
        model = fit(known.without(group), whole.random, None if whole.flat else whole.g)
        models.update(dict.fromkeys(group.tolist(), model))
        told(len(models))
    return Leaves(frame, markets, known, [models[place] for place in range(m)])


def _groups(known: Moments) -> Iterator[Places]:
    """Places of markets that are left out together; alone, where without all of the group an effect
    would be unknown.
    """
    m, p = len(known), known.p
    for group in np.array_split(np.random.default_rng(m).permutation(m), min(m, MOST_REFITS)):
        rest = known.without(group).gram[:, :p, :p].sum(axis=0)
        alone = len(group) > 1 and not tells_all(rest)
        yield from group[:, None] if alone else [group]


@dataclass
class Scores:
    """All rows after the first ``seen`` of each market that has more, predicted without it.

    ``market`` (m_k,) are the judged markets' places among all, ``owner`` (r,) a row's market by its
    place among those, ``score`` (r,) by how many standard deviations the prediction was off.
    """

    seen: int
    market: Places
    owner: Places
    score: Floats

    @property
    def judged(self) -> int:
        return len(self.market)

    @property
    def starts(self) -> Places:
        """(m_k + 1,): where each judged market's rows begin."""
        return np.searchsorted(self.owner, np.arange(self.judged + 1))


@dataclass
class Trial(Scores):
    """The same with all that is known of each row (r,), in the scale of the frame; ``t_half`` is
    there where it was asked for.
    """

    error: Floats
    sd: Floats
    ols_half: Floats
    ols_error: Floats
    t_half: Floats | None = None


def judge(leaves: Leaves, seen: int, confidence: float, *, with_t: bool) -> Trial | None:
    """None where no market has more than ``seen`` rows."""
    places = [i for i, rows in enumerate(leaves.markets) if len(rows) > seen]
    if not places:
        return None
    shown = [gram(leaves.frame, leaves.markets[i], seen) for i in places]
    rest = [
        leaves.frame.inner(leaves.markets[i].x[seen:], leaves.markets[i].y[seen:]) for i in places
    ]
    inner = np.vstack(rest)
    x, y = inner[:, :-1], inner[:, -1]
    owner = np.repeat(np.arange(len(places)), [len(one) for one in rest])
    every = leaves.together
    mean, covariance = every.only(places).given(np.array(shown))
    design = wide(x, every.random)
    points = np.einsum("rd,rd->r", design, mean[owner])
    relative = np.einsum("rd,rde,re->r", design, covariance[owner], design)
    ols_error, ols_half = _pooled(leaves, places, shown, owner, x, y, confidence)
    t_half = None
    if with_t:
        halves = [
            _student(leaves.models[i], shown[n], rest[n][:, :-1]).half(confidence)
            for n, i in enumerate(places)
        ]
        t_half = np.concatenate(halves)
    error = y - points
    sd = np.sqrt(leaves.noise[places][owner] * (1 + np.maximum(relative, 0.0)))
    return Trial(
        seen=seen,
        market=np.array(places),
        owner=owner,
        score=np.abs(error) / sd,
        error=error,
        sd=sd,
        ols_half=ols_half,
        ols_error=ols_error,
        t_half=t_half,
    )


def _pooled(
    leaves: Leaves,
    places: list[int],
    shown: list[Floats],
    owner: Places,
    x: Floats,
    y: Floats,
    confidence: float,
) -> tuple[Floats, Floats]:
    """Errors and textbook half widths of one least-squares line through the rows of all markets."""
    p = leaves.known.p
    total = leaves.known.gram.sum(axis=0) - leaves.known.gram[places] + np.array(shown)
    inverse = np.linalg.inv(total[:, :p, :p])
    beta = np.einsum("mpq,mq->mp", inverse, total[:, :p, p])
    counts = np.array([len(rows) for rows in leaves.markets])
    df = counts.sum() - counts[places] + np.array([one[0, 0] for one in shown]) - p
    rest = np.maximum(total[:, p, p] - np.einsum("mp,mp->m", total[:, :p, p], beta), 0.0)
    s2 = rest / df
    lift = np.einsum("rp,rpq,rq->r", x, inverse[owner], x)
    half = special.stdtrit(df, 0.5 + confidence / 2)[owner] * np.sqrt(s2[owner] * (1 + lift))
    return y - np.einsum("rp,rp->r", x, beta[owner]), half


def _student(model: Mixed, shown: Floats, x: Floats) -> Student:
    at = tangent(Uncertainty(model))
    return student(at, at.known, shown, x)


def gather(known: Known, noise: Floats, shown: Floats, x: Floats) -> tuple[Floats, Floats]:
    """(b, r) predictions by several models, and their standard deviations, of a market outside all
    of them whose seen rows have the cross product ``shown``; ``noise`` (b,), ``x`` (r, p).
    """
    mean, covariance = known.given(shown)
    design = wide(x, known.random)
    return mean @ design.T, np.sqrt(noise[:, None] * (1 + spread(design, covariance)))
