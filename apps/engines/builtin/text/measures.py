"""By which figures models of one kind of target are compared."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from apps.core.messages import Message, Num, msg

DIGITS = 4  # of a number in the unit of the target


@dataclass(frozen=True)
class Measure:
    """A figure of the test rows: ``key`` is its place in the summary. A ``share`` is the larger the
    better and shown in percent; any other is an error in the target's unit.

    ``chosen_by`` names what the validation rows judge by, the larger the better; ``points`` says
    that it is a share, too.
    """

    key: str
    label: Message
    share: bool
    chosen_by: Message
    points: bool

    def shown(self, value: float, unit: str = "") -> Num:
        """The figure for people."""
        if self.share:
            return Num(value=value, style="percent", decimals=1)
        return Num(value=value, digits=DIGITS, unit=unit)

    def quality(self, value: float) -> Num:
        """What the validation rows say, for people."""
        if self.points:
            return Num(value=value, style="percent", decimals=1)
        return Num(value=value, decimals=3)


OF_TASK: Mapping[str, Measure] = {
    "classify": Measure("accuracy", msg("Accuracy"), True, msg("Macro F1"), True),
    "multilabel": Measure("micro_f1", msg("Micro F1"), True, msg("Micro F1"), True),
    "regress": Measure("rmse", msg("RMSE"), False, msg("R²"), False),
}
