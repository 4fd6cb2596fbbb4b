"""An id of somebody else's row opens nothing: every address that takes an id, by every method.

The addresses come from the URL configuration, so a new one is tried from the day that it is there.
"""

from __future__ import annotations

import re
import uuid
from dataclasses import dataclass
from typing import Any

import pytest
from django.db import transaction
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver

from apps.core.messages import msg
from apps.events.domain.notices import notify
from apps.events.models import Notice
from apps.jobs.models import State
from tests import permission_promotion
from tests.api.conftest import Caller
from tests.crm import tables as customers
from tests.crm.connectors import tables as connections
from tests.e2e.planned import plan_ids
from tests.e2e.site import Site, build_site
from tests.factories.accounts import ApiTokenFactory, UserFactory
from tests.factories.datasets import DatasetFactory, SourceFactory
from tests.factories.events import WebhookEndpointFactory
from tests.factories.jobs import JobArtifactFactory, JobFactory
from tests.factories.modelhub import RegisteredModelFactory
from tests.factories.projects import ProjectFactory
from tests.factories.services import make_service
from tests.factories.surveys import SurveyFactory

pytestmark = pytest.mark.django_db
METHODS = ("get", "head", "post", "patch", "delete")
ARGUMENT = re.compile(r"<(?:\w+:)?(\w+)>")
# The administrator's panel and the log-in pages of allauth have tests of their own.
ELSEWHERE = (
    "admin/",
    "accounts/2fa/",
    "accounts/password/",
    "accounts/confirm-email/",
    "accounts/social/",
    "^",
)
NO_ROW = {
    "form": "csv",
    "column": "channel",
    "kind": "mlflow",
    "report": "pdf",
    "key": "regression.least_squares",
    "system": "hubspot",
    "external_id": "101",
    "base_id": "folder:paper",
    "target": "onnx",
    "section": "price",
    "question_kind": "text",
    "question_key": "q2",
    "section_key": "s1",
    "part": "item",
    "second_id": "7b0f0b34-6b0a-4d0c-8a43-0f6f5d4b2c10",
}
# What a request must say before the row is looked for.
BODIES: dict[str, Any] = {
    "api:member": {"role": "viewer"},
    "api:entry-move": {"to_stage": "research"},
    "api:plan_item-move": {"to_state": "idea"},
    "api:creative-decide": {"approve": True},
    "api:model": {"name": "Mine"},
    "api:suppression-lift": {"lifted_why": "Mistake"},
    "api:theme-merge": {"into": "7b0f0b34-6b0a-4d0c-8a43-0f6f5d4b2c10"},
    "api:theme-split": {"name": "Mine", "records": ["7b0f0b34-6b0a-4d0c-8a43-0f6f5d4b2c10"]},
    "api:model-predict": {"rows": [{"d": 1}]},
    "api:drift-alert-snooze": {"days": 1},
}
# Not a row's id: a secret that is itself the permission, what everybody reads, and a redirect.
OPEN = {
    "surveys:answer",
    "surveys:leave",
    "feeds:campaigns",
    "accounts:invitation",
    "api:base-model",
    "api:engine",
    "projects:audit",
}


@dataclass(frozen=True)
class Address:
    name: str
    template: str

    @property
    def arguments(self) -> list[str]:
        return ARGUMENT.findall(self.template)

    @property
    def is_api(self) -> bool:
        return self.template.startswith("api/")

    def fill(self, values: dict[str, Any]) -> str:
        return "/" + ARGUMENT.sub(lambda found: str(values[found[1]]), self.template)


def addresses(patterns: Any = None, space: str = "", prefix: str = "") -> list[Address]:
    """Every address with an argument, except those that have tests of their own."""
    found = []
    for item in get_resolver().url_patterns if patterns is None else patterns:
        here = prefix + str(item.pattern)
        if here.startswith(ELSEWHERE):
            continue
        if isinstance(item, URLResolver):
            inner = f"{space}{item.namespace}:" if item.namespace else space
            api = "api:" if here == "api/v1/" else inner
            found += addresses(item.url_patterns, api, here)
        elif isinstance(item, URLPattern) and ARGUMENT.search(here):
            found.append(Address(f"{space}{item.name}", here))
    return [one for one in found if one.name not in OPEN and not one.name.startswith("account_")]


