"""The columns that a formula makes of rows. In a job's child only.

What is inside a fit and what people read are the same columns, but for polynomials that stand by
themselves: those are Chebyshev polynomials inside (:mod:`..curves`). Products are formed exactly
where a fit is refined.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from fractions import Fraction
from functools import cached_property
from itertools import product as every_combination

import numpy as np

from apps.engines.builtin.linear.curves import Curve, to_powers
from apps.engines.builtin.linear.pairs import Floats, Pair
from apps.engines.builtin.linear.terms import splines
from apps.engines.builtin.linear.terms.contrasts import Coded, coded
from apps.engines.builtin.linear.terms.expressions import Key, evaluate
from apps.engines.builtin.linear.terms.facts import Facts
from apps.engines.builtin.linear.terms.tree import (
    Category,
    Column,
    Factor,
    Formula,
    Polynomial,
    Spline,
    Term,
    Value,
)
from apps.engines.builtin.linear.terms.wording import factor_text, shown

RAISED = str.maketrans("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹")


@dataclass(frozen=True)
class Piece:
    """One factor's share in a column: its number among the factors, and which of its columns or
    levels (from 0).
    """

    factor: int
    place: int


@dataclass(frozen=True)
class Made:
    """A column of the model: the product of ``pieces``. ``term`` is the number of its term;
    ``bent`` says that it is a Chebyshev polynomial inside.
    """

    name: str
    term: int
    pieces: tuple[Piece, ...]
    bent: bool = False


@dataclass(frozen=True)
class Design:
    """``made`` are the columns in order; those of predictors that enter once, as they are, come
    first.
    """

    facts: Facts
    made: tuple[Made, ...]

    @property
    def formula(self) -> Formula:
        return self.facts.formula

    @property
    def names(self) -> list[str]:
        return [one.name for one in self.made]

    @property
    def inputs(self) -> list[str]:
        return [one.name for one in self.facts.given]

    @cached_property
    def factors(self) -> list[Factor]:
        return self.formula.factors()

    @cached_property
    def plain(self) -> int:
        """How many columns are predictors that enter once, as they are."""
        alone = plain_terms(self.formula)
        return sum(one.term in alone for one in self.made)

    def only(self, stay: Sequence[int]) -> Design:
        """With only these columns."""
        return replace(self, made=tuple(self.made[j] for j in stay))

    def spans(self) -> list[tuple[int, int, int]]:
        """(term, first column, end) of each term that is there, in order of the columns."""
        found: list[tuple[int, int, int]] = []
        for place, one in enumerate(self.made):
            if found and found[-1][0] == one.term:
                found[-1] = (one.term, found[-1][1], place + 1)
            else:
                found.append((one.term, place, place + 1))
        return found

    def columns(self, raw: Floats) -> Floats:
        """(n, k) from what rows tell (n, inputs). Raises ``Undefined``."""
        made = _Making(self, raw)
        found = np.empty((len(raw), len(self.made)), order="F")
        for place, one in enumerate(self.made):
            found[:, place] = made.column(one)
        return found

    def pairs(self, raw: Floats) -> Pair:
        """(n, k) the same in double-double."""
        made = _Making(self, raw)
        each = [made.pair(one) for one in self.made]
        shape = (len(raw), 0)
        if not each:
            return Pair(np.empty(shape), np.empty(shape))
        return Pair(
            np.stack([one.high for one in each], axis=1),
            np.stack([one.low for one in each], axis=1),
        )

    def curve(self, factor: int) -> Curve:
        one, measured = self.factors[factor], self.facts.measured[factor]
        assert isinstance(one, Polynomial)  # noqa: S101 - for the type checker
        return Curve(shown(one), one.degree, measured.low, measured.high)

    def bends(self) -> list[tuple[int, Curve]]:
        """(first column, polynomial) of those that are Chebyshev polynomials inside."""
        return [
            (place, self.curve(one.pieces[0].factor))
            for place, one in enumerate(self.made)
            if one.bent and one.pieces[0].place == 0
        ]

    def to_powers(self) -> list[tuple[int, int, Fraction]]:
        """As :func:`..curves.to_powers`."""
        return [entry for start, curve in self.bends() for entry in to_powers(start, (curve,))]

    def sizes(self, reach: Floats) -> list[float]:
        """The largest number of each column as people read it, from those inside (k,)."""
        found = reach.tolist()
        for start, curve in self.bends():
            most = max(abs(curve.low), abs(curve.high))
            found[start : start + curve.degree] = [
                most**power for power in range(1, curve.degree + 1)
            ]
        return list(found)


class _Making:
    """The factors of some rows, each computed once."""

    def __init__(self, design: Design, raw: Floats) -> None:
        self.design, self.rows = design, len(raw)
        self.numbers: dict[Key, Floats] = {}
        self.codes: dict[str, Floats] = {}
        for place, given in enumerate(design.facts.given):
            if given.levels is None:
                self.numbers[given.column, given.before] = raw[:, place]
            else:
                self.codes[given.column] = raw[:, place]
        self._values: dict[int, Floats] = {}
        self._inside: dict[int, Floats] = {}
        self._powers: dict[int, list[Pair]] = {}
        self._bent: dict[int, Pair] = {}

    def column(self, one: Made) -> Floats:
        found: Floats | None = None
        for piece in one.pieces:
            factor = self.design.factors[piece.factor]
            if one.bent or isinstance(factor, Spline):
                part = self._basis(piece.factor)[:, piece.place]
            elif isinstance(factor, Category):
                part = self._level(factor, piece.place)
            elif isinstance(factor, Polynomial):
                part = self.value(piece.factor) ** (piece.place + 1)
            else:
                part = self.value(piece.factor)
            found = part if found is None else found * part
        return np.ones(self.rows) if found is None else found

    def pair(self, one: Made) -> Pair:
        found: Pair | None = None
        for piece in one.pieces:
            factor = self.design.factors[piece.factor]
            if one.bent:
                if piece.factor not in self._bent:
                    curve = self.design.curve(piece.factor)
                    self._bent[piece.factor] = curve.pairs(np.array(self.value(piece.factor)))
                part = self._bent[piece.factor][:, piece.place]
            elif isinstance(factor, Polynomial):
                part = self._power(piece.factor, piece.place)
            elif isinstance(factor, Spline):
                part = Pair.of(self._basis(piece.factor)[:, piece.place])
            elif isinstance(factor, Category):
                part = Pair.of(self._level(factor, piece.place))
            else:
                part = Pair.of(np.array(self.value(piece.factor)))
            found = part if found is None else found * part
        return Pair.of(np.ones(self.rows)) if found is None else found

    def value(self, factor: int) -> Floats:
        """(n,) what stands inside a factor, centred and scaled where that is asked for."""
        if factor not in self._values:
            one, measured = self.design.factors[factor], self.design.facts.measured[factor]
            assert not isinstance(one, Category)  # noqa: S101 - for the type checker
            found = evaluate(one.of, self.numbers, self.rows)
            if isinstance(one, Value) and one.scaled:
                found = found - measured.mean
                found = found / measured.sd if one.scaled == "standardize" else found
            self._values[factor] = found
        return self._values[factor]

    def _basis(self, factor: int) -> Floats:
        if factor not in self._inside:
            one, measured = self.design.factors[factor], self.design.facts.measured[factor]
            if isinstance(one, Spline):
                spline = splines.basis(one, measured.low, measured.high, tuple(measured.knots))
                self._inside[factor] = spline.columns(self.value(factor))
            else:
                self._inside[factor] = self.design.curve(factor).columns(self.value(factor))
        return self._inside[factor]

    def _power(self, factor: int, place: int) -> Pair:
        powers = self._powers.setdefault(factor, [Pair.of(np.array(self.value(factor)))])
        while len(powers) <= place:
            powers.append(powers[-1] * powers[0])
        return powers[place]

    def _level(self, factor: Category, place: int) -> Floats:
        return np.asarray(self.codes[factor.column] == place, dtype=np.float64)


def plain_terms(formula: Formula) -> set[int]:
    """Numbers of the terms that are a predictor as it is, which no other term reads."""
    readers: dict[str, int] = {}
    for term in formula.terms:
        for name in Formula(terms=(term,)).columns():
            readers[name] = readers.get(name, 0) + 1
    return {
        number
        for number, term in enumerate(formula.terms)
        if (name := as_it_is(term)) and readers[name] == 1
    }


def as_it_is(term: Term) -> str:
    """The column of a term that is a predictor as it is; '' of others."""
    if len(term) != 1 or not isinstance(term[0], Value) or term[0].scaled:
        return ""
    return term[0].of.name if isinstance(term[0].of, Column) else ""


def design_of(facts: Facts) -> Design:
    """The columns of a formula of whose parts all is known."""
    formula = facts.formula
    factors = formula.factors()
    numbers = {factor: place for place, factor in enumerate(factors)}
    levels = {one.column: one.levels for one in facts.given if one.levels is not None}
    alone = plain_terms(formula)
    pieces = coded(formula)
    order = sorted(range(len(formula.terms)), key=lambda number: number not in alone)
    made: list[Made] = []
    for number in order:
        for piece in pieces[number]:
            made += _columns(number, piece, numbers, levels, bent=formula.intercept)
    return Design(facts, tuple(_unlike(made, factors)))


def _columns(
    term: int,
    piece: Coded,
    numbers: Mapping[Factor, int],
    levels: Mapping[str, Sequence[str]],
    *,
    bent: bool,
) -> list[Made]:
    """Columns of one product, the first factor's places changing fastest."""
    bent = bent and len(piece) == 1 and isinstance(piece[0][0], Polynomial)
    each = [
        [(Piece(numbers[factor], place), name) for place, name in _places(factor, full, levels)]
        for factor, full in piece
    ]
    found = []
    for chosen in every_combination(*reversed(each)):
        parts = list(reversed(chosen))
        name = ":".join(name for _, name in parts)
        found.append(Made(name, term, tuple(part for part, _ in parts), bent))
    return found


