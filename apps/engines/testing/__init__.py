"""What authors of engines test with: an input in memory, a recording context, a contract suite.

Subclass :class:`EngineContractTests` in a pytest module, give it an engine and a good example,
and every promise of the contract is tested. Needs pytest and numpy; nothing of Django.
"""

from apps.engines.testing.doubles import MemoryContext, MemoryTable
from apps.engines.testing.suite import EngineContractTests

__all__ = ["EngineContractTests", "MemoryContext", "MemoryTable"]
