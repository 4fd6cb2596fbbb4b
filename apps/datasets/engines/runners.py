"""The heavy side of this room's engines; imported in the child only, without Django."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict
from pathlib import Path
from typing import Any

from apps.core.messages import Message, Num, msg, msgn
from apps.datasets.tabular import excel
from apps.datasets.tabular.importing import Outcome, run_import
from apps.datasets.tabular.inspecting import inspect
from apps.datasets.tabular.reasons import REASONS
from apps.engines.contract import Context, InputTable, Predictor
from apps.engines.result import AnyBlock, Result, Table, TableColumn, Tile, Tiles, Warning


class _NoModel:
    def load(self, path: Path, runtime: Mapping[str, Any]) -> Predictor:
        raise NotImplementedError("this engine saves no model")


class InspectRunner(_NoModel):
    """The proposal for a file, as ``Inspection`` JSON in the summary."""

    def run(self, ctx: Context, params: Any, inputs: Mapping[str, InputTable]) -> Result:
        found = inspect(inputs["upload"].path, params.model_dump())
        return Result(
            headline=msgn(
                "{count} column was found.", "{count} columns were found.", len(found.plan.columns)
            ),
            summary=found.model_dump(mode="json"),
        )


class ImportRunner(_NoModel):
    """The stored table and the list of rejections, as artefacts."""

    def run(self, ctx: Context, params: Any, inputs: Mapping[str, InputTable]) -> Result:
        outcome = run_import(
            inputs["upload"].path,
            params.plan,
            ctx.output_dir,
            progress=lambda done, total: ctx.progress(done, total, _read_so_far(done, total)),
            check=ctx.check_cancelled,
        )
        ctx.save_artifact("table.parquet", outcome.table.path)
        if outcome.rejections:
            ctx.save_artifact("rejections.csv", outcome.rejections)
        return Result(headline=headline(outcome), blocks=blocks(outcome), summary=_summary(outcome))


class ExcelRunner(_NoModel):
    """The workbook, as an artefact of the name that was asked for."""

    def run(self, ctx: Context, params: Any, inputs: Mapping[str, InputTable]) -> Result:
        table = inputs["data"]
        columns = [(column.name, column.dtype) for column in table.columns]
        path = ctx.output_dir / "table.xlsx"

        def progress(rows: int) -> None:
            ctx.check_cancelled()
            ctx.progress(rows, table.rows)

        rows = excel.write(table.path, columns, path, folder=ctx.output_dir, progress=progress)
        ctx.save_artifact(params.filename, path)
        return Result(
            headline=msgn(
                "The Excel file with {count} row is ready: see Files below.",
                "The Excel file with {count} rows is ready: see Files below.",
                rows,
            ),
            summary={"rows": rows},
        )


def _read_so_far(done: float, total: float) -> Message:
    return msg(
        "{done} of {total} read",
        done=Num(value=done, style="bytes"),
        total=Num(value=total, style="bytes"),
    )


def headline(outcome: Outcome) -> Message:
    counts = outcome.counts
    if counts.rejected or counts.excluded:
        return msg(
            "{stored} of {read} rows were stored; {rejected} were rejected, {excluded} left out.",
            stored=counts.stored,
            read=counts.read,
            rejected=counts.rejected,
            excluded=counts.excluded,
        )
    return msg("All {stored} rows were stored.", stored=counts.stored)


def blocks(outcome: Outcome) -> list[AnyBlock]:
    """Counts as tiles, reasons as a table, and what else the reader should know."""
    counts = outcome.counts
    shown: list[AnyBlock] = [
        Tiles(
            items=[
                Tile(label=msg("Rows read"), value=Num(value=float(counts.read))),
                Tile(label=msg("Rows stored"), value=Num(value=float(counts.stored)), tone="good"),
                Tile(label=msg("Rows rejected"), value=Num(value=float(counts.rejected))),
                Tile(label=msg("Rows left out"), value=Num(value=float(counts.excluded))),
            ]
        )
    ]
    if outcome.reasons:
        shown.append(_reasons_table(outcome))
    if counts.emptied:
        shown.append(
            Warning(
                code="emptied",
                message=msgn(
                    "{count} unusable value was set to missing.",
                    "{count} unusable values were set to missing.",
                    counts.emptied,
                ),
            )
        )
    if counts.repeated:
        shown.append(
            Warning(
                code="repeated_keys",
                message=msgn(
                    "{count} row repeats the key of an earlier row.",
                    "{count} rows repeat the key of an earlier row.",
                    counts.repeated,
                ),
            )
        )
    return shown


def _reasons_table(outcome: Outcome) -> Table:
    return Table(
        key="reasons",
        title=msg("Why values were not taken"),
        columns=[
            TableColumn(key="reason", label=msg("Reason")),
            TableColumn(key="count", label=msg("Values"), kind="integer"),
            TableColumn(key="fix", label=msg("What to do")),
        ],
        rows=[
            {"reason": REASONS[code][0], "count": count, "fix": REASONS[code][1]}
            for code, count in sorted(outcome.reasons.items(), key=lambda item: -item[1])
        ],
    )


def _summary(outcome: Outcome) -> dict[str, Any]:
    table = outcome.table
    return {
        "counts": asdict(outcome.counts),
        "reasons": outcome.reasons,
        "rows": table.rows,
        "size": table.size,
        "content_hash": table.content_hash,
        "profile": table.profile.model_dump(mode="json"),
    }
