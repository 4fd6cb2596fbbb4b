"""What goes with a project that is deleted: the files that its runs made."""

from __future__ import annotations

from typing import Any

from django.core.files.storage import default_storage
from django.db import transaction
from django.db.models.signals import pre_delete
from django.dispatch import receiver

from apps.jobs.models import OPEN_STATES, Job, JobArtifact
from apps.projects.models import Project


@receiver(pre_delete, sender=Project, dispatch_uid="jobs.project_files")
def project_files(instance: Project, **_signal: Any) -> None:
    """Delete stored artefacts after the commit. Children still at work are fenced and end: their
    rows are held first, so that no supervisor adds to what is being deleted.
    """
    unfinished = Job.objects.filter(project=instance, state__in=OPEN_STATES).order_by("pk")
    list(unfinished.select_for_update().values_list("pk"))
    rows = JobArtifact.objects.filter(project=instance)
    names = [str(name) for name in rows.values_list("file", flat=True)]

    def forget() -> None:
        for name in names:
            default_storage.delete(name)

    transaction.on_commit(forget, robust=True)
