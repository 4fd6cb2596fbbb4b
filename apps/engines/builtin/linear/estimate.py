"""The figures of one target, computed once and used by sentences, tables and summary alike."""

from __future__ import annotations

import math
from dataclasses import dataclass

import numpy as np

from apps.engines.builtin.linear.certificate import certain_digits
from apps.engines.builtin.linear.diagnostics import Diagnostics, variances
from apps.engines.builtin.linear.fit import Fit, f_tail, t_quantile, t_tail
from apps.engines.builtin.linear.scan import Floats
from apps.engines.builtin.linear.slots import ErrorKind
from apps.engines.builtin.linear.whitened import solve_upper
from apps.engines.figures import finite


@dataclass
class Term:
    """One unknown. Figures that need degrees of freedom are None without them. ``digits`` of the
    estimate are certain, of 16.
    """

    name: str  # '' is the intercept
    estimate: float
    se: float | None
    t: float | None
    p: float | None
    low: float | None
    high: float | None
    hc3: float | None
    vif: float | None
    digits: int

    @property
    def half(self) -> float | None:
        return None if self.low is None or self.high is None else (self.high - self.low) / 2


@dataclass
class Bend:
    """One predictor's polynomial. ``p`` tests all its terms, ``bend_p`` those beyond a line."""

    name: str
    degree: int
    p: float | None
    bend_p: float | None


@dataclass
class Estimate:
    """One target's fit. ``s`` is the residual standard deviation; ``f`` None without slopes.

    Errors, t, p, intervals and F are of the kind ``errors``, with ``t_df`` degrees of freedom;
    ``df`` are those of the residuals.
    """

    target: str
    terms: list[Term]
    intercept: bool
    confidence: float
    observations: float
    errors: ErrorKind
    df: float
    t_df: float
    df_model: int
    rss: float
    tss: float
    press: float | None
    s: float | None
    r2: float | None
    adjusted_r2: float | None
    predictive_r2: float | None
    f: float | None
    f_p: float | None
    breusch_pagan: float | None
    breusch_pagan_p: float | None
    bends: list[Bend]
    count: int  # predictors, a polynomial counting as one
    plain: int  # predictors that enter as they are: the first slopes

    @property
    def straight(self) -> list[Term]:
        """Slopes of the predictors that enter as they are."""
        first = int(self.intercept)
        return self.terms[first : first + self.plain]

    @property
    def digits(self) -> int:
        """Certain digits of the coefficient that has fewest."""
        return min((term.digits for term in self.terms), default=0)

    @property
    def slopes(self) -> list[Term]:
        return [term for term in self.terms if term.name]

    @property
    def exact(self) -> bool:
        """The fit passes through every row, but for rounding."""
        return self.rss == 0.0 and self.tss > 0.0


def estimates(fit: Fit, found: Diagnostics, confidence: float) -> list[Estimate]:
    """One :class:`Estimate` for each target, in order."""
    return [_estimate(fit, found, place, confidence) for place in range(len(fit.spec.targets))]


def _estimate(fit: Fit, found: Diagnostics, place: int, confidence: float) -> Estimate:
    rss, tss, df = float(found.rss[place]), float(fit.tss[place]), fit.df
    s = math.sqrt(rss / df) if df > 0 else None
    df_model = fit.unknowns - int(fit.spec.intercept)
    varies = tss > 0 and not _flat(fit, place)
    press = float(found.press[place])
    t_df = inference_df(fit, found)
    f, f_p = (None, None)
    if varies and found.middle is None:
        f, f_p = _f_test(tss, rss, df_model, df)
    elif varies:
        f, f_p = _robust_f(fit, found, place, t_df)
    r2 = 1 - rss / tss if varies else None
    base = fit.observations - int(fit.spec.intercept)
    bp = found.breusch_pagan[place]
    return Estimate(
        target=fit.spec.targets[place],
        terms=_terms(fit, found, place, s, confidence),
        intercept=fit.spec.intercept,
        confidence=confidence,
        observations=fit.observations,
        errors=found.errors,
        df=df,
        t_df=t_df,
        df_model=df_model,
        rss=rss,
        tss=tss,
        press=press if math.isfinite(press) else None,
        s=s,
        r2=r2,
        adjusted_r2=1 - (1 - r2) * base / df if r2 is not None and df > 0 else None,
        predictive_r2=1 - press / tss if varies and math.isfinite(press) else None,
        f=f,
        f_p=f_p,
        breusch_pagan=float(bp) if np.isfinite(bp) else None,
        breusch_pagan_p=float(found.breusch_pagan_p[place]) if np.isfinite(bp) else None,
        bends=_bends(fit, found, place, t_df, s),
        count=len(fit.spec.columns),
        plain=fit.spec.plain,
    )


