"""Watching a serving name: its log, true labels, alerts, training again."""

from __future__ import annotations

import time
from datetime import timedelta
from uuid import uuid4

import pytest
from django.urls import reverse
from django.utils import timezone

from apps.core.messages import msg
from apps.core.rendering import render
from apps.engines.contract import PredictedRow, Prediction, PredictionColumn
from apps.events.models import AuditEntry, Notice
from apps.jobs.domain.prune import prune
from apps.jobs.domain.schedules import run_now
from apps.jobs.models import Job, Schedule, State
from apps.modelhub.domain import aliases
from apps.modelhub.domain.predict import submit_rows
from apps.modelhub.models import ModelAlias, RegisteredModel
from apps.modelhub.watching import alerts, checks, log, quality, retraining, watches
from apps.modelhub.watching.models import (
    DriftAlert,
    DriftCheck,
    LoggedPrediction,
    Retraining,
    Watch,
)
from tests.api.conftest import Caller
from tests.factories.jobs import JobFactory
from tests.factories.modelhub import ModelAliasFactory, RegisteredModelFactory
from tests.factories.projects import MembershipFactory

pytestmark = [pytest.mark.django_db, pytest.mark.services]
TEXT = [{"name": "message", "dtype": "text"}]
COLUMNS = [
    PredictionColumn(key="label", label=msg("Label"), kind="text"),
    PredictionColumn(key="probability", label=msg("Probability"), kind="percent"),
]


def answer(*labels):
    rows = [PredictedRow(values={"label": label, "probability": 0.75}) for label in labels]
    return Prediction(columns=COLUMNS, rows=rows)


@pytest.fixture(autouse=True)
def _unsent(monkeypatch):
    monkeypatch.setattr("apps.jobs.domain.dispatch.send", lambda job: True)


@pytest.fixture
def owner(project):
    return project.memberships.get(role="owner").user


@pytest.fixture
def alias(project):
    job = JobFactory(project=project, state=State.SUCCEEDED, engine_key="text.classify")
    model = RegisteredModelFactory(job=job, engine_key="text.classify", predict_fields=TEXT)
    return ModelAliasFactory(model=model)


@pytest.fixture
def watch(alias, owner):
    return watches.watch(alias, owner, {"share": 1.0})


@pytest.fixture
def served(monkeypatch):
    """A process answers every row with 'refund'."""
    monkeypatch.setattr(
        "apps.modelhub.api.at_once", lambda model, rows, wait: answer(*["refund"] * len(rows))
    )


def of(alias, rest):
    return f"projects/{alias.project_id}/aliases/{alias.name}/{rest}/"


def asked(caller, alias, *texts):
    body = {"rows": [{"message": text} for text in texts]}
    response = caller.post(of(alias, "predict"), body)
    assert response.status_code == 200, response.content
    return response.json()["prediction_ids"]


