"""Telling workers of a row that waits. Where the broker does not answer the row waits on: whoever
has such rows rings for them again.
"""

from __future__ import annotations

import logging
from typing import Any

from celery import current_app

logger = logging.getLogger(__name__)


def ring(task: str, pk: Any) -> None:
    """Send the id of a row to the Celery task of this name."""
    try:
        current_app.send_task(task, args=[str(pk)], ignore_result=True)
    except Exception as error:  # noqa: BLE001 - transports raise what they like
        logger.warning("the broker did not take %s of %s, which waits: %s", task, pk, error)
