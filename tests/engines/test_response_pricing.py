"""The price that earns most, price changes, and their intervals."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy import optimize

from apps.engines.builtin.response.pricing import Curve, fieller

FORMS = {
    "loglog": (-2.5, -3.0, -2.0),
    "semilog": (-0.08, -0.1, -0.06),
    "linear": (-0.04, -0.05, -0.03),
}


def curve(form, cost=8.0, **changes):
    k, low, high = FORMS[form]
    known = {"k": k, "low": low, "high": high, "now": 20.0, "seen": (10.0, 30.0)}
    return Curve(form=form, cost=cost, **{**known, **changes})


@pytest.mark.parametrize("form", FORMS)
def test_the_best_price_is_where_profit_is_highest(form):
    one = curve(form)
    for k in (one.k, one.low, one.high):
        found = optimize.minimize_scalar(
            lambda p, k=k: -(p - one.cost) * float(one.ratio(p, k)), bounds=(8.0, 60.0),
            method="bounded", options={"xatol": 1e-9},
        )  # fmt: skip
        assert one.best(k) == pytest.approx(found.x, rel=1e-6)


def test_lerner_s_rule():
    """(p − c) / p = −1 / elasticity: c = 8 and −2.5 give 8 · 2.5 / 1.5."""
    assert curve("loglog").best(-2.5) == pytest.approx(8 * 2.5 / 1.5)
    assert curve("loglog").best_interval() == pytest.approx((12.0, 16.0))


@pytest.mark.parametrize(("form", "limit"), [("loglog", -1.0), ("semilog", 0.0), ("linear", 0.0)])
def test_no_number_is_made_up_where_the_interval_reaches_the_limit(form, limit):
    one = curve(form, high=limit + 0.1)
    assert one.best(one.k) is not None
    assert one.best_interval()[1] is None
    assert not one.settled
    assert curve(form, k=limit).best(limit) is None
    assert curve(form, cost=None).best(-5.0) is None


def test_a_best_price_that_was_never_seen_is_said():
    assert not curve("loglog").beyond
    assert curve("loglog", cost=25.0).beyond


def test_an_infinite_end_is_the_cost_or_half_way():
    assert curve("loglog", low=-np.inf).best_interval()[0] == 8.0
    assert curve("semilog", low=-np.inf).best_interval()[0] == 8.0
    assert curve("linear", low=-np.inf).best_interval()[0] == 14.0


def test_a_price_change_of_ten_percent():
    one = curve("loglog").change(0.1)
    assert one.quantity == pytest.approx((1.1**-2.5 - 1, 1.1**-3 - 1, 1.1**-2 - 1))
    assert one.revenue[0] == pytest.approx(1.1**-1.5 - 1)
    assert one.profit[0] == pytest.approx((22 - 8) / (20 - 8) * 1.1**-2.5 - 1)
    assert curve("loglog", cost=25.0).change(0.1).profit is None  # today's price is below the cost


@settings(max_examples=60, deadline=None)
@given(
    form=st.sampled_from(list(FORMS)),
    unit=st.sampled_from([0.01, 7.0, 100.0]),
    share=st.floats(-0.5, 1.0),
)
def test_the_currency_s_unit_changes_nothing(form, unit, share):
    one = curve(form)
    per = 1.0 if form == "loglog" else 1 / unit
    other = Curve(
        form=form, k=one.k * per, low=one.low * per, high=one.high * per, now=one.now * unit,
        cost=one.cost * unit, seen=(10.0 * unit, 30.0 * unit),
    )  # fmt: skip
    assert other.best(other.k) == pytest.approx(one.best(one.k) * unit)
    assert other.elasticities == pytest.approx(one.elasticities)
    assert other.change(share).quantity == pytest.approx(one.change(share).quantity, abs=1e-12)
    assert other.change(share).profit == pytest.approx(one.change(share).profit, abs=1e-12)


def test_fieller_s_interval():
    """Ends r at which (a − r b)² = t² Var(a − r b); unbounded where b is not told from zero."""
    covariance = np.array([[0.04, 0.01], [0.01, 0.09]])
    low, high = fieller(-3.0, 5.0, covariance, 2.0)
    for r in (low, high):
        v = covariance[0, 0] - 2 * r * covariance[0, 1] + r * r * covariance[1, 1]
        assert (-3.0 - r * 5.0) ** 2 == pytest.approx(4.0 * v)
    assert low < -0.6 < high
    assert fieller(-3.0, 0.5, covariance, 2.0) == (-np.inf, np.inf)
