"""The tables of a classifier: classes, slices, what is mixed up, rows to look at again."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np

from apps.core.messages import msg
from apps.engines.builtin.text import tables
from apps.engines.builtin.text.facts import E, Facts
from apps.engines.builtin.text.tables import Cell, count_column, percent_column, short
from apps.engines.builtin.text_classify.single.evaluation import ClassEvaluation
from apps.engines.result import Table, TableColumn

MIXED_UP = 15


def every(facts: Facts[ClassEvaluation]) -> Iterator[Table]:
    """Every table that the run has rows for."""
    found = facts.evaluation
    yield per_class(found)
    for table in (slices(found), mixed_up(found), hardest(found)):
        if table is not None:
            yield table
    if facts.suspects:
        yield suspects(facts)
    yield tables.about(facts)


def per_class(found: ClassEvaluation) -> Table:
    """Precision, recall and F1 of each class, the weakest first."""
    figures = found.classes
    order = np.argsort(figures.f1, kind="stable")
    rows: list[dict[str, Cell]] = [
        {
            "class": found.names[place],
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
            percent_column("f1", msg("F1"), msg("Precision and recall in one figure.")),
            percent_column(
                "precision", msg("Precision"), msg("How often it is right when it says so.")
            ),
            percent_column("recall", msg("Recall"), msg("How many of the class it finds.")),
            count_column("support"),
        ],
        rows=rows,
        note=msg("The weakest first."),
    )


def slices(found: ClassEvaluation) -> Table | None:
    """The same for each language or market, where a column names them."""
    if not found.slices:
        return None
    return tables.slices(
        [percent_column("accuracy", msg("Accuracy")), percent_column("f1", msg("Macro F1"))],
        [
            {"name": one.name, "accuracy": one.accuracy, "f1": one.macro_f1, "rows": one.rows}
            for one in found.slices
        ],
    )


def mixed_up(found: ClassEvaluation) -> Table | None:
    """The pairs of classes that are taken for each other most often."""
    matrix = found.confusion.copy()
    totals = matrix.sum(axis=1)
    np.fill_diagonal(matrix, 0)
    flat = np.argsort(-matrix, axis=None, kind="stable")[:MIXED_UP]
    pairs = [divmod(int(place), len(found.names)) for place in flat]
    rows: list[dict[str, Cell]] = [
        {
            "true": found.names[true],
            "said": found.names[said],
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
            count_column("count"),
            percent_column("share", msg("Share of the class")),
        ],
        rows=rows,
    )


def hardest(found: ClassEvaluation) -> Table | None:
    """Test rows that the model is most surely wrong about."""
    wrong = np.flatnonzero(~found.right)
    order = wrong[np.argsort(-found.confidence[wrong], kind="stable")][: tables.SHOWN]
    if not len(order):
        return None
    return tables.hardest(
        [
            TableColumn(key="label", label=msg("Class")),
            TableColumn(key="said", label=msg("Taken for")),
            percent_column("chance", msg("Probability")),
        ],
        [
            {
                "row": int(found.rows.places[place]) + 1,
                "text": short(found.rows.texts[place]),
                "label": found.rows.labels[place],
                "said": found.names[int(found.predicted[place])],
                "chance": float(found.confidence[place]),
            }
            for place in order
        ],
        msg("Surely wrong"),
        msg("Test rows that the model is wrong about and most certain of."),
    )


def suspects(facts: Facts[E]) -> Table:
    """Rows whose label is likely wrong."""
    return tables.suspects(
        facts,
        percent_column("chance", msg("Probability")),
        msg(
            "{count} labels disagree with a model that has not seen them; the likeliest mistakes"
            " are first.",
            count=len(facts.suspects),
        ),
    )
