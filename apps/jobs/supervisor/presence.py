"""A worker's sign of life, and its obedience when it is to be emptied."""

from __future__ import annotations

import logging
from dataclasses import dataclass
from typing import Any

from apps.jobs.domain import presence
from apps.jobs.supervisor.supervise import draining

logger = logging.getLogger(__name__)


@dataclass
class Lifeline:
    """``consumer`` is Celery's; ``beat`` is called by the housekeeper every few seconds."""

    consumer: Any
    about: presence.Announcement

    def beat(self) -> None:
        wanted = presence.beat(self.about)
        if wanted != draining.is_set():
            self._obey(wanted)

    def end(self) -> None:
        presence.leave()

    def _obey(self, drain: bool) -> None:
        """Let messages lie for others, or fetch them again. Running jobs go on either way."""
        if drain:
            draining.set()
        else:
            draining.clear()
        turn = self.consumer.cancel_task_queue if drain else self.consumer.add_task_queue
        for queue in self.about.queues:
            self.consumer.call_soon(turn, queue)  # the consumer belongs to Celery's own thread
        logger.warning("this worker %s", "takes no more jobs" if drain else "takes jobs again")


def lifeline(consumer: Any, slots: int) -> Lifeline:
    """Of the worker process that ``consumer`` belongs to."""
    queues = tuple(consumer.app.amqp.queues.consume_from)
    return Lifeline(consumer, presence.Announcement(str(consumer.hostname), queues, slots))
