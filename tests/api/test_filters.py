"""Each column that a list shows can be asked for, by its own name and kind."""

from __future__ import annotations

import pytest

from apps.core.api.pages import _schema
from tests.api.test_problems import problem
from tests.factories.crm import CompanyFactory
from tests.factories.datasets import UploadFactory, VersionFactory
from tests.factories.jobs import JobFactory
from tests.factories.projects import MarketEntryFactory, MembershipFactory, ProjectFactory

SCALARS = {"string", "integer", "number", "boolean"}
# Answered whole from what is installed, and read on by a number: nothing to narrow down.
WHOLE = {
    "base_models_list", "connectors_list", "engines_list", "event_kinds_list", "jobs_exports",
    "jobs_log", "jobs_metrics", "model_exports",
}  # fmt: skip
# Worked out in words from other columns, in the reader's language or by the row's own rules.
WORDS = {
    ("jobs_list", "is_final"),
    ("drift_checks_list", "note"),
    ("sources_list", "agreed"),
    ("sources_list", "note"),
    ("fetches_list", "note"),
    ("fetches_list", "fix"),
    ("schedules_list", "when"),
    ("schedules_list", "last_note"),
    ("webhooks_list", "disabled_reason"),
    ("audit_list", "label"),
    ("service_tokens_list", "in_force"),
    ("surveys_list", "path"),
}


def resolved(schema, components):
    name = schema.get("$ref", "").rpartition("/")[2]
    return components[name] if name else schema


def lists():
    """(operation id, columns by name, names of parameters) of every list of rows."""
    description = _schema("en")
    components = description["components"]["schemas"]
    for methods in description["paths"].values():
        operation = methods.get("get", {})
        content = operation.get("responses", {}).get("200", {}).get("content", {})
        whole = resolved(content.get("application/json", {}).get("schema", {}), components)
        rows = whole.get("properties", {}).get("results", {}).get("items", {})
        columns = resolved(rows, components).get("properties", {})
        if columns:
            asked = {each["name"] for each in operation.get("parameters", [])}
            yield operation["operationId"], columns, asked, components


def is_scalar_or_row(schema, components) -> bool:
    parts = [schema, *schema.get("allOf", []), *schema.get("oneOf", []), *schema.get("anyOf", [])]
    for part in parts:
        found = resolved(part, components)
        kinds = found.get("type", [])
        if SCALARS & set([kinds] if isinstance(kinds, str) else kinds) or "enum" in found:
            return True
        if set(found.get("properties", {})) == {"id", "name"}:  # a person or company by its id
            return True
    return False


def test_every_list_can_be_narrowed_by_every_scalar_column_that_it_shows():
    seen, missing = set(), []
    for operation, columns, asked, components in lists():
        seen.add(operation)
        if operation in WHOLE:
            continue
        for name, schema in columns.items():
            exempt = operation in WHOLE or (operation, name) in WORDS
            found = any(each == name or each.startswith(f"{name}__") for each in asked)
            if is_scalar_or_row(schema, components) and found is exempt:
                missing.append((operation, name))
    assert not missing, "without a filter, or exempt and with one"
    assert {"projects_list", "entries_list", "jobs_list", "uploads_list", "artifacts_list"} <= seen
    assert len(seen) >= 18


