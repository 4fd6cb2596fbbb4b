"""One run: from the written specification to the written result."""

from __future__ import annotations

import contextlib
import importlib
import os
import resource
import sys
import traceback
from importlib import metadata
from pathlib import Path
from typing import Any

from apps.core.messages import Message, Num, msg
from apps.engines.contract import Cancelled, Pruned, Refusal
from apps.engines.tables import open_input
from apps.jobs.child import guard
from apps.jobs.child.context import RunContext, Signals
from apps.jobs.child.disk import DISK_FULL, is_full
from apps.jobs.child.journal import Journal, write_json
from apps.jobs.child.steps import Work, work_of

REPORTED = ("numpy", "scipy", "polars", "pyarrow", "torch", "transformers", "sklearn", "pydantic")
CLEAN = ("succeeded", "planned")  # after these a child may serve again
NO_MEMORY = msg("The run needed more memory than there is.")
ENGINE_FAILED = msg("The engine stopped with an error of its own.")


def execute(spec: dict[str, Any], doorbell: int | None, signals: Signals) -> str:
    """Run and write ``result.json``; returns the outcome. Never raises for an engine's fault;
    ``OSError`` when there is no room on the disk even for the result.
    """
    folder = Path(spec["folder"])
    os.chdir(folder)
    journal = Journal(folder / "events.jsonl", doorbell)
    ctx = RunContext(spec, journal, signals)
    try:
        with guard.memory_limited(spec["memory"]):
            answer = _outcome(spec, ctx, journal)
    finally:
        ctx.flush()
    _write(folder, {**answer, **_usage(), "libraries": libraries()})
    journal.write("end", outcome=answer["outcome"])
    journal.close()
    return str(answer["outcome"])


def _outcome(spec: dict[str, Any], ctx: RunContext, journal: Journal) -> dict[str, Any]:
    try:
        work = _prepare(spec, ctx)
        journal.write("running")
        return work()
    except Cancelled:
        return {"outcome": "cancelled"}
    except Pruned as pruned:
        return {"outcome": "pruned", "reason": pruned.reason.model_dump(mode="json")}
    except Refusal as refusal:
        return {"outcome": "refused", "refusal": refusal.issue.model_dump(mode="json")}
    except MemoryError:
        return _failed(over_memory(spec["memory"]) if spec["memory"] else NO_MEMORY)
    except BaseException as error:  # noqa: BLE001 - it ends the engine's run, not this process
        return _failed(DISK_FULL if is_full(error, Path(spec["folder"])) else ENGINE_FAILED)


def over_memory(most: int) -> Message:
    """What a run says that has met its own limit."""
    return msg(
        "This needed more than the {most} of memory that reading and writing tables may take."
        " Split the table, or ask an administrator for more.",
        most=Num(value=float(most), style="bytes"),
    )


def _failed(reason: Message) -> dict[str, Any]:
    said = reason.model_dump(mode="json")
    return {"outcome": "errored", "reason": said, "error": traceback.format_exc()}


def _prepare(spec: dict[str, Any], ctx: RunContext) -> Work:
    """Import the engine and open its inputs; returns the call that does the work."""
    engine = resolve(spec["engine"])
    runner = resolve(spec["runner"])()
    inputs = {slot: _open(described) for slot, described in spec["inputs"].items()}
    return work_of(spec, ctx, engine, runner, inputs)


def _open(described: dict[str, Any]) -> Any:
    """The input as the runner gets it. Fails now, in words, if the file cannot be read."""
    path = Path(described["path"])
    if not path.exists():
        raise FileNotFoundError(f"input {path.name} is missing")
    known = {key: described[key] for key in ("roles", "columns", "content_hash")}
    table = open_input(path, described["format"], **known)
    table.erasable = described.get("erasable", False)
    _ = table.rows  # opens the file
    return table


def resolve(dotted: str) -> Any:
    """``package.module:Name`` → the object."""
    module, _, name = dotted.partition(":")
    found: Any = importlib.import_module(module)
    for part in name.split("."):
        found = getattr(found, part)
    return found


def _write(folder: Path, answer: dict[str, Any]) -> None:
    try:
        write_json(folder / "result.json", answer)
    except OSError as error:
        if not is_full(error):
            raise
        (folder / "result.part").unlink(missing_ok=True)
        short = {"outcome": "errored", "reason": DISK_FULL.model_dump(mode="json"), "error": ""}
        write_json(folder / "result.json", short)


def _usage() -> dict[str, Any]:
    own = resource.getrusage(resource.RUSAGE_SELF)
    kids = resource.getrusage(resource.RUSAGE_CHILDREN)
    return {
        "peak_memory_bytes": _peak(own.ru_maxrss),
        "cpu_total": own.ru_utime + own.ru_stime + kids.ru_utime + kids.ru_stime,
    }


def _peak(maxrss: int) -> int:
    """The largest resident size. Linux's ``ru_maxrss`` still counts the program before ``exec``
    (the worker), so the kernel's own mark is read where there is one.
    """
    with contextlib.suppress(OSError):
        for line in Path("/proc/self/status").read_text(encoding="ascii").splitlines():
            if line.startswith("VmHWM:"):
                return int(line.split()[1]) * 1024
    return maxrss * (1 if sys.platform == "darwin" else 1024)


_versions: dict[str, str] = {}


def libraries() -> dict[str, str]:
    """Versions of the numerical libraries that this process has loaded, and of Python."""
    for name in REPORTED:
        if name in sys.modules and name not in _versions:
            package = "scikit-learn" if name == "sklearn" else name
            _versions[name] = metadata.version(package)
    return {"python": ".".join(map(str, sys.version_info[:3])), **_versions}
