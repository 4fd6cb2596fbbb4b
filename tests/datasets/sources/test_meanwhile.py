"""Two people, or a person and a schedule, at one source; sources that arrive from elsewhere."""

import json
import zipfile
from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from apps.datasets.models import Fetch, Source
from apps.datasets.sources import actions, sealed, taking
from apps.jobs.domain import firing
from apps.jobs.domain.prune import prune
from apps.jobs.models import Job, Schedule, State
from apps.projects.domain.errors import Refused
from apps.projects.models import Project, Role
from apps.projects.transfer.exporting import gather
from apps.projects.transfer.importing import import_project
from tests.api.conftest import ALL_SCOPES, Caller
from tests.datasets.sources.conftest import SECRET
from tests.datasets.sources.services import say
from tests.factories.projects import MembershipFactory

pytestmark = pytest.mark.django_db


def test_a_form_that_somebody_overtook_says_so(made, page, project, analyst):
    address = reverse("datasets:source_change", args=[project.pk, made.pk])
    opened = page.get(address).context["name_form"]["seen"].value()
    actions.change(made, analyst, name="Tariffs")
    sent = {**made.settings, "name": "Prices again", "seen": opened}
    refused = page.post(address, sent)
    assert refused.status_code == 422
    assert "Somebody else changed this source" in refused.content.decode()
    assert Source.objects.get(pk=made.pk).name == "Tariffs"
    now = refused.context["name_form"]["seen"].value()
    assert page.post(address, {**sent, "seen": now}).status_code == 302
    assert Source.objects.get(pk=made.pk).name == "Prices again"


def test_a_fetch_does_not_make_a_form_stale(agreed, analyst, again):
    before = actions.mark_of(agreed)
    again(agreed, analyst)
    assert actions.mark_of(agreed) == before


def test_nobody_agrees_to_rows_that_were_not_shown(made, analyst, run_here, page, project):
    shown = str(made.job_id)
    actions.look(made, analyst)
    run_here()
    with pytest.raises(Refused, match="read again meanwhile"):
        actions.agree(made, analyst, shown)
    made.refresh_from_db()
    text = page.get(reverse("datasets:source", args=[project.pk, made.pk])).content.decode()
    assert f'name="seen" value="{made.job_id}"' in text
    page.post(reverse("datasets:source_agree", args=[project.pk, made.pk]), {"seen": made.job_id})
    assert Source.objects.get(pk=made.pk).plan


def test_nobody_accepts_columns_that_were_not_shown(agreed, analyst, again, service, page, project):
    service.answer = lambda got: say("country,cost\nGermany,1\nFrance,2\n")
    shown = again(agreed, analyst)
    service.answer = lambda got: say("country,fee\nGermany,1\nFrance,2\n")
    newest = again(agreed, analyst)
    with pytest.raises(Refused, match="fetched again meanwhile"):
        taking.accept(agreed, analyst, str(shown.pk))
    accept = reverse("datasets:source_accept", args=[project.pk, agreed.pk])
    page.post(accept, {"seen": newest.pk})
    assert [one["name"] for one in agreed.dataset.versions.first().columns] == ["country", "fee"]


def test_rest_names_what_was_seen(made, analyst, run_here, again, service):
    caller = Caller(analyst, scopes=ALL_SCOPES)
    one = f"projects/{made.project_id}/sources/{made.pk}/"
    shown = str(made.job_id)
    caller.post(f"{one}look/", {})
    run_here()
    assert caller.post(f"{one}agree/", {"job": shown}).status_code == 409
    made.refresh_from_db()
    assert caller.post(f"{one}agree/", {"job": str(made.job_id)}).status_code == 201
    run_here()
    service.answer = lambda got: say("country,cost\nGermany,1\nFrance,2\n")
    made.refresh_from_db()
    first, second = again(made, analyst), again(made, analyst)
    assert caller.post(f"{one}accept/", {"fetch": str(first.pk)}).status_code == 409
    assert caller.post(f"{one}accept/", {"fetch": str(second.pk)}).status_code == 200
    assert caller.post(f"{one}accept/", {"fetch": "x"}).status_code == 400


def test_fetches_without_a_table_are_forgotten(agreed, analyst, again, settings):
    for _ in range(3):  # nothing has changed
        again(agreed, analyst)
    long_ago = timezone.now() - timedelta(days=settings.JOB_LOG_DAYS + 1)
    Fetch.objects.update(created_at=long_ago)
    newest = again(agreed, analyst)
    assert prune()["fetches"] == 3
    assert {one.state for one in agreed.fetches.exclude(pk=newest.pk)} == {Fetch.State.STORED}
    Fetch.objects.filter(pk=newest.pk).update(created_at=long_ago + timedelta(minutes=1))
    assert prune()["fetches"] == 0  # the newest stays