class TestLog:
    def test_rows_are_logged_as_far_as_the_owner_lets_them(
        self, served, alias, watch, owner, analyst
    ):
        caller = Caller(analyst)
        for keeps, kept in (
            ("features", None),
            ("masked", {"message": "Mail <email>"}),
            ("whole", {"message": "Mail a@b.example"}),
        ):
            watches.watch(alias, owner, {"keeps": keeps})
            (key,) = asked(caller, alias, "Mail a@b.example")
            row = LoggedPrediction.objects.get(pk=key)
            assert (row.texts, row.length, row.answer, row.score) == (kept, 16, "refund", 0.75)
            assert row.model == alias.model
        assert len(set(LoggedPrediction.objects.values_list("digest"))) == 1

    def test_without_a_watch_and_outside_the_share_nothing_is(self, served, alias, owner, analyst):
        caller = Caller(analyst)
        assert asked(caller, alias, "a") is None
        watches.watch(alias, owner, {"share": 0.3})
        ids = asked(caller, alias, *map(str, range(300)))
        logged = [one for one in ids if one]
        assert 50 < len(logged) < 140
        assert LoggedPrediction.objects.count() == len(logged)
        watches.watch(alias, owner, {"share": 0})
        assert asked(caller, alias, "a") is None

    def test_an_answer_does_not_fail_with_its_log(self, served, alias, watch, analyst, monkeypatch):
        def broken(rows):
            raise OSError("no room")

        monkeypatch.setattr(log, "write", broken)
        assert asked(Caller(analyst), alias, "a")
        monkeypatch.setattr(log, "writer", log.Writer())
        monkeypatch.setattr(log.writer, "flush", lambda: None)
        for _ in range(log.MOST_WAITING + 5):  # the queue is full and stays so
            log.note(alias, alias.model, [{"message": "a"}], answer("x"))
        assert not LoggedPrediction.objects.exists()

    def test_the_answer_of_a_job_is_logged_once_under_ids_that_are_told(
        self, alias, watch, monkeypatch
    ):
        rows = [{"message": "a"}, {"message": "b"}]
        job = JobFactory(
            project=alias.project, state=State.SUCCEEDED, task="predict",
            params={"rows": rows}, result=answer("x", "y").model_dump(mode="json"),
            inputs={"model": {"kind": "model", "id": str(alias.model_id), "alias": alias.name}},
        )  # fmt: skip
        log.log_job(job)
        log.log_job(job)
        with monkeypatch.context() as patch:
            patch.setattr(log, "write", lambda rows: 1 / 0)
            log.log_job(job)
        found = LoggedPrediction.objects.in_bulk(log.ids_of_job(job, watch))
        assert sorted(row.answer for row in found.values()) == ["x", "y"]
        assert LoggedPrediction.objects.count() == 2

    def test_a_job_keeps_the_name_it_was_asked_by(self, project, analyst):
        model = RegisteredModelFactory(job=JobFactory(project=project, state=State.SUCCEEDED))
        job = submit_rows(model, analyst, [{"d": 1}], alias="serving")
        assert job.inputs["model"]["alias"] == "serving"

    def test_what_is_past_its_days_goes_with_the_other_clean_ups(self, alias, watch, owner):
        log.note(alias, alias.model, [{"message": "a"}] * 2, answer("x", "y"))
        old = LoggedPrediction.objects.first()
        LoggedPrediction.objects.filter(pk=old.pk).update(
            created_at=timezone.now() - timedelta(days=8)
        )
        assert prune()["predictions"] == 0
        watches.watch(alias, owner, {"days": 7})
        assert prune()["predictions"] == 1
        assert LoggedPrediction.objects.get().pk != old.pk

    def test_only_an_owner_switches_it(self, alias, project):
        editor = Caller(MembershipFactory(project=project, role="editor").user)
        assert editor("put", of(alias, "watch"), {"share": 1}).status_code == 403
        assert not Watch.objects.exists()

    def test_deleting_it_takes_everything_along(self, alias, watch, owner):
        log.note(alias, alias.model, [{"message": "a"}], answer("x"))
        assert Caller(owner).delete(of(alias, "watch")).status_code == 204
        assert not LoggedPrediction.objects.exists()
        assert checks.schedule_of(alias.project_id) is None


@pytest.mark.django_db(transaction=True)
def test_a_thread_writes_what_gathered(alias, watch, settings, monkeypatch):
    settings.PREDICTION_LOG_SECONDS = 0.05
    monkeypatch.setattr(log, "writer", log.Writer())
    for text in "ab":
        log.note(alias, alias.model, [{"message": text}], answer("x"))
    until = time.monotonic() + 10
    while LoggedPrediction.objects.count() < 2 and time.monotonic() < until:
        time.sleep(0.02)
    assert LoggedPrediction.objects.count() == 2


@pytest.mark.django_db(transaction=True)
def test_a_name_that_is_gone_takes_no_other_entries_along(alias, watch, owner):
    gone = watches.watch(ModelAliasFactory(model=alias.model, name="gone"), owner, {"share": 1.0})
    entries = [
        log.Answered(one, alias.model, [{"message": "a"}], answer("x"), [uuid4()])
        for one in (gone, watch)
    ]
    Watch.objects.filter(pk=gone.pk).delete()
    log.Writer()._write(entries)
    assert LoggedPrediction.objects.get().watch == watch


@pytest.mark.django_db(transaction=True)
def test_what_a_thread_gathers_is_written_when_its_process_ends(
    alias, watch, settings, monkeypatch
):
    settings.PREDICTION_LOG_SECONDS = 1.5
    monkeypatch.setattr(log, "writer", log.Writer())
    log.note(alias, alias.model, [{"message": "a"}], answer("x"))
    until = time.monotonic() + 10
    while not log.writer._taken and time.monotonic() < until:
        time.sleep(0.02)
    log.writer.flush()
    assert LoggedPrediction.objects.count() == 1
    while log.writer._taken and time.monotonic() < until:  # the thread writes it again
        time.sleep(0.05)
    assert LoggedPrediction.objects.count() == 1


