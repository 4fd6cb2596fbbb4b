"""The whole computation, once: the fit, the markets left out, the new market's interval."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from apps.core.messages import msg
from apps.engines.builtin.transfer import conformal, coverage, echo, learning
from apps.engines.builtin.transfer.coverage import Checked
from apps.engines.builtin.transfer.echo import Echo
from apps.engines.builtin.transfer.frame import (
    Frame,
    check_each_left_out,
    frame_of,
    gram,
    moments,
)
from apps.engines.builtin.transfer.inference import Uncertainty
from apps.engines.builtin.transfer.learning import Step
from apps.engines.builtin.transfer.leaving import Leaves, Trial, gather, leave_each_out
from apps.engines.builtin.transfer.mixed import Floats, Moments, NoNoise, choose_random, fit
from apps.engines.builtin.transfer.panel import Panel, Rows
from apps.engines.builtin.transfer.params import TransferParams
from apps.engines.builtin.transfer.predictive import student, tangent
from apps.engines.contract import Context, Refusal

LEAST_OWN = 3  # periods that a market needs to say anything of its own slope


@dataclass
class Forecast:
    """For rows ``x`` (r, k) of the new market, in the person's units. ``typical`` says that nobody
    asked for them: they are the mean of the predictors. ``calibrated_at`` is the number of seen
    rows that the interval was judged at, None where it comes from the model alone.
    """

    x: Floats
    periods: list[str]
    point: Floats
    low: Floats
    high: Floats
    typical: bool
    calibrated_at: int | None
    markets: int


@dataclass
class Study:
    panel: Panel
    params: TransferParams
    frame: Frame
    whole: Uncertainty
    others: Uncertainty
    leaves: Leaves
    checked: list[Checked]
    forecast: Forecast
    steps: list[Step]
    echo: Echo | None

    @property
    def judged(self) -> Checked | None:
        """The check at the number of rows that the new market's interval is judged at."""
        counts = np.array([len(rows) for rows in self.panel.others])
        seen = coverage.calibrated_at(counts, len(self.panel.own), self.params.confidence)
        return next((one for one in self.checked if one.seen == seen), None)


def conduct(ctx: Context, panel: Panel, params: TransferParams) -> Study:
    """Everything that report and saved model need. Refuses a panel without noise."""
    try:
        return _conduct(ctx, panel, params)
    except NoNoise as error:
        raise Refusal(
            msg(
                "Within a market '{target}' never differs from what its level and the predictors"
                " give: no scatter of periods is left, and without it nothing can be said of a"
                " new market's.",
                target=panel.target,
            ),
            fix=msg("Use one row for each market, or a target that is measured in each period."),
            field="data.target",
        ) from error


def _conduct(ctx: Context, panel: Panel, params: TransferParams) -> Study:
    frame = frame_of(panel)
    known = moments(frame, panel.others)
    check_each_left_out(panel, known)
    random = _random(panel, params, known)
    others = fit(known, random)
    whole = fit(moments(frame, panel.everyone), random, None if others.flat else others.g)

    def told(done: int) -> None:
        ctx.check_cancelled()
        ctx.progress(done, len(known) + 1, msg("Leaving out one market after another"))

    leaves = leave_each_out(frame, panel.others, others, told)
    checked = coverage.check(leaves, len(panel.own), params.confidence, ctx.seed)
    sure = Uncertainty(others)
    study = Study(
        panel=panel,
        params=params,
        frame=frame,
        whole=Uncertainty(whole),
        others=sure,
        leaves=leaves,
        checked=checked,
        forecast=_unknown(panel),
        steps=learning.simulate(sure, panel, frame, params.confidence),
        echo=_echo(panel, frame, (whole.at.beta, whole.effects(), random), ctx.seed),
    )
    study.forecast = _forecast(study, ctx.seed)
    ctx.progress(1, 1, msg("Done"))
    return study


