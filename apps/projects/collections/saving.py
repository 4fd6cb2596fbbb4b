"""What a page does with a form that was sent: the row is written, or the form says why not."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from django.contrib import messages
from django.utils.translation import gettext as _

from apps.projects.access import ProjectRequest
from apps.projects.domain.errors import Refused, Stale
from apps.projects.domain.records import Draft, RecordKind, write_one


def saved(
    request: ProjectRequest, form: Any, write: Callable[[], Any], told: Callable[[Any], str]
) -> Any | None:
    """The row that ``write`` gives, of which ``told`` makes the message. None where nothing was
    sent, or where the form now says what is wrong or what somebody else saved meanwhile.
    """
    if request.method != "POST" or not form.is_valid():
        return None
    try:
        row = write()
    except Stale as stale:
        form.show_conflict(stale.current)
        return None
    except Refused as refused:
        form.show_refusal(refused)
        return None
    messages.success(request, told(row))
    return row


def added(
    request: ProjectRequest, kind: RecordKind, form: Any, also: Mapping[str, Any] | None = None
) -> Any | None:
    """As :func:`saved`: a new row of the form's values, and of ``also``."""

    def write() -> Any:
        draft = Draft({**form.sent, **(also or {})})
        return write_one(kind, request.project, request.user, draft).row

    return saved(request, form, write, told_added)


def changed(request: ProjectRequest, kind: RecordKind, form: Any, row: Any) -> Any | None:
    """As :func:`saved`: the row with the form's values."""

    def write() -> Any:
        draft, seen = Draft(form.sent, pk=row.pk), form.cleaned_data["seen"]
        return write_one(kind, request.project, request.user, draft, seen=seen).row

    return saved(request, form, write, told_saved)


def told_added(name: Any) -> str:
    return _("{name} was added.").format(name=name)


def told_saved(_row: Any) -> str:
    return _("Saved.")
