"""What the collections of rooms declare, and what becomes of a record that is sent."""

from __future__ import annotations

import uuid
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any

from apps.core.messages import Message
from apps.projects.domain.errors import Refused
from apps.projects.domain.together import Together
from apps.projects.models import Project, Role

Key = tuple[str, str]
"""(system, id) of a record elsewhere."""


class Status(StrEnum):
    """What became of one record of a batch."""

    CREATED = "created"
    UPDATED = "updated"
    UNCHANGED = "unchanged"
    ERROR = "error"


@dataclass(frozen=True)
class Draft:
    """One record as it is sent: who is meant, and the fields that are to have these values.

    Meant is the row ``pk``, or the one that ``key`` names, or a new one. ``references`` replaces
    what the record is called elsewhere; None leaves it. ``index`` is its place for the caller.
    """

    values: Mapping[str, Any]
    index: int = 0
    pk: uuid.UUID | None = None
    key: Key | None = None
    references: frozenset[Key] | None = None


@dataclass(frozen=True)
class Outcome:
    """What became of the draft of this ``index``: its row, or why not."""

    index: int
    status: Status
    row: Any = None
    error: Refused | None = None


@dataclass(frozen=True)
class Apart:
    """Rows of a kind that must not get in each other's way, as dates that may not overlap: ``rows``
    are those of a project, ``check`` raises :class:`Refused` for a row beside the others.
    """

    rows: Callable[[Project], Iterable[Any]]
    check: Callable[[Any, Iterable[Any]], None]


@dataclass(frozen=True)
class RecordKind:
    """How a room's collection is written.

    ``noun`` is the happening without its verb ('crm.contact'). ``prepare`` turns the values of
    all drafts into field values (owners and other rows looked up at once, ``unique`` ones as they
    are stored); in the place of a draft that cannot be it puts the refusal. ``settle`` normalises
    a row whose fields are set and raises :class:`Refused`. ``unique`` maps a field that no two
    rows of a project share to its sentence; ``together`` is the same for several. ``derived``
    columns follow from the fields: ``settle`` sets them; they are stored, and told to nobody.
    ``writes`` is the role that makes and changes records. ``apart`` looks at a row beside all
    others, those of the same batch included.

    ``held`` are those of ``fields`` that are no columns but rows of a table of links, each with the
    relation that holds them. The model has a property of each; ``hold`` stores what it says, for
    the rows that were made or changed.
    """

    model: type[Any]  # a SyncedModel
    reference: type[Any]  # its ExternalReference
    noun: str
    fields: tuple[str, ...]
    related: tuple[str, ...]
    prepare: Callable[[Project, Sequence[Draft]], Sequence[Mapping[str, Any] | Refused]]
    settle: Callable[[Any], None]
    unique: Mapping[str, Message] = field(default_factory=dict)
    together: Together | None = None
    derived: tuple[str, ...] = ()
    writes: Role = Role.ANALYST
    held: Mapping[str, str] = field(default_factory=dict)
    hold: Callable[[Sequence[Any]], None] | None = None
    apart: Apart | None = None


class Taken(Refused):
    """Another record is in the way."""

    def __init__(self, message: Message, *, field: str, existing: Any) -> None:
        super().__init__(message, field=field)
        self.existing = existing
