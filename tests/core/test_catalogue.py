"""The catalogue of event kinds: nothing is reported that it does not list."""

import ast
import json
import logging
from pathlib import Path

import jsonschema
import pytest
from django.conf import settings
from django.contrib import admin
from django.urls import reverse
from django.utils import translation

from apps.accounts.panel.base import CsvExport
from apps.accounts.receivers import REPORTED
from apps.core import catalogue, happenings
from apps.core.catalogue import EventKind, Subject
from apps.core.registry import DuplicateKeyError, Registry

APPS = Path(settings.BASE_DIR) / "apps"
# Where ``report`` is given a kind that is made up at run time; each has a test below.
COMPUTED = {
    "accounts/panel/base.py",
    "accounts/receivers.py",
    "crm/consent/facts.py",  # tests/crm/test_consent.py
    "crm/merging/joining.py",  # tests/crm/test_merging.py
    "crm/merging/parting.py",  # the same
    "datasets/dictionary/entries.py",  # tests/datasets/test_dictionary.py
    "jobs/domain/keeping.py",  # tests/jobs/test_keeping.py
    "jobs/domain/presence.py",
    "jobs/domain/schedules.py",  # tests/jobs/test_schedules.py
    "events/domain/endpoints.py",
    "projects/domain/projects.py",
    "crm/connectors/actions.py",  # tests/crm/connectors/tables.py
    "promotion/domain/approval.py",  # tests/promotion/test_creatives.py
    "projects/plan/evidence.py",  # tests/projects/test_plan.py
    "sdk/acting.py",  # only what a plugin has added; see tests/plugins
}


def reported():
    """(file, literal kind or None) for every call of ``report`` in the rooms."""
    for path in sorted(APPS.rglob("*.py")):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if not isinstance(node, ast.Call) or not node.args:
                continue
            name = getattr(node.func, "id", getattr(node.func, "attr", ""))
            if name == "report":
                kind = node.args[0]
                literal = kind.value if isinstance(kind, ast.Constant) else None
                yield path.relative_to(APPS).as_posix(), literal


def test_every_kind_in_the_sources_is_listed():
    found = list(reported())
    assert len(found) > 40
    unknown = {kind for _, kind in found if kind and catalogue.get(kind) is None}
    assert unknown == set()
    assert {path for path, kind in found if kind is None} <= COMPUTED


def test_every_computed_kind_is_listed():
    for _, kind in REPORTED:
        assert catalogue.get(kind)
    for model, page in admin.site._registry.items():
        if isinstance(page, CsvExport):
            assert catalogue.get(f"{model._meta.label_lower}.exported")


def test_a_kind_that_is_not_listed_is_refused_in_tests_and_logged_elsewhere(settings, caplog, db):
    with pytest.raises(LookupError, match="not in the catalogue"):
        happenings.report("core.thing.forgotten")
    settings.UNKNOWN_KINDS_ARE_ERRORS = False
    with caplog.at_level(logging.ERROR):
        happenings.report("core.thing.forgotten")
    assert "core.thing.forgotten" in caplog.text


def test_kinds_are_named_in_both_languages_and_old_ones_show_their_key():
    assert catalogue.name_of("projects.market.added") == "Market added"
    assert catalogue.name_of("gone.thing.done") == "gone.thing.done"
    with translation.override("zh-hans"):
        names = [kind.name for kind in catalogue.kinds]
    assert all(any("一" <= letter <= "鿿" for letter in name) for name in names)
    assert len({kind.label for kind in catalogue.kinds}) == len(names)


@pytest.mark.parametrize("kind", catalogue.for_webhooks(), ids=lambda kind: kind.key)
def test_the_example_of_a_webhook_fits_its_schema_and_is_thin(kind):
    example = kind.example()
    jsonschema.Draft202012Validator.check_schema(kind.schema())
    jsonschema.validate(example, kind.schema())
    assert kind.subject.model
    assert len(json.dumps(example)) < 2000


@pytest.mark.parametrize(
    "kind",
    [kind for kind in catalogue.for_webhooks() if kind.subject.route],
    ids=lambda kind: kind.key,
)
def test_the_address_in_a_webhook_is_one_of_the_api(kind):
    sample = kind.example()["data"]
    ids = {"project_id": sample["project"], kind.subject.argument: sample["id"]}
    assert reverse(kind.subject.route, kwargs=ids).startswith("/api/v1/projects/")


def test_a_malformed_or_taken_key_is_refused(monkeypatch):
    monkeypatch.setattr(catalogue, "kinds", Registry("event kind"))
    with pytest.raises(ValueError, match=r"room\.noun\.verb"):
        EventKind("done", "Done")
    with pytest.raises(ValueError, match="route"):
        Subject("jobs.job", route="api:job")
    catalogue.add([EventKind("a.b.done", "Done")], owner="first")
    with pytest.raises(DuplicateKeyError, match="'first' and 'second'"):
        catalogue.add([EventKind("a.b.done", "Done")], owner="second")
