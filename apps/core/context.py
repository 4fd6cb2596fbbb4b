"""What every page's frame needs."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest


def chrome(request: HttpRequest) -> dict[str, Any]:
    """The current project and the reader's role in it, where the page is inside one."""
    return {
        "project": getattr(request, "project", None),
        "role": getattr(request, "role", None),
    }
