"""What people do with mailboxes: add, change, pause, read now, delete."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from apps.accounts.models import User
from apps.core.happenings import report
from apps.core.messages import msg
from apps.core.outbound import OutboundFailed, OutboundRefused, addresses_of
from apps.crm.domain import values as crm_values
from apps.feedback.mailin import fetching
from apps.feedback.mailin.imap import MailboxError, check_port
from apps.feedback.mailin.models import Mailbox
from apps.feedback.mailin.sealed import VAULT
from apps.projects.access import membership_of, require
from apps.projects.domain.changes import hold, locked
from apps.projects.domain.errors import Refused, Stale
from apps.projects.models import Project, Role

MOST = 20  # mailboxes of one project
FIELDS = ("name", "host", "port", "security", "user", "folder", "since", "country", "every")
PLACE = ("host", "port", "security", "user")  # who gets the password
COUNTED_IN = ("host", "user", "folder", "since")  # what is read anew when it changes
_CONTROL = re.compile(r"[\x00-\x1f\x7f]")
_HOST = re.compile(r"[A-Za-z0-9]([A-Za-z0-9.-]*[A-Za-z0-9])?|[0-9A-Fa-f:]+")


def may_change(box: Mailbox, user: Any, role: Role) -> bool:
    """Analysts change the mailboxes that they added, editors everybody's."""
    own = box.created_by_id is not None and box.created_by_id == user.pk
    return role.covers(Role.ANALYST if own else Role.EDITOR)


def require_change(box: Mailbox, user: User) -> None:
    membership = membership_of(user, box.project_id)
    require(membership, Role.ANALYST)
    if not may_change(box, user, Role(membership.role)):
        raise PermissionDenied(
            _("Only whoever added this mailbox, or an editor of the project, may change it.")
        )


def add(project: Project, user: User, values: Mapping[str, Any], password: str) -> Mailbox:
    """Add a mailbox (analyst); it is read at once. Raises :class:`Refused` that names the field."""
    require(membership_of(user, project.pk), Role.ANALYST)
    ready = checked(values)
    secret = checked_password(password)
    if not secret:
        raise Refused(msg("Type the password."), field="password")
    with transaction.atomic():
        hold(project.pk)
        rows = Mailbox.objects.filter(project=project)
        if rows.count() >= MOST:
            raise Refused(msg("A project has at most {most} mailboxes. Delete one.", most=MOST))
        _require_free(rows, ready["name"])
        secrets = VAULT.sealed({"password": secret})
        box = Mailbox.objects.create(project=project, secrets=secrets, created_by=user, **ready)
        report("feedback.mailbox.created", actor=user, project_id=project.pk, subject=box)
        transaction.on_commit(lambda: fetching.ring(box.pk))
    return box


def change(
    box: Mailbox,
    user: User,
    values: Mapping[str, Any],
    password: str = "",
    *,
    seen: datetime | None = None,
) -> Mailbox:
    """Change it (whoever added it, or an editor). A password that is not typed stays, unless it
    would go to another server or another user. Raises :class:`Refused` and :class:`Stale`.
    """
    require_change(box, user)
    ready, secret = checked(values), checked_password(password)
    with transaction.atomic():
        hold(box.project_id)
        held = locked(box)
        if seen is not None and held.updated_at != seen:
            raise Stale(held)
        changed = [name for name in FIELDS if getattr(held, name) != ready[name]]
        if not secret and {*PLACE} & {*changed}:
            raise Refused(
                msg("The mailbox is another one now. Type the password that is meant for it."),
                field="password",
            )
        _require_free(Mailbox.objects.filter(project=held.project_id).exclude(pk=held.pk),
                      ready["name"])  # fmt: skip
        # Never values: who reads the trail need not know servers and users.
        told = [*changed, *(["password"] if secret else [])]
        if not told:
            return held
        for name in changed:
            setattr(held, name, ready[name])
        if secret:
            held.secrets = VAULT.sealed({"password": secret})
        if {*COUNTED_IN} & {*changed}:
            held.uid_validity, held.last_uid = None, 0
        _start_anew(held)
        held.save()
        report(
            "feedback.mailbox.changed", actor=user, project_id=held.project_id, subject=held,
            fields=told,
        )  # fmt: skip
        if not held.paused:
            transaction.on_commit(lambda: fetching.ring(held.pk))
    return held


