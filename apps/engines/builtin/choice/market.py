"""Shares, elasticities, willingness to pay and what if, each with an interval.

Intervals are by the delta method with derivatives by central differences: nothing is drawn, so the
same table gives the same answer. Shares are on the logit scale, so that they stay between 0 and 1.
Willingness to pay has Fieller's interval, which is unbounded where the price's effect is not told
apart from 0 (Fieller 1954).
"""

from __future__ import annotations

import math
from collections.abc import Callable
from dataclasses import dataclass

import numpy as np

from apps.core.messages import msg
from apps.engines.builtin.choice import logit
from apps.engines.builtin.choice.data import Codes, Floats, by_code
from apps.engines.builtin.choice.design import ATTRIBUTE, CONSTANT
from apps.engines.builtin.choice.study import Study
from apps.engines.contract import Refusal

STEP = 1e-3  # of a standard error
SHOWN = 12


@dataclass(frozen=True)
class Interval:
    """A value with its ends; an end is None where there is none."""

    value: float
    low: float | None
    high: float | None


@dataclass(frozen=True)
class Share:
    alternative: str
    observed: float
    fitted: Interval


@dataclass(frozen=True)
class Worth:
    """What one unit of a column is worth in units of the price."""

    place: int
    found: Interval
    unbounded: bool


@dataclass(frozen=True)
class WhatIf:
    """Shares before and after; ``change`` is after less before. The newcomer comes last."""

    names: list[str]
    before: list[float]
    after: list[Interval]
    change: list[Interval]
    newcomer: bool


@dataclass(frozen=True)
class Market:
    """``elasticities[j][k]``: percent change of j's share for 1 % more of k's price, for ``named``
    places of alternatives.
    """

    shares: list[Share]
    named: list[int]
    elasticities: list[list[Interval]]
    worth: list[Worth]
    what_if: WhatIf | None


def find(study: Study) -> Market:
    """Everything that a market study asks of the model."""
    shares = _shares(study)
    order = sorted(range(len(shares)), key=lambda k: (-shares[k].fitted.value, k))
    named = sorted(order[:SHOWN])
    if study.own not in named:
        named = sorted([*named[:-1], study.own])
    return Market(
        shares=shares, named=named, elasticities=_elasticities(study, named),
        worth=worth(study), what_if=_what_if(study),
    )  # fmt: skip


def delta(study: Study, what: Callable[[Floats], Floats]) -> tuple[Floats, Floats]:
    """Values (m,) and standard errors of ``what`` of the coefficients as they enter."""
    beta, covariance = study.fit.beta, study.scaled
    value = what(beta)
    slopes = np.empty((len(beta), len(value)))
    for place in range(len(beta)):
        h = STEP * (math.sqrt(covariance[place, place]) or 1.0)  # 0 where nothing is left over
        move = np.zeros(len(beta))
        move[place] = h
        slopes[place] = (what(beta + move) - what(beta - move)) / (2 * h)
    variance = np.einsum("im,ij,jm->m", slopes, covariance, slopes)
    return value, np.sqrt(np.maximum(variance, 0.0))


def _plain(study: Study, value: Floats, se: Floats) -> list[Interval]:
    t = study.quantile
    return [
        Interval(float(v), float(v - t * s), float(v + t * s))
        for v, s in zip(value, se, strict=True)
    ]


def _as_shares(study: Study, value: Floats, se: Floats) -> list[Interval]:
    found = []
    for v, s in zip(value.tolist(), se.tolist(), strict=True):
        inside = v * (1 - v)
        if inside <= 0:
            found.append(Interval(v, None, None))
            continue
        centre, half = math.log(v / (1 - v)), study.quantile * s / inside
        found.append(Interval(v, _logistic(centre - half), _logistic(centre + half)))
    return found


def _logistic(value: float) -> float:
    return 1 / (1 + math.exp(-value)) if value > -700 else 0.0


def _weights(study: Study) -> Floats:
    """(n,) the weight of each row's situation among all choices."""
    totals = study.sets.totals
    return np.asarray(totals[study.sets.situation] / totals.sum())


def _shares(study: Study) -> list[Share]:
    choices, weights = study.choices, _weights(study)

    def of(beta: Floats) -> Floats:
        chance, _ = logit.chances(study.sets, study.sets.x @ beta)
        return choices.per_alternative(weights * chance)

    fitted = _as_shares(study, *delta(study, of))
    return [
        Share(name, float(study.observed[k]), fitted[k])
        for k, name in enumerate(choices.alternatives)
    ]


