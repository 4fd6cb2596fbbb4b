"""From a formula to the specification of a fit: the look at all rows that it needs. In a job's
child only.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from apps.core.messages import msg
from apps.engines.builtin.linear.terms.asked import MOST_COLUMNS, coefficients
from apps.engines.builtin.linear.terms.design import Design, design_of
from apps.engines.builtin.linear.terms.facts import Facts, Measured
from apps.engines.builtin.linear.terms.look import Look, given_of
from apps.engines.builtin.linear.terms.tree import Formula
from apps.engines.builtin.linear.terms.wording import expression_text
from apps.engines.contract import ColumnProfile, Context, InputTable, Refusal

if TYPE_CHECKING:
    from apps.engines.builtin.linear.scan import Spec

BATCH_VALUES = 1_000_000


def designed(
    ctx: Context,
    table: InputTable,
    spec: Spec,
    formula: Formula,
    known: Mapping[str, Any] | None,
) -> Spec:
    """``spec`` with the columns of the formula. ``known`` are its facts, where they are."""
    if formula.logged and formula.target is not None:
        spec = replace(
            spec,
            targets=[expression_text(formula.target)],
            sources=tuple(spec.targets),
            logged=True,
        )
    spec = replace(spec, intercept=formula.intercept)
    facts = _looked(ctx, table, spec, formula) if known is None else Facts.model_validate(known)
    many = _coefficients(facts)  # counted before they are made: they may be millions
    if many > MOST_COLUMNS:
        raise Refusal(
            msg("The formula makes {count} coefficients.", count=many),
            fix=msg("Write one with at most {most}.", most=MOST_COLUMNS),
            field="formula",
        )
    design = design_of(facts)
    return replace(spec, predictors=design.names, design=design)


def _coefficients(facts: Facts) -> int:
    levels = {
        one.column: ColumnProfile(name=one.column, dtype="text", distinct=len(one.levels))
        for one in facts.given
        if one.levels is not None
    }
    return coefficients(facts.formula, levels)


def _looked(ctx: Context, table: InputTable, spec: Spec, formula: Formula) -> Facts:
    """What all usable rows tell. They are read as they stand: with a design of no terms."""
    from apps.engines.builtin.linear.reading import Reader, group_codes

    given = given_of(table, formula)
    blank = [Measured() for _ in formula.factors()]
    bare = Design(Facts(formula=formula, given=given, measured=blank), ())
    codes = group_codes(table, spec.cluster) if spec.cluster else None
    reader = Reader(table, replace(spec, predictors=[], design=bare), codes)
    look = Look(formula, given, table.rows)
    for block in reader.blocks(BATCH_VALUES):
        ctx.check_cancelled()
        if block.curved is not None:
            look.take(block.curved, block.positions)
    return look.facts(reader.step)
