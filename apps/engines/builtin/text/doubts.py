"""Labelled rows that a person should look at: likely mislabelled, or hard to tell.

Probabilities come from models that have not learned from a row: probes of the other folds for the
rows to learn from, the model itself for the others. Labels are suspected by confident learning
(Northcutt, Jiang and Chuang 2021); how hard a row is to tell is the margin between its two best
classes (Scheffer, Decomain and Wrobel 2001).
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any, Literal

import numpy as np

from apps.engines.builtin.text.facts import Doubts, Suspect
from apps.engines.builtin.text.metrics import label_quality, mislabelled
from apps.engines.builtin.text.rows import Rows, identity, said_by

MOST_FITTED = 20_000  # rows that the probe of one fold learns from at most
MOST_CELLS = 20_000_000  # probabilities that are held at once: 160 MB
TOGETHER = 10_000  # rows that are sorted at once
UNSURE = 0.2  # margin below which a row is hard to tell
MOST_UNSURE = 100
MOST_TOLD = 500  # suspects that are handed on
LONGEST_TOLD = 4000  # characters of a text
LONGEST_CELL = 1000  # characters of a label, or of several: longer ones nobody checks on a page


@dataclass(frozen=True)
class Seen:
    """n ``rows``, their ``labels`` (n,) as numbers of classes (-1: not learned), and ``chances``
    (n, classes) by models that have not learned from them.
    """

    rows: Rows
    labels: np.ndarray
    chances: np.ndarray


def found(parts: Sequence[Seen], names: Sequence[str]) -> Doubts:
    """What is to be looked at in several parts, each judged by itself: models of one part say
    larger probabilities than those of another. ``names`` are the classes.
    """
    suspects: list[Suspect] = []
    unsure: list[Suspect] = []
    looked = 0
    for part in parts:
        known = np.flatnonzero(part.labels >= 0)
        rows, labels, chances = part.rows.take(known), part.labels[known], part.chances[known]
        if not len(known):
            continue
        looked += len(known)
        quality = label_quality(chances, labels)
        wrong = mislabelled(chances, labels)
        hard = least_certain(chances, without=wrong, most=MOST_UNSURE)
        for places, into in ((wrong, suspects), (hard, unsure)):
            into += [
                Suspect(
                    place=int(rows.places[at]),
                    text=rows.texts[at],
                    label=rows.labels[at],
                    better=names[int(chances[at].argmax())],
                    strength=float(chances[at].max()),
                    quality=float(quality[at]),
                )
                for at in places
            ]
    suspects.sort(key=lambda one: (one.quality, one.place))
    unsure.sort(key=lambda one: (abs(one.quality - 0.5), one.place))
    return Doubts(suspects, looked, unsure[:MOST_UNSURE])


def least_certain(chances: np.ndarray, *, without: np.ndarray, most: int) -> list[int]:
    """Positions of the rows (n, classes) that are hardest to tell, ``without`` some. The two
    classes in question take turns, so that one frequent confusion does not fill the list.
    """
    left_out = set(without.tolist())
    turn: Counter[tuple[int, int]] = Counter()
    ranked = []
    for margin, at, pair in sorted(_close(chances)):
        if at in left_out:
            continue
        ranked.append((turn[pair], margin, at))
        turn[pair] += 1
    return [at for _, _, at in sorted(ranked)[:most]]


def _close(chances: np.ndarray) -> Iterator[tuple[float, int, tuple[int, int]]]:
    """Margin, position and the two best classes of rows that are hard to tell."""
    for start in range(0, len(chances), TOGETHER):
        block = chances[start : start + TOGETHER]
        order = np.argsort(-block, axis=1, kind="stable")[:, :2]
        best = np.take_along_axis(block, order, axis=1)
        margins = best[:, 0] - best[:, 1]
        for at in np.flatnonzero(margins < UNSURE):
            low, high = sorted(int(one) for one in order[at])
            yield float(margins[at]), start + int(at), (low, high)


def told(
    doubts: Doubts,
    *,
    text: str,
    column: str,
    names: Sequence[str],
    kind: Literal["label", "labels", "number"] = "label",
    separator: str = "",
) -> dict[str, Any]:
    """The artefact for people who check labels: ``column`` holds those of ``text``, ``names`` are
    the classes, ``kind`` says what a cell holds, and ``separator`` what parts several labels. Rows
    count from 1, as people do; ``key`` is the same for all that say the same.
    """
    kinds = (("mislabelled", doubts.suspects[:MOST_TOLD]), ("unsure", doubts.unsure))
    rows = [(reason, one, one.cells or (one.label, one.better)) for reason, some in kinds
            for one in some]  # fmt: skip
    return {
        "kind": kind,
        "separator": separator,
        "column": column,
        "text_column": text,
        "classes": list(names),
        "looked": doubts.looked,
        "rows": [
            {
                "row": one.place + 1,
                "key": said_by(identity(one.text)),
                "text": one.text[:LONGEST_TOLD],
                "label": cells[0],
                "better": cells[1],
                "quality": round(one.quality, 6),
                "reason": reason,
            }
            for reason, one, cells in rows
            if max(map(len, cells)) <= LONGEST_CELL
        ],
    }
