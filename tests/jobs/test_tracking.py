"""A run's curves for other tools: TensorBoard and Weights & Biases files, MLflow's layout."""

from __future__ import annotations

import io
import json
import os
import signal
import struct
import subprocess
import sys
import time
import zipfile
from datetime import UTC, datetime
from pathlib import Path

import psutil
import pytest
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.urls import reverse
from django.utils import timezone

from apps.jobs.child.context import Signals
from apps.jobs.child.run import execute
from apps.jobs.child.tracking import earlier_points
from apps.jobs.domain.folders import latest_checkpoint
from apps.jobs.exports.curves import whole_curves
from apps.jobs.exports.mlflow import figures, plain_name
from apps.jobs.models import JobMetric
from tests.api.conftest import Caller
from tests.factories.jobs import JobArtifactFactory, JobFactory
from tests.jobs.learning import EVERY

RUN = {
    "id": "0d3b1f6a", "name": "Learn", "engine": "toy.learn", "note": "Learn (toy.learn 1)",
    "params": {"lr": 0.1, "method": "full", "layers": [1, 2]}, "at": 1_700_000_000.0,
}  # fmt: skip


def scalars(folder):
    """What TensorBoard itself reads: tag → (step, value), and its wall times."""
    from tensorboard.backend.event_processing import event_accumulator as reader

    events = reader.EventAccumulator(str(folder), size_guidance={"scalars": 0})
    events.Reload()
    curves = {tag: events.Scalars(tag) for tag in events.Tags()["scalars"]}
    points = {
        tag: [(one.step, round(one.value, 6)) for one in curve] for tag, curve in curves.items()
    }
    return points, {tag: [one.wall_time for one in curve] for tag, curve in curves.items()}


def alive(pid):
    return psutil.pid_exists(pid) and psutil.Process(pid).status() != psutil.STATUS_ZOMBIE


@pytest.fixture
def attempt(settings, tmp_path, monkeypatch):
    """``attempt(1)``: an attempt through the child's own code, from the last checkpoint."""
    settings.WORK_DIR = tmp_path

    def carry_out(number, dies=0, writers=("tensorboard",), steps=10, points=100):
        folder = tmp_path / "jobs" / "j" / str(number)
        folder.mkdir(parents=True)
        resume = latest_checkpoint("j", number)
        spec = {
            "folder": str(folder), "engine": "tests.jobs.learning:LearnEngine",
            "runner": "tests.jobs.learning:LearnRunner", "task": "run",
            "params": {"steps": steps, "dies": [dies]}, "inputs": {}, "seed": 3, "device": "cpu",
            "threads": 1, "resume_from": str(resume) if resume else None, "log_lines": 50,
            "metric_points": points, "memory": 0,
            "tracking": {"writers": list(writers), "run": RUN},
        }  # fmt: skip
        (folder / "spec.json").write_text(json.dumps(spec))
        monkeypatch.chdir(folder)
        execute(spec, None, Signals())
        return folder, json.loads((folder / "result.json").read_text())

    return carry_out


LOSS = [(step, round(1 / step, 6)) for step in range(1, 11)]


