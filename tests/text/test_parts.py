"""How rows are parted, batched, cleaned: properties that must hold whatever the data."""

import pytest

pytest.importorskip("polars")
pytest.importorskip("datasketch")

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from apps.engines.builtin.text import batching, cleaning, splits
from apps.engines.builtin.text import rows as reading
from apps.engines.builtin.text.rows import Rows
from apps.engines.contract import Refusal
from apps.engines.testing import MemoryTable

QUICK = settings(max_examples=40, deadline=None)
SHARES = {"validation": 0.2, "test": 0.25}


def read(table):
    return reading.read(table, role="label", parse=reading.one_class)


def rows_of(labels, **more):
    texts = [f"text {place}" for place in range(len(labels))]
    return Rows(texts, list(labels), np.arange(len(labels)), **more)


def all_parts(parts):
    return parts.train, parts.validation, parts.test.read()


@QUICK
@given(st.lists(st.integers(5, 40), min_size=2, max_size=6), st.integers(0, 2**40))
def test_every_class_is_in_every_part(sizes, seed):
    labels = [f"c{name}" for name, size in enumerate(sizes) for _ in range(size)]
    parts = splits.part(rows_of(labels), **SHARES, seed=seed)
    three = all_parts(parts)
    assert sorted(np.concatenate([part.places for part in three]).tolist()) == list(
        range(len(labels))
    )
    assert all(set(part.labels) == set(labels) for part in three)
    for name, size in enumerate(sizes):
        expected = splits.counts(size, 0.2, 0.25)
        found = tuple(part.labels.count(f"c{name}") for part in three[1:])
        assert found == expected


@QUICK
@given(
    st.lists(st.integers(0, 9), min_size=30, max_size=80).filter(lambda g: len(set(g)) > 4),
    st.integers(0, 1000),
)
def test_a_group_is_never_torn_apart(groups, seed):
    names = [str(group) for group in groups]
    labels = ["a" if place % 2 else "b" for place in range(len(groups))]
    try:
        parts = splits.part(rows_of(labels, groups=names), **SHARES, seed=seed)
    except Refusal:
        return
    one, two, three = (set(part.groups) for part in all_parts(parts))
    assert not one & two
    assert not one & three
    assert not two & three
    assert one
    assert two
    assert three


@QUICK
@given(st.lists(st.integers(0, 60), min_size=20, max_size=80).filter(lambda t: len(set(t)) > 4))
def test_the_test_is_later_than_what_was_learned(times):
    labels = ["a" if place % 2 else "b" for place in range(len(times))]
    moments = np.array(times, dtype=float)
    try:
        parts = splits.part(rows_of(labels, times=moments), **SHARES, seed=0)
    except Refusal:
        return
    train, validation, test = (part.times for part in all_parts(parts))
    assert train.max() < validation.min()
    assert validation.max() < test.min()


def test_the_test_rows_are_read_once():
    parts = splits.part(rows_of(["a", "b"] * 20), **SHARES, seed=1)
    assert len(parts.test.read()) == parts.test.count
    with pytest.raises(splits.TestReadTwiceError):
        parts.test.read()


def test_the_order_of_the_table_changes_nothing():
    texts = [f"text number {place}" for place in range(40)]
    labels = ["a", "b"] * 20
    roles = {"text": ["t"], "label": ["l"]}
    one, _ = read(MemoryTable({"t": texts, "l": labels}, roles))
    two, _ = read(MemoryTable({"t": texts[::-1], "l": labels[::-1]}, roles))
    assert (one.texts, one.labels) == (two.texts, two.labels)
    assert [39 - place for place in two.places] == one.places.tolist()
    first, second = (splits.part(rows, **SHARES, seed=5) for rows in (one, two))
    assert first.test.hash == second.test.hash


