"""The one document that every writer writes: parts in reading order, all of it words already.

``compose`` makes it from a stored result in the reader's language; ``writers`` turn it into files
in a process of their own that knows no Django. Shapes follow ``apps/engines/result.py``.
"""

from __future__ import annotations

from typing import Annotated, Any, Literal

from pydantic import BaseModel, ConfigDict, Field

Tone = Literal["neutral", "good", "warn", "bad", "info"]


class Part(BaseModel):
    model_config = ConfigDict(frozen=True)


class Heading(Part):
    """The title of a section: of one of the document's own where ``level`` is 1."""

    kind: Literal["heading"] = "heading"
    text: str
    level: Literal[1, 2] = 1


class Paragraph(Part):
    kind: Literal["paragraph"] = "paragraph"
    text: str
    quiet: bool = False


class Figure(Part):
    """One number with its label and what it means."""

    label: str
    value: str
    note: str = ""
    tone: Tone = "neutral"


class Figures(Part):
    kind: Literal["figures"] = "figures"
    items: list[Figure]


class Column(Part):
    label: str
    unit: str = ""
    numeric: bool = False


class Grid(Part):
    """A table. ``cut`` says how many rows are not in it and where they are."""

    kind: Literal["grid"] = "grid"
    title: str
    columns: list[Column]
    rows: list[list[str]]
    note: str = ""
    cut: str = ""
    empty: str = ""  # what stands there instead of rows


class Formula(Part):
    kind: Literal["formula"] = "formula"
    lines: list[str]
    note: str = ""


class Picture(Part):
    """A chart: ``chart`` is what the page draws it from (``core.blocks.chart_view``, 'json').

    ``head`` and ``rows`` are its first points in words.
    """

    kind: Literal["picture"] = "picture"
    title: str
    alt: str
    chart: dict[str, Any]
    note: str = ""
    empty: str = ""
    head: list[str] = []
    rows: list[list[str]] = []


class Caution(Part):
    kind: Literal["caution"] = "caution"
    tone: Tone
    word: str  # the severity in words: colour alone says nothing to many readers
    message: str
    fix: str = ""


class Pairs(Part):
    kind: Literal["pairs"] = "pairs"
    items: list[tuple[str, str]]


AnyPart = Annotated[
    Heading | Paragraph | Figures | Grid | Formula | Picture | Caution | Pairs,
    Field(discriminator="kind"),
]


class Cell(Part):
    """A cell of the notebook: Markdown, or Python."""

    kind: Literal["text", "code"]
    source: str


class Document(BaseModel):
    """``answer`` are the equations that belong to the headline. ``language`` is a tag of BCP 47.

    ``page`` is the foot of a page, with ``{page}`` and ``{pages}``. ``cells`` are what the
    notebook does besides showing the document.
    """

    model_config = ConfigDict(frozen=True)

    title: str
    project: str
    engine: str
    made: str  # when and by whom, as a line
    moment: int  # when the run ended, seconds of Unix time: files of equal runs are equal
    language: str
    headline: str
    answer_word: str
    answer: list[Formula] = []
    parts: list[AnyPart] = []
    page: str
    cells: list[Cell] = []
