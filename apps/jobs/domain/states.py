"""What the parts of a divided run have left for its end: a file each, in the order of the parts."""

from __future__ import annotations

from pathlib import PurePosixPath

from apps.jobs.child.steps import is_state
from apps.jobs.domain.copies import local_path
from apps.jobs.models import Job, JobArtifact, State


def states_of(parent: Job) -> list[dict[str, str]]:
    """Name and local path of each state. ``LookupError`` if one is gone."""
    kept = JobArtifact.objects.filter(
        job__parent=parent, job__state=State.SUCCEEDED, name__startswith="state"
    )
    by_number = {
        artifact.job.part_number or 0: artifact
        for artifact in kept.select_related("job")
        if is_state(artifact.name)
    }
    missing = set(range(1, (parent.parts_total or 0) + 1)) - set(by_number)
    if missing:
        raise LookupError(f"the state of part {min(missing)} of job {parent.pk} is gone")
    return [_state(by_number[number]) for number in sorted(by_number)]


def _state(artifact: JobArtifact) -> dict[str, str]:
    suffix = PurePosixPath(artifact.name).suffix
    path = local_path(artifact.file, artifact.pk, artifact.size, suffix=suffix)
    return {"name": artifact.name, "path": str(path)}
