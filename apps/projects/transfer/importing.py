"""A project arrives. Nothing in the archive is believed before it is checked."""

from __future__ import annotations

import re
import uuid
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from django.core.exceptions import ValidationError
from django.core.files import File
from django.core.files.storage import default_storage
from django.db import DataError, IntegrityError, models, transaction
from django.utils.translation import gettext as _

from apps.accounts.models import User
from apps.core.backup import rows
from apps.core.backup.container import Archive, ArchiveError
from apps.core.backup.restoring import remove_files
from apps.core.backup.writing import applied_migrations
from apps.core.happenings import report
from apps.core.messages import msg
from apps.projects.models import Membership, Project, Role
from apps.projects.transfer.exporting import PEOPLE
from apps.projects.transfer.rules import (
    arrivals,
    first_step,
    inner_links,
    person_columns,
    travelling,
)

UUID = re.compile(r"[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}")
# What columns and databases raise for values that they cannot hold.
UNREADABLE = (
    *(ValueError, TypeError, KeyError, OverflowError),
    *(ValidationError, IntegrityError, DataError),
)


@dataclass
class Arrival:
    """What came of it. ``strangers`` are people who had no account here: they got one that is
    switched off, so that what they did keeps their name."""

    project: Project
    counts: dict[str, int] = field(default_factory=dict)
    strangers: list[str] = field(default_factory=list)


def import_project(path: Path, owner: User, *, as_copy: bool = False) -> Arrival:
    """Make a project from an archive; ``owner`` becomes one of its owners.

    Rows keep their ids, so links from other systems stay good; ``as_copy`` gives all of them new
    ones, for a second project beside the first. All or nothing.
    Raises :class:`ArchiveError` with a sentence for the person.
    """
    with Archive(path, "project") as archive:
        archive.verify()
        archive.needs_room()
        files: dict[str, str] = {}
        try:
            reading = _Reading(archive, as_copy)
            _save_files(archive, reading, files)
            with transaction.atomic():
                return _fill(reading, files, owner)
        except UNREADABLE as error:
            remove_files(list(files.values()))
            raise ArchiveError(
                msg("The archive holds what this release cannot read: {detail}", detail=str(error))
            ) from error
        except BaseException:
            remove_files(list(files.values()))
            raise


class _Reading:
    """The rows of an archive, with new ids where a copy is wanted."""

    def __init__(self, archive: Archive, as_copy: bool) -> None:
        self.archive = archive
        self.models = {model._meta.label: (model, path) for model, path in travelling()}
        self._check_release()
        self.new_ids: dict[str, str] = {}
        self.keys: dict[str, set[Any]] = {}
        for label in self.labels():
            self._collect(label, as_copy)
        self.project_id = uuid.UUID(self._renamed(archive.manifest["project"]["id"]))
        if self.project_id not in self.keys.get(Project._meta.label, ()):
            raise _not_of_one(Project._meta.label)
        if Project.objects.filter(pk=self.project_id).exists():
            raise ArchiveError(
                msg(
                    "This project is here already. Add --as-copy to make a second one beside it,"
                    " or delete it first."
                )
            )

    def _check_release(self) -> None:
        applied = applied_migrations()
        used = {model._meta.app_label for model, _path in self.models.values()}
        recorded: dict[str, list[str]] = self.archive.manifest["migrations"]
        newer = [app for app in used if set(recorded.get(app, ())) - set(applied.get(app, ()))]
        strange = [label for label in self.labels() if label not in self.models]
        if newer or strange:
            raise ArchiveError(
                msg(
                    "The archive has '{what}', which this installation does not know. Install the"
                    " release and the plugins that it was made with, or later ones.",
                    what=sorted(newer or strange)[0],
                )
            )

    def labels(self) -> list[str]:
        counts: dict[str, int] = self.archive.manifest["rows"]
        return [label for label, count in counts.items() if count and label != PEOPLE]

    def _collect(self, label: str, as_copy: bool) -> None:
        model = self.models[label][0]
        key = model._meta.pk
        assert key is not None  # noqa: S101 - every model has one
        seen = self.keys.setdefault(label, set())
        for text in self.archive.lines(label):
            value = rows.parse(text)[key.attname]
            if as_copy and isinstance(key, models.UUIDField):
                self.new_ids[value] = str(uuid.uuid4())
            seen.add(key.to_python(self._renamed(value)))

    def _renamed(self, text: Any) -> Any:
        if not self.new_ids or not isinstance(text, str):
            return text
        return UUID.sub(lambda found: self.new_ids.get(found[0], found[0]), text)

    def values(self, label: str) -> Iterator[dict[str, Any]]:
        """Rows with ids replaced wherever they stand, inside JSON and file names too."""
        for text in self.archive.lines(label):
            yield rows.parse(self._renamed(text))

    def name_of_file(self, name: str) -> str:
        return str(self._renamed(name))


