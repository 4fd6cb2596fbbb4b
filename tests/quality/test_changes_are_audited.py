"""Every route and every action of the panel that changes something leaves an audit entry.

Each is called with success, and must have added an entry of its kind, in the project's own trail
where it belongs to one. What takes an unsafe method and is in no table fails.
"""

from __future__ import annotations

from contextlib import contextmanager
from typing import Any

import pytest
from allauth.usersessions.models import UserSession
from django.contrib import admin
from django.db import transaction
from django.test import Client, RequestFactory
from django.urls import get_resolver, reverse
from django.utils.http import urlencode

from apps.accounts.panel.pages import pages as panel_pages
from apps.core.testing.routes import _walk
from apps.engines import registry
from apps.events.models import AuditEntry
from apps.plugins.entries import known
from tests.api.conftest import Caller
from tests.api.test_permissions import ROUTES, UNSAFE
from tests.changes_exempt import API_EXEMPT, PAGES_EXEMPT
from tests.changes_panel import PANEL, PANEL_FORMS, PANEL_PAGES
from tests.changes_table import (
    API,
    PAGES,
    Act,
)  # fmt: skip
from tests.e2e.site import build_site
from tests.factories.accounts import PASSWORD, AdminFactory, UserFactory
from tests.factories.workers import WorkerFactory
from tests.jobs.engines import OWNER, TOYS
from tests.permission_table import TABLE
from tests.plugins.entry import sample_entry

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _surroundings(monkeypatch, job_dirs, settings):
    settings.CACHES = {"default": {"BACKEND": "django.core.cache.backends.locmem.LocMemCache"}}
    monkeypatch.setattr("apps.jobs.domain.dispatch.send", lambda job: True)
    monkeypatch.setitem(known, "sample", sample_entry())
    for toy in TOYS:
        registry.register(toy(), owner=OWNER)
    yield
    for toy in TOYS:
        registry.unregister(toy.key)


@pytest.fixture
def site():
    made = build_site()
    made.extras |= {
        "inactive": UserFactory(is_active=False),
        "second_admin": AdminFactory(),
        "worker": WorkerFactory(),
        "resting_worker": WorkerFactory(draining=True),
        "session": UserSession.objects.create(
            user=made.owner, session_key="k", ip="127.0.0.1", user_agent="x"
        ),
    }
    return made


@contextmanager
def undone():
    """What is done inside leaves no trace."""
    with transaction.atomic():
        yield
        transaction.set_rollback(True)


def fault(kind: str, project_id: Any, response: Any, before: set[Any]) -> str:
    """What is missing after a call, or nothing."""
    if response.status_code >= 400:
        return f"answered {response.status_code}: {response.content[:300]!r}"
    told = {(entry.kind, entry.project_id) for entry in AuditEntry.objects.exclude(pk__in=before)}
    if (kind, project_id) in told:
        return ""
    if kind in {one for one, _project in told}:
        return f"told {kind}, but not in the trail of its project"
    return f"left no entry {kind}, only {sorted(one for one, _project in told)}"


def entries() -> set[Any]:
    return set(AuditEntry.objects.values_list("pk", flat=True))


def try_act(site: Any, act: Act, call: Any) -> str:
    with undone():
        if act.first:
            act.first(site)
        before = entries()
        try:
            response = call()
        except Exception as error:  # noqa: BLE001 - told with the others
            return f"raised {error!r}"
        project_id = None if act.own else site.project.pk
        if act.own and act.kind == "projects.project.created":
            project_id = AuditEntry.objects.filter(kind=act.kind).latest("created_at").project_id
        return fault(act.kind, project_id, response, before)


def told(found: dict[Any, str]) -> None:
    problems = "\n".join(f"{name}: {problem}" for name, problem in found.items() if problem)
    assert not problems, problems


