"""The cache that an installation without Redis counts calls in."""

from __future__ import annotations

import subprocess
import sys
import time

import pytest
from django.conf import settings

from apps.core import file_cache
from apps.core.file_cache import CountingFileCache

COUNT = """
import sys
from concurrent.futures import ThreadPoolExecutor
from django.conf import settings
settings.configure()
from apps.core.file_cache import CountingFileCache
cache = CountingFileCache(sys.argv[1], {})
sys.stdin.read()
def one(_):
    cache.add("calls", 0, timeout=60)
    cache.incr("calls")
with ThreadPoolExecutor(4) as pool:
    list(pool.map(one, range(50)))
"""


@pytest.fixture
def cache(tmp_path):
    return CountingFileCache(str(tmp_path / "cache"), {})


def test_it_is_what_a_site_without_redis_has():
    """The settings of the tests are the site's own."""
    assert settings.CACHES["default"]["BACKEND"] == "apps.core.file_cache.CountingFileCache"


def test_no_call_is_lost_between_processes_and_threads(cache, tmp_path):
    command = [sys.executable, "-c", COUNT, str(tmp_path / "cache")]
    counting = [subprocess.Popen(command, stdin=subprocess.PIPE) for _ in range(3)]
    for process in counting:
        process.stdin.close()  # all begin at once
    assert [process.wait(60) for process in counting] == [0, 0, 0]
    assert cache.get("calls") == 150


def test_what_is_not_there_cannot_be_counted_up(cache):
    with pytest.raises(ValueError, match="not found"):
        cache.incr("calls")
    cache.set("calls", 4)
    assert (cache.incr("calls", 3), cache.get("calls")) == (7, 7)
    assert cache.add("calls", 0) is False


def test_room_is_made_of_what_has_expired_first(tmp_path, monkeypatch):
    monkeypatch.setattr(file_cache, "CULL_EVERY", 1)
    cache = CountingFileCache(str(tmp_path / "cache"), {"max_entries": 8})
    for number in range(5):
        cache.set(f"old-{number}", 1, timeout=0.01)
    time.sleep(0.02)
    for number in range(6):
        cache.set(f"new-{number}", 1)
    assert [cache.get(f"new-{number}") for number in range(6)] == [1] * 6
    for number in range(20):
        cache.set(f"more-{number}", 1)
    assert len(cache._list_cache_files()) <= 8
