"""Every kind of thing that can happen here: what it is called, and what a webhook says of it.

Each room registers its kinds in ``AppConfig.ready`` (its ``kinds.py``), and so does a plugin.
``happenings.report`` takes no kind that is not listed.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from django.utils.translation import gettext

from apps.core.registry import Registry

_KEY = re.compile(r"[a-z][a-z0-9_]*(\.[a-z][a-z0-9_]*){2}")
_SAMPLE_ID = "0d3b1f6a-7c1e-4c5e-9a54-2f1f5c1a7b10"
_SAMPLE_PROJECT = "5f0c7a52-93a4-4c0d-8f3b-6f0f3f7f6a01"
_JSON_TYPES = {bool: "boolean", int: "integer", float: "number", list: "array", dict: "object"}


@dataclass(frozen=True)
class Subject:
    """What a kind happens to: the model's label, and where REST gives the row.

    ``route`` is the name of its API route within the project, ``argument`` the route's argument
    that takes the row's id; both '' for rows that have no address or are gone.
    """

    model: str = ""
    route: str = ""
    argument: str = ""

    def __post_init__(self) -> None:
        if bool(self.route) != bool(self.argument):
            raise ValueError(f"'{self.model}' names a route and its argument, or neither")


NOTHING = Subject()


@dataclass(frozen=True)
class EventKind:
    """One kind, ``room.noun.verb`` with the verb in the past tense.

    ``label`` is English and marked for translation. ``webhook`` offers it to subscribers; what
    they get is thin: ids, an address to fetch the rest from, and the few ``fields`` named here.
    """

    key: str
    label: str
    webhook: bool = False
    subject: Subject = NOTHING
    fields: Mapping[str, Any] = field(default_factory=dict)  # member of the payload → an example

    def __post_init__(self) -> None:
        if not _KEY.fullmatch(self.key):
            raise ValueError(f"'{self.key}' is not of the form room.noun.verb")

    @property
    def name(self) -> str:
        """What it is called, in the reader's language."""
        return gettext(self.label)

    def payload(self, data: Mapping[str, Any], timestamp: str) -> dict[str, Any]:
        """The body of a webhook. ``timestamp`` is ISO 8601."""
        return {"type": self.key, "timestamp": timestamp, "data": dict(data)}

    def example(self) -> dict[str, Any]:
        """A body as a receiver gets it."""
        data = {
            "project": _SAMPLE_PROJECT,
            "subject": self.subject.model,
            "id": _SAMPLE_ID,
            "url": None,
            **self.fields,
        }
        if self.subject.route:
            data["url"] = (
                f"https://lepton.example/api/v1/projects/{_SAMPLE_PROJECT}/…/{_SAMPLE_ID}/"
            )
        return self.payload(data, "2026-01-31T09:30:00Z")

    def schema(self) -> dict[str, Any]:
        """JSON Schema (2020-12) of the body."""
        members: dict[str, Any] = {
            "project": {"type": "string", "format": "uuid"},
            "subject": {"type": "string"},
            "id": {"type": "string"},
            "url": {"type": ["string", "null"], "format": "uri"},
        }
        for key, example in self.fields.items():
            members[key] = {"type": [_JSON_TYPES.get(type(example), "string"), "null"]}
        return {
            "type": "object",
            "required": ["type", "timestamp", "data"],
            "properties": {
                "type": {"const": self.key},
                "timestamp": {"type": "string", "format": "date-time"},
                "data": {"type": "object", "required": list(members), "properties": members},
            },
        }


kinds: Registry[EventKind] = Registry("event kind")


def add(items: Iterable[EventKind], *, owner: str) -> None:
    """Register kinds; a key that another package has is an error that names both."""
    for item in items:
        kinds.register(item.key, item, owner=owner)


def get(key: str) -> EventKind | None:
    return kinds.get(key)


def name_of(key: str) -> str:
    """What a kind is called, in the reader's language.

    A row may be older than the catalogue: a kind that is no longer listed shows its key.
    """
    kind = kinds.get(key)
    return kind.name if kind else key


def for_webhooks() -> list[EventKind]:
    """What can be subscribed to, in the order of the keys."""
    return sorted((kind for kind in kinds if kind.webhook), key=lambda kind: kind.key)
