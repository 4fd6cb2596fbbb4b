"""The scale that is computed in: predictors centred, the target less its least-squares line.

Neither changes an answer; both keep digits where columns are large and vary little.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from apps.core.messages import msg
from apps.engines.builtin.transfer.mixed import Floats, Moments
from apps.engines.builtin.transfer.panel import Panel, Rows
from apps.engines.contract import Refusal

ALIKE = 1e-9  # of squares: as sums of squares and products can tell columns apart
EXACT = 1e-11


@dataclass(frozen=True)
class Frame:
    """``shift``, ``scale`` (k,) of predictors; ``base`` (p,) the least-squares line in that scale;
    ``unit`` what a target of one means in the person's units, ``level`` what zero means.
    """

    shift: Floats
    scale: Floats
    base: Floats
    level: float
    unit: float

    def design(self, x: Floats) -> Floats:
        """(r, p) rows of X, intercept first, for predictors (r, k)."""
        return np.hstack([np.ones((len(x), 1)), (x - self.shift) / self.scale])

    def inner(self, x: Floats, y: Floats) -> Floats:
        """(r, p + 1): rows of [X y]."""
        design = self.design(x)
        return np.column_stack([design, (y - self.level) / self.unit - design @ self.base])

    def outer(self, x: Floats, inner: Floats) -> Floats:
        """Values of the target in the person's units; ``inner`` (..., r) for predictors (r, k)."""
        return np.asarray((inner + self.design(x) @ self.base) * self.unit + self.level)

    def to_user(self) -> Floats:
        """(p, p): coefficients in this scale to those of the person's columns."""
        map_ = np.eye(len(self.base))
        map_[0, 1:] = -self.shift / self.scale
        map_[1:, 1:] = np.diag(1 / self.scale)
        return map_


def frame_of(panel: Panel) -> Frame:
    """From all rows used. Refuses columns that can be computed from others, and exact targets."""
    x = np.vstack([rows.x for rows in panel.everyone])
    y = np.concatenate([rows.y for rows in panel.everyone])
    shift, scale = x.mean(axis=0), x.std(axis=0)
    level, unit = float(y.mean()), float(y.std())
    if unit <= EXACT * max(abs(level), 1e-300):
        raise Refusal(
            msg(
                "'{target}' has the same value in every row used: there is nothing to learn.",
                target=panel.target,
            ),
            fix=msg("Choose another target."),
            field="data.target",
        )
    design = np.hstack([np.ones((len(x), 1)), (x - shift) / scale])
    if len(y) < design.shape[1] + 3:
        raise Refusal(
            msg(
                "{rows} rows are too few for {count} predictors.",
                rows=len(y),
                count=len(panel.predictors),
            ),
            fix=msg("Add rows, or choose fewer predictors."),
            field="data.predictors",
        )
    factor = np.linalg.qr(design)[1]
    for place, name in enumerate(panel.predictors, start=1):
        if abs(factor[place, place]) ** 2 < 10 * ALIKE * np.linalg.norm(factor[:, place]) ** 2:
            raise Refusal(
                msg("Column '{name}' can be computed from other predictors.", name=name),
                fix=msg("Take it out of the predictors."),
                field="data.predictors",
            )
    z = (y - level) / unit
    base = np.linalg.lstsq(design, z, rcond=None)[0]
    left = float(np.sqrt(np.mean((z - design @ base) ** 2)))
    if left < EXACT:
        raise Refusal(
            msg(
                "The predictors give '{target}' exactly, but for rounding: nothing is left that"
                " could differ between markets.",
                target=panel.target,
            ),
            fix=msg("Check that the target was not computed from the predictors."),
            field="data.target",
        )
    return Frame(shift, scale, base / left, level, unit * left)


def moments(frame: Frame, markets: list[Rows]) -> Moments:
    """Cross products of each market's rows."""
    return Moments(
        np.array([gram(frame, rows) for rows in markets]),
        np.array([float(len(rows)) for rows in markets]),
    )


def gram(frame: Frame, rows: Rows, count: int | None = None) -> Floats:
    """(p + 1, p + 1) of a market's first ``count`` rows (all by default)."""
    inner = frame.inner(rows.x[:count], rows.y[:count])
    return np.asarray(inner.T @ inner)


def check_each_left_out(panel: Panel, known: Moments) -> None:
    """Refuse a predictor whose effect would be unknown without one of the markets."""
    p = known.p
    total = known.gram[:, :p, :p].sum(axis=0)
    for place, rows in enumerate(panel.others):
        column = _untold(total - known.gram[place, :p, :p])
        if column is None:
            continue
        raise Refusal(
            msg(
                "Only {market} tells what '{name}' does: without its rows the column says nothing"
                " new, so what was learned from it cannot be carried to another market.",
                market=rows.name,
                name=panel.predictors[column],
            ),
            fix=msg("Take it out of the predictors, or add markets in which it differs."),
            field="data.predictors",
        )


def tells_all(gram: Floats) -> bool:
    """Whether rows with these cross products (p, p) of X tell the effects of all predictors."""
    return _untold(gram) is None


def _untold(gram: Floats) -> int | None:
    """The predictor, from 0, that does not vary or that others make up; None where there is none.

    Each is measured by its own variance: a market far away from all others must not make theirs
    look like nothing.
    """
    if len(gram) < 2:
        return None
    centred = gram[1:, 1:] - np.outer(gram[0, 1:], gram[0, 1:]) / gram[0, 0]
    own, whole = np.diag(centred), np.diag(gram)[1:]
    still = own <= ALIKE * whole
    if still.any():
        return int(np.argmax(still))
    values, vectors = np.linalg.eigh(centred / np.sqrt(np.outer(own, own)))
    return None if values[0] > ALIKE * values[-1] else int(np.argmax(np.abs(vectors[:, 0])))
