"""Tables and parameters that ``markets.gravity`` cannot work with, and what it says to them."""

import math

import pytest

from apps.core.messages import msg
from apps.engines.builtin.gravity import study
from apps.engines.builtin.gravity.manifest import ENGINE
from apps.engines.builtin.gravity.params import GravityParams
from apps.engines.contract import Refusal
from apps.engines.testing import MemoryTable
from tests.engines.gravity_cases import ROLES, network, run, table


# --- bad input ------------------------------------------------------------------------------------
@pytest.mark.parametrize(
    ("name", "value", "said"),
    [
        ("exports", -5.0, r"Row 3: the flow in 'exports' is negative \(-5\)"),
        ("distance", 0.0, "Row 3: 'distance' is 0, and only numbers above 0 have a log"),
        ("border", 2, "Row 3: 'border' is 2, and an indicator is 0 or 1"),
        ("exports", math.inf, "Row 3 of column 'exports' is infinite"),
        ("distance", 1e200, "Row 3 of column 'distance' is infinite or too large"),
    ],
)
def test_bad_cells_are_named(tmp_path, name, value, said):
    with pytest.raises(Refusal, match=said):
        run(tmp_path, table().with_value(name, 2, value))


def test_tables_that_cannot_work_are_refused(tmp_path):
    data = table()
    with pytest.raises(Refusal, match="Rows 1 and 133 are both of P00 → P01"):
        run(tmp_path, data.take([*range(data.rows), 0]))
    with pytest.raises(Refusal, match="All flows are 0"):
        run(tmp_path, MemoryTable({**data.data, "exports": [0.0] * data.rows}, ROLES))
    with pytest.raises(Refusal, match="'distance' has the same value"):
        run(tmp_path, MemoryTable({**data.data, "distance": [7.0] * data.rows}, ROLES))
    with pytest.raises(Refusal, match="3 rows cannot estimate 3 unknowns"):
        run(tmp_path, data.take([0, 1, 4]))
    with pytest.raises(Refusal, match="No row that can be used has the origin 'nowhere'"):
        run(tmp_path, data, home="nowhere")
    with pytest.raises(Refusal, match="1 of 132 rows has a missing value in distance"):
        run(tmp_path, data.with_value("distance", 0, None), missing="refuse")


def test_a_check_before_the_run_says_the_same():
    def said(roles, columns=None, **params):
        data = MemoryTable(columns or network(), roles)
        issues = ENGINE.validate(GravityParams(**params), {"data": data.profile()})
        return [str(issue.message) for issue in issues]

    assert said(ROLES) == []
    assert "need a column of periods" in said(ROLES, fixed_effects="by_period")[0]
    assert said({**ROLES, "plain": ["distance"]}) == ["distance was chosen twice."]
    assert "goes down to 0" in said({**ROLES, "logged": ["border"], "indicators": []})[0]
    assert "same value" in said(ROLES, {**network(), "distance": [1.0] * 132})[0]
    assert "at least one column" in said({**ROLES, "logged": [], "indicators": []})[0]
    with_negative = {**network(), "exports": [-1.0, *network()["exports"][1:]]}
    assert "negative flow: -1" in said(ROLES, with_negative)[0]


def test_periods_that_are_whole_numbers_read_the_same_however_they_are_stored(tmp_path):
    roles = {**ROLES, "period": ["year"]}
    columns = network(places=8, periods=2)
    columns["year"] = [float(year) for year in columns["year"]]
    _, model = run(tmp_path, MemoryTable(columns, roles))
    asked = {"from": "P01", "to": "P02", "distance": 100.0, "border": 0}
    told = model.predict([{**asked, "year": year} for year in (2021, 2021.0, "2021", "2021.0")])
    points = {row.values["exports:point"] for row in told.rows}
    assert len(points) == 1
    assert None not in points


def test_a_column_that_hardly_varies_has_a_huge_effect_and_no_stack_trace(tmp_path):
    columns = network(places=8)
    columns["distance"] = [1000 * (1 + 1e-7 * value) for value in columns["distance"]]
    result, _ = run(tmp_path, MemoryTable(columns, ROLES))
    assert "twice as much multiplies them by" in str(result.headline)


def test_the_answer_stands_where_reset_cannot_be_computed(tmp_path, monkeypatch):
    settled = study.ppml

    def failing(*args, start=None, **more):
        if start is not None:
            raise Refusal(msg("PPML did not settle."))
        return settled(*args, **more)

    monkeypatch.setattr(study, "ppml", failing)
    result, _ = run(tmp_path, table())
    assert result.summary["ppml"]["reset"] is None
    assert result.summary["ppml"]["effects"]
