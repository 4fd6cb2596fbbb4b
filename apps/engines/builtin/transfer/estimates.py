"""Figures in the person's units, computed once for sentences, tables and summary alike."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

import numpy as np
from scipy import special

from apps.engines.builtin.transfer.mixed import Floats
from apps.engines.builtin.transfer.study import Study

WORST = 10


@dataclass
class Term:
    """A fixed effect; '' is the intercept. ``df`` are Satterthwaite's."""

    name: str
    estimate: float
    se: float
    df: float
    t: float
    p: float
    low: float
    high: float


@dataclass
class Component:
    """A standard deviation between markets; '' is the level at the mean of the predictors."""

    name: str
    sd: float
    se: float


@dataclass
class MarketLine:
    """One market: ``own`` (q,) is the weight of its own rows, ``values`` (q,) its coefficients."""

    name: str
    rows: int
    own: Floats
    values: Floats


@dataclass
class WorstLine:
    name: str
    rows: int
    share: float
    off: float


@dataclass
class Figures:
    """Everything of a :class:`Study` that is shown."""

    study: Study

    @cached_property
    def random_names(self) -> list[str]:
        """Names of the coefficients that differ by market; '' is the level."""
        names = ["", *self.study.panel.predictors]
        return [names[place] for place in self.study.whole.model.random]

    @cached_property
    def terms(self) -> list[Term]:
        study = self.study
        frame, sure = study.frame, study.whole
        map_ = frame.to_user()
        values = map_ @ (frame.base + sure.model.at.beta) * frame.unit
        values[0] += frame.level
        errors, degrees = sure.of_fixed(map_)
        found = []
        for place, name in enumerate(["", *study.panel.predictors]):
            se, df = float(errors[place]) * frame.unit, float(degrees[place])
            half = se * float(special.stdtrit(df, 0.5 + study.params.confidence / 2))
            value = float(values[place])
            t = value / se
            p = float(2 * special.stdtr(df, -abs(t)))
            found.append(Term(name, value, se, df, t, p, value - half, value + half))
        return found

    @cached_property
    def scales(self) -> Floats:
        """(q,): from coefficients in the frame's scale to the person's units."""
        frame = self.study.frame
        divisors = np.append(1.0, frame.scale)[self.study.whole.model.random]
        return np.asarray(frame.unit / divisors)

    @cached_property
    def components(self) -> list[Component]:
        """Between markets, and last, named ' ', the noise of one period."""
        sure = self.study.whole
        errors = sure.standard_errors()
        model, unit = sure.model, self.study.frame.unit
        places = [q * (q + 1) // 2 + q for q in range(len(model.random))]
        found = []
        for q, name in enumerate(self.random_names):
            sd = float(np.sqrt(model.between[q, q]))
            error = float(errors[places[q]]) if not model.flat else float("nan")
            slope = error / (2 * sd) if sd > 0 else float("nan")
            scale = float(self.scales[q])
            found.append(Component(name, sd * scale, slope * scale))
        noise = float(np.sqrt(model.s2))
        found.append(Component(" ", noise * unit, float(errors[-1]) / (2 * noise) * unit))
        return found

    @cached_property
    def correlations(self) -> Floats:
        """(q, q), NaN where a coefficient does not differ."""
        between = self.study.whole.model.between
        sd = np.sqrt(np.diag(between))
        with np.errstate(invalid="ignore", divide="ignore"):
            return np.asarray(between / np.outer(sd, sd))

    @cached_property
    def markets(self) -> list[MarketLine]:
        study = self.study
        model, frame = study.whole.model, study.frame
        shared = (frame.base + model.at.beta)[model.random]
        values = (shared + model.effects()) * self.scales
        values[:, 0] += frame.level
        return [
            MarketLine(rows.name, len(rows), own, value)
            for rows, own, value in zip(
                study.panel.everyone, model.own_weight(), values, strict=True
            )
        ]

    @cached_property
    def own(self) -> MarketLine | None:
        """The new market's line, where it has rows."""
        name = self.study.panel.market
        return next((line for line in self.markets if name and line.name == name), None)

    @cached_property
    def worst(self) -> list[WorstLine]:
        """The tenth of the markets that did worst when left out, at most ``WORST``."""
        judged = self.study.judged
        if judged is None:
            return []
        order = np.lexsort([-np.abs(judged.off), judged.share])
        count = min(WORST, max(3, int(np.ceil(len(order) / 10))))
        names = [self.study.panel.others[place] for place in judged.trial.market]
        counts = np.diff(judged.trial.starts)
        return [
            WorstLine(
                names[place].name,
                int(counts[place]),
                float(judged.share[place]),
                float(judged.off[place]) * self.study.frame.unit,
            )
            for place in order[:count]
        ]
