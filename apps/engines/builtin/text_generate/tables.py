"""The tables of a writer: comparison, slices, best and worst answers, lengths."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np

from apps.core.messages import Message, Num, msg
from apps.engines.builtin.text import tables
from apps.engines.builtin.text.facts import Facts
from apps.engines.builtin.text.metrics import Interval
from apps.engines.builtin.text.tables import Cell, percent_column, short
from apps.engines.builtin.text_generate.evaluation import AnswerEvaluation, Tokens
from apps.engines.builtin.text_generate.metrics import Figures
from apps.engines.result import Table, TableColumn

EACH = 5  # examples of the best, the middle and the worst answers
CHRF = msg("chrF")
EXACT = msg("Exactly right")
WORDS = msg("Words in common (F1)")


def points(value: float) -> Num:
    """chrF as it is shown."""
    return Num(value=value, decimals=1)


def every(facts: Facts[AnswerEvaluation]) -> Iterator[Table]:
    """Every table that the run has rows for."""
    found = facts.evaluation
    yield compared(found)
    if found.slices:
        yield slices(found)
    yield examples(found)
    yield lengths(found)
    yield tables.about(facts)


def compared(found: AnswerEvaluation) -> Table:
    """The model beside the base model as it was and the most similar prompt."""
    ways: list[tuple[Message, Figures, Interval | None]] = [
        (msg("This model"), found.model, found.perplexity)
    ]
    if found.over_base is not None:
        ways.append((msg("The base model as it was"), found.base, found.base_perplexity))
    ways.append((msg("The answer of the most similar prompt"), found.nearest, None))
    return Table(
        key="compared",
        title=msg("Beside simpler ways"),
        columns=[
            TableColumn(key="name", label=msg("What answers")),
            _chrf(),
            percent_column("exact", EXACT),
            percent_column("f1", WORDS),
            TableColumn(
                key="perplexity",
                label=msg("Perplexity"),
                kind="number",
                digits=4,
                help=msg("How unsure of the true answer, token by token; 1 is certain."),
            ),
        ],
        rows=[
            {
                "name": name,
                "chrf": figures.chrf.value,
                "exact": figures.exact.value,
                "f1": figures.f1.value,
                "perplexity": None if perplexity is None else perplexity.value,
            }
            for name, figures, perplexity in ways
        ],
        note=msg("On the test rows. All of them are given the same prompts."),
    )


def _chrf() -> TableColumn:
    return TableColumn(
        key="chrf",
        label=CHRF,
        kind="number",
        decimals=1,
        help=msg("Sequences of letters in common with the true answer, from 0 to 100."),
    )


def slices(found: AnswerEvaluation) -> Table:
    """Figures for each language or market."""
    return tables.slices(
        [_chrf(), percent_column("exact", EXACT), percent_column("f1", WORDS)],
        [
            {
                "name": one.name,
                "chrf": one.chrf,
                "exact": one.exact,
                "f1": one.f1,
                "rows": one.rows,
            }
            for one in found.slices
        ],
    )


def examples(found: AnswerEvaluation) -> Table:
    """The best, the middle and the worst answers to the test."""
    return Table(
        key="examples",
        title=msg("What it answered"),
        columns=[
            TableColumn(key="which", label=msg("Which")),
            tables.row_column(),
            TableColumn(key="prompt", label=msg("Prompt")),
            TableColumn(key="true", label=msg("True answer")),
            TableColumn(key="said", label=msg("Answer")),
            _chrf(),
        ],
        rows=[_example(found, place, which) for place, which in chosen(found.each)],
        note=msg("Test rows by chrF; the file of test predictions has all of them."),
    )


def chosen(each: np.ndarray) -> list[tuple[int, Message]]:
    """Positions of the best, the middle and the worst rows by chrF (n,), none of them twice."""
    order = np.argsort(-each, kind="stable").tolist()
    count = min(EACH, max(1, len(order) // 3))
    middle = (len(order) - count) // 2
    named = (
        (order[:count], msg("best")),
        (order[middle : middle + count], msg("median")),
        (order[::-1][:count], msg("worst")),
    )
    found: dict[int, Message] = {}
    for places, which in named:
        for place in places:
            found.setdefault(place, which)
    return list(found.items())


def _example(found: AnswerEvaluation, place: int, which: Message) -> dict[str, Cell]:
    return {
        "which": which,
        "row": int(found.rows.places[place]) + 1,
        "prompt": short(found.rows.texts[place]),
        "true": short(found.rows.labels[place]),
        "said": short(found.said.model[place]),
        "chrf": float(found.each[place]),
    }


def lengths(found: AnswerEvaluation) -> Table:
    """How long what was learned from is, in tokens."""
    way = found.way
    rows: list[tuple[Message, Tokens]] = [
        (msg("Prompts with their template"), way.prompts),
        (msg("Answers with their end"), way.answers),
    ]
    columns = [
        ("median", msg("Median")),
        ("mean", msg("Mean")),
        ("long", msg("Exceeded by 5%")),
        ("most", msg("Longest")),
    ]
    return Table(
        key="lengths",
        title=msg("Lengths in tokens"),
        columns=[
            TableColumn(key="what", label=msg("What")),
            *(
                TableColumn(key=key, label=label, kind="number", decimals=0)
                for key, label in columns
            ),
        ],
        rows=[
            {"what": what, **{key: getattr(one, key) for key, _ in columns}} for what, one in rows
        ],
        note=msg("Answers are cut after {most} tokens.", most=way.answer_tokens),
    )
