"""What the reader has to know before trusting a text model, and what to do about it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any, Literal

from apps.core.messages import Message, Num, msg, msgn
from apps.engines.builtin.text.facts import E, Facts
from apps.engines.result import Warning as Caution

FEW_TEST_ROWS = 100
UNKNOWN = 0.05
NOISY = 0.05
CUT = 0.05
NEAR = 0.05


@dataclass(frozen=True)
class Yardstick:
    """What is said beside the simple model that every training starts from: that it was kept, that
    it is better, and that the test cannot tell the two apart; each with what to do.
    """

    kept: Message
    better: Message
    instead: Message
    even: Message
    more: Message


LAST_LAYER = Yardstick(
    kept=msg(
        "No epoch did better on the rows to choose by than a model that only learned the"
        " last layer, so that one was kept."
    ),
    better=msg("A model that only learned the last layer is better than this one."),
    instead=msg("Use the method 'Only the last layer', or a smaller learning rate."),
    even=msg(
        "The test cannot tell this model from one that only learned the last layer, which"
        " takes seconds."
    ),
    more=msg("More labelled texts help most; the quick model may be all you need."),
)


def shared(facts: Facts[E], yardstick: Yardstick = LAST_LAYER) -> list[Caution]:
    """Every caution that applies and has nothing to do with the kind of target."""
    return [*_training(facts, yardstick), *data(facts)]


def data(facts: Facts[E]) -> list[Caution]:
    """Those of them that are the same whatever the model is compared with."""
    return [*_stopped(facts), *_left_out(facts), *_texts(facts), *_test(facts)]


def caution(
    code: str,
    message: Message,
    fix: Message | None = None,
    *,
    severe: Literal["info", "warn", "serious"] = "warn",
) -> Caution:
    """One caution; ``code`` is stable, for machines."""
    return Caution(code=code, message=message, fix=fix, severity=severe)


def percent(value: float) -> Num:
    """A share as it is shown."""
    return Num(value=value, style="percent", decimals=1)


def near_copies(facts: Facts[E], message: Message) -> Caution:
    """The caution of test rows that are nearly the same as rows that were learned from."""
    return caution(
        "near_copies",
        message,
        msg("Choose what belongs together, e.g. the customer, for a fairer test."),
        severe="warn" if facts.evaluation.near.mean() > NEAR else "info",
    )


def noisy_labels(facts: Facts[E]) -> Iterator[Caution]:
    """The caution of many labels that look wrong."""
    looked = facts.doubts.looked
    if len(facts.suspects) > NOISY * looked:
        yield caution(
            "noisy_labels",
            msg(
                "About {share} of the labels look wrong.",
                share=percent(len(facts.suspects) / looked),
            ),
            msg("Look through 'Labels to look at again' first: it often helps more than training."),
        )


def _stopped(facts: Facts[E]) -> Iterator[Caution]:
    trained = facts.trained
    if trained is not None and trained.stopped:
        yield caution(
            "stopped",
            msg("The training was stopped in epoch {epoch}.", epoch=trained.epochs + 1),
            msg("Resume it to train to the end."),
            severe="serious",
        )


def _training(facts: Facts[E], yardstick: Yardstick) -> Iterator[Caution]:
    trained, gain = facts.trained, facts.evaluation.gain
    if trained is not None and trained.start:
        yield caution(
            "start_kept",
            yardstick.kept,
            msg("Use a smaller learning rate or another method; more texts help most."),
        )
    if gain is not None and gain.high < 0:
        yield caution(
            "worse_than_probe",
            yardstick.better,
            yardstick.instead,
            severe="serious",
        )
    elif gain is not None and gain.low <= 0:
        yield caution(
            "no_better_than_probe",
            yardstick.even,
            yardstick.more,
            severe="info",
        )


def left_out(count: int) -> Iterator[Caution]:
    """The caution of rows that lack a value."""
    if count:
        yield caution(
            "left_out",
            msgn(
                "{count} row without a text, a label or another chosen value was left out.",
                "{count} rows without a text, a label or another chosen value were left out.",
                count,
            ),
        )


def _left_out(facts: Facts[E]) -> Iterator[Caution]:
    cleaned = facts.cleaned
    yield from left_out(cleaned.left.empty_text + cleaned.left.empty_label + cleaned.left.unusable)
    if cleaned.copies:
        yield caution(
            "copies",
            msgn(
                "{count} row repeats another and was left out.",
                "{count} rows repeat others and were left out.",
                cleaned.copies,
            ),
            severe="info",
        )


def _texts(facts: Facts[E]) -> Iterator[Caution]:
    if facts.lengths.unknown > UNKNOWN:
        yield caution(
            "unknown_language",
            msg(
                "The base model does not know {share} of the words and signs.",
                share=percent(facts.lengths.unknown),
            ),
            msg("Choose a base model for the language of the texts."),
            severe="serious",
        )
    if facts.lengths.cut > CUT * facts.sizes[0]:
        yield caution(
            "cut",
            msg(
                "{count} texts are longer than {most} tokens and were cut.",
                count=facts.lengths.cut,
                most=facts.max_tokens,
            ),
            msg("Raise 'Longest text' if the end of a text matters."),
        )


def _test(facts: Facts[E]) -> Iterator[Caution]:
    yield from few_tested(len(facts.evaluation.rows))


def few_tested(count: int) -> Iterator[Caution]:
    """The caution of a small test."""
    if count < FEW_TEST_ROWS:
        yield caution(
            "small_test",
            msg("Only {count} rows were tested on: the figures are rough.", count=count),
            msg("Read the intervals, not the figures alone."),
            severe="info",
        )


def incomplete(summary: Mapping[str, Any]) -> int:
    """Rows that lacked a value, as the summary of a run says."""
    left = summary["left_out"]
    return int(left["empty_text"] + left["empty_label"] + left["unusable"])
