"""Predictors that enter as polynomials: NIST's sets, exact arithmetic, statsmodels, refusals."""

from fractions import Fraction
from math import sqrt

import numpy as np
import pytest
import statsmodels.api as sm

from apps.engines.builtin.least_squares.manifest import ENGINE, LeastSquaresParams
from apps.engines.builtin.least_squares.runner import Runner
from apps.engines.builtin.linear import data as reading
from apps.engines.builtin.linear import roles
from apps.engines.builtin.linear.curves import Curve
from apps.engines.builtin.linear.powers import degrees
from apps.engines.builtin.linear.reading import Reader
from apps.engines.contract import InputProfile, Refusal
from apps.engines.testing import EngineContractTests, MemoryContext, MemoryTable
from tests.engines.linear_cases import block, column, fit
from tests.engines.test_strd import digits, generated, reached_digits

# NIST's set Filip (A. Filippelli), in the public domain: y and x, a polynomial of degree 10.
FILIP_Y = """
.8116 .9072 .9052 .9039 .8053 .8377 .8667 .8809 .7975 .8162 .8515 .8766 .8885 .8859 .8959 .8913
.8959 .8971 .9021 .909 .9139 .9199 .8692 .8872 .89 .891 .8977 .9035 .9078 .7675 .7705 .7713 .7736
.7775 .7841 .7971 .8329 .8641 .8804 .7668 .7633 .7678 .7697 .77 .7749 .7796 .7897 .8131 .8498 .8741
.8061 .846 .8751 .8856 .8919 .8934 .894 .8957 .9047 .9129 .9209 .9219 .7739 .7681 .7665 .7703 .7702
.7761 .7809 .7961 .8253 .8602 .8809 .8301 .8664 .8834 .8898 .8964 .8963 .9074 .9119 .9228
"""
FILIP_X = """
6.860120914 4.324130045 4.358625055 4.358426747 6.955852379 6.661145254 6.355462942 6.118102026
7.115148017 6.815308569 6.519993057 6.204119983 5.853871964 6.109523091 5.79832982 5.482672118
5.171791386 4.851705903 4.517126416 4.143573228 3.709075441 3.499489089 6.300769497 5.953504836
5.642065153 5.031376979 4.680685696 4.329846955 3.928486195 8.56735134 8.363211311 8.107682739
7.823908741 7.522878745 7.218819279 6.920818754 6.628932138 6.323946875 5.991399828 8.781464495
8.663140179 8.473531488 8.247337057 7.971428747 7.676129393 7.352812702 7.072065318 6.774174009
6.478861916 6.159517513 6.835647144 6.53165267 6.224098421 5.910094889 5.598599459 5.290645224
4.974284616 4.64454848 4.290560426 3.885055584 3.408378962 3.13200249 8.726767166 8.66695597
8.511026475 8.165388579 7.886056648 7.588043762 7.283412422 6.995678626 6.691862621 6.392544977
6.067374056 6.684029655 6.378719832 6.065855188 5.752272167 5.132414673 4.811352704 4.098269308
3.66174277 3.2644011
"""


def filip():
    return [-float(value) for value in FILIP_X.split()], [float(value) for value in FILIP_Y.split()]


def exact(x, y, degree):
    """(coefficients, errors, residual SD) in exact arithmetic on the numbers as they are stored."""
    p = degree + 1
    rows = [[Fraction(v) ** power for power in range(p)] for v in x]
    target = [Fraction(v) for v in y]
    system = [
        [sum(row[i] * row[j] for row in rows) for j in range(p)]
        + [Fraction(int(i == j)) for j in range(p)]
        + [sum(row[i] * v for row, v in zip(rows, target, strict=True))]
        for i in range(p)
    ]
    for i in range(p):
        system[i] = [value / system[i][i] for value in system[i]]
        for j in range(p):
            if j != i:
                factor = system[j][i]
                system[j] = [a - factor * b for a, b in zip(system[j], system[i], strict=True)]
    beta = [row[-1] for row in system]
    left = [
        v - sum(b * f for b, f in zip(beta, row, strict=True))
        for v, row in zip(target, rows, strict=True)
    ]
    variance = sum(v * v for v in left) / (len(x) - p)
    errors = [sqrt(system[i][p + i] * variance) for i in range(p)]
    return [float(value) for value in beta], errors, sqrt(variance)


