"""Every route × every kind of caller: who gets in, who is told nothing, who is told why.

A route that is not in the table fails the test, so a new one cannot be forgotten.
"""

from __future__ import annotations

import uuid

import pytest
from django.test import Client
from django.urls import URLPattern, URLResolver

from lepton_site.api_urls import v1
from tests import changes_plan
from tests.api import permissions_rooms
from tests.api.conftest import ALL_SCOPES, Caller
from tests.factories.projects import MembershipFactory, ProjectFactory

ROLES = ["viewer", "analyst", "editor", "owner"]
UNSAFE = {"post", "patch", "delete", "put"}
RECORDS = (
    ("leads", "lead"),
    ("competitors", "competitor"), ("prices", "price"), ("features", "feature"),
    ("feature-marks", "feature_mark"), ("dimensions", "dimension"), ("positions", "position"),
    ("channels", "channel"), ("campaigns", "campaign"), ("creatives", "creative"),
    ("campaign-days", "outcome"), ("deals", "deal"), ("segments", "segment"),
    ("activities", "activity"), ("market-strategies", "strategy"), ("price-rules", "price_rule"),
    ("discounts", "discount"), ("partners", "partner"),
)  # fmt: skip
# name of the route, method → (scope, lowest role; "" for routes outside a project)
TABLE = {
    ("me", "get"): ("read", ""),
    ("engines", "get"): ("read", ""),
    ("engine", "get"): ("read", ""),
    ("base-models", "get"): ("read", ""),
    ("base-model", "get"): ("read", ""),
    ("projects", "get"): ("read", ""),
    ("projects", "post"): ("write", ""),
    ("project", "get"): ("read", "viewer"),
    ("project", "patch"): ("write", "editor"),
    ("project", "delete"): ("administer", "owner"),
    ("project-archive", "post"): ("administer", "owner"),
    ("project-restore", "post"): ("administer", "owner"),
    ("project-export", "get"): ("administer", "owner"),
    ("members", "get"): ("read", "viewer"),
    ("members", "post"): ("administer", "owner"),
    ("member", "get"): ("read", "viewer"),
    ("member", "patch"): ("administer", "owner"),
    ("member", "delete"): ("administer", "viewer"),
    ("entries", "get"): ("read", "viewer"),
    ("entries", "post"): ("write", "editor"),
    ("entry", "get"): ("read", "viewer"),
    ("entry", "patch"): ("write", "editor"),
    ("entry", "delete"): ("write", "editor"),
    ("entry-move", "post"): ("write", "editor"),
    ("entry-moves", "get"): ("read", "viewer"),
    ("service-accounts", "get"): ("service_accounts", "owner"),
    ("service-accounts", "post"): ("service_accounts", "owner"),
    ("service-account", "get"): ("service_accounts", "owner"),
    ("service-account", "patch"): ("service_accounts", "owner"),
    ("service-account", "delete"): ("service_accounts", "owner"),
    ("service-tokens", "get"): ("service_accounts", "owner"),
    ("service-tokens", "post"): ("service_accounts", "owner"),
    ("service-token", "get"): ("service_accounts", "owner"),
    ("service-token", "delete"): ("service_accounts", "owner"),
    ("service-token-rotate", "post"): ("service_accounts", "owner"),
    **{
        key: needs
        for many, one in RECORDS
        for key, needs in {
            (many, "get"): ("read", "viewer"),
            (many, "post"): ("write", "analyst"),
            (f"{many}-batch", "post"): ("write", "analyst"),
            (one, "get"): ("read", "viewer"),
            (one, "patch"): ("write", "analyst"),
            (one, "delete"): ("write", "editor"),
            (f"{one}-by-external", "get"): ("read", "viewer"),
            (f"{one}-by-external", "put"): ("write", "analyst"),
        }.items()
    },
    **changes_plan.api_roles(),
    **permissions_rooms.TABLE,
    ("companies", "get"): ("read", "viewer"),
    ("companies", "post"): ("write", "analyst"),
    ("companies-batch", "post"): ("write", "analyst"),
    ("company", "get"): ("read", "viewer"),
    ("company", "patch"): ("write", "analyst"),
    ("company", "delete"): ("write", "editor"),
    ("company-by-external", "get"): ("read", "viewer"),
    ("company-by-external", "put"): ("write", "analyst"),
    ("lead-erase", "post"): ("write", "editor"),
    ("contacts", "get"): ("read", "viewer"),
    ("contacts", "post"): ("write", "analyst"),
    ("contacts-batch", "post"): ("write", "analyst"),
    ("contact", "get"): ("read", "viewer"),
    ("contact", "patch"): ("write", "analyst"),
    ("contact", "delete"): ("write", "editor"),
    ("contact-erase", "post"): ("write", "editor"),
    ("contact-by-external", "get"): ("read", "viewer"),
    ("contact-by-external", "put"): ("write", "analyst"),
    ("jobs", "get"): ("read", "viewer"),
    ("jobs", "post"): ("jobs", "analyst"),
    ("job", "get"): ("read", "viewer"),
    ("job", "patch"): ("jobs", "analyst"),
    ("job-cancel", "post"): ("jobs", "analyst"),
    ("job-rerun", "post"): ("jobs", "analyst"),
    ("job-log", "get"): ("read", "viewer"),
    ("job-metrics", "get"): ("read", "viewer"),
    ("job-result", "get"): ("read", "viewer"),
    ("connectors", "get"): ("read", "viewer"),
    ("sources", "get"): ("read", "viewer"),
    ("sources", "post"): ("write", "analyst"),
    ("source", "get"): ("read", "viewer"),
    ("source", "patch"): ("write", "analyst"),
    ("source", "delete"): ("write", "analyst"),
    ("source-look", "post"): ("write", "analyst"),
    ("source-agree", "post"): ("jobs", "analyst"),
    ("source-fetch", "post"): ("jobs", "analyst"),
    ("source-accept", "post"): ("write", "analyst"),
    ("source-times", "post"): ("jobs", "analyst"),
    ("fetches", "get"): ("read", "viewer"),
    ("fetch", "get"): ("read", "viewer"),
    ("schedules", "get"): ("read", "viewer"),
    ("schedules", "post"): ("jobs", "analyst"),
    ("schedule", "get"): ("read", "viewer"),
    ("schedule", "patch"): ("jobs", "analyst"),
    ("schedule", "delete"): ("jobs", "analyst"),
    ("schedule-run", "post"): ("jobs", "analyst"),
    ("job-exports", "get"): ("read", "viewer"),
    ("job-export", "get"): ("read", "viewer"),
    ("job-report", "get"): ("read", "viewer"),
    ("artifacts", "get"): ("read", "viewer"),
    ("artifact", "get"): ("read", "viewer"),
    ("uploads", "get"): ("read", "viewer"),
    ("uploads", "post"): ("write", "analyst"),
    ("uploads", "options"): ("read", "viewer"),
    ("upload", "get"): ("read", "viewer"),
    ("upload", "head"): ("read", "viewer"),
    ("upload", "options"): ("read", "viewer"),
    ("upload", "patch"): ("write", "analyst"),
    ("upload", "delete"): ("write", "analyst"),
    ("upload-inspect", "post"): ("write", "analyst"),
    ("upload-import", "post"): ("write", "analyst"),
    ("datasets", "get"): ("read", "viewer"),
    ("dataset", "get"): ("read", "viewer"),
    ("dataset", "patch"): ("write", "editor"),
    ("dataset", "delete"): ("write", "editor"),
    ("dataset-derive", "post"): ("write", "analyst"),
    ("versions", "get"): ("read", "viewer"),
    ("version", "get"): ("read", "viewer"),
    ("version-rows", "get"): ("read", "viewer"),
    ("version-download", "get"): ("read", "viewer"),
    ("version-rejections", "get"): ("read", "viewer"),
    ("dictionary", "get"): ("read", "viewer"),
    ("dictionary-table", "get"): ("read", "viewer"),
    ("dictionary-column", "get"): ("read", "viewer"),
    ("dictionary-column", "put"): ("write", "editor"),
    ("dictionary-column", "delete"): ("write", "editor"),
    ("label-checks", "get"): ("read", "viewer"),
    ("label-check", "get"): ("read", "viewer"),
    ("label-check-decide", "post"): ("write", "analyst"),
    ("label-queues", "get"): ("read", "viewer"),
    ("label-queue", "get"): ("read", "viewer"),
    ("label-queue-apply", "post"): ("write", "analyst"),
    ("datasets-combine", "post"): ("write", "analyst"),
    ("dataset-combine-again", "post"): ("write", "analyst"),
    ("predictions", "get"): ("read", "viewer"),
    ("prediction", "get"): ("read", "viewer"),
    ("prediction-actual", "post"): ("write", "analyst"),
    ("prediction-scores", "get"): ("read", "viewer"),
    ("event-kinds", "get"): ("read", ""),
    ("webhooks", "get"): ("webhooks", "editor"),
    ("webhooks", "post"): ("webhooks", "editor"),
    ("webhook", "get"): ("webhooks", "editor"),
    ("webhook", "patch"): ("webhooks", "editor"),
    ("webhook", "delete"): ("webhooks", "editor"),
    ("webhook-rotate", "post"): ("webhooks", "editor"),
    ("webhook-test", "post"): ("webhooks", "editor"),
    ("webhook-replay", "post"): ("webhooks", "editor"),
    ("deliveries", "get"): ("webhooks", "editor"),
    ("delivery", "get"): ("webhooks", "editor"),
    ("delivery-replay", "post"): ("webhooks", "editor"),
    ("audit", "get"): ("audit", "owner"),
    ("audit-entry", "get"): ("audit", "owner"),
    ("audit-export", "get"): ("audit", "owner"),
    ("models", "get"): ("read", "viewer"),
    ("model", "get"): ("read", "viewer"),
    ("model", "patch"): ("write", "analyst"),
    ("model", "delete"): ("write", "editor"),
    ("model-import", "post"): ("write", "editor"),
    ("model-bundle", "get"): ("read", "analyst"),
    ("job-preview", "post"): ("jobs", "analyst"),
    ("model-exports", "get"): ("read", "viewer"),
    ("model-export", "get"): ("read", "viewer"),
    ("model-export", "post"): ("jobs", "analyst"),
    ("model-export", "delete"): ("write", "editor"),
    ("model-export-file", "get"): ("read", "viewer"),
    ("model-approval", "get"): ("read", "viewer"),
    ("model-approval", "post"): ("write", "owner"),
    ("model-approval", "delete"): ("write", "owner"),
    ("model-policy", "get"): ("read", "viewer"),
    ("model-policy", "put"): ("administer", "owner"),
    ("signing-key", "get"): ("read", ""),
    ("model-predict", "post"): ("models:predict", "analyst"),
    ("aliases", "get"): ("read", "viewer"),
    ("alias", "get"): ("read", "viewer"),
    ("alias", "put"): ("write", "editor"),
    ("alias", "delete"): ("write", "editor"),
    ("alias-rollback", "post"): ("write", "editor"),
    ("alias-predict", "post"): ("models:predict", "analyst"),
    ("alias-watch", "get"): ("read", "viewer"),
    ("alias-watch", "put"): ("administer", "owner"),
    ("alias-watch", "delete"): ("administer", "owner"),
    ("alias-predictions", "get"): ("read", "analyst"),
    ("alias-labels", "post"): ("write", "analyst"),
    ("alias-quality", "get"): ("read", "viewer"),
    ("alias-checks", "get"): ("read", "viewer"),
    ("alias-retraining", "get"): ("read", "viewer"),
    ("alias-retraining", "put"): ("jobs", "editor"),
    ("alias-retraining", "delete"): ("jobs", "editor"),
    ("drift-alerts", "get"): ("read", "viewer"),
    ("drift-alert", "get"): ("read", "viewer"),
    ("drift-alert-acknowledge", "post"): ("write", "analyst"),
    ("drift-alert-snooze", "post"): ("write", "analyst"),
}


