"""The result of a ranking: answer first, then how far to trust it, then what would change it."""

from __future__ import annotations

from typing import Any

from apps.core.messages import msg
from apps.engines.builtin.ranking import tables, words
from apps.engines.builtin.ranking.cautions import cautions
from apps.engines.builtin.ranking.charts import charts
from apps.engines.builtin.ranking.findings import Findings
from apps.engines.result import AnyBlock, Result, Text


def result(found: Findings) -> Result:
    """Everything that page, API, PDF and CSV show."""
    blocks: list[AnyBlock] = [tables.markets(found), *cautions(found), *charts(found)]
    blocks.append(_change(found))
    blocks += [table for table in (tables.pairs(found), tables.worth(found)) if table]
    blocks += [tables.weights(found), tables.indicators(found), _method(found)]
    return Result(headline=words.headline(found), blocks=blocks, summary=summary(found))


def _change(found: Findings) -> Text:
    return Text(
        heading=msg("What would change the answer"),
        paragraphs=[
            words.flip(found, found.flip),
            *(words.trade_off(found, stretch) for stretch in found.stretches),
            *words.worth(found),
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
                share=words.percent(found.params.attractiveness_share),
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
        "wrong_choice": found.wrong,
        "worth_knowing": [
            {
                "kind": one.kind,
                "market": None if one.market is None else found.name(one.market),
                "indicator": None if one.indicator is None else sheet.indicators[one.indicator].key,
                "wrong_choice_after": one.after,
                "saved": one.saved,
            }
            for one in found.worth
        ],
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
