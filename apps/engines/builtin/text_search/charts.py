"""The charts of a search: the best so far, and quality over each setting that mattered."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import accumulate

from apps.core.messages import msg
from apps.engines.builtin.text.measures import Measure
from apps.engines.builtin.text.names import method
from apps.engines.builtin.text_search.found import Found
from apps.engines.builtin.text_search.space import METHOD, RATE
from apps.engines.builtin.text_search.study import OBJECTIVE, QUALITY
from apps.engines.builtin.text_search.words import measure_of, setting
from apps.engines.result import Axis, Chart, Series
from apps.engines.trials import TrialRecord

MOST_SLICES = 3
BY_FACTORS = frozenset({RATE, "batch_size", "rank", "weight_decay"})
NO_NUMBERS = frozenset({METHOD, "dropout"})


def every(found: Found) -> Iterator[Chart]:
    """Every chart that the search has points for."""
    yield progress(found)
    numeric = [name for name in [*found.importances, *found.names] if name not in NO_NUMBERS]
    for name in list(dict.fromkeys(numeric))[:MOST_SLICES]:
        yield alone(found, name)


def progress(found: Found) -> Chart:
    """What each trial came to, and the best so far."""
    measure = measure_of(found)
    finished = [(float(one.number), _quality(one, measure)) for one in _finished(found)]
    best = accumulate((value for _number, value in finished), max)
    series = [
        Series(name=msg("Trials"), points=[[number, value] for number, value in finished]),
        Series(
            name=msg("Best so far"),
            kind="line",
            points=[[pair[0], value] for pair, value in zip(finished, best, strict=True)],
        ),
    ]
    pruned = [
        [float(one.number), _scaled(one.curves[QUALITY][-1][1], measure)]
        for one in found.tried
        if one.pruned and one.curves.get(QUALITY)
    ]
    if pruned:
        series.append(Series(name=msg("Given up early"), points=pruned))
    return Chart(
        key="progress",
        title=msg("Quality of the trials"),
        x=Axis(label=msg("Trial")),
        y=_quality_axis(measure),
        series=series,
        note=msg("By the rows to choose by; of a trial that was given up, when it was."),
    )


def alone(found: Found, name: str) -> Chart:
    """Quality over one setting; the trials of each method have a colour of their own."""
    measure = measure_of(found)
    by_method: dict[str, list[TrialRecord]] = {}
    for one in _finished(found):
        by_method.setdefault(str(one.params[METHOD]), []).append(one)
    return Chart(
        key=f"alone-{name}",
        title=msg("Quality and {setting}", setting=setting(name)),
        x=Axis(label=setting(name), scale="log" if name in BY_FACTORS else "linear"),
        y=_quality_axis(measure),
        series=[
            Series(
                name=method(key),
                points=[[float(one.params[name]), _quality(one, measure)] for one in trials],
                labels=[str(one.number) for one in trials],
            )
            for key, trials in by_method.items()
        ],
    )


def _finished(found: Found) -> list[TrialRecord]:
    return [one for one in found.tried if one.state == "succeeded"]


def _quality_axis(measure: Measure) -> Axis:
    return Axis(
        label=msg("{measure}, rows to choose by", measure=measure.chosen_by),
        unit="%" if measure.points else "",
    )


def _quality(one: TrialRecord, measure: Measure) -> float:
    return _scaled(float(one.summary[OBJECTIVE]), measure)


def _scaled(value: float, measure: Measure) -> float:
    return 100 * value if measure.points else value
