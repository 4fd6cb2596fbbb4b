"""Demand from the form to the result, as a person meets it."""

import re

import pytest
from django.urls import reverse

from apps.datasets.tabular.schema import StoredColumn
from apps.jobs.models import Job, State
from apps.modelhub.models import RegisteredModel
from tests.factories.datasets import VersionFactory

LEAST = "regression.least_squares"


def new_url(project, **query):
    return reverse("research:demand_new", args=[project.pk], query=query)


def answers(version, **changes):
    """The form as filled in for the worked example: d is the first column, D the second."""
    given = {
        "data": str(version.pk),
        "role-0": "predictors",
        "role-1": "target",
        "engine": LEAST,
        "intercept": "on",
        "confidence": "0.95",
        "missing": "drop",
        "redundant": "refuse",
        "weights_mean": "analytic",
        "action": "run",
    }
    return {**given, **changes}


def test_a_country_column_is_called_one(client, analyst, project):
    columns = [StoredColumn(name="market", kind="country"), "note", "D"]
    version = VersionFactory(project=project, columns=columns, rows=[("DEU", "x", 1.0)])
    client.force_login(analyst)
    page = client.get(new_url(project, data=version.pk))
    kinds = [row.kind for row in page.context["columns"].rows()]
    assert kinds == ["country", "text", "number"]
    assert "version 1, 1 row<" in page.content.decode()


@pytest.fixture
def fitted(client, analyst, project, version, run_jobs):
    client.force_login(analyst)
    response = client.post(new_url(project), answers(version))
    assert response.status_code == 302
    job = run_jobs(Job.objects.get())
    assert job.state == State.SUCCEEDED, job.error or job.refusal
    return job


def test_the_worked_example_reads_exactly(client, fitted, project):
    assert fitted.title == "D ~ d"
    page = client.get(reverse("jobs:detail", args=[project.pk, fitted.pk])).content.decode()
    assert "Each additional unit of d goes with 1.175 more D (95% interval 0.668 to 1.682)." in page
    for figure in ("1.175115", "−12.557604", "0.998848", "2.400", "on 1 degree of freedom"):
        assert figure in page, figure
    model = RegisteredModel.objects.get(job=fitted)
    assert reverse("modelhub:predict", args=[project.pk, model.pk]) in page


def test_a_fit_is_listed_with_its_equation_and_model(client, fitted, project):
    page = client.get(reverse("research:demand", args=[project.pk])).content.decode()
    assert "D = 1.175115 · d − 12.557604" in page
    model = RegisteredModel.objects.get(job=fitted)
    assert reverse("modelhub:predict", args=[project.pk, model.pk]) in page
    assert f"{reverse('jobs:compare', args=[project.pk])}?a={fitted.pk}" in page


def test_the_form_shows_what_is_known_of_each_column(client, analyst, project):
    VersionFactory(
        project=project,
        name="Markets",
        columns=["country", "demand", "price"],
        rows=[("China", 10.0, 3.0), ("Chile", None, 3.0), ("Peru", 12.0, 3.0)],
    )
    client.force_login(analyst)
    page = client.get(new_url(project)).content.decode()
    assert "33.3%" in page
    assert "10 to 12" in page
    assert "always the same value" in page
    # text can only name rows
    start = page.index('aria-label="Part of country"')
    country = page[start : page.index("</tr>", start)]
    assert 'value="labels"' in country
    assert 'value="target"' not in country


def test_what_is_wrong_with_the_columns_stands_together(client, analyst, project, version):
    client.force_login(analyst)
    given = answers(version, **{"role-0": "weights", "role-1": "weights"})
    page = client.post(new_url(project), given).content.decode()
    assert page.count('class="card-body columns-error"') == 1
    (errors,) = re.findall(r'<div class="card-body columns-error">(.*?)<table', page, re.S)
    assert errors.count('role="alert"') == 2


@pytest.mark.parametrize(
    ("changes", "sentence"),
    [
        ({"role-1": ""}, "Choose a column for &#x27;Target&#x27;."),
        ({"confidence": "2"}, "0.9999"),
        ({"confidence": "often"}, "number"),
    ],
)
def test_what_is_wrong_is_said_and_nothing_is_lost(
    client, analyst, project, version, changes, sentence
):
    client.force_login(analyst)
    response = client.post(new_url(project), answers(version, title="Mine", **changes))
    page = response.content.decode()
    assert response.status_code == 422
    assert sentence in page
    assert 'value="Mine"' in page
    assert 'name="role-0" value="predictors" checked' in page
    assert not Job.objects.exists()


def test_too_few_rows_are_refused_before_a_job_exists(client, analyst, project):
    version = VersionFactory(
        project=project,
        columns=["y", "a", "b", "c"],
        rows=[(1, 2, 3, 4), (2, 1, 5, 7), (3, 3, 2, 1)],
    )
    client.force_login(analyst)
    given = answers(version, **{"role-0": "target", "role-1": "predictors"})
    given |= {"role-2": "predictors", "role-3": "predictors"}
    page = client.post(new_url(project), given)
    assert page.status_code == 422
    assert "3 rows cannot estimate 4 unknowns." in page.content.decode()


def test_other_data_or_another_engine_keeps_what_was_chosen(client, analyst, project, version):
    client.force_login(analyst)
    given = answers(version, action=f"engine:{LEAST}", title="Mine", confidence="0.9")
    given["fields"] = "intercept,confidence,missing,redundant,weights_mean"
    response = client.post(new_url(project), given)
    page = response.content.decode()
    assert response.status_code == 200
    assert 'value="Mine"' in page
    assert 'value="0.9"' in page
    assert 'name="role-1" value="target" checked' in page
    assert not Job.objects.exists()


def test_run_again_with_changes_is_filled_in(client, fitted, project):
    page = client.get(new_url(project, **{"from": fitted.pk})).content.decode()
    assert 'name="role-0" value="predictors" checked' in page
    assert 'name="role-1" value="target" checked' in page
    detail = client.get(reverse("jobs:detail", args=[project.pk, fitted.pk])).content.decode()
    assert new_url(project, **{"from": fitted.pk}) in detail


def test_without_data_the_page_says_what_to_do(client, analyst, project):
    client.force_login(analyst)
    page = client.get(new_url(project)).content.decode()
    assert "No data yet" in page


def test_another_projects_data_and_fit_do_not_exist(client, analyst, project, version):
    other = VersionFactory()
    client.force_login(analyst)
    assert client.get(new_url(project, data=other.pk)).status_code == 404
    assert client.post(new_url(project), answers(other)).status_code == 404
    assert client.get(new_url(project, **{"from": other.pk})).status_code == 404
    assert client.get(new_url(project, **{"from": "nonsense"})).status_code == 404
    assert client.get(new_url(other.project)).status_code == 404


def test_a_viewer_reads_the_list_and_cannot_fit(client, viewer, project, version):
    client.force_login(viewer)
    assert client.get(reverse("research:demand", args=[project.pk])).status_code == 200
    assert client.get(new_url(project)).status_code == 403
    assert client.post(new_url(project), answers(version)).status_code == 403


def test_the_pages_need_few_queries(client, fitted, project, django_assert_max_num_queries):
    for url in (reverse("research:demand", args=[project.pk]), new_url(project)):
        with django_assert_max_num_queries(12):
            client.get(url)
