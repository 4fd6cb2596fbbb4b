"""Tables on disk and the engine on them, in this process."""

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from apps.datasets.engines.deriving import DeriveRunner
from apps.datasets.engines.manifests import DeriveEngine
from apps.datasets.tabular.schema import StoredColumn, arrow_schema, arrow_type
from apps.engines.contract import ColumnProfile, InputProfile
from apps.engines.tables import ParquetTable
from apps.engines.testing.doubles import MemoryContext
from tests.datasets.sources.conftest import run_here

__all__ = ["run_here"]


class Derived:
    """What a run came to: its result and its table's columns as Python values."""

    def __init__(self, result, path):
        self.result, self.table = result, pq.read_table(path)

    def __getitem__(self, name):
        return self.table.column(name).to_pylist()

    def unit(self, name):
        return self.table.schema.field(name).metadata[b"lepton.unit"].decode()

    def rows(self, key):
        """The rows of a result's table, with messages as text."""
        block = next(one for one in self.result.blocks if getattr(one, "key", "") == key)
        return [{name: _text(value) for name, value in row.items()} for row in block.rows]


def near(found, expected, rel=1e-14):
    """Whether both are the same but for ``rel``, and empty in the same places."""
    assert [one is None for one in found] == [one is None for one in expected], found
    pairs = [one for one in zip(found, expected, strict=True) if one[0] is not None]
    assert [one for one, _ in pairs] == pytest.approx([two for _, two in pairs], rel=rel)


def _text(value):
    return value if isinstance(value, int | float) else str(value)


@pytest.fixture
def stored(tmp_path):
    """``stored({"price": ("number", "EUR", [1.0])})`` is a stored table; kinds as schema has."""
    made = []

    def _stored(columns):
        made.append(tmp_path / f"in{len(made)}.parquet")
        described = [
            StoredColumn(name=name, kind=kind, unit=unit)
            for name, (kind, unit, _values) in columns.items()
        ]
        arrays = [
            pa.array(values, type=arrow_type(column.dtype))
            for column, (_kind, _unit, values) in zip(described, columns.values(), strict=True)
        ]
        pq.write_table(pa.table(arrays, schema=arrow_schema(described)), made[-1])
        profiles = [
            ColumnProfile(name=one.name, dtype=one.dtype, unit=one.unit) for one in described
        ]
        return ParquetTable(made[-1], columns=profiles)

    return _stored


@pytest.fixture
def engine():
    return DeriveEngine()


@pytest.fixture
def issues(engine):
    """``issues(table, steps)`` are the engine's, as (field, sentence)."""

    def _issues(table, steps, of_rates=None, /, **more):
        params = engine.Params.model_validate({"steps": steps, **more})
        tables = {"data": table, **({"rates": of_rates} if of_rates else {})}
        profiles = {
            slot: InputProfile(kind="dataset", id=slot, name=slot, columns=one.columns)
            for slot, one in tables.items()
        }
        return [(one.field, str(one.message)) for one in engine.validate(params, profiles)]

    return _issues


@pytest.fixture
def derive(engine, issues, tmp_path):
    """``derive(table, [step, …])`` runs the engine."""
    count = []

    def _derive(table, steps, of_rates=None, /, **more):
        assert issues(table, steps, of_rates, **more) == []
        count.append(1)
        context = MemoryContext(tmp_path / f"run{len(count)}")
        params = engine.Params.model_validate({"steps": steps, **more})
        tables = {"data": table, **({"rates": of_rates} if of_rates else {})}
        result = DeriveRunner().run(context, params, tables)
        return Derived(result, context.artifacts["table.parquet"])

    return _derive
