"""Bases of splines: columns that bend at knots. In a job's child only.

Source: de Boor (2001), A Practical Guide to Splines, ch. IX; the natural basis as R's
``splines::ns`` has it (Hastie 1992, in Chambers and Hastie, Statistical Models in S, ch. 7).
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

import numpy as np
from scipy.interpolate import BSpline

from apps.engines.builtin.linear.pairs import Floats
from apps.engines.builtin.linear.terms.tree import Spline


@dataclass(frozen=True)
class Basis:
    """A spline's columns without the constant. ``knots`` are those inside, rising; the data lie
    from ``low`` to a larger ``high``.
    """

    natural: bool
    degree: int
    low: float
    high: float
    knots: tuple[float, ...]

    @property
    def count(self) -> int:
        return len(self.knots) + (1 if self.natural else self.degree)

    def columns(self, x: Floats) -> Floats:
        """(n, count). Beyond the data a natural spline goes on as a straight line, another as the
        polynomial of its last piece.
        """
        if not self.natural:
            return np.asarray(self._spline(self._scaled(x))[:, 1:])
        t = self._scaled(x)
        inside = np.clip(t, 0.0, 1.0)
        found = self._spline(inside)
        slope = self._spline.derivative()
        for end, outside in ((0.0, t < 0), (1.0, t > 1)):
            if outside.any():
                found[outside] += (t[outside] - end)[:, None] * slope(np.array([end]))
        return np.asarray(found[:, 1:] @ self._free)

    def _scaled(self, x: Floats) -> Floats:
        """From 0 to 1 over the data, so that nothing depends on the unit."""
        return (x - self.low) / (self.high - self.low)

    @cached_property
    def _spline(self) -> BSpline:
        """All B-splines of the scaled predictor at once."""
        inner = self._scaled(np.array(self.knots, dtype=np.float64))
        ends = self.degree + 1
        knots = np.concatenate([np.zeros(ends), inner, np.ones(ends)])
        return BSpline(knots, np.eye(len(knots) - ends), self.degree, extrapolate=True)

    @cached_property
    def _free(self) -> Floats:
        """(q - 1, count): combinations of the B-splines that are straight at both ends."""
        bends = self._spline.derivative(2)(np.array([0.0, 1.0]))[:, 1:]
        whole, _ = np.linalg.qr(bends.T, mode="complete")
        return np.asarray(whole[:, 2:])


def basis(factor: Spline, low: float, high: float, knots: tuple[float, ...]) -> Basis:
    """The basis of a factor whose knots are known."""
    natural = factor.basis == "ns"
    return Basis(natural, 3 if natural else factor.degree, low, high, knots)


def inner_knots(factor: Spline) -> int:
    """How many knots inside are placed at quantiles; 0 where they were given."""
    if factor.columns is None:
        return 0
    return factor.columns - (1 if factor.basis == "ns" else factor.degree)
