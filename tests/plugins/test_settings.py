"""Settings of a plugin: drawn from its JSON schema, checked, stored with secrets sealed."""

from __future__ import annotations

import io
import zipfile
from html.parser import HTMLParser

import pytest
from django.core.management import CommandError, call_command
from django.http import QueryDict
from django.urls import reverse

from apps.events.models import AuditEntry
from apps.plugins.domain import settings as domain
from apps.plugins.entries import known
from apps.plugins.forms import settings_form
from apps.plugins.models import PluginSettings
from apps.projects.transfer.exporting import gather
from tests.factories.accounts import AdminFactory
from tests.factories.projects import ProjectFactory
from tests.plugins.entry import sample_entry

pytestmark = pytest.mark.django_db


@pytest.fixture
def entry(monkeypatch):
    made = sample_entry()
    monkeypatch.setitem(known, "sample", made)
    return made


@pytest.fixture
def project():
    return ProjectFactory()


def filled(entry, project_id=None, **answers):
    form = settings_form(entry, project_id, answers)
    form.is_valid()
    return form


def save(entry, project_id=None, **answers):
    form = filled(entry, project_id, **answers)
    assert not form.errors, form.errors
    return domain.save(entry, form.values, actor=None, project_id=project_id, clear=form.clear)


@pytest.mark.parametrize(
    ("answers", "field", "said"),
    [
        ({"city": "X"}, "city", "City needs at least 2 characters."),
        ({"city": "Oslo", "days": "0"}, "days", "Days must be at least 1."),
        ({"city": "Oslo", "days": "15"}, "days", "Days must be at most 14."),
        ({"city": "Oslo", "days": "often"}, "days", "Days must be a whole number."),
        ({"city": "Oslo", "level": "middle"}, "level", "Level must be one of: low, high."),
    ],
)
def test_what_does_not_fit_the_schema_is_said_at_its_field(entry, project, answers, field, said):
    form = filled(entry, project.pk, **answers)
    assert said in str(form.errors[field])


def test_what_is_required_is_asked_for_where_it_can_be_set():
    of_site = sample_entry(project_settings=())
    assert filled(of_site).errors["city"] == ["Fill in 'City'."]
    of_project = sample_entry()
    assert not filled(of_project, days="3").errors  # each project says its own
    project = ProjectFactory()
    assert filled(of_project, project.pk, days="3").errors["city"] == ["Fill in 'City'."]
    save(of_project, city="Oslo")
    assert not filled(of_project, project.pk, days="3").errors  # the site has said it


def test_numbers_lists_and_choices_have_their_types(entry):
    save(entry, city="Oslo", days="7", metric="on", level="high", tags="a, b")
    assert domain.effective(entry) == {
        "city": "Oslo", "days": 7, "metric": True, "level": "high", "tags": ["a", "b"],
    }  # fmt: skip


def test_a_project_goes_before_the_site_and_the_site_before_the_schema(entry, project):
    assert domain.effective(entry, project.pk) == {"days": 3, "metric": True}
    save(entry, city="Oslo", days="7", metric="on")
    save(entry, project.pk, city="Rome", metric="false")
    assert domain.effective(entry, project.pk) == {"city": "Rome", "days": 7, "metric": False}
    save(entry, project.pk, city="", metric="")
    assert domain.effective(entry, project.pk) == {"city": "Oslo", "days": 7, "metric": True}
    assert domain.effective(entry, ProjectFactory().pk)["city"] == "Oslo"


class Sent(HTMLParser):
    """What a browser sends of a form's fields that nobody touched."""

    def __init__(self, page):
        super().__init__()
        self.fields, self.select = QueryDict(mutable=True), ""
        self.feed(page)

    def handle_starttag(self, tag, attrs):
        found = dict(attrs)
        if tag == "select":
            self.select = found["name"]
        elif tag == "option" and "selected" in found:
            self.fields.appendlist(self.select, found["value"])
        elif tag == "input" and (found["type"] != "checkbox" or "checked" in found):
            otherwise = "on" if found["type"] == "checkbox" else ""
            self.fields.appendlist(found["name"], found.get("value", otherwise))