class TestPages:
    def test_every_page_that_takes_a_post_is_listed(self):
        here = {
            name
            for name, address in _walk(get_resolver().url_patterns, "", "")
            if "project_id" not in address and not address.startswith(("api/", "admin/"))
        }
        acting = {route.name for route in TABLE if route.post} | here | {
            ("datasets:tus_upload", "patch"), ("datasets:tus_upload", "delete"),
        }  # fmt: skip
        listed = set(PAGES) | set(PAGES_EXEMPT)
        assert acting - listed == set(), "say in tests/changes_table.py what these leave"
        assert listed - acting == set(), "these are gone"
        assert not set(PAGES) & set(PAGES_EXEMPT)
        assert all(len(reason) > 10 for reason in PAGES_EXEMPT.values())

    def test_each_is_in_the_trail(self, site):
        site.owner.set_password(PASSWORD)
        site.owner.save()
        found = {}
        for key, act in PAGES.items():
            name, method = key if isinstance(key, tuple) else (key, "post")

            def call(name=name, method=method, act=act):
                client = Client()
                if name != "account_login":
                    client.force_login(site.owner)
                inside = {} if act.own else {"project_id": site.project.pk}
                address = reverse(name, kwargs={**inside, **act.arguments(site)})
                query = urlencode(act.query(site))
                sent = act.sent(site)
                if name == "account_login":
                    sent = {"login": site.owner.email, "password": PASSWORD}
                return getattr(client, method)(
                    f"{address}?{query}" if query else address, sent, headers=act.headers(site)
                )

            found[key] = try_act(site, act, call)
        told(found)


class TestApi:
    def test_every_route_that_changes_is_listed(self):
        acting = {(name, method) for name, _, method in ROUTES if method in UNSAFE}
        listed = set(API) | set(API_EXEMPT)
        exporting = {("project-export", "get"), ("audit-export", "get")}
        assert acting - listed == set(), "say in tests/changes_table.py what these leave"
        assert listed - acting == exporting, "these are gone"
        assert not set(API) & set(API_EXEMPT)

    def test_each_is_in_the_trail(self, site):
        caller = Caller(site.owner)
        found = {}
        for (name, method), act in API.items():

            def call(name=name, method=method, act=act):
                inside = {} if act.own else {"project_id": site.project.pk}
                address = reverse(f"api:{name}", kwargs={**inside, **act.arguments(site)})
                query = urlencode(act.query(site))
                body = None if method in {"get", "delete"} else act.sent(site)
                return caller(method, f"{address}?{query}" if query else address, body)

            found[name, method] = try_act(site, act, call)
        told(found)


def registered() -> dict[str, Any]:
    return {model._meta.label: one for model, one in admin.site._registry.items()}


class TestPanel:
    def test_every_action_form_and_page_is_listed(self, site):
        actions = {(label, name) for label, one in registered().items() for name in one.confirmed}
        assert actions == set(PANEL)
        request = RequestFactory().get("/admin/")
        request.user = site.admin
        forms = set()
        for label, one in registered().items():
            for name in ("add", "change", "delete"):
                if getattr(one, f"has_{name}_permission")(request):
                    forms.add((label, name))
            assert not [i for i in one.get_inline_instances(request)
                        if i.has_add_permission(request, None) or i.can_delete]  # fmt: skip
        assert forms == set(PANEL_FORMS)
        assert {page.name for page in panel_pages} == set(PANEL_PAGES)

    def test_each_is_in_the_trail(self, site):
        client = Client()
        client.force_login(site.admin)
        found = {}
        for (label, action), (kind, row_of) in PANEL.items():
            row = row_of(site)
            model = label.lower().replace(".", "_")
            address = reverse(f"admin:{model}_{action}_one", args=[row.pk])
            found[label, action] = self.problem(kind, row, lambda a=address: client.post(a))
        for (label, action), (kind, row_of, sent) in PANEL_FORMS.items():
            row = row_of(site)
            model = label.lower().replace(".", "_")
            address = reverse(f"admin:{model}_{action}", args=[row.pk] if row else [])
            if label == "projects.Project":
                sent = {**sent, **self.formset(client, address)}
            call = lambda a=address, s=sent: client.post(a, s)  # noqa: E731
            found[label, action] = self.problem(kind, row, call)
        for name, page in PANEL_PAGES.items():
            if not isinstance(page, str):
                address = reverse(f"admin:{name}", kwargs=page[1])
                call = lambda a=address, s=page[2]: client.post(a, s)  # noqa: E731
                found[name] = self.problem(page[0], None, call)
        told(found)

    def problem(self, kind, row, call):
        from apps.projects.models import Project

        project_id = row.pk if isinstance(row, Project) else getattr(row, "project_id", None)
        with undone():
            before = entries()
            return fault(kind, project_id, call(), before)

    def formset(self, client, address):
        """What Django asks a form with rows below it to send."""
        found = {}
        for form in client.get(address).context["inline_admin_formsets"]:
            management = form.formset.management_form
            found |= {f"{management.prefix}-{name}": management[name].value()
                      for name in management.fields}  # fmt: skip
        return found
