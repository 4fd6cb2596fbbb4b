"""What administrators do: each action asks first, goes through the domain, and is audited."""

from __future__ import annotations

import csv
import io
import re
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from allauth.mfa.models import Authenticator
from allauth.usersessions.models import UserSession
from django.core import mail
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from apps.accounts.models import Invitation, OutboxMail, User
from apps.accounts.outbox import OutboxBackend
from apps.events.models import AuditEntry
from apps.jobs.models import Job, State
from apps.projects.models import Membership, Role
from tests.factories.accounts import (
    PASSWORD,
    AdminFactory,
    ApiTokenFactory,
    InvitationFactory,
    OutboxMailFactory,
    UserFactory,
)
from tests.factories.jobs import JobFactory
from tests.factories.projects import ProjectFactory

pytestmark = pytest.mark.django_db


def bulk(panel, row, action, *others, confirmed=True):
    """Choose the action for a selection in the list; ``confirmed`` answers the question."""
    opts = row._meta
    data = {"action": action, "_selected_action": [str(r.pk) for r in (row, *others)]}
    if confirmed:
        data["confirmed"] = "yes"
    url = reverse(f"admin:{opts.app_label}_{opts.model_name}_changelist")
    return panel.post(url, data, follow=True)


def one(row, action):
    """The address of the button on the row's page."""
    opts = row._meta
    return reverse(f"admin:{opts.app_label}_{opts.model_name}_{action}_one", args=[row.pk])


def kinds():
    return set(AuditEntry.objects.values_list("kind", flat=True))


def said(response) -> str:
    return " ".join(str(message) for message in response.context["messages"])


def log_in(user) -> Client:
    browser = Client()
    browser.post(reverse("account_login"), {"login": user.email, "password": PASSWORD})
    return browser


def inside(browser) -> bool:
    return browser.get(reverse("accounts:profile")).status_code == 200


# --- people ---------------------------------------------------------------------------------


def test_every_action_asks_first(panel):
    user = UserFactory()
    asked = bulk(panel, user, "deactivate", confirmed=False)
    assert "let them in no more?" in asked.content.decode()
    assert "let them in no more?" in panel.get(one(user, "deactivate")).content.decode()
    user.refresh_from_db()
    assert user.is_active


def test_deactivating_ends_sessions_at_once_and_activating_lets_in_again(panel, boss):
    user = UserFactory()
    browser = log_in(user)
    assert inside(browser)
    panel.post(one(user, "deactivate"))
    assert not inside(browser)
    entry = AuditEntry.objects.get(kind="accounts.user.deactivated")
    assert (entry.actor, entry.subject_label) == (boss, str(user))
    assert entry.data == {"sessions_ended": 1}
    panel.post(one(user, "activate"))
    assert inside(log_in(user))


def test_several_people_at_once(panel):
    people = UserFactory.create_batch(3)
    response = bulk(panel, people[0], "deactivate", *people[1:])
    assert "done for 3" in said(response)
    assert not User.objects.filter(pk__in=[p.pk for p in people], is_active=True).exists()
    assert AuditEntry.objects.filter(kind="accounts.user.deactivated").count() == 3


def test_nobody_locks_themselves_out(panel, boss):
    other = AdminFactory()
    for action in ("deactivate", "take_admin"):
        response = bulk(panel, boss, action, other)
        assert "yourself" in said(response) or "your own account" in said(response)
        assert "done for 1" in said(response)
    boss.refresh_from_db()
    assert boss.is_active
    assert boss.is_superuser


def test_buttons_that_make_no_sense_are_not_shown(panel):
    user = UserFactory()
    page = panel.get(reverse("admin:accounts_user_change", args=[user.pk])).content.decode()
    assert one(user, "deactivate") in page
    for hidden in ("activate", "reset_second_factor", "take_admin"):
        assert one(user, hidden) not in page


def test_second_factor_is_reset_for_who_lost_it(panel):
    user = UserFactory()
    Authenticator.objects.create(user=user, type="totp", data={"secret": "x"})
    Authenticator.objects.create(user=user, type="recovery_codes", data={"seed": "x"})
    panel.post(one(user, "reset_second_factor"))
    assert not Authenticator.objects.filter(user=user).exists()
    assert "accounts.second_factor.reset" in kinds()
    assert "has no second factor" in said(bulk(panel, user, "reset_second_factor"))


def test_sessions_are_ended_for_a_person_and_one_by_one(panel):
    user = UserFactory()
    desk, phone = log_in(user), log_in(user)
    panel.post(one(UserSession.objects.filter(user=user).first(), "end"))
    assert [inside(desk), inside(phone)].count(True) == 1
    panel.post(one(user, "end_sessions"))
    assert not inside(desk)
    assert not inside(phone)
    assert {"accounts.session.ended", "accounts.sessions.ended"} <= kinds()


