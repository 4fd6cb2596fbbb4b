"""The whole computation, once: each market, all together, the checks and what charts need."""

from __future__ import annotations

from dataclasses import dataclass, field

import numpy as np

from apps.core.messages import clipped, msg, msgn
from apps.engines.builtin.release_effect import checks, pooling, ways
from apps.engines.builtin.release_effect.checks import Lead, Placebo
from apps.engines.builtin.release_effect.glm import Bools, Floats
from apps.engines.builtin.release_effect.inference import Cells, Effect, Fitted, imputed
from apps.engines.builtin.release_effect.panel import Panel
from apps.engines.builtin.release_effect.params import ReleaseParams
from apps.engines.builtin.release_effect.pooling import Pooled, Spread
from apps.engines.builtin.release_effect.ways import Alone, Compared
from apps.engines.contract import Context, Refusal

EVENTS = 24  # periods after the release in the chart


@dataclass
class One:
    """A released market. ``chosen`` is the effect by the method told; ``why`` says why there is
    none: 'before' (too few periods), 'zero' (no counts before), 'fit'.
    """

    code: int
    name: str
    before: int
    after: int
    did: Effect | None
    its: Alone | None
    chosen: Effect | None
    why: str = ""
    drawn: Spread | None = None


@dataclass
class Study:
    """``method`` is 'did' or 'its'. ``total`` is the effect over all markets told, None where only
    markets' own are known; ``way`` says what it is of: 'did', 'summed', 'pooled' or 'single'.
    """

    panel: Panel
    params: ReleaseParams
    method: str
    compared: Compared | None
    ones: list[One]
    together: Alone | None
    total: Effect | None
    way: str
    pooled: Pooled | None
    common: tuple[float, float, float] | None
    leads: Lead | None
    placebos: Placebo
    events: list[tuple[int, Effect]] = field(default_factory=list)

    @property
    def told(self) -> list[One]:
        """Markets with an estimate."""
        return [one for one in self.ones if one.chosen is not None]

    @property
    def effects(self) -> list[tuple[One, Effect]]:
        """The same with their estimates."""
        return [(one, one.chosen) for one in self.ones if one.chosen is not None]

    def fitted(self, one: One) -> tuple[Fitted, Bools] | None:
        """The fit behind a market's estimate and its cells there."""
        if self.method == "did" and one.did is not None and self.compared is not None:
            cells = self.compared.fitted.cells
            return self.compared.fitted, cells.market == self.compared.codes.index(one.code)
        found = one.its.fitted(self.params.shape) if one.its else None
        return None if found is None else (found, np.ones(len(found.cells), bool))


def conduct(ctx: Context, panel: Panel, params: ReleaseParams) -> Study:
    """Refuses where no effect can be told from what the table has."""
    cells, kept = panel.cells, panel.kept
    _check(panel)
    ctx.check_cancelled()
    ctx.progress(1, 4, msg("Comparing markets"))
    compared = ways.compare(panel, cells, kept) if params.method != "its" else None
    ones = []
    for code in panel.released:
        ctx.check_cancelled()
        ones.append(_one(panel, params, compared, code))
    method = "did" if compared is not None else "its"
    if params.method == "did" and compared is None:
        raise _nothing_to_compare(ones)
    for one in ones:
        one.chosen = one.did if method == "did" else _alone(one, params)
    if not any(one.chosen for one in ones):
        raise _nothing(ones)
    ctx.progress(2, 4, msg("Adding markets up"))
    together, total, way = _total(panel, params, compared, ones)
    study = Study(
        panel=panel, params=params, method=method, compared=compared, ones=ones, together=together,
        total=total, way=way, pooled=None, common=None, leads=None, placebos=Placebo(0, 0, []),
    )  # fmt: skip
    _pool(study)
    if compared is not None:
        study.common = ways.two_way(compared, params.confidence)
    ctx.check_cancelled()
    ctx.progress(3, 4, msg("Checking what the answer rests on"))
    study.leads = checks.leads(study)
    study.placebos = checks.placebos(study)
    study.events = _events(study)
    ctx.progress(4, 4, msg("Done"))
    return study


def _check(panel: Panel) -> None:
    cells, kept = panel.cells, panel.kept
    if not panel.released:
        raise Refusal(
            msg("No period after the release is left."),
            fix=msg("Leave out fewer periods after the release."),
            field="transition",
        )
    if cells.family.log and not cells.y[kept].any():
        raise Refusal(
            msg("Every count is zero: there is nothing that could have changed."),
            fix=msg("Choose another column or topic."),
            field="data.value",
        )
    before = kept & ~cells.post & np.isin(cells.market, panel.released)
    if not cells.family.log and (not before.any() or np.ptp(cells.y[before]) == 0):
        raise Refusal(
            msg("Before the release the value is the same in every period: how far it moves by"
                " itself cannot be told."),
            fix=msg("Choose another column."),
            field="data.value",
        )  # fmt: skip


def _one(panel: Panel, params: ReleaseParams, compared: Compared | None, code: int) -> One:
    cells = panel.cells
    own = panel.kept & (cells.market == code)
    post = own & cells.post
    did = None
    if compared is not None and code in compared.codes:
        asked = compared.of(code)
        did = imputed(compared.fitted, asked, params.confidence) if asked.any() else None
    series = ways.alone(panel, cells.only(own), params)
    before = int((own & ~cells.post).sum())
    zero = cells.family.log and cells.y[own & ~cells.post].sum() == 0
    least = ways.LEAST_COMPARED if compared is not None else ways.LEAST_ALONE
    why = "before" if before < least else "zero" if zero else "fit"
    return One(code, panel.markets[code], before, int(post.sum()), did, series, None, why)


