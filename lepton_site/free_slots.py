"""On RabbitMQ a worker that has no free slot takes no messages: another may be idle.

RabbitMQ pushes. Acknowledgement is early, so each message that is started makes room for one more,
and that one would wait here for a slot while another worker has one. Redis and the embedded broker
are asked for messages instead, and their workers do not ask while they are busy
(``CELERY_WORKER_DISABLE_PREFETCH``, ``broker.QoS``).
"""

from __future__ import annotations

from typing import Any

from amqp.exceptions import RecoverableConnectionError
from celery import bootsteps
from celery.signals import task_received
from celery.worker import state
from celery.worker.consumer import Tasks

LOOK_SECONDS = 0.2


class FreeSlots(bootsteps.StartStopStep):
    """Stops consuming with the message that fills the last slot, begins again when one is free.

    Everything happens in the consumer's own thread, by its timer and its loop: a channel is not
    safe to share. A new connection begins with all slots open to messages.
    """

    requires = (Tasks,)

    def __init__(self, consumer: Any, **kwargs: Any) -> None:
        super().__init__(consumer, **kwargs)
        self._timer: Any = None
        self._consuming = True

    def start(self, consumer: Any) -> None:
        if consumer.connection.transport.driver_type != "amqp":
            return
        self._consuming = True
        self._timer = consumer.timer.call_repeatedly(LOOK_SECONDS, self._look, (consumer,))
        task_received.connect(self._received, sender=consumer)

    def stop(self, consumer: Any) -> None:
        if self._timer is not None:
            self._timer.cancel()
            self._timer = None
            task_received.disconnect(self._received, sender=consumer)

    def _received(self, sender: Any, **kwargs: Any) -> None:
        sender.call_soon(self._look, sender)  # then the request is counted

    def _look(self, consumer: Any) -> None:
        if self._timer is None:  # stopped meanwhile
            return
        free = len(state.reserved_requests) < consumer.pool.num_processes
        if free == self._consuming:
            return
        try:
            (consumer.task_consumer.consume if free else consumer.task_consumer.cancel)()
        except consumer.channel_errors as error:
            # A queue is gone. The library opens the closed channel again under its old number, on
            # which what was received before can no longer be acknowledged: that would end the
            # worker. A new connection makes the queues anew.
            raise RecoverableConnectionError(str(error)) from error
        self._consuming = free
