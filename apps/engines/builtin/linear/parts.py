"""The first pass over a part of a table, as a small JSON state that is added to those of others."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

import numpy as np

from apps.core.messages import msg
from apps.engines.builtin.linear.reading import Reader, group_codes
from apps.engines.builtin.linear.scan import Block, Scan, Spec, take_in
from apps.engines.builtin.linear.whitened import Frame, Triangle
from apps.engines.contract import Context, InputTable

BATCH_VALUES = 1_000_000
COUNTS = ("used", "dropped_missing", "dropped_weightless", "dropped_early", "total_weight")


def spans(table: InputTable, count: int) -> list[tuple[int, int]]:
    """At most ``count`` pieces of about as many rows, none of which begins inside a row group."""
    starts = np.asarray(table.starts())
    wanted = np.arange(1, count) * (table.rows / count)
    edges = {int(starts[np.argmin(np.abs(starts - edge))]) for edge in wanted} - {0}
    inner = sorted(edges)
    return list(zip([0, *inner], [*inner, table.rows], strict=True))


def first_pass(
    ctx: Context,
    reader: Reader,
    scan: Scan,
    triangle: Triangle,
    done: Callable[[Block], None],
    values: int = BATCH_VALUES,
) -> None:
    """Count and gather the reader's rows; ``done`` is told of each block."""
    for block in reader.blocks(values, scan):
        ctx.check_cancelled()
        take_in(scan, block, reader.spec)
        triangle.add(block)
        ctx.check_cancelled()
        done(block)


def gather(ctx: Context, table: InputTable, spec: Spec, span: tuple[int, int]) -> dict[str, Any]:
    """What the rows of ``span`` add: counts, sums, extremes and the triangle."""
    codes = group_codes(table, spec.cluster) if spec.cluster else None
    scan = Scan.empty(table.rows, spec)
    triangle = Triangle(spec.unknowns + len(spec.targets), spec.intercept)
    rows = span[1] - span[0]
    seen = 0

    def told(block: Block) -> None:
        nonlocal seen
        seen += len(block)
        ctx.progress(seen, max(rows, 1), msg("Reading the rows"))

    first_pass(ctx, Reader(table, spec, codes, span), scan, triangle, told)
    state = {name: getattr(scan, name) for name in COUNTS}
    state |= {"missing": scan.missing_by_column, "even_weights": scan.even_weights}
    if not scan.used or triangle.frame is None:
        return state
    for name in ("minimum", "maximum", "sums"):
        state[name] = getattr(scan, name).tolist()
    frame = triangle.frame
    return {
        **state,
        "heaviest": scan.heaviest,
        "shift": frame.shift.tolist(),
        "scale": frame.scale.tolist(),
        "r": triangle.triangle(frame).tolist(),
        "rows": triangle.rows,
        "spread": triangle.spread,
    }


def add(scan: Scan, triangle: Triangle, state: Mapping[str, Any]) -> None:
    """Take in what :func:`gather` found of a part."""
    for name in COUNTS:
        setattr(scan, name, getattr(scan, name) + state[name])
    for name, count in state["missing"].items():
        scan.missing_by_column[name] += count
    if not state["used"]:
        return
    np.minimum(scan.minimum, state["minimum"], out=scan.minimum)
    np.maximum(scan.maximum, state["maximum"], out=scan.maximum)
    scan.sums += np.array(state["sums"])
    scan.heaviest = max(scan.heaviest, state["heaviest"])
    scan.even_weights = scan.even_weights and state["even_weights"]
    frame = Frame(np.array(state["shift"]), np.array(state["scale"]), triangle.intercept)
    triangle.absorb(frame, np.array(state["r"]), state["rows"], state["spread"])
