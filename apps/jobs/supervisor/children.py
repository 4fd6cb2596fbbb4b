"""Child processes: started from one long-lived thread, heard through a pipe, ended as a group."""

from __future__ import annotations

import contextlib
import os
import queue
import select
import signal
import subprocess
import sys
import threading
from collections.abc import Callable
from concurrent.futures import Future
from pathlib import Path

import psutil

Spawn = Callable[[], "Child"]


class Child:
    """One ``python -m apps.jobs.child`` in its own session, with a doorbell."""

    def __init__(self, environment: dict[str, str], modules: str) -> None:
        self.runs = 0
        self.cpu_before = 0.0
        self._bell, ring = os.pipe()
        os.set_blocking(self._bell, False)
        command = [sys.executable, "-u", "-P", "-m", "apps.jobs.child"]
        try:
            self.process = subprocess.Popen(
                [*command, str(os.getpid()), str(ring), modules],
                stdin=subprocess.PIPE,
                stdout=subprocess.DEVNULL,
                env=environment,
                pass_fds=(ring,),
                start_new_session=True,
                close_fds=True,
            )
        finally:
            os.close(ring)
        self._poll = select.poll()
        self._poll.register(self._bell, select.POLLIN)

    @property
    def pid(self) -> int:
        return self.process.pid

    def alive(self) -> bool:
        return self.process.poll() is None

    def tell(self, line: str) -> bool:
        """Send one line; False if nobody is there to hear it."""
        stdin = self.process.stdin
        try:
            if stdin is None:
                return False
            stdin.write(line.encode() + b"\n")
            stdin.flush()
        except (OSError, ValueError):
            return False
        return True

    def run(self, folder: Path) -> bool:
        """Hand over an attempt's folder."""
        return self.tell(str(folder))

    def wait_bell(self, seconds: float) -> bool:
        """Wait for the doorbell, at most ``seconds``; False if the child has closed it."""
        if not self._poll.poll(seconds * 1000):
            return True
        with contextlib.suppress(BlockingIOError):
            return bool(os.read(self._bell, 65536))
        return True

    def signal_group(self, number: signal.Signals) -> None:
        """Signal the child and all that it started."""
        with contextlib.suppress(ProcessLookupError, PermissionError):
            os.killpg(self.process.pid, number)

    def exit_code(self, seconds: float = 2.0) -> int | None:
        """The exit code, waiting a moment for it; negative for a signal."""
        with contextlib.suppress(subprocess.TimeoutExpired):
            return self.process.wait(seconds)
        return None

    def end(self) -> None:
        """Kill the whole group, collect the child and close the pipes."""
        if self._bell < 0:
            return
        self.signal_group(signal.SIGKILL)
        self.exit_code()
        if self.process.stdin:
            with contextlib.suppress(OSError):
                self.process.stdin.close()
        os.close(self._bell)
        self._bell = -1

    def resident(self) -> int:
        """Resident bytes of the child alone."""
        with contextlib.suppress(psutil.Error):
            return int(psutil.Process(self.pid).memory_info().rss)
        return 0

    def usage(self) -> tuple[int, float]:
        """Resident bytes and CPU seconds of the child with its descendants, as of now."""
        memory, cpu = 0, 0.0
        with contextlib.suppress(psutil.Error):
            root = psutil.Process(self.pid)
            for process in (root, *root.children(recursive=True)):
                with contextlib.suppress(psutil.Error):
                    memory += process.memory_info().rss
                    cpu += sum(process.cpu_times()[:2])
        return memory, cpu


class Forge:
    """The thread that starts children. Linux ties a child's death signal to the *thread* that
    started it, so that thread must live as long as the worker.
    """

    def __init__(self) -> None:
        self._orders: queue.SimpleQueue[tuple[Spawn, Future[Child]]] = queue.SimpleQueue()
        threading.Thread(target=self._work, name="child-forge", daemon=True).start()

    def order(self, spawn: Spawn) -> Future[Child]:
        future: Future[Child] = Future()
        self._orders.put((spawn, future))
        return future

    def _work(self) -> None:
        while True:
            spawn, future = self._orders.get()
            try:
                future.set_result(spawn())
            except Exception as error:  # noqa: BLE001 - it belongs to whoever ordered the child
                future.set_exception(error)
