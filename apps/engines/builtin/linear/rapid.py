"""The answer after one reading of the table: everything that the triangle tells.

Coefficients, classical errors, intervals, F and R² need no residuals one by one, and where the
certificate of the first pass holds they need no correction either. Residual checks, robust errors
and predictive R² do. Rows for the plots are drawn beforehand and kept on the way.
"""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import numpy as np

from apps.engines.builtin.linear.checks import Findings
from apps.engines.builtin.linear.data import CleanRows
from apps.engines.builtin.linear.diagnostics import Diagnostics, Sample, look
from apps.engines.builtin.linear.factor import EPS
from apps.engines.builtin.linear.fit import ASKED, ROUNDING, Fit
from apps.engines.builtin.linear.scan import Block, Floats
from apps.engines.builtin.linear.whitened import TILE_ROWS, solve_upper

PLOTTED = 2000
LARGE_VALUES = 50_000_000  # of a table: the default reads it twice up to here
HARDLY = 1e-8  # of its standard error: what moves a coefficient by less changes no answer
LEAST_LEFT = 1e-5  # length of residuals over that of the target: below, the triangle is too rough


def enough(params: Any, values: int) -> bool:
    """Whether one reading of a table of so many ``values`` is what the parameters ask for."""
    choice = getattr(params, "diagnostics", "full")  # engines that share the rest have no choice
    if choice == "full" or params.errors != "classical" or params.keep_fitted:
        return False
    return bool(choice == "none" or values > LARGE_VALUES)


class Drawn:
    """Rows at random places of the table, kept while it is read for the first time."""

    def __init__(self, rows: int, seed: int) -> None:
        draw = np.random.default_rng(seed)
        few = rows <= PLOTTED
        self.places = np.arange(rows) if few else draw.choice(rows, PLOTTED, replace=False)
        self.places.sort()
        self.blocks: list[Block] = []

    def take(self, block: Block) -> None:
        """Keep those of the places that the block holds."""
        if not len(block):
            return
        ends = np.searchsorted(self.places, [block.positions[0], block.positions[-1] + 1])
        wanted = self.places[ends[0] : ends[1]]
        here = np.searchsorted(block.positions, wanted)
        here = here[block.positions[here] == wanted]
        if len(here):
            self.blocks.append(block.picked(here))


def answer(rows: CleanRows, fit: Fit, drawn: Drawn) -> tuple[Fit, Diagnostics] | None:
    """The fit with what is in doubt of it, and what one reading tells; None where the digits of
    some coefficient, or of the scatter, ask for a second.
    """
    doubt = _doubt(fit)
    allowed = np.maximum(ASKED * np.abs(fit.coefficients), HARDLY * _errors(fit))
    left = fit.left_over > LEAST_LEFT * fit.sizes
    unsure = not fit.refined and bool((doubt > allowed).any())
    if unsure or not left.all():
        return None
    told = fit if fit.refined else replace(fit, doubt=doubt)
    return told, _diagnostics(told, _sample(rows, told, drawn))


def _doubt(fit: Fit) -> Floats:
    """(p, m) what rounding can have done to coefficients that nothing has corrected.

    It moved rows and targets by a last bit, or more after many tiles: a quarter of the root of
    their number, as their sums are rounded by chance either way; the condition of the whitened
    rows adds to it. What that does is told to first order (Golub and Van Loan, 5.3.7): by way of
    the fitted values, and, where predictors are alike, of the residuals.
    """
    last = EPS * max(1.0, (fit.scan.used / TILE_ROWS) ** 0.5 / 4) * fit.spread
    inverse = solve_upper(fit.r, np.eye(fit.unknowns))
    spread = fit.to_user() @ inverse
    bent = np.linalg.norm(spread @ inverse.T * np.linalg.norm(fit.r, axis=0), axis=1)
    residuals = np.outer(bent, fit.left_over) * fit.target_scale
    return np.asarray(last * (fit.floor() / ROUNDING + residuals))


def _errors(fit: Fit) -> Floats:
    """(p, m) classical standard errors; zero without degrees of freedom."""
    if fit.df <= 0:
        return np.zeros(fit.beta.shape)
    s = fit.left_over * fit.target_scale / np.sqrt(fit.df)
    return np.asarray(fit.unscaled_errors()[:, None] * s)


def _sample(rows: CleanRows, fit: Fit, drawn: Drawn) -> Sample:
    blocks = [rows.as_fitted(block) for block in drawn.blocks]
    k, m = len(fit.spec.predictors), fit.beta.shape[1]
    if not blocks:
        none, targets = np.empty(0), np.empty((0, m))
        places = np.empty(0, np.int64)
        return Sample(places, np.empty((0, k)), targets, targets, none, none, targets, targets)
    frequency = fit.spec.weight_kind == "frequency"
    looks = [look(fit, block) for block in blocks]
    u, residuals = (np.concatenate(part) for part in zip(*looks, strict=True))
    y = np.concatenate([block.y for block in blocks])
    w = np.concatenate([block.w for block in blocks])
    count = np.ones_like(w) if frequency else w
    leverage = count * (u**2).sum(axis=1)
    left = np.maximum(1.0 - leverage, 1e-10)[:, None]
    s = fit.left_over / np.sqrt(fit.df) if fit.df > 0 else np.full(m, np.nan)
    with np.errstate(divide="ignore", invalid="ignore"):
        standardized = residuals * np.sqrt(count)[:, None] / (s * np.sqrt(left))
    return Sample(
        positions=np.concatenate([block.positions for block in blocks]),
        x=np.concatenate([block.x for block in blocks]),
        y=y,
        fitted=y - residuals * fit.target_scale,
        leverage=leverage,
        weight=w,
        cook=standardized**2 * leverage[:, None] / left / fit.unknowns,
        standardized=standardized,
    )


def _diagnostics(fit: Fit, sample: Sample) -> Diagnostics:
    p, m = fit.beta.shape
    unknown = np.full(m, np.nan)
    return Diagnostics(
        rss=(fit.left_over * fit.target_scale) ** 2,
        press=unknown,
        max_leverage=float("nan"),
        farthest=float("nan"),
        full_leverage_rows=0,
        hc3=np.full((m, p), np.nan),
        middle=None,
        errors="classical",
        groups=0,
        step=np.zeros((p, m)),
        breusch_pagan=unknown,
        breusch_pagan_p=unknown,
        sample=sample,
        sampled=len(sample.positions) < fit.scan.used,
        top=[[] for _ in range(m)],
        checks=Findings.none(m),
    )
