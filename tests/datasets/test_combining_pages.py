"""Combining tables by page and REST: from the choice to a dataset, and again."""

import pytest
from django.urls import reverse

from apps.core.testing.queries import statements_of
from apps.datasets.combining.forms import guesses
from apps.datasets.models import Dataset, DatasetVersion
from apps.events.models import Notice
from apps.jobs.models import Job, JobInput
from apps.projects.models import Role
from tests.api.conftest import Caller
from tests.factories.datasets import ColumnEntryFactory, VersionFactory
from tests.factories.projects import MembershipFactory

pytestmark = [pytest.mark.django_db, pytest.mark.services]
GDP = [("Germany", 2020, 1.0), ("NA", 2020, 2.0), ("World", 2020, 3.0)]
SALES = [("DEU", 2020, 10.0), ("DEU", 2020, 5.0), ("Japan", 2020, 7.0)]


@pytest.fixture
def gdp(project, job_dirs):
    return VersionFactory(project=project, name="GDP", columns=["country", "year", "value"],
                          rows=GDP)  # fmt: skip


@pytest.fixture
def sales(project, job_dirs):
    return VersionFactory(project=project, name="Sales", columns=["market", "year", "value"],
                          rows=SALES)  # fmt: skip


def form(gdp, sales, **changed):
    return {
        "t": [str(gdp.dataset_id), str(sales.dataset_id)], "do": "combine", "name": "Both",
        "first": "t1", "rows": "first", "others": "leave_out",
        "t1-market": "country", "t1-period": "year", "t1-take": ["value"], "t1-rule": "refuse",
        "t2-market": "market", "t2-period": "year", "t2-take": ["value"], "t2-rule": "sum",
        **changed,
    }  # fmt: skip


@pytest.fixture
def here(project):
    return reverse("datasets:combine", args=[project.pk])


def read(version):
    from apps.datasets.domain import queries

    found = queries.rows(version, 0, 100)
    return found.names, found.rows


def test_two_steps_a_look_and_a_table(page, project, gdp, sales, here, run_jobs):
    for column in ("country", "value"):  # the second is in both tables
        ColumnEntryFactory(dataset=gdp.dataset, column=column, label=f"{column} of GDP")
    assert here in page.get(reverse("datasets:list", args=[project.pk])).content.decode()
    shown = page.get(here).content.decode()
    assert "GDP" in shown
    assert page.get(here, {"t": str(gdp.dataset_id)}).status_code == 422
    step, statements = statements_of(page, f"{here}?t={gdp.dataset_id}&t={sales.dataset_id}")
    assert len(statements) <= 12
    text = step.content.decode()
    assert '<option value="market" selected>market</option>' in text, "guessed"
    looked = page.post(here, form(gdp, sales, do="preview"))
    assert looked.status_code == 302
    run_jobs()
    job = Job.objects.get()
    told = page.get(looked["Location"]).content.decode()
    assert "1 of 2 markets have all 2 tables; missing: Namibia." in told
    assert "World" in told
    assert not Dataset.objects.filter(name="Both").exists()
    back = page.get(f"{here}?from={job.pk}").content.decode()
    assert 'value="Both"' in back
    assert '<option value="sum" selected>' in back
    assert page.post(f"{here}?from={job.pk}", form(gdp, sales)).status_code == 302
    run_jobs()
    made = DatasetVersion.objects.get(dataset__name="Both")
    assert read(made) == (["market", "period", "value (GDP)", "value (Sales)"],
                          [("DEU", 2020, 1.0, 15.0), ("NAM", 2020, 2.0, None)])  # fmt: skip
    assert {row.ref for row in JobInput.objects.filter(job=made.job)} == {
        str(gdp.pk), str(sales.pk)
    }  # fmt: skip
    assert not made.dataset.entries.exists(), "no column has kept its name"
    detail = page.get(reverse("datasets:detail", args=[project.pk, made.dataset_id]))
    text = detail.content.decode()
    assert gdp.content_hash[:12] in text
    assert "Combine the newest versions" in text
    seen = page.get(reverse("datasets:coverage", args=[project.pk, made.dataset_id]))
    assert "a group of countries" in seen.content.decode()
    assert Notice.objects.filter(message__text="'{name}' is combined.").exists()


def test_again_takes_the_newest_versions(page, project, gdp, sales, here, run_jobs, analyst):
    page.post(here, form(gdp, sales))
    run_jobs()
    made = Dataset.objects.get(name="Both")
    again = reverse("datasets:combine_again", args=[project.pk, made.pk])
    assert page.post(again).status_code == 302
    run_jobs()
    assert made.versions.count() == 1, "nothing has changed"
    newer = VersionFactory(project=project, name="GDP 2", columns=["country", "year", "value"],
                           rows=[*GDP, ("JP", 2020, 4.0)])  # fmt: skip
    DatasetVersion.objects.filter(pk=newer.pk).update(dataset=gdp.dataset, number=2)
    page.post(again)
    run_jobs()
    latest = made.versions.first()
    assert latest.number == 2
    assert read(latest)[1][-1] == ("JPN", 2020, 4.0, 7.0)
    recipe = latest.import_options["combine"]
    assert [one["version"] for one in recipe["tables"]] == [2, 1]
    assert recipe["tables"][0]["content_hash"] == newer.content_hash
    changed = page.get(f"{here}?dataset={made.pk}").content.decode()
    assert "gets a new version" in changed
    gdp.dataset.delete()
    refused = page.post(again, follow=True).content.decode()
    assert "is not there" in refused
    assert page.get(reverse("datasets:detail", args=[project.pk, made.pk])).status_code == 200


