"""Models of a search: those that its result names are registered, found and kept."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from apps.engines import registry
from apps.jobs.domain import keeping
from apps.jobs.domain.submit import submit
from apps.jobs.links import steps_after
from apps.jobs.models import Job, JobArtifact, State
from apps.modelhub.domain.register import register_model
from apps.modelhub.models import RegisteredModel
from tests.factories.datasets import VersionFactory
from tests.factories.jobs import JobFactory
from tests.text import tiny

FIELDS = {"predict_fields": [{"name": "review", "label": "review", "dtype": "text"}]}


def trial(search, number, **values):
    job = JobFactory(
        project=search.project, parent=search, part_number=number, state=State.SUCCEEDED,
        title=f"Reviews · {number}", engine_key="text.classify", result=FIELDS, **values,
    )  # fmt: skip
    JobArtifact.objects.create(
        project=job.project, job=job, name="model/model.json", file="x", size=1, sha256="0" * 64
    )
    return job


@pytest.fixture
def search(project, analyst):
    job = JobFactory(
        project=project, state=State.SUCCEEDED, engine_key="text.compare", parts_total=3,
        summary={"models": [3, 1]}, result={}, handled_at=timezone.now(),
    )  # fmt: skip
    for number in (1, 2, 3):
        trial(job, number, handled_at=timezone.now())
    return job


def test_the_models_that_a_search_names_are_registered_once(search):
    for _ in range(2):
        register_model(search)
    found = RegisteredModel.objects.values_list("job__part_number", "name", "engine_key")
    assert sorted(found) == [
        (1, "Reviews · 1", "text.classify"), (3, "Reviews · 3", "text.classify"),
    ]  # fmt: skip


@pytest.mark.parametrize("named", [None, [], [2.0, "1", 9], "1"])
def test_what_names_no_trial_registers_nothing(search, named):
    search.summary = {"models": named}
    register_model(search)
    assert not RegisteredModel.objects.exists()


def test_trials_that_have_ended_otherwise_are_not_registered(search):
    Job.objects.filter(parent=search, part_number=1).update(state=State.CANCELLED)
    register_model(search)
    assert RegisteredModel.objects.get().job.part_number == 3


def test_the_way_to_predict_leads_to_the_best_trial_and_on_its_page_to_its_own(search):
    register_model(search)
    first, third = (RegisteredModel.objects.get(job__part_number=n) for n in (1, 3))
    assert steps_after(search)[0].url.rstrip("/").split("/").count(str(third.pk)) == 1
    assert str(first.pk) in steps_after(first.job)[0].url
    search.summary = {}
    assert steps_after(search) == []


def test_a_search_stays_as_long_as_a_model_of_its_trials(search):
    later = timezone.now() + timedelta(days=1)
    Job.objects.update(finished_at=timezone.now())
    register_model(search)
    assert keeping.forget(later) == 0
    RegisteredModel.objects.all().delete()
    assert keeping.forget(later) == 1
    assert not Job.objects.exists()


@pytest.mark.soak
@pytest.mark.models
@pytest.mark.django_db(transaction=True)
def test_a_comparison_from_the_form_to_its_models(
    client, project, analyst, run_jobs, tmp_path, settings
):
    pytest.importorskip("peft")
    settings.TEXT_MODELS_DIR = tmp_path / "bases"
    tiny.save(tmp_path / "bases" / "tiny")
    data = tiny.reviews(60).data
    version = VersionFactory(
        project=project, columns=list(data), rows=list(zip(*data.values(), strict=True))
    )
    client.force_login(analyst)
    page = client.get(reverse("jobs:new", args=[project.pk])).content.decode()
    assert registry.get("text.compare").label in page
    assert registry.get("text.search_numbers").label in page
    url = reverse(
        "jobs:new", args=[project.pk],
        query={"engine": "text.compare", "data": f"dataset:{version.pk}"},
    )  # fmt: skip
    form = client.get(url).content.decode()
    for said in ("LoRA: small additions to each layer", "Difference that matters"):
        assert said in form
    chosen = {"kind": "dataset", "id": str(version.pk), "roles": {"text": ["review"],
              "label": ["topic"]}}  # fmt: skip
    job = submit(
        project=project, user=analyst, engine_key="text.compare", inputs={"data": chosen},
        params={"base": "folder:tiny", "methods": ["lora", "probe"], "epochs": 1},
    )  # fmt: skip
    run_jobs()
    job.refresh_from_db()
    assert job.state == State.SUCCEEDED, (job.reason, job.refusal, job.error)
    for one in job.summary["methods"]:
        assert 0 < one["seconds"] < 120
        assert one["peak_memory_bytes"] > 50e6
    charts = [block["key"] for block in job.result["blocks"] if block["kind"] == "chart"]
    assert charts == ["parameters", "time", "memory"]
    models = RegisteredModel.objects.filter(job__parent=job)
    assert {model.job.part_number for model in models} == set(job.summary["models"])
    shown = client.get(reverse("jobs:detail", args=[project.pk, job.pk])).content.decode()
    best = models.get(job__part_number=job.summary["best"]["number"])
    assert reverse("modelhub:predict", args=[project.pk, best.pk]) in shown
