"""Flows against what gravity expects of them without knowing them.

What a row expects of itself is taken from the model without that row, so that a large flow does not
set its own measure: one Newton step where the row weighs little, a new fit where it weighs much.
"""

from __future__ import annotations

import math
from dataclasses import dataclass

import numpy as np

from apps.engines.builtin.gravity.absorb import Codes, Floats
from apps.engines.builtin.gravity.data import ranks
from apps.engines.builtin.gravity.ppml import ppml, summed
from apps.engines.builtin.gravity.study import Study
from apps.engines.contract import Refusal

SHOWN = 200
LIGHT = 0.2  # of itself that a row may decide for one step to be right
HEAVY = 0.95  # beyond this nothing but the row itself tells its level
REFITS = 40
CHUNK = 2_000_000  # numbers at a time


@dataclass(frozen=True)
class Line:
    """One flow: expected value without it, its interval, and the share of all flows that lie
    further below theirs.
    """

    origin: str
    destination: str
    period: str
    actual: float
    expected: float | None
    low: float | None
    high: float | None
    rank: float | None

    @property
    def gap(self) -> float | None:
        return None if self.expected is None else self.expected - self.actual

    @property
    def ratio(self) -> float | None:
        return self.actual / self.expected if self.expected else None


@dataclass(frozen=True)
class Potential:
    """``lines`` by falling gap; ``band`` are the factors on the expected value between which the
    asked share of flows lie when left out (None where there are too few rows); ``correlation`` of
    flows with what is expected of them when left out.
    """

    lines: list[Line]
    rows: int
    period: str
    band: tuple[float | None, float | None]
    ratios: Floats
    correlation: float | None
    own: int


def find(study: Study) -> Potential:
    """Potential of the home's flows, or of all pairs, in the last period."""
    fit = study.ppml.fit
    weight = fit.leverage() * fit.w
    weight = np.clip(weight, 0.0, 1.0)
    with np.errstate(over="ignore", divide="ignore", invalid="ignore"):
        without = np.exp(fit.eta - weight / np.maximum(1 - weight, 1e-12) * (fit.residual / fit.mu))
    usable = weight <= LIGHT
    ratios = np.sort(study.y[usable] / without[usable])
    places, period = _chosen(study)
    expected = _expected(study, places, weight, without)
    se = _errors(study, places)
    lines = [
        _line(study, int(place), float(expected[i]), float(se[i]), ratios)
        for i, place in enumerate(places)
    ]
    lines.sort(key=lambda line: -(line.gap if line.gap is not None else -math.inf))
    known = without[usable]
    both = usable.sum() > 2 and known.std() > 0 and study.y[usable].std() > 0
    return Potential(
        lines=lines, rows=len(lines), period=period, band=_band(ratios, study.params.confidence),
        ratios=ratios,
        correlation=float(np.corrcoef(study.y[usable], known)[0, 1]) if both else None,
        own=int((~usable).sum()),
    )  # fmt: skip


def _chosen(study: Study) -> tuple[Codes, str]:
    """Rows of the home (all, without one) in its last period; those with the largest gaps."""
    flows, home = study.flows, study.params.home
    mine = [place for place, row in enumerate(study.rows) if home in ("", flows.origin[row])]
    mine = [p for p in mine if flows.origin[study.rows[p]] != flows.destination[study.rows[p]]]
    period = ""
    if flows.has_period and mine:
        order = ranks(flows.period)
        last = max(order[study.rows[place]] for place in mine)
        mine = [place for place in mine if order[study.rows[place]] == last]
        period = flows.period[study.rows[mine[0]]]
    chosen = np.array(mine, dtype=np.int64)
    if len(chosen) > SHOWN:
        fit = study.ppml.fit
        gap = np.abs(fit.residual[chosen])
        chosen = np.sort(chosen[np.argsort(-gap, kind="stable")[:SHOWN]])
    return chosen, period


def _expected(study: Study, places: Codes, weight: Floats, without: Floats) -> Floats:
    """(m,) expected flows without the row itself, NaN where nothing else tells them."""
    fit, found = study.ppml.fit, without[places].copy()
    heavy = [i for i, place in enumerate(places) if weight[place] > LIGHT]
    heavy.sort(key=lambda i: -weight[places[i]])
    tried = 0
    for i in heavy:
        place = int(places[i])
        found[i] = np.nan
        if weight[place] > HEAVY or tried >= REFITS:
            continue
        tried += 1
        asked = np.ones(len(fit.w))
        asked[place] = 0.0
        try:
            again = ppml(study.y, study.x, study.levels, asked=asked, start=fit.eta)
        except (Refusal, np.linalg.LinAlgError):
            continue  # without the row its level has no estimate
        found[i] = again.mu[place]
    return found


def _errors(study: Study, places: Codes) -> Floats:
    """(m,) standard errors of the log of the expected value, effects included."""
    fit, groups = study.ppml.fit, study.groups
    found = np.empty(len(places))
    step = max(1, CHUNK // len(fit.w))
    for start in range(0, len(places), step):
        part = places[start : start + step]
        scores = fit.hat(part) * fit.residual[:, None]
        n, k = fit.n, fit.rank
        if groups is None:
            factor = n / (n - k)
        else:
            count = int(groups.max()) + 1
            scores = summed(scores, groups, count)
            factor = count / (count - 1) * (n - 1) / (n - k)
        found[start : start + step] = np.sqrt(factor * (scores**2).sum(axis=0))
    return found


def _line(study: Study, place: int, expected: float, se: float, ratios: Floats) -> Line:
    row = int(study.rows[place])
    flows = study.flows
    actual = float(flows.y[row])
    known = math.isfinite(expected) and expected > 0
    factor = math.exp(min(study.quantile * se, 700.0)) if known else 1.0
    rank = (
        float(np.searchsorted(ratios, actual / expected)) / len(ratios)
        if known and len(ratios)
        else None
    )
    return Line(
        flows.origin[row], flows.destination[row], flows.period[row], actual,
        expected if known else None, expected / factor if known else None,
        expected * factor if known else None, rank,
    )  # fmt: skip


def _band(ratios: Floats, confidence: float) -> tuple[float | None, float | None]:
    """Conformal factors: of n ratios those of rank (n + 1) α / 2 from either end."""
    n, tail = len(ratios), (1 - confidence) / 2
    below = math.floor((n + 1) * tail + 1e-9)
    if below < 1:
        return 0.0, None  # flows are not below 0; above, so few rows promise nothing
    return float(ratios[below - 1]), float(ratios[n - below])


def coverage_needed(confidence: float) -> int:
    """The least number of rows for which the band has two ends."""
    return math.ceil(2 / (1 - confidence) - 1e-9) - 1
