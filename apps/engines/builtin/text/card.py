"""The model card, written from the facts: Mitchell et al. (2019), Model cards for model reporting.

In English whatever the reader's language: it travels with the model's files.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from apps.engines.builtin.text.facts import E, Facts
from apps.engines.builtin.text.trust import WAYS

WEAKEST = 5


@dataclass(frozen=True)
class Lines:
    """What a kind of target adds: one sentence of what the model answers, lines of its data, rows
    of the table of figures (name, value, interval), and limits. ``reads`` says how much it reads
    where that is not the beginning of a text.
    """

    title: str
    answers: str
    data: Iterable[str]
    figures: Iterable[tuple[str, str, str]]
    limits: Iterable[str]
    reads: str = ""


def markdown(facts: Facts[E], lines: Lines) -> str:
    """The card as Markdown."""
    sections = [
        *_head(facts, lines),
        *_data(facts, lines),
        *_quality(facts, lines),
        *_limits(facts, lines),
        *_provenance(facts),
    ]
    return "\n".join(sections) + "\n"


def _head(facts: Facts[E], lines: Lines) -> Iterator[str]:
    yield f"# {lines.title}"
    yield ""
    yield lines.answers
    yield ""
    yield f"- Base model: {facts.base.name} ({facts.base.languages}), licence {facts.base.licence}"
    yield f"- Method: {facts.params.method}, {facts.learning:,} of {facts.parameters:,} parameters"
    yield f"- {lines.reads or f'Reads the first {facts.max_tokens} tokens of a text'}"


def _data(facts: Facts[E], lines: Lines) -> Iterator[str]:
    train, validation, test = facts.sizes
    yield ""
    yield "## Data"
    yield ""
    yield f"- {train:,} rows to learn from, {validation:,} to choose by, {test:,} to test on"
    yield f"- Parted: {facts.how}"
    if facts.names:
        yield f"- Learned from the names of the {facts.names} classes, too"
    yield from (f"- {line}" for line in lines.data)
    yield "- Licence and consent of the data: as stated by whoever supplied it"


def _quality(facts: Facts[E], lines: Lines) -> Iterator[str]:
    yield ""
    yield "## Quality on the test rows, read once"
    yield ""
    yield "| | value | 95% interval |"
    yield "|---|---|---|"
    for name, value, interval in lines.figures:
        yield f"| {name} | {value} | {interval} |"
    for one in facts.shaken:
        by, way = one.gap.by, WAYS[one.way].text.lower()
        yield (
            f"| right answers, {way}, less as written ({one.before:.4f}) | {by.value:+.4f}"
            f" | {by.low:+.4f} to {by.high:+.4f} |"
        )


def _limits(facts: Facts[E], lines: Lines) -> Iterator[str]:
    yield ""
    yield "## Limits"
    yield ""
    yield from (f"- {line}" for line in lines.limits)
    if facts.lengths.cut:
        yield f"- {facts.lengths.cut} texts to learn from were cut"


def _provenance(facts: Facts[E]) -> Iterator[str]:
    yield ""
    yield "## Provenance"
    yield ""
    yield f"- Data: {facts.data_hash}"
    yield f"- Test rows: {facts.test_hash}"
    yield f"- Weights of the base model: {facts.base_hash}"


def plain(text: str) -> str:
    """A name from the data, unable to be Markdown of its own."""
    return "".join(" " if sign in "|`*_[]<>#\n" else sign for sign in text)[:80]


def incomplete(facts: Facts[E]) -> int:
    """Rows that were left out for want of a value."""
    left = facts.cleaned.left
    return left.empty_text + left.empty_label + left.unusable
