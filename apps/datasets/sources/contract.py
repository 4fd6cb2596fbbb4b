"""The promise between the site and whatever fetches data from elsewhere.

A connector's class is imported by the web process and imports nothing heavy; ``fetch`` runs in a
job's child process, without Django and without the database. Settings are one pydantic model, from
which form, REST shape and messages come. Its fields of the type ``SecretStr`` are sealed before
they are stored and opened for the child alone.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, ClassVar, Literal, Protocol

from pydantic import BaseModel, ConfigDict, SecretStr

from apps.core.messages import Message, msg
from apps.core.outbound import Gate
from apps.datasets.tabular.plan import Plan
from apps.engines.contract import Issue, Refusal

MOST_BYTES = 512 * 1024**2  # of one fetch, unpacked
PREVIEW_ROWS = 200


class ConnectorSettings(BaseModel):
    """Base of a connector's settings."""

    model_config = ConfigDict(extra="forbid", str_strip_whitespace=True)


class Unchanged(Exception):
    """Raised by ``fetch`` when the source says that nothing has changed since the last fetch."""


@dataclass(frozen=True)
class Download:
    """An answer whose body lies in ``path``, unpacked. ``headers`` have lower-case names."""

    path: Path
    status: int
    headers: Mapping[str, str]
    url: str
    size: int

    @property
    def media_type(self) -> str:
        """'text/csv', without its parameters."""
        return self.headers.get("content-type", "").partition(";")[0].strip().lower()


class Http(Protocol):
    """Requests over the site's own door: public addresses only, bounded, tried again."""

    def get(
        self,
        url: str,
        *,
        headers: Mapping[str, str] | None = None,
        private: Mapping[str, str] | None = None,
        accept: tuple[int, ...] = (200,),
        limit: int = MOST_BYTES,
    ) -> Download:
        """See :meth:`apps.datasets.sources.http.Http.get`."""
        ...


class FetchContext(Protocol):
    """What ``fetch`` may do besides computing.

    ``known`` is what the last fetch whose table is still the newest left as ``validators``; empty
    where a fresh table is wanted. ``preview`` asks for the first rows alone.
    """

    folder: Path
    http: Http
    gate: Gate
    known: Mapping[str, str]
    preview: bool

    def log(self, text: str, level: Literal["info", "warning", "error"] = "info") -> None: ...

    def progress(self, done: float, total: float, note: Message | None = None) -> None: ...

    def check_cancelled(self) -> None:
        """Raise if the fetch should end now. Call it at least once a second."""
        ...


@dataclass(frozen=True)
class Fetched:
    """What came: a file below ``ctx.folder``.

    ``plan`` says how it is read; None has it found out from the file, where ``options`` fix some
    of that (``encoding``, ``delimiter``, ``header``, ``skip_rows``, ``sheet``); ``exact``: it tells
    missing from text by itself, so 'NA' is a value. ``address`` is where it came from and
    ``details`` what else tells its origin, both without secrets: every member of the project reads
    them. ``validators`` are handed to the next fetch as ``ctx.known``.
    """

    path: Path
    address: str
    plan: Plan | None = None
    options: Mapping[str, Any] = field(default_factory=dict)
    exact: bool = False
    details: Mapping[str, str] = field(default_factory=dict)
    validators: Mapping[str, str] = field(default_factory=dict)


class Connector:
    """One way to fetch a table. ``key`` is stored with each source and stays the same for ever.

    ``label`` and ``description`` are marked texts. ``packages`` are named in the provenance with
    their versions.
    """

    key: ClassVar[str]
    version: ClassVar[str]
    label: ClassVar[str]
    description: ClassVar[str] = ""
    icon: ClassVar[str] = "plug"
    Settings: ClassVar[type[ConnectorSettings]] = ConnectorSettings

    def address(self, settings: Any) -> str:
        """Where the data comes from, for people. No secrets."""
        raise NotImplementedError

    def origin(self, settings: Any) -> str:
        """Whom the secrets are told: scheme, host and port. A change asks for them anew."""
        raise NotImplementedError

    def check(self, settings: Any) -> Sequence[Issue]:
        """What is wrong with settings that are valid one by one; asked before they are stored."""
        return []

    def fetch(self, ctx: FetchContext, settings: Any) -> Fetched:
        """Fetch the table. Raises :class:`Unchanged`, or :class:`Refusal` with a sentence for what
        the person can change; ``OutboundError`` of ``ctx.http`` may pass through.
        """
        raise NotImplementedError


def secret_names(model: type[BaseModel]) -> set[str]:
    """The fields that are sealed and never shown."""
    properties = model.model_json_schema().get("properties", {})
    return {name for name, spec in properties.items() if _is_secret(spec)}


def _is_secret(spec: Mapping[str, Any]) -> bool:
    parts = [spec, *spec.get("anyOf", [])]
    return any(part.get("writeOnly") or part.get("format") == "password" for part in parts)


def reveal(secret: Any) -> str:
    """The text of a ``SecretStr`` or of what is secret by its schema alone; '' for none."""
    return str(secret.get_secret_value() if isinstance(secret, SecretStr) else secret or "")


def no_rows() -> Refusal:
    """What every connector says of an empty answer."""
    return Refusal(
        msg("The source answered, but with no rows."),
        fix=msg("Check the settings: the filter may leave nothing over."),
    )
