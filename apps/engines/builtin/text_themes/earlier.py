"""The themes of an earlier run, as a later one goes on with them."""

from __future__ import annotations

import base64
import binascii
from dataclasses import dataclass, field
from typing import Any

import numpy as np

from apps.core.messages import msg
from apps.engines.builtin.text_themes import outputs
from apps.engines.builtin.text_themes.space import Floats
from apps.engines.contract import InputTable, Refusal

MOST = 5000  # parts


@dataclass(frozen=True)
class Part:
    """One centre of a theme: texts that are as near to it as ``similarity`` belong to it."""

    theme: str
    name: str
    named: bool
    locked: bool
    similarity: float
    texts: int
    centroid: Floats


@dataclass(frozen=True)
class Earlier:
    """``base`` read the texts; ``means`` of languages were taken away."""

    base: str = ""
    parts: list[Part] = field(default_factory=list)
    means: dict[str, Floats] = field(default_factory=dict)

    @property
    def width(self) -> int | None:
        """Of all centres and means; None without any."""
        known = [*(part.centroid for part in self.parts), *self.means.values()]
        return len(known[0]) if known else None


def read(table: InputTable | None) -> Earlier:
    """What a run left behind, or the page of themes has written. Raises ``Refusal`` where it is
    something else.
    """
    if table is None:
        return Earlier()
    known = {column.name for column in table.columns}
    if not known.issuperset(outputs.names()):
        raise _strange()
    if table.rows > MOST:
        raise Refusal(
            msg("{rows} earlier themes are more than {most}.", rows=table.rows, most=MOST),
            field="earlier",
        )
    rows = table.frame(outputs.names()).to_dicts()
    parts, means = [], {}
    for row in rows:
        centroid = _numbers(row["centroid"])
        if row["kind"] == "language":
            means[str(row["theme"] or "")] = centroid
        else:
            parts.append(_part(row, centroid))
    bases = {str(row["base"]) for row in rows}
    if (
        len(bases) > 1
        or len({len(one.centroid) for one in parts} | set(map(len, means.values()))) > 1
    ):
        raise _strange()
    return Earlier(bases.pop() if bases else "", parts, means)


def _part(row: dict[str, Any], centroid: Floats) -> Part:
    similarity = float(row["similarity"] or 0.0)
    if not row["theme"] or not -1 <= similarity <= 1:
        raise _strange()
    return Part(
        theme=str(row["theme"]),
        name=str(row["name"] or ""),
        named=bool(row["named"]),
        locked=bool(row["locked"]),
        similarity=similarity,
        texts=int(row["texts"] or 0),
        centroid=centroid,
    )


def numbers_as_text(numbers: Any) -> str:
    """float32, little endian, base64."""
    return base64.b64encode(np.asarray(numbers, dtype="<f4").tobytes()).decode("ascii")


def _numbers(text: Any) -> Floats:
    try:
        found = np.frombuffer(base64.b64decode(str(text), validate=True), dtype="<f4")
    except (binascii.Error, ValueError):
        raise _strange() from None
    if not len(found) or not np.isfinite(found).all():
        raise _strange()
    return found.astype(np.float32)


def _strange() -> Refusal:
    return Refusal(
        msg("The input 'Earlier themes' is not a table of themes."),
        fix=msg("Choose the table 'Themes for a later run' of an earlier run."),
        field="earlier",
    )
