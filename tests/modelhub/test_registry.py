"""Four eyes before a model serves, and models that are taken away."""

from __future__ import annotations

import pytest
from django.urls import reverse

from apps.events.models import AuditEntry
from apps.jobs.models import Job
from apps.modelhub.bundles.arriving import PURPOSE
from apps.modelhub.models import ModelAlias, RegisteredModel
from tests.api.conftest import Caller
from tests.factories.accounts import UserFactory
from tests.factories.jobs import JobFactory
from tests.factories.modelhub import ModelAliasFactory, RegisteredModelFactory
from tests.factories.projects import MembershipFactory, ProjectFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def project():
    return ProjectFactory(owner=UserFactory(name="Wei"))


@pytest.fixture
def maker(project):
    """An owner, who has made the model."""
    return Caller(project.memberships.get(role="owner").user)


@pytest.fixture
def second(project):
    return Caller(MembershipFactory(project=project, role="owner").user)


@pytest.fixture
def model(project, maker):
    job = JobFactory(project=project, state="succeeded", created_by=maker.user)
    return RegisteredModelFactory(job=job, name="Demand")


@pytest.fixture
def places(project, model):
    start = f"projects/{project.pk}/"
    return {
        "approval": f"{start}models/{model.pk}/approval/",
        "policy": f"{start}model-policy/",
        "model": f"{start}models/{model.pk}/",
        "alias": f"{start}aliases/serving/",
    }


class TestApproval:
    def test_by_another_owner_only(self, places, maker, second, project):
        own = maker.post(places["approval"])
        assert own.status_code == 409
        assert "made this model yourself" in own.json()["detail"]
        editor = Caller(MembershipFactory(project=project, role="editor").user)
        assert editor.post(places["approval"]).status_code == 403
        assert second.get(places["approval"]).json() == {"approved": False, "by": None, "at": None}
        assert second.post(places["approval"]).json()["approved"]
        assert maker.get(places["approval"]).json()["by"]["id"] == str(second.user.pk)
        entry = AuditEntry.objects.get(kind="modelhub.model.approved")
        assert entry.actor == second.user

    def test_once_and_withdrawn(self, places, second):
        first = second.post(places["approval"]).json()
        assert second.post(places["approval"]).json() == first
        assert second.delete(places["approval"]).status_code == 204
        assert second.delete(places["approval"]).status_code == 204
        kinds = AuditEntry.objects.values_list("kind", flat=True)
        assert list(kinds).count("modelhub.model.approved") == 1
        assert list(kinds).count("modelhub.model.disapproved") == 1

    def test_names_need_none_unless_told(self, places, maker, model):
        assert maker.get(places["policy"]).json() == {"needs_approval": False}
        assert maker("put", places["alias"], {"model": str(model.pk)}).status_code == 201

    def test_names_that_need_it(self, places, maker, second, model, project):
        assert maker("put", places["policy"], {"needs_approval": True}).status_code == 200
        asked = {"model": str(model.pk)}
        refused = maker("put", places["alias"], asked)
        assert refused.status_code == 400
        assert "nobody has approved" in str(refused.json())
        assert not ModelAlias.objects.exists()
        second.post(places["approval"])
        assert maker("put", places["alias"], asked).status_code == 201
        held = second.delete(places["approval"])
        assert held.status_code == 409
        assert "serving" in held.json()["detail"]
        other = RegisteredModelFactory(job=JobFactory(project=project, state="succeeded"))
        assert maker("put", places["alias"], {"model": str(other.pk)}).status_code == 400
        entry = AuditEntry.objects.get(kind="modelhub.policy.changed")
        assert entry.data["changes"] == {"needs_approval": [False, True]}

    def test_the_way_back_needs_it_too(self, places, maker, model, project):
        other = RegisteredModelFactory(job=JobFactory(project=project, state="succeeded"))
        ModelAliasFactory(model=other, project=project, former=model)
        maker("put", places["policy"], {"needs_approval": True})
        assert maker.post(f"{places['alias']}rollback/").status_code == 400
        assert ModelAlias.objects.get().model == other

    def test_an_editor_does_not_change_the_rule(self, places, project):
        editor = Caller(MembershipFactory(project=project, role="editor").user)
        assert editor("put", places["policy"], {"needs_approval": True}).status_code == 403

    def test_on_the_page(self, client, model, maker, second):
        page = reverse("modelhub:detail", args=[model.project_id, model.pk])
        client.force_login(maker.user)
        assert "Not approved." in client.get(page).content.decode()
        client.force_login(second.user)
        done = client.post(
            reverse("modelhub:approve", args=[model.project_id, model.pk]), {"withdraw": "0"},
            follow=True,
        )  # fmt: skip
        assert f"Approved by {second.user}" in done.content.decode()


class TestRemoval:
    def test_not_while_it_serves(self, places, maker, model, client):
        ModelAliasFactory(model=model, project=model.project)
        refused = maker.delete(places["model"])
        assert refused.status_code == 409
        assert "serving" in refused.json()["detail"]
        client.force_login(maker.user)
        page = client.post(
            reverse("modelhub:delete", args=[model.project_id, model.pk]), follow=True
        )
        assert "It serves as serving" in page.content.decode()
        assert RegisteredModel.objects.filter(pk=model.pk).exists()

    def test_its_run_stays(self, places, maker, model):
        assert maker.delete(places["model"]).status_code == 204
        assert not RegisteredModel.objects.filter(pk=model.pk).exists()
        assert Job.objects.filter(pk=model.job_id).exists()
        assert AuditEntry.objects.filter(kind="modelhub.model.deleted").exists()

    def test_of_an_imported_one_nothing_stays(self, places, maker, model):
        Job.objects.filter(pk=model.job_id).update(purpose=PURPOSE)
        assert maker.delete(places["model"]).status_code == 204
        assert not Job.objects.filter(pk=model.job_id).exists()

    def test_a_way_back_to_it_is_forgotten(self, places, maker, model, project):
        other = RegisteredModelFactory(job=JobFactory(project=project, state="succeeded"))
        alias = ModelAliasFactory(model=other, project=project, former=model)
        assert maker.delete(places["model"]).status_code == 204
        alias.refresh_from_db()
        assert alias.former is None
