"""A project in which a plugin is switched on."""

from __future__ import annotations

import pytest
from django.conf import settings

from apps.core import extensions
from apps.plugins.domain import faults
from apps.plugins.entries import active_entry
from apps.projects.domain.plugins import switch
from tests.e2e.site import build_site
from tests.factories.accounts import ApiTokenFactory
from tests.factories.datasets import DatasetFactory

assert "dummy" in settings.LEPTON_PLUGINS


@pytest.fixture(autouse=True)
def _fresh(monkeypatch, job_dirs):
    """No broker, and no fault counted before."""
    monkeypatch.setattr("apps.jobs.domain.dispatch.send", lambda job: True)
    monkeypatch.setattr(faults, "_pending", {})


@pytest.fixture
def site(db):
    return build_site()


@pytest.fixture
def data(site):
    """Three rows of two columns, d and D."""
    return DatasetFactory(project=site.project, name="Three lamps")


@pytest.fixture
def turn(site):
    """``turn("dummy")`` switches it on for the project, ``turn("dummy", on=False)`` off."""

    def turned(key, *, on=True):
        switch(site.project, site.owner, active_entry(key), on=on)
        site.project.refresh_from_db()

    return turned


@pytest.fixture
def owner(client, site):
    client.force_login(site.owner)
    return client


@pytest.fixture
def bearer(site):
    def headers(*scopes):
        token = ApiTokenFactory(user=site.owner, scopes=list(scopes))
        return {"Authorization": f"Bearer {token.secret}"}

    return headers


@pytest.fixture
def strict(settings):
    settings.LEPTON_STRICT = True
    assert extensions.title("lepton_faulty") == "Faulty"
