"""What was found in a file, and what a person decided to do with it."""

from __future__ import annotations

from typing import Literal

from pydantic import BaseModel, Field

from apps.core.messages import Message
from apps.datasets.tabular.schema import Kind, StoredColumn

FileFormat = Literal["csv", "jsonl", "parquet", "xlsx"]
# What tables of other countries write: German 'keine Angabe', 'nicht verfügbar', 'entfällt'; French
# 'non disponible', 'non communiqué', Spanish and Portuguese 'sin datos', 'sem informação', Italian
# 'non disponibile', Dutch 'niet bekend', 'niet van toepassing', Polish 'brak danych', Russian
# 'нет данных', Turkish 'veri yok'.
NATIONAL_WORDS = (
    *("k. A.", "k.A.", "k.a.", "k. a.", "n. v.", "n.v.", "entf.", "keine Angabe", "n/v"),
    *("n.d.", "n.d", "n. d.", "N.D.", "nd", "ND", "n/d", "N/D", "n.c.", "N.C.", "s.o."),
    *("s/d", "S/D", "s.d.", "s/i", "S/I", "n.b.", "n.v.t.", "b.d.", "bd.", "н/д", "Н/Д", "н.д."),
    *("нет данных", "veri yok", "N.A.", "n. a.", "N. A.", "不详", "不適用", "不适用", "暂无"),
    *("暂缺", "無", "データなし", "不明", "該当なし", "없음", "해당없음"),
)
NUMBER_WORDS = (
    *("", "-", "--", "–", "—", ".", "..", "...", "…", "n/a", "N/A", "n.a.", "NA", "na", "#N/A"),
    *("null", "NULL", "Null", "None", "none", "nan", "NaN", "NAN", "(blank)", "?", "*"),
    *("无", "缺失", "missing", "Missing", "unknown", "Unknown", *NATIONAL_WORDS),
)
# Fewer in columns of text, where 'ND' is North Dakota and '无' an answer.
TEXT_WORDS = (
    *("", "n/a", "N/A", "n.a.", "N.A.", "NA", "#N/A", "null", "NULL", "NaN", "..", "-", "(blank)"),
    *("k. A.", "k.A.", "keine Angabe", "н/д", "нет данных", "暂无", "缺失"),
)


class ColumnPlan(BaseModel):
    """How one column of the file is read. ``source`` is its name in the file.

    ``countries`` maps a spelling of the file to ISO-3, or to '' for missing.
    """

    position: int
    source: str
    name: str = Field(min_length=1, max_length=120)
    include: bool = True
    kind: Kind = "text"
    unit: str = Field(default="", max_length=40)
    decimal: Literal[".", ","] = "."
    thousands: Literal["", ",", ".", " ", "'"] = ""
    date_format: str = ""
    percent_as: Literal["points", "fraction"] = "points"
    missing: list[str] = list(TEXT_WORDS)
    countries: dict[str, str] = {}

    def stored(self) -> StoredColumn:
        unit = self.unit
        if self.kind == "percent":
            unit = "%" if self.percent_as == "points" else ""
        return StoredColumn(name=self.name, kind=self.kind, unit=unit)


class Plan(BaseModel):
    """Everything that an import needs besides the file."""

    format: FileFormat
    encoding: str = "utf-8"
    delimiter: str = ","
    quote: str = '"'
    header: bool = True
    skip_rows: int = 0
    sheet: str = ""
    columns: list[ColumnPlan] = []
    on_bad: Literal["reject", "missing"] = "reject"
    aggregates: Literal["exclude", "keep"] = "exclude"
    key: list[str] = []
    duplicates: Literal["keep", "reject"] = "keep"

    def included(self) -> list[ColumnPlan]:
        return [column for column in self.columns if column.include]


class Finding(BaseModel):
    """Something a person should know before importing; ``column`` is a position or None."""

    code: str
    message: Message
    column: int | None = None
    severity: Literal["info", "warn"] = "info"


class CountryReview(BaseModel):
    """A spelling that was not matched for certain. ``candidates`` are ISO-3 codes, best first."""

    column: int
    value: str
    rows: int
    match: str = ""
    confidence: float = 0.0
    candidates: list[str] = []
    aggregate: bool = False


class Inspection(BaseModel):
    """The answer of the inspect engine. ``sample`` holds the first rows as they are in the file."""

    plan: Plan
    evidence: Message
    findings: list[Finding] = []
    reviews: list[CountryReview] = []
    sheets: list[str] = []
    native: dict[int, str] = {}  # position → stored type, for files that carry types
    sample: list[list[str | None]] = []
    sampled_rows: int = 0
    complete: bool = False  # the sample is the whole file
    rows_estimate: int = 0
