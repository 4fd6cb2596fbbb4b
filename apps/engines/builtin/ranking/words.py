"""The answer in sentences: both axes first, then who leads and how surely."""

from __future__ import annotations

import numpy as np

from apps.core.messages import Message, Num, msg
from apps.engines.builtin.ranking.findings import Findings
from apps.engines.builtin.ranking.flips import Flip, Stretch
from apps.engines.builtin.ranking.information import Worth
from apps.engines.figures import level, percent

NAMED = 4  # markets in a sentence
SHORT = 10  # markets of a short list in a sentence


def places(value: float) -> Num:
    """An expected number of places on a list."""
    return Num(value=value, decimals=2)


def points(value: float) -> Num:
    return Num(value=float(value), decimals=0)


def headline(found: Findings) -> Message:
    """Who is ahead on each axis, and who on both, with how sure that is."""
    attractive = int(np.argmax(found.attractiveness.score))
    easiest = int(np.argmin(found.difficulty.score))
    return msg("{axes} {first}", axes=_axes(found, attractive, easiest), first=_first(found))


def _axes(found: Findings, attractive: int, easiest: int) -> Message:
    values: dict[str, Num | str | int] = {
        "count": len(found.order),
        "market": found.name(attractive),
        "score": points(found.attractiveness.score[attractive]),
        "difficulty": points(found.difficulty.score[easiest]),
    }
    if attractive == easiest:
        return msg(
            "Of {count} markets {market} is both the most attractive ({score} of 100) and the"
            " easiest to enter (difficulty {difficulty} of 100).",
            **values,
        )
    return msg(
        "Of {count} markets {market} is the most attractive ({score} of 100) and {easy} the easiest"
        " to enter (difficulty {difficulty} of 100).",
        easy=found.name(easiest),
        **values,
    )


def _first(found: Findings) -> Message:
    values: dict[str, Message | Num | str | list[str]] = {
        "market": found.name(found.leader),
        "share": _share(found),
        "p": percent(float(found.first[found.leader])),
    }
    rivals = found.rivals
    if not rivals:
        return msg(
            "With attractiveness counting for {share}, {market} comes first in {p} of the plausible"
            " cases.",
            **values,
        )
    if len(rivals) > NAMED:
        return msg(
            "With attractiveness counting for {share}, {market} comes first in only {p} of the"
            " plausible cases and cannot be told apart from {count} others.",
            count=len(rivals),
            **values,
        )
    return msg(
        "With attractiveness counting for {share}, {market} comes first in {p} of the plausible"
        " cases and cannot be told apart from {names}.",
        names=[found.name(m) for m in rivals],
        **values,
    )


def _share(found: Findings) -> Message:
    """The share of attractiveness with its interval: it varies with the weights."""
    drawn = found.draws.weights[:, found.sheet.axis("attractiveness")].sum(axis=1)
    tail = (1 - found.params.confidence) / 2
    low, high = (float(end) for end in np.quantile(drawn, [tail, 1 - tail]))
    return msg(
        "{share} ({low} to {high} in {level} of the cases)",
        share=percent(found.params.attractiveness_share),
        low=percent(low),
        high=percent(high),
        level=level(found.params.confidence),
    )


def cases(found: Findings) -> Message:
    """What a plausible case is."""
    variation = float(found.draws.weights.std(axis=0).sum())  # of weights that sum to 1
    return msg(
        "A plausible case is one draw of {count}: weights vary around yours, by about {variation}"
        " of each on average, and every unknown cell takes a value between its bounds.",
        count=found.params.draws,
        variation=percent(variation),
    )


def flip(found: Findings, change: Flip | None) -> Message:
    """The smallest change of weights that makes another market win."""
    market = found.name(found.best)
    if change is None:
        return msg(
            "No weights at all make another market come before {market}: it is at least as good on"
            " every indicator.",
            market=market,
        )
    rival = found.name(change.rival)
    if change.moved < 5e-5:
        return msg("At your weights {market} and {rival} are level.", market=market, rival=rival)
    taker = found.sheet.indicators[change.taker].label
    givers = [found.sheet.indicators[a].label for a, _amount in change.givers]
    values = {
        "market": market, "rival": rival, "taker": taker,
        "moved": percent(change.moved, 1),
    }  # fmt: skip
    if len(givers) == 1:
        return msg(
            "At your weights {market} leads. The smallest change after which {rival} draws level:"
            " {moved} of all weight moves from {giver} to {taker}.",
            giver=givers[0],
            **values,
        )
    return msg(
        "At your weights {market} leads. The smallest change after which {rival} draws level:"
        " {moved} of all weight moves to {taker}, from {count} other indicators.",
        count=len(givers),
        **values,
    )


def trade_off(found: Findings, stretch: Stretch) -> Message:
    """Who leads at which share of attractiveness."""
    market = found.name(stretch.market)
    if stretch.start <= 0 and stretch.end >= 1:
        return msg(
            "{market} leads however much attractiveness counts against ease of entry.",
            market=market,
        )
    return msg(
        "Where attractiveness counts for {low} to {high}, {market} leads.",
        market=market,
        low=percent(stretch.start),
        high=percent(stretch.end),
    )


def subject(found: Findings, one: Worth) -> Message:
    """What would be found out."""
    label = found.sheet.indicators[one.indicator].label if one.indicator is not None else ""
    if one.kind == "weights":
        return msg("Agreement on the weights")
    if one.kind == "cell" and one.market is not None:
        return msg("{name} of {market}", name=label, market=found.name(one.market))
    return msg("{name} of all markets where it is unknown", name=label)


def worth(found: Findings) -> list[Message]:
    """How often the choice is wrong today, and what would help most."""
    sentences = [
        msg(
            "Choosing {market} today is wrong in {p} of the plausible cases.",
            market=found.name(found.leader),
            p=percent(1 - float(found.first[found.leader])),
        )
    ]
    useful = [one for one in found.worth.found if one.saved >= 0.005 and one.told]
    if not useful:
        sentences.append(
            msg("Nothing that could be found out alone would change this by half a point.")
        )
        return sentences
    best = useful[0]
    sentences.append(
        msg(
            "What would help most: {subject}. Known, it would lower that from {before} to {after}"
            " on average.",
            subject=subject(found, best),
            before=percent(best.before, 1),
            after=percent(best.after, 1),
        )
    )
    return sentences


def worth_listed(found: Findings) -> list[Message]:
    """How many places of the short list are wrong today, and what would help most."""
    worths = found.worth_listed
    if worths is None:
        return []
    names = [found.name(m) for m in worths.chosen]
    sentences = [
        msg(
            "The best short list of {k} is {names}. On average {wrong} of its {k} places are wrong:"
            " held by a market that is not among the first {k}.",
            k=worths.k,
            names=[*names[:SHORT], *(["…"] if len(names) > SHORT else [])],
            wrong=places(worths.wrong),
        )
    ]
    if worths.wrong < 0.005:
        return sentences
    useful = [one for one in worths.found if one.saved >= 0.005 and one.told]
    if not useful:
        sentences.append(msg("Nothing that could be found out alone would make this clearly less."))
        return sentences
    best = useful[0]
    sentences.append(
        msg(
            "What would help the short list most: {subject}. Known, it would lower that from"
            " {before} to {after} on average, give or take {error}.",
            subject=subject(found, best),
            before=places(best.before),
            after=places(best.after),
            error=places(best.error),
        )
    )
    return sentences
