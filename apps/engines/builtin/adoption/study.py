"""The whole computation for each market: fit, region, curves, and what further periods tell."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
from scipy import stats

from apps.core.messages import msg
from apps.engines.builtin.adoption import bass, region
from apps.engines.builtin.adoption.bass import Fit, Quadratic
from apps.engines.builtin.adoption.cases import Case, Unfit, cases
from apps.engines.builtin.adoption.params import AdoptionParams
from apps.engines.builtin.adoption.region import Region
from apps.engines.builtin.known_names import settled
from apps.engines.builtin.series import Floats, Markets
from apps.engines.contract import Context, Refusal

MOST_MARKETS = 300
MOST_PERIODS = 300
FURTHER = (0, 1, 2, 4, 8, 16, 32, 64)
SETTLED = 0.1  # relative half width of m at which no further periods are asked for
EXACT = 1e-9  # of the values: as near as rounding leaves a curve


@dataclass
class Step:
    """What m would be known to after ``more`` periods if the fit were true: ends, None for none."""

    more: int
    low: float
    high: float | None


@dataclass
class Curves:
    """(n + h,) each from the first period on: new adopters with the interval of a period's value,
    and all adopters up to its end with that of the curve.
    """

    new: Floats
    new_low: Floats
    new_high: Floats
    total: Floats
    total_low: Floats
    total_high: Floats


@dataclass
class One:
    """One market. ``echo`` is the lag-1 autocorrelation of residuals; ``uneven`` the p-value of
    errors that grow with sales.
    """

    case: Case
    fit: Fit
    errors: tuple[float, float, float | None]
    region: Region
    quadratic: Quadratic
    curves: Curves
    steps: list[Step]
    echo: float
    uneven: float
    exact: bool

    @property
    def name(self) -> str:
        return self.case.market

    @property
    def n(self) -> int:
        return len(self.case.new)

    @property
    def adopted(self) -> float:
        return float(self.case.new.sum())

    @property
    def seen(self) -> str:
        """'yes', 'no', or 'maybe': whether the peak lies within the periods seen."""
        high = self.region.peak()[1]
        if self.fit.peak >= self.n:
            return "no"
        return "yes" if high is not None and high <= self.n else "maybe"


@dataclass
class Study:
    params: AdoptionParams
    read: Markets
    markets: list[One]
    focus: One
    unfit: list[Unfit]

    @property
    def several(self) -> bool:
        return len(self.markets) > 1


def conduct(
    ctx: Context, read: Markets, params: AdoptionParams, potentials: Mapping[str, float]
) -> Study:
    """Every market that can be fitted; :class:`Refusal` with the reason where none can."""
    if len(read.series) > MOST_MARKETS:
        raise Refusal(
            msg(
                "The table has {count} markets; at most {most} are fitted in one run.",
                count=len(read.series),
                most=MOST_MARKETS,
            ),
            fix=msg("Give the table in parts."),
            field="data.market",
        )
    _check_horizon(read, params.horizon)
    params = settled(params, "market", [one.market for one in read.series])
    found = cases(read, params, potentials)
    markets: list[One] = []
    unfit: list[Unfit] = []
    for number, case in enumerate(found):
        ctx.check_cancelled()
        ctx.progress(number, len(found), msg("Fitting diffusion curves"))
        made = case if isinstance(case, Unfit) else one(case, params)
        if isinstance(made, Unfit):
            unfit.append(made)
        else:
            markets.append(made)
    ctx.progress(1, 1, msg("Done"))
    return Study(params, read, markets, _focus(markets, unfit, params), unfit)


def _check_horizon(read: Markets, horizon: int) -> None:
    """No calendar goes on for ever."""
    last = read.timeline.period(max(each.end for each in read.series) + horizon)
    try:
        str(last)
    except (ValueError, OverflowError):
        raise Refusal(
            msg("{count} periods ahead are beyond the year 9999.", count=horizon),
            fix=msg("Look less far ahead."),
            field="horizon",
        ) from None


def _focus(markets: list[One], unfit: list[Unfit], params: AdoptionParams) -> One:
    wanted = params.market
    failed = [each for each in unfit if not wanted or each.market == wanted]
    named = [each for each in markets if each.name == wanted]
    if named:
        return named[0]
    if failed and (wanted or not markets):
        raise failed[0].refusal()
    if wanted:
        raise Refusal(
            msg("The table has no market named '{name}'.", name=wanted),
            fix=msg("Write it as the table does, or leave the name empty."),
            field="market",
        )
    return max(markets, key=lambda each: each.adopted)


def one(case: Case, params: AdoptionParams) -> One | Unfit:
    """Fit and all that follows from it, or why these values are no adoption."""
    x = case.new
    if len(x) > MOST_PERIODS:
        return Unfit(
            case.market,
            msg("{count} periods are more than a diffusion curve is fitted to.", count=len(x)),
            msg("Use longer periods, such as quarters or years."),
            "data.period",
        )
    fit = bass.fit(x, case.potential)
    around = float(np.sum((x - x.mean()) ** 2))
    if fit.rss / fit.df >= around / (len(x) - 1):
        return Unfit(
            case.market,
            msg(
                "The values do not follow a diffusion curve: the same number in every period"
                " explains them as well."
            ),
            msg("Check that they count first purchases from the launch on."),
        )
    known = region.region(x, fit, params.confidence)
    left = x - fit.m * bass.increments(fit.p, fit.q, fit.n)
    return One(
        case=case,
        fit=fit,
        errors=bass.standard_errors(fit),
        region=known,
        quadratic=bass.quadratic(x),
        curves=_curves(fit, known, params),
        steps=[] if fit.known else _steps(fit, params.confidence),
        echo=float(left[1:] @ left[:-1] / (left @ left)) if left.any() else 0.0,
        uneven=_uneven(left, x - left),
        exact=fit.rss <= (EXACT * float(np.abs(x).max())) ** 2 * len(x),
    )


def _curves(fit: Fit, known: Region, params: AdoptionParams) -> Curves:
    n = fit.n + params.horizon
    new = fit.m * bass.increments(fit.p, fit.q, n)
    low, high = known.curve(bass.increments(known.p, known.q, n))
    noise = float(stats.t.ppf(0.5 + params.confidence / 2, fit.df)) * np.sqrt(fit.variance)
    ends = np.arange(1.0, n + 1)
    total = fit.m * bass.share(fit.p, fit.q, ends)
    total_low, total_high = known.curve(bass.share(known.p[:, None], known.q[:, None], ends))
    return Curves(
        new=new,
        new_low=np.maximum(new - np.hypot(new - low, noise), 0.0),
        new_high=new + np.hypot(high - new, noise),
        total=total,
        total_low=total_low,
        total_high=total_high,
    )


def _steps(fit: Fit, confidence: float) -> list[Step]:
    """With data as the fit expects them and errors as large as now."""
    if fit.peak > 10 * fit.n:
        return []  # a fit that is hardly more than a growth rate tells nothing of what is to come
    found = []
    for more in FURTHER:
        n = fit.n + more
        expected = Fit(fit.p, fit.q, fit.m, 0.0, n, known=False)
        x = fit.m * bass.increments(fit.p, fit.q, n)
        low, high = region.region(x, expected, confidence, fit.variance).potential()
        found.append(Step(more, low, high))
        if high is not None and high - low <= 2 * SETTLED * fit.m:
            break
    return found


def _uneven(left: Floats, fitted: Floats) -> float:
    """p-value of Breusch and Pagan's test, in Koenker's form: squared errors on fitted values."""
    squares = (left / (np.abs(left).max() or 1.0)) ** 2
    if not squares.any() or float(np.ptp(fitted)) <= 0 or float(np.ptp(squares)) <= 0:
        return 1.0
    r = float(np.corrcoef(squares, fitted / np.abs(fitted).max())[0, 1])
    return float(stats.chi2.sf(len(left) * r * r, 1))
