"""The description is complete, stable, and what the API really does."""

from __future__ import annotations

import json
import logging
import re

import pytest
import schemathesis
from django.core.management import call_command
from hypothesis import HealthCheck, Phase, example, given
from hypothesis import settings as hypothesis_settings
from schemathesis.checks import CHECKS, load_all_checks

from apps.core.api.pages import _schema
from lepton_site.wsgi import application
from tests import paper_base
from tests.api.conftest import Caller
from tests.api.test_permissions import ROUTES, TABLE
from tests.api.told import Told
from tests.e2e.site import build_site
from tests.factories.accounts import UserFactory
from tests.quality.test_scoping import values_of

load_all_checks()
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
    steps = page[page.index("First steps") : page.index('id="api-docs"')]
    assert '<a href="/accounts/tokens/">API tokens</a>' in steps
    assert 'lep_…" http://testserver/api/v1/projects/' in steps
    assert '<a href="/api/problems/">Errors</a>' in steps
    assert "swagger-ui-bundle" in page
    assert not re.findall(r'(?:src|href)="(?:https?:)?//', page)
    policy = response["Content-Security-Policy"]
    assert "unsafe-inline" not in policy
    assert "unsafe-eval" not in policy


# Left out: positive_data_acceptance (a schema cannot say which ids and countries exist),
# use_after_free and ensure_resource_availability (they need one case's links to the next),
# object_level_authorization and ignored_auth (test_scoping.py and test_permissions.py try every
# address as everybody).
CHECKED = (
    "not_a_server_error",
    "status_code_conformance",
    "content_type_conformance",
    "response_schema_conformance",
    "response_headers_conformance",
    "negative_data_rejection",
    "missing_required_header",
    "unsupported_method",
    "allow_header_conformance",
)


def last_what_ends(operation):
    """Deletions after the rest, the inner ones first; then archiving; then the project itself."""
    path, deletes = operation.path, operation.method == "delete"
    ends = 3 if deletes and path.endswith("{project_id}/") else 1 if deletes else 0
    return (2 if path.endswith("/archive/") else ends, -len(path) if deletes else 0)


@pytest.mark.django_db(transaction=True)
class TestConformance:
    """Requests made from the schema: no 5xx, and every answer is what was described."""

    @pytest.fixture(autouse=True)
    def base_model(self, settings, tmp_path):
        """Whether packages of base models are installed or not, there is one to read."""
        settings.TEXT_MODELS_DIR = tmp_path / "bases"
        paper_base.make(settings.TEXT_MODELS_DIR / "paper")

    def test_answers_conform(self, monkeypatch, job_dirs, settings):
        self._try_all(monkeypatch, settings, examples=4)  # and the description's own

    @pytest.mark.soak
    def test_answers_conform_at_length(self, monkeypatch, job_dirs, settings):
        self._try_all(monkeypatch, settings, examples=200)

    def _try_all(self, monkeypatch, settings, examples):
        settings.REST_FRAMEWORK = {
            **settings.REST_FRAMEWORK,
            "DEFAULT_THROTTLE_RATES": {"user": ""},
        }
        settings.PROJECT_CONCURRENT_JOBS = 10_000  # none of them ever ends here
        monkeypatch.setattr("apps.jobs.domain.dispatch.send", lambda job: True)
        monkeypatch.setattr("apps.modelhub.api.wait_for", lambda job, seconds: job)
        logging.disable(logging.CRITICAL)
        site = build_site()
        caller = Caller(site.owner)
        known = {name: str(value) for name, value in values_of(site).items()}
        told = Told(site, known)
        schema = schemathesis.openapi.from_wsgi(
            "/api/schema/", application, headers={"Accept": "application/json"}
        )
        operations = [result.ok() for result in schema.get_all_operations()]
        failures, refused = [], {}
        for operation in sorted(operations, key=last_what_ends):
            answers = []
            failures += self._try(operation, caller, told, examples, answers)
            if not any(200 <= answer.status_code < 300 for answer in answers):
                refused[operation.label] = (answers[0].status_code, answers[0].text[:300])
        logging.disable(logging.NOTSET)
        assert not failures, "\n\n".join(failures)
        assert not refused, f"the description's own example did not succeed: {refused}"

    def _try(self, operation, caller, told, examples, answers):
        known = told.places(operation.definition.raw["operationId"])
        headers = {"Authorization": f"Bearer {caller.token.secret}"}
        checks = [CHECKS.get_one(name) for name in CHECKED]
        failures = []

        @hypothesis_settings(
            max_examples=examples,
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
            answers.append(response)
            try:
                case.validate_response(response, checks=checks)
            except BaseExceptionGroup as group:
                failures.extend(f"{operation.label}: {error}" for error in group.exceptions)

        given(case=operation.as_strategy())(example(case=told.case(operation))(one))()
        return failures[:2]
