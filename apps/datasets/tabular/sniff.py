"""What a file is, told from its bytes and never from its name."""

from __future__ import annotations

import codecs
import csv
import io
import json
import zipfile
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice, takewhile
from pathlib import Path
from typing import Literal, NamedTuple

from apps.core.messages import Message, Num, msg
from apps.core.storable import UNKNOWN
from apps.datasets.tabular.plan import FileFormat
from apps.datasets.tabular.reasons import REASONS
from apps.engines.contract import Refusal

SAMPLE_BYTES = 1024 * 1024
PLAINER = 1e-6  # a reading that leaves no line out as a title is preferred to one as good
MOST_TITLES = 20  # lines above a header, blank ones included
TITLE_CELLS = 2  # the most that one of them fills, such as 'Source' and a name
DELIMITERS = {",": "comma", ";": "semicolon", "\t": "tab", "|": "vertical bar"}
ENCODINGS = {
    "utf-8": "UTF-8",
    "utf-16-le": "UTF-16 LE",
    "utf-16-be": "UTF-16 BE",
    "gb18030": "GB18030",
    "big5": "Big5",
    "cp1252": "Windows-1252",
    "cp1250": "Windows-1250",
    "cp1251": "Windows-1251",
    "shift_jis": "Shift JIS",
    "euc_kr": "EUC-KR",
}
NAMED = {codecs.lookup(name).name: name for name in ENCODINGS}
_FOREIGN = [
    (b"\x1f\x8b", "gzip"),
    (b"BZh", "bzip2"),
    (b"\xfd7zXZ", "xz"),
    (b"7z\xbc\xaf", "7-Zip"),
    (b"Rar!", "RAR"),
    (b"\x28\xb5\x2f\xfd", "Zstandard"),
]
_OTHER = [
    (b"%PDF", "PDF"),
    (b"\x89PNG", "PNG"),
    (b"\xff\xd8\xff", "JPEG"),
    (b"GIF8", "GIF"),
    (b"\x7fELF", "ELF"),
    (b"MZ\x90", "EXE"),
    (b"SQLite format 3", "SQLite"),
    (b"ARROW1", "Arrow"),
    (b"{\\rtf", "RTF"),
]
WHAT_WE_READ = msg("Upload a CSV, TSV, JSON Lines, Parquet or Excel (.xlsx) file.")


def file_format(path: Path) -> FileFormat:
    """The format by content; :class:`Refusal` with a sentence for anything else."""
    size = path.stat().st_size
    if size == 0:
        raise Refusal(msg("The file is empty (0 bytes)."), fix=msg("Choose a file with rows."))
    with path.open("rb") as file:
        head = file.read(4096)
        file.seek(max(size - 4, 0))
        tail = file.read(4)
    if head.startswith(b"PAR1"):
        return _parquet(tail)
    if head.startswith(b"PK\x03\x04"):
        return _zip(path)
    _refuse_foreign(head, path)
    return "jsonl" if _looks_like_json(head) else "csv"


def _parquet(tail: bytes) -> FileFormat:
    if tail != b"PAR1":
        raise Refusal(
            msg("The Parquet file is cut off: its end is missing."),
            fix=msg("Export the file again and upload the whole of it."),
        )
    return "parquet"


def _zip(path: Path) -> FileFormat:
    try:
        with zipfile.ZipFile(path) as archive:
            names = set(archive.namelist())
    except zipfile.BadZipFile:
        raise Refusal(
            msg("The Excel file is damaged or cut off: its table of contents cannot be read."),
            fix=msg("Open it in Excel, save it again and upload the new file."),
        ) from None
    if "xl/workbook.xml" in names:
        return "xlsx"
    if "xl/workbook.bin" in names:
        raise Refusal(msg("This is a binary Excel file (.xlsb)."), fix=_SAVE_AS)
    raise Refusal(msg("This is a ZIP archive, not a table."), fix=msg("Unpack it first."))


_SAVE_AS = msg("Open it in Excel and save it as .xlsx or CSV.")


def _refuse_foreign(head: bytes, path: Path) -> None:
    if head.startswith(b"\xd0\xcf\x11\xe0"):
        with path.open("rb") as file:
            start = file.read(SAMPLE_BYTES)
        if "EncryptedPackage".encode("utf-16-le") in start:
            raise Refusal(
                msg("The Excel file is protected by a password."),
                fix=msg("Remove the password in Excel (File, Info, Protect Workbook) and save."),
            )
        raise Refusal(msg("This is an old Excel or Office file (.xls)."), fix=_SAVE_AS)
    for magic, name in _FOREIGN:
        if head.startswith(magic):
            raise Refusal(
                msg("The file is compressed with {name}.", name=name), fix=msg("Unpack it first.")
            )
    for magic, name in _OTHER:
        if head.startswith(magic):
            raise Refusal(msg("This is a {name} file, not a table.", name=name), fix=WHAT_WE_READ)
    if head.lstrip()[:200].lower().startswith((b"<!doctype html", b"<html", b"<?xml")):
        raise Refusal(msg("This is a web page or XML file, not a table."), fix=WHAT_WE_READ)


