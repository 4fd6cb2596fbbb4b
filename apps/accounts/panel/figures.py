"""The figures on the admin panel's home page. Each room registers its own in its ``admin.py``."""

from __future__ import annotations

import logging
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest
from django.urls import reverse

from apps.core.registry import Registry

logger = logging.getLogger(__name__)


@dataclass(frozen=True)
class Figure:
    """A number that an administrator looks for in the morning, with the page behind it."""

    label: Any
    value: str
    note: Any = ""
    url_name: str = ""
    query: str = ""
    order: int = 100

    @property
    def url(self) -> str:
        return f"{reverse(self.url_name)}{self.query}" if self.url_name else ""


figures: Registry[Callable[[], list[Figure]]] = Registry("admin figure")


def collected() -> list[Figure]:
    """Every room's figures; a room that fails is left out and logged, the page still opens."""
    found: list[Figure] = []
    for figure in figures:
        try:
            found.extend(figure())
        except Exception:
            logger.exception("a figure of the admin panel failed")
    return sorted(found, key=lambda item: item.order)


def dashboard(request: HttpRequest, context: dict[str, Any]) -> dict[str, Any]:
    """unfold's ``DASHBOARD_CALLBACK``."""
    context["figures"] = collected()
    return context
