"""Memory is refused by the kernel inside the child, or noticed by the supervisor within a tick."""

from __future__ import annotations

import signal
import subprocess
import sys

import pytest

from apps.engines import registry
from apps.jobs.child.run import NO_MEMORY
from apps.jobs.models import State
from apps.jobs.supervisor import spec
from apps.jobs.supervisor.environment import child_environment
from apps.jobs.supervisor.verdict import KILLED, crash_reason
from lepton_site import memory

MEGABYTE = 1024**2
LIMITED = """
from apps.jobs.child.guard import memory_limited
import numpy, pyarrow
pyarrow.array(range(10))

def refused(take):
    try:
        take()
    except MemoryError:
        return True
    return False

def large(): bytearray(300 * 1024**2)
def arrow(): pyarrow.allocate_buffer(300 * 1024**2)
def small(): bytearray(40 * 1024**2), pyarrow.allocate_buffer(40 * 1024**2)

with memory_limited(200 * 1024**2):
    print(refused(large), refused(arrow), refused(small))
print(refused(large))
"""
linux = pytest.mark.skipif(not sys.platform.startswith("linux"), reason="the kernel's own limit")


@linux
def test_the_kernel_refuses_more_than_the_limit_and_only_then():
    done = subprocess.run(
        [sys.executable, "-c", LIMITED],
        capture_output=True, text=True, check=True, timeout=60, env=child_environment(1),
    )  # fmt: skip
    assert done.stdout.split() == ["True", "True", "False", "False"]


@linux
@pytest.mark.django_db
@pytest.mark.usefixtures("toys")
def test_a_run_that_meets_its_own_limit_says_so_and_the_worker_goes_on(run_jobs, ask, monkeypatch):
    monkeypatch.setattr(spec, "memory_of", lambda engine: 100 * MEGABYTE)
    job = run_jobs(ask(act="hog"))
    assert job.state == State.ERRORED
    assert "of memory that reading and writing tables may take" in job.reason["text"]
    assert job.attempts.get().peak_memory_bytes < 400 * MEGABYTE


@pytest.mark.django_db
def test_engines_that_read_tables_are_limited_unless_told_otherwise(settings):
    assert settings.JOB_SYSTEM_MEMORY_BYTES == 3 * 1024**3
    for key in ("datasets.inspect", "datasets.import", "datasets.excel"):
        assert spec.memory_of(registry.get(key)) == 3 * 1024**3
    assert spec.memory_of(registry.get("regression.least_squares")) == 0


def test_what_one_job_may_take_is_a_share_of_the_machine_or_its_container(tmp_path, monkeypatch):
    whole = memory.memory_bytes()
    assert memory.job_share() == int(0.75 * whole) > 0
    limit = tmp_path / "memory.max"
    monkeypatch.setattr(memory, "CONTAINER_LIMITS", (str(limit),))
    limit.write_text("268435456\n")
    assert memory.memory_bytes() == 256 * MEGABYTE
    limit.write_text("max\n")
    assert memory.memory_bytes() >= whole


def test_files_that_can_be_read_again_are_left_to_a_container(tmp_path, monkeypatch):
    limit, use = tmp_path / "memory.max", tmp_path / "memory.current"
    monkeypatch.setattr(memory, "CONTAINER_LIMITS", (str(limit),))
    monkeypatch.setattr(memory, "CONTAINER_USES", ((str(use), "inactive_file"),))
    assert memory.container_left() == []
    limit.write_text("1000\n")
    use.write_text("700\n")
    assert memory.container_left() == [300]
    (tmp_path / "memory.stat").write_text("anon 500\ninactive_file 200\n")
    assert memory.container_left() == [500]


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("memory allocation of 3355443200 bytes failed\n", NO_MEMORY),
        ("terminate called after throwing an instance of 'std::bad_alloc'\n", NO_MEMORY),
        ("assertion failed", None),
    ],
)
def test_native_code_that_aborts_for_want_of_memory_is_understood(words, expected):
    reason = crash_reason(-signal.SIGABRT, words)
    assert reason == expected if expected else "SIGABRT" in str(reason)
    assert crash_reason(-signal.SIGKILL, words) == KILLED