def _elasticities(study: Study, named: list[int]) -> list[list[Interval]]:
    """Of the shares of the whole sample: each situation counts by the chance that it adds."""
    place = study.price
    if place is None:
        return []
    choices, weights, size = study.choices, _weights(study), len(named)
    price = choices.column(choices.price)
    scale = study.terms[place].scale
    at = np.full(len(choices.alternatives), -1)
    at[named] = np.arange(size)
    kept = at[choices.alternative] >= 0
    cells = choices.situation[kept], at[choices.alternative[kept]]

    def laid(values: Floats) -> Floats:
        """(s, named) with 0 where an alternative is not offered."""
        found = np.zeros((choices.situations, size))
        found[cells] = values[kept]
        return found

    paid = laid(price)

    def of(beta: Floats) -> Floats:
        chance, _ = logit.chances(study.sets, study.sets.x @ beta)
        spread = laid(weights * chance)
        moved = np.diag((spread * paid).sum(axis=0)) - spread.T @ laid(chance * price)
        return np.asarray((beta[place] / scale * moved / spread.sum(axis=0)[:, None]).ravel())

    found = _plain(study, *delta(study, of))
    return [found[row * size : (row + 1) * size] for row in range(size)]


def worth(study: Study) -> list[Worth]:
    """Willingness to pay for attributes and constants: their coefficient over minus the price's."""
    price = study.price
    if price is None:
        return []
    found = []
    for place, term in enumerate(study.terms):
        if place == price or term.kind not in (ATTRIBUTE, CONSTANT):
            continue
        found.append(_fieller(study, place, price))
    return found


def _fieller(study: Study, place: int, price: int) -> Worth:
    beta, v, t2 = study.beta, study.covariance, study.quantile**2
    a, b = float(beta[place]), -float(beta[price])
    vaa, vbb, vab = float(v[place, place]), float(v[price, price]), -float(v[place, price])
    value = a / b if b else math.nan
    lead = b * b - t2 * vbb
    if lead <= 0:
        return Worth(place, Interval(value, None, None), unbounded=True)
    middle = a * b - t2 * vab
    root = math.sqrt(max(middle**2 - (a * a - t2 * vaa) * lead, 0.0))
    return Worth(
        place, Interval(value, (middle - root) / lead, (middle + root) / lead), unbounded=False
    )


def _what_if(study: Study) -> WhatIf | None:
    params, choices = study.params, study.choices
    if not params.changed and not params.joins_like:
        return None
    x, codes, situation = _changed(study), choices.alternative, choices.situation
    count = len(choices.alternatives)
    names = list(choices.alternatives)
    if params.joins_like:
        x, codes, situation = _joined(study, x)
        count += 1
        names.append("")
    starts = np.flatnonzero(np.diff(situation, prepend=-1))
    after = logit.Sets(x, np.zeros(len(x)), situation, starts)
    totals = study.sets.totals
    weights = (totals / totals.sum())[situation]

    def shares(beta: Floats) -> Floats:
        chance, _ = logit.chances(after, x @ beta)
        return by_code(codes, weights * chance, count)

    own_weights = _weights(study)

    def before(beta: Floats) -> Floats:
        chance, _ = logit.chances(study.sets, study.sets.x @ beta)
        return by_code(choices.alternative, own_weights * chance, count)

    def change(beta: Floats) -> Floats:
        return shares(beta) - before(beta)

    return WhatIf(
        names=names, before=before(study.fit.beta).tolist(),
        after=_as_shares(study, *delta(study, shares)),
        change=_plain(study, *delta(study, change)), newcomer=bool(params.joins_like),
    )  # fmt: skip


def _changed(study: Study) -> Floats:
    params, choices, x = study.params, study.choices, study.sets.x
    if not params.changed or study.price is None:
        return x
    x = x.copy()
    mine = choices.alternative == choices.alternatives.index(params.changed)
    price = choices.column(choices.price)[mine]
    x[mine, study.price] += price * params.change / 100 / study.terms[study.price].scale
    return x


def _joined(study: Study, x: Floats) -> tuple[Floats, Codes, Codes]:
    """Rows with those of a newcomer, in order of situations."""
    choices, params = study.choices, study.params
    like = choices.alternative == choices.alternatives.index(params.joins_like)
    new = study.sets.x[like].copy()
    own = parse(params.joins_with, choices.attributes)
    for place, term in enumerate(study.terms):
        if term.kind == ATTRIBUTE and term.name in own:
            new[:, place] = (own[term.name] - term.shift) / term.scale
    situation = np.concatenate([choices.situation, choices.situation[like]])
    codes = np.concatenate([choices.alternative, np.full(len(new), len(choices.alternatives))])
    order = np.argsort(situation, kind="stable")
    return np.vstack([x, new])[order], codes[order], situation[order]


def parse(text: str, attributes: list[str]) -> dict[str, float]:
    """'price = 19.90' line by line; :class:`Refusal` for what cannot be read."""
    found = {}
    for number, line in enumerate(text.splitlines(), start=1):
        if not line.strip():
            continue
        name, sign, given = (part.strip() for part in line.rpartition("="))
        try:
            value = float(given)
        except ValueError:
            value = math.nan
        if not sign or name not in attributes or not math.isfinite(value):
            raise Refusal(
                msg("Line {number} of the newcomer's attributes cannot be read.", number=number),
                fix=msg(
                    "Write 'attribute = number'; the attributes are {names}.", names=attributes
                ),
                field="joins_with",
            )
        found[name] = value
    return found
