"""Which categories leave their baseline out, so that the columns of all terms say nothing twice.

A category has a column for each level (full) where nothing before has told the level, or for each
but the baseline (reduced). A term of several categories may come apart. Source: the rule of R and
patsy, as patsy's documentation tells it ('Redundancy and categorical factors'). Imports nothing
heavy.
"""

from __future__ import annotations

from itertools import combinations

from apps.engines.builtin.linear.terms.tree import Category, Factor, Formula, Term

Coded = tuple[tuple[Factor, bool], ...]  # each factor, and whether it is full


def coded(formula: Formula) -> list[list[Coded]]:
    """For each term of the formula, the products it comes apart into."""
    known: dict[frozenset[Factor], set[frozenset[Factor]]] = {}
    if formula.intercept:
        known[frozenset()] = {frozenset()}
    return [_pieces(term, known) for term in formula.terms]


def with_baselines(formula: Formula, term: int) -> bool:
    """Whether every category of a term leaves its baseline out, so that its coefficients are
    differences alone.
    """
    pieces = coded(formula)[term]
    return len(pieces) == 1 and not any(full for _, full in pieces[0])


def _pieces(term: Term, known: dict[frozenset[Factor], set[frozenset[Factor]]]) -> list[Coded]:
    places = [place for place, factor in enumerate(term) if isinstance(factor, Category)]
    numbers = frozenset(factor for factor in term if not isinstance(factor, Category))
    told = known.setdefault(numbers, set())
    subsets = [
        frozenset(chosen)
        for size in range(len(places) + 1)
        for chosen in combinations(places, size)
    ]
    new = [one for one in subsets if frozenset(term[place] for place in one) not in told]
    told |= {frozenset(term[place] for place in one) for one in subsets}
    pieces = [frozenset((place, False) for place in one) for one in new]
    while _absorb(pieces):
        pass
    return [_coded(term, dict(piece)) for piece in pieces]


def _absorb(pieces: list[frozenset[tuple[int, bool]]]) -> bool:
    """One shorter piece into a longer one, whose further category then is full."""
    for short, one in enumerate(pieces):
        for long in range(short + 1, len(pieces)):
            other = pieces[long]
            if len(other) - len(one) == 1 and one <= other:
                ((place, _),) = other - one
                pieces[long] = one | {(place, True)}
                del pieces[short]
                return True
    return False


def _coded(term: Term, full: dict[int, bool]) -> Coded:
    return tuple(
        (factor, full.get(place, False))
        for place, factor in enumerate(term)
        if not isinstance(factor, Category) or place in full
    )
