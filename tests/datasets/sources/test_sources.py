"""A source from the first look to its versions, with real jobs and a real service."""

import json
import logging
from datetime import timedelta
from pathlib import Path

import pytest
from django.core.management import call_command
from django.urls import reverse
from django.utils import timezone

from apps.core.messages import Message
from apps.core.rendering import render
from apps.datasets.models import DatasetVersion, Fetch, Source
from apps.datasets.sources import actions, provider, sealed
from apps.events.models import AuditEntry, Notice
from apps.jobs.domain import firing
from apps.jobs.models import Job, Schedule
from apps.projects.models import Role
from tests.api.conftest import ALL_SCOPES, Caller
from tests.datasets.sources.conftest import CSV, SECRET
from tests.datasets.sources.services import say
from tests.factories.datasets import SourceFactory
from tests.factories.projects import MembershipFactory, ProjectFactory
from tests.receiver import Say

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _site(site):
    pass


def words(stored):
    return render(Message.model_validate(stored))


def test_nothing_is_stored_before_somebody_agrees(made, page, project):
    assert made.refusal is None
    assert DatasetVersion.objects.count() == 0
    shown = page.get(reverse("datasets:source", args=[project.pk, made.pk])).content.decode()
    assert "Agree and fetch" in shown
    assert "Germany" in shown


def test_a_fetch_is_a_version_that_knows_where_it_came_from(agreed, analyst, base):
    version = agreed.dataset.versions.get()
    assert (agreed.dataset.name, version.rows, version.created_by) == ("Prices", 2, analyst)
    assert version.original_name == f"{base}/prices.csv"
    entry = agreed.fetches.get()
    assert (entry.state, entry.version, entry.rows, entry.scheduled) == (
        "stored",
        version,
        2,
        False,
    )
    assert entry.origin["address"] == f"{base}/prices.csv"
    assert entry.origin["content_hash"] == version.content_hash
    assert len(entry.origin["sha256"]) == 64
    assert entry.origin["at"].startswith(str(timezone.now().year))


def test_the_same_table_is_no_new_version(agreed, analyst, again, service):
    before = agreed.checked_at
    assert again(agreed, analyst).state == "unchanged"
    assert agreed.dataset.versions.count() == 1
    assert agreed.checked_at > before
    service.answer = lambda got: say(CSV.replace("\n", "\r\n"))  # other bytes, the same table
    entry = again(agreed, analyst)
    assert (entry.state, words(entry.note)) == ("unchanged", "The table is the same as version 1.")
    service.answer = lambda got: say(CSV + "Japan,3\n")
    assert again(agreed, analyst).state == "stored"
    assert agreed.dataset.versions.count() == 2


@pytest.mark.thorough
def test_conditions_are_sent_only_for_the_newest_version(agreed, analyst, again, service):
    service.answer = lambda got: (
        Say(304) if "if-none-match" in got.headers else say(CSV + "Japan,3\n", ETag='"2"')
    )
    assert again(agreed, analyst).state == "stored"
    assert again(agreed, analyst).state == "unchanged"
    newest = agreed.dataset.versions.first()
    newest.delete()
    assert again(agreed, analyst).state == "stored"
    assert "if-none-match" not in service.got[-1].headers


def test_changed_columns_are_refused_with_a_difference(
    agreed, analyst, page, project, again, service
):
    service.answer = lambda got: say("country,price_net,price\nGermany,1.2,cheap\nFrance,2,dear\n")
    entry = again(agreed, analyst)
    assert (entry.state, agreed.dataset.versions.count()) == ("changed", 1)
    assert entry.changes == [
        {"column": "price", "what": "kind", "before": "number", "now": "text"},
        {"column": "price_net", "what": "new", "before": "", "now": "number"},
    ]
    address = reverse("datasets:source", args=[project.pk, agreed.pk])
    shown = page.get(address).content.decode()
    assert "Another type" in shown
    assert "Accept the new columns" in shown
    assert Notice.objects.filter(user=analyst, tone="warn").exists()
    page.post(reverse("datasets:source_accept", args=[project.pk, agreed.pk]))
    version = agreed.dataset.versions.first()
    assert (version.number, [column["name"] for column in version.columns]) == (
        2, ["country", "price_net", "price"],
    )  # fmt: skip
    agreed.refresh_from_db()
    assert again(agreed, analyst).state == "unchanged"  # agreed on now
    kinds = set(AuditEntry.objects.values_list("kind", flat=True))
    assert {"datasets.source.differed", "datasets.source.accepted"} <= kinds