@pytest.fixture(scope="module")
def filip_exact():
    return exact(*filip(), 10)


@pytest.mark.parametrize("keep", [True, False])
def test_filip_keeps_its_digits(tmp_path, monkeypatch, filip_exact, keep):
    """Stored powers would leave eight; a large table is streamed."""
    if not keep:
        monkeypatch.setattr(reading, "KEEP_BYTES", 0)
    x, y = filip()
    result, _ = fit(tmp_path, {"x": x, "y": y}, ["y"], ["x"], powers="x^10")
    beta, errors, sd = filip_exact
    found = column(result.summary, "estimate")
    assert min(map(digits, found, beta)) >= 10
    assert min(map(digits, column(result.summary, "se"), errors)) >= 10
    assert digits(result.summary["targets"][0]["residual_sd"], sd) >= 12
    size = np.maximum(np.abs(beta), errors)
    far = np.abs(found - beta) / size
    assert (far <= 10.0 ** -column(result.summary, "digits")).all()
    assert result.summary["digits"] >= 9


def test_the_exact_values_of_filip_are_those_that_nist_certifies(filip_exact):
    beta, errors, sd = filip_exact
    assert digits(beta[0], -1467.48961422980) >= 7  # NIST's are of decimals, not of doubles
    assert digits(errors[0], 298.084530995537) >= 7
    assert digits(sd, 0.334801051324544e-02) >= 10


@pytest.mark.parametrize("name", ["Wampler2", "Wampler3", "Wampler5"])
def test_nists_polynomials(tmp_path, name):
    data, case = generated(name)
    x = {"y": data["y"], "x": data["x1"]}
    result, _ = fit(tmp_path, x, ["y"], ["x"], powers="x^5")
    reached = reached_digits(result, case)
    assert min(reached.values()) >= 12, reached


KINDS = {"classical": "nonrobust", "hc1": "HC1", "hc3": "HC3", "cluster": "cluster"}


def sample(rows=80, seed=3):
    rng = np.random.default_rng(seed)
    a, x, group = rng.normal(size=rows), rng.uniform(2, 9, rows), rng.integers(0, 15, rows)
    y = 4 + 2 * a - 3 * x + 0.4 * x**2 + rng.normal(size=rows) * (0.5 + 0.1 * x)
    data = {"a": a.tolist(), "x": x.tolist(), "y": y.tolist(), "g": group.tolist()}
    return data, sm.add_constant(np.column_stack([a, x, x**2, x**3])), group


@pytest.mark.parametrize("kind", KINDS)
def test_every_figure_is_that_of_statsmodels_on_stored_powers(tmp_path, kind):
    data, design, group = sample()
    result, predictor = fit(
        tmp_path, data, ["y"], ["x", "a"], powers="x^3", errors=kind, cluster="g"
    )
    groups = {"cov_kwds": {"groups": group}} if kind == "cluster" else {}
    oracle = sm.OLS(data["y"], design).fit(cov_type=KINDS[kind], use_t=True, **groups)
    terms = [one["term"] for one in result.summary["targets"][0]["coefficients"]]
    assert terms == [None, "a", "x", "x²", "x³"]
    for name, values in {
        "estimate": oracle.params, "se": oracle.bse, "t": oracle.tvalues, "p": oracle.pvalues,
    }.items():  # fmt: skip
        np.testing.assert_allclose(column(result.summary, name), values, rtol=1e-7)
    target = result.summary["targets"][0]
    assert target["f"] == pytest.approx(float(np.squeeze(oracle.fvalue)), rel=1e-6)
    (told,) = target["polynomials"]
    every, bends = (float(oracle.f_test(np.eye(5)[first:]).pvalue) for first in (2, 3))
    assert told["p"] == pytest.approx(every, rel=1e-6)
    assert told["bend_p"] == pytest.approx(bends, rel=1e-6)
    asked = [{"a": 0.5, "x": 4.0}, {"a": -1.0, "x": 8.5}]
    new = np.array([[1, row["a"], row["x"], row["x"] ** 2, row["x"] ** 3] for row in asked])
    points = [row.values["y:point"] for row in predictor.predict(asked).rows]
    np.testing.assert_allclose(points, new @ oracle.params, rtol=1e-9)
    if kind == "classical":
        frame = oracle.get_prediction(new).summary_frame(0.05)
        lows = [row.values["y:mean_low"] for row in predictor.predict(asked).rows]
        np.testing.assert_allclose(lows, frame["mean_ci_lower"], rtol=1e-8)


