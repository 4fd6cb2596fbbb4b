"""The result of a classifier: how good, how far to trust it, what is wrong in the data."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from apps.core.messages import Message, msg
from apps.engines.builtin.text import card as cards
from apps.engines.builtin.text import charts as shared_charts
from apps.engines.builtin.text import doubts
from apps.engines.builtin.text.facts import Facts
from apps.engines.builtin.text.figures import between, numbers, percent
from apps.engines.builtin.text.report import Report, gain_tile
from apps.engines.builtin.text.saved import SavedClasses
from apps.engines.builtin.text_classify.single import card, cautions, charts, tables
from apps.engines.builtin.text_classify.single.evaluation import ClassEvaluation
from apps.engines.result import Chart, Table, Tile
from apps.engines.result import Warning as Caution

ClassFacts = Facts[ClassEvaluation]


class ClassReport(Report[ClassEvaluation]):
    """Accuracy, macro F1, calibration; classes that are mixed up."""

    task = "classify"

    def headline(self, facts: ClassFacts) -> Message:
        good = facts.evaluation.accuracy
        return msg(
            "{share} of {rows} test texts are sorted right ({low} to {high}).",
            share=percent(good.value),
            rows=len(facts.evaluation.labels),
            low=percent(good.low),
            high=percent(good.high),
        )

    def tiles(self, facts: ClassFacts) -> Iterator[Tile]:
        found = facts.evaluation
        yield Tile(
            label=msg("Accuracy"),
            value=percent(found.accuracy.value),
            note=between(found.accuracy),
        )
        yield Tile(
            label=msg("Macro F1"),
            value=percent(found.macro_f1.value),
            note=msg("every class counts the same"),
        )
        if found.gain is not None:
            yield gain_tile(found.gain, found.probe_accuracy)
        yield Tile(
            label=msg("Error of the probabilities"),
            value=percent(found.ece),
            note=msg("{before} before they were adjusted", before=percent(found.ece_before)),
        )

    def cautions(self, facts: ClassFacts) -> Iterator[Caution]:
        return cautions.every(facts)

    def charts(self, facts: ClassFacts) -> Iterator[Chart]:
        yield charts.coverage(facts.evaluation)
        yield charts.reliability(facts.evaluation)
        yield from shared_charts.learning(facts)

    def tables(self, facts: ClassFacts) -> Iterator[Table]:
        return tables.every(facts)

    def summary(self, facts: ClassFacts) -> dict[str, Any]:
        found = facts.evaluation
        return {
            "labels": found.names,
            "accuracy": numbers(found.accuracy),
            "macro_f1": numbers(found.macro_f1),
            "probe_accuracy": found.probe_accuracy,
            "probe_macro_f1": found.probe_f1,
            "temperature": found.temperature,
            "ece": found.ece,
            "ece_uncalibrated": found.ece_before,
            "per_class": [
                {
                    "label": label,
                    "precision": float(found.classes.precision[place]),
                    "recall": float(found.classes.recall[place]),
                    "f1": float(found.classes.f1[place]),
                    "support": int(found.classes.support[place]),
                }
                for place, label in enumerate(found.names)
            ],
            "slices": [
                {"name": s.name, "rows": s.rows, "accuracy": s.accuracy, "macro_f1": s.macro_f1}
                for s in found.slices
            ],
        }

    def predicted_head(self) -> list[str]:
        return ["label", "predicted", "probability"]

    def predicted(self, facts: ClassFacts, place: int) -> list[str]:
        found = facts.evaluation
        said = found.names[int(found.predicted[place])]
        return [found.rows.labels[place], said, f"{found.confidence[place]:.6f}"]

    def to_check(self, facts: ClassFacts) -> dict[str, Any]:
        return doubts.told(
            facts.doubts, text=facts.text, column=facts.label, names=facts.evaluation.names
        )

    def card(self, facts: ClassFacts) -> str:
        return cards.markdown(facts, card.lines(facts))


def keep(facts: ClassFacts, common: dict[str, Any]) -> SavedClasses:
    """What prediction needs."""
    found = facts.evaluation
    return SavedClasses(**common, labels=found.names, temperature=found.temperature)
