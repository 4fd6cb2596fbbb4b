"""Pages of the admin panel that are no table of the database."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from django.http import HttpResponse

from apps.core.registry import Registry


@dataclass(frozen=True)
class Page:
    """``view(request)`` at ``/admin/<path>``, reversed as ``admin:<name>``."""

    name: str
    path: str
    view: Callable[..., HttpResponse]


pages: Registry[Page] = Registry("admin page")
