"""The columns of a formula as Python for the report's notebook, with pandas and numpy alone.
Imports nothing heavy: what is here writes Python and runs none of it.
"""

from __future__ import annotations

from typing import Any

from apps.core.messages import msg
from apps.engines.builtin.linear.terms.contrasts import coded
from apps.engines.builtin.linear.terms.grammar import read
from apps.engines.builtin.linear.terms.tokens import tokens
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
)
from apps.engines.builtin.linear.terms.wording import shown
from apps.engines.contract import ColumnProfile

NOT_AGAIN = msg(
    "Splines and earlier periods are not computed again here: what follows is what is stored of the"
    " run."
)
ROWS = """\
frame = pd.read_parquet("data/data.parquet")


def texts(name):  # levels as texts: 2020 and not 2020.0
    column = frame[name]
    if pd.api.types.is_bool_dtype(column.dropna().infer_objects()):
        return column.map({True: "true", False: "false"})
    if pd.api.types.is_float_dtype(column):
        return column.map(lambda v: str(int(v)) if v == int(v) else str(v), na_action="ignore")
    text = column.astype("string").str.strip()
    return text.where(text != "")


names = [*NUMBERS, *TARGETS.values(), *([WEIGHTS] if WEIGHTS else [])]
numbers = frame[list(dict.fromkeys(names))].astype(float)
level = pd.DataFrame({name: texts(name) for name in CATEGORIES}, index=frame.index)
usable = numbers.notna().all(axis=1) & level.notna().all(axis=1)
if GROUPS:
    usable &= frame[GROUPS].notna() & (frame[GROUPS] != "")
if WEIGHTS:
    usable &= numbers[WEIGHTS] > 0
single = rows = numbers[usable]
level = level[usable]
assert len(rows) == ROWS_USED, f"{len(rows)} rows here, {ROWS_USED} there"
if WEIGHTS and WEIGHTS_MEAN == "frequency":
    rows = rows.loc[rows.index.repeat(rows[WEIGHTS].astype(int))]


def levels(name, baseline):
    each = sorted(set(level[name]) - {baseline})
    return {f"{name}[{one}]": (level[name] == one).astype(float) for one in each}


def product(*factors):
    found = {"": 1.0}
    for factor in factors:
        found = {f"{a}:{b}" if a else b: x * y
                 for a, x in found.items() for b, y in factor.items()}
    return found


def matrix():
    return pd.DataFrame(columns(single), index=single.index)[KEPT].loc[rows.index]


def response(target):
    y = rows[TARGETS[target]]
    return np.log(y) if LOGGED else y


rows.describe()
"""
RAISED = str.maketrans("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹")


def constants(text: str) -> dict[str, Any]:
    """What the notebook has to know of the formula besides its columns."""
    formula = _read(text)
    return {
        "FORMULA": text,
        "LOGGED": formula is not None and formula.logged,
        "NUMBERS": [name for name, _ in formula.numbers()] if formula else [],
        "CATEGORIES": list(dict.fromkeys(one.column for one in formula.categories()))
        if formula
        else [],
    }


def columns(text: str) -> str | None:
    """A function that makes the columns; None where the notebook cannot make them."""
    formula = _read(text)
    if formula is None or formula.has_past:
        return None
    if any(isinstance(factor, Spline) for factor in formula.factors()):
        return None
    pieces = [piece for term in coded(formula) for piece in term]
    lines = [f"        **product({', '.join(_factor(*one) for one in piece)})," for piece in pieces]
    return "\n".join(["def columns(x):", "    return {", *lines, "    }"])


def _read(text: str) -> Formula | None:
    """A formula that was written out: bare names are numbers in it."""
    names = [token.value for token in tokens(text) if token.kind in ("name", "column")]
    known = {name: ColumnProfile(name=name, dtype="number") for name in names}
    return read(text, known)[0]


def _factor(factor: Factor, full: bool) -> str:
    if isinstance(factor, Category):
        return f"levels({factor.column!r}, {None if full else factor.baseline!r})"
    assert not isinstance(factor, Spline)  # noqa: S101 - for the type checker
    name, value = shown(factor), _value(factor.of)
    if isinstance(factor, Polynomial):
        return f"{{{', '.join(_powers(factor, name, value))}}}"
    if factor.scaled:
        value = f"({value} - ({value}).mean())"
        value += f" / {value}.std()" if factor.scaled == "standardize" else ""
    return f"{{{name!r}: {value}}}"


def _powers(factor: Polynomial, name: str, value: str) -> list[str]:
    inner = name if isinstance(factor.of, Column) or "(" in name else f"({name})"
    raised = [f"{inner}{str(power).translate(RAISED)}" for power in range(2, factor.degree + 1)]
    return [f"{one!r}: ({value}) ** {power}" for power, one in enumerate([name, *raised], 1)]


def _value(part: Expression) -> str:
    if isinstance(part, Column):
        return f"x[{part.name!r}]"
    if isinstance(part, Number):
        return f"({part.value!r})"
    if isinstance(part, Call):
        return f"np.{part.function}({_value(part.of)})"
    assert isinstance(part, Arithmetic) and not isinstance(part, Past)  # noqa: S101, PT018
    return f"({_value(part.left)} {part.operator} {_value(part.right)})"
