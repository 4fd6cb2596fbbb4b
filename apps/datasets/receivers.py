"""What goes with a project that is deleted: the files of its tables, not their rows alone."""

from __future__ import annotations

from typing import Any

from django.db import transaction
from django.db.models.signals import pre_delete
from django.dispatch import receiver

from apps.datasets.domain import partial
from apps.datasets.domain.edit import remove_files
from apps.datasets.models import DatasetVersion, Upload
from apps.projects.models import Project


@receiver(pre_delete, sender=Project, dispatch_uid="datasets.project_files")
def project_files(instance: Project, **_signal: Any) -> None:
    """Delete stored tables, lists of rejections and files on their way in, after the commit."""
    rows = DatasetVersion.objects.filter(project=instance).values_list("file", "rejections")
    names = [name for row in rows for name in row if name]
    paths = [partial.path_of(upload) for upload in Upload.objects.filter(project=instance)]

    def forget() -> None:
        remove_files(names)
        for path in paths:
            path.unlink(missing_ok=True)

    transaction.on_commit(forget, robust=True)
