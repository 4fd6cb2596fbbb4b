"""What a project uses of its quotas. Rooms that use something register a meter for it."""

from __future__ import annotations

import logging
from collections.abc import Callable
from dataclasses import dataclass
from typing import Literal

from apps.core.registry import Registry
from apps.projects.models import Project

logger = logging.getLogger(__name__)


@dataclass(frozen=True)
class Usage:
    """``used`` of ``limit`` in ``style``: bytes, seconds or a plain number. No limit is None."""

    label: str  # marked
    used: float
    limit: float | None
    style: Literal["number", "bytes", "seconds"] = "number"

    @property
    def share(self) -> float | None:
        return min(self.used / self.limit, 1.0) if self.limit else None


meters: Registry[Callable[[Project], Usage]] = Registry("quota meter")


def add(key: str, meter: Callable[[Project], Usage], *, owner: str) -> None:
    meters.register(key, meter, owner=owner)


def usage_of(project: Project) -> list[Usage]:
    """Every meter's reading; one that fails is left out and logged."""
    readings = []
    for meter in meters:
        try:
            readings.append(meter(project))
        except Exception:
            logger.exception("a quota meter failed")
    return readings
