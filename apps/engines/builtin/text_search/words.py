"""What settings are called, and a search in a sentence."""

from __future__ import annotations

from collections.abc import Iterator

from apps.core.messages import Message, MessageValue, Num, msg, msgn
from apps.engines import searching
from apps.engines.builtin.text.cautions import caution, incomplete, left_out
from apps.engines.builtin.text.measures import OF_TASK, Measure
from apps.engines.builtin.text.params import ClassifyParams
from apps.engines.builtin.text_search.found import Found
from apps.engines.result import Warning as Caution

FEW_ROWS = 100  # to choose by: with fewer, the best of many is the luckiest


def setting(name: str) -> Message:
    """As the form calls it."""
    return msg(str(ClassifyParams.model_fields[name].title))


def measure_of(found: Found) -> Measure:
    """The measure of the task."""
    return OF_TASK[found.best.summary["task"]]


def headline(found: Found) -> Message:
    """The answer in one sentence."""
    measure = measure_of(found)
    known: dict[str, MessageValue] = {
        "count": Num(value=len(found.tried), decimals=0),
        "chosen_by": measure.chosen_by,
        "quality": measure.quality(found.quality),
    }
    test = found.test
    if test is None:
        return msg(
            "The best of {count} trials: {chosen_by} {quality} on the rows to choose by.",
            **known,
        )
    figure = test.summary[measure.key]
    return msg(
        "The best of {count} trials: {chosen_by} {quality} on the rows to choose by; {measure}"
        " {value} ({low} to {high}) on {rows} test texts, which were read once.",
        **known,
        rows=Num(value=test.summary["rows"]["test"], decimals=0),
        measure=measure.label,
        value=measure.shown(figure["value"], found.unit),
        low=measure.shown(figure["low"]),
        high=measure.shown(figure["high"]),
    )


def cautions(found: Found) -> Iterator[Caution]:
    """No test, nothing gained, few rows to choose by, trials that failed."""
    if found.test is None:
        yield caution(
            "not_tested",
            msg("The run that reads the test rows has no result: {reason}", reason=_why(found)),
            msg("Run the engine itself with the best settings."),
            severe="serious",
        )
    if found.gain is not None and found.gain <= 0:
        yield caution(
            "no_gain",
            msg("No trial was better than the settings that you have chosen."),
            msg("More labelled texts, or another base model, help more than settings."),
            severe="info",
        )
    yield from left_out(incomplete(found.best.summary))
    rows = int(found.best.summary["rows"]["validation"])
    if rows < FEW_ROWS:
        yield caution(
            "few_to_choose_by",
            msg("Only {count} rows chose among the trials: luck plays a part.", count=rows),
            msg("Raise 'Share for choices', and believe the test."),
        )
    failed = [one for one in found.tried if one.state != "succeeded" and not one.pruned]
    if failed:
        reason = next((one.reason for one in failed if one.reason), None)
        yield caution(
            "no_result",
            msgn(
                "{count} trial has no result: {reason}",
                "{count} trials have no result. The first says: {reason}",
                len(failed),
                reason=reason or searching.STATES[failed[0].state],
            ),
            severe="info",
        )


def _why(found: Found) -> Message:
    if found.final is None:
        return msg("The search ended before it.")
    return found.final.reason or searching.STATES[found.final.state]
