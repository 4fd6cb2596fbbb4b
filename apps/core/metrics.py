"""Figures for Prometheus at ``/metrics``, for whoever has ``METRICS_TOKEN``; else there is no page.

Times of requests are counted by each web process and put together (prometheus_client's
multiprocess mode); everything else is asked of the database when it is read, so that it does not
matter which process answers.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable
from functools import cache
from pathlib import Path
from typing import Any

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.utils.crypto import constant_time_compare
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe
from prometheus_client import CONTENT_TYPE_LATEST, CollectorRegistry, Histogram, generate_latest
from prometheus_client.core import GaugeMetricFamily, Metric
from prometheus_client.multiprocess import MultiProcessCollector, mark_process_dead

from apps.core.registry import Registry

SECONDS = (0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30)
FOLDER = "PROMETHEUS_MULTIPROC_DIR"

# Rooms add theirs: a function that returns families of figures, asked at each reading.
sources: Registry[Callable[[], Iterable[Metric]]] = Registry("source of metrics")


def gauge(
    name: str,
    help_text: str,
    labels: tuple[str, ...],
    values: Iterable[tuple[tuple[str, ...], float]],
) -> GaugeMetricFamily:
    """One family: ``values`` are (values of the labels, figure)."""
    family = GaugeMetricFamily(f"lepton_{name}", help_text, labels=labels)
    for of, value in values:
        family.add_metric(of, value)
    return family


class _Sources:
    """What the rooms say, in prometheus_client's terms of a collector."""

    def collect(self) -> Iterable[Metric]:
        for source in sources:
            yield from source()


@require_safe
@never_cache
def metrics(request: HttpRequest) -> HttpResponse:
    """All figures in Prometheus' text format."""
    token = settings.METRICS_TOKEN
    given = request.headers.get("Authorization", "")
    if not token or not constant_time_compare(given, f"Bearer {token}"):
        raise Http404
    registry = CollectorRegistry()
    if os.environ.get(FOLDER):
        MultiProcessCollector(registry)  # type: ignore[no-untyped-call]
    registry.register(_Sources())
    return HttpResponse(generate_latest(registry), content_type=CONTENT_TYPE_LATEST)


def observe(method: str, route: str, status: int, seconds: float) -> None:
    """Count one answered request."""
    _requests().labels(method, route, f"{status // 100}xx").observe(seconds)


@cache
def _requests() -> Histogram:
    return Histogram(
        "lepton_http_request_seconds",
        "Time to answer a request, by route and class of status.",
        ("method", "route", "status"),
        buckets=SECONDS,
    )


def prepare(folder: Path) -> None:
    """An empty folder for the counts of the web processes; called before any of them starts."""
    folder.mkdir(parents=True, exist_ok=True)
    for left in folder.glob("*.db"):
        left.unlink()


def forget(pid: int) -> Any:
    """A web process has ended: its gauges go, its counts stay."""
    return mark_process_dead(pid)  # type: ignore[no-untyped-call]
