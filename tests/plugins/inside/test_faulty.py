"""A plugin whose every part raises harms no page, and administrators read the true error."""

from __future__ import annotations

import pytest
from django.urls import reverse
from lepton_faulty import tasks
from lepton_faulty.parts import Trouble

from apps.plugins.domain import faults
from apps.plugins.models import PluginFault

# Kind, name of the place, what the traceback says.
PLACES = {
    ("navigation", "faulty.home"): "in the navigation",
    ("slot", "layout.head"): "in the slot",
    ("slot", "projects.overview"): "in the slot",
    ("slot", "projects.market"): "TemplateDoesNotExist: lepton_faulty/no_such.html",
    ("card", "faulty.card"): "no_such_table",
    ("gate", "faulty.gate"): "in the gate",
    ("gate", "faulty.mute"): "the check answered with bool, not a GateAnswer",
    ("fact", "faulty.facts"): "in the facts",
}


@pytest.fixture
def faulty(site, turn):
    turn("faulty")
    return lambda name: reverse(f"plugin-faulty:{name}", args=[site.project.pk])


def stored():
    faults.flush()
    return {(row.kind, row.name): row for row in PluginFault.objects.all()}


def walk(site, owner):
    """Every page that a part of it is on, all of them unharmed; what they show."""
    project = site.project.pk
    pages = [
        reverse("projects:overview", args=[project]),
        reverse("projects:market", args=[project, site.entry.pk]),
        reverse("events:audit", args=[project]),
    ]
    answers = [owner.get(page) for page in pages]
    assert [answer.status_code for answer in answers] == [200] * 3
    return "".join(answer.content.decode() for answer in answers)


def test_pages_stand_with_a_small_note_and_nothing_else(site, owner, faulty):
    shown = walk(site, owner)
    assert shown.count("The part that ‘Faulty’ adds here cannot be shown now.") == 2
    assert "This could not be checked." in shown
    for inner in ("Traceback", "Trouble", "in the slot", "no_such", "lepton_faulty"):
        assert inner not in shown


def test_every_place_is_kept_with_its_own_traceback(site, owner, faulty):
    walk(site, owner)
    walk(site, owner)
    found = stored()
    assert found.keys() == PLACES.keys()
    for place, said in PLACES.items():
        assert said in found[place].error, place
        assert found[place].error.startswith("Traceback (most recent call last):")
        assert "apps/plugins/" not in found[place].error
        assert "During handling" not in found[place].error
    assert "extensions.py" not in found["gate", "faulty.gate"].error
    assert found["slot", "layout.head"].count == 6
    assert found["card", "faulty.card"].count == 2


def test_a_process_writes_at_most_once_in_five_seconds_for_each_place(
    site, owner, faulty, django_assert_max_num_queries
):
    walk(site, owner)
    before = PluginFault.objects.get(name="layout.head").count
    with django_assert_max_num_queries(400) as asked:
        walk(site, owner)
    assert not [one for one in asked.captured_queries if '"plugins_pluginfault"' in one["sql"]]
    assert PluginFault.objects.get(name="layout.head").count == before
    faults.flush()
    assert PluginFault.objects.get(name="layout.head").count == 6


@pytest.mark.parametrize(
    ("name", "error"),
    [("home", "in the page"), ("drawn", "no_such.html"), ("nothing", "answered with NoneType")],
)
def test_its_own_page_says_whose_it_is(owner, faulty, name, error):
    answer = owner.get(faulty(name))
    shown = answer.content.decode()
    assert answer.status_code == 500
    assert "This page belongs to the plugin ‘Faulty’ and failed." in shown
    assert "Trouble" not in shown
    assert error in stored()["page", name].error


@pytest.mark.parametrize(
    ("name", "status", "said"),
    [("refused", 422, "This cannot be had."), ("absent", 404, "There is nothing here"),
     ("forbidden", 403, "It is not for everybody.")],
)  # fmt: skip
def test_what_it_raises_on_purpose_is_no_fault(owner, faulty, name, status, said):
    answer = owner.get(faulty(name))
    assert answer.status_code == status
    assert said in answer.content.decode()
    assert ("page", name) not in stored()


def test_its_routes_answer_with_a_problem_document(site, client, faulty, bearer):
    client.raise_request_exception = False
    address = f"/api/v1/projects/{site.project.pk}/plugins/faulty/broken/"
    for method, said in (("get", "in the route"), ("post", "answered with dict, not Answer")):
        answer = getattr(client, method)(address, headers=bearer("read", "write"))
        assert answer.status_code == 500
        assert answer.headers["Content-Type"] == "application/problem+json"
        assert said not in answer.content.decode()
        assert said in stored()["api", f"{method.upper()} broken"].error


def test_a_receiver_harms_neither_the_change_nor_the_others(
    site, owner, faulty, turn, django_capture_on_commit_callbacks
):
    from lepton_dummy import parts

    turn("dummy")
    parts.heard.clear()
    with django_capture_on_commit_callbacks(execute=True):
        url = reverse("projects:markets_add", args=[site.project.pk])
        assert owner.post(url, {"countries": "Kenya"}).status_code == 302
    assert site.project.market_entries.filter(country="KEN").exists()
    assert len(parts.heard) == 1
    assert "in the receiver" in stored()["receiver", "projects.market.added"].error


def test_a_task_is_counted_too(db):
    assert tasks.work.apply().failed()
    assert "in the task" in stored()["task", "faulty.work"].error


def test_administrators_read_them_and_nobody_else(site, owner, client, faulty):
    walk(site, owner)
    for name, args in (("engines", []), ("plugin", ["faulty"])):
        address = reverse(f"admin:{name}", args=args)
        client.force_login(site.owner)
        assert client.get(address).status_code in (302, 403)
        client.force_login(site.admin)
        shown = client.get(address).content.decode()
        assert "Failed 1 time in: Gate check (faulty.gate)" in shown
        assert "Failed 3 times in: Part of a page (layout.head)" in shown
        assert "lepton_faulty.parts.Trouble: in the gate" in shown
        assert "Active, with errors" in shown
    client.post(reverse("admin:plugin", args=["faulty"]), {"forget": "1"})
    assert not PluginFault.objects.exists()
    assert "Side bar: faulty.home" in shown.replace("</span> ", " ").replace(
        '<span class="font-semibold">', ""
    )


def test_in_strict_mode_nothing_is_swallowed(
    site, owner, faulty, strict, django_capture_on_commit_callbacks
):
    with pytest.raises(Trouble, match="in the slot"):
        owner.get(reverse("events:audit", args=[site.project.pk]))
    with pytest.raises(Trouble, match="in the page"):
        owner.get(faulty("home"))
    with pytest.raises(Trouble, match="in the gate"):
        owner.get(reverse("projects:market", args=[site.project.pk, site.entry.pk]))
    add = reverse("projects:markets_add", args=[site.project.pk])
    with (
        pytest.raises(Trouble, match="in the receiver"),
        django_capture_on_commit_callbacks(execute=True),
    ):
        owner.post(add, {"countries": "Kenya"})
