"""Every route below ``/api/``. Each line: path, view set, name, and what each method does."""

from __future__ import annotations

from typing import Any

from django.urls import URLPattern, URLResolver, include, path, re_path
from rest_framework.viewsets import ViewSetMixin

from apps.accounts.api import MeViewSet
from apps.accounts.oauth_views import ClientRevocationView, ClientTokenView
from apps.core.api import pages
from apps.crm.api import CompaniesViewSet, ContactsViewSet, LeadsViewSet
from apps.crm.api_routes import routes as crm_routes
from apps.datasets.api import DatasetsViewSet, VersionsViewSet
from apps.datasets.api_derive import DeriveViewSet
from apps.datasets.api_dictionary import DictionaryViewSet
from apps.datasets.api_labels import LabelChecksViewSet, LabelQueuesViewSet
from apps.datasets.api_uploads import UploadsViewSet
from apps.datasets.combining.api import CombiningViewSet
from apps.datasets.sources.api import ConnectorsViewSet, FetchesViewSet, SourcesViewSet
from apps.engines.api import EngineViewSet
from apps.events.api import DeliveriesViewSet, EventKindsViewSet, WebhooksViewSet
from apps.events.api_audit import AuditViewSet
from apps.feedback.records.api import FeedbackRecordsViewSet
from apps.feedback.surveys.api import routes as survey_routes
from apps.feedback.themes.api import routes as theme_routes
from apps.jobs.api import ArtifactsViewSet, JobsViewSet
from apps.jobs.api_exports import RunExportsViewSet
from apps.jobs.api_reports import RunReportsViewSet
from apps.jobs.api_schedules import SchedulesViewSet
from apps.modelhub import api_registry as registry
from apps.modelhub.api import ModelsViewSet
from apps.modelhub.api_aliases import AliasesViewSet
from apps.modelhub.api_bases import BaseModelsViewSet
from apps.modelhub.api_exports import ModelExportsViewSet
from apps.modelhub.watching import api as watching
from apps.plugins.routes import api_urls
from apps.projects.api import EntriesViewSet, MembersViewSet, MovesViewSet, ProjectsViewSet
from apps.projects.api_export import ExportViewSet
from apps.projects.api_services import ServiceAccountsViewSet, ServiceTokensViewSet
from apps.projects.plan import api as plan
from apps.promotion import api as promotion
from apps.promotion.offers import api as offers
from apps.promotion.partners.api import PartnersViewSet
from apps.research.competitors import api as register
from apps.research.predictions.api import PredictionScoresViewSet, PredictionsViewSet


def route(address: str, view: type[ViewSetMixin], name: str, **methods: str) -> URLPattern:
    """``route("jobs/", Jobs, "jobs", get="list", post="create")``."""
    actions: dict[str, Any] = dict(methods)
    return path(address, view.as_view(actions), name=name)


def records(name: str, view: type[ViewSetMixin], one: str) -> list[URLPattern]:
    """The addresses of a collection of records: ``contacts/``, ``contacts/<contact_id>/``, …"""
    named = f"{name}/by-external/<str:system>/<path:external_id>/"
    return [
        route(f"{name}/", view, name, get="list", post="create"),
        route(f"{name}/batch/", view, f"{name}-batch", post="batch"),
        route(named, view, f"{one}-by-external", get="by_external", put="upsert"),
        route(f"{name}/<uuid:{one}_id>/", view, one, get="retrieve", **CHANGE),
    ]


CHANGE = {"patch": "partial_update", "delete": "destroy"}


def feedback_records() -> list[URLPattern]:
    """Known again by channel, source, submission and field, so they have no ids of others."""
    name, view = "feedback-records", FeedbackRecordsViewSet
    return [
        route(f"{name}/", view, name, get="list", post="create"),
        route(f"{name}/batch/", view, f"{name}-batch", post="batch"),
        route(f"{name}/<uuid:record_id>/", view, "feedback-record", get="retrieve", **CHANGE),
    ]


