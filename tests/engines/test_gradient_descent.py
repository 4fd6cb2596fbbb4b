"""regression.gradient_descent: the contract, and that it finds what least squares finds."""

import pytest

from apps.engines.builtin.gradient_descent.manifest import ENGINE, DescentParams
from apps.engines.builtin.linear.params import LinearParams
from apps.engines.contract import ColumnProfile, InputProfile, Refusal
from apps.engines.testing import EngineContractTests, MemoryContext, MemoryTable
from tests.engines.test_least_squares_contract import table

pytestmark = pytest.mark.models
torch = pytest.importorskip("torch")


def run(tmp_path, data, *, device="cpu", **params):
    from apps.engines.builtin.gradient_descent.runner import Runner

    ctx = MemoryContext(tmp_path, seed=3, device=device)
    return Runner().run(ctx, DescentParams(**params), {"data": data}), ctx


def least_squares(tmp_path, data):
    from apps.engines.builtin.least_squares.runner import Runner

    return Runner().run(MemoryContext(tmp_path), LinearParams(), {"data": data})


def figures(result, name):
    return [one[name] for one in result.summary["targets"][0]["coefficients"]]


class TestGradientDescent(EngineContractTests):
    engine = ENGINE
    params = {"epochs": 2000, "keep_fitted": True}
    bad_params = (
        {"learning_rate": 0},
        {"epochs": 0},
        {"batch_size": -1},
        {"optimizer": "magic"},
        {"tolerance": 2},
    )
    tolerance = 1e-6
    message_packages = ("apps.engines.lights", "apps.engines.builtin", "apps.engines.tables")

    def inputs(self):
        return {"data": table()}

    def test_row_order_changes_nothing(self, tmp_path):
        """Rounding may end the descent an epoch sooner: the coefficients are what counts."""
        data = table()
        first, _ = run(tmp_path / "a", data)
        second, _ = run(tmp_path / "b", data.take(list(reversed(range(data.rows)))))
        one, other = (
            [c["estimate"] for c in result.summary["targets"][0]["coefficients"]]
            for result in (first, second)
        )
        assert one == pytest.approx(other, rel=1e-9)


WORKED = MemoryTable(
    {"D": [100, 150, 200], "d": [95, 140, 180]}, {"target": ["D"], "predictors": ["d"]}
)


@pytest.mark.parametrize("optimizer", ["plain", "momentum", "adam"])
def test_the_worked_example_is_found_in_the_users_units(tmp_path, optimizer):
    result, ctx = run(tmp_path, WORKED, optimizer=optimizer, epochs=20_000)
    found = {c["term"]: c["estimate"] for c in result.summary["targets"][0]["coefficients"]}
    assert found["d"] == pytest.approx(255 / 217, rel=1e-8)
    assert found[None] == pytest.approx(-2725 / 217, rel=1e-8)
    assert result.summary["descent"]["converged"]
    far = result.summary["descent"]["relative_difference"]
    assert far < 1e-8
    assert far <= 10.0 ** -result.summary["digits"]
    assert str(result.headline).startswith("Each additional unit of d goes with 1.175 more D")
    losses = [value for name, _, value in ctx.metrics if name == "loss"]
    assert losses[-1] < losses[0]


def test_far_from_converged_says_so(tmp_path):
    result, _ = run(tmp_path, WORKED, optimizer="plain", epochs=3, learning_rate=0.01)
    warning = next(b for b in result.blocks if getattr(b, "code", "") == "not_converged")
    assert warning.severity == "serious"
    assert "had not converged after 3 epochs" in str(warning.message)
    assert result.summary["descent"]["relative_difference"] > 0.5
    assert result.summary["digits"] == 0  # and not for want of precision
    assert "ill_conditioned" not in [getattr(b, "code", "") for b in result.blocks]


def test_divergence_is_refused_with_what_to_change(tmp_path):
    with pytest.raises(Refusal) as refused:
        run(tmp_path, WORKED, optimizer="plain", learning_rate=5.0)
    issue = refused.value.issue
    assert issue.field == "learning_rate"
    assert "too large" in str(issue.message)
    assert "1 or less" in str(issue.fix)


