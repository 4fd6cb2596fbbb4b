"""As ``changes_table``: all that changes something in the administrator's panel."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from tests.changes_exempt import NO_CHANGE
from tests.factories.modelhub import TrustedSignerFactory

# (model, action) of the administrator's panel → the kind, and the row that it is done to
PANEL: dict[tuple[str, str], tuple[str, Callable[[Any], Any]]] = {
    ("accounts.User", "deactivate"): ("accounts.user.deactivated", lambda s: s.viewer),
    ("accounts.User", "activate"): ("accounts.user.activated", lambda s: s.inactive),
    ("accounts.User", "reset_second_factor"): ("accounts.second_factor.reset", lambda s: s.guarded),
    ("accounts.User", "end_sessions"): ("accounts.sessions.ended", lambda s: s.viewer),
    ("accounts.User", "make_admin"): ("accounts.admin.promoted", lambda s: s.viewer),
    ("accounts.User", "take_admin"): ("accounts.admin.demoted", lambda s: s.second_admin),
    ("accounts.ApiToken", "revoke"): ("accounts.token.revoked", lambda s: s.token),
    ("accounts.OAuthClient", "revoke"): ("accounts.client.revoked", lambda s: s.service_client),
    ("accounts.ServiceAccount", "close"): ("accounts.service.closed", lambda s: s.service),
    ("accounts.Invitation", "send_again"): (
        "accounts.invitation.sent_again", lambda s: s.invitation,
    ),
    ("accounts.Invitation", "revoke"): ("accounts.invitation.revoked", lambda s: s.invitation),
    ("usersessions.UserSession", "end"): ("accounts.session.ended", lambda s: s.session),
    ("accounts.OutboxMail", "drop"): ("accounts.outbox.deleted", lambda s: s.mail),
    ("projects.Project", "take_over"): ("projects.project.taken_over", lambda s: s.project),
    ("modelhub.TrustedSigner", "distrust"): (
        "modelhub.signer.distrusted", lambda s: TrustedSignerFactory(),
    ),
    ("jobs.Worker", "drain"): ("jobs.worker.drained", lambda s: s.worker),
    ("jobs.Worker", "resume"): ("jobs.worker.resumed", lambda s: s.resting_worker),
    ("jobs.Job", "cancel"): ("jobs.job.cancelled", lambda s: s.running_job),
    ("jobs.Job", "retry"): ("jobs.job.retried", lambda s: s.failed_job),
}  # fmt: skip
# Forms of the panel: (model, 'add' or 'change') → the kind, the row, what is sent
PANEL_FORMS: dict[tuple[str, str], tuple[str, Callable[[Any], Any], dict[str, Any]]] = {
    ("accounts.User", "change"): (
        "accounts.user.edited", lambda s: s.viewer,
        {"email": "amara@example.com", "name": "A", "language": "", "time_zone": "UTC",
         "theme": "auto"},
    ),
    ("accounts.Invitation", "add"): (
        "accounts.invitation.sent", lambda s: None, {"email": "late@example.com", "name": ""},
    ),
    ("modelhub.TrustedSigner", "add"): (
        "modelhub.signer.trusted", lambda s: None,
        {"name": "Lepton in Lyon", "public_key": "AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8="},
    ),
    ("projects.Project", "change"): (
        "projects.quotas.changed", lambda s: s.project, {"disk": "1.5", "job_quota": "3"},
    ),
}  # fmt: skip
# Pages of the panel beside those of models → the kind, arguments, what is sent; or why not
PANEL_PAGES: dict[str, tuple[str, dict[str, str], dict[str, str]] | str] = {
    "engines": NO_CHANGE,
    "plugin": ("plugins.settings.changed", {"key": "sample"}, {"city": "Lyon"}),
    "invite_many": "tested in tests/admin: tells accounts.invitation.sent for each",
}