members = MembersViewSet
entries = EntriesViewSet
projects = ProjectsViewSet
jobs = JobsViewSet
artifacts = ArtifactsViewSet
datasets = DatasetsViewSet
versions = VersionsViewSet
uploads = UploadsViewSet
VERSION = "datasets/<uuid:dataset_id>/versions/<uuid:version_id>/"
UPLOAD = "uploads/<uuid:upload_id>/"
LABELS = "datasets/<uuid:dataset_id>/label-"
DICTIONARY = "datasets/<uuid:dataset_id>/dictionary"
dictionary = DictionaryViewSet
checks = LabelChecksViewSet
queues = LabelQueuesViewSet
sources = SourcesViewSet
fetches = FetchesViewSet
SOURCE = "sources/<uuid:source_id>/"
models = ModelsViewSet
webhooks = WebhooksViewSet
deliveries = DeliveriesViewSet
services = ServiceAccountsViewSet
tokens = ServiceTokensViewSet
SERVICE = "service-accounts/<uuid:service_id>/"
PLAN_ITEM = "plan-items/<uuid:plan_item_id>/"
PREDICTION = "predictions/<uuid:prediction_id>/"
ALIAS = "aliases/<slug:alias>/"
MODEL = "models/<uuid:model_id>/"
ALERT = "drift-alerts/<uuid:alert_id>/"
CREATIVE = "creatives/<uuid:creative_id>/"
TOKEN = f"{SERVICE}tokens/<uuid:token_id>/"
WEBHOOK = "webhooks/<uuid:webhook_id>/"
DELIVERY = f"{WEBHOOK}deliveries/<uuid:delivery_id>/"

