"""A table with added columns; imported in the child only, without Django."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

import numpy as np

from apps.datasets.deriving import formulas, series
from apps.datasets.deriving.arithmetic import evaluate
from apps.datasets.deriving.checks import result_of
from apps.datasets.deriving.gaps import FINE, ZERO, Gaps, finite, first
from apps.datasets.deriving.gaps import MISSING as LACKS
from apps.datasets.deriving.money import Ledger, convert
from apps.datasets.deriving.rates import Rates
from apps.datasets.deriving.steps import (
    ChangeStep,
    CurrencyStep,
    DeflateStep,
    DeriveParams,
    FormulaStep,
    ShareStep,
    Step,
    UnitStep,
)
from apps.datasets.deriving.telling import Told, blocks, headline
from apps.datasets.deriving.units import ratio
from apps.datasets.deriving.work import Floats, Work, numbers, told
from apps.datasets.engines.correcting import stored_columns
from apps.datasets.tabular.schema import StoredColumn
from apps.datasets.tabular.writer import StoredTable, TableWriter
from apps.engines.contract import ColumnProfile, Context, InputTable, Predictor, Refusal
from apps.engines.result import Result


class DeriveRunner:
    """The table anew, in the same order, with a column for each step."""

    def run(self, ctx: Context, params: DeriveParams, inputs: Mapping[str, InputTable]) -> Result:
        table = inputs["data"]
        rates = None
        if params.needs_rates and params.rates is not None and "rates" in inputs:
            rates = Rates.read(inputs["rates"], params.rates)
        made = _Making(ctx, table, rates)
        for place, step in enumerate(params.steps):
            ctx.check_cancelled()
            made.add(step)
            ctx.progress(place + 1, len(params.steps) + 1)
        stored = made.write(ctx.output_dir / "table.parquet")
        ctx.save_artifact("table.parquet", stored.path)
        hashed = inputs["rates"].content_hash if rates is not None else ""
        facts = Told(params, made.columns, made.gaps, made.ledger, rates, stored.rows)
        return Result(
            headline=headline(facts),
            blocks=blocks(facts),
            summary={
                "added": [step.name for step in params.steps],
                "empty": {step.name: gap.empty for step, gap in _pairs(params, made.gaps)},
                "rates_hash": hashed,
                **_summary(stored),
            },
        )

    def load(self, path: Path, runtime: Mapping[str, Any]) -> Predictor:
        raise NotImplementedError("this engine saves no model")


def _pairs(params: DeriveParams, gaps: list[Gaps]) -> list[tuple[Step, Gaps]]:
    return list(zip(params.steps, gaps, strict=True))


class _Making:
    """The columns so far, and what is to be told of each."""

    def __init__(self, ctx: Context, table: InputTable, rates: Rates | None) -> None:
        self.ctx, self.rates, self.table = ctx, rates, table
        self.work = Work(table, ctx.tmpdir)
        self.before = stored_columns(table.path)
        self.profiles = {
            column.name: ColumnProfile(name=column.name, dtype=column.dtype, unit=column.unit)
            for column in self.before
        }
        self.columns: list[StoredColumn] = []
        self.gaps: list[Gaps] = []
        self.ledger = Ledger()

    def add(self, step: Step) -> None:
        gaps = Gaps()
        values = self._values(step, gaps)
        column = result_of(step, self.profiles)
        self.work.put(step.name, values)
        self.profiles[step.name] = ColumnProfile(
            name=step.name, dtype=column.dtype, unit=column.unit
        )
        self.columns.append(column)
        self.gaps.append(gaps)

    def _values(self, step: Step, gaps: Gaps) -> Floats:
        check = self.ctx.check_cancelled
        if isinstance(step, FormulaStep):
            return self._formula(step, gaps)
        if isinstance(step, ChangeStep):
            return series.change(self.work, step, gaps, check)
        if isinstance(step, ShareStep):
            return series.share(self.work, step, gaps, check)
        if isinstance(step, CurrencyStep):
            return convert(self.work, step, self.rates, gaps, self.ledger, check)
        return self._scaled(step, gaps)

    def _formula(self, step: FormulaStep, gaps: Gaps) -> Floats:
        written, issue = formulas.read(step.formula, self.profiles)
        if written is None or issue is not None:
            raise _refused(issue)
        names, out = written.columns(), self.work.empty()
        for start, frame in self.work.frames(names):
            self.ctx.check_cancelled()
            given = {name: numbers(frame, name) for name in names}
            values, why = evaluate(written, given, len(frame))
            out[start : start + len(frame)] = values
            gaps.add(why, start, lambda place, frame=frame: told(frame, names, place))
        return out

    def _scaled(self, step: UnitStep | DeflateStep, gaps: Gaps) -> Floats:
        index = [step.index] if isinstance(step, DeflateStep) else []
        names, out = [step.column, *index], self.work.empty()
        for start, frame in self.work.frames(names):
            self.ctx.check_cancelled()
            values = numbers(frame, step.column)
            why = finite(values, LACKS)
            with np.errstate(all="ignore"):
                if isinstance(step, DeflateStep):
                    level = numbers(frame, step.index)
                    why = first(why, finite(level, LACKS))
                    why = first(why, np.where(level <= 0, ZERO, FINE))
                    found = values / level * step.base
                else:
                    by = ratio(step.from_unit, step.to_unit)
                    found = values * by.numerator / by.denominator
            why = first(why, finite(found))
            out[start : start + len(frame)] = np.where(why == FINE, found, np.nan)
            gaps.add(why, start, lambda place, frame=frame: told(frame, names, place))
        return out

    def write(self, path: Path) -> StoredTable:
        """The table with its new columns at the end, or in the place of those they replace."""
        import pyarrow as pa  # heavy: in the child only

        new = {column.name: column for column in self.columns}
        old = [new.get(column.name, column) for column in self.before]
        kept = {column.name for column in self.before}
        columns = [*old, *(column for column in self.columns if column.name not in kept)]
        names = [column.name for column in self.before]
        with TableWriter(path, columns) as writer:
            for start, rows, batch in self.work.batches(names):
                self.ctx.check_cancelled()
                arrays = []
                for column in columns:
                    if column.name in new:
                        made = np.asarray(self.work.made[column.name][start : start + rows])
                        arrays.append(pa.array(made, from_pandas=True))
                    else:
                        arrays.append(batch.column(names.index(column.name)))
                writer.write(arrays)
            return writer.finish()


def _refused(issue: Any) -> Refusal:
    return Refusal(issue.message, fix=issue.fix, field="steps")


def _summary(made: StoredTable) -> dict[str, Any]:
    return {
        "rows": made.rows,
        "size": made.size,
        "content_hash": made.content_hash,
        "profile": made.profile.model_dump(mode="json"),
    }
