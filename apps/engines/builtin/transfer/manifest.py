"""The manifest of ``regression.transfer``. Imports nothing heavy."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, ClassVar

from apps.core.messages import mark
from apps.engines.builtin.transfer import outputs, slots
from apps.engines.builtin.transfer.params import TransferParams
from apps.engines.contract import Engine, InputProfile, InputSlot, Issue, Resources
from apps.engines.predicted import Predicted


class Transfer(Engine):
    """Partial pooling of markets, and what it says of a new one."""

    key = "regression.transfer"
    version = "1.0.0"
    label = mark("Transfer to a new market")
    question = mark("What can we expect in a market without data of our own?")
    description = mark(
        "From home and other markets to a new one: how much is shared, how much differs, and an"
        " interval that was checked on markets left out whole."
    )
    kind = "regression"
    Params = TransferParams
    inputs: ClassVar[tuple[InputSlot, ...]] = (slots.DATA,)
    runner = "apps.engines.builtin.transfer.runner:Runner"
    warm = True
    predicts = True
    sources = (
        "Henderson (1975), Best linear unbiased estimation and prediction under a selection model",
        "Patterson and Thompson (1971), Recovery of inter-block information (REML)",
        "Kackar and Harville (1984), Approximations for standard errors of estimators of fixed and"
        " random effects in mixed linear models",
        "Prasad and Rao (1990), The estimation of the mean squared error of small-area estimators",
        "Satterthwaite (1946); Kuznetsova, Brockhoff and Christensen (2017), lmerTest",
        "Bates, Mächler, Bolker and Walker (2015), Fitting linear mixed-effects models using lme4",
        "Vovk, Gammerman and Shafer (2005), Algorithmic Learning in a Random World",
        "Barber, Candès, Ramdas and Tibshirani (2021), Predictive inference with the jackknife+",
        "Dunn, Wasserman and Ramdas (2022), Distribution-free prediction sets for two-layer"
        " hierarchical models",
        "Gasparin and Ramdas (2024), Merging uncertainty sets via majority vote",
        "Lee, Barber and Willett (2023), Distribution-free inference with hierarchical data",
        "Korn and Graubard (1998), Confidence intervals for proportions with small expected number"
        " of positive counts estimated from survey data",
    )
    docs = (
        "A linear mixed model: a level for each market, and effects that differ by market where"
        " the data show it (AIC of the restricted likelihood, at most two). Restricted maximum"
        " likelihood is profiled over fixed effects and noise and searched for over the Cholesky"
        " factor of the markets' covariance, from cross products of one market at a time.\n\n"
        "Fixed effects have t intervals with Satterthwaite's degrees of freedom.\n\n"
        "The new market's own rows never take part in estimating how markets differ: the model of"
        " the others is conditioned on them, as each left-out market's rows are. With 19 markets"
        " (at 95 %; level / (1 − level) in general) or more the interval is jackknife+ over whole"
        " markets: the studentised error of one row drawn from each, the middle interval of 101"
        " draws. For any distribution 1 − 2α is proved of one draw and 1 − 4α of the middle of"
        " many; 1 − α is what simulations find (benchmarks/RESULTS.md).\n\n"
        "Below 19 markets no distribution-free interval of this level exists, as m markets cap it"
        " at m / (m + 1); the t predictive interval of the mixed model is used, with Kackar and"
        " Harville's term for the estimated variances, taken twice as by Prasad and Rao. Its"
        " degrees of freedom are Satterthwaite's, and at least the markets less the coefficients"
        " that only differences between markets settle.\n\n"
        "Which effects differ is chosen once from all markets but the new one, not again for each"
        " one left out. With more than 200 markets they are left out in 200 groups (CV+).\n\n"
        "Limits: noise is taken as independent between periods; where residuals repeat, the"
        " expected gain from further periods is too hopeful and the page says so. Markets are"
        " taken as a sample of the kind of market that the new one is."
    )

    def resources(self, params: TransferParams, profiles: Mapping[str, InputProfile]) -> Resources:
        data = profiles.get("data")
        rows = data.rows if data else 0
        columns = sum(len(names) for names in data.roles.values()) if data else 0
        return Resources(
            memory_bytes=300 * 1024**2 + rows * (columns + 4) * 200,
            seconds=1.0 + rows * max(columns, 1) * 1e-4,
        )

    def validate(self, params: TransferParams, profiles: Mapping[str, InputProfile]) -> list[Issue]:
        return slots.check(params, profiles)

    def predictions(self, params: Mapping[str, Any], summary: Mapping[str, Any]) -> Predicted:
        return outputs.predicted(summary)


ENGINE = Transfer()
