"""The document as a Word file: real headings and tables, charts as pictures with words for them."""

from __future__ import annotations

import io
from collections.abc import Sequence
from datetime import UTC, datetime
from typing import Any

import docx
from docx.enum.section import WD_ORIENT
from docx.enum.table import WD_TABLE_ALIGNMENT
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Emu, Mm, Pt, RGBColor

from apps.jobs.reports.document import (
    AnyPart,
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
from apps.jobs.reports.writers.layout import pieces
from apps.jobs.reports.writers.pdf import images

LATIN, CHINESE = "Calibri", "Microsoft YaHei"  # Word takes others where these are not there
QUIET = RGBColor(0x5B, 0x62, 0x70)
BLUE = RGBColor(0x3B, 0x4C, 0xCA)
TONES = {
    "good": "2F7D32", "warn": "B26A00", "bad": "C0262D", "info": "3B4CCA", "neutral": "9AA1AE",
}  # fmt: skip
SHADES = {
    "good": "EEF5EF", "warn": "FBF5EB", "bad": "FBEDEE", "info": "EEF0FB", "neutral": "F5F6FA",
}  # fmt: skip
SIDES = Mm(20)
ABREAST = 3  # figures beside one another


def write(document: Document) -> bytes:
    """A4, with project and title in the head and page numbers in the foot."""
    file = docx.Document()
    _set_up(file, document)
    pictures = [part for part in document.parts if isinstance(part, Picture) and not part.empty]
    drawn = images([part.chart for part in pictures], document.language)
    paper = _Paper(file, dict(zip(map(id, pictures), drawn, strict=True)))
    paper.line(document.project, quiet=True)
    file.add_heading(document.title, level=0)
    paper.line(f"{document.engine} · {document.made}", quiet=True)
    paper.answer(document)
    for part in document.parts:
        paper.add(part)
    out = io.BytesIO()
    file.save(out)
    return out.getvalue()


class _Paper:
    """Adds one part after another to the file."""

    def __init__(self, file: Any, drawn: dict[int, bytes]) -> None:
        self.file = file
        self.drawn = drawn
        section = file.sections[0]
        self.width = Emu(section.page_width - section.left_margin - section.right_margin)

    def add(self, part: AnyPart) -> None:
        getattr(self, f"_{part.kind}")(part)

    def line(self, text: str, *, quiet: bool = False, size: float = 0) -> Any:
        paragraph = self.file.add_paragraph()
        run = paragraph.add_run(text)
        if quiet:
            run.font.color.rgb = QUIET
            run.font.size = Pt(9)
        if size:
            run.font.size = Pt(size)
        return paragraph

    def answer(self, document: Document) -> None:
        """The sentence in a frame of its own, with the equations that belong to it."""
        cell = self._frame("info")
        said = cell.paragraphs[0].add_run(document.answer_word)
        said.font.size, said.font.color.rgb = Pt(9), BLUE
        cell.add_paragraph().add_run(document.headline).font.size = Pt(13)
        for formula in document.answer:
            for line in formula.lines:
                cell.add_paragraph().add_run(line).font.size = Pt(11)
            _note(cell, formula.note)
        self.file.add_paragraph()

    def _frame(self, tone: str) -> Any:
        table = self.file.add_table(rows=1, cols=1)
        cell = table.cell(0, 0)
        _shade(cell, SHADES[tone])
        _border(cell, "left", TONES[tone], 18)
        return cell

    def _heading(self, part: Heading) -> None:
        self.file.add_heading(part.text, level=part.level)

    def _paragraph(self, part: Paragraph) -> None:
        self.line(part.text, quiet=part.quiet)

    def _formula(self, part: Formula) -> None:
        for line in part.lines:
            self.line(line, size=11)
        _note(self.file, part.note)

    def _caution(self, part: Caution) -> None:
        cell = self._frame(part.tone)
        word = cell.paragraphs[0].add_run(f"{part.word}  ")
        word.bold, word.font.color.rgb = True, RGBColor.from_string(TONES[part.tone])
        cell.paragraphs[0].add_run(part.message)
        _note(cell, part.fix)
        self.file.add_paragraph().paragraph_format.space_after = Pt(0)

    def _figures(self, part: Figures) -> None:
        for first in range(0, len(part.items), ABREAST):
            row = part.items[first : first + ABREAST]
            table = self.file.add_table(rows=1, cols=ABREAST)
            for cell, one in zip(table.rows[0].cells, row, strict=False):
                label = cell.paragraphs[0].add_run(one.label)
                label.font.size, label.font.color.rgb = Pt(9), QUIET
                value = cell.add_paragraph().add_run(one.value)
                value.bold, value.font.size = True, Pt(13)
                _note(cell, one.note)
                _border(cell, "left", TONES[one.tone], 12)
        self.file.add_paragraph()

    def _pairs(self, part: Pairs) -> None:
        table = self.file.add_table(rows=0, cols=2)
        widths = _widths([31, 69], self.width)
        for label, value in part.items:
            cells = table.add_row().cells
            cells[0].width, cells[1].width = widths
            said = cells[0].paragraphs[0].add_run(label)
            said.font.color.rgb = QUIET
            cells[1].paragraphs[0].add_run(value)
            for cell in cells:
                cell.paragraphs[0].paragraph_format.space_after = Pt(1)
                for run in cell.paragraphs[0].runs:
                    run.font.size = Pt(9)
        _set_columns(table, widths)
        self.file.add_paragraph()

    def _picture(self, part: Picture) -> None:
        self.file.add_heading(part.title, level=3)
        if part.empty:
            self.line(part.empty, quiet=True)
        else:
            shown = self.file.add_picture(io.BytesIO(self.drawn[id(part)]), width=self.width)
            _describe(shown, part.title, part.alt)
            self.file.paragraphs[-1].paragraph_format.keep_with_next = bool(part.note)
        _note(self.file, part.note)

    def _grid(self, part: Grid) -> None:
        found = pieces(part)
        for place, piece in enumerate(found, start=1):
            across = piece.form == "across"
            room = self._turn(True) if across else self.width
            more = f" ({place}/{len(found)})" if place > 1 else ""
            self.file.add_heading(part.title + more, level=3)
            if part.empty:
                self.line(part.empty, quiet=True)
            else:
                size = 9 if piece.form == "normal" else 8
                self._sheet(part, piece.columns, piece.shares, size, room)
            if across:
                _note(self.file, part.cut)
                self._turn(False)
        _note(self.file, part.cut if not across else "")
        _note(self.file, part.note)
        self.file.add_paragraph()

    def _turn(self, across: bool) -> Emu:
        """A new section whose pages lie, or stand again; how wide its lines are."""
        section = self.file.add_section()
        if (section.page_width > section.page_height) != across:
            section.page_width, section.page_height = section.page_height, section.page_width
        section.orientation = WD_ORIENT.LANDSCAPE if across else WD_ORIENT.PORTRAIT
        return Emu(section.page_width - section.left_margin - section.right_margin)

    def _sheet(
        self, part: Grid, columns: Sequence[int], shares: Sequence[int], size: float, room: Emu
    ) -> None:
        """A table whose head is repeated on each page and whose rows stay whole."""
        heads = [
            f"{one.label} ({one.unit})" if one.unit else one.label
            for one in (part.columns[place] for place in columns)
        ]
        numeric = [part.columns[place].numeric for place in columns]
        table = self.file.add_table(rows=1, cols=len(columns))
        table.alignment = WD_TABLE_ALIGNMENT.LEFT
        _lined(table)
        widths = _widths(shares, room)
        _fill(table.rows[0], heads, numeric, size, widths, bold=True)
        _mark(table.rows[0], "w:tblHeader")
        for cell in table.rows[0].cells:
            _shade(cell, SHADES["neutral"])
        for row in part.rows:
            added = table.add_row()
            _mark(added, "w:cantSplit")
            _fill(added, [row[place] for place in columns], numeric, size, widths)
        _set_columns(table, widths)


def _fill(
    row: Any,
    texts: Sequence[str],
    numeric: Sequence[bool],
    size: float,
    widths: Sequence[Emu],
    *,
    bold: bool = False,
) -> None:
    for cell, text, right, width in zip(row.cells, texts, numeric, widths, strict=True):
        cell.width = width
        paragraph = cell.paragraphs[0]
        paragraph.paragraph_format.space_after = Pt(1)
        if right:
            paragraph.alignment = WD_ALIGN_PARAGRAPH.RIGHT
        run = paragraph.add_run(text)
        run.bold, run.font.size = bold, Pt(size)


def _note(home: Any, text: str) -> None:
    if text:
        run = home.add_paragraph().add_run(text)
        run.font.size, run.font.color.rgb = Pt(8.5), QUIET


# --- what python-docx has no name for -------------------------------------------------------------
def _set_up(file: Any, document: Document) -> None:
    section = file.sections[0]
    section.page_width, section.page_height = Mm(210), Mm(297)
    section.left_margin = section.right_margin = SIDES
    section.top_margin = section.bottom_margin = Mm(22)
    about = file.core_properties
    about.title, about.subject = document.title[:255], document.headline[:255]
    about.author = "Lepton"
    about.language, about.comments = document.language, ""
    about.created = about.modified = datetime.fromtimestamp(document.moment, UTC)
    for name in ("Normal", "Title", *(f"Heading {level}" for level in (1, 2, 3))):
        _dress(file.styles[name], document.language)
    file.styles["Normal"].font.size = Pt(10.5)
    for name, size in (("Title", 20), ("Heading 1", 14), ("Heading 2", 12), ("Heading 3", 11)):
        file.styles[name].font.size = Pt(size)
    head = section.header.paragraphs[0].add_run(f"{document.project} · {document.title}"[:120])
    head.font.size, head.font.color.rgb = Pt(8), QUIET
    _numbered(section.footer.paragraphs[0], document.page)


def _dress(style: Any, language: str) -> None:
    """Letters and Chinese characters each in a font that has them, in the document's language."""
    style.font.name = LATIN
    style.font.color.rgb = RGBColor(0x1F, 0x24, 0x30) if style.name != "Heading 1" else BLUE
    properties = style.element.get_or_add_rPr()
    fonts = properties.get_or_add_rFonts()
    for name in ("w:asciiTheme", "w:hAnsiTheme", "w:eastAsiaTheme", "w:cstheme"):
        fonts.attrib.pop(qn(name), None)
    fonts.set(qn("w:eastAsia"), CHINESE)
    tag = OxmlElement("w:lang")
    latin = "en-US" if language.startswith("zh") else language
    tag.set(qn("w:val"), latin)
    tag.set(qn("w:eastAsia"), "zh-CN")
    properties.append(tag)


def _numbered(paragraph: Any, template: str) -> None:
    """'Page {page} of {pages}', counted by Word."""
    paragraph.alignment = WD_ALIGN_PARAGRAPH.RIGHT
    rest = template
    for name, code in (("{page}", "PAGE"), ("{pages}", "NUMPAGES")):
        before, _found, rest = rest.partition(name)
        _small(paragraph.add_run(before))
        _field(paragraph, code)
    _small(paragraph.add_run(rest))


def _small(run: Any) -> None:
    run.font.size, run.font.color.rgb = Pt(8), QUIET


def _field(paragraph: Any, code: str) -> None:
    for kind, text in (("begin", ""), ("", code), ("separate", ""), ("text", "1"), ("end", "")):
        run = paragraph.add_run("1" if kind == "text" else "")
        _small(run)
        if kind == "text":
            continue
        element = OxmlElement("w:fldChar" if kind else "w:instrText")
        if kind:
            element.set(qn("w:fldCharType"), kind)
        else:
            element.text = text
        run._r.append(element)


def _describe(shape: Any, title: str, text: str) -> None:
    """What a screen reader says of the picture."""
    about = shape._inline.docPr
    about.set("title", title)
    about.set("descr", text)


def _shade(cell: Any, colour: str) -> None:
    shade = OxmlElement("w:shd")
    for name, value in (("w:val", "clear"), ("w:color", "auto"), ("w:fill", colour)):
        shade.set(qn(name), value)
    cell._tc.get_or_add_tcPr().append(shade)


def _border(cell: Any, side: str, colour: str, eighths: int) -> None:
    borders, line = OxmlElement("w:tcBorders"), OxmlElement(f"w:{side}")
    for name, value in (("w:val", "single"), ("w:sz", str(eighths)), ("w:color", colour)):
        line.set(qn(name), value)
    borders.append(line)
    properties = cell._tc.get_or_add_tcPr()
    shade = properties.find(qn("w:shd"))  # the schema wants borders before shading
    if shade is None:
        properties.append(borders)
    else:
        shade.addprevious(borders)


def _mark(row: Any, name: str) -> None:
    row._tr.get_or_add_trPr().append(OxmlElement(name))


def _widths(shares: Sequence[int], room: Emu) -> list[Emu]:
    return [Emu(int(room * share / sum(shares))) for share in shares]


def _set_columns(table: Any, widths: Sequence[Emu]) -> None:
    """Word asks the cells, other programs the columns."""
    table.autofit = False
    for column, width in zip(table.columns, widths, strict=True):
        column.width = width


def _lined(table: Any) -> None:
    """Thin lines between rows, none between columns."""
    borders = OxmlElement("w:tblBorders")
    for side in ("top", "bottom", "insideH"):
        line = OxmlElement(f"w:{side}")
        for name, value in (("w:val", "single"), ("w:sz", "4"), ("w:color", "D9DCE3")):
            line.set(qn(name), value)
        borders.append(line)
    table._tbl.tblPr.append(borders)
