"""The result of a model that gives several labels: how good, how far to trust it."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from apps.core.messages import Message, msg
from apps.engines.builtin.text import card as cards
from apps.engines.builtin.text import charts, doubts
from apps.engines.builtin.text.facts import Facts
from apps.engines.builtin.text.figures import between, numbers, percent
from apps.engines.builtin.text.params import ClassifyParams
from apps.engines.builtin.text.report import Report, gain_tile
from apps.engines.builtin.text.saved import SavedLabels
from apps.engines.builtin.text_classify.multilabel import card, cautions, tables
from apps.engines.builtin.text_classify.multilabel.evaluation import LabelEvaluation
from apps.engines.builtin.text_classify.multilabel.labels import JSON, labels_of, written
from apps.engines.result import Chart, Table, Tile
from apps.engines.result import Warning as Caution

LabelFacts = Facts[LabelEvaluation]


class LabelReport(Report[LabelEvaluation]):
    """Micro and macro F1, sets that are right as a whole, calibration of each label."""

    task = "multilabel"

    def headline(self, facts: LabelFacts) -> Message:
        found = facts.evaluation
        good = found.figures.micro_f1
        return msg(
            "On {rows} test texts the labels have a micro F1 of {share} ({low} to {high});"
            " {whole} of the texts have exactly the right ones.",
            rows=len(found.rows),
            share=percent(good.value),
            low=percent(good.low),
            high=percent(good.high),
            whole=percent(found.figures.subset_accuracy.value),
        )

    def tiles(self, facts: LabelFacts) -> Iterator[Tile]:
        found = facts.evaluation
        figures = found.figures
        yield Tile(
            label=msg("Micro F1"),
            value=percent(figures.micro_f1.value),
            note=between(figures.micro_f1),
        )
        yield Tile(
            label=msg("Macro F1"),
            value=percent(figures.macro_f1.value),
            note=between(figures.macro_f1),
        )
        yield Tile(
            label=msg("All labels right"),
            value=percent(figures.subset_accuracy.value),
            note=between(figures.subset_accuracy),
        )
        yield Tile(
            label=msg("Hamming loss"),
            value=percent(figures.hamming_loss.value),
            note=msg("of all answers 'has it' and 'has it not' are wrong"),
        )
        if found.gain is not None:
            yield gain_tile(found.gain, found.probe_micro_f1)
        yield Tile(
            label=msg("Error of the probabilities"),
            value=percent(found.ece),
            note=msg("{before} before they were adjusted", before=percent(found.ece_before)),
        )

    def cautions(self, facts: LabelFacts) -> Iterator[Caution]:
        return cautions.every(facts)

    def charts(self, facts: LabelFacts) -> Iterator[Chart]:
        yield charts.reliability(
            facts.evaluation.reliability,
            msg("Labels of test rows"),
            msg("Points on the line: of labels with a probability of 80%, 80 in 100 are there."),
        )
        yield from charts.learning(facts)

    def tables(self, facts: LabelFacts) -> Iterator[Table]:
        return tables.every(facts)

    def summary(self, facts: LabelFacts) -> dict[str, Any]:
        found = facts.evaluation
        figures, classes = found.figures, found.classes
        return {
            "labels": found.names,
            "micro_f1": numbers(figures.micro_f1),
            "macro_f1": numbers(figures.macro_f1),
            "subset_accuracy": numbers(figures.subset_accuracy),
            "hamming_loss": numbers(figures.hamming_loss),
            "probe_micro_f1": found.probe_micro_f1,
            "probe_macro_f1": found.probe_macro_f1,
            "temperature": found.choices.temperature,
            "ece": found.ece,
            "ece_uncalibrated": found.ece_before,
            "per_class": [
                {
                    "label": label,
                    "precision": float(classes.precision[place]),
                    "recall": float(classes.recall[place]),
                    "f1": float(classes.f1[place]),
                    "support": int(classes.support[place]),
                    "threshold": float(found.choices.thresholds[place]),
                    "ece": float(found.label_ece[place]),
                }
                for place, label in enumerate(found.names)
            ],
            "slices": [
                {
                    "name": s.name,
                    "rows": s.rows,
                    "micro_f1": s.micro_f1,
                    "subset_accuracy": s.subset_accuracy,
                }
                for s in found.slices
            ],
        }

    def predicted_head(self) -> list[str]:
        return ["labels", "predicted", "probabilities"]

    def predicted(self, facts: LabelFacts, place: int) -> list[str]:
        """JSON lists; the probabilities are those of all labels, in the summary's order."""
        found = facts.evaluation
        chances = ", ".join(f"{chance:.6f}" for chance in found.chances[place])
        own = labels_of(found.rows.labels[place])
        return [written(own, JSON), written(found.said(place), JSON), f"[{chances}]"]

    def to_check(self, facts: LabelFacts) -> dict[str, Any]:
        params = facts.params
        assert isinstance(params, ClassifyParams)  # noqa: S101 - for the type checker
        return doubts.told(
            facts.doubts,
            text=facts.text,
            column=facts.label,
            names=facts.evaluation.names,
            kind="labels",
            separator=params.separator,
        )

    def card(self, facts: LabelFacts) -> str:
        return cards.markdown(facts, card.lines(facts))


def keep(facts: LabelFacts, common: dict[str, Any]) -> SavedLabels:
    """What prediction needs."""
    found, params = facts.evaluation, facts.params
    assert isinstance(params, ClassifyParams)  # noqa: S101 - for the type checker
    return SavedLabels(
        **common,
        labels=found.names,
        temperature=found.choices.temperature,
        thresholds=found.choices.thresholds.tolist(),
        separator=params.separator,
    )
