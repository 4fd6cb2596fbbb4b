"""How good written answers are on rows that nothing was chosen by, beside two simpler ways."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np

from apps.engines.builtin.text import evaluation
from apps.engines.builtin.text.metrics import Interval
from apps.engines.builtin.text.rows import Rows
from apps.engines.builtin.text_generate import metrics
from apps.engines.builtin.text_generate.metrics import Figures


@dataclass(frozen=True)
class Tokens:
    """Lengths in tokens: the mean, the middle one, the one that 5 % exceed, the longest."""

    mean: float
    median: float
    long: float
    most: int


@dataclass(frozen=True)
class Way:
    """How prompts are put and answers written: in the base model's chat template or another, how
    long at most, whether examples shared rows. ``prompts`` and ``answers`` are those learned from,
    ``left_out`` the rows that were too long.
    """

    template: str
    chats: bool
    answer_tokens: int
    packed: bool
    prompts: Tokens
    answers: Tokens
    left_out: int


@dataclass(frozen=True)
class Said:
    """What was said of n rows: by the model, by the base model as it was, and by the most similar
    prompt. ``cut`` (n,) says that the model came to no end.
    """

    model: list[str]
    base: list[str]
    nearest: list[str]
    cut: np.ndarray


@dataclass(frozen=True)
class Likelihoods:
    """(n,) log-likelihoods of the true answers of all test rows, and the tokens that they have."""

    model: np.ndarray
    base: np.ndarray
    tokens: np.ndarray


@dataclass(frozen=True)
class Slice:
    """Figures of one language or market."""

    name: str
    rows: int
    exact: float
    f1: float
    chrf: float


@dataclass(frozen=True, kw_only=True)
class AnswerEvaluation(evaluation.Evaluation):
    """Figures of the test ``rows`` that were answered. ``gain`` is by how much chrF is above that
    of the most similar prompt's answer, ``over_base`` above that of the base model as it was: None
    where that was kept. ``each`` (n,) is chrF by row. Perplexities are those of all test rows.
    """

    way: Way
    said: Said
    each: np.ndarray
    model: Figures
    base: Figures
    nearest: Figures
    over_nearest: Interval
    over_base: Interval | None
    perplexity: Interval
    base_perplexity: Interval
    tested: int
    slices: list[Slice]
    chrf_without_near: float | None


def judged(
    rows: Rows,
    said: Said,
    likelihoods: Likelihoods,
    way: Way,
    *,
    near: np.ndarray,
    start: bool,
    seed: int,
) -> AnswerEvaluation:
    """All figures. ``rows`` are those answered, ``near`` says which are nearly learned from."""
    own = metrics.sums(said.model, rows.labels)
    others = [metrics.sums(answers, rows.labels) for answers in (said.base, said.nearest)]
    found = metrics.compared([own, *others], seed=seed)
    tokens = likelihoods.tokens
    return AnswerEvaluation(
        rows=rows,
        near=near,
        gain=found.gains[1],
        way=way,
        said=said,
        each=metrics.chrf(own[:, 2:]),
        model=found.figures[0],
        base=found.figures[1],
        nearest=found.figures[2],
        over_nearest=found.gains[1],
        over_base=None if start else found.gains[0],
        perplexity=metrics.perplexity(likelihoods.model, tokens, seed=seed),
        base_perplexity=metrics.perplexity(likelihoods.base, tokens, seed=seed),
        tested=len(tokens),
        slices=list(_slices(rows, own)),
        chrf_without_near=float(metrics.chrf(own[~near, 2:].sum(axis=0)))
        if near.any() and not near.all()
        else None,
    )


def _slices(rows: Rows, own: np.ndarray) -> Iterator[Slice]:
    for name, inside in evaluation.sliced(rows):
        count = int(inside.sum())
        exact, f1, chrf = metrics.figures(own[inside].sum(axis=0), count).tolist()
        yield Slice(name, count, exact, f1, chrf)


def measured(lengths: list[int]) -> Tokens:
    """Lengths of n texts, at least one."""
    found = np.array(lengths)
    return Tokens(
        mean=float(found.mean()),
        median=float(np.median(found)),
        long=float(np.quantile(found, 0.95)),
        most=int(found.max()),
    )
