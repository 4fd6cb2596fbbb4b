"""What a comparison adds to its model card."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from apps.engines.builtin.text.card import Lines, incomplete, plain
from apps.engines.builtin.text.facts import Facts
from apps.engines.builtin.text_match.evaluation import COSINE, E, MatchEvaluation
from apps.engines.builtin.text_match.words import CARD_WAYS, FIGURES

WAYS = {"bi": "each text alone (bi-encoder)", "cross": "both texts together (cross-encoder)"}


def lines(facts: Facts[E], answers: str, limits: Iterable[str] = ()) -> Lines:
    """Title, data, figures and limits; ``answers`` is one sentence of what is answered."""
    first, second = (plain(name) for name in facts.texts)
    return Lines(
        title=f"Comparison of '{first}' with '{second}'",
        answers=f"{answers} Reads {WAYS[facts.evaluation.way]}.",
        data=_data(facts),
        figures=_figures(facts.evaluation),
        limits=[*limits, *_limits(facts.evaluation)],
    )


def _data(facts: Facts[E]) -> Iterator[str]:
    cleaned, found = facts.cleaned, facts.evaluation
    yield (
        f"Left out: {incomplete(facts)} incomplete rows, {cleaned.left.alike} pairs of a text with"
        f" itself, {cleaned.copies} copies, {cleaned.conflicting_rows} rows with conflicting"
        " targets"
    )
    yield (
        f"{found.linked.largest:.1%} of the rows hang together through shared texts;"
        f" {found.shared} test rows have a text that was learned from"
    )
    yield f"{len(facts.suspects)} pairs look wrong"


def _figures(found: MatchEvaluation) -> Iterator[tuple[str, str, str]]:
    for key, one in found.figures.items():
        yield FIGURES[key].card, f"{one.value:.4f}", f"{one.low:.4f} to {one.high:.4f}"
    for key, one in found.gains.items():
        yield (
            f"{FIGURES[key].card} above that of {CARD_WAYS[COSINE]}"
            f" ({found.beside[COSINE][key]:.4f})",
            f"{one.value:+.4f}",
            f"{one.low:+.4f} to {one.high:+.4f}",
        )
    for way, figures in found.beside.items():
        value = figures[found.main]
        yield f"{FIGURES[found.main].card} of {CARD_WAYS[way]}", f"{value:.4f}", ""
    for one_slice in found.slices:
        name = f"{FIGURES[found.main].card}, {plain(one_slice.name)}"
        yield name, f"{one_slice.figures[found.main]:.4f}", ""


def _limits(found: MatchEvaluation) -> Iterator[str]:
    yield "It answers whatever it is asked, also of texts that are like none it has learned from"
    if found.way == "bi":
        yield "Two texts are as alike in one order as in the other"
