"""Terms of a formula beside checks of residuals, one reading, parts, weights and periods."""

import datetime as dt
import json

import numpy as np
import polars as pl
import pytest
import statsmodels.api as sm

from apps.engines import dividing, registry
from apps.engines.builtin.least_squares.manifest import LeastSquaresParams
from apps.engines.builtin.least_squares.runner import Runner
from apps.engines.builtin.linear import roles as linear_roles
from apps.engines.contract import Refusal
from apps.engines.folders import run_engine
from apps.engines.tables import ParquetTable
from apps.engines.testing import MemoryContext, MemoryTable
from tests.engines.linear_cases import block, column, warning

KEY = "regression.least_squares"


def run(root, data, formula, *, target="y", roles=None, parts=1, **params):
    """(result, predictor) of a formula on columns in memory, in ``parts``."""
    chosen = {"target": [target] if isinstance(target, str) else target, **(roles or {})}
    ctx, table = MemoryContext(root), {"data": MemoryTable(data, chosen)}
    asked = LeastSquaresParams(formula=formula, parts=parts, **params)
    made = dividing.run_whole if parts > 1 else lambda runner, *rest: runner.run(*rest)
    return made(Runner(), ctx, asked, table), Runner().load(ctx.model_dir, {})


def estimates(result, place=0):
    found = result.summary["targets"][place]["coefficients"]
    return {one["term"] or "": one["estimate"] for one in found}


def light(result, code, target="y"):
    return next(row for row in block(result, f"checks:{target}").rows if row["code"] == code)


def said(result):
    """All sentences on what goes with the targets, and the headline."""
    texts = [b for b in result.blocks if b.kind == "text" and b.heading is not None]
    told = [str(one) for b in texts if "goes with" in str(b.heading) for one in b.paragraphs]
    return [str(result.headline), *told]