def test_administration_is_given_and_taken(panel):
    user = UserFactory()
    panel.post(one(user, "make_admin"))
    user.refresh_from_db()
    assert user.is_superuser
    assert user.is_staff
    panel.post(one(user, "take_admin"))
    user.refresh_from_db()
    assert not user.is_superuser
    assert not user.is_staff
    assert {"accounts.admin.promoted", "accounts.admin.demoted"} <= kinds()


def user_form(user, **changes):
    return {
        "email": user.email, "name": user.name, "language": "", "time_zone": "UTC",
        "theme": "auto", **changes,
    }  # fmt: skip


def test_an_address_is_changed_and_works(panel):
    user = UserFactory(email="old@example.com")
    url = reverse("admin:accounts_user_change", args=[user.pk])
    panel.post(url, user_form(user, email="New@Example.com"))
    user.refresh_from_db()
    assert user.email == "new@example.com"
    assert inside(log_in(user))
    assert AuditEntry.objects.get(kind="accounts.user.edited").data == {
        "changes": {"email": ["old@example.com", "new@example.com"]}
    }


def test_an_address_that_is_taken_is_refused(panel, boss):
    user = UserFactory()
    url = reverse("admin:accounts_user_change", args=[user.pk])
    page = panel.post(url, user_form(user, email="BOSS@example.com"))
    assert "Another account has this address" in page.content.decode()


def test_the_form_changes_no_rights(panel):
    user = UserFactory()
    url = reverse("admin:accounts_user_change", args=[user.pk])
    panel.post(url, user_form(user, is_superuser="on", is_staff="on", password="x"))
    user.refresh_from_db()
    assert not user.is_superuser
    assert user.check_password(PASSWORD)


def test_people_are_exported_without_secrets(panel):
    user = UserFactory(name="=1+1")  # a spreadsheet must not run it
    response = panel.post(
        reverse("admin:accounts_user_export"),
        {"format": "0"},
    )
    rows = list(csv.DictReader(io.StringIO(response.content.decode())))
    assert not {"password", "id"} & set(rows[0])
    assert {row["email"]: row["name"] for row in rows}[user.email] == "1+1"
    assert "accounts.user.exported" in kinds()


# --- invitations ----------------------------------------------------------------------------


def invite(panel, **data):
    return panel.post(reverse("admin:accounts_invitation_add"), data)


def shown_link(response) -> str:
    return urlsplit(re.search(r'value="(http[^"]+)"', response.content.decode())[1]).path


GOOD = {
    "name": "Grace", "password1": "a good long phrase", "password2": "a good long phrase",
    "language": "", "time_zone": "UTC",
}  # fmt: skip


def test_without_a_mail_server_the_link_is_shown_once(panel, settings, boss):
    settings.EMAIL_BACKEND = "apps.accounts.outbox.OutboxBackend"
    response = invite(panel, email="Grace@Example.com", name="Grace")
    assert "no-store" in response["Cache-Control"]
    path = shown_link(response)
    invitation = Invitation.objects.get()
    assert (invitation.email, invitation.invited_by) == ("grace@example.com", boss)
    change = reverse("admin:accounts_invitation_change", args=[invitation.pk])
    assert path.rsplit("/", 2)[1] not in panel.get(change).content.decode()
    assert Client().post(path, GOOD).status_code == 302
    assert not User.objects.get(email="grace@example.com").is_superuser