def _looks_like_json(head: bytes) -> bool:
    text = head.removeprefix(codecs.BOM_UTF8).lstrip()
    if text.startswith(b"["):
        first = text[1:].lstrip()[:1]
        if first == b"{":
            raise Refusal(
                msg("This is one JSON array. Rows are read from JSON Lines: one object per line."),
                fix=msg("Save it as JSON Lines (.jsonl) or CSV."),
            )
        return False
    if not text.startswith(b"{"):
        return False
    line = text.split(b"\n", 1)[0]
    try:
        return isinstance(json.loads(line), dict)
    except ValueError:
        return text.startswith(b'{"')  # cut off, or a bad first line


@dataclass(frozen=True)
class Encoding:
    name: str
    evidence: Message


def encoding_of(sample: bytes, complete: bool) -> Encoding:
    """The encoding of text and why we think so."""
    for mark, name in [
        (codecs.BOM_UTF8, "utf-8"),
        (codecs.BOM_UTF16_LE, "utf-16-le"),
        (codecs.BOM_UTF16_BE, "utf-16-be"),
    ]:
        if sample.startswith(mark):
            label = ENCODINGS[name]
            return Encoding(
                name, msg("{name}: the file starts with its byte order mark.", name=label)
            )
    wide = _utf16_without_mark(sample)
    if wide:
        return wide
    if decodes(sample, "utf-8", complete):
        evidence = (
            msg("Plain ASCII text (read as UTF-8).")
            if sample.isascii()
            else msg("UTF-8: every character of the sample is valid.")
        )
        return Encoding("utf-8", evidence)
    return _nearly_utf8(sample) or _chinese(sample) or _guessed(sample, complete)


def _nearly_utf8(sample: bytes) -> Encoding | None:
    """UTF-8 with a few damaged bytes: other encodings hardly ever look valid by chance."""
    text = sample.decode("utf-8", errors="replace")
    bad = text.count("\ufffd")
    good = sum(1 for char in text if ord(char) > 0x7F) - bad
    if good < 10 or bad > 0.05 * good:
        return None
    return Encoding("utf-8", REASONS["unreadable"][0])


def decodes(sample: bytes, name: str, complete: bool) -> bool:
    """Whether the sample is valid; a character cut at its end is forgiven."""
    try:
        codecs.getincrementaldecoder(name)("strict").decode(sample, final=complete)
    except UnicodeDecodeError:
        return False
    return True


def _utf16_without_mark(sample: bytes) -> Encoding | None:
    pairs = len(sample) // 2
    if pairs < 2:
        return None
    for name, zeros in [("utf-16-le", sample[1::2]), ("utf-16-be", sample[0::2])]:
        share = zeros.count(0) / pairs
        other = (sample[0::2] if name == "utf-16-le" else sample[1::2]).count(0) / pairs
        if share > 0.3 and other < 0.01:
            return Encoding(
                name,
                msg(
                    "{name}: {share} of its byte pairs have a zero where Latin text has one.",
                    name=ENCODINGS[name],
                    share=Num(value=share, style="percent", decimals=0),
                ),
            )
    return None


def _chinese(sample: bytes) -> Encoding | None:
    """GB18030, if nearly all that is not ASCII decodes to characters in everyday use."""
    text = sample.decode("gb18030", errors="replace")
    foreign = [char for char in text if ord(char) > 0x7F]
    common = sum(1 for char in foreign if _everyday(char))
    share = common / len(foreign) if foreign else 0.0
    if share < 0.9:
        return None
    return Encoding(
        "gb18030",
        msg(
            "GB18030: {share} of its non-ASCII characters are everyday Chinese; it is not UTF-8.",
            share=Num(value=share, style="percent", decimals=0),
        ),
    )


def _everyday(char: str) -> bool:
    try:
        return len(char.encode("gb2312")) == 2
    except UnicodeEncodeError:
        return False


def _guessed(sample: bytes, complete: bool) -> Encoding:
    from charset_normalizer import from_bytes  # not needed to start the web process

    allowed = [name for name in ENCODINGS if name not in ("utf-8", "utf-16-le", "utf-16-be")]
    best = from_bytes(sample[:65_536], cp_isolation=allowed).best()
    name = best.encoding if best and best.encoding in ENCODINGS else "cp1252"
    if name == "cp1250" and sample.decode("cp1250", "ignore") == sample.decode("cp1252", "ignore"):
        name = "cp1252"  # both say the same here; the far commoner one is right for later rows too
    return Encoding(
        name,
        msg(
            "{name}: a guess from its bytes; it is not UTF-8. Check accented letters below.",
            name=ENCODINGS[name],
        ),
    )