def switch(box: Mailbox, user: User, on: bool) -> None:
    """Pause it, or let it be read again."""
    require_change(box, user)
    with transaction.atomic():
        hold(box.project_id)
        held = locked(box)
        if held.paused is not on:
            return
        held.paused = not on
        _start_anew(held)
        held.save()
        if on:
            report("feedback.mailbox.resumed", actor=user, project_id=held.project_id, subject=held)
            transaction.on_commit(lambda: fetching.ring(held.pk))
        else:
            report("feedback.mailbox.paused", actor=user, project_id=held.project_id, subject=held)


def ask(box: Mailbox, user: User) -> None:
    """Read it now (analyst), and not only when its time has come."""
    require(membership_of(user, box.project_id), Role.ANALYST)
    with transaction.atomic():
        hold(box.project_id)
        held = locked(box)
        if held.paused:
            raise Refused(msg("The mailbox is paused. Let it go on first."))
        if is_busy(held):
            raise Refused(msg("The mailbox is being read already."))
        Mailbox.objects.filter(pk=held.pk).update(next_at=timezone.now())
        report("feedback.mailbox.asked", actor=user, project_id=held.project_id, subject=held)
        transaction.on_commit(lambda: fetching.ring(held.pk))


def delete(box: Mailbox, user: User) -> None:
    """With its password and its memory of what was read. The records stay."""
    require_change(box, user)
    with transaction.atomic():
        hold(box.project_id)
        held = locked(box)
        report("feedback.mailbox.deleted", actor=user, project_id=held.project_id, subject=held)
        held.delete()


def is_busy(box: Mailbox) -> bool:
    """Whether a worker is reading it."""
    return box.busy_until is not None and box.busy_until > timezone.now()


def checked(values: Mapping[str, Any]) -> dict[str, Any]:
    """The values of :data:`FIELDS` as they are stored. Raises :class:`Refused`. Asks the DNS."""
    ready = {name: values[name] for name in FIELDS}
    for name in ("name", "host", "user", "folder"):
        ready[name] = str(ready[name]).strip()
        if not ready[name]:
            raise Refused(msg("This is needed."), field=name)
        if _CONTROL.search(ready[name]):
            raise Refused(msg("No line breaks and no control characters."), field=name)
    ready["host"] = ready["host"].lower().strip("[]")
    if not _HOST.fullmatch(ready["host"]):
        raise Refused(msg("Type the server's name alone, such as imap.example.com."), field="host")
    ready["country"] = crm_values.country(ready["country"] or "")
    try:
        check_port(ready["port"])
        addresses_of(ready["host"], ready["port"])
    except MailboxError as error:
        raise Refused(error.message, field="port") from error
    except OutboundRefused as error:
        raise Refused(error.message, field="host") from error
    except OutboundFailed:
        pass  # it may resolve later; the first fetch says so
    return ready


def checked_password(password: str) -> str:
    if _CONTROL.search(password) or len(password) > 1_000:
        raise Refused(msg("No line breaks and no control characters."), field="password")
    return password


def _require_free(others: Any, name: str) -> None:
    if others.filter(name=name).exists():
        raise Refused(msg("Another mailbox of this project has this name."), field="name")


def _start_anew(held: Mailbox) -> None:
    """A fetch that is under way stores nothing more; the next one is due."""
    held.attempt += 1
    held.busy_until, held.next_at = None, timezone.now()
    if not held.paused:
        held.problem = None
