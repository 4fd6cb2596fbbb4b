"""Callers of the API."""

from __future__ import annotations

import json
import threading

import pytest
from django.core.cache import cache
from django.db import connection
from django.test import Client

from apps.jobs.models import Job, State
from apps.jobs.supervisor.supervise import supervise
from tests.factories.accounts import ApiTokenFactory, UserFactory
from tests.factories.projects import MembershipFactory, ProjectFactory

ALL_SCOPES = [
    "read", "write", "administer", "jobs", "webhooks", "audit", "models:predict",
    "service_accounts",
]  # fmt: skip


class Caller:
    """A token and the requests made with it; JSON in and out."""

    def __init__(self, user=None, scopes=ALL_SCOPES, **token):
        self.user = user or UserFactory()
        self.token = ApiTokenFactory(user=self.user, scopes=list(scopes), **token)
        self.client = Client(
            headers={"authorization": f"Bearer {self.token.secret}"},
            raise_request_exception=False,
        )

    def __call__(self, method, path, body=None, **options):
        path = path if path.startswith(("/api", "http")) else f"/api/v1/{path}"
        if body is not None:
            options.setdefault("content_type", "application/json")
            body = body if isinstance(body, bytes | str) else json.dumps(body)
            options["data"] = body
        return getattr(self.client, method)(path, **options)

    def get(self, path, **options):
        return self("get", path, **options)

    def post(self, path, body=None, **options):
        return self("post", path, {} if body is None else body, **options)

    def patch(self, path, body, **options):
        return self("patch", path, body, **options)

    def delete(self, path, **options):
        return self("delete", path, **options)


@pytest.fixture(autouse=True)
def _fresh_windows(settings, tmp_path):
    """Each test counts its own requests."""
    settings.CACHES = {"default": {"BACKEND": "django.core.cache.backends.locmem.LocMemCache"}}
    cache.clear()


@pytest.fixture
def worker(job_dirs, monkeypatch):
    """Runs queued jobs in the background, as the worker beside the site does."""
    monkeypatch.setattr("apps.jobs.domain.dispatch.send", lambda job: True)
    stop = threading.Event()

    def work():
        while not stop.wait(0.1):
            for key in Job.objects.filter(state=State.QUEUED).values_list("pk", flat=True):
                supervise(key)
        connection.close()

    thread = threading.Thread(target=work)
    thread.start()
    yield
    stop.set()
    thread.join(timeout=30)


@pytest.fixture
def caller(db):
    return Caller()


@pytest.fixture
def project(caller):
    return ProjectFactory(owner=caller.user)


@pytest.fixture
def member(project):
    """``member("viewer")`` is a caller with that role in ``project``."""

    def make(role, scopes=ALL_SCOPES):
        made = Caller(scopes=scopes)
        MembershipFactory(project=project, user=made.user, role=role)
        return made

    return make
