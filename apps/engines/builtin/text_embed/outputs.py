"""The tables that a run leaves behind, told before it runs. Imports nothing heavy."""

from __future__ import annotations

from apps.core.messages import mark
from apps.engines.contract import ColumnProfile, OutputTable

COMPONENTS = "components.parquet"
EMBEDDINGS = "embeddings.parquet"


def names(count: int) -> list[str]:
    """The columns of principal components."""
    return [f"component {number}" for number in range(1, count + 1)]


def components(count: int) -> OutputTable:
    """Row of the table and principal components."""
    return OutputTable(
        name=COMPONENTS,
        label=mark("Principal components of the texts"),
        columns=[
            ColumnProfile(name="row", dtype="integer"),
            *(ColumnProfile(name=name, dtype="number") for name in names(count)),
        ],
    )
