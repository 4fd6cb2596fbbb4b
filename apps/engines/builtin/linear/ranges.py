"""Cells and ranges that nothing can be computed from."""

from __future__ import annotations

import math
from typing import Any

from apps.core.messages import Message, Num, msg
from apps.engines.contract import Refusal

LEAST, MOST = 1e-100, 1e100  # squares of numbers beyond these leave the range of a double


def refuse_range(name: str, degree: int, low: float, high: float) -> None:
    """Of powers up to ``degree``, from numbers between ``low`` and ``high``."""
    if not low < high:
        raise Refusal(
            msg(
                "Column '{name}' has the same value in every row used, so its effect cannot be"
                " told.",
                name=name,
            ),
            fix=msg("Take it out of the predictors."),
            field="data.predictors",
        )
    reach, half = max(abs(low), abs(high)), (high - low) / 2
    if reach / half > MOST ** (1 / degree):
        raise Refusal(
            msg(
                "The numbers of column '{name}' differ too little for their size: its powers up to"
                " {degree} cannot be computed.",
                name=name,
                degree=degree,
            ),
            fix=msg(
                "Subtract a number near their mean, as 2000 from years, or choose a lower degree."
            ),
            field="data",
        )
    if reach > MOST ** (1 / degree):
        raise out_of_reach(
            msg("The numbers of column '{name}' are too large to compute with: {most}."),
            name,
            reach,
        )
    if half < LEAST ** (1 / degree):
        raise out_of_reach(
            msg("The numbers of column '{name}' are too small to compute with: {most}."),
            name,
            reach,
        )


def out_of_reach(message: Message, name: str, most: float) -> Refusal:
    """``message`` with the column's name and its largest number filled in."""
    values: dict[str, Num | str] = {"name": name, "most": Num(value=most, digits=3)}
    return Refusal(
        Message(text=message.text, values=dict(values)),
        fix=msg("Give them in another unit."),
        field="data",
    )


def refuse_where(bad: Any, said: Message, fix: Message, column: Any, name: str) -> None:
    """Refuse the first row where ``bad`` (n,), if any. ``said`` has the fields row, name, value."""
    if not bad.any():
        return
    row = int(bad.argmax())
    value = float(column[row])
    shown = Num(value=value if math.isfinite(value) else None, digits=6)
    values: dict[str, Num | int | str] = {"row": row + 1, "name": name, "value": shown}
    raise Refusal(Message(text=said.text, values=dict(values)), fix=fix, field="data")
