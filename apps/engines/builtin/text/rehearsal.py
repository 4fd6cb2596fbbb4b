"""The result of a run that only the validation rows have judged: for searches, which run many.

A choice among many models by their test figures would make the test a part of the choice. So the
trials of a search leave its rows unread, and one run reads them in the end.
"""

from __future__ import annotations

from apps.core.messages import Num, msg
from apps.engines.builtin.text import charts, tables
from apps.engines.builtin.text.facts import Learned
from apps.engines.builtin.text.measures import OF_TASK
from apps.engines.builtin.text.report import learned_parameters, learned_summary
from apps.engines.result import AnyBlock, Result, Tile, Tiles


def result(facts: Learned, task: str) -> Result:
    """How good the model is on the rows to choose by. There is nothing to predict with."""
    measure, rows = OF_TASK[task], facts.sizes[1]
    value = measure.quality(facts.quality[0])
    tile = Tile(
        label=measure.chosen_by,
        value=value,
        note=msg("on {rows} rows to choose by", rows=Num(value=rows, decimals=0)),
    )
    blocks: list[AnyBlock] = [Tiles(items=[tile, learned_parameters(facts)])]
    blocks += [*charts.learning(facts), tables.about(facts)]
    return Result(
        headline=msg(
            "{measure} on the rows to choose by is {value}. The test rows were not read.",
            measure=measure.chosen_by,
            value=value,
        ),
        blocks=blocks,
        summary={"task": task, "rehearsal": True, **learned_summary(facts)},
    )
