"""People in the admin panel: users, invitations, sessions, mail that was not sent."""

from __future__ import annotations

import re
from copy import copy
from typing import Any

from allauth.mfa.models import Authenticator
from allauth.usersessions.models import UserSession
from django.contrib import admin
from django.db.models import Count, Exists, OuterRef, Q, QuerySet
from django.http import HttpRequest, HttpResponse
from django.template.defaultfilters import urlize
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext
from import_export.resources import ModelResource
from unfold.decorators import display

from apps.accounts.domain import invitations, people
from apps.accounts.domain.browsers import browser_name
from apps.accounts.domain.invitations import InvitationClosed, Standing
from apps.accounts.domain.links import mail_is_sent
from apps.accounts.models import Invitation, OutboxMail, User
from apps.accounts.panel import credentials as credentials
from apps.accounts.panel import invite_many as invite_many
from apps.accounts.panel.actions import ActionRefused, confirmed
from apps.accounts.panel.base import (
    CsvExport,
    PanelAdmin,
    ReadOnlyAdmin,
    filled,
    shown,
    yes,
)
from apps.accounts.panel.figures import Figure, figures
from apps.accounts.panel.forms import InvitationForm, UserForm
from apps.core.happenings import report

STANDINGS = {
    Standing.OPEN: (_("Can be accepted"), "info"),
    Standing.USED: (_("Accepted"), "success"),
    Standing.REVOKED: (_("Revoked"), "danger"),
    Standing.EXPIRED: (_("Expired"), "warning"),
}


class UserResource(ModelResource):
    class Meta:
        model = User
        fields = ["email", "name", "language", "time_zone", "is_staff", "is_active", "last_login"]
        export_order = fields


@admin.register(User)
class UserAdmin(CsvExport, PanelAdmin):
    resource_classes = [UserResource]
    form = UserForm
    list_display = ["who", "email", "active", "administrator", "second_factor", "last_seen"]
    list_filter = ["is_active", "is_staff", "language"]
    search_fields = ["email", "name"]
    ordering = ["email"]
    readonly_fields = ["active", "administrator", "second_factor", "last_seen", "created"]
    fieldsets = [
        (None, {"fields": ["email", "name", "language", "time_zone", "theme"]}),
        (_("Access"), {"fields": [*readonly_fields]}),
    ]

    def get_queryset(self, request: HttpRequest) -> QuerySet[User]:
        totp = Authenticator.objects.filter(user=OuterRef("pk"), type=Authenticator.Type.TOTP)
        people_only = super().get_queryset(request).filter(is_service=False)
        return people_only.annotate(has_totp=Exists(totp))

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False  # people come by invitation

    @display(description=_("name"), ordering="name")
    def who(self, user: User) -> str:
        return str(user)

    created = shown("created_at", _("since"))
    last_seen = shown("last_login", _("last log-in"))

    @display(description=_("active"), ordering="is_active")
    def active(self, user: User) -> Any:
        return yes(user.is_active)

    @display(description=_("administrator"), ordering="is_staff")
    def administrator(self, user: User) -> Any:
        return yes(user.is_superuser)

    @display(description=_("second factor"))
    def second_factor(self, user: Any) -> Any:
        return yes(user.has_totp)

    def save_model(self, request: HttpRequest, obj: User, form: Any, change: bool) -> None:
        super().save_model(request, obj, form, change)
        if "email" in form.changed_data:
            people.forget_addresses(obj)

    @confirmed(
        _("Deactivate"),
        question=_(
            "Log these people out everywhere, refuse their tokens, and let them in no more?"
        ),
        icon="person_off",
        danger=True,
        applies=lambda user: user.is_active,
    )
    def deactivate(self, request: HttpRequest, user: User) -> None:
        _people(people.deactivate, user, request)

    @confirmed(
        _("Activate"),
        question=_("Let these people log in again?"),
        icon="person_check",
        applies=lambda user: not user.is_active,
    )
    def activate(self, request: HttpRequest, user: User) -> None:
        _people(people.activate, user, request)

    @confirmed(
        _("Reset second factor"),
        question=_(
            "Remove the authenticator app and the recovery codes of these people? Their password "
            "alone will let them in. Make sure that it is they who ask."
        ),
        icon="phonelink_erase",
        danger=True,
        applies=lambda user: user.has_totp,
    )
    def reset_second_factor(self, request: HttpRequest, user: User) -> None:
        _people(people.reset_second_factor, user, request)

    @confirmed(
        _("End sessions"),
        question=_("Log these people out in every browser?"),
        icon="logout",
    )
    def end_sessions(self, request: HttpRequest, user: User) -> None:
        _people(people.end_sessions, user, request)

    @confirmed(
        _("Make administrator"),
        question=_("Let these people use this panel, with all that it shows?"),
        icon="shield_person",
        applies=lambda user: not user.is_superuser,
    )
    def make_admin(self, request: HttpRequest, user: User) -> None:
        _people(people.make_admin, user, request)

    @confirmed(
        _("Take administration away"),
        question=_("Close this panel to these people?"),
        icon="remove_moderator",
        danger=True,
        applies=lambda user: user.is_superuser,
    )
    def take_admin(self, request: HttpRequest, user: User) -> None:
        _people(people.take_admin, user, request)


