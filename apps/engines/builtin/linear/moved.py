"""The table of single rows that move single coefficients."""

from __future__ import annotations

from apps.core.messages import msg
from apps.engines.builtin.linear.cautions import row_name
from apps.engines.builtin.linear.diagnostics import Diagnostics
from apps.engines.builtin.linear.estimate import Estimate
from apps.engines.builtin.linear.fit import Fit
from apps.engines.result import Table, TableColumn


def table(
    estimate: Estimate, fit: Fit, found: Diagnostics, place: int, names: dict[int, str]
) -> Table | None:
    """The largest DFBETAS, with the row and the coefficient of each."""
    each = found.checks.targets[place].moved
    if not each:
        return None
    limit = 2.0 / fit.observations**0.5
    return Table(
        key=f"dfbetas:{estimate.target}",
        title=msg("Rows that move one coefficient of {target} most", target=estimate.target),
        columns=[
            TableColumn(key="row", label=msg("Row")),
            TableColumn(key="term", label=msg("Term")),
            TableColumn(
                key="dfbetas",
                label=msg("DFBETAS"),
                kind="number",
                digits=4,
                help=msg(
                    "By how many of its standard errors the coefficient is larger than without"
                    " this row. Above 1 in size one row decides; above {limit} it stands out.",
                    limit=round(limit, 4),
                ),
            ),
        ],
        rows=[
            {
                "row": row_name(position, names),
                "term": fit.terms[unknown] or msg("Intercept"),
                "dfbetas": size,
            }
            for position, unknown, size in each
        ],
    )
