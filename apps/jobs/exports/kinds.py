"""Which tools a run can be taken to, and under which names people know that."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass

from zipstream import ZIP_STORED, ZipStream

from apps.core.backup.container import stored_blocks
from apps.core.messages import mark
from apps.jobs.exports import mlflow
from apps.jobs.models import Job, JobArtifact, JobMetric, Task


@dataclass(frozen=True)
class Export:
    """One download. ``label`` and ``help`` are marked texts; ``folder`` is that of the artefacts
    that it is made of, '' where it is made from the record.
    """

    key: str
    label: str
    help: str
    folder: str
    stream: Callable[[Job], Iterator[bytes]]

    def file_name(self, job: Job) -> str:
        return f"{self.key}-{job.reference}.zip"


def _folder(name: str) -> Callable[[Job], Iterator[bytes]]:
    def stream(job: Job) -> Iterator[bytes]:
        archive = ZipStream(sized=False)
        for artifact in _inside(job.artifacts.all(), name):
            archive.add(
                stored_blocks(str(artifact.file.name)), artifact.name, compress_type=ZIP_STORED
            )
        yield from archive

    return stream


def _inside(artifacts: Iterable[JobArtifact], folder: str) -> list[JobArtifact]:
    return [one for one in artifacts if one.name.startswith(f"{folder}/")]


EXPORTS = (
    Export(
        "tensorboard",
        mark("TensorBoard files"),
        mark("The curves and parameters. Unpack them, then: tensorboard --logdir tensorboard"),
        "tensorboard",
        _folder("tensorboard"),
    ),
    Export(
        "wandb",
        mark("Weights & Biases run"),
        mark("Kept offline. Unpack it, then send it yourself: wandb sync wandb/offline-run-*"),
        "wandb",
        _folder("wandb"),
    ),
    Export(
        "mlflow",
        mark("MLflow run"),
        mark("Parameters, curves, figures, the card and all files, as a folder mlruns."),
        "",
        mlflow.stream,
    ),
)


def exports_of(job: Job, artifacts: Iterable[JobArtifact], *, has_curves: bool) -> list[Export]:
    """The downloads that there are for a job: none until it has ended."""
    if not job.is_final or job.task != Task.RUN:
        return []
    names = list(artifacts)
    return [
        one
        for one in EXPORTS
        if (_inside(names, one.folder) if one.folder else has_curves or job.summary)
    ]


def found(job: Job) -> list[Export]:
    """As :func:`exports_of`, from the database."""
    has_curves = JobMetric.objects.filter(job=job).exists()
    return exports_of(job, job.artifacts.all(), has_curves=has_curves)


def find(job: Job, key: str) -> Export | None:
    """The download of this name, if the job has it."""
    return next((one for one in found(job) if one.key == key), None)
