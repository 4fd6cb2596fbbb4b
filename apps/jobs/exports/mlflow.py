"""A run in the layout of MLflow's file store, as a zip.

``mlruns/<experiment>/<run>/`` with ``meta.yaml`` and a file for each parameter, metric and tag
(mlflow.store.tracking.file_store). Releases since 3.10 read it after ``MLFLOW_ALLOW_FILE_STORE`` or
take it into a database by ``mlflow migrate-filestore``; README.txt in the zip says how.
"""

from __future__ import annotations

import json
import math
import re
from collections.abc import Iterator
from datetime import datetime
from typing import Any

from django.core.files.storage import default_storage
from zipstream import ZIP_DEFLATED, ZIP_STORED, ZipStream

from apps.core.backup.container import stored_blocks
from apps.jobs.exports.curves import whole_curves
from apps.jobs.models import Job, JobArtifact, State

CARD = "card.md"
LONGEST_VALUE = 6000  # of a parameter, as MLflow takes it
LONGEST_NOTE = 8000  # of a tag
MOST_FIGURES = 200
STATUS = {State.SUCCEEDED: 3, State.CANCELLED: 5}  # FINISHED, KILLED; what else ended: FAILED
FAILED = 4
SOURCE_LOCAL = 4
README = """\
A run of Lepton in the layout of MLflow's file store. In this folder:

    MLFLOW_ALLOW_FILE_STORE=true mlflow ui --backend-store-uri ./mlruns

shows it. To take it along into a database (MLflow 3.10 and later):

    mlflow migrate-filestore --source ./mlruns --target sqlite:///mlflow.db
"""


def stream(job: Job) -> Iterator[bytes]:
    """The zip's bytes: parameters, curves, figures, tags, the card as note, and all files."""
    archive = ZipStream(sized=False)
    experiment = f"{job.project_id.int % 10**18:018d}"
    run = f"mlruns/{experiment}/{job.pk.hex}"
    texts = {
        "README.txt": README,
        f"mlruns/{experiment}/meta.yaml": _yaml(_experiment(job, experiment)),
        f"{run}/meta.yaml": _yaml(_run(job, experiment, run)),
        **_named(f"{run}/params", _params(job)),
        **_named(f"{run}/metrics", _metrics(job)),
        **_named(f"{run}/tags", _tags(job)),
    }
    for name, text in texts.items():
        archive.add(text.encode(), name, compress_type=ZIP_DEFLATED)
    for artifact in job.artifacts.all():
        blocks = stored_blocks(str(artifact.file.name))
        archive.add(blocks, f"{run}/artifacts/{artifact.name}", compress_type=ZIP_STORED)
    yield from archive


def _experiment(job: Job, experiment: str) -> dict[str, Any]:
    made = _milliseconds(job.project.created_at)
    return {
        "artifact_location": f"mlruns/{experiment}",
        "creation_time": made,
        "experiment_id": experiment,
        "last_update_time": _milliseconds(job.finished_at or job.created_at),
        "lifecycle_stage": "active",
        "name": f"{job.project.name} ({str(job.project_id)[:8]})",  # names are unique in a store
    }


def _run(job: Job, experiment: str, folder: str) -> dict[str, Any]:
    return {
        "artifact_uri": f"{folder}/artifacts",
        "end_time": _milliseconds(job.finished_at or job.created_at),
        "entry_point_name": "",
        "experiment_id": experiment,
        "lifecycle_stage": "active",
        "run_id": job.pk.hex,
        "run_name": job.title,
        "source_name": "",
        "source_type": SOURCE_LOCAL,
        "source_version": "",
        "start_time": _milliseconds(job.started_at or job.created_at),
        "status": STATUS.get(State(job.state), FAILED),
        "tags": [],
        "user_id": str(job.created_by or ""),
    }


def _params(job: Job) -> dict[str, str]:
    given = {**job.params, "seed": job.seed}
    return {name: _text(value)[:LONGEST_VALUE] for name, value in given.items()}


def _metrics(job: Job) -> dict[str, str]:
    """Lines 'milliseconds value step', one a point; figures of the result at the run's end."""
    end = job.finished_at or job.created_at
    found = {
        name: [f"{_milliseconds(one.at or end)} {one.value!r} {one.step}" for one in points]
        for name, points in whole_curves(job).items()
    }
    for name, value in figures(job.summary):
        found.setdefault(name, [f"{_milliseconds(end)} {value!r} 0"])
    return {name: "\n".join(lines) + "\n" for name, lines in found.items()}


def figures(summary: Any, path: str = "") -> list[tuple[str, float]]:
    """The numbers of a run's summary, 'accuracy.value' as 'accuracy', at most 200."""
    if isinstance(summary, bool) or summary is None:
        return []
    if isinstance(summary, int | float):
        number = float(summary)
        return [(path, number)] if path and math.isfinite(number) else []
    if not isinstance(summary, dict):
        return []
    found: list[tuple[str, float]] = []
    for key, value in summary.items():
        inner = path if key == "value" and path else ".".join(filter(None, (path, str(key))))
        found += figures(value, inner)
    return found[:MOST_FIGURES]


def _tags(job: Job) -> dict[str, str]:
    known = job.provenance
    tags = {
        "mlflow.runName": job.title,
        "mlflow.user": str(job.created_by or ""),
        "mlflow.source.name": job.engine_key,
        "mlflow.source.type": "LOCAL",
        "mlflow.note.content": _card(job),
        "lepton.job": str(job.pk),
        "lepton.engine": job.engine_key,
        "lepton.engine_version": job.engine_version,
        "lepton.code_version": known.get("code_version", ""),
        "lepton.device": known.get("device", ""),
        "lepton.result_hash": known.get("result_hash", ""),
    }
    for slot, taken in known.get("inputs", {}).items():
        tags[f"lepton.data.{slot}"] = taken.get("content_hash", "")
    return {name: value for name, value in tags.items() if value}


def _card(job: Job) -> str:
    """The model card, as far as a note may hold it; the whole one is among the files."""
    card: JobArtifact | None = job.artifacts.filter(name=CARD).first()
    if card is None:
        return ""
    with default_storage.open(str(card.file.name), "rb") as file:
        return bytes(file.read(4 * LONGEST_NOTE)).decode(errors="replace")[:LONGEST_NOTE]


def _named(folder: str, values: dict[str, str]) -> dict[str, str]:
    """Contents by path. A name that MLflow would not take is written as it takes it."""
    return {f"{folder}/{plain_name(name)}": value for name, value in values.items()}


def plain_name(name: str) -> str:
    """Letters, digits, '_', '-', '.', ' '; never a path, never hidden."""
    return re.sub(r"[^\w.\- ]", "_", name).lstrip(".").strip()[:250] or "_"


def _text(value: Any) -> str:
    return value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)


def _yaml(values: dict[str, Any]) -> str:
    """Flat values: JSON in its own notation is YAML."""
    lines = (f"{key}: {json.dumps(value, ensure_ascii=False)}" for key, value in values.items())
    return "\n".join(lines) + "\n"


def _milliseconds(at: datetime) -> int:
    return int(at.timestamp() * 1000)