@pytest.mark.thorough
def test_a_changed_table_whose_file_is_gone_is_fetched_again(
    agreed, analyst, again, run_here, service
):
    from apps.datasets.sources import taking

    service.answer = lambda got: say("country,cost\nGermany,1\nFrance,2\n")
    entry = again(agreed, analyst)
    entry.job.artifacts.all().delete()
    taking.accept(agreed, analyst)
    run_here()
    assert agreed.dataset.versions.first().number == 2


@pytest.mark.thorough
@pytest.mark.parametrize(
    ("answer", "reason"),
    [
        (Say(404, b""), "nothing at this address"),
        (say("<html>Log in</html>"), "web page"),
        (Say(302, b"", {"location": "http://169.254.169.254/"}), "not public"),
        (Say(302, b"", {"location": "http://10.0.0.1/"}), "not public"),
    ],
)
def test_a_failure_is_told_and_counted(agreed, analyst, again, service, answer, reason):
    service.answer = lambda got: answer
    entry = again(agreed, analyst)
    assert entry.state == "failed"
    assert reason in words(entry.note)
    assert agreed.failures == 1
    notice = Notice.objects.filter(user=analyst).latest("created_at")
    assert reason in words(notice.message)
    service.answer = lambda got: say(CSV)
    again(agreed, analyst)
    assert agreed.failures == 0


@pytest.mark.thorough
def test_a_source_that_cannot_be_read_says_so_before_it_is_agreed_on(
    project, analyst, base, run_here, service, page
):
    service.answer = lambda got: say("<html>")
    source = actions.make(
        project, analyst, connector="url", name="A", settings={"url": f"{base}/x"}
    )
    run_here()
    source.refresh_from_db()
    assert "web page" in words(source.refusal["message"])
    shown = page.get(reverse("datasets:source", args=[project.pk, source.pk])).content.decode()
    assert "Change the settings" in shown


@pytest.mark.thorough
def test_a_schedule_fetches_and_is_paused_after_failures(agreed, analyst, run_here, service):
    row = actions.repeat(agreed, analyst, "0 6 * * *", "Asia/Shanghai")
    service.answer = lambda got: Say(500, b"")
    now = timezone.now()
    for day in range(1, 6):
        Schedule.objects.filter(pk=row.pk).update(next_run_at=now)
        assert firing.fire(now + timedelta(seconds=day)) == 1
        run_here()
    agreed.refresh_from_db()
    row.refresh_from_db()
    assert (agreed.failures, row.enabled) == (5, False)
    assert set(agreed.fetches.values_list("state", "scheduled")[:5]) == {("failed", True)}
    texts = [words(one.message) for one in Notice.objects.filter(user=analyst)]
    assert sum("could not be fetched" in text for text in texts) == 1  # told once, then paused
    assert sum("5 fetches failed in a row" in text for text in texts) == 1
    service.answer = lambda got: say(CSV + "Japan,3\n")
    actions.switch(agreed, analyst, True)
    Schedule.objects.filter(pk=row.pk).update(next_run_at=now)
    firing.fire(now + timedelta(seconds=9))
    run_here()
    entry = agreed.fetches.first()
    assert (entry.state, entry.scheduled, entry.created_by) == ("stored", True, analyst)


@pytest.mark.thorough
def test_one_fetch_at_a_time(agreed, analyst, page, project):
    actions.fetch(agreed, analyst)
    answer = page.post(reverse("datasets:source_fetch", args=[project.pk, agreed.pk]), follow=True)
    assert "has not ended" in answer.content.decode()
    assert Job.objects.filter(engine_key="datasets.fetch").count() == 3


# --- secrets -----------------------------------------------------------------------------------


