"""One attempt from claim to final state, as seen by the worker's thread."""

from __future__ import annotations

import logging
import os
import shutil
import signal
import threading
import traceback
from collections.abc import Callable
from pathlib import Path
from typing import TypeVar
from uuid import UUID, uuid4

from django.conf import settings
from django.db import transaction
from django.utils import timezone

from apps.core.logs import of_job
from apps.engines import registry
from apps.engines.contract import Engine
from apps.jobs import finishing
from apps.jobs.child.run import CLEAN
from apps.jobs.domain import artifacts, budget, dividing, folders, provenance, transitions
from apps.jobs.domain.identity import host_identity
from apps.jobs.domain.parts import why_cancelled
from apps.jobs.domain.retrying import AWAY, retrying
from apps.jobs.domain.submit import SubmissionRefused
from apps.jobs.models import Job, JobArtifact, JobAttempt, State, Task
from apps.jobs.supervisor import gpus
from apps.jobs.supervisor.children import Child
from apps.jobs.supervisor.heart import heart
from apps.jobs.supervisor.pool import ChildPool, get_pool
from apps.jobs.supervisor.recorder import Recorder
from apps.jobs.supervisor.spec import is_trusted, write_spec
from apps.jobs.supervisor.verdict import (
    INPUT_GONE,
    NO_ENGINE,
    WORKER_STOPPED,
    Ending,
    Verdict,
    judge,
    no_parts_verdict,
    read_answer,
    read_last_words,
    refused_verdict,
    start_verdict,
    storage_verdict,
)
from apps.jobs.supervisor.watch import Watch

T = TypeVar("T")
logger = logging.getLogger(__name__)
shutting_down = threading.Event()
draining = threading.Event()  # an administrator wants this worker empty: it takes nothing more
LONG_PATIENCE_SECONDS = 900.0  # for the end of a run that may have taken hours


def supervise(job_id: UUID | str, pool: ChildPool | None = None) -> Job | None:
    """Run a queued job to its end in a child. None if it was not there to be claimed."""
    if shutting_down.is_set() or draining.is_set():
        return None
    ticket = uuid4()
    claimed = retrying(
        lambda: transitions.claim(job_id, host=host_identity(), pid=os.getpid(), ticket=ticket)
    )
    if claimed is None:
        return None
    job, attempt = claimed
    run = Supervision(job, attempt, pool or get_pool())
    with of_job(job.pk), heart.beating(attempt):
        try:
            run.carry_out()
        except AWAY:
            logger.exception("the database was away for too long for job %s", job.pk)
            run.give_back()
        except Exception as error:
            logger.exception("the supervision of job %s failed", job.pk)
            run.recorder.forget()  # else a row that was refused would be refused again
            run.conclude(start_verdict(error))
    return job


def patiently(action: Callable[[], T]) -> T:
    """A run's end is worth waiting for, but not when the worker itself must go."""
    return retrying(action, patience=LONG_PATIENCE_SECONDS, give_up=shutting_down.is_set)


