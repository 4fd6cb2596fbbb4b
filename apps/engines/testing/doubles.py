"""An input in memory and a context that records: what a runner can be tested with."""

from __future__ import annotations

import datetime as dt
import shutil
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Literal

import numpy as np

from apps.core.messages import Message, msg
from apps.engines.contract import Cancelled, ColumnProfile, Dtype, InputProfile, Refusal
from apps.engines.searching import Pruner
from apps.engines.trials import Bound

KINDS: tuple[tuple[type, Dtype], ...] = (
    (bool, "boolean"), (dt.datetime, "datetime"), (dt.date, "date"),
)  # fmt: skip


def _all(values: Sequence[Any], kind: type) -> bool:
    return all(isinstance(value, kind) for value in values)


class MemoryTable:
    """Columns in memory that behave as a stored table. Satisfies ``contract.InputTable``."""

    erasable = False

    def __init__(
        self,
        data: Mapping[str, Sequence[Any]],
        roles: Mapping[str, Sequence[str]] | None = None,
        *,
        content_hash: str = "memory",
        units: Mapping[str, str] | None = None,
    ) -> None:
        self.data = {name: list(values) for name, values in data.items()}
        self.roles = {role: list(names) for role, names in (roles or {}).items()}
        self.content_hash = content_hash
        self.path = Path("memory.parquet")
        self.units = dict(units or {})
        self.columns = [self._profile(name) for name in self.data]

    @property
    def rows(self) -> int:
        return len(next(iter(self.data.values()), []))

    def numbers(self, names: Sequence[str]) -> Any:
        columns = [self._floats(name) for name in names]
        return np.column_stack(columns) if columns else np.empty((self.rows, 0))

    def batches(
        self, names: Sequence[str], rows: int = 65_536, span: tuple[int, int] | None = None
    ) -> Iterator[Any]:
        values = self.numbers(names)[slice(*span) if span else slice(None)]
        for start in range(0, len(values), rows):
            yield values[start : start + rows]

    def batches_apart(
        self, names: Sequence[str], rows: int = 65_536, span: tuple[int, int] | None = None
    ) -> Iterator[Sequence[Any]]:
        for batch in self.batches(names, rows, span):
            yield list(batch.T)

    def starts(self) -> Sequence[int]:
        return range(self.rows)

    def texts(self, name: str, positions: Sequence[int]) -> list[str]:
        column = self.data[name]
        return ["" if column[place] is None else str(column[place]) for place in positions]

    def frame(self, names: Sequence[str] | None = None) -> Any:
        import polars  # heavy, and not every engine's tests need it

        return polars.DataFrame({name: self.data[name] for name in names or self.data})

    def profile(self, slot: str = "data") -> InputProfile:
        """What ``validate`` and ``resources`` would be told of this table."""
        return InputProfile(
            kind="dataset",
            id="memory",
            name=slot,
            rows=self.rows,
            content_hash=self.content_hash,
            columns=self.columns,
            roles=self.roles,
        )

    def take(self, positions: Sequence[int]) -> MemoryTable:
        """The same table with only the rows at these positions, in this order."""
        data = {name: [column[i] for i in positions] for name, column in self.data.items()}
        return MemoryTable(data, self.roles, content_hash=self.content_hash, units=self.units)

    def with_value(self, name: str, position: int, value: Any) -> MemoryTable:
        """The same table with one cell replaced."""
        column = list(self.data[name])
        column[position] = value
        data = {**self.data, name: column}
        return MemoryTable(data, self.roles, content_hash=self.content_hash, units=self.units)

    def _floats(self, name: str) -> Any:
        if name not in self.data:
            raise Refusal(msg("The table has no column named {names}.", names=[name]))
        try:
            return np.array(
                [np.nan if value is None else value for value in self.data[name]], dtype=np.float64
            )
        except (TypeError, ValueError):
            raise Refusal(msg("Column '{name}' holds no numbers.", name=name)) from None

    def _profile(self, name: str) -> ColumnProfile:
        present = [value for value in self.data[name] if value is not None]
        unit = self.units.get(name, "")
        missing = len(self.data[name]) - len(present)
        if any(isinstance(value, str) for value in present):
            length = sum(len(str(value).encode()) for value in present) / len(present)
            return ColumnProfile(name=name, dtype="text", unit=unit, missing=missing, length=length)
        kind = next((dtype for type_, dtype in KINDS if present and _all(present, type_)), None)
        if kind is not None:
            return ColumnProfile(name=name, dtype=kind, unit=unit, missing=missing)
        finite = [float(value) for value in present if np.isfinite(value)]
        return ColumnProfile(
            name=name,
            dtype="number",
            unit=unit,
            missing=missing,
            distinct=len(set(finite)),
            minimum=min(finite, default=None),
            maximum=max(finite, default=None),
        )


