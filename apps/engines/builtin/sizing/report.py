"""The result of a sizing: answer first, then how far to trust it, then where it comes from."""

from __future__ import annotations

from typing import Any

from apps.core.messages import msg
from apps.engines.builtin.sizing import tables, words
from apps.engines.builtin.sizing.cautions import cautions
from apps.engines.builtin.sizing.charts import charts
from apps.engines.builtin.sizing.findings import Findings
from apps.engines.result import AnyBlock, Result, Text


def result(found: Findings) -> Result:
    """Everything that page, API, PDF and CSV show."""
    blocks: list[AnyBlock] = [tables.sizes(found), *cautions(found), *charts(found)]
    blocks.append(
        Text(heading=msg("What would change the answer"), paragraphs=words.drivers(found))
    )
    blocks += [table for way in found.swings if (table := tables.swings(found, way))]
    blocks += [tables.ledger(found), _method(found)]
    return Result(headline=words.headline(found), blocks=blocks, summary=summary(found))


def _method(found: Findings) -> Text:
    return Text(
        heading=msg("How this was computed"),
        paragraphs=[
            msg(
                "{count} draws: in each, every assumption takes a value from its distribution"
                " independently of the others, and each chain is multiplied out. An assumption that"
                " stands in both ways under one name takes one value in both.",
                count=found.draws,
            ),
            msg("Figures count as old by the year {year}.", year=str(found.year)),
        ],
    )


def summary(found: Findings) -> dict[str, Any]:
    """The same for machines: full precision, plain JSON. ``market`` is null for all together."""
    return {
        "unit": found.params.unit,
        "confidence": found.params.confidence,
        "draws": found.draws,
        "year": found.year,
        "markets": found.markets,
        "sizes": [
            {
                "market": one.market,
                "way": one.way,
                "level": one.level,
                "low": one.low,
                "median": one.median,
                "high": one.high,
                "mean": one.mean,
                "base": one.base,
            }
            for one in found.sizes
        ],
        "ratios": [
            {
                "market": one.market,
                "level": one.level,
                "low": one.low,
                "median": one.median,
                "high": one.high,
                "times": one.times,
            }
            for one in found.ratios
        ],
        "sensitivity": [
            {
                "way": way,
                "level": found.focus[way],
                "market": one.step.market or None,
                "assumption": one.step.name,
                "low": one.low,
                "high": one.high,
                "at_low": one.at_low,
                "at_high": one.at_high,
                "variance_share": one.share,
            }
            for way, swings in found.swings.items()
            for one in swings
        ],
        "assumptions": [
            {
                "market": one.market or None,
                "way": one.way,
                "level": one.level,
                "name": one.name,
                "source": one.source or None,
                "year": one.year,
                "owner": one.owner or None,
            }
            for one in found.assumptions
        ],
    }
