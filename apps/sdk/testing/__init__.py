"""What authors of plugins test with.

Settings for pytest are ``apps.sdk.testing.settings``, fixtures for pages and API
``apps.sdk.testing.fixtures``; engines are tested with :class:`EngineContractTests`, connectors with
:class:`ConnectorContractTests`, which need nothing of Django.
"""

from apps.datasets.sources.testing import Canned, ConnectorContractTests
from apps.engines.testing import EngineContractTests, MemoryContext, MemoryTable

__all__ = [
    "Canned",
    "ConnectorContractTests",
    "EngineContractTests",
    "MemoryContext",
    "MemoryTable",
]
