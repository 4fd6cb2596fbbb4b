"""REST for integrators: what a list costs beside a bare view set, and a batch beside single rows.

    python -m benchmarks bench_sync

Requests go through the whole WSGI stack (middleware, token, limits, roles) in one process on a
fresh SQLite database; no network. The bare view set is DRF's own over the same table in the same
stack: no authentication, no limits, no roles.
"""

from __future__ import annotations

import os
import statistics
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

from benchmarks._fresh import in_fresh_process

TITLE = "REST: lists and batches"
ROWS, PAGE, ROUNDS, REPEATS = 50_000, 50, 15, 20
SINGLE, BATCH = 400, 500
GOAL_LIST, GOAL_BATCH = 0.6, 5.0


def run(method: str, path: Path, *rest: int) -> dict[str, Any]:
    """Both measurements in this process; called in a fresh one."""
    os.environ |= {
        "DJANGO_SETTINGS_MODULE": "lepton_site.settings",
        "LEPTON_VAR": str(path),
        "DATABASE_URL": f"sqlite:///{path / 'bench.sqlite3'}",
        "CACHE_URL": "locmemcache://",
        "API_RATE": "10000000/min",
        "LOG_LEVEL": "ERROR",
    }
    import django

    django.setup()
    from django.core.management import call_command

    call_command("migrate", verbosity=0)
    caller, project = _site()
    answers = _lists(caller, project)
    return {**answers, **_batches(caller, project)}


def _site() -> tuple[Any, Any]:
    from django.test import Client

    from tests.factories.accounts import ApiTokenFactory, UserFactory
    from tests.factories.projects import ProjectFactory

    user = UserFactory()
    token = ApiTokenFactory(user=user, scopes=["read", "write"])
    client = Client(headers={"authorization": f"Bearer {token.secret}", "host": "localhost"})
    return client, ProjectFactory(owner=user)


def _rows(project: Any) -> None:
    from apps.crm.models import Company, Contact, ContactReference

    company = Company.objects.create(project=project, name="Leuchten Nord GmbH")
    rows = [
        Contact(
            project=project,
            given_name="Anna",
            family_name=f"Schmidt {number}",
            name=f"Anna Schmidt {number}",
            email=f"anna.{number}@example.com",
            phone="+4930901820",
            country="DEU",
            language="de",
            company=company,
            tags=["fair"],
            attributes={"segment": "retail", "score": number},
        )
        for number in range(ROWS)
    ]
    Contact.objects.bulk_create(rows, batch_size=5_000)
    ContactReference.objects.bulk_create(
        [
            ContactReference(project=project, row=row, system="bench", external_id=str(number))
            for number, row in enumerate(rows)
        ],
        batch_size=5_000,
    )


def _bare(project: Any, *, flat: bool) -> Callable[[Any], Any]:
    """DRF's own view set over a project's contacts by keyset, and nothing else.

    ``flat`` gives the columns of the table alone, else the members that ours gives.
    """
    from rest_framework import serializers, viewsets
    from rest_framework.pagination import CursorPagination
    from rest_framework.renderers import JSONRenderer

    from apps.crm.models import Company, Contact, ContactReference

    class BareCompany(serializers.ModelSerializer):
        class Meta:
            model = Company
            fields = ["id", "name"]

    class BareReference(serializers.ModelSerializer):
        class Meta:
            model = ContactReference
            fields = ["system", "external_id"]

    class Bare(serializers.ModelSerializer):
        company = BareCompany()
        external = BareReference(source="references", many=True)

        class Meta:
            model = Contact
            fields = [
                "id", "name", "given_name", "family_name", "job_title", "company", "email",
                "phone", "website", "country", "language", "owner", "tags", "note", "attributes",
                "external", "version", "created_at", "updated_at",
            ]  # fmt: skip

    class Flat(serializers.ModelSerializer):
        class Meta:
            model = Contact
            fields = "__all__"

    rows = Contact.objects.filter(project=project)  # as ours, so that one index serves both

    class Paging(CursorPagination):
        page_size = PAGE
        ordering = ("updated_at", "id")

    class BareContacts(viewsets.ReadOnlyModelViewSet):
        queryset = rows if flat else rows.select_related("company").prefetch_related("references")
        serializer_class = Flat if flat else Bare
        pagination_class = Paging
        authentication_classes: list[Any] = []
        permission_classes: list[Any] = []
        throttle_classes: list[Any] = []
        filter_backends: list[Any] = []
        renderer_classes = [JSONRenderer]

    return BareContacts.as_view({"get": "list"})


