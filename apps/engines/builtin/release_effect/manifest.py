"""The manifest of ``effects.release``. Imports nothing heavy."""

from __future__ import annotations

from collections.abc import Mapping
from typing import ClassVar

from apps.core.messages import mark
from apps.engines.builtin.release_effect import slots
from apps.engines.builtin.release_effect.params import ReleaseParams
from apps.engines.contract import Engine, InputProfile, InputSlot, Issue, Resources


class ReleaseEffect(Engine):
    """What a release changed, by market."""

    key = "effects.release"
    version = "1.0.0"
    label = mark("Effect of a release")
    question = mark("Did the release change what customers complain about, and by how much?")
    description = mark(
        "Before and after, against markets that were not released or against a market's own past:"
        " the change in percent by market, with an interval and checks."
    )
    kind = "effects"
    Params = ReleaseParams
    inputs: ClassVar[tuple[InputSlot, ...]] = (slots.DATA,)
    runner = "apps.engines.builtin.release_effect.runner:Runner"
    warm = True
    stores = False
    sources = (
        "Bernal, Cummins and Gasparrini (2017), Interrupted time series regression for the"
        " evaluation of public health interventions: a tutorial",
        "Turner et al. (2021), Evaluation of statistical methods used in the analysis of"
        " interrupted time series studies: a simulation study",
        "Borusyak, Jaravel and Spiess (2024), Revisiting event-study designs: robust and efficient"
        " estimation",
        "Callaway and Sant'Anna (2021), Difference-in-differences with multiple time periods",
        "Wooldridge (2023), Simple approaches to nonlinear difference-in-differences with panel"
        " data",
        "Zellner and Tiao (1964), Bayesian analysis of the regression model with autocorrelated"
        " errors",
        "Smyth (2004), Linear models and empirical Bayes methods for assessing differential"
        " expression",
        "Gelman (2006), Prior distributions for variance parameters in hierarchical models",
    )
    docs = (
        "With markets to compare with: quasi-Poisson levels of markets and periods are fitted to"
        " the cells without the release and carried to those with it (imputation), so that effects"
        " may differ by market and time and a released market is never a control. The effect is"
        " total observed over total expected. Without such markets: an interrupted series with"
        " trend and season, and a step at the release.\n\n"
        "An interval holds all effects that a score test does not rule out: the variance is that"
        " under the effect tested, so few counts or none are no trouble. Dispersion is each"
        " market's own, drawn towards the others'. Errors are a carried-on part and a new part;"
        " both shares and the correlation are averaged over by restricted likelihood. What the"
        " intervals held in simulations stands in benchmarks/RESULTS.md.\n\n"
        "Limits: what else happened at the same time, spill-overs between markets, and markets"
        " that would not have moved alike are not corrected for; checks look for the last."
    )

    def resources(self, params: ReleaseParams, profiles: Mapping[str, InputProfile]) -> Resources:
        data = profiles.get("data")
        rows = data.rows if data else 0
        return Resources(memory_bytes=350 * 1024**2 + rows * 600, seconds=3.0 + rows * 2e-5)

    def validate(self, params: ReleaseParams, profiles: Mapping[str, InputProfile]) -> list[Issue]:
        return slots.check(params, profiles)


ENGINE = ReleaseEffect()
