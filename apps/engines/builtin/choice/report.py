"""The result: sentence, tables, cautions, charts, what would change the answer, data."""

from __future__ import annotations

from typing import Any

import numpy as np

from apps.core.messages import msg
from apps.engines.builtin.choice import charts, tables, words
from apps.engines.builtin.choice.cautions import cautions
from apps.engines.builtin.choice.market import Interval, Market, WhatIf
from apps.engines.builtin.choice.study import Study
from apps.engines.figures import finite
from apps.engines.result import AnyBlock, Result, Text


def result(study: Study, market: Market) -> Result:
    """Everything that page, API, PDF and CSV show."""
    said = words.effects(study, market)
    blocks: list[AnyBlock] = [
        tables.tiles(study, market),
        *([Text(heading=msg("In words"), paragraphs=said)] if said else []),
        *tables.what_if(study, market.what_if),
        tables.coefficients(study),
        tables.fit(study),
        *cautions(study, market),
        *charts.charts(study, market),
        tables.shares(study, market),
        *tables.elasticities(study, market),
        *tables.worth(study, market),
        *tables.iia(study),
        Text(heading=msg("What would change the answer"), paragraphs=words.would_change(study)),
        Text(heading=msg("Data"), paragraphs=words.data(study)),
    ]
    return Result(
        headline=words.headline(study, market), blocks=blocks, summary=summary(study, market)
    )


def summary(study: Study, market: Market) -> dict[str, Any]:
    """The same for machines: full precision, plain JSON, null for what is unknown."""
    choices = study.choices
    names = choices.alternatives
    return {
        "rows": choices.rows,
        "rows_used": len(choices.chosen),
        "situations": choices.situations,
        "alternatives": names,
        "own": names[study.own],
        "baseline": None if study.baseline is None else names[study.baseline],
        "errors": study.errors,
        "confidence": study.params.confidence,
        "log_likelihood": study.fit.loglik,
        "log_likelihood_equal": study.equal,
        "log_likelihood_constants": finite(study.constants_only),
        "mcfadden_r2": finite(tables.pseudo_r2(study)),
        "coefficients": _coefficients(study),
        "shares": [
            {"alternative": one.alternative, "observed": one.observed, **_interval(one.fitted)}
            for one in market.shares
        ],
        "elasticities": [
            {"share": names[market.named[j]], "price": names[market.named[k]], **_interval(one)}
            for j, row in enumerate(market.elasticities)
            for k, one in enumerate(row)
        ],
        "worth": [
            {
                "term": study.terms[one.place].key,
                "bounded": not one.unbounded,
                **_interval(one.found),
            }
            for one in market.worth
        ],
        "what_if": _what_if(market.what_if),
        "iia": [
            {
                "left_out": test.alternative,
                "situations": test.situations,
                "statistic": finite(test.statistic),
                "df": test.df,
                "p": finite(test.p),
                "adjusted": finite(test.adjusted),
            }
            for test in study.tests
        ],
    }


def _coefficients(study: Study) -> list[dict[str, Any]]:
    se = np.sqrt(np.diag(study.covariance))
    found = []
    for term, value, error in zip(study.terms, study.beta.tolist(), se.tolist(), strict=True):
        half = study.quantile * error
        found.append(
            {
                "term": term.key,
                "kind": term.kind,
                "estimate": value,
                "se": finite(error),
                "p": finite(study.p_value(value / error)) if error else None,
                "low": value - half,
                "high": value + half,
            }
        )
    return found


def _interval(found: Interval) -> dict[str, float | None]:
    return {"value": finite(found.value), "low": finite(found.low), "high": finite(found.high)}


def _what_if(found: WhatIf | None) -> list[dict[str, Any]] | None:
    if found is None:
        return None
    return [
        {
            "alternative": name or None,
            "before": found.before[k],
            **_interval(found.after[k]),
            "change": _interval(found.change[k]),
        }
        for k, name in enumerate(found.names)
    ]