def routes(patterns=v1, prefix="/api/v1/"):
    """(name, address template, method) of every route."""
    for pattern in patterns:
        address = prefix + str(pattern.pattern)
        if isinstance(pattern, URLResolver):
            yield from routes(pattern.url_patterns, address)
        elif isinstance(pattern, URLPattern):
            for method in pattern.callback.actions:
                if method != "head" or pattern.callback.actions[method] == "progress":
                    yield pattern.name, address, method


def fill(address, project):
    """The address inside ``project``, with ids of nothing for the rest."""
    address = address.replace("<uuid:project_id>", str(project.pk)).replace("<str:key>", "x.y")
    address = address.replace("<slug:alias>", "serving").replace("<str:base_id>", "folder:x")
    address = address.replace("<slug:kind>", "mlflow").replace("<slug:target>", "onnx")
    address = address.replace("<slug:report>", "pdf")
    while "<uuid:" in address:
        start = address.index("<uuid:")
        end = address.index(">", start) + 1
        address = address[:start] + str(uuid.uuid4()) + address[end:]
    return address


def ask(caller, method, address):
    body = {} if method in {"post", "patch"} else None
    return caller(method, address, body)


ROUTES = sorted(set(routes()))
IN_PROJECT = [route for route in ROUTES if TABLE.get((route[0], route[2]), ("", ""))[1]]


