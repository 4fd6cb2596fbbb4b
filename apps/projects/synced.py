"""Rows that other systems keep in step with: every change has one place in its project's order.

Paging on (``updated_at``, ``id``) loses rows if a moment is taken before a transaction commits:
a slow writer then appears behind a reader that has gone past. So the moment comes from the
project's :class:`Clock`, by :func:`tick`, inside the transaction of the change:

* PostgreSQL: the UPDATE holds the clock's row until the transaction ends. The project's next
  writer waits, sees the committed value, and gets a later one.
* SQLite: a transaction that writes begins IMMEDIATE, so there is one at a time.

On both, whoever reads the clock at T can see every change up to T (the clock shows T only once
that transaction has committed), and every change that is not visible yet will be later than T,
whatever the clocks of the machines say: a moment is never before the last one plus 1 µs.

Locks are taken in one order, so that two writers never wait for each other in a ring: the project
where it is needed, then its clock (:func:`take_turn`), then rows.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import UTC, datetime, timedelta
from typing import Any, ClassVar

from django.db import models, transaction
from django.db.models import F
from django.db.models.functions import Greatest
from django.utils import timezone

from apps.core.models import ProjectModel, ScopedQuerySet

TOMBSTONE_DAYS = 90
EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
STEP = timedelta(microseconds=1)


class Clock(models.Model):
    """The moment of a project's last change to a row that is kept in step."""

    project = models.OneToOneField(
        "projects.Project", primary_key=True, on_delete=models.CASCADE, related_name="+"
    )
    at = models.BigIntegerField()  # microseconds since 1970, UTC

    objects = ScopedQuerySet.as_manager()

    def __str__(self) -> str:
        return _moment(self.at).isoformat()


class Tombstone(models.Model):
    """A row that was deleted, remembered for :data:`TOMBSTONE_DAYS` days."""

    project = models.ForeignKey("projects.Project", on_delete=models.CASCADE, related_name="+")
    kind = models.CharField(max_length=80)  # label of the model, such as 'crm.contact'
    row_id = models.UUIDField()
    deleted_at = models.DateTimeField()
    external: Any = models.JSONField(default=list)  # [{"system", "id"}] that the row had

    objects = ScopedQuerySet.as_manager()

    class Meta:
        indexes = [
            models.Index(
                fields=["project", "kind", "deleted_at", "row_id"], name="projects_tombstone_sync"
            ),
            models.Index(fields=["deleted_at"], name="projects_tombstone_age"),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.row_id}"


def tick(project_id: Any) -> datetime:
    """The moment to store a change under; locks the project's clock until the transaction ends."""
    own = Clock.objects.filter(project_id=project_id)
    with transaction.atomic():
        if not own.update(at=Greatest(F("at") + 1, _now())):
            _start(project_id)
            own.update(at=Greatest(F("at") + 1, _now()))
        return _moment(own.values_list("at", flat=True).get())


def take_turn(project_id: Any) -> None:
    """Let nobody else change synchronised rows of the project until the transaction ends."""
    tick(project_id)


def horizon(project_id: Any) -> datetime:
    """Every change up to this moment is visible to queries made from now on; no other is."""
    own = Clock.objects.filter(project_id=project_id).values_list("at", flat=True)
    try:
        at = own.get()
    except Clock.DoesNotExist:  # a project from before this table: nothing has ticked yet
        _start(project_id)
        at = own.get()
    return _moment(at)


def resumable_from(project: Any) -> datetime:
    """The oldest moment since when every deletion is still remembered."""
    kept = timezone.now() - timedelta(days=TOMBSTONE_DAYS)
    return EPOCH if project.created_at > kept else kept


def prune(now: datetime | None = None) -> int:
    """Forget deletions older than :data:`TOMBSTONE_DAYS` days; how many were forgotten."""
    kept = (now or timezone.now()) - timedelta(days=TOMBSTONE_DAYS)
    return Tombstone.objects.filter(deleted_at__lt=kept).delete()[0]


def _start(project_id: Any) -> None:
    Clock.objects.bulk_create([Clock(project_id=project_id, at=_now())], ignore_conflicts=True)


def _now() -> int:
    return (timezone.now() - EPOCH) // STEP


def _moment(at: int) -> datetime:
    return EPOCH + at * STEP