def _places(
    factor: Factor, full: bool, levels: Mapping[str, Sequence[str]]
) -> list[tuple[int, str]]:
    """(place, name) of each column of a factor."""
    name = shown(factor)
    if isinstance(factor, Category):
        return [
            (place, f"{name}[{level}]")
            for place, level in enumerate(levels[factor.column])
            if full or level != factor.baseline
        ]
    if isinstance(factor, Polynomial):
        inner = name if isinstance(factor.of, Column) or "(" in name else f"({name})"
        raised = [str(power).translate(RAISED) for power in range(2, factor.degree + 1)]
        return [(0, name), *((place + 1, f"{inner}{power}") for place, power in enumerate(raised))]
    if isinstance(factor, Spline):
        return [(place, f"{factor.basis}({name})[{place + 1}]") for place in range(factor.count)]
    return [(0, name)]


def _unlike(made: list[Made], factors: Sequence[Factor]) -> list[Made]:
    """No name twice: what is called alike is written out."""
    seen: dict[str, int] = {}
    for one in made:
        seen[one.name] = seen.get(one.name, 0) + 1
    found, taken = [], set()
    for one in made:
        name, number = one.name, 2
        if seen[name] > 1:
            name = ":".join(f"{factor_text(factors[p.factor])}[{p.place + 1}]" for p in one.pieces)
        while name in taken:
            name, number = f"{one.name} ({number})", number + 1
        taken.add(name)
        found.append(replace(one, name=name))
    return found
