"""The tables of a model that tells intents: each intent, and what is wrongly in or out of scope."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np

from apps.core.messages import Message, msg
from apps.engines.builtin.text import tables
from apps.engines.builtin.text.facts import Facts
from apps.engines.builtin.text.tables import percent_column, short
from apps.engines.builtin.text_classify.single import tables as class_tables
from apps.engines.builtin.text_intent.evaluation import IntentEvaluation
from apps.engines.result import Table, TableColumn


def every(facts: Facts[IntentEvaluation]) -> Iterator[Table]:
    """Every table that the run has rows for."""
    found, answers = facts.evaluation, facts.evaluation.answers
    yield class_tables.per_class(found.classes)
    made = (
        class_tables.slices(found.classes),
        class_tables.mixed_up(found.classes),
        _rows(
            found,
            np.flatnonzero(answers.outside & ~answers.turned),
            "missed",
            msg("Out of scope and not found"),
            msg("Test rows that got an intent though none fits; those that fit best first."),
        ),
        _rows(
            found,
            np.flatnonzero(~answers.outside & answers.turned),
            "turned-away",
            msg("Wrongly out of scope"),
            msg("Test rows that an intent fits and that got none; those that fit best first."),
        ),
        class_tables.hardest(found.classes),
    )
    yield from (table for table in made if table is not None)
    if facts.suspects:
        yield class_tables.suspects(facts)
    yield tables.about(facts)


def _rows(
    found: IntentEvaluation, places: np.ndarray, key: str, title: Message, note: Message
) -> Table | None:
    """Test rows at these ``places``, with the intent that fits best."""
    order = places[np.argsort(-found.fits[places], kind="stable")][: tables.SHOWN]
    if not len(order):
        return None
    return Table(
        key=key,
        title=title,
        columns=[
            tables.row_column(),
            tables.text_column(),
            TableColumn(key="label", label=msg("Intent")),
            TableColumn(key="nearest", label=msg("Fits best")),
            percent_column("chance", msg("Probability")),
        ],
        rows=[
            {
                "row": int(found.rows.places[place]) + 1,
                "text": short(found.rows.texts[place]),
                "label": found.rows.labels[place],
                "nearest": found.names[int(found.answers.best[place])],
                "chance": float(found.chances[place].max()),
            }
            for place in order
        ],
        note=note,
    )
