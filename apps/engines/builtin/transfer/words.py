"""The answer in sentences, its interval with it, and what would change it."""

from __future__ import annotations

from apps.core.messages import Message, Num, msg, msgn
from apps.engines.builtin.transfer import conformal
from apps.engines.builtin.transfer.estimates import Figures
from apps.engines.builtin.transfer.learning import Step
from apps.engines.figures import level, measured, percent

HOPEFUL = 1.25  # a measured width so much above the expected one is said


def headline(figures: Figures) -> Message:
    """The first row asked for, or the mean of the predictors."""
    study = figures.study
    found, panel = study.forecast, study.panel
    point, low, high = (float(values[0]) for values in (found.point, found.low, found.high))
    half = (high - low) / 2
    values: dict[str, Message | Num | str | int] = {
        "market": panel.market,
        "target": panel.target,
        "period": found.periods[0],
        "value": measured(point, half),
        "low": measured(low, half),
        "high": measured(high, half),
        "level": level(figures.study.params.confidence),
        "count": len(panel.own),
    }
    if not panel.market:
        return msg(
            "In a new market with average predictors, {target} is expected at {value} ({level}"
            " interval {low} to {high}).",
            **values,
        )
    if found.typical and not len(panel.own):
        return msg(
            "{market}, of which no period is known: with average predictors {target} is expected at"
            " {value} ({level} interval {low} to {high}).",
            **values,
        )
    if found.typical:
        return msgn(
            "{market}, with {count} period seen: {target} is expected at {value} where its"
            " predictors are as they were on average ({level} interval {low} to {high}).",
            "{market}, with {count} periods seen: {target} is expected at {value} where its"
            " predictors are as they were on average ({level} interval {low} to {high}).",
            len(panel.own),
            **values,
        )
    if found.periods[0]:
        return msgn(
            "{market}, period {period}, with {count} period seen: {target} is expected at {value}"
            " ({level} interval {low} to {high}).",
            "{market}, period {period}, with {count} periods seen: {target} is expected at"
            " {value} ({level} interval {low} to {high}).",
            len(panel.own),
            **values,
        )
    return msgn(
        "{market}, with {count} period seen: {target} is expected at {value} ({level} interval"
        " {low} to {high}).",
        "{market}, with {count} periods seen: {target} is expected at {value} ({level} interval"
        " {low} to {high}).",
        len(panel.own),
        **values,
    )


def method(figures: Figures) -> Message:
    """Which interval it is, and what it rests on."""
    study = figures.study
    if study.forecast.calibrated_at is None:
        return msg(
            "The interval is the t predictive interval of the mixed model (Satterthwaite's degrees"
            " of freedom). It holds as far as differences between markets and the noise of a"
            " period are normally distributed."
        )
    return msg(
        "The interval is conformal: it is as wide as the errors of {markets} markets ask, each"
        " predicted from the others after {count} of its own periods. It needs no distribution,"
        " only that the new market is like a further draw from the same kind of markets. Proved"
        " for any distribution are {worst}; what it held in practice, the check below tells.",
        count=study.forecast.calibrated_at,
        markets=study.forecast.markets,
        worst=percent(max(4 * study.params.confidence - 3, 0.0), 1),
    )


def would_change(figures: Figures) -> list[Message]:
    """Own periods, more markets, and what nothing removes."""
    study = figures.study
    steps = {step.periods: step for step in study.steps}
    seen = len(study.panel.own)
    now = steps.get(seen) or max(
        (step for step in study.steps if step.periods <= seen), key=lambda step: step.periods
    )
    more = [step for step in study.steps if step.periods > seen]
    found = [_uncertainty(now)]
    if more:
        found.append(_later(figures, more[0]))
        if len(more) > 1:
            found.append(_later(figures, more[min(3, len(more) - 1)]))
    markets, wanted = len(study.panel.others), conformal.needed(study.params.confidence)
    if markets < wanted:
        found.append(
            msg(
                "With data of {wanted} markets, {more} more than now, the interval would need no"
                " assumption of a distribution.",
                wanted=wanted,
                more=wanted - markets,
            )
        )
    found.append(
        msg(
            "A predictor that explains why markets differ narrows the interval before any own"
            " period is seen; a market unlike all others here makes it wrong."
        )
    )
    return found


def _uncertainty(now: Step) -> Message:
    share = min((now.level / now.value) ** 2, 1.0) if now.value else 0.0
    return msg(
        "By the model, {share} of what is not known now is how this market differs: own periods"
        " settle it. The rest is the noise of a single period, which stays.",
        share=percent(share),
    )


def _later(figures: Figures, step: Step) -> Message:
    study = figures.study
    said = msgn(
        "After {count} period of its own you would know {target} of one period to ± {value}, and"
        " its expected level to ± {mean} ({level}).",
        "After {count} periods of its own you would know {target} of one period to ± {value}, and"
        " its expected level to ± {mean} ({level}).",
        step.periods,
        target=study.panel.target,
        value=measured(step.value, step.value),
        mean=measured(step.level, step.level),
        level=level(figures.study.params.confidence),
    )
    halves = {one.seen: one.width / 2 * study.frame.unit for one in study.checked}
    half = halves.get(step.periods)
    if half is None or half <= HOPEFUL * step.value:
        return said
    return msg(
        "{expected} So says the model; the interval checked on markets left out came to ± {half}.",
        expected=said,
        half=measured(half, half),
    )


def data(figures: Figures) -> list[Message]:
    """Rows, markets, what was left out, and how it was computed."""
    panel = figures.study.panel
    found = [
        msg(
            "{used} of {rows} rows from {markets} markets besides the new one, which has {own} with"
            " {target} and {asked} without.",
            used=panel.used - len(panel.own),
            rows=panel.rows,
            markets=len(panel.others),
            own=len(panel.own),
            asked=len(panel.asked),
            target=panel.target,
        )
    ]
    if not panel.market:
        found = [
            msg(
                "{used} of {rows} rows from {markets} markets.",
                used=panel.used,
                rows=panel.rows,
                markets=len(panel.others),
            )
        ]
    differing = [name for name in figures.random_names if name]
    found.append(
        msg(
            "The level and the effect of {names} differ by market; restricted maximum likelihood.",
            names=differing,
        )
        if differing
        else msg("The level differs by market; restricted maximum likelihood.")
    )
    if panel.left_out:
        found.append(
            msgn("{count} row was left out.", "{count} rows were left out.", panel.left_out)
        )
    return found
