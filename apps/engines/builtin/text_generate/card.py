"""What a writer adds to its model card."""

from __future__ import annotations

from collections.abc import Iterator

from apps.engines.builtin.text.card import Lines, incomplete, plain
from apps.engines.builtin.text.facts import Facts
from apps.engines.builtin.text_generate.evaluation import AnswerEvaluation
from apps.engines.builtin.text_generate.metrics import Figures


def lines(facts: Facts[AnswerEvaluation]) -> Lines:
    """Title, data, figures and limits."""
    way = facts.evaluation.way
    put = "the chat template of its tokenizer" if way.chats else f"the template {way.template!r}"
    return Lines(
        title=f"'{plain(facts.label)}' written from '{plain(facts.text)}'",
        answers=(
            f"Answers a prompt in {put}, with {way.answer_tokens} tokens at most, the likeliest one"
            " each time unless told otherwise."
        ),
        data=_data(facts),
        figures=_figures(facts.evaluation),
        limits=_limits(facts.evaluation),
        reads=f"Has room for {facts.max_tokens} tokens; longer prompts are not answered",
    )


def _data(facts: Facts[AnswerEvaluation]) -> Iterator[str]:
    cleaned, way = facts.cleaned, facts.evaluation.way
    yield (
        f"Left out: {incomplete(facts)} incomplete rows, {cleaned.copies} copies,"
        f" {way.left_out} rows that are too long; {len(cleaned.conflicts)} prompts with several"
        " answers, of which the most frequent was kept"
    )
    yield (
        f"Tokens: {way.prompts.median:.0f} of an ordinary prompt, {way.answers.median:.0f} of an"
        f" ordinary answer, {way.answers.most} of the longest"
    )


def _figures(found: AnswerEvaluation) -> Iterator[tuple[str, str, str]]:
    yield from _of("", found.model)
    one = found.perplexity
    yield (
        f"perplexity ({found.tested} rows)",
        f"{one.value:.4g}",
        f"{one.low:.4g} to {one.high:.4g}",
    )
    if found.over_base is not None:
        yield from _of(", the base model as it was", found.base)
        yield "perplexity, the base model as it was", f"{found.base_perplexity.value:.4g}", ""
    yield from _of(", the answer of the most similar prompt", found.nearest)
    for one_slice in found.slices:
        yield f"chrF, {plain(one_slice.name)}", f"{one_slice.chrf:.1f}", ""


def _of(whose: str, figures: Figures) -> Iterator[tuple[str, str, str]]:
    one = figures.chrf
    yield f"chrF{whose}", f"{one.value:.1f}", f"{one.low:.1f} to {one.high:.1f}"
    for name, share in (("exact match", figures.exact), ("token F1", figures.f1)):
        yield f"{name}{whose}", f"{share.value:.4f}", f"{share.low:.4f} to {share.high:.4f}"


def _limits(found: AnswerEvaluation) -> Iterator[str]:
    yield "Nothing checks whether an answer is true; a person has to"
    yield "It may repeat what stood in its data, and say what the base model learned elsewhere"
    yield "chrF and F1 compare letters and words, not what they mean"
    yield f"Written answers were compared on {len(found.rows):,} of {found.tested:,} test rows"
