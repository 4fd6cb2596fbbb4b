"""Rows are taken batch by batch, each in its transaction, by a request or by a worker.

How far it is stands in the row of the intake and is written with each batch, so whoever goes on
after a crash begins where it ended, and of two that go on at once one stops.
"""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import timedelta
from itertools import islice
from typing import Any, TypeVar

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.http import Http404
from django.utils import timezone

from apps.accounts.models import User
from apps.core import ringing
from apps.core.messages import Message, msg
from apps.jobs.domain.retrying import is_away
from apps.projects.access import membership_of, require
from apps.projects.models import Role
from apps.projects.synced import tick

logger = logging.getLogger(__name__)
BATCH = 500
DIRECT_ROWS = 500  # that a request takes itself
PROBLEMS_SHOWN = 10
STALE = timedelta(seconds=60)  # without a batch or a sign of life: whoever was at it is gone
KEPT = timedelta(days=1)  # of checks that nobody followed
T = TypeVar("T")


def parts(rows: Iterator[T]) -> Iterator[list[T]]:
    """The rows, :data:`BATCH` at a time."""
    while part := list(islice(rows, BATCH)):
        yield part


@dataclass(frozen=True)
class Work:
    """The intakes of a room. ``model`` has the fields of an intake (see
    ``feedback.RecordIntake``); ``working`` are its states in which somebody is at it. ``task`` is
    the Celery task that calls :meth:`go_on`, ``run`` brings an intake to its end, ``forbidden`` is
    said where whoever started it may no longer.
    """

    model: type[Any]
    task: str
    working: tuple[str, ...]
    run: Callable[[Any, User], None]
    forbidden: Message

    def held(self, intake: Any, actor: User) -> Any:
        """The intake, locked (analyst)."""
        require(membership_of(actor, intake.project_id), Role.ANALYST)
        tick(intake.project_id)
        return self.model.objects.select_for_update().get(pk=intake.pk)

    def at_turn(self, intake: Any, state: str, at: int | None = None) -> Any:
        """The intake, locked, where it is in this state and has come to row ``at``; None where
        somebody else has gone on, or ended it.
        """
        tick(intake.project_id)
        held = self.model.objects.select_for_update().filter(pk=intake.pk).first()
        if held is None or held.state != state or (at is not None and held.next_row != at):
            return None
        return held

    def begin(self, held: Any, actor: User, state: str) -> None:
        """Set a locked intake to work; a small table is done when the transaction has ended."""
        held.state, held.created_by, held.problem = state, actor, None
        held.save(update_fields=["state", "counts", "created_by", "problem", "updated_at"])
        if held.version.rows <= DIRECT_ROWS:
            transaction.on_commit(lambda: self.go_on(held.pk))
        else:
            transaction.on_commit(lambda: self.ring(held.pk))

    def ring(self, pk: Any) -> None:
        ringing.ring(self.task, pk)

    def ring_again(self) -> int:
        """Ring for intakes that nobody works at; how many."""
        waiting = self.model.objects.filter(
            state__in=self.working, updated_at__lt=timezone.now() - STALE
        )
        ids = list(waiting.values_list("pk", flat=True)[:100])
        for pk in ids:
            self.ring(pk)
        return len(ids)

    def go_on(self, pk: Any) -> None:
        """Go on from where it stands to the end. Repeatable."""
        intake = self.model.objects.select_related("version", "project").filter(pk=pk).first()
        if intake is None or intake.state not in self.working:
            return
        try:
            if intake.created_by is None:
                raise PermissionDenied
            self.run(intake, intake.created_by)
        except (PermissionDenied, Http404):
            self._stop(intake, self.forbidden)
        except Exception as error:
            if is_away(error):
                raise  # it is rung for again
            logger.exception("intake %s could not be brought to its end", pk)
            self._stop(intake, FAILED)

    def touch(self, intake: Any) -> None:
        """Say that somebody is at it, before a batch does."""
        own = self.model.objects.filter(pk=intake.pk, state__in=self.working)
        own.update(updated_at=timezone.now())

    def _stop(self, intake: Any, why: Message) -> None:
        self.model.objects.filter(pk=intake.pk, state__in=self.working).update(
            state=self.model.State.STOPPED,
            problem=why.model_dump(mode="json"),
            updated_at=timezone.now(),
        )

    def forget_checks(self, project_id: Any) -> None:
        """Checks of the project that nobody followed in time go."""
        old = self.model.objects.filter(project=project_id, state=self.model.State.CHECKED)
        old.filter(created_at__lt=timezone.now() - KEPT).delete()


FAILED = msg("This failed on our side. What was done stays; go on, or ask an administrator.")
