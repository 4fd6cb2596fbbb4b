"""Serving names: what programs ask, what people point, and the way back."""

from __future__ import annotations

import pytest
from django.urls import reverse

from apps.events.models import AuditEntry
from apps.jobs.models import Job
from apps.modelhub.models import ModelAlias
from tests.api.conftest import Caller
from tests.factories.accounts import UserFactory
from tests.factories.jobs import JobFactory
from tests.factories.modelhub import RegisteredModelFactory
from tests.factories.projects import MembershipFactory, ProjectFactory
from tests.modelhub.test_predict import fit

pytestmark = pytest.mark.django_db


@pytest.fixture
def project():
    return ProjectFactory(owner=UserFactory(name="Wei"))


@pytest.fixture
def caller(project):
    return Caller(MembershipFactory(project=project, role="editor").user)


@pytest.fixture
def model_of(project):
    def make(name, *columns):
        fields = [{"name": column, "dtype": "number", "unit": ""} for column in columns or ("d",)]
        job = JobFactory(project=project, state="succeeded", engine_key="regression.least_squares")
        return RegisteredModelFactory(job=job, name=name, predict_fields=fields)

    return make


@pytest.fixture
def serving(project):
    return f"projects/{project.pk}/aliases/serving/"


def point(caller, address, model, **options):
    return caller("put", address, {"model": str(model.pk)}, **options)


class TestPointing:
    def test_a_name_is_made_moved_and_moved_back(self, caller, serving, model_of):
        first, second = model_of("First"), model_of("Second")
        made = point(caller, serving, first)
        assert (made.status_code, made.json()["model"]) == (201, str(first.pk))
        assert made.json()["former"] is None
        moved = point(caller, serving, second)
        assert moved.status_code == 200
        assert moved.json()["model_name"] == "Second"
        assert moved.json()["former"] == str(first.pk)
        back = caller.post(f"{serving}rollback/")
        assert (back.status_code, back.json()["model"]) == (200, str(first.pk))
        assert caller.post(f"{serving}rollback/").json()["model"] == str(second.pk)

    def test_pointing_where_it_points_changes_nothing(self, caller, serving, model_of):
        model = model_of("First")
        made = point(caller, serving, model)
        again = point(caller, serving, model)
        assert (again.status_code, again["ETag"]) == (200, made["ETag"])
        assert AuditEntry.objects.filter(kind="modelhub.alias.set").count() == 1

    def test_who_saw_an_older_state_moves_nothing(self, caller, serving, model_of):
        first, second, third = model_of("First"), model_of("Second"), model_of("Third")
        seen = point(caller, serving, first)["ETag"]
        point(caller, serving, second)
        late = point(caller, serving, third, headers={"if-match": seen})
        assert late.status_code == 412
        assert ModelAlias.objects.get().model == second

    def test_a_model_that_needs_other_columns_is_refused_and_named(self, caller, serving, model_of):
        point(caller, serving, model_of("First", "price"))
        refused = point(caller, serving, model_of("Second", "price", "income"))
        assert refused.status_code == 400
        assert "income" in refused.json()["detail"]
        assert ModelAlias.objects.get().model.name == "First"

    def test_the_first_has_no_way_back(self, caller, serving, model_of):
        point(caller, serving, model_of("First"))
        refused = caller.post(f"{serving}rollback/")
        assert refused.status_code == 409
        assert "has not pointed" in refused.json()["detail"]

    @pytest.mark.parametrize("name", ["Serving", "1st", "a_b", "a" * 41])
    def test_a_name_that_cannot_be(self, caller, project, model_of, name):
        refused = point(caller, f"projects/{project.pk}/aliases/{name}/", model_of("First"))
        assert refused.status_code == 400
        assert "small letters" in refused.json()["detail"]

    def test_a_model_of_another_project_is_not_there(self, caller, serving):
        assert point(caller, serving, RegisteredModelFactory()).status_code == 404
        assert not ModelAlias.objects.exists()

    def test_removed_it_is_gone_and_the_model_is_not(self, caller, serving, model_of):
        model = model_of("First")
        point(caller, serving, model)
        assert caller.delete(serving).status_code == 204
        assert caller.get(serving).status_code == 404
        model.refresh_from_db()

    def test_the_trail_tells_who_moved_it_from_where_to_where(self, caller, serving, model_of):
        point(caller, serving, model_of("First"))
        point(caller, serving, model_of("Second"))
        entry = AuditEntry.objects.filter(kind="modelhub.alias.set").first()
        assert entry.actor == caller.user
        assert entry.data["alias"] == "serving"
        assert entry.data["changes"] == {"model": ["First", "Second"]}


