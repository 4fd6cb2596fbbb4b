"""Pages of mailboxes: list, add, what the last fetch came to, change, pause, delete."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from apps.core import rendering
from apps.core.forms import ConfirmForm, posted, status_of
from apps.core.messages import Message
from apps.core.tables import table_page
from apps.feedback.mailin import actions
from apps.feedback.mailin.fetching import COUNTED
from apps.feedback.mailin.forms import MailboxForm
from apps.feedback.mailin.models import Mailbox
from apps.feedback.mailin.tables import MailboxTable, state_of
from apps.projects.access import ProjectRequest, may, project_page
from apps.projects.collections.saving import saved, told_added, told_saved
from apps.projects.domain.errors import Refused
from apps.projects.models import Role
from apps.reference import countries


def _the_box(request: ProjectRequest, mailbox_id: UUID) -> Mailbox:
    rows = Mailbox.objects.visible_to(request.user).filter(project=request.project)
    found: Mailbox = get_object_or_404(rows.select_related("created_by"), pk=mailbox_id)
    return found


@require_safe
@project_page()
def mailboxes(request: ProjectRequest) -> HttpResponse:
    """The mailboxes whose messages become records."""
    rows = Mailbox.objects.visible_to(request.user).filter(project=request.project)
    context = table_page(request, MailboxTable, rows)
    may_add = may(request, Role.ANALYST)
    context["table"].empty_context = {
        "icon": "inbox",
        "title": _("No mailboxes yet"),
        "text": _(
            "Add the mailbox that customers write to. Each new message then becomes a feedback"
            " record; the mailbox itself stays as it is."
        ),
        "action_url": reverse("feedback:mailbox_new", args=[request.project.pk]) if may_add else "",
        "action_label": _("Add a mailbox"),
    }
    return render(request, "feedback/mailboxes.html", {**context, "may_add": may_add})


@require_safe
@project_page()
def mailbox(request: ProjectRequest, mailbox_id: UUID) -> HttpResponse:
    """One mailbox: its state, and what became of its messages."""
    box = _the_box(request, mailbox_id)
    changes = not request.project.archived_at and actions.may_change(
        box, request.user, request.role
    )
    context = {
        "box": box,
        "state": state_of(box),
        "problem": Message.model_validate(box.problem) if box.problem else None,
        "busy": actions.is_busy(box),
        "may_change": changes,
        "may_ask": may(request, Role.ANALYST) and not box.paused,
        "counted": [
            (_(label), box.counts.get(key, 0), box.totals.get(key, 0))
            for key, label in COUNTED.items()
        ],
        "facts": _facts(box, with_place=changes),
        "records_url": reverse("feedback:records", args=[request.project.pk],
                               query={"channel": "email", "source": box.name}),
    }  # fmt: skip
    return render(request, "feedback/mailbox.html", context)


def _facts(box: Mailbox, *, with_place: bool) -> list[tuple[str, Any]]:
    """Server and user are for those who may change them."""
    found: list[tuple[str, Any]] = []
    if with_place:
        found += [
            (_("Server"), f"{box.host}:{box.port}"),
            (_("Encryption"), box.get_security_display()),
            (_("User"), box.user),
            (_("Folder"), box.folder),
        ]
    found += [(_("How often"), box.get_every_display())]
    if box.since:
        found.append((_("Messages since"), box.since.isoformat()))
    if box.country:
        found.append((_("Market"), countries.name(box.country, get_language() or "en")))
    return [*found, (_("Added by"), box.created_by or "–")]


@project_page(Role.ANALYST)
def new(request: ProjectRequest) -> HttpResponse:
    """Add a mailbox."""
    form = MailboxForm(posted(request), instance=Mailbox(), project=request.project)
    made = saved(
        request,
        form,
        lambda: actions.add(request.project, request.user, _values(form), _password(form)),
        lambda box: told_added(box.name),
    )
    if made is not None:
        return redirect("feedback:mailbox", request.project.pk, made.pk)
    cancel = reverse("feedback:mailboxes", args=[request.project.pk])
    return _form(request, form, None, cancel)


@project_page(Role.ANALYST)
def edit(request: ProjectRequest, mailbox_id: UUID) -> HttpResponse:
    """Change it; a password that is not typed stays."""
    box = _the_box(request, mailbox_id)
    actions.require_change(box, request.user)
    form = MailboxForm(posted(request), instance=box, project=request.project)
    written = saved(
        request,
        form,
        lambda: actions.change(
            box, request.user, _values(form), _password(form), seen=form.cleaned_data["seen"]
        ),
        told_saved,
    )
    if written is not None:
        return redirect("feedback:mailbox", request.project.pk, box.pk)
    cancel = reverse("feedback:mailbox", args=[request.project.pk, box.pk])
    return _form(request, form, box, cancel)


def _values(form: MailboxForm) -> dict[str, Any]:
    return {name: form.cleaned_data[name] for name in actions.FIELDS}


def _password(form: MailboxForm) -> str:
    return str(form.cleaned_data["password"])


def _form(
    request: ProjectRequest, form: MailboxForm, box: Mailbox | None, cancel: str
) -> HttpResponse:
    context = {"form": form, "box": box, "cancel_url": cancel}
    return render(request, "feedback/mailbox_form.html", context, status=status_of(form))


def _act(request: ProjectRequest, box: Mailbox, act: Callable[[], None], said: str) -> HttpResponse:
    try:
        act()
    except Refused as refused:
        messages.error(request, rendering.render(refused.message))
    else:
        messages.success(request, said)
    return redirect("feedback:mailbox", request.project.pk, box.pk)


@require_POST
@project_page(write=Role.ANALYST)
def fetch(request: ProjectRequest, mailbox_id: UUID) -> HttpResponse:
    """Read it now."""
    box = _the_box(request, mailbox_id)
    said = _("It is being read. Reload the page in a moment.")
    return _act(request, box, lambda: actions.ask(box, request.user), said)


@require_POST
@project_page(write=Role.ANALYST)
def switch(request: ProjectRequest, mailbox_id: UUID) -> HttpResponse:
    """Pause it, or let it go on (``on=1``)."""
    box = _the_box(request, mailbox_id)
    on = request.POST.get("on") == "1"
    said = _("It is read by itself again.") if on else _("It is paused.")
    return _act(request, box, lambda: actions.switch(box, request.user, on), said)


@project_page(Role.ANALYST)
def delete(request: ProjectRequest, mailbox_id: UUID) -> HttpResponse:
    """Delete it, once its name was typed. Its records stay."""
    box = _the_box(request, mailbox_id)
    actions.require_change(box, request.user)
    form = ConfirmForm(posted(request), phrase=box.name)
    if request.method == "POST" and form.is_valid():
        actions.delete(box, request.user)
        messages.success(request, _("{name} was deleted.").format(name=box.name))
        return redirect("feedback:mailboxes", request.project.pk)
    context = {"box": box, "error": form.problem}
    return render(request, "feedback/mailbox_delete.html", context, status=status_of(form))
