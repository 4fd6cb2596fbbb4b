"""Sums of terms and what the signs of a formula do with them, as formulaic does. A sum is an
ordered set of terms; the term of no factors is the intercept. Imports nothing heavy.
"""

from __future__ import annotations

from apps.core.messages import msg
from apps.engines.builtin.linear.terms.tokens import FormulaError
from apps.engines.builtin.linear.terms.tree import Factor, Term

MOST_TERMS = 200
MOST_FACTORS = 4
Sum = dict[Term, None]


def joined(left: Sum, right: Sum | None, sign: str) -> Sum:
    """Sum or difference; None on the right is 0, so that + 0 leaves the intercept out and - 0
    lets it in.
    """
    if right is None:
        right, sign = {(): None}, "-" if sign == "+" else "+"
    known = {frozenset(term): term for term in left}
    if sign == "+":
        added = {term: None for term in right if frozenset(term) not in known}
        return {**left, **added}
    gone = {frozenset(term) for term in right}
    return {term: None for key, term in known.items() if key not in gone}


def crossed(left: Sum, right: Sum, at: int) -> Sum:
    """Each term with each: a:b."""
    found: Sum = {}
    for one in left:
        for other in right:
            found = joined(found, {_product(one, other, at): None}, "+")
            refuse_many(found, at)
    return found


def nested(left: Sum, right: Sum, at: int) -> Sum:
    """a/b is a + a:b; (a + b)/c is a + b + a:b:c."""
    every: Term = ()
    for term in left:
        every = _product(every, term, at)
    return joined(left, crossed({every: None}, right, at), "+")


def powers(base: Sum, exponent: int, at: int) -> Sum:
    """(a + b)**2 is a + b + a:b: all products of so many of them, lower ones first."""
    found = base
    for _ in range(min(exponent, MOST_FACTORS + 1) - 1):
        found = joined(found, crossed(found, base, at), "+")
    return found


def _product(one: Term, other: Term, at: int) -> Term:
    factors: list[Factor] = list(dict.fromkeys([*one, *other]))
    if len(factors) > MOST_FACTORS:
        raise FormulaError(
            msg("more than {most} predictors are crossed.", most=MOST_FACTORS),
            at,
            msg("Cross fewer: effects of so many together cannot be read."),
        )
    return tuple(factors)


def refuse_many(found: Sum, at: int) -> None:
    if len(found) > MOST_TERMS:
        raise FormulaError(
            msg("it has more than {most} terms.", most=MOST_TERMS),
            at,
            msg("Write fewer terms."),
        )
