"""The result of a comparison: how good, beside what, how far to trust it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import asdict
from typing import Any

from apps.core.messages import Message, Num, msg
from apps.engines.builtin.text import card as cards
from apps.engines.builtin.text import charts as shared_charts
from apps.engines.builtin.text.facts import Facts
from apps.engines.builtin.text.figures import gain_tone, numbers, percent
from apps.engines.builtin.text.report import Report
from apps.engines.builtin.text_match import card, cautions, charts, tables
from apps.engines.builtin.text_match.evaluation import (
    COSINE,
    E,
    LabelEvaluation,
    MatchEvaluation,
    PairsEvaluation,
    ScoreEvaluation,
)
from apps.engines.builtin.text_match.saved import SavedMatch
from apps.engines.builtin.text_match.words import FIGURES, YARDSTICK, span
from apps.engines.result import Chart, Table, Tile
from apps.engines.result import Warning as Caution


class MatchReport(Report[E]):
    """Figures with intervals, beside the base model as it is and shared letters."""

    yardstick = YARDSTICK

    def tiles(self, facts: Facts[E]) -> Iterator[Tile]:
        found = facts.evaluation
        for key, one in found.figures.items():
            figure = FIGURES[key]
            yield Tile(label=figure.label, value=figure.num(one.value), note=span(key, one))
        if found.gain is not None:
            yield gain(found)

    def cautions(self, facts: Facts[E]) -> Iterator[Caution]:
        return cautions.every(facts)

    def summary(self, facts: Facts[E]) -> dict[str, Any]:
        found = facts.evaluation
        return {
            "way": found.way,
            **{key: numbers(one) for key, one in found.figures.items()},
            "gains": {key: numbers(one) for key, one in found.gains.items()},
            "beside": found.beside,
            "hang_together": found.linked.largest,
            "shared_texts": found.shared,
            "same_text": facts.cleaned.left.alike,
            "slices": [asdict(one) for one in found.slices],
        }


class LabelReport(MatchReport[LabelEvaluation]):
    """Pairs that match or do not."""

    task = "match.label"

    def headline(self, facts: Facts[LabelEvaluation]) -> Message:
        found = facts.evaluation
        good = found.figures["auc"]
        return msg(
            "On {rows} test pairs a match is put above what is none in {share} of cases ({low} to"
            " {high}); by the base model as it is in {frozen}.",
            rows=len(found.rows),
            share=percent(good.value),
            low=percent(good.low),
            high=percent(good.high),
            frozen=percent(found.beside[COSINE]["auc"]),
        )

    def tiles(self, facts: Facts[LabelEvaluation]) -> Iterator[Tile]:
        yield from super().tiles(facts)
        found = facts.evaluation
        yield Tile(
            label=msg("Threshold"),
            value=percent(found.threshold),
            note=msg("from this probability on a match is said"),
        )
        yield Tile(
            label=msg("Error of the probabilities"),
            value=percent(found.ece),
            note=msg("as far as they are off on average"),
        )

    def charts(self, facts: Facts[LabelEvaluation]) -> Iterator[Chart]:
        yield charts.roc(facts.evaluation)
        yield charts.reliability(facts.evaluation)
        yield from shared_charts.learning(facts)

    def tables(self, facts: Facts[LabelEvaluation]) -> Iterator[Table]:
        hardest = tables.hardest_labels(facts.evaluation)
        return tables.every(facts, hardest, tables.wrong_labels(facts))

    def summary(self, facts: Facts[LabelEvaluation]) -> dict[str, Any]:
        found = facts.evaluation
        return {
            **super().summary(facts),
            "threshold": found.threshold,
            "calibration": found.calibration.kind,
            "ece": found.ece,
            "brier": found.brier,
        }

    def predicted_head(self) -> list[str]:
        return ["label", "match", "probability"]

    def predicted(self, facts: Facts[LabelEvaluation], place: int) -> list[str]:
        found = facts.evaluation
        names = found.names
        truth, said = names[int(found.truth[place])], names[int(found.said[place])]
        return [truth, said, f"{found.answers[place]:.6f}"]

    def card(self, facts: Facts[LabelEvaluation]) -> str:
        found = facts.evaluation
        answers = (
            "Answers with a calibrated probability that two texts match, and says a match from"
            f" {found.threshold:.4f} on."
        )
        return cards.markdown(facts, card.lines(facts, answers))


class ScoreReport(MatchReport[ScoreEvaluation]):
    """Pairs with a number."""

    task = "match.score"

    def headline(self, facts: Facts[ScoreEvaluation]) -> Message:
        found = facts.evaluation
        good, num = found.figures["spearman"], FIGURES["spearman"].num
        return msg(
            "On {rows} test pairs the order agrees with a rank correlation of {value} ({low} to"
            " {high}); that of the base model as it is with {frozen}.",
            rows=len(found.rows),
            value=num(good.value),
            low=num(good.low),
            high=num(good.high),
            frozen=num(found.beside[COSINE]["spearman"]),
        )

    def charts(self, facts: Facts[ScoreEvaluation]) -> Iterator[Chart]:
        yield charts.against_true(facts.evaluation, facts.label)
        yield from shared_charts.learning(facts)

    def tables(self, facts: Facts[ScoreEvaluation]) -> Iterator[Table]:
        hardest = tables.hardest_scores(facts.evaluation)
        return tables.every(facts, hardest, tables.wrong_scores(facts))

    def summary(self, facts: Facts[ScoreEvaluation]) -> dict[str, Any]:
        return {**super().summary(facts), "calibration": facts.evaluation.calibration.kind}

    def predicted_head(self) -> list[str]:
        return ["true", "predicted"]

    def predicted(self, facts: Facts[ScoreEvaluation], place: int) -> list[str]:
        found = facts.evaluation
        return [repr(float(found.true[place])), repr(float(found.answers[place]))]

    def card(self, facts: Facts[ScoreEvaluation]) -> str:
        unit = facts.evaluation.unit
        answers = (
            f"Answers with a number{f', in {cards.plain(unit)},' if unit else ''} for two texts."
        )
        return cards.markdown(facts, card.lines(facts, answers))


class PairsReport(MatchReport[PairsEvaluation]):
    """Pairs that all match: how well the right text is found."""

    task = "match.pairs"

    def headline(self, facts: Facts[PairsEvaluation]) -> Message:
        found = facts.evaluation
        good = found.figures["recall_at_1"]
        return msg(
            "For {share} of {queries} test texts the right one is the nearest of {candidates}"
            " ({low} to {high}); for the base model as it is, for {frozen}.",
            share=percent(good.value),
            queries=len(found.library.queries),
            candidates=len(found.library.candidates),
            low=percent(good.low),
            high=percent(good.high),
            frozen=percent(found.beside[COSINE]["recall_at_1"]),
        )

    def tiles(self, facts: Facts[PairsEvaluation]) -> Iterator[Tile]:
        yield from super().tiles(facts)
        yield Tile(
            label=msg("Threshold"),
            value=Num(value=facts.evaluation.threshold, decimals=3),
            note=msg("from this cosine on a match is said"),
        )

    def charts(self, facts: Facts[PairsEvaluation]) -> Iterator[Chart]:
        yield charts.recall(facts.evaluation)
        yield from shared_charts.learning(facts)

    def tables(self, facts: Facts[PairsEvaluation]) -> Iterator[Table]:
        hardest = tables.hardest_pairs(facts.evaluation)
        return tables.every(facts, hardest, tables.strangers(facts))

    def summary(self, facts: Facts[PairsEvaluation]) -> dict[str, Any]:
        found = facts.evaluation
        return {
            **super().summary(facts),
            "threshold": found.threshold,
            "queries": len(found.library.queries),
            "candidates": len(found.library.candidates),
        }

    def predicted_head(self) -> list[str]:
        return ["similarity"]

    def predicted(self, facts: Facts[PairsEvaluation], place: int) -> list[str]:
        return [f"{facts.evaluation.answers[place]:.6f}"]

    def card(self, facts: Facts[PairsEvaluation]) -> str:
        found = facts.evaluation
        answers = (
            "Answers with the cosine of two texts' embeddings, and says a match from"
            f" {found.threshold:.4f} on."
        )
        limits = [
            f"Searched among {len(found.library.candidates)} texts; among more it finds less often",
            "No pair was known not to match: the threshold parts right texts from the nearest wrong"
            " ones",
        ]
        return cards.markdown(facts, card.lines(facts, answers, limits))


def gain(found: MatchEvaluation) -> Tile:
    """How much the main figure gains over the base model as it is."""
    one, figure = found.gains[found.main], FIGURES[found.main]
    return Tile(
        label=msg("Gain over the base model as it is"),
        value=figure.num(one.value),
        note=msg(
            "{low} to {high} more: {figure}; the base model as it is has {value}",
            low=figure.num(one.low),
            high=figure.num(one.high),
            figure=figure.label,
            value=figure.num(found.beside[COSINE][found.main]),
        ),
        tone=gain_tone(one),
    )


def _saved(facts: Facts[E], common: dict[str, Any], **more: Any) -> SavedMatch:
    return SavedMatch(**common, other=facts.texts[1], way=facts.evaluation.way, **more)


def keep_labels(facts: Facts[LabelEvaluation], common: dict[str, Any]) -> SavedMatch:
    """What prediction needs."""
    found = facts.evaluation
    return _saved(
        facts,
        common,
        calibration=found.calibration,
        threshold=found.threshold,
        names=found.names,
    )


def keep_scores(facts: Facts[ScoreEvaluation], common: dict[str, Any]) -> SavedMatch:
    """What prediction needs."""
    found = facts.evaluation
    return _saved(facts, common, calibration=found.calibration, unit=found.unit)


def keep_pairs(facts: Facts[PairsEvaluation], common: dict[str, Any]) -> SavedMatch:
    """What prediction needs."""
    return _saved(facts, common, threshold=facts.evaluation.threshold)
