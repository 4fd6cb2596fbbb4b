"""What a forecast rests on: published figures, fits, bands and origins."""

import numpy as np
import pytest

pytestmark = pytest.mark.models
pytest.importorskip("statsforecast")

from hypothesis import given, settings  # noqa: E402
from hypothesis import strategies as st  # noqa: E402
from scipy import stats  # noqa: E402
from statsforecast.utils import AirPassengers  # noqa: E402

from apps.engines.builtin.forecast import bands, methods, rolling  # noqa: E402
from apps.engines.builtin.forecast.methods import METHODS, naive  # noqa: E402
from apps.engines.testing import MemoryTable  # noqa: E402
from tests.engines.forecast_cases import ALONE, cheap, of_values, run  # noqa: E402
from tests.engines.linear_cases import codes  # noqa: E402
from tests.engines.series_cases import BEER, quarters  # noqa: E402


# --- published figures ----------------------------------------------------------------------------
def test_mase_of_the_seasonal_naive_forecast_is_the_published_one():
    """Hyndman and Athanasopoulos, section 3.4: beer, trained to 2007, tested to 2010 Q2:
    RMSE 14.31, MAE 13.40, MASE 0.94.
    """
    beer = np.array(BEER, dtype=float)
    train, test = beer[:64], beer[64:]
    error = test - naive(train, 4, len(test))
    assert np.sqrt(np.mean(error**2)) == pytest.approx(14.31, abs=0.005)
    assert np.abs(error).mean() == pytest.approx(13.40, abs=0.005)
    assert np.abs(error).mean() / rolling.naive_error(train, 4) == pytest.approx(0.94, abs=0.005)


def test_ets_of_air_passengers_is_what_statsforecast_finds():
    """Values are scaled before and after, and the answer is that of its own class. R's
    forecast::ets finds a better optimum of the same models (ETS(M,Ad,M), AICc 1400.638) than
    statsforecast 2.1.1 does: what ETS is worth here is judged on past origins, not by its AICc.
    """
    from statsforecast.models import AutoETS

    y = np.asarray(AirPassengers, dtype=float)
    found = methods.forecast(y, 12, 12)
    model = AutoETS(season_length=12).fit(y)
    assert found.points[1] == pytest.approx(model.predict(12)["mean"], rel=1e-6)
    assert found.form == "ETS(M,N,M)"
    assert model.model_["aicc"] >= 1400.638 - 0.5


def test_ets_agrees_with_statsmodels():
    """An independent implementation, simple smoothing with multiplicative errors."""
    from statsmodels.tsa.exponential_smoothing.ets import ETSModel

    rng = np.random.default_rng(3)
    y = 50 + np.cumsum(rng.normal(size=80)) + rng.normal(size=80)
    found = methods.forecast(y, 1, 3)
    assert found.form == "ETS(M,N,N)"
    theirs = ETSModel(y, error="mul").fit(disp=False)
    assert found.points[1] == pytest.approx(theirs.forecast(3), rel=2e-3)


# --- bands ----------------------------------------------------------------------------------------
def test_the_number_of_errors_for_a_level():
    assert [bands.needed(level) for level in (0.5, 0.8, 0.9, 0.95, 0.99)] == [1, 4, 9, 19, 99]


def test_a_band_is_the_ordered_error_it_should_be():
    scores = np.arange(1.0, 21)[:, None]
    assert bands.widths(scores, 0.95).half[0] == 20  # ceil(21 * 0.95)
    assert bands.widths(scores, 0.90).half[0] == 19
    assert bands.widths(scores, 0.5).half[0] == 11


def test_few_errors_take_students_t():
    scores = np.array([[1.0], [2.0], [2.0]])
    found = bands.widths(scores, 0.95)
    assert not found.free[0]
    assert found.half[0] == pytest.approx(stats.t.ppf(0.975, 3) * np.sqrt(3 * (1 + 1 / 3)))
    assert np.isnan(bands.widths(scores[:2], 0.95).half[0])


def test_a_band_never_narrows_with_distance():
    scores = np.array([[3.0, 1.0, 4.0]] * 30)
    assert bands.widths(scores, 0.9).half.tolist() == [3, 3, 4]


