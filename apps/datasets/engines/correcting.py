"""A table with corrected labels; imported in the child only, without Django."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from apps.core.messages import Message, msg, msgn
from apps.datasets.engines.manifests import CorrectParams
from apps.datasets.labelling import cells
from apps.datasets.tabular.schema import StoredColumn, arrow_type
from apps.datasets.tabular.writer import StoredTable, TableWriter
from apps.engines import parquet
from apps.engines.builtin.text.normal import clean
from apps.engines.builtin.text.rows import identity, said_by
from apps.engines.contract import Context, InputTable, Predictor, Refusal
from apps.engines.result import AnyBlock, Result, Table, TableColumn
from apps.engines.result import Warning as Caution

ROWS = 16_384  # that are held at once
MOST_PAIRS = 200  # of labels, before and after, that the result tells
NOTHING = msg("No row was corrected, and no version was made.")


class CorrectRunner:
    """The table anew, in the same order, with the decided labels in their column."""

    def run(self, ctx: Context, params: CorrectParams, inputs: Mapping[str, InputTable]) -> Result:
        table, path = inputs["data"], ctx.output_dir / "table.parquet"
        columns = stored_columns(table.path)
        names = [column.name for column in columns]
        at, texts = names.index(params.label), names.index(params.text)
        changes, read = _Changes(params, columns[at]), 0
        with TableWriter(path, columns) as writer:
            for batch in parquet.batches(table.path, names, rows=ROWS):
                ctx.check_cancelled()
                arrays = list(batch.columns)
                arrays[at] = changes.put_into(arrays[at], arrays[texts], read)
                writer.write(arrays)
                read += batch.num_rows
                ctx.progress(read, table.rows)
            made = writer.finish()
        corrected, missing = sum(changes.rows.values()), changes.missing()
        told = {"corrected": corrected, "missing": missing}
        if not corrected:
            return Result(headline=NOTHING, blocks=[_not_found(missing)], summary=told)
        ctx.save_artifact("table.parquet", made.path)
        return Result(
            headline=msgn("{count} row was corrected.", "{count} rows were corrected.", corrected),
            blocks=_blocks(changes),
            summary={**told, **_summary(made)},
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


class _Changes:
    """What was decided, the rows of each change that were found so far (``rows``, by key), and the
    column that they go into.
    """

    def __init__(self, params: CorrectParams, stored: StoredColumn) -> None:
        self.read = cells.reader(params.kind, params.separator)
        self.asked = {change.key: change for change in params.changes}
        self.was = {key: self.read(change.was, 1) for key, change in self.asked.items()}
        self.cells = {key: _cell(change.label, stored) for key, change in self.asked.items()}
        self.stored = stored
        self.rows = Counter[str]()

    def put_into(self, column: Any, texts: Any, before: int) -> Any:
        """The column with new cells where text and label are those that the person saw. ``before``
        are the rows of the table above these.
        """
        import pyarrow as pa

        found = column.to_pylist()
        for place, text in enumerate(texts.to_pylist()):
            key = said_by(identity(clean(text))) if text else ""
            if key in self.was and self._says(found[place], before + place + 1) == self.was[key]:
                found[place] = self.cells[key]
                self.rows[key] += 1
        return pa.array(found, type=arrow_type(self.stored.dtype))

    def _says(self, cell: Any, row: int) -> str | None:
        """What a cell says; None where it is of another kind by now, and so not what was seen."""
        try:
            return self.read(cell, row)
        except Refusal:
            return None

    def missing(self) -> list[str]:
        """The keys of changes that found no row."""
        return [key for key in self.asked if key not in self.rows]

    def pairs(self) -> Counter[tuple[str, str]]:
        """The rows of each pair of labels, before and after."""
        found = Counter[tuple[str, str]]()
        for key, count in self.rows.items():
            found[self.asked[key].was, self.asked[key].label] += count
        return found


def _cell(label: str, stored: StoredColumn) -> Any:
    number = cells.as_number(label)
    match stored.dtype:
        case "text":
            return label or None
        case "number" if number is not None:
            return number
        case "boolean" if label in ("true", "false"):
            return label == "true"
        case "integer" if label.removeprefix("-").isdecimal():
            return int(label)
    raise Refusal(
        msg(
            "The column '{column}' cannot hold '{label}' any more.", column=stored.name, label=label
        ),
        fix=msg("Train on the newest version and check its labels."),
    )


def _blocks(changes: _Changes) -> list[AnyBlock]:
    pairs = changes.pairs()
    rows: list[dict[str, float | int | str | Message | None]] = [
        {"was": was or "–", "now": now or "–", "rows": count}
        for (was, now), count in sorted(pairs.items(), key=lambda one: (-one[1], one[0]))
    ]
    table = Table(
        key="changes",
        title=msg("Labels that were changed"),
        columns=[
            TableColumn(key="was", label=msg("Was")),
            TableColumn(key="now", label=msg("Is now")),
            TableColumn(key="rows", label=msg("Rows"), kind="integer"),
        ],
        rows=rows[:MOST_PAIRS],
    )
    missing = changes.missing()
    return [_not_found(missing), table] if missing else [table]


def _not_found(missing: Sequence[str]) -> Caution:
    return Caution(
        code="not_found",
        message=msgn(
            "{count} changed label was not applied: no row has its text and the label that was"
            " seen any more.",
            "{count} changed labels were not applied: no row has their texts and the labels that"
            " were seen any more.",
            len(missing),
        ),
        fix=msg("Train on the newest version and check its labels."),
    )


def _summary(made: StoredTable) -> dict[str, Any]:
    return {
        "rows": made.rows,
        "size": made.size,
        "content_hash": made.content_hash,
        "profile": made.profile.model_dump(mode="json"),
    }