class TestLabels:
    def test_labels_are_stored_once_and_corrected(self, served, alias, watch, analyst):
        caller = Caller(analyst)
        first, second = asked(caller, alias, "a", "b")
        nobody = "0d3b1f6a-7c1e-4c5e-9a54-2f1f5c1a7b12"
        labels = [{"id": first, "label": "refund"}, {"id": nobody, "label": "x"}]
        body = {"labels": labels}
        stored = caller.post(of(alias, "labels"), body).json()
        assert stored == {"stored": 1, "unchanged": 0, "unknown": [nobody]}
        assert caller.post(of(alias, "labels"), body).json()["unchanged"] == 1
        assert AuditEntry.objects.filter(kind="modelhub.labels.received").count() == 1
        caller.post(of(alias, "labels"), {"labels": [{"id": second, "label": "card"}]})
        told = caller.get(of(alias, "quality")).json()
        assert told["total"]["share"]["count"] == 2
        assert told["total"]["share"]["value"] == 0.5
        assert len(told["periods"]) == 1

    def test_ids_of_another_name_are_unknown(self, served, alias, watch, analyst, owner):
        other = ModelAliasFactory(model=alias.model, name="other")
        watches.watch(other, owner, {"share": 1.0})
        (key,) = asked(Caller(analyst), alias, "a")
        labels = {"labels": [{"id": key, "label": "x"}]}
        assert Caller(analyst).post(of(other, "labels"), labels).json()["unknown"] == [key]

    @pytest.mark.parametrize(
        ("said", "true", "right"),
        [
            ("late; price", "price;late", 1),
            ('["late", "price"]', '["price", "late"]', 1),
            ("late, price", "late", 0),
            ("", "late", 0),
        ],
    )
    def test_several_labels_are_right_in_any_order(self, alias, watch, analyst, said, true, right):
        columns = [PredictionColumn(key="labels", label=msg("Labels"), kind="text")]
        rows = [PredictedRow(values={"labels": said})]
        log.note(alias, alias.model, [{}], Prediction(columns=columns, rows=rows))
        quality.label(alias, analyst, {LoggedPrediction.objects.get().pk: true})
        total = quality.whole(quality.over_time(watch, alias.model_id))
        assert (total.share.right, total.share.count) == (right, 1)

    def test_numbers_are_judged_by_their_error(self, alias, watch, analyst):
        columns = [PredictionColumn(key="d:point", label=msg("d"), role="point")]
        rows = [PredictedRow(values={"d:point": value}) for value in (1.0, 2.0, 3.0)]
        log.note(alias, alias.model, [{}] * 3, Prediction(columns=columns, rows=rows))
        truths = {row.pk: str(row.score + 0.5) for row in LoggedPrediction.objects.all()}
        quality.label(alias, analyst, truths)
        total = quality.whole(quality.over_time(watch, alias.model_id))
        assert (total.share, total.error.count, total.error.value) == (None, 3, 0.5)
        with pytest.raises(retraining.Refused, match="no number"):
            quality.label(alias, analyst, dict.fromkeys(truths, "many"))

    @pytest.mark.parametrize(
        ("right", "count", "low", "high"),
        [(81, 263, 0.2553, 0.3662), (0, 10, 0.0, 0.2775), (10, 10, 0.7225, 1.0)],
    )
    def test_wilson_as_published(self, right, count, low, high):
        """The first of Newcombe (1998), Two-sided confidence intervals, table I."""
        found = quality.wilson(right, count)
        assert (found.low, found.high) == pytest.approx((low, high), abs=1e-4)


def check(watch, *drifted, steady=("input.length",), days=0):
    """A check of ``days`` from now, judged."""
    found = [{"key": key, "value": 1, "usual": 0.1, "p": 0.001, "q": 0.001, "drifted": True}
             for key in drifted]  # fmt: skip
    found += [{"key": key, "value": 0, "usual": 0.1, "p": 0.5, "q": 0.5, "drifted": False}
              for key in steady]  # fmt: skip
    row = DriftCheck.objects.create(
        project=watch.project, watch=watch, model=watch.alias.model, statistics=found,
        state="drifted" if drifted else "steady", job=JobFactory(project=watch.project),
    )  # fmt: skip
    row.created_at = timezone.now() + timedelta(days=days)
    alerts.judge(row)
    return DriftAlert.objects.order_by("-created_at").first()


def told(user):
    return [render(one.message) for one in Notice.objects.filter(user=user)]


