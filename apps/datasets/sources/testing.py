"""The promises of the connector contract as tests that any connector's author can run.

No network is needed: :class:`CannedHttp` answers from a function, and tells what was asked.
"""

from __future__ import annotations

import importlib
import os
import subprocess
import sys
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, ClassVar, Literal

import pytest
from pydantic import SecretStr, ValidationError

from apps.core.messages import Message
from apps.core.outbound import Answer, Gate, OutboundError
from apps.datasets.sources import http
from apps.datasets.sources.contract import (
    Connector,
    Download,
    Fetched,
    Http,
    Unchanged,
    reveal,
    secret_names,
)
from apps.datasets.sources.fetching import inspected
from apps.datasets.tabular.importing import Outcome, run_import
from apps.engines.contract import Cancelled, Refusal

HEAVY = ("numpy", "scipy", "torch", "pandas", "polars", "pyarrow", "sklearn", "psycopg")
WEB_PAGE = b"<!DOCTYPE html><html><body>Please log in</body></html>"


@dataclass(frozen=True)
class Canned:
    """An answer of a service that is not there."""

    body: bytes = b""
    status: int = 200
    headers: Mapping[str, str] = field(default_factory=dict)


@dataclass
class CannedHttp:
    """``ctx.http`` that asks nobody. ``asked`` holds (address, headers, private headers)."""

    folder: Path
    answer: Callable[[str, Mapping[str, str]], Canned]
    asked: list[tuple[str, dict[str, str], dict[str, str]]] = field(default_factory=list)

    def get(
        self,
        url: str,
        *,
        headers: Mapping[str, str] | None = None,
        private: Mapping[str, str] | None = None,
        accept: tuple[int, ...] = (200,),
        limit: int = 0,
    ) -> Download:
        self.asked.append((url, dict(headers or {}), dict(private or {})))
        said = self.answer(url, headers or {})
        given = {name.lower(): value for name, value in said.headers.items()}
        if said.status not in accept:
            raise http.refused(Answer(said.status, given, b"", False, url, 0.0))
        path = self.folder / f"body-{len(self.asked)}"
        path.write_bytes(said.body)
        return Download(path, said.status, given, url, len(said.body))


class MemoryFetch:
    """``ctx`` of a fetch in this process."""

    def __init__(self, folder: Path, answer: Callable[[str, Mapping[str, str]], Canned]) -> None:
        folder.mkdir(parents=True, exist_ok=True)
        self.folder = folder
        self.gate = Gate((), {80, 443})
        self.asked = CannedHttp(folder, answer)
        self.http: Http = self.asked
        self.known: Mapping[str, str] = {}
        self.preview = False
        self.cancelled = False
        self.lines: list[str] = []

    def log(self, text: str, level: Literal["info", "warning", "error"] = "info") -> None:
        self.lines.append(text)

    def progress(self, done: float, total: float, note: Message | None = None) -> None:
        self.check_cancelled()

    def check_cancelled(self) -> None:
        if self.cancelled:
            raise Cancelled


