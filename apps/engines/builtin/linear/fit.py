"""Least squares: coefficients with their exact small-sample inference, for several targets.

Source: Golub and Van Loan, Matrix Computations, ch. 5; Bjorck, Numerical Methods for Least
Squares Problems, ch. 2 (refinement with residuals in extended precision).
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from fractions import Fraction

import numpy as np
from scipy import special

from apps.core.messages import msg
from apps.engines.builtin.linear import relations
from apps.engines.builtin.linear.data import CleanRows
from apps.engines.builtin.linear.factor import EPS, Rank, condition, reveal_rank
from apps.engines.builtin.linear.pairs import two_sum
from apps.engines.builtin.linear.refine import refine
from apps.engines.builtin.linear.scan import Floats, Scan, Spec
from apps.engines.builtin.linear.slots import rows_of, too_few
from apps.engines.builtin.linear.terms.redundant import refuse_splines
from apps.engines.builtin.linear.whitened import Frame, solve_upper
from apps.engines.contract import Refusal

REFINE_ROWS, REFINE_VALUES = 10_000, 1_000_000  # double-double is slow: where nobody notices
AGAIN_VALUES = 25_000_000
ASKED = 1e-10  # relative; what is in more doubt is refined
ROUNDING = 4.0 * EPS  # of a sum of products, in the size of its terms


@dataclass
class Fit:
    """A fitted linear model. p unknowns (intercept first where there is one), m targets.

    ``beta`` (p, m) are coefficients in the scaled basis of ``frame``, ``rest`` (p, m) what was
    found of them below the last bit of ``beta``; ``coefficients`` (p, m) in the user's units.
    ``refined`` says that residuals were looked at, more precisely than coefficients are told.
    ``r`` (p, p) is the triangular factor of the weighted basis, ``spread`` the condition of the
    rows that it was gathered from, ``sizes`` (m,) the lengths of the targets in the basis and
    ``left_over`` (m,) those of the residuals, as the first pass tells them.
    ``doubt`` (p, m) is how far rounding can have moved ``coefficients``, where that is known;
    ``off`` (p, m) how far they are from the solution, where they are not it.
    """

    spec: Spec
    scan: Scan
    frame: Frame
    r: Floats
    beta: Floats
    tss: Floats
    observations: float
    condition: float
    left_out: list[tuple[str, str]]
    sizes: Floats
    left_over: Floats
    spread: float = 1.0
    rest: Floats | None = None
    refined: bool = False
    doubt: Floats | None = None
    off: Floats | None = None

    @property
    def unknowns(self) -> int:
        return len(self.beta)

    @property
    def df(self) -> float:
        """Residual degrees of freedom."""
        return self.observations - self.unknowns

    def floor(self) -> Floats:
        """(p, m) what the rounding of residuals in double alone can do to ``coefficients``: an
        error e in them moves one by at most its row's length in R^-1 times the length of e.
        """
        terms = self.sizes + np.linalg.norm(self.r, axis=0) @ np.abs(self.beta)
        return np.asarray(ROUNDING * self.unscaled_errors()[:, None] * terms * self.target_scale)

    def moved(self, step: Floats) -> Fit:
        """The fit with ``step`` (p, m), that residuals in double asked for, added to ``beta``."""
        beta, rest = two_sum(self.beta, step)
        doubt = self.floor() + self.lasting * self.user(step)
        return replace(self, beta=beta, rest=rest, doubt=doubt, refined=True)

    @property
    def lasting(self) -> float:
        """The share of an error of ``beta`` that a correction leaves, at most."""
        return min(1.0, 64.0 * EPS * self.condition * self.spread**2)

    def user(self, step: Floats) -> Floats:
        """(p, m) the size of a change of ``beta`` in the user's units, at most."""
        return np.asarray(np.abs(self.to_user()) @ np.abs(step) * self.target_scale)

    @property
    def terms(self) -> list[str]:
        """Names of the unknowns; '' stands for the intercept."""
        return [""] * int(self.spec.intercept) + list(self.spec.predictors)

    def to_user(self) -> Floats:
        """(p, p): multiplies basis coefficients of a target with scale 1 into the user's units."""
        k, first = len(self.spec.predictors), int(self.frame.intercept)
        map_ = np.eye(self.unknowns)
        for j in range(k):
            map_[first + j, first + j] = 1.0 / self.frame.scale[j]
            if first:
                map_[0, first + j] = -self.frame.shift[j] / self.frame.scale[j]
        return self._powers() @ map_ if self.spec.bends() else map_

    def _powers(self) -> Floats:
        """(p, p): coefficients of powers from those of the polynomials inside."""
        map_ = np.eye(self.unknowns)
        for start, curve in self.spec.bends():
            places = range(1 + start, 1 + start + curve.degree)
            map_[places, places] = 0.0
        for row, column, factor in self.spec.to_powers():
            map_[row, column] += float(factor)
        return map_

    @property
    def target_scale(self) -> Floats:
        return self.frame.scale[len(self.spec.predictors) :]

    @property
    def target_shift(self) -> Floats:
        return self.frame.shift[len(self.spec.predictors) :]

    @property
    def coefficients(self) -> Floats:
        if self.spec.bends():
            columns = [self._exact(place) for place in range(len(self.spec.targets))]
            return np.array(columns).T
        user = (self.to_user() @ self.beta) * self.target_scale
        if self.frame.intercept:
            user[0] = [self._intercept(place) for place in range(len(self.spec.targets))]
        return user

    def _exact(self, place: int) -> list[float]:
        """Coefficients of powers, summed as fractions."""
        inside = self._fractions(place)
        found = list(inside)
        for start, curve in self.spec.bends():
            found[1 + start : 1 + start + curve.degree] = [Fraction(0)] * curve.degree
        for row, column, factor in self.spec.to_powers():
            found[row] += factor * inside[column]
        return [float(value) for value in found]

    def _intercept(self, place: int) -> float:
        return float(self._fractions(place)[0])

    def _fractions(self, place: int) -> list[Fraction]:
        """The coefficients of one target's terms, exactly: the parts of the intercept may be
        millions of times what is left of them.
        """
        k = len(self.spec.predictors)
        rest = np.zeros_like(self.beta) if self.rest is None else self.rest
        beta = [Fraction(float(b)) + Fraction(float(c)) for b, c in
                zip(self.beta[:, place], rest[:, place], strict=True)]  # fmt: skip
        scale = Fraction(float(self.target_scale[place]))
        slopes = [b / Fraction(float(s)) for b, s in
                  zip(beta[1:], self.frame.scale[:k], strict=True)]  # fmt: skip
        means = [Fraction(float(m)) for m in self.frame.shift[:k]]
        inside = beta[0] - sum(b * mean for b, mean in zip(slopes, means, strict=True))
        shift = Fraction(float(self.target_shift[place]))
        return [inside * scale + shift, *(slope * scale for slope in slopes)]

    def unscaled_errors(self) -> Floats:
        """(p,): the standard errors in the user's units for a residual SD of one."""
        inverse = solve_upper(self.r, np.eye(self.unknowns))
        return np.asarray(np.linalg.norm(self.to_user() @ inverse, axis=1))

    def vif(self) -> Floats:
        """(k,) variance inflation factors; uncentred where there is no intercept."""
        first = int(self.frame.intercept)
        inner = self.r[first:, first:]
        inverse = solve_upper(inner, np.eye(len(inner)))
        return np.asarray((np.linalg.norm(inverse, axis=1) * np.linalg.norm(inner, axis=0)) ** 2)


