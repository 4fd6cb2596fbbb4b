"""How answers hold where the same texts are written otherwise: case, typing mistakes, half of it.

After Ribeiro et al. (2020), Beyond accuracy: behavioral testing of NLP models with CheckList. The
same rows are asked as they are and rewritten, so that the difference is paired.
"""

from __future__ import annotations

import random
import re
import unicodedata
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from typing import Literal

import numpy as np

from apps.engines.builtin.text.metrics import paired_difference
from apps.engines.builtin.text.paired import Gap, holm, mcnemar
from apps.engines.builtin.text.rows import Rows, digest

Way = Literal["lower", "upper", "typo", "typos", "half"]
WAYS: tuple[Way, ...] = ("lower", "upper", "typo", "typos", "half")
MOST_ROWS, LEAST_ROWS = 1000, 100
LEARNED = 8  # rows to learn from for each that is asked again: what it costs stays small
PIECE = 8  # letters in a row, of which one is mistyped
LEAST_LETTERS, LEAST_WIDE = 4, 2  # of a word that is mistyped; of one in Chinese or Japanese
_LETTERS = re.compile(r"[^\W\d_]+")


@dataclass(frozen=True)
class Shaken:
    """What became of n ``rows`` of which ``changed`` read otherwise in this ``way``: the share that
    was right ``before``, and by how much ``gap`` it is more now. ``p`` is corrected for all ways.
    """

    way: Way
    rows: int
    changed: int
    before: float
    gap: Gap
    p: float


def most(learned: int) -> int:
    """How many rows are asked again after a training on so many."""
    return min(MOST_ROWS, max(LEAST_ROWS, learned // LEARNED))


def shaken(
    rows: Rows, right: np.ndarray, again: Callable[[Rows], np.ndarray], *, seed: int
) -> list[Shaken]:
    """Every way that changes any of the ``rows``, which are ``right`` (n,) as they are. ``again``
    says which of rewritten rows are right.
    """
    found = []
    for way in WAYS:
        texts = [rewritten(text, way, seed) for text in rows.texts]
        changed = np.array([new != old for new, old in zip(texts, rows.texts, strict=True)])
        places = np.flatnonzero(changed)
        if not len(places):
            continue
        some = replace(rows.take(places), texts=[texts[place] for place in places])
        now = right.copy()
        now[places] = again(some)
        gap = Gap(paired_difference(now, right, seed=seed), mcnemar(now, right))
        found.append(Shaken(way, len(rows), len(places), float(right.mean()), gap, gap.p))
    corrected = holm([one.p for one in found])
    return [replace(one, p=p) for one, p in zip(found, corrected, strict=True)]


def rewritten(text: str, way: Way, seed: int) -> str:
    """The text in another way, the same for the same seed."""
    match way:
        case "lower":
            return text.lower()
        case "upper":
            return text.upper()
        case "half":
            return text[: (len(text) + 1) // 2].strip() or text
    draw = random.Random(digest(str(seed), text))
    pieces = list(_pieces(text))
    if way == "typo" and pieces:
        pieces = [draw.choice(pieces)]
    for start, end in reversed(pieces):
        text = text[:start] + _slip(text[start:end], draw) + text[end:]
    return text


def _pieces(text: str) -> Iterator[tuple[int, int]]:
    """Where pieces of words are that are long enough for a mistake: start and end."""
    for found in _LETTERS.finditer(text):
        for start in range(found.start(), found.end(), PIECE):
            end = min(start + PIECE, found.end())
            if end - start >= (LEAST_WIDE if _is_wide(text[start]) else LEAST_LETTERS):
                yield start, end


def _is_wide(sign: str) -> bool:
    return unicodedata.east_asian_width(sign) == "W"


def _slip(piece: str, draw: random.Random) -> str:
    """One letter swapped with the next, dropped or doubled."""
    at = draw.randrange(0 if _is_wide(piece[0]) else 1, len(piece) - 1)
    head, one, other, tail = piece[:at], piece[at], piece[at + 1], piece[at + 2 :]
    slips = {"swap": other + one, "drop": other, "double": one + one + other}
    if one == other:
        del slips["swap"]
    return head + slips[draw.choice(list(slips))] + tail
