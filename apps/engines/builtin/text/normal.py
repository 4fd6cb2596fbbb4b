"""Texts as models read them. Imports nothing heavy: the log of predictions does the same."""

from __future__ import annotations

import unicodedata
from typing import Any


def plain(number: float) -> str:
    """A number as people type it: '12' and not '12.0'."""
    return repr(float(number) + 0.0).removesuffix(".0")  # -0 is 0


def clean(value: Any) -> str:
    """A text as models get it: composed characters, no control characters, no outer spaces."""
    if value is None:
        return ""
    composed = unicodedata.normalize("NFC", str(value))
    return "".join(sign if sign.isprintable() else " " for sign in composed).strip()
