"""The admin panel's look and side bar (settings.UNFOLD). Strings only: settings import this."""

from __future__ import annotations

from typing import Any

from django.templatetags.static import static
from django.urls import reverse_lazy
from django.utils.translation import gettext_lazy as _


def page(label: Any, icon: str, name: str) -> dict[str, Any]:
    return {"title": label, "icon": icon, "link": reverse_lazy(f"admin:{name}")}


def group(label: Any, *items: dict[str, Any]) -> dict[str, Any]:
    return {"title": label, "separator": True, "collapsible": False, "items": list(items)}


UNFOLD: dict[str, Any] = {
    "SITE_TITLE": _("Lepton administration"),
    "SITE_HEADER": "Lepton",
    "SITE_SUBHEADER": _("Administration"),
    "SITE_SYMBOL": "public",
    "SITE_URL": "/",
    "SHOW_HISTORY": False,
    "SHOW_LANGUAGES": False,
    "SHOW_VIEW_ON_SITE": False,
    "DASHBOARD_CALLBACK": "apps.accounts.panel.figures.dashboard",
    "SITE_FAVICONS": [
        {
            "rel": "icon",
            "type": "image/svg+xml",
            "href": lambda request: static("core/favicon.svg"),
        }
    ],
    "STYLES": [lambda request: static("accounts/panel.css")],
    "COLORS": {
        "primary": {
            "50": "oklch(97% .014 254.604)",
            "100": "oklch(93.2% .032 255.585)",
            "200": "oklch(88.2% .059 254.128)",
            "300": "oklch(80.9% .105 251.813)",
            "400": "oklch(70.7% .165 254.624)",
            "500": "oklch(62.3% .214 259.815)",
            "600": "oklch(54.6% .245 262.881)",
            "700": "oklch(48.8% .243 264.376)",
            "800": "oklch(42.4% .199 265.638)",
            "900": "oklch(37.9% .146 265.522)",
            "950": "oklch(28.2% .091 267.935)",
        },
    },
    "SIDEBAR": {
        "show_search": False,
        "show_all_applications": False,
        "navigation": [
            {"items": [page(_("Overview"), "monitoring", "index")]},
            group(
                _("People"),
                page(_("Users"), "group", "accounts_user_changelist"),
                page(_("Invitations"), "mail", "accounts_invitation_changelist"),
                page(_("Sessions"), "devices", "usersessions_usersession_changelist"),
                page(_("Service accounts"), "smart_toy", "accounts_serviceaccount_changelist"),
                page(_("API tokens"), "key", "accounts_apitoken_changelist"),
                page(_("OAuth2 clients"), "api", "accounts_oauthclient_changelist"),
                page(_("Mail outbox"), "outbox", "accounts_outboxmail_changelist"),
            ),
            group(
                _("Work"),
                page(_("Teams and quotas"), "workspaces", "projects_project_changelist"),
                page(_("Datasets"), "database", "datasets_dataset_changelist"),
                page(_("Connections"), "sync_alt", "crm_syncconnection_changelist"),
            ),
            group(
                _("Computing"),
                page(_("Jobs"), "work_history", "jobs_job_changelist"),
                page(_("Attempts"), "replay", "jobs_jobattempt_changelist"),
                page(_("Workers"), "dns", "jobs_worker_changelist"),
                page(_("Engines and plugins"), "extension", "engines"),
                page(_("Signers of models"), "verified_user", "modelhub_trustedsigner_changelist"),
            ),
            group(
                _("Records"),
                page(_("Audit trail"), "history_edu", "events_auditentry_changelist"),
            ),
        ],
    },
}
