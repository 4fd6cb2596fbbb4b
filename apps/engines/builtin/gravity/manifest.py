"""The manifest of ``markets.gravity``. Imports nothing heavy."""

from __future__ import annotations

from collections.abc import Mapping
from typing import ClassVar

from apps.core.messages import mark
from apps.engines.builtin.gravity import slots
from apps.engines.builtin.gravity.params import GravityParams
from apps.engines.contract import Engine, InputProfile, InputSlot, Issue, Resources


class Gravity(Engine):
    """Flows by PPML beside log-linear least squares, and where they are below expectation."""

    key = "markets.gravity"
    version = "1.0.0"
    label = mark("Gravity of flows")
    question = mark("Where do we sell less than distance and size let expect?")
    description = mark(
        "What distance, size, borders and languages do to flows between places, and where flows"
        " are below what gravity expects."
    )
    kind = "markets"
    Params = GravityParams
    inputs: ClassVar[tuple[InputSlot, ...]] = (slots.DATA,)
    runner = "apps.engines.builtin.gravity.runner:Runner"
    warm = True
    predicts = True
    sources = (
        "Tinbergen (1962), Shaping the World Economy",
        "Anderson and van Wincoop (2003), Gravity with gravitas: a solution to the border puzzle",
        "Santos Silva and Tenreyro (2006), The log of gravity",
        "Santos Silva and Tenreyro (2010), On the existence of the maximum likelihood estimates in"
        " Poisson regression",
        "Correia, Guimarães and Zylkin (2019), Verifying the existence of maximum likelihood"
        " estimates for generalized linear models",
        "Correia, Guimarães and Zylkin (2020), Fast Poisson estimation with high-dimensional fixed"
        " effects",
        "Fally (2015), Structural gravity and fixed effects",
        "Ramsey (1969), Tests for specification errors in classical linear least-squares analysis",
        "Koenker (1981), A note on studentizing a test for heteroscedasticity",
        "Gourieroux, Monfort and Trognon (1984), Pseudo maximum likelihood methods: theory",
    )
    docs = (
        "Poisson pseudo-maximum likelihood fits the flow itself, E[flow] = exp(index), and needs"
        " no Poisson distribution: only that the index is right. Log-linear least squares, shown"
        " beside it, leaves out flows of 0 and is biased where the spread of flows varies.\n\n"
        "PPML is fitted by iteratively reweighted least squares with step-halving on flows divided"
        " by their mean, so the unit of flows changes no slope. Fixed effects of origins and"
        " destinations, in each period where asked, are solved for exactly and not iterated.\n\n"
        "Rows that a column or an effect predicts to be 0 perfectly have no finite estimate. They"
        " are found exactly (a linear programme over the combinations that are 0 in all rows with"
        " a flow), named and left out, or the run stops.\n\n"
        "Standard errors are HC1, n / (n − k), or by pair in both directions with G / (G − 1) ·"
        " (n − 1) / (n − k), where k counts fixed effects, with t quantiles. RESET adds the square"
        " of the fitted index to each model.\n\n"
        "What is expected of a flow comes from the model without that flow. The interval in the"
        " table is of the expected value. A single flow's interval, used in predictions, is the"
        " range of flows over their expected value when left out, by rank; it"
        " takes rows as exchangeable.\n\n"
        "Limits: 3,000 levels of the smaller of both sides (in one period, where effects are by"
        " period), 60 periods with effects of their own. Pair fixed effects, instruments and"
        " general equilibrium are not part of it. Effects are associations: agreements are signed"
        " where trade is large."
    )

    def resources(self, params: GravityParams, profiles: Mapping[str, InputProfile]) -> Resources:
        data = profiles.get("data")
        rows = data.rows if data else 0
        width = len(slots.regressors(data.roles)) + 4 if data else 4
        levels = _levels(data) if data and params.fixed_effects != "none" else 0
        return Resources(
            memory_bytes=300 * 1024**2 + rows * width * 8 * 12 + 8 * 6 * levels**2,
            seconds=1.0 + rows * width * 4e-6 + 4e-9 * levels**3,
        )

    def validate(self, params: GravityParams, profiles: Mapping[str, InputProfile]) -> list[Issue]:
        return slots.check(params, profiles)


def _levels(data: InputProfile) -> int:
    """Levels of the larger side, as far as they are known."""
    found = [0]
    for role in ("origin", "destination"):
        for name in data.roles.get(role, []):
            column = data.column(name)
            found.append(column.distinct or 0 if column else 0)
    return min(max(found), 3000)


ENGINE = Gravity()
