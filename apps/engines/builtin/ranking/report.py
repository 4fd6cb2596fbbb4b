"""The result of a ranking: answer first, then how far to trust it, then what would change it."""

from __future__ import annotations

from typing import Any

from apps.core.messages import msg
from apps.engines.builtin.ranking import tables, words
from apps.engines.builtin.ranking.cautions import cautions
from apps.engines.builtin.ranking.charts import charts
from apps.engines.builtin.ranking.findings import Findings
from apps.engines.builtin.ranking.information import Worths
from apps.engines.figures import percent
from apps.engines.result import AnyBlock, Result, Text


def result(found: Findings) -> Result:
    """Everything that page, API, PDF and CSV show."""
    blocks: list[AnyBlock] = [tables.markets(found), *cautions(found), *charts(found)]
    blocks.append(_change(found))
    asked = (tables.pairs(found), tables.worth(found), tables.worth_listed(found))
    blocks += [table for table in asked if table]
    blocks += [tables.weights(found), tables.indicators(found), _method(found)]
    return Result(headline=words.headline(found), blocks=blocks, summary=summary(found))


def _change(found: Findings) -> Text:
    return Text(
        heading=msg("What would change the answer"),
        paragraphs=[
            words.flip(found, found.flip),
            *(words.trade_off(found, stretch) for stretch in found.stretches),
            *words.worth(found),
            *words.worth_listed(found),
        ],
    )


def _method(found: Findings) -> Text:
    return Text(
        heading=msg("How this was computed"),
        paragraphs=[
            words.cases(found),
            msg(
                "Both axes come first; they are put in one order only to say who leads, with"
                " attractiveness counting for {share} and ease of entry for the rest.",
                share=percent(found.params.attractiveness_share),
            ),
        ],
    )


def summary(found: Findings) -> dict[str, Any]:
    """The same for machines: full precision, plain JSON."""
    sheet = found.sheet
    return {
        "markets": [_market(found, m) for m in range(len(sheet.markets))],
        "leader": found.name(found.leader),
        "leader_at_weights": found.name(found.best),
        "not_told_apart": [found.name(m) for m in found.rivals],
        "k": found.k,
        "draws": found.params.draws,
        "confidence": found.params.confidence,
        "concentration": found.draws.concentration,
        "attractiveness_share": found.params.attractiveness_share,
        "indicators": [
            {
                "key": one.key,
                "axis": one.axis,
                "low": one.scale.low,
                "high": one.scale.high,
                "sign": one.scale.sign,
                "log": one.scale.log,
                "weight": one.share,
                "source": one.scale.source,
            }
            for one in sheet.indicators
        ],
        "pairs_not_told_apart": [
            {"first": found.name(i), "second": found.name(j), "share": share}
            for i, j, share in found.pairs
        ],
        "smallest_change": _flip(found),
        "trade_off": [
            {"from": one.start, "to": one.end, "market": found.name(one.market)}
            for one in found.stretches
        ],
        "wrong_choice": found.worth.wrong,
        "worth_knowing": _worth(found, found.worth, "wrong_choice_after"),
        **_short_list(found),
    }


def _worth(found: Findings, worths: Worths, left: str) -> list[dict[str, Any]]:
    indicators = found.sheet.indicators
    return [
        {
            "kind": one.kind,
            "market": None if one.market is None else found.name(one.market),
            "indicator": None if one.indicator is None else indicators[one.indicator].key,
            left: one.after,
            "saved": one.saved,
            "error": one.error,
        }
        for one in worths.found
    ]


def _short_list(found: Findings) -> dict[str, Any]:
    """The best list of ``k``, and what would make fewer of its places wrong."""
    worths = found.worth_listed or found.worth
    return {
        "short_list": [found.name(m) for m in worths.chosen],
        "wrong_places": worths.wrong,
        "worth_knowing_for_list": _worth(found, worths, "wrong_places_after"),
    }


def _market(found: Findings, m: int) -> dict[str, Any]:
    both = {"attractiveness": found.attractiveness, "difficulty": found.difficulty}
    scores = {
        f"{name}{end}": float(values[m])
        for name, axis in both.items()
        for end, values in (("", axis.score), ("_low", axis.low), ("_high", axis.high))
    }
    return {
        "market": found.name(m),
        **scores,
        "beaten_on_both": not found.front[m],
        "first": float(found.first[m]),
        "among_k": float(found.listed[m]),
        "mean_rank": float(found.rank[m]),
        "rank_low": int(found.rank_low[m]),
        "rank_high": int(found.rank_high[m]),
    }


def _flip(found: Findings) -> dict[str, Any] | None:
    change = found.flip
    if change is None:
        return None
    keys = [one.key for one in found.sheet.indicators]
    return {
        "rival": found.name(change.rival),
        "moved": change.moved,
        "from": {keys[a]: amount for a, amount in change.givers},
        "to": keys[change.taker],
        "weights": dict(zip(keys, change.weights.tolist(), strict=True)),
    }
