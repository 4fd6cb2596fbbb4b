"""Runs ``regression.transfer``. Imported in a job's child only."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from apps.engines.builtin.country_names import named
from apps.engines.builtin.transfer import model, panel, report
from apps.engines.builtin.transfer.params import TransferParams
from apps.engines.builtin.transfer.predictor import TransferPredictor
from apps.engines.builtin.transfer.study import conduct
from apps.engines.contract import Context, InputTable, Predictor
from apps.engines.result import Result


class Runner:
    """Satisfies ``contract.Runner``."""

    def run(self, ctx: Context, params: TransferParams, inputs: Mapping[str, InputTable]) -> Result:
        table = inputs["data"]
        study = conduct(ctx, panel.read(ctx, table, params), params)
        unit = report.units_of(table).get(study.panel.target, "")
        model.save(ctx, study, table.roles["market"][0], unit)
        return named(report.result(table, study), table, "market")

    def load(self, path: Path, runtime: Mapping[str, Any]) -> Predictor:
        return TransferPredictor(model.load(path))