@pytest.mark.models
class TestTensorBoard:
    @pytest.fixture(autouse=True)
    def installed(self):
        pytest.importorskip("tensorboard")

    def test_a_whole_run(self, attempt):
        folder, answer = attempt(1)
        points, times = scalars(folder / "tensorboard")
        assert points == {"loss": LOSS, "rows": [(0, 120.0)]}
        assert times["loss"] == sorted(times["loss"])
        assert answer["artifacts"] == {
            f"tensorboard/{path.name}": str(path) for path in (folder / "tensorboard").iterdir()
        }

    def test_parameters_stand_under_hparams(self, attempt):
        folder, _answer = attempt(1)
        (file,) = (folder / "tensorboard").iterdir()
        written = file.read_bytes()
        assert b"_hparams_/session_start_info" in written
        assert b"toy.learn" in written

    def test_resumed_twice_no_step_is_there_twice(self, attempt):
        """The first dies 2 steps after its checkpoint at 4, the second before one of its own."""
        attempt(1, dies=6)
        attempt(2, dies=5)
        folder, _answer = attempt(3)
        points, times = scalars(folder / "tensorboard")
        assert points == {"loss": LOSS, "rows": [(0, 120.0)]}
        assert times["loss"] == sorted(times["loss"])
        first = {one.step: one.at for one in earlier_points(folder)["loss"]}
        assert times["loss"][:EVERY] == [pytest.approx(first[step]) for step in range(1, EVERY + 1)]

    def test_resumed_from_a_resumed_attempt(self, attempt):
        attempt(1, dies=6)
        attempt(2, dies=9)
        folder, _answer = attempt(3)
        assert json.loads((folder / "spec.json").read_text())["resume_from"].endswith(
            "2/checkpoints/step8"
        )
        assert scalars(folder / "tensorboard")[0] == {"loss": LOSS, "rows": [(0, 120.0)]}

    def test_begun_anew_nothing_of_the_first_attempt_is_left(self, attempt):
        attempt(1, dies=3)  # no checkpoint yet
        folder, _answer = attempt(2)
        assert scalars(folder / "tensorboard")[0] == {"loss": LOSS, "rows": [(0, 120.0)]}

    def test_a_run_that_reports_nothing_writes_nothing(self, attempt, monkeypatch):
        monkeypatch.setattr("apps.jobs.child.context.RunContext.metric", lambda *args: None)
        folder, answer = attempt(1)
        assert not (folder / "tensorboard").exists()
        assert answer["artifacts"] == {}

    def test_a_long_curve_ends_with_its_last_point(self, attempt):
        folder, _answer = attempt(1, steps=1000, points=50)
        loss = scalars(folder / "tensorboard")[0]["loss"]
        assert loss[-1][0] == 1000
        assert len(loss) < 500
        assert len(loss) == len({step for step, _value in loss})

    def test_through_a_real_child(self, run_jobs, ask):
        job = run_jobs(ask(act="curve", count=5))
        (kept,) = job.artifacts.all()
        assert kept.name.startswith("tensorboard/events.out.tfevents.")
        folder = Path(default_storage.path(kept.file.name)).parent
        assert scalars(folder)[0]["loss"] == [(n, round(1 / (n + 1), 6)) for n in range(5)]


def test_a_writer_that_fails_is_left_out_and_the_run_goes_on(attempt, monkeypatch):
    broken = {"tensorboard": "tests.jobs.learning:NoWriter"}
    monkeypatch.setattr("apps.jobs.child.tracking.WRITERS", broken)
    folder, answer = attempt(1)
    assert answer["outcome"] == "succeeded"
    assert answer["artifacts"] == {}
    said = [json.loads(line) for line in (folder / "events.jsonl").open()]
    (warning,) = [event["text"] for event in said if event["kind"] == "log"]
    assert "tensorboard are not written: AttributeError" in warning


def test_runs_of_a_warm_child_and_parts_are_not_tracked(run_jobs, ask):
    job = run_jobs(ask("toy.sum", count=4))
    assert {one.name for one in job.artifacts.all()} == {"model/total.txt"}


