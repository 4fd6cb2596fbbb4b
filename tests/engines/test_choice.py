"""What ``markets.choice`` answers, against published numbers and independent computations."""

import math

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy import optimize
from statsmodels.datasets import modechoice
from statsmodels.discrete.conditional_models import ConditionalLogit

from apps.engines.builtin.choice import logit, market
from apps.engines.builtin.choice.data import read
from apps.engines.builtin.choice.params import ChoiceParams
from apps.engines.builtin.choice.study import conduct
from apps.engines.testing import MemoryContext, MemoryTable
from tests.engines.choice_cases import ROLES, coefficients, columns, run, table, warnings

MODES = {1: "air", 2: "train", 3: "bus", 4: "car"}


def travel():
    """Greene and Hensher's choices of 210 travellers (statsmodels.datasets.modechoice)."""
    data = modechoice.load_pandas().data
    found = {name: data[name].tolist() for name in ("gc", "ttme", "invc", "invt", "hinc")}
    found["who"] = [int(v) for v in data["individual"]]
    found["mode"] = [MODES[int(v)] for v in data["mode"]]
    found["choice"] = [int(v) for v in data["choice"]]
    found["hinc_air"] = [
        h if mode == "air" else 0.0 for h, mode in zip(found["hinc"], found["mode"], strict=True)
    ]
    return found


TRAVEL = {
    "situation": ["who"], "alternative": ["mode"], "chosen": ["choice"],
    "attributes": ["gc", "ttme", "hinc_air"],
}  # fmt: skip


def study(root, data, **params):
    ctx, chosen = MemoryContext(root), ChoiceParams(**params)
    return conduct(ctx, read(ctx, data, chosen), chosen)


# --- published numbers ----------------------------------------------------------------------------
def test_greenes_conditional_logit_of_travel_modes(tmp_path):
    """Greene, Econometric Analysis (7th ed. 2012), section 18.2.9, parameter estimates of the
    conditional logit, unweighted sample.
    """
    result = run(tmp_path, MemoryTable(travel(), TRAVEL), baseline="car")
    published = {
        "gc": (-0.01550, 0.00441), "ttme": (-0.09612, 0.01044), "hinc_air": (0.01329, 0.01026),
        "air": (5.2074, 0.7791), "train": (3.8690, 0.4431), "bus": (3.1632, 0.4503),
    }  # fmt: skip
    found = coefficients(result)
    assert set(found) == set(published)
    for name, (estimate, se) in published.items():
        digits = 6e-6 if abs(estimate) < 1 else 6e-5
        assert found[name]["estimate"] == pytest.approx(estimate, abs=digits)
        assert found[name]["se"] == pytest.approx(se, abs=digits)
    assert result.summary["log_likelihood"] == pytest.approx(-199.1284, abs=6e-5)
    assert result.summary["log_likelihood_equal"] == pytest.approx(-291.1218, abs=6e-5)
    assert result.summary["log_likelihood_constants"] == pytest.approx(-283.7588, abs=6e-5)
    assert result.summary["mcfadden_r2"] == pytest.approx(1 - 199.1284 / 291.1218, abs=1e-6)


def test_greenes_hausman_test_of_iia(tmp_path):
    """The same section: without air, over gc, ttme and two constants, H = 33.3363 against a
    critical value of 9.488 with 4 degrees of freedom.
    """
    result = run(tmp_path, MemoryTable(travel(), TRAVEL), baseline="car")
    (air,) = (test for test in result.summary["iia"] if test["left_out"] == "air")
    assert air["df"] == 4
    assert air["situations"] == 210 - 58
    assert air["statistic"] == pytest.approx(33.3363, abs=0.005)
    assert "air" in warnings(result)["iia"]


# --- independent computations -------------------------------------------------------------------
def test_estimates_are_those_of_statsmodels(tmp_path):
    columns_ = travel()
    roles = {**TRAVEL, "attributes": ["gc", "ttme", "invt", "invc"]}
    result = run(tmp_path, MemoryTable(columns_, roles), constants=False)
    x = np.column_stack([columns_[name] for name in roles["attributes"]])
    oracle = ConditionalLogit(
        np.array(columns_["choice"]), x, groups=np.array(columns_["who"])
    ).fit(disp=False, gtol=1e-9)
    found = coefficients(result)
    told = [found[name]["estimate"] for name in roles["attributes"]]
    assert told == pytest.approx(oracle.params, rel=1e-4)
    errors = [found[name]["se"] for name in roles["attributes"]]
    assert errors == pytest.approx(oracle.bse, rel=1e-3)
    assert result.summary["log_likelihood"] == pytest.approx(oracle.llf, rel=1e-8)


