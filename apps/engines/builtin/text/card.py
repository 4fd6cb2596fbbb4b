"""The model card, written from the facts: Mitchell et al. (2019), Model cards for model reporting.

In English whatever the reader's language: it travels with the model's files.
"""

from __future__ import annotations

from collections.abc import Iterator

from apps.engines.builtin.text.run import Facts

WEAKEST = 5


def markdown(facts: Facts, *, text: str, label: str) -> str:
    """The card as Markdown."""
    sections = [
        *_head(facts, text, label),
        *_data(facts),
        *_quality(facts),
        *_limits(facts),
        *_provenance(facts),
    ]
    return "\n".join(sections) + "\n"


def _head(facts: Facts, text: str, label: str) -> Iterator[str]:
    yield f"# Classifier of '{_plain(label)}' from '{_plain(text)}'"
    yield ""
    yield f"Answers with one of {len(facts.labels)} classes and a calibrated probability."
    yield ""
    yield f"- Base model: {facts.base.name} ({facts.base.languages}), licence {facts.base.licence}"
    yield f"- Method: {facts.params.method}, {facts.learning:,} of {facts.parameters:,} parameters"
    yield f"- Reads the first {facts.max_tokens} tokens of a text"


def _data(facts: Facts) -> Iterator[str]:
    train, validation, test = facts.sizes
    cleaned = facts.cleaned
    yield ""
    yield "## Data"
    yield ""
    yield f"- {train:,} rows to learn from, {validation:,} to choose by, {test:,} to test on"
    yield f"- Parted: {facts.how}"
    left = cleaned.left
    yield (
        f"- Left out: {left.empty_text + left.empty_label + left.unusable} incomplete rows,"
        f" {cleaned.copies} copies, {cleaned.conflicting_rows} rows with conflicting classes,"
        f" {len(cleaned.rare)} rare classes"
    )
    yield f"- {len(facts.suspects)} labels look wrong"
    yield "- Licence and consent of the data: as stated by whoever supplied it"


def _quality(facts: Facts) -> Iterator[str]:
    found = facts.evaluation
    yield ""
    yield "## Quality on the test rows, read once"
    yield ""
    yield "| | value | 95% interval |"
    yield "|---|---|---|"
    for name, one in (("accuracy", found.accuracy), ("macro F1", found.macro_f1)):
        yield f"| {name} | {one.value:.4f} | {one.low:.4f} to {one.high:.4f} |"
    if found.gain is not None:
        yield (
            f"| accuracy less the linear probe's ({found.probe_accuracy:.4f}) |"
            f" {found.gain.value:+.4f} | {found.gain.low:+.4f} to {found.gain.high:+.4f} |"
        )
    yield f"| expected calibration error | {found.ece:.4f} | |"
    for one_slice in found.slices:
        yield f"| accuracy, {_plain(one_slice.name)} | {one_slice.accuracy:.4f} | |"


def _limits(facts: Facts) -> Iterator[str]:
    figures = facts.evaluation.classes
    yield ""
    yield "## Limits"
    yield ""
    yield "- It answers with a known class whatever it is asked; look at the probability."
    weakest = sorted(range(len(facts.labels)), key=lambda place: (figures.f1[place], place))
    for place in weakest[:WEAKEST]:
        yield (
            f"- Weak: '{_plain(facts.labels[place])}', F1 {figures.f1[place]:.3f}"
            f" on {figures.support[place]} rows"
        )
    if facts.lengths.cut:
        yield f"- {facts.lengths.cut} texts to learn from were cut"


def _provenance(facts: Facts) -> Iterator[str]:
    yield ""
    yield "## Provenance"
    yield ""
    yield f"- Data: {facts.data_hash}"
    yield f"- Test rows: {facts.test_hash}"
    yield f"- Weights of the base model: {facts.base_hash}"


def _plain(text: str) -> str:
    """A name from the data, unable to be Markdown of its own."""
    return "".join(" " if sign in "|`*_[]<>#\n" else sign for sign in text)[:80]
