"""A file at a web address: CSV, JSON, JSON Lines, Excel or Parquet."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, Literal

from pydantic import Field

from apps.core.messages import mark, msg
from apps.datasets.sources import records
from apps.datasets.sources.connectors.access import (
    Access,
    check_access,
    check_address,
    private_headers,
    with_parameter,
)
from apps.datasets.sources.contract import (
    Connector,
    Download,
    FetchContext,
    Fetched,
    Unchanged,
)
from apps.datasets.sources.http import origin_of
from apps.engines.contract import Issue, Refusal

ACCEPT = (
    "text/csv, application/json, application/x-ndjson, text/tab-separated-values, "
    "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet, "
    "application/vnd.apache.parquet, */*;q=0.5"
)
_WEB = (b"<!doctype html", b"<html", b"<head", b"<?xml", b"<body")


class UrlSettings(Access):
    """Where the file is, and what of its reading is fixed."""

    url: str = Field(
        min_length=8,
        max_length=2000,
        title=mark("Web address"),
        description=mark("Of the file itself, such as https://example.com/prices.csv"),
    )
    format: Literal["auto", "csv", "json", "xlsx"] = Field(
        default="auto",
        title=mark("Kind of file"),
        json_schema_extra={
            "choices": {
                "auto": mark("Found out from its content"),
                "csv": mark("CSV or other separated text"),
                "json": mark("JSON or JSON Lines"),
                "xlsx": mark("Excel"),
            }
        },
    )
    records: str = Field(
        default="",
        max_length=200,
        title=mark("Where the records are (JSON)"),
        description=mark("Names with dots, such as data.items. Empty: the list itself."),
    )
    sheet: str = Field(default="", max_length=100, title=mark("Sheet (Excel)"))
    encoding: str = Field(
        default="",
        max_length=40,
        title=mark("Encoding"),
        description=mark("Empty: found out. Such as utf-8, windows-1252, gb18030."),
    )


class UrlConnector(Connector):
    key = "url"
    version = "1"
    label = mark("File at a web address")
    description = mark("CSV, JSON, JSON Lines, Excel or Parquet that is published at one address.")
    icon = "link"
    Settings = UrlSettings

    def address(self, settings: Any) -> str:
        return str(settings.url)

    def origin(self, settings: Any) -> str:
        return origin_of(settings.url)

    def check(self, settings: Any) -> Sequence[Issue]:
        from apps.datasets.tabular.sniff import known_encoding

        found = [*check_address(settings.url, "url"), *check_access(settings)]
        if settings.encoding and not known_encoding(settings.encoding):
            found.append(
                Issue(message=msg("Files are not read in this encoding."), field="encoding")
            )
        return found

    def fetch(self, ctx: FetchContext, settings: Any) -> Fetched:
        headers = {"accept": ACCEPT}
        for name, header in (("etag", "if-none-match"), ("last_modified", "if-modified-since")):
            if ctx.known.get(name):
                headers[header] = ctx.known[name]
        got: Download = ctx.http.get(
            with_parameter(settings, settings.url),
            headers=headers,
            private=private_headers(settings),
            accept=(200, 304) if len(headers) > 1 else (200,),
        )
        if got.status == 304:
            raise Unchanged
        _no_web_page(got)
        validators = {
            "etag": got.headers.get("etag", "")[:500],
            "last_modified": got.headers.get("last-modified", "")[:100],
        }
        path, fixed = got.path, {}
        wanted = settings.format == "json" or bool(settings.records)
        if wanted or (settings.format == "auto" and _is_document(got)):
            path = _as_lines(ctx, settings, got)
        elif settings.sheet:
            fixed["sheet"] = settings.sheet
        if settings.encoding:
            fixed["encoding"] = settings.encoding
        return Fetched(
            path,
            settings.url,
            options=fixed,
            exact=path != got.path,
            details={name: value for name, value in validators.items() if value},
            validators={name: value for name, value in validators.items() if value},
        )


def _no_web_page(got: Download) -> None:
    with got.path.open("rb") as file:
        start = file.read(512).lstrip(b"\xef\xbb\xbf \t\r\n").lower()
    if start.startswith(_WEB):
        raise Refusal(
            msg("The address leads to a web page (or XML) and not to a table."),
            fix=msg("Use the address of the download itself, often behind a button of that page."),
            field="url",
        )
    if not start:
        raise Refusal(
            msg("The file at the address is empty."), fix=msg("Check the address in a browser.")
        )


def _is_document(got: Download) -> bool:
    """One JSON document rather than a line for each record."""
    with got.path.open("rb") as file:
        start = file.read(64 * 1024).lstrip(b"\xef\xbb\xbf \t\r\n")
    if start.startswith(b"["):
        return True
    return start.startswith(b"{") and not _is_lines(got)


def _is_lines(got: Download) -> bool:
    """Each of the first two lines is an object by itself."""
    import json

    with got.path.open("rb") as file:
        lines = [line for line in (file.readline(1024**2) for _ in range(3)) if line.strip()]
    try:
        first = [json.loads(line) for line in lines[:2]]
    except ValueError:
        return False
    if not all(isinstance(one, dict) for one in first):
        return False
    wraps = [value for one in first for value in one.values() if isinstance(value, dict | list)]
    return len(first) > 1 or not wraps


def _as_lines(ctx: FetchContext, settings: Any, got: Download) -> Any:
    if not settings.records and _starts_object(got) and _is_lines(got):
        return got.path
    document = records.read_document(got.path, origin_of(settings.url))
    path = ctx.folder / "records.jsonl"
    records.write_records(path, records.list_at(document, settings.records))
    return path


def _starts_object(got: Download) -> bool:
    with got.path.open("rb") as file:
        return file.read(64).lstrip(b"\xef\xbb\xbf \t\r\n").startswith(b"{")
