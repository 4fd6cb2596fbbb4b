"""What the SDK gives: frozen objects of one project, and nothing of another."""

from __future__ import annotations

import dataclasses
import uuid

import pytest
from django.db.models import Model
from django.utils import timezone
from lepton_dummy.models import Note

from apps import sdk
from apps.events.models import AuditEntry, Notice
from apps.modelhub.models import RegisteredModel
from apps.projects.models import MarketEntry, Role
from tests.factories.accounts import UserFactory
from tests.factories.datasets import DatasetFactory
from tests.factories.jobs import JobFactory
from tests.factories.modelhub import ModelAliasFactory, RegisteredModelFactory
from tests.factories.projects import MembershipFactory, ProjectFactory


@pytest.fixture
def scope(site, turn):
    turn("dummy")
    return sdk.scope("dummy", site.project.pk, site.owner.pk)


def members(value):
    """The object and everything in it."""
    yield value
    if dataclasses.is_dataclass(value):
        for field in dataclasses.fields(value):
            yield from members(getattr(value, field.name))
    elif isinstance(value, tuple):
        for item in value:
            yield from members(item)


def test_what_is_read_is_frozen_and_no_row(site, scope):
    found = [
        sdk.project(scope), sdk.people(scope), sdk.markets(scope), sdk.datasets(scope),
        sdk.dataset(scope, site.dataset.pk), sdk.jobs(scope), sdk.job(scope, site.job.pk),
        sdk.models(scope), sdk.aliases(scope),
    ]  # fmt: skip
    for value in found:
        for part in members(value):
            assert not isinstance(part, Model)
            if dataclasses.is_dataclass(part):
                assert part.__dataclass_params__.frozen


def test_project_people_markets(site, scope):
    assert sdk.project(scope).name == "Desk lamp, second generation"
    assert sdk.project(scope).product == "Lamp"
    found = {(person.id, person.role) for person in sdk.people(scope)}
    assert found == set(site.project.memberships.values_list("user_id", "role"))
    assert (site.owner.pk, "owner") in found
    markets = sdk.markets(scope)
    assert markets[0].is_home
    assert "Germany" in {market.name for market in markets}


def test_datasets_and_their_rows(data, scope):
    dataset = sdk.dataset(scope, data.pk)
    assert dataset in sdk.datasets(scope)
    assert dataset.name == "Three lamps"
    assert [(column.name, column.dtype) for column in dataset.columns] == [
        ("d", "number"), ("D", "number"),
    ]  # fmt: skip
    first = sdk.rows(scope, dataset.id, limit=2)
    assert (first.names, first.rows) == (("d", "D"), ((95.0, 100.0), (140.0, 150.0)))
    assert (first.total, first.next) == (3, 2)
    rest = sdk.rows(scope, dataset.id, offset=2)
    assert (rest.rows, rest.next) == (((180.0, 200.0),), None)


def test_a_run_and_a_prediction(data, scope, run_jobs):
    dataset = sdk.dataset(scope, data.pk)
    chosen = {
        "kind": "dataset",
        "id": str(dataset.version_id),
        "roles": {"target": ["D"], "predictors": ["d"]},
    }
    asked = sdk.submit_job(
        scope, "regression.least_squares", inputs={"data": chosen}, title="Fit",
        purpose="dummy.fit",
    )  # fmt: skip
    assert (asked.state, asked.is_final) == ("queued", False)
    run_jobs()
    done = sdk.job(scope, asked.id)
    assert (done.state, done.is_final) == ("succeeded", True)
    assert "goes with 1.175 more D" in done.headline
    assert [one.id for one in sdk.jobs(scope, purpose="dummy.fit")] == [asked.id]
    (model,) = [one for one in sdk.models(scope) if one.job_id == asked.id]
    assert model.needs == ("d",)
    waiting = sdk.predict(scope, model.id, [{"d": 220}], wait=0)
    assert waiting.rows == ()
    run_jobs()
    assert sdk.job(scope, waiting.job.id).state == "succeeded"


