"""Rows of a table on their way into another room, batch by batch, whoever is at it.

How far an intake is stands in its row and is written with each batch, so whoever goes on after a
crash begins where it ended, and of two that go on at once one stops. Rooms bring a model that has
``state``, ``next_row``, ``counts``, ``problem``, ``version`` and ``created_by``, and say what a
batch is.
"""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import timedelta
from itertools import islice
from typing import Any, TypeVar

from celery import current_app
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.http import Http404
from django.utils import timezone

from apps.accounts.models import User
from apps.core.messages import Message, msg
from apps.datasets.models import DatasetVersion
from apps.jobs.domain.retrying import is_away
from apps.projects.domain.errors import Refused

logger = logging.getLogger(__name__)
Row = TypeVar("Row")
BATCH = 500
DIRECT_ROWS = 500  # that a request takes itself
PROBLEMS_SHOWN = 10
STALE = timedelta(seconds=60)  # without a batch: whoever was at it is gone
KEPT = timedelta(days=1)  # of checks that nobody followed


@dataclass(frozen=True)
class Intaking:
    """Intakes of one ``model``: those in a ``working`` state are brought to their end by the Celery
    ``task``; one that cannot go on is ``stopped`` and says why.
    """

    model: Any
    task: str
    working: Sequence[str]
    stopped: str
    not_allowed: Message
    failed: Message

    def begin(self, pk: Any, rows: int, go_on: Callable[[Any], None]) -> None:
        """Once this transaction is through: here where the rows are few, else by a worker."""
        send = self.ring if rows > DIRECT_ROWS else go_on
        transaction.on_commit(lambda: send(pk))

    def ring(self, pk: Any) -> None:
        """Tell a worker. Where the broker does not answer, the intake waits to be rung for."""
        try:
            current_app.send_task(self.task, args=[str(pk)], ignore_result=True)
        except Exception as error:  # noqa: BLE001 - transports raise what they like
            logger.warning("the broker did not take intake %s, which waits: %s", pk, error)

    def ring_again(self) -> int:
        """Ring for intakes that nobody works at; how many."""
        waiting = self.model.objects.filter(
            state__in=self.working, updated_at__lt=timezone.now() - STALE
        )
        ids = list(waiting.values_list("pk", flat=True)[:100])
        for pk in ids:
            self.ring(pk)
        return len(ids)

    def go_on(self, pk: Any, work: Callable[[Any, User], None]) -> None:
        """``work(intake, whoever started it)`` from where it stands to the end. Repeatable."""
        intake = self.model.objects.select_related("version", "project").filter(pk=pk).first()
        if intake is None or intake.state not in self.working:
            return
        try:
            if intake.created_by is None:
                raise PermissionDenied
            work(intake, intake.created_by)
        except (PermissionDenied, Http404):
            self.stop(intake, self.not_allowed)
        except Exception as error:
            if is_away(error):
                raise  # it is rung for again
            logger.exception("intake %s could not be brought to its end", pk)
            self.stop(intake, self.failed)

    def stop(self, intake: Any, why: Message) -> None:
        self.model.objects.filter(pk=intake.pk, state__in=self.working).update(
            state=self.stopped, problem=why.model_dump(mode="json"), updated_at=timezone.now()
        )

    def drop_old_checks(self, project: Any, checked: str) -> None:
        """Those that nobody followed."""
        old = self.model.objects.filter(project=project, state=checked)
        old.filter(created_at__lt=timezone.now() - KEPT).delete()


def batches(rows: Iterator[Row]) -> Iterator[list[Row]]:
    """:data:`BATCH` rows at once."""
    while part := list(islice(rows, BATCH)):
        yield part


def stored_problems(problems: Sequence[Any], room: int) -> list[dict[str, Any]]:
    """At most ``room`` of them, without the values, which may be personal: what a table says stays
    in the table.
    """
    told = problems[: max(room, 0)]
    return [{"row": one.row, "field": one.field, "reason": one.reason} for one in told]


def require_rows_and_columns(version: DatasetVersion, columns: Sequence[str]) -> None:
    """Raises :class:`Refused` for a table without rows or without one of these columns."""
    if version.rows == 0:
        raise Refused(msg("The table has no rows."))
    lacking = sorted(set(columns) - {column["name"] for column in version.columns})
    if lacking:
        raise Refused(msg("The table has no column {names}.", names=lacking))
