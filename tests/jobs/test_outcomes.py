"""How a run can end, each through a real child."""

from __future__ import annotations

import errno
import hashlib
from itertools import pairwise
from pathlib import Path

import pytest
from django.core.files.storage import default_storage
from django.utils import timezone

from apps.engines import registry
from apps.engines.contract import InputProfile
from apps.events.models import AuditEntry, Notice
from apps.jobs import finishing
from apps.jobs.domain import artifacts, folders
from apps.jobs.domain.rerun import rerun
from apps.jobs.domain.submit import submit
from apps.jobs.inputs import providers
from apps.jobs.models import Job, JobLog, State


def test_a_job_runs_to_its_result(run_jobs, ask):
    job = run_jobs(ask("toy.sum", count=4, seed=7))
    assert job.state == State.SUCCEEDED
    assert job.result["summary"] == job.summary
    assert job.result["headline"]["text"] == "The sum is {total}."
    assert job.running_at
    assert job.started_at <= job.running_at <= job.finished_at
    assert job.is_settled
    attempt = job.attempts.get()
    assert attempt.outcome == "succeeded"
    assert attempt.peak_memory_bytes > 10_000_000
    assert attempt.cpu_seconds >= 0
    assert (job.progress_done, job.progress_total) == (4, 4)
    assert job.metrics.filter(name="draw").count() == 4


@pytest.mark.parametrize(
    ("act", "state", "words"),
    [
        ("fail", State.ERRORED, "error of its own"),
        ("out_of_memory", State.ERRORED, "more memory than there is"),
        ("disk_full", State.ERRORED, "disk of the worker is full"),
        ("vanish", State.ERRORED, "ended without a result"),
        ("segfault", State.ERRORED, "crashed (SIGSEGV)"),
        ("be_killed", State.ERRORED, "memory ran out"),
        ("bad_name", State.ERRORED, "error of its own"),
    ],
)
def test_failures_are_said_in_words(run_jobs, ask, act, state, words):
    job = run_jobs(ask(act=act))
    attempt = job.attempts.get()
    assert (job.state, attempt.outcome) == (state, state)
    assert words in attempt.reason
    assert job.reason["text"]
    assert job.result is None
    assert not job.artifacts.exists()
    assert Job.objects.get(pk=job.pk).handled_at


def test_a_refusal_keeps_its_words(run_jobs, ask):
    job = run_jobs(ask(act="refuse"))
    assert job.state == State.REFUSED
    assert job.refusal["message"] == {"text": "Row {row} is empty.", "values": {"row": 3}}
    assert job.refusal["fix"]["text"] == "Delete it."
    assert not job.error


def test_the_traceback_is_kept_apart_from_the_sentence(run_jobs, ask):
    job = run_jobs(ask(act="fail"))
    assert "secret detail of the failure" in job.error
    assert "secret" not in job.reason["text"]


def test_a_result_must_have_its_form(run_jobs, ask):
    job = run_jobs(ask("toy.not_a_result"))
    assert job.state == State.ERRORED
    assert "not a Result" in job.error


def test_an_engine_that_this_worker_does_not_have(run_jobs, ask):
    job = ask("toy.sum")
    registry.unregister("toy.sum")
    done = run_jobs(job)
    assert (done.state, done.attempts.get().outcome) == (State.ERRORED, "errored")
    assert "not installed on the worker" in done.reason["text"]


def test_prints_and_native_output_become_log_lines(run_jobs, ask):
    job = run_jobs(ask(act="talk"))
    lines = [(line.level, line.text) for line in job.log_lines.all()]
    for said in ("said with print", "said to stderr", "said by native code"):
        assert ("output", said) in lines
    assert ("warning", "a warning") in lines
    assert ("info", "lines") in lines
    seqs = [line.seq for line in job.log_lines.all()]
    assert len(set(seqs)) == len(seqs)
    assert job.last_seq >= max(seqs)


@pytest.mark.parametrize("act", ["flood", "print_flood"])
def test_a_flood_of_lines_is_cut_and_said(run_jobs, ask, settings, act):
    settings.JOB_LOG_LINES = 100
    job = run_jobs(ask(act=act, count=12_000))
    assert job.state == State.SUCCEEDED
    lines = list(job.log_lines.all())
    assert len(lines) == 101
    assert lines[-1].text == "The log is longer than 100 lines; what follows is not kept."
    assert lines[-1].level == "warning"


def test_the_last_words_of_a_burst_are_heard(run_jobs, ask):
    job = run_jobs(ask(act="last_words"))
    texts = [line.text for line in job.log_lines.all()]
    assert sum(text.startswith("xxx") for text in texts) == 40
    assert texts[-1] == "that was all"


def test_curves_are_thinned_evenly(run_jobs, ask, settings):
    settings.JOB_METRIC_POINTS = 64
    job = run_jobs(ask(act="curve", count=1000))
    points = list(job.metrics.filter(name="loss").order_by("step").values_list("step", flat=True))
    assert 32 <= len(points) <= 65
    assert points[0] == 0
    assert points[-1] == 999
    gaps = {after - before for before, after in pairwise(points[:-1])}
    assert len(gaps) == 1
    assert not job.metrics.filter(name="bad").exists()
    assert job.log_lines.filter(level="warning", text__contains="bad is nan").exists()


