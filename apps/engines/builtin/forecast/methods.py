"""Forecasts of one series: naive, ETS, Theta and the mean of the last two.

ETS and Theta are statsforecast's. Values are divided by their mean size first, so that a change of
unit changes nothing: optimisers stop by differences that are absolute.

Sources: Hyndman, Koehler, Ord and Snyder (2008), Forecasting with Exponential Smoothing;
Assimakopoulos and Nikolopoulos (2000), The theta model; Fiorucci, Pellegrini, Louzada,
Petropoulos and Koehler (2016), Models for optimising the theta method.
"""

from __future__ import annotations

import warnings
from dataclasses import dataclass

import numpy as np
from statsforecast.models import AutoETS, AutoTheta

from apps.engines.builtin.series import Floats

METHODS = ("naive", "ets", "theta", "mean")
LONGEST_SEASON = 24  # of ETS, which estimates each place of a season; Theta takes longer ones


@dataclass
class Forecasts:
    """``points`` (4, h) in the order of METHODS, NaN where a method cannot be fitted. ``form`` is
    what ETS took, e.g. 'ETS(M,Ad,M)'.
    """

    points: Floats
    form: str


def forecast(y: Floats, season: int, horizon: int) -> Forecasts:
    """All methods on one series ``y`` (n,)."""
    size = float(np.abs(y).mean()) or 1.0
    points = np.full((len(METHODS), horizon), np.nan)
    points[0] = naive(y, season, horizon)
    etsed, form = _ets(y / size, season if season <= LONGEST_SEASON else 1, horizon)
    thetaed = _theta(y / size, season, horizon)
    points[1], points[2] = etsed * size, thetaed * size
    points[3] = (points[1] + points[2]) / 2
    return Forecasts(points, form)


def naive(y: Floats, season: int, horizon: int) -> Floats:
    """As one season ago; without a season, as the last value."""
    last = y[-season:] if len(y) >= season else y[-1:]
    return np.asarray(last[np.arange(horizon) % len(last)])


def _ets(y: Floats, season: int, horizon: int) -> tuple[Floats, str]:
    try:
        with warnings.catch_warnings(), np.errstate(all="ignore"):
            warnings.simplefilter("ignore")
            model = AutoETS(season_length=season).fit(y)
            points = np.asarray(model.predict(horizon)["mean"], dtype=np.float64)
    except Exception:  # noqa: BLE001 - statsforecast raises bare Exception where no model fits
        return np.full(horizon, np.nan), ""
    error, trend, seasonal, damped = list(str(model.model_["components"]))
    form = f"ETS({error},{trend}{'d' if damped == 'D' else ''},{seasonal})"
    return _believable(points, y), form


def _theta(y: Floats, season: int, horizon: int) -> Floats:
    try:
        with warnings.catch_warnings(), np.errstate(all="ignore"):
            warnings.simplefilter("ignore")
            model = AutoTheta(season_length=season).fit(y)
            points = np.asarray(model.predict(horizon)["mean"], dtype=np.float64)
    except Exception:  # noqa: BLE001 - statsforecast raises bare Exception where no model fits
        return np.full(horizon, np.nan)
    return _believable(points, y)


def _believable(points: Floats, y: Floats) -> Floats:
    """NaN for all where the optimiser has run away."""
    far = 1e6 * np.abs(y).max(initial=0.0)
    good = np.isfinite(points).all() and np.abs(points).max(initial=0.0) <= far
    return points if good else np.full(len(points), np.nan)
