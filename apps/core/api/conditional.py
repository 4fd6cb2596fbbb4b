"""ETag, If-None-Match and If-Match: nobody overwrites what they have not seen."""

from __future__ import annotations

import hashlib
import re
from typing import Any

from django.utils.translation import gettext as _
from rest_framework import status
from rest_framework.renderers import JSONRenderer
from rest_framework.request import Request
from rest_framework.response import Response

from apps.core.api.problems import Problem

_TAG = re.compile(r'(?:W/)?"[^"]*"|\*')


def etag_of(data: Any) -> str:
    """A strong tag of a representation: any visible change makes another one."""
    return f'"{hashlib.sha256(JSONRenderer().render(data)).hexdigest()[:32]}"'


def require_match(request: Request, current: Any) -> None:
    """Raise 412 if the caller sent ``If-Match`` and it does not name ``current``'s tag."""
    wanted = request.headers.get("If-Match")
    if wanted is None:
        return
    tags = _TAG.findall(wanted)
    if "*" not in tags and etag_of(current) not in tags:
        raise Problem("stale", headers={"ETag": etag_of(current)})


def require_absent(request: Request) -> None:
    """Raise 412 if the caller sent ``If-None-Match: *``: what is there must not be."""
    if request.headers.get("If-None-Match", "").strip() == "*":
        raise Problem("stale", _("There is such a record already, and 'If-None-Match: *' says no."))


def tagged(request: Request, data: Any, code: int = status.HTTP_200_OK) -> Response:
    """An answer with its ETag; 304 without a body if the caller already has it."""
    tag = etag_of(data)
    known = _TAG.findall(request.headers.get("If-None-Match", ""))
    if request.method in {"GET", "HEAD"} and (tag in known or f"W/{tag}" in known or "*" in known):
        return Response(status=status.HTTP_304_NOT_MODIFIED, headers={"ETag": tag})
    return Response(data, status=code, headers={"ETag": tag})
