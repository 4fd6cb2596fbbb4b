"""What a credential may hand on: never more than it has itself.

Whoever holds a token that may make tokens could otherwise make a stronger one, and use that.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.utils.translation import gettext as _

from apps.core.addresses import inside
from apps.core.api.problems import FieldError, Problem


def require_within(grant: Any, scopes: Iterable[str], ranges: Iterable[str]) -> None:
    """Raise unless a token of ``scopes``, bound to ``ranges``, is no stronger than ``grant``.

    ``grant`` is ``request.auth``: an ``authentication.Grant``, or None for a browser's session,
    which may do what its person may.
    """
    if grant is None:
        return
    for scope in scopes:
        if scope not in grant.scopes:
            detail = _("This token cannot give the scope '{scope}', which it does not have.")
            raise Problem(
                "scope_missing", detail.format(scope=scope), extra={"required_scope": scope}
            )
    wanted = list(ranges)
    if grant.ranges and not (wanted and all(inside(each, grant.ranges) for each in wanted)):
        detail = _("This token is bound to {ranges}. What it makes must be bound to no more.")
        told = detail.format(ranges=", ".join(grant.ranges))
        raise Problem("invalid", errors=[FieldError("/allowed_ranges", told)])
