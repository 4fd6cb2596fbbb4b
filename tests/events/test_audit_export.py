"""Owners read all of the trail and take it along; other members read what concerns everybody."""

from __future__ import annotations

import csv
import io
import json
import tracemalloc

import pytest
from django.urls import reverse

from apps.core import means
from apps.core.happenings import Happening, report, report_all
from apps.core.means import Channel, Means, Via
from apps.events import export
from apps.events.models import AuditEntry
from apps.projects.models import Role
from tests.api.conftest import Caller
from tests.factories.accounts import UserFactory
from tests.factories.projects import MembershipFactory, ProjectFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def owner():
    return UserFactory(name="Wei")


@pytest.fixture
def project(owner):
    project = ProjectFactory(owner=owner, name="=Lamps")
    token = Means(Channel.API, Via.TOKEN, "t-1", "CRM (lep_1a2b3c4d…)", "203.0.113.7")
    with means.using(token):
        report(
            "projects.project.changed",
            actor=owner,
            project_id=project.pk,
            subject=project,
            changes={"name": ["a", "=1+1"]},
        )
    report("projects.project.archived", project_id=project.pk, subject=project)
    return project


def body(response):
    return b"".join(response.streaming_content).decode()


def download(client, project, form, query=""):
    return client.post(reverse("events:audit_export", args=[project.pk]) + query, {"format": form})


def test_only_owners_see_what_was_used_and_from_where(client, project, owner):
    page = reverse("events:audit", args=[project.pk])
    client.force_login(MembershipFactory(project=project, role=Role.EDITOR).user)
    seen = client.get(page).content.decode()
    assert "REST API" in seen
    for private in ("203.0.113.7", "lep_1a2b3c4d", "audit-trail/export"):
        assert private not in seen
    client.force_login(owner)
    seen = client.get(page).content.decode()
    for shown in ("REST API", "203.0.113.7", "lep_1a2b3c4d", "audit-trail/export"):
        assert shown in seen
    assert "203.0.113.7" not in client.get(page + "?channel=system").content.decode()


def test_a_spreadsheet_gets_words_and_no_formulas(client, project, owner):
    client.force_login(owner)
    response = download(client, project, "csv")
    assert response["Content-Type"].startswith("text/csv")
    assert "attachment" in response["Content-Disposition"]
    text = body(response)
    assert text.startswith("\ufeff")
    rows = list(csv.DictReader(io.StringIO(text.removeprefix("\ufeff"))))
    assert [row["What"] for row in rows] == [
        "Audit trail exported",
        "Project archived",
        "Project changed",
    ]
    changed = rows[-1]
    assert changed["Details"] == "Name: a → =1+1"
    assert (changed["Who"], changed["Subject"]) == ("Wei", "'=Lamps")
    assert (changed["Channel"], changed["Address"]) == ("REST API", "203.0.113.7")
    assert changed["Through"] == "token: CRM (lep_1a2b3c4d…)"
    assert json.loads(changed["Recorded data"]) == {"changes": {"name": ["a", "=1+1"]}}
    assert not [c for row in rows for c in row.values() if c.startswith(("=", "+", "@"))]
    told = AuditEntry.objects.get(kind="events.auditentry.exported")
    assert (told.actor, told.data) == (owner, {"format": "csv", "filters": {}})


def test_the_file_speaks_the_readers_language(client, project, owner):
    owner.language = "zh-hans"
    owner.save()
    client.force_login(owner)
    text = body(download(client, project, "csv"))
    assert "人员" in text.splitlines()[0]
    assert "项目" in text


def test_the_filters_of_the_page_choose(client, project, owner):
    client.force_login(owner)
    lines = body(download(client, project, "jsonl", "?channel=api")).splitlines()
    assert [json.loads(line)["kind"] for line in lines] == ["projects.project.changed"]
    told = AuditEntry.objects.get(kind="events.auditentry.exported")
    assert told.data == {"format": "jsonl", "filters": {"channel": "api"}}
    assert download(client, project, "xml").status_code == 400


@pytest.mark.parametrize("query", ["x=%00", "channel=api&x=y&q=%00", "since=soon&page=2"])
def test_the_trail_keeps_no_parameter_that_chose_nothing(client, project, owner, query):
    client.force_login(owner)
    assert download(client, project, "jsonl", f"?{query}").status_code == 200
    told = AuditEntry.objects.get(kind="events.auditentry.exported").data["filters"]
    assert told == ({"channel": "api"} if "channel" in query else {})


def test_others_may_not_export(client, project):
    for role, status in ((Role.EDITOR, 403), (None, 404)):
        user = UserFactory()
        if role:
            MembershipFactory(project=project, user=user, role=role)
        client.force_login(user)
        assert download(client, project, "csv").status_code == status
        caller = Caller(user)
        for path in ("audit/", "audit/export/"):
            assert caller.get(f"projects/{project.pk}/{path}").status_code == status