def fit(rows: CleanRows, *, drop_redundant: bool = False) -> Fit:
    """Fit all targets of ``rows``. Refuses too few rows and redundant columns, naming them."""
    spec, scan = rows.spec, rows.scan
    _check_rows(spec, scan)
    frame = Frame.of(scan, spec)
    full = rows.triangle.triangle(frame)
    p = spec.unknowns
    rx = full[:p, :p]
    rank = reveal_rank(rx, relations.level_of(scan, frame, rx, spec))
    left_out: list[tuple[str, str]] = []
    if rank.redundant:
        left_out = _redundant(rank, frame, scan, spec, drop_redundant)
        return _without(rows, rank, full, frame, left_out)
    return _solve(rows, spec, frame, full, left_out)


def _check_rows(spec: Spec, scan: Scan) -> None:
    observations = scan.total_weight if spec.weight_kind == "frequency" else scan.used
    if observations >= spec.unknowns and scan.used:
        return
    message = too_few(int(observations), spec.unknowns)
    if scan.used < scan.rows:
        values = {"first": message, "rows": rows_of(scan.rows)}
        dropped = scan.rows - scan.used
        message = (
            msg(
                "{first} {dropped} of {rows} had a missing value, no weight or no earlier period.",
                dropped=dropped,
                **values,
            )
            if scan.dropped_early
            else msg(
                "{first} {dropped} of {rows} had a missing value or no weight.",
                dropped=dropped,
                **values,
            )
        )
    raise Refusal(
        message, fix=msg("Add rows, or choose fewer predictors."), field="data.predictors"
    )


def _redundant(
    rank: Rank, frame: Frame, scan: Scan, spec: Spec, drop: bool
) -> list[tuple[str, str]]:
    """The names that cannot stay, each with its sentence. Refuses unless ``drop``."""
    first = int(frame.intercept)
    _refuse_bent(rank, first, spec)
    reasons = [relations.explain(place, rank, frame, scan, spec) for place in rank.redundant]
    names = [spec.predictors[place - first] for place in rank.redundant]
    if drop and len(names) < len(spec.predictors):
        return [
            (name, reason.model_dump_json()) for name, reason in zip(names, reasons, strict=True)
        ]
    if len(reasons) == 1:
        message = reasons[0]
    else:
        message = msg(
            "{count} columns say nothing new: {names}. {first}",
            count=len(names),
            names=names,
            first=reasons[0],
        )
    raise Refusal(
        message,
        fix=msg(
            "Take {names} out of the predictors, or choose to leave redundant columns out.",
            names=names,
        ),
        field="data.predictors",
    )


