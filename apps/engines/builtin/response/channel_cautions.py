"""Cautions about what advertising brings."""

from __future__ import annotations

import math
from collections.abc import Iterator

from apps.core.messages import msg
from apps.engines.builtin.response.channels import HIGHEST
from apps.engines.builtin.response.lights import SMALL_P
from apps.engines.builtin.response.returns import Returns
from apps.engines.builtin.response.words import share
from apps.engines.result import Warning as Caution


def about_channel(one: Returns) -> Iterator[Caution]:
    """Carry-over, saturation and sign of one channel."""
    channel, name = one.channel, one.channel.name
    repeats = one.study.checks.repeats
    searched = channel.free_r or channel.free_k
    if searched and repeats is not None and repeats[1] < SMALL_P and repeats[0] > 0.1:
        yield Caution(
            code="narrow_shape",
            message=msg(
                "What is left over goes from one period to the next. In simulated markets of that"
                " kind 95% intervals of how long advertising lasts and where it saturates held the"
                " truth in about 90%: take those of {name} as a little too narrow.",
                name=name,
            ),
            fix=msg("Add a trend or a season."),
        )
    if one.retention is not None and one.retention[1] >= HIGHEST - 0.005:
        yield Caution(
            code="retention_open",
            message=msg(
                "How long {name} lasts cannot be told from above: effects that never pass fit as"
                " well, and look like a trend.",
                name=name,
            ),
            fix=msg("Give the share that lasts from other knowledge, or add periods without it."),
        )
    elif one.retention is not None and one.retention[1] - one.retention[0] > 0.6:
        yield Caution(
            code="retention_vague",
            message=msg(
                "The share of {name} that lasts into the next period is hardly known: {low} to"
                " {high}.",
                name=name,
                low=share(one.retention[0]),
                high=share(one.retention[1]),
            ),
            fix=msg("Its total effect is known better than when it comes."),
        )
    yield from _about_returns(one)


def _about_returns(one: Returns) -> Iterator[Caution]:
    channel, name = one.channel, one.channel.name
    if one.point is not None and not math.isfinite(one.point[1]):
        yield Caution(
            code="saturation_open",
            message=msg(
                "Spend on {name} never came near saturation, or the data do not show it: no upper"
                " end of the half-saturation point was found.",
                name=name,
            ),
            fix=msg("Do not read the curve beyond the spends seen."),
        )
    if channel.shape.kind == "none" and one.beta > 0:
        yield Caution(
            code="no_saturation",
            severity="info",
            message=msg(
                "Without diminishing returns each further unit on {name} is taken to do as much:"
                " the curve tells no best budget.",
                name=name,
            ),
            fix=msg("Choose the logarithm or the Hill curve and compare."),
        )
    if one.next_unit[2] < 0:
        yield Caution(
            code="negative_channel",
            message=msg(
                "More spend on {name} goes with less sold. Budgets that follow weak demand look"
                " like this.",
                name=name,
            ),
            fix=msg("Name what the budget reacts to as a control, or test in some markets only."),
        )