def test_batches_lose_and_repeat_nothing(project, monkeypatch):
    subject = Happening("projects.project.restored", None, project.pk, project)
    report_all([subject] * 25)
    monkeypatch.setattr(export, "BATCH", 4)
    rows = AuditEntry.objects.filter(project=project)
    found = [json.loads(line)["id"] for line in "".join(export.json_lines(rows)).splitlines()]
    assert found == [str(pk) for pk in rows.values_list("pk", flat=True)]
    assert len(found) == 27


@pytest.mark.soak
def test_memory_does_not_grow_with_the_trail(project):
    """Five times the rows, the same peak."""
    rows = AuditEntry.objects.filter(project=project)
    peaks = []
    for times in (2, 8):
        happened = Happening(
            "projects.project.restored", None, project.pk, project, {"x": "y" * 99}
        )
        report_all([happened] * (export.BATCH * times))
        tracemalloc.start()
        assert sum(1 for _ in export.csv_lines(rows)) > times
        peaks.append(tracemalloc.get_traced_memory()[1])
        tracemalloc.stop()
    assert peaks[1] < peaks[0] * 1.5


class TestRest:
    def test_the_walk_and_one_entry(self, project, owner):
        caller = Caller(owner)
        found = []
        answer = caller.get(f"projects/{project.pk}/audit/?limit=1").json()
        found += answer["results"]
        while answer["next"]:
            answer = caller.get(answer["next"].removeprefix("http://testserver")).json()
            found += answer["results"]
        kinds = [row["kind"] for row in found]
        assert kinds == ["projects.project.changed", "projects.project.archived"]
        changed = found[0]
        assert changed["label"] == "Project changed"
        assert changed["data"] == {"changes": {"name": ["a", "=1+1"]}}
        via = ("api", "token", "t-1", "CRM (lep_1a2b3c4d…)", "203.0.113.7")
        names = ("channel", "via_type", "via_id", "via_label", "address")
        assert tuple(changed[name] for name in names) == via
        one = caller.get(f"projects/{project.pk}/audit/{changed['id']}/")
        assert one.json() == changed

    @pytest.mark.parametrize(
        ("query", "count"),
        [
            ("kind=projects.project.changed", 1),
            ("actor={owner}", 1),
            ("actor_label=Wei", 1),
            ("subject_type=projects.project", 2),
            ("subject_id={project}", 2),
            ("subject_label=%3DLamps", 2),
            ("channel=system", 1),
            ("via_type=token", 1),
            ("via_id=t-1", 1),
            ("via_label=x", 0),
            ("address=203.0.113.7", 1),
            ("request_id=none-of-these", 0),
            ("since=2001-01-01T00:00:00Z", 2),
            ("until=2001-01-01T00:00:00Z", 0),
            ("q=archived", 1),
        ],
    )
    def test_filters(self, project, owner, query, count):
        query = query.format(owner=owner.pk, project=project.pk)
        caller = Caller(owner)
        listed = caller.get(f"projects/{project.pk}/audit/?{query}")
        assert len(listed.json()["results"]) == count, listed.content
        whole = body(caller.get(f"projects/{project.pk}/audit/export/?{query}")).splitlines()
        # The export is an entry of its own, which some filters let through.
        own = [line for line in whole if '"events.auditentry.exported"' in line]
        assert len(whole) - len(own) == count

    def test_what_cannot_be_asked_is_said(self, project, owner):
        caller = Caller(owner)
        for query in ("address=here", "channel=pigeon", "actor=7", "since=x"):
            answer = caller.get(f"projects/{project.pk}/audit/?{query}")
            assert answer.status_code == 400, query
            assert answer.json()["errors"][0]["detail"]
        assert caller.get(f"projects/{project.pk}/audit/export/?format=xml").status_code == 400

    def test_the_trail_keeps_only_filters(self, project, owner):
        path = f"projects/{project.pk}/audit/export/?format=csv&channel=api&cursor=%00"
        assert Caller(owner).get(path).status_code == 200
        told = AuditEntry.objects.get(kind="events.auditentry.exported")
        assert told.data == {"format": "csv", "filters": {"channel": "api"}}

    def test_an_export_of_an_archived_project(self, project, owner):
        caller = Caller(owner)
        caller.post(f"projects/{project.pk}/archive/")
        answer = caller.get(f"projects/{project.pk}/audit/export/?format=csv")
        assert answer.status_code == 200
        assert "Project archived" in body(answer)
        for method in ("post", "patch", "delete", "put"):
            assert caller(method, f"projects/{project.pk}/audit/", {}).status_code == 405