@pytest.fixture
def model_of(site):
    """A model of the project, by name and by the columns that it needs."""

    def made(name, *columns):
        fields = [{"name": column, "dtype": "number", "unit": ""} for column in columns or ("d",)]
        job = JobFactory(project=site.project, state="succeeded")
        return RegisteredModelFactory(job=job, name=name, predict_fields=fields)

    return made


def test_a_serving_name_is_pointed_and_led_back(site, scope, model_of):
    first, second = model_of("First"), model_of("Second")
    made = sdk.point_alias(scope, "weather", first.pk)
    assert (made.model_id, made.model_name, made.former_id) == (first.pk, "First", None)
    moved = sdk.point_alias(scope, "weather", str(second.pk))
    assert (moved.model_id, moved.former_id) == (second.pk, first.pk)
    assert moved in sdk.aliases(scope)
    back = sdk.roll_back_alias(scope, "weather")
    assert (back.model_id, back.former_id) == (first.pk, second.pk)
    assert back in sdk.aliases(scope)
    told = AuditEntry.objects.filter(kind="modelhub.alias.set", data__alias="weather")
    assert set(told.values_list("actor", flat=True)) == {site.owner.pk}
    assert told.count() == 3


def test_a_serving_name_goes_where_it_may_only(site, scope, model_of):
    first = model_of("First")
    sdk.point_alias(scope, "weather", first.pk)
    with pytest.raises(sdk.Refused, match="income"):
        sdk.point_alias(scope, "weather", model_of("Other", "d", "income").pk)
    with pytest.raises(sdk.Refused, match="small letters") as told:
        sdk.point_alias(scope, "Our model", first.pk)
    assert [field for field, _message in told.value.fields] == ["name"]
    with pytest.raises(sdk.Refused, match="has not pointed"):
        sdk.roll_back_alias(scope, "weather")
    with pytest.raises(sdk.NotFound, match="no such serving name"):
        sdk.roll_back_alias(scope, "nobody")
    (alias,) = [one for one in sdk.aliases(scope) if one.name == "weather"]
    assert alias.model_id == first.pk


def test_serving_names_are_for_editors_of_projects_at_work(site, scope, model_of):
    first = model_of("First")
    sdk.point_alias(scope, "weather", first.pk)
    analyst = MembershipFactory(project=site.project, role=Role.ANALYST).user
    nobody = sdk.scope("dummy", site.project.pk)
    for weak in (nobody, sdk.scope("dummy", site.project.pk, analyst.pk)):
        assert sdk.aliases(weak)
        with pytest.raises(sdk.NotAllowed):
            sdk.point_alias(weak, "weather", model_of("Second").pk)
        with pytest.raises(sdk.NotAllowed):
            sdk.roll_back_alias(weak, "weather")
    type(site.project).objects.filter(pk=site.project.pk).update(archived_at=timezone.now())
    with pytest.raises(sdk.NotAllowed, match="archived"):
        sdk.point_alias(scope, "weather", model_of("Third").pk)


def test_what_is_wrong_with_a_run_is_said_at_once(scope):
    with pytest.raises(sdk.Refused) as told:
        sdk.submit_job(scope, "regression.least_squares", params={"confidence": 2})
    assert {field for field, _message in told.value.fields} >= {"confidence"}
    with pytest.raises(sdk.Refused, match="no engine"):
        sdk.submit_job(scope, "datasets.import")
    with pytest.raises(sdk.Refused, match="begin with the plugin's key"):
        sdk.submit_job(scope, "dummy.greet", purpose="research.demand")


