"""One job's table as another's input: asked for before it exists, used when it does."""

from __future__ import annotations

import pyarrow.parquet as pq
import pytest
from django.urls import reverse

from apps.jobs.domain import releasing
from apps.jobs.domain.cancel import cancel
from apps.jobs.domain.submit import SubmissionRefused, submit
from apps.jobs.models import State
from apps.projects.models import Role
from tests.factories.datasets import VersionFactory
from tests.factories.projects import MembershipFactory

pytestmark = pytest.mark.django_db(transaction=True)

ROWS = [(1.0, 2.0), (2.0, 3.5), (3.0, 7.0), (4.0, 7.5), (5.0, 11.0), (6.0, 11.5)]


@pytest.fixture
def version(project, job_dirs):
    return VersionFactory(project=project, columns=["d", "D"], rows=ROWS, name="Lamps")


@pytest.fixture
def fit(project, analyst, version):
    """Submit the first fit; ``fit(source=job)`` one of its residuals on its fitted values."""

    def _fit(source=None, roles=None, **params):
        if source is None:
            chosen = {"kind": "dataset", "id": str(version.pk)}
            roles = roles or {"target": ["D"], "predictors": ["d"]}
        else:
            chosen = {"kind": "output", "id": f"{source.pk}/fitted.parquet"}
            roles = roles or {"target": ["D residual"], "predictors": ["D fitted"]}
        return submit(
            project=project, user=analyst, engine_key="regression.least_squares",
            params=params, inputs={"data": {**chosen, "roles": roles}},
        )  # fmt: skip

    return _fit


def test_the_follower_waits_runs_and_uses_what_was_made(fit, run_jobs):
    first = fit(keep_fitted=True)
    second = fit(source=first)
    assert (second.state, second.held) == (State.QUEUED, True)
    first, second = run_jobs()
    assert (first.state, second.state) == (State.SUCCEEDED, State.SUCCEEDED), second.error
    # Residuals of least squares are orthogonal to its fitted values: slope and R² are zero.
    assert second.summary["targets"][0]["r2"] == pytest.approx(0, abs=1e-12)
    stored = first.artifacts.get(name="fitted.parquet")
    assert second.provenance["inputs"]["data"]["content_hash"] == stored.sha256


def test_the_table_holds_what_it_promised(fit, run_jobs):
    first = run_jobs(fit(keep_fitted=True))
    table = pq.read_table(first.artifacts.get(name="fitted.parquet").file.path)
    promised = [column["name"] for column in first.provenance["outputs"][0]["columns"]]
    assert table.column_names == promised == ["row", "D", "D fitted", "D residual", "leverage"]
    rows = table.to_pylist()
    assert [row["row"] for row in rows] == [1, 2, 3, 4, 5, 6]
    assert [row["D"] for row in rows] == [y for _x, y in ROWS]
    assert sum(row["leverage"] for row in rows) == pytest.approx(2)  # trace of the hat matrix
    for row in rows:
        assert row["D fitted"] + row["D residual"] == pytest.approx(row["D"])


def test_without_being_asked_nothing_is_kept(fit, run_jobs):
    first = run_jobs(fit())
    assert first.provenance["outputs"] == []
    assert not first.artifacts.filter(name="fitted.parquet").exists()
    with pytest.raises(SubmissionRefused, match="not there"):
        fit(source=first)


def test_a_failed_source_refuses_its_followers_one_after_another(fit, run_jobs, version):
    first = fit(keep_fitted=True)
    second = fit(source=first, keep_fitted=True)
    roles = {"target": ["leverage"], "predictors": ["row"]}
    third = fit(source=second, roles=roles)
    version.file.storage.delete(version.file.name)
    run_jobs(first)
    first.refresh_from_db()
    assert first.state == State.ERRORED
    for job in (second, third):
        job.refresh_from_db()
        assert job.state == State.REFUSED
        assert "did not succeed" in job.refusal["message"]["text"]
        assert job.is_settled


def test_a_source_that_is_cancelled_in_the_queue_is_noticed(fit, analyst):
    first = fit(keep_fitted=True)
    second = fit(source=first)
    cancel(first, analyst)
    assert releasing.release_all() == 1
    second.refresh_from_db()
    assert second.state == State.REFUSED


def test_a_held_job_is_taken_by_no_worker(fit, run_jobs):
    first = fit(keep_fitted=True)
    second = fit(source=first)
    from apps.jobs.supervisor.supervise import supervise

    assert supervise(second.pk) is None
    second.refresh_from_db()
    assert (second.state, second.attempt) == (State.QUEUED, 0)


def test_a_held_job_can_be_cancelled(fit, analyst, run_jobs):
    first = fit(keep_fitted=True)
    second = fit(source=first)
    cancel(second, analyst)
    run_jobs()
    second.refresh_from_db()
    assert second.state == State.CANCELLED


def test_wrong_columns_are_told_before_anything_runs(fit):
    first = fit(keep_fitted=True)
    with pytest.raises(SubmissionRefused, match="has no column 'D fited'"):
        fit(source=first, roles={"target": ["D"], "predictors": ["D fited"]})


def test_another_projects_table_is_not_there(fit, run_jobs):
    first = run_jobs(fit(keep_fitted=True))
    other = MembershipFactory(role=Role.ANALYST)
    chosen = {"kind": "output", "id": f"{first.pk}/fitted.parquet"}
    for ident in (chosen["id"], f"{first.pk}/other.parquet", "nonsense", f"{first.pk}"):
        with pytest.raises(SubmissionRefused, match="not there"):
            submit(
                project=other.project, user=other.user, engine_key="regression.least_squares",
                params={},
                inputs={"data": {**chosen, "id": ident,
                                 "roles": {"target": ["D"], "predictors": ["row"]}}},
            )  # fmt: skip


def test_the_pages_offer_it_and_say_what_is_waited_for(client, fit, project, analyst):
    first = fit(keep_fitted=True)
    client.force_login(analyst)
    new = reverse("jobs:new", args=[project.pk])
    page = client.get(new, {"engine": "regression.least_squares"}).content.decode()
    assert f"output:{first.pk}/fitted.parquet" in page
    assert "Fitted values and residuals of" in page
    address = f"{new}?engine=regression.least_squares&data=output:{first.pk}/fitted.parquet"
    form = client.get(address).content.decode()
    assert "D residual" in form
    assert '<details class="fold form-fold"><summary>More settings' in form
    wrong = client.post(
        address, {"data.target": "D residual", "confidence": "2", "intercept": "on"}
    )
    assert '<details class="fold form-fold" open><summary>More settings' in wrong.content.decode()
    done = client.post(
        address,
        {"data.target": "D residual", "data.predictors": ["D fitted"], "intercept": "on",
         "confidence": "0.95", "missing": "drop", "redundant": "refuse",
         "weights_mean": "analytic"},
    )  # fmt: skip
    assert done.status_code == 302, done.content.decode()
    waiting = client.get(done["Location"]).content.decode()
    assert f"It waits for the result of &#x27;{first.title}&#x27;." in waiting
