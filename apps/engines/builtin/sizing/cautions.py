"""What the reader must know before trusting a size, each with what to do about it."""

from __future__ import annotations

import math
import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

from apps.core.messages import Message, msg, msgn
from apps.engines.builtin.sizing import words
from apps.engines.builtin.sizing.assumptions import LEVELS, Assumption
from apps.engines.builtin.sizing.chains import WAY_NAMES
from apps.engines.builtin.sizing.findings import Findings
from apps.engines.figures import percent
from apps.engines.result import Warning as Caution
from apps.reference import currencies

NAMED = 6
SOMETIMES = 0.01  # of the draws
_CODE = re.compile(r"(?<![A-Za-z])([A-Z]{3})(?![A-Za-z])")


def cautions(found: Findings) -> Iterator[Caution]:
    """Serious ones first."""
    yield from _apart(found)
    yield from _currencies(found)
    yield from _grows(found)
    yield from _shares(found)
    yield from _one_way(found)
    yield from _sources(found)
    yield from _exact(found)
    yield from _partial(found)


def _names(rows: Sequence[Assumption]) -> list[str]:
    names = list(dict.fromkeys(one.name for one in rows))
    return names[:NAMED] + (["…"] if len(names) > NAMED else [])


def _apart(found: Findings) -> Iterator[Caution]:
    for market in [None, *found.markets]:
        own = [one for one in found.ratios if one.market == market]
        ratio = max(own, key=lambda one: one.times, default=None)
        if ratio is not None and ratio.times > found.params.warn_ratio:
            yield Caution(
                code="ways_apart",
                severity="serious",
                message=msg(
                    "{market}, {level}: top-down and bottom-up are {times} times apart, more than"
                    " {limit}.",
                    market=words.market_name(found, ratio.market),
                    level=ratio.level,
                    times=words.times(ratio.times),
                    limit=words.times(found.params.warn_ratio),
                ),
                fix=msg(
                    "Go through both chains with their owners, the widest bars of the tornado"
                    " charts first, before either figure is used."
                ),
            )


def _currencies(found: Findings) -> Iterator[Caution]:
    units = [found.params.unit, *(one.unit for one in found.assumptions)]
    known = {
        code for unit in units for code in _CODE.findall(unit) if currencies.get(code) is not None
    }
    if len(known) > 1:
        yield Caution(
            code="currencies",
            severity="serious",
            message=msg("The units name several currencies: {codes}.", codes=sorted(known)),
            fix=msg("Convert all amounts to one currency of one year."),
        )


def _grows(found: Findings) -> Iterator[Caution]:
    """A narrower level that comes out larger than a wider one."""
    for market in [*found.markets, None]:
        for way in found.focus:
            sizes = [found.size(market, way, level) for level in LEVELS]
            there = [one for one in sizes if one is not None]
            for wide, narrow in pairwise(there):
                share = float((narrow.draws > wide.draws * (1 + 1e-12)).mean())
                if share > SOMETIMES:
                    yield Caution(
                        code="level_grows",
                        severity="serious",
                        message=msg(
                            "{market}, {way}: {narrow} is larger than {wide} in {share} of the"
                            " draws, though it is a part of it.",
                            market=words.market_name(found, market),
                            way=WAY_NAMES[way],
                            narrow=narrow.level,
                            wide=wide.level,
                            share=percent(share),
                        ),
                        fix=msg("Steps from one level to the next are shares of at most 1."),
                    )


def _shares(found: Findings) -> Iterator[Caution]:
    most = {one: max(v for v in (one.low, one.likely, one.high) if not math.isnan(v))
            for one in found.assumptions if one.percent}  # fmt: skip
    over = [one for one, value in most.items() if value > 1]
    if over:
        yield Caution(
            code="above_all",
            message=msg("These are given in % and may be above 100%: {names}.", names=_names(over)),
            fix=msg("Check that the values are percentages of a whole."),
        )