ADDRESSES = addresses()
INSIDE = [one for one in ADDRESSES if "project_id" in one.arguments]
WITH_ROW = [one for one in INSIDE if set(one.arguments) - {"project_id", *NO_ROW}]
NESTED = [one for one in WITH_ROW if len(set(one.arguments) - {"project_id", *NO_ROW}) > 1]
PERSONAL = [one for one in ADDRESSES if "project_id" not in one.arguments]


def values_of(site: Site) -> dict[str, Any]:
    """The ids that addresses carry, taken from rows of ``site``."""
    return {
        **NO_ROW,
        **customers.scoped(site),
        "project_id": site.project.pk,
        "entry_id": site.entry.pk,
        "company_id": site.company.pk,
        "contact_id": site.contact.pk,
        "lead_id": site.lead.pk,
        "intake_id": site.intake.pk,
        "record_id": site.feedback_record.pk,
        "theme_id": site.theme.pk,
        "mailbox_id": site.mailbox.pk,
        "import_id": site.record_intake.pk,
        "competitor_id": site.competitor.pk,
        "row_id": site.price.pk,
        **permission_promotion.scoped(site),
        "survey_id": site.survey.pk,
        "answer_id": site.survey_answer.pk,
        "file_id": site.survey_file.pk,
        "price_id": site.price.pk,
        "feature_id": site.feature.pk,
        "feature_mark_id": site.feature_mark.pk,
        "dimension_id": site.dimension.pk,
        "position_id": site.position.pk,
        **plan_ids(site),
        "membership_id": site.membership.pk,
        "member_id": site.membership.pk,
        "invitation_id": site.invitation.pk,
        "dataset_id": site.dataset.pk,
        "version_id": site.dataset.versions.get().pk,
        "check_id": site.label_check.pk,
        "queue_id": site.label_queue.pk,
        "upload_id": site.upload.pk,
        "source_id": site.source.pk,
        "fetch_id": site.source_fetch.pk,
        "job_id": site.job.pk,
        "artifact_id": site.artifact.pk,
        "model_id": site.model.pk,
        "alias_id": site.alias.pk,
        "alias": site.alias.name,
        "alert_id": site.drift_alert.pk,
        "service_id": site.service.pk,
        "token_id": site.service_token.pk,
        "client_id": site.service_client.pk,
        "schedule_id": site.schedule.pk,
        "prediction_id": site.forecast.pk,
        "set_id": site.kept_run.pk,
        "webhook_id": site.webhook.pk,
        "delivery_id": site.delivery.pk,
        "audit_id": site.audit_entry.pk,
    }


@pytest.fixture(autouse=True)
def _as_often_as_it_takes(settings):
    """One who tries all addresses asks more often than a caller may in a minute."""
    rates = {"DEFAULT_THROTTLE_RATES": {"user": ""}}
    settings.REST_FRAMEWORK = {**settings.REST_FRAMEWORK, **rates}


@pytest.fixture(autouse=True)
def _no_broker(monkeypatch, job_dirs):
    monkeypatch.setattr("apps.jobs.domain.dispatch.send", lambda job: True)


@pytest.fixture
def site() -> Site:
    return build_site()


class Person:
    """Somebody, or nobody, who tries addresses; rows are put back after each try."""

    def __init__(self, user: Any = None) -> None:
        self.page, self.api = Client(), Client()
        if user:
            self.page.force_login(user)
            self.api = Caller(user).client

    def answers(self, address: Address, url: str) -> dict[str, int]:
        """The status of each method."""
        client = self.api if address.is_api else self.page
        found = {}
        for method in METHODS:
            sent: dict[str, Any] = {}
            if address.is_api and method in {"post", "patch"}:
                sent = {"content_type": "application/json", "data": BODIES.get(address.name, {})}
            with transaction.atomic():
                found[method] = getattr(client, method)(url, **sent).status_code
                transaction.set_rollback(True)
        return found


