"""Every page of the panel opens, for administrators only, under its own policy, in few queries."""

from __future__ import annotations

import re

import pytest
from django.contrib import admin
from django.urls import reverse

from apps.accounts.domain import services
from apps.accounts.panel.base import ReadOnlyAdmin, ReadOnlyInline
from apps.accounts.panel.figures import Figure, figures
from apps.core.happenings import report
from apps.jobs.models import Job, JobArtifact, JobAttempt
from tests.factories.accounts import (
    AdminFactory,
    ApiTokenFactory,
    InvitationFactory,
    OutboxMailFactory,
    UserFactory,
)
from tests.factories.crm_more import SyncConnectionFactory
from tests.factories.jobs import JobFactory
from tests.factories.modelhub import TrustedSignerFactory
from tests.factories.services import make_service
from tests.factories.workers import WorkerFactory

pytestmark = pytest.mark.django_db
MODELS = sorted(
    admin.site._registry, key=lambda model: (model._meta.app_label, model._meta.model_name)
)

READ_ONLY = [
    model for model in MODELS if isinstance(admin.site.get_model_admin(model), ReadOnlyAdmin)
]


def url_of(model, page="changelist", *args):
    return reverse(f"admin:{model._meta.app_label}_{model._meta.model_name}_{page}", args=args)


@pytest.fixture
def full(client, boss):
    """A row in every table of the panel, and a session by the log-in page."""
    for _ in range(3):
        ApiTokenFactory()
        InvitationFactory()
        OutboxMailFactory()
        services.add_client(make_service(actor=boss), boss, "CRM", ["read"])
        WorkerFactory()
        TrustedSignerFactory()
        SyncConnectionFactory()
        job = JobFactory(state="errored", error="Traceback: the reason")
        job.attempts.create(number=1, host="worker-1", outcome="errored")
        job.project.datasets.create(name="Markets", created_by=boss)
    report("accounts.user.logged_in", actor=boss, subject=boss)
    client.post(
        reverse("account_login"), {"login": boss.email, "password": "correct horse battery"}
    )
    return client


def test_nothing_but_our_own_tables_is_registered():
    names = {model._meta.label for model in MODELS}
    assert "mfa.Authenticator" not in names
    assert "account.EmailAddress" not in names
    assert "auth.Group" not in names
    assert {"accounts.User", "jobs.Job", "events.AuditEntry", "projects.Project"} <= names


@pytest.mark.parametrize("model", MODELS, ids=lambda model: model._meta.label)
def test_list_opens_searched_and_in_few_queries(full, model, django_assert_max_num_queries):
    with django_assert_max_num_queries(12):
        response = full.get(url_of(model))
    assert response.status_code == 200
    assert model.objects.exists()
    assert full.get(url_of(model), {"q": "markets"}).status_code == 200


@pytest.mark.parametrize("model", MODELS, ids=lambda model: model._meta.label)
def test_row_opens_and_shows_no_secret(full, model):
    row = model.objects.first()
    response = full.get(url_of(model, "change", row.pk))
    assert response.status_code == 200
    page = response.content.decode()
    for name in ("secret_hash", "password", "session_key"):
        value = getattr(row, name, None)
        assert not value or value not in page


def typed(model, below):
    """What a form with every column would send, and a new row of each table below."""
    columns = {"state": "succeeded", "outcome": "succeeded"}
    sent = {field.name: columns.get(field.name, "7") for field in model._meta.fields}
    for related in model._meta.related_objects:
        if related.related_model in below:
            name = related.get_accessor_name()
            sent |= {f"{name}-TOTAL_FORMS": "1", f"{name}-INITIAL_FORMS": "0"}
            sent |= {f"{name}-0-{field.name}": "7" for field in related.related_model._meta.fields}
    return sent


def test_what_runs_and_what_is_recorded_is_read_only():
    names = {model._meta.label for model in READ_ONLY}
    assert {"jobs.Job", "jobs.JobAttempt", "jobs.Worker"} <= names
    assert {"datasets.Dataset", "events.AuditEntry"} <= names


@pytest.mark.parametrize("model", READ_ONLY, ids=lambda model: model._meta.label)
def test_nobody_types_into_rows_or_makes_them_up(full, model):
    """Nor into those that are shown below: attempts and files of a job, versions of a dataset."""
    row = model.objects.first()
    below = [inline.model for inline in admin.site.get_model_admin(model).inlines]
    tables = [model, *below]
    before = [list(table.objects.order_by("pk").values()) for table in tables]
    assert before[0]
    sent = typed(model, below)
    assert full.post(url_of(model, "change", row.pk), sent).status_code == 403
    assert full.post(url_of(model, "add"), sent).status_code == 403
    assert full.get(url_of(model, "add")).status_code == 403
    assert [list(table.objects.order_by("pk").values()) for table in tables] == before


