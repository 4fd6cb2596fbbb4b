"""Clean rows of a table for the passes of a fit.

A small table is read once and kept; a large one is read again for each pass, so that memory does
not grow with the number of rows. The first pass already gathers the triangle of the fit.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Any

from apps.core.messages import Message, msg, msgn
from apps.engines.builtin.linear import parts
from apps.engines.builtin.linear.reading import Reader, group_codes
from apps.engines.builtin.linear.scan import Block, Scan, Spec, refuse_tiny
from apps.engines.builtin.linear.whitened import Triangle
from apps.engines.contract import Context, InputTable, Refusal

KEEP_BYTES = 96 * 1024**2
BATCH_VALUES = parts.BATCH_VALUES


class CleanRows:
    """The usable rows of one table for one model. ``scan`` and ``triangle`` are there once it is
    made.
    """

    def __init__(
        self,
        ctx: Context,
        table: InputTable,
        spec: Spec,
        *,
        passes: int = 2,
        states: Sequence[Mapping[str, Any]] | None = None,
        told: Callable[[Block], None] | None = None,
    ) -> None:
        """``states`` are what :func:`..parts.gather` found of the parts of the table, in order:
        then the first pass is over. Else ``told`` is called with each block of it.
        """
        self.ctx = ctx
        self.table = table
        self.spec = spec
        self.passes = passes
        self._told = told
        self._stay: list[int] | None = None
        self._done = 0
        self._keep = table.rows * (spec.width + 1) * 8 <= KEEP_BYTES
        self._kept: list[Block] | None = None
        codes = group_codes(table, spec.cluster) if spec.cluster else None
        self.groups = 0 if codes is None else int(codes.max(initial=-1)) + 1
        self._reader = Reader(table, spec, codes)
        self.triangle = Triangle(spec.unknowns + len(spec.targets), spec.intercept)
        self.scan = Scan.empty(table.rows, spec)
        if states is None:
            self._first_pass()
        else:
            self._join(states)
        self._check_missing()
        refuse_tiny(self.scan, spec)

    def blocks(self, note: Message) -> Iterator[Block]:
        """One pass over the used rows, with progress and a chance to cancel for each batch."""
        for block in self._kept if self._kept is not None else self._read():
            self.ctx.check_cancelled()
            yield block
            self._advance(len(block), note)

    def quiet_blocks(self) -> Iterator[Block]:
        """The kept rows again, without progress: for short passes over a small table."""
        for block in self._kept or ():
            self.ctx.check_cancelled()
            yield block

    def narrow(self, stay: list[int]) -> None:
        """Go on with only these predictors (positions in the list of predictors)."""
        k = len(self.spec.predictors)
        self.spec = self.spec.only(stay)
        columns = [*stay, *range(k, k + len(self.spec.targets))]
        for name in ("minimum", "maximum", "sums"):
            setattr(self.scan, name, getattr(self.scan, name)[columns])
        if self._kept is not None:
            self._kept = [block.only(stay) for block in self._kept]
        self._stay = stay  # which rows are usable was decided with all columns, and stays so

    def as_fitted(self, block: Block) -> Block:
        """A block of the first pass with the predictors that are still in the model."""
        return block if self._stay is None else block.only(self._stay)

    @property
    def fits_in_memory(self) -> bool:
        return self._kept is not None

    def _advance(self, rows: int, note: Message) -> None:
        self._done += rows
        self.ctx.progress(self._done, max(self.table.rows, 1) * self.passes, note)

    def _first_pass(self) -> None:
        kept: list[Block] = []

        def done(block: Block) -> None:
            if self._keep:
                kept.append(block.kept())
            if self._told is not None:
                self._told(block)
            self._advance(len(block), msg("Reading the rows"))

        parts.first_pass(self.ctx, self._reader, self.scan, self.triangle, done, BATCH_VALUES)
        self._kept = kept if self._keep else None

    def _join(self, states: Sequence[Mapping[str, Any]]) -> None:
        for state in states:
            parts.add(self.scan, self.triangle, state)
        if self._keep:
            self._kept = list(self._read())

    def _check_missing(self) -> None:
        scan = self.scan
        if self.spec.missing == "refuse" and scan.dropped_missing:
            names = [name for name, count in scan.missing_by_column.items() if count]
            raise Refusal(
                msgn(
                    "{count} of {rows} rows has a missing value in {names}.",
                    "{count} of {rows} rows have a missing value in {names}.",
                    scan.dropped_missing,
                    rows=scan.rows,
                    names=names,
                ),
                fix=msg("Fill the gaps, or choose to leave such rows out."),
                field="missing",
            )

    def _read(self) -> Iterator[Block]:
        for block in self._reader.blocks(BATCH_VALUES):
            yield self.as_fitted(block)