@dataclass
class MemoryContext:
    """Records what a runner says. Satisfies ``contract.Context``.

    ``cancel_at`` and ``stop_at`` count calls of ``check_cancelled`` and ``should_stop_and_save``:
    the n-th call (from 1) cancels, or asks to stop and save. ``bounds`` are those of a trial.
    """

    root: Path
    seed: int = 0
    device: str = "cpu"
    devices: int = 1
    threads: int = 1
    resume_from: Path | None = None
    cancel_at: int | None = None
    stop_at: int | None = None
    bounds: Sequence[Bound] = ()
    logs: list[tuple[str, str]] = field(default_factory=list)
    steps: list[tuple[float, float, Message | None]] = field(default_factory=list)
    metrics: list[tuple[str, int, float]] = field(default_factory=list)
    checkpoints: list[Path] = field(default_factory=list)
    artifacts: dict[str, Path] = field(default_factory=dict)
    cancel_checks: int = 0
    stop_checks: int = 0

    def __post_init__(self) -> None:
        self._pruner = Pruner(self.bounds)
        self.tmpdir = self._folder("tmp")
        self.checkpoint_dir = self._folder("checkpoints")
        self.output_dir = self._folder("output")
        self.kept_dir = self._folder("kept")

    def log(self, text: str, level: Literal["info", "warning", "error"] = "info") -> None:
        self.logs.append((level, text))

    def progress(self, done: float, total: float, note: Message | None = None) -> None:
        self.steps.append((done, total, note))

    def metric(self, name: str, step: int, value: float) -> None:
        self.metrics.append((name, step, value))
        self._pruner.see(name, step, value)

    def check_cancelled(self) -> None:
        self.cancel_checks += 1
        if self.cancel_at is not None and self.cancel_checks >= self.cancel_at:
            raise Cancelled
        self._pruner.check()

    def should_stop_and_save(self) -> bool:
        self.stop_checks += 1
        return self.stop_at is not None and self.stop_checks >= self.stop_at

    def save_artifact(self, name: str, path: Path) -> None:
        target = self.kept_dir / name
        target.parent.mkdir(parents=True, exist_ok=True)
        shutil.move(path, target)
        self.artifacts[name] = target

    def checkpoint(self, path: Path) -> None:
        self.checkpoints.append(path)

    @property
    def model_dir(self) -> Path:
        """The folder that ``Runner.load`` is given."""
        return self.kept_dir / "model"

    def _folder(self, name: str) -> Path:
        path = Path(self.root) / name
        path.mkdir(parents=True, exist_ok=True)
        return path


def columns_of(path: Path) -> list[tuple[str, str]]:
    """Name and type, in the contract's words, of each column of a Parquet file."""
    import pyarrow as pa  # only tests of engines that make tables need it
    import pyarrow.parquet as pq

    kinds = (
        (pa.types.is_boolean, "boolean"), (pa.types.is_integer, "integer"),
        (pa.types.is_floating, "number"), (pa.types.is_date, "date"),
        (pa.types.is_timestamp, "datetime"),
    )  # fmt: skip
    return [
        (field.name, next((word for is_kind, word in kinds if is_kind(field.type)), "text"))
        for field in pq.read_schema(path)
    ]
