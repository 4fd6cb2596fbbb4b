"""Texts that are compared, from the log as from the test rows of a run: both go through here.

A run keeps its texts as its model read them, and in a form that spreadsheets do not run; a log is
told what programs have sent. What a program sends with a line's end more, or with letters and
accents apart, is the same to the model, and must not look like other texts.
"""

from __future__ import annotations

from collections.abc import Iterable

from apps.core.masking import masked as without_addresses
from apps.engines.builtin.text.normal import clean

LONGEST = 5000  # characters of a text that are kept and compared


def length(texts: Iterable[str]) -> int:
    """Characters of the texts of one row, as a model reads them."""
    return sum(len(clean(text)) for text in texts)


def compared(text: str, *, masked: bool) -> str:
    """A text as it is compared; ``masked`` where what identifies people is to be replaced."""
    read = clean(text)[:LONGEST]
    return without_addresses(read) if masked else read


def joined(texts: Iterable[str]) -> str:
    """The texts of one row as one."""
    return "\n".join(text for text in texts if text)
