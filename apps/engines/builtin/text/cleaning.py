"""What a table of targets has to be told about before anything learns from it.

Copies are left out, texts with several classes keep the most frequent one, classes with too few
rows are refused by name or left out. Near copies across the parts of the data are counted with
MinHash (Broder 1997): they make a test look better than it is.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

import numpy as np

from apps.core.messages import msg
from apps.engines.builtin.text.rows import Left, Rows, folded
from apps.engines.contract import Refusal

MINIMUM_PER_CLASS = 5
MOST_CLASSES = 2000
SHINGLE = 5  # characters
PERMUTATIONS = 64
NEAR = 0.85  # estimated share of shingles in common
AT_ONCE = 500  # texts whose pieces are in memory together
COMPARED = 20_000  # rows of the training part that are compared at most


@dataclass(frozen=True)
class Conflict:
    """One text with several labels: what was kept (empty: none was the most frequent)."""

    text: str
    labels: dict[str, int]
    kept: str


@dataclass(frozen=True)
class Cleaned:
    """Rows to learn from, and everything that was left out or is to be known of them."""

    rows: Rows
    left: Left
    copies: int = 0
    conflicts: list[Conflict] = field(default_factory=list)
    conflicting_rows: int = 0  # rows left out because of them
    rare: dict[str, int] = field(default_factory=dict)
    classes: dict[str, int] = field(default_factory=dict)  # class → rows, most frequent first


Settle = Callable[[list[str]], tuple[str, list[int]]]


def clean(rows: Rows, left: Left, *, rare: str = "refuse") -> Cleaned:
    """Leave out what teaches no classes; refuse what cannot be learned from."""
    found = distinct(rows, left, most_frequent)
    kept = found.rows
    counted = Counter(kept.labels)
    few = too_few(counted)
    if few and rare == "leave_out" and len(counted) - len(few) >= 2:
        kept = kept.take([i for i, label in enumerate(kept.labels) if label not in few])
    else:
        _refuse(counted, few)
    return replace(found, rows=kept, rare=few, classes=by_count(Counter(kept.labels)))


def distinct(rows: Rows, left: Left, settle: Settle) -> Cleaned:
    """One row for each text, or for each pair of texts, whichever comes first. ``settle`` is given
    the labels of rows that say the same and says which label is kept ('' for none) and at which
    positions it, or what agrees with it, stands.
    """
    same: dict[tuple[str, ...], list[int]] = defaultdict(list)
    for place in range(len(rows)):
        same[_said(rows, place)].append(place)
    keep: dict[int, str] = {}
    copies, lost, conflicts = 0, 0, []
    for places in same.values():
        labels = [rows.labels[place] for place in places]
        best, agreeing = settle(labels)
        if len(set(labels)) > 1:
            counted = dict(sorted(Counter(labels).items()))
            conflicts.append(Conflict(rows.texts[places[0]], counted, best))
            lost += len(places) - len(agreeing)
        copies += max(len(agreeing) - 1, 0)
        if agreeing:
            keep[places[agreeing[0]]] = best
    order = sorted(keep)
    return Cleaned(
        rows=replace(rows.take(order), labels=[keep[place] for place in order]),
        left=left,
        copies=copies,
        conflicts=conflicts,
        conflicting_rows=lost,
    )


def _said(rows: Rows, place: int) -> tuple[str, ...]:
    texts = [rows.texts[place]] if rows.others is None else [rows.texts[place], rows.others[place]]
    return tuple(sorted(folded(text) or text for text in texts))


def most_frequent(labels: list[str]) -> tuple[str, list[int]]:
    """The label that most rows carry, and where; nothing where two are as frequent."""
    (best, most), *others = Counter(labels).most_common()
    if others and others[0][1] == most:
        return "", []
    return best, [place for place, label in enumerate(labels) if label == best]


def too_few(counted: Mapping[str, int]) -> dict[str, int]:
    """Classes with fewer rows than are needed to learn from, to choose by and to test on."""
    return {name: count for name, count in sorted(counted.items()) if count < MINIMUM_PER_CLASS}


def by_count(counted: Mapping[str, int]) -> dict[str, int]:
    """Class → rows, most frequent first."""
    return dict(sorted(counted.items(), key=lambda pair: (-pair[1], pair[0])))


def _refuse(counted: Counter[str], few: dict[str, int]) -> None:
    if len(counted) < 2:
        message = (
            msg("No row has both a text and a class.")
            if not counted
            else msg("Every row has the same class, so there is nothing to tell apart.")
        )
        raise Refusal(
            message,
            fix=msg("Choose another column, or add rows of other classes."),
            field="data.label",
        )
    refuse_classes(counted, few)


def refuse_classes(counted: Mapping[str, int], few: Mapping[str, int]) -> None:
    """Refuse a column of too many classes, or of ``few`` that have too few rows."""
    if len(counted) > MOST_CLASSES:
        raise Refusal(
            msg(
                "The column has {count} different values: these are no classes.", count=len(counted)
            ),
            fix=msg("Choose a column with the class of each text."),
            field="data.label",
        )
    if few:
        raise Refusal(
            msg(
                "Too few different texts in: {classes}. A class needs at least {least}.",
                classes=[f"{name} ({count})" for name, count in list(few.items())[:10]],
                least=MINIMUM_PER_CLASS,
            ),
            fix=msg("Label more texts of these classes, join them, or have them left out."),
            field="data.label",
        )


def near_copies(learned: Sequence[str], judged: Sequence[str]) -> np.ndarray:
    """(len(judged),) whether a text is nearly one of ``learned``, of which a part is compared
    when there are very many.
    """
    from datasketch import MinHash, MinHashLSH  # heavy: only runs need it

    index = MinHashLSH(threshold=NEAR, num_perm=PERMUTATIONS)
    step = max(1, -(-len(learned) // COMPARED))
    for place, sketch in enumerate(_sketches(learned[::step], MinHash)):
        index.insert(place, sketch, check_duplication=False)
    found = [bool(index.query(sketch)) for sketch in _sketches(judged, MinHash)]
    return np.array(found, dtype=bool)


def _sketches(texts: Sequence[str], kind: Any) -> Iterator[object]:
    """Of each text in turn; the pieces of few of them are in memory at once."""
    for start in range(0, len(texts), AT_ONCE):
        pieces = [_shingles(text) for text in texts[start : start + AT_ONCE]]
        yield from kind.bulk(pieces, num_perm=PERMUTATIONS)


def _shingles(text: str) -> list[bytes]:
    flat = folded(text)
    pieces = {flat[start : start + SHINGLE] for start in range(max(1, len(flat) - SHINGLE + 1))}
    return [piece.encode() for piece in pieces]