class TestAlerts:
    def test_a_drift_is_told_once_and_again_only_of_what_is_new(self, watch, analyst, viewer):
        check(watch, "output.class")
        check(watch, "output.class", days=1)
        assert told(analyst) == [
            "What 'serving' is asked or answers has changed: how often each class is answered."
        ]
        assert told(viewer) == []
        check(watch, "output.class", "output.score", days=2)
        assert len(told(analyst)) == 2
        kinds = AuditEntry.objects.filter(kind="modelhub.drift.found")
        assert kinds.count() == 2
        assert kinds.first().data["alias"] == "serving"

    def test_two_calm_checks_end_it(self, watch, analyst):
        check(watch, "output.class")
        assert check(watch, days=1).state == "open"
        assert check(watch, days=2).state == "closed"
        check(watch, "output.class", days=3)
        assert (DriftAlert.objects.count(), len(told(analyst))) == (2, 2)

    def test_snoozed_it_rests_for_its_days(self, watch, analyst):
        caller, row = Caller(analyst), check(watch, "output.class")
        address = f"projects/{watch.project_id}/drift-alerts/{row.pk}/snooze/"
        assert caller.post(address, {"days": 3}).json()["state"] == "snoozed"
        check(watch, "output.class", "output.score", days=2)
        assert len(told(analyst)) == 1
        assert check(watch, "output.class", days=4).state == "open"
        assert len(told(analyst)) == 2

    def test_another_model_ends_the_former_ones(self, watch, project, analyst):
        check(watch, "output.class")
        job = JobFactory(project=project, state=State.SUCCEEDED)
        watch.alias.model = RegisteredModelFactory(job=job)
        watch.alias.save()
        check(watch)
        assert DriftAlert.objects.get().state == "closed"


class TestRuns:
    def test_a_run_of_the_schedule_ends_in_a_check_of_each_name(
        self, alias, watch, owner, run_jobs
    ):
        columns = answer("x").columns
        for shift, first in ((0.0, True), (0.4, False)):
            values = [0.3 + 0.001 * n + shift for n in range(120)]
            rows = [PredictedRow(values={"label": "x", "probability": v}) for v in values]
            log.note(alias, alias.model, [{"message": "ab"}] * 120, Prediction(
                columns=columns, rows=rows))  # fmt: skip
            if first:
                LoggedPrediction.objects.update(created_at=timezone.now() - timedelta(days=40))
        run_now(Schedule.objects.get(), owner)
        (job,) = run_jobs()
        assert job.state == State.SUCCEEDED, job.error
        found = DriftCheck.objects.get()
        assert (found.rows, found.reference_rows, found.reference) == (120, 120, "log")
        assert [one["key"] for one in found.statistics if one["drifted"]] == ["output.score"]
        assert DriftAlert.objects.get().statistics == ["output.score"]
        checks.taken_in(job)
        assert DriftCheck.objects.count() == 1


