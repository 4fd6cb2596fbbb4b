"""What a child is told of its run: everything, in one file, and nothing of the database."""

from __future__ import annotations

import importlib.util
import json
from functools import cache
from pathlib import Path
from typing import Any

from django.conf import settings

from apps.engines import registry
from apps.engines.contract import Engine
from apps.jobs.domain import trials
from apps.jobs.domain.folders import latest_checkpoint
from apps.jobs.domain.parts import Step, step_of
from apps.jobs.domain.states import states_of
from apps.jobs.inputs import InputProvider, providers
from apps.jobs.models import Job


def write_spec(
    job: Job, engine: Engine, folder: Path, *, device: str, threads: int, devices: int = 1
) -> None:
    """Lay the inputs out and write ``spec.json``. ``LookupError`` if an input is gone.

    A part is given the parameters and inputs of the run that it belongs to.
    """
    step = step_of(job, engine)
    asked = job.parent if step is Step.PART and job.parent is not None else job
    resume = latest_checkpoint(job.pk, job.attempt) if engine.supports_resume else None
    spec = {
        "folder": str(folder),
        "engine": dotted(engine),
        "runner": engine.runner,
        "task": step.value,
        "params": asked.params,
        "inputs": {slot: _input(asked, slot, folder) for slot in asked.inputs},
        "seed": job.seed,
        "device": device,
        "devices": devices,
        "threads": threads,
        "resume_from": str(resume) if resume else None,
        "memory": memory_of(engine),
        "log_lines": settings.JOB_LOG_LINES,
        "metric_points": settings.JOB_METRIC_POINTS,
        "tracking": _tracking(job, step, engine),
        **_of_step(job, step, folder),
    }
    (folder / "spec.json").write_text(json.dumps(spec), encoding="utf-8")


def _of_step(job: Job, step: Step, folder: Path) -> dict[str, Any]:
    """What only this step is told."""
    left = settings.JOB_PARTS - (job.parts_total or 0)
    match step:
        case Step.PLAN:
            return {"parts_left": left}
        case Step.PROPOSE:
            path = folder / "history.json"
            trials.write_history(job, path)
            return {"parts_left": left, "history": str(path)}
        case Step.COMBINE:
            return {"states": states_of(job)}
        case Step.PART:
            return {"part": job.part["part"]}
    return {"bounds": (job.part or {}).get("bounds", [])}


def _tracking(job: Job, step: Step, engine: Engine) -> dict[str, Any]:
    """For which other tools the curves are written, and what is said of the run there.

    None where runs share a warm child: they are over before such a tool has been imported.
    """
    if step in {Step.PREDICT, Step.PLAN, Step.PART, Step.PROPOSE} or engine.warm:
        return {}
    absent = set() if _has_board() else {"tensorboard"}
    return {
        "writers": [name for name in settings.JOB_TRACKING if name not in absent],
        "run": {
            "id": str(job.pk),
            "name": job.title,
            "engine": engine.key,
            "params": {
                **job.params, "seed": job.seed, "engine_version": engine.version,
                **{f"data.{slot}": known.get("content_hash", "")
                   for slot, known in job.provenance.get("inputs", {}).items()},
            },
            "note": f"{job.title} ({engine.key} {engine.version})",
            "at": (job.started_at or job.created_at).timestamp(),
        },
    }  # fmt: skip


@cache
def _has_board() -> bool:
    """Without the models extra there is none, and nothing to say about it in every log."""
    return importlib.util.find_spec("tensorboard") is not None


def memory_of(engine: Engine) -> int:
    """Bytes that the child holds the run to by itself; 0: only the supervisor looks. Work of the
    site's own that does not read tables may say ``bounded = False``.
    """
    bounded = engine.kind == "system" and getattr(engine, "bounded", True)
    return settings.JOB_SYSTEM_MEMORY_BYTES if bounded else 0


def dotted(engine: Engine) -> str:
    kind = type(engine)
    return f"{kind.__module__}:{kind.__qualname__}"


def _input(job: Job, slot: str, folder: Path) -> dict[str, Any]:
    chosen = job.inputs[slot]
    provider = providers.get(chosen.get("kind", "dataset"))
    if provider is None:
        raise LookupError(f"nothing provides inputs of kind {chosen.get('kind')!r}")
    known = job.provenance.get("inputs", {}).get(slot, {})
    return {
        "path": str(_place(provider, job, slot, folder)),
        "format": provider.format(chosen["id"]),
        "roles": chosen.get("roles") or {},
        "columns": known.get("columns", []),
        "content_hash": known.get("content_hash", ""),
        "erasable": getattr(provider, "erasable", False),
    }


def _place(provider: InputProvider, job: Job, slot: str, folder: Path) -> Path:
    """Where the input can be opened. What is written for this attempt alone is in its folder, and
    is removed with it however the attempt ends.
    """
    chosen = job.inputs[slot]["id"]
    lay_out = getattr(provider, "lay_out", None)
    if lay_out is None:
        return provider.materialise(job.project_id, chosen)
    own = folder / "inputs" / slot
    own.mkdir(parents=True, mode=0o700)
    path: Path = lay_out(job.project_id, chosen, own)
    return path


def is_trusted(engine_key: str) -> bool:
    """Engines of this repository may share a warm child; others always get their own."""
    entry = registry.entry(engine_key)
    return entry is not None and (entry.owner == "lepton" or entry.owner.startswith("apps."))
