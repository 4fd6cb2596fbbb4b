"""What a cell of labels says, whatever spelling it has: one class, several labels, or a number.

Needs no Django: the child that writes a corrected table compares cells by it. Kinds of targets that
import more are imported where they are needed.
"""

from __future__ import annotations

import math
from collections.abc import Callable
from typing import Any, Literal

from apps.engines.builtin.text.params import Separator

Kind = Literal["label", "labels", "number"]
Read = Callable[[Any, int], str]  # a cell and its row, from 1 → what it says


def reader(kind: Kind, separator: Separator = "semicolon") -> Read:
    """What reads cells: two that say the same give the same text. Raises ``Refusal`` for a cell
    that is none of this kind.
    """
    if kind == "labels":
        from apps.engines.builtin.text_classify.multilabel.labels import parse

        return parse(separator)
    if kind == "number":
        return _number
    from apps.engines.builtin.text.rows import one_class

    return one_class


def tidied(label: str, separator: Separator) -> str:
    """Several labels as a cell holds them: each once, in alphabetical order; '' for none.

    Raises ``Refusal`` for what cannot be read.
    """
    from apps.engines.builtin.text_classify.multilabel.labels import labels_of, parse, written

    found = labels_of(parse(separator)(label, 1))
    return written(found, separator) if found else ""


def as_number(label: str) -> float | None:
    """The finite number that was typed; None for anything else."""
    try:
        number = float(label)
    except ValueError:
        return None
    return number if math.isfinite(number) else None


def _number(value: Any, row: int) -> str:
    from apps.engines.builtin.text_regress.numbers import one_number

    if isinstance(value, str):  # as a person typed it, or a check keeps it
        number = as_number(value)
        return "" if number is None else one_number(number, row)
    return one_number(value, row)
