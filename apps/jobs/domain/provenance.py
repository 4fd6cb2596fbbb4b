"""Where a result came from: enough to name it, and to make it again."""

from __future__ import annotations

import hashlib
import json
import platform
from collections.abc import Iterable
from typing import Any

from apps.jobs.domain.identity import code_version
from apps.jobs.models import Job, JobArtifact, JobAttempt


def result_hash(result: Any) -> str:
    """SHA-256 over the result's canonical JSON: equal runs have equal hashes."""
    canonical = json.dumps(result, sort_keys=True, separators=(",", ":"), ensure_ascii=False)
    return hashlib.sha256(canonical.encode()).hexdigest()


def describe(
    job: Job,
    attempt: JobAttempt,
    *,
    threads: int,
    answer: dict[str, Any] | None = None,
    artifacts: Iterable[JobArtifact] = (),
) -> dict[str, Any]:
    """The whole record, stored with the final state."""
    answer = answer or {}
    result = answer.get("result")
    return {
        **job.provenance,
        "engine": job.engine_key,
        "engine_version": job.engine_version,
        "params": job.params,
        "seed": job.seed,
        "code_version": code_version(),
        "libraries": answer.get("libraries", {}),
        "platform": platform.platform(),
        "device": attempt.device,
        **({"devices": attempt.devices} if attempt.devices > 1 else {}),
        "threads": threads,
        "host": attempt.host.partition(":")[0],
        "attempt": attempt.number,
        **({"parts": job.parts_total} if job.parts_total is not None else {}),
        "by": str(job.created_by) if job.created_by else "",
        "submitted_at": job.created_at.isoformat(),
        "result_hash": result_hash(result) if result is not None else "",
        "artifacts": {artifact.name: artifact.sha256 for artifact in artifacts},
    }
