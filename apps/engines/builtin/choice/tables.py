"""Tables and tiles of a choice study."""

from __future__ import annotations

import math

import numpy as np
from scipy import stats

from apps.core.messages import Message, Num, msg, msgn
from apps.engines.builtin.choice.design import ATTRIBUTE
from apps.engines.builtin.choice.market import Market, WhatIf
from apps.engines.builtin.choice.study import Study
from apps.engines.builtin.choice.words import shown
from apps.engines.figures import everyday_decimals, finite, level, percent
from apps.engines.result import Table, TableColumn, Tile, Tiles

Cell = float | int | str | Message | None


def pseudo_r2(study: Study) -> float:
    """McFadden's: 1 less the log-likelihood over that of equal chances."""
    return 1 - study.fit.loglik / study.equal if study.equal else math.nan


def tiles(study: Study, market: Market) -> Tiles:
    """The own share and elasticity, how much the model tells, how many choices."""
    share = market.shares[study.own]
    items = [
        Tile(
            label=msg("Share of {name}", name=share.alternative),
            value=percent(share.fitted.value, 1),
            note=msg(
                "{level} interval {low} to {high}",
                level=level(study.params.confidence),
                low=percent(share.fitted.low, 1),
                high=percent(share.fitted.high, 1),
            ),
        )
    ]
    if market.elasticities:
        at = market.named.index(study.own)
        value, low, high = shown(market.elasticities[at][at])
        items.append(
            Tile(
                label=msg("Own-price elasticity of {name}", name=share.alternative),
                value=value,
                note=msg(
                    "{level} interval {low} to {high}",
                    level=level(study.params.confidence),
                    low=low,
                    high=high,
                ),
            )
        )
    items += [
        Tile(
            label=msg("McFadden's R²"),
            value=Num(value=pseudo_r2(study), decimals=3),
            note=msg("against equal chances; 0.2 to 0.4 is a good fit"),
        ),
        Tile(
            label=msg("Choices"),
            value=Num(value=float(study.sets.totals.sum()), digits=6)
            if study.params.chosen_as == "counts"
            else Num(value=study.choices.situations, decimals=0),
            note=msgn("{count} situation", "{count} situations", study.choices.situations),
        ),
    ]
    return Tiles(items=items)


def coefficients(study: Study) -> Table:
    """Estimates with their inference."""
    beta, covariance = study.beta, study.covariance
    se = np.sqrt(np.diag(covariance))
    rows: list[dict[str, Cell]] = []
    for place, term in enumerate(study.terms):
        value, error = float(beta[place]), float(se[place])
        half = study.quantile * error
        rows.append(
            {
                "term": term.label, "estimate": value, "se": error,
                "z": finite(value / error) if error else None,
                "p": study.p_value(value / error) if error else None,
                "low": value - half, "high": value + half,
                "odds": math.exp(value) if abs(value) < 700 else None,
            }
        )  # fmt: skip
    statistic = msg("z") if math.isinf(study.df) else msg("t")
    return Table(
        key="coefficients",
        title=msg("What moves choices"),
        columns=[
            TableColumn(key="term", label=msg("Term")),
            _number("estimate", msg("Estimate"), decimals=everyday_decimals(*beta.tolist())),
            _number("se", msg("Standard error")),
            _number("z", statistic, digits=4),
            _number("p", msg("p"), digits=3),
            _number("low", msg("{level} from", level=level(study.params.confidence))),
            _number("high", msg("{level} to", level=level(study.params.confidence))),
            _number("odds", msg("Odds times"), digits=4, help=msg("For one unit more.")),
        ],
        rows=rows,
    )