OF_EACH_TYPE = {
    "city": ({"type": "string"}, "Oslo"),
    "yes": ({"type": "boolean"}, True),
    "no": ({"type": "boolean", "default": True}, False),
    "ratio": ({"type": "number"}, 0.5),
    "level": ({"type": "string", "enum": ["low", "high"]}, "high"),
    "size": ({"type": "number", "enum": [1, 2.5]}, 1.0),
    "tags": ({"type": "array", "items": {"type": "string"}}, ["a", "b"]),
    "flags": ({"type": "array", "items": {"type": "boolean"}}, [True, False]),
    "days": ({"type": "array", "items": {"type": "string", "enum": ["x", "y, z", "w"]}}, ["y, z"]),
    "sizes": ({"type": "array", "items": {"type": "number", "enum": [1, 2, 3]}}, [1.0, 3.0]),
}


@pytest.mark.parametrize("of_project", [True, False])
def test_a_form_that_is_sent_as_it_is_shown_changes_nothing(project, of_project):
    properties = {name: spec for name, (spec, _value) in OF_EACH_TYPE.items()}
    entry = sample_entry(
        settings_schema={"type": "object", "properties": properties},
        project_settings=tuple(properties),
    )
    project_id = project.pk if of_project else None
    values = {name: value for name, (_spec, value) in OF_EACH_TYPE.items()}
    domain.save(entry, values, actor=None, project_id=project_id)
    sent = Sent(str(settings_form(entry, project_id))).fields
    form = settings_form(entry, project_id, sent)
    assert form.is_valid(), form.errors
    assert domain.save(entry, form.values, actor=None, project_id=project_id) == []
    assert domain.stored(entry, project_id) == values


@pytest.mark.parametrize("typed", ["nan", "inf", "-Infinity", "1e999", "1, nan"])
def test_a_number_that_is_none_is_said_at_its_field(typed):
    properties = {
        "ratio": {"type": "number"},
        "ratios": {"type": "array", "items": {"type": "number"}},
    }
    entry = sample_entry(settings_schema={"type": "object", "properties": properties})
    form = filled(entry, ratio=typed, ratios=typed)
    assert form.errors["ratio"] == ["Ratio must be a number."]
    assert form.errors["ratios"] == ["Ratios must be a number."]


def test_what_a_plugin_keeps_for_the_site_no_project_sets(project):
    entry = sample_entry(project_settings=("city",))
    form = settings_form(entry, project.pk)
    assert list(form.fields) == ["city"]
    domain.save(entry, {"days": 9}, actor=None, project_id=project.pk)
    assert domain.effective(entry, project.pk)["days"] == 3
    assert settings_form(sample_entry(project_settings=()), project.pk) is None
    assert settings_form(sample_entry(settings_schema=None), None) is None


def test_a_secret_is_sealed_kept_replaced_and_removed(entry):
    save(entry, city="Oslo", key="first-secret")
    stored = PluginSettings.objects.get().values["key"]
    assert set(stored) == {"sealed"}
    assert "first" not in str(stored)
    assert domain.effective(entry)["key"] == "first-secret"
    assert save(entry, city="Oslo", key="") == []  # left empty: kept
    assert domain.effective(entry)["key"] == "first-secret"
    assert save(entry, city="Oslo", key="second") == ["key"]
    assert domain.effective(entry)["key"] == "second"
    assert save(entry, city="Oslo", **{"clear-key": "on"}) == ["key"]
    assert "key" not in domain.effective(entry)


