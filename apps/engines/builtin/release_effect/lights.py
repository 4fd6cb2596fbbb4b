"""A light for each check of what the answer rests on."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np

from apps.core.messages import Num, msg
from apps.engines import lights as core
from apps.engines.builtin.release_effect.study import Study
from apps.engines.lights import Light
from apps.engines.result import Table

SMALL = 0.05


def lights(study: Study) -> list[Light]:
    """In the order in which they matter."""
    return [*_leads(study), _placebos(study), *_agree(study), *_markets(study), *_noise(study)]


def table(study: Study) -> Table:
    """The lights as a table."""
    return core.table(
        "checks",
        msg("Checks"),
        lights(study),
        msg("A check that finds nothing is no proof: with few periods it sees only what is large."),
    )


def _leads(study: Study) -> Iterator[Light]:
    found = study.leads
    check = (
        msg("Markets moved alike before the release")
        if study.method == "did"
        else msg("The past follows its trend up to the release")
    )
    if found is None:
        yield Light(
            "pre_trend", "neutral", check,
            msg("Too few periods before the release to tell."),
            msg("Add earlier periods."),
        )  # fmt: skip
        return
    bad = found.p < SMALL
    yield Light(
        "pre_trend", "bad" if found.p < 0.01 else "warn" if bad else "good", check,
        msg("There is an 'effect' before the release: something else was at work.")
        if bad
        else msg("Before the release there is no effect, as there should be none."),
        msg("Look at the chart by period; do not call the difference an effect of the release.")
        if bad
        else None,
        found.statistic, found.p,
    )  # fmt: skip
    early = found.last < SMALL
    yield Light(
        "anticipation", "warn" if early else "good", msg("No effect in the period just before"),
        msg("The last period before the release is already off: it was known, or tried out.")
        if early
        else msg("The last period before the release is as expected."),
        msg("Leave it out under 'Periods before the release to leave out'.") if early else None,
        None, found.last,
    )  # fmt: skip


def _placebos(study: Study) -> Light:
    found = study.placebos
    check = msg("Releases that never were")
    if found.tried < 2:
        return Light(
            "placebo", "neutral", check, msg("Too few periods before the release to try any."),
            msg("Add earlier periods."),
        )  # fmt: skip
    share = found.shown / found.tried
    tone = "good" if found.shown == 0 else "bad" if share > 0.5 else "warn"
    return Light(
        "placebo", "good" if tone == "good" else "bad" if tone == "bad" else "warn", check,
        msg(
            "{count} of {tried} made-up earlier dates show an 'effect'; by chance it would be 1 in"
            " 20.",
            count=found.shown, tried=found.tried,
        ),
        msg("Take the effect as less sure than its interval says.") if found.shown else None,
        share,
    )  # fmt: skip


def _agree(study: Study) -> Iterator[Light]:
    """Whether the ways to compute it tell one story."""
    total = study.total
    others = []
    if study.method == "did" and study.common is not None:
        others.append(study.common[0])
    series = study.together or (study.told[0].its if len(study.told) == 1 else None)
    if series is not None:
        ends = [series.carried, series.step]
        others += [one.value for one in ends if one is not None and one is not total]
    if total is None or not others:
        return
    off = [one for one in others if not total.low <= one <= total.high]
    yield Light(
        "ways", "warn" if off else "good", msg("Ways to compute it agree"),
        msg("Another way gives an estimate outside the interval.")
        if off
        else msg("Estimates of the other ways lie within the interval."),
        msg("Compare them in the table, and what each takes for granted.") if off else None,
    )  # fmt: skip


def _markets(study: Study) -> Iterator[Light]:
    if study.method != "did" or study.compared is None:
        return
    controls = len(study.compared.codes) - len(study.told)
    few = controls < 2
    yield Light(
        "controls", "warn" if few else "good", msg("Markets to compare with"),
        msg(
            "Without a release here: {count}; with it: {later}.",
            count=max(controls, 0), later=len(study.told),
        ),
        msg("With so few, one odd market decides: add others.") if few else None,
        float(max(controls, 0)),
    )  # fmt: skip


def _noise(study: Study) -> Iterator[Light]:
    pair = study.fitted(study.told[0])
    if pair is None:
        return
    noise = pair[0].noise
    if study.panel.cells.family.log:
        weight = np.array([pair[0].weight[rows[0]] for rows in noise.blocks])
        phi = float(np.median(noise.dispersion / weight))
        yield Light(
            "dispersion", "good" if phi < 5 else "warn", msg("Scatter beyond chance"),
            msg(
                "Counts scatter {times} times as much as chance alone would make them; the interval"
                " allows for it.",
                times=Num(value=phi, digits=2),
            ),
            msg("Choose an exposure, or look for periods that are unlike all others.")
            if phi >= 5
            else None,
            phi,
        )  # fmt: skip
    yield Light(
        "autocorrelation", "good" if noise.rho < 0.6 else "warn",
        msg("Errors that go on from period to period"),
        msg("Their correlation is about {rho}; the interval allows for it.",
            rho=Num(value=noise.rho, decimals=2)),
        msg("Count by longer periods, and see whether the answer stays.")
        if noise.rho >= 0.6
        else None,
        noise.rho,
    )  # fmt: skip
