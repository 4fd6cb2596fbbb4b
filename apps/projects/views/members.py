"""Who is in the project."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from apps.accounts.domain.invitations import InvitationClosed
from apps.accounts.domain.links import mail_is_sent
from apps.accounts.models import Invitation
from apps.core.rendering import render as say
from apps.projects.access import ProjectRequest, project_page
from apps.projects.domain import members as domain
from apps.projects.domain.errors import Refused
from apps.projects.forms import AddMemberForm, RoleForm
from apps.projects.models import Membership, Role


@project_page(write=Role.OWNER)
def members(request: ProjectRequest) -> HttpResponse:
    """The members and open invitations; adding one by e-mail address."""
    form = AddMemberForm(request.POST or None)
    link = ""
    if request.method == "POST" and form.is_valid():
        try:
            made, link = domain.add_or_invite(
                request.project,
                request.user,
                email=form.cleaned_data["email"],
                role=Role(form.cleaned_data["role"]),
                request=request,
            )
        except Refused as refused:
            form.add_error(refused.field or None, say(refused.message))
        else:
            messages.success(request, _done(made))
            if not link or mail_is_sent():
                return redirect("projects:members", request.project.pk)
            # Without a mail server the link is shown here, once: it is stored only as a hash.
            form = AddMemberForm()
    return _show(request, form, link)


def _done(made: Membership | Invitation) -> str:
    if isinstance(made, Membership):
        return _("{person} is a member now.").format(person=made.user)
    if mail_is_sent():
        return _("The invitation was sent to {email}.").format(email=made.email)
    return _("The invitation for {email} is ready.").format(email=made.email)


def _show(request: ProjectRequest, form: AddMemberForm, link: str = "") -> HttpResponse:
    project = request.project
    owner = request.role is Role.OWNER
    rows = Membership.objects.filter(project=project).select_related("user")
    context = {
        "members": sorted(rows, key=lambda row: (-Role(row.role).rank, str(row.user).casefold())),
        "invitations": [
            (invitation, domain.invited_role(invitation, project))
            for invitation in (domain.open_invitations(project) if owner else [])
        ],
        "form": form,
        "link": link,
        "roles": Role,
        "may_manage": owner and not project.archived_at,
        "role_words": _role_words(),
    }
    return render(request, "projects/members.html", context)


def _role_words() -> list[tuple[str, str]]:
    """What each role may do, for the box beside the list."""
    return [
        (str(Role.OWNER.label), _("members, archive and delete, and all below")),
        (str(Role.EDITOR.label), _("project, product, markets, deleting data, and all below")),
        (str(Role.ANALYST.label), _("uploading data and running jobs, and all below")),
        (str(Role.VIEWER.label), _("reading everything")),
    ]


def _membership(request: ProjectRequest, membership_id: UUID) -> Membership:
    rows = Membership.objects.visible_to(request.user).filter(project=request.project)
    membership: Membership | None = rows.filter(pk=membership_id).select_related("user").first()
    if membership is None:
        raise Http404
    return membership


@require_POST
@project_page(Role.OWNER)
def change_role(request: ProjectRequest, membership_id: UUID) -> HttpResponse:
    """Give a member another role."""
    membership = _membership(request, membership_id)
    form = RoleForm(request.POST)
    if not form.is_valid():
        messages.error(request, _("Choose one of the roles."))
        return redirect("projects:members", request.project.pk)
    try:
        row = domain.change_role(membership, request.user, Role(form.cleaned_data["role"]))
    except Refused as refused:
        messages.error(request, say(refused.message))
    else:
        text = _("{person} is now: {role}.")
        messages.success(request, text.format(person=row.user, role=row.get_role_display()))
    return redirect("projects:members", request.project.pk)


@require_POST
@project_page()
def remove(request: ProjectRequest, membership_id: UUID) -> HttpResponse:
    """Take a member out, or leave."""
    membership = _membership(request, membership_id)
    own = membership.user_id == request.user.pk
    try:
        domain.remove_member(membership, request.user)
    except Refused as refused:
        messages.error(request, say(refused.message))
        return redirect("projects:members", request.project.pk)
    if own:
        messages.success(request, _("You left {project}.").format(project=request.project))
        return redirect("projects:list")
    messages.success(request, _("{person} was removed.").format(person=membership.user))
    return redirect("projects:members", request.project.pk)


@require_POST
@project_page(Role.OWNER)
def withdraw(request: ProjectRequest, invitation_id: UUID) -> HttpResponse:
    """Close an open invitation."""
    open_ones = {row.pk: row for row in domain.open_invitations(request.project)}
    if invitation_id not in open_ones:
        raise Http404
    try:
        domain.withdraw(request.project, request.user, open_ones[invitation_id])
    except InvitationClosed:
        messages.error(request, _("This invitation was used meanwhile."))
    else:
        messages.success(request, _("The invitation was withdrawn."))
    return redirect("projects:members", request.project.pk)
