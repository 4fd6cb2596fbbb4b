"""Intervals that rest on whole markets being exchangeable, and on nothing else.

One row of each market is drawn, so that markets count once each, and jackknife+ makes an interval
from their errors when left out; over many draws the middle interval is taken. What is proved for
any distribution is weaker than what is found: 1 - 2 alpha for jackknife+ of one draw, and 1 - 4
alpha for the middle of many (who is outside it is outside of half of them). In practice, and in
simulation, both hold 1 - alpha.

With m markets no level above m / (m + 1) can be promised: 95 % needs 19.

Sources: Barber, Candes, Ramdas and Tibshirani (2021), Predictive inference with the jackknife+;
Dunn, Wasserman and Ramdas (2022), Distribution-free prediction sets for two-layer hierarchical
models (single and repeated subsampling); Lee, Barber and Willett (2023), Distribution-free
inference with hierarchical data; Gasparin and Ramdas (2024), Merging uncertainty sets via majority
vote; Vovk, Gammerman and Shafer (2005), Algorithmic Learning in a Random World.
"""

from __future__ import annotations

import math

import numpy as np

from apps.engines.builtin.transfer.leaving import Scores
from apps.engines.builtin.transfer.mixed import Floats, Places

DRAWS = 101
ROUNDING = 1e-9


def needed(confidence: float) -> int:
    """The least number of markets for which this level can be promised."""
    return math.ceil(confidence / (1 - confidence) - ROUNDING)


def rank(markets: int, confidence: float) -> int:
    """Which of ``markets`` ordered errors (from 1) bounds the interval."""
    return math.ceil((markets + 1) * confidence - ROUNDING)


def drawn(trial: Scores, seed: int) -> Places:
    """(draws, m_k): one row of each judged market, by its place among the trial's rows."""
    starts = trial.starts
    counts = np.diff(starts)
    draws = 1 if counts.max() == 1 else DRAWS
    chance = np.random.default_rng([seed, 2, trial.seen]).random((draws, trial.judged))
    return np.asarray(starts[:-1] + np.floor(chance * counts).astype(np.int64))


def interval(
    scores: Scores, points: Floats, sd: Floats, confidence: float, seed: int
) -> tuple[Floats, Floats]:
    """(r,) lower and upper ends for rows of a new market. ``points`` and ``sd`` (m_k, r) are what
    the models without each of the judged markets say of them.
    """
    each = scores.score[drawn(scores, seed)]
    place = rank(scores.judged, confidence)
    low, high = np.empty((len(each), points.shape[1])), np.empty((len(each), points.shape[1]))
    for number, score in enumerate(each):
        half = score[:, None] * sd
        first = scores.judged - place
        low[number] = np.partition(points - half, first, axis=0)[first]
        high[number] = np.partition(points + half, place - 1, axis=0)[place - 1]
    return np.median(low, axis=0), np.median(high, axis=0)


def bounds(trial: Scores, confidence: float, seed: int) -> Floats:
    """(m_k,): the number of standard deviations that each market's interval gets from the others.

    Of m markets each has m - 1 others, so at the least number of markets the largest is taken.
    """
    scores = trial.score[drawn(trial, seed)]
    others = trial.judged - 1
    place = min(rank(others, confidence), others)
    order = np.argsort(scores, axis=1, kind="stable")
    ranks = np.empty_like(order)
    np.put_along_axis(ranks, order, np.arange(trial.judged)[None, :], axis=1)
    ordered = np.take_along_axis(scores, order, axis=1)
    without = np.where(ranks >= place, ordered[:, [place - 1]], ordered[:, [place]])
    return np.asarray(np.median(without, axis=0))
