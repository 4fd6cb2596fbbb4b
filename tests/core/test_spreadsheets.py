"""Cells that a spreadsheet must not run."""

import pytest

from apps.core.spreadsheets import harmless, restored


@pytest.mark.parametrize(
    "cell", ["=1+1", "+cmd|' /C calc'!A0", "-2+3", "@SUM(A1)", "\t=1", "\r=1", "\n=1", "＝1+1"]
)
def test_formulas_become_text(cell):
    assert harmless(cell) == f"'{cell}"
    assert restored(harmless(cell)) == cell


@pytest.mark.parametrize("cell", ["", "plain", "a=b", "-1.5", "+3", "-1e-9", "价格", "'s"])
def test_words_and_numbers_stay(cell):
    assert harmless(cell) == cell
    assert restored(cell) == cell
