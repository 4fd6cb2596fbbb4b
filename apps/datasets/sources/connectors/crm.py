"""Records of a CRM, or of any other program, from a collection of its REST interface."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from itertools import count
from typing import Any, Literal
from urllib.parse import parse_qsl, urlencode, urljoin, urlsplit, urlunsplit

from pydantic import Field

from apps.core.messages import clipped, mark, msg
from apps.datasets.sources import records
from apps.datasets.sources.connectors.access import (
    Access,
    check_access,
    check_address,
    private_headers,
    with_parameter,
)
from apps.datasets.sources.contract import Connector, FetchContext, Fetched
from apps.datasets.sources.http import origin_of
from apps.engines.contract import Issue, Refusal

MOST_PAGES = 2_000
MOST_RECORDS = 200_000


class CrmSettings(Access):
    """Where the collection is, and how one gets to its next page."""

    url: str = Field(
        min_length=8,
        max_length=2000,
        title=mark("Address of the collection"),
        description=mark("Such as https://crm.example.com/api/companies?archived=false"),
    )
    records: str = Field(
        default="",
        max_length=200,
        title=mark("Where the records are"),
        description=mark("Names with dots, such as results or data.items. Empty: the only list."),
    )
    paging: Literal["none", "next", "page", "offset", "cursor"] = Field(
        default="next",
        title=mark("Next page"),
        json_schema_extra={
            "choices": {
                "none": mark("There is one page"),
                "next": mark("The answer names the next address"),
                "page": mark("By the number of the page"),
                "offset": mark("By the number of records before it"),
                "cursor": mark("By a cursor from the answer"),
            }
        },
    )
    following: str = Field(
        default="next",
        max_length=200,
        title=mark("Where the next address or cursor is"),
        description=mark("Names with dots, such as next, paging.next.link or paging.next.after."),
    )
    parameter: str = Field(
        default="page",
        max_length=60,
        title=mark("Parameter of the page"),
        description=mark("What is called page, offset, start or after in the address."),
    )
    first: int = Field(default=1, ge=0, le=1, title=mark("Number of the first page"))


class CrmConnector(Connector):
    key = "crm"
    version = "1"
    label = mark("CRM or other REST collection")
    description = mark("All records of a collection, page after page, as JSON.")
    icon = "users"
    Settings = CrmSettings

    def address(self, settings: Any) -> str:
        return str(settings.url)

    def origin(self, settings: Any) -> str:
        return origin_of(settings.url)

    def check(self, settings: Any) -> Sequence[Issue]:
        return [*check_address(settings.url, "url"), *check_access(settings)]

    def fetch(self, ctx: FetchContext, settings: Any) -> Fetched:
        path, pages = ctx.folder / "records.jsonl", count()
        records.write_records(path, _records(ctx, settings, pages))
        return Fetched(path, settings.url, exact=True, details={"pages": str(next(pages))})


def _records(ctx: FetchContext, settings: Any, pages: Iterator[int]) -> Iterator[Any]:
    """``pages`` counts them. One page is in memory."""
    seen = 0
    for found in _pages(ctx, settings):
        next(pages)
        seen += len(found)
        if seen > MOST_RECORDS:
            raise Refusal(
                msg("The collection has more than {most} records.", most=MOST_RECORDS),
                fix=msg("Add a filter to the address."),
                field="url",
            )
        yield from found
        if ctx.preview:
            return


def _pages(ctx: FetchContext, settings: Any) -> Iterator[list[Any]]:
    url, asked = _first(settings), set[str]()
    number, before = settings.first, 0
    while url:
        if url in asked or len(asked) >= MOST_PAGES:
            raise Refusal(
                msg("The pages do not end: {count} were read.", count=len(asked)),
                fix=msg("Check how one gets to the next page."),
                field="paging",
            )
        asked.add(url)
        ctx.check_cancelled()
        got = ctx.http.get(
            with_parameter(settings, url),
            headers={"accept": "application/json"},
            private=private_headers(settings),
        )
        document = records.read_document(got.path, origin_of(url))
        got.path.unlink()
        found = records.list_at(document, settings.records)
        yield found
        number, before = number + 1, before + len(found)
        url = _following(settings, url, document, found and {"page": number, "offset": before})


def _first(settings: Any) -> str:
    if settings.paging == "page":
        return _with(settings.url, settings.parameter, settings.first)
    return str(settings.url)


def _following(settings: Any, url: str, document: Any, counted: Any) -> str:
    """The next address; '' after the last page, which is empty where pages are counted."""
    if settings.paging in {"page", "offset"}:
        place = counted and counted[settings.paging]
        return _with(settings.url, settings.parameter, place) if place else ""
    if settings.paging == "none":
        return ""
    named = _at(document, settings.following)
    if named in (None, "", False):
        return ""
    if settings.paging == "cursor":
        return _with(settings.url, settings.parameter, named)
    try:
        target = urljoin(url, str(named))
        elsewhere = origin_of(target) != origin_of(settings.url)
    except ValueError:
        raise Refusal(
            msg("What the answer calls the next page is no web address."),
            fix=msg("Check how one gets to the next page."),
            field="following",
        ) from None
    if elsewhere:  # the token is not for others
        raise Refusal(
            msg("The next page is said to be elsewhere: {address}",
                address=clipped(origin_of(target), 100)),
            fix=msg("Ask whoever runs the program; the token is sent to one address alone."),
            field="following",
        )  # fmt: skip
    return target


def _at(document: Any, where: str) -> Any:
    found = document
    for part in filter(None, where.split(".")):
        found = found.get(part) if isinstance(found, Mapping) else None
    return found


def _with(url: str, name: str, value: Any) -> str:
    parts = urlsplit(url)
    query = [pair for pair in parse_qsl(parts.query, keep_blank_values=True) if pair[0] != name]
    return urlunsplit(parts._replace(query=urlencode([*query, (name, str(value))])))
