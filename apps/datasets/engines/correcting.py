"""A table with corrected labels; imported in the child only, without Django."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from apps.core.messages import msg, msgn
from apps.datasets.engines.manifests import CorrectParams
from apps.datasets.tabular.schema import StoredColumn, arrow_type
from apps.datasets.tabular.writer import StoredTable, TableWriter
from apps.engines import parquet
from apps.engines.builtin.text.rows import clean, identity, said_by
from apps.engines.contract import Context, InputTable, Predictor, Refusal
from apps.engines.result import Result

ROWS = 16_384  # that are held at once


class CorrectRunner:
    """The table anew, in the same order, with the decided labels in their column."""

    def run(self, ctx: Context, params: CorrectParams, inputs: Mapping[str, InputTable]) -> Result:
        table, path = inputs["data"], ctx.output_dir / "table.parquet"
        labels = {change.key: change.label for change in params.changes}
        columns = stored_columns(table.path)
        names = [column.name for column in columns]
        at, texts = names.index(params.label), names.index(params.text)
        corrected = read = 0
        with TableWriter(path, columns) as writer:
            for batch in parquet.batches(table.path, names, rows=ROWS):
                ctx.check_cancelled()
                arrays = list(batch.columns)
                arrays[at], count = _relabelled(arrays[at], arrays[texts], labels, columns[at])
                writer.write(arrays)
                corrected, read = corrected + count, read + batch.num_rows
                ctx.progress(read, table.rows)
            if not corrected:
                raise Refusal(
                    msg("None of the texts whose label was changed is in the table any more."),
                    fix=msg("Train on the newest version and check its labels."),
                )
            made = writer.finish()
        ctx.save_artifact("table.parquet", made.path)
        return Result(
            headline=msgn("{count} row was corrected.", "{count} rows were corrected.", corrected),
            summary=_summary(made, corrected),
        )

    def load(self, path: Path, runtime: Mapping[str, Any]) -> Predictor:
        raise NotImplementedError("this engine saves no model")


def stored_columns(path: Path) -> list[StoredColumn]:
    """The columns of a stored table, with the kinds and units that its fields keep."""
    import pyarrow.parquet as pq

    found = []
    for field in pq.read_schema(path):
        kept = {key.decode(): value.decode() for key, value in (field.metadata or {}).items()}
        found.append(
            StoredColumn.model_validate(
                {
                    "name": field.name,
                    "kind": kept.get("lepton.kind", "text"),
                    "unit": kept.get("lepton.unit", ""),
                }
            )
        )
    return found


def _relabelled(
    column: Any, texts: Any, labels: Mapping[str, str], stored: StoredColumn
) -> tuple[Any, int]:
    """The column with the labels of these texts, and how many cells are new."""
    import pyarrow as pa

    cells = column.to_pylist()
    count = 0
    for place, text in enumerate(texts.to_pylist()):
        label = labels.get(said_by(identity(clean(text)))) if text else None
        if label is None:
            continue
        cell = _cell(label, stored)
        count += cells[place] != cell
        cells[place] = cell
    return pa.array(cells, type=arrow_type(stored.dtype)), count


def _cell(label: str, stored: StoredColumn) -> Any:
    match stored.dtype:
        case "integer":
            return int(label)
        case "boolean":
            return label == "true"
    return label


def _summary(made: StoredTable, corrected: int) -> dict[str, Any]:
    return {
        "corrected": corrected,
        "rows": made.rows,
        "size": made.size,
        "content_hash": made.content_hash,
        "profile": made.profile.model_dump(mode="json"),
    }
