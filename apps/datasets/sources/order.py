"""What a child is told of its fetch: one file, written for one attempt and removed as it is read.

It holds the opened secrets, so that it is readable by the site's own user alone and lies nowhere
for longer than it takes the child to start.
"""

from __future__ import annotations

import os
from pathlib import Path
from typing import Any

from pydantic import BaseModel

from apps.core.outbound import Gate
from apps.core.reach import read_networks
from apps.datasets.tabular.plan import Plan


class Order(BaseModel):
    """``connector`` is 'package.module:Class'; ``settings`` hold secrets as they are."""

    connector: str
    settings: dict[str, Any]
    plan: Plan | None = None
    known: dict[str, str] = {}
    digest: str = ""
    allow: list[str] = []
    ports: list[int] = []

    @property
    def gate(self) -> Gate:
        return Gate(read_networks(self.allow), frozenset(self.ports))


def write(order: Order, path: Path) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    path.unlink(missing_ok=True)  # of an attempt whose child never started
    with os.fdopen(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w") as file:
        file.write(order.model_dump_json())
    return path


def take(path: Path) -> Order:
    """Read it once."""
    try:
        return Order.model_validate_json(path.read_bytes())
    finally:
        path.unlink(missing_ok=True)