def test_the_secret_is_sent_and_told_nowhere(
    agreed, analyst, page, project, again, run_jobs, service, caplog, files
):
    caplog.set_level(logging.DEBUG)
    again(agreed, analyst)
    service.answer = lambda got: Say(401, b"")
    actions.fetch(agreed, analyst)
    run_jobs()  # in a process of its own
    assert agreed.fetches.first().state == "failed"
    assert {got.headers["authorization"] for got in service.got} == {f"Bearer {SECRET}"}
    told = caplog.text
    for model in (Source, Fetch, Job, AuditEntry, Notice, Schedule):
        told += json.dumps(list(model.objects.values()), default=str)
    for name in ("source", "source_change", "source_times", "source_delete"):
        told += page.get(reverse(f"datasets:{name}", args=[project.pk, agreed.pk])).content.decode()
    caller = Caller(analyst, scopes=ALL_SCOPES)
    base = f"projects/{project.pk}/sources/"
    for path in (base, f"{base}{agreed.pk}/", f"{base}{agreed.pk}/fetches/"):
        told += json.dumps(caller.get(path).json())
    for path in Path(files).rglob("*"):
        if path.is_file() and not path.name.endswith(".sqlite3"):
            told += path.read_bytes().decode("latin-1")
    assert SECRET not in told
    assert sealed.opened(agreed) == {"secret": SECRET}


def test_what_a_child_is_told_is_for_one_reader_and_one_reading(made, files):
    path = provider.SourceProvider().materialise(made.project_id, str(made.pk))
    assert path.stat().st_mode & 0o777 == 0o600
    assert SECRET in path.read_text()
    from apps.datasets.sources import order

    assert order.take(path).settings["secret"] == SECRET
    assert not path.exists()


def test_what_no_child_has_read_is_removed(made, files):
    import os

    path = provider.SourceProvider().materialise(made.project_id, str(made.pk))
    assert provider.prune() == 0
    os.utime(path, (1, 1))
    assert provider.prune() == 1
    assert not path.exists()


def test_a_secret_does_not_follow_to_another_address(made, analyst):
    """Whoever may change the settings could else read somebody's token at a server of their own."""
    settings = {**made.settings, "url": "https://8.8.8.8/mine"}
    with pytest.raises(actions.SettingsRefused, match="leads to another place"):
        actions.change(made, analyst, settings=settings)
    same = {**made.settings, "url": made.settings["url"] + "?x=1"}
    actions.change(made, analyst, settings=same)
    made.refresh_from_db()
    assert sealed.opened(made) == {"secret": SECRET}
    entry = AuditEntry.objects.filter(kind="datasets.source.changed").latest("created_at")
    assert entry.data["fields"] == ["url"]


def test_secrets_are_sealed_anew_under_another_key(made, settings):
    settings.SECRET_KEY_FALLBACKS = [settings.SECRET_KEY]
    settings.SECRET_KEY = "another key that is long enough to be taken"
    assert sealed.renew() == (1, 0)
    settings.SECRET_KEY_FALLBACKS = []
    made.refresh_from_db()
    assert sealed.opened(made) == {"secret": SECRET}
    settings.SECRET_KEY = "a third key, which nobody has told the site about"
    assert (sealed.opened(made), sealed.renew()) == ({}, (0, 1))


def test_an_archive_takes_no_secrets_along():
    values = {"secrets": {"secret": "sealed"}, "known": {"etag": "1"}, "digest": "a"}
    assert sealed.without_secrets(values)["secrets"] == {}
    assert sealed.arriving(values) == {"secrets": {}, "known": {}, "digest": ""}


# --- who may -----------------------------------------------------------------------------------


def test_analysts_change_their_own_and_viewers_read(made, project, client, analyst):
    other = MembershipFactory(project=project, role=Role.ANALYST).user
    viewer = MembershipFactory(project=project, role=Role.VIEWER).user
    page, look = (
        reverse(f"datasets:{name}", args=[project.pk, made.pk])
        for name in ("source", "source_look")
    )
    for user, status in ((viewer, 403), (other, 403), (analyst, 302)):
        client.force_login(user)
        assert client.get(page).status_code == 200
        assert client.post(look).status_code == status, user


