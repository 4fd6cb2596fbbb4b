"""The saved model of pairs."""

from __future__ import annotations

from typing import Any, Literal

from pydantic import Field

from apps.engines.builtin.text.encoder import PooledModel
from apps.engines.builtin.text.saved import SavedText
from apps.engines.builtin.text_match.calibration import Knots, Line
from apps.engines.builtin.text_match.models import build


class SavedMatch(SavedText):
    """``other`` is the column of second texts, ``label`` that of targets ('' for none).

    ``calibration`` makes a probability of a match or a number in ``unit`` of a score; a score from
    ``threshold`` on (calibrated, if there is a probability) is called ``names[1]``, a match.
    """

    other: str
    way: Literal["bi", "cross"]
    calibration: Line | Knots | None = Field(default=None, discriminator="kind")
    threshold: float | None = None
    names: tuple[str, str] = ("0", "1")
    unit: str = ""

    def model(self, encoder: Any) -> PooledModel:
        return build(encoder, self.width, self.way)
