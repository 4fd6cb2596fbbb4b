"""Every extension point of the dummy plugin, as people and programs meet it."""

from __future__ import annotations

import pytest
from django.urls import reverse
from lepton_dummy import parts
from lepton_dummy.models import Note
from lepton_dummy.tasks import remind

from apps.core import catalogue
from apps.core.testing.queries import statements_of
from apps.events.models import AuditEntry
from apps.jobs.models import Job
from apps.plugins.models import PluginSettings
from tests.factories.accounts import UserFactory
from tests.factories.projects import MembershipFactory

SCHEMA = "/api/schema/?format=json"


def addresses(site):
    """The pages with a slot, and what the slot says of its subject there."""
    project = site.project.pk
    return {
        reverse("projects:overview", args=[project]): "Hello from a slot: NoneType",
        reverse("projects:market", args=[project, site.entry.pk]): "slot: Market Germany owner",
        reverse("datasets:detail", args=[project, site.dataset.pk]): "slot: Dataset Sales by",
        reverse("jobs:detail", args=[project, site.job.pk]): "slot: Job Demand, run",
        reverse("modelhub:detail", args=[project, site.model.pk]): "slot: Model Model ",
    }


def page(site):
    return reverse("plugin-dummy:home", args=[site.project.pk])


def api(site):
    return f"/api/v1/projects/{site.project.pk}/plugins/dummy/notes/"


def test_where_it_is_off_nothing_of_it_is_there(site, owner, bearer, run_jobs):
    headers = bearer("read", "write")
    for address in addresses(site):
        shown = owner.get(address).content.decode()
        assert "from a slot" not in shown
        assert "Dummy" not in shown
        assert "Somebody was greeted" not in shown
        assert "Greetings" not in shown
    for method in ("get", "post"):
        assert getattr(owner, method)(page(site)).status_code == 404
        answer = getattr(owner, method)(api(site), headers=headers)
        assert answer.status_code == 404
        assert answer.headers["Content-Type"] == "application/problem+json"
    new = reverse("jobs:new", args=[site.project.pk])
    assert "Greeter" not in owner.get(new).content.decode()
    asked = owner.get(f"{new}?engine=dummy.greet").content.decode()
    assert "cannot run here now" in asked
    body = {"engine": "dummy.greet"}
    jobs = f"/api/v1/projects/{site.project.pk}/jobs/"
    answer = owner.post(jobs, body, content_type="application/json", headers=bearer("jobs"))
    assert answer.status_code == 422


def test_an_owner_switches_it_on_and_off_and_the_trail_tells(site, owner):
    listed = reverse("projects:plugins", args=[site.project.pk])
    assert "Uses every extension point." in owner.get(listed).content.decode()
    url = reverse("projects:plugin_switch", args=[site.project.pk, "dummy"])
    told = owner.post(url, {"on": "1"}, follow=True).content.decode()
    assert "‘Dummy’ is switched on." in told
    assert owner.get(page(site)).status_code == 200
    owner.post(url, {"on": "0"})
    assert owner.get(page(site)).status_code == 404
    kinds = AuditEntry.objects.filter(kind__startswith="projects.plugin.").order_by("created_at")
    assert [(row.kind, row.actor, row.data["plugin"]) for row in kinds] == [
        ("projects.plugin.switched_on", site.owner, "dummy"),
        ("projects.plugin.switched_off", site.owner, "dummy"),
    ]
    trail = owner.get(reverse("events:audit", args=[site.project.pk])).content.decode()
    assert "Plugin switched on" in trail


def test_slots_card_gate_facts_and_side_bar(site, owner, turn):
    turn("dummy")
    for address, said in addresses(site).items():
        shown = owner.get(address).content.decode()
        assert said in shown, address
        head, body = shown.split("</head>")
        assert "Hello from a slot" in head
        assert shown.count("Hello from a slot") == 3, address
        assert f'href="{page(site)}"' in body
    overview = owner.get(next(iter(addresses(site)))).content.decode()
    assert "Dummy notes" in overview
    market = owner.get(list(addresses(site))[1]).content.decode()
    assert "Somebody was greeted" in market
    assert "Greeted in DEU." in market
    assert "Greetings" in market


