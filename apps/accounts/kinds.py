"""What can happen to accounts. None of it goes to a project's webhooks."""

from __future__ import annotations

from apps.core.catalogue import EventKind
from apps.core.messages import mark

KINDS = (
    EventKind("accounts.invitation.sent", mark("Invitation sent")),
    EventKind("accounts.invitation.sent_again", mark("Invitation sent again")),
    EventKind("accounts.invitation.accepted", mark("Invitation accepted")),
    EventKind("accounts.invitation.revoked", mark("Invitation withdrawn")),
    EventKind("accounts.user.created", mark("Account made")),
    EventKind("accounts.user.logged_in", mark("Logged in")),
    EventKind("accounts.user.activated", mark("Account activated")),
    EventKind("accounts.user.deactivated", mark("Account deactivated")),
    EventKind("accounts.user.edited", mark("Account changed by an administrator")),
    EventKind("accounts.user.exported", mark("List of users exported")),
    EventKind("accounts.profile.changed", mark("Profile changed")),
    EventKind("accounts.password.changed", mark("Password changed")),
    EventKind("accounts.password.reset", mark("Password reset by mail")),
    EventKind("accounts.second_factor.added", mark("Second factor set up")),
    EventKind("accounts.second_factor.removed", mark("Second factor turned off")),
    EventKind("accounts.second_factor.codes_renewed", mark("Recovery codes renewed")),
    EventKind("accounts.second_factor.reset", mark("Second factor reset by an administrator")),
    EventKind("accounts.session.ended", mark("Session ended")),
    EventKind("accounts.sessions.ended", mark("All sessions ended")),
    EventKind("accounts.token.created", mark("API token made")),
    EventKind("accounts.token.revoked", mark("API token revoked")),
    EventKind("accounts.token.rotated", mark("API token replaced")),
    EventKind("accounts.service.created", mark("Service account made")),
    EventKind("accounts.service.changed", mark("Service account changed")),
    EventKind("accounts.service.closed", mark("Service account closed")),
    EventKind("accounts.client.created", mark("OAuth2 client made")),
    EventKind("accounts.client.revoked", mark("OAuth2 client revoked")),
    EventKind("accounts.admin.created", mark("First administrator made")),
    EventKind("accounts.admin.promoted", mark("Made administrator")),
    EventKind("accounts.admin.demoted", mark("Administration taken away")),
    EventKind("accounts.admin.password_reset", mark("Administrator's password reset")),
    EventKind("accounts.outbox.deleted", mark("Outbox message deleted")),
)