class TestAsking:
    def test_the_model_that_it_points_to_is_asked(self, caller, serving, model_of, monkeypatch):
        monkeypatch.setattr("apps.jobs.domain.dispatch.send", lambda job: True)
        first, second = model_of("First"), model_of("Second")
        asked = {"rows": [{"d": 100}]}
        soon = {"headers": {"prefer": "respond-async"}}
        for model in (first, second):
            point(caller, serving, model)
            answer = caller.post(f"{serving}predict/", asked, **soon)
            assert answer.status_code == 202, answer.content
            job = Job.objects.get(pk=answer.json()["id"])
            assert job.inputs["model"]["id"] == str(model.pk)

    def test_a_name_that_nobody_gave_is_a_404(self, caller, serving):
        assert caller.post(f"{serving}predict/", {"rows": [{"d": 1}]}).status_code == 404

    def test_a_real_answer(self, run_jobs, caller, serving, project, analyst, version):
        """From a fit to a prediction by name, with the worked example's figure."""
        point(caller, serving, fit(project, analyst, version, run_jobs))
        soon = {"headers": {"prefer": "respond-async"}}
        asked = caller.post(f"{serving}predict/", {"rows": [{"d": 220}]}, **soon)
        run_jobs(Job.objects.get(pk=asked.json()["id"]))
        told = caller.get(f"projects/{project.pk}/jobs/{asked.json()['id']}/result/").json()
        assert "245.97" in str(told) or "245.96" in str(told)


class TestPage:
    def test_it_is_pointed_and_shown(self, client, project, model_of):
        model = model_of("First")
        client.force_login(project.memberships.get(role="owner").user)
        address = reverse("modelhub:alias", args=[project.pk, model.pk])
        detail = reverse("modelhub:detail", args=[project.pk, model.pk])
        client.post(address, {"name": "Serving"})
        assert "<code>serving</code>" in client.get(detail).content.decode()
        listed = client.get(reverse("modelhub:list", args=[project.pk])).content.decode()
        assert "<code>serving</code>" in listed

    def test_what_was_typed_stays_beside_what_is_wrong(self, client, project, model_of):
        model = model_of("First")
        client.force_login(project.memberships.get(role="owner").user)
        address = reverse("modelhub:alias", args=[project.pk, model.pk])
        answer = client.post(address, {"name": "our model"})
        assert answer.status_code == 422
        page = answer.content.decode()
        assert 'value="our model"' in page
        assert "small letters" in page

    def test_back_by_one_click(self, client, project, caller, serving, model_of):
        first, second = model_of("First"), model_of("Second")
        point(caller, serving, first)
        point(caller, serving, second)
        client.force_login(caller.user)
        detail = client.get(reverse("modelhub:detail", args=[project.pk, second.pk]))
        assert "Back to First" in detail.content.decode()
        row = ModelAlias.objects.get()
        assert f'name="seen" value="{row.way}"' in detail.content.decode()
        back, form = reverse("modelhub:alias_back", args=[project.pk, row.pk]), {"seen": row.way}
        client.post(back, form)
        row.refresh_from_db()
        assert (row.model, row.former) == (first, second)
        told = client.post(back, form, follow=True)  # the second click of a double one
        row.refresh_from_db()
        assert (row.model, row.former) == (first, second)
        assert "was pointed elsewhere meanwhile, to First" in told.content.decode()
