"""What rows tell a design, batch by batch: numbers as they stand, levels and earlier values."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from apps.core.messages import msg
from apps.engines.builtin.linear.pairs import Floats
from apps.engines.builtin.linear.terms.design import Design
from apps.engines.builtin.linear.terms.expressions import Undefined
from apps.engines.builtin.linear.terms.look import derive
from apps.engines.contract import InputTable

if TYPE_CHECKING:
    from apps.engines.builtin.linear.scan import Spec


class Told:
    """``names`` are the inputs, of which ``reads`` are columns of numbers to be read."""

    def __init__(self, table: InputTable, design: Design) -> None:
        given = design.facts.given
        roles: Mapping[str, Sequence[str]] = table.roles
        self.names = design.inputs
        self.derived = derive(table, given, roles)
        self.reads = [one.column for one in given if one.levels is None and not one.before]
        self._given = given

    def joined(self, batch: Floats, start: int) -> tuple[Floats, NDArray[np.bool_] | None]:
        """(n, inputs + rest): ``batch`` holds what was read, then targets and weights; and which
        rows have no earlier period that a term asks for, None where all have.
        """
        rows = slice(start, start + len(batch))
        columns, read = [], 0
        for one in self._given:
            if one.levels is not None:
                columns.append(self.derived.codes[one.column][rows])
            elif one.before:
                columns.append(self.derived.past[one.column, one.before][rows])
            else:
                columns.append(batch[:, read])
                read += 1
        joined = np.column_stack([*columns, batch[:, len(self.reads) :]])
        early = None if self.derived.early is None else self.derived.early[rows]
        return joined, early if early is not None and early.any() else None


def made(spec: Spec, x: Floats, positions: NDArray[np.int64]) -> Floats:
    """(n, k) the terms of the rows at ``positions``; refuses, naming rows, what has no value."""
    try:
        return spec.terms(x)
    except Undefined as undefined:
        raise undefined.refusal(positions) from undefined


def response(spec: Spec, y: Floats, positions: NDArray[np.int64]) -> Floats:
    """(n, m) the targets, as logarithms where they are modelled so."""
    if not spec.logged:
        return y
    bad = y <= 0
    if bad.any():
        column = int(np.flatnonzero(bad.any(axis=0))[0])
        raise Undefined(
            bad[:, column],
            msg("{expression} needs numbers above zero.", expression=spec.targets[column]),
            msg(
                "Correct them, leave them empty to leave the rows out, or model the target as it"
                " is."
            ),
        ).refusal(positions)
    return np.asarray(np.log(y))
