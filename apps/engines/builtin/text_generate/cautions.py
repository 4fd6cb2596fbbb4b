"""What has to be known of a writer before it is trusted."""

from __future__ import annotations

from collections.abc import Iterator

from apps.core.messages import msg, msgn
from apps.engines.builtin.text.cautions import caution, near_copies, percent
from apps.engines.builtin.text.facts import Facts
from apps.engines.builtin.text_generate.evaluation import AnswerEvaluation
from apps.engines.builtin.text_generate.tables import points
from apps.engines.result import Warning as Caution

CUT = 0.02  # share of answers that came to no end, from which on it is told


def every(facts: Facts[AnswerEvaluation]) -> Iterator[Caution]:
    """Every caution that applies."""
    yield from _data(facts)
    yield from _gains(facts)
    found = facts.evaluation
    if found.chrf_without_near is not None:
        message = msgn(
            "{count} test prompt is nearly the same as one that was learned from. Without it chrF"
            " is {chrf}.",
            "{count} test prompts are nearly the same as ones that were learned from. Without them"
            " chrF is {chrf}.",
            int(found.near.sum()),
            chrf=points(found.chrf_without_near),
        )
        yield near_copies(facts, message)
    if found.said.cut.mean() > CUT:
        yield caution(
            "no_end",
            msg(
                "{share} of the answers came to no end and were cut after {most} tokens.",
                share=percent(float(found.said.cut.mean())),
                most=found.way.answer_tokens,
            ),
            msg("Raise 'Longest answer', or train for more epochs."),
        )
    yield caution(
        "truth",
        msg("Nothing here checks whether an answer is true."),
        msg("Have a person read answers before they are sent."),
        severe="info",
    )


def _data(facts: Facts[AnswerEvaluation]) -> Iterator[Caution]:
    conflicts, way = facts.cleaned.conflicts, facts.evaluation.way
    if conflicts:
        yield caution(
            "conflicts",
            msgn(
                "{count} prompt has several answers, e.g. '{text}'. The most frequent was kept.",
                "{count} prompts have several answers, e.g. '{text}'. The most frequent was kept.",
                len(conflicts),
                text=conflicts[0].text[:80],
            ),
            msg("Decide which answer is right, and correct the table."),
            severe="info",
        )
    if way.left_out:
        yield caution(
            "too_long",
            msgn(
                "{count} row has more than {most} tokens and was left out.",
                "{count} rows have more than {most} tokens and were left out.",
                way.left_out,
                most=facts.max_tokens,
            ),
            msg("Raise 'Longest text', where the base model reads so much."),
        )


def _gains(facts: Facts[AnswerEvaluation]) -> Iterator[Caution]:
    found = facts.evaluation
    if found.over_nearest.low <= 0:
        yield caution(
            "no_better_than_nearest",
            msg(
                "The test cannot tell this model from giving the answer of the most similar prompt,"
                " which takes no model."
            ),
            msg("More examples or epochs may help; a search in past answers may be all you need."),
            severe="serious",
        )
    if found.over_base is None:
        yield caution(
            "start_kept",
            msg(
                "No epoch did better on the rows to choose by than the base model as it was, so"
                " that one was kept."
            ),
            msg("Use a smaller learning rate or LoRA; more examples help most."),
        )
    elif found.over_base.low <= 0:
        yield caution(
            "no_better_than_base",
            msg("The test cannot tell this model from the base model as it was."),
            msg("More examples or epochs help most."),
        )