class TestRetraining:
    @pytest.fixture
    def editor(self, project):
        return MembershipFactory(project=project, role="editor").user

    @pytest.fixture
    def alias(self, project, version):
        """Of a model whose run can be repeated."""
        inputs = {"data": {"kind": "dataset", "id": str(version.pk),
                           "roles": {"target": ["D"], "predictors": ["d"]}}}  # fmt: skip
        job = JobFactory(
            project=project, state=State.SUCCEEDED, engine_key="regression.least_squares",
            inputs=inputs, params={},
        )  # fmt: skip
        return ModelAliasFactory(model=RegisteredModelFactory(job=job))

    def plan(self, alias, editor, **how):
        how = {"expression": "", "time_zone": "UTC", "on_drift": False, **how}
        return retraining.plan(alias, editor, **how)

    def finish(self, row):
        job = Job.objects.get(pk=Schedule.objects.get(pk=row.schedule_id).last_job_id)
        job.state = State.SUCCEEDED
        model = RegisteredModelFactory(job=job, name="New")
        retraining.finished(job)
        return model

    def test_drift_trains_again_and_the_new_model_is_the_candidate(self, alias, editor, owner):
        watch = watches.watch(alias, owner, {"share": 1.0})
        row = self.plan(alias, editor, on_drift=True)
        assert (row.schedule.enabled, row.schedule.newest) == (False, True)
        check(watch, "output.score")
        check(watch, "output.score", days=1)
        job = Job.objects.get(engine_key="regression.least_squares", state=State.QUEUED)
        assert (job.created_by, job.inputs) == (editor, alias.model.job.inputs)
        model = self.finish(row)
        names = dict(ModelAlias.objects.values_list("name", "model"))
        assert names == {"serving": alias.model_id, "candidate": model.pk}
        assert "'New' is the candidate" in told(editor)[0]

    def test_at_set_times_it_is_a_schedule_like_any_other(self, alias, editor):
        row = self.plan(alias, editor, expression="0 3 * * 1")
        assert (row.schedule.enabled, row.schedule.created_by) == (True, editor)
        self.plan(alias, editor, on_drift=True)
        assert Schedule.objects.count() == Retraining.objects.count() == 1
        retraining.cancel(Retraining.objects.get(), editor)
        assert not Schedule.objects.exists()

    def test_a_name_that_is_removed_is_trained_and_looked_at_no_more(self, alias, editor, owner):
        watches.watch(alias, owner, {"share": 1.0})
        self.plan(alias, editor, expression="0 3 * * 1")
        assert Schedule.objects.count() == 2
        aliases.remove(alias, editor)
        assert not Schedule.objects.exists()
        assert not Watch.objects.exists()

    def test_a_plan_follows_its_name_and_compares_with_what_serves(self, alias, editor):
        self.plan(alias, editor, expression="0 3 * * 1")
        job = alias.model.job
        inputs = {**job.inputs, "serving": {"kind": "model", "id": str(alias.model_id)}}
        alias.model = RegisteredModelFactory(job=JobFactory(project=job.project, inputs=inputs))
        assert retraining._run_of(alias)["inputs"]["serving"]["id"] == str(alias.model_id)
        alias.refresh_from_db()
        again = JobFactory(
            project=job.project, state=State.SUCCEEDED, engine_key=job.engine_key,
            inputs=job.inputs, params={}, seed=77,
        )  # fmt: skip
        aliases.point(RegisteredModelFactory(job=again), alias.name, editor)
        assert Schedule.objects.get().seed == 77
        gone = JobFactory(project=job.project, state=State.SUCCEEDED, purpose="modelhub.import")
        aliases.point(RegisteredModelFactory(job=gone), alias.name, editor)
        assert not Schedule.objects.exists()
        assert "not trained again" in told(editor)[0]

    def test_the_name_of_candidates_is_not_trained_again(self, alias, editor):
        candidate = ModelAliasFactory(model=alias.model, name="candidate")
        with pytest.raises(retraining.Refused, match="that new models get"):
            self.plan(candidate, editor, on_drift=True)

    def test_what_may_not_be_the_candidate_is_said(self, alias, editor, project, owner):
        row = self.plan(alias, editor, on_drift=True)
        run_now(row.schedule, editor)
        project.memberships.filter(user=editor).update(role="analyst")
        self.finish(row)
        assert not ModelAlias.objects.filter(name="candidate").exists()
        assert "no longer an editor" in told(editor)[0]

    def test_what_cannot_be_repeated_is_refused_in_words(self, alias, editor):
        with pytest.raises(retraining.Refused, match="Say when"):
            self.plan(alias, editor)
        Job.objects.filter(pk=alias.model.job_id).update(purpose="modelhub.import")
        alias.model.job.refresh_from_db()
        with pytest.raises(retraining.Refused, match="imported"):
            self.plan(alias, editor, on_drift=True)


class TestPage:
    def test_it_tells_drift_quality_and_the_log(self, client, alias, watch, analyst, owner):
        log.note(alias, alias.model, [{"message": "a"}] * 2, answer("x", "y"))
        quality.label(alias, analyst, {r.pk: "x" for r in LoggedPrediction.objects.all()})
        row = check(watch, "output.class")
        client.force_login(analyst)
        page = client.get(reverse("modelhub:watch", args=[alias.project_id, alias.pk]))
        said = page.content.decode()
        assert "50.0% of 2 labelled answers were right" in said
        assert "how often each class is answered" in said
        assert 'name="percent"' not in said
        client.post(reverse("modelhub:drift_alert", args=[alias.project_id, row.pk]))
        row.refresh_from_db()
        assert (row.state, row.handled_by) == ("acknowledged", analyst)

    def test_an_owner_sets_the_log_and_an_editor_the_plan(self, client, alias, owner):
        client.force_login(owner)
        address = reverse("modelhub:watch_log", args=[alias.project_id, alias.pk])
        client.post(address, {"percent": 20, "days": 5, "keeps": "masked"})
        row = Watch.objects.get()
        assert (row.share, row.days, row.keeps) == (0.2, 5, "masked")
        bad = client.post(address, {"percent": 200, "days": 5, "keeps": "masked"})
        assert bad.status_code == 422
        client.post(address, {"delete": "1"})
        assert not Watch.objects.exists()
        plan = reverse("modelhub:watch_plan", args=[alias.project_id, alias.pk])
        assert client.post(plan, {"when": ""}).status_code == 422


def test_a_model_with_a_watched_name_stays_one_that_may_be_removed(alias, watch, owner):
    """What watching holds goes with the name, and holds nothing else."""
    ModelAlias.objects.filter(pk=alias.pk).delete()
    RegisteredModel.objects.filter(pk=alias.model_id).delete()
    assert not Watch.objects.exists()