def hidden(found: dict[str, int]) -> bool:
    """404 by each method that there is, and there is one."""
    return set(found.values()) <= {404, 405} and 404 in found.values()


def test_every_argument_is_known(site):
    known = {*values_of(site), "notice_id", "session_id"}
    unknown = {name for one in ADDRESSES for name in one.arguments} - known
    assert not unknown, f"Give 'values_of' a row for {unknown}."
    assert len(INSIDE) > 70
    assert len(NESTED) >= 6


def not_hidden(person: Person, tried: list[Address], values: dict[str, Any]) -> dict[str, Any]:
    """The addresses that say anything but 404, with what they answered."""
    found = {one.name: person.answers(one, one.fill(values)) for one in tried}
    return {name: statuses for name, statuses in found.items() if not hidden(statuses)}


def test_a_project_that_one_is_not_in_does_not_exist(site):
    outsider = Person(ProjectFactory().memberships.get().user)
    assert not_hidden(outsider, INSIDE, values_of(site)) == {}


def test_the_anonymous_are_sent_to_the_log_in(site):
    nobody, values = Person(), values_of(site)
    for address in INSIDE:
        found = nobody.answers(address, address.fill(values))
        away = 401 if address.is_api else 302
        assert set(found.values()) <= {away, 405}, (address.name, found)
        assert away in found.values(), address.name


@pytest.mark.parametrize("member_of_both", [False, True])
def test_a_row_of_another_project_is_not_in_this_one(site, member_of_both):
    """Even for somebody who may see both: what is asked of one project touches no other."""
    user = site.owner if member_of_both else UserFactory()
    mine = ProjectFactory(owner=user)
    values = {**values_of(site), "project_id": mine.pk}
    assert not_hidden(Person(user), WITH_ROW, values) == {}


def test_a_row_of_a_sibling_is_not_below_its_parent(site):
    """A file of one job is not reached below another; nor a version, nor a prediction."""
    owner, sibling, values = Person(site.owner), build_sibling(site), values_of(site)
    for address in NESTED:
        outer = next(name for name in address.arguments if name in sibling)
        found = owner.answers(address, address.fill({**values, outer: sibling[outer]}))
        assert hidden(found), (address.name, found)


def build_sibling(site: Site) -> dict[str, Any]:
    job = JobFactory(project=site.project, state=State.SUCCEEDED)
    JobArtifactFactory(job=job)
    return {
        "connection_id": connections.sibling(site),
        "dataset_id": DatasetFactory(project=site.project).pk,
        "job_id": job.pk,
        "model_id": RegisteredModelFactory(job=job).pk,
        "service_id": make_service(site.project).pk,
        "source_id": SourceFactory(project=site.project).pk,
        "survey_id": SurveyFactory(project=site.project).pk,
        "webhook_id": WebhookEndpointFactory(project=site.project).pk,
    }


def test_what_belongs_to_a_person_is_hers_alone(site, client):
    client.force_login(site.owner)
    notify(site.owner, msg("For you"), url="/")
    rows = {
        "token_id": ApiTokenFactory(user=site.owner).pk,
        "notice_id": Notice.objects.filter(user=site.owner).latest("created_at").pk,
        "session_id": _session_of(site.owner),
    }
    assert {name for one in PERSONAL for name in one.arguments} == set(rows)
    assert not_hidden(Person(UserFactory()), PERSONAL, rows) == {}
    for address in PERSONAL:
        anonymous = Person().answers(address, address.fill(rows))
        assert set(anonymous.values()) <= {302, 405}, (address.name, anonymous)


def _session_of(user: Any) -> Any:
    from allauth.usersessions.models import UserSession

    made, _ = UserSession.objects.get_or_create(
        user=user, session_key=uuid.uuid4().hex, defaults={"ip": "127.0.0.1", "user_agent": "x"}
    )
    return made.pk
