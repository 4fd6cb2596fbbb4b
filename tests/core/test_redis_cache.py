"""The cache on Redis: while Redis is away nothing fails, and what is counted is counted on."""

from __future__ import annotations

import os
import socket

import pytest
from django.core.cache import caches
from django.test import Client

from apps.core.redis_cache import EnduringRedisCache
from tests.factories.accounts import PASSWORD, ApiTokenFactory, UserFactory

REDIS = os.environ.get("CELERY_BROKER_URL", "")


@pytest.fixture
def absent(settings, monkeypatch):
    """The site's cache lies on a Redis that is not there."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    settings.CACHES = {
        "default": {
            "BACKEND": "apps.core.redis_cache.EnduringRedisCache",
            "LOCATION": f"redis://127.0.0.1:{port}/0",
        }
    }
    monkeypatch.setattr(EnduringRedisCache, "asked_again_at", 0.0)
    caches["default"].alone.clear()
    return caches["default"]


def test_it_remembers_and_counts_by_itself(absent):
    assert absent.add("calls", 0)
    assert not absent.add("calls", 0)
    assert [absent.incr("calls"), absent.incr("calls")] == [1, 2]
    absent.set_many({"a": 1, "b": 2})
    assert absent.get_many(["a", "b", "c"]) == {"a": 1, "b": 2}
    with pytest.raises(ValueError, match="not found"):
        absent.incr("nothing")


def test_redis_is_not_asked_at_every_turn(absent, monkeypatch):
    asked = []
    monkeypatch.setattr(
        "redis.connection.ConnectionPool.get_connection", lambda *_: asked.append(1) or 1 / 0
    )
    monkeypatch.setattr(EnduringRedisCache, "asked_again_at", float("inf"))
    absent.set("a", 1)
    assert (absent.get("a"), asked) == (1, [])


@pytest.mark.django_db
def test_calls_are_answered_and_limited_all_the_same(absent, settings):
    token = ApiTokenFactory(scopes=["read"])
    client = Client(headers={"authorization": f"Bearer {token.secret}"})
    answer = client.get("/api/v1/me/")
    limit = int(answer["RateLimit-Limit"])
    assert (answer.status_code, int(answer["RateLimit-Remaining"])) == (200, limit - 1)
    assert int(client.get("/api/v1/me/")["RateLimit-Remaining"]) == limit - 2


@pytest.mark.django_db
def test_people_log_in_all_the_same(absent):
    user = UserFactory()
    form = {"login": user.email, "password": PASSWORD}
    assert Client().post("/accounts/login/", form).status_code == 302


@pytest.mark.services
@pytest.mark.skipif(not REDIS.startswith("redis"), reason="CELERY_BROKER_URL names no Redis")
def test_on_redis_it_is_djangos_own(monkeypatch):
    monkeypatch.setattr(EnduringRedisCache, "asked_again_at", 0.0)
    one, two = (EnduringRedisCache(REDIS, {"KEY_PREFIX": "lepton-test"}) for _ in range(2))
    one.delete("calls")
    one.add("calls", 0)
    assert [one.incr("calls"), two.incr("calls")] == [1, 2]
    assert one.alone.get("calls") is None
    one.delete("calls")