def test_with_a_mail_server_it_is_mailed_and_not_shown(panel, django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks(execute=True):
        response = invite(panel, email="grace@example.com", name="")
    assert "is on its way to grace@example.com" in response.content.decode()
    link = re.search(r"/accounts/invitation/[\w-]{43}/", mail.outbox[0].body)[0]
    assert link not in response.content.decode()
    assert mail.outbox[0].to == ["grace@example.com"]


@pytest.mark.parametrize("still_admin", [True, False])
def test_an_administrator_is_invited_if_the_inviter_still_is_one(
    panel, settings, boss, still_admin
):
    settings.EMAIL_BACKEND = "apps.accounts.outbox.OutboxBackend"
    path = shown_link(invite(panel, email="g@example.com", name="", administrator="on"))
    User.objects.filter(pk=boss.pk).update(is_superuser=still_admin)
    Client().post(path, GOOD)
    assert User.objects.get(email="g@example.com").is_superuser is still_admin


@pytest.mark.parametrize(
    ("email", "sentence"),
    [("boss@example.com", "There is an account"), ("nobody", "valid email"), ("", "required")],
)
def test_bad_addresses_are_refused(panel, email, sentence):
    response = invite(panel, email=email, name="x")
    assert sentence in response.content.decode()
    assert not Invitation.objects.exists()


def test_sending_again_and_revoking(panel, settings):
    settings.EMAIL_BACKEND = "apps.accounts.outbox.OutboxBackend"
    old = shown_link(invite(panel, email="grace@example.com", name=""))
    invitation = Invitation.objects.get()
    new = shown_link(panel.post(one(invitation, "send_again")))
    assert Client().get(old).status_code == 404
    assert Client().get(new).status_code == 200
    panel.post(one(invitation, "revoke"))
    assert Client().get(new).status_code == 410
    assert {"accounts.invitation.sent_again", "accounts.invitation.revoked"} <= kinds()


def test_a_used_invitation_is_neither_revoked_nor_sent_again(panel):
    used = InvitationFactory(accepted_at=timezone.now())
    assert "Accepted" in said(bulk(panel, used, "revoke"))
    assert "Accepted" in said(panel.post(one(used, "send_again"), follow=True))
    used.refresh_from_db()
    assert used.revoked_at is None


# --- tokens and mail ------------------------------------------------------------------------


def test_a_token_is_revoked(panel):
    token = ApiTokenFactory()
    panel.post(one(token, "revoke"))
    token.refresh_from_db()
    assert token.revoked_at
    assert "accounts.token.revoked" in kinds()
    page = panel.get(reverse("admin:accounts_apitoken_change", args=[token.pk])).content.decode()
    assert token.secret not in page
    assert token.secret_hash not in page


def test_the_outbox_shows_text_and_a_link_to_copy_and_is_emptied(panel):
    message = OutboxMailFactory(
        body="Open <b>this</b>:\nhttps://lepton.example/accounts/password/reset/key/a-b/\nBye."
    )
    page = panel.get(reverse("admin:accounts_outboxmail_change", args=[message.pk]))
    html = page.content.decode()
    assert 'value="https://lepton.example/accounts/password/reset/key/a-b/"' in html
    assert '<a href="https://lepton.example/accounts/password/reset/key/a-b/"' in html
    assert "<b>this</b>" not in html
    assert "&lt;b&gt;this&lt;/b&gt;" in html
    panel.post(one(message, "drop"))
    assert not OutboxMail.objects.exists()
    assert "accounts.outbox.deleted" in kinds()


def test_mail_without_a_server_lands_in_the_outbox_and_old_mail_goes(settings, client):
    settings.EMAIL_BACKEND = "apps.accounts.outbox.OutboxBackend"
    old = OutboxMailFactory()
    OutboxMail.objects.update(created_at=timezone.now() - timezone.timedelta(days=31))
    user = UserFactory()
    client.post(reverse("account_reset_password"), {"email": user.email})
    kept = OutboxMail.objects.get()
    assert kept.pk != old.pk
    assert kept.to == user.email
    assert "/accounts/password/reset/key/" in kept.body
    assert OutboxBackend().send_messages([]) == 0


# --- teams ----------------------------------------------------------------------------------


def quota_form(project, **changes):
    inline = {"memberships-TOTAL_FORMS": "0", "memberships-INITIAL_FORMS": "0"}
    return {"disk": "", "job_quota": "", "gpu_hours_quota": "", **inline, **changes}


def test_quotas_are_set_in_gibibytes_and_cleared(panel, boss):
    project = ProjectFactory()
    url = reverse("admin:projects_project_change", args=[project.pk])
    assert panel.post(url, quota_form(project, disk="1.5", job_quota="3")).status_code == 302
    project.refresh_from_db()
    assert (project.disk_quota_bytes, project.job_quota) == (1_610_612_736, 3)
    assert project.gpu_hours_quota is None
    entry = AuditEntry.objects.get(kind="projects.quotas.changed")
    assert entry.data == {
        "changes": {"disk_quota_bytes": [None, 1_610_612_736], "job_quota": [None, 3]}
    }
    assert entry.project == project
    panel.post(url, quota_form(project))
    project.refresh_from_db()
    assert project.disk_quota_bytes is None
    assert project.job_quota is None


def test_other_quotas_stay_as_they_are(panel):
    project = ProjectFactory(disk_quota_bytes=123)
    url = reverse("admin:projects_project_change", args=[project.pk])
    shown = panel.get(url).context["adminform"].form["disk"].value()
    panel.post(url, quota_form(project, disk=str(shown), gpu_hours_quota="7"))
    project.refresh_from_db()
    assert (project.disk_quota_bytes, project.gpu_hours_quota) == (123, 7)


@pytest.mark.parametrize("bad", [{"disk": "-1"}, {"disk": "much"}, {"job_quota": "-2"}])
def test_impossible_quotas_are_refused(panel, bad):
    project = ProjectFactory()
    url = reverse("admin:projects_project_change", args=[project.pk])
    response = panel.post(url, quota_form(project, **bad))
    assert response.status_code == 200
    assert response.context["adminform"].form.errors
    assert not AuditEntry.objects.filter(kind="projects.quotas.changed").exists()


def test_members_and_usage_are_shown(panel):
    project = ProjectFactory()
    owner = project.memberships.first().user
    page = panel.get(reverse("admin:projects_project_change", args=[project.pk]))
    assert str(owner) in page.content.decode()
    listed = panel.get(reverse("admin:projects_project_changelist")).content.decode()
    assert str(owner) in listed


def test_a_project_without_its_owner_is_taken_over(panel, boss):
    project = ProjectFactory()
    panel.post(one(project, "take_over"))
    panel.post(one(project, "take_over"))
    assert Membership.objects.get(project=project, user=boss).role == Role.OWNER
    assert AuditEntry.objects.filter(kind="projects.project.taken_over").count() == 1


# --- jobs and engines -----------------------------------------------------------------------


def test_a_waiting_job_is_cancelled(panel, boss):
    job = JobFactory(state=State.QUEUED)
    panel.post(one(job, "cancel"))
    job.refresh_from_db()
    assert job.state == State.CANCELLED
    assert AuditEntry.objects.get(kind="jobs.job.cancelled").actor == boss


def test_a_job_that_has_ended_is_not_cancelled(panel):
    job = JobFactory(state=State.SUCCEEDED)
    assert "ended already" in said(bulk(panel, job, "cancel"))
    job.refresh_from_db()
    assert job.state == State.SUCCEEDED


def test_a_running_job_is_not_retried(panel):
    job = JobFactory(state=State.RUNNING)
    assert "not ended yet" in said(bulk(panel, job, "retry"))
    assert Job.objects.count() == 1


def test_a_retry_that_cannot_run_says_why(panel):
    job = JobFactory(state=State.ERRORED, engine_key="gone.engine")
    words = said(bulk(panel, job, "retry"))
    assert "gone.engine" in words
    assert Job.objects.count() == 1


def test_a_retry_is_made_in_the_first_persons_name(panel, boss, monkeypatch):
    job = JobFactory(state=State.ERRORED)
    asked = []

    def rerun(which, user):
        asked.append(user)
        return JobFactory(project=which.project, rerun_of=which)

    monkeypatch.setattr("apps.jobs.admin.rerun", rerun)
    words = said(bulk(panel, job, "retry"))
    assert asked == [job.created_by]
    assert "Submitted again" in words
    assert AuditEntry.objects.get(kind="jobs.job.retried").actor == boss


def test_the_traceback_is_here_for_administrators(panel):
    job = JobFactory(state=State.ERRORED, error="ZeroDivisionError: <division>")
    page = panel.get(reverse("admin:jobs_job_change", args=[job.pk])).content.decode()
    assert "ZeroDivisionError: &lt;division&gt;" in page


def test_a_broken_engine_is_shown_with_its_error(panel, monkeypatch):
    from apps.engines.registry import EngineEntry

    entry = EngineEntry("bad.engine", "some-package", None, "ImportError: no <module>")
    monkeypatch.setattr("apps.engines.admin.registry.entries", lambda: [entry])
    page = panel.get(reverse("admin:engines")).content.decode()
    assert "bad.engine" in page
    assert "some-package" in page
    assert "ImportError: no &lt;module&gt;" in page
    assert "Broken" in page


def test_the_audit_trail_is_exported_and_cannot_be_written(panel):
    panel.post(one(UserFactory(name="Ada"), "deactivate"))
    entry = AuditEntry.objects.get()
    url = reverse("admin:events_auditentry_change", args=[entry.pk])
    assert panel.post(url, {"kind": "nothing.happened"}).status_code == 403
    assert panel.get(reverse("admin:events_auditentry_add")).status_code == 403
    response = panel.post(
        reverse("admin:events_auditentry_export"),
        {"format": "0"},
    )
    (row,) = csv.DictReader(io.StringIO(response.content.decode()))
    assert (row["kind"], row["subject_label"]) == ("accounts.user.deactivated", "Ada")


def test_every_kind_that_the_panel_reports_has_a_name():
    """The audit trail is read by people: no key of ours may show there as it is."""
    from apps.core.catalogue import name_of as kind_name

    reported = set()
    for source in Path("apps").rglob("*.py"):
        reported |= set(re.findall(r'"(accounts\.\w+\.\w+)"', source.read_text(encoding="utf-8")))
    assert len(reported) > 20
    assert {kind for kind in reported if kind_name(kind) == kind} == set()