def test_the_rows_below_a_job_take_nothing_either():
    inlines = admin.site.get_model_admin(Job).inlines
    assert {inline.model for inline in inlines} == {JobAttempt, JobArtifact}
    assert all(issubclass(inline, ReadOnlyInline) for inline in inlines)


@pytest.mark.parametrize("model", MODELS, ids=lambda model: model._meta.label)
def test_nobody_deletes_rows_by_the_panels_back_door(full, model):
    row = model.objects.first()
    assert full.post(url_of(model, "delete", row.pk), {"post": "yes"}).status_code == 403
    page = full.get(url_of(model)).content.decode()
    assert "delete_selected" not in page


def test_home_shows_every_rooms_figures_and_survives_a_broken_one(full):
    def broken():
        raise RuntimeError("no figure today")

    figures.register("broken", broken, owner="test")
    try:
        page = full.get(reverse("admin:index")).content.decode()
    finally:
        figures._items.pop("broken")
    for label in ("People", "Projects", "Jobs running", "Jobs failed", "Data on disk", "Workers"):
        assert label in page
    assert re.search(r"Jobs failed</p>\s*<p[^>]*>3<", page)


def test_figures_are_true(panel):
    from django.utils import timezone

    UserFactory(is_active=False)
    JobFactory(state="errored", finished_at=timezone.now())
    JobFactory(state="queued")
    context = panel.get(reverse("admin:index")).context
    shown = {str(figure.label): figure.value for figure in context["figures"]}
    assert shown["Jobs failed"] == "1"
    assert shown["Jobs waiting"] == "1"
    assert shown["Projects"] == "2"
    assert isinstance(context["figures"][0], Figure)


def test_every_link_of_the_side_bar_opens(panel):
    page = panel.get(reverse("admin:index"))
    links = [
        item["link"] for group in page.context["sidebar_navigation"] for item in group["items"]
    ]
    assert len(links) >= 10
    lists = {url_of(model) for model in MODELS}
    assert not lists - {str(link) for link in links}, "every table has its link"
    for link in links:
        assert panel.get(str(link)).status_code == 200, link


def test_the_panel_has_its_own_policy_and_the_site_keeps_the_strict_one(panel):
    inside = panel.get(reverse("admin:index"))["Content-Security-Policy"]
    outside = panel.get(reverse("accounts:profile"))["Content-Security-Policy"]
    assert "'unsafe-eval'" in inside
    assert "frame-ancestors 'none'" in inside
    assert "unsafe" not in outside


def test_pages_carry_no_inline_script(full):
    for model in MODELS:
        page = full.get(url_of(model)).content.decode()
        assert not re.search(r"<script(?![^>]*\bsrc=)(?![^>]*application/json)[^>]*>", page)
        assert not re.search(r"\son(click|change|submit|load)=", page)


# --- who may come in ------------------------------------------------------------------------


def test_anonymous_people_go_to_the_sites_own_log_in(client):
    response = client.get(reverse("admin:index"), follow=True)
    assert response.redirect_chain[-1][0] == f"{reverse('account_login')}?next=%2Fadmin%2F"


@pytest.mark.parametrize(
    "rights",
    [
        {},
        {"is_staff": True},
        {"is_superuser": True},
        {"is_staff": True, "is_superuser": True, "is_active": False},
    ],
)
def test_others_are_kept_out(client, rights):
    client.force_login(UserFactory(**rights))
    response = client.get(reverse("admin:accounts_user_changelist"), follow=True)
    assert "boss" not in response.content.decode()
    assert response.status_code == 403 or response.redirect_chain[-1][0].startswith(
        reverse("account_login")
    )


def test_a_plain_person_is_told_why(client):
    client.force_login(UserFactory())
    response = client.get(reverse("admin:index"), follow=True)
    assert response.status_code == 403
    assert "The admin panel is for administrators" in response.content.decode()


def test_second_factor_can_be_demanded(client, settings):
    from allauth.mfa.models import Authenticator

    settings.LEPTON_ADMIN_REQUIRE_MFA = True
    admin_user = AdminFactory()
    client.force_login(admin_user)
    response = client.get(reverse("admin:index"), follow=True)
    assert response.redirect_chain[1][0] == reverse("mfa_activate_totp")
    assert "needs a second factor" in str([str(m) for m in response.context["messages"]])
    Authenticator.objects.create(user=admin_user, type="totp", data={"secret": "x"})
    assert client.get(reverse("admin:index")).status_code == 200


def test_log_out_and_password_lead_to_the_sites_own_pages(panel):
    assert panel.post(reverse("admin:logout"))["Location"] == reverse("account_logout")
    change = panel.get(reverse("admin:password_change"))
    assert change["Location"] == reverse("account_change_password")
