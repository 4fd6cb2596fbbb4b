"""The time of every main page on both sites, in turn, in one process."""

from __future__ import annotations

import re
import time
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from statistics import median
from typing import Any

from django.db import connection, connections
from django.test import Client
from django.urls import reverse

from apps.accounts.domain import tokens
from apps.accounts.scopes import Scope
from lepton_site.api_urls import v1
from tests.e2e.pages import ENTRANCE, ERRORS, PAGES

FORM = "a form about one row, or about the person"
STATIC = "it shows no rows of the database"
# Every other page of tests/e2e/pages.py is measured, so a new one is too.
LEFT_OUT = {
    **{page.name: "who is not logged in sees no rows" for page in ENTRANCE},
    **{page.name: "an error page" for page in ERRORS},
    **dict.fromkeys(
        (
            "password-change", "confirm-password", "log-out", "second-factor",
            "second-factor-set-up", "second-factor-on", "second-factor-off", "recovery-codes",
            "recovery-codes-new", "remove-market", "edit-contact", "delete-contact", "new-company",
            "edit-company", "delete-company", "schedule-new", "schedule-edit", "schedule-delete",
            "new-lead", "edit-lead", "delete-lead", "drop-lead",
            "new-webhook", "change-webhook", "delete-webhook", "add-markets", "dictionary-fill",
            "dictionary-column", "dictionary-import",
            "new-price", "edit-price", "delete-price",
            "new-campaign", "edit-campaign", "delete-campaign", "new-campaign-day",
        ),
        FORM,
    ),
    **dict.fromkeys(
        ("api-docs", "api-problems", "welcome", "new-job-form", "admin-engines",
         "admin-invite-many"),
        STATIC,
    ),
    **dict.fromkeys(
        ("upload-check", "upload-waits", "upload-refused"), "as 'dataset': one upload's own file"
    ),
    **dict.fromkeys(
        ("job-runs", "job-refused", "job-failed"), "as 'job', with another state"
    ),
}  # fmt: skip
# Lists of REST that are not measured; every other route that answers with a list is.
REST_LEFT_OUT = {"engines": STATIC, "event-kinds": STATIC}
# From which row of the site an address of REST is built.
ROWS = {
    "project_id": "project", "dataset_id": "dataset", "job_id": "job", "entry_id": "entry",
    "webhook_id": "webhook", "service_id": "service", "source_id": "source",
    "prediction_id": "forecast", "plan_item_id": "plan_item", "theme_id": "theme",
    "survey_id": "survey",
}  # fmt: skip
REST_ROWS = 25  # the nearly empty site has as many of each
WARM_UPS = 2


@dataclass
class Timed:
    """A page with the milliseconds that it took on each site."""

    name: str
    path: str
    who: str
    status: int = 200
    few: list[float] = field(default_factory=list)
    many: list[float] = field(default_factory=list)
    few_cpu: list[float] = field(default_factory=list)
    many_cpu: list[float] = field(default_factory=list)

    def told(self) -> dict[str, Any]:
        """Name and medians: of wall time, and of processor time where it could be read."""
        columns = ("few", "many", "few_cpu", "many_cpu")
        found = {name: median(getattr(self, name) or [0.0]) for name in columns}
        return {"name": self.name, **found}


def pages_of(site: Any) -> list[Timed]:
    """The main pages, the admin panel's among them, and the lists of REST."""
    chosen = [page for page in PAGES if page.name not in LEFT_OUT]
    found = [Timed(page.name, page.path(site), page.who, page.status) for page in chosen]
    found += [
        Timed(f"REST: {name}", f"{path}?limit={REST_ROWS}", "token")
        for name, path in rest_lists(site)
    ]
    return found


def rest_lists(site: Any) -> Iterator[tuple[str, str]]:
    """Name and address of every route of REST that answers GET with a list."""
    for name, route in _routes(v1):
        asked = re.findall(r"<uuid:(\w+)>", route)
        if name not in REST_LEFT_OUT:
            places = {argument: getattr(site, ROWS[argument]).pk for argument in asked}
            if "<slug:alias>" in route:
                places["alias"] = site.alias.name
            yield name, reverse(f"api:{name}", kwargs=places)


def _routes(patterns: Iterable[Any], above: str = "") -> Iterator[tuple[str, str]]:
    for pattern in patterns:
        address = above + str(pattern.pattern)
        if hasattr(pattern, "url_patterns"):
            yield from _routes(pattern.url_patterns, address)
        elif getattr(pattern.callback, "actions", {}).get("get") == "list":
            yield pattern.name, address


class Sites:
    """Two databases of one shape; ``use`` says which one this process asks."""

    def __init__(self, few: str, many: str) -> None:
        self._made: dict[str, Any] = {}
        for key, name in (("few", few), ("many", many)):
            connections["default"].close()
            wrapper = connections.create_connection("default")
            wrapper.settings_dict = {**wrapper.settings_dict, "NAME": name}
            self._made[key] = wrapper

    def use(self, key: str) -> None:
        connections["default"] = self._made[key]

    def close(self) -> None:
        for wrapper in self._made.values():
            wrapper.close()


def processor_ms() -> float | None:
    """What this process has computed, with the database's own process; None if that one runs
    where it cannot be seen."""
    own = time.process_time() * 1000
    if connection.vendor == "sqlite":
        return own
    connection.ensure_connection()
    process = Path(f"/proc/{connection.connection.info.backend_pid}")
    try:
        if not (process / "comm").read_text().startswith("postgres"):
            return None
        return own + int((process / "schedstat").read_text().split()[0]) / 1e6
    except (OSError, ValueError, IndexError):
        return None


def clients_of(site: Any) -> dict[str, Client]:
    """One for each kind of reader, logged in on the site that is in use."""
    found = {who: Client(SERVER_NAME="127.0.0.1") for who in ("owner", "admin", "nobody")}
    found["owner"].force_login(site.owner)
    found["admin"].force_login(site.admin)
    _, secret = tokens.create(site.owner, "bench", list(Scope.values))
    found["token"] = Client(SERVER_NAME="127.0.0.1", headers={"Authorization": f"Bearer {secret}"})
    return found


def measure(site: Any, sites: Sites, pages: list[Timed], rounds: int) -> Iterator[Timed]:
    """Each page ``rounds`` times on each site, one after the other; the page when it is done."""
    clients = {}
    for key in ("few", "many"):
        sites.use(key)
        clients[key] = clients_of(site)
    for page in pages:
        for number in range(-WARM_UPS, rounds):
            for key in ("few", "many") if number % 2 else ("many", "few"):
                sites.use(key)
                started, used = time.perf_counter(), processor_ms()
                answer = clients[key][page.who].get(page.path)
                for _ in answer if answer.streaming else ():
                    pass
                took = (time.perf_counter() - started) * 1000
                if answer.status_code != page.status:
                    raise RuntimeError(
                        f"{page.name}: {answer.status_code}\n{answer.content[:2000]!r}"
                    )
                if number >= 0:
                    getattr(page, key).append(took)
                    if used is not None:
                        getattr(page, f"{key}_cpu").append((processor_ms() or used) - used)
        yield page
