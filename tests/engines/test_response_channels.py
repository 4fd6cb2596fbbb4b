"""Carry-over, saturation, instruments and markets: known truths are found, intervals hold them."""

from datetime import date, timedelta

import numpy as np
import pytest
from scipy import optimize

from apps.engines.builtin.response import carry, least, returns
from apps.engines.builtin.response.carry import Shape
from apps.engines.builtin.response.markets import _pool
from apps.engines.builtin.response.periods import read
from apps.engines.contract import Refusal
from tests.engines.linear_cases import block, codes, warning
from tests.engines.response_cases import ROLES, SIMPLE, adstock, conduct, panel, run


def series(spend, starts=None, market=None, before="average"):
    n = len(spend)
    first = np.arange(n) == 0
    return carry.series(
        np.array(spend, float), first if starts is None else np.array(starts),
        np.zeros(n, int) if market is None else np.array(market), before,
    )  # fmt: skip


# --- carry-over -----------------------------------------------------------------------------------
def test_weights_are_geometric_and_sum_to_one():
    spend = [0.0] * 3 + [100.0] + [0.0] * 40
    found = series(spend, before="nothing").adstock(0.5)
    assert found[3:6] == pytest.approx([50.0, 25.0, 12.5])
    assert found.sum() == pytest.approx(100.0)
    steady = series([7.0] * 5).adstock(0.8)
    assert steady == pytest.approx([7.0] * 5)


def test_nothing_is_carried_across_markets_or_gaps():
    spend = [10.0, 0.0, 30.0, 0.0]
    found = series(spend, [True, False, True, False], [0, 0, 1, 1], "nothing").adstock(0.5)
    assert found == pytest.approx([5.0, 2.5, 15.0, 7.5])
    gap = series(spend, [True, False, True, False], None, "average").adstock(0.5)
    assert gap[2] == pytest.approx(0.5 * 30 + 0.5 * 10)  # the market's mean before the gap ended


@pytest.mark.parametrize("kind", ["log", "hill"])
@pytest.mark.parametrize("s", [0.7, 1.0, 2.0])
def test_slopes_are_derivatives(kind, s):
    shape, a, k, step = Shape(kind, s), np.array([5.0, 50.0, 200.0]), 60.0, 1e-5
    by_a = (shape.effect(a + step, k) - shape.effect(a - step, k)) / (2 * step)
    assert shape.slope(a, k) == pytest.approx(by_a, rel=1e-6)
    if kind == "hill":
        by_k = (shape.effect(a, k + step) - shape.effect(a, k - step)) / (2 * step)
        assert shape.by_point(a, k) == pytest.approx(by_k, rel=1e-6)
    own = series(np.random.default_rng(1).gamma(1, 100, 30))
    by_r = (own.adstock(0.6 + step) - own.adstock(0.6 - step)) / (2 * step)
    assert own.slope(0.6) == pytest.approx(by_r, rel=1e-5, abs=1e-6)


def test_half_life():
    assert carry.half_life(0.5) == pytest.approx(1.0)
    assert carry.half_life(0.0) == 0.0


def test_gaps_are_named(tmp_path):
    data = panel(np.random.default_rng(2), markets=2)
    data["week"] = [week + 5 * (week > 20) for week in data["week"]]
    result, _ = run(tmp_path, data)
    assert "before M00 26, M01 26" in str(warning(result, "gaps").message)
    assert len(result.summary["gaps"]) == 2


@pytest.mark.parametrize(
    ("texts", "kind", "steps"),
    [
        (["3", "4", "6"], "number", [1, 2]),
        (["2025-11", "2025-12", "2026-02"], "month", [1, 2]),
        (["2025年11月", "2025年12月", "2026年1月"], "month", [1, 1]),
        (["2025-11-01", "2025-12-01", "2026-02-01"], "month", [1, 2]),
        (["2025Q4", "2026Q1", "2026Q3"], "quarter", [1, 2]),
        (["2025-W52", "2026-W01", "2026-W03"], "week", [1, 2]),
        (["2026-02-27", "2026-02-28", "2026-03-02"], "day", [1, 2]),
        (["Q4 2023", "Q1 2024", "Q3 2024"], "quarter", [1, 2]),
        (["Dec 2023", "Jan 2024", "Mar 2024"], "month", [1, 2]),
        (["1.5", "2", "3.5"], "number", [0.5, 1.5]),
        (["week 2", "week 10", "week 9"], "text", [2, -1]),
    ],
)
def test_periods_lie_on_a_grid(texts, kind, steps):
    grid = read(texts, "week")
    assert grid.kind == kind
    assert np.diff(grid.at).tolist() == steps


