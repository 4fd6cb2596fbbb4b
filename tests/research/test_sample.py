"""The sample project: complete, genuine, one for each person."""

import io
import re

import pytest
from django.core.management import CommandError, call_command
from django.urls import reverse
from django.utils import translation

from apps.datasets.models import Dataset, DatasetVersion
from apps.events.models import AuditEntry
from apps.jobs.models import Job, State
from apps.modelhub.models import RegisteredModel
from apps.projects.domain.samples import open_sample, sample_of
from apps.projects.models import MarketEntry, Membership, Product, Project, Role, Stage, StageMove
from apps.research.domain.sample import CANDIDATES, gapminder_rows, territory_rows
from tests.factories.accounts import AdminFactory, UserFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def user():
    return UserFactory()


@pytest.fixture
def project(user):
    return open_sample(user)


def test_it_has_its_owner_a_described_product_and_twelve_candidates(project, user):
    assert project.is_sample
    assert Membership.objects.get(project=project).role == Role.OWNER
    assert len(project.product.summary) > 40
    entries = MarketEntry.objects.filter(project=project)
    assert entries.filter(is_home=False).count() == 12
    assert entries.get(is_home=True).country == "CHN"
    assert len(set(entries.values_list("stage", flat=True))) >= 7


def test_every_stage_was_reached_by_moves_with_their_gates(project):
    moves = StageMove.objects.filter(project=project)
    assert moves.count() == sum(passed for passed, _days in CANDIDATES.values()) + 4
    assert all(move.reason for move in moves)
    assert any(move.gate for move in moves)
    singapore = MarketEntry.objects.get(project=project, country="SGP")
    assert singapore.stage == Stage.INTERNATIONAL_FEEDBACK
    audited = AuditEntry.objects.filter(project=project, kind="projects.market.moved")
    assert audited.count() == moves.count()


def test_it_holds_the_worked_example_and_real_country_data(project):
    versions = DatasetVersion.objects.filter(project=project).select_related("dataset")
    rows = {version.dataset.name: version.rows for version in versions}
    assert rows == {
        "Worked example": 3,
        "Countries and years (Gapminder)": 1704,
        "Territories (CLDR)": 249,
    }
    assert all(v.dataset.source and v.dataset.licence for v in versions if v.rows > 3)


def test_two_fits_wait_for_a_worker(project):
    jobs = Job.objects.filter(project=project, purpose="research.demand")
    assert {job.state for job in jobs} == {State.QUEUED}
    worked = jobs.get(title__startswith="Worked example")
    assert worked.inputs["data"]["roles"] == {"target": ["D"], "predictors": ["d"]}
    version = DatasetVersion.objects.get(pk=worked.inputs["data"]["id"])
    assert version.dataset.name == "Worked example"


@pytest.fixture
def ran(run_jobs, user, monkeypatch):
    """The sample once its queued jobs have run; a prediction is run while the page waits for it."""
    monkeypatch.setattr("apps.modelhub.domain.predict.wait_for", lambda job, _: run_jobs(job))
    open_sample(user)
    done = run_jobs()
    assert {job.state for job in done} == {State.SUCCEEDED}, [job.error for job in done]
    return {job.title: job for job in done}


def test_its_worked_example_reads_exactly(ran, client, user):
    fitted = ran["Worked example: D = A·d + b"]
    client.force_login(user)
    place = {"project_id": fitted.project_id}
    page = client.get(reverse("jobs:detail", kwargs={**place, "job_id": fitted.pk}))
    shown = page.content.decode()
    assert "D = 1.175115 · d − 12.557604" in shown
    for label, value, note in (
        ("R²", "0.998848", "share of the differences explained"),
        ("Residual SD", "2.400", "on 1 degree of freedom"),
    ):
        assert re.search(rf">{label}</div>\s*<div[^>]*>{value}</div>\s*<div[^>]*>{note}<", shown)

    model = RegisteredModel.objects.get(job=fitted)
    asking = reverse("modelhub:predict", kwargs={**place, "model_id": model.pk})
    assert asking in shown
    answer = client.post(asking, {"cell-0-0": "220"}, follow=True).content.decode()
    said = answer.split('class="card-body said"')[1].split("</div>")[0]
    assert re.search(r"At d = 220\b[^<]* the estimate of D is 245\.97[ .]", said)
    assert "A new observation is likely between 191.61 and 300.33, the mean between 200.97" in said
    assert "and 290.97 (95% intervals)." in said
    assert "Extrapolation: d = 220 is outside the data&#x27;s range, 95 to 180." in said
    assert '<tr class="needs-care">' in answer
    assert ran["Life expectancy by income and year"].summary["rows_used"] == 1704


def test_each_person_has_their_own_and_only_one(project, user):
    assert open_sample(user) == project
    other = UserFactory()
    assert sample_of(other) is None
    assert open_sample(other) != project
    assert Project.objects.filter(is_sample=True).count() == 2


def test_it_is_made_in_the_readers_language(user):
    with translation.override("zh-hans"):
        project = open_sample(user)
    assert project.name.startswith("示例")
    assert not DatasetVersion.objects.filter(dataset__name="Worked example").exists()


def test_one_made_before_anybody_looked_follows_its_first_reader(user):
    with translation.override("en"):
        made = open_sample(user)
        Product.objects.filter(project=made).update(summary="Our own words.")
        english = set(Dataset.objects.filter(project=made).values_list("name", flat=True))
    with translation.override("zh-hans"):
        opened = open_sample(user)
    assert opened.pk == made.pk
    assert opened.name.startswith("示例")
    assert Product.objects.get(project=made).summary == "Our own words."
    chinese = set(Dataset.objects.filter(project=made).values_list("name", flat=True))
    assert not chinese & english
    assert not Job.objects.filter(project=made, title__contains="Life expectancy").exists()
    assert AuditEntry.objects.filter(kind="projects.project.changed", project_id=made.pk).exists()
    with translation.override("en"):
        open_sample(user)
    assert set(Dataset.objects.filter(project=made).values_list("name", flat=True)) == english


def test_every_country_of_gapminder_has_its_code():
    rows = gapminder_rows()
    assert len({row[1] for row in rows}) == 142
    assert None not in {row[1] for row in rows}
    china = [row for row in rows if row[1] == "CHN" and row[3] == 2007]
    assert china == [("China", "CHN", "Asia", 2007, 72.961, 1318683096, 4959.114854)]


def test_territories_have_no_invented_zeros():
    rows = {row[0]: row for row in territory_rows()}
    assert rows["CHN"][2] == 1_416_040_000
    assert rows["NAM"][1] == "Namibia"
    assert all(value is None or value > 0 for row in rows.values() for value in row[2:6])


def test_the_command_loads_it_for_the_first_administrator_once():
    administrator = AdminFactory()
    AdminFactory()
    said = io.StringIO()
    call_command("load_sample", stdout=said)
    call_command("load_sample", stdout=said)
    assert Membership.objects.get(project__is_sample=True).user == administrator
    assert "is ready" in said.getvalue()
    assert "was there already" in said.getvalue()


def test_the_command_loads_it_for_somebody_else(user):
    call_command("load_sample", owner=user.email.upper(), verbosity=0)
    assert sample_of(user) is not None


def test_the_command_says_what_is_wrong():
    with pytest.raises(CommandError, match="no administrator"):
        call_command("load_sample")
    with pytest.raises(CommandError, match=r"nobody@example\.com"):
        call_command("load_sample", owner="nobody@example.com")