class SyncedQuerySet(ScopedQuerySet):
    """Changes of many rows at once keep the order too, and deletions leave tombstones."""

    def bulk_create(
        self, objs: Iterable[Any], *args: Any, moment: datetime | None = None, **kwargs: Any
    ) -> list[Any]:
        """As Django's; ``moment`` is one that the caller got from :func:`tick` just now."""
        rows = list(objs)
        with transaction.atomic(using=self.db):
            moments: dict[Any, datetime] = {}
            for project in sorted({row.project_id for row in rows}):
                moments[project] = moment or tick(project)
            for row in rows:
                row.updated_at = moments[row.project_id]
            return super().bulk_create(rows, *args, **kwargs)

    def update(self, **values: Any) -> int:
        """As Django's, one project at a time; ``updated_at`` given by the caller is kept."""
        if "updated_at" in values:
            return super().update(**values)
        count = 0
        with transaction.atomic(using=self.db):
            projects = self.order_by().values_list("project_id", flat=True).distinct()
            for project in sorted(projects):
                part = self.filter(project_id=project)
                count += super(SyncedQuerySet, part).update(
                    **values, updated_at=tick(project), version=F("version") + 1
                )
        return count

    def delete(self) -> tuple[int, dict[str, int]]:
        with transaction.atomic(using=self.db):
            bury(list(self.order_by("project_id")))
            return super().delete()


class SyncedModel(ProjectModel):
    """A row with a version and a place in the project's order of changes.

    ``references`` of a subclass, where it has them, are :class:`ExternalReference` rows.
    """

    created_at = models.DateTimeField(default=timezone.now, editable=False)
    updated_at = models.DateTimeField(editable=False)
    version = models.PositiveIntegerField(default=1, editable=False)

    objects: ClassVar[Any] = SyncedQuerySet.as_manager()

    class Meta:
        abstract = True
        indexes = [
            models.Index(
                fields=["project", "updated_at", "id"], name="%(app_label)s_%(class)s_sync"
            )
        ]

    def save(self, *args: Any, **kwargs: Any) -> None:
        with transaction.atomic():
            self.updated_at = tick(self.project_id)
            if not self._state.adding:
                self.version += 1
            if kwargs.get("update_fields") is not None:
                kwargs["update_fields"] = {*kwargs["update_fields"], "updated_at", "version"}
            super().save(*args, **kwargs)

    def delete(self, *args: Any, **kwargs: Any) -> tuple[int, dict[str, int]]:
        with transaction.atomic():
            bury([self])
            return super().delete(*args, **kwargs)

    def external(self) -> list[dict[str, str]]:
        """What the row is called elsewhere: [{"system", "id"}]."""
        known: list[dict[str, str]] | None = self.__dict__.get("_external")
        if known is not None:
            return known
        rows = self.references.all() if hasattr(self, "references") else ()
        return [{"system": row.system, "id": row.external_id} for row in rows]


def learn_external(rows: Sequence[Any]) -> None:
    """Fetch for a page of rows what :meth:`SyncedModel.external` tells, in one query.

    A prefetch would do the same and make a manager and a query set for each row: a fifth of the
    time of a list.
    """
    if not rows:
        return
    reference = rows[0]._meta.get_field("references").related_model
    found: dict[Any, list[dict[str, str]]] = {row.pk: [] for row in rows}
    listed = reference._default_manager.filter(row__in=list(found))
    for key, system, name in listed.values_list("row_id", "system", "external_id"):
        found[key].append({"system": system, "id": name})
    for row in rows:
        row.__dict__["_external"] = found[row.pk]


def bury(rows: Sequence[SyncedModel]) -> None:
    """Leave a tombstone for each row; called in the transaction that deletes them."""
    if not rows:
        return
    moments = {project: tick(project) for project in sorted({row.project_id for row in rows})}
    if hasattr(rows[0], "references"):
        models.prefetch_related_objects(rows, "references")
    Tombstone.objects.bulk_create(
        Tombstone(
            project_id=row.project_id,
            kind=row._meta.label_lower,
            row_id=row.pk,
            deleted_at=moments[row.project_id],
            external=row.external(),
        )
        for row in rows
    )


class ExternalReference(models.Model):
    """What a row is called in another system. A subclass adds ``row``, related as 'references'."""

    MOST: ClassVar[int] = 20  # of one row

    project = models.ForeignKey("projects.Project", on_delete=models.CASCADE, related_name="+")
    system = models.CharField(max_length=40)
    external_id = models.CharField(max_length=200)

    objects = ScopedQuerySet.as_manager()

    class Meta:
        abstract = True
        ordering = ["system", "external_id"]
        constraints = [
            models.UniqueConstraint(
                fields=["project", "system", "external_id"], name="%(app_label)s_%(class)s_once"
            )
        ]

    def __str__(self) -> str:
        return f"{self.system}:{self.external_id}"
