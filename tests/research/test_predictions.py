"""Predictions are frozen, scored when their actual arrives, and counted as the paper has it."""

from math import comb

import pytest
from django.urls import reverse
from django.utils import timezone

from apps.core.rendering import render
from apps.engines.testing import MemoryTable
from apps.events.models import Notice
from apps.jobs.links import steps_after
from apps.jobs.models import Job
from apps.projects.domain.errors import Refused
from apps.research.predictions import charts, coverage, keeping, looking, report, taking
from apps.research.predictions.manifest import ActualsParams
from apps.research.predictions.models import Frozen, Prediction, PredictionScore, PredictionSet
from apps.research.predictions.runner import ActualsRunner
from apps.research.predictions.scoring import interval_score, score, share_of
from tests.research.prediction_cases import AHEAD, PAST, Register, forecast, of, row, sales, store

MARCH = ("Germany", "2024-03", 140.0)


@pytest.fixture
def register(django_capture_on_commit_callbacks, monkeypatch):
    monkeypatch.setattr("apps.jobs.domain.dispatch.send", lambda job: True)
    return Register(django_capture_on_commit_callbacks)


@pytest.fixture
def data(project):
    return sales(project)


@pytest.fixture
def kept(project, data, analyst, register):
    return register.keep(forecast(project, data), analyst)


# --- the figures --------------------------------------------------------------------------------
def winkler(x, low, high, alpha):
    """Gneiting and Raftery (2007), equation 43, as it stands there."""
    below = 2 / alpha * (low - x) * (x < low)
    return (high - low) + below + 2 / alpha * (x - high) * (x > high)


@pytest.mark.parametrize("actual", [80.0, 90.0, 100.0, 130.0, 145.0])
@pytest.mark.parametrize("level", [0.8, 0.95])
def test_the_interval_score_is_the_papers(actual, level):
    found = interval_score(actual, 90.0, 130.0, level)
    assert found == pytest.approx(winkler(actual, 90.0, 130.0, 1 - level))


def test_one_prediction_by_hand():
    found = score(140.0, 110.0, 90.0, 130.0, 0.95, 10.0)
    assert (found.inside, found.error, found.scaled_error) == (False, 30.0, 3.0)
    assert found.interval_score == pytest.approx(40 + 2 / 0.05 * 10)
    assert score(130.0, 110.0, 90.0, 130.0, 0.95, None).inside  # ends belong to it
    assert score(1.0, 1.0, 1.0, 1.0, 0.95, None).scaled_error is None


def tail(n, k, p):
    """P(X ≥ k) of the binomial distribution, summed."""
    return sum(comb(n, i) * p**i * (1 - p) ** (n - i) for i in range(k, n + 1))


@pytest.mark.parametrize(("held", "count"), [(44, 48), (3, 7), (1, 2), (90, 200)])
def test_shares_have_clopper_and_pearsons_interval(held, count):
    found = share_of(held, count)
    assert tail(count, held, found.low) == pytest.approx(0.025, rel=1e-9)
    assert 1 - tail(count, held + 1, found.high) == pytest.approx(0.025, rel=1e-9)


def test_shares_at_the_ends_have_no_further_end():
    assert share_of(0, 5).low == 0
    assert share_of(0, 5).high == pytest.approx(1 - 0.025 ** (1 / 5))
    assert (share_of(5, 5).high, share_of(0, 1).high) == (1, 0.975)
    assert share_of(44, 48).verdict(0.95) == "as_promised"
    assert share_of(30, 48).verdict(0.95) == "fewer"
    assert share_of(48, 48).verdict(0.5) == "more"


# --- keeping ------------------------------------------------------------------------------------
def test_a_kept_run_is_frozen(project, data, analyst, kept):
    assert (kept.engine_key, kept.target, kept.unit) == ("markets.forecast", "sales", "units")
    assert kept.version == data
    assert kept.columns == {"target": "sales", "period": "month", "market": "market"}
    march = of("2024-03")
    assert (march.value, march.low, march.high, march.level) == (110.0, 90.0, 130.0, 0.95)
    assert (march.country, march.ahead, str(march.ends_on)) == ("DEU", 1, "2024-03-31")
    march.value = 999.0
    for change in (
        march.save,
        lambda: march.save(update_fields=["value"]),
        lambda: Prediction.objects.filter(pk=march.pk).update(low=0.0),
        lambda: Prediction.objects.bulk_update([march], ["level"]),
    ):
        with pytest.raises(Frozen, match="never changed"):
            change()
    assert of("2024-03").value == 110.0


