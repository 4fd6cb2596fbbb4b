"""Jobs in every state, without running anything."""

from __future__ import annotations

from datetime import timedelta

import factory
from django.utils import timezone
from factory.django import DjangoModelFactory

from apps.core.messages import msg
from apps.engines.result import Result, Tile, Tiles
from apps.jobs.domain import lineage
from apps.jobs.models import (
    FINAL_STATES,
    Job,
    JobArtifact,
    JobAttempt,
    JobLog,
    JobMetric,
    Schedule,
    State,
)
from tests.factories.projects import ProjectFactory


def some_result(**summary):
    """A small valid result as stored JSON."""
    return Result(
        headline=msg("The answer is {n}.", n=42),
        blocks=[Tiles(items=[Tile(label=msg("Answer"), value="42")])],
        summary=summary or {"answer": 42},
    ).model_dump(mode="json")


class JobFactory(DjangoModelFactory[Job]):
    """A queued job of the project's first member; ``state="succeeded"`` gives it a result."""

    class Meta:
        model = Job

    project = factory.SubFactory(ProjectFactory)
    title = factory.Sequence(lambda n: f"Job {n}")
    engine_key = "toy.sum"
    engine_version = "1.2"
    seed = 7
    sent_at = factory.LazyFunction(timezone.now)
    created_by = factory.LazyAttribute(lambda o: o.project.memberships.first().user)

    state = State.QUEUED
    attempt = factory.LazyAttribute(lambda o: 0 if o.state == State.QUEUED else 1)
    started_at = factory.LazyAttribute(
        lambda o: None if o.state == State.QUEUED else timezone.now() - timedelta(seconds=30)
    )
    running_at = factory.LazyAttribute(lambda o: o.started_at)
    finished_at = factory.LazyAttribute(
        lambda o: timezone.now() if o.state in FINAL_STATES else None
    )
    handled_at = factory.LazyAttribute(lambda o: o.finished_at)
    result = factory.LazyAttribute(lambda o: some_result() if o.state == State.SUCCEEDED else None)
    summary = factory.LazyAttribute(lambda o: (o.result or {}).get("summary", {}))

    @factory.post_generation
    def taken(self, create, _extracted):
        """As ``submit`` does."""
        if create:
            lineage.record(self)


class JobAttemptFactory(DjangoModelFactory[JobAttempt]):
    """The first attempt of a running job."""

    class Meta:
        model = JobAttempt

    job = factory.SubFactory(JobFactory, state=State.RUNNING)
    number = 1
    host = "elsewhere:1"
    worker_pid = 4_000_000
    heartbeat_at = factory.LazyFunction(timezone.now)


class JobLogFactory(DjangoModelFactory[JobLog]):
    class Meta:
        model = JobLog

    job = factory.SubFactory(JobFactory, state=State.RUNNING)
    attempt = 1
    seq = factory.Sequence(lambda n: n + 1)
    at = factory.LazyFunction(timezone.now)
    level = "info"
    text = factory.Sequence(lambda n: f"line {n}")


class JobMetricFactory(DjangoModelFactory[JobMetric]):
    class Meta:
        model = JobMetric

    job = factory.SubFactory(JobFactory, state=State.RUNNING)
    attempt = 1
    seq = factory.Sequence(lambda n: n + 1)
    name = "loss"
    step = factory.Sequence(lambda n: n)
    value = 0.5


class JobArtifactFactory(DjangoModelFactory[JobArtifact]):
    """A stored file."""

    class Meta:
        model = JobArtifact

    job = factory.SubFactory(JobFactory, state=State.SUCCEEDED)
    project = factory.LazyAttribute(lambda o: o.job.project)
    name = "table.csv"
    file = factory.django.FileField(data=b"a,b\n1,2\n", filename="table.csv")
    size = 8
    sha256 = "0" * 64
    media_type = "text/csv"


class ScheduleFactory(DjangoModelFactory[Schedule]):
    """Each day at 06:00 in Berlin, next in an hour, by the project's first member."""

    class Meta:
        model = Schedule

    project = factory.SubFactory(ProjectFactory)
    name = factory.Sequence(lambda n: f"Schedule {n}")
    engine_key = "toy.sum"
    params = factory.LazyFunction(lambda: {"count": 2})
    expression = "0 6 * * *"
    time_zone = "Europe/Berlin"
    next_run_at = factory.LazyFunction(lambda: timezone.now() + timedelta(hours=1))
    created_by = factory.LazyAttribute(lambda o: o.project.memberships.first().user)
