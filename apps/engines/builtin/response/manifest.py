"""The manifest of ``regression.response``. Imports nothing heavy."""

from __future__ import annotations

from collections.abc import Mapping
from typing import ClassVar

from apps.core.messages import mark
from apps.engines.builtin.response import slots
from apps.engines.builtin.response.params import ResponseParams
from apps.engines.contract import Engine, InputProfile, InputSlot, Issue, Resources


class Response(Engine):
    """Price elasticity, promotions and advertising, and the price that earns most."""

    key = "regression.response"
    version = "1.0.0"
    label = mark("Response to price and advertising")
    question = mark("What do price, promotions and advertising do to sales?")
    description = mark(
        "How much less is sold at a higher price, which price earns most, what promotions and"
        " advertising bring: each with an interval."
    )
    kind = "regression"
    Params = ResponseParams
    inputs: ClassVar[tuple[InputSlot, ...]] = (slots.DATA,)
    runner = "apps.engines.builtin.response.runner:Runner"
    warm = True
    predicts = True
    sources = (
        "Bijmolt, van Heerde and Pieters (2005), New empirical generalizations on the determinants"
        " of price elasticity",
        "Wright (1928); Theil (1953), two-stage least squares",
        "Montiel Olea and Pflueger (2013), A robust test for weak instruments",
        "Stock and Yogo (2005), Testing for weak instruments in linear IV regression",
        "Anderson and Rubin (1949), Estimation of the parameters of a single equation",
        "Hausman (1978); Wooldridge (1995), Score diagnostics for linear models estimated by"
        " two-stage least squares",
        "Sargan (1958); Hansen (1982), tests of overidentifying restrictions",
        "Broadbent (1979), One way TV advertisements work",
        "Jin, Wang, Sun, Chan and Koehler (2017), Bayesian methods for media mix modeling with"
        " carryover and shape effects",
        "Golub and Pereyra (1973), Separable nonlinear least squares (variable projection)",
        "Chandler and Bate (2007), Inference for clustered data using the independence"
        " loglikelihood",
        "Lazarus, Lewis, Stock and Watson (2018), HAR inference: recommendations for practice",
        "Cameron and Miller (2015), A practitioner's guide to cluster-robust inference",
        "Duan (1983), Smearing estimate: a nonparametric retransformation method",
        "Fieller (1954), Some problems in interval estimation",
        "Halvorsen and Palmquist (1980), The interpretation of dummy variables in semilogarithmic"
        " equations",
        "Hartung and Knapp (2001), On tests of the overall treatment effect in meta-analysis",
    )
    docs = (
        "Quantity (or its logarithm) on price (or its logarithm), promotions, advertising,"
        " controls, season and time. A column of markets gives each market a level of its own,"
        " taken out by centring within markets, and its degrees of freedom are counted.\n\n"
        "With instruments the price is estimated by two-stage least squares (linearmodels). The"
        " first stage is judged by Montiel Olea and Pflueger's effective F with the errors chosen;"
        " below 10 the page warns and answers with Anderson and Rubin's interval, which holds"
        " however weak the instruments are. Exogeneity of the price is tested by the control"
        " function with the errors chosen, overidentification by Sargan and by Wooldridge's robust"
        " score.\n\n"
        "Advertising carries over geometrically: weights (1 − r) r^l, which sum to one, so that"
        " spend and its saturation point keep their unit. Retention r and half-saturation are"
        " found by variable projection over a grid and then by Gauss-Newton. Their intervals, and"
        " those of marginal returns and response curves, are profile likelihood intervals: all"
        " values are taken whose best fit is not worse than the errors chosen allow (Chandler and"
        " Bate's adjustment); other channels' parameters are linearised at their optimum. A"
        " market's series begins anew after a gap; nothing is carried across markets.\n\n"
        "Each form of demand has one number that price decisions rest on: the elasticity, the"
        " slope of the logarithm, or slope over level (with Fieller's interval). The best price"
        " and the scenarios are monotone in it, so its interval carries over exactly: the best"
        " price is c ε / (1 + ε), c − 1 / b or (c + p − 1 / k) / 2. Where the interval reaches"
        " the value at which no price is best, the page says so.\n\n"
        "Logarithms: changes in % need no retransformation; levels are multiplied by Duan's smear"
        " factor.\n\n"
        "Standard errors: classical; HC1; over periods within markets, from 0.41 T^(2/3)"
        " equal-weighted cosines each, whose number is the degrees of freedom of Student's t; or by"
        " market with one degree of freedom less than there are markets.\n\n"
        "Limits: one product at a time and no reaction of competitors; the shape of the Hill curve"
        " is given; with instruments, retention and half-saturation are estimated by the control"
        " function and their uncertainty enters linearised."
    )

    def resources(self, params: ResponseParams, profiles: Mapping[str, InputProfile]) -> Resources:
        data = profiles.get("data")
        rows = data.rows if data else 0
        columns = sum(len(names) for names in data.roles.values()) if data else 0
        channels = len(data.roles.get("spends", [])) if data else 0
        return Resources(
            memory_bytes=400 * 1024**2 + rows * (4 * columns + 120 * min(channels, 1) + 60) * 16,
            seconds=2.0 + rows * (columns * 2e-6 + channels * 1e-3),
        )

    def validate(self, params: ResponseParams, profiles: Mapping[str, InputProfile]) -> list[Issue]:
        return slots.check(params, profiles)


ENGINE = Response()
