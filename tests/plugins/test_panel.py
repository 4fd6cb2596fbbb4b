"""Plugins on the panel's page 'Engines and plugins'."""

from __future__ import annotations

import pytest
from django.urls import reverse

from apps.core.messages import msg
from apps.plugins.entries import PluginEntry, PluginState, known
from tests.factories.accounts import AdminFactory, UserFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def plugins(monkeypatch):
    for key in list(known):
        monkeypatch.delitem(known, key)

    def add(key, state, **more):
        entry = PluginEntry(key, f"lepton-{key}", title=f"Title of {key}", state=state, **more)
        monkeypatch.setitem(known, key, entry)

    return add


@pytest.fixture
def page(client, plugins):
    client.force_login(AdminFactory())

    def get(name="engines", language="en"):
        response = client.get(reverse(f"admin:{name}"), headers={"Accept-Language": language})
        assert response.status_code == 200
        return response.content.decode()

    return get


@pytest.fixture
def four(plugins):
    plugins("sun", PluginState.ACTIVE, version="1.2", author="Ada", description="Adds light.")
    plugins("moon", PluginState.DISABLED, description="Adds tides.")
    plugins("old", PluginState.INCOMPATIBLE, reason=msg("It needs plugins that are not active: {names}.", names=["a", "b"]))  # fmt: skip  # noqa: E501
    plugins("bad", PluginState.BROKEN, error="Traceback:\nImportError: no <module>")


def test_each_is_shown_with_state_reason_and_error(page, four):
    shown = page()
    for words in (
        "Title of sun", "sun · 1.2 · from lepton-sun · by Ada", "Adds light.", "Active",
        "Not switched on", "Adds tides. To switch it on, add moon to LEPTON_PLUGINS",
        "Does not fit this site", "It needs plugins that are not active: a and b.",
        "Broken", "Traceback:\nImportError: no &lt;module&gt;",
    ):  # fmt: skip
        assert words in shown
    assert "regression.least_squares" in shown  # the engines are on the same page
    assert shown.index("regression.least_squares") < shown.index("Title of sun")


def test_in_chinese(page, four):
    shown = page(language="zh-hans")
    for words in (
        "已启用",
        "未启用",
        "与本站不兼容",
        "损坏",
        "它需要以下未启用的插件：a和b。",
        "插件",
    ):
        assert words in shown


def test_the_first_page_counts_them(page, four):
    shown = page("index")
    assert "Plugins active" in shown
    assert "1 / 4" in shown
    assert "2 cannot be loaded" in shown


def test_without_plugins_the_page_says_so_and_the_first_page_is_silent(page):
    assert "No plugin is installed." in page()
    assert "Plugins active" not in page("index")


def test_only_administrators_see_it(client, four):
    client.force_login(UserFactory())
    assert client.get(reverse("admin:engines")).status_code in (302, 403)
    assert "Title of sun" not in client.get(reverse("admin:engines"), follow=True).content.decode()
