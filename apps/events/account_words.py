"""What happenings about accounts and administration are called (see :mod:`apps.events.words`)."""

from __future__ import annotations

from apps.core.messages import mark
from apps.events import words

NAMES = {
    "accounts.user.logged_in": mark("Logged in"),
    "accounts.user.activated": mark("Account activated"),
    "accounts.user.deactivated": mark("Account deactivated"),
    "accounts.user.edited": mark("Account changed by an administrator"),
    "accounts.user.exported": mark("List of users exported"),
    "accounts.profile.changed": mark("Profile changed"),
    "accounts.password.changed": mark("Password changed"),
    "accounts.password.reset": mark("Password reset by mail"),
    "accounts.second_factor.added": mark("Second factor set up"),
    "accounts.second_factor.removed": mark("Second factor turned off"),
    "accounts.second_factor.codes_renewed": mark("Recovery codes renewed"),
    "accounts.second_factor.reset": mark("Second factor reset by an administrator"),
    "accounts.session.ended": mark("Session ended"),
    "accounts.sessions.ended": mark("All sessions ended"),
    "accounts.token.created": mark("API token made"),
    "accounts.token.revoked": mark("API token revoked"),
    "accounts.admin.created": mark("First administrator made"),
    "accounts.admin.promoted": mark("Made administrator"),
    "accounts.admin.demoted": mark("Administration taken away"),
    "accounts.admin.password_reset": mark("Administrator's password reset"),
    "accounts.outbox.deleted": mark("Outbox message deleted"),
    "events.auditentry.exported": mark("Audit trail exported"),
    "projects.quotas.changed": mark("Quotas changed"),
    "projects.project.taken_over": mark("Project taken over by an administrator"),
}


def register() -> None:
    """Called by ``EventsConfig.ready``."""
    for kind, sentence in NAMES.items():
        words.name(kind, sentence)