@pytest.mark.django_db
class TestNarrowing:
    @pytest.fixture(autouse=True)
    def _files(self, job_dirs):
        pass

    def ids(self, caller, path):
        answer = caller.get(path)
        assert answer.status_code == 200, answer.content
        return {row["id"] for row in answer.json()["results"]}

    def test_entries_by_person_and_day(self, caller, project):
        person = MembershipFactory(project=project).user
        soon = MarketEntryFactory(
            project=project, country="DEU", owner=person, target_launch="2026-12-01"
        )
        late = MarketEntryFactory(project=project, country="JPN", target_launch="2027-06-01")
        never = MarketEntryFactory(project=project, country="BRA", target_launch=None)
        here = f"projects/{project.pk}/entries/"
        assert self.ids(caller, f"{here}?owner={person.pk}") == {str(soon.pk)}
        assert self.ids(caller, f"{here}?target_launch__gte=2027-01-01") == {str(late.pk)}
        assert str(never.pk) in self.ids(caller, f"{here}?target_launch__isnull=true")
        assert self.ids(caller, f"{here}?country__in=DEU,BRA") == {str(soon.pk), str(never.pk)}
        problem(caller.get(f"{here}?target_launch__gte=soon"), 400, "invalid")
        problem(caller.get(f"{here}?owner=me"), 400, "invalid")

    def test_projects_by_their_words_and_codes(self, caller, project):
        other = ProjectFactory(owner=caller.user, name="Lamps abroad", currency="JPY")
        for asked in ("name__icontains=lamps", "currency=JPY", "currency__in=JPY,CHF"):
            assert self.ids(caller, f"projects/?{asked}") == {str(other.pk)}
        assert str(other.pk) in self.ids(caller, "projects/?role=owner")

    def test_jobs_by_person_engine_and_moment(self, caller, project):
        person = MembershipFactory(project=project).user
        mine = JobFactory(project=project, created_by=person, engine_key="toy.one")
        JobFactory(project=project, engine_key="toy.two")
        here = f"projects/{project.pk}/jobs/"
        assert self.ids(caller, f"{here}?created_by={person.pk}") == {str(mine.pk)}
        assert self.ids(caller, f"{here}?engine=toy.one") == {str(mine.pk)}
        assert self.ids(caller, f"{here}?engine_key=toy.one") == {str(mine.pk)}
        assert len(self.ids(caller, f"{here}?created_at__gte=2020-01-01T00:00:00Z")) == 2
        assert not self.ids(caller, f"{here}?created_at__lt=2020-01-01T00:00:00Z")

    def test_datasets_by_figures_of_their_latest_version(self, caller, project):
        table = VersionFactory(project=project)
        here = f"projects/{project.pk}/datasets/"
        assert self.ids(caller, f"{here}?rows__gte={table.rows}") == {str(table.dataset_id)}
        assert not self.ids(caller, f"{here}?rows__gte={table.rows + 1}")
        assert self.ids(caller, f"{here}?latest_version={table.pk}") == {str(table.dataset_id)}

    def test_uploads_and_members(self, caller, project):
        large = UploadFactory(project=project, filename="large.csv", size=5000)
        UploadFactory(project=project, filename="small.csv", size=5)
        here = f"projects/{project.pk}/"
        assert self.ids(caller, f"{here}uploads/?size__gte=100") == {str(large.pk)}
        assert self.ids(caller, f"{here}uploads/?filename__icontains=LARGE") == {str(large.pk)}
        member = MembershipFactory(project=project)
        assert self.ids(caller, f"{here}members/?user={member.user_id}") == {str(member.pk)}
        assert self.ids(caller, f"{here}members/?email={member.user.email}") == {str(member.pk)}

    @pytest.mark.parametrize("moment", ["0001-01-01T00:00:00+14:00", "9999-12-31T23:59:59-14:00"])
    @pytest.mark.parametrize("name", ["jobs/?created_at__gte", "audit/?since", "audit/?until"])
    def test_a_moment_beyond_the_calendar_is_refused(self, caller, project, name, moment):
        path = f"projects/{project.pk}/{name}={moment.replace('+', '%2B')}"
        (error,) = problem(caller.get(path), 400, "invalid")["errors"]
        assert error["parameter"] == name.partition("?")[2]

    @pytest.mark.parametrize("name", ["entries", "jobs", "uploads", "companies", "members"])
    def test_a_parameter_that_the_list_does_not_have_is_refused(self, caller, project, name):
        CompanyFactory(project=project)
        body = problem(caller.get(f"projects/{project.pk}/{name}/?ownr=1"), 400, "invalid")
        assert body["errors"][0]["parameter"] == "ownr"
