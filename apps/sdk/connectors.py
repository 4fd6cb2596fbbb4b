"""What connectors are made of. Imported by the child too, where Django is not set up."""

from apps.datasets.sources.contract import (
    Connector,
    ConnectorSettings,
    FetchContext,
    Fetched,
    Unchanged,
)
from apps.datasets.sources.records import write_rows
from apps.datasets.tabular.schema import StoredColumn

__all__ = [
    "Connector",
    "ConnectorSettings",
    "FetchContext",
    "Fetched",
    "StoredColumn",
    "Unchanged",
    "write_rows",
]
