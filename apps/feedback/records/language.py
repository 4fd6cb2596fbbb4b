"""The language of short texts: by their script and its words first, then by a model.

A model of bytes needs some words to be right; a script needs one character. What neither tells
with :data:`CONFIDENT` is 'und'.
"""

from __future__ import annotations

import re
from collections import Counter
from functools import lru_cache
from typing import Any

UNDETERMINED = "und"
CONFIDENT = 0.5  # of the model, calibrated: see tests/feedback/test_language.py
MOST_CHARACTERS = 1_000  # of a text that are looked at
# One script, one language that is written in it today, but for a few.
_SCRIPTS: tuple[tuple[str, str], ...] = (
    ("ja", "\u3041-\u309f\u30a1-\u30fa\u30fd-\u30ff\uff66-\uff9d"),
    ("ko", "\u1100-\u11ff\u3131-\u318e\uac00-\ud7a3"),
    ("zh", "\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003ffff"),
    ("th", "\u0e01-\u0e5b"),
    ("lo", "\u0e81-\u0edf"),
    ("km", "\u1780-\u17ff"),
    ("my", "\u1000-\u109f"),
    ("el", "\u0370-\u03ff\u1f00-\u1fff"),
    ("ka", "\u10a0-\u10ff"),
    ("hy", "\u0531-\u058f"),
    ("he", "\u05d0-\u05f4"),
    ("ta", "\u0b80-\u0bff"),
    ("te", "\u0c00-\u0c7f"),
    ("kn", "\u0c80-\u0cff"),
    ("ml", "\u0d00-\u0d7f"),
    ("gu", "\u0a80-\u0aff"),
    ("pa", "\u0a00-\u0a7f"),
    ("si", "\u0d80-\u0dff"),
    ("am", "\u1200-\u137f"),
)
_BY_SCRIPT = re.compile("|".join(f"(?P<{code}>[{signs}]+)" for code, signs in _SCRIPTS))
_LETTERS = re.compile(r"[^\W\d_]+")
_NOISE = re.compile(r"https?://\S+|\S+@\S+|[@#]\w+")


def detect(text: str) -> str:
    """ISO 639-1 of what the text is written in, or 'und'; '' for a text without letters."""
    known = _NOISE.sub(" ", text[:MOST_CHARACTERS])
    letters = sum(map(len, _LETTERS.findall(known)))
    if not letters:
        return "" if not _BY_SCRIPT.search(known) else _by_script(known, 1)
    return _by_script(known, letters) or _by_model(known)


def _by_script(text: str, letters: int) -> str:
    counts: Counter[str] = Counter()
    for found in _BY_SCRIPT.finditer(text):
        counts[found.lastgroup or ""] += len(found[0])
    if not counts:
        return ""
    if counts["ja"] and counts["zh"]:  # kana between Han: Japanese
        counts["ja"] += counts.pop("zh")
    code, count = counts.most_common(1)[0]
    # A character of Han or Hangul says as much as three letters; one name does not make a text.
    weight = 3 if code in ("zh", "ja", "ko") else 1
    return code if count * weight * 2 >= letters - count + count * weight else ""


def _by_model(text: str) -> str:
    code, confidence = _model().classify(" ".join(text.split()))
    return str(code) if confidence >= CONFIDENT else UNDETERMINED


@lru_cache(maxsize=1)
def _model() -> Any:
    from py3langid.langid import (  # a model of 5 MB: read when first asked
        MODEL_FILE,
        LanguageIdentifier,
    )

    return LanguageIdentifier.from_model_file(MODEL_FILE, norm_probs=True)
