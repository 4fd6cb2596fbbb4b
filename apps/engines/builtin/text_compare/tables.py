"""The tables of a comparison: what each method is worth and takes, and each against the best."""

from __future__ import annotations

from typing import Any, Literal

from apps.core.messages import msg
from apps.engines.builtin.text.measures import Measure
from apps.engines.builtin.text.metrics import Interval
from apps.engines.builtin.text.names import method
from apps.engines.builtin.text.tables import percent_column
from apps.engines.builtin.text_compare.standing import Against, Entry, Standing
from apps.engines.builtin.text_compare.words import VERDICTS, difference
from apps.engines.result import Table, TableColumn

MEGABYTE = 1e6
MACRO = Measure("macro_f1", msg("Macro F1"), True, msg("Macro F1"), True)
Kind = Literal["number", "percent"]


def methods(found: Standing) -> Table:
    """Every method with a result, the best one first."""
    measure, unit = found.measure, found.unit
    kind: Kind = "percent" if measure.share else "number"
    chosen: Kind = "percent" if measure.points else "number"
    macro = [percent_column("macro_f1", msg("Macro F1"))] if _has_macro(found) else []
    return Table(
        key="methods",
        title=msg("Methods"),
        columns=[
            TableColumn(key="trial", label=msg("No."), kind="integer"),
            TableColumn(key="method", label=msg("Method")),
            TableColumn(
                key="validation",
                label=msg("{measure}, rows to choose by", measure=measure.chosen_by),
                kind=chosen,
                decimals=1 if measure.points else 3,
                help=msg("What the best method is chosen by."),
            ),
            _figure("value", msg("{measure}, test", measure=measure.label), kind, unit),
            _figure("low", msg("95% interval, from"), kind, unit),
            _figure("high", msg("95% interval, to"), kind, unit),
            *macro,
            TableColumn(key="learned", label=msg("Learned parameters"), kind="integer"),
            TableColumn(
                key="seconds",
                label=msg("Time"),
                kind="number",
                decimals=1,
                unit="s",
                help=msg("Of the whole run by the clock: reading, learning, testing, storing."),
            ),
            TableColumn(
                key="memory",
                label=msg("Memory"),
                kind="number",
                decimals=0,
                unit="MB",
                help=msg("The most that the run's process took at once."),
            ),
        ],
        rows=[_method(entry) for entry in found.entries],
        note=msg("Runs that share a machine slow each other down: compare times only roughly."),
    )


def _figure(key: str, label: Any, kind: Kind, unit: str) -> TableColumn:
    if kind == "percent":
        return percent_column(key, label)
    return TableColumn(key=key, label=label, kind="number", digits=4, unit=unit)


def _has_macro(found: Standing) -> bool:
    """Whether macro F1 is told beside the measure."""
    return all("macro_f1" in entry.trial.summary for entry in found.entries)


def _method(entry: Entry) -> dict[str, Any]:
    trial, figure = entry.trial, entry.figure
    peak = trial.peak_memory_bytes
    return {
        "trial": trial.number,
        "method": method(entry.method),
        "validation": entry.quality[0],
        "value": figure.value,
        "low": figure.low,
        "high": figure.high,
        "macro_f1": (trial.summary.get("macro_f1") or {}).get("value"),
        "learned": entry.learned,
        "seconds": trial.seconds,
        "memory": None if peak is None else peak / MEGABYTE,
    }


def against(found: Standing) -> Table:
    """Each other method less the best one, on the same test rows."""
    exact = found.measure.key == "accuracy"
    return Table(
        key="against",
        title=msg("Beside {method}", method=method(found.best.method)),
        columns=[
            TableColumn(key="method", label=msg("Method")),
            *_interval("", found.measure, found.unit),
            TableColumn(key="p", label=msg("p"), kind="number", digits=2),
            TableColumn(
                key="corrected",
                label=msg("p, corrected"),
                kind="number",
                digits=2,
                help=msg("For several comparisons (Holm)."),
            ),
            TableColumn(key="verdict", label=msg("Verdict")),
            *(_interval("macro_", MACRO, "") if found.others[0].macro else []),
        ],
        rows=[_against(one, found.measure) for one in found.others],
        note=msg("Exact McNemar test; intervals by paired bootstrap of the test rows.")
        if exact
        else msg("Paired bootstrap of the test rows."),
    )


def _interval(prefix: str, measure: Measure, unit: str) -> list[TableColumn]:
    """The columns of a difference with its interval."""
    label = (
        msg("Difference in {measure}, points", measure=measure.label)
        if measure.share
        else msg("Difference in {measure}", measure=measure.label)
    )
    shown: dict[str, Any] = {"decimals": 1} if measure.share else {"digits": 3, "unit": unit}
    return [
        TableColumn(key=f"{prefix}{key}", label=words, kind="number", **shown)
        for key, words in (
            ("gap", label),
            ("low", msg("95% interval, from")),
            ("high", msg("95% interval, to")),
        )
    ]


def _against(one: Against, measure: Measure) -> dict[str, Any]:
    return {
        "method": method(one.entry.method),
        **_cells("", difference(one.gap.by, measure)),
        "p": one.gap.p,
        "corrected": one.p,
        "verdict": VERDICTS[one.verdict],
        **(_cells("macro_", difference(one.macro, MACRO)) if one.macro else {}),
    }


def _cells(prefix: str, found: Interval) -> dict[str, float]:
    return {
        f"{prefix}gap": found.value,
        f"{prefix}low": found.low,
        f"{prefix}high": found.high,
    }
