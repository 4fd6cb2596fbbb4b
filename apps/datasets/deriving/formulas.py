"""Formulas of new columns, as ``revenue / population * 1000``: arithmetic on the numbers of a row.

Read by the parser of least squares (:mod:`apps.engines.builtin.linear.terms`), whose fixed list of
functions is joined by ``min``, ``max`` and ``if_missing``. Nothing is ever run. Imports nothing
heavy.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Literal, get_args

from apps.core.messages import msg
from apps.engines.builtin.linear.terms.functions import FUNCTIONS, PAST, Arguments
from apps.engines.builtin.linear.terms.tokens import FormulaError, Token, tokens
from apps.engines.builtin.linear.terms.tree import Arithmetic, Call, Column, Expression, Past
from apps.engines.contract import ColumnProfile, Issue

Choice = Literal["min", "max", "if_missing"]
CHOICES = get_args(Choice)
KNOWN = (*FUNCTIONS, *CHOICES)
MOST_ARGUMENTS = 10
MARK = "\x00"  # begins what stands for a choice, and is no column's name


@dataclass(frozen=True)
class Chosen:
    """One of several numbers: the smallest, the largest, or the first that is there."""

    function: Choice
    of: tuple[Expression, ...]


@dataclass(frozen=True)
class Written:
    """A formula as a tree. A ``Column`` whose name is in ``choices`` stands for that choice."""

    tree: Expression
    choices: Mapping[str, Chosen]

    def columns(self) -> list[str]:
        """The columns of the table that it names, each once."""
        return list(dict.fromkeys(self._names(self.tree)))

    def _names(self, part: Expression) -> Iterator[str]:
        if isinstance(part, Column):
            chosen = self.choices.get(part.name)
            if chosen is None:
                yield part.name
            else:
                for each in chosen.of:
                    yield from self._names(each)
        elif isinstance(part, Call | Past):
            yield from self._names(part.of)
        elif isinstance(part, Arithmetic):
            yield from self._names(part.left)
            yield from self._names(part.right)


def read(text: str, columns: Mapping[str, ColumnProfile]) -> tuple[Written | None, Issue | None]:
    """The formula, or what is wrong with it and where. ``columns`` are the table's, by name."""
    try:
        return _Reader(text, columns).formula(), None
    except FormulaError as error:
        return None, error.issue


class _Reader(Arguments):
    """Arithmetic alone: no terms, categories, curves or earlier periods."""

    def __init__(self, text: str, columns: Mapping[str, ColumnProfile]) -> None:
        super().__init__(tokens(text), columns)
        self.choices: dict[str, Chosen] = {}

    def formula(self) -> Written:
        found = self.expression()
        if self.now.kind != "end":
            raise self.unexpected()
        written = Written(found, self.choices)
        if not written.columns():
            raise FormulaError(
                msg("it names no column of the table."), 0, msg("Write a column into it.")
            )
        return written

    def _called(self, token: Token) -> Expression:
        """A function of numbers, after its bracket."""
        if token.value in CHOICES:
            return self._choice(token)
        if token.value in PAST:
            raise FormulaError(
                msg("{name}() looks at earlier periods.", name=token.value),
                token.at,
                msg("Add a step 'Change over time' for it, before this one."),
            )
        return super()._called(token)

    def _choice(self, token: Token) -> Expression:
        found = [self.expression()]
        while self.take(","):
            found.append(self.expression())
        self.close()
        if not 2 <= len(found) <= MOST_ARGUMENTS:
            raise FormulaError(
                msg(
                    "{name}() takes from 2 to {most} numbers.",
                    name=token.value, most=MOST_ARGUMENTS,
                ),
                token.at,
                msg("Put commas between them, as {name}(a, b).", name=token.value),
            )  # fmt: skip
        name = f"{MARK}{len(self.choices)}"
        while name in self.columns:
            name += MARK
        function = next(each for each in CHOICES if each == token.value)
        self.choices[name] = Chosen(function, tuple(found))
        return Column(name=name)

    def _numeric(self, token: Token) -> Column:
        column = self.column(token)
        if column.dtype not in ("number", "integer", "boolean"):
            raise FormulaError(
                msg("column '{name}' holds no numbers.", name=column.name),
                token.at,
                msg("Choose a column of numbers."),
            )
        return Column(name=column.name)

    def _unknown(self, token: Token) -> FormulaError:
        return FormulaError(
            msg("'{name}' is not a function that formulas know.", name=token.value[:80]),
            token.at,
            msg("Known are: {names}.", names=list(KNOWN)),
        )

    def unexpected(self) -> FormulaError:
        token = self.now
        if token.kind == "end":
            return FormulaError(
                msg("it ends too early."), token.at, msg("Close brackets, finish the last sum.")
            )
        return FormulaError(
            msg("'{text}' is not expected here.", text=token.value[:40]),
            token.at,
            msg("Between two numbers stands +, -, *, / or **; brackets are closed by )."),
        )
