"""Whether the answer can be trusted: markets before the release, and releases that never were."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
from scipy.special import stdtr
from scipy.stats import f as f_distribution

from apps.engines.builtin.release_effect import glm, ways
from apps.engines.builtin.release_effect.glm import Bools
from apps.engines.builtin.release_effect.inference import Cells, impute, imputed, level
from apps.engines.builtin.release_effect.panel import NEVER

if TYPE_CHECKING:
    from apps.engines.builtin.release_effect.study import Study

MOST_LEADS, MOST_PLACEBOS = 6, 8
KEPT_BEFORE = 4  # earlier periods that leads are measured against


@dataclass(frozen=True)
class Lead:
    """Effects before the release, where there can be none: by period before it (-1 the last), with
    ``low`` and ``high``, and a joint test. ``last`` is p of the last period alone.
    """

    places: list[int]
    value: list[float]
    low: list[float]
    high: list[float]
    statistic: float
    p: float
    last: float


@dataclass(frozen=True)
class Placebo:
    """How many of ``tried`` made-up earlier releases showed an effect at 5 %. ``found`` are
    (periods earlier, effect, p).
    """

    shown: int
    tried: int
    found: list[tuple[int, float, float]]


def leads(study: Study) -> Lead | None:
    """By the fit told, on cells without release alone; None where too few came before."""
    made = _before(study)
    if made is None:
        return None
    cells, x, relative = made
    before = _reach(relative)
    count = min(MOST_LEADS, before - KEPT_BEFORE)
    if study.method == "its":
        count = min(count, len(cells) - x.shape[1] - ways.LEAST_FREE - 2)
    if count < 1:
        return None
    places = [place for place in range(-count, 0) if (relative == place).any()]
    added = np.column_stack([(relative == place).astype(float) for place in places])
    full = np.column_stack([x, added])
    if not places or np.linalg.matrix_rank(full) < full.shape[1]:
        return None
    try:
        fitted = impute(cells, full, np.ones(len(cells), bool))
    except glm.NoFit:
        return None
    columns = list(range(x.shape[1], full.shape[1]))
    value, covariance = fitted.coefficients(columns)
    roots = np.sqrt(np.maximum(np.diag(covariance), 1e-18))
    df = max(float(fitted.noise.weight @ fitted.noise.df.mean(axis=1)), 2.0)
    statistic = float(value @ np.linalg.pinv(covariance, hermitian=True) @ value) / len(value)
    half = _point(df, study.params.confidence) * roots
    last = 2 * float(stdtr(df, -abs(value[-1]) / roots[-1]))
    return Lead(
        places, value.tolist(), (value - half).tolist(), (value + half).tolist(),
        statistic, float(f_distribution.sf(statistic, len(value), df)), last,
    )  # fmt: skip


def _reach(relative: np.ndarray) -> int:
    """How many periods before its release the longest market has."""
    own = relative[(relative < 0) & (relative > -NEVER // 2)]
    return int(-own.min(initial=0))


def _point(df: float, confidence: float) -> float:
    from scipy.stats import t

    return float(t.ppf((1 + confidence) / 2, df))


def _before(study: Study) -> tuple[Cells, np.ndarray, np.ndarray] | None:
    """Cells without release, their columns, and periods to the release."""
    if study.compared is not None:
        compared = study.compared
        kept: Bools = ~compared.asked
        relative = study.panel.relative[compared.rows][kept]
        cells, x = compared.fitted.cells.only(kept), compared.fitted.x[kept]
        return cells, x[:, np.abs(x).sum(axis=0) > 0], relative
    series = study.together or (study.told[0].its if len(study.told) == 1 else None)
    if series is None:
        return None
    kept = ~series.cells.post
    relative = series.cells.time[kept] - int(study.panel.release[study.told[0].code])
    return series.cells.only(kept), series.x[kept], relative


def placebos(study: Study) -> Placebo:
    """The release as if it had been earlier, on cells without it."""
    made = _before(study)
    if made is None:
        return Placebo(0, 0, [])
    cells, x, relative = made
    found = []
    least = ways.LEAST_COMPARED if study.compared is not None else ways.LEAST_ALONE
    before = _reach(relative)
    shifts = np.unique(np.linspace(2, before - least, MOST_PLACEBOS).astype(int)).tolist()
    for shift in shifts if before - least >= 2 else []:
        asked = (relative < 0) & (relative >= -shift)
        if not asked.any() or (~asked).sum() < least:
            continue
        one = _placebo(study, cells, x, asked)
        if one is not None:
            found.append((shift, *one))
    return Placebo(sum(p < 0.05 for _, _, p in found), len(found), found)


def _placebo(study: Study, cells: Cells, x: np.ndarray, asked: Bools) -> tuple[float, float] | None:
    try:
        if study.compared is not None:
            used = ~asked
            if np.linalg.matrix_rank(x[used]) < x.shape[1]:
                return None
            effect = imputed(impute(cells, x, used), asked, study.params.confidence)
        else:
            if np.linalg.matrix_rank(x[~asked]) < x.shape[1]:
                return None
            supposed = Cells(cells.family, cells.y, cells.e, cells.market, cells.time, asked)
            effect, _ = level(supposed, x, study.params.confidence)
    except glm.NoFit:
        return None
    return (effect.value, effect.p) if np.isfinite(effect.value) else None