class TestWandb:
    @pytest.fixture(autouse=True)
    def installed(self):
        pytest.importorskip("wandb")

    def records(self, file):
        """LevelDB's log format: blocks of 32 KiB, each chunk with checksum, length and kind."""
        from wandb.proto.wandb_internal_pb2 import Record

        data, at, whole = Path(file).read_bytes(), 7, b""
        while at + 7 <= len(data):
            if 32768 - at % 32768 < 7:
                at += 32768 - at % 32768
                continue
            _checksum, length, kind = struct.unpack("<IHB", data[at : at + 7])
            whole += data[at + 7 : at + 7 + length]
            at += 7 + length
            if kind in {1, 4}:  # whole, or the last of several
                yield Record.FromString(whole)
                whole = b""

    def test_an_offline_run_is_kept(self, run_jobs, ask, settings):
        settings.JOB_TRACKING = ["wandb"]
        job = run_jobs(ask(act="curve", count=5))
        (kept,) = job.artifacts.filter(name__endswith=".wandb")
        assert kept.name.startswith("wandb/offline-run-")
        assert kept.name.endswith(f"run-{job.pk}.wandb")
        records = list(self.records(default_storage.path(kept.file.name)))
        history = [record.history for record in records if record.HasField("history")]
        found = [
            {item.key or item.nested_key[0]: json.loads(item.value_json) for item in one.item}
            for one in history
        ]
        assert [(one["step of loss"], one["loss"]) for one in found] == [
            (n, 1 / (n + 1)) for n in range(5)
        ]
        (run,) = [record.run for record in records if record.HasField("run")]
        assert (run.display_name, run.run_id) == (job.title, str(job.pk))
        config = {item.key: item.value_json for item in run.config.update}
        assert json.loads(config["act"]) == "curve"
        assert run.host == "lepton"  # not this machine

    def test_its_helper_ends_with_the_child(self, tmp_path):
        """Killed in mid-run, as a job that is cancelled or takes too long."""
        code = (
            "import os, psutil, time; from pathlib import Path\n"
            "from apps.jobs.child.track_wandb import WandbWriter\n"
            "from apps.jobs.child.tracking import Point\n"
            f"writer = WandbWriter(Path({str(tmp_path / 'wandb')!r}), {RUN!r})\n"
            "writer.write('loss', Point(1, 0.5, time.time()))\n"
            "print(*[one.pid for one in psutil.Process().children(recursive=True)], flush=True)\n"
            "time.sleep(60)\n"
        )
        child = subprocess.Popen(
            [sys.executable, "-c", code], stdout=subprocess.PIPE, text=True, start_new_session=True
        )
        helpers = [int(pid) for pid in child.stdout.readline().split()]
        assert helpers
        os.killpg(child.pid, signal.SIGKILL)
        child.wait()
        deadline = time.monotonic() + 20
        while any(alive(pid) for pid in helpers):
            assert time.monotonic() < deadline, "wandb's helper outlived the run"
            time.sleep(0.1)


@pytest.fixture
def ran(project, analyst, job_dirs):
    """A finished run with two attempts, a card and a file."""
    start = datetime(2026, 11, 24, 9, tzinfo=UTC)
    job = JobFactory(
        project=project, created_by=analyst, title="Tone of reviews", state="succeeded", seed=7,
        engine_key="toy.learn", engine_version="1", attempt=2, params={"lr": 0.1, "steps": [1, 2]},
        started_at=start, finished_at=start.replace(hour=10), handled_at=timezone.now(),
        summary={"accuracy": {"value": 0.75, "low": 0.7}, "rows": 120, "task": "classify"},
        provenance={"inputs": {"data": {"name": "Reviews", "content_hash": "ab" * 32}}},
    )  # fmt: skip
    points = [(1, "loss", 1, 0.5), (1, "loss", 2, 0.4), (1, "loss", 3, 9.9), (1, "rows", 0, 120.0)]
    points += [(2, "loss", 3, 0.3), (2, "loss", 4, 0.25), (2, "F1 / macro", 1, 0.6)]
    for seq, (number, name, step, value) in enumerate(points):
        JobMetric.objects.create(
            job=job, attempt=number, seq=seq, name=name, step=step, value=value,
            at=start.replace(minute=seq) if name == "loss" else None,
        )  # fmt: skip
    for name, content in (("card.md", b"# Tone of reviews\n"), ("model/weights.txt", b"1 2 3")):
        kept = default_storage.save(f"jobs/{job.pk}/2/{name}", ContentFile(content))
        JobArtifactFactory(job=job, project=project, name=name, file=kept, size=len(content))
    return job


def unzipped(response, folder):
    archive = zipfile.ZipFile(io.BytesIO(b"".join(response.streaming_content)))
    assert archive.testzip() is None
    archive.extractall(folder)
    return folder


def test_curves_of_all_attempts_are_one_without_a_doubled_step(ran):
    curves = whole_curves(ran)
    assert [one[:2] for one in curves["loss"]] == [(1, 0.5), (2, 0.4), (3, 0.3), (4, 0.25)]
    assert [one[:2] for one in curves["rows"]] == [(0, 120.0)]