@admin.register(Invitation)
class InvitationAdmin(PanelAdmin):
    form = InvitationForm
    list_display = ["email", "name", "standing", "sender", "sent", "until"]
    list_select_related = ["invited_by"]
    list_filter = [filled("accepted_at", _("Accepted")), filled("revoked_at", _("Revoked"))]
    search_fields = ["email", "name", "invited_by__email"]
    list_before_template = "accounts/panel/invite_many_link.html"
    fields = ["email", "name", "administrator"]

    sender = shown("invited_by", _("invited by"))
    sent = shown("created_at", _("made"))
    until = shown("expires_at", _("expires"))
    accepted = shown("accepted_at", _("accepted on"))

    def get_fields(self, request: HttpRequest, obj: Any = None) -> list[Any]:
        if obj is None:
            return ["email", "name", "administrator"]
        return ["email", "name", "standing_in_words", "sender", "sent", "until", "accepted"]

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False

    @display(
        description=_("state"), label={key.value: tone for key, (_l, tone) in STANDINGS.items()}
    )
    def standing(self, invitation: Invitation) -> tuple[str, Any]:
        key = invitations.standing_of(invitation)
        return key.value, STANDINGS[key][0]

    @display(description=_("state"))
    def standing_in_words(self, invitation: Invitation) -> Any:
        return self.standing(invitation)[1]

    def save_model(self, request: HttpRequest, obj: Any, form: Any, change: bool) -> None:
        """The domain makes the row; the form's unsaved one only lends its values."""
        user: Any = request.user
        made, link = invitations.invite(obj.email, obj.name, user, form.grants(), request=request)
        obj.__dict__.update(made.__dict__)
        request.invitation_link = link  # type: ignore[attr-defined]

    def response_add(self, request: Any, obj: Any, post_url_continue: Any = None) -> HttpResponse:
        return self._show(request, obj, request.invitation_link)

    def _show(self, request: HttpRequest, invitation: Invitation, link: str) -> HttpResponse:
        context = {
            **self.admin_site.each_context(request),
            "opts": self.opts,
            "title": _("Invitation made"),
            "invitation": invitation,
            "link": link,
            "mail_is_sent": mail_is_sent(),
            "back": reverse("admin:accounts_invitation_changelist"),
        }
        response = TemplateResponse(request, "accounts/panel/link.html", context)
        response["Cache-Control"] = "no-store"
        return response

    @confirmed(
        _("Send again"),
        question=_("Make a new link for seven days? The old one stops working."),
        icon="forward_to_inbox",
        bulk=False,
        applies=lambda invitation: not invitation.accepted_at and not invitation.revoked_at,
    )
    def send_again(self, request: HttpRequest, invitation: Invitation) -> HttpResponse:
        user: Any = request.user
        try:
            link = invitations.send_again(invitation, user, request)
        except InvitationClosed as closed:
            raise ActionRefused(STANDINGS[closed.standing][0]) from closed
        return self._show(request, invitation, link)

    @confirmed(
        _("Revoke"),
        question=_("Close these invitations for good? Their links stop working at once."),
        icon="block",
        danger=True,
        applies=lambda invitation: not invitation.accepted_at and not invitation.revoked_at,
    )
    def revoke(self, request: HttpRequest, invitation: Invitation) -> None:
        user: Any = request.user
        try:
            invitations.revoke(invitation, user)
        except InvitationClosed as closed:
            raise ActionRefused(STANDINGS[closed.standing][0]) from closed