def test_keeping_twice_keeps_once(project, analyst, kept):
    assert keeping.keep(kept.job, analyst).pk == kept.pk
    assert Prediction.objects.count() == 2


def test_a_run_without_predictions_is_refused(project, data, analyst):
    with pytest.raises(Refused, match="nothing to keep"):
        keeping.keep(forecast(project, data, rows=[]), analyst)


def test_an_engine_that_fails_to_tell_harms_nothing(project, data, analyst):
    job = forecast(project, data, rows=[{"period": "2024-03"}])
    assert steps_after(job) == []
    keeping.keep_by_itself(job)
    upside_down = forecast(project, data, rows=[row("2024-03", 1.0, 9.0, 2.0)])
    assert keeping.predicted_by(upside_down) is None


def test_runs_are_kept_by_themselves_once_that_is_switched_on(project, data, analyst):
    job = forecast(project, data)
    keeping.keep_by_itself(job)
    assert not PredictionSet.objects.exists()
    keeping.switch(project, analyst, True)
    keeping.keep_by_itself(job)
    keeping.keep_by_itself(job)
    kept = PredictionSet.objects.get()
    assert kept.automatic
    assert kept.made_at == job.created_at


# --- scoring ------------------------------------------------------------------------------------
def test_a_new_version_scores_what_it_has(data, analyst, kept, register):
    version = register.arrive(data.dataset, [*PAST, MARCH])
    march, april = of("2024-03"), of("2024-04")
    assert (march.actual, march.actual_version, march.inside) == (140.0, version, False)
    assert (march.error, march.scaled_error) == (30.0, 3.0)
    assert march.interval_score == pytest.approx(440)
    assert not march.hindsight
    assert april.actual is None
    notice = Notice.objects.get(user=analyst)
    assert "1 of your predictions has arrived; 0 of them" in render(notice.message)


def test_the_same_version_again_changes_nothing(data, kept, register, project):
    rows = [*PAST, MARCH]
    register.arrive(data.dataset, rows)
    before = of("2024-03").scored_at
    looking.look_now(project)
    register.look(rows)
    assert of("2024-03").scored_at == before
    assert PredictionScore.objects.count() == 1


def test_a_correction_scores_again_and_keeps_what_was_known(data, kept, register):
    register.arrive(data.dataset, [*PAST, MARCH])
    corrected = register.arrive(data.dataset, [*PAST, ("Germany", "2024-03", 128.0)])
    march = of("2024-03")
    assert (march.actual, march.inside, march.actual_version) == (128.0, True, corrected)
    history = [(one.actual, one.inside, one.version.number) for one in march.scores.all()]
    assert history == [(128.0, True, 3), (140.0, False, 2)]


def test_an_older_version_that_comes_late_changes_nothing(data, kept, register):
    store(data.dataset, [*PAST, MARCH])
    with register.capture(execute=True):
        store(data.dataset, [*PAST, ("Germany", "2024-03", 128.0)])
    older, newer = data.dataset.versions.order_by("number")[1:]
    looking.ask(newer, [kept])
    register.look([*PAST, ("Germany", "2024-03", 128.0)])
    looking.ask(older, [kept])
    register.look([*PAST, MARCH])
    assert of("2024-03").actual == 128.0


def test_what_was_known_already_is_hindsight_and_not_counted(project, data, analyst, register):
    job = forecast(project, data)
    rows = [*PAST, ("Germany", "2024-03", 111.0)]
    store(data.dataset, rows)
    with register.capture(execute=True):
        keeping.keep(job, analyst)
    register.look(rows)
    march, april = of("2024-03"), of("2024-04")
    assert march.hindsight
    assert march.inside
    assert not april.hindsight
    assert coverage.standing(project).counted == 0
    assert coverage.standing(project).hindsight == 1
    assert not Notice.objects.filter(user=analyst).exists()


def test_nothing_counts_before_it_was_checked(project, data, analyst):
    keeping.keep(forecast(project, data), analyst)
    taking.enter(of("2024-03"), analyst, 120.0, "Ledger")
    stand = coverage.standing(project)
    assert (stand.counted, stand.unchecked) == (0, 2)


