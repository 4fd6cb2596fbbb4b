"""What information is worth for a short list: beside brute force, exact values and its own error.

The loss is the expected number of wrong places: markets on the list that are not among the first k.
"""

from itertools import combinations

import numpy as np
import pytest

from apps.engines.builtin.ranking.data import read
from apps.engines.builtin.ranking.draws import draw
from apps.engines.builtin.ranking.information import MOST_CONTENDERS, contenders, worth
from apps.engines.builtin.ranking.params import RankingParams
from apps.engines.testing import MemoryContext
from tests.engines.test_ranking import SCALES, SURE, rank, table, table_of

POOR = ("Poor", 1.0, 19.0)  # never on a list of two
SAFE = ("Safe", 95.0, 1.0)  # always on it


def saved(result, kind, market=None, key="saved"):
    return next(
        one[key]
        for one in result.summary["worth_knowing_for_list"]
        if (one["kind"], one["market"]) == (kind, market)
    )


def text(result):
    return " ".join(str(line) for line in next(
        block for block in result.blocks if block.kind == "text").paragraphs)  # fmt: skip


def test_one_open_place(tmp_path):
    """One place is sure, the other goes to 50 known points or to anything from 0 to 100."""
    rows = [SAFE, ("Known", 50.0, 10.0), ("Unknown", None, 10.0), POOR]
    result = rank(tmp_path, table(rows), k=2, draws=4000)
    assert result.summary["wrong_places"] == pytest.approx(0.5, abs=0.03)
    assert saved(result, "cell", "Unknown") == pytest.approx(0.5, abs=0.03)
    assert saved(result, "weights") == pytest.approx(0, abs=0.02)
    assert result.summary["short_list"][0] == "Safe"
    assert "What would help the short list most: size of Unknown." in text(result)
    row = table_of(result, "worth_listed").rows[0]
    assert (str(row["subject"]), row["after"]) == ("size of Unknown", pytest.approx(0, abs=0.01))


def listed_given(x, others, k):
    """P(x is among the first k) with ``others`` uniform rivals: at most k − 1 of them above it."""
    tail = [np.ones_like(x)]
    above = 1 - x
    return sum(
        len(list(combinations(range(others), j))) * above**j * x ** (others - j) * tail[0]
        for j in range(k)
    )


def test_one_cell_of_four_alike(tmp_path):
    """Four uniform markets, a list of two. Knowing x of one, it is listed with p(x); the other
    three share what is left evenly, so the best list takes it or two of the others."""
    rows = [(name, None, 10.0) for name in "ABCD"]
    rows[0] = ("A", None, 10.0)
    data = table([*rows, ("Ends", 5.0, 19.9)])
    result = rank(tmp_path, data, k=2, draws=3000)
    x = (np.arange(4000) + 0.5) / 4000
    p = listed_given(x, 3, 2)
    each = (2 - p) / 3
    after = 2 - np.where(p > each, p + each, 2 * each).mean()
    assert result.summary["wrong_places"] == pytest.approx(1, abs=0.05)
    for market in "ABCD":
        assert saved(result, "cell", market) == pytest.approx(1 - after, abs=0.05)
    assert saved(result, "indicator") == pytest.approx(result.summary["wrong_places"], abs=0.02)


def brute(total, chosen_for):
    """Fewest wrong places of any list, by trying each: ``chosen_for`` are the draws (N, M)."""
    n, m = total.shape
    listed = np.zeros((n, m))
    np.put_along_axis(listed, np.argsort(-total, axis=1)[:, :chosen_for], 1.0, axis=1)
    lists = [list(one) for one in combinations(range(m), chosen_for)]
    return min(chosen_for - listed[:, one].sum(axis=1).mean() for one in lists)


