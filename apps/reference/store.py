"""Reads the JSON files beside it, each once and only when asked for."""

from __future__ import annotations

import json
from functools import cache
from pathlib import Path
from typing import Any

FOLDER = Path(__file__).resolve().parent / "data"


@cache
def load(name: str) -> Any:
    """The parsed content of ``data/<name>.json``. Callers must not change it."""
    return json.loads((FOLDER / f"{name}.json").read_text(encoding="utf-8"))
