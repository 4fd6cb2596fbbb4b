"""Figures for Prometheus of the models that answer at once."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import accumulate

from prometheus_client.core import CounterMetricFamily, HistogramMetricFamily, Metric

from apps.core.metrics import gauge
from apps.modelhub.serving.client import figures as told_by_server
from apps.modelhub.serving.figures import SECONDS


def figures() -> Iterable[Metric]:
    """What the server tells. Counts begin with it; without one there is only ``serving_up``."""
    told = told_by_server()
    yield gauge(
        "serving_up", "1 while models are kept in memory here.", (), [((), told is not None)]
    )
    if told is None:
        return
    models = told["models"]
    yield gauge(
        "serving_models", "Models that are in memory.", (),
        [((), sum(one["loaded"] for one in models))],
    )  # fmt: skip
    yield gauge(
        "serving_memory_bytes", "What these models take.", (), [((), told["memory"])],
    )  # fmt: skip
    yield gauge(
        "serving_memory_limit_bytes", "What they may take.", (), [((), told["memory_limit"])],
    )  # fmt: skip
    yield gauge(
        "serving_rows_waiting", "Rows that wait for a model.", (),
        [((), sum(one["waiting"] for one in models))],
    )  # fmt: skip
    asked = CounterMetricFamily(
        "lepton_serving_requests",
        "Predictions that were asked for, by outcome.",
        labels=("outcome",),
    )
    for outcome, count in sorted(told["outcomes"].items()):
        asked.add_metric((outcome,), count)
    yield asked
    ends = [*(f"{seconds:g}" for seconds in SECONDS), "+Inf"]
    yield HistogramMetricFamily(
        "lepton_serving_seconds",
        "Time to answer a prediction, waiting and loading included.",
        buckets=list(zip(ends, accumulate(told["classes"]), strict=True)),
        sum_value=told["seconds"],
    )
