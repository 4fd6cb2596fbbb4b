"""Who may do what on every route of a project. A new route needs its row here.

``Route(name, get=lowest role that reads, post=lowest role that acts, args=URL arguments)``; see
``apps/core/testing/routes.py``. ``rows`` is ``tests.e2e.site.Site``.
"""

from collections.abc import Callable
from typing import Any

from apps.core.testing.routes import Route, project_routes
from tests import changes_plan, permission_feedback, permission_mailboxes, permission_themes
from tests.crm import tables as customers
from tests.permission_promotion import PROMOTION
from tests.permission_surveys import SURVEYS


def ids(**names: str) -> Callable[[Any], dict[str, Any]]:
    """URL arguments from rows of the site: ``ids(job_id="job")``."""
    return lambda rows: {argument: getattr(rows, name).pk for argument, name in names.items()}


DATASET, UPLOAD = ids(dataset_id="dataset"), ids(upload_id="upload")
CHECK = ids(dataset_id="dataset", check_id="label_check")
QUEUE = ids(dataset_id="dataset", queue_id="label_queue")
LEAD, INTAKE = ids(lead_id="lead"), ids(intake_id="intake")
CONTACT, COMPANY = ids(contact_id="contact"), ids(company_id="company")
JOB, ENTRY, MODEL = ids(job_id="job"), ids(entry_id="entry"), ids(model_id="model")
ALIAS, ALERT = ids(alias_id="alias"), ids(alert_id="drift_alert")
SCHEDULE = ids(schedule_id="schedule")
SOURCE = ids(source_id="source")
FORECAST, KEPT_RUN = ids(prediction_id="forecast"), ids(set_id="kept_run")


def ONNX(rows: Any) -> dict[str, Any]:  # noqa: N802 - stands in the table with the others
    return {"model_id": rows.model.pk, "target": "onnx"}


def IN_PRICES(rows: Any) -> dict[str, Any]:  # noqa: N802 - stands in the table with the others
    return {"section": "price"}


def SEEN_PRICE(rows: Any) -> dict[str, Any]:  # noqa: N802 - stands in the table with the others
    return {"section": "price", "row_id": rows.price.pk}


SERVICE = ids(service_id="service")
TOKEN = ids(service_id="service", token_id="service_token")
CLIENT = ids(service_id="service", client_id="service_client")


def PLUGIN(rows: Any) -> dict[str, Any]:  # noqa: N802 - stands in the table with the others
    """A plugin that is on in every project; see ``tests.plugins.entry``."""
    return {"key": "sample"}


WEBHOOK = ids(webhook_id="webhook")
DELIVERY = ids(webhook_id="webhook", delivery_id="delivery")

# These pages count from the day that they are reachable.
DATA = tuple(
    route
    for route in (
        Route("datasets:list"),
        Route("datasets:upload", get="analyst", post="analyst"),
        Route("datasets:tus", get=None, post="analyst"),
        Route("datasets:tus_upload", get=None, args=UPLOAD),
        Route("datasets:preview", get="analyst", post="analyst", args=UPLOAD),
        # Analysts drop what they brought in themselves; this upload is nobody's of them.
        Route("datasets:drop", get=None, post="editor", args=UPLOAD),
        Route("datasets:combine", get="analyst", post="analyst"),
        Route("datasets:combine_again", get=None, post="analyst", args=DATASET),
        Route("datasets:coverage", args=DATASET),
        Route("datasets:sources"),
        Route(
            "datasets:source_new",
            get="analyst",
            post="analyst",
            query=lambda rows: {"connector": "url"},
        ),
        Route("datasets:source", args=SOURCE),
        # Analysts change the sources that they made themselves; this one is the owner's.
        Route("datasets:source_change", get="editor", post="editor", args=SOURCE),
        Route("datasets:source_times", get="editor", post="editor", args=SOURCE),
        Route("datasets:source_look", get=None, post="editor", args=SOURCE),
        Route("datasets:source_agree", get=None, post="editor", args=SOURCE),
        Route("datasets:source_fetch", get=None, post="analyst", args=SOURCE),
        Route("datasets:source_accept", get=None, post="editor", args=SOURCE),
        Route("datasets:source_switch", get=None, post="editor", args=SOURCE),
        Route("datasets:source_delete", get="editor", post="editor", args=SOURCE),
        Route("datasets:detail", args=DATASET),
        Route("datasets:change", get="editor", post="editor", args=DATASET),
        Route("datasets:derive", get="analyst", post="analyst", args=DATASET),
        Route("datasets:delete", get="editor", post="editor", args=DATASET),
        Route("datasets:rejections", args=DATASET),
        Route("datasets:labels", args=DATASET),
        Route("datasets:label_decide", get=None, post="analyst", args=CHECK),
        Route("datasets:label_apply", get=None, post="analyst", args=QUEUE),
        Route("datasets:dictionary", args=DATASET),
        Route(
            "datasets:dictionary_column",
            get="editor",
            post="editor",
            args=DATASET,
            query=lambda rows: {"column": "channel"},
        ),
        Route("datasets:dictionary_fill", get="editor", post="editor", args=DATASET),
        Route("datasets:dictionary_forget", get=None, post="editor", args=DATASET),
        Route("datasets:dictionary_import", get="editor", post="editor", args=DATASET),
        Route(
            "datasets:dictionary_download",
            args=lambda rows: {"dataset_id": rows.dataset.pk, "form": "csv"},
        ),
        Route("datasets:make_excel", get=None, post="viewer", args=DATASET),
        Route(
            "datasets:download", args=lambda rows: {"dataset_id": rows.dataset.pk, "form": "csv"}
        ),
    )
    if route.name in project_routes()
)

