"""What cells say of a pair: a match or none, or a number."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, Literal

from apps.core.messages import clipped, msg
from apps.engines.builtin.text.normal import clean
from apps.engines.builtin.text_match import slots
from apps.engines.contract import InputTable, Refusal

Kind = Literal["label", "score", "pairs"]
MATCH, NONE = "1", "0"
_WORDS = {"1": MATCH, "true": MATCH, "yes": MATCH, "0": NONE, "false": NONE, "no": NONE}


def kind_of(table: InputTable) -> Kind:
    """What the column of targets holds: matches or none, numbers, or there is no such column.

    Raises ``Refusal`` for a cell that is neither.
    """
    first, second, target = (
        next(iter(table.roles.get(spec.key, [])), "")
        for spec in (slots.FIRST, slots.SECOND, slots.TARGET)
    )
    if first and first == second:
        raise slots.same_column(first)
    if not target:
        return "pairs"
    cells = table.frame([target])[target].to_list()
    words = [_word(cell) for cell in cells]
    if all(word in _WORDS for word in words if word):
        return "label"
    if any(isinstance(cell, str) and cell.strip() for cell in cells):
        for row, cell in enumerate(cells, 1):
            one_label(cell, row)
    return "score"


def names(cells: Iterable[Any]) -> tuple[str, str]:
    """How a table itself calls no match and a match; 0 and 1 where it does not say."""
    said: dict[str, set[str]] = {MATCH: set(), NONE: set()}
    for cell in cells:
        word = _word(cell)
        if word in _WORDS:
            said[_WORDS[word]].add(clean(cell) if isinstance(cell, str) else word)
    return min(said[NONE], default=NONE), min(said[MATCH], default=MATCH)


def one_label(value: Any, row: int) -> str:
    """A cell that says whether both texts match; '' where it says nothing."""
    word = _word(value)
    if word and word not in _WORDS:
        raise Refusal(
            msg(
                "Row {row}: '{value}' says neither match nor no match.",
                row=row,
                value=clipped(str(value)),
            ),
            fix=msg("Use 1 or true for a match and 0 or false for none, or a column of numbers."),
            field="data.target",
        )
    return _WORDS.get(word, "")


def every(_value: Any, _row: int) -> str:
    """Where no column says otherwise, all pairs match."""
    return MATCH


def _word(value: Any) -> str:
    if isinstance(value, float):
        if value != value:  # missing
            return ""
        return repr(int(value)) if value in (0, 1) else repr(value)
    return clean(value).casefold()
