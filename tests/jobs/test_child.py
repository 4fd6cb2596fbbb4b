"""The child's side without a process around it, and what a real child sees of the world."""

from __future__ import annotations

import json
import os
from pathlib import Path

import pytest

from apps.core.messages import msg
from apps.engines.contract import Cancelled
from apps.jobs.child import guard
from apps.jobs.child.context import RunContext, Signals
from apps.jobs.child.journal import Journal, Thinner, write_json
from apps.jobs.child.run import execute, libraries
from apps.jobs.models import State
from apps.jobs.supervisor import gpus
from apps.jobs.supervisor.environment import child_environment, threads_for
from apps.jobs.supervisor.pool import ChildPool
from apps.jobs.supervisor.spool import Spool


@pytest.fixture
def spec(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)

    def make(engine="ActEngine", runner="ActRunner", **params):
        return {
            "folder": str(tmp_path), "engine": f"tests.jobs.engines:{engine}",
            "runner": f"tests.jobs.engines:{runner}", "task": "run", "params": params,
            "inputs": {}, "seed": 3, "device": "cpu", "threads": 1, "resume_from": None,
            "log_lines": 5, "metric_points": 8, "memory": 0,
        }  # fmt: skip

    return make


def answer(spec):
    execute(spec, None, Signals())
    return json.loads(Path(spec["folder"], "result.json").read_text())


def events(spec):
    return [json.loads(line) for line in Path(spec["folder"], "events.jsonl").open()]


def test_a_run_is_written_down_whole(spec):
    asked = spec("SumEngine", "SumRunner", count=3)
    written = answer(asked)
    assert written["outcome"] == "succeeded"
    assert list(written["artifacts"]) == ["model/total.txt"]
    assert written["peak_memory_bytes"] > 10_000_000
    said = events(asked)
    assert [event["seq"] for event in said] == list(range(1, len(said) + 1))
    assert (said[0]["kind"], said[-1]["kind"]) == ("running", "end")


@pytest.mark.parametrize(
    ("act", "outcome", "words"),
    [
        ("fail", "errored", "error of its own"),
        ("out_of_memory", "errored", "more memory"),
        ("disk_full", "errored", "disk of the worker is full"),
        ("bad_name", "errored", "error of its own"),
    ],
)
def test_an_engines_fault_is_caught_and_named(spec, act, outcome, words):
    written = answer(spec(act=act))
    assert written["outcome"] == outcome
    assert words in written["reason"]["text"]
    assert "Traceback" in written["error"]


def test_a_refusal_and_a_missing_input(spec):
    assert answer(spec(act="refuse"))["refusal"]["message"]["values"] == {"row": 3}
    asked = spec(act="nothing")
    gone = {"path": "/nowhere", "format": "raw", "roles": {}, "columns": [], "content_hash": ""}
    asked["inputs"] = {"data": gone}
    assert "input nowhere is missing" in answer(asked)["error"]


def test_nothing_half_is_written_when_the_disk_is_full(spec, monkeypatch):
    asked = spec(act="nothing")
    calls = []

    def full(path, document):
        calls.append(document)
        if len(calls) == 1:
            raise OSError(28, "No space left on device")
        write_json(path, document)

    monkeypatch.setattr("apps.jobs.child.run.write_json", full)
    written = answer(asked)
    assert written["outcome"] == "errored"
    assert "disk of the worker is full" in written["reason"]["text"]


def test_the_context_hears_and_caps(spec):
    asked = spec()
    journal, signals = Journal(Path("events.jsonl"), None), Signals()
    ctx = RunContext(asked, journal, signals)
    ctx.check_cancelled()
    signals.cancel.set()
    with pytest.raises(Cancelled):
        ctx.check_cancelled()
    assert not ctx.should_stop_and_save()
    signals.stop_and_save.set()
    assert ctx.should_stop_and_save()
    for number in range(20):
        ctx.log(f"line {number}")
    ctx.progress(1, 100, msg("one"))
    ctx.progress(2, 100)  # too soon after the first: left out
    ctx.progress(100, 100)
    kinds = [event["kind"] for event in events(asked)]
    assert kinds.count("log") == 6  # one over the limit, so that the supervisor can say so
    assert kinds.count("progress") == 2
    with pytest.raises(FileNotFoundError):
        ctx.save_artifact("x", Path("not-there"))
    with pytest.raises(ValueError, match="subpath"):
        ctx.checkpoint(Path("/tmp"))


