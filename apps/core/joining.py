"""How pieces of text stand beside each other.

Chinese sets no blank between its own characters, nor beside full-width punctuation, but one between
a character and a number or Latin word. A translation cannot know which of them a field will hold.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from string import Formatter

_HAN = re.compile(r"[\u3400-\u9fff]")
_FULL_WIDTH = re.compile(r"[\u3001-\u303f\uff01-\uff0f\uff1a-\uff20]")  # 、。（）：；？！，
_LATIN = re.compile(r"[0-9A-Za-z]")
_FIELDS = Formatter()


def beside(left: str, right: str) -> str:
    """Both, with the blank between them that Chinese wants; other scripts stay as they are."""
    before, after = left.rstrip(" "), right.lstrip(" ")
    if not before or not after:
        return left + right
    ends, begins = before[-1], after[0]
    blanks = len(left) - len(before) + len(right) - len(after)
    if blanks == 1 and _closes_up(ends, begins):
        return before + after
    if blanks == 0 and _stands_apart(ends, begins):
        return f"{before} {after}"
    return left + right


def _closes_up(ends: str, begins: str) -> bool:
    if _FULL_WIDTH.match(ends) or _FULL_WIDTH.match(begins):
        return True
    return bool(_HAN.match(ends) and _HAN.match(begins))


def _stands_apart(ends: str, begins: str) -> bool:
    pairs = ((_HAN, _LATIN), (_LATIN, _HAN))
    return any(one.match(ends) and other.match(begins) for one, other in pairs)


def sentences(*parts: object) -> str:
    """Whole sentences one after the other, empty ones left out."""
    text = ""
    for part in filter(None, map(str, parts)):
        text = beside(f"{text} ", part) if text else part
    return text


def fill(template: str, values: Mapping[str, str]) -> str:
    """``template.format(**values)`` in Chinese, each value with the blanks that it wants."""
    text = ""
    for literal, name, form, conversion in _FIELDS.parse(template):
        text = beside(text, literal)
        if name is not None:
            field = f"{{{name}{'!' if conversion else ''}{conversion or ''}:{form}}}"
            text = beside(text, field.format(**values))
    return text
