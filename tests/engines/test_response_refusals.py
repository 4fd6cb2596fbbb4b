"""regression.response on tables that no market makes: refused or warned of, and never a crash."""

import numpy as np
import pytest

from apps.engines.contract import Refusal
from tests.engines.linear_cases import codes, warning
from tests.engines.response_cases import ROLES, SIMPLE, panel, prices, run


@pytest.fixture
def one():
    return prices(np.random.default_rng(5), rows=40)


@pytest.mark.parametrize(
    ("columns", "roles", "params", "words", "field"),
    [
        ({"cause": None}, {"instruments": ["cause"]}, {}, "give the price exactly",
         "data.instruments"),
        ({"units": [5.0] * 20 + [9.0] * 20, "m": ["a"] * 20 + ["b"] * 20}, {"market": ["m"]}, {},
         "Within each market 'units' never changes", "data.quantity"),
        ({"price": [0.0] * 30 + list(range(1, 11))}, {}, {"form": "linear"},
         "The median price is 0", "price_now"),
        ({"c": [-3.0] * 40}, {"cost": ["c"]}, {}, "The mean cost in 'c' is negative: -3",
         "data.cost"),
    ],
)  # fmt: skip
def test_what_would_have_no_answer_is_refused(tmp_path, one, columns, roles, params, words, field):
    data = {**one, **columns}
    if "cause" in columns:
        data["cause"] = np.log(one["price"]).tolist()
    with pytest.raises(Refusal) as refused:
        run(tmp_path, data, {**SIMPLE, **roles}, **params)
    assert words in str(refused.value.issue.message)
    assert refused.value.issue.fix
    assert refused.value.issue.field == field


def test_quantities_that_were_computed_are_suspected(tmp_path, one):
    made = {**one, "units": (9e3 * np.array(one["price"]) ** -2.0).tolist()}
    assert "exact" in codes(run(tmp_path / "a", made, SIMPLE)[0])
    assert "exact" not in codes(run(tmp_path / "b", one, SIMPLE)[0])


def test_a_price_today_that_was_never_seen_is_said(tmp_path, one):
    result, _ = run(tmp_path, one, SIMPLE, price_now=1e4)
    assert "Today's price 10000 is outside" in str(warning(result, "price_now_unseen").message)
    assert "price_now_unseen" not in codes(run(tmp_path / "b", one, SIMPLE)[0])


def test_errors_that_repeat_narrow_what_is_said_of_advertising(tmp_path):
    rng = np.random.default_rng(2)
    data = panel(rng, markets=2, weeks=60, noise=0.0)
    drift = np.zeros(120)
    for place in range(1, 120):
        drift[place] = 0.7 * drift[place - 1] + 0.1 * rng.normal()
    repeats = {**data, "units": (np.array(data["units"]) * np.exp(drift)).tolist()}
    assert "narrow_shape" in codes(run(tmp_path / "a", repeats, saturation="hill")[0])
    given, _ = run(tmp_path / "b", repeats, retention="0.6")
    assert "narrow_shape" not in codes(given)
    assert "narrow_shape" not in codes(run(tmp_path / "c", panel(rng, markets=2), ROLES)[0])