def test_the_likelihood_is_at_its_top_and_its_curvature_is_right(tmp_path):
    """A general optimiser and numerical derivatives, written without the engine's sums."""
    data = columns()
    y = np.array(data["chosen"]).reshape(-1, 3)
    x = np.stack(
        [
            np.column_stack([data["price"], data["memory"]]).reshape(-1, 3, 2)[:, :, 0],
            np.array(data["memory"]).reshape(-1, 3),
            np.tile([1.0, 0, 0], (len(y), 1)),
            np.tile([0, 1.0, 0], (len(y), 1)),
        ],
        axis=2,
    )

    def loss(b):
        utility = x @ b
        return -float((y * (utility - np.log(np.exp(utility).sum(axis=1))[:, None])).sum())

    found = optimize.minimize(loss, np.zeros(4), method="BFGS", options={"gtol": 1e-8})
    told = coefficients(run(tmp_path, table(), baseline="Gamma"))
    names = ["price", "memory", "Alpha", "Beta"]
    assert [told[n]["estimate"] for n in names] == pytest.approx(found.x, rel=1e-4)
    at = np.array([told[n]["estimate"] for n in names])
    h = np.array([1e-4, 1e-3, 1e-3, 1e-3])
    hessian = np.empty((4, 4))
    for i in range(4):
        for j in range(4):
            a, b = np.eye(4)[i] * h, np.eye(4)[j] * h
            corners = loss(at + a + b) - loss(at + a - b) - loss(at - a + b) + loss(at - a - b)
            hessian[i, j] = corners / (4 * h[i] * h[j])
    se = np.sqrt(np.diag(np.linalg.inv(hessian)))
    assert [told[n]["se"] for n in names] == pytest.approx(se, rel=1e-4)


def test_robust_errors_are_the_sandwich_of_respondents(tmp_path):
    roles = {**ROLES, "respondent": ["person"]}
    one = study(tmp_path, table(roles), errors="respondent")
    sets, fit = one.sets, one.fit
    scores = sets.x * (sets.chosen - fit.chance)[:, None]
    people = np.array(columns()["person"]).reshape(-1, 3)[:, 0]
    by_person = np.array(
        [scores[np.repeat(people == who, 3)].sum(axis=0) for who in sorted(set(people))]
    )
    bread = np.linalg.inv(fit.information)
    expected = bread @ (by_person.T @ by_person) @ bread * 30 / 29
    assert one.scaled == pytest.approx(expected, rel=1e-8)
    assert one.df == 29
    assert coefficients(run(tmp_path, table(roles)))["price"]["se"] == pytest.approx(
        math.sqrt(one.covariance[0, 0]), rel=1e-9
    )


def test_counts_are_choices_added_up(tmp_path):
    """Situations that look alike, with how many chose what, tell as much as each choice alone."""
    base = columns(situations=40)
    each = {name: values * 5 for name, values in base.items()}
    each["task"] = [f"{task}-{k // len(base['task'])}" for k, task in enumerate(each["task"])]
    counted = {**base, "chosen": [5 * v for v in base["chosen"]]}
    single = run(tmp_path, MemoryTable(each, ROLES))
    together = run(tmp_path, MemoryTable(counted, ROLES), chosen_as="counts")
    for name, line in coefficients(single).items():
        for key in ("estimate", "se"):
            assert coefficients(together)[name][key] == pytest.approx(line[key], rel=1e-8)
    assert together.summary["log_likelihood"] == pytest.approx(single.summary["log_likelihood"])


def test_shares_may_have_any_scale_and_errors_are_robust(tmp_path):
    base = columns(situations=60)
    rng = np.random.default_rng(1)
    shares = rng.dirichlet([3, 2, 1], 60).ravel()
    first = run(tmp_path, MemoryTable({**base, "chosen": shares.tolist()}, ROLES),
                chosen_as="shares")  # fmt: skip
    second = run(tmp_path, MemoryTable({**base, "chosen": (100 * shares).tolist()}, ROLES),
                 chosen_as="shares")  # fmt: skip
    assert first.summary["errors"] == "situation"
    for name, line in coefficients(first).items():
        assert coefficients(second)[name]["se"] == pytest.approx(line["se"], rel=1e-8)


