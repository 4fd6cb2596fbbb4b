"""Adding columns from the form and over REST, to a version of the dataset or a new dataset."""

import datetime as dt
import re

import pyarrow.parquet as pq
import pytest
from django.urls import reverse

from apps.datasets.models import Dataset, DatasetVersion
from apps.events.models import Notice
from apps.jobs.models import Job
from apps.projects.models import Role
from tests.api.conftest import Caller
from tests.datasets.deriving.conftest import near
from tests.factories.datasets import ColumnEntryFactory, VersionFactory
from tests.factories.projects import MembershipFactory, ProjectFactory

pytestmark = pytest.mark.django_db
ROWS = [("DE", 2020, 100.0, 4), ("DE", 2021, 110.0, 5), ("MX", 2021, None, 2)]


@pytest.fixture
def version(project):
    columns = ["market", "year", ("revenue", "EUR"), "people"]
    return VersionFactory(project=project, name="Sales", columns=columns, rows=ROWS)


@pytest.fixture
def rates(project):
    rows = [("USD", dt.date(2020, 12, 31), 1.2271), ("USD", dt.date(2021, 12, 31), 1.1326)]
    return VersionFactory(
        project=project, name="ECB", columns=["currency", "date", "rate"], rows=rows
    )


def url(version):
    return reverse("datasets:derive", args=[version.project_id, version.dataset_id])


def sent(version, *steps, do="save", **more):
    body = {"seen": str(version.pk), "do": do, "where-into": "version", **more}
    for place, step in enumerate(steps):
        body |= {f"s{place}-{name}": value for name, value in step.items()}
    return body


PER_HEAD = {"kind": "formula", "name": "per head", "formula": "revenue / people", "unit": "EUR"}
DOLLARS = {
    "kind": "currency", "name": "usd", "column": "revenue", "currency": "eur", "to": "USD",
    "date": "year", "rule": "last", "most_days": "7",
}  # fmt: skip
GROWTH = {
    "kind": "change", "name": "growth", "column": "usd", "measure": "growth", "periods": "1",
    "period": "year", "market": "market",
}  # fmt: skip
OF_RATES = {
    "rates-currency": "currency", "rates-date": "date", "rates-rate": "rate", "rates-base": "EUR",
    "rates-base_column": "", "rates-direction": "per_base",
}  # fmt: skip


def columns_of(version):
    with version.file.open("rb") as file:
        return pq.read_table(file).to_pydict()


def test_steps_become_the_next_version_and_can_be_taken_again(page, version, rates, run_here):
    assert "Formula" in page.get(url(version)).content.decode()
    body = sent(version, PER_HEAD, DOLLARS, GROWTH, **OF_RATES,
                **{"rates-dataset": str(rates.dataset_id)})  # fmt: skip
    answer = page.post(url(version), body)
    assert answer.status_code == 302, answer.content.decode()
    run_here()
    job = Job.objects.get()
    assert job.state == "succeeded", job.error
    made = version.dataset.versions.get(number=2)
    found = columns_of(made)
    assert found["per head"] == [25.0, 22.0, None]
    near(found["usd"], [122.71, 124.586, None])
    near(found["growth"], [None, 124.586 / 122.71 - 1, None], 1e-12)
    units = {column["name"]: column["unit"] for column in made.columns}
    assert units["usd"] == "USD"
    assert made.job == job
    assert Notice.objects.latest("created_at").message["values"]["count"] == 3

    shown = page.get(answer["Location"]).content.decode()
    assert "3 columns were added; 4 cells stayed empty." in shown
    assert "ECB · 1" in shown
    assert "Open the table" in shown
    again = page.post(reverse("jobs:rerun", args=[version.project_id, job.pk]))
    form = page.get(again["Location"]).content.decode()
    assert 'value="revenue / people"' in form
    replaced = sent(made, PER_HEAD, **{"where-replace": "on"})
    assert page.post(url(version), replaced).status_code == 302
    run_here()
    assert list(columns_of(version.dataset.versions.get(number=3))) == list(found)


def test_steps_are_added_and_removed_without_script_and_nothing_typed_is_lost(page, version):
    body = sent(version, PER_HEAD, {"kind": "share", "name": "part", "column": "revenue"})
    more = page.post(url(version), {**body, "do": "add", "kind": "currency"})
    shown = more.content.decode()
    assert more.status_code == 200
    assert "Step 3: Other currency" in shown
    assert "Exchange rates" in shown
    assert 'value="per head"' in shown
    assert "invalid-feedback" not in shown
    fewer = page.post(url(version), {**body, "do": "remove:0"}).content.decode()
    assert "Step 1: Share of a total" in fewer
    assert 'name="s0-name" value="part"' in fewer
    assert "revenue / people" not in fewer
    for odd in ("remove:99999999", "remove:x", "add", "other"):
        assert page.post(url(version), {**body, "do": odd}).status_code == 200
    assert not Job.objects.exists()


def test_what_is_wrong_stands_beside_its_field_and_what_was_typed_stays(page, version):
    wrong = {**PER_HEAD, "formula": "revenue / <b>"}
    answer = page.post(url(version), sent(version, wrong))
    shown = answer.content.decode()
    assert answer.status_code == 422
    assert "has no meaning in a formula" in shown
    assert "revenue / &lt;b&gt;" in shown
    taken = page.post(url(version), sent(version, {**PER_HEAD, "name": "year"}))
    assert "has a column &#x27;year&#x27; already" in taken.content.decode()
    assert "Add a step first" in page.post(url(version), sent(version)).content.decode()
    gone = page.post(url(version), sent(version, DOLLARS, **OF_RATES)).content.decode()
    assert "This field is required." in gone


