"""The result of a classifier: how good, how far to trust it, what is wrong in the data."""

from __future__ import annotations

import csv
import io
from typing import Any

import numpy as np

from apps.core.messages import Message, Num, msg
from apps.core.spreadsheets import harmless
from apps.engines.builtin.text import cautions, charts, tables
from apps.engines.builtin.text.metrics import Interval
from apps.engines.builtin.text.run import Facts
from apps.engines.result import (
    AnyBlock,
    PredictField,
    Result,
    Tile,
    Tiles,
    Tone,
)


def result(facts: Facts, *, text: str, label: str) -> Result:
    """Everything that page, API and CSV show."""
    blocks: list[AnyBlock] = [tiles(facts), *cautions.all_of(facts), *charts.all_of(facts)]
    blocks += tables.all_of(facts)
    return Result(
        headline=headline(facts),
        blocks=blocks,
        summary=summary(facts),
        predict_fields=[PredictField(name=text, label=text, dtype="text", example=_example(facts))],
    )


def headline(facts: Facts) -> Message:
    """The answer in one sentence."""
    good = facts.evaluation.accuracy
    return msg(
        "{share} of {rows} test texts are sorted right ({low} to {high}).",
        share=percent(good.value),
        rows=len(facts.evaluation.labels),
        low=percent(good.low),
        high=percent(good.high),
    )


def percent(value: float) -> Num:
    return Num(value=value, style="percent", decimals=1)


def tiles(facts: Facts) -> Tiles:
    """The figures that matter, each with what it means."""
    found = facts.evaluation
    items = [
        Tile(
            label=msg("Accuracy"),
            value=percent(found.accuracy.value),
            note=_between(found.accuracy),
        ),
        Tile(
            label=msg("Macro F1"),
            value=percent(found.macro_f1.value),
            note=msg("every class counts the same"),
        ),
    ]
    if found.gain is not None:
        items.append(
            Tile(
                label=msg("Gain over the last layer alone"),
                value=msg("{points} points", points=_points(found.gain.value)),
                note=msg(
                    "{low} to {high}; the last layer alone has {share}",
                    low=_points(found.gain.low),
                    high=_points(found.gain.high),
                    share=percent(found.probe_accuracy),
                ),
                tone=_gain_tone(found.gain),
            )
        )
    items += [
        Tile(
            label=msg("Error of the probabilities"),
            value=percent(found.ece),
            note=msg("{before} before they were adjusted", before=percent(found.ece_before)),
        ),
        Tile(
            label=msg("Learned parameters"),
            value=Num(value=facts.learning, decimals=0),
            note=msg("of {all}", all=Num(value=facts.parameters, decimals=0)),
        ),
    ]
    return Tiles(items=items)


def _gain_tone(gain: Interval) -> Tone:
    if gain.low > 0:
        return "good"
    return "warn" if gain.value <= 0 else "neutral"


def _points(share: float) -> Num:
    return Num(value=round(100 * share, 1) + 0.0, decimals=1)


def _between(found: Interval) -> Message:
    return msg("95% interval {low} to {high}", low=percent(found.low), high=percent(found.high))


def _example(facts: Facts) -> str:
    return tables.short(facts.cleaned.rows.texts[0])


def summary(facts: Facts) -> dict[str, Any]:
    """The same for machines. Nothing in it depends on how long the run took."""
    found = facts.evaluation
    trained = facts.trained
    return {
        "task": "classify",
        "base": facts.base.id,
        "base_hash": facts.base_hash,
        "architecture": facts.architecture,
        "method": facts.params.method,
        "parameters": facts.parameters,
        "parameters_learned": facts.learning,
        "labels": facts.labels,
        "split": facts.how,
        "rows": dict(zip(("train", "validation", "test"), facts.sizes, strict=True)),
        "test_hash": facts.test_hash,
        "accuracy": _numbers(found.accuracy),
        "macro_f1": _numbers(found.macro_f1),
        "probe_accuracy": found.probe_accuracy,
        "probe_macro_f1": found.probe_f1,
        "gain": _numbers(found.gain) if found.gain else None,
        "temperature": found.temperature,
        "ece": found.ece,
        "ece_uncalibrated": found.ece_before,
        "near_copies_in_test": int(found.near.sum()),
        "per_class": [
            {
                "label": label,
                "precision": float(found.classes.precision[place]),
                "recall": float(found.classes.recall[place]),
                "f1": float(found.classes.f1[place]),
                "support": int(found.classes.support[place]),
            }
            for place, label in enumerate(facts.labels)
        ],
        "slices": [
            {"name": s.name, "rows": s.rows, "accuracy": s.accuracy, "macro_f1": s.macro_f1}
            for s in found.slices
        ],
        "left_out": {
            "empty_text": facts.cleaned.left.empty_text,
            "empty_label": facts.cleaned.left.empty_label,
            "unusable": facts.cleaned.left.unusable,
            "copies": facts.cleaned.copies,
            "conflicting": facts.cleaned.conflicting_rows,
            "rare_classes": facts.cleaned.rare,
        },
        "suspects": len(facts.suspects),
        "training": None
        if trained is None
        else {
            "epochs": trained.epochs,
            "steps": trained.steps,
            "best_epoch": trained.best_epoch,
            "curve": trained.curve,
            "stopped": trained.stopped,
        },
    }


def _numbers(found: Interval) -> dict[str, float]:
    return {"value": found.value, "low": found.low, "high": found.high}


def predictions_csv(facts: Facts) -> str:
    """Every test row: number in the table, class, answer, probability."""
    found = facts.evaluation
    out = io.StringIO()
    writer = csv.writer(out)
    writer.writerow(["row", "text", "label", "predicted", "probability"])
    for place in np.argsort(found.rows.places, kind="stable"):
        cells = (
            found.rows.texts[place],
            found.rows.labels[place],
            facts.labels[int(found.predicted[place])],
        )
        writer.writerow(
            [
                int(found.rows.places[place]) + 1,
                *map(harmless, cells),
                f"{found.confidence[place]:.6f}",
            ]
        )
    return out.getvalue()
