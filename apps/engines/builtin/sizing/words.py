"""The answer in sentences, its interval with it."""

from __future__ import annotations

from apps.core.messages import Message, Num, msg
from apps.engines.builtin.sizing.assumptions import BOTTOM, TOP
from apps.engines.builtin.sizing.chains import WAY_NAMES
from apps.engines.builtin.sizing.findings import Findings, Ratio, Size
from apps.engines.figures import level, percent


def amount(value: float, unit: str = "", digits: int = 3) -> Num:
    return Num(value=float(value), digits=digits, unit=unit)


def times(value: float) -> Num:
    """A factor with three figures."""
    return Num(value=value, digits=3)


def market_name(found: Findings, market: str | None) -> Message | str:
    """A market's name; of all together, and of the only one that has none, a word."""
    if market is None:
        return msg("All {count} markets", count=len(found.markets))
    return market or msg("The market")


def headline(found: Findings) -> Message:
    """The size asked for, each way with its interval, and how far the ways are apart."""
    ways = [way for way in (TOP, BOTTOM) if way in found.focus]
    sizes = [one for way in ways if (one := found.size(found.whole, way, found.focus[way]))]
    if not sizes:
        return msg("The markets have no level in common; see each of them below.")
    answer = _sizes(found, sizes)
    name = market_name(found, found.whole)
    if found.whole == "":
        return answer
    return msg("{market}: {answer}", market=name, answer=answer)


def _sizes(found: Findings, sizes: list[Size]) -> Message:
    if len(sizes) == 1:
        return msg("{size}.", size=_one(found, sizes[0]))
    ratio = next(
        (one for one in found.ratios if (one.market, one.level) == (found.whole, sizes[0].level)),
        None,
    )
    parts = {"first": _one(found, sizes[0]), "second": _one(found, sizes[1])}
    if ratio is None or sizes[0].level != sizes[1].level:
        return msg("{first}; {second}.", **parts)
    return msg("{first}; {second}. {ratio}", ratio=apart(found, ratio), **parts)


def _one(found: Findings, one: Size) -> Message:
    unit = found.params.unit
    return msg(
        "{level} {way} is about {median} ({confidence} interval {low} to {high})",
        level=one.level,
        way=WAY_NAMES[one.way],
        median=amount(one.median, unit),
        confidence=level(found.params.confidence),
        low=amount(one.low),
        high=amount(one.high),
    )


def apart(found: Findings, ratio: Ratio) -> Message:
    """How far both ways are apart."""
    if ratio.times > found.params.warn_ratio:
        return msg(
            "The two ways are {times} times apart, so at least one of them is wrong.",
            times=times(ratio.times),
        )
    return msg("The two ways differ by a factor of {times}.", times=times(ratio.times))


def drivers(found: Findings) -> list[Message]:
    """For each way, what its uncertainty mostly comes from."""
    sentences = []
    for way, swings in found.swings.items():
        level = found.focus[way]
        if not swings:
            sentences.append(
                msg("{level} {way} rests on exact figures alone.", level=level, way=WAY_NAMES[way])
            )
            continue
        widest = swings[0]
        sentences.append(
            msg(
                "{level} {way} moves most with {name}: from {low} to {high} between its low and its"
                " high end, all else at its middle. Known exactly, it would take away {share} of"
                " the variance.",
                level=level,
                way=WAY_NAMES[way],
                name=widest.step.name,
                low=amount(min(widest.at_low, widest.at_high)),
                high=amount(max(widest.at_low, widest.at_high), found.params.unit),
                share=percent(widest.share),
            )
        )
    return sentences
