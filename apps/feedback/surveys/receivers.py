"""What goes with the row of a respondent's file: the file, whatever the row was deleted by."""

from __future__ import annotations

from typing import Any

from django.core.files.storage import default_storage
from django.db import transaction
from django.db.models.signals import post_delete
from django.dispatch import receiver

from apps.feedback.surveys.models import SurveyFile


@receiver(post_delete, sender=SurveyFile, dispatch_uid="feedback.survey_file")
def forget_file(instance: SurveyFile, **_signal: Any) -> None:
    """Delete it after the commit."""
    name = str(instance.file.name)
    transaction.on_commit(lambda: default_storage.delete(name), robust=True)
