"""What the survey itself says to respondents, in their language.

Respondents read more languages than the people who use Lepton, so these few phrases are no part of
its catalogues: ``data/phrases.json`` holds them, English for a language that is not there.
"""

from __future__ import annotations

import json
from functools import cache
from pathlib import Path
from typing import Any

_FILE = Path(__file__).parent / "data" / "phrases.json"


@cache
def _all() -> dict[str, dict[str, str]]:
    found: dict[str, dict[str, str]] = json.loads(_FILE.read_text(encoding="utf-8"))
    return found


def phrase(key: str, language: str, **values: Any) -> str:
    """The phrase in ``language``, in its base language, or in English."""
    for code in (language, language.partition("-")[0], "en"):
        text = _all().get(code, {}).get(key)
        if text:
            return text.format(**values) if values else text
    raise LookupError(f"there is no phrase '{key}'")


def all_of(language: str) -> dict[str, str]:
    """Every phrase by its key, for a template."""
    return {key: phrase(key, language) for key in _all()["en"]}