def known_encoding(name: str) -> str:
    """The name in ``ENCODINGS`` of what may be called otherwise ('UTF8'); empty if we read none."""
    try:
        return NAMED.get(codecs.lookup(name).name, "")
    except (LookupError, ValueError):  # no such codec; a NUL character
        return ""


def decode(sample: bytes, encoding: str) -> str:
    """The sample as text, without byte order mark, bad bytes and NUL as U+FFFD."""
    text = codecs.getincrementaldecoder(encoding)("replace").decode(sample, final=False)
    return text.removeprefix("\ufeff").replace("\x00", UNKNOWN)


class Record(NamedTuple):
    """``line``: how many lines of the file stand before it, blank ones included."""

    line: int
    cells: list[str]

    @property
    def filled(self) -> int:
        return sum(1 for cell in self.cells if cell.strip())


@dataclass(frozen=True)
class Dialect:
    """``skip_rows`` counts lines of the text, as editors number them."""

    delimiter: str
    quote: str
    skip_rows: int
    width: int


def whole_lines(text: str, complete: bool) -> str:
    """The text without a last line that the end of the sample may have cut."""
    return text if complete or "\n" not in text else text.rsplit("\n", 1)[0]


def below(text: str, lines: int) -> str:
    """The text under its first ``lines`` lines, which end as the import's parser has them end."""
    rest = _lines(text)
    for _ in range(lines):
        rest.readline()
    return rest.read()


def blank_lines(text: str, delimiter: str) -> int:
    """How many lines at the start hold nothing but blanks and delimiters."""
    empty = delimiter + " \t\r\n"
    return sum(1 for _ in takewhile(lambda line: not line.strip(empty), _lines(text)))


def _lines(text: str) -> io.StringIO:
    return io.StringIO(text, newline="")


def dialect_of(text: str) -> Dialect:
    """Delimiter, quote and leading title lines of delimited text."""
    quote = _quote(text)
    best = Dialect(",", quote, 0, 1)
    best_score = 0.0
    for delimiter in (";", "\t", "|", ","):
        dialect, score = _judge(list(records(text, delimiter, quote, 300)), delimiter, quote)
        if dialect.width > 1 and score > best_score + PLAINER * bool(dialect.skip_rows):
            best, best_score = dialect, score - PLAINER * bool(dialect.skip_rows)
    return best


def _judge(found: list[Record], delimiter: str, quote: str) -> tuple[Dialect, float]:
    widths = [len(record.cells) for record in found if record.cells]
    if not widths:
        return Dialect(delimiter, quote, 0, 1), 0.0
    wide = [width for width in widths if width > 1]
    usual = Counter(wide or widths).most_common(1)[0][0]
    titles = _titles(found, usual)
    body = [len(record.cells) for record in found[titles:] if record.cells]
    header_fits = 1.0 if body[0] == usual else 0.5
    score = header_fits * body.count(usual) / len(body)
    return Dialect(delimiter, quote, found[titles].line, usual), score


def _titles(found: list[Record], usual: int) -> int:
    """How many records stand above the header; none where one of them is too full for a title."""
    full = Counter(record.filled for record in found if len(record.cells) == usual)
    most = full.most_common(1)[0][0]
    for n, record in enumerate(found[: MOST_TITLES + 1]):
        below_blank = n + 1 < len(found) and not found[n + 1].filled
        if len(record.cells) >= usual and not _padded(record.filled, most, below_blank):
            return n
        if record.filled > TITLE_CELLS:
            return 0
    return 0


def _padded(filled: int, most: int, below_blank: bool) -> bool:
    """Whether a row of the table's width is a title that a spreadsheet filled up with empty cells:
    far emptier than the table's rows, or set apart from them by a blank line.
    """
    return 2 * filled < most or (below_blank and filled < most and filled <= TITLE_CELLS)


def _quote(text: str) -> str:
    lines = text.splitlines()[:200]
    single = sum(1 for line in lines if line.startswith("'") or ",'" in line or ";'" in line)
    return "'" if '"' not in text and single > len(lines) / 2 else '"'


def parse(text: str, delimiter: str, quote: str, most: int) -> list[list[str]]:
    """The cells of the first ``most`` records of delimited text that are not blank lines."""
    found = (record.cells for record in records(text, delimiter, quote, len(text)) if record.cells)
    return list(islice(found, most))


def records(text: str, delimiter: str, quote: str, most: int) -> Iterator[Record]:
    """The first ``most`` records of delimited text; a blank line is one without cells."""
    csv.field_size_limit(64 * 1024 * 1024)
    quoting: Literal[0, 3] = csv.QUOTE_MINIMAL if quote else csv.QUOTE_NONE
    reader = csv.reader(_lines(text), delimiter=delimiter, quotechar=quote or None, quoting=quoting)
    line = 0
    try:
        for row in islice(reader, most):
            yield Record(line, row)
            line = reader.line_num
    except csv.Error:
        return