TABLE: tuple[Route, ...] = (
    # projects
    Route("projects:overview"),
    Route("projects:markets"),
    Route("projects:markets_add", get="editor", post="editor"),
    Route("projects:market", args=ENTRY),
    Route("projects:market_plan", get=None, post="editor", args=ENTRY),
    Route("projects:market_move", get=None, post="editor", args=ENTRY),
    Route("projects:market_remove", get="editor", post="editor", args=ENTRY),
    *changes_plan.ROUTES,
    Route("projects:members", post="owner"),
    Route("projects:member_role", get=None, post="owner", args=ids(membership_id="membership")),
    Route("projects:member_remove", get=None, post="owner", args=ids(membership_id="membership")),
    Route("projects:withdraw", get=None, post="owner", args=ids(invitation_id="invitation")),
    Route("projects:settings", post="editor"),
    Route("projects:product", get=None, post="editor"),
    Route("projects:plugins", get="owner"),
    Route("projects:plugin_settings", get="owner", post="owner", args=PLUGIN),
    Route("projects:plugin_switch", get=None, post="owner", args=PLUGIN),
    Route("projects:retention", get="owner", post="owner"),
    Route("projects:archive", get=None, post="owner"),
    Route("projects:restore", get=None, post="owner"),
    Route("projects:export", get=None, post="owner"),
    Route("projects:delete", get=None, post="owner"),
    Route("projects:service_accounts", get="owner", post="owner"),
    Route("projects:service_add", get=None, post="owner"),
    Route("projects:service_account", get="owner", post="owner", args=SERVICE),
    Route("projects:service_close", get=None, post="owner", args=SERVICE),
    Route("projects:service_tokens", get=None, post="owner", args=SERVICE),
    Route("projects:service_rotate", get=None, post="owner", args=TOKEN),
    Route("projects:service_revoke", get=None, post="owner", args=TOKEN),
    Route("projects:service_clients", get=None, post="owner", args=SERVICE),
    Route("projects:service_revoke_client", get=None, post="owner", args=CLIENT),
    Route("projects:audit", redirects=True),
    Route("events:audit"),
    Route("events:audit_export", get=None, post="owner"),
    Route("events:webhooks", get="editor"),
    Route("events:webhook_new", get="editor", post="editor"),
    Route("events:webhook", get="editor", args=WEBHOOK),
    Route("events:webhook_change", get="editor", post="editor", args=WEBHOOK),
    Route("events:webhook_delete", get="editor", post="editor", args=WEBHOOK),
    Route("events:webhook_rotate", get=None, post="editor", args=WEBHOOK),
    Route("events:webhook_switch", get=None, post="editor", args=WEBHOOK),
    Route("events:webhook_test", get=None, post="editor", args=WEBHOOK),
    Route("events:webhook_replay", get=None, post="editor", args=WEBHOOK),
    Route("events:delivery", get="editor", args=DELIVERY),
    Route("events:delivery_replay", get=None, post="editor", args=DELIVERY),
    *DATA,
    # jobs
    Route("jobs:list"),
    Route("jobs:new", get="analyst", post="analyst"),
    Route("jobs:compare", query=lambda rows: {"a": rows.job.pk, "b": rows.job.pk}),
    Route("jobs:detail", args=JOB),
    Route("jobs:live", args=JOB),
    # Analysts cancel what they started themselves; this job is the owner's.
    Route("jobs:cancel", get=None, post="editor", args=JOB),
    Route("jobs:keep", get=None, post="analyst", args=JOB),
    Route("jobs:rerun", get=None, post="analyst", args=JOB),
    Route("jobs:schedules"),
    Route(
        "jobs:schedule_new", get="analyst", post="analyst", query=lambda rows: {"from": rows.job.pk}
    ),
    Route("jobs:schedule_times", get="analyst"),
    Route("jobs:schedule", args=SCHEDULE),
    # Analysts change the schedules that they made themselves; this one is the owner's.
    Route("jobs:schedule_edit", get="editor", post="editor", args=SCHEDULE),
    Route("jobs:schedule_switch", get=None, post="editor", args=SCHEDULE),
    Route("jobs:schedule_run", get=None, post="analyst", args=SCHEDULE),
    Route("jobs:schedule_delete", get="editor", post="editor", args=SCHEDULE),
    Route("jobs:artifact", args=ids(job_id="job", artifact_id="artifact")),
    Route("jobs:export", args=lambda rows: {"job_id": rows.job.pk, "kind": "mlflow"}),
    Route("jobs:report", args=lambda rows: {"job_id": rows.job.pk, "report": "pdf"}),
    # customers
    Route("crm:contacts"),
    Route("crm:contact_new", get="analyst", post="analyst"),
    Route("crm:contact", args=CONTACT),
    Route("crm:contact_edit", get="analyst", post="analyst", args=CONTACT),
    Route("crm:contact_delete", get="editor", post="editor", args=CONTACT),
    Route("crm:companies"),
    Route("crm:company_new", get="analyst", post="analyst"),
    Route("crm:company", args=COMPANY),
    Route("crm:company_edit", get="analyst", post="analyst", args=COMPANY),
    Route("crm:company_delete", get="editor", post="editor", args=COMPANY),
    Route("crm:leads"),
    Route("crm:lead_new", get="analyst", post="analyst"),
    Route("crm:lead", args=LEAD),
    Route("crm:lead_edit", get="analyst", post="analyst", args=LEAD),
    Route("crm:lead_delete", get="editor", post="editor", args=LEAD),
    Route("crm:lead_convert", get="analyst", post="analyst", args=LEAD),
    Route("crm:lead_drop", get="analyst", post="analyst", args=LEAD),
    Route("crm:leads_from_table", get="analyst", post="analyst"),
    Route("crm:intake", get="analyst", post="analyst", args=INTAKE),
    Route("crm:intake_live", get="analyst", args=INTAKE),
    Route("crm:intake_problems", get="analyst", args=INTAKE),
    *permission_feedback.ROUTES,
    *customers.ROUTES,
    # models and research
    Route("modelhub:list"),
    Route("modelhub:bases"),
    Route("modelhub:import", get="editor", post="editor"),
    Route("modelhub:bundle", get="analyst", args=MODEL),
    Route("modelhub:export", get=None, post="analyst", args=ONNX),
    Route("modelhub:export_delete", get=None, post="editor", args=ONNX),
    Route("modelhub:approve", get=None, post="owner", args=MODEL),
    Route("modelhub:policy", get=None, post="owner", args=MODEL),
    Route("modelhub:delete", get=None, post="editor", args=MODEL),
    Route("modelhub:detail", args=MODEL, post="analyst"),
    Route("modelhub:alias", get=None, post="editor", args=MODEL),
    Route("modelhub:alias_back", get=None, post="editor", args=ALIAS),
    Route("modelhub:alias_remove", get=None, post="editor", args=ALIAS),
    Route("modelhub:watch", args=ALIAS),
    Route("modelhub:watch_log", get=None, post="owner", args=ALIAS),
    Route("modelhub:watch_plan", get=None, post="editor", args=ALIAS),
    Route("modelhub:drift_alert", get=None, post="analyst", args=ALERT),
    Route("modelhub:predict", args=MODEL, post="analyst"),
    Route("modelhub:live", args=ids(model_id="model", job_id="prediction")),
    Route("research:demand"),
    Route("research:demand_new", get="analyst", post="analyst"),
    Route("research:predictions"),
    Route("research:predictions_list"),
    Route("research:predictions_csv"),
    Route("research:predictions_switch", get=None, post="editor"),
    Route("research:predictions_look", get=None, post="analyst"),
    Route("research:predictions_keep", get="analyst", post="analyst", args=JOB),
    Route("research:predictions_set", post="editor", args=KEPT_RUN),
    Route("research:prediction", post="analyst", args=FORECAST),
    Route("research:competitors"),
    Route("research:own_product"),
    Route("research:competitor", args=ids(competitor_id="competitor")),
    Route("research:prices"),
    Route("research:prices_import", get="analyst", post="analyst"),
    Route("research:prices_export"),
    Route("research:features"),
    Route("research:positions"),
    Route("research:register_new", get="analyst", post="analyst", args=IN_PRICES),
    Route("research:register_edit", get="analyst", post="analyst", args=SEEN_PRICE),
    Route("research:register_delete", get="editor", post="editor", args=SEEN_PRICE),
    *PROMOTION,
    *SURVEYS,
    *permission_themes.of(ids),
    *permission_mailboxes.of(ids),
)