def fit(study: Study) -> Table:
    """Log-likelihoods and the likelihood ratio tests between them."""
    p, constants = len(study.terms), len(study.choices.alternatives) - 1
    shares = study.params.chosen_as == "shares"
    models: list[tuple[Message, float, int]] = [(msg("Equal chances"), study.equal, 0)]
    if study.constants_only is not None:
        models.append((msg("Constants alone"), study.constants_only, constants))
    rows: list[dict[str, Cell]] = []
    for name, loglik, unknowns in models:
        row: dict[str, Cell] = {"model": name, "loglik": loglik, "unknowns": unknowns}
        more = p - unknowns
        if more > 0 and not shares:
            ratio = 2 * (study.fit.loglik - loglik)
            row |= {"ratio": ratio, "p": float(stats.chi2.sf(ratio, more))}
        rows.append(row)
    rows.append({"model": msg("This model"), "loglik": study.fit.loglik, "unknowns": p})
    return Table(
        key="fit",
        title=msg("How much the model tells"),
        columns=[
            TableColumn(key="model", label=msg("Model")),
            _number("loglik", msg("Log-likelihood"), digits=7),
            TableColumn(key="unknowns", label=msg("Unknowns"), kind="integer"),
            _number("ratio", msg("Likelihood ratio of this model (χ²)"), digits=5),
            _number("p", msg("p"), digits=3),
        ],
        rows=rows,
        note=msg("Shares do not say how many chose, so there is no test of the ratio.")
        if shares
        else msg("The ratio takes choices as independent of each other."),
    )


def shares(study: Study, market: Market) -> Table:
    """Fitted beside observed."""
    return Table(
        key="shares",
        title=msg("Shares"),
        columns=[
            TableColumn(key="alternative", label=msg("Alternative")),
            _share("observed", msg("Observed")),
            _share("fitted", msg("Fitted")),
            _share("low", msg("{level} from", level=level(study.params.confidence))),
            _share("high", msg("{level} to", level=level(study.params.confidence))),
        ],
        rows=[
            {
                "alternative": one.alternative, "observed": one.observed,
                "fitted": one.fitted.value, "low": one.fitted.low, "high": one.fitted.high,
            }
            for one in market.shares
        ],
        note=msg("With a constant for each alternative fitted shares equal observed ones.")
        if study.params.constants
        else None,
    )  # fmt: skip


def elasticities(study: Study, market: Market) -> list[Table]:
    """The matrix, and each with its interval."""
    if not market.elasticities:
        return []
    names = [study.choices.alternatives[k] for k in market.named]
    matrix = Table(
        key="elasticities",
        title=msg("Percent change of a share for 1 % more on a price"),
        columns=[
            TableColumn(key="alternative", label=msg("Share of")),
            *(
                _number(f"k{place}", msg("Price of {name}", name=name), digits=3)
                for place, name in enumerate(names)
            ),
        ],
        rows=[
            {"alternative": name, **{f"k{k}": one.value for k, one in enumerate(row)}}
            for name, row in zip(names, market.elasticities, strict=True)
        ],
        note=msg("Own elasticities are on the diagonal. Intervals stand in the next table."),
    )
    rows: list[dict[str, Cell]] = [
        {
            "share": names[j], "price": names[k], "value": one.value, "low": one.low,
            "high": one.high,
        }
        for j, row in enumerate(market.elasticities)
        for k, one in enumerate(row)
    ]  # fmt: skip
    return [
        matrix,
        Table(
            key="elasticity_intervals",
            title=msg("Elasticities with intervals"),
            columns=[
                TableColumn(key="share", label=msg("Share of")),
                TableColumn(key="price", label=msg("Price of")),
                _number("value", msg("Elasticity"), digits=4),
                _number("low", msg("{level} from", level=level(study.params.confidence)), digits=4),
                _number("high", msg("{level} to", level=level(study.params.confidence)), digits=4),
            ],
            rows=rows,
        ),
    ]


