"""The tables of a classifier: classes, slices, what is mixed up, rows to look at again."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import numpy as np

from apps.core.messages import Message, Num, msg
from apps.engines.builtin.text import bases
from apps.engines.builtin.text.run import Facts
from apps.engines.result import Table, TableColumn

HARDEST = 20
SUSPECTS = 30
MIXED_UP = 15
SHOWN_TEXT = 200
Cell = float | int | str | Message | None


def all_of(facts: Facts) -> Iterator[Table]:
    """Every table that the run has rows for."""
    yield per_class(facts)
    for table in (slices(facts), mixed_up(facts), hardest(facts), suspects(facts)):
        if table is not None:
            yield table
    yield about(facts)


def per_class(facts: Facts) -> Table:
    """Precision, recall and F1 of each class, the weakest first."""
    figures = facts.evaluation.classes
    order = np.argsort(figures.f1, kind="stable")
    rows: list[dict[str, Cell]] = [
        {
            "class": facts.labels[place],
            "f1": float(figures.f1[place]),
            "precision": float(figures.precision[place]),
            "recall": float(figures.recall[place]),
            "support": int(figures.support[place]),
        }
        for place in order
    ]
    return Table(
        key="per-class",
        title=msg("Each class"),
        columns=[
            TableColumn(key="class", label=msg("Class")),
            _percent_column("f1", msg("F1"), msg("Precision and recall in one figure.")),
            _percent_column(
                "precision", msg("Precision"), msg("How often it is right when it says so.")
            ),
            _percent_column("recall", msg("Recall"), msg("How many of the class it finds.")),
            TableColumn(key="support", label=msg("Test rows"), kind="integer"),
        ],
        rows=rows,
        note=msg("The weakest first."),
    )


def _percent_column(key: str, label: Message, meaning: Message | None = None) -> TableColumn:
    return TableColumn(key=key, label=label, kind="percent", decimals=1, help=meaning)


def slices(facts: Facts) -> Table | None:
    """The same for each language or market, where a column names them."""
    found = facts.evaluation.slices
    if not found:
        return None
    return Table(
        key="slices",
        title=msg("Each language or market"),
        columns=[
            TableColumn(key="name", label=msg("Value")),
            _percent_column("accuracy", msg("Accuracy")),
            _percent_column("f1", msg("Macro F1")),
            TableColumn(key="rows", label=msg("Test rows"), kind="integer"),
        ],
        rows=[
            {"name": one.name, "accuracy": one.accuracy, "f1": one.macro_f1, "rows": one.rows}
            for one in found
        ],
    )


def mixed_up(facts: Facts) -> Table | None:
    """The pairs of classes that are taken for each other most often."""
    matrix = facts.evaluation.confusion.copy()
    totals = matrix.sum(axis=1)
    np.fill_diagonal(matrix, 0)
    flat = np.argsort(-matrix, axis=None, kind="stable")[:MIXED_UP]
    pairs = [divmod(int(place), len(facts.labels)) for place in flat]
    rows: list[dict[str, Cell]] = [
        {
            "true": facts.labels[true],
            "said": facts.labels[said],
            "count": int(matrix[true, said]),
            "share": float(matrix[true, said] / totals[true]),
        }
        for true, said in pairs
        if matrix[true, said]
    ]
    if not rows:
        return None
    return Table(
        key="mixed-up",
        title=msg("Most often mixed up"),
        columns=[
            TableColumn(key="true", label=msg("Class")),
            TableColumn(key="said", label=msg("Taken for")),
            TableColumn(key="count", label=msg("Test rows"), kind="integer"),
            _percent_column("share", msg("Share of the class")),
        ],
        rows=rows,
    )


def hardest(facts: Facts) -> Table | None:
    """Test rows that the model is most surely wrong about."""
    found = facts.evaluation
    wrong = np.flatnonzero(~found.right)
    order = wrong[np.argsort(-found.confidence[wrong], kind="stable")][:HARDEST]
    if not len(order):
        return None
    return Table(
        key="hardest",
        title=msg("Surely wrong"),
        columns=[
            _row_column(),
            TableColumn(key="text", label=msg("Text")),
            TableColumn(key="label", label=msg("Class")),
            TableColumn(key="said", label=msg("Taken for")),
            _percent_column("chance", msg("Probability")),
        ],
        rows=[
            {
                "row": int(found.rows.places[place]) + 1,
                "text": short(found.rows.texts[place]),
                "label": found.rows.labels[place],
                "said": facts.labels[int(found.predicted[place])],
                "chance": float(found.confidence[place]),
            }
            for place in order
        ],
        note=msg("Test rows that the model is wrong about and most certain of."),
    )


def _row_column() -> TableColumn:
    return TableColumn(key="row", label=msg("Row"), kind="integer")


def suspects(facts: Facts) -> Table | None:
    """Rows whose label is likely wrong."""
    if not facts.suspects:
        return None
    return Table(
        key="suspects",
        title=msg("Labels to look at again"),
        columns=[
            _row_column(),
            TableColumn(key="text", label=msg("Text")),
            TableColumn(key="label", label=msg("Labelled")),
            TableColumn(key="better", label=msg("Perhaps")),
            _percent_column("chance", msg("Probability")),
        ],
        rows=[
            {
                "row": one.place + 1,
                "text": short(one.text),
                "label": one.label,
                "better": one.better,
                "chance": one.chance,
            }
            for one in facts.suspects[:SUSPECTS]
        ],
        note=msg(
            "{count} labels disagree with a model that has not seen them; the likeliest mistakes"
            " are first.",
            count=len(facts.suspects),
        ),
    )


def about(facts: Facts) -> Table:
    """What it was made with."""
    train, validation, test = facts.sizes
    rows: list[tuple[Message, Any]] = [
        (msg("Base model"), facts.base.name),
        (msg("Licence of the base model"), _licence(facts.base)),
        (msg("Rows to learn from"), Num(value=train, decimals=0)),
        (msg("Rows to choose by"), Num(value=validation, decimals=0)),
        (msg("Rows to test on"), Num(value=test, decimals=0)),
        (msg("Tokens of an ordinary text"), facts.lengths.median),
    ]
    if facts.trained is not None:
        rows += [
            (msg("Epochs"), facts.trained.epochs),
            (msg("Best epoch"), facts.trained.best_epoch),
        ]
    return Table(
        key="about",
        title=msg("How it was made"),
        columns=[
            TableColumn(key="what", label=msg("What")),
            TableColumn(key="value", label=msg("Value")),
        ],
        rows=[{"what": what, "value": _plain(value)} for what, value in rows],
    )


def _licence(base: bases.Base) -> Message | str:
    return msg("not stated") if base.licence == bases.UNKNOWN_LICENCE else base.licence


def _plain(value: Any) -> Cell:
    if isinstance(value, Num):
        return msg("{number}", number=value)
    return value if isinstance(value, str | Message) else msg("{number}", number=float(value))


def short(text: str) -> str:
    """A text as tables show it."""
    return text if len(text) <= SHOWN_TEXT else f"{text[: SHOWN_TEXT - 1]}…"