inside: list[URLPattern | URLResolver] = [
    route("archive/", projects, "project-archive", post="archive"),
    route("export/", ExportViewSet, "project-export", get="retrieve"),
    route("restore/", projects, "project-restore", post="restore"),
    route("members/", members, "members", get="list", post="create"),
    route("members/<uuid:member_id>/", members, "member", get="retrieve", **CHANGE),
    route("service-accounts/", services, "service-accounts", get="list", post="create"),
    route(SERVICE, services, "service-account", get="retrieve", **CHANGE),
    route(f"{SERVICE}tokens/", tokens, "service-tokens", get="list", post="create"),
    route(TOKEN, tokens, "service-token", get="retrieve", delete="destroy"),
    route(f"{TOKEN}rotate/", tokens, "service-token-rotate", post="rotate"),
    route("entries/", entries, "entries", get="list", post="create"),
    route("entries/<uuid:entry_id>/", entries, "entry", get="retrieve", **CHANGE),
    route("entries/<uuid:entry_id>/move/", entries, "entry-move", post="move"),
    route("entries/<uuid:entry_id>/moves/", MovesViewSet, "entry-moves", get="list"),
    *records("needs", plan.NeedsViewSet, "need"),
    *records("plan-items", plan.PlanItemsViewSet, "plan_item"),
    route(f"{PLAN_ITEM}move/", plan.PlanItemsViewSet, "plan_item-move", post="move"),
    route(f"{PLAN_ITEM}moves/", plan.PlanMovesViewSet, "plan_item-moves", get="list"),
    *records("item-markets", plan.ItemMarketsViewSet, "item_market"),
    *records("verifications", plan.VerificationsViewSet, "verification"),
    *records("pilots", plan.PilotsViewSet, "pilot"),
    *records("companies", CompaniesViewSet, "company"),
    *records("contacts", ContactsViewSet, "contact"),
    route("contacts/<uuid:contact_id>/erase/", ContactsViewSet, "contact-erase", post="erase"),
    *records("leads", LeadsViewSet, "lead"),
    *feedback_records(),
    *survey_routes(route),
    *theme_routes(route),
    route("leads/<uuid:lead_id>/erase/", LeadsViewSet, "lead-erase", post="erase"),
    route("leads/<uuid:lead_id>/convert/", LeadsViewSet, "lead-convert", post="convert"),
    *crm_routes(route, records),
    *records("competitors", register.CompetitorsViewSet, "competitor"),
    *records("prices", register.PricesViewSet, "price"),
    *records("features", register.FeaturesViewSet, "feature"),
    *records("feature-marks", register.FeatureMarksViewSet, "feature_mark"),
    *records("dimensions", register.DimensionsViewSet, "dimension"),
    *records("positions", register.PositionsViewSet, "position"),
    *records("channels", promotion.ChannelsViewSet, "channel"),
    *records("campaigns", promotion.CampaignsViewSet, "campaign"),
    *records("creatives", promotion.CreativesViewSet, "creative"),
    route(f"{CREATIVE}submit/", promotion.CreativesViewSet, "creative-submit", post="submit"),
    route(f"{CREATIVE}decide/", promotion.CreativesViewSet, "creative-decide", post="decide"),
    *records("campaign-days", promotion.OutcomesViewSet, "outcome"),
    *records("market-strategies", offers.StrategiesViewSet, "strategy"),
    *records("price-rules", offers.PriceRulesViewSet, "price_rule"),
    *records("partners", PartnersViewSet, "partner"),
    *records("discounts", offers.DiscountsViewSet, "discount"),
    route("uploads/", uploads, "uploads", get="list", post="create", options="metadata"),
    route(
        UPLOAD,
        uploads,
        "upload",
        get="retrieve",
        head="progress",
        patch="receive",
        delete="destroy",
        options="metadata",
    ),
    route(f"{UPLOAD}inspect/", uploads, "upload-inspect", post="inspect"),
    route(f"{UPLOAD}import/", uploads, "upload-import", post="start_import"),
    route("datasets/", datasets, "datasets", get="list"),
    route("datasets/combine/", CombiningViewSet, "datasets-combine", post="combine"),
    route("datasets/<uuid:dataset_id>/", datasets, "dataset", get="retrieve", **CHANGE),
    route(
        "datasets/<uuid:dataset_id>/combine-again/",
        CombiningViewSet,
        "dataset-combine-again",
        post="again",
    ),
    route("datasets/<uuid:dataset_id>/derive/", DeriveViewSet, "dataset-derive", post="derive"),
    route("datasets/<uuid:dataset_id>/versions/", versions, "versions", get="list"),
    route(VERSION, versions, "version", get="retrieve"),
    route(f"{VERSION}rows/", versions, "version-rows", get="rows"),
    route(f"{VERSION}download/", versions, "version-download", get="download"),
    route(f"{VERSION}rejections/", versions, "version-rejections", get="rejections"),
    route(f"{DICTIONARY}/", dictionary, "dictionary", get="list"),
    route(f"{DICTIONARY}-table/", dictionary, "dictionary-table", get="table"),
    route(
        f"{DICTIONARY}/<path:column>/",
        dictionary,
        "dictionary-column",
        get="retrieve",
        put="put",
        delete="destroy",
    ),
    route(f"{LABELS}checks/", checks, "label-checks", get="list"),
    route(f"{LABELS}checks/<uuid:check_id>/", checks, "label-check", get="retrieve"),
    route(f"{LABELS}checks/<uuid:check_id>/decide/", checks, "label-check-decide", post="decide"),
    route(f"{LABELS}queues/", queues, "label-queues", get="list"),
    route(f"{LABELS}queues/<uuid:queue_id>/", queues, "label-queue", get="retrieve"),
    route(f"{LABELS}queues/<uuid:queue_id>/apply/", queues, "label-queue-apply", post="apply"),
    route("connectors/", ConnectorsViewSet, "connectors", get="list"),
    route("sources/", sources, "sources", get="list", post="create"),
    route(SOURCE, sources, "source", get="retrieve", **CHANGE),
    route(f"{SOURCE}look/", sources, "source-look", post="look"),
    route(f"{SOURCE}agree/", sources, "source-agree", post="agree"),
    route(f"{SOURCE}fetch/", sources, "source-fetch", post="fetch"),
    route(f"{SOURCE}accept/", sources, "source-accept", post="accept"),
    route(f"{SOURCE}times/", sources, "source-times", post="times"),
    route(f"{SOURCE}fetches/", fetches, "fetches", get="list"),
    route(f"{SOURCE}fetches/<uuid:fetch_id>/", fetches, "fetch", get="retrieve"),
    route("jobs/", jobs, "jobs", get="list", post="create"),
    route("jobs/preview/", jobs, "job-preview", post="preview"),
    route("jobs/<uuid:job_id>/", jobs, "job", get="retrieve", patch="partial_update"),
    route("jobs/<uuid:job_id>/cancel/", jobs, "job-cancel", post="cancel"),
    route("jobs/<uuid:job_id>/rerun/", jobs, "job-rerun", post="rerun"),
    route("jobs/<uuid:job_id>/log/", jobs, "job-log", get="log"),
    route("jobs/<uuid:job_id>/metrics/", jobs, "job-metrics", get="metrics"),
    route("jobs/<uuid:job_id>/result/", jobs, "job-result", get="result"),
    route("jobs/<uuid:job_id>/artifacts/", artifacts, "artifacts", get="list"),
    route(
        "jobs/<uuid:job_id>/artifacts/<uuid:artifact_id>/", artifacts, "artifact", get="retrieve"
    ),
    route("jobs/<uuid:job_id>/exports/", RunExportsViewSet, "job-exports", get="offered"),
    route(
        "jobs/<uuid:job_id>/exports/<slug:kind>/", RunExportsViewSet, "job-export", get="retrieve"
    ),
    route(
        "jobs/<uuid:job_id>/report/<slug:report>/", RunReportsViewSet, "job-report", get="retrieve"
    ),
    route("schedules/", SchedulesViewSet, "schedules", get="list", post="create"),
    route("schedules/<uuid:schedule_id>/", SchedulesViewSet, "schedule", get="retrieve", **CHANGE),
    route("schedules/<uuid:schedule_id>/run/", SchedulesViewSet, "schedule-run", post="run_now"),
    route("models/", models, "models", get="list"),
    route("models/<uuid:model_id>/", models, "model", get="retrieve", **CHANGE),
    route("models/import/", registry.BundlesViewSet, "model-import", post="create"),
    route(f"{MODEL}bundle/", registry.BundlesViewSet, "model-bundle", get="retrieve"),
    route(f"{MODEL}exports/", ModelExportsViewSet, "model-exports", get="offered"),
    route(
        f"{MODEL}exports/<slug:target>/",
        ModelExportsViewSet,
        "model-export",
        get="retrieve",
        post="ask",
        delete="destroy",
    ),
    route(
        f"{MODEL}exports/<slug:target>/file/",
        ModelExportsViewSet,
        "model-export-file",
        get="download",
    ),
    route(
        f"{MODEL}approval/",
        registry.ApprovalsViewSet,
        "model-approval",
        get="retrieve",
        post="approve",
        delete="destroy",
    ),
    route("model-policy/", registry.PolicyViewSet, "model-policy", get="retrieve", put="update"),
    route("models/<uuid:model_id>/predict/", models, "model-predict", post="predict"),
    route("aliases/", AliasesViewSet, "aliases", get="list"),
    route(ALIAS, AliasesViewSet, "alias", get="retrieve", put="point", delete="destroy"),
    route(f"{ALIAS}rollback/", AliasesViewSet, "alias-rollback", post="roll_back"),
    route(f"{ALIAS}predict/", AliasesViewSet, "alias-predict", post="predict"),
    route(
        f"{ALIAS}watch/",
        watching.WatchesViewSet,
        "alias-watch",
        get="retrieve",
        put="update",
        delete="destroy",
    ),
    route(f"{ALIAS}predictions/", watching.LoggedViewSet, "alias-predictions", get="list"),
    route(f"{ALIAS}labels/", watching.LoggedViewSet, "alias-labels", post="label"),
    route(f"{ALIAS}quality/", watching.LoggedViewSet, "alias-quality", get="quality"),
    route(f"{ALIAS}drift-checks/", watching.ChecksViewSet, "alias-checks", get="list"),
    route(
        f"{ALIAS}retraining/",
        watching.RetrainingViewSet,
        "alias-retraining",
        get="retrieve",
        put="update",
        delete="destroy",
    ),
    route("drift-alerts/", watching.AlertsViewSet, "drift-alerts", get="list"),
    route(ALERT, watching.AlertsViewSet, "drift-alert", get="retrieve"),
    route(
        f"{ALERT}acknowledge/",
        watching.AlertsViewSet,
        "drift-alert-acknowledge",
        post="acknowledge",
    ),
    route(f"{ALERT}snooze/", watching.AlertsViewSet, "drift-alert-snooze", post="snooze"),
    route("predictions/", PredictionsViewSet, "predictions", get="list"),
    route(PREDICTION, PredictionsViewSet, "prediction", get="retrieve"),
    route(f"{PREDICTION}actual/", PredictionsViewSet, "prediction-actual", post="actual"),
    route(f"{PREDICTION}scores/", PredictionScoresViewSet, "prediction-scores", get="list"),
    path("plugins/", include(api_urls())),
    route("audit/", AuditViewSet, "audit", get="list"),
    route("audit/export/", AuditViewSet, "audit-export", get="export"),
    route("audit/<uuid:audit_id>/", AuditViewSet, "audit-entry", get="retrieve"),
    route("webhooks/", webhooks, "webhooks", get="list", post="create"),
    route(WEBHOOK, webhooks, "webhook", get="retrieve", **CHANGE),
    route(f"{WEBHOOK}rotate/", webhooks, "webhook-rotate", post="rotate"),
    route(f"{WEBHOOK}test/", webhooks, "webhook-test", post="send_test"),
    route(f"{WEBHOOK}replay/", webhooks, "webhook-replay", post="replay"),
    route(f"{WEBHOOK}deliveries/", deliveries, "deliveries", get="list"),
    route(DELIVERY, deliveries, "delivery", get="retrieve"),
    route(f"{DELIVERY}replay/", deliveries, "delivery-replay", post="replay"),
]
v1: list[URLPattern | URLResolver] = [
    route("me/", MeViewSet, "me", get="retrieve"),
    route("engines/", EngineViewSet, "engines", get="list"),
    route("engines/<str:key>/", EngineViewSet, "engine", get="retrieve"),
    route("base-models/", BaseModelsViewSet, "base-models", get="list"),
    route("base-models/<str:base_id>/", BaseModelsViewSet, "base-model", get="retrieve"),
    route("signing-key/", registry.SigningKeyViewSet, "signing-key", get="retrieve"),
    route("event-kinds/", EventKindsViewSet, "event-kinds", get="list"),
    route("projects/", projects, "projects", get="list", post="create"),
    route("projects/<uuid:project_id>/", projects, "project", get="retrieve", **CHANGE),
    path("projects/<uuid:project_id>/", include(inside)),
]
urlpatterns: list[URLPattern | URLResolver] = [
    path("schema/", pages.SchemaView.as_view(), name="api-schema"),
    path("docs/", pages.docs, name="api-docs"),
    path("problems/", pages.problems, name="api-problems"),
    path("oauth/token", ClientTokenView.as_view(), name="api-oauth-token"),
    path("oauth/revoke_token", ClientRevocationView.as_view(), name="api-oauth-revoke-token"),
    path("v1/", include((v1, "api"))),
    re_path(r"", pages.unknown_address),
]