class Supervision:
    """Owns one attempt: its folder, its child, its rows."""

    def __init__(self, job: Job, attempt: JobAttempt, pool: ChildPool) -> None:
        self.job = job
        self.attempt = attempt
        self.pool = pool
        self.folder = folders.attempt_folder(job.pk, attempt.number)
        self.recorder = Recorder(job, attempt)
        self.threads = pool.threads
        self.limit = float(job.time_limit_seconds or settings.JOB_TIME_LIMIT_SECONDS)

    def carry_out(self) -> None:
        """Run the attempt to its end, however it ends."""
        folders.make_attempt_folder(self.job.pk, self.attempt.number)
        try:
            engine = registry.get(self.job.engine_key)
        except registry.UnknownEngineError:
            self.conclude(Verdict(State.ERRORED, NO_ENGINE))
            return
        watch = Watch(self.job, self.attempt, self.recorder, self.folder, self.limit, shutting_down)
        most = settings.JOB_DEVICES if engine.shares else 1
        needed = int(budget.expected(self.job).get("device_memory_bytes", 0))
        least = budget.least_of_device(self.job)
        if self.job.queue == "gpu" and (issue := budget.device_issue(least, gpus.largest())):
            self.conclude(refused_verdict(issue))
            return
        folder = self.folder.parent.parent
        held = gpus.held(self.job.queue, folder, watch.asked_to_end, most, needed)
        with held as gpu:
            if watch.ending is not Ending.NONE:
                self._end_early(watch.ending)
                return
            self.attempt.device = "cuda:0" if gpu else "cpu"
            self.attempt.devices = gpu.count(",") + 1
            try:
                write_spec(
                    self.job, engine, self.folder, device=self.attempt.device,
                    threads=self.threads, devices=self.attempt.devices,
                )  # fmt: skip
            except LookupError:
                trace = traceback.format_exc()
                self.conclude(Verdict(State.ERRORED, INPUT_GONE, error=trace))
                return
            self._run(engine, watch, gpu)

    def _run(self, engine: Engine, watch: Watch, gpu: str) -> None:
        trusted = is_trusted(engine.key)
        warm = not gpu and trusted and (engine.warm or self.job.task == Task.PREDICT)
        own = (*engine.imports, engine.runner.partition(":")[0]) if engine.imports else ()
        child = self._start(warm, gpu, own if trusted else ())
        self.attempt.child_pid = child.pid
        ended_well = False
        try:
            ended_well = watch.until_end(child)
        finally:
            self.attempt.exit_code = code = None if ended_well else self._stop(child)
            answer = read_answer(self.folder)
            watch.measure(answer)
            # A child whose run did not succeed is on its way out, even if it is still there.
            clean = ended_well and (answer or {}).get("outcome") in CLEAN
            self.pool.give_back(child, reusable=warm and clean)
        if watch.ending in {Ending.FENCED, Ending.SHUTDOWN}:
            self._end_early(watch.ending)
            return
        words = "" if answer else read_last_words(self.folder)
        verdict = judge(self.job, watch.ending, answer, code, self.limit, words)
        self.conclude(verdict, ran=watch.running_seen)

    def _start(self, warm: bool, gpu: str, imports: tuple[str, ...]) -> Child:
        """A child that has taken the folder; a warm one that died while idle is replaced once."""
        pool = self.pool
        for _ in range(3):
            child = pool.take_warm() if warm else pool.take_fresh(self.threads, gpu, imports)
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
            self.give_back()
        elif ending is Ending.CANCELLED:
            self.conclude(judge(self.job, ending, None, None, self.limit))

    def give_back(self) -> None:
        """The job waits for its next attempt, or is cancelled if that was asked for. Where the
        database is still away, it is found as lost later.
        """
        try:
            if retrying(lambda: transitions.requeue(self.job, self.attempt, WORKER_STOPPED)):
                artifacts.discard_attempt(self.job.pk, self.attempt.number)
                return
            if retrying(lambda: transitions.is_cancelling(self.job)):
                self.conclude(Verdict(State.CANCELLED, why_cancelled(self.job)))
        except AWAY:
            logger.warning("job %s could not be given back", self.job.pk)

    def conclude(self, verdict: Verdict, *, ran: bool = False) -> None:
        """Store artefacts and the final state, then let the rooms above react. A cancel that was
        accepted before the final state counts. A parent that has planned is held for its parts.
        """
        if verdict.state is State.QUEUED:
            self._divide(verdict)
            return
        stored: list[JobArtifact] = []
        if verdict.state is State.SUCCEEDED:
            try:
                stored = self._store(verdict.answer.get("artifacts", {}))
            except AWAY:  # the run goes on with its next attempt
                raise
            except Exception as error:  # noqa: BLE001 - whatever storage raises, the job says so
                verdict = storage_verdict(error)
        try:
            written = patiently(lambda: self._write(verdict, stored, ran))
        except artifacts.NoRoomError as error:
            artifacts.discard(stored)
            self.conclude(storage_verdict(error), ran=ran)
            return
        if not written:
            artifacts.discard(stored)
            self._overtaken(verdict, ran)
            return
        folders.remove(self.job.pk)
        if self.job.handled_at is None:
            patiently(lambda: finishing.settle(self.job))

    def _overtaken(self, verdict: Verdict, ran: bool) -> None:
        """Nothing was written: a cancel came first, or the job is another attempt's by now."""
        if verdict.state is not State.CANCELLED and patiently(
            lambda: transitions.is_cancelling(self.job)
        ):
            self.conclude(Verdict(State.CANCELLED, why_cancelled(self.job)), ran=ran)
            return
        logger.warning("job %s: attempt %s was fenced", self.job.pk, self.attempt.number)

    def _divide(self, verdict: Verdict) -> None:
        """Make the parts that were planned. This attempt is over; the job is not."""
        try:
            written = patiently(lambda: self._write_parts(verdict))
        except SubmissionRefused as refused:
            self.conclude(no_parts_verdict(refused), ran=True)
            return
        if written:  # this attempt's folder alone: the next attempt may be under way by now
            shutil.rmtree(self.folder, ignore_errors=True)
        else:
            self._overtaken(verdict, ran=True)

    def _write_parts(self, verdict: Verdict) -> bool:
        with transaction.atomic():
            self.recorder.leave_out_what_is_stored()
            columns = self.recorder.columns()
            if not dividing.divide(self.job, self.attempt, verdict.answer, columns):
                return transitions.has_planned(self.attempt)
            self.recorder.write_rows()
        self.recorder.committed()
        return True

    def _store(self, files: dict[str, str]) -> list[JobArtifact]:
        """Files move once; only the question whether there is room waits for the database."""
        sizes = [Path(path).stat().st_size for path in files.values()]
        patiently(lambda: artifacts.require_room(self.job, sizes))
        return artifacts.store(self.job, files)

    def _write(self, verdict: Verdict, stored: list[JobArtifact], ran: bool) -> bool:
        columns = verdict.columns()
        columns["provenance"] = provenance.describe(
            self.job, self.attempt, threads=self.threads, answer=verdict.answer, artifacts=stored
        )
        if ran and self.job.running_at is None:
            columns["running_at"] = timezone.now()
        followed = bool(finishing.handlers_for(self.job))
        if not followed:
            columns["handled_at"] = timezone.now()
        reason = verdict.sentence()
        self.attempt.reason = str(reason)[:300] if reason else ""
        with transaction.atomic():
            artifacts.require_room_held(self.job, stored)
            self.recorder.leave_out_what_is_stored()
            merged = {**self.recorder.columns(), **columns}
            if not transitions.finish(self.job, self.attempt, verdict.state, **merged):
                return transitions.was_finished(self.job, self.attempt, verdict.state)
            self.recorder.write_rows()
            JobArtifact.objects.bulk_create(stored)
            finishing.report_end(self.job)
            if not followed:
                finishing.tell(self.job)
        self.recorder.committed()
        return True
