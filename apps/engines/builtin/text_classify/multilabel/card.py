"""What a model that gives several labels adds to its model card."""

from __future__ import annotations

from collections.abc import Iterator

from apps.engines.builtin.text.card import WEAKEST, Lines, incomplete, plain
from apps.engines.builtin.text.facts import Facts
from apps.engines.builtin.text_classify.multilabel.evaluation import LabelEvaluation


def lines(facts: Facts[LabelEvaluation]) -> Lines:
    """Title, data, figures and limits."""
    return Lines(
        title=f"Labels '{plain(facts.label)}' from '{plain(facts.text)}'",
        answers=(
            f"Answers with any of {len(facts.evaluation.names)} labels, or none, and a calibrated"
            " probability of each."
        ),
        data=_data(facts),
        figures=_figures(facts.evaluation),
        limits=_limits(facts.evaluation),
    )


def _data(facts: Facts[LabelEvaluation]) -> Iterator[str]:
    cleaned = facts.cleaned
    yield (
        f"Left out: {incomplete(facts)} incomplete rows, {cleaned.copies} copies,"
        f" {cleaned.conflicting_rows} rows with conflicting labels,"
        f" {len(cleaned.rare)} rare labels"
    )
    yield f"The labels of {len(facts.suspects)} rows look wrong"


def _figures(found: LabelEvaluation) -> Iterator[tuple[str, str, str]]:
    figures = found.figures
    for name, one in (
        ("micro F1", figures.micro_f1),
        ("macro F1", figures.macro_f1),
        ("subset accuracy", figures.subset_accuracy),
        ("Hamming loss", figures.hamming_loss),
    ):
        yield name, f"{one.value:.4f}", f"{one.low:.4f} to {one.high:.4f}"
    if found.gain is not None:
        gain = found.gain
        yield (
            f"micro F1 less the linear probe's ({found.probe_micro_f1:.4f})",
            f"{gain.value:+.4f}",
            f"{gain.low:+.4f} to {gain.high:+.4f}",
        )
    yield "expected calibration error", f"{found.ece:.4f}", ""
    for one_slice in found.slices:
        yield f"micro F1, {plain(one_slice.name)}", f"{one_slice.micro_f1:.4f}", ""


def _limits(found: LabelEvaluation) -> Iterator[str]:
    yield "It knows no other labels than it has learned; thresholds were chosen on validation rows"
    figures = found.classes
    weakest = sorted(range(len(found.names)), key=lambda place: (figures.f1[place], place))
    for place in weakest[:WEAKEST]:
        yield (
            f"Weak: '{plain(found.names[place])}', F1 {figures.f1[place]:.3f}"
            f" on {figures.support[place]} rows"
        )