def test_a_table_by_former_settings_is_not_accepted(agreed, analyst, again, run_here, service):
    service.answer = lambda got: say("country,cost\nGermany,1\nFrance,2\n")
    again(agreed, analyst)
    actions.change(agreed, analyst, settings={**agreed.settings, "url": service.url})
    run_here()
    with pytest.raises(Refused, match="waits to be accepted"):
        taking.accept(agreed, analyst)


def test_an_older_table_does_not_follow_a_newer_one(agreed, analyst, run_here):
    """A fetch of the schedule that began before one by hand and ended after it."""
    Fetch.objects.update(origin={"at": "2999-01-01T00:00:00+00:00"})
    actions.fetch(agreed, analyst)
    Source.objects.filter(pk=agreed.pk).update(known={}, digest="")
    run_here()
    assert agreed.fetches.first().state == "unchanged"
    assert agreed.dataset.versions.count() == 1


def test_a_fetch_under_way_ends_with_its_source(agreed, analyst, run_here):
    row = actions.repeat(agreed, analyst, "0 6 * * *", "UTC")
    now = timezone.now()
    Schedule.objects.filter(pk=row.pk).update(next_run_at=now)
    assert firing.fire(now) == 1
    actions.delete(Source.objects.get(pk=agreed.pk), analyst)
    run_here()
    last = Job.objects.order_by("-created_at").first()
    assert (last.state, Source.objects.count()) == (State.CANCELLED, 0)


@pytest.mark.parametrize("door", ["page", "rest"])
def test_a_fetch_is_not_run_again_as_a_job(agreed, analyst, page, project, door):
    from tests.api.conftest import ALL_SCOPES, Caller

    before = Job.objects.count()
    if door == "page":
        page.post(reverse("jobs:rerun", args=[project.pk, agreed.job_id]))
    else:
        path = f"projects/{project.pk}/jobs/{agreed.job_id}/rerun/"
        assert Caller(analyst, scopes=ALL_SCOPES).post(path, {}).status_code == 422
    assert Job.objects.count() == before


def test_a_job_that_only_calls_itself_a_fetch_changes_nothing(agreed):
    job = Job.objects.get(pk=agreed.job_id)
    job.engine_key, job.inputs = "tables", {"source": {"kind": "dataset", "id": "none"}}
    taking.fetched(job)
    assert agreed.fetches.count() == 1


def test_a_source_arrives_without_secrets_and_paused(agreed, analyst, tmp_path, project):
    owner = MembershipFactory(project=project, role=Role.OWNER).user
    actions.repeat(agreed, analyst, "0 6 * * *", "UTC")
    path = tmp_path / "project.zip"
    path.write_bytes(b"".join(gather(Project.objects.get(pk=project.pk)).stream()))
    sealed_text = agreed.secrets["secret"]
    with zipfile.ZipFile(path) as archive:
        text = b"".join(archive.read(name) for name in archive.namelist()).decode("latin-1")
    assert SECRET not in text
    assert sealed_text not in text
    copy = import_project(path, owner, as_copy=True).project
    arrived = Source.objects.get(project=copy)
    assert (arrived.secrets, arrived.known, arrived.digest) == ({}, {}, "")
    assert arrived.schedule.enabled is False
    assert arrived.schedule.inputs["source"]["id"] == str(arrived.pk) != str(agreed.pk)
    assert sealed.opened(agreed) == {"secret": SECRET}
    assert json.dumps(arrived.settings) == json.dumps(agreed.settings)


# --- secrets that have nowhere to go --------------------------------------------------------------


def test_a_source_that_logs_in_no_more_keeps_no_secret(made, analyst, run_here):
    """Else a public address elsewhere could not be given without typing a secret for it."""
    given = {**made.settings, "access": "none"}
    actions.change(made, analyst, settings={**given, "url": "https://8.8.8.8/open.csv"})
    assert Source.objects.get(pk=made.pk).secrets == {}


@pytest.mark.parametrize("access", ["bearer", "header"])
def test_what_no_header_can_hold_is_refused_at_once(made, analyst, access):
    given = {**made.settings, "access": access, "access_name": "X-Key", "secret": "密码"}
    with pytest.raises(actions.SettingsRefused, match="without accents"):
        actions.change(made, analyst, settings=given)


def test_details_of_a_connector_do_not_stand_for_the_sites_own(agreed):
    job = Job.objects.get(pk=agreed.job_id)
    about = {"address": "https://a.example", "details": {"address": "x", "fix": "y", "etag": "1"}}
    told = taking.origin_of(agreed, about, job)
    assert (told["address"], told["etag"]) == ("https://a.example", "1")
    assert "fix" not in told
