"""A formula's parts as text: what a term is called in tables, and what the clicks write into the
box. What is written here is read again to the same parts. Imports nothing heavy.
"""

from __future__ import annotations

import unicodedata

from apps.engines.builtin.linear.terms.tree import (
    Arithmetic,
    Call,
    Category,
    Column,
    Expression,
    Factor,
    Formula,
    Number,
    Past,
    Polynomial,
    Spline,
    Term,
)

RANKS = {"+": 1, "-": 1, "*": 2, "/": 2, "**": 4}


def plain_name(name: str) -> bool:
    """Whether a column's name can stand in a formula without backticks."""
    return name.isidentifier() and unicodedata.normalize("NFKC", name) == name


def column_text(name: str) -> str:
    """A name as it is written in a formula; a backtick in it is doubled."""
    return name if plain_name(name) else "`" + name.replace("`", "``") + "`"


def quoted(text: str) -> str:
    """A text in quotes; those in it are doubled."""
    return "'" + text.replace("'", "''") + "'"


def number_text(value: float) -> str:
    return str(int(value)) if value == int(value) and abs(value) < 1e15 else repr(value)


def expression_text(part: Expression, rank: int = 0) -> str:
    """An expression inside a function; in brackets where ``rank`` around it binds closer."""
    if isinstance(part, Column):
        return column_text(part.name)
    if isinstance(part, Number):
        text = number_text(part.value)
        return f"({text})" if part.value < 0 and rank else text
    if isinstance(part, Call):
        return f"{part.function}({expression_text(part.of)})"
    if isinstance(part, Past):
        return f"{part.function}({expression_text(part.of)}, {part.periods})"
    return _arithmetic(part, rank)


def _arithmetic(part: Arithmetic, rank: int) -> str:
    own = RANKS[part.operator]
    left = expression_text(part.left, own + (part.operator == "**"))
    right = expression_text(part.right, own + (part.operator != "**"))
    text = f"{left} {part.operator} {right}"
    return f"({text})" if own < rank else text


def factor_text(factor: Factor) -> str:
    if isinstance(factor, Category):
        name = column_text(factor.column)
        return f"C({name}, {quoted(factor.baseline)})" if factor.baseline else f"C({name})"
    if isinstance(factor, Polynomial):
        return f"poly({expression_text(factor.of)}, {factor.degree})"
    if isinstance(factor, Spline):
        return _spline(factor)
    inner = expression_text(factor.of)
    if factor.scaled:
        return f"{factor.scaled}({inner})"
    return f"I({inner})" if isinstance(factor.of, (Arithmetic, Number)) else inner


def _spline(factor: Spline) -> str:
    inside = [expression_text(factor.of)]
    if factor.columns is not None:
        inside.append(f"df={factor.columns}")
    if factor.knots:
        inside.append(f"knots=[{', '.join(map(number_text, factor.knots))}]")
    if factor.basis == "bs" and factor.degree != 3:
        inside.append(f"degree={factor.degree}")
    return f"{factor.basis}({', '.join(inside)})"


def term_text(term: Term) -> str:
    return ":".join(map(factor_text, term))


def formula_text(formula: Formula) -> str:
    """The whole formula, written out."""
    right = " + ".join(map(term_text, formula.terms))
    if not formula.intercept:
        right = f"{right} - 1" if right else "0"
    left = f"{expression_text(formula.target)} " if formula.target is not None else ""
    return f"{left}~ {right or '1'}"


def shown(factor: Factor) -> str:
    """What a factor's column is called in tables: without quotes and the I()."""
    if isinstance(factor, Category):
        return factor.column
    if not isinstance(factor, (Polynomial, Spline)):
        inner = plain(factor.of)
        return f"{factor.scaled}({inner})" if factor.scaled else inner
    return plain(factor.of)


def plain(part: Expression) -> str:
    return part.name if isinstance(part, Column) else expression_text(part)
