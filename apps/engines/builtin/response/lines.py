"""Coefficients with their tests, in the order of the columns."""

from __future__ import annotations

from scipy import special

from apps.core.messages import Message
from apps.engines.builtin.response.study import Line, Study

HIDDEN = ("period",)  # levels of single periods are many, and nobody asks for them


def lines(study: Study) -> list[Line]:
    """Every coefficient but those of single periods and the slopes."""
    columns = study.design.columns
    named: list[tuple[str, Message | str]] = [(column.part, column.label) for column in columns]
    named += [("channel", one.name) for one in study.channels]
    fitted, t = study.fitted, study.t
    found = []
    for place, (part, label) in enumerate(named):
        if part in HIDDEN:
            continue
        value, se = float(fitted.beta[place]), float(fitted.se[place])
        ratio = value / se if se > 0 else float("inf")
        p = float(2 * special.stdtr(fitted.df, -abs(ratio)))
        found.append(Line(part, label, value, se, ratio, p, value - t * se, value + t * se))
    return found