def _flat(fit: Fit, place: int) -> bool:
    column = len(fit.spec.predictors) + place
    same = fit.scan.minimum[column] == fit.scan.maximum[column]
    return bool(same and (fit.spec.intercept or fit.scan.minimum[column] == 0))


def _f_test(tss: float, rss: float, above: int, df: float) -> tuple[float | None, float | None]:
    if not above or df <= 0:
        return None, None
    if rss == 0.0:
        return None, 0.0
    f = (tss - rss) / above / (rss / df)
    return f, f_tail(f, above, df)


def inference_df(fit: Fit, found: Diagnostics) -> float:
    """Degrees of freedom of t: one less than there are groups where errors are by group."""
    return float(found.groups - 1) if found.errors == "cluster" else fit.df


def _robust_f(
    fit: Fit, found: Diagnostics, place: int, below: float
) -> tuple[float | None, float | None]:
    """Wald's test of all slopes with the covariance chosen. None where that has too few groups."""
    first = int(fit.spec.intercept)
    above = fit.unknowns - first
    if (
        not above
        or not _testable(found, above, below)
        or found.middle is None
        or found.rss[place] == 0.0
    ):
        return None, None
    slopes = (fit.r @ fit.beta[:, place])[first:]
    inner = found.middle[place][first:, first:]
    f = float(slopes @ np.linalg.lstsq(inner, slopes, rcond=None)[0]) / above
    return f, f_tail(f, above, below)


def _testable(found: Diagnostics, above: int, below: float) -> bool:
    """Whether the covariance chosen can test so many coefficients at once: by group its rank is at
    most that of the groups less one.
    """
    return below > 0 and (found.errors != "cluster" or above <= below)


def _bends(fit: Fit, found: Diagnostics, place: int, df: float, s: float | None) -> list[Bend]:
    """Wald's tests of each polynomial, by the covariance chosen."""
    bends, start = [], int(fit.spec.intercept) + fit.spec.plain
    inverse = solve_upper(fit.r, np.eye(fit.unknowns))
    for curve in fit.spec.curves:
        end = start + curve.degree
        tests: list[float | None] = [None, None]
        if s is not None and found.rss[place] > 0:
            middle = np.eye(fit.unknowns) * (s / fit.target_scale[place]) ** 2
            middle = middle if found.middle is None else found.middle[place]
            covariance = inverse @ middle @ inverse.T
            tests = [
                _wald(fit.beta[low:end, place], covariance[low:end, low:end], df)
                if _testable(found, end - low, df)
                else None
                for low in (start, start + 1)
            ]
        bends.append(Bend(curve.name, curve.degree, tests[0], tests[1]))
        start = end
    return bends


def _wald(beta: Floats, covariance: Floats, below: float) -> float | None:
    size = np.sqrt(np.diag(covariance))
    if not (size > 0).all():
        return None
    scaled = covariance / np.outer(size, size)
    t = beta / size
    f = float(t @ np.linalg.lstsq(scaled, t, rcond=None)[0]) / len(beta)
    return f_tail(f, len(beta), below)


def _terms(
    fit: Fit, found: Diagnostics, place: int, s: float | None, confidence: float
) -> list[Term]:
    coefficients: Floats = fit.coefficients[:, place]
    first = int(fit.spec.intercept)
    vif = fit.vif() if fit.spec.predictors else np.empty(0)
    df = inference_df(fit, found)
    quantile = t_quantile(df, confidence)
    errors = standard_errors(fit, found)[:, place]
    digits = certain_digits(fit, found.rss, standard_errors(fit, found))[:, place]
    terms = []
    for row, name in enumerate(fit.terms):
        estimate, certain = float(coefficients[row]), int(digits[row])
        straight = first <= row < first + fit.spec.plain
        inflation = float(vif[row - first]) if straight else None
        if s is None or quantile is None:
            none = (None, None, None, None, None, None)
            terms.append(Term(name, estimate, *none, inflation, certain))
            continue
        se = float(errors[row])
        t = estimate / se if se > 0 else None
        p = float(t_tail(np.array(t), df)) if t is not None else (0.0 if estimate else None)
        half = quantile * se
        robust = None if found.full_leverage_rows else finite(found.hc3[place, row])
        low, high = estimate - half, estimate + half
        terms.append(Term(name, estimate, se, t, p, low, high, robust, inflation, certain))
    return terms


def standard_errors(fit: Fit, found: Diagnostics) -> Floats:
    """(p, m) of the kind chosen, in the user's units; nan without degrees of freedom."""
    if fit.df <= 0:
        return np.full(fit.beta.shape, np.nan)
    if found.middle is not None:
        exact = np.asarray(found.rss == 0.0)
        return np.where(exact, 0.0, np.sqrt(variances(fit, found.middle)).T)
    return np.asarray(fit.unscaled_errors()[:, None] * np.sqrt(found.rss / fit.df))
