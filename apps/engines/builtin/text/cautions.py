"""What the reader has to know before trusting a text model, and what to do about it."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Literal

from apps.core.messages import Message, Num, msg, msgn
from apps.engines.builtin.text.facts import E, Facts
from apps.engines.result import Warning as Caution

FEW_TEST_ROWS = 100
UNKNOWN = 0.05
NOISY = 0.05
CUT = 0.05
NEAR = 0.05


def shared(facts: Facts[E]) -> list[Caution]:
    """Every caution that applies and has nothing to do with the kind of target."""
    return [*_training(facts), *data(facts)]


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
    if len(facts.suspects) > NOISY * facts.sizes[0]:
        yield caution(
            "noisy_labels",
            msg(
                "About {share} of the labels look wrong.",
                share=percent(len(facts.suspects) / facts.sizes[0]),
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


def _training(facts: Facts[E]) -> Iterator[Caution]:
    trained, gain = facts.trained, facts.evaluation.gain
    if trained is not None and trained.start:
        yield caution(
            "start_kept",
            msg(
                "No epoch did better on the rows to choose by than a model that only learned the"
                " last layer, so that one was kept."
            ),
            msg("Use a smaller learning rate or another method; more texts help most."),
        )
    if gain is not None and gain.high < 0:
        yield caution(
            "worse_than_probe",
            msg("A model that only learned the last layer is better than this one."),
            msg("Use the method 'Only the last layer', or a smaller learning rate."),
            severe="serious",
        )
    elif gain is not None and gain.low <= 0:
        yield caution(
            "no_better_than_probe",
            msg(
                "The test cannot tell this model from one that only learned the last layer, which"
                " takes seconds."
            ),
            msg("More labelled texts help most; the quick model may be all you need."),
            severe="info",
        )


def _left_out(facts: Facts[E]) -> Iterator[Caution]:
    cleaned = facts.cleaned
    empty = cleaned.left.empty_text + cleaned.left.empty_label + cleaned.left.unusable
    if empty:
        yield caution(
            "left_out",
            msgn(
                "{count} row without a text, a label or another chosen value was left out.",
                "{count} rows without a text, a label or another chosen value were left out.",
                empty,
            ),
        )
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
    count = len(facts.evaluation.rows)
    if count < FEW_TEST_ROWS:
        yield caution(
            "small_test",
            msg("Only {count} rows were tested on: the figures are rough.", count=count),
            msg("Read the intervals, not the figures alone."),
            severe="info",
        )
