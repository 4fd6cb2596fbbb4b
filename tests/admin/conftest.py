"""An administrator's browser, and what the panel needs to open without a broker."""

from __future__ import annotations

import uuid

import pytest

from tests.factories.accounts import AdminFactory


@pytest.fixture(autouse=True)
def _alone(settings):
    settings.CACHES = {
        "default": {
            "BACKEND": "django.core.cache.backends.locmem.LocMemCache",
            "LOCATION": uuid.uuid4().hex,
        }
    }


@pytest.fixture
def boss(db):
    return AdminFactory(name="Boss", email="boss@example.com")


@pytest.fixture
def panel(client, boss):
    """A client that is logged in as an administrator."""
    client.force_login(boss)
    return client
