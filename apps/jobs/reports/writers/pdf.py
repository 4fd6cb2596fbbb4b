"""The document as PDF, by typst: no system libraries, one shipped font, nothing from elsewhere."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping, Sequence
from dataclasses import asdict
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import typst

from apps.jobs.reports.document import Document, Grid, Picture
from apps.jobs.reports.writers.layout import pieces
from apps.jobs.reports.writers.plot import drawing

TEMPLATES = Path(__file__).parent / "templates"
FONTS = Path(__file__).parent.parent / "fonts"
SHORT = 44  # letters of project and title in the head of a page
DOTS = 220  # per inch: sharp on paper, and a chart is 60 KB
# typst breaks a line at a blank or between Chinese characters; what has neither would run out of
# its cell. Between the places where it may be broken stands a space of no width.
_LONG = re.compile(r"[^\s\u2e80-\u9fff\uac00-\ud7a3\uff00-\uffef\u200b]{24,}")
_HASH = re.compile(r"[0-9a-f-]{32,64}")


def write(document: Document) -> bytes:
    """The whole report, with tags for screen readers and a table of bookmarks."""
    drawings = {
        str(place): drawing(part.chart, document.language)
        for place, part in enumerate(document.parts)
        if isinstance(part, Picture) and not part.empty
    }
    told: dict[str, Any] = document.model_dump(mode="json", exclude={"cells"})
    told["short"], told["project-short"] = _clipped(document.title), _clipped(document.project)
    for shown, part in zip(told["parts"], document.parts, strict=True):
        if isinstance(part, Grid):
            shown["pieces"] = [asdict(piece) for piece in pieces(part)]
    inputs = {"document": json.dumps(_breakable(told)), "drawings": json.dumps(drawings)}
    moment = datetime.fromtimestamp(document.moment, UTC)
    made = _compile("report.typ", inputs, format="pdf", timestamp=moment)
    return bytes(made)


def images(charts: Sequence[Mapping[str, Any]], language: str) -> list[bytes]:
    """Each chart as PNG."""
    if not charts:
        return []
    drawings = [drawing(chart, language) for chart in charts]
    inputs = {"drawings": json.dumps(drawings), "language": language[:2]}
    made = _compile("pictures.typ", inputs, format="png", ppi=DOTS)
    return [made] if isinstance(made, bytes) else list(made)


def _compile(name: str, inputs: Mapping[str, str], **options: Any) -> Any:
    """Nothing is read but the templates and the font: packages and other files are named nowhere,
    and what people wrote is handed over as data.
    """
    return typst.compile(
        TEMPLATES / name,
        root=TEMPLATES,
        font_paths=[FONTS],
        ignore_system_fonts=True,
        sys_inputs=dict(inputs),
        **options,
    )


def _clipped(text: str) -> str:
    return text if len(text) <= SHORT else f"{text[: SHORT - 1]}…"


def _breakable(value: Any) -> Any:
    if isinstance(value, str):
        return _LONG.sub(_opened, value)
    if isinstance(value, dict):
        return {name: _breakable(item) for name, item in value.items()}
    return [_breakable(item) for item in value] if isinstance(value, list) else value


def _opened(match: re.Match[str]) -> str:
    """A hash or an id stays as it is: it fits, and it is there to be copied."""
    text = match.group()
    if _HASH.fullmatch(text):
        return text
    return "\u200b".join(text[at : at + 12] for at in range(0, len(text), 12))
