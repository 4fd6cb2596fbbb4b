"""Events become rows: in batches, capped, thinned, and only while the attempt owns its job."""

from __future__ import annotations

import math
from datetime import UTC, datetime
from typing import Any

from django.conf import settings
from django.db import transaction
from django.utils import timezone

from apps.core.messages import Message, msg
from apps.jobs.domain.transitions import update_open
from apps.jobs.models import Job, JobAttempt, JobLog, JobMetric
from apps.jobs.supervisor.series import Curve

LEVELS = ("info", "warning", "error", "output")
MAX_LINE = 4_000
MEMORY_SECONDS = 10.0
CUT = msg("The log is longer than {count} lines; what follows is not kept.")


class Recorder:
    """Collects what an attempt said and writes it. Sequence numbers go on over attempts, so that
    a page which asks for what came after the last one it has misses nothing.
    """

    def __init__(self, job: Job, attempt: JobAttempt) -> None:
        self._job = job
        self._attempt = attempt
        self._seq = job.last_seq
        self._lines_left: int = settings.JOB_LOG_LINES
        self._logs: list[JobLog] = []
        self._curves: dict[str, Curve] = {}
        self._row: dict[str, Any] = {}
        self._uncertain = False  # whether the last write was committed
        self._last: tuple[float, float] | None = None  # steps done, when
        self._speed: float | None = None

    def take(self, event: dict[str, Any]) -> None:
        """Note one event of the child."""
        match event["kind"]:
            case "log":
                self.line(str(event["text"]), str(event.get("level", "info")), event.get("t"))
            case "metric":
                self._metric(event)
            case "progress":
                self._seq += 1
                self._row |= {
                    "progress_done": _finite(event["done"]),
                    "progress_total": _finite(event["total"]),
                    "progress_note": event.get("note"),
                    "progress_rate": self._rate(_finite(event["done"]), float(event.get("t", 0))),
                }
            case "checkpoint":
                self._seq += 1
                self._row["phase"] = "checkpoint"

    def _rate(self, done: float, at: float) -> float | None:
        """Steps a second as an exponential mean over about the last ten seconds of work."""
        if self._last is None or done < self._last[0]:
            self._last = (done, at)
            return self._speed
        steps, seconds = done - self._last[0], at - self._last[1]
        if seconds < 0.2:
            return self._speed
        self._last = (done, at)
        weight = 1.0 if self._speed is None else 1 - math.exp(-seconds / MEMORY_SECONDS)
        self._speed = (self._speed or 0.0) * (1 - weight) + steps / seconds * weight
        return self._speed

    def line(self, text: str, level: str = "info", at: float | None = None) -> None:
        """Note one log line; the first one over the limit says that there are more."""
        if self._lines_left < 0:
            return
        self._lines_left -= 1
        if self._lines_left < 0:
            text, level = (
                str(Message(text=CUT.text, values={"count": settings.JOB_LOG_LINES})),
                "warning",
            )
        self._seq += 1
        clean = text[:MAX_LINE].replace("\x00", "")
        self._logs.append(
            JobLog(
                job_id=self._job.pk, attempt=self._attempt.number, seq=self._seq, at=_when(at),
                level=level if level in LEVELS else "info", text=clean,
            )
        )  # fmt: skip

    def forget(self) -> None:
        """Leave out what is not written yet, such as rows that the database refuses."""
        self._row, self._logs, self._curves = {}, [], {}

    @property
    def full(self) -> bool:
        return self._lines_left < 0

    def _metric(self, event: dict[str, Any]) -> None:
        self._seq += 1
        name = str(event["name"])[:60]
        point = JobMetric(
            job_id=self._job.pk, attempt=self._attempt.number, seq=self._seq,
            name=name, step=int(event["step"]), value=float(event["value"]),
            at=_when(event.get("t")),
        )  # fmt: skip
        curve = self._curves.setdefault(name, Curve(settings.JOB_METRIC_POINTS))
        if event.get("last"):
            curve.end_with(point)
        else:
            curve.add(point)

    @property
    def pending(self) -> bool:
        return bool(self._logs or self._row) or any(
            curve.pending for curve in self._curves.values()
        )

    def columns(self) -> dict[str, Any]:
        """The job's columns to write along; progress is what was said last."""
        return {**self._row, "last_seq": self._seq}

    def flush(self) -> bool:
        """Write what was collected; False if the attempt no longer owns the job. What could not
        be committed is kept for the next call.
        """
        with transaction.atomic():
            self.leave_out_what_is_stored()
            if not update_open(self._job, **self.columns()):
                return False
            JobAttempt.objects.filter(pk=self._attempt.pk).update(
                peak_memory_bytes=self._attempt.peak_memory_bytes,
                cpu_seconds=self._attempt.cpu_seconds,
            )
            self.write_rows()
        self.committed()
        return True

    def leave_out_what_is_stored(self) -> None:
        """After a commit whose answer was lost with the connection, the row says how far it got.
        Call it in the transaction that writes.
        """
        if not self._uncertain:
            self._uncertain = True  # until this one is known to be committed
            return
        row = Job.objects.filter(pk=self._job.pk, attempt=self._attempt.number)
        stored = row.values_list("last_seq", flat=True).first() or 0
        self._logs = [line for line in self._logs if line.seq > stored]
        for curve in self._curves.values():
            curve.leave_out(stored)

    def write_rows(self) -> None:
        """Log lines and points, inside the caller's transaction."""
        for line in self._logs:
            line.pk = None  # set where a former try was rolled back: it may be another row's now
        if self._logs:
            JobLog.objects.bulk_create(self._logs, batch_size=500)
        for name, curve in self._curves.items():
            if curve.pending:
                curve.write(self._job.pk, self._attempt.number, name)

    def committed(self) -> None:
        """What was collected is stored for good."""
        self._uncertain = False
        self._row, self._logs = {}, []
        for curve in self._curves.values():
            if curve.pending:  # else it was not written, and a halving is still to be done
                curve.committed()


def _finite(value: Any) -> float:
    number = float(value)
    return number if math.isfinite(number) else 0.0


def _when(at: float | None) -> datetime:
    return datetime.fromtimestamp(at, UTC) if at is not None else timezone.now()
