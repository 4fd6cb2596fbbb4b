"""Tables and parameters that ``markets.choice`` cannot work with, and what it says to them."""

import math

import numpy as np
import pytest

from apps.engines.builtin.choice.manifest import ENGINE
from apps.engines.builtin.choice.params import ChoiceParams
from apps.engines.contract import Refusal
from apps.engines.testing import MemoryTable
from tests.engines.choice_cases import ROLES, columns, run, table, warnings


# --- separation ---------------------------------------------------------------------------------
def test_an_alternative_never_chosen_is_named(tmp_path):
    base = columns()
    data = {name: [*values] for name, values in base.items()}
    for k, brand in enumerate(data["brand"]):
        if brand == "Gamma" and data["chosen"][k]:
            data["chosen"][k], data["chosen"][k - 1] = 0, 1
    with pytest.raises(Refusal, match="Gamma is never chosen, so its constant has no estimate"):
        run(tmp_path, MemoryTable(data, ROLES))
    assert run(tmp_path, MemoryTable(data, ROLES), constants=False).summary["situations"] == 150


def test_an_attribute_that_predicts_perfectly_is_named(tmp_path):
    data = columns(situations=40)
    badge = [float(v) for v in data["chosen"]]
    roles = {**ROLES, "attributes": ["memory", "badge"]}
    with pytest.raises(Refusal, match="badge predicts choices perfectly"):
        run(tmp_path, MemoryTable({**data, "badge": badge}, roles))
    # Quasi-separation: the badge is rare, but who has it is always chosen.
    rare = [v if k % 9 == 0 else 0.0 for k, v in enumerate(badge)]
    assert 0 < sum(rare) < 20
    with pytest.raises(Refusal, match="badge predicts choices perfectly"):
        run(tmp_path, MemoryTable({**data, "badge": rare}, roles))


def test_columns_that_predict_perfectly_together_are_named(tmp_path):
    """Neither column does alone: their difference is above that of the others where chosen."""
    data = columns(situations=40)
    rng = np.random.default_rng(7)
    first = rng.normal(size=120)
    second = first - 0.1 * np.array(data["chosen"])
    roles = {**ROLES, "attributes": ["memory", "first", "second"]}
    both = {**data, "first": first.tolist(), "second": second.tolist()}
    with pytest.raises(Refusal, match="first and 1 other predicts choices perfectly"):
        run(tmp_path, MemoryTable(both, roles))


# --- bad input ------------------------------------------------------------------------------------
def test_situations_with_none_or_several_chosen_are_named(tmp_path):
    data = table()
    (first,) = (k for k in range(3) if data.data["chosen"][k])
    none = data.with_value("chosen", first, 0)
    with pytest.raises(Refusal, match=r"No alternative is chosen in situation 'T0000' \(row 1"):
        run(tmp_path, none)
    two = data.with_value("chosen", (first + 1) % 3, 1)
    with pytest.raises(Refusal, match="2 alternatives are chosen in situation 'T0000': rows"):
        run(tmp_path, two)


@pytest.mark.parametrize(
    ("name", "value", "said"),
    [
        ("chosen", 0.5, "Row 2: 'chosen' is 0.5, and a choice is 1 or 0"),
        ("price", math.inf, "Row 2 of column 'price' is infinite"),
        ("price", 1e200, "Row 2 of column 'price' is infinite or too large"),
        ("brand", "Alpha", "Rows 1 and 2 are both of 'Alpha' in situation 'T0000'"),
        ("income", 99.0, r"'income' differs within situation 'T0000' \(row 2\)"),
    ],
)
def test_bad_cells_are_named(tmp_path, name, value, said):
    roles = {**ROLES, "characteristics": ["income"]}
    with pytest.raises(Refusal, match=said):
        run(tmp_path, table(roles).with_value(name, 1, value))


