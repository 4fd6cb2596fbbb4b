"""``python -m apps.feedback.surveys.sav``: a table with its labels as JSON in, an SPSS file out.

A process of its own keeps pyreadstat and polars out of the web process, and gives their memory back
at once.
"""

from __future__ import annotations

import sys
import tempfile
from datetime import date, datetime
from pathlib import Path
from typing import Any

from pydantic import BaseModel


class Variable(BaseModel):
    """``kind``: number, text, day or moment (ISO 8601). ``labels``: code → what it means."""

    name: str
    label: str
    kind: str = "number"
    measure: str = "nominal"
    labels: dict[int, str] = {}
    missing: list[int] = []
    values: list[Any] = []


class Sheet(BaseModel):
    """A file: its label and its variables, all of one length."""

    label: str
    variables: list[Variable]


def written(sheet: Sheet) -> bytes:
    """The file's bytes (SPSS system file, compressed by bytes)."""
    import polars as pl  # in this process only
    import pyreadstat

    kinds: dict[str, Any] = {
        "number": pl.Float64, "text": pl.String, "day": pl.Date, "moment": pl.Datetime("us"),
    }  # fmt: skip
    frame = pl.DataFrame([
        pl.Series(one.name, [_value(one.kind, value) for value in one.values], kinds[one.kind])
        for one in sheet.variables
    ])  # fmt: skip
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "answers.sav"
        pyreadstat.write_sav(
            frame,
            str(path),
            file_label=sheet.label,
            column_labels={one.name: one.label for one in sheet.variables},
            variable_value_labels={one.name: one.labels for one in sheet.variables if one.labels},
            missing_ranges={one.name: one.missing for one in sheet.variables if one.missing},
            variable_measure={one.name: one.measure for one in sheet.variables},
        )
        return path.read_bytes()


def _value(kind: str, value: Any) -> Any:
    if kind == "text":
        return "" if value is None else str(value)
    if value is None or kind == "number":
        return value
    return date.fromisoformat(value) if kind == "day" else datetime.fromisoformat(value)


if __name__ == "__main__":
    sys.stdout.buffer.write(written(Sheet.model_validate_json(sys.stdin.buffer.read())))
