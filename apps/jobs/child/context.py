"""The ``ctx`` that a runner gets."""

from __future__ import annotations

import math
import threading
import time
from functools import cached_property
from pathlib import Path, PurePosixPath
from typing import Any, Literal

from apps.core.messages import Message
from apps.engines.contract import Cancelled
from apps.engines.searching import Pruner
from apps.jobs.child.journal import Journal, Thinner, write_json
from apps.jobs.child.tracking import Point, Tracker

PROGRESS_EVERY = 0.05  # seconds between two reported steps
MAX_LINE = 4_000
LARGEST_STEP = 2**63 - 1  # of the column that a curve is kept in


class Signals:
    """What the worker has asked of this process, set from a signal handler or the watch thread."""

    def __init__(self) -> None:
        self.cancel = threading.Event()
        self.stop_and_save = threading.Event()

    def reset(self) -> None:
        self.cancel.clear()
        self.stop_and_save.clear()


class RunContext:
    """Implements :class:`apps.engines.contract.Context` on the attempt's folder."""

    def __init__(self, spec: dict[str, Any], journal: Journal, signals: Signals) -> None:
        folder = Path(spec["folder"])
        self.seed: int = spec["seed"]
        self.device: str = spec["device"]
        self.devices: int = spec.get("devices", 1)
        self.threads: int = spec["threads"]
        self.resume_from = Path(spec["resume_from"]) if spec.get("resume_from") else None
        self.artifacts: dict[str, Path] = {}
        self._folder = folder
        self._journal = journal
        self._signals = signals
        self._lines_left: int = spec["log_lines"]
        self._points: int = spec["metric_points"]
        self._series: dict[str, Thinner] = {}
        self._pruner = Pruner(spec.get("bounds") or ())
        self._last_progress = 0.0
        self._tracker = Tracker(spec, lambda text: self.log(text, "warning"))

    @cached_property
    def tmpdir(self) -> Path:
        return self._made("tmp")

    @cached_property
    def checkpoint_dir(self) -> Path:
        return self._made("checkpoints")

    @cached_property
    def output_dir(self) -> Path:
        return self._made("output")

    def _made(self, name: str) -> Path:
        """Folders are made when an engine first asks for them: most runs need none."""
        path = self._folder / name
        path.mkdir(parents=True, exist_ok=True)
        return path

    def log(self, text: str, level: Literal["info", "warning", "error"] = "info") -> None:
        for line in str(text).splitlines() or [""]:
            if self._lines_left < 0:
                return
            self._lines_left -= 1
            self._journal.write("log", level=level, text=line[:MAX_LINE])

    def progress(self, done: float, total: float, note: Message | None = None) -> None:
        now = time.monotonic()
        if done < total and now - self._last_progress < PROGRESS_EVERY:
            return
        self._last_progress = now
        done, total = (float(x) if math.isfinite(x) else 0.0 for x in (done, total))
        said = note.model_dump(mode="json") if note is not None else None
        self._journal.write("progress", done=done, total=total, note=said)

    def metric(self, name: str, step: int, value: float) -> None:
        if not math.isfinite(value) or abs(int(step)) > LARGEST_STEP:
            self.log(f"{name} is {value} at step {step}", "warning")
        else:
            series = self._series.setdefault(name[:60], Thinner(self._points))
            if series.take(int(step), float(value)):
                self._point(name[:60], int(step), float(value))
        self._pruner.see(name, int(step), float(value))

    def _point(self, name: str, step: int, value: float, **more: bool) -> None:
        at = self._journal.write("metric", name=name, step=step, value=value, **more)
        self._tracker.take(name, Point(step, value, at))

    def flush(self) -> None:
        """The last point of each curve is always shown, whatever the thinning left out."""
        for name, series in self._series.items():
            if series.pending is not None:
                self._point(name, *series.pending, last=True)
                series.pending = None

    def keep_tracks(self) -> None:
        """Keep, as artefacts, what has been written for TensorBoard and the like. Once, at the end
        of a run that succeeds.
        """
        self.flush()
        for name, folder in self._tracker.folders():
            self.save_artifact(name, folder)

    def check_cancelled(self) -> None:
        if self._signals.cancel.is_set():
            raise Cancelled
        self._pruner.check()

    def should_stop_and_save(self) -> bool:
        return self._signals.stop_and_save.is_set()

    def save_artifact(self, name: str, path: Path) -> None:
        path = Path(path).resolve()
        if path.is_dir():
            for file in sorted(path.rglob("*")):
                if file.is_file():
                    self._keep(f"{name}/{file.relative_to(path).as_posix()}", file)
        elif path.is_file():
            self._keep(name, path)
        else:
            raise FileNotFoundError(f"artefact '{name}': there is no file {path.name}")

    def _keep(self, name: str, path: Path) -> None:
        parts = PurePosixPath(name)
        if parts.is_absolute() or ".." in parts.parts or not parts.parts or len(name) > 200:
            raise ValueError(f"artefact name not allowed: {name[:200]!r}")
        self.artifacts[str(parts)] = path
        self._journal.write("artefact", name=str(parts))

    def checkpoint(self, path: Path) -> None:
        inside = Path(path).resolve().relative_to(self.checkpoint_dir.resolve())
        write_json(self._folder / "checkpoint.json", {"path": inside.as_posix()})
        self._journal.write("checkpoint", path=inside.as_posix())
