"""Children that are started before they are needed, so that a short job pays for no import."""

from __future__ import annotations

import atexit
import logging
import threading
from concurrent.futures import Future

from django.conf import settings

from apps.jobs.supervisor.children import Child, Forge
from apps.jobs.supervisor.environment import child_environment, threads_for
from apps.jobs.supervisor.ready import Kind, ReadyChild

logger = logging.getLogger(__name__)
# What the engines that share warm children use. Each costs every worker start time and memory:
# scipy.stats and polars, which only few engines need, would double both.
WARM_MODULES = "numpy,scipy.linalg,scipy.special,pyarrow,pyarrow.parquet,apps.engines.tables"


class ChildPool:
    """``size`` idle warm children, refilled in the background; fresh children on demand."""

    def __init__(self, size: int, concurrency: int) -> None:
        self.size = size
        self.threads = threads_for(concurrency)
        self._forge = Forge()
        self._ready = ReadyChild(self._forge)
        self._idle: list[Child] = []
        self._ordered = 0
        self._lock = threading.Lock()
        self._closed = False

    def fill(self) -> None:
        """Order as many warm children as are missing. Does not wait for them."""
        with self._lock:
            missing = 0 if self._closed else self.size - len(self._idle) - self._ordered
            self._ordered += max(missing, 0)
        for _ in range(missing):
            self._forge.order(self._warm).add_done_callback(self._arrived)

    def _arrived(self, future: Future[Child]) -> None:
        error = future.exception()
        with self._lock:
            self._ordered -= 1
            if error is None and not self._closed:
                self._idle.append(future.result())
                return
        if error is not None:
            logger.error("a warm child could not be started", exc_info=error)
        else:
            future.result().end()

    def _warm(self) -> Child:
        return Child(child_environment(self.threads), WARM_MODULES)

    def take_warm(self) -> Child:
        """An idle warm child, or a new one if none is idle."""
        with self._lock:
            while self._idle:
                child = self._idle.pop()
                if child.alive():
                    return child
                child.end()
        return self._forge.order(self._warm).result()

    def take_fresh(self, threads: int, gpu: str = "", modules: tuple[str, ...] = ()) -> Child:
        """A child of one run only, with its own threads and device; where there are ``modules``,
        one that may have imported them already.
        """
        if modules:
            return self._ready.take(Kind(modules, threads, gpu))
        environment = child_environment(threads, gpu)
        return self._forge.order(lambda: Child(environment, "")).result()

    def refill(self) -> None:
        """Start the spare child that was taken anew, without waiting for its usual time."""
        self._ready.refill()

    def give_back(self, child: Child, *, reusable: bool) -> None:
        """Keep the child for the next job, or end it; then refill."""
        child.runs += 1
        fit = reusable and child.runs < settings.JOB_WARM_RUNS and child.alive()
        fit = fit and child.resident() < settings.JOB_WARM_MEMORY_BYTES
        with self._lock:
            if fit and not self._closed and len(self._idle) < self.size:
                self._idle.append(child)
                return
        child.end()
        self.fill()
        self.refill()

    def idle(self) -> int:
        with self._lock:
            return len(self._idle)

    def close(self) -> None:
        """End all idle children."""
        with self._lock:
            self._closed = True
            idle, self._idle = self._idle, []
        self._ready.close()
        for child in idle:
            child.end()


_pool: ChildPool | None = None
_pool_lock = threading.Lock()


def get_pool(concurrency: int = 0, *, warm: bool = True) -> ChildPool:
    """This process's pool, made and filled on first use; without ``warm`` nothing is kept idle."""
    global _pool
    with _pool_lock:
        if _pool is None:
            at_once = settings.JOB_CONCURRENCY or concurrency or 1
            _pool = ChildPool(settings.JOB_WARM_CHILDREN if warm else 0, at_once)
            atexit.register(close_pool)
            _pool.fill()
        return _pool


def close_pool() -> None:
    global _pool
    with _pool_lock:
        if _pool is not None:
            _pool.close()
            _pool = None