@settings(max_examples=8, deadline=None)
@given(st.integers(0, 2**32 - 1), st.sampled_from([0.8, 0.9, 0.95]))
def test_exchangeable_errors_are_held_as_often_as_promised(seed, level):
    """Of heavy-tailed errors, which no t would fit; within binomial bounds of 1e-6."""
    rng = np.random.default_rng(seed)
    errors = np.abs(rng.standard_cauchy((400, 30)))
    halves = np.array([bands.widths(own[:29, None], level).half[0] for own in errors])
    held = int((errors[:, 29] <= halves).sum())
    exact = np.ceil(30 * level - 1e-9) / 30
    assert stats.binom.cdf(held, 400, exact) > 1e-6
    assert stats.binom.sf(held - 1, 400, exact) > 1e-6


def futures(rng, count, fit, method):
    """Of ``count`` series with a local level and a season of four, 40 quarters known: half widths
    of the 90 % band one and two periods ahead, and how far off what came was, (2, count, 2).
    """
    found = []
    for _ in range(count):
        level = np.cumsum(rng.normal(size=42) * 0.5)
        y = 100 + level + 5 * np.sin(np.arange(42) * np.pi / 2) + rng.normal(size=42)
        rolled = rolling.roll(y[:40], 4, 2, lambda done, total: None, fit)
        half = bands.widths(rolled.score(method), 0.9).half * rolling.naive_error(y[:40], 4)
        found.append((half, np.abs(y[40:] - fit(y[:40], 4, 2).points[method])))
    return np.moveaxis(np.array(found), 1, 0)


def test_bands_of_the_naive_forecast_hold_as_often_as_they_say():
    """400 series; the two distances of one are taken as one, which is the wider bound."""
    half, error = futures(np.random.default_rng(11), 400, cheap, 0)
    held = error <= half
    chance = 3 * np.sqrt(0.9 * 0.1 / 400)
    assert 0.9 - chance <= held.mean() <= 0.97


@pytest.mark.soak  # a simulation
def test_bands_of_theta_hold_future_values():
    """40 series refitted at every origin: no fewer than chance allows. Early origins have learned
    from less, so the band is wide, but not without measure.
    """

    def theta(y, season, horizon):
        found = cheap(y, season, horizon)
        found.points[2] = methods._theta(y, season, horizon)
        return found

    half, error = futures(np.random.default_rng(11), 40, theta, 2)
    assert (error <= half).mean() >= 0.9 - 3 * np.sqrt(0.9 * 0.1 / 40)
    assert half.mean() <= 2.5 * np.quantile(error, 0.9)


# --- origins --------------------------------------------------------------------------------------
def test_no_origin_sees_what_follows():
    """Each is fitted to its own past alone, and errors wait until the actual is known."""
    y = np.arange(30.0) ** 2
    seen = []

    def spy(known, season, horizon):
        seen.append(known.copy())
        return cheap(known, season, horizon)

    rolled = rolling.roll(y, 1, 3, lambda done, total: None, spy)
    assert [len(known) for known in seen] == rolled.origins == list(range(7, 30))
    assert all((known == y[: len(known)]).all() for known in seen)
    assert np.isnan(rolled.error[-1, 0, 1:]).all()
    upto = rolled.score(0, upto=10)
    assert np.isfinite(upto).sum() == 3 + 2 + 1
    assert rolled.error[0, 0].tolist() == [y[7] - y[6], y[8] - y[6], y[9] - y[6]]


# --- whole runs -----------------------------------------------------------------------------------
def test_a_unit_changes_nothing(tmp_path):
    data = quarters(count=20)
    one, _ = run(tmp_path / "a", MemoryTable(data, ALONE), horizon=2)
    scaled = {**data, "demand": [1000 * v for v in data["demand"]]}
    other, _ = run(tmp_path / "b", MemoryTable(scaled, ALONE), horizon=2)
    (mine,), (theirs,) = one.summary["markets"], other.summary["markets"]
    assert mine["method"] == theirs["method"]
    for here, there in zip(mine["forecast"], theirs["forecast"], strict=True):
        for key in ("value", "low", "high", "naive"):
            assert there[key] == pytest.approx(1000 * here[key], rel=1e-6)


def test_a_perfect_series_has_a_band(tmp_path):
    """Nothing was ever off, and still a width of nothing is not promised."""
    season = np.tile([10.0, 20, 40, 20], 4)
    named = [f"{2000 + n // 4}-Q{n % 4 + 1}" for n in range(16)]
    result, _ = run(tmp_path, of_values(season, named), horizon=2)
    assert "exact" in codes(result)
    for line in result.summary["markets"][0]["forecast"]:
        assert line["high"] - line["low"] >= 10 * (1 - 1e-9)  # half of the smallest change, twice


def test_methods_are_in_the_order_of_their_names():
    assert METHODS == ("naive", "ets", "theta", "mean")
