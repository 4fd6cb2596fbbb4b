"""The tables of a model that gives several labels: each label, pairs, slices, rows to look at."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np

from apps.core.messages import msg
from apps.engines.builtin.text import tables
from apps.engines.builtin.text.facts import Facts
from apps.engines.builtin.text.tables import Cell, count_column, percent_column, short
from apps.engines.builtin.text_classify.multilabel.evaluation import LabelEvaluation
from apps.engines.builtin.text_classify.multilabel.labels import labels_of, shown
from apps.engines.result import Table, TableColumn

MOST_PAIRS = 20


def every(facts: Facts[LabelEvaluation]) -> Iterator[Table]:
    """Every table that the run has rows for."""
    found = facts.evaluation
    yield per_label(found)
    for table in (slices(found), together(found), hardest(found)):
        if table is not None:
            yield table
    if facts.suspects:
        yield suspects(facts)
    yield tables.about(facts)


def per_label(found: LabelEvaluation) -> Table:
    """Precision, recall, F1, threshold and calibration of each label, the weakest first."""
    figures = found.classes
    rows: list[dict[str, Cell]] = [
        {
            "class": found.names[place],
            "f1": float(figures.f1[place]),
            "precision": float(figures.precision[place]),
            "recall": float(figures.recall[place]),
            "support": int(figures.support[place]),
            "threshold": float(found.choices.thresholds[place]),
            "ece": float(found.label_ece[place]),
        }
        for place in np.argsort(figures.f1, kind="stable")
    ]
    return Table(
        key="per-class",
        title=msg("Each label"),
        columns=[
            TableColumn(key="class", label=msg("Label")),
            percent_column("f1", msg("F1"), msg("Precision and recall in one figure.")),
            percent_column(
                "precision", msg("Precision"), msg("How often it is right when it says so.")
            ),
            percent_column("recall", msg("Recall"), msg("How many of the class it finds.")),
            count_column("support"),
            percent_column(
                "threshold", msg("Threshold"), msg("The probability from which on it is said.")
            ),
            percent_column("ece", msg("Error of the probabilities")),
        ],
        rows=rows,
        note=msg("The weakest first."),
    )


def slices(found: LabelEvaluation) -> Table | None:
    """The same for each language or market, where a column names them."""
    if not found.slices:
        return None
    return tables.slices(
        [percent_column("f1", msg("Micro F1")), percent_column("subset", msg("All labels right"))],
        [
            {"name": one.name, "f1": one.micro_f1, "subset": one.subset_accuracy, "rows": one.rows}
            for one in found.slices
        ],
    )


def together(found: LabelEvaluation) -> Table | None:
    """Pairs of labels that test rows have together most often, and how often both are said."""
    truth, said = (one.astype(np.int64) for one in (found.judged.truth, found.judged.said))
    true, told = np.triu(truth.T @ truth, 1), np.triu(said.T @ said, 1)
    both = np.triu((truth * said).T @ (truth * said), 1)
    order = np.argsort(-np.maximum(true, told), axis=None, kind="stable")[:MOST_PAIRS]
    pairs = [divmod(int(place), len(found.names)) for place in order]
    rows: list[dict[str, Cell]] = [
        {
            "first": found.names[one],
            "second": found.names[other],
            "true": int(true[one, other]),
            "said": int(told[one, other]),
            "both": int(both[one, other]),
        }
        for one, other in pairs
        if true[one, other] or told[one, other]
    ]
    if not rows:
        return None
    return Table(
        key="together",
        title=msg("Labels that go together"),
        columns=[
            TableColumn(key="first", label=msg("Label")),
            TableColumn(key="second", label=msg("With")),
            TableColumn(key="true", label=msg("Rows that have both"), kind="integer"),
            TableColumn(key="said", label=msg("Rows said to have both"), kind="integer"),
            TableColumn(key="both", label=msg("Rightly"), kind="integer"),
        ],
        rows=rows,
    )


def hardest(found: LabelEvaluation) -> Table | None:
    """Test rows with the label that the model is most surely wrong about."""
    judged = found.judged
    sure = np.where(judged.said, found.chances, 1 - found.chances)
    worst = np.where(judged.said != judged.truth, sure, -1.0).max(axis=1)
    order = np.argsort(-worst, kind="stable")
    order = order[worst[order] >= 0][: tables.SHOWN]
    if not len(order):
        return None
    return tables.hardest(
        [
            TableColumn(key="label", label=msg("Labels")),
            TableColumn(key="said", label=msg("Predicted")),
            percent_column("chance", msg("Probability")),
        ],
        [
            {
                "row": int(found.rows.places[place]) + 1,
                "text": short(found.rows.texts[place]),
                "label": shown(labels_of(found.rows.labels[place])),
                "said": shown(found.said(int(place))),
                "chance": float(worst[place]),
            }
            for place in order
        ],
        msg("Surely wrong"),
        msg("Test rows with a label that the model is wrong about and most certain of."),
    )


def suspects(facts: Facts[LabelEvaluation]) -> Table:
    """Rows whose labels are likely wrong."""
    return tables.suspects(
        facts,
        percent_column("chance", msg("Probability")),
        msg(
            "{count} labels disagree with a model that has not seen them; the likeliest mistakes"
            " are first.",
            count=len(facts.suspects),
        ),
    )
