"""The tables of a model that tells numbers: comparison, slices, the furthest off."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np

from apps.core.messages import Message, Num, msg
from apps.engines.builtin.text import tables
from apps.engines.builtin.text.facts import Facts
from apps.engines.builtin.text.tables import percent_column, short
from apps.engines.builtin.text_regress.evaluation import NumberEvaluation
from apps.engines.result import Table, TableColumn

DIGITS = 4


def figure(value: float, unit: str = "") -> Num:
    """A number in the unit of the target."""
    return Num(value=value, digits=DIGITS, unit=unit)


def every(facts: Facts[NumberEvaluation]) -> Iterator[Table]:
    """Every table that the run has rows for."""
    found = facts.evaluation
    yield compared(found)
    if found.slices:
        yield slices(found)
    yield hardest(found)
    if facts.suspects:
        yield suspects(facts)
    yield tables.about(facts)


def compared(found: NumberEvaluation) -> Table:
    """The model beside the last layer alone and the mean."""
    figures = found.figures
    rows: list[tuple[Message, float, float, float | None]] = [
        (msg("This model"), figures.rmse.value, figures.mae.value, figures.r2.value)
    ]
    if found.gain is not None:
        rows.append(
            (msg("The last layer alone"), found.probe_rmse, found.probe_mae, found.probe_r2)
        )
    rows.append((msg("Always the mean"), found.mean_rmse, found.mean_mae, None))
    return Table(
        key="compared",
        title=msg("Beside simpler ways"),
        columns=[
            TableColumn(key="name", label=msg("What answers")),
            _number("rmse", msg("RMSE"), found, msg("Large errors count more.")),
            _number("mae", msg("Mean error"), found, msg("How far an answer is off on average.")),
            TableColumn(key="r2", label=msg("R²"), kind="number", digits=DIGITS),
        ],
        rows=[{"name": name, "rmse": rmse, "mae": mae, "r2": r2} for name, rmse, mae, r2 in rows],
        note=msg("On the test rows."),
    )


def _number(
    key: str, label: Message, found: NumberEvaluation, meaning: Message | None = None
) -> TableColumn:
    return TableColumn(
        key=key, label=label, kind="number", digits=DIGITS, unit=found.scale.unit, help=meaning
    )


def slices(found: NumberEvaluation) -> Table:
    """Errors for each language or market."""
    return tables.slices(
        [
            _number("rmse", msg("RMSE"), found),
            _number("mae", msg("Mean error"), found),
            _number("bias", msg("Too high by"), found, msg("Negative: too low on average.")),
            percent_column("covered", msg("Inside the interval")),
        ],
        [
            {
                "name": one.name,
                "rmse": one.rmse,
                "mae": one.mae,
                "bias": one.bias,
                "covered": one.covered,
                "rows": one.rows,
            }
            for one in found.slices
        ],
    )


def hardest(found: NumberEvaluation) -> Table:
    """Test rows whose number is furthest from the answer."""
    order = np.argsort(-np.abs(found.residuals), kind="stable")[: tables.SHOWN]
    return tables.hardest(
        [
            _number("true", msg("True"), found),
            _number("said", msg("Predicted"), found),
            _number("off", msg("True less predicted"), found),
        ],
        [
            {
                "row": int(found.rows.places[place]) + 1,
                "text": short(found.rows.texts[place]),
                "true": float(found.true[place]),
                "said": float(found.predicted[place]),
                "off": float(found.residuals[place]),
            }
            for place in order
        ],
        msg("Furthest off"),
        msg("Test rows with the largest errors."),
    )


def suspects(facts: Facts[NumberEvaluation]) -> Table:
    """Rows whose number is likely wrong."""
    return tables.suspects(
        facts,
        TableColumn(
            key="distance",
            label=msg("Distance"),
            kind="number",
            decimals=1,
            help=msg("In standard deviations of the usual error."),
        ),
        msg(
            "{count} numbers are far from what a model says that has not seen them; the furthest"
            " are first.",
            count=len(facts.suspects),
        ),
        numeric=True,
    )
