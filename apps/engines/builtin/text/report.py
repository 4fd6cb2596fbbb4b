"""The result of a text model: how good, how far to trust it, what is wrong in the data.

What is the same for every kind of target is here; a kind adds its figures.
"""

from __future__ import annotations

import csv
import io
from abc import ABC, abstractmethod
from collections.abc import Iterator
from typing import Any, Generic

import numpy as np

from apps.core.messages import Message, Num, msg
from apps.core.spreadsheets import harmless
from apps.engines.builtin.text import cautions, trust
from apps.engines.builtin.text.facts import E, Facts, Learned
from apps.engines.builtin.text.figures import gain_tone, numbers, percent, points
from apps.engines.builtin.text.metrics import Interval
from apps.engines.builtin.text.rows import Rows
from apps.engines.builtin.text.tables import short
from apps.engines.result import AnyBlock, Chart, PredictField, Result, Table, Tile, Tiles
from apps.engines.result import Warning as Caution


class Report(ABC, Generic[E]):
    """How the facts of one kind of target are told."""

    task: str  # the kind, for machines
    yardstick: cautions.Yardstick = cautions.LAST_LAYER

    def result(self, facts: Facts[E]) -> Result:
        """Everything that page, API and CSV show."""
        items = [*self.tiles(facts), *trust.tiles(facts), learned_parameters(facts)]
        blocks: list[AnyBlock] = [Tiles(items=items), *self.common_cautions(facts)]
        blocks += [*self.cautions(facts), *trust.cautions(facts)]
        blocks += [*self.charts(facts), *trust.tables(facts), *self.tables(facts)]
        examples = [short(texts[0]) for texts in _columns(facts.cleaned.rows)]
        return Result(
            headline=self.headline(facts),
            blocks=blocks,
            summary={"task": self.task, **shared_summary(facts), **self.summary(facts)},
            predict_fields=[
                PredictField(name=name, label=name, dtype="text", example=example)
                for name, example in zip(facts.texts, examples, strict=True)
            ],
        )

    def predictions_csv(self, facts: Facts[E]) -> str:
        """Every test row as CSV: number in the table, its texts, and what the kind adds."""
        found = facts.evaluation.rows
        columns = _columns(found)
        out = io.StringIO()
        writer = csv.writer(out)
        writer.writerow(["row", *("text", "other")[: len(columns)], *self.predicted_head()])
        for place in np.argsort(found.places, kind="stable"):
            texts = [column[place] for column in columns]
            cells = [*texts, *self.predicted(facts, int(place))]
            writer.writerow([int(found.places[place]) + 1, *map(harmless, cells)])
        return out.getvalue()

    @abstractmethod
    def headline(self, facts: Facts[E]) -> Message:
        """The answer in one sentence."""

    @abstractmethod
    def tiles(self, facts: Facts[E]) -> Iterator[Tile]:
        """The figures that matter, each with what it means."""

    def common_cautions(self, facts: Facts[E]) -> list[Caution]:
        """What has to be known of every model that stands beside a linear probe."""
        return cautions.shared(facts, self.yardstick)

    @abstractmethod
    def cautions(self, facts: Facts[E]) -> Iterator[Caution]:
        """What has to be known before this kind of model is trusted."""

    @abstractmethod
    def charts(self, facts: Facts[E]) -> Iterator[Chart]:
        """Every chart that the run has points for."""

    @abstractmethod
    def tables(self, facts: Facts[E]) -> Iterator[Table]:
        """Every table that the run has rows for."""

    @abstractmethod
    def summary(self, facts: Facts[E]) -> dict[str, Any]:
        """The figures for machines. Nothing in it depends on how long the run took."""

    @abstractmethod
    def predicted_head(self) -> list[str]:
        """Heads of the columns of :meth:`predicted`."""

    @abstractmethod
    def predicted(self, facts: Facts[E], place: int) -> list[str]:
        """Target and answer of the test row at this position."""

    def to_check(self, facts: Facts[E]) -> dict[str, Any] | None:
        """Rows whose labels a person should check, for the labelling queue; None where this kind
        of target has none.
        """
        return None

    @abstractmethod
    def card(self, facts: Facts[E]) -> str:
        """The model card as Markdown."""


def _columns(rows: Rows) -> list[list[str]]:
    """The texts of rows, then their second ones, if they have any."""
    return [rows.texts] if rows.others is None else [rows.texts, rows.others]


def gain_tile(gain: Interval, probe: float) -> Tile:
    """How many percentage points a share gains over the ``probe``'s."""
    return Tile(
        label=msg("Gain over the last layer alone"),
        value=msg("{points} points", points=points(gain.value)),
        note=msg(
            "{low} to {high}; the last layer alone has {share}",
            low=points(gain.low),
            high=points(gain.high),
            share=percent(probe),
        ),
        tone=gain_tone(gain),
    )


def learned_parameters(facts: Learned) -> Tile:
    """How much of the model learned."""
    return Tile(
        label=msg("Learned parameters"),
        value=Num(value=facts.learning, decimals=0),
        note=msg("of {all}", all=Num(value=facts.parameters, decimals=0)),
    )


def shared_summary(facts: Facts[E]) -> dict[str, Any]:
    """What the summary of every kind holds."""
    gain = facts.evaluation.gain
    return {
        **learned_summary(facts),
        "gain": numbers(gain) if gain else None,
        "near_copies_in_test": int(facts.evaluation.near.sum()),
        "suspects": len(facts.suspects),
        "labels_looked_at": facts.doubts.looked,
        **trust.summary(facts),
    }


def learned_summary(facts: Learned) -> dict[str, Any]:
    """What is known without the test. A search compares its trials by ``validation_quality``."""
    cleaned, trained = facts.cleaned, facts.trained
    quality, likelihood = facts.quality
    return {
        "base": facts.base.id,
        "base_hash": facts.base_hash,
        "architecture": facts.architecture,
        "method": facts.params.method,
        "parameters": facts.parameters,
        "parameters_learned": facts.learning,
        "validation_quality": quality,
        "validation_likelihood": likelihood,
        "split": facts.how,
        "rows": dict(zip(("train", "validation", "test"), facts.sizes, strict=True)),
        "class_names_learned": facts.names,
        "test_hash": facts.test_hash,
        "left_out": {
            "empty_text": cleaned.left.empty_text,
            "empty_label": cleaned.left.empty_label,
            "unusable": cleaned.left.unusable,
            "copies": cleaned.copies,
            "conflicting": cleaned.conflicting_rows,
            "rare_classes": cleaned.rare,
        },
        "training": None
        if trained is None
        else {
            "epochs": trained.epochs,
            "steps": trained.steps,
            "best_epoch": trained.best_epoch,
            "start_kept": trained.start,
            "curve": trained.curve,
            "stopped": trained.stopped,
        },
    }
