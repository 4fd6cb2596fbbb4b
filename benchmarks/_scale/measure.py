"""The time of every main page on both sites, in turn, in one process."""

from __future__ import annotations

import time
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from statistics import median
from typing import Any

from django.db import connection, connections
from django.test import Client
from django.urls import reverse

from apps.accounts.domain import tokens

PAGES_OF_PEOPLE = (
    "profile", "tokens", "projects", "new-project", "overview", "markets", "market", "members",
    "settings", "plugins", "contacts", "new-contact", "contact", "companies", "company", "data",
    "upload", "dataset", "edit-dataset", "delete-dataset", "jobs", "new-job", "job",
    "compare-jobs", "models", "model", "predict", "prediction", "demand", "new-demand", "audit",
    "notices",
)  # fmt: skip
REST = (
    "members", "entries", "companies", "contacts", "uploads", "datasets", "jobs", "models",
)  # fmt: skip
ADMIN = (
    "index", "accounts_user_changelist", "projects_project_changelist",
    "datasets_dataset_changelist", "jobs_job_changelist", "jobs_jobattempt_changelist",
    "events_auditentry_changelist",
)  # fmt: skip
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
    """The main pages, the admin panel's lists and the lists of REST."""
    from tests.e2e.pages import PAGES

    named = {page.name: page for page in PAGES}
    people = [named[name] for name in PAGES_OF_PEOPLE]
    found = [Timed(page.name, page.path(site), page.who, page.status) for page in people]
    found += [Timed(f"admin: {name}", reverse(f"admin:{name}"), "admin") for name in ADMIN]
    place = {"project_id": site.project.pk}
    lists = {one: reverse(f"api:{one}", kwargs=place) for one in REST}
    lists["projects"] = reverse("api:projects")
    found += [
        Timed(f"REST: {one}", f"{path}?limit={REST_ROWS}", "token") for one, path in lists.items()
    ]
    return found


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
    _, secret = tokens.create(site.owner, "bench", ["read"])
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
