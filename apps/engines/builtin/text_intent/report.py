"""The result of a model that tells intents: how often it is right, what it finds out of scope."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import numpy as np

from apps.core.messages import Message, Num, msg
from apps.engines.builtin.text import card as cards
from apps.engines.builtin.text import charts as shared_charts
from apps.engines.builtin.text import doubts
from apps.engines.builtin.text.facts import Facts
from apps.engines.builtin.text.figures import between, numbers, percent
from apps.engines.builtin.text.metrics import Interval
from apps.engines.builtin.text.report import Report, gain_tile
from apps.engines.builtin.text.saved import SavedIntents
from apps.engines.builtin.text_classify.single import charts as class_charts
from apps.engines.builtin.text_intent import card, cautions, charts, tables
from apps.engines.builtin.text_intent.evaluation import IntentEvaluation
from apps.engines.builtin.text_intent.predictor import NONE
from apps.engines.result import Chart, Table, Tile
from apps.engines.result import Warning as Caution

IntentFacts = Facts[IntentEvaluation]


class IntentReport(Report[IntentEvaluation]):
    """Accuracy in scope, recall and precision out of scope, what is mixed up."""

    task = "intent"

    def headline(self, facts: IntentFacts) -> Message:
        found = facts.evaluation.figures
        if found.recall is None:
            return msg(
                "{share} of the test texts get their intent, and {answered} get any.",
                share=percent(found.inside.value),
                answered=percent(found.answered.value),
            )
        return msg(
            "{share} of the test texts in scope get their intent, and {recall} of those out of"
            " scope are found out.",
            share=percent(found.inside.value),
            recall=percent(found.recall.value),
        )

    def tiles(self, facts: IntentFacts) -> Iterator[Tile]:
        found = facts.evaluation
        figures = found.figures
        yield _tile(msg("Accuracy in scope"), figures.inside)
        yield _tile(msg("Get an intent, of those in scope"), figures.answered)
        if figures.recall is not None:
            yield _tile(msg("Recall out of scope"), figures.recall)
        if figures.precision is not None:
            yield _tile(msg("Precision out of scope"), figures.precision)
        if figures.auroc is not None:
            yield Tile(
                label=msg("AUROC"),
                value=Num(value=figures.auroc, decimals=3),
                note=msg("how often a text in scope fits better than one out of scope"),
            )
        if found.gain is not None:
            yield gain_tile(found.gain, found.probe_overall)

    def cautions(self, facts: IntentFacts) -> Iterator[Caution]:
        return cautions.every(facts)

    def charts(self, facts: IntentFacts) -> Iterator[Chart]:
        if facts.evaluation.figures.recall is not None:
            yield charts.trade(facts.evaluation)
        yield class_charts.coverage(facts.evaluation.classes)
        yield class_charts.reliability(facts.evaluation.classes)
        yield from shared_charts.learning(facts)

    def tables(self, facts: IntentFacts) -> Iterator[Table]:
        return tables.every(facts)

    def summary(self, facts: IntentFacts) -> dict[str, Any]:
        found = facts.evaluation
        figures = found.figures
        return {
            "labels": found.names,
            "outside": found.outside,
            "rows_outside": int(found.answers.outside.sum()),
            "accuracy_in_scope": numbers(figures.inside),
            "answered_in_scope": numbers(figures.answered),
            "accuracy_if_answered": _numbers(figures.right_if_answered),
            "recall_out_of_scope": _numbers(figures.recall),
            "precision_out_of_scope": _numbers(figures.precision),
            "f1_out_of_scope": figures.f1,
            "auroc": figures.auroc,
            "accuracy": numbers(found.overall),
            "probe_accuracy": found.probe_overall,
            "accuracy_if_never_turned_away": numbers(found.classes.accuracy),
            "score": found.scope.kind,
            "threshold": found.scope.threshold,
            "temperature": found.scope.temperature,
            "ece": found.classes.ece,
        }

    def predicted_head(self) -> list[str]:
        return ["label", "predicted", "nearest", "probability", "score"]

    def predicted(self, facts: IntentFacts, place: int) -> list[str]:
        found = facts.evaluation
        best = found.names[int(found.answers.best[place])]
        said = (found.outside or NONE) if found.answers.turned[place] else best
        chance = float(found.chances[place].max())
        return [found.rows.labels[place], said, best, f"{chance:.6f}", f"{found.fits[place]:.6f}"]

    def to_check(self, facts: IntentFacts) -> dict[str, Any]:
        return doubts.told(
            facts.doubts, text=facts.text, column=facts.label, names=_answers(facts.evaluation)
        )

    def card(self, facts: IntentFacts) -> str:
        return cards.markdown(facts, card.lines(facts))


def arrays(facts: IntentFacts) -> dict[str, np.ndarray]:
    """The centres of the intents, where they tell what is out of scope."""
    centres = facts.evaluation.scope.centres
    return centres.arrays() if centres else {}


def keep(facts: IntentFacts, common: dict[str, Any]) -> SavedIntents:
    """What prediction needs."""
    found = facts.evaluation
    return SavedIntents(
        **common,
        labels=found.names,
        temperature=found.scope.temperature,
        kind=found.scope.kind,
        threshold=found.scope.threshold,
        outside=found.outside,
    )


def _answers(found: IntentEvaluation) -> list[str]:
    """The intents, and what the table calls texts that none fits."""
    return [*found.names, *([found.outside] if found.outside else [])]


def _tile(label: Message, found: Interval) -> Tile:
    return Tile(label=label, value=percent(found.value), note=between(found))


def _numbers(found: Interval | None) -> dict[str, float] | None:
    return None if found is None else numbers(found)
