"""A project leaves: its rows of one moment, its files, and the names of the people in them."""

from __future__ import annotations

from collections.abc import Generator
from typing import Any

from django.db import models
from django.utils import timezone
from django.utils.text import get_valid_filename

from apps.accounts.models import User
from apps.core.backup import rows
from apps.core.backup.container import Contents, contents
from apps.core.backup.writing import applied_migrations
from apps.core.happenings import report
from apps.projects.access import membership_of, require_role
from apps.projects.domain import left_behind
from apps.projects.models import Project, Role
from apps.projects.transfer.rules import departures, person_columns, travelling

PEOPLE = "people"


def export_project(project: Project, actor: User) -> Contents:
    """The archive of ``project``, ready to be streamed (owner; archived projects too).

    Rows and files that belong to the project, the audit trail included. Accounts do not travel:
    the archive names people by e-mail address.
    """
    require_role(membership_of(actor, project.pk), Role.OWNER)
    missing = left_behind.count(project)
    told = {"left_behind": missing} if missing else {}
    report("projects.project.exported", actor=actor, project_id=project.pk, subject=project, **told)
    return gather(project)


def export_name(project: Project) -> str:
    """File name of today's archive; spaces and signs that systems dislike are replaced."""
    return f"{get_valid_filename(project.name) or project.pk}-{timezone.localdate()}.zip"


def gather(project: Project) -> Contents:
    """As :func:`export_project` for commands, which no role holds back.

    Rows in tables of plugins that are not loaded cannot travel; ``left_behind`` of the manifest
    says which and how many.
    """
    inside = contents("project", {"project": {"id": str(project.pk), "name": project.name}})
    people: set[Any] = set()
    with rows.snapshot():
        inside.head["migrations"] = applied_migrations()
        inside.head["left_behind"] = left_behind.count(project)
        for model, path in travelling():
            chosen = model._default_manager.filter(**{path: project.pk})
            inside.add_rows(model._meta.label, _lines(chosen, inside, people))
        inside.add_rows(PEOPLE, _people_lines(people))
    return inside


def _lines(
    chosen: models.QuerySet[Any], inside: Contents, people: set[Any]
) -> Generator[bytes, None, None]:
    files = [field.attname for field in rows.file_columns(chosen.model)]
    named = person_columns(chosen.model)
    rule = departures.get(chosen.model._meta.label)
    for row in rows.read(chosen):
        values = rule(rows.encode(row)) if rule else rows.encode(row)
        inside.add_files(values[column] for column in files)
        people.update(values[column] for column in named if values[column])
        yield rows.line(values)


def _people_lines(people: set[Any]) -> Generator[bytes, None, None]:
    fields = ("id", "email", "name", "language", "time_zone")
    for person in User.objects.filter(pk__in=people).order_by("email"):
        yield rows.line({name: str(getattr(person, name)) for name in fields})
