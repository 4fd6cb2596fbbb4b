"""What a model that tells intents adds to its model card."""

from __future__ import annotations

from collections.abc import Iterator

from apps.engines.builtin.text.card import WEAKEST, Lines, incomplete, plain
from apps.engines.builtin.text.facts import Facts
from apps.engines.builtin.text_intent.evaluation import IntentEvaluation

SCORES = {
    "chance": "largest calibrated probability",
    "energy": "energy",
    "nearness": "nearness to the centre of an intent",
}


def lines(facts: Facts[IntentEvaluation]) -> Lines:
    """Title, data, figures and limits."""
    found = facts.evaluation
    return Lines(
        title=f"Intents '{plain(facts.label)}' of '{plain(facts.text)}'",
        answers=(
            f"Answers with one of {len(found.names)} intents, or that none fits: where the"
            f" {SCORES[found.scope.kind]} is below {found.scope.threshold:.4f}."
        ),
        data=_data(facts),
        figures=_figures(found),
        limits=_limits(found),
    )


def _data(facts: Facts[IntentEvaluation]) -> Iterator[str]:
    cleaned, found = facts.cleaned, facts.evaluation
    yield (
        f"Left out: {incomplete(facts)} incomplete rows, {cleaned.copies} copies,"
        f" {cleaned.conflicting_rows} rows with conflicting classes,"
        f" {len(cleaned.rare)} rare classes"
    )
    yield f"{int(found.answers.outside.sum())} test rows are out of scope"
    yield f"{len(facts.suspects)} labels look wrong"


def _figures(found: IntentEvaluation) -> Iterator[tuple[str, str, str]]:
    figures = found.figures
    for name, one in (
        ("accuracy in scope", figures.inside),
        ("in scope and answered", figures.answered),
        ("accuracy of what is answered, in scope", figures.right_if_answered),
        ("recall out of scope", figures.recall),
        ("precision out of scope", figures.precision),
        ("accuracy, all rows", found.overall),
    ):
        if one is not None:
            yield name, f"{one.value:.4f}", f"{one.low:.4f} to {one.high:.4f}"
    if figures.auroc is not None:
        yield "AUROC", f"{figures.auroc:.4f}", ""
    if found.gain is not None:
        gain = found.gain
        yield (
            f"accuracy, all rows, less the linear probe's ({found.probe_overall:.4f})",
            f"{gain.value:+.4f}",
            f"{gain.low:+.4f} to {gain.high:+.4f}",
        )
    yield "expected calibration error, in scope", f"{found.classes.ece:.4f}", ""


def _limits(found: IntentEvaluation) -> Iterator[str]:
    if found.figures.recall is None:
        yield "How many texts out of scope are found is not known: no test row is one."
    else:
        yield "Texts out of scope that are unlike those of the table may be missed."
    figures = found.classes.classes
    weakest = sorted(range(len(found.names)), key=lambda place: (figures.f1[place], place))
    for place in weakest[:WEAKEST]:
        yield (
            f"Weak: '{plain(found.names[place])}', F1 {figures.f1[place]:.3f}"
            f" on {figures.support[place]} rows"
        )
