"""Whether any intent fits a text: a score, and the threshold below which it is out of scope.

Larson et al. (2019), An evaluation dataset for intent classification and out-of-scope prediction.
The score is the largest probability (Hendrycks and Gimpel 2017), the negative free energy (Liu et
al. 2020, Energy-based out-of-distribution detection) or the nearness to the centre of an intent,
whichever tells the two apart best on the validation rows.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

import numpy as np
from scipy.special import logsumexp
from scipy.stats import rankdata

from apps.engines.builtin.text import metrics
from apps.engines.builtin.text.probe import softmax
from apps.engines.builtin.text_intent.centres import Centres

Kind = Literal["chance", "energy", "nearness"]


@dataclass(frozen=True)
class Said:
    """What a model says of n rows: ``scores`` (n, intents) and what its last layer saw (n, width),
    None where there are no centres to compare it with.
    """

    scores: np.ndarray
    values: np.ndarray | None = None


@dataclass(frozen=True)
class Scope:
    """What validation rows chose: scores are divided by ``temperature``, and a row whose score of
    this ``kind`` is below ``threshold`` is out of scope.
    """

    kind: Kind
    threshold: float
    temperature: float
    centres: Centres | None = None

    def fits(self, said: Said) -> np.ndarray:
        """(n,) how well the best intents fit: the larger the better."""
        return fit(self.kind, said, self.temperature, self.centres)

    def chances(self, scores: np.ndarray) -> np.ndarray:
        """(n, intents) the calibrated probability of each intent, if one fits."""
        return softmax(scores.astype(np.float64) / self.temperature)

    def outside(self, said: Said) -> np.ndarray:
        """(n,) whether a row is out of scope."""
        return np.asarray(self.fits(said) < self.threshold)


def fit(kind: Kind, said: Said, temperature: float, centres: Centres | None = None) -> np.ndarray:
    """(n,) the score of this kind for each row."""
    if kind == "nearness":
        assert centres is not None  # noqa: S101 - for the type checker
        assert said.values is not None  # noqa: S101 - for the type checker
        return centres.nearness(said.values)
    scaled = said.scores.astype(np.float64) / temperature
    if kind == "energy":
        return np.asarray(logsumexp(scaled, axis=1))
    return np.asarray(softmax(scaled).max(axis=1))


def choose(
    said: Said,
    labels: np.ndarray,
    outside: np.ndarray,
    *,
    kept: float,
    centres: Centres | None = None,
) -> Scope:
    """The scope that suits validation rows best: their ``labels`` (n,), and whether each is
    ``outside`` (n,).

    Where none is outside, the threshold leaves the share ``kept`` of the rows in scope.
    """
    scores = said.scores
    temperature = metrics.temperature(scores[~outside], labels[~outside])
    if not outside.any():
        return Scope("chance", _leaving(fit("chance", said, temperature), kept), temperature)
    kinds: list[Kind] = ["chance", "energy"]
    if centres is not None:
        kinds.append("nearness")
    found = {kind: fit(kind, said, temperature, centres) for kind in kinds}
    best = max(kinds, key=lambda kind: auroc(found[kind], outside))
    right = (scores.argmax(axis=1) == labels) & ~outside
    cut = threshold(found[best], right, outside)
    return Scope(best, cut, temperature, centres if best == "nearness" else None)


def threshold(fits: np.ndarray, right: np.ndarray, outside: np.ndarray) -> float:
    """The threshold with the highest mean of two shares: rows in scope that are answered rightly,
    and rows ``outside`` that are found out. Midway between two scores that occur; of equally good
    ones, the lowest.
    """
    order = np.argsort(fits, kind="stable")
    low = fits[order]
    lost = np.append(0, np.cumsum(right[order]))
    caught = np.append(0, np.cumsum(outside[order]))
    gains = caught / outside.sum() - lost / max(int((~outside).sum()), 1)
    ends = np.flatnonzero(np.append(low[1:] > low[:-1], True)) + 1
    cuts = np.append(0, ends)  # how many are turned away
    best = int(cuts[np.argmax(gains[cuts])])
    if best == len(low):
        return float(np.nextafter(low[-1], np.inf))
    return float(low[0] if best == 0 else (low[best - 1] + low[best]) / 2)


def auroc(fits: np.ndarray, outside: np.ndarray) -> float:
    """How often a row in scope fits better than one ``outside``, ties by half (Mann and Whitney
    1947); a half where there are none of either.
    """
    inside, strange = int((~outside).sum()), int(outside.sum())
    if not inside or not strange:
        return 0.5
    above = rankdata(fits)[~outside].sum() - inside * (inside + 1) / 2
    return float(above / (inside * strange))


def _leaving(fits: np.ndarray, kept: float) -> float:
    """The highest threshold that leaves at least the share ``kept`` of the rows."""
    return float(np.quantile(fits, 1 - kept, method="lower"))
