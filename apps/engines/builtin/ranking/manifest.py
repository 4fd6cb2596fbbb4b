"""The manifest of ``markets.ranking``. Imports nothing heavy."""

from __future__ import annotations

from collections.abc import Mapping
from typing import ClassVar

from apps.core.messages import mark
from apps.engines.builtin.ranking import slots
from apps.engines.builtin.ranking.params import RankingParams
from apps.engines.contract import Engine, InputProfile, InputSlot, Issue, Resources


class Ranking(Engine):
    """Markets by attractiveness against entry difficulty, with how sure their order is."""

    key = "markets.ranking"
    version = "1.0.0"
    label = mark("Ranking of markets")
    question = mark("Which markets first?")
    description = mark(
        "Attractiveness against entry difficulty on fixed scales: how probable each place is, which"
        " markets cannot be told apart, and what would change the choice."
    )
    kind = "markets"
    Params = RankingParams
    inputs: ClassVar[tuple[InputSlot, ...]] = (slots.DATA,)
    runner = "apps.engines.builtin.ranking.runner:Runner"
    warm = True
    stores = False
    sources = (
        "Belton and Gear (1983), On a short-coming of Saaty's method of analytic hierarchies: rank"
        " reversal",
        "Lahdelma, Hokkanen and Salminen (1998), SMAA: stochastic multiobjective acceptability"
        " analysis",
        "Raiffa and Schlaifer (1961), Applied Statistical Decision Theory: value of information",
        "Ghemawat (2001), Distance still matters: the CAGE framework",
        "Melitz and Toubal (2014), Native language, spoken language, translation and trade",
        "Natural Earth and Unicode CLDR: centres and languages of countries",
    )
    docs = (
        "Each indicator is scored from 0 to 100 between two bounds that you fix beforehand, so that"
        " adding or removing a market changes no other market's score. The scores of each axis are"
        " averaged by weight; both axes stand side by side, and are put in one order only with the"
        " share of attractiveness that you state.\n\n"
        "Weights are drawn from a Dirichlet distribution around yours, and every unknown cell from"
        " what is known of it: uniform between the bounds of its scale where it is empty;"
        " triangular or uniform between its own lowest and highest value; normal with its standard"
        " error. The shares of these draws are the probabilities shown. Nothing is filled in with"
        " an average.\n\n"
        "The smallest change of weights (half the sum of absolute changes) is exact: a linear"
        " programme that moving weight from the least favourable indicators to the most favourable"
        " one solves. At an empty cell it takes the middle of what is possible.\n\n"
        "What finding out would be worth is the expected fall of the probability of choosing the"
        " wrong market first, by nested draws over the markets that may win (the 25 likeliest, and"
        " their 60 widest cells). For the short list it is the expected fall of the number of"
        " wrong places: markets on the list that are not among the first k. The best list is"
        " made of the markets that are most often among them. Both have a standard error by the"
        " draws.\n\n"
        "Limits: indicators add up, so a very bad value can be outweighed by good ones; unknown"
        " cells are drawn independently of each other; the bounds and weights are judgements."
    )

    def resources(self, params: RankingParams, profiles: Mapping[str, InputProfile]) -> Resources:
        data = profiles.get("data")
        rows = data.rows if data else 0
        columns = len(slots.indicators(data.roles)) if data else 0
        cells = slots.unknown(data) if data else 0
        numbers = params.draws * (6 * max(rows, 10) + 2 * columns + cells)
        return Resources(memory_bytes=300 * 1024**2 + 8 * numbers, seconds=2 + numbers * 4e-7)

    def validate(self, params: RankingParams, profiles: Mapping[str, InputProfile]) -> list[Issue]:
        return slots.check(params, profiles)


ENGINE = Ranking()
