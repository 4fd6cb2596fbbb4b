"""The result of a writer: how near its answers are, beside what, how far to trust it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import asdict
from typing import Any

from apps.core.messages import Message, Num, msg
from apps.engines.builtin.text import card as cards
from apps.engines.builtin.text import cautions as texts
from apps.engines.builtin.text import charts
from apps.engines.builtin.text.facts import Facts
from apps.engines.builtin.text.figures import between, gain_tone, numbers, percent
from apps.engines.builtin.text.metrics import Interval
from apps.engines.builtin.text.report import Report
from apps.engines.builtin.text_generate import card, cautions, tables
from apps.engines.builtin.text_generate.evaluation import AnswerEvaluation
from apps.engines.builtin.text_generate.metrics import Figures
from apps.engines.builtin.text_generate.tables import CHRF, EXACT, WORDS, points
from apps.engines.result import Chart, Table, Tile
from apps.engines.result import Warning as Caution

AnswerFacts = Facts[AnswerEvaluation]


class AnswerReport(Report[AnswerEvaluation]):
    """chrF, exact match, token F1 and perplexity, beside two simpler ways."""

    task = "generate"

    def headline(self, facts: AnswerFacts) -> Message:
        found = facts.evaluation
        return msg(
            "On {rows} test prompts {exact} of the answers are exactly right and chrF is {chrf}"
            " ({low} to {high}); the answer of the most similar prompt has {nearest}.",
            rows=len(found.rows),
            exact=percent(found.model.exact.value),
            chrf=points(found.model.chrf.value),
            low=points(found.model.chrf.low),
            high=points(found.model.chrf.high),
            nearest=points(found.nearest.chrf.value),
        )

    def tiles(self, facts: AnswerFacts) -> Iterator[Tile]:
        found = facts.evaluation
        figures = found.model
        yield Tile(label=CHRF, value=points(figures.chrf.value), note=_between(figures.chrf))
        yield Tile(label=EXACT, value=percent(figures.exact.value), note=between(figures.exact))
        yield Tile(label=WORDS, value=percent(figures.f1.value), note=between(figures.f1))
        yield Tile(
            label=msg("Perplexity"),
            value=_figure(found.perplexity.value),
            note=msg(
                "95% interval {low} to {high}",
                low=_figure(found.perplexity.low),
                high=_figure(found.perplexity.high),
            ),
        )
        if found.over_base is not None:
            yield _gain(msg("Gain over the base model"), found.over_base, found.base.chrf.value)
        yield _gain(
            msg("Gain over the most similar prompt"), found.over_nearest, found.nearest.chrf.value
        )

    def common_cautions(self, facts: AnswerFacts) -> list[Caution]:
        return texts.data(facts)

    def cautions(self, facts: AnswerFacts) -> Iterator[Caution]:
        return cautions.every(facts)

    def charts(self, facts: AnswerFacts) -> Iterator[Chart]:
        return charts.learning(facts)

    def tables(self, facts: AnswerFacts) -> Iterator[Table]:
        return tables.every(facts)

    def summary(self, facts: AnswerFacts) -> dict[str, Any]:
        found = facts.evaluation
        return {
            **_figures(found.model),
            "perplexity": numbers(found.perplexity),
            "base_model": {
                **_figures(found.base),
                "perplexity": numbers(found.base_perplexity),
            },
            "most_similar_prompt": _figures(found.nearest),
            "gain_over_base_model": None if found.over_base is None else numbers(found.over_base),
            "gain_over_most_similar_prompt": numbers(found.over_nearest),
            "answered": len(found.rows),
            "without_end": int(found.said.cut.sum()),
            "way": asdict(found.way),
            "conflicting_prompts": len(facts.cleaned.conflicts),
            "slices": [asdict(one) for one in found.slices],
        }

    def predicted_head(self) -> list[str]:
        return ["true", "answer", "base_model", "most_similar_prompt", "chrf"]

    def predicted(self, facts: AnswerFacts, place: int) -> list[str]:
        found = facts.evaluation
        return [
            found.rows.labels[place],
            found.said.model[place],
            found.said.base[place],
            found.said.nearest[place],
            repr(float(found.each[place])),
        ]

    def card(self, facts: AnswerFacts) -> str:
        return cards.markdown(facts, card.lines(facts))


def _figures(found: Figures) -> dict[str, dict[str, float]]:
    return {
        "chrf": numbers(found.chrf),
        "exact_match": numbers(found.exact),
        "token_f1": numbers(found.f1),
    }


def _figure(value: float) -> Num:
    return Num(value=value, digits=4)


def _between(found: Interval) -> Message:
    return msg("95% interval {low} to {high}", low=points(found.low), high=points(found.high))


def _gain(label: Message, gain: Interval, other: float) -> Tile:
    return Tile(
        label=label,
        value=points(gain.value),
        note=msg(
            "{low} to {high} more chrF than {other}",
            low=points(gain.low),
            high=points(gain.high),
            other=points(other),
        ),
        tone=gain_tone(gain),
    )
