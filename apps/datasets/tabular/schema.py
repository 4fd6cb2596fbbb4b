"""How a column is described and stored."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, Literal

from pydantic import BaseModel

from apps.engines.contract import Dtype

Kind = Literal[
    "number", "integer", "percent", "currency", "date", "datetime", "boolean", "text", "country"
]
DTYPES: dict[Kind, Dtype] = {
    "number": "number",
    "integer": "integer",
    "percent": "number",
    "currency": "number",
    "date": "date",
    "datetime": "datetime",
    "boolean": "boolean",
    "text": "text",
    "country": "text",
}
NUMERIC: tuple[Dtype, ...] = ("number", "integer")
ROW_GROUP_ROWS = 131_072


class StoredColumn(BaseModel):
    """A column as it is kept: ``kind`` says what its values mean, ``dtype`` how they are stored."""

    name: str
    kind: Kind
    unit: str = ""

    @property
    def dtype(self) -> Dtype:
        return DTYPES[self.kind]

    @property
    def is_numeric(self) -> bool:
        return self.dtype in NUMERIC


def arrow_type(dtype: Dtype) -> Any:
    """The ``pyarrow`` type that stores ``dtype``."""
    import pyarrow as pa  # not needed to start the web process

    return {
        "number": pa.float64(),
        "integer": pa.int64(),
        "boolean": pa.bool_(),
        "text": pa.string(),
        "date": pa.date32(),
        "datetime": pa.timestamp("us"),
    }[dtype]


def arrow_schema(columns: Sequence[StoredColumn]) -> Any:
    """The ``pyarrow`` schema, with kind and unit kept in each field's metadata."""
    import pyarrow as pa

    return pa.schema(
        pa.field(
            column.name,
            arrow_type(column.dtype),
            metadata={"lepton.kind": column.kind, "lepton.unit": column.unit},
        )
        for column in columns
    )