def test_fitted_shares_are_observed_ones_where_there_are_constants(tmp_path):
    for line in run(tmp_path, table()).summary["shares"]:
        assert line["value"] == pytest.approx(line["observed"], abs=1e-9)
        assert line["low"] < line["value"] < line["high"]


def test_an_elasticity_is_what_a_small_price_change_does(tmp_path):
    result = run(tmp_path, table(), own="Beta", changed="Beta", change=0.01)
    told = {
        (line["share"], line["price"]): line["value"] for line in result.summary["elasticities"]
    }
    for line in result.summary["what_if"]:
        numeric = (line["value"] / line["before"] - 1) / 0.0001
        assert told[line["alternative"], "Beta"] == pytest.approx(numeric, rel=1e-3)
    assert told["Beta", "Beta"] < 0 < told["Alpha", "Beta"]


def test_what_if_follows_iia_within_a_situation(tmp_path):
    """All situations alike: the newcomer takes from each in proportion to its share."""
    rows = [("Alpha", 30.0), ("Beta", 20.0), ("Gamma", 25.0)]
    tasks, chosen = range(60), [0] * 30 + [1] * 20 + [2] * 10
    data = {
        "task": [t for t in tasks for _ in rows],
        "brand": [brand for _ in tasks for brand, _ in rows],
        "chosen": [int(k == chosen[t]) for t in tasks for k in range(3)],
        "price": [price + (t % 3) * (k == 0) for t in tasks for k, (_, price) in enumerate(rows)],
    }
    roles = {key: names for key, names in ROLES.items() if key != "attributes"}
    result = run(tmp_path, MemoryTable(data, roles), joins_like="Beta")
    alpha, beta, gamma, newcomer = result.summary["what_if"]
    assert newcomer["alternative"] is None
    assert newcomer["value"] == pytest.approx(beta["value"], rel=1e-9)
    assert beta["value"] / gamma["value"] == pytest.approx(beta["before"] / gamma["before"])
    assert sum(line["value"] for line in (alpha, beta, gamma, newcomer)) == pytest.approx(1)
    assert sum(line["change"]["value"] for line in result.summary["what_if"]) == pytest.approx(
        0, abs=1e-12
    )


def test_the_delta_method_agrees_with_draws(tmp_path):
    one = study(tmp_path, table(), own="Beta")
    found = market.find(one)
    rng = np.random.default_rng(3)
    drawn = rng.multivariate_normal(one.fit.beta, one.scaled, 2000)
    shares = np.array(
        [
            np.bincount(one.choices.alternative, logit.chances(one.sets, one.sets.x @ b)[0]) / 150
            for b in drawn
        ]
    )
    for k, line in enumerate(found.shares):
        low, high = np.quantile(shares[:, k], [0.025, 0.975])
        assert line.fitted.low == pytest.approx(low, abs=0.01)
        assert line.fitted.high == pytest.approx(high, abs=0.01)


def test_willingness_to_pay_has_fiellers_interval(tmp_path):
    """Its ends are the ratios r at which a - r b is t standard errors from 0."""
    one = study(tmp_path, table())
    (memory, *_) = market.worth(one)
    beta, v = one.beta, one.covariance
    for r in (memory.found.low, memory.found.high):
        away = beta[1] + r * beta[0]
        se = math.sqrt(v[1, 1] + 2 * r * v[0, 1] + r * r * v[0, 0])
        assert abs(away) / se == pytest.approx(one.quantile, rel=1e-6)
    assert memory.found.low < 0.5 / 0.08 < memory.found.high


def test_worth_is_unbounded_where_the_price_is_not_told_apart_from_0(tmp_path):
    result = run(tmp_path, table(beta=(0.0, 0.5), seed=4))
    assert not any(line["bounded"] for line in result.summary["worth"])
    assert all(line["low"] is None for line in result.summary["worth"])
    assert "no bounds" in warnings(result)["price_unclear"]
    texts = [str(m) for block in result.blocks if block.kind == "text" for m in block.paragraphs]
    assert any("has no bounds at 95%" in text for text in texts)