class TestMlflow:
    def test_mlflow_reads_it(self, client, ran, analyst, tmp_path, monkeypatch):
        tracking = pytest.importorskip("mlflow.tracking")
        client.force_login(analyst)
        address = reverse("jobs:export", args=[ran.project_id, ran.pk, "mlflow"])
        folder = unzipped(client.get(address), tmp_path / "unzipped")
        monkeypatch.setenv("MLFLOW_ALLOW_FILE_STORE", "true")
        monkeypatch.chdir(folder)
        mlflow = tracking.MlflowClient(str(folder / "mlruns"))
        (experiment,) = mlflow.search_experiments()
        assert experiment.name.startswith(ran.project.name)
        (run,) = mlflow.search_runs([experiment.experiment_id])
        assert (run.info.run_id, run.info.status) == (ran.pk.hex, "FINISHED")
        assert run.info.run_name == "Tone of reviews"
        assert run.info.start_time == ran.started_at.timestamp() * 1000
        assert run.data.params == {"lr": "0.1", "steps": "[1, 2]", "seed": "7"}
        assert run.data.tags["lepton.data.data"] == "ab" * 32
        assert run.data.tags["mlflow.note.content"] == "# Tone of reviews\n"
        assert run.data.metrics["accuracy"] == 0.75
        history = mlflow.get_metric_history(run.info.run_id, "loss")
        assert [(one.step, one.value) for one in history] == [
            (1, 0.5),
            (2, 0.4),
            (3, 0.3),
            (4, 0.25),
        ]
        minutes = [datetime.fromtimestamp(one.timestamp / 1000, UTC).minute for one in history]
        assert minutes == [0, 1, 4, 5]
        assert run.data.metrics["F1 _ macro"] == 0.6
        assert [one.path for one in mlflow.list_artifacts(run.info.run_id)] == ["card.md", "model"]

    def test_a_record_whose_curves_have_been_pruned_still_goes(
        self, client, ran, analyst, tmp_path
    ):
        ran.metrics.all().delete()
        client.force_login(analyst)
        address = reverse("jobs:export", args=[ran.project_id, ran.pk, "mlflow"])
        folder = unzipped(client.get(address), tmp_path / "unzipped")
        (metrics,) = folder.glob("mlruns/*/*/metrics")
        assert {path.name for path in metrics.iterdir()} == {"accuracy", "accuracy.low", "rows"}

    @pytest.mark.parametrize(
        ("name", "plain"),
        [("../../etc/passwd", "_.._etc_passwd"), (".hidden", "hidden"), ("F1", "F1"), ("//", "__"),
         ("…", "_"), ("损失", "损失"), ("a\nb", "a_b")],
    )  # fmt: skip
    def test_names_are_never_paths(self, name, plain):
        assert plain_name(name) == plain

    def test_figures_are_numbers_with_their_path(self):
        summary = {
            "a": {"value": 1, "n": {"x": 2.5}},
            "b": True,
            "c": None,
            "d": "e",
            "f": float("inf"),
        }
        assert figures(summary) == [("a", 1.0), ("a.n.x", 2.5)]


class TestDoors:
    def test_the_page_names_them(self, client, ran, analyst):
        client.force_login(analyst)
        page = client.get(reverse("jobs:detail", args=[ran.project_id, ran.pk])).content.decode()
        assert "For other tools" in page
        assert "MLflow run" in page
        assert "TensorBoard files" not in page

    def test_rest_lists_and_gives_them(self, ran, analyst, tmp_path):
        caller = Caller(analyst)
        address = f"projects/{ran.project_id}/jobs/{ran.pk}/exports/"
        kept = default_storage.save("events", ContentFile(b"events"))
        JobArtifactFactory(job=ran, project=ran.project, name="tensorboard/events", file=kept)
        told = caller.get(address).json()["results"]
        assert [one["kind"] for one in told] == ["tensorboard", "mlflow"]
        assert "tensorboard --logdir" in told[0]["help"]
        folder = unzipped(caller.get(f"{address}tensorboard/"), tmp_path / "unzipped")
        assert (folder / "tensorboard" / "events").read_bytes() == b"events"
        assert caller.get(f"{address}wandb/").status_code == 404
        assert caller.get(f"{address}other/").status_code == 404

    def test_a_run_that_has_not_ended_has_none(self, ran, analyst):
        ran.state = "running"
        ran.save()
        caller = Caller(analyst)
        assert (
            caller.get(f"projects/{ran.project_id}/jobs/{ran.pk}/exports/").json()["results"] == []
        )
