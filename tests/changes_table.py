"""Every way to change something, and the entry that it leaves in the audit trail.

A new route that takes an unsafe method, and a new action of the panel, needs a row here: either how
it is called with success and the kind of its entry, or why it rightly leaves none (``EXEMPT``).
``s`` is ``tests.e2e.site.Site``.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.utils import timezone

from apps.datasets.dictionary.entries import described, digest, newest
from apps.jobs.models import State
from apps.modelhub.models import ModelAlias, ModelApproval, RegisteredModel
from apps.projects.domain.projects import archive
from apps.projects.models import Stage
from tests import (
    changes_competitors,
    changes_feedback,
    changes_mailboxes,
    changes_plan,
    changes_promotion,
    changes_surveys,
    changes_themes,
)
from tests.crm import tables as customers
from tests.factories.accounts import PASSWORD, InvitationFactory
from tests.factories.datasets import VersionFactory
from tests.factories.jobs import JobFactory
from tests.factories.modelhub import RegisteredModelFactory, exported
from tests.factories.projects import ProjectFactory
from tests.factories.services import make_service
from tests.permission_table import (
    ALERT,
    ALIAS,
    CHECK,
    CLIENT,
    COMPANY,
    CONTACT,
    DATASET,
    DELIVERY,
    ENTRY,
    FORECAST,
    INTAKE,
    JOB,
    KEPT_RUN,
    LEAD,
    MODEL,
    ONNX,
    PLUGIN,
    SCHEDULE,
    SERVICE,
    SOURCE,
    TOKEN,
    UPLOAD,
    WEBHOOK,
    ids,
)  # fmt: skip
from tests.research.test_demand import answers

WEEKLY = {
    "name": "Weekly", "when": "monday", "at": "06:30", "expression": "",
    "time_zone": "Europe/Berlin", "newest": "True",
}  # fmt: skip

OF_SOURCE = {
    "name": "Tariffs", "url": "https://8.8.8.8/tariffs.csv", "format": "auto", "access": "none",
}  # fmt: skip


@dataclass(frozen=True)
class Act:
    """A call that succeeds. ``data`` and ``args`` may be functions of the site; ``first`` prepares;
    ``own`` acts belong to a person and not to a project."""

    kind: str
    data: Any = None
    args: Any = None
    first: Callable[[Any], Any] | None = None
    query: Callable[[Any], dict[str, Any]] = lambda s: {}
    headers: Callable[[Any], dict[str, str]] = lambda s: {}
    own: bool = False

    def sent(self, site: Any) -> Any:
        return self.data(site) if callable(self.data) else (self.data or {})

    def arguments(self, site: Any) -> dict[str, Any]:
        return self.args(site) if self.args else {}


def SERVING(site: Any) -> dict[str, Any]:  # noqa: N802 - stands in the tables with the others
    return {"alias": site.alias.name}


def pointed_before(site: Any) -> None:
    site.alias.former = RegisteredModelFactory(job=JobFactory(project=site.project))
    site.alias.save()


def unnamed(site: Any) -> None:
    """No serving name points to the model, so that it may go."""
    ModelAlias.objects.filter(pk=site.alias.pk).delete()


def made_by_another(site: Any) -> None:
    RegisteredModel.objects.filter(pk=site.model.pk).update(created_by=site.viewer)


def written(site: Any) -> None:
    exported(site.model)


def approved(site: Any) -> None:
    ModelApproval.objects.create(model=site.model, project=site.project, by=site.owner)


def later(site: Any) -> dict[str, str]:
    stages = list(Stage)
    return {"to_stage": stages[stages.index(Stage(site.entry.stage)) + 1].value, "reason": "fair"}


def running(site: Any) -> None:
    site.extras["queued"] = JobFactory(project=site.project, state=State.QUEUED)


def elsewhere(site: Any) -> None:
    site.extras["other_service"] = make_service(
        ProjectFactory(owner=site.owner), actor=site.owner, name="Elsewhere"
    )


def numbers(site: Any) -> None:
    site.extras["numbers"] = VersionFactory(project=site.project, columns=["d", "D"],
        rows=[(float(n), 2.0 * n + n % 3) for n in range(20)])  # fmt: skip


def invited(site: Any) -> None:
    site.extras["withdrawn"] = InvitationFactory(
        invited_by=site.owner, grants=[{"project": str(site.project.pk), "role": "viewer"}]
    )


def webhook(site: Any) -> dict[str, Any]:
    return {"url": site.webhook.url, "description": "Other", "kinds": ["jobs.job.finished"]}


TUS = {"upload-length": "5", "upload-metadata": "filename eC5jc3Y="}  # x.csv
QUEUED = ids(job_id="queued")
MEMBER, MEMBER_API = ids(membership_id="membership"), ids(member_id="membership")
CLOSE = {"confirm": "CRM in Lyon"}

# name of the page → its act, or (name, method) where that is not POST
PAGES: dict[Any, Act] = {
    "projects:markets_add": Act("projects.market.added", {"countries": "KOR"}),
    "projects:market_plan": Act("projects.market.changed", {"note": "x"}, ENTRY),
    "projects:market_move": Act("projects.market.moved", later, ENTRY),
    "projects:market_remove": Act("projects.market.removed", None, ENTRY),
    "projects:members": Act(
        "accounts.invitation.sent", {"email": "new@example.com", "role": "viewer"}
    ),
    "projects:member_role": Act("projects.member.changed", {"role": "editor"}, MEMBER),
    "projects:member_remove": Act("projects.member.removed", None, MEMBER),
    "projects:withdraw": Act(
        "accounts.invitation.revoked", None, ids(invitation_id="withdrawn"), invited
    ),
    "projects:settings": Act(
        "projects.project.changed", {"name": "Lamps", "home_country": "CHN", "currency": "EUR"}
    ),
    "projects:product": Act("projects.product.changed", {"product-name": "Other lamp"}),
    "projects:plugin_settings": Act("plugins.settings.changed", {"city": "Lyon"}, PLUGIN),
    "projects:plugin_switch": Act("projects.plugin.switched_off", {"on": "0"}, PLUGIN),
    "projects:archive": Act("projects.project.archived"),
    "projects:restore": Act(
        "projects.project.restored", first=lambda s: archive(s.project, s.owner)
    ),
    "projects:export": Act("projects.project.exported"),
    "projects:delete": Act("projects.project.deleted", lambda s: {"confirm": s.project.name}),
    "projects:service_accounts": Act("accounts.service.created", {"name": "ERP", "role": "editor"}),
    "projects:service_add": Act(
        "projects.member.added",
        lambda s: {"account": str(s.other_service.pk), "role": "viewer"},
        first=elsewhere,
    ),
    "projects:service_account": Act("accounts.service.changed", {"name": "Other"}, SERVICE),
    "projects:service_close": Act("accounts.service.closed", CLOSE, SERVICE),
    "projects:service_tokens": Act(
        "accounts.token.created",
        {"token-name": "sync", "token-scopes": ["read"], "token-days": "30"},
        SERVICE,
    ),
    "projects:service_rotate": Act("accounts.token.rotated", {"hours": "24"}, TOKEN),
    "projects:service_revoke": Act("accounts.token.revoked", None, TOKEN),
    "projects:service_clients": Act(
        "accounts.client.created", {"client-name": "CRM", "client-scopes": ["read"]}, SERVICE
    ),
    "projects:service_revoke_client": Act("accounts.client.revoked", None, CLIENT),
    "events:audit_export": Act("events.auditentry.exported", {"format": "csv"}),
    "events:webhook_new": Act(
        "events.webhook.created", {"url": "https://8.8.8.8/hook", "everything": "on"}
    ),
    "events:webhook_change": Act("events.webhook.changed", webhook, WEBHOOK),
    "events:webhook_delete": Act(
        "events.webhook.deleted", lambda s: {"confirm": s.webhook.url.split("/")[2]}, WEBHOOK
    ),
    "events:webhook_rotate": Act("events.webhook.secret_renewed", None, WEBHOOK),
    "events:webhook_switch": Act("events.webhook.changed", None, WEBHOOK),
    "events:webhook_test": Act("events.webhook.tested", None, WEBHOOK),
    "events:webhook_replay": Act(
        "events.webhook.replayed", lambda s: {"since": timezone.localdate().isoformat()}, WEBHOOK
    ),
    "events:delivery_replay": Act("events.webhook.replayed", None, DELIVERY),
    "datasets:upload": Act("datasets.upload.started", {"pasted": "a\tb\n1\t2\n"}),
    "datasets:tus": Act("datasets.upload.started", headers=lambda s: TUS),
    "datasets:drop": Act("datasets.upload.dropped", None, UPLOAD),
    ("datasets:tus_upload", "delete"): Act("datasets.upload.dropped", None, UPLOAD,
                                           headers=lambda s: {"tus-resumable": "1.0.0"}),
    "datasets:change": Act("datasets.dataset.changed", {"name": "Other"}, DATASET),
    "datasets:source_new": Act("datasets.source.created", OF_SOURCE,
                               query=lambda s: {"connector": "url"}),
    "datasets:source_change": Act("datasets.source.changed", OF_SOURCE, SOURCE),
    "datasets:source_times": Act("jobs.schedule.changed", WEEKLY, SOURCE),
    "datasets:source_agree": Act("datasets.source.agreed", None, SOURCE),
    "datasets:source_fetch": Act("datasets.source.asked", None, SOURCE),
    "datasets:source_accept": Act("datasets.source.accepted", None, SOURCE),
    "datasets:source_switch": Act("jobs.schedule.paused", {"on": ""}, SOURCE),
    "datasets:source_delete": Act(
        "datasets.source.deleted", lambda s: {"confirm": s.source.name}, SOURCE
    ),
    "datasets:dictionary_column": Act(
        "datasets.dictionary.changed", {"label": "Price"}, DATASET,
        query=lambda s: {"column": "price"},
    ),
    "datasets:dictionary_fill": Act(
        "datasets.dictionary.changed", {"column": "price", "c0-label": "Price"}, DATASET
    ),
    "datasets:dictionary_forget": Act(
        "datasets.dictionary.removed", {"column": "channel"}, DATASET
    ),
    "datasets:dictionary_import": Act(
        "datasets.dictionary.changed",
        lambda s: {
            "cells": '[["column","label"],["price","Price"]]',
            "seen": digest(described(s.dataset, newest(s.dataset))),
        },
        DATASET,
    ),
    "datasets:label_decide": Act("datasets.label.decided", {"decision": "take"}, CHECK),
    "datasets:delete": Act(
        "datasets.dataset.deleted", lambda s: {"confirm": s.dataset.name}, DATASET
    ),
    "jobs:new": Act("jobs.job.submitted", {"count": "5", "scale": "2", "mode": "plain"},
                    query=lambda s: {"engine": "toy.sum"}),
    "jobs:cancel": Act("jobs.job.cancelled", None, QUEUED, running),
    "jobs:rerun": Act("jobs.job.submitted", None, JOB),
    "jobs:keep": Act("jobs.job.kept", {"kept": "1"}, JOB),
    "jobs:schedule_new": Act("jobs.schedule.created", WEEKLY, query=lambda s: {"from": s.job.pk}),
    "jobs:schedule_edit": Act("jobs.schedule.changed", WEEKLY, SCHEDULE),
    "jobs:schedule_switch": Act("jobs.schedule.paused", {"on": ""}, SCHEDULE),
    "jobs:schedule_run": Act("jobs.job.submitted", None, SCHEDULE),
    "jobs:schedule_delete": Act(
        "jobs.schedule.deleted", lambda s: {"confirm": s.schedule.name}, SCHEDULE
    ),
    "crm:contact_new": Act("crm.contact.created", {"given_name": "Ann"}),
    "crm:contact_edit": Act("crm.contact.updated", {"given_name": "Ann"}, CONTACT),
    "crm:contact_delete": Act(
        "crm.contact.deleted", lambda s: {"confirm": str(s.contact)}, CONTACT
    ),
    "crm:company_new": Act("crm.company.created", {"name": "Lux"}),
    "crm:company_edit": Act("crm.company.updated", {"name": "Lux"}, COMPANY),
    "crm:company_delete": Act(
        "crm.company.deleted", lambda s: {"confirm": s.company.name}, COMPANY
    ),
    "crm:lead_new": Act("crm.lead.created", {"organisation": "Lux"}),
    "crm:lead_edit": Act("crm.lead.updated", {"organisation": "Lux"}, LEAD),
    "crm:lead_delete": Act("crm.lead.deleted", lambda s: {"confirm": s.lead.name}, LEAD),
    "crm:lead_convert": Act("crm.lead.converted", {"company": "new", "contact": "none"}, LEAD),
    "crm:lead_drop": Act("crm.lead.updated", {"state_reason": "no need"}, LEAD),
    "crm:intake": Act("crm.intake.started", None, INTAKE),
    **customers.pages(Act),
    "modelhub:export_delete": Act("modelhub.export.deleted", None, ONNX, first=written),
    "modelhub:approve": Act("modelhub.model.approved", None, MODEL, first=made_by_another),
    "modelhub:policy": Act("modelhub.policy.changed", {"needed": "1"}, MODEL),
    "modelhub:delete": Act("modelhub.model.deleted", None, MODEL, first=unnamed),
    "modelhub:detail": Act("modelhub.model.renamed", {"name": "Lamps"}, MODEL),
    "modelhub:alias": Act("modelhub.alias.set", {"name": "candidate"}, MODEL),
    "modelhub:alias_back": Act(
        "modelhub.alias.set", lambda s: {"seen": s.alias.way}, ALIAS, first=pointed_before
    ),
    "modelhub:alias_remove": Act("modelhub.alias.removed", None, ALIAS),
    "modelhub:watch_log": Act(
        "modelhub.watch.changed", {"percent": 20, "days": 5, "keeps": "features"}, ALIAS
    ),
    "modelhub:watch_plan": Act("modelhub.retraining.planned", {"when": "day"}, ALIAS),
    "modelhub:drift_alert": Act("modelhub.drift.handled", None, ALERT),
    "research:demand_new": Act("jobs.job.submitted", lambda s: answers(s.numbers), first=numbers),
    "research:predictions_switch": Act("research.register.switched", {"on": "1"}),
    "research:predictions_keep": Act(
        "research.predictions.kept", None, ids(job_id="forecast_job")
    ),
    "research:predictions_set": Act(
        "research.predictions.linked",
        lambda s: {"dataset": str(s.dataset.pk), "target": "price", "period": "year"},
        KEPT_RUN,
    ),
    "research:prediction": Act(
        "research.actual.entered", {"actual": "21.5", "source": "Ledger"}, FORECAST
    ),
    **changes_competitors.pages(Act),
    **changes_promotion.pages(Act),
    **changes_feedback.pages(Act),
    **changes_surveys.pages(Act),
    **changes_plan.pages(Act),
    **changes_themes.pages(Act),
    **changes_mailboxes.pages(Act),
    # A person's own.
    "projects:create": Act(
        "projects.project.created",
        {"name": "Kettle", "product_name": "Kettle", "home_country": "CHN", "currency": "EUR"},
        own=True,
    ),
    "accounts:profile": Act(
        "accounts.profile.changed",
        {"name": "Lin", "language": "en", "time_zone": "UTC", "theme": "auto"},
        own=True,
    ),
    "accounts:tokens": Act(
        "accounts.token.created", {"name": "mine", "scopes": ["read"], "days": "30"}, own=True
    ),
    "accounts:revoke_token": Act(
        "accounts.token.revoked", None, ids(token_id="token"), own=True
    ),
    "accounts:end_session": Act(
        "accounts.session.ended", None, ids(session_id="session"), own=True
    ),
    "account_change_password": Act(
        "accounts.password.changed",
        {"oldpassword": PASSWORD, "password1": "a battery of staples 7",
         "password2": "a battery of staples 7"},
        own=True,
    ),
    "account_login": Act("accounts.user.logged_in", own=True),
}  # fmt: skip

TABLE_INPUT = {"engine": "toy.sum"}
API: dict[tuple[str, str], Act] = {
    ("projects", "post"): Act(
        "projects.project.created",
        {"name": "Kettle", "product": {"name": "Kettle"}, "home_country": "CHN"},
        own=True,
    ),
    ("project", "patch"): Act("projects.project.changed", {"name": "Lamps"}),
    ("project", "delete"): Act(
        "projects.project.deleted", query=lambda s: {"confirm": s.project.name}
    ),
    ("project-archive", "post"): Act("projects.project.archived"),
    ("project-restore", "post"): Act(
        "projects.project.restored", first=lambda s: archive(s.project, s.owner)
    ),
    ("project-export", "get"): Act("projects.project.exported"),
    ("audit-export", "get"): Act("events.auditentry.exported"),
    ("members", "post"): Act(
        "accounts.invitation.sent", {"email": "new@example.com", "role": "viewer"}
    ),
    ("member", "patch"): Act("projects.member.changed", {"role": "editor"}, MEMBER_API),
    ("member", "delete"): Act("projects.member.removed", None, MEMBER_API),
    ("entries", "post"): Act("projects.market.added", {"country": "KOR"}),
    ("entry", "patch"): Act("projects.market.changed", {"note": "x"}, ENTRY),
    ("entry", "delete"): Act("projects.market.removed", None, ENTRY),
    ("entry-move", "post"): Act("projects.market.moved", later, ENTRY),
    ("companies", "post"): Act("crm.company.created", {"name": "Lux"}),
    ("companies-batch", "post"): Act("crm.company.created", {"rows": [{"name": "Lux"}]}),
    ("company", "patch"): Act("crm.company.updated", {"name": "Lux"}, COMPANY),
    ("company", "delete"): Act("crm.company.deleted", None, COMPANY),
    ("company-by-external", "put"): Act(
        "crm.company.created", {"name": "Lux"},
        lambda s: {"system": "erp", "external_id": "7"},
    ),
    ("contacts", "post"): Act("crm.contact.created", {"given_name": "Ann"}),
    ("contacts-batch", "post"): Act("crm.contact.created", {"rows": [{"given_name": "Ann"}]}),
    ("contact", "patch"): Act("crm.contact.updated", {"given_name": "Ann"}, CONTACT),
    ("contact", "delete"): Act("crm.contact.deleted", None, CONTACT),
    ("contact-erase", "post"): Act("crm.contact.deleted", None, CONTACT),
    ("contact-by-external", "put"): Act(
        "crm.contact.created", {"given_name": "Ann"},
        lambda s: {"system": "erp", "external_id": "7"},
    ),
    ("leads", "post"): Act("crm.lead.created", {"organisation": "Lux"}),
    ("leads-batch", "post"): Act("crm.lead.created", {"rows": [{"organisation": "Lux"}]}),
    ("lead", "patch"): Act("crm.lead.updated", {"organisation": "Lux"}, LEAD),
    ("lead", "delete"): Act("crm.lead.deleted", None, LEAD),
    ("lead-erase", "post"): Act("crm.lead.deleted", None, LEAD),
    ("lead-by-external", "put"): Act(
        "crm.lead.created", {"organisation": "Lux"},
        lambda s: {"system": "erp", "external_id": "7"},
    ),
    **customers.rest(Act),
    **changes_competitors.rest(Act),
    **changes_promotion.rest(Act),
    **changes_feedback.rest(Act),
    **changes_surveys.rest(Act),
    **changes_themes.rest(Act),
    **changes_plan.rest(Act),
    ("jobs", "post"): Act("jobs.job.submitted", TABLE_INPUT),
    ("job-cancel", "post"): Act("jobs.job.cancelled", None, QUEUED, running),
    ("job-rerun", "post"): Act("jobs.job.submitted", None, JOB),
    ("job", "patch"): Act("jobs.job.kept", {"kept": True}, JOB),
    ("service-accounts", "post"): Act(
        "accounts.service.created", {"name": "ERP", "role": "editor"}
    ),
    ("service-account", "patch"): Act("accounts.service.changed", {"name": "Other"}, SERVICE),
    ("service-account", "delete"): Act("accounts.service.closed", None, SERVICE),
    ("service-tokens", "post"): Act(
        "accounts.token.created", {"name": "sync", "scopes": ["read"], "days": 30}, SERVICE
    ),
    ("service-token-rotate", "post"): Act("accounts.token.rotated", {"hours": 24}, TOKEN),
    ("service-token", "delete"): Act("accounts.token.revoked", None, TOKEN),
    ("schedules", "post"): Act(
        "jobs.schedule.created", {**TABLE_INPUT, "name": "Weekly", "expression": "0 6 * * 1"}
    ),
    ("schedule", "patch"): Act("jobs.schedule.changed", {"name": "Other"}, SCHEDULE),
    ("schedule", "delete"): Act("jobs.schedule.deleted", None, SCHEDULE),
    ("schedule-run", "post"): Act("jobs.job.submitted", None, SCHEDULE),
    ("sources", "post"): Act(
        "datasets.source.created",
        {"name": "A", "connector": "url", "settings": {"url": "https://8.8.8.8/a.csv"}},
    ),
    ("source", "patch"): Act("datasets.source.changed", {"name": "Other"}, SOURCE),
    ("source", "delete"): Act("datasets.source.deleted", None, SOURCE),
    ("source-agree", "post"): Act("datasets.source.agreed", None, SOURCE),
    ("source-fetch", "post"): Act("datasets.source.asked", None, SOURCE),
    ("source-accept", "post"): Act("datasets.source.accepted", None, SOURCE),
    ("source-times", "post"): Act("jobs.schedule.paused", {"enabled": False}, SOURCE),
    ("prediction-actual", "post"): Act(
        "research.actual.entered", {"actual": 21.5, "source": "Ledger"}, FORECAST
    ),
    ("uploads", "post"): Act("datasets.upload.started", {"filename": "x.csv", "size": 5}),
    ("upload", "delete"): Act("datasets.upload.dropped", None, UPLOAD),
    ("dataset", "patch"): Act("datasets.dataset.changed", {"name": "Other"}, DATASET),
    ("dataset", "delete"): Act("datasets.dataset.deleted", None, DATASET),
    ("dictionary-column", "put"): Act(
        "datasets.dictionary.changed", {"label": "Price"},
        lambda s: {"dataset_id": s.dataset.pk, "column": "price"},
    ),
    ("dictionary-column", "delete"): Act(
        "datasets.dictionary.removed", None,
        lambda s: {"dataset_id": s.dataset.pk, "column": "channel"},
    ),
    ("label-check-decide", "post"): Act("datasets.label.decided", {"decision": "keep"}, CHECK),
    ("webhooks", "post"): Act(
        "events.webhook.created", {"url": "https://8.8.8.8/hook", "kinds": ["*"]}
    ),
    ("webhook", "patch"): Act("events.webhook.changed", {"description": "Other"}, WEBHOOK),
    ("webhook", "delete"): Act("events.webhook.deleted", None, WEBHOOK),
    ("webhook-rotate", "post"): Act("events.webhook.secret_renewed", None, WEBHOOK),
    ("webhook-test", "post"): Act("events.webhook.tested", None, WEBHOOK),
    ("webhook-replay", "post"): Act(
        "events.webhook.replayed", {"since": "2001-01-01T00:00:00Z"}, WEBHOOK
    ),
    ("delivery-replay", "post"): Act("events.webhook.replayed", None, DELIVERY),
    ("model", "delete"): Act("modelhub.model.deleted", None, MODEL, first=unnamed),
    ("model-export", "delete"): Act("modelhub.export.deleted", None, ONNX, first=written),
    ("model-approval", "post"): Act("modelhub.model.approved", None, MODEL, first=made_by_another),
    ("model-approval", "delete"): Act("modelhub.model.disapproved", None, MODEL, first=approved),
    ("model-policy", "put"): Act("modelhub.policy.changed", {"needs_approval": True}),
    ("model", "patch"): Act("modelhub.model.renamed", {"name": "Lamps"}, MODEL),
    ("alias", "put"): Act(
        "modelhub.alias.set", lambda s: {"model": str(s.model.pk)}, lambda s: {"alias": "candidate"}
    ),
    ("alias", "delete"): Act("modelhub.alias.removed", None, lambda s: {"alias": s.alias.name}),
    ("alias-rollback", "post"): Act(
        "modelhub.alias.set", None, lambda s: {"alias": s.alias.name}, first=pointed_before
    ),
    ("alias-watch", "put"): Act("modelhub.watch.changed", {"days": 7}, SERVING),
    ("alias-watch", "delete"): Act("modelhub.watch.deleted", None, SERVING),
    ("alias-labels", "post"): Act(
        "modelhub.labels.received",
        lambda s: {"labels": [{"id": str(s.watch.predictions.first().pk), "label": "other"}]},
        SERVING,
    ),
    ("alias-retraining", "put"): Act("modelhub.retraining.planned", {"on_drift": True}, SERVING),
    ("alias-retraining", "delete"): Act("modelhub.retraining.cancelled", None, SERVING),
    ("drift-alert-acknowledge", "post"): Act("modelhub.drift.handled", None, ALERT),
    ("drift-alert-snooze", "post"): Act("modelhub.drift.handled", {"days": 3}, ALERT),
}  # fmt: skip
