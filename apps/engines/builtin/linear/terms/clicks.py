"""Terms clicked together: what is added to a formula's text and taken out of it. Imports nothing
heavy.
"""

from __future__ import annotations

from collections.abc import Mapping

from apps.core.messages import mark, msg
from apps.engines.builtin.linear.terms.choices import Chosen, Part
from apps.engines.builtin.linear.terms.grammar import read
from apps.engines.builtin.linear.terms.tokens import FIELD
from apps.engines.builtin.linear.terms.tree import Call, Column, Formula
from apps.engines.builtin.linear.terms.wording import column_text, formula_text, term_text
from apps.engines.contract import ColumnProfile, Issue

Columns = Mapping[str, ColumnProfile]
NUMERIC = ("number", "integer")
WAYS = {  # how a column may enter, in the order offered
    "line": mark("as it is"),
    "log": mark("logarithm"),
    "poly": mark("polynomial (detail: degree)"),
    "ns": mark("natural spline (detail: columns)"),
    "bs": mark("B-spline (detail: columns)"),
    "category": mark("category (detail: baseline)"),
    "lag": mark("earlier period (detail: how many)"),
    "diff": mark("difference to earlier (detail: periods)"),
    "growth": mark("growth since earlier (detail: periods)"),
    "standardize": mark("in standard deviations"),
}
USUAL = {"poly": 2, "ns": 4, "bs": 5, "lag": 1, "diff": 1, "growth": 1}
FIELDS = {"poly": "degree", "ns": "df", "bs": "df", "lag": "periods", "diff": "periods",
          "growth": "periods"}  # fmt: skip


def added(
    text: str, columns: Columns, *, column: str, way: str, detail: str = "", crossed: str = ""
) -> tuple[str, list[Issue]]:
    """The formula with one more term: ``column`` entering this ``way``; with ``crossed`` also that
    column, and both together.
    """
    if column not in columns or (crossed and crossed not in columns) or way not in WAYS:
        return text, [Issue(message=msg("Choose a column and how it enters."), field=FIELD)]
    part = _part(columns[column], way, detail.strip())
    if isinstance(part, Issue):
        return text, [part]
    terms = [part.text]
    if crossed:
        other = Part(column=crossed, shape=_usual_shape(columns[crossed]))
        terms = [part.text, other.text, Chosen(parts=[part, other]).text]
    if text.strip() and read(text, columns)[0] is None:
        return text, read(text, columns)[1]
    present = _terms(text, columns)
    new = [term for term in terms if term not in present]
    joined = " + ".join(new)
    whole = f"{text.rstrip()} + {joined}" if present and new else f"{_left(text)}{joined}"
    if not new:
        return text, [Issue(message=msg("The formula has this term already."), field=FIELD)]
    formula, issues = read(whole, columns)
    return (text, issues) if formula is None else (whole, [])


def _left(text: str) -> str:
    left, tilde, _ = text.partition("~")
    return f"{left.strip()} ~ ".lstrip() if tilde else "~ "


def _terms(text: str, columns: Columns) -> list[str]:
    formula = read(text, columns)[0] if text.strip() else None
    return [term_text(term) for term in formula.terms] if formula else []


def _usual_shape(column: ColumnProfile) -> str:
    return "line" if column.dtype in NUMERIC else "category"


def _part(column: ColumnProfile, way: str, detail: str) -> Part | Issue:
    name = column.name
    if way == "category":
        return Part(column=name, shape="category", baseline=detail)
    if way == "line":
        return Part(column=name, shape=_usual_shape(column))
    if column.dtype not in (*NUMERIC, "boolean"):
        return Issue(
            message=msg("Column '{name}' holds no numbers.", name=name),
            fix=msg("Let it enter as a category."),
            field=FIELD,
        )
    if way == "log":
        return Part(column=name, scale="log")
    if way == "standardize":
        return Part(column=name, shape="standardize")
    if detail and not (detail.isdecimal() and 1 <= int(detail) <= 15):
        return Issue(
            message=msg("The detail must be a whole number from 1 to 15."),
            fix=msg("Write such a number, or leave it empty."),
            field=FIELD,
        )
    told = {FIELDS[way]: int(detail) if detail else USUAL[way]}
    if way in ("lag", "diff", "growth"):
        return Part.model_validate({"column": name, "change": way, **told})
    return Part.model_validate({"column": name, "shape": way, **told})


def removed(text: str, columns: Columns, place: int) -> str:
    """The formula without its term number ``place``; '' where none is left."""
    formula = read(text, columns)[0]
    if formula is None or not 0 <= place < len(formula.terms):
        return text
    terms = tuple(term for at, term in enumerate(formula.terms) if at != place)
    if not terms and formula.target is None:
        return ""
    return formula_text(formula.model_copy(update={"terms": terms}))


def with_target(text: str, columns: Columns, target: str, *, logged: bool) -> str:
    """The formula with the target, or its logarithm, as its left side."""
    right = text.partition("~")[2] if "~" in text else text
    left = column_text(target)
    return f"{f'log({left})' if logged else left} ~ {right.strip() or '1'}"


def chips(formula: Formula | None) -> list[str]:
    """Each term as text."""
    return [term_text(term) for term in formula.terms] if formula else []


def is_logged(formula: Formula | None) -> bool:
    return formula is not None and isinstance(formula.target, Call)


def column_of(formula: Formula) -> Column | None:
    inner = formula.target.of if isinstance(formula.target, Call) else formula.target
    return inner if isinstance(inner, Column) else None