def test_beside_brute_force_with_uncertain_weights(tmp_path):
    """Every list of two of four markets is tried, at each of 50 values of a cell or a weight."""
    rows = [("Known", 50.0, 10.0), ("One", None, 10.0), ("Two", None, 4.0), ("Wide", 90.0, 16.0)]
    found = rank(tmp_path, table(rows), k=2, concentration=20, draws=8000)
    rng, n = np.random.default_rng(1), 8_000
    weight, one, two = rng.beta(10, 10, n), rng.uniform(0, 100, n), rng.uniform(0, 100, n)

    def wrong(weight, one, two):
        ease = np.array([50.0, 50.0, 80.0, 20.0])
        size = [np.full(n, 50.0), np.broadcast_to(one, n), np.broadcast_to(two, n), np.full(n, 90)]
        w = np.broadcast_to(weight, n)[:, None]
        return brute(w * np.stack(size, axis=1) + (1 - w) * ease, 2)

    steps = (np.arange(30) + 0.5) / 30
    before = wrong(weight, one, two)
    held = np.quantile(weight, steps)
    expected = {
        ("cell", "One"): np.mean([wrong(weight, 100 * step, two) for step in steps]),
        ("cell", "Two"): np.mean([wrong(weight, one, 100 * step) for step in steps]),
        ("weights", None): np.mean([wrong(value, one, two) for value in held]),
    }
    assert found.summary["wrong_places"] == pytest.approx(before, abs=0.025)
    for what, after in expected.items():
        assert saved(found, *what) == pytest.approx(before - after, abs=0.03), what


def test_its_error_is_what_other_seeds_show(tmp_path):
    rows = [("Known", 50.0, 10.0), ("One", None, 10.0), ("Two", None, 4.0), SAFE, POOR]
    sheet = read(table(rows), RankingParams(scales=SCALES))
    told = []
    for seed in range(24):
        ctx = MemoryContext(tmp_path, seed=seed)
        found = worth(ctx, sheet, draw(ctx, sheet, 500, 20), 2).found
        told.append({(one.kind, one.market): (one.before - one.after, one.error) for one in found})
    for what in told[0]:
        values, errors = np.array([one[what] for one in told]).T
        assert 0.5 < errors.mean() / values.std(ddof=1) < 2, what


def test_a_list_of_one_is_the_first_market(tmp_path):
    rows = [("Known", 50.0, 10.0), ("Unknown", None, 10.0), POOR]
    result = rank(tmp_path, table(rows), k=1)
    found = result.summary
    assert found["short_list"] == [found["leader"]]
    assert found["wrong_places"] == found["wrong_choice"]
    assert not any(getattr(block, "key", "") == "worth_listed" for block in result.blocks)


def test_a_list_that_nothing_can_change(tmp_path):
    rows = [("A", 90.0, 1.0), ("B", 80.0, 2.0), ("C", 10.0, None)]
    result = rank(tmp_path, table(rows), k=2, concentration=SURE)
    assert result.summary["wrong_places"] == 0
    assert "On average 0.00 of its 2 places are wrong" in text(result)


@pytest.mark.parametrize(("count", "k"), [(6, 2), (60, 1), (60, 20), (60, 59), (30, 29)])
def test_open_places_are_those_around_the_end_of_the_list(count, k):
    score = np.linspace(3, -3, count)
    share = 1 / (1 + np.exp(-score))
    share *= k / share.sum()
    share = np.minimum(share, 1)
    chosen, places = contenders(share, k)
    assert 0 < len(chosen) <= MOST_CONTENDERS
    order = np.argsort(-share, kind="stable")
    assert set(order[k - 1 : k + 1]) & set(chosen.tolist())
    ahead = set(order[:k].tolist()) - set(chosen.tolist())
    assert places == k - len(ahead)
    assert 0 < places <= len(chosen)


def test_many_markets_and_a_long_list(tmp_path):
    rows = [(f"m{place}", None if place % 2 else 50.0, 5.0 + place / 10) for place in range(40)]
    result = rank(tmp_path, table(rows), k=20, draws=500)
    found = result.summary["worth_knowing_for_list"]
    assert len(result.summary["short_list"]) == 20
    assert all(0 <= one["wrong_places_after"] <= 20 for one in found)
    assert found[0]["saved"] > 0
