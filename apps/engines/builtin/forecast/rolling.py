"""Rolling origins: forecasts from each of the last periods, as if what followed were not known.

Source: Tashman (2000), Out-of-sample tests of forecasting accuracy. Errors are scaled by what the
naive forecast missed up to the origin (Hyndman and Koehler 2006, Another look at measures of
forecast accuracy: MASE), so that those of a growing market can be compared.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np

from apps.engines.builtin.forecast.methods import METHODS, Forecasts, forecast
from apps.engines.builtin.series import Floats

MOST_ORIGINS = 60
LEAST_ERRORS = 3  # at the furthest period ahead
LEAST_TRAINING = 7  # what ETS needs
Fitter = Callable[[Floats, int, int], Forecasts]


@dataclass
class Rolled:
    """``origins`` (o,) numbers of periods known; ``error`` (o, 4, h) actual less forecast, NaN
    where the actual is not known yet; ``scale`` (o,) the naive mean error up to each origin.
    ``known`` is the length of the series; origins from ``held`` on (an index) are the test.
    """

    origins: list[int]
    error: Floats
    scale: Floats
    known: int
    held: int

    @property
    def horizon(self) -> int:
        return int(self.error.shape[2])

    def score(self, method: int, upto: int | None = None) -> Floats:
        """(o, h): absolute scaled errors whose actuals were known after ``upto`` periods, NaN
        elsewhere. All by default.
        """
        values = np.abs(self.error[:, method]) / self.scale[:, None]
        if upto is not None:
            when = np.array(self.origins)[:, None] + np.arange(1, self.horizon + 1)
            values = np.where(when <= upto, values, np.nan)
        return np.asarray(values)


def first_origin(season: int) -> int:
    """The fewest periods to learn from: two seasons and one period, and what ETS needs."""
    return max(LEAST_TRAINING, 2 * season + 1 if season > 1 else 0)


def furthest(length: int, season: int) -> int:
    """How many periods ahead can be checked at :data:`LEAST_ERRORS` origins; 0 or less: none."""
    return length - first_origin(season) - LEAST_ERRORS + 1


def naive_error(y: Floats, season: int) -> float:
    """Mean absolute error of the naive forecast within ``y``: the denominator of MASE."""
    lag = season if len(y) > season else 1
    return float(np.abs(y[lag:] - y[:-lag]).mean()) if len(y) > lag else 0.0


def roll(
    y: Floats, season: int, horizon: int, told: Callable[[int, int], None], fit: Fitter = forecast
) -> Rolled:
    """Refits every method, its form included, at each origin; ``told(done, all)`` before each."""
    start = max(first_origin(season), len(y) - MOST_ORIGINS)
    origins = list(range(start, len(y)))
    error = np.full((len(origins), len(METHODS), horizon), np.nan)
    whole = naive_error(y, season) or naive_error(y, 1)
    scale = np.empty(len(origins))
    for number, origin in enumerate(origins):
        told(number, len(origins))
        points = fit(y[:origin], season, horizon).points
        actual = y[origin : origin + horizon]
        error[number, :, : len(actual)] = actual - points[:, : len(actual)]
        # A beginning without any change says nothing of the size of errors.
        scale[number] = naive_error(y[:origin], season) or whole
    tested = max(1, len(origins) // 3)
    return Rolled(origins, error, scale, len(y), len(origins) - tested)
