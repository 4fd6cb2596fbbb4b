"""How far the descent is from the exact solution, in figures and in words."""

from __future__ import annotations

from typing import Any

import numpy as np

from apps.core.messages import Message, Num, msg
from apps.engines.builtin.gradient_descent.descent import Outcome
from apps.engines.builtin.gradient_descent.manifest import DescentParams
from apps.engines.builtin.linear.estimate import Estimate
from apps.engines.builtin.linear.fit import Fit
from apps.engines.figures import everyday_decimals
from apps.engines.result import AnyBlock, Table, TableColumn, Text
from apps.engines.result import Warning as Caution

Cell = float | int | str | Message | None


def distance(found: Fit, exact: Fit, figures: list[Estimate]) -> float:
    """Largest difference of a coefficient, relative to the coefficient or, where that is larger,
    to its standard error: a coefficient near zero is not judged by its own size.
    """
    errors = np.array([[term.se or 0.0 for term in one.terms] for one in figures]).T
    size = np.maximum(np.abs(exact.coefficients), errors)
    gap = np.abs(found.coefficients - exact.coefficients)
    return float(np.max(np.where(size > 0, gap / np.where(size > 0, size, 1.0), gap), initial=0.0))


def blocks(
    found: Fit, exact: Fit, outcome: Outcome, far: float, params: DescentParams
) -> list[AnyBlock]:
    """What was reached, the comparison, and a caution where it is not close."""
    said = Num(value=far, digits=2)
    answer: list[AnyBlock] = []
    if outcome.stopped:
        answer.append(
            Caution(
                code="stopped",
                severity="serious",
                message=msg(
                    "The descent was stopped after epoch {epoch}. It differs from the exact"
                    " solution by up to {far} (relative).",
                    epoch=outcome.epochs,
                    far=said,
                ),
                fix=msg("Run it again to the end before using its coefficients."),
            )
        )
    elif not outcome.converged:
        answer.append(
            Caution(
                code="not_converged",
                severity="serious" if far > 1e-3 else "warn",
                message=msg(
                    "The descent had not converged after {epoch} epochs: it differs from the exact"
                    " solution by up to {far} (relative).",
                    epoch=outcome.epochs,
                    far=said,
                ),
                fix=_advice(params),
            )
        )
    reached = (
        msg("Converged after {epoch} epochs.", epoch=outcome.epochs)
        if outcome.converged
        else msg("Ended after {epoch} epochs.", epoch=outcome.epochs)
    )
    differs = msg("It differs from the exact solution by at most {far} (relative).", far=said)
    heading = msg("Against the exact solution")
    answer.append(Text(heading=heading, paragraphs=[reached, differs]))
    return [*answer, *[_table(found, exact, place) for place in range(len(found.spec.targets))]]


def _advice(params: DescentParams) -> Message:
    if params.batch_size:
        return msg("Set the batch size to 0: steps on parts of the data never settle exactly.")
    return msg("Allow more epochs, or raise the learning rate a little.")


def _table(found: Fit, exact: Fit, place: int) -> Table:
    target = found.spec.targets[place]
    ours, theirs = found.coefficients[:, place], exact.coefficients[:, place]
    decimals = everyday_decimals(*map(float, ours))
    rows: list[dict[str, Cell]] = [
        {
            "term": name or msg("Intercept"),
            "descent": float(mine),
            "exact": float(true),
            "difference": float(abs(mine - true) / abs(true)) if true else None,
        }
        for name, mine, true in zip(found.terms, ours, theirs, strict=True)
    ]
    return Table(
        key=f"against-exact:{target}",
        title=msg("Coefficients of {target}: descent and exact", target=target),
        columns=[
            TableColumn(key="term", label=msg("Term")),
            TableColumn(
                key="descent",
                label=msg("Gradient descent"),
                kind="number",
                digits=9,
                decimals=decimals,
            ),
            TableColumn(
                key="exact", label=msg("Exact (QR)"), kind="number", digits=9, decimals=decimals
            ),
            TableColumn(
                key="difference", label=msg("Relative difference"), kind="number", digits=2
            ),
        ],
        rows=rows,
    )


def summary(outcome: Outcome, far: float) -> dict[str, Any]:
    """For machines."""
    return {
        "descent": {
            "epochs": outcome.epochs,
            "converged": outcome.converged,
            "stopped": outcome.stopped,
            "loss": outcome.loss,
            "steepest_slope": outcome.slope,
            "relative_difference": far,
        }
    }
