"""Segments: published figures, planted groups, clouds without any, what must not matter."""

from itertools import pairwise

import numpy as np
import polars
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.optimize import linprog
from sklearn.datasets import load_iris, load_wine
from sklearn.metrics import adjusted_rand_score

from apps.engines.builtin.segments import choosing, data, dip, gap, kmeans, order
from apps.engines.builtin.segments.agreement import jaccards, strength
from apps.engines.testing import MemoryTable
from tests.engines.segments_cases import QUICK, codes, of, planted, quick, run  # noqa: F401

# --- published figures ------------------------------------------------------------------------


def test_iris_in_three_segments(tmp_path):
    """Unstandardised, K = 3: within sum of squares 78.85 (R's kmeans(iris[, 1:4], 3, nstart = 10)
    prints 15.15 + 39.82 + 23.88), sizes 62, 50 and 38, adjusted Rand index 0.73 to the species.
    """
    iris = load_iris()
    result, rows, _ = run(tmp_path, of(iris.data), segments=3, scaling="none", **QUICK)
    assert result.summary["within_squares"] == pytest.approx(78.851441, abs=1e-5)
    assert [one["rows"] for one in result.summary["profiles"]] == [62, 50, 38]
    assert adjusted_rand_score(iris.target, rows["segment"]) == pytest.approx(0.7302, abs=1e-4)


def test_iris_left_to_itself_is_setosa_and_the_others(tmp_path):
    """Two clouds are what measures without species show; prediction strength of 2 is 1."""
    iris = load_iris()
    result, rows, _ = run(tmp_path, of(iris.data), scaling="none", **QUICK)
    assert result.summary["structure_p"] < 0.05
    assert result.summary["segments"] in (2, 3)
    setosa = rows.filter(polars.Series(iris.target == 0))["segment"]
    assert setosa.n_unique() == 1


def test_wine_in_three_segments(tmp_path):
    """Standardised, K = 3: adjusted Rand index 0.897 to the cultivars, by scikit-learn's KMeans
    with many starts on StandardScaler's columns.
    """
    wine = load_wine()
    _, rows, _ = run(tmp_path, of(wine.data), segments=3, **QUICK)
    assert adjusted_rand_score(wine.target, rows["segment"]) == pytest.approx(0.8975, abs=2e-3)


def test_the_gap_statistic_finds_what_its_paper_planted():
    """Scenarios (a) 200 uniform points in 10 dimensions and (b) three clusters in two dimensions
    of Tibshirani, Walther and Hastie (2001), section 4.
    """
    rng = np.random.default_rng(2001)
    assert gap.gap(rng.random((200, 10)), 4, 1, references=10).best == 1
    centres = np.repeat([[0.0, 0.0], [0.0, 5.0], [5.0, -3.0]], [25, 25, 50], axis=0)
    assert gap.gap(centres + rng.normal(size=(100, 2)), 5, 1, references=10).best == 3


def dip_by_linear_programming(x):
    """The smallest distance to a distribution function that is convex up to a point of the sample
    and concave from there, with a jump allowed at it.
    """
    x, n = np.sort(x), len(x)
    best = 1.0
    for mode in range(n):
        rows, right = [], []

        def add(entries, bound, rows=rows, right=right):
            line = np.zeros(n + 2)
            for place, value in entries:
                line[place] += value
            rows.append(line)
            right.append(bound)

        for i in range(n):
            low, high = i, n if i == mode else i
            for place, target in ((low, i / n), (high, (i + 1) / n)):
                add([(place, 1), (n + 1, -1)], target)
                add([(place, -1), (n + 1, -1)], -target)
        add([(mode, 1), (n, -1)], 0)
        left, after = list(range(mode + 1)), [n, *range(mode + 1, n)]
        for chain, at, sign in ((left, x[: mode + 1], 1), (after, x[mode:], -1)):
            for a, b in pairwise(chain):
                add([(a, 1), (b, -1)], 0)
            for t in range(1, len(chain) - 1):
                d, e = sign / (at[t] - at[t - 1]), sign / (at[t + 1] - at[t])
                add([(chain[t], d + e), (chain[t - 1], -d), (chain[t + 1], -e)], 0)
        cost = np.zeros(n + 2)
        cost[-1] = 1
        done = linprog(cost, A_ub=np.array(rows), b_ub=right, bounds=[(0, 1)] * (n + 2))
        best = min(best, done.fun) if done.success else best
    return best