def _one_way(found: Findings) -> Iterator[Caution]:
    if len(found.focus) == 1:
        (way,) = found.focus
        yield Caution(
            code="one_way",
            message=msg("Only {way} was computed, so nothing checks it.", way=WAY_NAMES[way]),
            fix=msg("Add the other way, from figures that do not rest on the same sources."),
        )
    elif not found.ratios:
        yield Caution(
            code="nothing_in_common",
            message=msg("Both ways have no level in common, so neither checks the other."),
            fix=msg("Add steps until both reach the same level."),
        )


def _sources(found: Findings) -> Iterator[Caution]:
    rows = found.assumptions
    bare = [one for one in rows if not one.source]
    if bare:
        yield _listed(
            "no_source",
            msgn("{count} of {all} assumptions has no source: {names}.",
                 "{count} of {all} assumptions have no source: {names}.",
                 len(bare), all=len(rows), names=_names(bare)),
            msg("Say where each figure comes from, if only from whose judgement."),
        )  # fmt: skip
    undated = [one for one in rows if one.year is None]
    if undated:
        yield _listed(
            "no_year",
            msgn("{count} of {all} assumptions has no year: {names}.",
                 "{count} of {all} assumptions have no year: {names}.",
                 len(undated), all=len(rows), names=_names(undated)),
            msg("Say for which year each figure holds."),
        )  # fmt: skip
    limit = found.year - found.params.oldest
    old = [one for one in rows if one.year is not None and one.year < limit]
    if old:
        oldest = min(old, key=lambda one: (one.year, one.name))
        yield _listed(
            "old",
            msgn("{count} assumption is from before {limit}: {names}.",
                 "{count} assumptions are from before {limit}: {names}.",
                 len(old), limit=str(limit), names=_names(old)),
            msg("Renew them, {name} of {year} first.", name=oldest.name, year=str(oldest.year)),
        )  # fmt: skip
    ahead = [one for one in rows if one.year is not None and one.year > found.year]
    if ahead:
        yield _listed(
            "ahead",
            msg("These are for a year after {year}, so they are forecasts: {names}.",
                year=str(found.year), names=_names(ahead)),
            msg("Check that all steps are meant for the same year."),
        )  # fmt: skip


def _listed(code: str, message: Message, fix: Message) -> Caution:
    return Caution(code=code, message=message, fix=fix)


def _exact(found: Findings) -> Iterator[Caution]:
    exact = [one for one in found.assumptions if one.kind == "fixed" or one.low == one.high]
    if exact:
        yield Caution(
            code="no_range",
            message=msgn(
                "{count} of {all} assumptions has no range and counts as exactly known: {names}.",
                "{count} of {all} assumptions have no range and count as exactly known: {names}.",
                len(exact), all=len(found.assumptions), names=_names(exact),
            ),
            fix=msg("Give a low and a high value, or the intervals are too narrow."),
        )  # fmt: skip
    unused = [
        one
        for one in found.assumptions
        if one.kind in ("lognormal", "normal", "uniform") and not math.isnan(one.likely)
    ]
    if unused:
        yield Caution(
            code="likely_unused",
            severity="info",
            message=msg(
                "The distributions of these follow from low and high alone, not from their most"
                " likely value: {names}.",
                names=_names(unused),
            ),
            fix=msg("Choose triangular or pert if the most likely value should count."),
        )


def _partial(found: Findings) -> Iterator[Caution]:
    if not found.several:
        return
    for way in found.focus:
        for level in LEVELS:
            own = [m for m in found.markets if found.size(m, way, level)]
            absent = [m for m in found.markets if m not in own]
            if own and absent:
                yield Caution(
                    code="no_total",
                    severity="info",
                    message=msg(
                        "{level} {way} has no total: {names} lacks it.",
                        level=level,
                        way=WAY_NAMES[way],
                        names=absent[:NAMED],
                    ),
                )