def test_a_page_takes_a_form_and_knows_who_may(site, owner, turn, client):
    turn("dummy")
    owner.post(page(site), {"text": "Good morning"})
    shown = owner.get(page(site)).content.decode()
    assert "Hello, Desk lamp, second generation" in shown
    assert "<li>Good morning</li>" in shown
    note = Note.objects.get()
    one = reverse("plugin-dummy:note", args=[site.project.pk, note.pk])
    assert "Good morning" in owner.get(one).content.decode()
    viewer = MembershipFactory(project=site.project).user
    client.force_login(viewer)
    assert client.get(page(site)).status_code == 200
    assert client.get(one).status_code == 403
    assert client.post(page(site), {"text": "x"}).status_code == 403
    client.force_login(UserFactory())
    assert client.get(page(site)).status_code == 404


def test_what_the_sdk_refuses_is_a_sentence(site, owner, turn):
    turn("dummy")
    for number in range(5):
        owner.post(page(site), {"text": str(number)})
    answer = owner.post(page(site), {"text": "six"})
    assert answer.status_code == 422
    assert "There are enough notes." in answer.content.decode()


def test_api_routes(site, client, turn, bearer):
    turn("dummy")
    sent = {"content_type": "application/json", "headers": bearer("read", "write")}
    made = client.post(api(site), {"text": "By program"}, **sent)
    assert made.status_code == 201
    found = client.get(api(site) + "?q=program", headers=bearer("read"))
    assert found.json() == {"results": [made.json()]}
    assert found.headers["ETag"]
    assert found.headers["RateLimit-Limit"]
    wrong = client.post(api(site), {"text": "", "more": 1}, **sent)
    assert wrong.status_code == 400
    pointers = {error["pointer"] for error in wrong.json()["errors"]}
    assert pointers == {"#/text", "#/more"}
    one = f"{api(site)}{made.json()['id']}/"
    assert client.delete(one, headers=bearer("read")).json()["required_scope"] == "write"
    assert client.delete(one, headers=bearer("write")).status_code == 204
    assert client.delete(one, headers=bearer("write")).status_code == 404
    assert client.get(api(site)).status_code == 401
    assert client.patch(api(site), {}, **sent).status_code == 405
    for number in range(5):
        client.post(api(site), {"text": str(number)}, **sent)
    full = client.post(api(site), {"text": "six"}, **sent)
    assert full.status_code == 422
    assert full.json()["errors"] == [{"pointer": "#/text", "detail": "One too many."}]


def test_api_routes_keep_out_whom_the_site_keeps_out(site, client, turn, bearer):
    turn("dummy")
    viewer = MembershipFactory(project=site.project).user
    client.force_login(viewer)
    assert client.get(api(site)).status_code == 200
    assert client.post(api(site), {"text": "x"}, content_type="application/json").status_code == 403
    client.force_login(UserFactory())
    assert client.get(api(site)).status_code == 404


def test_the_description_of_the_api_has_its_routes(site, owner):
    described = owner.get(SCHEMA).json()
    path = "/api/v1/projects/{project_id}/plugins/dummy/notes/"
    assert set(described["paths"][path]) == {"get", "post"}
    post = described["paths"][path]["post"]
    assert post["operationId"] == "dummy_notes_create"
    assert "`write`" in post["description"]
    body = post["requestBody"]["content"]["application/json"]["schema"]["$ref"]
    assert body.endswith("/DummyNoteInRequest")
    fields = described["components"]["schemas"]["DummyNoteInRequest"]["properties"]
    assert fields["text"]["maxLength"] == 200
    assert post["responses"]["400"]
    assert [one["name"] for one in described["paths"][path]["get"]["parameters"]] >= ["project_id"]