@pytest.mark.parametrize(
    ("changed", "said"),
    [
        ({"t1-market": ""}, "Choose a column for &#x27;Market&#x27;."),
        ({"t1-market": "gone"}, "gone"),
        ({"t2-take": ["value", "market"]}, "holds no numbers"),
        ({"t1-take": [], "t2-take": []}, "Take at least one column"),
        ({"first": "t9"}, "t9"),
        ({"t2-period": "market", "t2-rule": "last"}, "cannot be market and period"),
    ],
)
def test_what_is_wrong_is_said_and_nothing_typed_is_lost(page, gdp, sales, here, changed, said):
    answer = page.post(here, form(gdp, sales, name="<i>Mine</i>", **changed))
    assert answer.status_code == 422
    text = answer.content.decode()
    assert said in text
    assert "&lt;i&gt;Mine&lt;/i&gt;" in text
    assert not Job.objects.exists()


def test_what_is_not_of_the_project_is_not_there(page, project, gdp, sales, here):
    other = VersionFactory(name="Other")
    assert page.get(here, {"t": [str(gdp.dataset_id), str(other.dataset_id)]}).status_code == 404
    assert page.get(here, {"t": ["x", str(gdp.dataset_id)]}).status_code == 404
    assert page.get(here, {"dataset": str(other.dataset_id)}).status_code == 404
    assert page.get(here, {"dataset": str(gdp.dataset_id)}).status_code == 404
    assert page.get(here, {"from": str(gdp.pk)}).status_code == 404
    foreign = form(gdp, sales, dataset=str(other.dataset_id))
    assert page.post(here, foreign).status_code == 404
    assert not Job.objects.exists()
    again = reverse("datasets:combine_again", args=[project.pk, gdp.dataset_id])
    assert "was not combined" in page.post(again, follow=True).content.decode()
    plain = reverse("datasets:coverage", args=[project.pk, gdp.dataset_id])
    assert page.get(plain).status_code == 302


def test_a_refused_run_tells_the_person(page, gdp, sales, here, run_jobs):
    page.post(here, form(gdp, sales, **{"t2-rule": "refuse"}))
    run_jobs()
    job = Job.objects.get()
    assert job.state == "refused"
    assert "Germany 2020: 1, 2" in str(job.refusal["message"]["values"]["examples"])
    notice = Notice.objects.get()
    assert notice.url.endswith(f"/jobs/{job.pk}/")


def test_over_rest(project, gdp, sales, run_jobs):
    user = MembershipFactory(project=project, role=Role.ANALYST).user
    api = Caller(user)
    base = f"/api/v1/projects/{project.pk}/datasets"
    body = {
        "tables": [
            {"version": str(gdp.pk), "market": "country", "period": "year", "columns": ["value"]},
            {"version": str(sales.pk), "market": "market", "period": "year",
             "columns": ["value"], "rule": "mean"},
        ],
        "rows": "all",
    }  # fmt: skip
    asked = api.post(f"{base}/combine/", body)
    assert asked.status_code == 202, asked.content
    run_jobs()
    made = Dataset.objects.get(name="GDP + Sales")
    assert read(made.versions.get())[1] == [
        ("DEU", 2020, 1.0, 7.5), ("NAM", 2020, 2.0, None), ("JPN", 2020, None, 7.0),
    ]  # fmt: skip
    told = api.get(f"/api/v1/projects/{project.pk}/jobs/{asked.json()['id']}/result/").json()
    assert told["summary"]["coverage"]["tables"]["t1"]["missing"] == ["JPN"]
    assert api.post(f"{base}/{made.pk}/combine-again/", {}).status_code == 202
    run_jobs()
    assert api.post(f"{base}/{gdp.dataset_id}/combine-again/", {}).status_code == 409
    elsewhere = {**body["tables"][1], "version": str(VersionFactory().pk)}
    foreign = {**body, "tables": [body["tables"][0], elsewhere]}
    refused = api.post(f"{base}/combine/", foreign)
    assert refused.status_code == 422
    assert refused.json()["errors"][0]["pointer"] == "#/tables/1/version"
    wrong = {**body, "tables": [{**body["tables"][0], "market": "nothing"}, body["tables"][1]]}
    assert api.post(f"{base}/combine/", wrong).json()["errors"][0]["pointer"] == "#/tables/0/market"
    assert api.post(f"{base}/combine/", {"tables": body["tables"][:1]}).status_code in (400, 422)
    onto = {**body, "dataset": str(gdp.dataset_id)}
    assert api.post(f"{base}/combine/", onto).status_code == 409
    foreign = {**body, "dataset": str(VersionFactory().dataset_id)}
    assert api.post(f"{base}/combine/", foreign).status_code == 404


def test_amounts_take_their_currencies_along(project, job_dirs):
    rows = [("DE", 2020, 1.5, "EUR", "shop"), ("JP", 2020, 200.0, "JPY", "USD")]
    columns = ["country", "year", "revenue", "paid in", "where"]
    version = VersionFactory(project=project, columns=columns, rows=rows)
    assert guesses(version)["take"] == ["revenue", "paid in"]


def test_descriptions_come_along_with_columns_that_keep_their_names(
    page, project, gdp, here, run_jobs
):
    other = VersionFactory(project=project, name="People", columns=["market", "year", "people"],
                           rows=[("DEU", 2020, 80.0)])  # fmt: skip
    ColumnEntryFactory(dataset=other.dataset, column="people", label="Inhabitants", unit="million")
    page.post(here, form(gdp, other, **{"t2-take": ["people"]}))
    run_jobs()
    (entry,) = Dataset.objects.get(name="Both").entries.all()
    assert (entry.column, entry.label, entry.unit) == ("people", "Inhabitants", "million")
