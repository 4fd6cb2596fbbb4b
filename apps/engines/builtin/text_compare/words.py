"""What a comparison says in sentences: names of methods, the headline, what to be careful of."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from apps.core.messages import Message, MessageValue, Num, msg, msgn
from apps.engines import searching
from apps.engines.builtin.text.cautions import caution, few_tested, incomplete, left_out
from apps.engines.builtin.text.measures import Measure
from apps.engines.builtin.text.metrics import Interval
from apps.engines.builtin.text.names import method
from apps.engines.builtin.text_compare.standing import Against, Standing, Verdict
from apps.engines.result import Warning as Caution
from apps.engines.trials import TrialRecord

VERDICTS: Mapping[Verdict, Message] = {
    "as_good": msg("As good"),
    "worse": msg("Worse"),
    "better": msg("Better on the test"),
    "open": msg("Cannot be told"),
}


def headline(found: Standing) -> Message:
    """The answer in one sentence."""
    best = method(found.best.method)
    value = found.best.figure
    figures: dict[str, MessageValue] = {
        "measure": found.measure.label,
        "value": found.measure.shown(value.value, found.unit),
        "low": found.measure.shown(value.low),
        "high": found.measure.shown(value.high),
        "rows": Num(value=found.rows, decimals=0),
    }
    if not found.others:
        return msg(
            "{best} is the only method with a result: {measure} {value} ({low} to {high}) on {rows}"
            " test texts.",
            best=best,
            **figures,
        )
    if found.thrifty is not None:
        return _as_good(found, found.thrifty)
    untold = sum(one.verdict == "open" for one in found.others)
    if untold:
        return msgn(
            "The rows to choose by prefer {best}: {measure} {value} ({low} to {high}) on {rows}"
            " test texts, which cannot tell it from {count} other method.",
            "The rows to choose by prefer {best}: {measure} {value} ({low} to {high}) on {rows}"
            " test texts, which cannot tell it from {count} other methods.",
            untold,
            best=best,
            **figures,
        )
    return msg(
        "{best} is the best of {methods} methods here: {measure} {value} ({low} to {high}) on"
        " {rows} test texts.",
        best=best,
        methods=len(found.entries),
        **figures,
    )


def _as_good(found: Standing, other: Against) -> Message:
    gap = difference(other.gap.by, found.measure)
    named: dict[str, MessageValue] = {
        "method": method(other.entry.method),
        "best": method(found.best.method),
        "share": Num(value=other.entry.learned / found.best.learned, style="percent", digits=2),
    }
    if found.measure.share:
        return msg(
            "{method} is as good as {best} here (difference {value} points, {low} to {high}) with"
            " {share} of the learned parameters.",
            **named,
            value=point(gap.value),
            low=point(gap.low),
            high=point(gap.high),
        )
    return msg(
        "{method} is as good as {best} here (difference in {measure} {value}, {low} to {high}) with"
        " {share} of the learned parameters.",
        **named,
        measure=found.measure.label,
        value=found.measure.shown(gap.value, found.unit),
        low=found.measure.shown(gap.low),
        high=found.measure.shown(gap.high),
    )


def point(value: float) -> Num:
    """Percentage points as they are shown."""
    return Num(value=round(value, 1) + 0.0, decimals=1)  # no minus before a zero


def difference(gap: Interval, measure: Measure) -> Interval:
    """A method's figure less the best one's, from how much that one is ahead: percentage points of
    shares, the target's unit for errors.
    """
    if measure.share:
        return Interval(-100 * gap.value, -100 * gap.high, -100 * gap.low)
    return gap


def cautions(found: Standing, history: Sequence[TrialRecord]) -> Iterator[Caution]:
    """Methods without a result, a test that disagrees with the choice, few rows."""
    for trial in history:
        if trial.state != "succeeded":
            yield caution(
                "no_result",
                msg(
                    "{method} has no result. {reason}",
                    method=method(str(trial.params.get("method", ""))),
                    reason=trial.reason or searching.STATES[trial.state],
                ),
                severe="info" if trial.state == "refused" else "warn",
            )
    for one in found.others:
        if one.verdict == "better":
            yield caution(
                "better_on_test",
                msg(
                    "On the test {method} is better than {best}, which the rows to choose by"
                    " prefer. The choice stays: the test is there to judge, not to choose.",
                    method=method(one.entry.method),
                    best=method(found.best.method),
                ),
                msg("Raise 'Share for choices', or run it again with another seed."),
            )
    yield from left_out(incomplete(found.best.trial.summary))
    yield from few_tested(found.rows)
