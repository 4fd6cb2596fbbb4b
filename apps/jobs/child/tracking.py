"""Curves as other tools read them, written while the run goes on.

Every point that the page draws goes to each writer too, after what the attempts before have left of
its curve: so a run that was resumed is one run without a doubled step, whatever reads it.
"""

from __future__ import annotations

import importlib
import json
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import Any, NamedTuple, Protocol

# What a specification calls a writer → where it is. Imported when the first point comes.
WRITERS = {
    "tensorboard": "apps.jobs.child.track_tensorboard:TensorBoardWriter",
    "wandb": "apps.jobs.child.track_wandb:WandbWriter",
}


class Point(NamedTuple):
    """One value of a curve: ``at`` is in seconds since 1970."""

    step: int
    value: float
    at: float


Points = dict[str, list[Point]]
Warn = Callable[[str], None]


class Writer(Protocol):
    """Writes points below ``folder``. Steps of one curve come in the order of the run."""

    def __init__(self, folder: Path, run: Mapping[str, Any]) -> None: ...

    def write(self, name: str, point: Point) -> None: ...

    def close(self) -> None: ...


class Tracker:
    """Hands points on to the writers that the specification names; without one it does nothing.

    A writer that fails is left out from then on, with a warning: the run itself goes on.
    """

    def __init__(self, spec: Mapping[str, Any], warn: Warn) -> None:
        asked = spec.get("tracking") or {}
        self._names: list[str] = list(asked.get("writers", ()))
        self._run: dict[str, Any] = asked.get("run", {})
        self._folder = Path(spec["folder"])
        self._warn = warn
        self._writers: dict[str, Writer] = {}
        self._earlier: Points = {}
        self._started = False

    def take(self, name: str, point: Point) -> None:
        """Pass one point on."""
        if not self._names:
            return
        if not self._started:
            self._start()
        self._catch_up(name, before=point.step)
        self._write(name, point)

    def folders(self) -> Iterator[tuple[str, Path]]:
        """Close the writers; what each has written, by name. Empty where nothing was reported."""
        for name in list(self._earlier):
            self._catch_up(name, before=None)
        for name in list(self._writers):
            writer = self._writers.pop(name)
            try:
                writer.close()
            except Exception as error:  # noqa: BLE001 - a foreign library, and not what was asked for
                self._left_out(name, error)
            else:
                yield name, self._folder / name

    def _start(self) -> None:
        self._started = True
        self._earlier = earlier_points(self._folder)
        for name in self._names:
            try:
                module, _, kind = WRITERS[name].partition(":")
                made = getattr(importlib.import_module(module), kind)
                self._writers[name] = made(self._folder / name, self._run)
            except Exception as error:  # noqa: BLE001 - as above
                self._left_out(name, error)

    def _catch_up(self, name: str, *, before: int | None) -> None:
        """What earlier attempts have reported and this one does not repeat."""
        for point in self._earlier.pop(name, ()):
            if before is None or point.step < before:
                self._write(name, point)

    def _write(self, name: str, point: Point) -> None:
        for key, writer in list(self._writers.items()):
            try:
                writer.write(name, point)
            except Exception as error:  # noqa: BLE001 - as above
                del self._writers[key]
                self._left_out(key, error)

    def _left_out(self, name: str, error: Exception) -> None:
        self._warn(f"the files for {name} are not written: {type(error).__name__}: {error}")


def earlier_points(folder: Path) -> Points:
    """The curves up to the checkpoint that the attempt in ``folder`` has gone on from: of each
    attempt before only the steps that none after it has reported again.
    """
    found: Points = {}
    before = _resumed(folder)
    while before is not None:
        for name, points in read_points(before / "events.jsonl").items():
            known = found.get(name, [])
            kept = [one for one in points if not known or one.step < known[0].step]
            found[name] = [*kept, *known]
        before = _resumed(before)
    return found


def _resumed(folder: Path) -> Path | None:
    """The folder of the attempt whose checkpoint the one in ``folder`` was started from."""
    try:
        spec = json.loads((folder / "spec.json").read_text(encoding="utf-8"))
        inside = Path(spec["resume_from"]).relative_to(folder.parent)
    except (OSError, ValueError, KeyError, TypeError):  # none, or of another machine
        return None
    other = folder.parent / inside.parts[0]
    return other if _number(other) < _number(folder) else None


def _number(folder: Path) -> int:
    return int(folder.name) if folder.name.isdigit() else 0


def read_points(journal: Path) -> Points:
    """The points in an attempt's events, in their order; a torn last line is passed over."""
    found: Points = {}
    try:
        lines = journal.open(encoding="utf-8", errors="replace")
    except OSError:
        return found
    with lines:
        for line in lines:
            try:
                event = json.loads(line)
            except ValueError:
                continue
            if event.get("kind") == "metric":
                point = Point(event["step"], event["value"], event["t"])
                found.setdefault(event["name"], []).append(point)
    return found
