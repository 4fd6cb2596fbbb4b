"""What a classifier adds to its model card."""

from __future__ import annotations

from collections.abc import Iterator

from apps.engines.builtin.text.card import WEAKEST, Lines, incomplete, plain
from apps.engines.builtin.text.facts import Facts
from apps.engines.builtin.text_classify.single.evaluation import ClassEvaluation


def lines(facts: Facts[ClassEvaluation]) -> Lines:
    """Title, data, figures and limits."""
    return Lines(
        title=f"Classifier of '{plain(facts.label)}' from '{plain(facts.text)}'",
        answers=(
            f"Answers with one of {len(facts.evaluation.names)} classes and a calibrated"
            " probability."
        ),
        data=_data(facts),
        figures=_figures(facts.evaluation),
        limits=_limits(facts.evaluation),
    )


def _data(facts: Facts[ClassEvaluation]) -> Iterator[str]:
    cleaned = facts.cleaned
    yield (
        f"Left out: {incomplete(facts)} incomplete rows, {cleaned.copies} copies,"
        f" {cleaned.conflicting_rows} rows with conflicting classes,"
        f" {len(cleaned.rare)} rare classes"
    )
    yield f"{len(facts.suspects)} labels look wrong"


def _figures(found: ClassEvaluation) -> Iterator[tuple[str, str, str]]:
    for name, one in (("accuracy", found.accuracy), ("macro F1", found.macro_f1)):
        yield name, f"{one.value:.4f}", f"{one.low:.4f} to {one.high:.4f}"
    if found.gain is not None:
        gain = found.gain
        yield (
            f"accuracy less the linear probe's ({found.probe_accuracy:.4f})",
            f"{gain.value:+.4f}",
            f"{gain.low:+.4f} to {gain.high:+.4f}",
        )
    yield "expected calibration error", f"{found.ece:.4f}", ""
    for one_slice in found.slices:
        yield f"accuracy, {plain(one_slice.name)}", f"{one_slice.accuracy:.4f}", ""


def _limits(found: ClassEvaluation) -> Iterator[str]:
    yield "It answers with a known class whatever it is asked; look at the probability."
    figures = found.classes
    weakest = sorted(range(len(found.names)), key=lambda place: (figures.f1[place], place))
    for place in weakest[:WEAKEST]:
        yield (
            f"Weak: '{plain(found.names[place])}', F1 {figures.f1[place]:.3f}"
            f" on {figures.support[place]} rows"
        )
