"""Text that every database stores: PostgreSQL takes neither NUL nor lone surrogates."""

from __future__ import annotations

import json
import re
from typing import Any

UNKNOWN = "\ufffd"  # what stands for a character that cannot be kept
_UNSTORABLE = re.compile("[\x00\ud800-\udfff]")
_SUSPECT = re.compile(r"\\u(?:0000|[dD][89a-fA-F])")


def storable(value: Any) -> Any:
    """``value`` (plain JSON) with U+FFFD for every character that cannot be stored."""
    if isinstance(value, str):
        return _UNSTORABLE.sub(UNKNOWN, value)
    if isinstance(value, list):
        return [storable(item) for item in value]
    if isinstance(value, dict):
        return {storable(name): storable(item) for name, item in value.items()}
    return value


def read_json(text: str) -> Any:
    """The document, storable. Raises ValueError, and RecursionError where it is nested too deep."""
    value = json.loads(text)
    return storable(value) if "\x00" in text or _SUSPECT.search(text) else value
