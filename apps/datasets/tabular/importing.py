"""Streams a file into Parquet; counts, and names every value that could not be stored."""

from __future__ import annotations

import csv
import errno
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from types import TracebackType
from typing import Any, Self

from apps.core.messages import msg, msgn
from apps.datasets.tabular import cells, sources
from apps.datasets.tabular.batch import Batch, BrokenRow
from apps.datasets.tabular.plan import ColumnPlan, Plan
from apps.datasets.tabular.reasons import REASONS
from apps.datasets.tabular.writer import StoredTable, TableWriter
from apps.engines.contract import Refusal

MOST_REJECTIONS = 200_000
MOST_KEYS = 3_000_000


@dataclass
class Counts:
    """``read`` = ``stored`` + ``rejected`` + ``excluded``. ``emptied``: bad cells set to missing.
    ``unlisted``: rejections beyond those that the list has room for.
    """

    read: int = 0
    stored: int = 0
    rejected: int = 0
    excluded: int = 0
    emptied: int = 0
    unlisted: int = 0
    repeated: int = 0


@dataclass(frozen=True)
class Outcome:
    table: StoredTable
    counts: Counts
    reasons: dict[str, int]
    rejections: Path | None


class RejectionLog:
    """A CSV of row, column, value and reason code; texts are added in the reader's language."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self.lines = 0
        self.dropped = 0
        self.reasons: Counter[str] = Counter()
        self._file = path.open("w", encoding="utf-8", newline="")
        self._csv = csv.writer(self._file)
        self._csv.writerow(["row", "column", "value", "code"])

    def add(self, row: int, column: str, value: str, code: str) -> None:
        self.reasons[code] += 1
        if self.lines >= MOST_REJECTIONS:
            self.dropped += 1
            return
        self.lines += 1
        self._csv.writerow([row, column, value[:500].replace("\x00", "\ufffd"), code])

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._file.close()


def run_import(
    path: Path,
    plan: Plan,
    folder: Path,
    *,
    progress: Callable[[float, float], None] = lambda done, total: None,
    check: Callable[[], None] = lambda: None,
) -> Outcome:
    """Import ``path`` into ``folder``. ``progress`` gets bytes, ``check`` may raise to cancel.

    Raises :class:`Refusal` where nothing could be stored or the disk is full; then no file stays.
    """
    if not plan.included():
        raise Refusal(msg("No column is chosen."), fix=msg("Choose at least one column to import."))
    target, rejections = folder / "table.parquet", folder / "rejections.csv"
    try:
        with RejectionLog(rejections) as log:
            importer = Importer(plan, log)
            table = importer.run(path, target, progress, check)
    except OSError as error:
        rejections.unlink(missing_ok=True)
        if error.errno in (errno.ENOSPC, errno.EDQUOT):
            raise _disk_full() from None
        raise
    except BaseException:
        rejections.unlink(missing_ok=True)
        raise
    if not log.lines:
        rejections.unlink()
    return Outcome(table, importer.counts, dict(log.reasons), rejections if log.lines else None)


def _disk_full() -> Refusal:
    return Refusal(
        msg("The disk is full, so the table could not be stored. Nothing was kept of it."),
        fix=msg("Free some disk space, then import again; the upload is still there."),
    )


class Importer:
    """One run: conversion, rejection and counting, batch by batch."""

    def __init__(self, plan: Plan, log: RejectionLog) -> None:
        self.plan = plan
        self.columns = plan.included()
        self.log = log
        self.counts = Counts()
        self._keys = SeenKeys()

    def run(
        self,
        path: Path,
        target: Path,
        progress: Callable[[float, float], None],
        check: Callable[[], None],
    ) -> StoredTable:
        total = path.stat().st_size
        with TableWriter(target, [column.stored() for column in self.columns]) as writer:
            for batch in sources.batches(path, self.plan, typed=True):
                check()
                if batch.columns:  # else it only says how far the reading is
                    writer.write(self._accepted(batch))
                progress(batch.position, total)
            self.counts.stored = writer.rows
            self.counts.unlisted = self.log.dropped
            self._refuse_nothing()
            return writer.finish()

    def _accepted(self, batch: Batch) -> list[Any]:
        """The converted columns with only the rows that are to be stored."""
        self._log_broken(batch.broken)
        raw = [batch.columns[column.position] for column in self.columns]
        converted = [
            cells.convert(array, column) for array, column in zip(raw, self.columns, strict=True)
        ]
        self.counts.read += len(batch.rows)
        keep = self._keep(batch, raw, converted)
        arrays = [each.values for each in converted]
        if self.plan.key:
            keep = self._unrepeated(batch, arrays, keep)
        if keep is None:
            return arrays
        import pyarrow as pa  # not needed to start the web process

        mask = pa.array(keep)
        return [array.filter(mask) for array in arrays]

    def _log_broken(self, broken: Sequence[BrokenRow]) -> None:
        for row in broken:
            self.log.add(row.row, "", row.text, row.code)
        self.counts.read += len(broken)
        self.counts.rejected += len(broken)

    def _keep(self, batch: Batch, raw: Sequence[Any], converted: Sequence[cells.Converted]) -> Any:
        """A boolean array of rows to keep, or None for all of them."""
        import numpy as np

        if all(each.bad is None and each.excluded is None for each in converted):
            return None
        excluded = np.zeros(len(batch.rows), dtype=bool)
        if self.plan.aggregates == "exclude":
            for each in converted:
                if each.excluded is not None:
                    excluded |= each.excluded.to_numpy(zero_copy_only=False)
        rejected = np.zeros(len(batch.rows), dtype=bool)
        for column, array, each in zip(self.columns, raw, converted, strict=True):
            if each.bad is not None:
                bad = each.bad.to_numpy(zero_copy_only=False).astype(bool) & ~excluded
                self._log_bad(column, array, batch.rows, np.flatnonzero(bad))
                rejected |= bad
        if self.plan.on_bad == "missing":
            rejected[:] = False
        self.counts.excluded += int(excluded.sum())
        self.counts.rejected += int(rejected.sum())
        return ~(excluded | rejected)

    def _log_bad(self, column: ColumnPlan, array: Any, rows: Any, bad: Any) -> None:
        if self.plan.on_bad == "missing":
            self.counts.emptied += len(bad)
        room = max(MOST_REJECTIONS - self.log.lines, 0)
        for index in bad[:room]:
            value = str(array[int(index)].as_py())
            self.log.add(int(rows[index]), column.name, value, cells.reason_for(value, column))
        self.log.dropped += max(len(bad) - room, 0)

    def _unrepeated(self, batch: Batch, arrays: Sequence[Any], keep: Any) -> Any:
        """Count rows whose key came before; drop them if that was chosen."""
        import numpy as np

        positions = [n for n, column in enumerate(self.columns) if column.name in self.plan.key]
        if not positions or self._keys.full:
            return keep
        keep = np.ones(len(batch.rows), dtype=bool) if keep is None else keep
        repeated = self._keys.repeated([arrays[n] for n in positions], keep)
        self.counts.repeated += int(repeated.sum())
        if self.plan.duplicates == "keep":
            return keep
        for index in np.flatnonzero(repeated):
            value = " · ".join(str(arrays[n][int(index)].as_py()) for n in positions)
            self.log.add(int(batch.rows[index]), ", ".join(self.plan.key), value, "duplicate")
        self.counts.rejected += int(repeated.sum())
        return keep & ~repeated

    def _refuse_nothing(self) -> None:
        if self.counts.stored:
            return
        if not self.counts.read:
            raise Refusal(
                msg("The file has a header but no rows below it."),
                fix=msg("Choose a file with rows."),
            )
        if not self.log.reasons:
            raise Refusal(
                msgn(
                    "The only row was left out as a group of countries.",
                    "All {count} rows were left out as groups of countries.",
                    self.counts.read,
                ),
                fix=msg("Choose to keep groups of countries."),
            )
        code = self.log.reasons.most_common(1)[0][0]
        raise Refusal(
            msgn(
                "The only row could not be stored. {reason}",
                "None of the {count} rows could be stored. Most often: {reason}",
                self.counts.read,
                reason=REASONS[code][0],
            ),
            fix=REASONS[code][1],
        )


class SeenKeys:
    """Keys met so far, as 64-bit hashes; looking ends at three million, to bound the memory."""

    def __init__(self) -> None:
        self._seen: set[int] = set()

    @property
    def full(self) -> bool:
        return len(self._seen) >= MOST_KEYS

    def repeated(self, arrays: Sequence[Any], keep: Any) -> Any:
        """Which of the kept rows have a key that came before."""
        import numpy as np

        repeated = np.zeros(len(keep), dtype=bool)
        for index, key in enumerate(zip(*(array.to_pylist() for array in arrays), strict=True)):
            if not keep[index]:
                continue
            code = hash(repr(key))  # of the text: hash(-1) == hash(-2)
            if code in self._seen:
                repeated[index] = True
            self._seen.add(code)
        return repeated
