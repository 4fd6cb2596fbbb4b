"""The tables of a comparison: beside simpler ways, slices, what is hardest, what looks wrong."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np

from apps.core.messages import Message, msg
from apps.engines.builtin.text import tables
from apps.engines.builtin.text.facts import Facts
from apps.engines.builtin.text.tables import Cell, other_column, percent_column, short
from apps.engines.builtin.text_match.evaluation import (
    E,
    LabelEvaluation,
    MatchEvaluation,
    PairsEvaluation,
    ScoreEvaluation,
)
from apps.engines.builtin.text_match.words import FIGURES, WAYS
from apps.engines.result import Table, TableColumn

DIGITS = 4


def every(facts: Facts[E], hardest: Table | None, suspects: Table | None) -> Iterator[Table]:
    """Every table that the run has rows for."""
    found = facts.evaluation
    yield compared(found)
    if found.slices:
        yield slices(found)
    for table in (hardest, suspects):
        if table is not None and table.rows:
            yield table
    yield tables.about(facts)


def compared(found: MatchEvaluation) -> Table:
    """The model beside the base model as it is and shared letters."""
    own: dict[str, Cell] = {key: one.value for key, one in found.figures.items()}
    rows: list[dict[str, Cell]] = [{"name": msg("This model"), **own}]
    rows += [{"name": WAYS[key], **figures} for key, figures in found.beside.items()]
    return Table(
        key="compared",
        title=msg("Beside simpler ways"),
        columns=[TableColumn(key="name", label=msg("What compares")), *_columns(found)],
        rows=rows,
        note=msg("On the test rows."),
    )


def slices(found: MatchEvaluation) -> Table:
    """The same figures for each language or market."""
    rows: list[dict[str, Cell]] = [
        {"name": one.name, **one.figures, "rows": one.rows} for one in found.slices
    ]
    return tables.slices(_columns(found), rows)


def _columns(found: MatchEvaluation) -> list[TableColumn]:
    return [
        TableColumn(
            key=key,
            label=FIGURES[key].label,
            kind="percent" if FIGURES[key].share else "number",
            decimals=1 if FIGURES[key].share else 3,
            help=FIGURES[key].meaning,
        )
        for key in found.figures
    ]


def hardest_labels(found: LabelEvaluation) -> Table:
    """Test pairs that the model is most surely wrong about."""
    wrong = np.flatnonzero(found.said != found.truth)
    doubt = np.abs(found.answers - found.threshold)
    order = wrong[np.argsort(-doubt[wrong], kind="stable")][: tables.SHOWN]
    return _hardest(
        found,
        order,
        [
            TableColumn(key="label", label=msg("True")),
            percent_column("chance", msg("Probability")),
        ],
        [
            {"label": found.names[int(found.truth[at])], "chance": float(found.answers[at])}
            for at in order
        ],
        msg("Surely wrong"),
        msg("Test rows that the model is wrong about and most certain of."),
    )


def hardest_scores(found: ScoreEvaluation) -> Table:
    """Test pairs whose number is furthest from the answer."""
    off = found.true - found.answers
    order = np.argsort(-np.abs(off), kind="stable")[: tables.SHOWN]
    return _hardest(
        found,
        order,
        [
            TableColumn(key=key, label=label, kind="number", digits=DIGITS, unit=found.unit)
            for key, label in (
                ("true", msg("True")),
                ("said", msg("Predicted")),
                ("off", msg("True less predicted")),
            )
        ],
        [
            {
                "true": float(found.true[at]),
                "said": float(found.answers[at]),
                "off": float(off[at]),
            }
            for at in order
        ],
        msg("Furthest off"),
        msg("Test rows with the largest errors."),
    )


def hardest_pairs(found: PairsEvaluation) -> Table:
    """Test texts whose right text comes late, and what was taken for it."""
    search, other = found.search, found.rows.others or []
    late = np.flatnonzero(search.ranks > 1)
    order = late[np.argsort(-search.ranks[late], kind="stable")][: tables.SHOWN]
    return _hardest(
        found,
        found.library.queries[order],
        [
            TableColumn(key="taken", label=msg("Taken for")),
            TableColumn(key="rank", label=msg("Rank"), kind="integer"),
        ],
        [
            {"taken": short(other[int(search.found[at])]), "rank": int(search.ranks[at])}
            for at in order
        ],
        msg("Found late"),
        msg("Test texts whose right text comes furthest down, and what stood first."),
    )


def _hardest(
    found: MatchEvaluation,
    order: np.ndarray,
    columns: list[TableColumn],
    cells: list[dict[str, Cell]],
    title: Message,
    note: Message,
) -> Table:
    other = found.rows.others or []
    rows: list[dict[str, Cell]] = [
        {
            "row": int(found.rows.places[at]) + 1,
            "text": short(found.rows.texts[at]),
            "other": short(other[at]),
            **more,
        }
        for at, more in zip(order.tolist(), cells, strict=True)
    ]
    return tables.hardest([other_column(), *columns], rows, title, note)


def wrong_labels(facts: Facts[E]) -> Table:
    """Pairs whose label is likely wrong."""
    return tables.suspects(
        facts,
        percent_column("chance", msg("Probability")),
        msg(
            "{count} labels disagree with a model that has not seen them; the likeliest mistakes"
            " are first.",
            count=len(facts.suspects),
        ),
    )


def wrong_scores(facts: Facts[E]) -> Table:
    """Pairs whose number is likely wrong."""
    return tables.suspects(
        facts,
        _distance(),
        msg(
            "{count} numbers are far from what a model says that has not seen them; the furthest"
            " are first.",
            count=len(facts.suspects),
        ),
        numeric=True,
    )


def strangers(facts: Facts[E]) -> Table:
    """Pairs that hardly look like pairs."""
    rows: list[dict[str, Cell]] = [
        {
            "row": one.place + 1,
            "text": short(one.text),
            "other": short(one.other),
            "distance": one.strength,
        }
        for one in facts.suspects[: tables.SUSPECTS]
    ]
    return Table(
        key="suspects",
        title=msg("Pairs to look at again"),
        columns=[tables.row_column(), tables.text_column(), other_column(), _distance()],
        rows=rows,
        note=msg(
            "{count} pairs are far less alike than the others, as the base model sees them.",
            count=len(facts.suspects),
        ),
    )


def _distance() -> TableColumn:
    return TableColumn(
        key="distance",
        label=msg("Distance"),
        kind="number",
        decimals=1,
        help=msg("In standard deviations of the usual error."),
    )
