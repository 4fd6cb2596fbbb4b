"""What identifies people in a text, replaced by what it is. Needs no Django: a job's child masks
the texts that it compares with in the same way.

Rules and no model: addresses, links and long numbers (telephone, card, bank, identity) have a form.
Names of people have none and stay; where they must not be kept, keep no texts.
"""

from __future__ import annotations

import re

_RULES = (
    (re.compile(r"\b(?:https?://|www\.)\S+", re.IGNORECASE), "<url>"),
    (re.compile(r"[\w.+-]+@[\w-]+(?:\.[\w-]+)+"), "<email>"),
    (re.compile(r"\b(?:\d{1,3}\.){3}\d{1,3}\b"), "<ip>"),
    (re.compile(r"\b[A-Z]{2}\d{2}(?: ?[A-Z0-9]{4}){3,7}(?: ?[A-Z0-9]{1,3})?\b"), "<iban>"),
    # Six digits or more, as people part them; dates (2026-11-29) have eight and go too.
    (re.compile(r"(?<!\w)\+?\(?\d(?:[ ()./-]{0,2}\d){5,}(?:[0-9Xx])?"), "<number>"),
)


def masked(text: str) -> str:
    """The text without addresses, links and long numbers."""
    for pattern, name in _RULES:
        text = pattern.sub(name, text)
    return text
