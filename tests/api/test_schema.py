"""The description is complete, stable, and what the API really does."""

from __future__ import annotations

import json
import logging
import re

import pytest
import schemathesis
from django.core.management import call_command
from hypothesis import HealthCheck, Phase, given, settings
from schemathesis.checks import CHECKS

from apps.core.api.pages import _schema
from lepton_site.wsgi import application
from tests.api.conftest import Caller
from tests.api.test_permissions import ROUTES, TABLE
from tests.factories.accounts import UserFactory
from tests.factories.projects import MarketEntryFactory, ProjectFactory

schemathesis.serializer.alias("application/offset+octet-stream", "application/octet-stream")


def test_the_schema_is_valid_and_without_warnings(tmp_path):
    call_command("spectacular", validate=True, fail_on_warn=True, file=str(tmp_path / "s.yml"))


def operations():
    for path, methods in _schema("en")["paths"].items():
        for method, operation in methods.items():
            yield path, method, operation


def test_every_route_is_described_with_its_needs():
    described = {(path, method) for path, method, _ in operations()}
    for name, address, method in ROUTES:
        if method in {"head", "options"}:
            continue
        path = re.sub(r"<\w+:(\w+)>", r"{\1}", address)
        assert (path, method) in described, (name, method)
    for path, method, operation in operations():
        assert operation["summary"], (path, method)
        assert "Scope of the token" in operation["description"], (path, method)
        assert {"401", "403", "429"} <= set(operation["responses"])
        assert {"token": []} in operation["security"]


def test_operation_ids_are_stable():
    ids = [operation["operationId"] for _, _, operation in operations()]
    assert len(ids) == len(set(ids))
    assert {
        "me_retrieve", "projects_list", "projects_create", "projects_update", "entries_move",
        "jobs_create", "jobs_cancel", "jobs_result",
         "models_predict",
        "uploads_receive",
        "uploads_import",
        "versions_rows",
        "versions_download",
    } <= set(ids)  # fmt: skip
    assert len(ids) == len([key for key in TABLE if key[1] not in {"head", "options"}])


def test_the_description_is_served_as_json(client):
    response = client.get("/api/schema/", headers={"accept": "application/json"})
    body = json.loads(response.content)
    assert body["openapi"].startswith("3.1")
    assert body["components"]["securitySchemes"]["token"]["scheme"] == "bearer"


@pytest.mark.django_db
def test_the_page_to_try_it_loads_nothing_from_elsewhere(client):
    assert client.get("/api/docs/").status_code == 302, "the page is for people with an account"
    client.force_login(UserFactory())
    response = client.get("/api/docs/")
    page = response.content.decode()
    assert 'data-schema="/api/schema/"' in page
    assert "swagger-ui-bundle" in page
    assert not re.findall(r'(?:src|href)="(?:https?:)?//', page)
    policy = response["Content-Security-Policy"]
    assert "unsafe-inline" not in policy
    assert "unsafe-eval" not in policy


@pytest.mark.django_db(transaction=True)
class TestConformance:
    """Requests made from the schema: no 5xx, and every answer is what was described."""

    CHECKED = (
        "not_a_server_error",
        "status_code_conformance",
        "content_type_conformance",
        "response_schema_conformance",
        "response_headers_conformance",
    )

    def test_answers_conform(self, monkeypatch, job_dirs, settings):
        settings.REST_FRAMEWORK = {
            **settings.REST_FRAMEWORK,
            "DEFAULT_THROTTLE_RATES": {"user": ""},
        }
        monkeypatch.setattr("apps.jobs.domain.dispatch.send", lambda job: True)
        logging.disable(logging.CRITICAL)
        caller = Caller()
        project = ProjectFactory(owner=caller.user)
        entry = MarketEntryFactory(project=project, country="DEU")
        known = {"project_id": str(project.pk), "entry_id": str(entry.pk)}
        schema = schemathesis.openapi.from_wsgi(
            "/api/schema/", application, headers={"Accept": "application/json"}
        )
        failures = []
        for result in schema.get_all_operations():
            operation = result.ok()
            failures += self._try(operation, caller, known)
        logging.disable(logging.NOTSET)
        assert not failures, "\n\n".join(failures)

    def _try(self, operation, caller, known):
        if operation.method == "delete" or operation.path.endswith("/archive/"):
            return []  # would take the project away from the rest
        headers = {"Authorization": f"Bearer {caller.token.secret}"}
        checks = [CHECKS.get_one(name) for name in self.CHECKED]
        failures = []

        @settings(
            max_examples=6,
            deadline=None,
            derandomize=True,
            database=None,
            phases=[Phase.explicit, Phase.generate],
            suppress_health_check=list(HealthCheck),
        )
        def one(case):
            for name, value in known.items():
                if name in (case.path_parameters or {}):
                    case.path_parameters[name] = value
            case.headers.update(headers)
            response = case.call()
            try:
                case.validate_response(response, checks=checks)
            except BaseExceptionGroup as group:
                failures.extend(f"{operation.label}: {error}" for error in group.exceptions)

        given(case=operation.as_strategy())(one)()
        return failures[:2]
