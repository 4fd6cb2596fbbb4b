"""Writes a model for other programs. Imported in a job's child only."""

from __future__ import annotations

import csv
import importlib
import zipfile
from collections.abc import Mapping
from itertools import islice
from pathlib import Path
from typing import Any

from apps.core.messages import Message, Num, msg
from apps.engines import registry
from apps.engines.contract import Context, InputTable, Refusal
from apps.engines.exporting import CANNOT, NAMES, Exported, ExportingRunner
from apps.engines.result import Result, Table, TableColumn, Tile, Tiles
from apps.modelhub.exports.manifest import ExportParams

MOST_ROWS = 1000
COLUMNS = ("text", "other")  # of the run's test-predictions.csv


class Runner:
    """Satisfies ``contract.Runner``, but for loading: what it makes answers nothing here."""

    def run(self, ctx: Context, params: ExportParams, inputs: Mapping[str, InputTable]) -> Result:
        ctx.check_cancelled()
        ctx.progress(0, 2, msg("Writing and comparing"))
        folder = ctx.output_dir / "export"
        given = inputs.get("rows")
        rows = _texts(given.path) if given else []
        runner = _runner(params.engine, params.target)
        done = runner.export(inputs["model"].path, params.target, folder, rows, ctx.threads)
        ctx.check_cancelled()
        ctx.progress(1, 2, msg("Packing"))
        target = ctx.output_dir / params.filename
        _pack(folder, target)
        ctx.save_artifact(params.filename, target)
        ctx.progress(2, 2)
        return _result(params.target, done)


def _runner(key: str, target: str) -> ExportingRunner:
    entry = registry.entry(key)
    if entry is None or entry.engine is None or target not in entry.engine.exports:
        raise Refusal(CANNOT)
    module, _, name = entry.engine.runner.partition(":")
    found: ExportingRunner = getattr(importlib.import_module(module), name)()
    return found


def _texts(path: Path) -> list[dict[str, Any]]:
    """The texts that the run was tested on, each with its pair where there is one."""
    csv.field_size_limit(10**7)  # of a cell: texts may be long
    with path.open(encoding="utf-8", newline="") as file:
        rows = islice(csv.DictReader(file), MOST_ROWS)
        return [{name: row[name] for name in COLUMNS if name in row} for row in rows]


def _pack(folder: Path, target: Path) -> None:
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as archive:
        for file in sorted(folder.iterdir()):
            archive.write(file, file.name)


def _result(target: str, done: Exported) -> Result:
    whole, name = done.variants[0], NAMES[target]
    headline = msg(
        "As {format} the model decides like itself in {share} of {rows} rows.",
        format=name, share=_share(whole.agreement), rows=done.rows,
    )  # fmt: skip
    rows = [
        {
            "file": one.file,
            "bytes": one.bytes / 1e6,
            "agreement": one.agreement,
            "largest": one.largest,
            "kept": msg("yes") if one.kept else msg("no: it decides differently too often"),
        }
        for one in done.variants
    ]
    table = Table(
        key="files",
        title=msg("Files, and how they compare with the model itself"),
        columns=[
            TableColumn(key="file", label=msg("File")),
            TableColumn(key="bytes", label=msg("Size"), kind="number", digits=3, unit="MB"),
            TableColumn(key="agreement", label=msg("Same decision"), kind="percent", decimals=2),
            TableColumn(key="largest", label=msg("Largest difference"), kind="number", digits=2),
            TableColumn(key="kept", label=msg("In the zip")),
        ],
        rows=rows,
        note=_note(done),
    )
    tiles = Tiles(
        items=[
            Tile(label=msg("Same decision"), value=_share(whole.agreement)),
            Tile(label=msg("Largest difference"), value=Num(value=whole.largest, digits=2)),
        ]
    )
    return Result(headline=headline, blocks=[tiles, table], summary=done.model_dump(mode="json"))


def _share(value: float) -> Num:
    return Num(value=value, style="percent", decimals=2)


def _note(done: Exported) -> Message:
    if done.real:
        return msg("Compared on texts that the run was tested on, computed both ways.")
    return msg(
        "Compared on texts of random words from the model's vocabulary: its run has left no test"
        " rows. Close calls do not count."
    )
