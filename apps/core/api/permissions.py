"""Deny by default: a view names, for each action, the scope that a token needs.

A session user has no scopes (what the person may do in the browser they may do here, with a CSRF
token); a token may do no more than its scopes say, and never more than its person's role.
"""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext as _
from rest_framework.permissions import IsAuthenticated
from rest_framework.request import Request

from apps.core.api.problems import Problem


class ScopedPermission(IsAuthenticated):
    """A logged-in person; for tokens also the scope of the action; nothing for the undeclared."""

    def has_permission(self, request: Request, view: Any) -> bool:
        if not super().has_permission(request, view):
            return False
        action = getattr(view, "action", None)
        if action is None and isinstance(getattr(view, "action_map", None), dict):
            return True  # no handler for this method: the answer will be 405
        scope = getattr(view, "scopes", {}).get(action)
        if scope is None:
            return False
        _require_scope(request.auth, scope)
        return True


def _require_scope(token: Any, scope: str) -> None:
    if token is None or scope in token.scopes:
        return
    detail = _("This needs a token with the scope '{scope}'.").format(scope=scope)
    raise Problem("scope_missing", detail, extra={"required_scope": scope})
