"""How much the server takes on, as the settings say."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Limits:
    """Bytes, seconds and counts. What is asked beyond them is turned away in words."""

    memory: int  # of all loaded models together
    idle: float  # after so long without a request a model is let go
    queue_rows: int = 2000  # that wait for one model
    queue_requests: int = 200
    batch_rows: int = 64  # that are predicted together
    window: float = 0.003  # for how long a busy model's batch is gathered
    answer: float = 30.0  # for which a batch may keep its process busy
    load: float = 120.0
    loads: int = 2  # models that are loaded at once
    request_rows: int = 500
    request_bytes: int = 1024 * 1024
    wait: float = 10.0  # at most, for one answer
    connections: int = 256
    look: float = 5.0  # between two looks at memory, idleness and deleted models
