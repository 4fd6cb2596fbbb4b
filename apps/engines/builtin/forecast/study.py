"""The whole computation for each market: choose on validation, calibrate, read the test once."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from apps.core.messages import msg, msgn
from apps.engines.builtin.forecast import bands
from apps.engines.builtin.forecast.bands import Widths
from apps.engines.builtin.forecast.methods import METHODS, forecast
from apps.engines.builtin.forecast.params import ForecastParams
from apps.engines.builtin.forecast.rolling import (
    LEAST_ERRORS,
    Rolled,
    first_origin,
    furthest,
    naive_error,
    roll,
)
from apps.engines.builtin.known_names import settled
from apps.engines.builtin.series import Floats, Markets, Series
from apps.engines.contract import Context, Refusal

NAIVE = 0
USUAL = 6  # periods ahead where there is no season
MOST_MARKETS = 300
MOST_PERIODS = 1000  # of the past, the last ones
EXACT = 1e-9


@dataclass
class Coverage:
    """Of the test origins, by distance (h,): values that a band judged, and those that it held."""

    judged: Floats
    held: Floats

    @property
    def share(self) -> float | None:
        total = float(self.judged.sum())
        return float(self.held.sum()) / total if total else None


@dataclass
class One:
    """One market. ``validation`` and ``test`` (4,) are mean absolute scaled errors by method, NaN
    where it could not be fitted; ``scale`` is the naive forecast's mean absolute error in the whole
    series and ``errors`` (4,) are those of all methods on the test, in the person's units; ``low``,
    ``high``, ``points`` (h,) of the method chosen, ``naive`` (h,) beside it.
    """

    series: Series
    season: int
    method: int
    form: str
    rolled: Rolled
    scale: float
    validation: Floats
    test: Floats
    errors: Floats
    coverage: Coverage
    widths: Widths
    points: Floats
    low: Floats
    high: Floats
    naive: Floats
    cut_at_zero: bool
    exact: bool

    @property
    def name(self) -> str:
        return self.series.market

    @property
    def horizon(self) -> int:
        return len(self.points)

    @property
    def half(self) -> Floats:
        """(h,) half widths of the band, as if zero did not cut it."""
        return self.high - self.points

    @property
    def naive_loss(self) -> float | None:
        """By how much more the naive forecast missed on the test, as a share; None: not known, or
        the method never missed, so that there is nothing to compare with.
        """
        own, other = float(self.errors[self.method]), float(self.errors[NAIVE])
        if self.method == NAIVE or self.exact or not np.isfinite(own) or own <= 0:
            return None
        return other / own - 1


@dataclass
class Study:
    """``markets`` in order of name; ``short`` and ``flat`` markets were left out."""

    params: ForecastParams
    read: Markets
    markets: list[One]
    focus: One
    short: list[str]
    flat: list[str]
    season: int
    unseasonal: list[str]

    @property
    def several(self) -> bool:
        return len(self.markets) > 1


def conduct(ctx: Context, read: Markets, params: ForecastParams) -> Study:
    """Every market that can be forecast; :class:`Refusal` where none can."""
    params = settled(params, "market", [one.market for one in read.series])
    _check(read, params)
    season = params.season or read.timeline.season
    short, flat, unseasonal = [], [], []
    able: list[tuple[Series, int, int]] = []
    for one in read.series:
        y = one.values[-MOST_PERIODS:]
        own = season if furthest(len(y), season) >= 1 else 1
        horizon = _horizon(params, len(y), own, season)
        if float(np.ptp(y)) <= EXACT * float(np.abs(y).max()):
            flat.append(one.market)
        elif horizon < 1:
            short.append(one.market)
        else:
            able.append((one, own, horizon))
            if own != season:
                unseasonal.append(one.market)
    if not able:
        raise _none(read, params, flat)
    markets = []
    for number, (series, own, horizon) in enumerate(able):
        markets.append(_one(ctx, series, own, horizon, params, (number, len(able))))
    ctx.progress(1, 1, msg("Done"))
    return Study(params, read, markets, _focus(markets, params), short, flat, season, unseasonal)


def _check(read: Markets, params: ForecastParams) -> None:
    names = [one.market for one in read.series]
    if len(names) > MOST_MARKETS:
        raise Refusal(
            msg(
                "The table has {count} markets; at most {most} are forecast in one run.",
                count=len(names),
                most=MOST_MARKETS,
            ),
            fix=msg("Give the table in parts."),
            field="data.market",
        )
    if params.market and params.market not in names:
        raise Refusal(
            msg("The table has no market named '{name}'.", name=params.market),
            fix=msg("Write it as the table does, e.g. {names}.", names=names[:5])
            if read.market
            else msg("Choose the column of markets, or leave the name empty."),
            field="market",
        )


def _horizon(params: ForecastParams, length: int, own: int, season: int) -> int:
    most = furthest(length, own)
    if params.horizon is None:
        return min(season if season > 1 else USUAL, most)
    return params.horizon if params.horizon <= most else 0


def _none(read: Markets, params: ForecastParams, flat: list[str]) -> Refusal:
    if len(flat) == len(read.series):
        return Refusal(
            msg(
                "'{value}' has the same value in every period: nothing says how far a forecast may"
                " be off.",
                value=read.value,
            ),
            fix=msg("Choose another column of values."),
            field="data.value",
        )
    longest = max(len(one.values) for one in read.series if one.market not in flat)
    least = first_origin(1) + LEAST_ERRORS + (params.horizon or 1) - 1
    if longest < first_origin(1) + LEAST_ERRORS:
        return Refusal(
            msgn(
                "{count} period is too few: a forecast that can be checked takes {least}.",
                "{count} periods are too few: a forecast that can be checked takes {least}.",
                longest,
                least=least,
            ),
            fix=msg("Add earlier periods, or use shorter ones (months instead of years)."),
            field="data",
        )
    season = params.season or read.timeline.season
    return Refusal(
        msg(
            "With {count} periods at most {most} ahead can be checked, and {asked} were asked for.",
            count=longest,
            most=furthest(longest, season if furthest(longest, season) >= 1 else 1),
            asked=params.horizon or 1,
        ),
        fix=msg("Choose fewer periods ahead, or add earlier periods."),
        field="horizon",
    )


def _focus(markets: list[One], params: ForecastParams) -> One:
    """The one asked for, else the largest over its last season."""
    named = [one for one in markets if one.name == params.market]
    if params.market and not named:
        raise Refusal(
            msg(
                "{market} has too few periods, or the same value in each of them, so it cannot be"
                " forecast so far ahead.",
                market=params.market,
            ),
            fix=msg("Choose fewer periods ahead, or another market."),
            field="market",
        )
    if named:
        return named[0]
    return max(markets, key=lambda one: float(np.abs(one.series.values[-one.season :]).mean()))


def _one(
    ctx: Context,
    series: Series,
    season: int,
    horizon: int,
    params: ForecastParams,
    number: tuple[int, int],
) -> One:
    y = series.values[-MOST_PERIODS:]

    def told(done: int, total: int) -> None:
        ctx.check_cancelled()
        ctx.progress(number[0] + done / total, number[1], msg("Forecasting from past periods"))

    rolled = roll(y, season, horizon, told)
    first_test = rolled.origins[rolled.held]
    validation = np.array([_mean(rolled.score(m, first_test)) for m in range(len(METHODS))])
    last = forecast(y, season, horizon)
    usable = np.isfinite(last.points).all(axis=1) & np.isfinite(validation)
    for method in range(len(METHODS)):
        # A method that failed at some origin has no honest mean over all of them.
        known = np.isfinite(rolled.error[:, NAIVE])
        usable[method] &= bool(np.isfinite(rolled.error[:, method][known]).all())
    method = _chosen(params, validation, usable, series)
    found = bands.widths(rolled.score(method), params.confidence)
    floor = bands.least(y)
    scale = naive_error(y, season) or naive_error(y, 1)
    half = np.maximum(found.half * scale, floor)
    points, positive = last.points[method], bool(y.min() >= 0)
    low, high = points - half, points + half
    if positive:
        points, low, high = (np.maximum(values, 0.0) for values in (points, low, high))
    tested = rolled.error[rolled.held :]
    return One(
        series=series,
        season=season,
        method=method,
        form=last.form,
        rolled=rolled,
        scale=scale,
        validation=validation,
        test=np.array([_mean(rolled.score(m)[rolled.held :]) for m in range(len(METHODS))]),
        errors=np.array([_mean(np.abs(tested[:, m])) for m in range(len(METHODS))]),
        coverage=_coverage(rolled, method, params.confidence, floor),
        widths=found,
        points=points,
        low=low,
        high=high,
        naive=last.points[NAIVE],
        cut_at_zero=positive and bool((last.points[method] - half < 0).any()),
        exact=bool((found.half * naive_error(y, 1) <= EXACT * np.abs(y).max()).all()),
    )


def _mean(values: Floats) -> float:
    known = values[np.isfinite(values)]
    return float(known.mean()) if len(known) else float("nan")


def _chosen(params: ForecastParams, validation: Floats, usable: Floats, series: Series) -> int:
    """The person's method, or the one with the least error on validation; naive where equal."""
    if params.method != "auto":
        wanted = METHODS.index(params.method)
        if usable[wanted] or wanted == NAIVE:
            return wanted
        raise Refusal(
            msg(
                "The method could not be fitted to {count} periods of {market}.",
                count=len(series.values),
                market=series.market,
            )
            if series.market
            else msg(
                "The method could not be fitted to {count} periods.", count=len(series.values)
            ),
            fix=msg("Choose another method, or let the errors on past periods decide."),
            field="method",
        )
    scores = np.where(usable, validation, np.inf)
    scores[NAIVE] = validation[NAIVE] if np.isfinite(validation[NAIVE]) else np.inf
    return int(np.argmin(scores))


def _coverage(rolled: Rolled, method: int, confidence: float, floor: float) -> Coverage:
    """Bands as they would have been at each test origin, from errors known by then."""
    judged, held = np.zeros(rolled.horizon), np.zeros(rolled.horizon)
    for number in range(rolled.held, len(rolled.origins)):
        origin = rolled.origins[number]
        half = bands.widths(rolled.score(method, origin), confidence).half
        half = np.maximum(half * rolled.scale[number], floor)
        error = np.abs(rolled.error[number, method])
        known = np.isfinite(error) & np.isfinite(half)
        judged += known
        held += known & (error <= np.where(known, half, 0.0))
    return Coverage(judged, held)