@pytest.mark.parametrize("seed", range(3))
def test_the_dip_is_what_its_definition_says(seed):
    rng = np.random.default_rng(seed)
    for x in (rng.random(9), np.concatenate([rng.normal(size=6), rng.normal(6, 1, 5)])):
        assert dip.dip(x) == pytest.approx(dip_by_linear_programming(x), abs=1e-9)


def test_the_dips_quantiles_hold_for_other_samples():
    """5 % of uniform samples, of a size between those of the table, fall below 0.05."""
    rng = np.random.default_rng(12)
    alarms = sum(dip.p_value(rng.random(90)) <= 0.05 for _ in range(800))
    assert 20 <= alarms <= 62  # binomial, 99.9 %


def test_prediction_strength_and_jaccard_by_hand():
    own, foreign = np.array([0, 0, 0, 1, 1]), np.array([0, 0, 1, 1, 1])
    # first group: one of three pairs is kept; second: its only pair
    assert strength(own, foreign, 2) == pytest.approx(1 / 3)
    assert strength(np.array([0, 0, 1]), np.array([0, 0, 1]), 2) == 0.0  # one row has no pair
    assert jaccards(own, foreign).tolist() == pytest.approx([2 / 3, 2 / 3])


# --- planted groups and none -------------------------------------------------------------------


def test_planted_groups_are_found_described_and_stable(tmp_path):
    x, truth = planted()
    names = [f"shop {row}" for row in range(len(x))]
    result, rows, _ = run(tmp_path, of(x, names), **QUICK)
    assert adjusted_rand_score(truth, rows["segment"]) > 0.95
    assert "The 90 rows fall into 3 segments" in str(result.headline)
    assert min(one["stability"] for one in result.summary["profiles"]) > 0.9
    words = next(block for block in result.blocks if block.kind == "text")
    assert any("m0 above average (+1.4 sd)" in str(one) for one in words.paragraphs)
    assert rows.columns == ["row", "name", "segment", "probability", "distance",
                            "next segment", "m0", "m1"]  # fmt: skip
    assert rows["row"].to_list() == list(range(1, 91))
    assert rows["m0"].to_list() == x[:, 0].tolist()


def clouds(rng, kind, n, p):
    if kind == "normal":
        return rng.normal(size=(n, p))
    if kind == "correlated":
        mixing = np.eye(p) + 2 * np.ones((p, p)) / p
        return rng.normal(size=(n, p)) @ mixing
    if kind == "uniform":
        return rng.random((n, p))
    if kind == "skewed":
        return np.exp(rng.normal(size=(n, p)))
    return rng.standard_t(3, size=(n, p))


KINDS = ("normal", "correlated", "uniform", "heavy", "skewed")


@pytest.mark.parametrize("kind", KINDS)
def test_clouds_without_structure_are_told(kind):
    """At most 5 % false alarms; 4 clouds of each kind here, more in the benchmark."""
    alarms = 0
    for seed in range(4):
        x = clouds(np.random.default_rng([seed, 5]), kind, 60, 3)
        alarms += choosing.choose(x, 3, seed, splits=3).p <= 0.05
    assert alarms <= 1


def test_the_gaps_of_a_grid_part_nothing():
    """Ratings from 1 to 5 that have nothing to do with each other; and some with a gap of four."""
    rng = np.random.default_rng(3)
    ratings = rng.integers(1, 6, (200, 3)).astype(float)
    assert dip.p_value(ratings[:, 0]) < 0.01
    assert dip.p_value(choosing.loosened(ratings, 1)[:, 0]) > 0.05
    assert choosing.choose(ratings, 3, 1, splits=3).p > 0.05
    low, high = rng.integers(1, 4, (60, 2)), rng.integers(7, 10, (60, 2))
    assert choosing.choose(np.vstack([low, high]).astype(float), 3, 1, splits=3).p <= 0.05


@pytest.mark.soak  # a simulation
@pytest.mark.parametrize("kind", KINDS)
def test_false_alarms_keep_their_level(kind):
    alarms = 0
    for seed in range(25):
        x = clouds(np.random.default_rng([seed, 6]), kind, 120, 3)
        alarms += choosing.choose(x, 4, seed, splits=4).p <= 0.05
    assert alarms <= 3  # as 97 % of binomial samples at 5 %


