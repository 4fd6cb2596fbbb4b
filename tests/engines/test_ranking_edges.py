"""Rankings of tables at the edge: what is known by bounds alone, names that look alike, and what
information is worth beside a plain simulation.
"""

import numpy as np
import pytest
from scipy import stats

from apps.engines.builtin.ranking import information, slots
from apps.engines.builtin.ranking.data import read
from apps.engines.builtin.ranking.draws import draw
from apps.engines.builtin.ranking.params import RankingParams
from apps.engines.contract import Refusal
from apps.engines.testing import MemoryContext
from tests.engines.test_ranking import ROLES, codes, of, rank, table

RANGED = {**ROLES, "low": ["size low"], "high": ["size high"]}
COLUMNS = ("market", "size", "tariff", "size low", "size high")


def test_an_indicator_may_be_known_by_its_bounds_alone(tmp_path):
    rows = [("A", None, 10.0, 30.0, 50.0), ("B", None, 12.0, 20.0, 30.0)]
    result = rank(tmp_path, table(rows, RANGED, COLUMNS))
    assert of(result, "A")["attractiveness"] == pytest.approx(40)
    rows = [(name, 30.0, tariff, 30.0, high) for name, _s, tariff, _l, high in rows]
    rows[1] = (*rows[1][:4], 90.0)
    result = rank(tmp_path, table(rows, RANGED, COLUMNS))
    assert of(result, "B")["attractiveness_high"] == 90, "the same value, but not as surely"
    with pytest.raises(Refusal, match="tells none of them apart"):
        rank(tmp_path, table([row[:3] for row in rows]))


def test_bounds_of_a_cell_beyond_the_scale_are_told(tmp_path):
    rows = [("A", None, 10.0, 90.0, 140.0), ("B", 60.0, 12.0, None, None)]
    caution = codes(rank(tmp_path, table(rows, RANGED, COLUMNS)))["beyond_bounds"]
    assert str(caution.message) == "A lies beyond the bounds of size and counts as the bound."


def test_bounds_belong_to_the_column_that_is_spelt_so():
    names = ["Size", "size", "size of firms"]
    for column in ("Size low", "size low", "size of firms low"):
        assert slots.owner(column, names) == column.removesuffix(" low")
    assert slots.owner("SIZE OF FIRMS min", names) == "size of firms"
    assert slots.owner("tariff low", names) is None


def test_many_indicators_are_asked_about_with_fewer_draws(tmp_path, monkeypatch):
    names = [f"size {place}" for place in range(40)]
    rows = [(f"m{place}", 5.0 + place, *(50.0 + place % 3 + at for at in range(40)))
            for place in range(4)]  # fmt: skip
    roles = {**ROLES, "attractiveness": names}
    scales = "\n".join(["tariff; 0; 20", *(f"{name}; 0; 100" for name in names)])
    monkeypatch.setattr(information, "ROOM", 41 * 4 * 100)
    sheet = read(table(rows, roles, ("market", "tariff", *names)), RankingParams(scales=scales))
    ctx = MemoryContext(tmp_path)
    nested = information.Nested(ctx, sheet, draw(ctx, sheet, 500, 1.0))
    assert len(nested.contenders) == 2
    assert nested.n * len(nested.contenders) * 41 <= information.ROOM
    assert 0 <= nested.weights().after <= nested.before


def first(weight, second, third):
    """Who is first of three, as ``ROWS`` have them."""
    totals = [np.full(len(weight), 50.0), weight * second + (1 - weight) * 50]
    return np.stack([*totals, weight * third + (1 - weight) * 80], axis=1).argmax(axis=1)


def test_what_information_is_worth_beside_a_plain_simulation(tmp_path):
    rows = [("Known", 50.0, 10.0), ("One", None, 10.0), ("Two", None, 4.0)]
    found = rank(tmp_path, table(rows), concentration=20, draws=8000).summary
    rng, n = np.random.default_rng(1), 40_000
    weight, one, two = rng.beta(10, 10, n), rng.uniform(0, 100, n), rng.uniform(0, 100, n)
    steps = (np.arange(50) + 0.5) / 50

    def wrong(*values):
        return 1 - np.bincount(first(*values)).max() / n

    before = wrong(weight, one, two)
    expected = {
        ("cell", "One"): [wrong(weight, np.full(n, 100 * step), two) for step in steps],
        ("cell", "Two"): [wrong(weight, one, np.full(n, 100 * step)) for step in steps],
        ("weights", None): [wrong(np.full(n, stats.beta.ppf(step, 10, 10)), one, two)
                            for step in steps],
    }  # fmt: skip
    saved = {(one["kind"], one["market"]): one["saved"] for one in found["worth_knowing"]}
    assert found["wrong_choice"] == pytest.approx(before, abs=0.012)
    for what, after in expected.items():
        assert saved[what] == pytest.approx(before - np.mean(after), abs=0.018), what
