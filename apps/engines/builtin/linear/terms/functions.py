"""The functions that a formula may name, and how what stands in their brackets is read. Imports
nothing heavy.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Mapping, Sequence
from typing import Any, get_args

from pydantic import ValidationError

from apps.core.messages import msg
from apps.engines.builtin.linear.terms.tokens import FormulaError, Token
from apps.engines.builtin.linear.terms.tree import (
    MOST_POLYNOMIAL,
    MOST_SPLINE,
    Arithmetic,
    Call,
    Category,
    Column,
    Expression,
    Factor,
    Function,
    Number,
    Past,
    Polynomial,
    Spline,
    Value,
)
from apps.engines.contract import ColumnProfile

FUNCTIONS = get_args(Function)
PAST = {"lag": "lag", "diff": "diff", "growth": "growth"}
SCALED = {"standardize": "standardize", "scale": "standardize", "center": "center"}
SPLINES = {"bs": "bs", "ns": "ns", "cr": "ns"}
BY_NAME = ("I", "C", "poly", *FUNCTIONS, *PAST, "standardize", "center", "bs", "ns")
DEEPEST = 30
MOST_KNOTS = 30
MOST_OPERATIONS = 60


class Arguments:
    """Reads what stands inside functions: arithmetic, whole numbers, baselines, knots."""

    def __init__(self, found: Sequence[Token], columns: Mapping[str, ColumnProfile]) -> None:
        self.tokens, self.columns, self.place, self.depth = found, columns, 0, 0
        self.operations = 0
        self._alike: dict[str, list[str]] = {}
        for name in columns:
            self._alike.setdefault(unicodedata.normalize("NFKC", name), []).append(name)

    @property
    def now(self) -> Token:
        return self.tokens[self.place]

    def next(self) -> Token:
        token = self.now
        self.place = min(self.place + 1, len(self.tokens) - 1)
        return token

    def back(self, token: Token) -> None:
        """To before ``token``, which was read last."""
        if token.kind != "end":
            self.place = self.tokens.index(token)

    def opens(self) -> bool:
        return self.now.kind == "sign" and self.now.value == "("

    def take(self, sign: str) -> bool:
        """Whether this sign is next; then it is passed."""
        if self.now.kind == "sign" and self.now.value == sign:
            self.next()
            return True
        return False

    def close(self) -> None:
        if not self.take(")"):
            raise self.unexpected()

    def deeper(self, token: Token) -> None:
        self.depth += 1
        if self.depth > DEEPEST:
            raise FormulaError(
                msg("there are too many brackets inside one another."),
                token.at,
                msg("Write it with fewer brackets."),
            )

    def shallower(self) -> None:
        self.depth -= 1

    def factor(self, token: Token) -> Factor:
        """A function at the level of terms; its name was read."""
        self.deeper(token)
        self.next()
        name = token.value
        if name == "C":
            found: Factor = self._category()
        elif name == "poly":
            found = self._polynomial(token)
        elif name in SPLINES:
            found = self._spline(token)
        elif name in SCALED:
            found = self._made(Value, token, of=self.expression(), scaled=SCALED[name])
            self.close()
        elif name == "I":
            found = self._made(Value, token, of=self.expression())
            self.close()
        else:
            found = Value(of=self._called(token))
        self.shallower()
        return found

    def expression(self) -> Expression:
        """Arithmetic with + and - between."""
        found = self._times()
        while self.now.kind == "sign" and self.now.value in ("+", "-"):
            token = self.next()
            found = self._joined(token, found, self._times())
        return found

    def _times(self) -> Expression:
        found = self._signed()
        while self.now.kind == "sign" and self.now.value in ("*", "/"):
            token = self.next()
            found = self._joined(token, found, self._signed())
        return found

    def _joined(self, token: Token, left: Expression, right: Expression) -> Expression:
        self.operations += 1
        if self.operations > MOST_OPERATIONS:
            raise FormulaError(
                msg("there is more arithmetic than {most} signs.", most=MOST_OPERATIONS),
                token.at,
                msg("Compute it as a new column first."),
            )
        operator = "**" if token.value == "^" else token.value
        found: Expression = self._made(Arithmetic, token, operator=operator, left=left, right=right)
        return found

    def _signed(self) -> Expression:
        token = self.now
        if self.take("-"):
            self.deeper(token)
            inner = self._signed()
            self.shallower()
            if isinstance(inner, Number):
                return Number(value=-inner.value)
            return Arithmetic(operator="*", left=Number(value=-1.0), right=inner)
        base, token = self._operand(), self.now
        if self.take("**") or self.take("^"):
            self.deeper(token)
            power = self._signed()
            self.shallower()
            return self._joined(token, base, power)
        return base

    def _operand(self) -> Expression:
        token = self.next()
        if token.kind == "number":
            return Number(value=self._float(token))
        if token.kind == "sign" and token.value == "(":
            self.deeper(token)
            found = self.expression()
            self.shallower()
            self.close()
            return found
        if token.kind == "name" and self.opens():
            self.deeper(token)
            self.next()
            called = self._called(token)
            self.shallower()
            return called
        if token.kind in ("name", "column"):
            return self._numeric(token)
        self.back(token)
        raise self.unexpected()

    def _called(self, token: Token) -> Expression:
        """A function of numbers, after its bracket."""
        if token.value in PAST:
            of, periods = self.expression(), 1
            if self.take(","):
                self._keyword("periods", "k", "n")
                periods = self._whole(1, 400)
            self.close()
            return self._made(Past, token, function=PAST[token.value], of=of, periods=periods)
        if token.value not in FUNCTIONS:
            raise self._unknown(token)
        of = self.expression()
        self.close()
        return self._made(Call, token, function=token.value, of=of)

    def _category(self) -> Category:
        token = self.next()
        if token.kind not in ("name", "column"):
            self.back(token)
            raise self.unexpected()
        column = self.column(token)
        baseline = self._baseline() if self.take(",") else ""
        self.close()
        return Category(column=column.name, baseline=baseline)

    def _baseline(self) -> str:
        """'US', 2020, Treatment('US') or Treatment(reference='US')."""
        self._keyword("baseline", "reference")
        if self.now.kind == "name" and self.now.value in ("Treatment", "treatment"):
            self.next()
            if not self.take("("):
                raise self.unexpected()
            self._keyword("reference", "base")
            found = self._level()
            self.close()
            return found
        return self._level()

    def _level(self) -> str:
        token = self.next()
        if token.kind == "name" and token.value in ("True", "False"):
            return token.value.lower()
        if token.kind not in ("text", "number") or not token.value:
            raise FormulaError(
                msg("after the comma stands the baseline's name."),
                token.at,
                msg("Write it in quotes, as C(region, 'US')."),
            )
        return token.value

    def _polynomial(self, token: Token) -> Polynomial:
        of = self.expression()
        if not self.take(","):
            raise FormulaError(
                msg("a polynomial needs its degree."), self.now.at, msg("Write poly(x, 2).")
            )
        self._keyword("degree")
        degree = self._whole(1, MOST_POLYNOMIAL)
        self.close()
        return Polynomial(of=of, degree=degree)

    def _spline(self, token: Token) -> Spline:
        told: dict[str, Any] = {"of": self.expression(), "basis": SPLINES[token.value]}
        while self.take(","):
            word = self._keyword("df", "knots", "degree") or "df"
            if word == "knots":
                told["knots"] = self._knots()
            elif word == "df":
                told["columns"] = self._whole(1, MOST_SPLINE)
            else:
                told["degree"] = self._whole(1, 5)
        self.close()
        self._refuse_spline(told, token)
        return Spline(**told)

    def _refuse_spline(self, told: Mapping[str, Any], token: Token) -> None:
        least = told.get("degree", 3) if told["basis"] == "bs" else 1
        both = "columns" in told and "knots" in told
        neither = "columns" not in told and "knots" not in told
        if both or neither:
            raise FormulaError(
                msg("a spline is told by its columns or by its knots."),
                token.at,
                msg("Write {name}(x, df=5), or knots=[10, 20].", name=token.value),
            )
        if told.get("columns", least) < least:
            raise FormulaError(
                msg("this spline has at least {least} columns.", least=least),
                token.at,
                msg("Choose a larger df, or a straight line."),
            )
        if told["basis"] == "ns" and "degree" in told:
            raise FormulaError(
                msg("a natural spline is cubic."), token.at, msg("Leave the degree out.")
            )

    def _knots(self) -> tuple[float, ...]:
        closing = "]" if self.take("[") else ")"
        if closing == ")" and not self.take("("):
            raise self.unexpected()
        found: list[float] = []
        while not self.take(closing):
            found.append(self._knot())
            if not self.take(",") and not (self.now.kind == "sign" and self.now.value == closing):
                raise self.unexpected()
        if not found or sorted(set(found)) != found or len(found) > MOST_KNOTS:
            raise FormulaError(
                msg("knots are from 1 to {most} rising numbers.", most=MOST_KNOTS),
                self.now.at,
                msg("Write them as knots=[10, 20, 30]."),
            )
        return tuple(found)

    def _knot(self) -> float:
        negative = self.take("-")
        token = self.next()
        if token.kind != "number":
            self.back(token)
            raise self.unexpected()
        value = self._float(token)
        return -value if negative else value

    def _keyword(self, *words: str) -> str:
        """Passes ``word =`` where it stands here; which word it was."""
        after = self.tokens[min(self.place + 1, len(self.tokens) - 1)]
        if self.now.kind != "name" or not (after.kind == "sign" and after.value == "="):
            return ""
        token = self.next()
        if token.value not in words:
            raise FormulaError(
                msg("'{word}' is not known here.", word=token.value),
                token.at,
                msg("Known are: {words}.", words=list(words)),
            )
        self.next()
        return token.value

    def _whole(self, least: int, most: int) -> int:
        token = self.next()
        value = int(token.value) if token.kind == "number" and token.value.isdigit() else -1
        if not least <= value <= most:
            raise FormulaError(
                msg("here stands a whole number from {least} to {most}.", least=least, most=most),
                token.at,
                msg("Write such a number."),
            )
        return value

    def _float(self, token: Token) -> float:
        value = float(token.value)
        if value > 1e100:
            raise FormulaError(
                msg("the number {number} is too large.", number=token.value[:20]),
                token.at,
                msg("Write a smaller number."),
            )
        return value

    def column(self, token: Token) -> ColumnProfile:
        """The column that a token names."""
        if token.kind == "column" and token.value in self.columns:
            return self.columns[token.value]
        alike = self._alike.get(unicodedata.normalize("NFKC", token.value), [])
        if len(alike) == 1:
            return self.columns[alike[0]]
        raise FormulaError(
            msg("the table has no column named '{name}'.", name=token.value[:80]),
            token.at,
            msg(
                "Columns are: {names}. Names with blanks or signs stand between backticks.",
                names=list(self.columns)[:12],
            ),
        )

    def _numeric(self, token: Token) -> Column:
        column = self.column(token)
        if column.dtype not in ("number", "integer", "boolean"):
            raise FormulaError(
                msg("column '{name}' holds no numbers.", name=column.name),
                token.at,
                msg("Write C({name}) to use it as a category.", name=token.value),
            )
        return Column(name=column.name)

    def _made(self, kind: Any, token: Token, **told: Any) -> Any:
        try:
            return kind(**told)
        except ValidationError as error:  # the reader has checked all that people can write
            raise self._unknown(token) from error

    def _unknown(self, token: Token) -> FormulaError:
        if token.value in (*BY_NAME, *SPLINES):
            return FormulaError(
                msg("{name}() stands by itself, not inside another function.", name=token.value),
                token.at,
                msg("Write it as a term of its own."),
            )
        return FormulaError(
            msg("'{name}' is not a function that formulas know.", name=token.value[:80]),
            token.at,
            msg("Known are: {names}.", names=list(BY_NAME)),
        )

    def zero(self) -> FormulaError:
        return FormulaError(
            msg("0 only leaves the intercept out."), self.now.at, msg("Write ~ 0 + x.")
        )

    def unexpected(self) -> FormulaError:
        token = self.now
        if token.kind == "end":
            return FormulaError(
                msg("it ends too early."), token.at, msg("Close brackets, finish the last term.")
            )
        return FormulaError(
            msg("'{text}' is not expected here.", text=token.value[:40]),
            token.at,
            msg("Between terms stands +, * or :; a function's brackets are closed by )."),
        )