def test_attributes_that_cannot_work_are_named(tmp_path):
    base = columns()
    roles = {**ROLES, "attributes": ["income"]}
    with pytest.raises(Refusal, match="'income' is the same for all alternatives of every"):
        run(tmp_path, MemoryTable(base, roles))
    fixed = [{"Alpha": 1.0, "Beta": 2.0, "Gamma": 5.0}[brand] for brand in base["brand"]]
    with pytest.raises(Refusal, match="The effect of memory cannot be told from those of the"):
        run(tmp_path, MemoryTable({**base, "memory": fixed}, ROLES))
    without = run(tmp_path, MemoryTable({**base, "memory": fixed}, ROLES), constants=False)
    assert without.summary["situations"] == 150
    with pytest.raises(Refusal, match="3 situations cannot estimate 4 unknowns"):
        run(tmp_path, table().take(_three_brands(base)))
    with pytest.raises(Refusal, match="Every situation has one row only"):
        run(tmp_path, table().take(range(0, 450, 3)))
    negative = MemoryTable({**base, "chosen": [-1, *base["chosen"][1:]]}, ROLES)
    with pytest.raises(Refusal, match=r"Row 1: 'chosen' is below 0 \(-1\)"):
        run(tmp_path, negative, chosen_as="counts")


def _three_brands(base):
    """Rows of three situations in which each brand is chosen once."""
    found = []
    for brand in ("Alpha", "Beta", "Gamma"):
        k = next(k for k, b in enumerate(base["brand"]) if b == brand and base["chosen"][k])
        start = k - k % 3
        found += [start, start + 1, start + 2]
    return found


def test_a_situation_with_a_gap_is_left_out_whole(tmp_path):
    result = run(tmp_path, table().with_value("price", 4, None))
    assert result.summary["situations"] == 149
    assert "3 of 450 rows were left out with their situations" in warnings(result)["dropped_rows"]
    with pytest.raises(Refusal, match="3 of 450 rows belong to situations with a missing value"):
        run(tmp_path, table().with_value("price", 4, None), missing="refuse")


def test_names_that_are_not_in_the_table_are_refused(tmp_path):
    for name in ("own", "baseline", "changed", "joins_like"):
        with pytest.raises(Refusal, match="no alternative named 'alpha'") as refused:
            run(tmp_path, table(), **{name: "alpha"})
        assert "Alpha" in str(refused.value.issue.fix)
        assert refused.value.issue.field == name
    with pytest.raises(Refusal, match="Line 2 of the newcomer's attributes cannot be read"):
        run(tmp_path, table(), joins_like="Beta", joins_with="price = 30\nmemory: 3")
    with pytest.raises(Refusal, match="not which alternative it is like"):
        run(tmp_path, table(), joins_with="price = 30")


def test_a_check_before_the_run_says_the_same():
    def said(roles, **params):
        issues = ENGINE.validate(ChoiceParams(**params), {"data": table(roles).profile()})
        return [str(issue.message) for issue in issues]

    assert said(ROLES) == []
    assert "by respondent need" in said(ROLES, errors="respondent")[0]
    without = {key: names for key, names in ROLES.items() if key not in ("price", "attributes")}
    assert "A change of price needs" in said(without, changed="Beta")[0]
    assert "Choose a price, an attribute" in said(without, constants=False)[0]
    assert said({**ROLES, "attributes": ["price"]}) == ["price was chosen twice."]
    with_income = {**ROLES, "characteristics": ["income"]}
    assert "can only shift their constants" in said(with_income, constants=False)[0]


def test_a_row_that_names_no_situation_is_refused(tmp_path):
    """It is missing from a situation, and nobody knows from which."""
    lost = table().with_value("task", 4, None)
    with pytest.raises(Refusal, match=r"1 row has no value in 'task' \(row 5\)") as refused:
        run(tmp_path, lost)
    assert refused.value.issue.field == "data.situation"
    with pytest.raises(Refusal, match=r"2 rows have no value in 'task' \(the first is row 5\)"):
        run(tmp_path, lost.with_value("task", 9, " "))
    padded = {name: [*column, None] for name, column in columns().items()}
    result = run(tmp_path, MemoryTable(padded, ROLES))
    assert result.summary["situations"] == 150
    assert "1 of 451 rows was left out" in warnings(result)["dropped_rows"]


def test_gaps_and_situations_of_one_row_are_counted_apart(tmp_path):
    rest = [row for row in range(450) if row not in (7, 8)]  # one alternative left of the third
    data = columns()
    chosen = [1 if row == 6 else value for row, value in enumerate(data["chosen"])]
    result = run(tmp_path, MemoryTable({**data, "chosen": chosen}, ROLES).take(rest)
                 .with_value("price", 0, None))  # fmt: skip
    assert result.summary["rows_used"] == 444
    assert warnings(result)["dropped_rows"].startswith("3 of 448 rows were left out")
    assert warnings(result)["alone"].startswith("1 situation has one alternative only")
