"""The frame of every page: side bar, switches, policy, probes, vendored files."""

from __future__ import annotations

import re
from pathlib import Path
from types import SimpleNamespace

import pytest
from django.conf import settings
from django.contrib.staticfiles import finders
from django.core.cache import cache
from django.template.loader import render_to_string
from django.test import Client
from django.urls import reverse

from apps.core import health, navigation, vendored
from apps.core.context import side_bar
from apps.core.navigation import NavItem
from apps.core.registry import Registry
from apps.core.states import _LOOKS, Look, add, look_of
from apps.core.templatetags.lepton import crumb, icon, state_badge
from apps.jobs.models import State
from tests.factories.accounts import AdminFactory, UserFactory

PROJECT = "6a0f8a44-8a2e-4a43-9a53-0b6a6a3a9a11"


@pytest.fixture
def bar(monkeypatch):
    monkeypatch.setattr(navigation, "navigation", Registry("navigation item"))
    for order, name in enumerate(("list", "compare", "new")):
        item = NavItem(name, name.title(), "list", f"jobs:{name}", order)
        navigation.add(item, owner="tests")
    navigation.add(NavItem("gone", "Gone", "x", "jobs:no_such_page", 9), owner="tests")
    return lambda path: [
        link.label for link in side_bar(SimpleNamespace(pk=PROJECT), path) if link.current
    ]


def test_the_side_bar_marks_the_closest_item_and_leaves_out_missing_pages(bar):
    root = reverse("jobs:list", args=[PROJECT])
    assert [link.label for link in side_bar(SimpleNamespace(pk=PROJECT), root)] == [
        "List",
        "Compare",
        "New",
    ]
    assert bar(root) == ["List"]
    assert bar(root + "compare/?a=1") == ["Compare"]
    assert bar(root + "something/") == []
    assert bar("/elsewhere/") == []


def test_the_theme_is_kept_in_the_profile_and_in_a_cookie(client, db):
    user = UserFactory()
    client.force_login(user)
    response = client.post("/appearance/", {"theme": "dark", "next": "/api/docs/"})
    assert response.headers["Location"] == "/api/docs/"
    user.refresh_from_db()
    assert user.theme == "dark"
    visitor = Client()
    visitor.cookies["lepton_theme"] = response.cookies["lepton_theme"].value
    page = visitor.get(reverse("account_login")).content.decode()
    assert 'data-bs-theme="dark"' in page


def test_an_unknown_theme_and_a_foreign_way_back_are_ignored(client, db):
    response = client.post("/appearance/", {"theme": "pink", "next": "https://evil.example/"})
    assert response.headers["Location"] == "/"
    assert "lepton_theme" not in response.cookies
    client.cookies["lepton_theme"] = "pink"
    page = client.get(reverse("account_login")).content.decode()
    assert 'data-theme-choice="auto"' in page


def test_the_language_is_kept_in_the_profile(client, db):
    user = UserFactory()
    client.force_login(user)
    client.post("/language/", {"language": "zh-hans", "next": "/"})
    user.refresh_from_db()
    assert user.language == "zh-hans"
    client.post("/language/", {"language": "xx", "next": "/"})
    user.refresh_from_db()
    assert user.language == "zh-hans"


def test_switches_only_take_post(client, db):
    assert client.get("/language/").status_code == 405
    assert client.get("/appearance/").status_code == 405


def test_no_shared_cache_keeps_a_page(client, db):
    assert client.get("/no/such/page").headers["Cache-Control"] == "private, no-cache"
    client.force_login(UserFactory())
    assert client.get("/").headers["Cache-Control"] == "private, no-cache"
    assert "no-store" in client.get(reverse("accounts:tokens")).headers["Cache-Control"]


def policy(client, path):
    header = client.get(path).headers["Content-Security-Policy"]
    return {part.split()[0]: part.split()[1:] for part in header.split("; ")}


def test_the_policy_is_strict_everywhere_but_named_for_the_admin_panel(client, db):
    client.force_login(AdminFactory())
    strict = policy(client, "/no/such/page")
    assert strict["default-src"] == ["'none'"]
    sources = {source for directive in strict.values() for source in directive}
    assert sources <= {"'none'", "'self'", "data:"}
    admin = policy(client, reverse("admin:index"))
    assert "'unsafe-eval'" in admin["script-src"]
    assert "'unsafe-inline'" not in admin["script-src"]
    assert {key: admin[key] for key in ("default-src", "frame-ancestors", "base-uri")} == {
        key: strict[key] for key in ("default-src", "frame-ancestors", "base-uri")
    }