def test_artefacts_are_stored_with_their_hash(run_jobs, ask):
    job = run_jobs(ask(act="write", count=2))
    kept = {artifact.name: artifact for artifact in job.artifacts.all()}
    assert set(kept) == {"tables/part0.csv", "tables/part1.csv"}
    one = kept["tables/part0.csv"]
    content = one.file.read()
    assert content == b"a,b\n0,2\n"
    assert one.sha256 == hashlib.sha256(content).hexdigest()
    assert (one.size, one.media_type) == (8, "text/csv")
    assert job.provenance["artifacts"]["tables/part0.csv"] == one.sha256
    assert not folders.job_folder(job.pk).exists()


def test_a_deleted_project_takes_its_files_along(
    run_jobs, ask, project, django_capture_on_commit_callbacks
):
    job = run_jobs(ask(act="write", count=2))
    files = [Path(artifact.file.path) for artifact in job.artifacts.all()]
    assert len(files) == 2
    assert all(path.exists() for path in files)
    with django_capture_on_commit_callbacks(execute=True):
        project.delete()
    assert [path for path in files if path.exists()] == []


def test_a_full_storage_leaves_no_half_result(run_jobs, ask, monkeypatch):
    saved = []
    save = default_storage.save

    def full(name, content):
        if len(saved) == 1:
            raise OSError(errno.ENOSPC, "No space left on device")
        saved.append(save(name, content))
        return saved[-1]

    monkeypatch.setattr(default_storage, "save", full)
    job = run_jobs(ask(act="write", count=3))
    assert job.state == State.ERRORED
    assert "The storage of results is full" in job.reason["text"]
    assert job.result is None
    assert not job.artifacts.exists()
    assert len(saved) == 1
    assert not default_storage.exists(saved[0])


def test_provenance_names_everything(run_jobs, ask, analyst):
    job = run_jobs(ask("toy.sum", count=4))
    known = job.provenance
    assert known["engine_version"] == "1.2"
    assert known["seed"] == job.seed
    assert known["by"] == str(analyst)
    assert known["device"] == "cpu"
    assert {"python", "numpy"} <= set(known["libraries"])
    assert known["code_version"].startswith("0.")
    assert len(known["result_hash"]) == 64


def test_running_again_reproduces(run_jobs, ask, analyst):
    first = run_jobs(ask("toy.sum", count=20))
    again = run_jobs(rerun(first, analyst))
    other = run_jobs(ask("toy.sum", count=20))
    assert again.rerun_of_id == first.pk
    assert again.provenance["result_hash"] == first.provenance["result_hash"]
    assert again.result == first.result
    assert other.provenance["result_hash"] != first.provenance["result_hash"]


def test_a_prediction_is_a_job_too(run_jobs, ask, project, analyst):
    fitted = run_jobs(ask("toy.sum", count=3))

    class ModelProvider:
        kind = "model"

        def profile(self, user, project_id, input_id):
            return InputProfile(kind="model", id=input_id, name="Model")

        def choices(self, project_id):
            return []

        def materialise(self, project_id, input_id):
            return artifacts.materialise_folder(fitted, "model")

        def format(self, input_id):
            return "raw"

    before = providers.get("model")
    owner = providers._items["model"][0] if before else "tests"
    providers.register("model", ModelProvider(), owner=owner)
    try:
        asked = submit(
            project=project, user=analyst, engine_key="toy.sum", task="predict",
            params={"rows": [{"x": 3}, {"x": 1}]},
            inputs={"model": {"kind": "model", "id": str(fitted.pk)}},
        )  # fmt: skip
        job = run_jobs(asked)
    finally:
        if before:
            providers.register("model", before, owner=owner)
        else:
            providers._items.pop("model")
    assert job.state == State.SUCCEEDED, job.error
    answers = [row["values"]["y"] for row in job.result["rows"]]
    total = fitted.summary["total"]
    assert answers == [pytest.approx(total + 3), pytest.approx(total + 1)]
    assert not Notice.objects.filter(url__contains=str(job.pk)).exists()


def test_the_person_is_told_once(run_jobs, ask, analyst):
    job = run_jobs(ask("toy.sum"))
    notice = Notice.objects.get(user=analyst)
    assert str(job.pk) in notice.url
    assert notice.message["values"] == {"title": "Toy sum"}
    finishing.settle(job)
    assert Notice.objects.filter(user=analyst).count() == 1


def test_rooms_above_react_when_a_job_ends(run_jobs, ask):
    seen = []

    def react(job):
        seen.append((job.pk, job.state, Job.objects.get(pk=job.pk).state))

    finishing.on_finished("toy.su", react)
    finishing.on_finished("special.purpose", react)
    try:
        job = run_jobs(ask("toy.sum"))
        special = run_jobs(ask(act="fail", purpose="special.purpose"))
        run_jobs(ask(act="nothing"))
    finally:
        finishing.forget(react)
    assert seen == [(job.pk, "succeeded", "succeeded"), (special.pk, "errored", "errored")]


def test_a_follow_up_that_fails_is_never_silent(run_jobs, ask):
    def react(job):
        JobLog.objects.create(job=job, attempt=1, seq=99, at=timezone.now(), text="half done")
        raise ValueError("broken follow-up")

    finishing.on_finished("toy.sum", react)
    try:
        job = run_jobs(ask("toy.sum"))
    finally:
        finishing.forget(react)
    assert job.state == State.ERRORED
    assert "broken follow-up" in job.error
    assert not job.log_lines.filter(text="half done").exists()
    assert job.is_settled


def test_the_audit_trail_knows_who_asked(run_jobs, ask, analyst):
    run_jobs(ask("toy.sum"))
    kinds = AuditEntry.objects.values_list("kind", "actor")
    assert ("jobs.job.submitted", analyst.pk) in kinds
    assert ("jobs.job.finished", None) in kinds
