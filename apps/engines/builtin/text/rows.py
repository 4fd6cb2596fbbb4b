"""Labelled texts as engines work with them: read from a table, put in an order of their own.

A row's label is the canonical text of its target, whatever its kind: a class as it is, several
labels as a JSON list in alphabetical order, a number as Python writes it (which loses no bit).
Rows of pairs have a second text beside the first.

Rows are ordered by what they say and not by where they stood, so that the same data in another
order is parted, learned from and judged in the same way.
"""

from __future__ import annotations

import hashlib
import unicodedata
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, fields, replace
from functools import cached_property
from typing import Any

import numpy as np

from apps.core.messages import msg
from apps.engines.builtin.text.normal import clean
from apps.engines.contract import InputTable, Refusal

MOST_ROWS = 1_000_000


@dataclass(frozen=True)
class Rows:
    """n labelled texts. ``places`` are rows of the table, from 0; the optional columns are None
    where no column plays their part. ``times`` compare as the times do. ``others`` are the second
    texts of pairs. ``slices`` holds the values of columns that figures are also told by.
    """

    texts: list[str]
    labels: list[str]
    places: np.ndarray
    groups: list[str] | None = None
    times: np.ndarray | None = None
    languages: list[str] | None = None
    weights: np.ndarray | None = None
    others: list[str] | None = None
    slices: dict[str, list[str]] = field(default_factory=dict)

    def __len__(self) -> int:
        return len(self.texts)

    @cached_property
    def said(self) -> list[str]:
        """What each row says: its text, or both of its texts."""
        if self.others is None:
            return self.texts
        return [f"{one}\n{other}" for one, other in zip(self.texts, self.others, strict=True)]

    def take(self, wanted: Sequence[int] | np.ndarray) -> Rows:
        """The rows at these positions, in this order."""
        at = [int(place) for place in wanted]

        def some(values: list[str] | None) -> list[str] | None:
            return None if values is None else [values[place] for place in at]

        return replace(
            self,
            texts=[self.texts[place] for place in at],
            labels=[self.labels[place] for place in at],
            places=self.places[at],
            groups=some(self.groups),
            times=None if self.times is None else self.times[at],
            languages=some(self.languages),
            weights=None if self.weights is None else self.weights[at],
            others=some(self.others),
            slices={name: [values[place] for place in at] for name, values in self.slices.items()},
        )


def joined(first: Rows, second: Rows) -> Rows:
    """The rows of both, one after the other; they have the same columns."""

    def both(column: str) -> Any:
        one, other = getattr(first, column), getattr(second, column)
        if one is None or other is None:
            return None
        if isinstance(one, dict):
            return {name: [*values, *other[name]] for name, values in one.items()}
        return np.concatenate([one, other]) if isinstance(one, np.ndarray) else [*one, *other]

    return Rows(**{column.name: both(column.name) for column in fields(Rows)})


@dataclass(frozen=True)
class Left:
    """Rows that were left out while reading, by reason."""

    empty_text: int = 0
    empty_label: int = 0
    unusable: int = 0  # no group, time or weight where one was asked for
    alike: int = 0  # pairs of a text with itself


Parse = Callable[[Any, int], str]  # a cell and its row, from 1 → its canonical text, '' for none


def read(
    table: InputTable,
    *,
    role: str,
    parse: Parse,
    text: str = "text",
    other: str = "",
    tidy: Callable[[Any], str] | None = None,
) -> tuple[Rows, Left]:
    """All rows that have a text and a label, in their own order, and how many were left out.

    ``parse`` turns a cell of the column that plays ``role`` into a label, or raises ``Refusal``.
    ``text`` is the role of the column of texts; ``other`` that of second texts, and ``role`` that
    of targets, where there are any. ``tidy`` (``normal.clean`` by default) makes a text of a cell.
    """
    roles = {key: names[0] for key, names in table.roles.items() if names}
    if table.rows > MOST_ROWS:
        raise Refusal(
            msg(
                "{rows} rows are more than one run takes ({most}).", rows=table.rows, most=MOST_ROWS
            ),
            fix=msg("Take a random part of them."),
        )
    for needed in (text, other, role):
        if needed and needed not in roles:
            raise Refusal(msg("Choose a column for '{role}'.", role=needed), field=f"data.{needed}")
    sliced = list(table.roles.get("slice", []))
    frame = table.frame(list(dict.fromkeys([*roles.values(), *sliced])))
    texts = [(tidy or clean)(value) for value in frame[roles[text]].to_list()]
    cells = frame[roles[role]].to_list() if role else [None] * len(texts)
    labels = [parse(value, row) for row, value in enumerate(cells, 1)]
    rows = Rows(
        texts=texts,
        labels=labels,
        places=np.arange(len(texts)),
        groups=_words(frame, roles.get("group")),
        times=_times(frame, roles.get("time")),
        languages=_words(frame, roles.get("language")),
        weights=_weights(frame, roles.get("weight")),
        others=_words(frame, roles[other]) if other else None,
        slices={name: [one_class(cell, 0) for cell in frame[name].to_list()] for name in sliced},
    )
    return _usable(rows)


