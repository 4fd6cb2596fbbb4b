"""Words that tell a theme from the others, in each of its languages.

Class-based TF-IDF (Grootendorst 2022): how often the texts of a theme have a phrase, times how rare
it is elsewhere. A phrase that is about as frequent in all themes, such as a stop word in whatever
language, is none of a theme. Where a script has no spaces, phrases are runs of two to five signs.
Of phrases that are parts of one another the longest that is about as frequent stays.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from itertools import pairwise

import numpy as np
from sklearn.feature_extraction.text import ENGLISH_STOP_WORDS

from apps.core.masking import without_marks
from apps.engines.builtin.text.rows import folded
from apps.engines.builtin.text_themes.scripts import UNSPACED

SHOWN = 6
NAMED_BY = 3  # keywords
LIFT = 3.0  # times as frequent as in all other texts of the language
WITHIN = 0.7  # of a longer phrase's texts: the shorter one says no more
LONGEST = 5  # signs of a phrase without spaces
WORD = re.compile(r"[^\W\d_](?:[\w'’-]*\w)?")
MOST_WORDS = 200  # of a text
# What Chinese and Japanese are held together by: no phrase goes over it.
JOINTS = frozenset(
    "的了是在和与也都就很还吗呢吧啊我你他她它们这那有没不要会能可以请把被让给对从到个件一帮找想"
    "はがのをにへともでやかなたしてるれだすまい"
)

Found = dict[str, list[str]]  # language → keywords, the most telling first


def phrases(text: str, barred: frozenset[str] = frozenset()) -> set[str]:
    """Words and pairs of words of spaced scripts, runs of signs of others, as they are counted."""
    plain = folded(without_marks(text))
    found: set[str] = set()
    for run in UNSPACED.findall(plain):
        found.update(_runs(run[:MOST_WORDS]))
    words = WORD.findall(UNSPACED.sub(" ", plain))[:MOST_WORDS]
    kept = [word for word in words if len(word) > 1 and word not in ENGLISH_STOP_WORDS]
    found.update(kept)
    found.update(
        f"{one} {other}"
        for one, other in pairwise(words)
        if not {one, other} & ENGLISH_STOP_WORDS and f"{one} {other}" in plain
    )
    return {one for one in found if not barred.intersection((one, *one.split()))}


def _runs(run: str) -> Iterable[str]:
    for size in range(2, LONGEST + 1):
        for start in range(len(run) - size + 1):
            part = run[start : start + size]
            if JOINTS.isdisjoint(part):
                yield part


def stop_words(typed: str) -> frozenset[str]:
    """What a person has typed, in commas or lines."""
    return frozenset(filter(None, (folded(one) for one in re.split(r"[,，、;；\n]", typed))))


def of_themes(
    texts: Sequence[str],
    languages: Sequence[str],
    themes: np.ndarray,
    count: int,
    barred: frozenset[str] = frozenset(),
) -> list[Found]:
    """Keywords of each of ``count`` themes, from texts (n,) with their ``themes`` (n,), -1 for
    none. Languages are compared within themselves, the most frequent of a theme first.
    """
    found: list[Found] = [{} for _ in range(count)]
    for language, size in _by_size(languages):
        places = [at for at, one in enumerate(languages) if one == language]
        inside: list[Counter[str]] = [Counter() for _ in range(count)]
        sizes, whole = Counter[int](), Counter[str]()
        for at in places:
            theme, own = int(themes[at]), phrases(texts[at], barred)
            whole.update(own)
            sizes[theme] += 1
            if theme >= 0:
                inside[theme].update(own)
        for theme in range(count):
            words = _telling(inside[theme], sizes[theme], whole, size)
            if words:
                found[theme][language] = words
    own_sizes = Counter(zip(themes.tolist(), languages, strict=True))
    return [
        dict(sorted(one.items(), key=lambda pair: (-own_sizes[theme, pair[0]], pair[0])))
        for theme, one in enumerate(found)
    ]


def _by_size(languages: Sequence[str]) -> list[tuple[str, int]]:
    return sorted(Counter(languages).items(), key=lambda pair: (-pair[1], pair[0]))


def _telling(inside: Counter[str], size: int, whole: Counter[str], total: int) -> list[str]:
    """The phrases of a theme by their weight, without those that a longer one holds."""
    least = 1 if size < 4 else 2
    scored: dict[str, float] = {}
    for phrase, times in inside.items():
        elsewhere = (whole[phrase] - times) / max(total - size, 1)
        if times >= least and times / size >= LIFT * elsewhere:
            scored[phrase] = times * float(np.log1p(total / whole[phrase]))
    order = sorted(scored, key=lambda one: (-scored[one], -len(one), one))[: 20 * SHOWN]
    kept: list[str] = []
    for phrase in sorted(order, key=lambda one: (-len(one), one)):
        longer = (one for one in kept if phrase in one)
        if all(inside[one] < WITHIN * inside[phrase] for one in longer):
            kept.append(phrase)
    best = sorted(kept, key=lambda one: (-scored[one] * _length(one), one))
    return _apart(best)[:SHOWN]


def _length(phrase: str) -> float:
    """A longer phrase says more for the same count."""
    return 1.0 + 0.25 * (len(phrase) - 2 if UNSPACED.match(phrase) else phrase.count(" "))


def _apart(phrases_: Sequence[str]) -> list[str]:
    """Without those that mostly repeat one that is before them."""
    kept: list[str] = []
    for phrase in phrases_:
        if not any(phrase in one or one in phrase or _overlap(phrase, one) for one in kept):
            kept.append(phrase)
    return kept


def _overlap(one: str, other: str) -> bool:
    """Whether the end of one is the beginning of the other: pieces of one longer phrase."""
    if not (UNSPACED.match(one) and UNSPACED.match(other)):
        return bool(set(one.split()) & set(other.split()))
    return any(
        one[-size:] == other[:size] or other[-size:] == one[:size]
        for size in range(2, min(len(one), len(other)))
    )


def name(found: Found) -> str:
    """The first keywords of the most frequent language; '' where there are none."""
    words = next(iter(found.values()), [])
    return ", ".join(words[:NAMED_BY])
