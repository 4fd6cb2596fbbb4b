"""What the reader has to know before trusting a classifier, and what to do about it."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Literal

from apps.core.messages import Message, Num, msg, msgn
from apps.engines.builtin.text.run import Facts
from apps.engines.result import Warning as Caution

FEW_TEST_ROWS = 100
UNKNOWN = 0.05
UNEVEN = 20  # times the rows of the rarest class
NOISY = 0.05
CUT = 0.05
NEAR = 0.05


def all_of(facts: Facts) -> list[Caution]:
    """Every caution that applies."""
    return [*_training(facts), *_left_out(facts), *_data(facts), *_test(facts)]


def _caution(
    code: str,
    message: Message,
    fix: Message | None = None,
    *,
    severe: Literal["info", "warn", "serious"] = "warn",
) -> Caution:
    return Caution(code=code, message=message, fix=fix, severity=severe)


def _percent(value: float) -> Num:
    return Num(value=value, style="percent", decimals=1)


def _training(facts: Facts) -> Iterator[Caution]:
    trained, gain = facts.trained, facts.evaluation.gain
    if trained is not None and trained.stopped:
        yield _caution(
            "stopped",
            msg("The training was stopped in epoch {epoch}.", epoch=trained.epochs + 1),
            msg("Resume it to train to the end."),
            severe="serious",
        )
    if gain is not None and gain.high < 0:
        yield _caution(
            "worse_than_probe",
            msg("A model that only learned the last layer is better than this one."),
            msg("Use the method 'Only the last layer', or a smaller learning rate."),
            severe="serious",
        )
    elif gain is not None and gain.low <= 0:
        yield _caution(
            "no_better_than_probe",
            msg(
                "The test cannot tell this model from one that only learned the last layer, which"
                " takes seconds."
            ),
            msg("More labelled texts help most; the quick model may be all you need."),
            severe="info",
        )


def _left_out(facts: Facts) -> Iterator[Caution]:
    cleaned = facts.cleaned
    empty = cleaned.left.empty_text + cleaned.left.empty_label + cleaned.left.unusable
    if empty:
        yield _caution(
            "left_out",
            msgn(
                "{count} row without a text, a class or another chosen value was left out.",
                "{count} rows without a text, a class or another chosen value were left out.",
                empty,
            ),
        )
    if cleaned.copies:
        yield _caution(
            "copies",
            msgn(
                "{count} row repeats another and was left out.",
                "{count} rows repeat others and were left out.",
                cleaned.copies,
            ),
            severe="info",
        )
    if cleaned.conflicts:
        yield _caution(
            "conflicts",
            msgn(
                "{count} text has several classes, e.g. '{text}'. The most frequent was kept.",
                "{count} texts have several classes, e.g. '{text}'. The most frequent was kept.",
                len(cleaned.conflicts),
                text=cleaned.conflicts[0].text[:80],
            ),
            msg("Decide which class is right, and correct the table."),
        )
    if cleaned.rare:
        yield _caution(
            "rare",
            msg(
                "Classes with too few rows were left out: {classes}.",
                classes=list(cleaned.rare)[:20],
            ),
            msg("The model can never answer with them. Label more such texts."),
        )


def _data(facts: Facts) -> Iterator[Caution]:
    counts = list(facts.cleaned.classes.values())
    if counts and counts[0] > UNEVEN * counts[-1] and not facts.params.class_weights:
        yield _caution(
            "uneven",
            msg(
                "The classes are uneven: the largest has {most} rows, the smallest {least}.",
                most=counts[0],
                least=counts[-1],
            ),
            msg("Try 'Rare classes count more', and look at macro F1."),
            severe="info",
        )
    if facts.lengths.unknown > UNKNOWN:
        yield _caution(
            "unknown_language",
            msg(
                "The base model does not know {share} of the words and signs.",
                share=_percent(facts.lengths.unknown),
            ),
            msg("Choose a base model for the language of the texts."),
            severe="serious",
        )
    if facts.lengths.cut > CUT * facts.sizes[0]:
        yield _caution(
            "cut",
            msg(
                "{count} texts are longer than {most} tokens and were cut.",
                count=facts.lengths.cut,
                most=facts.max_tokens,
            ),
            msg("Raise 'Longest text' if the end of a text matters."),
        )
    if len(facts.suspects) > NOISY * facts.sizes[0]:
        yield _caution(
            "noisy_labels",
            msg("About {share} of the labels look wrong.", share=_suspect_share(facts)),
            msg("Look through 'Labels to look at again' first: it often helps more than training."),
        )


def _suspect_share(facts: Facts) -> Num:
    return _percent(len(facts.suspects) / facts.sizes[0])


def _test(facts: Facts) -> Iterator[Caution]:
    found = facts.evaluation
    if len(found.labels) < FEW_TEST_ROWS:
        yield _caution(
            "small_test",
            msg(
                "Only {count} rows were tested on: the figures are rough.", count=len(found.labels)
            ),
            msg("Read the intervals, not the figures alone."),
            severe="info",
        )
    if found.unseen:
        yield _caution(
            "unseen_classes",
            msgn(
                "{count} test row has a class that no row to learn from has.",
                "{count} test rows have classes that no row to learn from has.",
                found.unseen,
            ),
            msg("They count as wrong. Label more texts of these classes."),
        )
    if found.accuracy_without_near is not None:
        yield _caution(
            "near_copies",
            msgn(
                "{count} test row is nearly the same as one that was learned from. Without it the"
                " accuracy is {share}.",
                "{count} test rows are nearly the same as ones that were learned from. Without them"
                " the accuracy is {share}.",
                int(found.near.sum()),
                share=_percent(found.accuracy_without_near),
            ),
            msg("Choose what belongs together, e.g. the customer, for a fairer test."),
            severe="warn" if found.near.mean() > NEAR else "info",
        )