def test_nothing_is_done_in_nobodys_name_or_above_the_role(site, scope):
    nobody = sdk.scope("dummy", site.project.pk)
    assert sdk.datasets(nobody)
    with pytest.raises(sdk.NotAllowed):
        sdk.submit_job(nobody, "dummy.greet")
    viewer = MembershipFactory(project=site.project, role=Role.VIEWER).user
    with pytest.raises(sdk.NotAllowed, match="analyst"):
        sdk.submit_job(sdk.scope("dummy", site.project.pk, viewer.pk), "dummy.greet")


def test_a_scope_is_for_members_where_the_plugin_is_on(site, scope, turn):
    with pytest.raises(sdk.NotFound):
        sdk.scope("dummy", site.project.pk, UserFactory().pk)
    with pytest.raises(sdk.NotFound):
        sdk.scope("dummy", uuid.uuid4())
    with pytest.raises(sdk.NotFound):
        sdk.scope("nobody", site.project.pk)
    turn("dummy", on=False)
    with pytest.raises(sdk.NotFound):
        sdk.scope("dummy", site.project.pk)


@pytest.mark.parametrize("wrong", ["other", "no id", uuid.uuid4()])
def test_rows_of_another_project_are_not_there(site, scope, wrong):
    other = ProjectFactory()
    rows = {
        sdk.dataset: DatasetFactory(project=other).pk,
        sdk.rows: DatasetFactory(project=other).pk,
        sdk.job: JobFactory(project=other).pk,
    }
    for read, pk in rows.items():
        with pytest.raises(sdk.NotFound):
            read(scope, pk if wrong == "other" else wrong)
    model = RegisteredModelFactory(job=JobFactory(project=other, state="succeeded")).pk
    with pytest.raises(sdk.NotFound):
        sdk.predict(scope, model if wrong == "other" else wrong, [{"d": 1}])
    with pytest.raises(sdk.NotFound):
        sdk.point_alias(scope, "weather", model if wrong == "other" else wrong)
    other_alias = ModelAliasFactory(model=RegisteredModel.objects.get(pk=model), name="theirs")
    assert other_alias.name not in {alias.name for alias in sdk.aliases(scope)}
    with pytest.raises(sdk.NotFound):
        sdk.roll_back_alias(scope, "theirs")


def test_own_tables_only(scope):
    assert list(sdk.own_rows(scope, Note)) == []
    with pytest.raises(sdk.NotAllowed, match="its own tables"):
        sdk.own_rows(scope, MarketEntry)


def test_notices_reach_members_only_and_lead_into_the_site(site, scope):
    sdk.notify(scope, site.owner.pk, sdk.msg("Look."), url=scope.url("home"), tone="good")
    assert Notice.objects.filter(user=site.owner, url=scope.url("home"), tone="good").exists()
    with pytest.raises(sdk.NotFound):
        sdk.notify(scope, UserFactory().pk, sdk.msg("Look."))
    for url in ("https://example.com/", "//example.com/"):
        with pytest.raises(sdk.Refused):
            sdk.notify(scope, site.owner.pk, sdk.msg("Look."), url=url)


def test_events_of_its_own_kinds_only(scope):
    for kind in ("projects.market.added", "dummy.note.burnt"):
        with pytest.raises(sdk.Refused, match="has not added"):
            sdk.report(scope, kind)


def test_requests_go_to_public_addresses_only():
    for url in ("http://127.0.0.1/", "http://[::ffff:10.0.0.1]/", "http://169.254.169.254/"):
        with pytest.raises(sdk.OutboundError):
            sdk.send("GET", url)


def test_queues_are_served_by_the_worker_of_short_jobs():
    from celery import Celery

    from apps.plugins import queues

    def served(*names):
        app = Celery("test", set_as_current=False)
        app.amqp.queues.select(names)
        queues._serve(instance=type("Worker", (), {"app": app}))
        return set(app.amqp.queues.consume_from)

    assert served("default") == {"default", "dummy", "dummy.slow"}
    assert served("heavy", "gpu") == {"heavy", "gpu"}
    assert served("dummy") == {"dummy"}, "-Q dummy serves that one alone"
