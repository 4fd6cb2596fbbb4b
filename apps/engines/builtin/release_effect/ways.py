"""Each way to tell the effect: against markets not yet released, or against a market's own past."""

from __future__ import annotations

import warnings
from contextlib import suppress
from dataclasses import dataclass

import numpy as np

from apps.engines.builtin.release_effect import design, glm
from apps.engines.builtin.release_effect.glm import Bools, Floats
from apps.engines.builtin.release_effect.inference import (
    Cells,
    Effect,
    Fitted,
    impute,
    imputed,
    level,
)
from apps.engines.builtin.release_effect.panel import Panel
from apps.engines.builtin.release_effect.params import ReleaseParams

LEAST_COMPARED, LEAST_ALONE, LEAST_FREE = 3, 6, 3
FEW = 5.0  # counts of a period in all markets to compare with, below which it has no level


@dataclass(frozen=True)
class Compared:
    """A fit to cells not yet released. ``codes`` are the panel's codes of its markets, ``rows`` the
    panel's cells that it is of, ``asked`` (n,) those after a release.
    """

    fitted: Fitted
    rows: np.ndarray[tuple[int], np.dtype[np.int64]]
    asked: Bools
    codes: list[int]

    def of(self, code: int) -> Bools:
        """Cells of one market after its release."""
        return self.asked & (self.fitted.cells.market == self.codes.index(code))


def compare(panel: Panel, cells: Cells, kept: Bools) -> Compared | None:
    """Differences in differences by imputation; None where no cells are there to compare with."""
    family = cells.family
    used = kept & ~cells.post
    enough = np.zeros(len(panel.markets), bool)
    for code in range(len(panel.markets)):
        own = used & (cells.market == code)
        told = not family.log or cells.y[own].sum() > 0
        enough[code] = own.sum() >= LEAST_COMPARED and told
    use = kept & enough[cells.market]
    for time in np.unique(cells.time[use]).tolist():
        here = use & (cells.time == time)
        known = here & used
        if not known.any() or (family.log and cells.y[known].sum() < FEW):
            use &= ~here
    use &= enough[cells.market]
    if not (use & used).any():
        return None
    use &= design.connected(cells.market, cells.time, use & used)
    rows = np.flatnonzero(use)
    asked = cells.post[rows]
    if not asked.any() or len(np.unique(cells.market[rows])) < 2:
        return None
    own = cells.only(use)
    x = design.two_way(own.market, own.time)
    if (~asked).sum() - x.shape[1] < LEAST_FREE:
        return None
    codes = np.unique(cells.market[rows]).tolist()
    try:
        return Compared(impute(own, x, ~asked, weighted=True), rows, asked, codes)
    except glm.NoFit:
        return None


@dataclass(frozen=True)
class Alone:
    """One series against its own past: the step, and the past carried forward by columns ``x``."""

    cells: Cells
    x: Floats
    trended: bool
    pairs: int
    step: Effect | None
    carried: Effect | None
    step_fit: Fitted | None
    carried_fit: Fitted | None

    def effect(self, shape: str) -> Effect | None:
        """The effect by 'level' or 'any' shape."""
        return self.carried if shape == "any" else self.step

    def fitted(self, shape: str) -> Fitted | None:
        """The fit behind it."""
        return self.carried_fit if shape == "any" else self.step_fit


def alone(panel: Panel, cells: Cells, params: ReleaseParams) -> Alone | None:
    """An interrupted series (cells of one market, those left out gone); None where too little came
    before.
    """
    post = cells.post
    before = int((~post).sum())
    if before < LEAST_ALONE or not post.any():
        return None
    if cells.family.log and cells.y[~post].sum() <= 0:
        return None
    if not cells.family.log and np.ptp(cells.y[~post]) == 0:
        return None
    centre = int(cells.time[post].min())
    wanted = params.trend == "linear" or (params.trend == "auto" and before >= design.TREND_FROM)
    seasons = [
        design.pairs_for(panel.season, count) if params.season == "auto" else 0
        for count in (len(cells), before)
    ]
    x, past = (
        design.single(cells.time, centre, trended=wanted, season=panel.season, pairs=pairs)
        for pairs in seasons
    )
    step = carried = step_fit = carried_fit = None
    if len(cells) - x.shape[1] - 1 >= LEAST_FREE:
        with suppress(glm.NoFit):
            step, step_fit = level(cells, x, params.confidence)
    if before - past.shape[1] >= LEAST_FREE:
        with suppress(glm.NoFit):
            carried_fit = impute(cells, past, ~post)
            carried = imputed(carried_fit, post, params.confidence)
    if step is None and carried is None:
        return None
    pairs = seasons[params.shape == "any"]
    return Alone(cells, past, wanted, pairs, step, carried, step_fit, carried_fit)


def summed(cells: Cells, kept: Bools) -> Cells | None:
    """All markets as one series, where they were released at once; None where they were not."""
    times = np.unique(cells.time[kept]).tolist()
    markets = set(cells.market[kept].tolist())
    y, e, post, place = [], [], [], []
    for time in times:
        here = kept & (cells.time == time)
        after = cells.post[here]
        if after.any() != after.all():
            return None
        if set(cells.market[here].tolist()) != markets:
            continue
        weight = float(cells.e[here].sum())
        own = cells.y[here]
        y.append(float(own.sum() if cells.family.log else own @ cells.e[here] / weight))
        e.append(weight)
        post.append(bool(after.any()))
        place.append(time)
    if len(place) < LEAST_ALONE + 1 or not any(post):
        return None
    return Cells(
        cells.family, np.array(y), np.array(e), np.zeros(len(y), np.int64),
        np.array(place, np.int64), np.array(post),
    )  # fmt: skip


def two_way(compared: Compared, confidence: float) -> tuple[float, float, float] | None:
    """One effect for all markets with two-way levels, errors clustered by market: estimate, low and
    high, by statsmodels. None below four markets.
    """
    import statsmodels.api as sm
    from scipy.stats import t

    cells = compared.fitted.cells
    count = int(cells.market.max()) + 1
    if count < 4:
        return None
    x = np.column_stack([design.two_way(cells.market, cells.time), cells.post.astype(float)])
    family = sm.families.Poisson() if cells.family.log else sm.families.Gaussian()
    options = {"exposure": cells.e} if cells.family.log else {"var_weights": cells.e}
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        try:
            found = sm.GLM(cells.y, x, family=family, **options).fit(
                cov_type="cluster", cov_kwds={"groups": cells.market}
            )
        except (ValueError, np.linalg.LinAlgError):
            return None
    value, se = float(found.params[-1]), float(found.bse[-1])
    if not np.isfinite([value, se]).all() or se <= 0 or abs(value) > 10:
        return None
    half = float(t.ppf((1 + confidence) / 2, count - 1)) * se
    return value, value - half, value + half
