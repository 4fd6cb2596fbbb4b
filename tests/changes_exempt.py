"""Routes that change nothing, or whose change is told elsewhere, and why."""

from __future__ import annotations

from typing import Any

from tests import changes_surveys
from tests.crm import tables as customers

BYTES = "bytes on their way: the start, the end and what becomes of them are told"
READING = "reads an upload or data and stores nothing that stays"
NO_CHANGE = "shows a page again, changes nothing"
SIGNALS = "allauth's; its signals report (accounts.receivers), tested in tests/accounts"
PAGES_EXEMPT: dict[Any, str] = {
    **changes_surveys.EXEMPT,
    **customers.PAGES_EXEMPT,
    ("datasets:tus_upload", "patch"): BYTES,
    "feedback:from_table": "only looks; what is taken of it is told when it is taken",
    "feeds:campaigns": "a calendar that programs read; it takes no POST",
    "promotion:from_table": "only looks; what is taken of it is told when it is taken",
    "crm:leads_from_table": "only looks; what is made of it is told when it is made",
    "datasets:preview": "asks for an import; the dataset and its version are told when it ends",
    "datasets:source_look": READING,
    "datasets:label_apply": "asks for a corrected version; it is told when it is made",
    "datasets:combine": "asks for a combined table; its dataset and version are told when made",
    "datasets:combine_again": "asks for a combined table; its version is told when it is made",
    "datasets:derive": "asks for a version with added columns; it is told when it is made",
    "datasets:make_excel": "asks for a file to download, removed with the system's jobs",
    "modelhub:export": "asks for a file to download, removed with the system's jobs",
    "modelhub:import": "tested in tests/modelhub/test_bundles: tells modelhub.model.imported",
    "research:predictions_look": "asks for a look into the data; what is scored is told then",
    "modelhub:predict": "asks for a prediction, removed with the system's jobs",
    "projects:welcome": "leads on to making a project or the sample, which tell themselves",
    "projects:list": NO_CHANGE,
    "core:set_language": "a preference of one's own screen",
    "core:set_theme": "a preference of one's own screen",
    "core:health_live": NO_CHANGE,
    "core:health_ready": NO_CHANGE,
    "core:metrics": NO_CHANGE,
    "events:notices": NO_CHANGE,
    "events:notice": "marks one's own notice as read",
    "events:read_all": "marks one's own notices as read",
    "accounts:invitation": "tested in tests/accounts: tells accounts.invitation.accepted",
    "accounts:django.views.generic.base.RedirectView": NO_CHANGE,
    "account_logout": "ends one's own session and nothing else",
    "account_reauthenticate": "notes in one's own session that the password was right",
    "usersessions_list": "switched off: sessions are ended one by one",
    **dict.fromkeys(
        ("account_inactive", "account_signup", "account_email", "account_email_verification_sent",
         "account_confirm_email", "account_confirm_login_code", "account_set_password",
         "account_reset_password_done", "account_reset_password_from_key_done"),
        "leads elsewhere or shows a sentence: accounts come by invitation",
    ),
    "account_reset_password": "sends a link by mail; using it is told",
    **dict.fromkeys(
        ("account_reset_password_from_key", "mfa_activate_totp", "mfa_deactivate_totp",
         "mfa_generate_recovery_codes"),
        SIGNALS,
    ),
    **dict.fromkeys(
        ("mfa_index", "mfa_authenticate", "mfa_reauthenticate", "mfa_view_recovery_codes",
         "mfa_download_recovery_codes"),
        "asks for a code, shows the codes; a log-in is told",
    ),
}  # fmt: skip
API_EXEMPT = {
    **customers.API_EXEMPT,
    ("job-preview", "post"): NO_CHANGE,
    ("upload", "patch"): BYTES,
    ("upload-inspect", "post"): READING,
    ("source-look", "post"): READING,
    ("upload-import", "post"): PAGES_EXEMPT["datasets:preview"],
    ("label-queue-apply", "post"): PAGES_EXEMPT["datasets:label_apply"],
    ("datasets-combine", "post"): PAGES_EXEMPT["datasets:combine"],
    ("dataset-combine-again", "post"): PAGES_EXEMPT["datasets:combine_again"],
    ("dataset-derive", "post"): PAGES_EXEMPT["datasets:derive"],
    ("model-import", "post"): PAGES_EXEMPT["modelhub:import"],
    ("model-export", "post"): PAGES_EXEMPT["modelhub:export"],
    ("model-predict", "post"): PAGES_EXEMPT["modelhub:predict"],
    ("alias-predict", "post"): PAGES_EXEMPT["modelhub:predict"],
}
