"""A registered model is taken away."""

from __future__ import annotations

from django.db import transaction

from apps.accounts.models import User
from apps.core.happenings import report
from apps.core.messages import msg
from apps.jobs.domain import artifacts
from apps.jobs.models import Job
from apps.modelhub.bundles.arriving import PURPOSE
from apps.modelhub.domain.approvals import names_of
from apps.modelhub.models import RegisteredModel
from apps.projects.access import membership_of, require
from apps.projects.domain.changes import held_for_deletion, hold
from apps.projects.domain.errors import Refused
from apps.projects.models import Role


def delete(model: RegisteredModel, user: User) -> None:
    """Delete the model (editor). The run that it came from stays, with its files; what was made for
    an imported one goes too. Raises :class:`Refused` while a serving name points to it.
    """
    require(membership_of(user, model.project_id), Role.EDITOR)
    with transaction.atomic():
        hold(model.project_id)
        row = held_for_deletion(model)
        names = names_of(row)
        if names:
            raise Refused(
                msg(
                    "It serves as {names}. Point them to another model, or remove them, first.",
                    names=names,
                )
            )
        report("modelhub.model.deleted", actor=user, project_id=row.project_id, subject=row)
        job = Job.objects.filter(pk=row.job_id, purpose=PURPOSE).first()
        row.delete()
        if job is not None:
            stored = list(job.artifacts.all())
            job.delete()
            transaction.on_commit(lambda: artifacts.discard(stored), robust=True)
