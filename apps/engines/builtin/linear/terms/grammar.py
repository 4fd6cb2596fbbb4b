"""Reads Wilkinson formulas, such as ``log(sales) ~ log(price)*C(region) + poly(income, 3)``.

Signs, from those that bind closest: ``**`` (or ``^``), ``:``, ``*`` and ``/``, ``+`` and ``-``, as
in R and in formulaic; inside functions they are arithmetic. Only functions of a fixed list are
read, and nothing is ever run. Source: Wilkinson and Rogers (1973), Symbolic description of
factorial models for analysis of variance. Imports nothing heavy.
"""

from __future__ import annotations

from collections.abc import Mapping

from apps.core.messages import msg
from apps.engines.builtin.linear.terms import algebra, functions
from apps.engines.builtin.linear.terms.algebra import Sum
from apps.engines.builtin.linear.terms.tokens import FormulaError, Token, tokens
from apps.engines.builtin.linear.terms.tree import (
    Call,
    Category,
    Column,
    Expression,
    Factor,
    Formula,
    Value,
)
from apps.engines.contract import ColumnProfile, Issue


def read(text: str, columns: Mapping[str, ColumnProfile]) -> tuple[Formula | None, list[Issue]]:
    """The formula, or what is wrong with it. ``columns`` are those of the table, by name."""
    try:
        return _Reader(text, columns).formula(), []
    except FormulaError as error:
        return None, [error.issue]


class _Reader(functions.Arguments):
    """One formula being read, from left to right."""

    def __init__(self, text: str, columns: Mapping[str, ColumnProfile]) -> None:
        super().__init__(tokens(text), columns)

    def formula(self) -> Formula:
        left = None
        if any(token.kind == "sign" and token.value == "~" for token in self.tokens):
            left = self._left()
        found = self._sum()
        if self.now.kind != "end":
            raise self.unexpected()
        ordered = sorted((term for term in found if term), key=len)
        return Formula(target=left, intercept=() in found, terms=tuple(ordered))

    def _left(self) -> Expression | None:
        if self.take("~"):
            return None
        at = self.now.at
        found = self.expression()
        if not self.take("~"):
            raise self.unexpected()
        inner = found.of if isinstance(found, Call) and found.function == "log" else found
        if isinstance(inner, Column):
            return found
        raise FormulaError(
            msg("left of ~ stands the target or its logarithm."),
            at,
            msg("Write sales ~ … or log(sales) ~ …; keep other changes of it as a new column."),
        )

    def _sum(self) -> Sum:
        """Terms with + and - between; it begins with an intercept where it is the outermost."""
        found: Sum = {(): None} if not self.depth else {}
        sign = "-" if self.take("-") else "+"
        self.take("+")
        while True:
            found = algebra.joined(found, self._product(), sign)
            algebra.refuse_many(found, self.now.at)
            if self.take("+"):
                sign = "-" if self.take("-") else "+"
            elif self.take("-"):
                sign = "-"
            else:
                return found

    def _product(self) -> Sum | None:
        found = self._crossed()
        while self.now.kind == "sign" and self.now.value in ("*", "/"):
            operator = self.next().value
            right = self._crossed()
            if found is None or right is None:
                raise self.zero()
            if operator == "/":
                found = algebra.nested(found, right, self.now.at)
                continue
            crossed = algebra.crossed(found, right, self.now.at)
            found = algebra.joined(algebra.joined(found, right, "+"), crossed, "+")
        return found

    def _crossed(self) -> Sum | None:
        found = self._power()
        while self.take(":"):
            right = self._power()
            if found is None or right is None:
                raise self.zero()
            found = algebra.crossed(found, right, self.now.at)
        return found

    def _power(self) -> Sum | None:
        found = self._atom()
        while self.now.kind == "sign" and self.now.value in ("**", "^"):
            self.next()
            number = self.next()
            if number.kind != "number" or not number.value.isdigit() or found is None:
                raise FormulaError(
                    msg("after ** stands a whole number."),
                    number.at,
                    msg("Write (a + b)**2 for all pairs, poly(a, 2) for a square."),
                )
            self._refuse_square(found, number)
            found = algebra.powers(found, int(number.value), number.at)
        return found

    def _refuse_square(self, found: Sum, number: Token) -> None:
        """x**2 means x in this grammar, which nobody who writes it wants."""
        if len(found) == 1 and number.value != "1":
            raise FormulaError(
                msg("a predictor crossed with itself is itself, not its square."),
                number.at,
                msg("Write poly(x, 2), or I(x**2) for the square alone."),
            )

    def _atom(self) -> Sum | None:
        """None is the zero of ``~ 0 + x``."""
        token = self.next()
        if token.kind == "number":
            return self._constant(token)
        if token.kind == "sign" and token.value == "(":
            self.deeper(token)
            found = self._sum()
            self.shallower()
            self.close()
            return found
        if token.kind == "name" and self.opens():
            return {(self.factor(token),): None}
        if token.kind in ("name", "column"):
            return {(self._bare(token),): None}
        self.back(token)
        raise self.unexpected()

    def _constant(self, token: Token) -> Sum | None:
        if token.value in ("0", "1"):
            return {(): None} if token.value == "1" else None
        raise FormulaError(
            msg("the number {number} is no term.", number=token.value),
            token.at,
            msg("1 is the intercept and 0 leaves it out; arithmetic goes into I(), as I(2*x)."),
        )

    def _bare(self, token: Token) -> Factor:
        """A column by itself: a number, or a category where it holds none."""
        column = self.column(token)
        if column.dtype in ("number", "integer"):
            return Value(of=Column(name=column.name))
        return Category(column=column.name)
