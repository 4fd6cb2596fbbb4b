"""What counts as a changed schema, and what does not."""

import pytest

from apps.datasets.sources.schema import carried, compare
from apps.datasets.tabular.plan import ColumnPlan, Plan


def plan(**columns):
    """``plan(a="number", b=("currency", {"unit": "EUR"}))``."""
    made = []
    for place, (name, what) in enumerate(columns.items()):
        kind, more = (what, {}) if isinstance(what, str) else what
        given = {"name": name, **more}
        made.append(ColumnPlan(position=place, source=name, kind=kind, **given))
    return Plan(format="csv", columns=made)


def told(before, now, empty=()):
    return [(one.column, one.what, one.before, one.now) for one in compare(before, now, empty)]


@pytest.mark.parametrize(
    ("before", "now", "changes"),
    [
        (plan(a="number"), plan(a="number"), []),
        (plan(a="number", b="text"), plan(b="text", a="number"), []),  # their order means nothing
        (plan(a="number"), plan(a="integer"), []),
        (plan(a="text"), plan(a="number"), []),
        (plan(a="integer"), plan(a="number"), [("a", "kind", "integer", "number")]),
        (plan(a="number"), plan(a="text"), [("a", "kind", "number", "text")]),
        (plan(a="country"), plan(a="text"), [("a", "kind", "country", "text")]),
        (plan(a="number"), plan(b="number"),
         [("a", "missing", "number", ""), ("b", "new", "", "number")]),
        (plan(a=("currency", {"unit": "EUR"})), plan(a=("currency", {"unit": "USD"})),
         [("a", "unit", "EUR", "USD")]),
        (plan(a=("number", {"decimal": ","})), plan(a="number"), [("a", "notation", "1,5", "1.5")]),
        (plan(a=("date", {"date_format": "%d/%m/%Y"})),
         plan(a=("date", {"date_format": "%m/%d/%Y"})),
         [("a", "notation", "%d/%m/%Y", "%m/%d/%Y")]),
    ],
)  # fmt: skip
def test_what_differs_is_named_with_before_and_now(before, now, changes):
    assert told(before, now) == changes


def test_an_empty_column_says_nothing_of_its_kind():
    assert told(plan(a="number"), plan(a="text"), {"a"}) == []


def test_a_column_that_was_left_out_stays_out_and_is_not_new():
    before = plan(a="number", b=("text", {"include": False}))
    assert told(before, plan(a="number", b="text")) == []
    kept = carried(before, plan(b="text", a="number"))
    assert [(column.source, column.include) for column in kept.columns] == [
        ("b", False), ("a", True),
    ]  # fmt: skip


def test_two_columns_of_one_name_stay_two():
    twice = plan(a="text", b="number")
    twice.columns[1].source = "a"
    assert told(twice, twice) == []
    assert [(c.name, c.kind) for c in carried(twice, twice).columns] == [
        ("a", "text"), ("b", "number"),
    ]  # fmt: skip
    assert told(twice, plan(a="text")) == [("a", "missing", "number", "")]


def test_the_file_is_read_as_was_agreed_wherever_its_columns_stand():
    before = plan(a=("number", {"name": "A", "missing": ["x"]}), b="text")
    before.on_bad = "missing"
    now = plan(b="integer", a=("integer", {"thousands": ","}))
    now.delimiter = ";"
    kept = carried(before, now)
    assert (kept.delimiter, kept.on_bad) == (";", "missing")
    assert [(c.position, c.source, c.name, c.kind) for c in kept.columns] == [
        (0, "b", "b", "text"), (1, "a", "A", "number"),
    ]  # fmt: skip
    assert (kept.columns[1].missing, kept.columns[1].thousands) == (["x"], ",")
