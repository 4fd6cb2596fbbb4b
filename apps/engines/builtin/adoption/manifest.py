"""The manifest of ``markets.adoption``. Imports nothing heavy."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, ClassVar

from apps.core.messages import mark
from apps.engines.builtin import series_slots
from apps.engines.builtin.adoption import outputs, slots
from apps.engines.builtin.adoption.params import AdoptionParams
from apps.engines.contract import (
    Engine,
    InputProfile,
    InputSlot,
    Issue,
    OutputTable,
    Resources,
)
from apps.engines.predicted import Predicted


class Adoption(Engine):
    """Bass diffusion with intervals that open where the data do."""

    key = "markets.adoption"
    version = "1.0.0"
    label = mark("Adoption")
    question = mark("How fast will a new product spread, and when is the peak?")
    description = mark(
        "How a new product spreads: market potential, time and height of the peak by Bass's"
        " diffusion curve, and how little of it is known before the peak."
    )
    kind = "markets"
    Params = AdoptionParams
    inputs: ClassVar[tuple[InputSlot, ...]] = (slots.DATA,)
    runner = "apps.engines.builtin.adoption.runner:Runner"
    warm = True
    sources = (
        "Bass (1969), A new product growth model for consumer durables",
        "Srinivasan and Mason (1986), Nonlinear least squares estimation of new product diffusion"
        " models",
        "Golub and Pereyra (1973), The differentiation of pseudo-inverses and nonlinear least"
        " squares problems whose variables separate",
        "Bates and Watts (1988), Nonlinear Regression Analysis and its Applications (profiles)",
        "Van den Bulte and Lilien (1997), Bias and systematic change in the parameter estimates of"
        " macro-level diffusion models",
        "Boswijk and Franses (2005), On the econometrics of the Bass diffusion model",
        "Mahajan, Muller and Bass (1990), New product diffusion models in marketing: a review and"
        " directions for research",
    )
    docs = (
        "A share F(t) = (1 − exp(−(p + q) t)) / (1 + (q / p) exp(−(p + q) t)) of m adopters has"
        " adopted t periods after the launch. Period i sees m (F(i) − F(i − 1)) and an error; p, q"
        " and m are found by nonlinear least squares (Srinivasan and Mason), m projected out, from"
        " the five best places of a grid, so that no start has to be given. Bass's own least"
        " squares stands beside it.\n\n"
        "Intervals are profile intervals: the range of a quantity over all (p, q, m) whose residual"
        " sum of squares is within s² F(1, n − 3) of the least. They need no linearisation. Where"
        " early periods fit an exponential as well, no market is too large for them, and the"
        " interval of m has no upper end: the page says so instead of giving a standard error.\n\n"
        "A potential from elsewhere may be given, for all or by market; then p and q alone are"
        " estimated (n − 2 degrees of freedom). What further periods would tell is computed from"
        " data as the fit expects them, with errors as large as now.\n\n"
        "Limits: errors are taken as equal and independent; where they repeat or grow with sales"
        " the page says so, and intervals are too narrow (Boswijk and Franses 2005). Estimates of m"
        " from few periods tend to lie close to what has been sold (Van den Bulte and Lilien 1997)."
        " The first period with adopters counts as the launch. Repeat purchases, prices and"
        " campaigns are not in the curve."
    )

    def resources(self, params: AdoptionParams, profiles: Mapping[str, InputProfile]) -> Resources:
        data = profiles.get("data")
        rows = data.rows if data else 0
        names = data.roles.get("market", []) if data else []
        column = data.column(names[0]) if data and names else None
        markets = max((column.distinct or 1) if column else 1, 1)
        return Resources(
            memory_bytes=400 * 1024**2 + (rows // markets + params.horizon) * 800_000,
            seconds=1.0 + 1.0 * markets,
        )

    def validate(self, params: AdoptionParams, profiles: Mapping[str, InputProfile]) -> list[Issue]:
        return series_slots.check(profiles)

    def outputs(
        self, params: AdoptionParams, profiles: Mapping[str, InputProfile]
    ) -> list[OutputTable]:
        return outputs.tables(profiles)

    def predictions(self, params: Mapping[str, Any], summary: Mapping[str, Any]) -> Predicted:
        return outputs.predicted(params, summary)


ENGINE = Adoption()