@QUICK
@given(
    st.lists(st.integers(1, 128), min_size=1, max_size=300), st.integers(1, 40), st.integers(0, 99)
)
def test_batches_hold_every_row_once_within_their_budget(lengths, rows, seed):
    batches = batching.epoch_batches(lengths, rows=rows, seed=seed, epoch=1)
    assert sorted(np.concatenate(batches).tolist()) == list(range(len(lengths)))
    budget = rows * batching.ordinary_length(lengths)
    for batch in batches:
        padded = max(lengths[place] for place in batch) * len(batch)
        assert len(batch) == 1 or padded <= budget
        assert len(batch) <= batching.MOST_ROWS * rows
    again = batching.epoch_batches(lengths, rows=rows, seed=seed, epoch=1)
    assert all(np.array_equal(a, b) for a, b in zip(batches, again, strict=True))


def test_epochs_have_their_own_order_and_little_padding():
    draw = np.random.default_rng(0)
    lengths = draw.integers(3, 60, 2000).tolist()
    one, two = (batching.epoch_batches(lengths, rows=32, seed=7, epoch=e) for e in (0, 1))
    assert not all(np.array_equal(a, b) for a, b in zip(one, two, strict=False))
    useful = sum(lengths)
    padded = sum(max(lengths[p] for p in batch) * len(batch) for batch in one)
    assert padded < 1.1 * useful


def table(pairs):
    texts, labels = zip(*pairs, strict=True)
    return MemoryTable({"t": list(texts), "l": list(labels)}, {"text": ["t"], "label": ["l"]})


def cleaned(pairs, **options):
    return cleaning.clean(*read(table(pairs)), **options)


PLAIN = [(f"good number {n}", "good") for n in range(8)]
PLAIN += [(f"bad number {n}", "bad") for n in range(8)]


def test_copies_and_conflicts_are_told_and_settled():
    found = cleaned(
        [
            *PLAIN,
            ("GOOD  number 1", "good"),  # a copy but for case and spaces
            ("bad number 2", "good"),  # one against one: nobody knows
            ("bad number 3", "bad"),
            ("bad number 3", "good"),  # two against one
            ("", "bad"),
            ("no label", None),
        ]
    )
    assert (found.left.empty_text, found.left.empty_label) == (1, 1)
    assert found.copies == 2
    assert {conflict.text: conflict.kept for conflict in found.conflicts} == {
        "bad number 2": "",
        "bad number 3": "bad",
    }
    assert found.conflicting_rows == 3
    assert found.classes == {"good": 8, "bad": 7}


@pytest.mark.parametrize(
    ("pairs", "said"),
    [
        ([(f"t {n}", "only") for n in range(30)], "same class"),
        ([("", "a"), (None, "b")], "both a text and a class"),
        ([*PLAIN, ("rare one", "rare"), ("rare two", "rare")], r"rare \(2\)"),
    ],
)
def test_what_cannot_be_learned_is_refused_in_words(pairs, said):
    with pytest.raises(Refusal, match=said) as refused:
        cleaned(pairs)
    assert refused.value.issue.fix is not None


def test_rare_classes_can_be_left_out():
    found = cleaned([*PLAIN, ("rare one", "rare")], rare="leave_out")
    assert found.rare == {"rare": 1}
    assert set(found.classes) == {"good", "bad"}


def test_near_copies_are_found_and_others_are_not():
    learned = [f"the parcel number {n} arrived very late on a rainy day in May" for n in range(50)]
    judged = [
        "The parcel number 7 arrived very late on a rainy day in May!",
        "nothing of the kind has ever happened to any of my friends",
    ]
    assert cleaning.near_copies(learned, judged).tolist() == [True, False]


def test_near_copies_in_chinese():
    learned = ["这个产品的质量非常好，我很喜欢，还会再买，也会推荐给朋友"]
    judged = [
        "这个产品的质量非常好，我很喜欢，还会再买，也会推荐给朋友们",
        "送货太慢了，我等了三个星期",
    ]
    assert cleaning.near_copies(learned, judged).tolist() == [True, False]


def test_too_few_moments_or_groups_are_refused():
    labels = ["a", "b"] * 10
    with pytest.raises(Refusal, match="different times"):
        splits.part(rows_of(labels, times=np.array([0.0, 1.0] * 10)), **SHARES, seed=0)
    with pytest.raises(Refusal, match="groups"):
        splits.part(rows_of(labels, groups=["x", "y"] * 10), **SHARES, seed=0)
