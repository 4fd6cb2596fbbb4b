"""Runs ``text.embed``. Imported in a job's child only."""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np
import pyarrow as pa
import pyarrow.parquet as pq

from apps.core.messages import msg
from apps.engines.builtin.text.params import EmbedParams
from apps.engines.builtin.text_embed import likeness, outputs, report, texts
from apps.engines.builtin.text_embed.likeness import Likeness
from apps.engines.builtin.text_embed.texts import Embedded, Texts
from apps.engines.contract import Context, InputTable, Refusal
from apps.engines.result import Result


class Runner:
    """Satisfies ``contract.Runner``."""

    def run(self, ctx: Context, params: EmbedParams, inputs: Mapping[str, InputTable]) -> Result:
        ctx.check_cancelled()
        ctx.progress(0, 1, msg("Reading the texts"))
        found = texts.read(inputs["data"], least=params.columns + 1)
        embedded = texts.embed(ctx, params, found.texts, inputs.get("model"))
        if embedded.vectors.shape[1] < params.columns:
            raise Refusal(
                msg(
                    "The model gives {width} numbers for each text, fewer than {columns} columns.",
                    width=embedded.vectors.shape[1],
                    columns=params.columns,
                ),
                fix=msg("Ask for fewer columns."),
                field="columns",
            )
        ctx.progress(1, 1, msg("Looking for what is near"))
        measured = likeness.measure(found.texts, embedded.vectors, params.columns)
        keep_components(ctx, found, measured)
        keep_embeddings(ctx, found, embedded)
        return report.result(found, embedded, measured)


def keep_components(ctx: Context, found: Texts, measured: Likeness) -> None:
    """The table for other runs: row from 1, principal components."""
    names = outputs.names(measured.components.shape[1])
    columns = {"row": pa.array(found.places + 1, pa.int64())}
    for name, values in zip(names, measured.components.T, strict=True):
        columns[name] = pa.array(np.ascontiguousarray(values), pa.float64())
    _keep(ctx, outputs.COMPONENTS, pa.table(columns))


def keep_embeddings(ctx: Context, found: Texts, embedded: Embedded) -> None:
    """Row from 1, text, and its embedding as a list of fixed length, float32."""
    width = embedded.vectors.shape[1]
    flat = pa.array(np.ascontiguousarray(embedded.vectors).ravel(), pa.float32())
    table = pa.table(
        {
            "row": pa.array(found.places + 1, pa.int64()),
            "text": pa.array(found.texts, pa.string()),
            "embedding": pa.FixedSizeListArray.from_arrays(flat, width),
        }
    )
    _keep(ctx, outputs.EMBEDDINGS, table)


def _keep(ctx: Context, name: str, table: pa.Table) -> None:
    path = ctx.output_dir / name
    pq.write_table(table, path, compression="zstd")
    ctx.save_artifact(name, path)
