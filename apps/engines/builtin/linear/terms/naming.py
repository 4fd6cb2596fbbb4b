"""What a coefficient belongs to, in words: for sentences; tables have the short names."""

from __future__ import annotations

from apps.core.messages import Message, msg
from apps.engines.builtin.linear.fit import Fit
from apps.engines.builtin.linear.terms.design import Design, Piece
from apps.engines.builtin.linear.terms.tree import Category, Spline
from apps.engines.builtin.linear.terms.wording import factor_text


def coefficient(fit: Fit, unknown: int) -> Message | str:
    """'the intercept', 'price', 'region = US', 'column 2 of bs(age, df=5)', or a product of such.

    ``unknown`` counts from 0, the intercept too where there is one.
    """
    name, design = fit.terms[unknown], fit.spec.design
    if not name:
        return msg("the intercept")
    if design is None:
        return name
    made = design.made[unknown - int(fit.spec.intercept)]
    parts = [_part(design, piece) for piece in made.pieces]
    if all(part is None for part in parts):
        return name
    names = name.split(":") if name.count(":") == len(parts) - 1 else [name] * len(parts)
    each = [part if part is not None else one for part, one in zip(parts, names, strict=True)]
    found: Message | str = each[0]
    for one in each[1:]:
        found = msg("{first} × {second}", first=found, second=one)
    return found


def _part(design: Design, piece: Piece) -> Message | None:
    factor = design.factors[piece.factor]
    if isinstance(factor, Spline):
        return msg("column {place} of {spline}", place=piece.place + 1, spline=factor_text(factor))
    if not isinstance(factor, Category):
        return None
    levels = next(
        one.levels for one in design.facts.given if one.column == factor.column and one.levels
    )
    return msg("{name} = {level}", name=factor.column, level=levels[piece.place])
