"""The columns of a choice model: attributes, constants, and constants shifted by who chooses."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from apps.core.messages import Message, msg
from apps.engines.builtin.choice.data import Choices, Floats

ATTRIBUTE, CONSTANT, SHIFT = "attribute", "constant", "shift"


@dataclass(frozen=True)
class Term:
    """A coefficient. ``name`` is the column ('' for a constant), ``alternative`` whose constant it
    is or shifts. What enters is (value - shift) / scale.
    """

    kind: str
    name: str
    alternative: str
    shift: float
    scale: float

    @property
    def label(self) -> Message | str:
        if self.kind == ATTRIBUTE:
            return self.name
        if self.kind == CONSTANT:
            return msg("Constant of {name}", name=self.alternative)
        return msg("{name}, for {alternative}", name=self.name, alternative=self.alternative)

    @property
    def key(self) -> str:
        """For machines."""
        if self.kind == ATTRIBUTE:
            return self.name
        return self.alternative if self.kind == CONSTANT else f"{self.name}:{self.alternative}"


def terms(choices: Choices, baseline: int, *, constants: bool) -> list[Term]:
    """Attributes first, then constants, then their shifts; none for the baseline."""
    found = []
    for name in choices.attributes:
        column = choices.column(name)
        found.append(Term(ATTRIBUTE, name, "", float(column.mean()), _scale(column)))
    if not constants:
        return found
    others = [name for k, name in enumerate(choices.alternatives) if k != baseline]
    found += [Term(CONSTANT, "", name, 0.0, 1.0) for name in others]
    for name in choices.characteristics:
        # Not centred: a constant is then of who has 0 in every characteristic, as usual.
        column = choices.column(name)
        size = float(np.sqrt((column**2).mean())) or 1.0
        found += [Term(SHIFT, name, other, 0.0, size) for other in others]
    return found


def _scale(column: Floats) -> float:
    return float(column.std()) or 1.0


def columns(choices: Choices, found: list[Term]) -> Floats:
    """(n, p) what enters."""
    x = np.empty((len(choices.chosen), len(found)))
    for place, term in enumerate(found):
        if term.kind == ATTRIBUTE:
            x[:, place] = (choices.column(term.name) - term.shift) / term.scale
            continue
        here = choices.alternative == choices.alternatives.index(term.alternative)
        x[:, place] = here
        if term.kind == SHIFT:
            x[:, place] *= choices.column(term.name) / term.scale
    return x