@settings(max_examples=6, deadline=None)
@given(st.floats(-3, 3), st.floats(0.01, 100))
def test_units_of_an_attribute_change_nothing_else(tmp_path_factory, shift, factor):
    root = tmp_path_factory.mktemp("units")
    base = columns(situations=40)
    other = {**base, "memory": [shift + factor * v for v in base["memory"]]}
    first = study(root, MemoryTable(base, ROLES))
    second = study(root, MemoryTable(other, ROLES))
    assert second.beta[1] * factor == pytest.approx(first.beta[1], rel=1e-7)
    assert second.fit.loglik == pytest.approx(first.fit.loglik, rel=1e-10)


def test_intervals_hold_what_they_say(tmp_path):
    """Of 25 samples the 95 % interval of the price's effect holds the true one in most."""
    held = 0
    for seed in range(25):
        one = study(tmp_path, table(situations=80, seed=100 + seed))
        half = one.quantile * math.sqrt(one.covariance[0, 0])
        held += abs(one.beta[0] + 0.08) <= half
    assert held >= 21  # less in 0.7 % of cases by chance alone


# --- odd but usable -------------------------------------------------------------------------------
def test_shares_have_no_test_that_needs_to_know_how_many_chose(tmp_path):
    base = columns(situations=40)
    shares = np.random.default_rng(1).dirichlet([3, 2, 1], 40).ravel().tolist()
    result = run(tmp_path, MemoryTable({**base, "chosen": shares}, ROLES), chosen_as="shares")
    assert result.summary["iia"] == []
    assert "do not say how many chose" in warnings(result)["iia_untested"]
    (fit,) = (block for block in result.blocks if getattr(block, "key", "") == "fit")
    assert not any("p" in row for row in fit.rows)


def test_shares_that_never_differ_are_told_without_an_interval_of_their_own(tmp_path):
    base = columns(situations=20)
    same = {**base, "chosen": [0.5, 0.3, 0.2] * 20}
    roles = {key: ROLES[key] for key in ("situation", "alternative", "chosen")}
    for line in run(tmp_path, MemoryTable(same, roles), chosen_as="shares").summary["shares"]:
        assert line["low"] == pytest.approx(line["value"], abs=1e-9)
        assert line["high"] == pytest.approx(line["value"], abs=1e-9)


def test_a_price_of_no_effect_at_all(tmp_path):
    """Each choice stands beside its opposite, so both coefficients are exactly 0."""
    rows = [
        (task, brand, int(brand == winner), price, memory)
        for task, (winner, turned) in enumerate([(w, t) for w in "AB" for t in (0, 1)] * 5)
        for brand, price, memory in (("A", 1.0 + turned, 4.0), ("B", 2.0 - turned, 2.0))
    ]
    names = ("task", "brand", "chosen", "price", "memory")
    data = {name: [row[place] for row in rows] for place, name in enumerate(names)}
    result = run(tmp_path, MemoryTable(data, ROLES), constants=False)
    (worth,) = result.summary["worth"]
    assert worth == {"term": "memory", "bounded": False, "value": None, "low": None, "high": None}
    assert "gains most" not in str(result.headline)


def test_a_headline_speaks_of_both_what_ifs_and_of_no_gain_that_is_a_loss(tmp_path):
    both = run(tmp_path, table(), changed="Gamma", change=-20, joins_like="Beta")
    assert str(both.headline).startswith(
        "With the price of Gamma changed by -20.0%: A newcomer like Beta would take"
    )
    dear = run(tmp_path, table(beta=(0.08, 0.5)))
    assert "gains most" not in str(dear.headline)
    assert "price_positive" in warnings(dear)


def test_a_newcomer_beside_an_alternative_that_is_not_always_there(tmp_path):
    data = columns()
    gone = [
        row for row, brand in enumerate(data["brand"])
        if brand == "Beta" and not data["chosen"][row] and row < 90
    ]  # fmt: skip
    part = table().take([row for row in range(450) if row not in gone])
    result = run(tmp_path, part, joins_like="Beta")
    assert f"offered in {150 - len(gone)} of 150 situations" in warnings(result)["newcomer_in_part"]
    told = {line["alternative"]: line["value"] for line in result.summary["what_if"]}
    assert told[None] == pytest.approx(told["Beta"], rel=1e-9)