def test_the_unit_of_a_curved_predictor_changes_nothing(tmp_path):
    data, _, _ = sample()
    before, _ = fit(tmp_path / "a", data, ["y"], ["a", "x"], powers="x^3")
    for power in (-9, 9):
        scaled = {**data, "x": [value * 10.0**power for value in data["x"]]}
        after, _ = fit(tmp_path / str(power), scaled, ["y"], ["a", "x"], powers="x^3")
        for name in ("t", "p"):
            np.testing.assert_allclose(
                column(after.summary, name), column(before.summary, name), rtol=1e-9
            )
        ours, theirs = after.summary["targets"][0], before.summary["targets"][0]
        assert ours["r2"] == pytest.approx(theirs["r2"], rel=1e-12)


def test_one_curved_predictor_is_drawn_and_told(tmp_path):
    data, _, _ = sample()
    result, predictor = fit(tmp_path, data, ["y"], ["x"], powers="x^2", labels="g")
    assert str(result.headline).startswith("y follows x along a polynomial of degree 2. Test of")
    chart = block(result, "fit:y")
    line = np.array(next(s for s in chart.series if s.kind == "line").points)
    found = [
        row.values["y:point"] for row in predictor.predict([{"x": v} for v in line[:, 0]]).rows
    ]
    np.testing.assert_allclose(line[:, 1], found, rtol=1e-9)
    points = np.array(chart.series[-1].points, dtype=float)
    np.testing.assert_allclose(points, np.column_stack([data["x"], data["y"]]), rtol=1e-12)
    (asked,) = result.predict_fields
    assert (asked.minimum, asked.maximum) == (min(data["x"]), max(data["x"]))
    inside, outside = predictor.predict([{"x": max(data["x"])}, {"x": 11}]).rows
    assert not inside.warnings
    assert "Extrapolation: x = 11" in str(outside.warnings[0])


def test_what_chance_explains_as_well_is_not_told_as_a_relation(tmp_path):
    data, _, _ = sample()
    data["y"] = np.random.default_rng(8).normal(size=80).tolist()
    for names, start in (
        (["x"], "The data do not settle whether y goes with x at all."),
        (["x", "a"], "Other predictors held fixed, the data do not settle"),
    ):
        result, _ = fit(tmp_path / names[-1], data, ["y"], names, powers="x^4")
        assert result.summary["targets"][0]["polynomials"][0]["p"] > 0.05
        said = [str(result.headline)]
        said += [str(one) for b in result.blocks if b.kind == "text" for one in b.paragraphs]
        assert any(sentence.startswith(start) for sentence in said)
        assert not any("follows" in sentence for sentence in said)


def test_gaps_leave_rows_out_and_several_curves_stand_side_by_side(tmp_path):
    data, _, _ = sample()
    data["x"][3], data["a"][5] = None, None
    result, _ = fit(tmp_path, data, ["y"], ["a", "x"], powers="x^2, a^3")
    kept = [place for place in range(80) if place not in (3, 5)]
    a, x, y = (np.array(data[name], dtype=float)[kept] for name in ("a", "x", "y"))
    oracle = sm.OLS(y, sm.add_constant(np.column_stack([x, x**2, a, a**2, a**3]))).fit()
    np.testing.assert_allclose(column(result.summary, "estimate"), oracle.params, rtol=1e-7)
    assert result.summary["predictors"] == ["x", "a"]