def test_weekends_that_no_row_has_are_no_gaps(tmp_path):
    days = [date(2026, 1, 5) + timedelta(days=n) for n in range(84)]
    worked = [str(day) for day in days if day.weekday() < 5]
    data = panel(np.random.default_rng(2), markets=2)
    data["week"] = [worked[week - 1] for week in data["week"]]
    result, _ = run(tmp_path, data, season="weekday")
    assert result.summary["gaps"] == []
    terms = [one["part"] for one in result.summary["coefficients"]]
    assert terms.count("season") == 4


@pytest.mark.parametrize("odd", ["3/4/2026", "2026", "soon"])
def test_periods_that_do_not_go_together_are_refused(tmp_path, odd):
    """Their order would be made up, and with it what advertising carries over."""
    data = panel(np.random.default_rng(2), markets=1, weeks=24)
    data["week"] = [f"{2024 + (w - 1) // 12}-{(w - 1) % 12 + 1:02d}" for w in data["week"]]
    data["week"][5] = odd
    with pytest.raises(Refusal, match="week") as refused:
        run(tmp_path, data)
    assert refused.value.issue.field == "data.period"


def test_seasons_of_all_kinds_of_periods():
    assert read(["2026-W01", "2026-W06"], "w").season("month", 2).tolist() == [0, 1]
    assert read(["2026-Q1", "2026-Q4"], "w").season("quarter", 2).tolist() == [0, 3]
    assert read(["2026-02-27", "2026-03-01"], "w").season("weekday", 2).tolist() == [4, 6]
    assert read(["2024", "2025"], "w").season("month", 2) is None
    assert read(["2024", "2025"], "w").season("cycle", 2).tolist() == [0, 1]


# --- the search -----------------------------------------------------------------------------------
def test_the_search_finds_the_least_squares_of_a_general_solver(tmp_path):
    """Against scipy's minimiser over all parameters at once, from the truth."""
    data = panel(np.random.default_rng(6), markets=1, weeks=80)
    roles = {**ROLES, "market": []}
    study = conduct(tmp_path, data, roles, saturation="hill")
    y, price = np.log(data["units"]), np.log(data["price"])
    promo, spend = np.array(data["promo"]), np.array(data["tv"])

    def residuals(theta):
        level, elasticity, lift, tv, r, logk = theta
        carried = adstock(spend, r, spend.mean())
        effect = tv * carried / (carried + np.exp(logk))
        return y - level - elasticity * price - lift * promo - effect

    done = optimize.least_squares(residuals, [5, -2, 0.3, 0.5, 0.6, np.log(80)], xtol=1e-14,
                                  ftol=1e-14, gtol=1e-14, x_scale="jac")  # fmt: skip
    assert study.fitted.residuals @ study.fitted.residuals == pytest.approx(2 * done.cost, rel=1e-8)
    assert study.channels[0].r == pytest.approx(done.x[4], rel=1e-3)
    assert study.channels[0].k == pytest.approx(np.exp(done.x[5]), rel=1e-2)
    # its Gauss-Newton covariance is what the fit's slopes make of errors
    inverse = np.linalg.inv(done.jac.T @ done.jac)
    s2 = 2 * done.cost / (80 - 6)
    plain = conduct(tmp_path, data, roles, saturation="hill", errors="classical")
    assert plain.fitted.se[:2] == pytest.approx(np.sqrt(s2 * np.diag(inverse))[1:3], rel=1e-3)


def test_a_profile_interval_is_where_the_sum_of_squares_crosses(tmp_path):
    data = panel(np.random.default_rng(7), markets=1, weeks=100)
    roles = {**ROLES, "market": []}
    study = conduct(tmp_path, data, roles, saturation="log", errors="classical")
    low, high = returns.of(study)[0].retention
    rss = {
        r: float(np.square(conduct(tmp_path, data, roles, saturation="log", errors="classical",
                                   retention=str(r)).fitted.residuals).sum())
        for r in (low, high)
    }  # fmt: skip
    free = 100 - 5
    bound = float(np.square(study.fitted.residuals).sum()) * (1 + study.t**2 / free)
    assert list(rss.values()) == pytest.approx([bound, bound], rel=2e-3)


def test_given_retention_and_no_saturation_is_plain_least_squares(tmp_path):
    """The interval of the next unit is then the coefficient's t interval."""
    data = panel(np.random.default_rng(7), markets=2)
    study = conduct(tmp_path, data, form="linear", retention="0.5", errors="classical")
    place = len(study.design.columns)
    beta, se = study.fitted.beta[place], study.fitted.se[place]
    point, low, high = returns.of(study)[0].next_unit
    assert (point, low, high) == pytest.approx((beta, beta - study.t * se, beta + study.t * se))


