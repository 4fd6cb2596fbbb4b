"""What identifies people in a text, replaced by what it is. Needs no Django: a job's child masks
the texts that it compares with in the same way.

Rules and no model: addresses, links and long numbers (telephone, card, bank, identity) have a form.
Names of people have none and stay; where they must not be kept, keep no texts.
"""

from __future__ import annotations

import re

# Chinese and Japanese part no words: what stands right beside their signs begins and ends there, so
# only letters and digits of ASCII are of one word with what follows.
_NEW, _END = r"(?<![A-Za-z0-9_])", r"(?![A-Za-z0-9_])"
_IBAN = r"[A-Z]{2}\d{2}(?: ?[A-Z0-9]{4}){3,7}(?: ?[A-Z0-9]{1,3})?"
_WIDE_STOPS = r"\u3000-\u303f\uff01-\uff0f\uff1a-\uff1f"  # their punctuation
_RULES = (
    (re.compile(rf"{_NEW}(?:https?://|www\.)[^\s{_WIDE_STOPS}]+", re.IGNORECASE), "<url>"),
    # From the beginning of a run of such signs alone: a long one is looked through once.
    (re.compile(r"(?<![\w.+-])[\w.+-]+@[\w-]+(?:\.[\w-]+)+"), "<email>"),
    (re.compile(_NEW + r"(?:\d{1,3}\.){3}\d{1,3}" + _END), "<ip>"),
    (re.compile(_NEW + _IBAN + _END), "<iban>"),
    # Six digits or more, as people part them; dates (2026-11-29) have eight and go too.
    (re.compile(_NEW + r"\+?\(?\d(?:[ ()./-]{0,2}\d){5,}(?:[0-9Xx])?"), "<number>"),
)


_MARKS = re.compile(r"<(?:url|email|ip|iban|number)>")


def without_marks(text: str) -> str:
    """A masked text without what stands for what was masked: that is no word of its writer's."""
    return _MARKS.sub(" ", text)


def masked(text: str) -> str:
    """The text without addresses, links and long numbers."""
    for pattern, name in _RULES:
        text = pattern.sub(name, text)
    return text
