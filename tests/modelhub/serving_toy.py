"""An engine of a few lines whose rows say what is to happen, and a server of it in a thread."""

from __future__ import annotations

import asyncio
import contextlib
import json
import os
import sys
import tempfile
import threading
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

from apps.core.messages import msg
from apps.engines.contract import PredictedRow, Prediction, PredictionColumn, Refusal
from apps.jobs.supervisor.environment import child_environment
from apps.modelhub.serving import door
from apps.modelhub.serving.limits import Limits
from apps.modelhub.serving.pool import Pool
from apps.modelhub.serving.process import Found, Process
from apps.modelhub.serving.server import Server

RUNNER = "tests.modelhub.serving_toy:Runner"
COLUMNS = [
    PredictionColumn(key=key, label=msg("{name}", name=key)) for key in ("twice", "batch", "pid")
]


class Runner:
    """``load.json`` in the folder of a model says how it loads."""

    def load(self, path, runtime):
        how = json.loads((path / "load.json").read_text())
        time.sleep(how.get("sleep", 0))
        if how.get("refuse"):
            raise Refusal(msg("The base model is not here."), fix=msg("Put it there."))
        if how.get("die"):
            os._exit(3)
        if how.get("fail"):
            raise ValueError("what was saved makes no sense")
        found = Predictor(bytearray(os.urandom(1) * (how.get("megabytes", 0) << 20)))
        found.runtime = how.get("runtime", {})
        return found


class Predictor:
    def __init__(self, ballast):
        self.ballast = ballast

    def predict(self, rows):
        sys.stdout.write("engines print, and that disturbs nobody\n")
        for row in rows:
            self.act(row)
        given = [{"twice": 2 * row.get("x", 0), "batch": len(rows), "pid": os.getpid()}
                 for row in rows]  # fmt: skip
        return Prediction(columns=COLUMNS, rows=[PredictedRow(values=values) for values in given])

    def act(self, row):
        time.sleep(row.get("sleep", 0))
        if row.get("do") == "die":
            os._exit(9)
        if row.get("do") == "die once" and not Path(row["mark"]).exists():
            Path(row["mark"]).touch()
            os._exit(9)
        if row.get("do") == "fail":
            raise ValueError("a fault of the engine")
        if row.get("do") == "refuse":
            raise Refusal(msg("This row cannot be read."), field="x")


class Shelf:
    """Models on disk: ``find``, ``exist`` and ``start`` as a pool wants them."""

    def __init__(self, folder):
        self.folder, self.project = folder, "p"
        self.started = []

    def put(self, key, **how):
        (self.folder / key).mkdir(parents=True, exist_ok=True)
        (self.folder / key / "load.json").write_text(json.dumps(how))
        return key

    def remove(self, key):
        (self.folder / key / "load.json").unlink()

    async def find(self, key):
        if key not in await self.exist([key]):
            return None
        return Found(key, self.folder / key, RUNNER, self.project, f"Model {key}")

    async def exist(self, keys):
        return [key for key in keys if (self.folder / key / "load.json").exists()]

    async def start(self, found):
        process = await Process.start(found, {}, child_environment(1))
        self.started.append(process)
        return process

    def pool(self, **limits):
        limits = Limits(**{"memory": 4 << 30, "idle": 600, **limits})
        return Pool(limits, find=self.find, exist=self.exist, start=self.start)


def apart(waiting):
    """What a coroutine returns, run in a thread: a browser's driver leaves a loop in the main."""
    with ThreadPoolExecutor(1) as one:
        return one.submit(asyncio.run, waiting).result()


def run(shelf, scenario, **limits):
    """What ``scenario(pool)`` returns; no process is left afterwards."""

    async def whole():
        pool = shelf.pool(**limits)
        try:
            return await asyncio.wait_for(scenario(pool), 30)
        finally:
            await pool.close()

    found = apart(whole())
    assert not any(process.alive() for process in shelf.started)
    return found


def values(answer, key="twice"):
    assert answer["outcome"] == "answered", answer
    return [int(row["values"][key]) for row in answer["prediction"]["rows"]]


@contextlib.contextmanager
def served(pool_of, path):
    """A server on ``path`` in a thread of its own; ``pool_of()`` makes its pool there."""
    ready, hold = threading.Event(), {}

    async def main():
        hold["loop"], hold["stop"] = asyncio.get_running_loop(), asyncio.Event()
        hold["pool"] = pool_of()
        server = Server(hold["pool"], door.listen(path))
        await server.start()
        ready.set()
        await hold["stop"].wait()
        await server.close()

    thread = threading.Thread(target=asyncio.run, args=(main(),), daemon=True)
    thread.start()
    assert ready.wait(10)
    try:
        yield hold["pool"]
    finally:
        hold["loop"].call_soon_threadsafe(hold["stop"].set)
        thread.join(10)
        path.unlink(missing_ok=True)


def socket_path():
    """In a folder whose path is short enough for the address of a socket."""
    return Path(tempfile.mkdtemp(prefix="serve-")) / door.NAME