def test_the_process_is_alive_without_a_database(client):
    assert client.get("/health/live").json() == {"status": "ok"}


@pytest.mark.django_db
def test_ready_names_what_fails_and_nothing_secret(client, monkeypatch, caplog):
    assert client.get("/health/ready").json()["parts"] == {
        "database": "ok", "broker": "ok", "cache": "ok",
    }  # fmt: skip

    def broken():
        raise OSError("amqp://user:secret@host")

    monkeypatch.setitem(health.CHECKS, "broker", broken)
    response = client.get("/health/ready")
    assert response.status_code == 503
    assert response.json()["parts"]["broker"] == "failing"
    assert b"secret" not in response.content


def test_a_broker_folder_that_is_gone_is_noticed(settings, tmp_path):
    settings.CELERY_BROKER_URL = "filesystem://"
    settings.CELERY_BROKER_TRANSPORT_OPTIONS = {
        "data_folder_in": str(tmp_path), "control_folder": str(tmp_path / "gone"),
    }  # fmt: skip
    with pytest.raises(OSError, match="control_folder"):
        health.check_broker()


def test_a_cache_that_forgets_is_noticed(monkeypatch):
    monkeypatch.setattr(cache, "get", lambda key: None)
    with pytest.raises(OSError, match="forgets"):
        health.check_cache()


def test_the_last_error_page_needs_no_database(settings):
    page = render_to_string("core/errors/500.html", {"title": "T", "text": "x", "code": 500})
    assert "lepton.css" in page


@pytest.mark.django_db
def test_a_failure_shows_no_trace(client, monkeypatch):
    monkeypatch.setattr("apps.core.context.Frame.theme", property(lambda self: 1 / 0))
    page = Client(raise_request_exception=False).get("/no/such/page")
    assert page.status_code == 500
    assert "ZeroDivisionError" not in page.content.decode()
    assert "Something went wrong here" in page.content.decode()


# --- vendored files --------------------------------------------------------------------------
def test_every_vendored_package_is_there_with_its_licence():
    for name, version in vendored.versions().items():
        folder = Path(settings.BASE_DIR, "static", "vendor", f"{name}-{version}")
        assert (folder / "LICENSE").is_file(), name
        texts = [path.read_text() for path in folder.iterdir() if path.suffix in {".js", ".css"}]
        assert not any("sourceMappingURL" in text for text in texts), name


ICON = re.compile(
    r"""{%\s*icon\s+["']([\w-]+)["']|\b(?:icon|action_icon|submit_icon)=["']([\w-]+)"""
)


def icons_of_templates():
    for path in Path(settings.BASE_DIR, "templates").rglob("*.html"):
        for found in ICON.findall(path.read_text(encoding="utf-8")):
            yield next(filter(None, found)), path.name


def test_every_icon_in_use_is_in_the_sprite():
    version = vendored.versions()["tabler-icons"]
    sprite = Path(finders.find(f"vendor/tabler-icons-{version}/icons.svg")).read_text()
    used = dict(icons_of_templates())
    used |= {look.icon: state for state, look in _LOOKS.items()}
    used |= {item.icon: item.key for item in navigation.navigation}
    missing = {name: where for name, where in used.items() if f'<symbol id="{name}"' not in sprite}
    assert not missing, f"{missing}: add the names to deploy/icons.txt and run `make vendor`"


def test_icons_and_crumbs_escape_what_they_are_given():
    assert "<script>" not in icon("<script>")
    assert crumb("<b>", "/x") == '<li class="breadcrumb-item"><a href="/x">&lt;b&gt;</a></li>'
    assert 'aria-current="page"' in crumb("Here")


# --- states ------------------------------------------------------------------------------------
@pytest.mark.parametrize("state", State)
def test_every_job_state_has_a_colour_an_icon_and_its_own_word(state):
    badge = state_badge(state)
    assert look_of(state.value).icon != "point"
    assert str(state.label) in badge
    assert f'data-state="{state.value}"' in badge


def test_an_unknown_state_is_shown_as_it_is_and_a_room_may_add_its_own():
    assert "odd" in state_badge("odd")
    add("queued", Look("bad", "x"))
    assert look_of("queued").tone == "neutral"
    assert "Mine" in state_badge("running", "Mine")
