"""Two questions against each other: counts, a test of independence, and nobody made out."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import Any

from apps.core.messages import Message, Num, msg
from apps.engines.result import Table, TableColumn
from apps.feedback.surveys import hiding, stats
from apps.feedback.surveys.checks import name
from apps.feedback.surveys.definition import Question
from apps.feedback.surveys.figures import Gathered
from apps.feedback.surveys.logic import is_empty

MOST_CELLS = 400
METHODS = {
    "chi_square": msg("Pearson's chi-square test"),
    "fisher": msg("Fisher's exact test"),
    "monte_carlo": msg("Chi-square test with 9,999 random tables"),
}


@dataclass(frozen=True)
class Crossing:
    """The table as it may be passed on, and what the test says of the whole one. ``own`` is a
    caution where the test tells of hidden counts to somebody who may know them.
    """

    table: Table
    verdict: Message
    hidden: int
    own: Message | None = None


UNTOLD = msg("The test is not shown: from it the hidden counts could be worked out.")
OWN = msg("You see the test because you may read single answers. Pass it on only without the table,"
          " from which hidden counts could be worked out with it.")  # fmt: skip


def cross(
    found: Gathered, row_key: str, column_key: str, *, single: bool = False
) -> Crossing | None:
    """``row_key`` by ``column_key``; None where one is unknown, both are the same, or nobody
    answered both. ``single``: for somebody who may read single answers.
    """
    by_key = {one.key: one for one in found.questions}
    row, column = by_key.get(row_key), by_key.get(column_key)
    if row is None or column is None or row is column:
        return None
    counts: Counter[Any] = Counter(
        (str(one[row.key]), str(one[column.key]))
        for one in found.answers
        if not is_empty(one.get(row.key)) and not is_empty(one.get(column.key))
    )
    down = _options(found, row, {pair[0] for pair in counts})
    across = _options(found, column, {pair[1] for pair in counts})
    if not counts or len(down) * len(across) > MOST_CELLS:
        return None
    whole = [[counts[one, other] for other in across] for one in down]
    hidden = hiding.hidden_cells(whole)
    table = _table(found, (row, column), (down, across), whole, hidden)
    if hidden and not single:
        return Crossing(table, UNTOLD, len(hidden))
    verdict = _verdict(stats.independence(whole))
    return Crossing(table, verdict, len(hidden), OWN if hidden else None)


def _options(found: Gathered, question: Question, seen: set[str]) -> dict[str, str]:
    """Value → its name, for values that were chosen."""
    names = {str(point): str(point) for point in question.points}
    names |= found.definition.names(question.choices, found.language)
    names |= {value: value for value in seen if value not in names}
    return {key: called for key, called in names.items() if key in seen}


def _table(
    found: Gathered, pair: tuple[Question, Question], options: tuple[dict[str, str], ...],
    whole: list[list[int]], hidden: set[tuple[int, int]],
) -> Table:  # fmt: skip
    down, across = options
    full = [[*row, sum(row)] for row in whole]
    full.append([sum(column) for column in zip(*full, strict=True)])
    rows: list[Any] = []
    labels: list[Any] = [*down.values(), msg("Total")]
    for place, (label, line) in enumerate(zip(labels, full, strict=True)):
        cells = {
            f"c{at}": msg("hidden") if (place, at) in hidden else count
            for at, count in enumerate(line)
        }
        rows.append({"row": label, **cells})
    names = [name(found.definition, one, found.language) for one in pair]
    columns = [TableColumn(key="row", label=names[0])]
    columns += [
        TableColumn(key=f"c{at}", label=label, kind="integer")
        for at, label in enumerate([*across.values(), msg("Total")])
    ]
    note = msg(
        "Counts below 5 are hidden, and further ones from which they would follow. Totals are those"
        " of each question."
    ) if hidden else None  # fmt: skip
    return Table(key="crossing", title=msg("{row} by {column}", row=names[0], column=names[1]),
                 columns=columns, rows=rows, note=note)  # fmt: skip


def _verdict(test: stats.Independence | None) -> Message:
    if test is None:
        return msg("There is nothing to test: everybody gave the same answer to one of the two.")
    values: dict[str, Any] = {
        "method": METHODS[test.method],
        "p": Num(value=test.p, digits=2),
        "strength": Num(value=test.cramers_v, decimals=2),
        "count": Num(value=test.count, decimals=0),
    }
    if test.p < 0.05:
        return msg("The two answers go together: p = {p} ({method}, {count} answers, Cramér's V"
                   " {strength}).", **values)  # fmt: skip
    return msg("These answers show no sure connection: p = {p} ({method}, {count} answers,"
               " Cramér's V {strength}).", **values)  # fmt: skip
