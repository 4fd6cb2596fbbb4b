"""Several processes in one terminal: prefixed lines, one ends all, all end within five seconds."""

from __future__ import annotations

import contextlib
import os
import signal
import subprocess
import threading
import time
from collections.abc import Callable, Mapping
from pathlib import Path
from types import FrameType
from typing import IO

from deploy.launch.output import paint, say
from deploy.launch.procfile import Process

PALETTE = ("cyan", "green", "magenta", "blue", "yellow")
GRACE_SECONDS = 3.5  # then SIGKILL: Ctrl-C is over within five seconds


class Supervisor:
    """Starts processes in groups of their own, so that a signal reaches all that they started."""

    def __init__(self, folder: Path, environment: Mapping[str, str]) -> None:
        self.folder = folder
        self.environment = dict(environment)
        self.children: dict[str, subprocess.Popen[str]] = {}
        self.last_line = time.monotonic()
        self._width = 9
        self._stopping = threading.Event()
        self._readers: list[threading.Thread] = []

    def start(self, processes: list[Process]) -> None:
        """Start every process and show its lines from now on."""
        self._width = max([self._width, *(len(process.name) for process in processes)])
        for process in processes:
            colour = PALETTE[len(self.children) % len(PALETTE)]
            child = self.spawn(["/bin/sh", "-c", f"exec {process.command}"])
            self.children[process.name] = child
            assert child.stdout is not None  # noqa: S101 - spawn() opens it
            self._follow(process.name, child.stdout, colour)

    def spawn(self, command: list[str]) -> subprocess.Popen[str]:
        """A child in its own session, whose output comes to us."""
        return subprocess.Popen(
            command,
            cwd=self.folder,
            env=self.environment,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            errors="replace",
            start_new_session=True,
        )

    def line(self, name: str, text: str, colour: str) -> None:
        """One prefixed line."""
        self.last_line = time.monotonic()
        say(f"{paint(f'{name:<{self._width}} |', colour)} {text}")

    def _follow(self, name: str, stream: IO[str], colour: str) -> None:
        def read() -> None:
            for text in stream:
                self.line(name, text.rstrip("\n"), colour)

        reader = threading.Thread(target=read, daemon=True)
        reader.start()
        self._readers.append(reader)

    def request_stop(self, *_: int | FrameType | None) -> None:
        """Ask :meth:`wait` to return; usable as a signal handler."""
        self._stopping.set()

    @property
    def stopping(self) -> bool:
        return self._stopping.is_set()

    def wait(self, on_tick: Callable[[], None] = lambda: None) -> str | None:
        """Return None when asked to stop, or the name of the first process that ended by itself."""
        while not self._stopping.wait(0.2):
            for name, child in self.children.items():
                if child.poll() is not None:
                    return name
            on_tick()
        return None

    def stop(self) -> None:
        """SIGTERM to every group, SIGKILL to what is left after the grace time."""
        self._stopping.set()
        running = list(self.children.values())
        for child in running:
            signal_group(child.pid, signal.SIGTERM)
        deadline = time.monotonic() + GRACE_SECONDS
        while time.monotonic() < deadline and any(child.poll() is None for child in running):
            time.sleep(0.05)
        for child in running:
            # The group may outlive its leader: what the child started must go too.
            signal_group(child.pid, signal.SIGKILL)
            child.wait()
        for reader in self._readers:
            reader.join(0.5)


def signal_group(pid: int, number: signal.Signals) -> None:
    """Send a signal to a process group; a group that is gone is fine."""
    with contextlib.suppress(ProcessLookupError, PermissionError):
        os.killpg(pid, number)


def handle_signals(stop: Callable[..., None]) -> None:
    """Ctrl-C, ``make stop`` and a closed terminal all mean: stop."""
    for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
        signal.signal(number, stop)
