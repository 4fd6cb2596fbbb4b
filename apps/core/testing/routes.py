"""The permission table: every route of a project, tried by everybody.

A route names the role that reads it (GET) and the role that acts on it (POST). From that follow
the expected answers: the anonymous are sent to the log-in page, outsiders get 404 (the project does
not exist for them), members whose role is too low 403, everybody else an answer.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import Any, Literal

from django.urls import URLPattern, URLResolver, get_resolver

Person = Literal["anonymous", "outsider", "viewer", "analyst", "editor", "owner"]
PEOPLE: tuple[Person, ...] = ("anonymous", "outsider", "viewer", "analyst", "editor", "owner")
RANK = {person: rank for rank, person in enumerate(PEOPLE)}
REFUSALS = {401, 403, 404}


@dataclass(frozen=True)
class Route:
    """One row. ``get`` and ``post`` name the lowest role that may; None: there is no such method.

    ``args`` builds the URL arguments besides ``project_id`` from the test's rows; ``data`` is what
    a POST sends (nothing by default, so that a form refuses it and changes nothing). ``query``
    is what the address carries after its question mark.
    ``api`` routes answer 401 to the anonymous instead of a redirect; ``redirects`` marks a steady
    name that only points at another route, which has its own row.
    """

    name: str
    get: Person | None = "viewer"
    post: Person | None = None
    args: Callable[[Any], dict[str, Any]] = field(default=lambda rows: {})
    data: dict[str, Any] = field(default_factory=dict)
    query: Callable[[Any], dict[str, Any]] = field(default=lambda rows: {})
    api: bool = False
    redirects: bool = False

    def needs(self, method: str) -> Person | None:
        return self.get if method == "get" else self.post


def problem(route: Route, method: str, person: Person, response: Any) -> str:
    """What is wrong with an answer, or nothing."""
    needed = route.needs(method)
    status = response.status_code
    if route.redirects:
        return "" if status in {301, 302} else f"{route.name} answered {status}, not a redirect"
    told = f"{method.upper()} {route.name} as {person}: answered {status}"
    if person == "anonymous":
        sent_away = status == 401 if route.api else status == 302 and "login" in response.url
        return "" if sent_away or (needed is None and status == 405) else f"{told}, not the log-in"
    if needed is None:
        return "" if status in {405, 403, 404} else f"{told}; there should be no such method"
    if person == "outsider":
        return "" if status == 404 else f"{told} instead of 404"
    if RANK[person] < RANK[needed]:
        return "" if status == 403 else f"{told} instead of 403 (it needs {needed})"
    return f"{told}, but {needed} may do it" if status in REFUSALS or status >= 500 else ""


def project_routes(*, api: bool = False) -> set[str]:
    """The full names of all routes whose address carries ``project_id``."""
    return {
        name
        for name, address in _walk(get_resolver().url_patterns, "", "")
        if "project_id" in address and address.startswith("api/") is api
    }


def _walk(patterns: Any, names: str, address: str) -> Iterator[tuple[str, str]]:
    for item in patterns:
        here = address + str(item.pattern)
        if isinstance(item, URLResolver):
            space = f"{names}{item.namespace}:" if item.namespace else names
            yield from _walk(item.url_patterns, space, here)
        elif isinstance(item, URLPattern):
            yield f"{names}{item.name or item.lookup_str}", here
