"""A price that demand itself moves: two-stage least squares, and how far its answer can be trusted.

Sources: Montiel Olea and Pflueger 2013 (effective F); Anderson and Rubin 1949; Wooldridge 1995.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
from scipy import optimize

from apps.core.messages import Message, msg
from apps.engines.builtin.response.least import Fitted, Scatter, factor, fit, inferred, wald
from apps.engines.builtin.response.periods import Floats
from apps.engines.contract import Refusal

WEAK = 10.0
TRIED = 2001
EXACT = 1e-8  # of the price: what rounding leaves of it
Interval = tuple[float, float]


@dataclass
class Test:
    """``extra`` are its degrees of freedom."""

    name: Message
    statistic: float
    p: float
    extra: int


@dataclass
class TwoStage:
    """``first_f`` is the effective F of the first stage of the price, ``anderson_rubin`` the set of
    price coefficients that is not rejected (None with several endogenous columns).
    """

    fitted: Fitted
    first_f: float
    partial_r2: float
    exogenous: Test
    over: list[Test]
    anderson_rubin: list[Interval] | None

    @property
    def weak(self) -> bool:
        return self.first_f < WEAK


@dataclass
class Parts:
    """Centred: y (m,), endogenous ``e`` (m, b) with the price first, exogenous ``w`` (m, a),
    instruments ``z`` (m, l).
    """

    y: Floats
    e: Floats
    w: Floats
    z: Floats

    def residual(self) -> Floats:
        """(m, b) of the first stage: what control functions add."""
        q = factor(np.column_stack([self.w, self.z]))[0]
        return np.asarray(self.e - q @ (q.T @ self.e))


def estimate(parts: Parts, scatter: Scatter, confidence: float) -> TwoStage:
    """Coefficients in the order e, w."""
    left = np.linalg.norm(parts.residual()[:, 0])
    if left <= EXACT * np.linalg.norm(parts.e[:, 0]):
        raise Refusal(
            msg("The instruments give the price exactly: they cannot tell its causes apart."),
            fix=msg("Leave out the instrument that the price was computed from, or its copy."),
            field="data.instruments",
        )
    beta, over = _by_linearmodels(parts)
    x = np.column_stack([parts.e, parts.w])
    given = factor(np.column_stack([parts.w, parts.z]))[0]
    q, inverse = factor(given @ (given.T @ x))
    fitted = inferred(q, inverse, beta, parts.y - x @ beta, scatter)
    first_f, partial = _first_stage(parts, scatter)
    return TwoStage(
        fitted=fitted,
        first_f=first_f,
        partial_r2=partial,
        exogenous=_exogenous(parts, scatter),
        over=over,
        anderson_rubin=_anderson_rubin(parts, scatter, confidence, fitted)
        if parts.e.shape[1] == 1
        else None,
    )


def _by_linearmodels(parts: Parts) -> tuple[Floats, list[Test]]:
    from linearmodels.iv import IV2SLS  # pandas: only where instruments are chosen

    exogenous = parts.w if parts.w.shape[1] else None
    try:
        done = IV2SLS(parts.y, exogenous, parts.e, parts.z).fit(cov_type="unadjusted")
    except ValueError as error:
        raise Refusal(
            msg("The instruments cannot tell the price effect: they are too alike, or too few."),
            fix=msg("Leave out instruments that say the same as others or as a control."),
            field="data.instruments",
        ) from error
    found = np.asarray(done.params, dtype=float)
    a = parts.w.shape[1]
    beta = np.concatenate([found[a:], found[:a]])
    extra = parts.z.shape[1] - parts.e.shape[1]
    if extra < 1:
        return beta, []
    plain, robust = done.sargan, done.wooldridge_overid
    return beta, [
        Test(msg("Sargan"), float(plain.stat), float(plain.pval), extra),
        Test(msg("Wooldridge's robust score"), float(robust.stat), float(robust.pval), extra),
    ]


def _beside(values: Floats, w: Floats) -> Floats:
    if not w.shape[1]:
        return values
    q = factor(w)[0]
    return np.asarray(values - q @ (q.T @ values))


def _first_stage(parts: Parts, scatter: Scatter) -> tuple[float, float]:
    """Effective F and partial R² of the price's first stage. With one instrument it is the usual
    (robust) F; with classical errors the usual F however many there are.
    """
    z, price = _beside(parts.z, parts.w), _beside(parts.e[:, 0], parts.w)
    q = factor(z)[0]
    pull = q.T @ price
    residual = price - q @ pull
    meat = scatter.meat(q, residual, parts.w.shape[1] + z.shape[1])
    return float(pull @ pull / np.trace(meat)), float(pull @ pull / (price @ price))


def _exogenous(parts: Parts, scatter: Scatter) -> Test:
    """Wu and Hausman's test as a control function: residuals of the first stage beside the rest."""
    v = parts.residual()
    x = np.column_stack([v, parts.e, parts.w])
    b = v.shape[1]
    done = fit(x, parts.y, scatter)
    f, p = wald(done, b, scatter)
    return Test(msg("Wu-Hausman (control function)"), f, p, b)


def _anderson_rubin(
    parts: Parts, scatter: Scatter, confidence: float, around: Fitted
) -> list[Interval]:
    """Price coefficients b for which y - b price does not go with the instruments.

    The covariance of its reduced form is a parabola in b, by the errors chosen.
    """
    z = _beside(parts.z, parts.w)
    price, y = _beside(parts.e[:, 0], parts.w), _beside(parts.y, parts.w)
    q = factor(z)[0]
    columns = parts.w.shape[1] + z.shape[1]
    pull_y, pull_x = q.T @ y, q.T @ price
    left_y, left_x = y - q @ pull_y, price - q @ pull_x
    yy, xx, both = (
        scatter.meat(q, one, columns) for one in (left_y, left_x, left_y + left_x)
    )  # fmt: skip
    cross = both - yy - xx  # twice the mixed term
    l = z.shape[1]  # noqa: E741 - the field's letter
    limit = scatter.limit(l, scatter.df(len(y), columns), confidence) * l

    if not np.isfinite(limit):
        return [(-np.inf, np.inf)]

    def beyond(turn: Floats) -> Floats:
        """Statistic less its limit at b = estimate + se tan(turn), (n,), scaled to stay finite."""
        c, s = np.cos(turn)[:, None], np.sin(turn)[:, None]
        centre, unit = float(around.beta[0]), float(around.se[0])
        up = centre * c + unit * s  # b cos(turn)
        pull = c * pull_y - up * pull_x
        c, up = c[..., None], up[..., None]
        meat = c * c * yy - c * up * cross + up * up * xx
        solved = np.linalg.solve(meat, pull[..., None])[..., 0]
        return np.asarray(np.einsum("ij,ij->i", pull, solved) - limit)

    return _accepted(beyond, float(around.beta[0]), float(around.se[0]))


def _accepted(beyond: Callable[[Floats], Floats], centre: float, unit: float) -> list[Interval]:
    turns = np.linspace(-np.pi / 2, np.pi / 2, TRIED)
    values = beyond(turns)
    inside = values <= 0
    if inside.all():
        return [(-np.inf, np.inf)]
    ends: list[float] = []
    for place in np.flatnonzero(inside[1:] != inside[:-1]):
        turn = optimize.brentq(
            lambda one: float(beyond(np.array([one]))[0]), turns[place], turns[place + 1]
        )
        ends.append(float(centre + unit * np.tan(turn)))
    if inside[0]:
        ends.insert(0, -np.inf)
    if inside[-1]:
        ends.append(np.inf)
    return list(zip(ends[::2], ends[1::2], strict=True))
