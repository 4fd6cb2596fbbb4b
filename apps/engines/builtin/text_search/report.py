"""The result of a search: how good the best is, what it is, and how the trials went."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from apps.core.messages import Message, Num, msg
from apps.engines import searching
from apps.engines.builtin.text.names import method
from apps.engines.builtin.text.tables import percent_column
from apps.engines.builtin.text_search import charts, words
from apps.engines.builtin.text_search.found import Found
from apps.engines.builtin.text_search.space import METHOD
from apps.engines.builtin.text_search.study import OBJECTIVE
from apps.engines.result import AnyBlock, Result, Table, TableColumn, Tile, Tiles
from apps.engines.trials import TrialRecord

DIGITS = 3  # of a setting


def result(found: Found) -> Result:
    """Everything that page, API and CSV show."""
    blocks: list[AnyBlock] = [Tiles(items=list(_tiles(found))), *words.cautions(found)]
    blocks += [settings(found), *charts.every(found), _trials(found)]
    return Result(headline=words.headline(found), blocks=blocks, summary=_summary(found))


def _tiles(found: Found) -> Iterator[Tile]:
    measure = words.measure_of(found)
    if found.test is not None:
        figure = found.test.summary[measure.key]
        yield Tile(
            label=msg("{measure}, test", measure=measure.label),
            value=measure.shown(figure["value"], found.unit),
            note=msg(
                "95% interval {low} to {high}",
                low=measure.shown(figure["low"]),
                high=measure.shown(figure["high"]),
            ),
        )
    own = None if found.own is None else measure.quality(found.own)
    yield Tile(
        label=msg("{measure}, rows to choose by", measure=measure.chosen_by),
        value=measure.quality(found.quality),
        note=None if own is None else msg("{own} with your own settings", own=own),
    )
    pruned = sum(one.pruned for one in found.tried)
    yield Tile(label=msg("Trials"), value=Num(value=len(found.tried), decimals=0))
    yield Tile(label=searching.PRUNED, value=Num(value=pruned, decimals=0))


def settings(found: Found) -> Table:
    """The best settings beside those that the person has chosen."""
    own = found.space.start(str(found.best.params[METHOD]))
    return Table(
        key="settings",
        title=msg("The best settings"),
        columns=[
            TableColumn(key="name", label=msg("Setting")),
            TableColumn(key="best", label=msg("Best")),
            TableColumn(key="own", label=msg("Yours")),
            percent_column(
                "importance",
                msg("Importance"),
                msg(
                    "Share of what told good trials from others (PED-ANOVA); rough for few trials."
                ),
            ),
        ],
        rows=[
            {
                "name": words.setting(name),
                "best": _shown(found.best.params[name]),
                "own": _shown(own[name]),
                "importance": found.importances.get(name),
            }
            for name in found.names
        ],
        note=msg("Trial {number} has them.", number=found.best.number),
    )


def _shown(value: Any) -> Message | str:
    if isinstance(value, bool):
        return msg("Yes") if value else msg("No")
    if isinstance(value, int | float):
        digits = DIGITS if isinstance(value, float) else None
        return msg("{number}", number=Num(value=value, digits=digits))
    return method(str(value))


def _trials(found: Found) -> Table:
    told = [_told(found, one) for one in found.tried]
    labels = {name: words.setting(name) for name in found.names}
    labels[OBJECTIVE] = msg("Quality")
    first = next(one for one in told if one.number == found.best.number)
    return searching.table(told, OBJECTIVE, first, labels)


def _told(found: Found, one: TrialRecord) -> TrialRecord:
    """A trial with the settings alone that were searched."""
    params = {name: one.params.get(name) for name in found.names}
    return one.model_copy(update={"params": params})


def _summary(found: Found) -> dict[str, Any]:
    measure, test = words.measure_of(found), found.test
    return {
        "task": found.best.summary["task"],
        "objective": OBJECTIVE,
        "best": {
            "number": found.best.number,
            "params": {name: found.best.params[name] for name in found.names},
            OBJECTIVE: found.quality,
        },
        "gain": found.gain,
        "test": None
        if test is None
        else {"number": test.number, measure.key: test.summary[measure.key]},
        "trials": len(found.tried),
        "pruned": sum(one.pruned for one in found.tried),
        "failed": sum(one.state != "succeeded" and not one.pruned for one in found.tried),
        "importances": found.importances,
        "test_hash": found.best.summary["test_hash"],
        "models": [] if test is None else [test.number],
    }
