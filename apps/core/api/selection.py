"""``?fields=id,name``: only the members that the caller wants."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext as _
from rest_framework.request import Request
from rest_framework.serializers import BaseSerializer, ListSerializer

from apps.core.api.problems import FieldError, Problem


def narrow(serializer: BaseSerializer, request: Request) -> None:
    """Drop what was not asked for from a serializer; an unknown name is a 400."""
    if "fields" not in request.query_params:
        return
    one: Any = serializer.child if isinstance(serializer, ListSerializer) else serializer
    wanted = read(request, list(one.fields))
    for name in set(one.fields) - wanted if wanted else ():
        one.fields.pop(name)


def read(request: Request, known: list[str]) -> set[str]:
    """The names asked for; empty for all of them."""
    names = {name.strip() for name in request.query_params.get("fields", "").split(",")} - {""}
    unknown = sorted(names - set(known))
    if unknown:
        sentence = _("There is no '{name}' here. Choose from: {known}.").format(
            name=unknown[0], known=", ".join(known)
        )
        raise Problem("invalid", errors=[FieldError("/fields", sentence)])
    return names
