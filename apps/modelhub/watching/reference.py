"""What a model answered to the test rows of its training run, which it had not learned from.

The file is what a run of a text engine leaves (``text.report.Report.predictions_csv``).
"""

from __future__ import annotations

import csv
from dataclasses import dataclass, field
from pathlib import Path

from apps.core.spreadsheets import restored
from apps.engines.builtin.text.params import Separator
from apps.modelhub.watching import texts as normal
from apps.modelhub.watching.reading import LONGEST
from apps.modelhub.watching.several import Labels, tested

CLASSES = ("predicted", "match")
SCORES = ("probability", "similarity")
SEVERAL = ("labels", "answer")  # heads of files whose answer is no class and no number
DECIMALS = 6  # of the scores in a file; numbers as targets are exact
MOST = 5000  # rows of a file that are taken; they stand in an order of the table's, not of time


@dataclass
class Sample:
    """n cases: texts (the columns of a row put together as they are compared, '' where none is
    kept), their lengths, numbers by column, classes and scores (None where a model gives none).
    ``decimals`` are those that scores have, None where they are exact. ``labels`` are those of a
    model that gives several (None where not all are known), else there are none.
    """

    texts: list[str] = field(default_factory=list)
    lengths: list[float] = field(default_factory=list)
    numbers: list[dict[str, float]] = field(default_factory=list)
    answers: list[str] = field(default_factory=list)
    scores: list[float | None] = field(default_factory=list)
    decimals: int | None = None
    labels: list[Labels] = field(default_factory=list)

    def __len__(self) -> int:
        return len(self.lengths)


def read(path: Path, *, masked: bool = False, separator: Separator | None = None) -> Sample:
    """The test rows of a file; none of a file that is not of this kind. ``separator`` is what parts
    the labels of a model that gives several.
    """
    found = Sample()
    csv.field_size_limit(10**7)
    with path.open(encoding="utf-8", newline="") as stream:
        lines = csv.DictReader(stream)
        heads = lines.fieldnames or []
        texts = [name for name in ("text", "other") if name in heads]
        if not texts:
            return found
        several = any(name in heads for name in SEVERAL)
        numeric = "true" in heads and not several
        found.decimals = None if numeric else DECIMALS
        for row, _count in zip(lines, range(MOST), strict=False):
            said = [restored(row[name] or "") for name in texts]
            found.texts.append(normal.joined(normal.compared(one, masked=masked) for one in said))
            found.lengths.append(float(normal.length(said)))
            found.numbers.append({})
            named = restored(next((row[name] for name in CLASSES if name in heads), "") or "")
            found.answers.append("" if several or numeric else named[:LONGEST])
            if separator and "labels" in heads:
                found.labels.append(tested(row.get("predicted") or "", separator))
            score = next((row[name] for name in SCORES if name in heads), "")
            found.scores.append(None if several else _number(named if numeric else score))
    return found


def _number(text: str | None) -> float | None:
    try:
        return float(text or "")
    except ValueError:
        return None