def _lists(client: Any, project: Any) -> dict[str, float]:
    """Pages a second: ours and the bare one in turn, medians of rounds."""
    from types import ModuleType

    from django.test import override_settings
    from django.urls import include, path

    _rows(project)
    urls = ModuleType("bench_urls")
    urls.urlpatterns = [  # type: ignore[attr-defined]
        path("bare/", _bare(project, flat=False)),
        path("flat/", _bare(project, flat=True)),
        path("", include("lepton_site.urls")),
    ]
    addresses = {
        "list": f"/api/v1/projects/{project.pk}/contacts/?limit={PAGE}",
        "bare": "/bare/",
        "flat": "/flat/",
    }
    with override_settings(ROOT_URLCONF=urls):
        return _speeds(client, addresses)


def _speeds(client: Any, addresses: dict[str, str]) -> dict[str, float]:
    """Pages a CPU second at each address, in turn; medians, the first round left out."""
    speeds: dict[str, list[float]] = {name: [] for name in addresses}
    for _ in range(ROUNDS + 1):
        for name, address in addresses.items():
            start = time.process_time()
            for _ in range(REPEATS):
                assert client.get(address).status_code == 200
            speeds[name].append(REPEATS / (time.process_time() - start))
    return {name: statistics.median(values[1:]) for name, values in speeds.items()}


def _batches(client: Any, project: Any) -> dict[str, float]:
    """Seconds for 50,000 upserts in batches, and for single upserts of as many kinds."""
    import json

    def row(number: int) -> dict[str, Any]:
        return {
            "given_name": "Bea",
            "family_name": f"Miller {number}",
            "email": f"bea.{number}@example.com",
            "phone": "+4930901820",
            "country": "DEU",
            "attributes": {"score": number},
        }

    def send(method: str, address: str, body: Any) -> Any:
        response = getattr(client, method)(address, json.dumps(body), "application/json")
        assert response.status_code in {200, 201}, response.content
        return response

    here = f"/api/v1/projects/{project.pk}/contacts/"
    start = time.process_time()
    for first in range(0, ROWS, BATCH):
        rows = [
            {"by_external": {"system": "batch", "id": str(number)}, **row(number)}
            for number in range(first, first + BATCH)
        ]
        assert send("post", f"{here}batch/", {"rows": rows}).json()["created"] == BATCH
    together = time.process_time() - start
    start = time.process_time()
    for number in range(SINGLE):
        send("put", f"{here}by-external/single/{number}/", row(ROWS + number))
    alone = (time.process_time() - start) / SINGLE
    return {"batch": together / ROWS, "single": alone}


def main() -> str:
    with tempfile.TemporaryDirectory() as folder:
        told = in_fresh_process("benchmarks.bench_sync", {}, "all", Path(folder))
    times = told["single"] / told["batch"]
    same, flat = (told["list"] / told[name] for name in ("bare", "flat"))

    def verdict(value: float, goal: float) -> str:
        return f"≥ {goal:g}: {'met' if value >= goal else 'missed'}"

    lines = [
        f"| {PAGE} of {ROWS:,} contacts | pages a CPU second | Lepton's share of it | goal |",
        "| --- | ---: | ---: | --- |",
        f"| Lepton | {told['list']:.0f} | – | – |",
        f"| bare DRF view set, the same members | {told['bare']:.0f} | {same:.2f} |"
        f" {verdict(same, GOAL_LIST)} |",
        f"| bare DRF view set, the table's columns alone | {told['flat']:.0f} | {flat:.2f} |"
        f" {verdict(flat, GOAL_LIST)} |",
        "",
        f"| upsert of {ROWS:,} contacts | CPU ms a row | times as fast | goal |",
        "| --- | ---: | ---: | --- |",
        f"| one by one ({SINGLE} measured) | {told['single'] * 1000:.2f} | 1.0 | – |",
        f"| batches of {BATCH} | {told['batch'] * 1000:.2f} | {times:.1f} |"
        f" {verdict(times, GOAL_BATCH)} |",
        "",
        "In one process through the whole WSGI stack, SQLite, CPU time; lists in turn, medians of"
        f" {ROUNDS} rounds of {REPEATS}. The bare view sets page by keyset in the same stack"
        " without token, limits, roles or a walk's bounds; with the same members they read the"
        " company and the ids of other systems too. Both ways of writing leave audit rows.",
    ]
    return "\n".join(lines)
