"""One attempt from claim to final state, as seen by the worker's thread."""

from __future__ import annotations

import logging
import os
import signal
import threading
import traceback
from uuid import UUID

from django.conf import settings
from django.db import transaction
from django.utils import timezone

from apps.core.happenings import report
from apps.engines import registry
from apps.engines.contract import Engine
from apps.jobs import finishing
from apps.jobs.domain import artifacts, folders, provenance, transitions
from apps.jobs.domain.identity import host_identity
from apps.jobs.domain.kinds import is_quiet
from apps.jobs.domain.retrying import retrying
from apps.jobs.models import Job, JobArtifact, JobAttempt, State, Task
from apps.jobs.supervisor import gpus
from apps.jobs.supervisor.children import Child
from apps.jobs.supervisor.pool import ChildPool, get_pool
from apps.jobs.supervisor.recorder import Recorder
from apps.jobs.supervisor.spec import is_trusted, write_spec
from apps.jobs.supervisor.verdict import (
    INPUT_GONE,
    NO_ENGINE,
    NOT_STARTED,
    WORKER_STOPPED,
    Ending,
    Verdict,
    judge,
    read_answer,
    storage_verdict,
)
from apps.jobs.supervisor.watch import Watch

logger = logging.getLogger(__name__)
shutting_down = threading.Event()


def supervise(job_id: UUID | str, pool: ChildPool | None = None) -> Job | None:
    """Run a queued job to its end in a child. None if it was not there to be claimed."""
    if shutting_down.is_set():
        return None
    claimed = retrying(lambda: transitions.claim(job_id, host=host_identity(), pid=os.getpid()))
    if claimed is None:
        return None
    job, attempt = claimed
    run = Supervision(job, attempt, pool or get_pool())
    try:
        run.carry_out()
    except Exception:
        logger.exception("the supervision of job %s failed", job.pk)
        run.conclude(Verdict(State.ERRORED, NOT_STARTED, error=traceback.format_exc()))
    return job


class Supervision:
    """Owns one attempt: its folder, its child, its rows."""

    def __init__(self, job: Job, attempt: JobAttempt, pool: ChildPool) -> None:
        self.job = job
        self.attempt = attempt
        self.pool = pool
        self.folder = folders.make_attempt_folder(job.pk, attempt.number)
        self.recorder = Recorder(job, attempt)
        self.threads = pool.threads
        self.limit = float(job.time_limit_seconds or settings.JOB_TIME_LIMIT_SECONDS)

    def carry_out(self) -> None:
        try:
            engine = registry.get(self.job.engine_key)
        except registry.UnknownEngineError:
            self.conclude(Verdict(State.ERRORED, NO_ENGINE))
            return
        watch = Watch(self.job, self.attempt, self.recorder, self.folder, self.limit, shutting_down)
        with gpus.held(self.job.queue, self.folder.parent.parent, watch.asked_to_end) as gpu:
            if watch.ending is not Ending.NONE:
                self._end_early(watch.ending)
                return
            self.attempt.device = "cuda:0" if gpu else "cpu"
            try:
                write_spec(
                    self.job, engine, self.folder, device=self.attempt.device, threads=self.threads
                )
            except LookupError:
                trace = traceback.format_exc()
                self.conclude(Verdict(State.ERRORED, INPUT_GONE, error=trace))
                return
            self._run(engine, watch, gpu)

    def _run(self, engine: Engine, watch: Watch, gpu: str) -> None:
        warm = not gpu and is_trusted(engine.key) and (engine.warm or self.job.task == Task.PREDICT)
        child = self._start(warm, gpu)
        self.attempt.child_pid = child.pid
        ended_well = False
        try:
            ended_well = watch.until_end(child)
        finally:
            self.attempt.exit_code = code = None if ended_well else self._stop(child)
            answer = read_answer(self.folder)
            watch.measure(answer)
            # A child whose run did not succeed is on its way out, even if it is still there.
            clean = ended_well and (answer or {}).get("outcome") == "succeeded"
            self.pool.give_back(child, reusable=warm and clean)
        if watch.ending in {Ending.FENCED, Ending.SHUTDOWN}:
            self._end_early(watch.ending)
            return
        self.conclude(
            judge(self.job, watch.ending, answer, code, self.limit), ran=watch.running_seen
        )

    def _start(self, warm: bool, gpu: str) -> Child:
        """A child that has taken the folder; a warm one that died while idle is replaced once."""
        for _ in range(3):
            child = self.pool.take_warm() if warm else self.pool.take_fresh(self.threads, gpu)
            if child.run(self.folder):
                return child
            child.end()
        raise RuntimeError("no child process could be started")

    def _stop(self, child: Child) -> int | None:
        """The exit code of a child that has ended or is made to."""
        code = child.exit_code(0.5)
        if code is None:
            child.signal_group(signal.SIGKILL)
            code = child.exit_code()
        return code

    def _end_early(self, ending: Ending) -> None:
        if ending is Ending.SHUTDOWN:
            retrying(lambda: transitions.requeue(self.job, self.attempt, WORKER_STOPPED))
        elif ending is Ending.CANCELLED:
            self.conclude(judge(self.job, ending, None, None, self.limit))

    def conclude(self, verdict: Verdict, *, ran: bool = False) -> None:
        """Store artefacts and the final state, then let the rooms above react."""
        stored: list[JobArtifact] = []
        if verdict.state is State.SUCCEEDED:
            try:
                stored = artifacts.store(self.job, verdict.answer.get("artifacts", {}))
            except Exception as error:  # noqa: BLE001 - whatever storage raises, the job says so
                verdict = storage_verdict(error)
        if not retrying(lambda: self._write(verdict, stored, ran)):
            logger.warning("job %s: attempt %s was fenced", self.job.pk, self.attempt.number)
            artifacts.discard(stored)
            return
        folders.remove(self.job.pk)
        if self.job.handled_at is None:
            finishing.settle(self.job)

    def _write(self, verdict: Verdict, stored: list[JobArtifact], ran: bool) -> bool:
        columns = verdict.columns()
        columns["provenance"] = provenance.describe(
            self.job, self.attempt, threads=self.threads, answer=verdict.answer, artifacts=stored
        )
        if ran and self.job.running_at is None:
            columns["running_at"] = timezone.now()
        self.job.state = verdict.state
        followed = bool(finishing.handlers_for(self.job))
        if not followed:
            columns["handled_at"] = timezone.now()
        reason = verdict.sentence()
        self.attempt.reason = str(reason)[:300] if reason else ""
        with transaction.atomic():
            merged = {**self.recorder.columns(), **columns}
            if not transitions.finish(self.job, self.attempt, verdict.state, **merged):
                return False
            self.recorder.write_rows()
            JobArtifact.objects.bulk_create(stored)
            self._report(verdict.state)
            if not followed:
                finishing.tell(self.job)
        return True

    def _report(self, state: State) -> None:
        if is_quiet(self.job):
            return
        report(
            "jobs.job.finished", project_id=self.job.project_id, subject=self.job,
            state=state.value, attempt=self.attempt.number,
        )  # fmt: skip