def test_a_channel_that_does_nothing_is_said(tmp_path):
    data = panel(np.random.default_rng(11), tv=0.0)
    roles = {**ROLES, "price": []}
    result, _ = run(tmp_path, data, roles, saturation="log")
    channel = result.summary["channels"][0]
    assert channel["next_unit"]["low"] < 0 < channel["next_unit"]["high"]
    assert "The data do not settle whether the next unit spent on tv" in str(result.headline)


def test_two_channels_are_told_apart(tmp_path):
    rng = np.random.default_rng(12)
    data = panel(rng, markets=4, weeks=80)
    spend = rng.gamma(2.0, 30.0, 320) * (rng.random(320) < 0.5)
    carried = np.concatenate([adstock(x, 0.2, x.mean()) for x in spend.reshape(4, 80)])
    lift = 0.4 * carried / (carried + 40)
    data |= {"radio": spend.tolist(), "units": (np.array(data["units"]) * np.exp(lift)).tolist()}
    result, _ = run(tmp_path, data, {**ROLES, "spends": ["tv", "radio"]}, saturation="hill")
    for channel, r in zip(result.summary["channels"], (0.6, 0.2), strict=True):
        assert channel["retention_low"] < r < channel["retention_high"]
    assert len([b for b in result.blocks if getattr(b, "key", "").startswith("response")]) == 2


# --- instruments ----------------------------------------------------------------------------------
def endogenous(rng, rows=300, pull=0.6, elasticity=-1.5):
    """Price follows demand; a cost moves it, too."""
    demand, cost = rng.normal(size=rows), rng.normal(size=rows)
    logs = 1 + pull * 0.5 * cost + 0.5 * demand + 0.2 * rng.normal(size=rows)
    units = np.exp(5 + elasticity * logs + demand + 0.2 * rng.normal(size=rows))
    return {"units": units.tolist(), "price": np.exp(logs).tolist(), "cost": cost.tolist()}


MOVED = {**SIMPLE, "instruments": ["cost"]}


def test_instruments_find_what_least_squares_misses(tmp_path):
    data = endogenous(np.random.default_rng(1), rows=600)
    plain, _ = run(tmp_path / "a", data, SIMPLE)
    assert plain.summary["price"]["elasticity"]["low"] > -0.8  # biased far towards zero
    moved, _ = run(tmp_path / "b", data, MOVED)
    found = moved.summary["price"]["elasticity"]
    assert found["low"] < -1.5 < found["high"]
    assert moved.summary["instruments"]["wu_hausman"]["p"] < 1e-4
    assert "endogenous_price" not in codes(moved)


def test_weak_instruments_are_warned_of_and_answered_by_anderson_and_rubin(tmp_path):
    data = endogenous(np.random.default_rng(3), pull=0.08)
    result, _ = run(tmp_path, data, MOVED, unit_cost=1.0)
    told = result.summary["instruments"]
    assert told["effective_f"] < 10
    assert "below 10" in str(warning(result, "weak_instruments").message)
    (low, high) = told["anderson_rubin"][0][0], told["anderson_rubin"][-1][1]
    assert result.summary["price"]["elasticity"]["low"] == low
    assert result.summary["price"]["elasticity"]["high"] == high


def test_with_one_instrument_anderson_and_rubin_test_the_reduced_form(tmp_path):
    """At each end of the set, y − b p on z has a t at the limit of its distribution."""
    data = endogenous(np.random.default_rng(1))
    study = conduct(tmp_path, data, MOVED, errors="hc1")
    y, p, z = (np.array(v) for v in (data["units"], data["price"], data["cost"]))
    z = (z - z.mean())[:, None]
    scatter = least.Scatter("hc1", np.zeros(len(z), int), 1)
    (ends,) = study.two_stage.anderson_rubin
    for b in ends:
        left = np.log(y) - b * np.log(p)
        done = least.fit(z, left - left.mean(), scatter)
        assert abs(done.beta[0] / done.se[0]) == pytest.approx(done.t(0.95), rel=1e-6)


def test_instruments_that_disagree_are_said(tmp_path):
    rng = np.random.default_rng(4)
    data = endogenous(rng)
    other = rng.normal(size=300)
    data["price"] = (np.array(data["price"]) * np.exp(0.4 * other)).tolist()
    data["units"] = (np.array(data["units"]) * np.exp(0.5 * other)).tolist()  # it moves demand
    data["other"] = other.tolist()
    result, _ = run(tmp_path, data, {**SIMPLE, "instruments": ["cost", "other"]})
    assert {"overidentified", "no_price_effect_fits"} <= set(codes(result))