@pytest.fixture(scope="module")
def panel():
    """40 months of 3 markets in no order, with gaps, a month that is absent, weights."""
    rng = np.random.default_rng(5)
    rows = [(m, p) for m in "abc" for p in range(40) if (m, p) != ("b", 7)]
    rows = [rows[place] for place in rng.permutation(len(rows))]
    n = len(rows)
    x, z = rng.uniform(1, 5, n), rng.normal(size=n)
    y = np.exp(1 + 0.3 * np.log(x) + 0.2 * z + 0.3 * rng.normal(size=n))
    v = x - z + rng.normal(size=n)
    x[4] = np.nan
    data = {"x": x, "z": z, "y": y, "v": v, "u": rng.uniform(size=n)}
    data["w"] = rng.integers(0, 4, n).astype(float)
    data = {name: values.tolist() for name, values in data.items()}
    data["market"] = [m for m, _ in rows]
    data["month"] = [dt.date(2020 + p // 12, p % 12 + 1, 1) for _, p in rows]
    return data


ROLES = {"market": ["market"], "period": ["month"]}
FORMULA = "log(x)*C(market) + poly(z, 2) + lag(z, 1) + ns(u, df=3)"


@pytest.mark.parametrize(
    ("left", "target", "weights"),
    [("", ["y", "v"], ["w"]), ("log(y) ", ["y"], [])],
)
def test_readings_and_parts_change_no_figure(tmp_path, panel, left, target, weights):
    roles = {**ROLES, "weights": weights}
    runs = [("full", 1), ("none", 1), ("automatic", 2), ("none", 16)]
    found = [
        run(tmp_path / f"{place}", panel, f"{left}~ {FORMULA}", target=target, roles=roles,
            diagnostics=diagnostics, parts=parts)
        for place, (diagnostics, parts) in enumerate(runs)
    ]  # fmt: skip
    first, model = found[0]
    asked = [{"x": 2.0, "z": 0.5, "market": "b", "u": 0.5, "lag(z, 1)": 0.2}]
    expected = model.predict(asked).rows[0].values
    for (result, predictor), (diagnostics, _) in zip(found[1:], runs[1:], strict=True):
        for place in range(len(target)):
            for name in ("estimate", "se", "t", "low"):
                ours, theirs = (column(one.summary, name, place) for one in (result, first))
                np.testing.assert_allclose(ours, theirs, rtol=1e-9)
        for name in ("rows_used", "dropped_without_past", "dropped_missing", "dropped_zero_weight"):
            assert result.summary[name] == first.summary[name]
        once = diagnostics == "none" and not left  # means of logged targets take the residuals
        assert result.summary["diagnostics"] == ("none" if once else "full")
        assert predictor.predict(asked).rows[0].values == pytest.approx(expected, rel=1e-9)
    assert first.summary["dropped_without_past"] == 4
    assert first.summary["smearing"] == (pytest.approx([1.0], abs=0.2) if left else [])


def test_checks_look_at_the_residuals_of_the_logarithm_in_order_of_time(tmp_path, panel):
    result, _ = run(tmp_path, panel, "log(y) ~ log(x) + lag(z, 1)", roles=ROLES)
    table = pl.DataFrame(panel).sort("market", "month")
    table = table.with_columns(past=pl.col("z").shift(1).over("market"))
    months = pl.col("month").dt.year().cast(pl.Int64) * 12 + pl.col("month").dt.month()
    table = table.filter(months.diff().over("market") == 1).filter(pl.col("x").is_not_nan())
    design = sm.add_constant(np.column_stack([table["x"].log(), table["past"]]))
    oracle = sm.OLS(table["y"].log().to_numpy(), design).fit()
    assert list(estimates(result).values()) == pytest.approx(list(oracle.params), rel=1e-9)
    market = table["market"].to_numpy()
    steps = np.diff(oracle.resid)[market[1:] == market[:-1]]
    target = result.summary["targets"][0]
    assert target["durbin_watson"] == pytest.approx(
        (steps @ steps) / (oracle.resid @ oracle.resid), rel=1e-9
    )
    jarque = sm.stats.jarque_bera(oracle.resid)
    assert target["jarque_bera"] == pytest.approx(jarque[0], rel=1e-9)
    assert result.summary["smearing"] == [pytest.approx(np.exp(oracle.resid).mean(), rel=1e-9)]


def test_nobody_is_told_to_take_logarithms_of_logarithms(tmp_path):
    rng = np.random.default_rng(1)
    x = rng.uniform(0, 4, 80)
    y = np.exp(x + 0.5 * x**2 + rng.standard_t(2, size=80) * (0.2 + x))
    result, _ = run(tmp_path, {"x": x.tolist(), "y": y.tolist()}, "log(y) ~ x")
    fixes = [str(row["action"]) for row in block(result, "checks:log(y)").rows if row["action"]]
    fixes += [str(b.fix) for b in result.blocks if b.kind == "warning" and b.fix]
    assert len(fixes) > 2
    assert not any("logarithm" in fix for fix in fixes)


def test_the_targets_own_past_blinds_durbin_and_watson(tmp_path):
    rng = np.random.default_rng(2)
    y = np.cumsum(rng.normal(size=60)).tolist()
    data = {"t": list(range(60)), "y": y}
    result, _ = run(tmp_path, data, "lag(y, 1)", roles={"period": ["t"]})
    row = light(result, "durbin_watson")
    assert row["tone"] == "neutral"
    assert "own past" in str(row["meaning"])


# --- what sentences say --------------------------------------------------------------------------


@pytest.fixture(scope="module")
def mixed():
    rng = np.random.default_rng(3)
    g = np.array(["a", "b", "c", "b"])[np.arange(80) % 4]
    x = rng.uniform(1, 9, 80)
    y = 3 + 2 * x + (g == "b") * (5 + x) + rng.normal(size=80)
    return {"g": g.tolist(), "x": x.tolist(), "y": y.tolist(), "log(y)": y.tolist()}


def test_a_column_that_is_called_a_logarithm_is_none(tmp_path, mixed):
    result, _ = run(tmp_path, mixed, "x + g", target="log(y)")
    assert not any(" in y (" in one for one in said(result))  # as a percentage of it
    assert any("more log(y)" in one for one in said(result))


def test_without_an_intercept_levels_are_compared_with_nothing(tmp_path, mixed):
    result, _ = run(tmp_path, mixed, "0 + g")
    y, g = np.array(mixed["y"]), np.array(mixed["g"])
    means = {f"g[{level}]": y[g == level].mean() for level in "abc"}
    assert estimates(result) == pytest.approx(means, rel=1e-12)
    assert not any("against" in one for one in said(result))
    model = next(b for b in result.blocks if b.kind == "text" and str(b.heading) == "The model")
    assert "coefficient of its own" in " ".join(map(str, model.paragraphs))


def test_an_intercept_alone_is_the_mean(tmp_path, mixed):
    result, _ = run(tmp_path, mixed, "1")
    assert str(result.headline).startswith("The mean of y is")


@pytest.mark.parametrize("formula", ["x:g", "x + I(x**2)", "x + log(x)"])
def test_what_no_coefficient_tells_alone_is_told_of_the_term(tmp_path, mixed, formula):
    result, _ = run(tmp_path, mixed, formula)
    told = said(result)
    assert any("test of the whole term" in one for one in told)
    assert not any("held fixed" in one or "depends on" in one for one in told)


def test_slopes_by_level_are_not_told_of_numbers_that_bend_besides(tmp_path, mixed):
    for formula, expected in (("x*g", True), ("x*g + I(x**2)", False)):
        result, _ = run(tmp_path / str(expected), mixed, formula)
        tables = [b for b in result.blocks if getattr(b, "key", "").startswith("slopes:")]
        assert bool(tables) == expected


def test_several_targets_are_answered_in_the_words_of_terms(tmp_path, mixed):
    data = {**mixed, "v": mixed["y"][::-1], "h": [("p", "q")[i % 2] for i in range(80)]}
    result, _ = run(tmp_path, data, "h", target=["y", "v"])
    assert "differs between levels of h" in str(result.headline)
    answers = [str(b.paragraphs[0]) for b in result.blocks
               if b.kind == "text" and str(b.heading) in ("y", "v")]  # fmt: skip
    assert len(answers) == 2
    assert all("unit of" not in one and "h" in one for one in answers)


def test_a_baseline_that_is_named_twice_moves_no_other_term(tmp_path, mixed):
    """The most frequent level is 'b': both categories are one."""
    twice, _ = run(tmp_path / "a", mixed, "C(g) + C(g, 'b') + standardize(x)")
    once, _ = run(tmp_path / "b", mixed, "C(g, 'b') + standardize(x)")
    assert estimates(twice) == estimates(once)


def test_rows_that_move_coefficients_are_named_with_words(tmp_path, mixed):
    result, _ = run(tmp_path, {**mixed, "y": [*mixed["y"][:-1], 900.0]}, "g:bs(x, df=4) + g")
    name = str(light(result, "dfbetas")["meaning"])
    assert "of bs(x, df=4)" in name or "g = " in name
    assert "[" not in name


def test_one_plain_predictor_is_drawn_with_its_line(tmp_path, mixed):
    line = block(run(tmp_path / "a", mixed, "x")[0], "fit:y")
    assert [series.kind for series in line.series] == ["band", "band", "line", "scatter"]
    result, _ = run(tmp_path / "b", mixed, "log(x)")
    assert block(result, "observed:y")
    assert block(result, "curve:y:x")


def test_one_predictor_that_others_tell_is_told_in_the_singular(tmp_path, mixed):
    rng = np.random.default_rng(1)
    data = {**mixed, "z": (np.array(mixed["x"]) ** 2 + rng.normal(size=80)).tolist()}
    result, _ = run(tmp_path, data, "z + poly(x, 2)")
    assert "tell most of 'z'" in str(warning(result, "collinear").message)
    assert light(result, "vif")["tone"] in ("warn", "bad")


# --- parts, files, models -----------------------------------------------------------------------


def test_hundreds_of_long_names_are_not_sent_to_each_part(tmp_path, mixed, monkeypatch):
    whole, _ = run(tmp_path / "a", mixed, "x*g")
    monkeypatch.setattr(linear_roles, "MOST_KNOWN", 10)
    table = {"data": MemoryTable(mixed, {"target": ["y"]})}
    asked = LeastSquaresParams(formula="x*g", parts=4)
    planned = Runner().plan(MemoryContext(tmp_path), asked, table)
    assert all(part["known"] is None for part in planned)
    found, _ = run(tmp_path / "b", mixed, "x*g", parts=4)
    assert estimates(found) == pytest.approx(estimates(whole), rel=1e-11)


def test_a_file_of_which_nothing_was_told_takes_a_formula(tmp_path, mixed):
    path = tmp_path / "mixed.parquet"
    pl.DataFrame(mixed).write_parquet(path)
    table = ParquetTable(path, roles={"target": ["y"]})
    params = {"formula": "y ~ x*C(g, 'a')"}
    found = run_engine(registry.get(KEY), params, {"data": table}, tmp_path / "run")
    assert set(estimates(found)) == {"", "x", "g[b]", "g[c]", "x:g[b]", "x:g[c]"}


def test_a_model_whose_columns_are_not_known_is_refused(tmp_path, mixed):
    run(tmp_path, mixed, "x*g")
    path = next(tmp_path.rglob("model.json"))
    stored = json.loads(path.read_text(encoding="utf-8"))
    stored["design"]["columns"][0] = "gone"
    path.write_text(json.dumps(stored), encoding="utf-8")
    with pytest.raises(Refusal, match="cannot be read"):
        Runner().load(path.parent, {})


def test_millions_of_coefficients_are_refused_before_they_are_made(tmp_path):
    each = [f"level {place % 150}" for place in range(300)]
    data = dict.fromkeys("abcd", each) | {"y": [float(place) for place in range(300)]}
    with pytest.raises(Refusal, match="The formula makes"):
        run(tmp_path, data, "a*b*c*d")