def test_a_value_stored_while_its_period_runs_does_not_score(project, data, analyst, register):
    now = timezone.localdate()
    month = f"{now:%Y-%m}"
    register.keep(forecast(project, data, [row(month, 1.0, 0.0, 2.0)]), analyst)
    register.arrive(data.dataset, [*PAST, ("Germany", month, 1.5)])
    assert of(month).actual is None
    with pytest.raises(Refused, match="This period ends on"):
        taking.enter(of(month), analyst, 1.5, "Ledger")


def test_names_of_one_country_and_forms_of_one_period_meet(data, kept, register):
    register.arrive(data.dataset, [("DEU", "Feb 2024", 1.0), ("德国", "2024年3月", 120.0)])
    assert of("2024-03").inside


def test_several_rows_are_not_guessed_from(data, kept, register):
    register.arrive(data.dataset, [*PAST, MARCH, MARCH])
    assert of("2024-03").actual is None
    kept.refresh_from_db()
    assert "1 period has several rows, so it is not scored: Germany 2024-03" in render(kept.note)


def test_several_rows_are_added_where_the_run_did_so(project, data, analyst, register):
    job = forecast(project, data, params={"repeats": "sum"})
    register.keep(job, analyst)
    half = ("Germany", "2024-03", 60.0)
    register.arrive(data.dataset, [*PAST, half, half])
    assert of("2024-03").actual == 120.0


def test_a_version_without_the_column_says_so(data, kept, register):
    kept.columns["target"] = "revenue"
    kept.save()
    with register.capture(execute=True):
        store(data.dataset, [*PAST, MARCH])
    kept.refresh_from_db()
    assert render(kept.note).startswith("Version 2 of 'Sales' has no column revenue")
    assert not Job.objects.filter(engine_key="research.actuals", state="queued").exists()


@pytest.mark.parametrize("value", [None, float("nan"), float("inf"), 1e200])
def test_what_is_no_usable_number_is_no_actual(value):
    cells = {"market": ["Germany"], "month": ["2024-03"], "sales": [value]}
    params = ActualsParams(
        sets=[], target="sales", period="month", market="market", wanted=[MARCH[:2]]
    )
    result = ActualsRunner().run(None, params, {"data": MemoryTable(cells)})
    assert result.summary == {"found": [], "several": []}


# --- the register in words ----------------------------------------------------------------------
def test_two_levels_are_told_apart(project, data, analyst, register):
    register.keep(forecast(project, data), analyst)
    narrow = [row("2024-03", 110.0, 105.0, 115.0), row("2024-04", 120.0, 118.0, 122.0)]
    register.keep(forecast(project, data, narrow, level=0.5), analyst)
    register.arrive(data.dataset, [*PAST, MARCH, ("Germany", "2024-04", 121.0)])
    rows = coverage.rows_of(project)
    said = render(report.headline(rows, coverage.standing(project)))
    low, high = share_of(2, 4).low, share_of(2, 4).high
    assert "Of 4 predictions whose actual value is known, 2 lay inside their intervals" in said
    assert f"50%, between {100 * low:.0f}% and {100 * high:.0f}%" in said
    assert "72.5% was promised on average. That agrees" in said
    table = next(one for one in report.tables(rows) if one.key == "by-level")
    assert [(line["name"], line["count"], line["share"]) for line in table.rows] == [
        ("50%", 2, 0.5), ("95%", 2, 0.5),
    ]  # fmt: skip
    (warning,) = report.warnings(rows)
    assert warning.code == "repeated"  # two values, predicted twice each


def test_groups_are_means_in_naive_errors(project, data, kept, register):
    register.arrive(data.dataset, [*PAST, MARCH, ("Germany", "2024-04", 125.0)])
    (whole,) = coverage.groups(coverage.rows_of(project), lambda one: one.engine)
    assert whole.name == "markets.forecast"
    assert whole.scaled_error == pytest.approx((30 + 5) / 2 / 10)
    assert whole.width == pytest.approx(40 / 10)
    assert whole.score == pytest.approx((440 + 40) / 2 / 10)
    assert whole.against_naive == pytest.approx((30 + 5) / (40 + 25))
    (warning,) = report.warnings(coverage.rows_of(project))
    assert warning.code == "dependent"


