"""Another model, such as the one that serves now, asked the same test rows."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np

from apps.core.messages import msg
from apps.engines.builtin.text import saved
from apps.engines.builtin.text.metrics import paired_difference
from apps.engines.builtin.text.paired import Gap, mcnemar
from apps.engines.builtin.text.predictor import TextPredictor
from apps.engines.builtin.text.rows import Rows, identity
from apps.engines.contract import Context, Predictor, Refusal

MOST_ROWS = 2000
SLOT = "serving"  # the input that names the other model
Load = Callable[[Path, Mapping[str, Any]], Predictor]


@dataclass(frozen=True)
class Beside:
    """Both models on ``rows`` test rows: shares that are right, and by how much more of them this
    one's are (``gap``; None where no row is left). ``known`` test rows were left out since the
    other has learned from them; None: it was saved before that was written down.
    """

    rows: int
    known: int | None
    strange: int  # rows of classes that the other has never learned
    mine: float = 0.0
    other: float = 0.0
    gap: Gap | None = None


class Other:
    """The other model, in the folder ``path``. Refused at once where it cannot be compared, and
    loaded only when it is asked.
    """

    def __init__(self, path: Path, load: Load, ctx: Context, *, task: str, outside: str) -> None:
        self.path, self._load, self.outside = path, load, outside
        self._runtime = {"device": ctx.device, "threads": ctx.threads}
        if not (path / saved.FILE).is_file() or saved.task_of(path) != task:
            raise Refusal(
                msg("The model to compare with answers another kind of question."),
                fix=msg("Choose one that was made by the same kind of run, or none."),
                field=SLOT,
            )
        self._opened()  # before hours of training, not after

    def compared(self, rows: Rows, right: np.ndarray, *, seed: int) -> Beside:
        """The other beside this model, which has these test ``rows`` ``right`` (n,)."""
        known = saved.known(self.path)
        fair = np.ones(len(rows), dtype=bool)
        if known is not None:
            own = np.array([identity(text) for text in rows.said], dtype=np.uint64)
            fair = ~np.isin(own, known)
        places = np.flatnonzero(fair)[:MOST_ROWS]
        left_out = None if known is None else int((~fair).sum())
        if not len(places):
            return Beside(0, left_out, 0)
        theirs, strange = self._right(rows.take(places))
        mine = right[places]
        return Beside(
            rows=len(places),
            known=left_out,
            strange=strange,
            mine=float(mine.mean()),
            other=float(theirs.mean()),
            gap=Gap(paired_difference(mine, theirs, seed=seed), mcnemar(mine, theirs)),
        )

    def _opened(self) -> TextPredictor[Any]:
        found = self._load(self.path, self._runtime)
        assert isinstance(found, TextPredictor)  # noqa: S101 - for the type checker
        return found

    def _right(self, rows: Rows) -> tuple[np.ndarray, int]:
        """(n,) which rows the other answers rightly, and how many have a class that it does not
        know. A row that is truly out of scope is answered rightly by no class at all.
        """
        predictor = self._opened()
        (name,) = predictor.names()
        answers = predictor.predict([{name: text} for text in rows.texts]).rows
        said = [predictor.told(answer.values) for answer in answers]
        classes = set(getattr(predictor.facts, "labels", []))
        strange = 0
        right = np.zeros(len(rows), dtype=bool)
        for place, (answer, label) in enumerate(zip(said, rows.labels, strict=True)):
            if self.outside and label == self.outside:
                right[place] = answer not in classes
                continue
            right[place] = answer == label
            strange += not predictor.knows(label)
        return right, strange
