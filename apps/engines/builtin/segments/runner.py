"""Runs ``markets.segments``. Imported in a job's child only."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from apps.engines.builtin.country_names import named
from apps.engines.builtin.segments import model, report, writing
from apps.engines.builtin.segments.data import read
from apps.engines.builtin.segments.findings import find
from apps.engines.builtin.segments.params import SegmentsParams
from apps.engines.builtin.segments.predictor import SegmentsPredictor
from apps.engines.contract import Context, InputTable, Predictor
from apps.engines.result import Result


class Runner:
    """Satisfies ``contract.Runner``."""

    def run(self, ctx: Context, params: SegmentsParams, inputs: Mapping[str, InputTable]) -> Result:
        table = inputs["data"]
        found = find(ctx, read(ctx, table, params), params)
        model.save(ctx, found, {column.name: column.unit for column in table.columns})
        writing.write(ctx, table, found)
        return named(report.result(table, found), table, "name")

    def load(self, path: Path, runtime: Mapping[str, Any]) -> Predictor:
        return SegmentsPredictor(model.load(path))