def test_bands_of_expected_values_are_scored_and_not_counted(project, data, analyst, register):
    figures = {"new": 110.0, "new_low": 90.0, "new_high": 130.0}
    summary = {
        "value": "sales", "unit": "units", "confidence": 0.95,
        "markets": [{
            "market": "Germany", "periods": 1,
            "curve": [{"period": period, **figures} for period in ("2024-02", "2024-03")]
            + [{"period": "2024-04", **figures, "new_high": None}],
        }],
    }  # fmt: skip
    job = forecast(project, data)
    job.engine_key, job.summary = "markets.adoption", summary
    job.save()
    register.keep(job, analyst)
    assert Prediction.objects.get().band == "mean"
    register.arrive(data.dataset, [*PAST, MARCH])
    assert of("2024-03").error == 30.0
    stand = coverage.standing(project)
    assert (stand.counted, stand.means) == (0, 1)


def test_a_transfer_predicts_the_periods_of_its_market(project, data):
    job = forecast(project, data)
    job.engine_key = "regression.transfer"
    predicted = [{"period": "Mar 2024", "value": 1.0, "low": 0.0, "high": 2.0},
                 {"period": None, "value": 1.0, "low": 0.0, "high": 2.0}]  # fmt: skip
    job.summary = {"market": "Chile", "confidence": 0.9, "predictions": predicted}
    (only,) = keeping.predicted_by(job).rows
    assert (only.market, only.period, only.level) == ("Chile", "2024-03", 0.9)
    job.summary["market"] = None
    assert keeping.predicted_by(job) is None


def test_the_button_leads_to_the_page(project, data, analyst, register):
    job = forecast(project, data, AHEAD)
    (step,) = steps_after(job)
    assert step.url == reverse("research:predictions_keep", args=[project.pk, job.pk])
    kept = register.keep(job, analyst)
    (step,) = steps_after(job)
    assert step.url == reverse("research:predictions_set", args=[project.pk, kept.pk])


# --- linked elsewhere ---------------------------------------------------------------------------
def test_a_link_to_data_that_knew_the_value_is_hindsight(project, data, analyst, register):
    ledger = sales(project, [*PAST, MARCH], name="Ledger").dataset
    kept = register.keep(forecast(project, data), analyst)
    with register.capture(execute=True):
        store(ledger, PAST)  # the newest version has it no longer
    with register.capture(execute=True):
        looking.link(kept, analyst, ledger, kept.columns)
    register.look([*PAST, MARCH])
    assert of("2024-03").hindsight
    assert coverage.standing(project).counted == 0


def test_a_link_to_data_that_came_later_counts(project, data, analyst, kept, register):
    ledger = sales(project, [*PAST, MARCH], name="Ledger").dataset
    with register.capture(execute=True):
        looking.link(kept, analyst, ledger, kept.columns)
    register.look([*PAST, MARCH])
    stand = coverage.standing(project)
    assert (stand.counted, stand.hindsight, stand.unchecked) == (1, 0, 0)


def test_what_was_asked_of_other_data_before_a_link_is_not_taken(
    project, data, analyst, kept, register
):
    other = sales(project, name="Ledger").dataset
    with register.capture(execute=True):
        store(data.dataset, [*PAST, MARCH])  # its job waits
    looking.link(kept, analyst, other, kept.columns)
    register.look([*PAST, MARCH])
    assert of("2024-03").actual is None


# --- periods ------------------------------------------------------------------------------------
def test_forms_of_one_period_are_one_prediction(project, data, analyst, register):
    twice = [row("2024-3", 1.0, 0.0, 2.0), row("2024-03", 110.0, 90.0, 130.0)]
    register.keep(forecast(project, data, twice), analyst)
    assert of("2024-03").value == 110.0


def test_the_chart_has_periods_in_time_order_and_the_latest_run(project, data, analyst, register):
    register.keep(forecast(project, data, [row("9", 1.0, 0.0, 2.0), row("10", 2.0, 0.0, 3.0)]),
                  analyst)  # fmt: skip
    register.keep(forecast(project, data, [row("10", 5.0, 4.0, 6.0)]), analyst)
    register.arrive(data.dataset, [("Germany", "9", 1.0), ("Germany", "10", 5.0)])
    chart = charts.series(coverage.rows_of(project))
    assert chart.series[1].points == [["9", 1.0], ["10", 5.0]]
