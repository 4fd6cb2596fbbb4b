"""How a result is computed again outside Lepton: what an engine says for the report's notebook.

A manifest names a function, ``Engine.notebook = "package.module:function"``. It is called in the
web process with an :class:`Asked`, imports nothing heavy, and returns instances of :class:`Step`:
sentences, and Python that uses public packages alone. ``data/<slot>.parquet`` beside the notebook
is the version of the data that the run read. The last step compares with what is stored and raises
where it differs. An engine that names none gets a notebook that shows its stored result.
"""

from __future__ import annotations

import importlib
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from apps.core.messages import Message
from apps.engines.contract import Engine


@dataclass(frozen=True)
class Asked:
    """A run as it is stored. ``roles``: slot → role → names of columns."""

    params: Mapping[str, Any]
    roles: Mapping[str, Mapping[str, Sequence[str]]]
    summary: Mapping[str, Any]
    seed: int = 0


@dataclass(frozen=True)
class Step:
    """Words in the reader's language, then the code that they speak of; one of them may be empty.

    Whatever people wrote (names of columns, texts) goes into ``code`` through ``repr`` only.
    """

    text: Message | None = None
    code: str = ""


Writer = Callable[[Asked], Sequence[Step]]


def steps_of(engine: Engine, asked: Asked) -> Sequence[Step]:
    """Nothing where the engine says nothing of notebooks."""
    if not engine.notebook:
        return ()
    module, _, name = engine.notebook.partition(":")
    writer: Writer = getattr(importlib.import_module(module), name)
    return writer(asked)
