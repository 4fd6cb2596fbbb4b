"""Columns of a design that cannot be left out one by one."""

from __future__ import annotations

from collections.abc import Sequence

from apps.core.messages import msg
from apps.engines.builtin.linear.terms.design import Design
from apps.engines.builtin.linear.terms.tree import Spline
from apps.engines.builtin.linear.terms.wording import factor_text
from apps.engines.contract import Refusal


def refuse_splines(design: Design, redundant: Sequence[int]) -> None:
    """Of a spline no column can be left out alone."""
    for place in redundant:
        factors = [design.factors[piece.factor] for piece in design.made[place].pieces]
        spline = next((one for one in factors if isinstance(one, Spline)), None)
        if spline is not None:
            raise Refusal(
                msg(
                    "The spline {spline} cannot be told: the predictor has too few different"
                    " values, or other terms say the same.",
                    spline=factor_text(spline),
                ),
                fix=msg("Choose a smaller df, or take out what says the same."),
                field="formula",
            )