def _refuse_bent(rank: Rank, first: int, spec: Spec) -> None:
    """Of a polynomial no term can be left out alone."""
    for start, curve in spec.bends():
        places = range(first + start, first + start + curve.degree)
        if not set(places) & set(rank.redundant):
            continue
        raise Refusal(
            msg(
                "A polynomial of degree {degree} in '{name}' cannot be told: '{name}' has too few"
                " different values, or other predictors say the same.",
                degree=curve.degree,
                name=curve.name,
            ),
            fix=msg("Choose a lower degree, or take out what says the same."),
            field="powers" if spec.design is None else "formula",
        )
    if spec.design is not None:
        refuse_splines(spec.design, [place - first for place in rank.redundant])


def _without(
    rows: CleanRows, rank: Rank, full: Floats, frame: Frame, left_out: list[tuple[str, str]]
) -> Fit:
    """The fit without the redundant columns: the triangle of fewer columns needs no new pass."""
    spec, k, first = rows.spec, len(rows.spec.predictors), int(frame.intercept)
    stay = [j for j in range(k) if first + j not in rank.redundant]
    columns = stay + list(range(k, k + len(spec.targets)))
    rows.narrow(stay)
    kept = ([0] if first else []) + [first + j for j in columns]
    smaller = np.triu(np.linalg.qr(full[:, kept], mode="r"))
    smaller *= np.where(np.diag(smaller) < 0, -1.0, 1.0)[:, None]
    frame = Frame(frame.shift[columns], frame.scale[columns], frame.intercept)
    return _solve(rows, rows.spec, frame, smaller, left_out)


def _solve(
    rows: CleanRows, spec: Spec, frame: Frame, full: Floats, left_out: list[tuple[str, str]]
) -> Fit:
    p, scan = spec.unknowns, rows.scan
    rx, ry = full[:p, :p], full[:, p:]
    beta, rest = solve_upper(rx, ry[:p]), None
    if not left_out and (precise := rows.triangle.solution(frame)) is not None:
        beta, rest = precise.high, precise.low
    inside = ry[1:] if frame.intercept else ry
    frequency = spec.weight_kind == "frequency"
    result = Fit(
        spec=spec,
        scan=scan,
        frame=frame,
        r=rx,
        beta=beta,
        tss=(np.linalg.norm(inside, axis=0) * frame.scale[len(spec.predictors) :]) ** 2,
        observations=scan.total_weight if frequency else float(scan.used),
        condition=condition(rx),
        left_out=left_out,
        sizes=np.linalg.norm(ry, axis=0),
        left_over=np.linalg.norm(full[p:, p:], axis=0),
        spread=rows.triangle.spread,
        rest=rest,
    )
    _refine(rows, result)
    return result


def _refine(rows: CleanRows, fit: Fit) -> None:
    """Correct the coefficients by residuals in double-double: always where nobody notices the time,
    else once where too few digits would be certain.
    """
    used = fit.scan.used
    values = used * (fit.unknowns + len(fit.spec.targets))
    if rows.fits_in_memory and used <= REFINE_ROWS and values <= REFINE_VALUES:
        fit.beta, fit.rest, last = refine(fit.frame, fit.r, fit.beta, rows.quiet_blocks, fit.spec)
    elif values <= AGAIN_VALUES and _few_digits(fit):
        rows.passes += 1
        fit.beta, fit.rest, last = refine(
            fit.frame,
            fit.r,
            fit.beta,
            lambda: rows.blocks(msg("Refining the coefficients")),
            fit.spec,
            most=1,
        )
    else:
        return
    fit.refined = True
    fit.doubt = fit.lasting * fit.user(last)


def _few_digits(fit: Fit) -> bool:
    return bool((fit.floor() > ASKED * np.abs(fit.coefficients)).any())


def t_quantile(df: float, level: float) -> float | None:
    """Two-sided quantile of Student's t; None without degrees of freedom."""
    return float(special.stdtrit(df, 0.5 + level / 2)) if df > 0 else None


def t_tail(t: Floats, df: float) -> Floats:
    """Two-sided p-values."""
    return np.asarray(2.0 * special.stdtr(df, -np.abs(t)))


def f_tail(f: float, above: float, below: float) -> float:
    """P(F > f)."""
    return float(special.fdtrc(above, below, f))


def chi2_tail(x: float, df: float) -> float:
    """P(chi² > x)."""
    return float(special.chdtrc(df, x))
