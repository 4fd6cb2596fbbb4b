"""Words of a text as they are searched for, the same on every database.

Alphabetic scripts are split into words. Where writing has no spaces, or words carry endings without
one (Han, kana, Hangul, Thai, Lao, Khmer, Burmese), each two neighbouring characters are a word, as
in Lucene's CJKAnalyzer; the last of a run stands alone too, so that every single character begins
a word.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

LONGEST = 40  # characters of a word that count
MOST_CHARACTERS = 100_000  # of a text that are searched
_ACCENTS = re.compile("[\u0300-\u036f]")  # Latin, Greek and Cyrillic
# Points of Hebrew and Arabic, the tatweel, and what is written without being seen.
_POINTS = re.compile("[\u0591-\u05c7\u064b-\u065f\u0670\u0640\u00ad\u200b-\u200d\u2060\ufeff]")
_UNSPACED = (
    "\u0e00-\u0e7f\u0e80-\u0eff\u1000-\u109f\u1780-\u17ff"  # Thai, Lao, Burmese, Khmer
    "\u3005-\u3007\u3041-\u309f\u30a1-\u30fa\u30fc-\u30ff\u3400-\u4dbf\u4e00-\u9fff"
    "\ua9e0-\ua9fe\uaa60-\uaa7f\uac00-\ud7a3\uf900-\ufaff\U00020000-\U0003ffff"
)
_INDIC = "\u0900-\u0963\u0966-\u0dff"  # their vowel signs are marks, which \w leaves out
_RUN = re.compile(f"(?P<unspaced>[{_UNSPACED}]+)|(?:[^\\W_{_UNSPACED}]|[{_INDIC}])+")
_QUERY = re.compile(r'"(?P<whole>[^"]*)"|(?P<loose>[^"\s]+)|"')


def fold(text: str) -> str:
    """NFKC without accents and vowel points, in the form for caseless comparison."""
    if text.isascii():
        return text.lower()
    known = unicodedata.normalize("NFKC", text).casefold()
    bare = _POINTS.sub("", _ACCENTS.sub("", unicodedata.normalize("NFD", known)))
    return unicodedata.normalize("NFC", bare)


def words_of(text: str) -> list[str]:
    """The words of a text, each once, in the order of their first place."""
    return list(dict.fromkeys(_words(_runs(text[:MOST_CHARACTERS]))))


def read(text: str) -> tuple[str, str]:
    """What the search column holds, the words between blanks; and :func:`plain`. Folded once."""
    runs = list(_runs(text[:MOST_CHARACTERS]))
    return " ".join(dict.fromkeys(_words(runs))), " ".join([run for _unspaced, run in runs])


def _words(runs: Iterable[tuple[bool, str]]) -> Iterator[str]:
    for unspaced, run in runs:
        if unspaced:
            yield from (run[at : at + 2] for at in range(len(run)))
        else:
            yield run[:LONGEST]


def _runs(text: str) -> Iterator[tuple[bool, str]]:
    for found in _RUN.finditer(fold(text)):
        yield found["unspaced"] is not None, found[0]


@dataclass(frozen=True)
class Term:
    """A word to look for; with ``prefix`` every word that begins so."""

    word: str
    prefix: bool


def terms_of(query: str) -> list[Term]:
    """What a person looks for: all of these must be there.

    A word finds what begins with it (of one letter: itself); within quotation marks it finds
    itself alone. Characters without spaces between them find the places where they stand together.
    """
    found: dict[Term, None] = {}
    for part in _QUERY.finditer(query[:200]):
        whole = part["whole"]
        for term in _terms(whole if whole is not None else part["loose"] or "", whole is not None):
            found[term] = None
    return list(found)


def _terms(text: str, whole: bool) -> Iterable[Term]:
    for unspaced, run in _runs(text):
        if not unspaced:
            word = run[:LONGEST]
            yield Term(word, prefix=not whole and len(word) > 1)
        elif len(run) == 1:
            yield Term(run, prefix=True)
        else:
            yield from (Term(run[at : at + 2], prefix=False) for at in range(len(run) - 1))


def plain(text: str) -> str:
    """The folded words one after another: what two writings of one text have in common."""
    return " ".join(run for _unspaced, run in _runs(text[:MOST_CHARACTERS]))


def weight(text: str) -> int:
    """How much a text says: its letters and digits; those of unspaced scripts count twice."""
    return sum(len(run) * (2 if unspaced else 1) for unspaced, run in _runs(text))
