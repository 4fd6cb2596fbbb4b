"""Ids that come in a body, a header or a query: another project's row is as good as none.

What is asked with a foreign id is answered exactly as with an id that never existed, so that the
answer does not tell whether the row is there.
"""

from __future__ import annotations

import base64
import json
import uuid
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from apps.datasets.models import Dataset, Upload
from apps.jobs.models import Job, State
from apps.research.domain.demand import PURPOSE
from tests.api.conftest import Caller
from tests.e2e.site import build_site
from tests.factories.datasets import DatasetFactory, UploadFactory, VersionFactory
from tests.factories.jobs import JobFactory
from tests.factories.modelhub import RegisteredModelFactory
from tests.factories.projects import MarketEntryFactory, ProjectFactory

pytestmark = pytest.mark.django_db
ROLES = {"target": ["D"], "predictors": ["d"]}


@pytest.fixture(autouse=True)
def _no_broker(monkeypatch, job_dirs):
    monkeypatch.setattr("apps.jobs.domain.dispatch.send", lambda job: True)


@pytest.fixture
def site():
    """Somebody else's rows."""
    return build_site()


@pytest.fixture
def caller(db):
    return Caller()


@pytest.fixture
def project(caller):
    return ProjectFactory(owner=caller.user)


@pytest.fixture
def browser(caller):
    client = Client()
    client.force_login(caller.user)
    return client


def page(name: str, project: Any, **arguments: Any) -> str:
    return reverse(name, kwargs={"project_id": project.pk, **arguments})


def without_ids(response: Any, *ids: Any) -> tuple[int, Any]:
    """Status and text of an answer, with the ids that were asked for taken out."""
    text = response.content.decode()
    for one in ids:
        text = text.replace(str(one), "…")
    return response.status_code, text


class TestPages:
    def queries(self, project, site):
        """(address, name of the parameter, a foreign row)."""
        own = JobFactory(project=project, state=State.SUCCEEDED)
        model = RegisteredModelFactory(job=own)
        VersionFactory(project=project)
        version = site.dataset.versions.get()
        demand_new = page("research:demand_new", project)
        return [
            (page("jobs:compare", project), {"a": site.job.pk}),
            (page("jobs:compare", project), {"a": own.pk, "b": site.job.pk}),
            (page("jobs:new", project), {"from": site.job.pk}),
            (page("datasets:upload", project), {"dataset": site.dataset.pk}),
            (page("modelhub:predict", project, model_id=model.pk), {"job": site.prediction.pk}),
            (demand_new, {"data": version.pk}),
            (demand_new, {"from": site.model.job.pk}),
        ]

    def test_a_query_with_a_foreign_id_is_a_404(self, browser, project, site):
        for address, query in self.queries(project, site):
            assert browser.get(address, query).status_code == 404, (address, query)

    def test_a_foreign_version_is_not_shown_on_ones_own_dataset(self, browser, project, site):
        mine = DatasetFactory(project=project)
        here = page("datasets:detail", project, dataset_id=mine.pk)
        foreign = site.dataset.versions.get().pk
        assert browser.get(here, {"version": "2"}).status_code == 404
        shown = browser.get(here, {"version": str(foreign)}).content.decode()
        assert site.dataset.name not in shown
        assert f"data/{site.dataset.pk}" not in shown

    def test_the_new_run_page_refuses_a_foreign_input(self, browser, project, site):
        VersionFactory(project=project)
        foreign = f"dataset:{site.dataset.versions.get().pk}"
        query = f"?engine=regression.least_squares&data={foreign}"
        sent = browser.post(page("jobs:new", project) + query, {"title": "x"})
        assert site.dataset.name not in sent.content.decode()
        assert not Job.objects.filter(project=project).exists()

    def test_the_demand_page_does_not_fit_foreign_data(self, browser, project, site):
        VersionFactory(project=project)
        sent = {"data": str(site.dataset.versions.get().pk), "action": "run"}
        answer = browser.post(page("research:demand_new", project), sent)
        assert answer.status_code == 404
        assert not Job.objects.filter(project=project).exists()

    def test_tus_makes_no_version_of_a_foreign_dataset(self, browser, project, site):
        named = base64.b64encode(str(site.dataset.pk).encode()).decode()
        headers = {"upload-length": "5", "upload-metadata": f"filename eA==,dataset {named}"}
        answer = browser.post(page("datasets:tus", project), headers=headers)
        assert answer.status_code == 404
        assert not Upload.objects.filter(project=project).exists()

    def test_nobody_else_becomes_responsible_for_a_market(self, browser, project, site):
        entry = MarketEntryFactory(project=project, country="DEU")
        plan = page("projects:market_plan", project, entry_id=entry.pk)
        browser.post(plan, {"owner": str(site.owner.pk), "note": "x"})
        entry.refresh_from_db()
        assert entry.owner is None


