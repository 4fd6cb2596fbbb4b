"""Earlier periods in a formula, and the order that they give: forms of periods, gaps, refusals."""

import datetime as dt

import numpy as np
import pytest
import statsmodels.api as sm
from statsmodels.stats.stattools import durbin_watson

from apps.engines.contract import Refusal
from tests.engines.linear_cases import codes
from tests.engines.test_terms import figures, run

RNG = np.random.default_rng(11)


def panel(markets=4, periods=9):
    """A panel in a shuffled order, with a gap, whose lags are known by hand."""
    rows = [(m, p) for m in range(markets) for p in range(periods) if (m, p) != (1, 4)]
    order = RNG.permutation(len(rows))
    rows = [rows[i] for i in order]
    price = {row: RNG.uniform(1, 3) for row in rows}
    data = {
        "market": [f"m{m}" for m, _ in rows],
        "year": [2000 + p for _, p in rows],
        "price": [price[row] for row in rows],
        "y": RNG.normal(size=len(rows)).tolist(),
    }
    past = [price.get((m, p - 1)) for m, p in rows]
    return data, past


def test_lags_are_of_the_period_before_and_of_the_same_market(tmp_path):
    data, past = panel()
    roles = {"market": ["market"], "period": ["year"]}
    ours, predictor = run(tmp_path, data, "price + lag(price, 1)", roles=roles)
    known = [place for place, value in enumerate(past) if value is not None]
    assert ours.summary["dropped_without_past"] == len(past) - len(known) == 5
    assert ours.summary["rows_used"] == len(known)
    x = np.column_stack([np.ones(len(known)), [data["price"][i] for i in known],
                         [past[i] for i in known]])  # fmt: skip
    theirs = sm.OLS(np.array(data["y"])[known], x).fit()
    assert list(figures(ours).values()) == pytest.approx(list(theirs.params), rel=1e-10)
    assert "no_past" in codes(ours)
    assert [field.name for field in ours.predict_fields] == ["price", "lag(price, 1)"]
    row = predictor.predict([{"price": 2.0}]).rows[0]
    assert row.values["y:point"] is None
    assert "period before" in row.warnings[0].text
    row = predictor.predict([{"price": 2.0, "lag(price, 1)": 9.0}]).rows[0]
    assert "Extrapolation" in row.warnings[0].text


def test_dates_count_as_months_and_steps_as_periods(tmp_path):
    dates = [dt.date(2020 + q // 4, 3 * (q % 4) + 1, 1) for q in range(12)]
    data = {
        "day": dates,
        "price": RNG.uniform(1, 2, 12).tolist(),
        "y": RNG.normal(size=12).tolist(),
    }
    ours, _ = run(tmp_path, data, "growth(price) + diff(price, 2)", roles={"period": ["day"]})
    price = np.array(data["price"])
    x = np.column_stack([np.ones(10), price[2:] / price[1:-1] - 1, price[2:] - price[:-2]])
    expected = np.linalg.lstsq(x, np.array(data["y"])[2:], rcond=None)[0]
    assert list(figures(ours).values()) == pytest.approx(list(expected), rel=1e-8)
    said = next(
        block
        for block in ours.blocks
        if getattr(block, "heading", None) and block.heading.text == "The model"
    )
    step = said.paragraphs[1].values["step"]
    assert (step.values["count"], step.plural) == (3, "{count} months")


def test_a_period_twice_in_a_market_is_refused(tmp_path):
    data = {"year": [1, 2, 2, 3, 4], "x": [1.0, 2, 3, 4, 5], "y": [1.0, 2, 1, 2, 1]}
    with pytest.raises(Refusal) as refused:
        run(tmp_path, data, "lag(x)", roles={"period": ["year"]})
    assert refused.value.issue.message.values["rows"] == "2, 3"


def times(kind):
    """Twelve neighbouring periods, as columns have them."""
    monday = dt.date(2024, 1, 4)
    return {
        "quarters": [f"Q{q % 4 + 1} {2021 + q // 4}" for q in range(12)],
        "months": [f"{2023 + m // 12}年{m % 12 + 1}月" for m in range(6, 18)],
        "whole months": [202307 + m if m < 6 else 202401 + m - 6 for m in range(12)],
        "working days": [
            day for day in (monday + dt.timedelta(days=d) for d in range(16)) if day.weekday() < 5
        ],
        "hours": [dt.datetime(2024, 1, 1, 20) + dt.timedelta(hours=h) for h in range(12)],
        "years": list(range(2001, 2025, 2)),
        "floats": [float(n) for n in range(12)],
    }[kind]


STEPS = {"quarters": "quarter", "months": "month", "whole months": "month", "hours": "hour",
         "working days": "working day", "years": "years"}  # fmt: skip


@pytest.mark.parametrize(
    "kind", ["quarters", "months", "whole months", "working days", "hours", "years", "floats"]
)
def test_periods_in_any_form_have_a_past_and_an_order(tmp_path, kind):
    rng = np.random.default_rng(4)
    x, y = rng.normal(size=(2, 12))
    mixed = rng.permutation(12)
    data = {"x": x[mixed].tolist(), "y": y[mixed].tolist(),
            "t": [times(kind)[place] for place in mixed]}  # fmt: skip
    result, _ = run(tmp_path, data, "lag(x)", roles={"period": ["t"]})
    assert result.summary["dropped_without_past"] == 1
    oracle = sm.OLS(y[1:], sm.add_constant(x[:-1])).fit()
    assert list(figures(result).values()) == pytest.approx(list(oracle.params), rel=1e-9)
    assert result.summary["targets"][0]["durbin_watson"] == pytest.approx(
        durbin_watson(oracle.resid), rel=1e-9
    )
    model = next(b for b in result.blocks if b.kind == "text" and str(b.heading) == "The model")
    assert STEPS.get(kind, "") in str(model.paragraphs[1])


def test_a_period_that_cannot_be_read_is_named_with_its_row(tmp_path):
    data = {"x": [1.0, 2, 3, 4, 5], "y": [1.0, 3, 2, 5, 4]}
    data["t"] = ["2023-Q1", "2023-Q1", "2023-Q2", "soon", None]
    with pytest.raises(Refusal, match="'soon' in row 4 of column 't' cannot be read") as refused:
        run(tmp_path, data, "lag(x)", roles={"period": ["t"], "market": ["x"]})
    assert refused.value.issue.fix is not None


def test_many_whole_numbers_are_counted_and_not_read_as_times(tmp_path, monkeypatch):
    from apps.engines.builtin.linear.terms import derived

    monkeypatch.setattr(derived, "MOST_TIMES", 10)
    rng = np.random.default_rng(6)
    x, y = rng.normal(size=(2, 30))
    data = {"x": x.tolist(), "y": y.tolist(), "t": (np.arange(30) * 3 + 200000).tolist()}
    result, _ = run(tmp_path, data, "lag(x, 2)", roles={"period": ["t"]})
    expected = np.polyfit(x[:-2], y[2:], 1)
    assert list(figures(result).values()) == pytest.approx(expected[::-1].tolist(), rel=1e-9)


def test_too_few_rows_are_said_to_lack_a_past(tmp_path):
    data = {"x": [1.0, 2, 4], "y": [1.0, 3, 2], "t": [1, 3, 4]}
    with pytest.raises(Refusal, match="2 of 3 rows had a missing value, no weight or no earlier"):
        run(tmp_path, data, "lag(x)", roles={"period": ["t"]})