def test_rows_that_are_left_out_do_not_stretch_a_polynomial(tmp_path):
    """Neither its digits nor the range beyond which a prediction is called extrapolation."""
    data, _, _ = sample()
    expected, _ = fit(tmp_path / "a", data, ["y"], ["x"], powers="x^5")
    more = {"x": [*data["x"], 1e6], "y": [*data["y"], None]}
    result, predictor = fit(tmp_path / "b", more, ["y"], ["x"], powers="x^5")
    for name in ("estimate", "se"):
        np.testing.assert_array_equal(column(result.summary, name), column(expected.summary, name))
    assert result.predict_fields[0].maximum == max(data["x"])
    assert "Extrapolation" in str(predictor.predict([{"x": 100}]).rows[0].warnings[0])
    with pytest.raises(Refusal, match="has the same value in every row used"):
        fit(tmp_path / "c", {"x": [2.0, 2, 2, 5], "y": [1, 2, 3, None]}, ["y"], ["x"], powers="x^2")
    with pytest.raises(Refusal, match="0 rows cannot estimate"):
        fit(tmp_path / "d", {"x": [2.0, 3], "y": [None, None]}, ["y"], ["x"], powers="x^2")


def test_powers_count_in_what_is_kept_and_in_what_is_read_at_once(tmp_path, monkeypatch):
    data, _, _ = sample(9000)
    table = MemoryTable(data, {"target": ["y"], "predictors": ["x"]})
    ctx = MemoryContext(tmp_path)
    plain = roles.spec_of(ctx, table, LeastSquaresParams())
    curved = roles.spec_of(ctx, table, LeastSquaresParams(powers="x^15"))
    monkeypatch.setattr(reading, "KEEP_BYTES", 9000 * 8 * 6)
    assert reading.CleanRows(ctx, table, plain).fits_in_memory
    assert not reading.CleanRows(ctx, table, curved).fits_in_memory
    sizes = [max(block.values.size for block in Reader(table, spec, None).blocks(80_000))
             for spec in (plain, curved)]  # fmt: skip
    assert max(sizes) <= 80_000


@pytest.mark.parametrize("kind", ["classical", "hc1"])
def test_few_rows_still_test_many_terms(tmp_path, kind):
    """F has any number of degrees of freedom above; only groups bound it."""
    data, design, _ = sample(7)
    result, _ = fit(tmp_path, data, ["y"], ["a", "x"], powers="x^3", errors=kind)
    oracle = sm.OLS(data["y"], design).fit(cov_type=KINDS[kind], use_t=True)
    assert result.summary["df"] == 2
    target = result.summary["targets"][0]
    assert target["f_p"] == pytest.approx(float(oracle.f_pvalue), rel=1e-6)
    told = target["polynomials"][0]["p"]
    assert told == pytest.approx(float(oracle.f_test(np.eye(5)[2:]).pvalue), rel=1e-6)


def test_a_column_named_as_a_power_may_be_left_out_alone(tmp_path):
    data, design, _ = sample()
    data = {**data, "x²": [2 * value for value in data["a"]]}
    result, predictor = fit(
        tmp_path, data, ["y"], ["a", "x²", "x"], powers="x^3", redundant="leave_out"
    )
    oracle = sm.OLS(data["y"], design).fit()
    np.testing.assert_allclose(column(result.summary, "estimate"), oracle.params, rtol=1e-7)
    (row,) = predictor.predict([{"a": 1.0, "x": 5.0}]).rows
    assert row.values["y:point"] == pytest.approx(oracle.params @ [1, 1, 5, 25, 125], rel=1e-9)