def test_no_segments_is_an_answer(tmp_path):
    x = np.random.default_rng(8).normal(size=(60, 3))
    result, rows, predictor = run(tmp_path, of(x), **QUICK)
    assert str(result.headline).startswith("No segments: the 60 rows look like one cloud")
    assert rows["segment"].unique().to_list() == [1]
    (answer,) = predictor.predict([{"m0": 50.0, "m1": 0.0, "m2": 0.0}]).rows
    assert any("Unlike any segment" in str(one) for one in answer.warnings)


def test_a_number_asked_for_is_given_with_its_warning(tmp_path):
    x = np.random.default_rng(8).normal(size=(60, 2))
    result, rows, _ = run(tmp_path, of(x), segments=3, **QUICK)
    assert rows["segment"].n_unique() == 3
    assert "no_structure" in codes(result)
    assert "the cuts are arbitrary" in str(result.headline)


def test_a_measure_that_decides_is_named(tmp_path):
    x, _ = planted(centres=((0, 0), (9, 0)), each=25)
    result, _, _ = run(tmp_path, of(x), scaling="none", segments=2, **QUICK)
    without = {one["measure"]: one["adjusted_rand"] for one in result.summary["without"]}
    assert without["m0"] < 0.3
    assert without["m1"] > 0.9
    change = next(
        block for block in result.blocks if block.kind == "text" and "change" in str(block.heading)
    )
    assert "Without m0" in str(change.paragraphs[0])


# --- what must not matter ----------------------------------------------------------------------


@settings(max_examples=3, deadline=None)
@given(
    factor=st.sampled_from([1e-6, 3.7, 1e6]),
    column=st.integers(0, 1),
    scaling=st.sampled_from(["z", "robust"]),
)
def test_units_columns_and_rows_change_no_segment(tmp_path_factory, factor, column, scaling):
    x, _ = planted(seed=column + 1, each=12)
    turned = x.copy()
    turned[:, column] *= factor
    first = run(tmp_path_factory.mktemp("a"), of(x), segments=3, scaling=scaling, **QUICK)[1]
    names = ["m1", "m0"]
    other = MemoryTable(
        {name: turned[::-1, int(name[1])].tolist() for name in names}, {"measures": names}
    )
    second = run(tmp_path_factory.mktemp("b"), other, segments=3, scaling=scaling, **QUICK)[1]
    assert first["segment"].to_list() == second["segment"].to_list()[::-1]
    assert first["probability"].to_list() == pytest.approx(second["probability"].to_list()[::-1])


def test_a_large_table_is_sampled_by_its_values_alone(monkeypatch, tmp_path):
    monkeypatch.setattr(data, "SORTED_ROWS", 200)
    monkeypatch.setattr(data, "EXACT_ROWS", 200)
    monkeypatch.setattr(data, "IN_MEMORY", 1000)
    monkeypatch.setattr(data, "BLOCK", 64)
    x, truth = planted(each=150)
    x[7] = x[8]
    table = of(x, [f"n{row}" for row in range(len(x))])
    first, rows, _ = run(tmp_path / "a", table, **QUICK)
    back = list(range(len(x)))[::-1]
    second, again, _ = run(tmp_path / "b", table.take(back), **QUICK)
    assert adjusted_rand_score(truth, rows["segment"]) > 0.95
    assert rows["segment"].to_list() == again["segment"].to_list()[::-1]
    assert first.summary["prediction_strength"] == second.summary["prediction_strength"]
    assert first.summary["repeated_rows"] == 1
    assert any("sought on 200 rows" in str(one) for one in first.blocks[-1].paragraphs)


def test_rows_that_are_the_same_are_sampled_as_if_they_differed():
    words = order.row_words(np.zeros((1000, 2)), 1)
    counted, repeated = order.counted(words)
    assert repeated == 999
    assert len(set(counted.tolist())) == 1000
    assert len(order.sample(counted, 100)) == 100


def test_polishing_mends_the_centres_of_a_sample():
    x, truth = planted(each=400)
    rows = data.Rows(x, np.arange(len(x)))
    off = np.array([[0.5, 0.5], [7.0, 1.0], [1.0, 7.0]])
    centres = kmeans.polish(rows, off)
    means = np.array([x[truth == k].mean(axis=0) for k in range(3)])
    assert centres == pytest.approx(means, abs=0.05)
