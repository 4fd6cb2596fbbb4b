"""Curves of bounded length: the rows of one attempt's metrics, halved whenever one is full."""

from __future__ import annotations

from uuid import UUID

from apps.jobs.models import JobMetric


class Curve:
    """One metric of one attempt. The child keeps every n-th point and doubles n whenever it has
    kept ``limit``; at the same moment every second point is dropped here, stored or not, so that
    the points stay evenly spaced.
    """

    def __init__(self, limit: int) -> None:
        self._limit = limit
        self._stored = 0  # rows, once the halvings that are due are done
        self._halvings = 0
        self._waiting: list[JobMetric] = []
        self._last: JobMetric | None = None

    def add(self, point: JobMetric) -> None:
        self._waiting.append(point)
        if self._stored + len(self._waiting) >= self._limit:
            start = self._stored % 2
            self._waiting = self._waiting[start::2]
            self._stored = (self._stored + 1) // 2
            self._halvings += 1

    def end_with(self, point: JobMetric) -> None:
        """The very last point, kept whatever the spacing."""
        self._last = point

    def write(self, job_id: UUID, attempt: int, name: str) -> None:
        """Bring the rows up to date, inside the caller's transaction."""
        if self._halvings:
            self._thin(job_id, attempt, name)
        rows = [*self._waiting, *([self._last] if self._last else [])]
        for row in rows:
            row.pk = None  # set where a former try was rolled back: it may be another row's now
        JobMetric.objects.bulk_create(rows, batch_size=500)

    def committed(self) -> None:
        """What :meth:`write` wrote is stored for good."""
        self._halvings = 0
        self._stored += len(self._waiting)
        self._waiting, self._last = [], None

    def leave_out(self, seq: int) -> None:
        """The points up to ``seq`` are stored already."""
        fresh = [point for point in self._waiting if point.seq > seq]
        if len(fresh) < len(self._waiting):
            self._halvings = 0  # done in the same transaction
        self._stored += len(self._waiting) - len(fresh)
        self._waiting = fresh
        if self._last is not None and self._last.seq <= seq:
            self._last = None

    def _thin(self, job_id: UUID, attempt: int, name: str) -> None:
        rows = JobMetric.objects.filter(job_id=job_id, attempt=attempt, name=name).order_by("id")
        keep = 2**self._halvings
        extra = [pk for at, pk in enumerate(rows.values_list("pk", flat=True)) if at % keep]
        for start in range(0, len(extra), 500):
            JobMetric.objects.filter(pk__in=extra[start : start + 500]).delete()

    @property
    def pending(self) -> bool:
        return bool(self._waiting or self._last)
