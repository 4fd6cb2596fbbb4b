"""Forecasts that were run, versions of data that arrive, and the look into them, in this process.

One test of ``test_prediction_pages`` goes through the real child; here it is left out for speed.
"""

from __future__ import annotations

import tempfile
from pathlib import Path

from django.utils import timezone

from apps.datasets.domain.create import create_from_rows, write_rows
from apps.datasets.domain.store import add_version
from apps.datasets.tabular.schema import StoredColumn
from apps.engines.testing import MemoryTable
from apps.jobs.finishing import settle
from apps.jobs.models import Job, State
from apps.research.predictions import keeping
from apps.research.predictions.manifest import ActualsParams
from apps.research.predictions.models import Prediction
from apps.research.predictions.runner import ActualsRunner
from tests.factories.jobs import JobFactory, some_result

COLUMNS = [
    StoredColumn(name="market", kind="text"),
    StoredColumn(name="month", kind="text"),
    StoredColumn(name="sales", kind="number", unit="units"),
]
PAST = [("Germany", "2024-01", 90.0), ("Germany", "2024-02", 100.0)]
ROLES = {"market": ["market"], "period": ["month"], "value": ["sales"]}


def sales(project, rows=PAST, name="Sales", user=None):
    return create_from_rows(project, user, name, COLUMNS, rows)


def store(dataset, rows, user=None):
    """A further version of the dataset."""
    values = [list(cells) for cells in zip(*rows, strict=True)]
    with tempfile.TemporaryDirectory() as folder:
        table = write_rows(Path(folder) / "table.parquet", COLUMNS, values)
        return add_version(dataset, user, stored=table)


def row(period, value, low, high, naive=100.0):
    return {"period": period, "value": value, "low": low, "high": high, "naive": naive}


AHEAD = [
    row("2024-03", 110.0, 90.0, 130.0),
    row("2024-04", 120.0, 100.0, 140.0),
]


def given(version):
    return {"data": {"kind": "dataset", "id": str(version.pk), "roles": ROLES}}


def forecast(project, version, rows=AHEAD, *, level=0.95, market="Germany", by=None, **more):
    """A run of ``markets.forecast`` that has ended, with what its summary holds."""
    summary = {
        "value": "sales", "unit": "units", "confidence": level,
        "markets": [{"market": market, "naive_error": 10.0, "forecast": rows}],
    }  # fmt: skip
    return JobFactory(
        project=project, engine_key=more.pop("engine_key", "markets.forecast"),
        engine_version="1.0.0",
        state=State.SUCCEEDED, title=more.pop("title", "Sales ahead"),
        result=some_result(**summary), summary=summary,
        inputs=more.pop("inputs", None) or given(version),
        **({"created_by": by} if by else {}), **more,
    )  # fmt: skip


class Register:
    """``keep`` and ``arrive`` do what follows after the commit, too."""

    def __init__(self, capture):
        self.capture = capture

    def keep(self, job, user, **options):
        with self.capture(execute=True):
            kept = keeping.keep(job, user, **options)
        self.look(PAST)
        return kept

    def arrive(self, dataset, rows):
        with self.capture(execute=True):
            version = store(dataset, rows)
        self.look(rows)
        return version

    @staticmethod
    def look(rows):
        """End the jobs that are waiting as they would, with ``rows`` as the table."""
        names = ("market", "month", "sales")
        table = MemoryTable(dict(zip(names, map(list, zip(*rows, strict=True)), strict=True)))
        for job in Job.objects.filter(engine_key="research.actuals", state=State.QUEUED):
            params = ActualsParams.model_validate(job.params)
            result = ActualsRunner().run(None, params, {"data": table})
            job.summary = result.model_dump(mode="json")["summary"]
            job.state, job.finished_at = State.SUCCEEDED, timezone.now()
            job.save()
            settle(job)


def of(period, **more):
    return Prediction.objects.get(period=period, **more)
