"""How far predicted numbers are off on rows that nothing was chosen by, beside probe and mean."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np

from apps.engines.builtin.text import evaluation
from apps.engines.builtin.text.metrics import Interval
from apps.engines.builtin.text.task import Scored
from apps.engines.builtin.text_regress import metrics
from apps.engines.builtin.text_regress.numbers import Scale, values


@dataclass(frozen=True)
class Slice:
    """Figures of one language or market; ``bias`` is the mean of predicted less true."""

    name: str
    rows: int
    rmse: float
    mae: float
    bias: float
    covered: float


@dataclass(frozen=True)
class Coverage:
    """Intervals of ``radius`` to both sides that should hold a share of ``level``, and hold
    ``found`` of the test rows; in 95 of 100 cases that is between ``low`` and ``high``.
    """

    radius: float
    level: float
    found: float
    low: float
    high: float


@dataclass(frozen=True, kw_only=True)
class NumberEvaluation(evaluation.Evaluation):
    """Figures of the test rows, in the unit of the target. ``gain`` is the probe's RMSE less the
    model's, ``over_mean`` that of always saying the mean of the rows to learn from.
    """

    scale: Scale
    wanted_level: float
    true: np.ndarray
    predicted: np.ndarray
    figures: metrics.Figures
    coverage: Coverage
    over_mean: Interval
    mean_rmse: float
    mean_mae: float
    probe_rmse: float
    probe_mae: float
    probe_r2: float
    slices: list[Slice]
    rmse_without_near: float | None

    @property
    def residuals(self) -> np.ndarray:
        """(n,) true less predicted."""
        return np.asarray(self.true - self.predicted)


@dataclass(frozen=True)
class NumberJudge:
    """Judges scores (n, 1). Width and level of the intervals come from ``calibrated`` rows."""

    scale: Scale
    wanted_level: float
    radius: float
    level: float
    calibrated: int

    def __call__(self, test: Scored, *, near: np.ndarray, seed: int) -> NumberEvaluation:
        true, predicted = values(test.rows), self.scale.back(test.scores[:, 0])
        probed = predicted if test.probe is None else self.scale.back(test.probe[:, 0])
        mean = np.full(len(true), self.scale.mean)
        gain = None
        if test.probe is not None:
            gain = metrics.less_error(true, predicted, probed, seed=seed)
        return NumberEvaluation(
            rows=test.rows,
            near=near,
            gain=gain,
            scale=self.scale,
            wanted_level=self.wanted_level,
            true=true,
            predicted=predicted,
            figures=metrics.bootstrap(true, predicted, seed=seed),
            coverage=self._coverage(true, predicted),
            over_mean=metrics.less_error(true, predicted, mean, seed=seed),
            mean_rmse=metrics.rmse(true, mean),
            mean_mae=metrics.mae(true, mean),
            probe_rmse=metrics.rmse(true, probed),
            probe_mae=metrics.mae(true, probed),
            probe_r2=metrics.r2(true, probed),
            slices=list(self._slices(test, true, predicted)),
            rmse_without_near=metrics.rmse(true[~near], predicted[~near])
            if near.any() and not near.all()
            else None,
        )

    def _coverage(self, true: np.ndarray, predicted: np.ndarray) -> Coverage:
        low, high = metrics.expected_coverage(len(true), self.calibrated, self.level)
        return Coverage(self.radius, self.level, self._covered(true, predicted), low, high)

    def _covered(self, true: np.ndarray, predicted: np.ndarray) -> float:
        return float(np.mean(np.abs(true - predicted) <= self.radius))

    def _slices(self, test: Scored, true: np.ndarray, predicted: np.ndarray) -> Iterator[Slice]:
        for name, inside in evaluation.sliced(test.rows):
            own, said = true[inside], predicted[inside]
            yield Slice(
                name=name,
                rows=int(inside.sum()),
                rmse=metrics.rmse(own, said),
                mae=metrics.mae(own, said),
                bias=float(np.mean(said - own)),
                covered=self._covered(own, said),
            )
