"""Values of expressions for rows of a table. In a job's child only."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import numpy as np
from numpy.typing import NDArray

from apps.core.messages import Message, msg, msgn
from apps.engines.builtin.linear.pairs import Floats
from apps.engines.builtin.linear.terms.tree import Arithmetic, Call, Column, Expression, Number
from apps.engines.builtin.linear.terms.wording import expression_text, plain
from apps.engines.contract import Refusal

Key = tuple[str, int]  # column, how many periods before
SHOWN_ROWS = 5
LEAST: Mapping[str, tuple[float, bool]] = {  # of what stands inside, and whether that is allowed
    "log": (0.0, False), "log10": (0.0, False), "log1p": (-1.0, False), "sqrt": (0.0, True),
}  # fmt: skip
RUN = {
    "log": np.log, "log10": np.log10, "log1p": np.log1p, "exp": np.exp, "sqrt": np.sqrt,
    "abs": np.abs,
}  # fmt: skip


class Undefined(Exception):
    """An expression has no value in the rows ``bad`` (n,). ``message`` names it and the reason."""

    def __init__(self, bad: NDArray[np.bool_], message: Message, fix: Message) -> None:
        super().__init__(str(message))
        self.bad, self.message, self.fix = bad, message, fix

    def refusal(self, positions: NDArray[np.int64]) -> Refusal:
        """Names the rows; ``positions`` (n,) are those in the table, from 0."""
        rows = positions[self.bad] + 1
        shown = ", ".join(str(int(row)) for row in rows[:SHOWN_ROWS])
        more = len(rows) - SHOWN_ROWS
        message = msgn(
            "Row {rows}: {what}", "Rows {rows}: {what}", len(rows), rows=shown, what=self.message
        )
        if more > 0:
            message = msg(
                "Rows {rows} and {more} more: {what}", rows=shown, more=more, what=self.message
            )
        return Refusal(message, fix=self.fix, field="formula")


def evaluate(part: Expression, numbers: Mapping[Key, Floats], rows: int) -> Floats:
    """(rows,) the expression. Raises :class:`Undefined` where it has no finite value."""
    try:
        with np.errstate(all="ignore"):
            value = np.asarray(_value(part, numbers, 0), dtype=np.float64)
    except Undefined as undefined:  # of a constant it holds for every row
        undefined.bad = np.broadcast_to(undefined.bad, (rows,))
        raise
    found = np.broadcast_to(value, (rows,))
    bad = ~np.isfinite(found)
    if bad.any():
        raise Undefined(
            bad,
            msg("{expression} cannot be computed.", expression=plain(part)),
            msg("Look for a division by zero or a power that is too large in these rows."),
        )
    return found


def _value(part: Expression, numbers: Mapping[Key, Floats], before: int) -> Any:
    if isinstance(part, Column):
        return numbers[part.name, before]
    if isinstance(part, Number):
        return np.float64(part.value)
    if isinstance(part, Call):
        inside = _value(part.of, numbers, before)
        _refuse(part, np.asarray(inside))
        return RUN[part.function](inside)
    if isinstance(part, Arithmetic):
        return _arithmetic(
            part.operator, _value(part.left, numbers, before), _value(part.right, numbers, before)
        )
    then = _value(part.of, numbers, before + part.periods)
    if part.function == "lag":
        return then
    now = _value(part.of, numbers, before)
    return now - then if part.function == "diff" else (now - then) / then


def _arithmetic(operator: str, left: Any, right: Any) -> Any:
    if operator == "+":
        return left + right
    if operator == "-":
        return left - right
    if operator == "*":
        return left * right
    return left / right if operator == "/" else np.power(left, right)


def _refuse(part: Call, inside: Floats) -> None:
    least, itself = LEAST.get(part.function, (-np.inf, True))
    bad = inside < least if itself else inside <= least
    if bad.any():
        raise Undefined(np.atleast_1d(bad), _needs(part), _instead(part))


def _needs(part: Call) -> Message:
    text = expression_text(part)
    if part.function == "sqrt":
        return msg("{expression} needs numbers that are not below zero.", expression=text)
    if part.function == "log1p":
        return msg("{expression} needs numbers above −1.", expression=text)
    return msg("{expression} needs numbers above zero.", expression=text)


def _instead(part: Call) -> Message:
    inside = expression_text(part.of)
    if part.function in ("log", "log10"):
        return msg(
            "Correct them, leave them empty to leave the rows out, or, where zeros are real, write"
            " log1p({inside}), the logarithm of one more.",
            inside=inside,
        )
    return msg("Correct them, or leave them empty to leave the rows out.")