def folded(text: str) -> str:
    """What two texts have in common that differ in case, width of characters or spaces only."""
    return " ".join(unicodedata.normalize("NFKC", text).casefold().split())


def digest(*parts: str) -> int:
    """64 bits that depend on the parts alone, the same on every machine."""
    joined = "\x1f".join(parts).encode("utf-8", "surrogatepass")
    return int.from_bytes(hashlib.blake2b(joined, digest_size=8).digest(), "big")


def identity(text: str) -> int:
    """64 bits that texts share which say the same, apart from case, width and spaces."""
    return digest(folded(text) or text)


def said_by(number: int) -> str:
    """An :func:`identity` as 16 hexadecimal digits."""
    return f"{number:016x}"


def content_hash(rows: Rows) -> str:
    """SHA-256 over texts and labels in their order."""
    found = hashlib.sha256()
    for text, label in zip(rows.said, rows.labels, strict=True):
        found.update(f"{len(text)}:{len(label)}:{text}{label}".encode("utf-8", "surrogatepass"))
    return found.hexdigest()


def one_class(value: Any, row: int) -> str:
    """A cell that names one class."""
    if isinstance(value, bool):
        return "true" if value else "false"
    return clean(value)


def _words(frame: Any, name: str | None) -> list[str] | None:
    return None if name is None else [clean(value) for value in frame[name].to_list()]


def _times(frame: Any, name: str | None) -> np.ndarray | None:
    if name is None:
        return None
    import polars  # heavy, and only tables with a time need it

    numbers = frame[name].cast(polars.Int64 if frame[name].dtype.is_temporal() else polars.Float64)
    return np.array([np.nan if value is None else float(value) for value in numbers.to_list()])


def _weights(frame: Any, name: str | None) -> np.ndarray | None:
    if name is None:
        return None
    found = [np.nan if value is None else float(value) for value in frame[name].to_list()]
    weights = np.array(found, dtype=np.float64)
    if (weights < 0).any():
        raise Refusal(
            msg("Row {row}: the weight is negative.", row=int(np.argmax(weights < 0)) + 1),
            fix=msg("Weights are zero or more."),
            field="data.weight",
        )
    return weights


def _usable(rows: Rows) -> tuple[Rows, Left]:
    keep, why = [], Counter[str]()
    for place, (text, label) in enumerate(zip(rows.texts, rows.labels, strict=True)):
        without = not text or (rows.others is not None and not rows.others[place])
        reason = "empty_text" if without else "empty_label" if not label else ""
        if not reason and _lacks(rows, place):
            reason = "unusable"
        if reason:
            why[reason] += 1
        else:
            keep.append(place)
    keep.sort(key=lambda place: (digest(rows.said[place], rows.labels[place]), _rest(rows, place)))
    return rows.take(keep), Left(**why)


def _lacks(rows: Rows, place: int) -> bool:
    group = rows.groups is not None and not rows.groups[place]
    time = rows.times is not None and not np.isfinite(rows.times[place])
    weight = rows.weights is not None and not (
        np.isfinite(rows.weights[place]) and rows.weights[place] > 0
    )
    return bool(group or time or weight)


def _rest(rows: Rows, place: int) -> tuple[str, float, str, float]:
    """What orders rows with the same text and label."""
    return (
        rows.groups[place] if rows.groups else "",
        float(rows.times[place]) if rows.times is not None else 0.0,
        rows.languages[place] if rows.languages else "",
        float(rows.weights[place]) if rows.weights is not None else 0.0,
    )