def _not_of_one(label: str) -> ArchiveError:
    return ArchiveError(
        msg("The archive is not that of one project: see its rows of '{label}'.", label=label)
    )


def _save_files(archive: Archive, reading: _Reading, saved: dict[str, str]) -> None:
    for name in archive.files:
        wanted = reading.name_of_file(name)
        with archive.open_file(name) as source:
            saved[wanted] = default_storage.save(wanted, File(source, wanted))


def _fill(reading: _Reading, files: dict[str, str], owner: User) -> Arrival:
    people, strangers = _match_people(reading.archive)
    counts: dict[str, int] = {}
    for label in reading.labels():
        model, path = reading.models[label]
        arriving = _Arriving(reading, model, path, people, files)
        counts[label] = rows.insert(model, arriving.rows(label), new_keys=arriving.new_keys)
    project = Project.objects.get(pk=reading.project_id)
    if reading.new_ids:
        project.name = _("{name} (copy)").format(name=project.name[:100])
        project.save(update_fields=["name"])
    Membership.objects.update_or_create(project=project, user=owner, defaults={"role": Role.OWNER})
    report("projects.project.imported", actor=owner, project_id=project.pk, subject=project)
    return Arrival(project, counts, strangers)


def _match_people(archive: Archive) -> tuple[dict[str, Any], list[str]]:
    """Id there → id here, by e-mail address; those unknown here get an account switched off,
    which becomes theirs by an invitation.
    """
    matched: dict[str, Any] = {}
    strangers: list[str] = []
    for text in archive.lines(PEOPLE):
        person = rows.parse(text)
        email = str(person["email"]).lower()
        account = User.objects.filter(email=email).first()
        if account is None:
            account = User(email=email, name=person["name"], is_active=False, is_placeholder=True)
            account.set_unusable_password()
            account.full_clean(exclude=["password"])
            account.save()
            strangers.append(email)
        matched[person["id"]] = account.pk
    return matched, strangers


@dataclass
class _Arriving:
    """The rows of one model on their way in."""

    reading: _Reading
    model: type[models.Model]
    path: str
    people: dict[str, Any]
    files: dict[str, str]

    @property
    def new_keys(self) -> bool:
        """Numbers are given anew; nothing refers to them."""
        return isinstance(self.model._meta.pk, models.AutoField)

    def rows(self, label: str) -> Iterator[models.Model]:
        rule = arrivals.get(label)
        for values in self.reading.values(label):
            kept = rule(values) if rule else values
            if kept is None:
                continue
            for column in person_columns(self.model):
                kept[column] = self.people.get(kept[column])
            for column in rows.file_columns(self.model):
                if kept[column.attname]:
                    kept[column.attname] = self.files[kept[column.attname]]
            row = rows.decode(self.model, kept)
            self._check_scope(row)
            self._check_links(row)
            yield row

    def _check_scope(self, row: models.Model) -> None:
        """Nothing arrives in another project, nor in none: such rows are the site's own."""
        step = first_step(self.model, self.path)
        value = getattr(row, step.attname)
        if Project in (self.model, step.related_model):
            belongs = value == self.reading.project_id
        else:
            belongs = value is not None  # what it points to was checked itself
        if not belongs:
            raise _not_of_one(self.model._meta.label)

    def _check_links(self, row: models.Model) -> None:
        """A row may point at rows of its own archive only: never at another project's."""
        for column, label in inner_links(self.model).items():
            value = getattr(row, column)
            if value is not None and value not in self.reading.keys.get(label, ()):
                raise ArchiveError(
                    msg(
                        "The archive is not whole: a row of '{label}' points outside it.",
                        label=self.model._meta.label,
                    )
                )