def test_instruments_work_beside_promotion_interactions_markets_and_advertising(tmp_path):
    rng = np.random.default_rng(5)
    data = panel(rng, markets=5, weeks=60)
    cost, demand = rng.normal(size=300), rng.normal(size=300)
    logs = 1 + 0.2 * cost + 0.15 * demand
    base = np.log(data["units"]) + 2 * np.log(data["price"])
    data["price"], data["cost"] = np.exp(logs).tolist(), cost.tolist()
    data["units"] = np.exp(base - 2 * logs + 0.3 * demand).tolist()
    roles = {**ROLES, "instruments": ["cost"]}
    result, _ = run(tmp_path, data, roles, promotion_price=True, saturation="log")
    found = result.summary["price"]["elasticity"]
    assert found["low"] < -2 < found["high"]
    assert result.summary["instruments"]["anderson_rubin"] is None  # two endogenous columns
    channel = result.summary["channels"][0]
    assert channel["retention_low"] < 0.6 < channel["retention_high"]


# --- markets --------------------------------------------------------------------------------------
def test_markets_differ_and_shrink_towards_their_mean(tmp_path):
    rng = np.random.default_rng(6)
    own = -2 + 0.4 * rng.normal(size=12)
    data = panel(rng, markets=12, weeks=25)
    place = [int(market[1:]) for market in data["market"]]
    extra = (own[place] + 2) * np.log(data["price"])
    data["units"] = (np.array(data["units"]) * np.exp(extra)).tolist()
    roles = {**ROLES, "spends": []}
    alone, _ = run(tmp_path / "a", data, roles, by_market="separate")
    shrunk, _ = run(tmp_path / "b", data, roles, by_market="shrunk")
    assert shrunk.summary["by_market"]["p_no_spread"] < 0.01
    assert shrunk.summary["by_market"]["spread"] == pytest.approx(0.4, abs=0.25)
    first = [one["elasticity"]["value"] for one in alone.summary["by_market"]["markets"]]
    second = [one["elasticity"]["value"] for one in shrunk.summary["by_market"]["markets"]]
    assert np.std(second) < np.std(first)
    assert np.square(second - own).sum() < 1.2 * np.square(first - own).sum()
    assert len(block(shrunk, "by_market").rows) == 13


def test_the_pooled_mean_of_independent_markets_is_the_known_one():
    """Two studies with variances 1 and 1, estimates 0 and 4: REML's between variance is 7."""
    found = _pool(np.array([0.0, 4.0]), np.eye(2))
    assert found.mean == pytest.approx(2.0)
    assert found.between == pytest.approx(7.0, rel=1e-4)
    assert found.q == pytest.approx(8.0)


# --- promises -------------------------------------------------------------------------------------
def held(ends):
    """Whether 95 % intervals, given as (low, truth, high), hold 93 to 97 %, within chance."""
    share = float(np.mean([low <= truth <= high for low, truth, high in ends]))
    chance = 2 * np.sqrt(0.95 * 0.05 / len(ends))
    return 0.93 - chance / 2 <= share <= 0.98 + chance / 2, share


@pytest.mark.soak  # a simulation
def test_intervals_of_advertising_hold_the_truth(tmp_path):
    found = {"elasticity": [], "retention": [], "point": [], "next": []}
    for seed in range(60):
        data = panel(np.random.default_rng(seed), markets=4, weeks=80)
        study = conduct(tmp_path, data, saturation="hill", errors="classical")
        one = returns.of(study)[0]
        found["elasticity"].append((study.curve.low, -2.0, study.curve.high))
        found["retention"].append((one.retention[0], 0.6, one.retention[1]))
        found["point"].append((one.point[0], 80.0, one.point[1]))
        truth = one.quantity * 0.5 * 80 / (one.spend + 80) ** 2
        found["next"].append((one.next_unit[1], truth, one.next_unit[2]))
    shares = {name: held(ends) for name, ends in found.items()}
    assert all(fine for fine, _ in shares.values()), shares


@pytest.mark.soak  # a simulation
def test_instruments_hold_the_truth_where_least_squares_does_not(tmp_path):
    moved, plain, rubin = [], [], []
    for seed in range(60):
        data = endogenous(np.random.default_rng(seed), rows=200)
        study = conduct(tmp_path, data, MOVED, errors="hc1")
        t, se = study.t, study.fitted.se[0]
        moved.append((study.fitted.beta[0] - t * se, -1.5, study.fitted.beta[0] + t * se))
        sets = study.two_stage.anderson_rubin
        rubin.append((sets[0][0], -1.5, sets[-1][1]))
        own = conduct(tmp_path, data, SIMPLE, errors="hc1").curve
        plain.append((own.low, -1.5, own.high))
    assert held(moved)[0], held(moved)
    assert held(rubin)[0], held(rubin)
    assert held(plain)[1] < 0.2
