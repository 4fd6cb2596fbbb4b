"""The result of a model that tells numbers: how far off, beside what, how far to trust it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import asdict
from typing import Any

from apps.core.messages import Message, Num, msg
from apps.engines.builtin.text import card as cards
from apps.engines.builtin.text import doubts
from apps.engines.builtin.text.facts import Doubts, Facts
from apps.engines.builtin.text.figures import gain_tone, numbers, percent
from apps.engines.builtin.text.metrics import Interval
from apps.engines.builtin.text.report import Report
from apps.engines.builtin.text.rows import identity
from apps.engines.builtin.text.saved import SavedNumber
from apps.engines.builtin.text_regress import card, cautions, charts, tables
from apps.engines.builtin.text_regress.evaluation import Coverage, NumberEvaluation
from apps.engines.builtin.text_regress.tables import figure
from apps.engines.result import Chart, Table, Tile
from apps.engines.result import Warning as Caution

NumberFacts = Facts[NumberEvaluation]


class NumberReport(Report[NumberEvaluation]):
    """Errors in the user's unit, R², rank correlation, and whether the intervals hold."""

    task = "regress"

    def headline(self, facts: NumberFacts) -> Message:
        found, unit = facts.evaluation, facts.evaluation.scale.unit
        return msg(
            "On {rows} test texts the answer is off by {error} on average ({low} to {high});"
            " always saying the mean is off by {mean}.",
            rows=len(found.rows),
            error=figure(found.figures.mae.value, unit),
            low=figure(found.figures.mae.low, unit),
            high=figure(found.figures.mae.high, unit),
            mean=figure(found.mean_mae, unit),
        )

    def tiles(self, facts: NumberFacts) -> Iterator[Tile]:
        found, unit = facts.evaluation, facts.evaluation.scale.unit
        figures = found.figures
        yield Tile(
            label=msg("Mean error"),
            value=figure(figures.mae.value, unit),
            note=_between(figures.mae),
        )
        yield Tile(
            label=msg("RMSE"), value=figure(figures.rmse.value, unit), note=_between(figures.rmse)
        )
        yield Tile(label=msg("R²"), value=_two(figures.r2.value), note=_between(figures.r2))
        yield Tile(
            label=msg("Rank correlation"),
            value=_two(figures.spearman.value),
            note=_between(figures.spearman),
        )
        if found.gain is not None:
            yield _gain(msg("Gain over the last layer alone"), found.gain, found.probe_rmse, unit)
        yield _gain(msg("Gain over the mean"), found.over_mean, found.mean_rmse, unit)
        yield _coverage(found.coverage)

    def cautions(self, facts: NumberFacts) -> Iterator[Caution]:
        return cautions.every(facts)

    def charts(self, facts: NumberFacts) -> Iterator[Chart]:
        return charts.every(facts)

    def tables(self, facts: NumberFacts) -> Iterator[Table]:
        return tables.every(facts)

    def summary(self, facts: NumberFacts) -> dict[str, Any]:
        found = facts.evaluation
        return {
            "rmse": numbers(found.figures.rmse),
            "mae": numbers(found.figures.mae),
            "r2": numbers(found.figures.r2),
            "spearman": numbers(found.figures.spearman),
            "probe_rmse": found.probe_rmse,
            "probe_mae": found.probe_mae,
            "probe_r2": found.probe_r2,
            "mean_rmse": found.mean_rmse,
            "mean_mae": found.mean_mae,
            "gain_over_mean": numbers(found.over_mean),
            "confidence": found.coverage.level,
            "interval": asdict(found.coverage),
            "target": asdict(found.scale),
            "conflicting_texts": len(facts.cleaned.conflicts),
            "slices": [asdict(one) for one in found.slices],
        }

    def predicted_head(self) -> list[str]:
        return ["true", "predicted", "low", "high"]

    def predicted(self, facts: NumberFacts, place: int) -> list[str]:
        found = facts.evaluation
        value, radius = float(found.predicted[place]), found.coverage.radius
        return [
            repr(one) for one in (float(found.true[place]), value, value - radius, value + radius)
        ]

    def to_check(self, facts: NumberFacts) -> dict[str, Any]:
        """Without texts that have several numbers: the mean of them stands in no row."""
        several = {identity(conflict.text) for conflict in facts.cleaned.conflicts}
        found = [one for one in facts.suspects if identity(one.text) not in several]
        return doubts.told(
            Doubts(found, facts.doubts.looked),
            text=facts.text,
            column=facts.label,
            names=[],
            kind="number",
        )

    def card(self, facts: NumberFacts) -> str:
        return cards.markdown(facts, card.lines(facts))


def _two(value: float) -> Num:
    return Num(value=value, decimals=2)


def _between(found: Interval) -> Message:
    return msg("95% interval {low} to {high}", low=figure(found.low), high=figure(found.high))


def _gain(label: Message, gain: Interval, other: float, unit: str) -> Tile:
    return Tile(
        label=label,
        value=figure(gain.value, unit),
        note=msg(
            "{low} to {high} less RMSE, of {other}",
            low=figure(gain.low),
            high=figure(gain.high),
            other=figure(other, unit),
        ),
        tone=gain_tone(gain),
    )


def _coverage(found: Coverage) -> Tile:
    return Tile(
        label=msg("Inside the interval"),
        value=percent(found.found),
        note=msg(
            "{level} are promised; {low} to {high} are to be expected",
            level=percent(found.level),
            low=percent(found.low),
            high=percent(found.high),
        ),
        tone="neutral" if found.found >= found.low else "bad",
    )


def keep(facts: NumberFacts, common: dict[str, Any]) -> SavedNumber:
    """What prediction needs."""
    scale, coverage = facts.evaluation.scale, facts.evaluation.coverage
    return SavedNumber(
        **common,
        mean=scale.mean,
        scale=scale.spread,
        radius=coverage.radius,
        level=coverage.level,
        low=scale.low,
        high=scale.high,
        unit=scale.unit,
    )
