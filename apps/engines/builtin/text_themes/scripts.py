"""In which script a text is written: what can be told of its language without a model."""

from __future__ import annotations

import re
from collections import Counter
from functools import lru_cache

# First and last code point of the letters of a script, with the names that Unicode gives them.
RANGES = (
    (0x0370, 0x03FF, "Greek"), (0x0400, 0x052F, "Cyrillic"), (0x0530, 0x058F, "Armenian"),
    (0x0590, 0x05FF, "Hebrew"), (0x0600, 0x077F, "Arabic"), (0x08A0, 0x08FF, "Arabic"),
    (0x0900, 0x097F, "Devanagari"), (0x0980, 0x09FF, "Bengali"), (0x0B80, 0x0BFF, "Tamil"),
    (0x0C00, 0x0C7F, "Telugu"), (0x0E00, 0x0E7F, "Thai"), (0x0E80, 0x0EFF, "Lao"),
    (0x1000, 0x109F, "Myanmar"), (0x10A0, 0x10FF, "Georgian"), (0x1780, 0x17FF, "Khmer"),
    (0x3040, 0x30FF, "Japanese"), (0x3400, 0x9FFF, "Han"), (0xAC00, 0xD7AF, "Hangul"),
    (0x20000, 0x323AF, "Han"),
)  # fmt: skip
# Letters of scripts that are written without spaces between words; Hangul has spaces.
UNSPACED = re.compile(
    "[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3005\u3040-\u30ff\u3400-\u9fff\U00020000-\U000323af]+"
)
KANA = 0.05  # of the letters: Japanese has kanji too, which are Han


@lru_cache(maxsize=4096)
def _script(letter: str) -> str:
    code = ord(letter)
    return next((name for low, high, name in RANGES if low <= code <= high), "Latin")


def of(text: str) -> str:
    """The script that most letters are of, '' for none. Han beside kana is Japanese."""
    counted = Counter(_script(letter) for letter in text if letter.isalpha())
    if not counted:
        return ""
    if counted["Japanese"] > KANA * counted.total():
        return "Japanese"
    return max(sorted(counted), key=lambda name: counted[name])
