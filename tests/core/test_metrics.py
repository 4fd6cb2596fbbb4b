"""Figures for Prometheus: for whoever has the token, and right."""

from __future__ import annotations

import os
import socket
import subprocess
import sys
import time
import urllib.request
from datetime import timedelta
from pathlib import Path

import pytest
from django.utils import timezone
from prometheus_client.parser import text_string_to_metric_families

from apps.jobs.models import Job, State
from deploy.launch.config import ROOT
from tests.factories.jobs import JobFactory
from tests.factories.workers import WorkerFactory, runs

TOKEN = {"authorization": "Bearer token-of-the-test"}


@pytest.fixture
def read(client, settings, db):
    """Name and values of the labels, in the order of their names → figure."""
    settings.METRICS_TOKEN = "token-of-the-test"

    def _read():
        text = client.get("/metrics", headers=TOKEN).content.decode()
        return parse(text)

    return _read


def parse(text: str) -> dict[tuple[str, ...], float]:
    return {
        (sample.name, *(sample.labels[key] for key in sorted(sample.labels))): sample.value
        for family in text_string_to_metric_families(text)
        for sample in family.samples
    }


@pytest.mark.parametrize("given", ["", "Bearer", "Bearer wrong", "Basic token-of-the-test"])
def test_nobody_else_learns_that_there_is_a_page(client, settings, given):
    settings.METRICS_TOKEN = "token-of-the-test"
    assert client.get("/metrics", headers={"authorization": given}).status_code == 404


def test_without_a_token_in_the_settings_there_is_none(client, settings):
    settings.METRICS_TOKEN = ""
    assert client.get("/metrics", headers={"authorization": "Bearer "}).status_code == 404


def test_the_queue_and_its_workers(read, django_assert_max_num_queries):
    old = JobFactory(state=State.QUEUED, queue="heavy")
    Job.objects.filter(pk=old.pk).update(created_at=timezone.now() - timedelta(minutes=5))
    JobFactory(state=State.QUEUED, queue="heavy")
    busy, idle = WorkerFactory(pid=1), WorkerFactory(pid=2, draining=True)
    runs(busy, JobFactory(state=State.RUNNING))
    with django_assert_max_num_queries(12):
        found = read()
    assert found["lepton_jobs", "queued"] == 2
    assert found["lepton_jobs", "running"] == 1
    assert found["lepton_jobs", "errored"] == 0
    assert found["lepton_queue_jobs", "heavy"] == 2
    assert 299 < found["lepton_queue_oldest_seconds", "heavy"] < 330
    assert found["lepton_worker_up", "1", "working", busy.name] == 1
    assert found["lepton_worker_up", "2", "drained", idle.name] == 1
    assert found["lepton_worker_running", "1", busy.name] == 1
    assert found["lepton_worker_slots", "2", idle.name] == 2


def test_requests_of_all_web_processes_are_counted(tmp_path, migrated):
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = str(probe.getsockname()[1])
    path = f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}"
    hidden = {"DATABASE_URL", "DJANGO_SETTINGS_MODULE"}
    own = {key: value for key, value in os.environ.items() if key not in hidden}
    own |= {
        "LEPTON_VAR": str(tmp_path), "PORT": port, "WEB_WORKERS": "2", "PATH": path,
        "METRICS_TOKEN": "token-of-the-test",
    }  # fmt: skip
    migrated(tmp_path)
    web = subprocess.Popen(
        [sys.executable, "-m", "deploy.process", "web"],
        cwd=ROOT,
        env=own,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    try:
        wait_until_there(port)
        for _number in range(20):
            ask(port, "/health/live")
        found = parse(ask(port, "/metrics", TOKEN))
        count = "lepton_http_request_seconds_count"
        assert found[count, "GET", "/health/live", "2xx"] >= 21
    finally:
        web.terminate()
        web.wait(15)


def ask(port: str, path: str, headers=None) -> str:
    request = urllib.request.Request(f"http://127.0.0.1:{port}{path}", headers=headers or {})
    with urllib.request.urlopen(request, timeout=10) as answer:
        return answer.read().decode()


def wait_until_there(port: str) -> None:
    until = time.monotonic() + 60
    while True:
        try:
            ask(port, "/health/live")
            return
        except OSError:
            assert time.monotonic() < until
            time.sleep(0.2)
