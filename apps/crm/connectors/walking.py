"""Reading what was changed, in the order of the change, where a system sorts by one field only.

Paging by offset loses rows: one that is changed while it is read moves to the end, and all behind
it move up. So each page is asked for from the moment that the last one ended with. Of the rows of
that last moment some may not have come yet: they are left for the next page, which begins with
that moment. Where a whole page is of one moment (an import sets it for thousands), its rows are
read in the order of their ids.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence
from dataclasses import asdict, dataclass
from datetime import UTC, datetime, timedelta
from typing import Any

from apps.core.messages import msg
from apps.crm.connectors.contract import Page, RemoteError, RemoteRow

# What was written before a moment may be told after it: by a search index that lags behind, or by
# a transaction that took its time. It is read again in the next exchange.
OVERLAP = timedelta(minutes=2)
START = datetime(1970, 1, 1, tzinfo=UTC)


@dataclass(frozen=True)
class Cursor:
    """``at`` is the moment that was reached (ISO 8601), ``tie`` the id, where one moment is read by
    ids; ``past``: all of that moment was read; ``done``: there was nothing more.
    """

    at: str = ""
    tie: str | None = None
    past: bool = False
    done: bool = False


Since = Callable[[datetime, bool], Sequence[RemoteRow]]
"""(moment, whether rows of that very moment are left out) → rows by their moment."""
Tied = Callable[[datetime, str], Sequence[RemoteRow]]
"""(moment, id) → rows of that moment with a greater id, by id."""


def read(text: str) -> Cursor:
    """The cursor that was stored."""
    return Cursor(**json.loads(text)) if text else Cursor()


def moment(text: Any) -> datetime:
    """A moment as systems write it, UTC where they do not say. Raises :class:`RemoteError`."""
    try:
        found = datetime.fromisoformat(str(text))
    except ValueError:
        raise RemoteError(msg("The other system does not say when a record was changed.")) from None
    return found.replace(tzinfo=UTC) if found.tzinfo is None else found.astimezone(UTC)


def page(text: str, size: int, since: Since, tied: Tied) -> Page:
    """The next page; ``size`` is the number of rows that the two functions return at most."""
    cursor = read(text)
    at = moment(cursor.at) if cursor.at else START
    if cursor.tie is not None:
        rows = tied(at, cursor.tie)
        if len(rows) >= size:
            return _page(rows, Cursor(cursor.at, tie=rows[-1].id), more=True)
        return _page(rows, Cursor(cursor.at, past=True), more=True)
    rows = since(max(START, at - OVERLAP) if cursor.done and cursor.at else at, cursor.past)
    moments = [one.changed_at or START for one in rows]
    if len(rows) < size:
        reached = max([at, *moments])
        return _page(rows, Cursor(reached.isoformat(), done=True), more=False)
    last = moments[-1].isoformat()
    if moments[0] == moments[-1]:
        return _page((), Cursor(last, tie=""), more=True)
    whole = [one for one, when in zip(rows, moments, strict=True) if when < moments[-1]]
    return _page(whole, Cursor(last), more=True)


def _page(rows: Sequence[RemoteRow], cursor: Cursor, *, more: bool) -> Page:
    return Page(tuple(rows), json.dumps(asdict(cursor)), more)
