"""The document as a Jupyter notebook: the answer, the code that finds it again, what is stored."""

from __future__ import annotations

import base64
import re
from collections.abc import Callable, Iterator
from typing import Any

import nbformat
from nbformat import v4

from apps.jobs.reports.document import (
    Caution,
    Document,
    Figures,
    Formula,
    Grid,
    Heading,
    Pairs,
    Paragraph,
    Picture,
)
from apps.jobs.reports.writers.pdf import images

# Whatever Markdown or HTML would take for its own.
_MARKS = re.compile(r"([\\`*_{}\[\]()#+!|~$<>&-])")
_NUMBERED = re.compile(r"^(\d+)\.")  # would begin a list
_LINES = re.compile(r"\s*[\n\r\x85\u2028\u2029]\s*")


def write(document: Document) -> bytes:
    """JSON of nbformat 4, valid, with ids that follow from the places of its cells."""
    pictures = [part for part in document.parts if isinstance(part, Picture) and not part.empty]
    drawn = images([part.chart for part in pictures], document.language)
    shown = dict(zip(map(id, pictures), drawn, strict=True))
    cells = [*_head(document), *_again(document), *_parts(document, shown)]
    for place, cell in enumerate(cells):
        cell["id"] = f"cell-{place}"
    notebook = v4.new_notebook(
        cells=cells,
        metadata={
            "kernelspec": {"display_name": "Python 3", "language": "python", "name": "python3"},
            "language_info": {"name": "python"},
            "title": document.title,
        },
    )
    nbformat.validate(notebook)
    return nbformat.writes(notebook).encode()


def _head(document: Document) -> Iterator[Any]:
    lines = [f"# {plain(document.title)}", plain(f"{document.project} · {document.engine}")]
    yield v4.new_markdown_cell("\n\n".join([*lines, plain(document.made)]))
    answer = [f"> **{plain(document.headline)}**"]
    answer += [text for formula in document.answer for text in _formula(formula)]
    yield v4.new_markdown_cell("\n\n".join(answer))


def _again(document: Document) -> Iterator[Any]:
    for cell in document.cells:
        make = v4.new_code_cell if cell.kind == "code" else v4.new_markdown_cell
        yield make(cell.source)


def _parts(document: Document, drawn: dict[int, bytes]) -> Iterator[Any]:
    for part in document.parts:
        if isinstance(part, Picture):
            yield _picture(part, drawn.get(id(part)))
        else:
            yield v4.new_markdown_cell("\n\n".join(_WORDS[part.kind](part)))


def _picture(part: Picture, image: bytes | None) -> Any:
    title = f"### {plain(part.title)}"
    if image is None:
        return v4.new_markdown_cell(f"{title}\n\n{plain(part.empty)}")
    text = f"{title}\n\n![{plain(part.alt)}](attachment:chart.png)\n\n{plain(part.note)}"
    cell = v4.new_markdown_cell(text.rstrip())
    cell["attachments"] = {"chart.png": {"image/png": base64.b64encode(image).decode()}}
    return cell


def _grid(part: Grid) -> list[str]:
    heads = [f"{one.label} ({one.unit})" if one.unit else one.label for one in part.columns]
    line = "|".join("--:" if one.numeric else ":--" for one in part.columns)
    rows = ["| " + " | ".join(map(plain, row)) + " |" for row in [heads, *part.rows]]
    table = "\n".join([rows[0], f"|{line}|", *rows[1:]])
    notes = [plain(text) for text in (part.empty, part.cut, part.note) if text]
    return [f"### {plain(part.title)}", *([] if part.empty else [table]), *notes]


def _formula(part: Formula) -> list[str]:
    return [*map(plain, part.lines), *([plain(part.note)] if part.note else [])]


def _figures(part: Figures) -> list[str]:
    lines = [
        f"- {plain(one.label)}: **{plain(one.value)}**" + (f" ({plain(one.note)})" * bool(one.note))
        for one in part.items
    ]
    return ["\n".join(lines)]


def _caution(part: Caution) -> list[str]:
    return [f"> **{plain(part.word)}** {plain(part.message)} {plain(part.fix)}".rstrip()]


def _pairs(part: Pairs) -> list[str]:
    return ["\n".join(f"- {plain(label)}: {plain(value)}" for label, value in part.items)]


def _heading(part: Heading) -> list[str]:
    return [f"{'#' * (part.level + 1)} {plain(part.text)}"]


def _paragraph(part: Paragraph) -> list[str]:
    return [plain(part.text)]


_WORDS: dict[str, Callable[[Any], list[str]]] = {
    "heading": _heading,
    "paragraph": _paragraph,
    "figures": _figures,
    "grid": _grid,
    "formula": _formula,
    "caution": _caution,
    "pairs": _pairs,
}


def plain(text: str) -> str:
    """The text as Markdown shows it: on one line, no mark of it taken for markup."""
    return _NUMBERED.sub(r"\1\\.", _MARKS.sub(r"\\\1", _LINES.sub(" ", text).strip()))
