"""The manifest of ``markets.forecast``. Imports nothing heavy."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, ClassVar

from apps.core.messages import mark
from apps.engines.builtin import series_slots
from apps.engines.builtin.forecast import outputs, slots
from apps.engines.builtin.forecast.params import ForecastParams
from apps.engines.contract import (
    Engine,
    InputProfile,
    InputSlot,
    Issue,
    OutputTable,
    Resources,
)
from apps.engines.predicted import Predicted


class Forecast(Engine):
    """ETS, Theta and naive forecasts with bands that past origins have checked."""

    key = "markets.forecast"
    version = "1.0.0"
    label = mark("Forecast")
    question = mark("How much will be sold in the months ahead?")
    description = mark(
        "Demand of one or many markets over time, by ETS or Theta beside the naive forecast, with"
        " bands from what forecasts of the past got wrong."
    )
    kind = "markets"
    Params = ForecastParams
    inputs: ClassVar[tuple[InputSlot, ...]] = (slots.DATA,)
    runner = "apps.engines.builtin.forecast.runner:Runner"
    requires = ("statsforecast",)
    extra = "models"
    imports = ("statsforecast.models",)
    sources = (
        "Hyndman, Koehler, Ord and Snyder (2008), Forecasting with Exponential Smoothing: the"
        " state space approach",
        "Hyndman and Khandakar (2008), Automatic time series forecasting: the forecast package"
        " for R",
        "Assimakopoulos and Nikolopoulos (2000), The theta model: a decomposition approach to"
        " forecasting",
        "Fiorucci, Pellegrini, Louzada, Petropoulos and Koehler (2016), Models for optimising the"
        " theta method and their relationship to state space models",
        "Hyndman and Koehler (2006), Another look at measures of forecast accuracy (MASE)",
        "Tashman (2000), Out-of-sample tests of forecasting accuracy: an analysis and review",
        "Vovk, Gammerman and Shafer (2005), Algorithmic Learning in a Random World",
        "Stankeviciute, Alaa and van der Schaar (2021), Conformal time-series forecasting",
        "Hyndman and Athanasopoulos (2021), Forecasting: principles and practice, 3rd edition",
        "Garza, Mergenthaler, Challu and Olivares (2022), StatsForecast",
    )
    docs = (
        "Each market is forecast from its own past. ETS (its form by AICc), Theta (its form by"
        " mean squared error), their mean and the naive forecast (as one season ago) are refitted"
        " at up to 60 of the last periods, the form included, as if what followed were not known."
        " The last third of these origins is held back: the method is chosen on the others by mean"
        " absolute scaled error over all distances, and what the choice is worth is read once on"
        " those held back.\n\n"
        "Bands: at each distance the errors of all origins, each over the naive error up to its"
        " origin, are ordered; the ceil((n + 1) level)-th bounds the next. That takes level /"
        " (1 − level) errors, 19 at 95 %. With fewer, Student's t of their root mean square is used"
        " and the page says so; n errors at a distance of k count as n / √k. Bands do not narrow"
        " with distance. They are never narrower than half of the smallest change between periods:"
        " a series without any error would else promise a width of nothing.\n\n"
        "The coverage shown takes each band as it would have been at the origins held back, from"
        " errors known by then.\n\n"
        "Limits: errors of a time series follow each other, so that the conformal bound is no"
        " proof; what it held is measured. Nothing outside the past values is known: no price, no"
        " calendar, no event. Markets do not learn from each other."
    )

    def resources(self, params: ForecastParams, profiles: Mapping[str, InputProfile]) -> Resources:
        data = profiles.get("data")
        rows = data.rows if data else 0
        names = data.roles.get("market", []) if data else []
        column = data.column(names[0]) if data and names else None
        markets = max((column.distinct or 1) if column else 1, 1)
        return Resources(
            memory_bytes=500 * 1024**2 + rows * 300,
            seconds=5.0 + 4.0 * markets + rows * 0.02,
        )

    def validate(self, params: ForecastParams, profiles: Mapping[str, InputProfile]) -> list[Issue]:
        return series_slots.check(profiles)

    def outputs(
        self, params: ForecastParams, profiles: Mapping[str, InputProfile]
    ) -> list[OutputTable]:
        return outputs.tables(profiles)

    def predictions(self, params: Mapping[str, Any], summary: Mapping[str, Any]) -> Predicted:
        return outputs.predicted(params, summary)


ENGINE = Forecast()
