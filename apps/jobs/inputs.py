"""How a job takes an input without knowing which room it comes from.

``datasets`` (and later ``feedback``) register a provider for their kind of input.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any, Protocol

from apps.core.registry import Registry
from apps.engines.contract import InputProfile


class InputProvider(Protocol):
    """Turns (kind, id) into something that a child can open."""

    kind: str

    def profile(self, user: Any, project_id: Any, input_id: str) -> InputProfile:
        """What is known of the input. ``LookupError`` if it is not this project's or not seen."""
        ...

    def choices(self, project_id: Any) -> list[InputProfile]:
        """The inputs of this kind that a form may offer, newest first."""
        ...

    def materialise(self, project_id: Any, input_id: str) -> Path:
        """A local file for the child to open (a cached copy when storage is remote)."""
        ...

    def format(self, input_id: str) -> str:
        """How the file is to be read: 'parquet' or 'raw'."""
        ...


providers: Registry[InputProvider] = Registry("input provider")
