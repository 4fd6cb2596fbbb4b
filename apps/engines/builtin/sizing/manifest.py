"""The manifest of ``markets.sizing``. Imports nothing heavy."""

from __future__ import annotations

from collections.abc import Mapping
from typing import ClassVar

from apps.core.messages import mark
from apps.engines.builtin.sizing import slots
from apps.engines.builtin.sizing.params import SizingParams
from apps.engines.contract import Engine, InputProfile, InputSlot, Issue, Resources


class Sizing(Engine):
    """TAM, SAM and SOM with how sure they are."""

    key = "markets.sizing"
    version = "1.0.0"
    label = mark("Market size")
    question = mark("How large is the market?")
    description = mark(
        "TAM, SAM and SOM as distributions, top-down and bottom-up beside each other, from"
        " assumptions with their sources; what moves them most."
    )
    kind = "markets"
    Params = SizingParams
    inputs: ClassVar[tuple[InputSlot, ...]] = (slots.DATA,)
    runner = "apps.engines.builtin.sizing.runner:Runner"
    warm = True
    stores = False
    sources = (
        "Morgan and Henrion (1990), Uncertainty: a guide to dealing with uncertainty in"
        " quantitative risk and policy analysis",
        "Owen (1998), Scrambling Sobol' and Niederreiter-Xing points",
        "Sobol (1993), Sensitivity estimates for nonlinear mathematical models: first-order shares"
        " of variance",
        "Malcolm, Roseboom, Clark and Fazar (1959), Application of a technique for research and"
        " development program evaluation: PERT",
    )
    docs = (
        "Each row is a step of a chain. A chain begins at TAM and is multiplied down to SAM and"
        " SOM; bottom-up may instead begin at SOM and be scaled up. A row may divide, and a row"
        " without a market holds for all of them. Each level is a distribution: scrambled Sobol"
        " points go through the quantile functions of the assumptions.\n\n"
        "Triangular, PERT and uniform take low and high as limits; lognormal and normal as the ends"
        " of the share that you state, a normal one cut at zero. Without a range a figure counts as"
        " exactly known, and a caution says so.\n\n"
        "The tornado moves one assumption between the ends of its interval with all others at their"
        " medians. Shares of the variance are first-order: the variance of the mean given the"
        " figure, which for sums of products of independent factors follows from their means and"
        " variances.\n\n"
        "Limits: assumptions are independent of each other; what two of them share (an exchange"
        " rate, one survey) should be a row of its own. A ratio near 1 does not prove both ways"
        " right where they rest on the same sources."
    )

    def resources(self, params: SizingParams, profiles: Mapping[str, InputProfile]) -> Resources:
        data = profiles.get("data")
        values = 2 * params.draws * max(data.rows if data else 1, 10)
        return Resources(memory_bytes=300 * 1024**2 + 24 * values, seconds=1 + values * 2e-7)

    def validate(self, params: SizingParams, profiles: Mapping[str, InputProfile]) -> list[Issue]:
        return slots.check(params, profiles)


ENGINE = Sizing()