def worth(study: Study, market: Market) -> list[Table]:
    """Willingness to pay."""
    if not market.worth:
        return []
    unit = study.choices.units.get(study.choices.price, "")
    return [
        Table(
            key="worth",
            title=msg("Willingness to pay, in {price}", price=study.choices.price),
            columns=[
                TableColumn(key="term", label=msg("For one unit of")),
                _number("value", msg("Worth"), unit=unit),
                _number(
                    "low", msg("{level} from", level=level(study.params.confidence)), unit=unit
                ),
                _number("high", msg("{level} to", level=level(study.params.confidence)), unit=unit),
                TableColumn(key="reading", label=msg("What it means")),
            ],
            rows=[
                {
                    "term": study.terms[one.place].label
                    if study.terms[one.place].kind == ATTRIBUTE
                    else msg(
                        "{name} instead of {baseline}, all else equal",
                        name=study.terms[one.place].alternative,
                        baseline=study.choices.alternatives[study.baseline or 0],
                    ),
                    "value": finite(one.found.value),
                    "low": one.found.low,
                    "high": one.found.high,
                    "reading": msg("no bounds: the price's interval reaches 0")
                    if one.unbounded
                    else msg("bounded"),
                }
                for one in market.worth
            ],
            note=msg("The ratio of both effects, with Fieller's interval."),
        )
    ]


def what_if(study: Study, found: WhatIf | None) -> list[Table]:
    """Shares before and after."""
    if found is None:
        return []
    names: list[Message | str] = list(found.names)
    if found.newcomer:
        names[-1] = msg("The newcomer")
    return [
        Table(
            key="what_if",
            title=msg("What if"),
            columns=[
                TableColumn(key="alternative", label=msg("Alternative")),
                _share("before", msg("Share now")),
                _share("after", msg("Share then")),
                _share("low", msg("{level} from", level=level(study.params.confidence))),
                _share("high", msg("{level} to", level=level(study.params.confidence))),
                _share("change", msg("Change of its share")),
                _share(
                    "change_low",
                    msg("Change: {level} from", level=level(study.params.confidence)),
                ),
                _share(
                    "change_high",
                    msg("Change: {level} to", level=level(study.params.confidence)),
                ),
            ],
            rows=[
                {
                    "alternative": name, "before": found.before[k],
                    "after": found.after[k].value, "low": found.after[k].low,
                    "high": found.after[k].high, "change": found.change[k].value,
                    "change_low": found.change[k].low, "change_high": found.change[k].high,
                }
                for k, name in enumerate(names)
            ],
            note=msg(
                "All else stays: no competitor answers, and by IIA the change comes from all"
                " others in proportion to their shares in each situation."
            ),
        )
    ]  # fmt: skip


def iia(study: Study) -> list[Table]:
    """Hausman and McFadden's tests."""
    if not study.tests:
        return []
    return [
        Table(
            key="iia",
            title=msg("Does leaving an alternative out change the estimates? (IIA)"),
            columns=[
                TableColumn(key="alternative", label=msg("Alternative left out")),
                TableColumn(key="situations", label=msg("Situations left"), kind="integer"),
                _number("statistic", msg("χ²"), digits=5),
                TableColumn(key="df", label=msg("Degrees of freedom"), kind="integer"),
                _number("p", msg("p"), digits=3),
                _number("adjusted", msg("p, corrected for several tests"), digits=3),
                TableColumn(key="reading", label=msg("What it means")),
            ],
            rows=[
                {
                    "alternative": test.alternative, "situations": test.situations,
                    "statistic": test.statistic, "df": test.df, "p": test.p,
                    "adjusted": test.adjusted, "reading": _reading(test.adjusted),
                }
                for test in study.tests
            ],
            note=msg(
                "Hausman and McFadden (1984) over all coefficients that both fits tell, with"
                " Holm's correction. Choices are taken as independent."
            ),
        )
    ]  # fmt: skip


def _reading(p: float | None) -> Message:
    if p is None:
        return msg("cannot be computed")
    return msg("IIA is in doubt") if p < 0.05 else msg("no sign against IIA")


def _number(
    key: str,
    label: Message,
    *,
    digits: int = 6,
    decimals: int | None = None,
    unit: str = "",
    help: Message | None = None,
) -> TableColumn:
    return TableColumn(
        key=key, label=label, kind="number", digits=digits, decimals=decimals, unit=unit, help=help
    )


def _share(key: str, label: Message) -> TableColumn:
    return TableColumn(key=key, label=label, kind="percent", decimals=1)