class ConnectorContractTests:
    """Subclass it with ``connector``, valid ``settings`` and :meth:`answer`.

    ``bad_settings`` are each refused by the model. ``secrets`` are settings that hold a secret,
    where the connector has any: what a fetch with them leaves behind is searched for it.
    ``speaks_http`` is false of connectors that do not use ``ctx.http``; override :meth:`context`.
    """

    connector: ClassVar[Connector]
    settings: ClassVar[Mapping[str, Any]] = {}
    bad_settings: ClassVar[Sequence[Mapping[str, Any]]] = ()
    secrets: ClassVar[Mapping[str, Any]] = {}
    speaks_http: ClassVar[bool] = True

    def answer(self, url: str, headers: Mapping[str, str]) -> Canned:
        """What the service says to a request of the example."""
        raise NotImplementedError

    # --- helpers ------------------------------------------------------------------------------
    def context(self, folder: Path, answer: Callable[..., Canned] | None = None) -> MemoryFetch:
        return MemoryFetch(folder, answer or self.answer)

    def given(self, **more: Any) -> Any:
        return self.connector.Settings.model_validate({**self.settings, **more})

    def fetch(self, ctx: MemoryFetch, **more: Any) -> Fetched:
        return self.connector.fetch(ctx, self.given(**more))

    def stored(self, folder: Path, **more: Any) -> tuple[Fetched, Outcome]:
        """The fetch and what the site would store of it."""
        fetched = self.fetch(self.context(folder / "fetch"), **more)
        out = folder / "out"
        out.mkdir()
        return fetched, run_import(fetched.path, inspected(fetched).plan, out)

    # --- the class ----------------------------------------------------------------------------
    def test_it_imports_nothing_heavy(self) -> None:
        module = type(self.connector).__module__
        code = (
            f"import sys, importlib; importlib.import_module({module!r});"
            f" print([name for name in {HEAVY!r} if name in sys.modules])"
        )
        paths = os.pathsep.join(path for path in sys.path if path)
        done = subprocess.run(
            [sys.executable, "-c", code],
            capture_output=True, text=True, check=False,
            env={**os.environ, "PYTHONPATH": paths},
        )  # fmt: skip
        assert done.returncode == 0, done.stderr
        assert done.stdout.strip() == "[]", f"{module} imports {done.stdout.strip()}"

    def test_it_is_complete_and_can_be_found_again(self) -> None:
        for name in ("key", "version", "label"):
            assert getattr(self.connector, name), f"{name} is empty"
        kind = type(self.connector)
        found = getattr(importlib.import_module(kind.__module__), kind.__qualname__)
        assert isinstance(found(), kind), "the class takes no arguments"

    def test_every_setting_has_a_title(self) -> None:
        fields = self.connector.Settings.model_fields
        assert [name for name, info in fields.items() if not info.title] == []

    def test_secrets_are_known_as_such(self) -> None:
        named = ("secret", "password", "token", "api_key")
        known = secret_names(self.connector.Settings)
        fields = self.connector.Settings.model_fields
        open_ones = [name for name in fields if name in named and name not in known]
        assert not open_ones, f"use SecretStr for {open_ones}"

    def test_bad_settings_are_refused(self) -> None:
        for bad in ({"no_such_setting": 1}, *self.bad_settings):
            with pytest.raises(ValidationError):
                self.given(**bad)

    # --- a fetch ------------------------------------------------------------------------------
    def test_a_fetch_gives_a_table(self, tmp_path: Path) -> None:
        fetched, outcome = self.stored(tmp_path)
        assert fetched.path.is_relative_to(tmp_path / "fetch"), "the file is below ctx.folder"
        assert fetched.address == self.connector.address(self.given())
        assert outcome.table.rows > 0
        assert not outcome.counts.rejected, outcome.reasons
        for name, text in {**fetched.details, **fetched.validators}.items():
            assert isinstance(text, str), f"{name} is no text"

    def test_the_same_data_makes_the_same_table(self, tmp_path: Path) -> None:
        _one, first = self.stored(tmp_path / "a")
        _two, second = self.stored(tmp_path / "b")
        assert first.table.content_hash == second.table.content_hash

    def test_a_preview_has_the_columns_of_the_fetch(self, tmp_path: Path) -> None:
        whole = inspected(self.fetch(self.context(tmp_path / "whole"))).plan
        ctx = self.context(tmp_path / "preview")
        ctx.preview = True
        first = inspected(self.fetch(ctx)).plan
        assert [column.source for column in first.columns] == [
            column.source for column in whole.columns
        ]

    def test_no_secret_is_left_behind(self, tmp_path: Path) -> None:
        names = secret_names(self.connector.Settings) & self.secrets.keys()
        if not names:
            pytest.skip("it has none")
        ctx = self.context(tmp_path)
        given = self.given(**self.secrets)
        fetched = self.connector.fetch(ctx, given)
        told = repr((fetched, self.connector.address(given), self.connector.origin(given), given))
        told += "".join(ctx.lines)
        for name in names:
            secret = getattr(given, name)
            assert isinstance(secret, SecretStr)
            assert reveal(secret) not in told, f"{name} is told"

    def test_it_ends_when_it_is_cancelled(self, tmp_path: Path) -> None:
        ctx = self.context(tmp_path)
        if self.speaks_http:
            pytest.skip("ctx.http sees to it")
        ctx.cancelled = True
        with pytest.raises(Cancelled):
            self.fetch(ctx)

    # --- a service that misbehaves --------------------------------------------------------------
    @pytest.mark.parametrize(
        "said",
        [Canned(WEB_PAGE, headers={"content-type": "text/html"}), Canned(b""), Canned(b"{"),
         Canned(b"[]"), Canned(b"null"), Canned(b"\x00\xff\xfe\x80" * 40), Canned(status=500),
         Canned(status=404), Canned(status=429)],
        ids=["web page", "empty", "half", "list", "null", "binary", "500", "404", "429"],
    )  # fmt: skip
    def test_what_is_no_data_is_refused_in_words(self, tmp_path: Path, said: Canned) -> None:
        if not self.speaks_http:
            pytest.skip("it does not use ctx.http")
        ctx = self.context(tmp_path, lambda url, headers: said)
        with pytest.raises((Refusal, OutboundError)) as caught:
            inspected(self.fetch(ctx))
        assert str(caught.value).strip()

    def test_what_has_not_changed_may_be_said(self, tmp_path: Path) -> None:
        """With its own validators back, it gives the table again or says that nothing changed."""
        first = self.fetch(self.context(tmp_path / "a"))
        ctx = self.context(tmp_path / "b")
        ctx.known = first.validators
        try:
            assert self.fetch(ctx).validators == first.validators
        except Unchanged:
            assert first.validators