def test_a_source_of_another_project_is_not_there(made, analyst):
    theirs = SourceFactory(project=ProjectFactory())
    caller = Caller(analyst, scopes=ALL_SCOPES)
    base = f"projects/{made.project_id}/sources/{theirs.pk}/"
    for path in (base, f"{base}fetches/"):
        assert caller.get(path).status_code == 404
    assert caller.post(f"{base}fetch/", {}).status_code == 404


# --- REST --------------------------------------------------------------------------------------


def test_the_whole_way_over_rest(project, analyst, base, run_here):
    caller = Caller(analyst, scopes=ALL_SCOPES)
    root = f"projects/{project.pk}/"
    connectors = {one["key"] for one in caller.get(f"{root}connectors/").json()["results"]}
    assert connectors >= {"url", "worldbank", "sdmx", "sql", "crm"}
    body = {"name": "Prices", "connector": "url", "settings": {"url": f"{base}/p.csv"}}
    created = caller.post(f"{root}sources/", body)
    assert created.status_code == 201, created.content
    one = f"{root}sources/{created.json()['id']}/"
    assert caller.post(f"{one}fetch/", {}).status_code == 409  # nobody has agreed
    run_here()
    told = caller.get(one).json()
    assert (told["agreed"], len(told["inspection"]["plan"]["columns"])) == (False, 2)
    assert caller.post(f"{one}agree/", {}).status_code == 201
    run_here()
    assert caller.post(f"{one}times/", {"expression": "0 6 * * 1"}).status_code == 200
    told = caller.get(one).json()
    assert told["schedule"]["when"] == "Every Monday at 06:00"
    assert told["note"] == "Version 1 with 2 rows was stored."
    fetches = caller.get(f"{one}fetches/").json()["results"]
    assert [(row["state"], row["rows"]) for row in fetches] == [("stored", 2)]
    assert caller.delete(one).status_code == 204
    assert Schedule.objects.count() == 0
    assert DatasetVersion.objects.count() == 1


@pytest.mark.parametrize(
    ("change", "status", "pointer"),
    [
        ({"connector": "ftp"}, 422, "/connector"),
        ({"settings": {"url": "http://127.0.0.9:1/x"}}, 422, "/settings/url"),
        ({"settings": {}}, 422, "/settings/url"),
        ({"settings": {"url": "https://8.8.8.8/", "nonsense": 1}}, 422, "/settings/nonsense"),
        ({"settings": {"url": "https://8.8.8.8/", "access": "bearer"}}, 422, "/settings/secret"),
    ],
)
def test_bad_settings_are_refused_with_their_place(project, analyst, change, status, pointer):
    caller = Caller(analyst, scopes=ALL_SCOPES)
    body = {"name": "A", "connector": "url", "settings": {"url": "https://8.8.8.8/"}, **change}
    refused = caller.post(f"projects/{project.pk}/sources/", body)
    assert refused.status_code == status, refused.content
    assert [error["pointer"] for error in refused.json()["errors"]] == [f"#{pointer}"]
    assert Source.objects.count() == 0


def test_the_form_of_every_connector_is_drawn_in_both_languages(page, project, analyst):
    for key in ("url", "worldbank", "sdmx", "sql", "crm"):
        address = reverse("datasets:source_new", args=[project.pk])
        answer = page.get(address, {"connector": key}, headers={"accept-language": "en"})
        assert answer.status_code == 200
        assert 'name="name"' in answer.content.decode()
    sent = page.post(f"{address}?connector=url", {"name": "", "url": "http://10.0.0.1/x"})
    assert sent.status_code == 422
    assert page.get(address, {"connector": "no"}).status_code == 404


@pytest.mark.thorough
def test_a_project_that_is_deleted_takes_its_sources_along(agreed, project):
    from apps.projects.domain.projects import delete

    owner = project.memberships.get(role=Role.OWNER).user
    delete(project, owner, typed_name=project.name)
    assert Source.objects.count() == Fetch.objects.count() == 0


def test_a_backup_of_the_rows_is_made(agreed, tmp_path):
    call_command("backup", str(tmp_path / "all.zip"))
    assert SECRET.encode() not in (tmp_path / "all.zip").read_bytes()