def test_every_route_is_in_the_table():
    assert {(name, method) for name, _, method in ROUTES} == set(TABLE)


@pytest.mark.django_db
class TestCallers:
    def test_nobody_gets_in_without_a_token(self, project):
        for name, address, method in ROUTES:
            response = getattr(Client(), method)(fill(address, project))
            assert response.status_code == 401, (name, method, response.status_code)

    def test_every_action_needs_its_scope(self, project, caller):
        without = {
            scope: Caller(caller.user, scopes=[s for s in ALL_SCOPES if s != scope])
            for scope in ALL_SCOPES
        }
        only = {scope: Caller(caller.user, scopes=[scope]) for scope in ALL_SCOPES}
        for name, address, method in ROUTES:
            if name == "project" and method == "delete":
                continue
            scope, _role = TABLE[name, method]
            refused = ask(without[scope], method, fill(address, project))
            assert refused.status_code == 403, (name, method, refused.content)
            if method != "head":
                assert refused.json()["required_scope"] == scope
            allowed = ask(only[scope], method, fill(address, project))
            assert allowed.status_code not in (401, 403), (name, method, allowed.content)
            if name == "project-archive":
                caller.post(f"projects/{project.pk}/restore/")

    def test_another_project_does_not_exist(self, project):
        outsider = Caller()
        ProjectFactory(owner=outsider.user)
        for name, address, method in IN_PROJECT:
            response = ask(outsider, method, fill(address, project))
            assert response.status_code == 404, (name, method, response.content)

    @pytest.mark.parametrize("role", ROLES)
    def test_roles(self, role):
        # A project of its own for each caller: some routes archive it.
        for name, address, method in IN_PROJECT:
            project = ProjectFactory()
            caller = Caller()
            MembershipFactory(project=project, user=caller.user, role=role)
            _scope, needs = TABLE[name, method]
            response = ask(caller, method, fill(address, project))
            if ROLES.index(role) < ROLES.index(needs):
                assert response.status_code == 403, (name, method, response.content)
            else:
                assert response.status_code not in (401, 403, 500), (name, method, response.content)

    def test_an_archived_project_is_read_only(self, project, caller):
        caller.post(f"projects/{project.pk}/archive/")
        for name, address, method in IN_PROJECT:
            if method not in UNSAFE or name in {"project-archive", "project-restore"}:
                continue
            if (name, method) in {("project", "delete"), ("member", "delete")}:
                continue  # leaving and deleting an archived project are allowed
            if TABLE[name, method][0] == "read":
                continue  # it asks with a body and changes nothing
            response = ask(caller, method, fill(address, project))
            assert response.status_code == 403, (name, method, response.content)