def test_its_engine_runs_from_form_to_result(site, owner, turn, run_jobs):
    turn("dummy")
    new = reverse("jobs:new", args=[site.project.pk])
    assert "Greeter" in owner.get(new).content.decode()
    form = owner.get(f"{new}?engine=dummy.greet").content.decode()
    assert "How often." in form
    assert "It says hello as often as it is told." in form
    owner.post(f"{new}?engine=dummy.greet", {"title": "Greet", "times": "3"})
    job = run_jobs(Job.objects.get(title="Greet"))
    assert job.state == "succeeded", job.error
    shown = owner.get(reverse("jobs:detail", args=[site.project.pk, job.pk])).content.decode()
    assert "Hello 3 times." in shown
    assert "slot: Job Greet" in shown


def test_events_receivers_and_the_trail(site, owner, turn, django_capture_on_commit_callbacks):
    turn("dummy")
    parts.heard.clear()
    with django_capture_on_commit_callbacks(execute=True):
        owner.post(page(site), {"text": "Heard"})
    ((scope, event),) = parts.heard
    assert (event.kind, event.data) == ("dummy.note.written", {"text": "Heard"})
    assert (event.person_id, event.subject_label) == (site.owner.pk, "Heard")
    assert (scope.project_id, scope.person_id) == (site.project.pk, None)
    trail = owner.get(reverse("events:audit", args=[site.project.pk])).content.decode()
    assert "Note written" in trail
    offered = {kind.key: kind for kind in catalogue.for_webhooks()}
    assert offered["dummy.note.written"].example()["data"]["text"] == "Good morning"
    turn("dummy", on=False)
    parts.heard.clear()
    with django_capture_on_commit_callbacks(execute=True):
        countries = {"countries": "Kenya"}
        owner.post(reverse("projects:markets_add", args=[site.project.pk]), countries)
    assert parts.heard == []


def test_a_task_of_its_queue(site, turn):
    turn("dummy")
    remind(str(site.project.pk))
    assert Note.objects.get().text == "Remember"
    assert remind.queue == "dummy"


def test_another_project_has_none_of_its_rows(site, owner, turn):
    from apps import sdk
    from apps.plugins.entries import active_entry
    from apps.projects.domain.plugins import switch
    from tests.factories.projects import ProjectFactory

    turn("dummy")
    Note.objects.create(project=site.project, text="Here")
    other = ProjectFactory(owner=site.owner)
    switch(other, site.owner, active_entry("dummy"), on=True)
    assert not sdk.own_rows(sdk.scope("dummy", other.pk), Note).exists()
    assert not Note.objects.visible_to(UserFactory()).exists()


def test_switching_it_on_costs_pages_no_query(site, owner, turn):
    """What its parts ask is theirs; the switch itself is on the project's row."""
    address = reverse("events:audit", args=[site.project.pk])
    owner.get(address)
    before = statements_of(owner, address)[1]
    turn("dummy")
    after = statements_of(owner, address)[1]
    assert not [sql for sql in after if "plugins_pluginfault" in sql]
    own = [sql for sql in after if "plugins_pluginsettings" in sql]
    assert len(after) - len(before) == len(own)


@pytest.mark.parametrize("scope_of", ["site", "project"])
def test_settings_from_form_to_plugin(site, owner, client, turn, scope_of):
    turn("dummy")
    if scope_of == "site":
        client.force_login(site.admin)
        address, shown = reverse("admin:plugin", args=["dummy"]), {"most": "3"}
    else:
        address = reverse("projects:plugin_settings", args=[site.project.pk, "dummy"])
        shown = {}
    assert client.get(address).status_code == 200
    client.post(address, {"greeting": "Good evening", "token": "s3cr3t-t0ken", **shown})
    row = PluginSettings.objects.get()
    assert row.values["greeting"] == "Good evening"
    assert "s3cr3t" not in str(row.values)
    again = client.get(address).content.decode()
    assert "s3cr3t" not in again
    assert "Stored. Leave empty to keep it." in again
    client.force_login(site.owner)
    assert "Good evening, Desk lamp" in client.get(page(site)).content.decode()
    told = AuditEntry.objects.get(kind="plugins.settings.changed")
    assert "greeting" in told.data["fields"]
    assert "s3cr3t" not in str(told.data)
