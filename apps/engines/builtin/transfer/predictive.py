"""What a mixed model says of a market of which no, few or many rows were seen.

Given G, (beta, u) of the market has the covariance S = diag(C, G) before its rows are seen, and
S (I + J S)⁻¹ after, where J is the cross product of its seen rows [X Z]: Henderson's mixed model
equations, written so that G may be singular.

Sources: Henderson (1975); Kackar and Harville (1984) for the term that the estimation of G adds;
Prasad and Rao (1990), The estimation of the mean squared error of small-area estimators, for taking
it twice, as the variance at the estimated G is too small by as much again; Satterthwaite (1946) for
the degrees of freedom.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from scipy import special

from apps.engines.builtin.transfer.inference import Uncertainty, satterthwaite
from apps.engines.builtin.transfer.mixed import Floats, Moments, Places

STILL = 1e-9  # a column's share of squares within markets: less is rounding


@dataclass
class Known:
    """Several models at once (b of them): ``beta`` (b, p), ``c`` (b, p, p), ``g`` (b, q, q)."""

    beta: Floats
    c: Floats
    g: Floats
    random: list[int]

    def given(self, gram: Floats) -> tuple[Floats, Floats]:
        """(b, d) and (b, d, d): mean and covariance of (beta, u) once rows with the cross product
        ``gram`` ((b,) p + 1, p + 1) were seen; d = p + q, the covariance for a residual
        variance of one.
        """
        p, q = self.beta.shape[1], len(self.random)
        places = np.array([*range(p), *self.random])
        prior = np.zeros((len(self.beta), p + q, p + q))
        prior[:, :p, :p], prior[:, p:, p:] = self.c, self.g
        seen = gram[..., places[:, None], places]
        after = prior @ np.linalg.inv(np.eye(p + q) + seen @ prior)
        pull = gram[..., places, p] - (seen[..., :p] @ self.beta[..., None])[..., 0]
        mean = np.einsum("bde,be->bd", after, pull)
        mean[:, :p] += self.beta
        return mean, (after + after.transpose(0, 2, 1)) / 2

    def less(self, gram: Floats) -> Known:
        """The same models without the rows of a market (p + 1, p + 1) that all were fitted to; G
        stays as it was estimated with it.
        """
        p, places = self.beta.shape[1], np.array(self.random)
        columns, inner = gram[:, places], gram[np.ix_(places, places)]
        factor = self.g @ np.linalg.inv(np.eye(len(places)) + inner @ self.g)
        weighted = gram - columns @ factor @ columns.T
        whole = np.linalg.inv(self.c)
        c: Floats = np.asarray(np.linalg.inv(whole - weighted[:, :p, :p]), dtype=np.float64)
        right = (whole @ self.beta[..., None])[..., 0] - weighted[:, :p, p]
        return Known((c @ right[..., None])[..., 0], c, self.g, self.random)

    def only(self, places: Sequence[int] | Places) -> Known:
        """Those at these places."""
        stay = np.asarray(places)
        return Known(self.beta[stay], self.c[stay], self.g[stay], self.random)


def spread(design: Floats, covariance: Floats) -> Floats:
    """(b, r): relative variances of rows ``design`` (r, d), without their own noise."""
    return np.maximum(np.einsum("rd,bde,re->br", design, covariance, design), 0.0)


def wide(x: Floats, random: Sequence[int]) -> Floats:
    """Rows of [X Z] from rows of X."""
    return np.hstack([x, x[:, list(random)]])


@dataclass
class Student:
    """Predictive t distributions: ``mean`` (r,), ``level`` (r,) the standard deviation of the
    market's expected value, ``sd`` (r,) that of a new observation, each with its degrees of
    freedom.
    """

    mean: Floats
    level: Floats
    level_df: Floats
    sd: Floats
    df: Floats

    def half(self, confidence: float) -> Floats:
        return self.sd * special.stdtrit(self.df, 0.5 + confidence / 2)

    def level_half(self, confidence: float) -> Floats:
        return self.level * special.stdtrit(self.level_df, 0.5 + confidence / 2)


@dataclass
class Tangent:
    """A model with its derivatives along G, by models solved a ``step`` beside it: ``known`` holds
    the model first and one for each element of G after it. ``covariance`` is of (G, s2).
    """

    known: Known
    step: float
    covariance: Floats
    s2: float
    df: float
    least: float

    def degrees(self, relative: Floats, slopes: Floats) -> Floats:
        """Satterthwaite's, but not fewer than ``least``."""
        found = satterthwaite(self.s2, self.covariance, np.maximum(relative, 1e-12), slopes)
        return np.clip(found, self.least, max(self.df, self.least))


def tangent(sure: Uncertainty) -> Tangent:
    """What :func:`student` needs of a fitted model."""
    model = sure.model
    solved = [model.at, *sure.beside]
    known = Known(
        np.array([one.beta for one in solved]), np.array([one.c for one in solved]),
        np.array([one.g for one in solved]), model.random,
    )  # fmt: skip
    least = markets_free(model.moments)
    return Tangent(known, sure.step, sure.covariance, model.s2, model.df, least)


def markets_free(moments: Moments) -> float:
    """Markets less the coefficients that only differences between markets settle, at least one:
    the degrees of freedom of a mean of markets, given predictors that never change within one.
    """
    gram = moments.gram[:, : moments.p, : moments.p]
    squares = np.einsum("mjj->mj", gram)
    within = squares - gram[:, 0] ** 2 / gram[:, :1, 0]
    between = within.sum(axis=0) <= STILL * squares.sum(axis=0)  # the intercept is one of them
    return max(float(len(moments) - int(between.sum())), 1.0)


def student(at: Tangent, known: Known, gram: Floats, x: Floats) -> Student:
    """For rows ``x`` (r, p) of a market whose seen rows have ``gram``; ``known`` is ``at.known``,
    less that market where it was among those fitted.
    """
    design = wide(x, known.random)
    mean, covariance = known.given(gram)
    points, variance = mean @ design.T, spread(design, covariance)
    drift = (points[1:] - points[0]).T / at.step
    slopes = (variance[1:] - variance[0]).T / at.step
    count = drift.shape[1]
    added = 2 * np.einsum("ra,ab,rb->r", drift, at.covariance[:count, :count], drift)
    return Student(
        mean=points[0],
        level=np.sqrt(at.s2 * variance[0] + added),
        level_df=at.degrees(variance[0], slopes),
        sd=np.sqrt(at.s2 * (1 + variance[0]) + added),
        df=at.degrees(1 + variance[0], slopes),
    )
