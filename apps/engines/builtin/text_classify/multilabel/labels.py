"""Several labels in one cell: read, kept as one text, shared out evenly over the parts of the data.

A row's labels are kept as a JSON list in alphabetical order, so that two cells with the same labels
are the same text.
"""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterable
from typing import Any, Literal

import numpy as np

from apps.core.messages import clipped, msg
from apps.engines.builtin.text.normal import clean
from apps.engines.builtin.text.params import Separator
from apps.engines.builtin.text.rows import Parse, Rows, digest, one_class
from apps.engines.contract import Refusal

SIGNS = {"semicolon": ";", "comma": ",", "bar": "|"}
JSON: Literal["json"] = "json"


def parse(separator: Separator) -> Parse:
    """What reads the cells of a column; an empty cell has no label."""

    def read(value: Any, row: int) -> str:
        cell = one_class(value, row)
        parts = _listed(cell, row) if separator == JSON else cell.split(SIGNS[separator])
        return joined(clean(part) for part in parts)

    return read


def joined(labels: Iterable[str]) -> str:
    """Labels as one text: each once, in alphabetical order."""
    return json.dumps(sorted({label for label in labels if label}), ensure_ascii=False)


def labels_of(text: str) -> list[str]:
    """The labels of such a text."""
    found: list[str] = json.loads(text)
    return found


def shown(labels: Iterable[str]) -> str:
    """Labels as people read them."""
    return ", ".join(labels) or "–"


def written(labels: list[str], separator: Separator) -> str:
    """Labels as a cell that :func:`parse` reads."""
    if separator == JSON:
        return json.dumps(labels, ensure_ascii=False)
    return f"{SIGNS[separator]} ".join(labels)


def _listed(cell: str, row: int) -> list[str]:
    try:
        found = json.loads(cell) if cell else []
    except ValueError:
        found = None
    if not isinstance(found, list) or any(isinstance(one, list | dict) for one in found):
        raise Refusal(
            msg("Row {row}: '{value}' is not a JSON list of labels.", row=row, value=clipped(cell)),
            fix=msg('Write labels as ["one", "other"], or choose what parts them.'),
            field="data.label",
        )
    return [one_class(one, row) for one in found]


def by_label(rows: Rows, validation: float, test: float, seed: int) -> np.ndarray:
    """(n,) parts with about the same share of each label: iterative stratification, which shares
    out the rarest label first (Sechidis et al. 2011, On the stratification of multi-label data).
    """
    shares = np.array([1 - validation - test, validation, test])
    having: dict[str, list[int]] = defaultdict(list)
    sets = [labels_of(label) or [""] for label in rows.labels]  # no label is a kind of its own
    for place in sorted(range(len(rows)), key=lambda place: digest(str(seed), rows.texts[place])):
        for label in sets[place]:
            having[label].append(place)
    wanted = {label: shares * len(places) for label, places in having.items()}
    left = {label: len(places) for label, places in having.items()}
    whole, codes = shares * len(rows), np.full(len(rows), -1, dtype=np.int8)
    while left:
        rarest = min(left, key=lambda label: (left[label], label))
        for place in having[rarest]:
            if codes[place] < 0:
                code = int(np.lexsort((-whole, -wanted[rarest]))[0])
                codes[place] = code
                whole[code] -= 1
                for label in sets[place]:
                    wanted[label][code] -= 1
                    left[label] = left.get(label, 0) - 1
        del left[rarest]
    return codes