class TestApi:
    """Each request is sent twice: with a foreign id, and with one that never existed."""

    def alike(self, ask, foreign):
        nothing = uuid.uuid4()
        found, missing = ask(foreign), ask(nothing)
        assert without_ids(found, foreign) == without_ids(missing, nothing)
        assert found.status_code in {400, 404, 422}, found.content
        return found

    @pytest.mark.parametrize("kind", ["dataset", "model", "upload", "nothing"])
    def test_a_job_takes_no_foreign_input(self, caller, project, site, kind):
        rows = {"dataset": site.dataset.versions.get(), "model": site.model, "upload": site.upload}
        foreign = rows.get(kind, site.dataset).pk

        def ask(key):
            chosen = {"kind": kind, "id": str(key), "roles": ROLES}
            body = {"engine": "regression.least_squares", "inputs": {"data": chosen}}
            return caller.post(f"projects/{project.pk}/jobs/", body)

        answer = self.alike(ask, foreign)
        assert answer.status_code == 422
        assert answer.json()["errors"][0]["detail"]
        assert not Job.objects.filter(project=project).exists()

    def test_ones_own_upload_is_no_input_of_an_engine_for_people(self, caller, project):
        upload = UploadFactory(project=project, content=b"d,D\n1,2\n")
        chosen = {"kind": "upload", "id": str(upload.pk), "roles": ROLES}
        body = {"engine": "regression.least_squares", "inputs": {"data": chosen}}
        assert caller.post(f"projects/{project.pk}/jobs/", body).status_code == 422

    def test_uploads_go_to_no_foreign_dataset(self, caller, project, site):
        address = f"projects/{project.pk}/uploads/"
        foreign = site.dataset.pk

        def as_json(key):
            return caller.post(address, {"filename": "x.csv", "size": 5, "dataset": str(key)})

        def as_tus(key):
            named = base64.b64encode(str(key).encode()).decode()
            metadata = f"filename eA==,dataset {named}"
            headers = {"upload-length": "5", "upload-metadata": metadata}
            return caller("post", address, headers=headers)

        def whole(key):
            return caller(
                "post", f"{address}?filename=x.csv&dataset={key}", b"a\n1\n",
                content_type="application/octet-stream",
            )  # fmt: skip

        for ask in (as_json, as_tus, whole):
            self.alike(ask, foreign)
        assert not Upload.objects.filter(project=project).exists()

    def test_a_filter_does_not_tell_what_there_is_elsewhere(self, caller, project, site):
        def ask(key):
            return caller.get(f"projects/{project.pk}/models/?job={key}")

        def told(answer):
            body = json.loads(answer.content)
            return answer.status_code, body.get("results"), body.get("errors")

        assert told(ask(site.model.job.pk)) == told(ask(uuid.uuid4()))

    def test_nobody_else_becomes_responsible_for_a_market(self, caller, project, site):
        entry = MarketEntryFactory(project=project, country="DEU")
        address = f"projects/{project.pk}/entries/{entry.pk}/"
        self.alike(lambda key: caller.patch(address, {"owner": str(key)}), site.owner.pk)
        entry.refresh_from_db()
        assert entry.owner is None


class TestRerun:
    """The dataset of a run was deleted since: the run stays, and cannot be repeated."""

    @pytest.fixture
    def orphan(self, project):
        version = VersionFactory(project=project, name="Gone tomorrow")
        chosen = {"kind": "dataset", "id": str(version.pk), "roles": ROLES}
        job = JobFactory(
            project=project,
            engine_key="regression.least_squares",
            purpose=PURPOSE,
            state=State.SUCCEEDED,
            inputs={"data": chosen},
            params={},
        )
        Dataset.objects.filter(pk=version.dataset_id).delete()
        return job

    def test_the_page_says_why(self, browser, project, orphan):
        again = browser.post(page("jobs:rerun", project, job_id=orphan.pk), follow=True)
        assert again.status_code == 200
        said = [str(message) for message in again.context["messages"]]
        assert len(said) == 1
        assert "data" in said[0].lower()
        assert Job.objects.filter(project=project).count() == 1

    def test_the_api_says_why(self, caller, project, orphan):
        address = f"projects/{project.pk}/jobs/{orphan.pk}/"
        answer = caller.post(f"{address}rerun/")
        assert answer.status_code == 422
        assert answer.json()["errors"][0]["detail"]
        assert caller.get(f"{address}result/").status_code == 200, "its result stays"

    def test_its_answers_still_fill_the_new_run_page(self, browser, project, orphan):
        VersionFactory(project=project)
        for name in ("jobs:new", "research:demand_new"):
            assert browser.get(page(name, project), {"from": orphan.pk}).status_code == 200
