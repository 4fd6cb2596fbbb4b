"""What a prediction asks for where a formula was fitted."""

from __future__ import annotations

from collections.abc import Mapping

from apps.engines.builtin.linear.terms.design import Design
from apps.engines.builtin.linear.terms.facts import Given
from apps.engines.builtin.linear.terms.tree import Category
from apps.engines.result import PredictField


def ranges(design: Design) -> tuple[list[float], list[float], list[float]]:
    """Least, most and mean of each input; of a category, of its levels' numbers."""
    low, high, mean = [], [], []
    for one in design.facts.given:
        last = len(one.levels or ()) - 1.0
        low.append(one.low if one.levels is None else 0.0)
        high.append(one.high if one.levels is None else last)
        mean.append(one.mean if one.levels is None else float(usual(design, one)))
    return low, high, mean


def usual(design: Design, given: Given) -> int:
    """The place of the baseline among a category's levels."""
    for factor in design.factors:
        if isinstance(factor, Category) and factor.column == given.column and given.levels:
            return given.levels.index(factor.baseline) if factor.baseline in given.levels else 0
    return 0


def fields(design: Design, units: Mapping[str, str]) -> list[PredictField]:
    """Each input with its range, or an example of its levels."""
    return [_field(design, one, units) for one in design.facts.given]


def _field(design: Design, given: Given, units: Mapping[str, str]) -> PredictField:
    if given.levels is not None:
        example = given.levels[usual(design, given)] if given.levels else None
        return PredictField(name=given.name, dtype="text", example=example)
    return PredictField(
        name=given.name,
        unit=units.get(given.column, ""),
        minimum=given.low,
        maximum=given.high,
        example=given.mean,
    )
