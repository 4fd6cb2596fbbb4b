"""What the frame of every page shows of rooms above this one: they register how to ask them.

Keys: ``unread_notices`` (request → int) and ``projects`` (request → list of objects with ``pk`` and
``name``, those that the person may switch to).
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.http import HttpRequest

from apps.core.registry import Registry

providers: Registry[Callable[[HttpRequest], Any]] = Registry("chrome provider")


def provide(key: str, function: Callable[[HttpRequest], Any], *, owner: str) -> None:
    providers.register(key, function, owner=owner)


def ask(key: str, request: HttpRequest, default: Any) -> Any:
    function = providers.get(key)
    return function(request) if function else default
