"""Figures of written answers: exact match, token F1 and chrF, with bootstrap intervals.

Every figure follows from sums over rows, so that a redrawn test is one product of matrices.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from apps.engines.builtin.text.metrics import Interval, interval, resamples, together
from apps.engines.builtin.text.rows import folded

ORDER = 6  # characters of the longest n-grams of chrF
BETA = 2.0  # how much more recall counts than precision in chrF
MOST_LOSS = 50.0  # of a token; beyond it perplexity is no longer told apart
# A word, or one sign of a script that puts no spaces between words.
_TOKEN = re.compile(
    r"[\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\u0e00-\u0eff]"
    r"|[^\W_\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\u0e00-\u0eff]+"
)


@dataclass(frozen=True)
class Figures:
    """How good written answers are; shares but for chrF, which goes to 100."""

    exact: Interval
    f1: Interval
    chrf: Interval


@dataclass(frozen=True)
class Compared:
    """Figures of several writers on the same rows. ``gains`` are by how much the chrF of the first
    is above that of each other, on the same draws.
    """

    figures: list[Figures]
    gains: list[Interval]


def exact(said: str, true: str) -> bool:
    """Whether an answer is the true one, but for how lines and spaces are set."""
    return said.split() == true.split()


def token_f1(said: str, true: str) -> float:
    """F1 of the words that both have, whatever their order, case or width of letters.

    Rajpurkar et al. (2016), SQuAD, but with no word left out: articles are English.
    """
    first, second = (Counter(_TOKEN.findall(folded(text))) for text in (said, true))
    if not first or not second:
        return float(first == second)
    return 2 * (first & second).total() / (first.total() + second.total())


def chrf_counts(said: str, true: str) -> np.ndarray:
    """(3 · ORDER,) for each length of n-gram: those said, those of the true answer, those of both;
    white space left out. Lengths that the true answer is too short for count nothing as said.
    """
    first, second = ("".join(text.split()) for text in (said, true))
    found = np.zeros((ORDER, 3))
    for size in range(1, ORDER + 1):
        one, other = _grams(first, size), _grams(second, size)
        found[size - 1] = one.total() if other else 0, other.total(), (one & other).total()
    return found.ravel()


def chrf(counts: np.ndarray, beta: float = BETA) -> np.ndarray:
    """(..., 3 · ORDER) sums of :func:`chrf_counts` → (...) chrF from 0 to 100.

    Popović (2015), chrF: precision and recall are means over the lengths of n-gram that both sides
    have, as sacrebleu has it.
    """
    parts = counts.reshape(*counts.shape[:-1], ORDER, 3)
    said, true, both = parts[..., 0], parts[..., 1], parts[..., 2]
    there = (said > 0) & (true > 0)
    lengths = np.maximum(there.sum(axis=-1), 1)
    precision, recall = (
        np.divide(both, one, out=np.zeros_like(both), where=there).sum(axis=-1) / lengths
        for one in (said, true)
    )
    below = beta**2 * precision + recall
    above = (1 + beta**2) * precision * recall
    return np.asarray(100 * np.divide(above, below, out=np.zeros_like(above), where=below > 0))


def _grams(text: str, size: int) -> Counter[str]:
    return Counter(text[start : start + size] for start in range(len(text) - size + 1))


def sums(said: Sequence[str], true: Sequence[str]) -> np.ndarray:
    """(n, 2 + 3 · ORDER) what each row adds: exact match, token F1, counts of chrF."""
    return np.array(
        [
            [exact(one, other), token_f1(one, other), *chrf_counts(one, other)]
            for one, other in zip(said, true, strict=True)
        ]
    )


def figures(total: np.ndarray, rows: int) -> np.ndarray:
    """(..., 2 + 3 · ORDER) sums over ``rows`` → (..., 3) exact match, token F1, chrF."""
    shares = total[..., :2] / rows
    return np.concatenate([shares, chrf(total[..., 2:])[..., None]], axis=-1)


def compared(writers: Sequence[np.ndarray], *, seed: int) -> Compared:
    """Figures of the ``sums`` (n, ...) of each writer, with percentile intervals."""
    count = len(writers[0])
    values = [figures(rows.sum(axis=0), count) for rows in writers]
    drawn: list[list[np.ndarray]] = [[] for _ in writers]
    for rows in together(count, seed=seed):
        often = np.array([np.bincount(one, minlength=count) for one in rows], dtype=np.float64)
        for parts, own in zip(drawn, writers, strict=True):
            parts.append(figures(often @ own, count))
    draws = [np.concatenate(parts) for parts in drawn]
    return Compared(
        figures=[
            Figures(*(interval(float(value[at]), draw[:, at]) for at in range(3)))
            for value, draw in zip(values, draws, strict=True)
        ],
        gains=[
            interval(float(values[0][2] - value[2]), draws[0][:, 2] - draw[:, 2])
            for value, draw in zip(values[1:], draws[1:], strict=True)
        ],
    )


def perplexity(likelihoods: np.ndarray, tokens: np.ndarray, *, seed: int) -> Interval:
    """Perplexity of a token of true answers from their log-likelihoods (n,) and ``tokens`` (n,):
    among how many equally likely tokens the model would be as unsure. Rows are redrawn.
    """
    rows = np.stack([likelihoods.astype(np.float64), tokens.astype(np.float64)], axis=1)

    def of(total: np.ndarray) -> float:
        return float(np.exp(min(-total[0] / total[1], MOST_LOSS)))

    draws = [of(rows[drawn].sum(axis=0)) for drawn in resamples(len(rows), seed=seed)]
    return interval(of(rows.sum(axis=0)), np.array(draws))
