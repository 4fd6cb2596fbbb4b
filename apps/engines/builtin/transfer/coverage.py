"""Of markets left out whole: how often the interval held the truth, and how wide it was."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from scipy import special

from apps.engines.builtin.transfer import conformal
from apps.engines.builtin.transfer.leaving import Leaves, Trial, judge
from apps.engines.builtin.transfer.mixed import Floats

SEEN = (0, 1, 3, 6, 12)
LEAST_JUDGED = 5


@dataclass
class Checked:
    """One number of seen rows. Shares are means over markets; widths in the frame's scale.

    ``share`` (m_k,) of each market's rows held, ``off`` (m_k,) its mean error.
    """

    trial: Trial
    conformal: bool
    share: Floats
    off: Floats
    low: float
    high: float
    width: float
    ols_coverage: float
    ols_width: float

    @property
    def coverage(self) -> float:
        return float(self.share.mean())

    @property
    def seen(self) -> int:
        return self.trial.seen


def check(leaves: Leaves, own: int, confidence: float, seed: int) -> list[Checked]:
    """For usual numbers of seen rows and for the new market's own, as far as markets have more."""
    counts = np.array([len(rows) for rows in leaves.markets])
    wanted = sorted({*SEEN, calibrated_at(counts, own, confidence)})
    found = []
    for seen in wanted:
        judged = int((counts > seen).sum())
        if judged < LEAST_JUDGED:
            continue
        distribution_free = judged >= conformal.needed(confidence)
        trial = judge(leaves, seen, confidence, with_t=not distribution_free)
        if trial is not None:
            found.append(_checked(trial, distribution_free, confidence, seed))
    return found


def calibrated_at(counts: Floats, own: int, confidence: float) -> int:
    """The number of seen rows to judge at: the new market's own, or the largest below it for which
    there are enough other markets with more rows.
    """
    least = conformal.needed(confidence) if len(counts) >= conformal.needed(confidence) else 1
    least = max(least, LEAST_JUDGED)
    ordered = np.sort(counts)[::-1]
    return int(min(own, max(ordered[min(least, len(ordered)) - 1] - 1, 0)))


def _checked(trial: Trial, distribution_free: bool, confidence: float, seed: int) -> Checked:
    if distribution_free:
        half = conformal.bounds(trial, confidence, seed)[trial.owner] * trial.sd
    else:
        half = np.asarray(trial.t_half)
    share = _held(trial, trial.error, half)
    ols = _held(trial, trial.ols_error, trial.ols_half)
    low, high = of_share(share, confidence=0.95)
    return Checked(
        trial=trial,
        conformal=distribution_free,
        share=share,
        off=_by_market(trial, trial.error),
        low=low,
        high=high,
        width=2 * float(np.median(half)),
        ols_coverage=float(ols.mean()),
        ols_width=2 * float(np.median(trial.ols_half)),
    )


def _held(trial: Trial, error: Floats, half: Floats) -> Floats:
    """(m_k,): the share of each market's rows that are within their half widths."""
    return _by_market(trial, (np.abs(error) <= half).astype(np.float64))


def _by_market(trial: Trial, values: Floats) -> Floats:
    sums = np.bincount(trial.owner, weights=values)
    return np.asarray(sums / np.diff(trial.starts))


def of_share(shares: Floats, confidence: float) -> tuple[float, float]:
    """An interval for the mean of shares, one for each market: Clopper and Pearson's, with as many
    effective observations as the scatter between markets leaves (Korn and Graubard 1998).
    """
    m, mean = len(shares), float(shares.mean())
    variance = float(shares.var(ddof=1)) / m
    size = mean * (1 - mean) / variance if variance > 0 else float(m)
    normal = special.ndtri(0.5 + confidence / 2)
    size *= float(normal / special.stdtrit(m - 1, 0.5 + confidence / 2)) ** 2
    held, tail = mean * size, (1 - confidence) / 2
    low = special.betaincinv(held, size - held + 1, tail) if mean > 0 else 0.0
    high = special.betaincinv(held + 1, size - held, 1 - tail) if mean < 1 else 1.0
    return float(low), float(high)
