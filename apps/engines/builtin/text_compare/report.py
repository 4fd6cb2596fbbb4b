"""The result of a comparison: the answer, what each method costs, each against the best."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from apps.core.messages import Num, msg
from apps.engines.builtin.text.figures import numbers
from apps.engines.builtin.text.names import method
from apps.engines.builtin.text_compare import charts, tables, words
from apps.engines.builtin.text_compare.standing import Against, Entry, Standing
from apps.engines.result import AnyBlock, Result, Tile, Tiles
from apps.engines.trials import TrialRecord


def result(found: Standing, history: Sequence[TrialRecord]) -> Result:
    """Everything that page, API and CSV show."""
    blocks: list[AnyBlock] = [
        Tiles(items=list(_tiles(found, history))),
        *words.cautions(found, history),
        *charts.every(found),
        tables.methods(found),
    ]
    if found.others:
        blocks.append(tables.against(found))
    return Result(
        headline=words.headline(found), blocks=blocks, summary=_summary(found, len(history))
    )


def _tiles(found: Standing, history: Sequence[TrialRecord]) -> Iterator[Tile]:
    best, measure = found.best, found.measure
    yield Tile(
        label=msg("Best by the rows to choose by"),
        value=method(best.method),
        note=msg(
            "{measure} {value} there",
            measure=measure.chosen_by,
            value=measure.quality(best.quality[0]),
        ),
    )
    yield Tile(
        label=msg("{measure}, test", measure=measure.label),
        value=measure.shown(best.figure.value, found.unit),
        note=msg(
            "95% interval {low} to {high}",
            low=measure.shown(best.figure.low),
            high=measure.shown(best.figure.high),
        ),
    )
    if found.thrifty is not None:
        yield Tile(
            label=msg("As good with the fewest parameters"),
            value=method(found.thrifty.entry.method),
            note=msg("{count} learned", count=Num(value=found.thrifty.entry.learned, decimals=0)),
            tone="good",
        )
    yield Tile(
        label=msg("Methods with a result"),
        value=Num(value=len(found.entries), decimals=0),
        note=msg("of {all}", all=Num(value=len(history), decimals=0)),
    )


def _summary(found: Standing, asked: int) -> dict[str, Any]:
    thrifty = found.thrifty
    kept = [found.best, *([thrifty.entry] if thrifty else [])]
    return {
        "task": found.best.trial.summary["task"],
        "measure": found.measure.key,
        "best": {"number": found.best.trial.number, "method": found.best.method},
        "as_good": None
        if thrifty is None
        else {"number": thrifty.entry.trial.number, "method": thrifty.entry.method},
        "margin": found.margin,
        "methods": [_of_entry(entry, found) for entry in found.entries],
        "against": [_of_other(one) for one in found.others],
        "without_result": asked - len(found.entries),
        "test_rows": found.rows,
        "test_hash": found.best.trial.summary["test_hash"],
        "models": [entry.trial.number for entry in kept],
    }


def _of_entry(entry: Entry, found: Standing) -> dict[str, Any]:
    return {
        "number": entry.trial.number,
        "method": entry.method,
        "validation_quality": entry.quality[0],
        found.measure.key: numbers(entry.figure),
        "parameters_learned": entry.learned,
        "seconds": entry.trial.seconds,
        "peak_memory_bytes": entry.trial.peak_memory_bytes,
    }


def _of_other(one: Against) -> dict[str, Any]:
    return {
        "number": one.entry.trial.number,
        "method": one.entry.method,
        "best_ahead_by": numbers(one.gap.by),
        "p": one.gap.p,
        "p_corrected": one.p,
        "verdict": one.verdict,
    }
