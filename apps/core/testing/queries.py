"""A ledger of how many queries each page makes, so that a page that grows is noticed at once.

The counts are kept in one JSON file and rewritten by running the tests with
``UPDATE_QUERY_LEDGER=1``. No page may pass ``MOST`` queries, written down or not.
"""

from __future__ import annotations

import json
import os
import re
from collections import Counter
from pathlib import Path
from typing import Any

from django.db import connection
from django.test.utils import CaptureQueriesContext

MOST = 12
UPDATE = "UPDATE_QUERY_LEDGER"
# The same statement this often, but for its values, is a query for each row.
REPEATS = 3
_VALUES = re.compile(r"'(?:[^']|'')*'|\b\d+\b")


class QueryLedger:
    """``check(name, statements)`` raises ``AssertionError`` with what to do about it."""

    def __init__(self, path: Path, *, update: bool | None = None) -> None:
        self.path = path
        self.update = bool(os.environ.get(UPDATE)) if update is None else update
        self.counts: dict[str, int] = (
            json.loads(path.read_text(encoding="utf-8")) if path.exists() else {}
        )

    def check(self, name: str, statements: list[str]) -> None:
        count, known = len(statements), self.counts.get(name)
        listed = "\n".join(f"  {number + 1}. {sql[:200]}" for number, sql in enumerate(statements))
        advice = f"If that is right, run the tests with {UPDATE}=1."
        hold(count <= MOST, f"{name} makes {count} queries; no page may pass {MOST}:\n{listed}")
        repeated = "\n".join(repeats(statements))
        hold(not repeated, f"{name} asks the same {REPEATS} times or more:\n{repeated}")
        if self.update:
            self.counts[name] = count
            return
        written = -1 if known is None else known
        hold(written >= 0, f"{name} is not in {self.path.name} and makes {count} queries. {advice}")
        hold(
            count <= written,
            f"{name} makes {count} queries, {written} are written down. {advice}\n{listed}",
        )

    def save(self) -> None:
        """Write the file, in order of names, when updating."""
        if self.update:
            text = json.dumps(dict(sorted(self.counts.items())), indent=2)
            self.path.write_text(text + "\n", encoding="utf-8")


def hold(condition: bool, otherwise: str) -> None:
    if not condition:
        raise AssertionError(otherwise)


def repeats(statements: list[str]) -> list[str]:
    """Statements that differ only in their values and come ``REPEATS`` times or more."""
    shapes = Counter(_VALUES.sub("?", sql) for sql in statements)
    return [f"  {times} × {sql[:200]}" for sql, times in shapes.items() if times >= REPEATS]


def statements_of(client: Any, url: str, **request: Any) -> tuple[Any, list[str]]:
    """The answer to a GET and the statements that it took; transaction marks are not counted."""
    with CaptureQueriesContext(connection) as captured:
        response = client.get(url, **request)
    marks = ("SAVEPOINT", "RELEASE SAVEPOINT", "BEGIN", "COMMIT")
    return response, [
        query["sql"] for query in captured.captured_queries if not query["sql"].startswith(marks)
    ]
