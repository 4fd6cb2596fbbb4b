"""Helpers: inspect and import a file without a job."""

from pathlib import Path

import pyarrow.parquet as pq

from apps.datasets.tabular.importing import Outcome, run_import
from apps.datasets.tabular.inspecting import inspect
from apps.datasets.tabular.plan import Inspection, Plan


def take(
    path: Path, folder: Path, plan: Plan | None = None, **options
) -> tuple[Inspection, Outcome]:
    """Inspect and import; ``options`` change the proposed plan."""
    found = inspect(path)
    chosen = (plan or found.plan).model_copy(update=options)
    folder.mkdir(exist_ok=True)
    return found, run_import(path, chosen, folder)


def stored(outcome: Outcome) -> dict[str, list]:
    return pq.read_table(outcome.table.path).to_pydict()


def codes(found: Inspection) -> set[str]:
    return {finding.code for finding in found.findings}


def column(found: Inspection, name: str):
    return next(column for column in found.plan.columns if column.name == name)


def rejected(outcome: Outcome) -> list[list[str]]:
    import csv

    if outcome.rejections is None:
        return []
    with outcome.rejections.open(encoding="utf-8", newline="") as file:
        return list(csv.reader(file))[1:]
