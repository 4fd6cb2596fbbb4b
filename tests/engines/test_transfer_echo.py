"""Errors that repeat from period to period: the correlation found, its p-value and what is said."""

import numpy as np
import pytest

from apps.engines.builtin.transfer import echo
from apps.engines.testing import MemoryTable
from tests.engines import transfer_cases
from tests.engines.transfer_cases import ROLES


def residuals(rng, markets, periods, rho):
    """Of markets with a level of their own: AR(1) errors less their mean."""
    found = []
    for _ in range(markets):
        e = np.empty(periods)
        e[0] = rng.normal()
        for t in range(1, periods):
            e[t] = rho * e[t - 1] + np.sqrt(1 - rho**2) * rng.normal()
        found.append(e - e.mean())
    return found


@pytest.mark.parametrize("periods", [4, 12])
def test_independent_errors_are_seldom_told(periods):
    """Plain lag-1 correlations of means taken out are about −1/n: these are not."""
    rng, found = np.random.default_rng(1), []
    for seed in range(80):
        found.append(echo.find(residuals(rng, 8, periods, 0.0), seed))
    assert np.mean([one.correlation for one in found]) == pytest.approx(0, abs=0.05)
    assert np.mean([one.p <= 0.2 for one in found]) == pytest.approx(0.2, abs=0.12)
    assert sum(one.told for one in found) <= 5


def test_a_correlation_is_found_and_its_size_is_about_right():
    rng = np.random.default_rng(2)
    found = [echo.find(residuals(rng, 12, 24, 0.5), seed) for seed in range(20)]
    assert np.mean([one.correlation for one in found]) == pytest.approx(0.46, abs=0.06)
    assert all(one.told for one in found)
    assert all(one.p == 1 / (echo.ORDERS + 1) for one in found)


def test_too_few_periods_tell_nothing():
    assert echo.find([np.array([1.0, -1.0])], 0) is None
    assert echo.find([np.zeros(9)], 0) is None
    assert echo.find([], 0) is None


def repeating(markets, rho):
    rng = np.random.default_rng(3)
    data = transfer_cases.columns(transfer_cases.simulated(rng, [12] * markets, noise=0.1))
    errors = np.concatenate(residuals(rng, markets, 12, rho))
    data["demand"] = [a + b for a, b in zip(data["demand"], errors.tolist(), strict=True)]
    return MemoryTable(data, ROLES)


def caution(result):
    return next((str(block.message) for block in result.blocks
                 if block.kind == "warning" and block.code == "autocorrelated"), "")  # fmt: skip


def test_the_page_says_what_it_means_for_the_interval(tmp_path):
    few, _ = transfer_cases.run(tmp_path / "few", repeating(8, 0.7))
    many, _ = transfer_cases.run(tmp_path / "many", repeating(24, 0.7))
    assert "somewhat too narrow" in caution(few)
    assert "checked on markets left out and allows for it" in caution(many)
    assert few.summary["autocorrelation"] > 0.3
    assert many.summary["autocorrelation_p"] == pytest.approx(0.002)
    calm, _ = transfer_cases.run(tmp_path / "calm", repeating(8, 0.0))
    assert caution(calm) == ""
