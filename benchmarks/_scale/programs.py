"""Rows that programs, administrators and the site itself leave: what webhooks sent, schedules,
credentials, invitations, mail, sessions."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from allauth.usersessions.models import UserSession
from django.utils import timezone
from oauth2_provider.models import Application

from apps.accounts.models import (
    ApiToken,
    Invitation,
    OAuthClient,
    OutboxMail,
    ServiceAccount,
    User,
)
from apps.datasets.models import DatasetVersion
from apps.events.models import WebhookDelivery, WebhookEndpoint, WebhookTry
from apps.jobs.models import Schedule
from apps.projects.models import Membership, Role
from benchmarks._scale.spread import spread

if TYPE_CHECKING:
    from benchmarks._scale.fill import Filling

APPLICATION = "(SELECT id FROM oauth2_provider_application WHERE client_id = 'client' || n)"


def fill(filling: Filling) -> None:
    """Everything below, up to the numbers that ``filling`` wants now."""
    for step in (webhooks, schedules, versions, services, credentials, papers, sessions):
        step(filling)


def webhooks(filling: Filling) -> None:
    """One in each other project; half of all deliveries are of the one whose page is asked for."""
    site = filling.site
    spread(
        WebhookEndpoint(url="https://crm.example/hooks", kinds=["*"], secret=site.webhook.secret),
        filling.new("projects"), id="row_id('webhook', n)", project_id="row_id('project', n)",
        description="'CRM ' || n",
    )  # fmt: skip
    other = f"row_id('webhook', n / 2 % {filling.wanted.projects})"
    endpoint = f"(CASE WHEN n % 2 = 1 THEN {filling.literal(site.webhook)} ELSE {other} END)"
    like = WebhookDelivery(
        kind="jobs.job.finished", body='{"type": "jobs.job.finished"}', tries=1, step=1,
        state=WebhookDelivery.State.DELIVERED, finished_at=timezone.now(),
    )  # fmt: skip
    spread(
        like, filling.new("deliveries"), id="row_id('delivery', n)", endpoint_id=endpoint,
        project_id=filling.project(), message_id="'msg_' || n",
    )  # fmt: skip
    spread(
        WebhookTry(number=1, seconds=0.2, status=200, answer="ok"), filling.new("deliveries"),
        id="row_id('try', n)", delivery_id="row_id('delivery', n)",
    )  # fmt: skip


def schedules(filling: Filling) -> None:
    like = filling.site.schedule
    made = Schedule(
        engine_key=like.engine_key, params=like.params, inputs=like.inputs, enabled=False,
        expression=like.expression, time_zone=like.time_zone, created_by=filling.site.owner,
    )  # fmt: skip
    spread(
        made, filling.new("schedules"), id="row_id('schedule', n)",
        project_id=filling.project(), name="'Demand, week ' || n",
    )  # fmt: skip


def versions(filling: Filling) -> None:
    """Of the very dataset whose page is asked for."""
    dataset = filling.site.dataset
    one = DatasetVersion.objects.filter(dataset=dataset)[0]
    like = DatasetVersion(
        project=filling.site.project, dataset=dataset, file=one.file.name, size=one.size,
        content_hash=one.content_hash, rows=one.rows, columns=one.columns,
        created_by=filling.site.owner,
    )  # fmt: skip
    spread(
        like, filling.new("versions"), id="row_id('later version', n)", number="n + 1000",
        original_name="'sales-' || n || '.csv'",
    )  # fmt: skip


def services(filling: Filling) -> None:
    """Each a member of the projects in turn; those of one project stay as few as they are."""
    numbers = filling.new("services")
    spread(
        User(password="!", welcomed_at=timezone.now()), numbers, id="row_id('program', n)",
        email="'program' || n || '@example.com'", name="'CRM ' || n",
    )  # fmt: skip
    spread(
        ServiceAccount(created_by=filling.site.owner), numbers, id="row_id('service', n)",
        user_id="row_id('program', n)",
    )  # fmt: skip
    spread(
        Membership(role=Role.EDITOR), numbers, id="row_id('program of project', n)",
        user_id="row_id('program', n)",
        project_id=f"row_id('project', n % {filling.wanted.projects})",
    )  # fmt: skip
    now = timezone.now()
    spread(
        Application(
            client_type="confidential", authorization_grant_type="client-credentials",
            client_secret="", created=now, updated=now,
        ),
        numbers, client_id="'client' || n", name="'Old CRM ' || n",
    )  # fmt: skip
    spread(
        OAuthClient(scopes=["read"]), numbers, id="row_id('client', n)",
        service_id="row_id('service', n)", application_id=APPLICATION,
    )  # fmt: skip


def credentials(filling: Filling) -> None:
    """Tokens of colleagues: how many one person keeps does not grow with a site."""
    spread(
        ApiToken(scopes=["read"], expires_at=timezone.now() + timedelta(days=90)),
        filling.new("tokens"), id="row_id('token', n)", name="'Import ' || n",
        user_id=f"row_id('user', n % {filling.wanted.colleagues})",
        prefix="'lep_' || n % 10000", secret_hash="'token ' || n",
    )  # fmt: skip


def papers(filling: Filling) -> None:
    """Invitations that were accepted, and mail for the outbox."""
    now = timezone.now()
    spread(
        Invitation(invited_by=filling.site.owner, expires_at=now, accepted_at=now),
        filling.new("invitations"), id="row_id('invitation', n)", name="'Guest ' || n",
        email="'guest' || n || '@example.com'", secret_hash="'invitation ' || n",
    )  # fmt: skip
    spread(
        OutboxMail(subject="Invitation to Lepton", body="Hello."), filling.new("mails"),
        id="row_id('mail', n)", to="'guest' || n || '@example.com'",
    )  # fmt: skip


def sessions(filling: Filling) -> None:
    now = timezone.now()
    spread(
        UserSession(ip="192.0.2.10", user_agent="Firefox", created_at=now, last_seen_at=now),
        filling.new("sessions"), session_key="'session' || n",
        user_id=f"row_id('user', n % {filling.wanted.colleagues})",
    )  # fmt: skip
