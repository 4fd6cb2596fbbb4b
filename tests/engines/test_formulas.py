"""Formulas: how they are read, what is refused, and that their columns are formulaic's."""

import keyword
import warnings

import numpy as np
import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from apps.engines.builtin.linear.terms import clicks
from apps.engines.builtin.linear.terms.asked import coefficients, formula_of
from apps.engines.builtin.linear.terms.choices import Chosen, Part, text_of
from apps.engines.builtin.linear.terms.design import design_of
from apps.engines.builtin.linear.terms.grammar import read
from apps.engines.builtin.linear.terms.look import Look, derive, given_of
from apps.engines.builtin.linear.terms.wording import formula_text
from apps.engines.contract import ColumnProfile
from apps.engines.testing import MemoryTable

RNG = np.random.default_rng(7)
ROWS = 48
DATA = {
    "y": RNG.normal(size=ROWS).tolist(),
    "x": RNG.uniform(1, 5, ROWS).tolist(),
    "z": RNG.uniform(0.5, 2, ROWS).tolist(),
    "n": RNG.integers(0, 9, ROWS).tolist(),
    "g": [("b", "a", "c", "d")[i % 4] for i in range(ROWS)],
    "h": [("p", "q")[i // 4 % 2] for i in range(ROWS)],
}
TABLE = MemoryTable(DATA)
LEVELS = {"g": 4, "h": 2}
KNOWN = {
    column.name: column.model_copy(update={"distinct": LEVELS.get(column.name, column.distinct)})
    for column in TABLE.columns
}


def columns(text, table=TABLE):
    """(design, (n, k) columns) of the right side of a formula."""
    formula, issues = read(text, {column.name: column for column in table.columns})
    assert not issues, issues
    inputs = given_of(table, formula)
    derived = derive(table, inputs, table.roles)
    raw = np.column_stack(
        [
            derived.codes[one.column] if one.levels is not None
            else derived.past[one.column, one.before] if one.before
            else table.numbers([one.column])[:, 0]
            for one in inputs
        ]
    )  # fmt: skip
    look = Look(formula, inputs, table.rows)
    look.take(raw, np.arange(table.rows))
    design = design_of(look.facts(""))
    return design, design.columns(raw)


def oracle(text):
    """formulaic's columns of the same formula, without the intercept."""
    import pandas as pd
    from formulaic import model_matrix

    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        found = model_matrix(text, pd.DataFrame(DATA), na_action="raise")
    kept = [name for name in found.columns if name != "Intercept"]
    return "Intercept" in found.columns, found[kept].to_numpy(dtype=float)


def same_columns(mine, theirs):
    """As sets: the order of columns is ours, for predictors as they are come first."""
    assert mine.shape == theirs.shape
    for column in theirs.T:
        distance = np.abs(mine - column[:, None]).max(axis=0) if mine.size else np.empty(0)
        assert distance.min() < 1e-12


ATOMS = ("x", "z", "n", "C(g, 'a')", "C(h, 'p')", "log(x)", "I(x*z)", "I(x**2 - n/3)", "log1p(n)")
THEIRS = {"C(g, 'a')": "C(g, contr.treatment('a'))", "C(h, 'p')": "C(h, contr.treatment('p'))",
          "log1p(n)": "np.log1p(n)", "log(x)": "np.log(x)"}  # fmt: skip


@st.composite
def sums(draw, depth=2):
    parts = []
    for _ in range(draw(st.integers(1, 3))):
        part = draw(st.sampled_from(ATOMS))
        if depth and draw(st.integers(0, 3)) == 0:
            part = f"({draw(sums(depth=depth - 1))})"
            if draw(st.booleans()) and "+" in part:
                part += "**2"
        if draw(st.integers(0, 2)) == 0:
            part += draw(st.sampled_from((":", "*", "/"))) + draw(st.sampled_from(ATOMS))
        parts.append(part)
    return " + ".join(parts)


@settings(max_examples=40, deadline=None)
@given(right=sums(), tail=st.sampled_from(("", "", " - 1", " + 0", " - x", " - x:z")))
@example(right="(z*x)*z", tail="")
def test_columns_are_those_of_formulaic(right, tail):
    text = right + tail
    formula, issues = read(text, KNOWN)
    if formula is None:  # more crossed than we take
        assert "crossed" in issues[0].message.values["what"].text
        return
    theirs = text
    for mine, other in THEIRS.items():
        theirs = theirs.replace(mine, other)
    try:
        intercept, expected = oracle(theirs)
    except (ValueError, KeyError):  # formulaic has nothing to build of no terms
        assert not formula.terms
        return
    _, found = columns(text)
    assert formula.intercept == intercept
    same_columns(found, expected)
    assert coefficients(formula, KNOWN) == found.shape[1] + intercept


@settings(max_examples=40, deadline=None)
@given(right=sums())
@example(right="((z*x) + x:x)*z")  # z:x and x:z are one term
def test_a_formula_written_out_is_read_as_the_same(right):
    formula, _ = read("log(x) ~ " + right, KNOWN)
    if formula is not None:
        assert read(formula_text(formula), KNOWN)[0] == formula


def span(a, b):
    """The largest part of the columns of b, each of length one, that is not in the span of a."""
    basis, _ = np.linalg.qr(np.column_stack([np.ones(len(a)), a]))
    b = b / np.linalg.norm(b, axis=0)
    return np.abs(b - basis @ (basis.T @ b)).max()


@pytest.mark.parametrize(
    ("mine", "theirs"),
    [
        ("poly(x, 3)", "poly(x, 3)"),
        ("bs(x, df=6)", "bs(x, df=6)"),
        ("bs(x, knots=[2, 3.5], degree=2)", "bs(x, knots=[2, 3.5], degree=2)"),
        ("ns(x, df=4)", "cr(x, knots=list(np.quantile(x, [.25, .5, .75])))"),
        ("standardize(x)", "scale(x)"),
        ("center(x) + center(x):z", "center(x) + center(x):z"),
    ],
)
def test_curves_span_what_formulaic_spans(mine, theirs):
    _, found = columns(mine)
    _, expected = oracle(theirs)
    assert span(found, expected) < 1e-12
    assert span(expected, found) < 1e-9


def test_b_splines_and_scaled_columns_are_the_same_ones():
    same_columns(columns("bs(x, df=5)")[1], oracle("bs(x, df=5)")[1])
    same_columns(columns("standardize(x)")[1], oracle("scale(x)")[1])


def test_a_natural_spline_goes_on_straight_beyond_the_data():
    table = MemoryTable({"x": np.linspace(0, 10, 40).tolist()})
    design, _ = columns("ns(x, df=4)", table)
    far = design.columns(np.array([[11.0], [12.0], [13.0], [-1.0], [-2.0], [-3.0]]))
    assert np.allclose(np.diff(far[:3], 2, axis=0), 0, atol=1e-9)
    assert np.allclose(np.diff(far[3:], 2, axis=0), 0, atol=1e-9)


HOSTILE = [
    "__import__('os').system('id')",
    "().__class__.__bases__[0].__subclasses__()",
    "x.__class__",
    "I(x.__class__)",
    "[i for i in (1,2)]",
    "I([x for x in x])",
    "lambda x: x",
    "I(lambda: 1)",
    "{x}",
    "x; import os",
    "eval('1')",
    "I(open('/etc/passwd'))",
    "exec(x)",
    "log(__builtins__)",
    "C(x, __import__('os'))",
    "poly(x, 9**9**9)",
    "I(x if x else z)",
    "I(x and z)",
    "I(x := 3)",
    "np.log(x)",
    "I(f'{x}')",
    "I(x[0])",
    "x@z",
    "x | z",
    "I(x == z)",
    "I(`x`.real)",
    "getattr(x, 'y')",
    "bs(x, df=__import__('os'))",
    "\x00",
    "x\\z",
    "#x",
]


@pytest.mark.parametrize("text", HOSTILE)
def test_what_is_no_formula_is_refused_with_its_place(text):
    formula, issues = read(text, KNOWN)
    assert formula is None
    (issue,) = issues
    assert issue.field == "formula"
    assert issue.fix is not None
    assert 1 <= int(issue.message.values["at"]) <= len(text) + 1


@settings(max_examples=80, deadline=None)
@given(text=st.text(alphabet="xzgC(I)+-*/:~`'1 02,=[].^lo", max_size=40) | st.text(max_size=30))
def test_no_text_raises(text):
    formula, issues = read(text, KNOWN)
    assert (formula is None) == bool(issues)


@pytest.mark.parametrize(
    ("text", "at", "word"),
    [
        ("x + w", 5, "no column"),
        ("x +", 4, "ends too early"),
        ("x z", 3, "not expected"),
        ("x + 3", 5, "no term"),
        ("x**2", 4, "not its square"),
        ("log(g)", 5, "holds no numbers"),
        ("tan(x)", 1, "not a function"),
        ("poly(x, 40)", 9, "whole number"),
        ("C(g, a)", 6, "baseline"),
        ("bs(x)", 1, "columns or by its knots"),
        ("bs(x, df=2)", 1, "at least"),
        ("ns(x, knots=[3, 2])", 19, "rising"),
        ("`x", 1, "not closed"),
        ("x ~ z ~ n", 7, "not expected"),
        ("sqrt(x) ~ z", 1, "logarithm"),
        ("log(poly(x, 2))", 5, "stands by itself"),
    ],
)
def test_refusals_say_where_and_what(text, at, word):
    _, (issue,) = read(text, KNOWN)
    assert issue.message.values["at"] == at
    assert word in issue.message.values["what"].text


def test_deep_brackets_and_many_terms_are_refused():
    deep = ("(" * 500 + "x" + ")" * 500, "I(" + "-" * 900 + "x)", "I(" * 300 + "x")
    long = ("I(" + "+".join("x" * 900) + ")", "I(" + "**".join("x" * 600) + ")")
    for text in (*deep, *long, "x+" * 2000):
        assert read(text, KNOWN)[0] is None
    wide = {f"c{i}": ColumnProfile(name=f"c{i}", dtype="number") for i in range(60)}
    text = "(" + "+".join(wide) + ")**4"
    assert read(text, wide)[0] is None


def test_names_with_blanks_quotes_and_chinese_characters():
    names = [
        "net price",
        "价格",
        "say `hi`",
        "it's",
        'a "b"',
        "1st",
        "a.b",
        "ｘ１",
        *keyword.kwlist[:3],
    ]
    known = {name: ColumnProfile(name=name, dtype="number") for name in names}
    text = '`net price` + 价格 + `say ``hi``` + `it\'s` + `a "b"` + `1st` + `a.b` + x1 + False'
    formula, issues = read(text, known)
    assert not issues
    assert formula.columns() == names[:9]
    assert read(formula_text(formula), known)[0] == formula


def test_wide_signs_are_read_as_their_narrow_ones():
    known = {name: ColumnProfile(name=name, dtype="number") for name in ("价格", "收入")}
    known["地区"] = ColumnProfile(name="地区", dtype="text")
    wide, _ = read("log（价格）＊C（地区，'华东'）＋收入", known)
    assert wide == read("log(价格)*C(地区, '华东') + 收入", known)[0]


def test_terms_of_rest_and_of_clicks_are_a_formulas():
    chosen = [
        Chosen(parts=[Part(column="x", scale="log")]),
        Chosen(
            parts=[
                Part(column="x", scale="log"), Part(column="g", shape="category", baseline="b")
            ]
        ),
        Chosen(parts=[Part(column="z", shape="bs", df=5)]),
        Chosen(parts=[Part(column="n", change="lag", periods=2)]),
        Chosen(parts=[Part(column="z", shape="ns", knots=[0.8, 1.5])]),
    ]  # fmt: skip
    text = text_of(chosen, "log(y)")
    formula, issues = read(text, KNOWN)
    assert not issues
    assert formula_text(formula) == (
        "log(y) ~ log(x) + bs(z, df=5) + lag(n, 2) + ns(z, knots=[0.8, 1.5]) + log(x):C(g, 'b')"
    )
    grown = ""
    for step in (
        {"column": "x", "way": "log", "crossed": "g"},
        {"column": "z", "way": "bs", "detail": "6"},
        {"column": "n", "way": "lag"},
    ):
        grown, issues = clicks.added(grown, KNOWN, **step)
        assert not issues
    assert grown == "~ log(x) + C(g) + log(x):C(g) + bs(z, df=6) + lag(n, 1)"
    assert clicks.removed(grown, KNOWN, 2) == "~ log(x) + C(g) + lag(n, 1) + log(x):C(g)"
    assert clicks.with_target(grown, KNOWN, "y", logged=True).startswith("log(y) ~ log(x)")
    assert clicks.added(grown, KNOWN, column="g", way="log")[1]
    assert clicks.added(grown, KNOWN, column="n", way="poly", detail="x")[1]


class Params:
    def __init__(self, formula, **more):
        self.formula, self.powers, self.terms, self.intercept = formula, "", [], True
        self.__dict__.update(more)


@pytest.mark.parametrize(
    ("params", "roles", "field"),
    [
        (Params("x ~ z"), {"target": ["y"]}, "formula"),
        (Params("y ~ y"), {"target": ["y"]}, "formula"),
        (Params("~ lag(y)"), {"target": ["y"]}, "data.period"),
        (Params("~ x"), {"target": ["y"], "predictors": ["z"]}, "data.predictors"),
        (Params("~ x", powers="x^2"), {"target": ["y"]}, "powers"),
        (Params("~ 0"), {"target": ["y"]}, "formula"),
        (Params("~ I(3 + 4)"), {"target": ["y"]}, "formula"),
    ],
)
def test_what_cannot_be_fitted_is_told_before_the_run(params, roles, field):
    _, issues = formula_of(params, TABLE.columns, roles)
    assert [issue.field for issue in issues] == [field]
    assert issues[0].fix is not None


def test_hundreds_of_levels_are_refused():
    table = MemoryTable({"city": [f"c{i}" for i in range(300)], "y": [1.0] * 300})
    column = table.columns[0].model_copy(update={"distinct": 300})
    _, issues = formula_of(Params("~ city"), [column], {"target": ["y"]})
    assert issues[0].message.values["count"] == 300
