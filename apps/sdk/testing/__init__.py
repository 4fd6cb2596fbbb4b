"""What authors of plugins test with.

Settings for pytest are ``apps.sdk.testing.settings``, fixtures for pages and API
``apps.sdk.testing.fixtures``; engines are tested with :class:`EngineContractTests`, which needs
nothing of Django.
"""

from apps.engines.testing import EngineContractTests, MemoryContext, MemoryTable

__all__ = ["EngineContractTests", "MemoryContext", "MemoryTable"]