@pytest.mark.parametrize("total", [float("inf"), float("nan")])
def test_progress_towards_no_number_is_progress_towards_an_unknown_end(spec, total):
    asked = spec()
    ctx = RunContext(asked, Journal(Path("events.jsonl"), None), Signals())
    ctx.progress(3, total)
    (event,) = events(asked)
    assert (event["done"], event["total"]) == (3.0, 0.0)


@pytest.mark.parametrize("step", [2**63, -(2**63) - 1])
def test_a_step_that_no_column_holds_is_said_and_left_out(spec, step):
    asked = spec()
    ctx = RunContext(asked, Journal(Path("events.jsonl"), None), Signals())
    ctx.metric("time", step, 1.0)
    (event,) = events(asked)
    assert (event["kind"], event["level"], str(step) in event["text"]) == ("log", "warning", True)


def test_thinning_keeps_even_steps():
    thinner = Thinner(8)
    kept = [step for step in range(100) if thinner.take(step, 0.0)]
    assert kept[:8] == list(range(8))
    assert len(kept) < 8 * 6
    assert thinner.stride == 16
    assert thinner.pending == (99, 0.0)


def test_versions_are_reported():
    assert {"python", "pydantic"} <= set(libraries())


def test_an_end_of_input_ends_the_group(monkeypatch):
    ended, lines = [], []
    monkeypatch.setattr(guard.os, "killpg", lambda group, number: ended.append(group))
    monkeypatch.setattr(guard.os, "_exit", lambda code: ended.append("exit"))
    read, write = os.pipe()
    thread = guard.watch(os.fdopen(read, "rb"), lines.append)
    os.write(write, b"/a/folder\nstop\n")
    os.close(write)
    thread.join(5)
    assert lines == ["/a/folder", "stop"]
    assert ended == [0, "exit"]


def test_no_secret_reaches_a_child(run_jobs, ask, monkeypatch, settings):
    monkeypatch.setenv("DATABASE_URL", "postgres://secret")
    monkeypatch.setenv("SECRET_KEY", "secret")
    monkeypatch.setenv("EXTRA", "wanted")
    settings.JOB_CHILD_ENV = ["EXTRA"]
    seen = run_jobs(ask(act="environment")).summary
    for name in ("DATABASE_URL", "SECRET_KEY", "DJANGO_SETTINGS_MODULE", "CELERY_BROKER_URL"):
        assert name not in seen["env"]
    assert seen["env"]["OMP_WAIT_POLICY"] == "PASSIVE"
    assert int(seen["env"]["OMP_NUM_THREADS"]) >= 1
    assert seen["env"]["CUDA_VISIBLE_DEVICES"] == ""
    assert seen["env"]["EXTRA"] == "wanted"
    assert seen["modules"] == []


def test_a_job_gives_way_to_the_site(run_jobs, ask, settings):
    settings.JOB_NICE = 3
    seen = run_jobs(ask(act="environment")).summary
    assert seen["nice"] == min(os.nice(0) + 3, 19)
    if seen["session"] is not None:
        assert seen["session"] == min(session_niceness() + 3, 19)


def session_niceness() -> int:
    """Of this process's session, where the kernel shares the processor out by session first."""
    words = Path("/proc/self/autogroup").read_text().split()  # '/autogroup-12 nice 0', or nothing
    return int(words[-1]) if words else 0


