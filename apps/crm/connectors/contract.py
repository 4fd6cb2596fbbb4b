"""The promise between the site and whatever speaks to another CRM system.

A connector is imported by web processes and workers and imports nothing heavy. It knows the other
system's API and nothing of this site's records: values come and go by the names of the fields
there. Settings are one pydantic model; its fields of the type ``SecretStr`` are sealed before they
are stored.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from typing import Any, ClassVar, Protocol
from urllib.parse import urlsplit

from pydantic import BaseModel, ConfigDict

from apps.core.messages import Message

KINDS = ("company", "contact", "lead")
"""In the order in which they are exchanged: a contact names its company."""


class SystemSettings(BaseModel):
    """Base of a connector's settings."""

    model_config = ConfigDict(extra="forbid", str_strip_whitespace=True)


class RemoteError(Exception):
    """The other system did not do what was asked; ``message`` says why."""

    def __init__(self, message: Message, status: int = 0) -> None:
        super().__init__(str(message))
        self.message = message
        self.status = status


class Unauthorised(RemoteError):
    """The other system does not let us in any more: somebody has to connect again."""


@dataclass(frozen=True)
class Reply:
    """An answer: ``data`` is its JSON, or None. ``headers`` have lower-case names."""

    status: int
    headers: Mapping[str, str]
    data: Any


class Api(Protocol):
    """Requests to the other system: public addresses only, bounded, tried again, logged in."""

    settings: Any

    def send(
        self,
        method: str,
        path: str,
        *,
        query: Sequence[tuple[str, str]] = (),
        json: Any = None,
        form: Mapping[str, str] | None = None,
        headers: Mapping[str, str] | None = None,
        accept: Sequence[int] = (),
        repeatable: bool | None = None,
    ) -> Reply:
        """See :meth:`apps.crm.connectors.http.Client.send`."""
        ...


@dataclass(frozen=True)
class Tokens:
    """What an OAuth server gave. ``refresh`` is empty where the former one stays; ``address`` is
    where the API is, if that is told.
    """

    access: str
    refresh: str = ""
    address: str = ""


@dataclass(frozen=True)
class RemoteField:
    """A field of the other system."""

    name: str
    label: str
    writable: bool = True


@dataclass(frozen=True)
class RemoteRow:
    """A record there. ``version`` is what a write must name, where the system asks for one."""

    id: str
    changed_at: datetime | None
    values: Mapping[str, Any] = field(default_factory=dict)
    deleted: bool = False
    version: str = ""


@dataclass(frozen=True)
class Page:
    """Some changed records, oldest first, and where to go on. ``more``: there are others now."""

    rows: Sequence[RemoteRow]
    cursor: str
    more: bool


@dataclass(frozen=True)
class Change:
    """What is to be written there. ``id`` is empty for a new record; ``own_id`` is ours."""

    own_id: str
    id: str
    values: Mapping[str, Any]
    version: str = ""


class Answer(StrEnum):
    """What became of a :class:`Change`."""

    CREATED = "created"
    UPDATED = "updated"
    EXISTS = "exists"  # it is there already: ``Written.row``
    STALE = "stale"  # changed there meanwhile: to be read again
    GONE = "gone"
    REFUSED = "refused"
    NOT_SENT = "not sent"  # an error came before: it is still to be sent


@dataclass(frozen=True)
class Written:
    """The answer for one change, in the order of the changes. ``row`` is the record that is there
    already, where the answer is 'exists'. ``missed`` are fields there that could not be written
    with the rest, for the reason ``problem``.
    """

    answer: Answer
    id: str = ""
    version: str = ""
    problem: Message | None = None
    row: RemoteRow | None = None
    missed: Sequence[str] = ()


class CrmConnector:
    """A system. Subclasses set the class attributes and define the methods.

    ``kinds`` are those of :data:`KINDS` that the system has; ``defaults`` map our fields to theirs,
    by kind. ``batch`` is how many changes ``write`` takes. Where ``tells_deletions`` is False,
    :meth:`gone` is asked for the records that are kept in step.
    """

    key: ClassVar[str]
    label: ClassVar[str]
    description: ClassVar[str] = ""
    Settings: ClassVar[type[SystemSettings]]
    kinds: ClassVar[tuple[str, ...]] = KINDS
    defaults: ClassVar[Mapping[str, Sequence[tuple[str, str]]]] = {}
    batch: ClassVar[int] = 100
    tells_deletions: ClassVar[bool] = False

    # --- letting us in -------------------------------------------------------
    def address(self, settings: Any) -> str:
        """Where the API is, without a slash at the end."""
        raise NotImplementedError

    def lacks(self, settings: Any) -> str:
        """The setting without which nobody would be let in, if it is missing."""
        return ""

    def uses_oauth(self, settings: Any) -> bool:
        """Whether a person has to agree on a page of the other system."""
        return False

    def authorise_url(self, settings: Any, redirect: str, state: str, challenge: str) -> str:
        """The page of the other system on which a person agrees (RFC 6749, section 4.1)."""
        raise NotImplementedError

    def exchange(self, api: Api, code: str, redirect: str, verifier: str) -> Tokens:
        """The tokens for a code."""
        raise NotImplementedError

    def refresh(self, api: Api, refresh: str) -> Tokens:
        """New tokens for a refresh token. Raises :class:`Unauthorised` where it is revoked."""
        raise NotImplementedError

    def headers(self, settings: Any, access: str) -> Mapping[str, str]:
        """The headers by which the API knows us."""
        return {"authorization": f"Bearer {access}"}

    def account(self, api: Api) -> str:
        """Whose account it is, in a few words. Raises :class:`RemoteError`."""
        raise NotImplementedError

    def identity(self, api: Api) -> str:
        """What tells the account from every other for good, such as its number there: ids of
        records mean something in it alone. Where a system has one account, its address does.
        """
        where = urlsplit(self.address(api.settings))
        return f"{where.netloc}{where.path}".lower()

    # --- records -------------------------------------------------------------
    def fields(self, api: Api, kind: str) -> list[RemoteField]:
        """The fields that records of the kind have there."""
        raise NotImplementedError

    def changed_since(self, api: Api, kind: str, cursor: str, names: Sequence[str]) -> Page:
        """Records that were changed since ``cursor`` ('' for all), with the fields ``names``. A
        record may come more than once; none may be left out.
        """
        raise NotImplementedError

    def gone(self, api: Api, kind: str, ids: Sequence[str]) -> set[str]:
        """Those of the ids (at most 100) whose records are not there any more."""
        return set()

    def write(self, api: Api, kind: str, changes: Sequence[Change]) -> list[Written]:
        """Make and change at most ``batch`` records; an answer for each, in their order. Raises
        :class:`RemoteError` only while nothing was written: see ``answering.in_order``.
        """
        raise NotImplementedError

    def delete(self, api: Api, kind: str, ids: Sequence[str]) -> list[Written]:
        """Delete at most ``batch`` records; what is gone already is gone."""
        raise NotImplementedError
