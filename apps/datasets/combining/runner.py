"""The combined table and its coverage; imported in the child only, without Django."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import pyarrow as pa

from apps.datasets.combining import grains, joining
from apps.datasets.combining.cautions import cautions
from apps.datasets.combining.coverage import Coverage, blocks, figures, headline
from apps.datasets.combining.manifest import MARKET, PERIOD, SLOTS, CombineParams
from apps.datasets.combining.markets import Register
from apps.datasets.combining.reading import Read, read
from apps.datasets.tabular.schema import StoredColumn, arrow_type
from apps.datasets.tabular.writer import StoredTable, TableWriter
from apps.engines.contract import Context, InputTable, Predictor
from apps.engines.result import Result

TABLE = "table.parquet"
ROWS = 65_536


class CombineRunner:
    """Reads every table to one row for each market and period, and joins them."""

    def run(self, ctx: Context, params: CombineParams, inputs: Mapping[str, InputTable]) -> Result:
        register = Register(similar=params.similar, keep=params.others == "keep")
        reads = _read_all(ctx, params, inputs, register)
        grain = reads[0].grain
        for each in reads:
            joining.fit(each, grain, reads[0], register)
            ctx.check_cancelled()
        keys = joining.join(reads, grain, params.rows == "all")
        seen = Coverage(reads, register, grain, keys)
        told: dict[str, Any] = {"preview": params.preview, "coverage": figures(seen)}
        answer = Result(
            headline=headline(seen), blocks=[*cautions(seen), *blocks(seen)], summary=told
        )
        if params.preview:
            return answer
        made = _write(ctx, seen)
        ctx.save_artifact(TABLE, made.path)
        summary = {
            "rows": made.rows,
            "size": made.size,
            "content_hash": made.content_hash,
            "profile": made.profile.model_dump(mode="json"),
        }
        return answer.model_copy(update={"summary": {**told, **summary}})

    def load(self, path: Path, runtime: Mapping[str, Any]) -> Predictor:
        raise NotImplementedError("this engine saves no model")


def _read_all(
    ctx: Context, params: CombineParams, inputs: Mapping[str, InputTable], register: Register
) -> list[Read]:
    chosen = [slot for slot in SLOTS if slot in inputs]
    total = 2 * sum(inputs[slot].rows for slot in chosen)  # each is read twice
    done = 0

    def check(rows: int) -> None:
        nonlocal done
        ctx.check_cancelled()
        done += rows
        ctx.progress(done, total)

    names = unlike([params.called(slot) for slot in chosen], ())
    return [
        read(inputs[slot], slot, name, params.choice(slot), register, check)
        for slot, name in zip(chosen, names, strict=True)
    ]


def unlike(names: Sequence[str], taken: Sequence[str]) -> list[str]:
    """The names with a number behind those that are there already."""
    used, found = set(taken), []
    for name in names:
        number, made = 1, name
        while made in used:
            number += 1
            made = f"{name} {number}"
        used.add(made)
        found.append(made)
    return found


def columns_of(seen: Coverage) -> list[StoredColumn]:
    """The columns of the combined table: 'market', 'period' and what was taken. A name that stands
    in several tables has the table's name behind it.
    """
    codes = set(seen.register.keys) <= _codes()
    keys = [StoredColumn(name=MARKET, kind="country" if codes else "text")]
    if seen.grain != grains.NONE:
        kind, _values = grains.written(seen.grain, [])
        keys.append(StoredColumn.model_validate({"name": PERIOD, "kind": kind}))
    taken = [(each, column) for each in seen.reads for column in each.columns]
    counts = Counter([column.name for column in keys] + [column.name for _, column in taken])
    wanted = [
        column.name if counts[column.name] == 1 else f"{column.name} ({each.name})"
        for each, column in taken
    ]
    names = unlike(wanted, [column.name for column in keys])
    made = [
        column.model_copy(update={"name": name})
        for name, (_, column) in zip(names, taken, strict=True)
    ]
    return [*keys, *made]


def _codes() -> set[str]:
    from apps.reference import countries

    return {country.iso3 for country in countries.all_countries()}


def _write(ctx: Context, seen: Coverage) -> StoredTable:
    columns = columns_of(seen)
    markets = pa.array(seen.register.keys, type=pa.string())
    values = [f"{place}{key}" for place, each in enumerate(seen.reads) for key in each.values]
    with TableWriter(ctx.output_dir / TABLE, columns) as writer:
        for part in seen.keys.iter_slices(ROWS):
            ctx.check_cancelled()
            arrays = [markets.take(part["m"].to_arrow())]
            if seen.grain != grains.NONE:
                kind = arrow_type(columns[1].dtype)
                _kind, cells = grains.written(seen.grain, part["p"].to_list())
                arrays.append(pa.array(cells, type=kind))
            for key, column in zip(values, columns[len(arrays) :], strict=True):
                arrays.append(part[key].to_arrow().cast(arrow_type(column.dtype)))
            writer.write(arrays)
        return writer.finish()