def _alone(one: One, params: ReleaseParams) -> Effect | None:
    return one.its.effect(params.shape) if one.its is not None else None


def _nothing_to_compare(ones: list[One]) -> Refusal:
    most = max(ones, key=lambda one: one.before)
    if most.before < ways.LEAST_COMPARED:
        return Refusal(
            msgn(
                "{market} has {count} period before its release; {least} are needed to compare it"
                " with other markets.",
                "{market} has {count} periods before its release; {least} are needed to compare it"
                " with other markets.",
                most.before, market=clipped(most.name), least=ways.LEAST_COMPARED,
            ),
            fix=msg("Add earlier periods, or count by shorter ones."),
            field="data.period",
        )  # fmt: skip
    return Refusal(
        msg("There is no market to compare with: none has periods without the release, beside"
            " one that has it."),
        fix=msg("Add markets not yet released, or compare each market with its own past."),
        field="method",
    )  # fmt: skip


def _nothing(ones: list[One]) -> Refusal:
    most = max(ones, key=lambda one: one.before)
    if all(one.why == "zero" for one in ones):
        return Refusal(
            msg("Before the release every count is zero: nothing could fall."),
            fix=msg("Choose another column or topic, or add earlier periods."),
            field="data.value",
        )
    if most.why == "before":
        return Refusal(
            msg(
                "{market} has {count} periods before its release; {least} are needed to tell what"
                " would have happened without it.",
                market=clipped(most.name), count=most.before, least=ways.LEAST_ALONE,
            )
            if most.name
            else msg(
                "There are {count} periods before the release; {least} are needed to tell what"
                " would have happened without it.",
                count=most.before, least=ways.LEAST_ALONE,
            ),
            fix=msg(
                "Add earlier periods or count by shorter ones; or add markets that were not"
                " released: beside such, {few} are enough.",
                few=ways.LEAST_COMPARED,
            ),
            field="data.period",
        )  # fmt: skip
    return Refusal(
        msg("What would have happened without the release cannot be told: before it there is too"
            " little that varies."),
        fix=msg("Add earlier periods or further markets, or count by longer periods."),
        field="data.value",
    )  # fmt: skip


def _total(
    panel: Panel, params: ReleaseParams, compared: Compared | None, ones: list[One]
) -> tuple[Alone | None, Effect | None, str]:
    told = [one for one in ones if one.chosen is not None]
    if compared is not None:
        found = imputed(compared.fitted, compared.asked, params.confidence)
        return None, found, "did" if len(told) > 1 else "single"
    if len(told) == 1:
        return told[0].its, told[0].chosen, "single"
    kept = panel.kept & np.isin(panel.cells.market, [one.code for one in told])
    series: Cells | None = ways.summed(panel.cells, kept)
    together = ways.alone(panel, series, params) if series is not None else None
    effect = together.effect(params.shape) if together is not None else None
    return together, effect, "summed" if effect is not None else "pooled"


def _pool(study: Study) -> None:
    """Only markets whose estimate is finite take part."""
    told = [(one, effect) for one, effect in study.effects if np.isfinite(effect.value)]
    if len(told) < pooling.LEAST:
        return
    values = np.array([effect.value for _, effect in told])
    covariance = np.diag([_variance(study, effect) for _, effect in told])
    if study.method == "did" and study.compared is not None:
        covariance = _covariance(study, study.compared, told)
    if not np.isfinite(covariance).all() or (np.diag(covariance) <= 0).any():
        return
    study.pooled = pooling.pool(values, covariance, study.params.confidence)
    for (one, _), drawn in zip(told, study.pooled.drawn, strict=True):
        one.drawn = drawn


def _variance(study: Study, effect: Effect) -> float:
    """From the interval, as it holds."""
    from scipy.stats import t

    if not np.isfinite([effect.low, effect.high]).all():
        return float("nan")
    point = float(t.ppf((1 + study.params.confidence) / 2, max(effect.df, 1.0)))
    return ((effect.high - effect.low) / (2 * point)) ** 2


def _covariance(study: Study, compared: Compared, told: list[tuple[One, Effect]]) -> Floats:
    """(m, m) of the markets' effects: they share the markets that they are compared with."""
    fitted, log = compared.fitted, study.panel.cells.family.log
    columns = []
    for one, effect in told:
        asked = compared.of(one.code)
        wanted = np.where(asked, 1.0 if log else fitted.cells.e, 0.0)
        ratio = float(np.exp(effect.value)) if log else 1.0
        mean = np.where(asked, ratio, 1.0) * fitted.expected if log else fitted.expected
        root = np.sqrt(fitted.cells.family.variance(mean, fitted.cells.e) / fitted.weight)
        total = float(wanted @ mean) if log else float(wanted.sum())
        columns.append((wanted - ratio * fitted.sensitivity(wanted)) * root / total)
    return fitted.noise.products(np.column_stack(columns))


def _events(study: Study) -> list[tuple[int, Effect]]:
    """The effect by period after the release, over all markets told, or of the only one."""
    if study.compared is not None:
        fitted, asked = study.compared.fitted, study.compared.asked
        relative = study.panel.relative[study.compared.rows]
    else:
        series = study.together
        if series is None and len(study.told) == 1:
            series = study.told[0].its
        if series is None or series.carried_fit is None:
            return []
        fitted, asked = series.carried_fit, series.cells.post
        relative = series.cells.time - int(study.panel.release[study.told[0].code])
    found = []
    for place in np.unique(relative[asked]).tolist()[:EVENTS]:
        found.append((place, imputed(fitted, asked & (relative == place), study.params.confidence)))
    return found
