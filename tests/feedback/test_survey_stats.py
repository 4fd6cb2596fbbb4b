"""Intervals, tests and suppression against scipy and published figures."""

from __future__ import annotations

import itertools

import numpy as np
import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st
from scipy import optimize
from scipy import stats as scipy_stats

from apps.feedback.surveys import hiding, stats


@pytest.mark.parametrize("df", [1, 2, 3, 4, 5, 6, 8, 12, 30, 400])
def test_students_quantile(df):
    assert stats.t_95(df) == pytest.approx(scipy_stats.t.ppf(0.975, df), abs=2e-3)


def test_mean_against_scipy():
    values = [1, 2, 2, 3, 5, 5, 4]
    found = stats.mean(values)
    low, high = scipy_stats.t.interval(
        0.95, len(values) - 1, np.mean(values), scipy_stats.sem(values)
    )
    assert (found.low, found.high) == pytest.approx((low, high), abs=2e-3)
    assert stats.mean([4]).low is None
    assert stats.mean([]) is None


def test_net_promoter_score_by_hand():
    found = stats.nps([10] * 6 + [8] * 2 + [3] * 2)
    # n' = 13, promoters 6.75/13, detractors 2.75/13: 4/13 ± 1.96 √((9.5/13 − (4/13)²) / 13)
    half = 1.959964 * ((9.5 / 13 - (4 / 13) ** 2) / 13) ** 0.5
    assert found.value == pytest.approx(40)
    assert (found.low, found.high) == pytest.approx(
        (100 * (4 / 13 - half), 100 * (4 / 13 + half)), abs=1e-3
    )


@given(st.floats(0.01, 200), st.integers(1, 60))
def test_chi_square_tail(x, df):
    assert stats.chi_square_tail(x, df) == pytest.approx(
        scipy_stats.chi2.sf(x, df), rel=1e-9, abs=1e-14
    )


@given(st.lists(st.integers(0, 12), min_size=4, max_size=4))
def test_fisher(cells):
    table = [cells[:2], cells[2:]]
    wanted = scipy_stats.fisher_exact(table)[1] if all(map(sum, table)) else 1.0
    assert stats.fisher(table) == pytest.approx(wanted, abs=1e-6)


def test_the_test_fits_the_table():
    # Agresti (2007), table 2.5: party by gender, X² = 30.1 with 2 degrees of freedom.
    found = stats.independence([[762, 327, 468], [484, 239, 477]])
    assert found.method == "chi_square"
    assert found.statistic == pytest.approx(30.07, abs=0.01)
    assert found.p == pytest.approx(2.95e-7, rel=0.01)
    # Fisher's tea tasting: 3 and 1 of 4 cups, two-sided p = 0.486.
    tea = stats.independence([[3, 1], [1, 3]])
    assert tea.method == "fisher"
    assert tea.p == pytest.approx(0.4857, abs=1e-4)
    assert stats.independence([[5, 5], [0, 0]]) is None
    assert stats.independence([]) is None


def test_random_tables_against_the_exact_p_value():
    table = [[4, 0, 1], [1, 3, 2], [0, 2, 4]]
    found = stats.independence(table)
    assert found.method == "monte_carlo"
    assert found.p == pytest.approx(_exact(table), abs=0.012)
    assert stats.independence(table) == found


def _exact(table: list[list[int]]) -> float:
    """All tables with these margins, by the chance of each."""
    rows, columns = np.sum(table, axis=1), np.sum(table, axis=0)
    expected = np.outer(rows, columns) / rows.sum()
    seen = ((np.array(table) - expected) ** 2 / expected).sum()
    total = reached = 0.0
    for a, b, c, d in itertools.product(range(7), repeat=4):
        made = np.array([[a, b, rows[0] - a - b], [c, d, rows[1] - c - d], [0, 0, 0]])
        made[2] = columns - made[:2].sum(axis=0)
        if made.min() < 0:
            continue
        weight = 1 / np.prod([float(np.prod(np.arange(1, one + 1))) for one in made.ravel()])
        total += weight
        reached += weight * (((made - expected) ** 2 / expected).sum() >= seen - 1e-9)
    return reached / total


tables = st.integers(2, 4).flatmap(
    lambda width: st.lists(
        st.lists(st.integers(0, 25), min_size=width, max_size=width), min_size=2, max_size=4
    )
)


@settings(max_examples=40, deadline=None)
@given(tables)
def test_no_small_cell_follows_from_what_is_shown(table):
    """Totals are known from the results of each question alone."""
    assume(all(map(sum, table)) and all(map(sum, zip(*table, strict=True))))
    hidden = hiding.hidden_cells(table)
    for r, c in itertools.product(range(len(table)), range(len(table[0]))):
        if table[r][c] < hiding.LEAST:
            assert (r, c) in hidden
            assert _span(table, hidden, (r, c)) > 0.5, (r, c)


def test_what_is_hidden_of_a_line_adds_up_to_enough():
    table = [[1, 30, 20], [40, 3, 2], [25, 26, 27]]
    hidden = hiding.hidden_cells(table)
    for line in range(3):
        for cells in ([(line, c) for c in range(3)], [(r, line) for r in range(3)]):
            gone = [table[r][c] for r, c in cells if (r, c) in hidden]
            assert not gone or (len(gone) > 1 and sum(gone) >= 5)
    assert len(hidden) < 9
    assert hiding.hidden_cells([[9, 8], [7, 6]]) == set()
    assert hiding.hidden_cells([[2, 3]]) == set()  # its counts are the totals


@given(st.dictionaries(st.sampled_from("abcdefg"), st.integers(0, 12), max_size=7))
def test_the_rest_of_the_groups_that_are_shown_tells_of_nobody(counts):
    shown = hiding.shown_groups(counts)
    assert all(counts[name] >= hiding.LEAST for name in shown)
    rest = [count for name, count in counts.items() if name not in shown and count]
    assert not shown or not rest or (len(rest) > 1 and sum(rest) >= hiding.LEAST)


def _span(whole, hidden, cell) -> float:
    """How far a hidden cell can vary, given all that is shown and the totals (linear programme)."""
    names = sorted(hidden)
    lines = [[one for one in names if one[0] == r] for r in range(len(whole))]
    lines += [[one for one in names if one[1] == c] for c in range(len(whole[0]))]
    rows = [[float(one in line) for one in names] for line in lines]
    right = [float(sum(whole[r][c] for r, c in line)) for line in lines]
    goal = [float(one == cell) for one in names]
    low = optimize.linprog(goal, A_eq=rows, b_eq=right, bounds=(0, None))
    high = optimize.linprog([-one for one in goal], A_eq=rows, b_eq=right, bounds=(0, None))
    return -high.fun - low.fun