@admin.register(UserSession)
class SessionAdmin(ReadOnlyAdmin):
    list_display = ["person", "address", "browser", "since"]
    list_select_related = ["user"]
    search_fields = ["user__email", "user__name", "ip"]
    fields = ["person", "address", "browser", "user_agent", "since"]  # never the session's key
    ordering = ["-created_at"]

    person = shown("user", _("person"))
    address = shown("ip", _("address"))
    since = shown("created_at", _("since"))

    def __init__(self, model: Any, site: Any) -> None:
        """The model is allauth's and has no translated name of its own."""
        super().__init__(model, site)
        self.opts = copy(model._meta)
        self.opts.verbose_name, self.opts.verbose_name_plural = _("session"), _("Sessions")

    def get_changelist_instance(self, request: HttpRequest) -> Any:
        listed = super().get_changelist_instance(request)
        listed.opts = self.opts
        return listed

    @display(description=_("browser"))
    def browser(self, session: UserSession) -> str:
        return browser_name(session.user_agent)

    @confirmed(_("End session"), question=_("Log these browsers out?"), icon="logout", danger=True)
    def end(self, request: HttpRequest, session: UserSession) -> None:
        user: Any = request.user
        people.end_session(session, user)


@admin.register(OutboxMail)
class OutboxAdmin(ReadOnlyAdmin):
    """Mail that no server took: read it, pass its link on, delete it."""

    list_display = ["subject", "to", "made"]
    search_fields = ["subject", "to"]
    fields = ["to", "subject", "made", "text"]

    made = shown("created_at", _("made"))

    class Media:
        js = ["accounts/copy.js"]

    @display(description=_("message text"))
    def text(self, mail: OutboxMail) -> SafeString:
        return format_html(
            '<div class="panel-text">{}</div>{}',
            urlize(mail.body, autoescape=True),
            _copy_link(mail.body),
        )

    @confirmed(
        _("Delete"), question=_("Delete these messages for good?"), icon="delete", danger=True
    )
    def drop(self, request: HttpRequest, mail: OutboxMail) -> None:
        report("accounts.outbox.deleted", actor=request.user, subject=mail)
        mail.delete()


def _copy_link(body: str) -> SafeString:
    """The message's first link in a field with a button to copy it."""
    found = re.search(r"https?://\S+", body)
    if not found:
        return format_html("")
    return format_html(
        '<div class="panel-copy mt-3" data-copy><input type="text" readonly value="{}"'
        ' aria-label="{}" class="border border-base-200 rounded-default px-3 py-2">'
        '<button type="button" data-copy-button data-copied="{}" class="border border-base-200'
        ' rounded-default px-3 py-2 cursor-pointer"><span data-copy-text>{}</span></button></div>',
        found[0], _("Link"), _("Copied"), _("Copy the link"),
    )  # fmt: skip


def _people(change: Any, user: User, request: HttpRequest) -> None:
    try:
        change(user, request.user)
    except people.PeopleError as error:
        raise ActionRefused(str(error)) from error


def _figures() -> list[Figure]:
    now = timezone.now()
    people_now = User.objects.filter(is_service=False).aggregate(
        active=Count("pk", filter=Q(is_active=True)),
        admins=Count("pk", filter=Q(is_superuser=True)),
    )
    admins = ngettext("{count} administrator", "{count} administrators", people_now["admins"])
    open_now = Invitation.objects.filter(accepted_at=None, revoked_at=None, expires_at__gt=now)
    made = [
        Figure(
            _("People"), str(people_now["active"]), admins.format(count=people_now["admins"]),
            "admin:accounts_user_changelist", order=10,
        ),
        Figure(
            _("Open invitations"), str(open_now.count()), "",
            "admin:accounts_invitation_changelist", order=20,
        ),
    ]  # fmt: skip
    waiting = OutboxMail.objects.count()
    if not mail_is_sent():
        made.append(
            Figure(
                _("Mail in the outbox"), str(waiting), _("No mail server is set up."),
                "admin:accounts_outboxmail_changelist", order=90,
            )
        )  # fmt: skip
    return made


figures.register("accounts", _figures, owner="apps.accounts")