def test_a_session_is_made_nicer_as_soon_as_the_kernel_takes_it(monkeypatch, tmp_path):
    tries: list[str] = []

    def write(path: Path, text: str) -> None:
        tries.append(f"{path.parent.name}: {text}")
        if len(tries) < 3:
            raise BlockingIOError

    for proc, said in ((tmp_path, "/autogroup-12 nice 4\n"), (tmp_path / "first", "")):
        (proc / str(os.getppid())).mkdir(parents=True, exist_ok=True)
        (proc / str(os.getppid()) / "autogroup").write_text(said)
    monkeypatch.setattr(guard, "PROC", tmp_path)
    monkeypatch.setattr(guard.Path, "write_text", write)
    monkeypatch.setattr(guard.time, "sleep", lambda _seconds: None)
    monkeypatch.setattr(guard.os, "nice", lambda _steps: None)
    monkeypatch.setattr(guard.os, "getsid", lambda _pid: os.getpid())
    monkeypatch.setenv("JOB_NICE", "10")
    guard.give_way()
    assert tries == ["self: 14"] * 3
    monkeypatch.setattr(guard, "PROC", tmp_path / "first")  # the kernel's first group has no line
    guard.give_way()
    assert tries.pop() == "self: 10"
    monkeypatch.setattr(guard.os, "getsid", lambda _pid: 1)  # another's session
    guard.give_way()
    monkeypatch.setattr(guard, "PROC", tmp_path / "none")  # no such kernel
    monkeypatch.setattr(guard.os, "getsid", lambda _pid: os.getpid())
    guard.give_way()
    assert len(tries) == 3


def test_threads_are_shared_out():
    assert threads_for(1) >= threads_for(2) >= 1
    assert threads_for(10_000) == 1
    assert child_environment(3, "1", {})["POLARS_MAX_THREADS"] == "3"


def test_warm_children_serve_again_only_after_success(run_jobs, ask):
    served = [run_jobs(ask("toy.warm_act", act="environment")).summary["pid"] for _ in range(5)]
    assert len(set(served)) <= 2  # the pool's two children
    for _ in range(6):
        failed = run_jobs(ask("toy.warm_act", act="fail"))
        assert failed.state == State.ERRORED
        after = run_jobs(ask("toy.warm_act", act="environment"))
        assert after.state == State.SUCCEEDED, after.reason
        assert after.summary["pid"] != failed.attempts.get().child_pid
    fresh = run_jobs(ask(act="environment")).summary["pid"]
    assert run_jobs(ask(act="environment")).summary["pid"] != fresh


def test_the_pool_replaces_what_is_worn_or_dead(settings):
    settings.JOB_WARM_RUNS = 2
    pool = ChildPool(1, 1)
    try:
        child = pool.take_warm()
        pool.give_back(child, reusable=True)
        assert pool.take_warm() is child
        pool.give_back(child, reusable=True)
        assert not child.alive()
        other = pool.take_warm()
        other.runs = 0
        pool.give_back(other, reusable=True)
        other.process.kill()
        other.process.wait()
        assert pool.take_warm() is not other
    finally:
        pool.close()


def test_one_gpu_one_job(settings, tmp_path, monkeypatch):
    settings.JOB_GPUS = 1
    monkeypatch.delenv("CUDA_VISIBLE_DEVICES", raising=False)
    with gpus.held("default", tmp_path, lambda: False) as none:
        assert none == ""
    with gpus.held("gpu", tmp_path, lambda: False) as first:
        assert first == "0"
        asked = iter([False, True])
        with gpus.held("gpu", tmp_path, lambda: next(asked)) as second:
            assert second == ""
    with gpus.held("gpu", tmp_path, lambda: False) as again:
        assert again == "0"
    monkeypatch.setenv("CUDA_VISIBLE_DEVICES", "GPU-7")
    assert gpus.visible() == ["GPU-7"]


def test_the_spool_reads_whole_lines_only(tmp_path):
    spool = Spool(tmp_path)
    assert list(spool.events()) == []
    file = (tmp_path / "events.jsonl").open("a")
    file.write('{"kind": "log", "n": 1}\nnot json\n{"kind": "lo')
    file.flush()
    assert [event["n"] for event in spool.events()] == [1]
    file.write('g", "n": 2}\n')
    file.close()
    assert [event["n"] for event in spool.events()] == [2]
    (tmp_path / "output.log").write_text("one\n\ntwo")
    assert spool.printed() == ["one"]
    assert spool.printed(final=True) == ["two"]
