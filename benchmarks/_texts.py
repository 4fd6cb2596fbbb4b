"""Labelled texts as the benchmarks of text models give them to engines."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Any

Pairs = list[tuple[str, str]]


def folder(name: str, file: str) -> Path:
    """The folder ``name`` of LEPTON_DATA. Raises ``FileNotFoundError`` where ``file`` is not in
    it.
    """
    found = Path(os.environ.get("LEPTON_DATA", ""), name)
    if not os.environ.get("LEPTON_DATA") or not (found / file).is_file():
        raise FileNotFoundError(f"LEPTON_DATA names no folder with {name}/{file}")
    return found


def labelled(pairs: Pairs) -> Any:
    """A table of texts and labels, in their roles."""
    from apps.engines.testing import MemoryTable

    texts, labels = zip(*pairs, strict=True)
    return MemoryTable(
        {"text": list(texts), "label": list(labels)}, {"text": ["text"], "label": ["label"]}
    )
