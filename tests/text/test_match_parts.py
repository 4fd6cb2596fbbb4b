"""Pairs that share texts: kept together, cleaned, read. Properties whatever the data."""

import pytest

pytest.importorskip("polars")
pytest.importorskip("torch")
pytest.importorskip("datasketch")

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from apps.engines.builtin.text import cleaning
from apps.engines.builtin.text import rows as reading
from apps.engines.builtin.text.params import MatchParams
from apps.engines.builtin.text.rows import Rows, folded
from apps.engines.builtin.text_match import parting, targets
from apps.engines.builtin.text_match.kinds import LabelTask, PairsTask, ScoreTask
from apps.engines.contract import Refusal
from apps.engines.testing import MemoryTable

QUICK = settings(max_examples=40, deadline=None)
SHARES = {"validation": 0.2, "test": 0.25}


def rows_of(pairs, labels=None, **more):
    first, second = (list(map(str, column)) for column in zip(*pairs, strict=True))
    labels = labels or ["1", "0"] * len(pairs)
    return Rows(first, labels[: len(pairs)], np.arange(len(pairs)), others=second, **more)


def texts_of(part):
    return {folded(text) for text in [*part.texts, *part.others]}


def three(task, found, seed=0):
    parts = task.part(found, **SHARES, seed=seed)
    return parts.how, (parts.train, parts.validation, parts.test.read())


@QUICK
@given(
    st.lists(st.tuples(st.integers(0, 60), st.integers(40, 100)), min_size=30, max_size=90),
    st.integers(0, 1000),
)
def test_no_text_is_in_two_parts(pairs, seed):
    found = rows_of(pairs)
    try:
        how, parts = three(LabelTask(MatchParams()), found, seed)
    except Refusal:
        return
    assert sorted(np.concatenate([part.places for part in parts]).tolist()) == list(
        range(len(pairs))
    )
    if how == "linked":
        one, two, last = map(texts_of, parts)
        assert not one & two
        assert not one & last
        assert not two & last
    elif how == "first":
        assert not set(parts[0].texts) & set(parts[2].texts)


def test_what_hangs_together_is_told_by_hand():
    found = rows_of([("a", "b"), ("B ", "c"), ("d", "e"), ("e", "f"), ("g", "h")])
    groups = parting.components(found)
    assert len(set(groups)) == 3
    assert groups[0] == groups[1]
    assert groups[2] == groups[3]
    told = parting.components(rows_of([("a", "b"), ("c", "d"), ("e", "f")], groups=["x", "y", "x"]))
    assert told[0] == told[2] != told[1]


def test_one_group_that_is_too_large_falls_back_to_the_first_text():
    pairs = [(f"q{n // 3}", "the same answer" if n % 3 == 0 else f"a{n}") for n in range(60)]
    told = parting.linked(rows_of(pairs))
    assert (told.how, told.largest) == ("first", 1.0)
    how, parts = three(PairsTask(MatchParams()), rows_of(pairs))
    assert how == "first"
    assert not set(parts[0].texts) & set(parts[2].texts)
    alone = parting.linked(rows_of([("one", "answer")] * 3 + [("one", f"b{n}") for n in range(9)]))
    assert alone.how == "second"
    star = [("one", "two")] * 8
    assert parting.linked(rows_of(star)).how == "rows"


def test_parts_have_their_shares_of_every_kind():
    pairs = [(f"a{n}", f"b{n}") for n in range(200)]
    labels = ["1" if n % 4 == 0 else "0" for n in range(200)]
    _, parts = three(LabelTask(MatchParams()), rows_of(pairs, labels))
    counts = [(len(part), part.labels.count("1")) for part in parts]
    assert counts == [(109, 27), (40, 10), (51, 13)]
    scores = [repr(float(n % 50)) for n in range(200)]
    _, parts = three(ScoreTask(MatchParams()), rows_of(pairs, scores))
    means = [np.mean([float(label) for label in part.labels]) for part in parts]
    assert max(means) - min(means) < 2


def test_a_part_without_both_kinds_is_refused():
    pairs = [("one text", f"b{n}") for n in range(12)] + [(f"c{n}", f"d{n}") for n in range(28)]
    labels = ["1"] * 12 + ["0"] * 28
    with pytest.raises(Refusal, match="all have the same target"):
        LabelTask(MatchParams()).part(rows_of(pairs, labels), **SHARES, seed=0)


def test_pairs_in_either_order_are_copies():
    found = rows_of([("A b", "c"), ("c", "a  B"), ("c", "d"), ("d", "c")], ["1", "1", "1", "0"])
    cleaned = cleaning.distinct(found, reading.Left(), cleaning.most_frequent)
    assert (cleaned.copies, cleaned.conflicting_rows, len(cleaned.rows)) == (1, 2, 1)
    assert cleaned.rows.others == ["c"]


def table(first, second, cells=None):
    roles = {"first": ["a"], "second": ["b"], **({"target": ["t"]} if cells else {})}
    return MemoryTable({"a": first, "b": second, **({"t": cells} if cells else {})}, roles)


def test_a_text_beside_itself_is_left_out_and_so_are_gaps():
    first = ["one", "Two ", "", "four"]
    found, left = PairsTask(MatchParams()).read(table(first, ["1", "two", "3", None]))
    assert (found.texts, found.others) == (["one"], ["1"])
    assert (left.alike, left.empty_text) == (1, 2)


def test_the_order_of_the_table_changes_nothing():
    first, second = [f"a{n}" for n in range(30)], [f"b{n % 7}" for n in range(30)]
    one, _ = PairsTask(MatchParams()).read(table(first, second))
    two, _ = PairsTask(MatchParams()).read(table(first[::-1], second[::-1]))
    assert (one.texts, one.others) == (two.texts, two.others)
    assert reading.content_hash(one) == reading.content_hash(two)


@pytest.mark.parametrize(
    ("cells", "kind"),
    [
        ([1, 0, None], "label"),
        ([True, False, True], "label"),
        ([1.0, 0.0, float("nan")], "label"),
        (["Yes", "no", ""], "label"),
        ([1, 0, 2], "score"),
        ([0.5, 1.0, 0.0], "score"),
        (None, "pairs"),
    ],
)
def test_cells_say_what_kind_of_pairs_they_are(cells, kind):
    assert targets.kind_of(table(["a", "b", "c"], ["d", "e", "f"], cells)) == kind


@pytest.mark.parametrize(
    ("cells", "said"),
    [
        (["yes", "Perhaps", "no"], "Row 2: 'Perhaps' says neither match nor no match"),
        (["4.5", "1", "0"], "Row 1: '4.5' says neither"),
    ],
)
def test_cells_that_say_nothing_are_refused_by_row(cells, said):
    with pytest.raises(Refusal, match=said) as refused:
        targets.kind_of(table(["a", "b", "c"], ["d", "e", "f"], cells))
    assert refused.value.issue.field == "data.target"
    assert refused.value.issue.fix is not None


def test_answers_use_the_words_of_the_table():
    assert targets.names(["Yes", "no", "yes", ""]) == ("no", "Yes")
    assert targets.names([True, False]) == ("false", "true")
    assert targets.names([1.0, 0.0, None]) == ("0", "1")