def test_a_secret_follows_the_sites_key_and_says_when_it_cannot(entry, settings, caplog):
    save(entry, city="Oslo", key="secret")
    settings.SECRET_KEY_FALLBACKS = [settings.SECRET_KEY]
    settings.SECRET_KEY = "another-key-of-this-site"
    assert domain.effective(entry)["key"] == "secret"
    settings.SECRET_KEY_FALLBACKS = []
    assert "key" not in domain.effective(entry)
    assert "cannot be decrypted: SECRET_KEY has changed" in caplog.text


def test_secrets_are_renewed_under_a_new_key(entry, settings):
    save(entry, city="Oslo", key="secret")
    old = settings.SECRET_KEY
    settings.SECRET_KEY, settings.SECRET_KEY_FALLBACKS = "another-key-of-this-site", [old]
    said = io.StringIO()
    call_command("renew_second_factors", stdout=said)
    assert "1 renewed" in said.getvalue()
    settings.SECRET_KEY_FALLBACKS = []
    assert domain.effective(entry)["key"] == "secret"
    settings.SECRET_KEY = "a-third-key-that-nobody-kept"
    with pytest.raises(CommandError, match="1 cannot be read"):
        call_command("renew_second_factors", stdout=said)


def test_no_secret_leaves_with_a_project(entry, project):
    save(entry, project.pk, city="Oslo", key="secret")
    file = io.BytesIO(b"".join(gather(project).stream()))
    with zipfile.ZipFile(file) as archive:
        row = archive.read("rows/plugins.PluginSettings.jsonl").decode()
    assert "Oslo" in row
    assert "sealed" not in row
    assert domain.effective(entry, project.pk)["key"] == "secret"  # here it stays


def test_no_secret_reaches_a_page_or_the_trail(entry, client, project):
    client.force_login(project.memberships.get().user)
    address = reverse("projects:plugin_settings", args=[project.pk, "sample"])
    client.post(address, {"city": "Oslo", "key": "do-not-show"})
    shown = client.get(address).content.decode()
    assert "do-not-show" not in shown
    assert 'type="password"' in shown
    wrong = client.post(address, {"city": "X", "key": "do-not-show-either"})
    assert wrong.status_code == 422
    assert "do-not-show" not in wrong.content.decode()
    (told,) = AuditEntry.objects.filter(kind="plugins.settings.changed")
    assert told.data == {"plugin": "sample", "fields": ["city", "key"]}
    assert told.project_id == project.pk


def test_the_form_of_the_site_is_for_administrators(entry, client, project):
    address = reverse("admin:plugin", args=["sample"])
    client.force_login(project.memberships.get().user)
    assert client.get(address).status_code in (302, 403)
    client.force_login(AdminFactory())
    wrong = client.post(address, {"city": "Oslo", "days": "99"})
    assert wrong.status_code == 422
    assert "Days must be at most 14." in wrong.content.decode()
    assert client.post(address, {"city": "Oslo", "days": "9"}).status_code == 302
    assert domain.effective(entry)["days"] == 9
    assert client.get(reverse("admin:plugin", args=["no-such"])).status_code == 404


def test_in_chinese(entry, client, project):
    client.force_login(project.memberships.get().user)
    address = reverse("projects:plugins", args=[project.pk])
    shown = client.get(address, headers={"Accept-Language": "zh-hans"}).content.decode()
    for words in ("插件", "已打开", "关闭", "版本 1.0"):
        assert words in shown


def test_what_needs_another_waits_for_it(entry, client, project, monkeypatch):
    monkeypatch.setitem(
        known, "second", sample_entry("second", requires=("sample",), on_by_default=False)
    )
    client.force_login(project.memberships.get().user)

    def switch(key, on):
        url = reverse("projects:plugin_switch", args=[project.pk, key])
        return client.post(url, {"on": on}, follow=True).content.decode()

    assert "is switched on" in switch("second", "1")
    assert "Switch off first what needs it: The second plugin." in switch("sample", "0")
    switch("second", "0")
    assert "is switched off" in switch("sample", "0")
    assert "Switch on first: The sample plugin." in switch("second", "1")
