"""The log of predictions. An answer never waits for it and never fails by it.

What was answered goes into a queue of the process; a thread writes it in batches. A full queue and
a database that is away lose entries, which the log of the process tells.
"""

from __future__ import annotations

import atexit
import hashlib
import hmac
import logging
import os
import queue
import threading
import time
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any
from uuid import NAMESPACE_OID, UUID, uuid4, uuid5

from django.conf import settings
from django.db import DataError, IntegrityError, connections, transaction

from apps.engines.contract import Prediction
from apps.jobs.models import Job, State, Task
from apps.modelhub.models import ModelAlias, RegisteredModel
from apps.modelhub.watching import reading, texts
from apps.modelhub.watching.models import Keeps, LoggedPrediction, Watch

logger = logging.getLogger(__name__)
MOST_WAITING = 200  # answers, each of up to SERVE_ROWS rows
BATCH = 1000  # rows of one statement
PARTS = 1_000_000  # of which the share that is logged is told
QUIET_SECONDS = 60.0  # between two warnings of lost entries


@dataclass(frozen=True)
class Answered:
    """Rows that a model was asked about for a watched name, and the id of each that is logged."""

    watch: Watch
    model: RegisteredModel
    asked: Sequence[Mapping[str, Any]]
    prediction: Prediction
    ids: Sequence[UUID | None]


class Writer:
    """Writes what is put into it from a thread of this process, started with the first entry."""

    def __init__(self) -> None:
        self._queue: queue.Queue[Answered] = queue.Queue(MOST_WAITING)
        self._taken: list[Answered] = []  # out of the queue by the thread, and not written yet
        self._pid = 0
        self._lock = threading.Lock()
        self._warned = 0.0

    def put(self, answered: Answered) -> None:
        """Never waits and never raises."""
        try:
            self._queue.put_nowait(answered)
        except queue.Full:
            self._lost(sum(one is not None for one in answered.ids))
            return
        if not settings.PREDICTION_LOG_SECONDS:
            self.flush()
        elif self._pid != os.getpid():  # the first entry, or the first after a fork
            try:
                self._start()
            except RuntimeError:  # the next entry tries again
                logger.exception("no thread could be started for the log of predictions")

    def flush(self) -> None:
        """Write what waits, in this thread. What is written twice is stored once."""
        waiting = [*self._taken]
        while True:
            try:
                waiting.append(self._queue.get_nowait())
            except queue.Empty:
                break
        if waiting:
            self._write(waiting)

    def _start(self) -> None:
        with self._lock:
            if self._pid == os.getpid():
                return
            self._taken = []  # another process's, after a fork
            threading.Thread(target=self._run, name="prediction-log", daemon=True).start()
            self._pid = os.getpid()
            atexit.register(self.flush)

    def _run(self) -> None:
        while True:
            self._taken = [self._queue.get()]
            time.sleep(settings.PREDICTION_LOG_SECONDS)
            while len(self._taken) < MOST_WAITING and not self._queue.empty():
                self._taken.append(self._queue.get())
            self._write(self._taken)
            self._taken = []
            connections.close_all()

    def _write(self, waiting: Sequence[Answered]) -> None:
        try:
            with transaction.atomic():
                write(row for answered in waiting for row in rows_of(answered))
        except Exception as error:  # whatever it is, answers go on
            if len(waiting) > 1 and isinstance(error, IntegrityError | DataError):
                for one in waiting:  # such as a name that is gone: it takes nobody else's along
                    self._write([one])
                return
            logger.exception("predictions could not be logged")
            self._lost(sum(id_ is not None for one in waiting for id_ in one.ids))

    def _lost(self, count: int) -> None:
        if time.monotonic() - self._warned > QUIET_SECONDS:
            self._warned = time.monotonic()
            logger.warning("%d predictions and perhaps more were not logged", count)


writer = Writer()


def note(
    alias: ModelAlias,
    model: RegisteredModel,
    asked: Sequence[Mapping[str, Any]],
    prediction: Prediction,
) -> list[UUID | None] | None:
    """Log what ``model`` has answered for ``alias``; the id of each row, None where the row is not
    in the share that is logged. None for a name that is not watched.
    """
    watch = watch_of(alias)
    if watch is None:
        return None
    ids = chosen(watch, [uuid4() for _ in asked])
    if any(ids):
        writer.put(Answered(watch, model, asked, prediction, ids))
    return ids


