"""``python -m apps.jobs.child PARENT DOORBELL MODULES``: waits for folders on its input, runs them.

``PARENT`` is the process id of the worker, ``DOORBELL`` a descriptor to ring, ``MODULES`` what to
import before the first job, separated by commas.
"""

from __future__ import annotations

import contextlib
import faulthandler
import importlib
import json
import os
import queue
import signal
import sys
import traceback
from pathlib import Path
from typing import Any

from apps.jobs.child import guard
from apps.jobs.child.context import Signals
from apps.jobs.child.disk import EXIT_FULL, is_full
from apps.jobs.child.run import CLEAN, execute


def main(parent: int, doorbell: int, modules: str) -> None:
    """Serve jobs until the input ends. SIGTERM asks the running one to end."""
    guard.die_with_parent(parent)
    guard.prefer_as_victim()
    guard.give_way()
    os.set_inheritable(doorbell, False)
    signals = Signals()
    signal.signal(signal.SIGTERM, lambda *_: signals.cancel.set())
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C in a terminal is the worker's business
    jobs: queue.SimpleQueue[str] = queue.SimpleQueue()
    guard.watch(sys.stdin.buffer, lambda line: _hear(line, jobs, signals))
    for name in filter(None, modules.split(",")):
        with contextlib.suppress(Exception):  # the run imports it again, and says what is wrong
            importlib.import_module(name)
    os.write(doorbell, b"r")
    while True:
        folder = Path(jobs.get())
        try:
            _serve(folder, doorbell, signals)
        except BaseException as error:  # noqa: BLE001 - the supervisor reads the status
            with contextlib.suppress(OSError):
                traceback.print_exc()
            os._exit(EXIT_FULL if is_full(error, folder) else 1)


def _hear(line: str, jobs: queue.SimpleQueue[str], signals: Signals) -> None:
    if line == "stop":
        signals.stop_and_save.set()
    elif line:
        signals.reset()  # now: what is asked for while modules are imported is asked of this run
        jobs.put(line)


def _serve(folder: Path, doorbell: int, signals: Signals) -> None:
    spec: dict[str, Any] = json.loads((folder / "spec.json").read_text(encoding="utf-8"))
    _redirect_output(folder / "output.log")
    outcome = execute(spec, doorbell, signals)
    if outcome not in CLEAN:
        sys.stdout.flush()
        os._exit(0)  # nothing that a failed run left behind may reach the next one


def _redirect_output(path: Path) -> None:
    """What the engine prints, native code included, goes to the attempt's own file."""
    sys.stdout.flush()
    sys.stderr.flush()
    output = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_APPEND, 0o600)
    os.dup2(output, 1)
    os.dup2(output, 2)
    os.close(output)
    faulthandler.enable(2)


if __name__ == "__main__":
    main(int(sys.argv[1]), int(sys.argv[2]), sys.argv[3])