def test_weights_and_several_targets_agree_with_the_exact_solution(tmp_path):
    data = table(60)
    columns = {**data.data, "z": [3 * v + i % 5 for i, v in enumerate(data.data["y"])]}
    columns["w"] = [1 + i % 3 for i in range(60)]
    roles = {"target": ["y", "z"], "predictors": ["x1", "x2"], "weights": ["w"]}
    result, _ = run(tmp_path, MemoryTable(columns, roles))
    assert result.summary["descent"]["relative_difference"] < 1e-8


def test_formulas_periods_and_checks_are_those_of_least_squares(tmp_path):
    from apps.engines.builtin.least_squares.runner import Runner

    data = table(60)
    columns = {**data.data, "y": [abs(v) + 1 for v in data.data["y"]]}
    columns["t"] = [f"Q{q % 4 + 1} {2001 + q // 4}" for q in range(60)]
    mixed = [(7 * place) % 60 for place in range(60)]
    columns = {name: [values[place] for place in mixed] for name, values in columns.items()}
    stored = MemoryTable(columns, {"target": ["y"], "period": ["t"]})
    formula = "log(y) ~ poly(x1, 2) + lag(x2)"
    found, _ = run(tmp_path / "a", stored, formula=formula)
    exact = Runner().run(
        MemoryContext(tmp_path / "b"), LinearParams(formula=formula), {"data": stored}
    )
    for name in ("estimate", "se"):
        assert figures(found, name) == pytest.approx(figures(exact, name), rel=1e-7)
    ours, theirs = (result.summary["targets"][0] for result in (found, exact))
    for name in ("durbin_watson", "reset", "white", "jarque_bera"):
        assert ours[name] == pytest.approx(theirs[name], rel=1e-6), name
    assert found.summary["smearing"] == pytest.approx(exact.summary["smearing"], rel=1e-8)


def test_mini_batches_come_near_and_depend_on_the_seed_alone(tmp_path):
    data = table(64)
    options = {"batch_size": 16, "epochs": 120, "learning_rate": 0.02, "optimizer": "plain"}
    first, _ = run(tmp_path / "a", data, **options)
    second, _ = run(tmp_path / "b", data, **options)
    assert first.summary == second.summary
    assert first.summary["descent"]["relative_difference"] < 0.5
    advice = next(b for b in first.blocks if getattr(b, "code", "") == "not_converged").fix
    assert "batch size to 0" in str(advice)


def test_without_predictors_it_finds_the_mean(tmp_path):
    mean_only = MemoryTable({"y": [1.0, 2.0, 6.0]}, {"target": ["y"]})
    result, _ = run(tmp_path, mean_only, intercept=True)
    estimate = result.summary["targets"][0]["coefficients"][0]["estimate"]
    assert estimate == pytest.approx(3.0, rel=1e-9)


@pytest.mark.skipif(not torch.cuda.is_available(), reason="there is no CUDA device")
@pytest.mark.parametrize("batch_size", [0, 16])
def test_on_a_gpu_it_comes_to_the_closed_form(tmp_path, batch_size):
    """Whole batches to the closed form itself; small ones, drawn there, to the CPU's answer."""
    data = table(64)
    options = {"batch_size": batch_size, "optimizer": "plain"}
    options |= {"epochs": 300, "learning_rate": 0.01} if batch_size else {"epochs": 20_000}
    torch.cuda.reset_peak_memory_stats()
    result, _ = run(tmp_path / "gpu", data, device="cuda:0", **options)
    assert torch.cuda.max_memory_allocated() > 0, "nothing was computed there"
    expected, _ = run(tmp_path / "cpu", data, **options)
    if not batch_size:
        expected = least_squares(tmp_path / "exact", data)
        assert result.summary["descent"]["converged"]
        assert result.summary["descent"]["relative_difference"] < 1e-8
    for name in ("estimate", "se", "low", "high"):
        assert figures(result, name) == pytest.approx(figures(expected, name), rel=1e-6)


def test_memory_is_asked_for_by_the_powers_and_groups():
    groups = ColumnProfile(name="g", dtype="integer", distinct=50)
    chosen = {"target": ["y"], "predictors": ["x"], "cluster": ["g"]}
    profile = InputProfile(
        kind="dataset", id="1", name="t", rows=1_000_000, roles=chosen, columns=[groups]
    )
    plain, curved, grouped = (
        ENGINE.resources(DescentParams(**params), {"data": profile}).memory_bytes
        for params in ({}, {"powers": "x^10"}, {"errors": "cluster"})
    )
    assert curved - plain == 24 * 1_000_000 * 9
    assert grouped - plain > 64 * 1_000_000