def test_the_range_is_looked_at_once_for_all_parts(tmp_path, monkeypatch):
    data, _, _ = sample()
    table = MemoryTable(data, {"target": ["y"], "predictors": ["x"]})
    params, runner = LeastSquaresParams(parts=4, powers="x^3"), Runner()
    planned = runner.plan(MemoryContext(tmp_path), params, {"data": table})
    asked = []
    monkeypatch.setattr(roles, "ranges_of", lambda *_: asked.append(1))
    states = [runner.run_part(MemoryContext(tmp_path), params, {"data": table}, part)
              for part in planned]  # fmt: skip
    runner.combine(MemoryContext(tmp_path), params, {"data": table}, states)
    assert (len(states), asked) == (4, [])


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("z^2", "'z^2' begins with no predictor and its degree."),
        ("x", "'x' begins with no predictor and its degree."),
        ("x^1", "The degree of 'x' must be a whole number from 2 to 15."),
        ("x^two", "The degree of 'x' must be a whole number from 2 to 15."),
        ("x^2.5", "The degree of 'x' must be a whole number from 2 to 15."),
        ("x^99999999", "The degree of 'x' must be a whole number from 2 to 15."),
        ("x^2, x^3", "'x' has two degrees."),
    ],
)
def test_what_cannot_be_read_is_told_before_the_run_and_in_it(tmp_path, text, sentence):
    data, _, _ = sample()
    profile = InputProfile(kind="dataset", id="1", name="t", rows=80,
                           roles={"target": ["y"], "predictors": ["a", "x"]})  # fmt: skip
    (issue,) = ENGINE.validate(LeastSquaresParams(powers=text), {"data": profile})
    assert (str(issue.message), issue.field) == (sentence, "powers")
    assert issue.fix
    with pytest.raises(Refusal, match="degree"):
        fit(tmp_path, data, ["y"], ["a", "x"], powers=text)


@pytest.mark.parametrize(
    "text", ["a^2，x^3", "a^2；x^3", "a^2、x^3", "a ^ 2\nx^ 3", ", a^2\t;; x＾３ "]
)
def test_any_comma_blank_or_line_may_stand_between(text):
    assert degrees(text, ["x", "a"]) == ({"a": 2, "x": 3}, [])


def test_names_may_hold_anything(tmp_path):
    data, _, _ = sample()
    odd = {"y": data["y"], "x^2, y": data["x"], "x^2": data["a"]}
    result, _ = fit(tmp_path, odd, ["y"], ["x^2, y", "x^2"], powers="x^2, y^3;x^2^2")
    assert result.summary["powers"] == {"x^2, y": 3, "x^2": 2}


def test_polynomials_that_cannot_be_told_are_refused(tmp_path):
    y = [1.0, 3, 2, 5, 4, 6]
    steps = {"x": [1.0, 1, 2, 2, 3, 3], "y": y}
    for redundant in ("refuse", "leave_out"):
        with pytest.raises(Refusal, match="A polynomial of degree 3 in 'x' cannot be told"):
            fit(tmp_path, steps, ["y"], ["x"], powers="x^3", redundant=redundant)
    with pytest.raises(Refusal, match="'x' has the same value in every row"):
        fit(tmp_path, {"x": [2.0] * 6, "y": y}, ["y"], ["x"], powers="x^2")
    with pytest.raises(Refusal, match="A polynomial needs an intercept"):
        fit(tmp_path, steps, ["y"], ["x"], powers="x^2", intercept=False)
    far = {"x": [1e40 + 1e38 * v for v in range(6)], "y": y}
    with pytest.raises(Refusal, match="'x' are too large"):
        fit(tmp_path, far, ["y"], ["x"], powers="x^3")
    close = {"x": [1e8 + v for v in range(6)], "y": y}
    with pytest.raises(Refusal, match="differ too little for their size") as caught:
        fit(tmp_path, close, ["y"], ["x"], powers="x^14")
    assert "Subtract" in str(caught.value.issue.fix)  # another unit would change nothing


def test_the_way_to_powers_is_exact():
    curve = Curve("x", 7, -2.0, 5.5)
    x = np.linspace(-2, 5.5, 11)
    for degree in range(8):
        by_powers = [
            float(sum(curve.powers[i][degree] * Fraction(v) ** i for i in range(8))) for v in x
        ]
        inside = np.ones(11) if degree == 0 else curve.columns(x)[:, degree - 1]
        np.testing.assert_allclose(inside, by_powers, atol=1e-14)
    np.testing.assert_allclose(curve.values(curve.columns(x)[:, 0]), x, rtol=1e-15)


class TestPolynomialContract(EngineContractTests):
    """In parts, too: the range of a column is that of the whole table."""

    engine = ENGINE
    params = {"powers": "x^4", "keep_fitted": True}
    message_packages = ("apps.engines.lights", "apps.engines.builtin", "apps.engines.tables")

    def inputs(self):
        data, _, _ = sample(40)
        return {"data": MemoryTable(data, {"target": ["y"], "predictors": ["a", "x"]})}