def test_a_form_for_an_older_version_is_not_taken(page, version):
    stale = page.post(url(version), {**sent(version, PER_HEAD), "seen": "0"})
    assert stale.status_code == 422
    assert "has a new version since" in stale.content.decode()
    assert "revenue / people" in stale.content.decode()


def test_a_new_dataset_grows_by_later_runs_and_takes_no_other_ones_name(page, version, run_here):
    new = {"where-into": "new", "where-dataset_name": "Per head"}
    ColumnEntryFactory(dataset=version.dataset, column="revenue", label="Net revenue", unit="EUR")
    VersionFactory(project=version.project, name="Taken")
    other = {**new, "where-dataset_name": "Taken"}
    assert "another dataset called" in page.post(
        url(version), sent(version, PER_HEAD, **other)
    ).content.decode()  # fmt: skip
    for number in (1, 2):
        assert page.post(url(version), sent(version, PER_HEAD, **new)).status_code == 302
        run_here()
        assert Dataset.objects.get(name="Per head").versions.count() == number
    assert version.dataset.versions.count() == 1
    made = Dataset.objects.get(name="Per head")
    shown = page.get(reverse("datasets:detail", args=[version.project_id, made.pk]))
    origin = dict(shown.context["origin"])
    assert origin["Made by"] == "Add columns"
    assert version.dataset.name in origin["Made from"]
    assert "File" not in origin
    (entry,) = made.entries.all()
    assert (entry.column, entry.label, entry.unit) == ("revenue", "Net revenue", "EUR")


def test_a_newer_version_meanwhile_is_not_covered(page, version, run_here):
    page.post(url(version), sent(version, PER_HEAD))
    newer = DatasetVersion.objects.get(pk=version.pk)
    newer.pk, newer.number, newer._state.adding = None, 2, True
    newer.save()
    run_here()
    assert version.dataset.versions.count() == 2
    assert "newer version meanwhile" in Notice.objects.latest("created_at").message["text"]


def test_over_rest_and_not_with_what_is_another_projects(version, rates, run_here):
    caller = Caller(MembershipFactory(project=version.project, role=Role.ANALYST).user)
    place = f"projects/{version.project_id}/datasets/{version.dataset_id}/derive/"
    formula = {"kind": "formula", "name": "double", "formula": "revenue * 2"}
    made = caller.post(place, {"steps": [formula]})
    assert made.status_code == 202, made.content
    run_here()
    assert columns_of(version.dataset.versions.get(number=2))["double"] == [200.0, 220.0, None]

    def pointers(body):
        answer = caller.post(place, body)
        assert answer.status_code == 422, answer.content
        return [one["pointer"].lstrip("#") for one in answer.json()["errors"]]

    assert pointers({"steps": [{**formula, "formula": "__import__(1)"}]}) == [
        "/steps/0/formula", "/steps/0/name",
    ]  # fmt: skip
    assert pointers({"steps": [{**formula, "x": 1}]}) == ["/steps/0/x"]
    dollars = {**DOLLARS, "currency": "EUR", "most_days": 7}
    assert pointers({"steps": [dollars]}) == ["/rates_dataset"]
    elsewhere = VersionFactory(project=ProjectFactory(), name="Others")
    asked = {"steps": [dollars], "rates_dataset": str(elsewhere.dataset_id)}
    assert caller.post(place, asked).status_code == 404
    theirs = f"projects/{version.project_id}/datasets/{elsewhere.dataset_id}/derive/"
    assert caller.post(theirs, {"steps": [formula]}).status_code == 404
    viewer = Caller(MembershipFactory(project=version.project, role=Role.VIEWER).user)
    assert viewer.post(place, {"steps": [formula]}).status_code == 403


def test_rates_and_steps_of_other_projects_are_not_offered(page, version):
    elsewhere = VersionFactory(project=ProjectFactory(), name="Secret rates")
    body = sent(version, DOLLARS, **OF_RATES, **{"rates-dataset": str(elsewhere.dataset_id)})
    answer = page.post(url(version), body)
    assert answer.status_code == 422
    assert "Secret rates" not in answer.content.decode()
    for odd in ("x", "00000000-0000-0000-0000-000000000000"):
        shown = page.get(url(version), {"from": odd}).content.decode()
        assert len(re.findall("card-title", shown)) == 2


def test_a_run_says_in_words_what_was_asked(page, version, run_here):
    steps = [PER_HEAD, {**GROWTH, "column": "revenue", "percent": "on"}]
    page.post(url(version), sent(version, *steps))
    job = Job.objects.get(engine_key="datasets.derive")
    shown = page.get(reverse("jobs:detail", args=[version.project_id, job.pk])).content.decode()
    for words in (
        "&#x27;per head&#x27; = revenue / people",
        "&#x27;growth&#x27;: growth of &#x27;revenue&#x27; over 1 step, in percent,"
        " by &#x27;year&#x27;, each &#x27;market&#x27; for itself",
        "The next version of this dataset",
    ):
        assert words in shown
    assert "formula&#x27;:" not in shown  # nothing as a machine would write it


def test_a_new_step_starts_with_likely_columns(page, project):
    rows = [("DE", 2020, 1.5, "EUR"), ("JP", 2021, 200.0, "JPY")]
    columns = ["country", "year", "revenue", "paid in"]
    version = VersionFactory(project=project, columns=columns, rows=rows)
    change, money = (
        page.post(url(version), sent(version, do="add", kind=kind)).context["forms"].steps[0]
        for kind in ("change", "currency")
    )
    assert (change["period"].value(), change["market"].value()) == ("year", "country")
    found = [money[name].value() for name in ("date", "currency_column", "rule")]
    assert found == ["year", "paid in", "year"]
