"""What the servers that stand for other CRM systems have in common."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from typing import Any
from urllib.parse import parse_qsl, urlsplit

from tests.receiver import Got, Receiver, Say

BEGIN = datetime(2026, 1, 5, 8, 0, 0, tzinfo=UTC)


@dataclass(frozen=True)
class Asked:
    """A request, read."""

    method: str
    path: str
    query: list[tuple[str, str]]
    headers: dict[str, str]
    data: Any

    def param(self, name: str, default: str = "") -> str:
        return dict(self.query).get(name, default)


def read(got: Got) -> Asked:
    parts = urlsplit(got.path)
    data: Any = None
    if "json" in got.headers.get("content-type", ""):
        data = json.loads(got.body)
    elif got.body:
        data = dict(parse_qsl(got.body.decode()))
    query = parse_qsl(parts.query, keep_blank_values=True)
    return Asked(got.method, parts.path, query, got.headers, data)


def say(data: Any, status: int = 200, **headers: str) -> Say:
    named = {name.replace("_", "-"): text for name, text in headers.items()}
    body = b"" if data is None else json.dumps(data).encode()
    return Say(status, body, {"content-type": "application/json", **named})


@dataclass
class Vendor:
    """Rows in memory, a clock that a test moves, answers that a test puts in front (``first``)."""

    receiver: Receiver
    rows: dict[str, dict[str, dict[str, Any]]] = field(default_factory=dict)
    asked: list[Asked] = field(default_factory=list)
    first: list[Callable[[Asked], Say | None]] = field(default_factory=list)
    now: datetime = BEGIN
    number: int = 0

    def __post_init__(self) -> None:
        self.receiver.answer = self._answer

    @property
    def url(self) -> str:
        return f"http://{self.receiver.host}:{self.receiver.port}"

    def _answer(self, got: Got) -> Say:
        asked = read(got)
        self.asked.append(asked)
        for other in list(self.first):
            said = other(asked)
            if said is not None:
                self.first.remove(other)
                return said
        return self.answer(asked)

    def answer(self, asked: Asked) -> Say:
        raise NotImplementedError

    def next_id(self) -> str:
        self.number += 1
        return str(self.number)

    def tick(self, **gap: float) -> datetime:
        """A later moment."""
        self.now += timedelta(**(gap or {"seconds": 1}))
        return self.now

    def writes(self) -> list[Asked]:
        """What changed something there."""
        reading = ("/search", "/batch/read", "/oauth2/token", "/oauth/v1/token")
        return [one for one in self.asked if one.method != "GET" and not one.path.endswith(reading)]