def watch_of(alias: ModelAlias) -> Watch | None:
    """How the name is watched; None where nothing is logged."""
    watch: Watch | None = getattr(alias, "watch", None)
    return watch if watch is not None and watch.share > 0 else None


def chosen(watch: Watch, ids: Sequence[UUID]) -> list[UUID | None]:
    """The ids that are in the share. It follows from the id, so it is the same again."""
    limit = round(watch.share * PARTS)
    return [one if one.int % PARTS < limit else None for one in ids]


def ids_of_job(job: Job, watch: Watch) -> list[UUID | None]:
    """The ids of the rows that a job was asked about."""
    names = (f"{job.pk}/{number}" for number in range(len(job.params.get("rows", []))))
    return chosen(watch, [uuid5(NAMESPACE_OID, name) for name in names])


def log_job(job: Job) -> None:
    """Log the answer of a job that was asked for by a serving name. Repeatable, and never a reason
    to call the job failed.
    """
    try:
        with transaction.atomic():
            _log_job(job)
    except Exception:  # as for what is answered at once
        logger.exception("the predictions of job %s could not be logged", job.pk)


def _log_job(job: Job) -> None:
    name = job.inputs.get("model", {}).get("alias")
    if job.task != Task.PREDICT or job.state != State.SUCCEEDED or not name or not job.result:
        return
    aliases = ModelAlias.objects.filter(project=job.project_id, name=name).select_related("watch")
    alias = aliases.first()
    watch = watch_of(alias) if alias else None
    models = RegisteredModel.objects.filter(
        project=job.project_id, pk=job.inputs["model"].get("id")
    )
    model = models.first() if watch else None
    if watch is None or model is None:
        return
    prediction = Prediction.model_validate(job.result)
    asked, ids = job.params.get("rows", []), ids_of_job(job, watch)
    write(rows_of(Answered(watch, model, asked, prediction, ids)))


def write(rows: Iterator[LoggedPrediction]) -> None:
    """Store rows; one that is there already stays."""
    LoggedPrediction.objects.bulk_create(rows, batch_size=BATCH, ignore_conflicts=True)


def rows_of(answered: Answered) -> Iterator[LoggedPrediction]:
    """What is stored of an answer, as far as it may be."""
    watch, model = answered.watch, answered.model
    kinds = {field["name"]: field.get("dtype", "number") for field in model.predict_fields}
    columns = reading.keys(answered.prediction.columns)
    for key, asked, row in zip(
        answered.ids, answered.asked, answered.prediction.rows, strict=False
    ):
        if key is None:
            continue
        said = {n: str(asked.get(n) or "") for n, kind in kinds.items() if kind == "text"}
        numbers = {
            name: number
            for name, kind in kinds.items()
            if kind != "text" and (number := _number(asked.get(name))) is not None
        }
        answer, score = reading.said(row, *columns)
        yield LoggedPrediction(
            id=key, project_id=watch.project_id, watch_id=watch.pk, model_id=model.pk,
            digest=_digest(watch, said, numbers), length=texts.length(said.values()),
            texts=_kept(watch, said), numbers=numbers, answer=answer, score=score,
        )  # fmt: skip


def _number(value: Any) -> float | None:
    try:
        number = float(value)
    except (TypeError, ValueError, OverflowError):
        return None
    return number if abs(number) < float("inf") else None


def _kept(watch: Watch, said: Mapping[str, str]) -> dict[str, str] | None:
    if not said or watch.keeps == Keeps.FEATURES:
        return None
    if watch.keeps == Keeps.MASKED:
        return {name: texts.compared(text, masked=True) for name, text in said.items()}
    return {name: text[: texts.LONGEST] for name, text in said.items()}


def _digest(watch: Watch, said: Mapping[str, str], numbers: Mapping[str, float]) -> str:
    """Keyed, so that nobody finds a short text by trying; by name, so that it links no two logs."""
    key = f"prediction-log {watch.pk} {settings.SECRET_KEY}".encode()
    told = repr((sorted(said.items()), sorted(numbers.items()))).encode()
    return hmac.new(key, told, hashlib.sha256).hexdigest()[:32]