def _random(panel: Panel, params: TransferParams, known: Moments) -> list[int]:
    """Columns of X whose coefficients differ by market, the intercept first."""
    places = range(1, known.p)
    if params.slopes == "none" or not panel.predictors:
        return [0]
    if params.slopes == "all":
        _check_all(panel, known)
        return [0, *places]
    able = [rows for rows in panel.others if len(rows) >= LEAST_OWN]
    candidates = [
        place for place in places if sum(np.ptp(rows.x[:, place - 1]) > 0 for rows in able) >= 5
    ]
    return choose_random(known, candidates) if known.rows.max() > 1 else [0]


def _check_all(panel: Panel, known: Moments) -> None:
    q = known.p
    free = float(np.maximum(known.rows - q, 0).sum())
    still = [
        name
        for place, name in enumerate(panel.predictors)
        if not any(np.ptp(rows.x[:, place]) > 0 for rows in panel.others)
    ]
    if len(known) >= q + 2 and free > 0 and not still:
        return
    raise Refusal(
        msg(
            "Within markets {names} never changes, so its effect cannot differ by market.",
            names=still,
        )
        if still
        else msg(
            "{markets} markets with {rows} rows each at most cannot tell how {count} effects differ"
            " by market.",
            markets=len(known),
            rows=int(known.rows.max()),
            count=q - 1,
        ),
        fix=msg("Choose that the data decide which effects differ, or that none does."),
        field="slopes",
    )


def _unknown(panel: Panel) -> Forecast:
    nothing = np.empty(0)
    return Forecast(panel.asked.x, [], nothing, nothing, nothing, False, None, 0)


def _asked(panel: Panel) -> tuple[Floats, list[str], bool]:
    if len(panel.asked):
        return panel.asked.x, panel.asked.periods, False
    if len(panel.own):
        return panel.own.x.mean(axis=0, keepdims=True), [""], True
    centres = np.array([rows.x.mean(axis=0) for rows in panel.others])
    return centres.mean(axis=0, keepdims=True), [""], True


def _forecast(study: Study, seed: int) -> Forecast:
    panel, frame = study.panel, study.frame
    x, periods, typical = _asked(panel)
    judged = study.judged
    trial = judged.trial if judged is not None and judged.conformal else None
    found = interval(
        study.others, study.leaves, trial,
        gram(frame, panel.own), frame.design(x), study.params.confidence, seed,
    )  # fmt: skip
    point, low, high = (frame.outer(x, values) for values in found)
    return Forecast(
        x=x,
        periods=periods,
        point=point,
        low=low,
        high=high,
        typical=typical,
        calibrated_at=None if trial is None else trial.seen,
        markets=len(panel.others) if judged is None else judged.trial.judged,
    )


def interval(
    others: Uncertainty,
    leaves: Leaves,
    trial: Trial | None,
    shown: Floats,
    design: Floats,
    confidence: float,
    seed: int,
) -> tuple[Floats, Floats, Floats]:
    """(r,) each: points, lower and upper ends for rows ``design`` (r, p) of a market outside the
    model whose seen rows have the cross product ``shown``; in the scale of the frame. Conformal by
    the errors of ``trial``, or the t predictive interval where there is none.
    """
    at = tangent(others)
    found = student(at, at.known, shown, design)
    if trial is None:
        half = found.half(confidence)
        return found.mean, found.mean - half, found.mean + half
    known, noise = leaves.together.only(trial.market), leaves.noise[trial.market]
    points, sd = gather(known, noise, shown, design)
    return found.mean, *conformal.interval(trial, points, sd, confidence, seed)


def _echo(
    panel: Panel, frame: Frame, effects: tuple[Floats, Floats, list[int]], seed: int
) -> Echo | None:
    """How much a residual repeats in the next period of its market."""
    beta, each, random = effects
    if not panel.has_period:
        return None
    pairs = zip(panel.everyone, each, strict=True)
    return echo.find([_residuals(frame, rows, beta, one, random) for rows, one in pairs], seed)


def _residuals(frame: Frame, rows: Rows, beta: Floats, effect: Floats, random: list[int]) -> Floats:
    inner = frame.inner(rows.x, rows.y)
    return np.asarray(inner[:, -1] - inner[:, :-1] @ beta - inner[:, random] @ effect)
