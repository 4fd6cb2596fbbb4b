"""Segments of bad and odd tables, of countries, and of new rows."""

import numpy as np
import pytest
from sklearn.metrics import adjusted_rand_score

from apps.engines.contract import Refusal
from apps.engines.testing import MemoryTable
from tests.engines.segments_cases import QUICK, codes, of, planted, quick, run  # noqa: F401


def test_gaps_are_named_or_filled_by_choice(tmp_path):
    x, _ = planted(each=12)
    x[4, 0] = np.nan
    table = of(x, [f"shop {row}" for row in range(len(x))])
    result, rows, _ = run(tmp_path / "a", table, **QUICK)
    said = next(block for block in result.blocks if getattr(block, "code", "") == "rows_left_out")
    assert "1 of 36 rows was left out" in str(said.message)
    assert "shop 4" in str(said.message)
    assert rows["row"].to_list() == [*range(1, 5), *range(6, 37)]
    filled, rows, _ = run(tmp_path / "b", table, missing="median", **QUICK)
    assert "filled_in" in codes(filled)
    assert len(rows) == 36
    assert rows["m0"][4] is None  # the table says what was there
    with pytest.raises(Refusal, match="1 of 36 rows has a missing value in m0"):
        run(tmp_path / "c", table, missing="refuse", **QUICK)


def test_constant_repeated_and_like_columns_are_said(tmp_path):
    x, _ = planted(each=12)
    table = of(
        x, ["a", "a", *[f"n{row}" for row in range(34)]], flat=[3.0] * 36,
        twin=(2 * x[:, 0] + 1).tolist(),
    )  # fmt: skip
    table = table.take([*range(36), 5])
    result, _, _ = run(tmp_path, table, **QUICK)
    assert {"constant", "repeated_rows", "alike", "names_twice"} <= codes(result)
    assert result.summary["constant"] == ["flat"]
    assert result.summary["repeated_rows"] == 1


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ({"m0": [float("inf")] + [1.0] * 11}, "Row 1 of column 'm0' is infinite."),
        ({"m0": [None] * 12, "m1": list(range(12))}, "Column 'm0' is empty."),
        ({"m0": [2.0] * 12}, "nothing tells rows apart"),
        ({"m0": [1.0, 2.0]}, "2 rows can be used; segments need 10 or more."),
        ({"m0": [1e200, *map(float, range(11))]}, "too large to compute with"),
        ({"m0": [None] * 5 + [1.0, 2.0] * 4}, "8 rows can be used"),
        ({"m0": ["a"] * 12}, "Column 'm0' holds no numbers."),
    ],
)
def test_tables_that_cannot_be_used_say_so(tmp_path, change, said):
    table = MemoryTable(change, {"measures": list(change)})
    with pytest.raises(Refusal) as refused:
        run(tmp_path, table, **QUICK)
    assert said in str(refused.value.issue.message)


def test_logarithms_of_nothing_are_refused_and_others_unbend(tmp_path):
    x, truth = planted(each=20)
    logged = MemoryTable({"a": np.exp(x[:, 0]).tolist(), "b": x[:, 1].tolist()},
                         {"measures": ["b"], "logs": ["a"]})  # fmt: skip
    result, rows, _ = run(tmp_path / "a", logged, segments=3, **QUICK)
    assert result.summary["logs"] == ["a"]
    assert adjusted_rand_score(truth, rows["segment"]) > 0.95
    with pytest.raises(Refusal, match="no logarithm"):
        run(tmp_path / "b", logged.with_value("a", 3, 0.0), **QUICK)


def test_one_measure_of_either_kind_is_enough(tmp_path):
    x, _ = planted(each=20)
    logged = MemoryTable({"a": np.exp(x[:, 0]).tolist()}, {"logs": ["a"]})
    assert run(tmp_path / "a", logged, segments=3, **QUICK)[0].summary["segments"] == 3
    with pytest.raises(Refusal, match="Nothing says what makes rows alike"):
        run(tmp_path / "b", MemoryTable({"a": x[:, 0].tolist()}, {}), **QUICK)


def test_fewer_different_rows_than_segments(tmp_path):
    table = of(np.repeat(np.arange(3.0), 8)[:, None])
    result, rows, _ = run(tmp_path, table, segments=5, **QUICK)
    assert rows["segment"].n_unique() <= 3
    assert result.summary["segments"] == rows["segment"].n_unique()


def test_countries_are_drawn_on_a_map(tmp_path):
    x, _ = planted(each=5, centres=((0, 0), (9, 9)))
    names = [
        "China",
        "日本",
        "KOR",
        "Namibia",
        "Chile",
        "Peru",
        "France",
        "Spain",
        "NA land",
        "Kenya",
    ]
    result, _, _ = run(tmp_path, of(x, names), segments=2, **QUICK)
    (world,) = [block for block in result.blocks if block.kind == "map"]
    drawn = {place.name: place for group in world.groups for place in group.places}
    assert drawn["日本"].code == "JPN"
    assert "NA land" not in drawn
    assert "NA land" in str(world.note)
    assert drawn["Kenya"].longitude == pytest.approx(37.9, abs=1)


def test_new_rows_get_probabilities_and_warnings(tmp_path):
    x, _ = planted(each=30, centres=((0, 0), (9, 0)))
    _, _, predictor = run(tmp_path, of(x), scaling="none", **QUICK)
    near, middle, far, bad = predictor.predict(
        [{"m0": 0.1, "m1": 0.0}, {"m0": 4.4, "m1": 0.0}, {"m0": 0.0, "m1": 99.0}, {"m0": "x"}]
    ).rows
    assert near.values["probability"] > 0.99
    assert not near.warnings
    assert far.values["distance"] > 10
    assert any("Unlike any segment" in str(one) for one in far.warnings)
    assert len(bad.warnings) == 2
    assert bad.values["segment"] is None
    total = sum(middle.values[f"probability {k}"] for k in (1, 2))
    assert total == pytest.approx(1)
