"""The job row is the truth; Celery only carries its id."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from apps.core.models import BaseModel, ProjectModel, ScopedQuerySet


class State(models.TextChoices):
    """Where a job stands. 'Lost' is said of an attempt; its job is queued again."""

    QUEUED = "queued", _("Queued")
    STARTING = "starting", _("Starting")
    RUNNING = "running", _("Running")
    CANCELLING = "cancelling", _("Cancelling")
    SUCCEEDED = "succeeded", _("Succeeded")
    REFUSED = "refused", _("Refused")
    ERRORED = "errored", _("Failed")
    TIMED_OUT = "timed_out", _("Timed out")
    CANCELLED = "cancelled", _("Cancelled")


ACTIVE_STATES = (State.STARTING, State.RUNNING, State.CANCELLING)
OPEN_STATES = (State.QUEUED, *ACTIVE_STATES)
FINAL_STATES = tuple(state for state in State if state not in OPEN_STATES)


class Task(models.TextChoices):
    """What is asked of the engine's runner."""

    RUN = "run", _("Run")
    PREDICT = "predict", _("Predict")
    PART = "part", _("Part of a run")


class Job(ProjectModel):
    """One request to an engine, through all its attempts."""

    project = models.ForeignKey("projects.Project", on_delete=models.CASCADE, related_name="jobs")
    title = models.CharField(_("title"), max_length=200)
    purpose = models.CharField(max_length=60, blank=True, db_index=True)  # e.g. "research.demand"
    engine_key = models.CharField(_("engine"), max_length=100)
    engine_version = models.CharField(max_length=40)
    task = models.CharField(max_length=10, choices=Task.choices, default=Task.RUN)
    params: Any = models.JSONField(default=dict)
    inputs: Any = models.JSONField(default=dict)  # slot → {"kind", "id", "roles"}
    seed = models.BigIntegerField(default=0)
    queue = models.CharField(max_length=20, default="default")
    time_limit_seconds = models.PositiveIntegerField(null=True, blank=True)

    state = models.CharField(_("state"), max_length=12, choices=State.choices, default=State.QUEUED)
    # Queued, but it waits: for its inputs, for its parts, or, being a part, for a place.
    held = models.BooleanField(default=False)
    attempt = models.PositiveSmallIntegerField(default=0)
    cancel_requested_at = models.DateTimeField(null=True, blank=True)
    stop_and_save = models.BooleanField(default=False)
    phase = models.CharField(max_length=60, blank=True)
    progress_done = models.FloatField(default=0)
    progress_total = models.FloatField(default=0)
    progress_rate = models.FloatField(null=True, blank=True)  # steps a second, smoothed
    progress_note: Any = models.JSONField(null=True, blank=True)  # Message
    last_seq = models.PositiveBigIntegerField(default=0)

    ready_at = models.DateTimeField(null=True, blank=True)  # a part's or parent's turn to wait
    sent_at = models.DateTimeField(null=True, blank=True)  # last time its id went to the broker
    started_at = models.DateTimeField(null=True, blank=True)  # claimed by a worker
    running_at = models.DateTimeField(null=True, blank=True)  # the child's first event stored
    finished_at = models.DateTimeField(_("finished"), null=True, blank=True)
    kept = models.BooleanField(_("kept"), default=False)  # a person's word: JOB_KEEP_DAYS or not
    handled_at = models.DateTimeField(null=True, blank=True)  # the rooms above have reacted

    result: Any = models.JSONField(null=True, blank=True)  # engines.result.Result
    summary: Any = models.JSONField(default=dict, blank=True)
    refusal: Any = models.JSONField(null=True, blank=True)  # engines.contract.Issue
    reason: Any = models.JSONField(null=True, blank=True)  # Message: why it ended, in words
    error = models.TextField(blank=True)  # traceback, for administrators only
    provenance: Any = models.JSONField(default=dict, blank=True)

    created_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+"
    )
    parent = models.ForeignKey(
        "self", null=True, blank=True, on_delete=models.CASCADE, related_name="children"
    )
    part_number = models.PositiveIntegerField(null=True, blank=True)  # of ``parent``, from 1
    part: Any = models.JSONField(null=True, blank=True)  # what ``plan`` or ``propose`` said of it
    pruned = models.BooleanField(default=False)  # a trial that its search's bounds have ended
    # Of a parent, once it has planned. ``domain.advancing`` counts; nothing else writes them.
    parts_total = models.PositiveIntegerField(null=True, blank=True)
    parts_ended = models.PositiveIntegerField(default=0)
    rerun_of = models.ForeignKey(
        "self", null=True, blank=True, on_delete=models.SET_NULL, related_name="reruns"
    )

    class Meta:
        verbose_name = _("job")
        verbose_name_plural = _("jobs")
        ordering = ["-created_at", "id"]
        indexes = [
            models.Index(fields=["project", "-created_at"]),
            models.Index(fields=["state", "sent_at"]),
            models.Index(fields=["-created_at", "id"], name="jobs_job_newest"),
            models.Index(fields=["project", "engine_key"], name="jobs_job_engine"),
            models.Index(fields=["project", "purpose", "-created_at"], name="jobs_job_purpose"),
            models.Index(
                fields=["project", "purpose", "state", "-finished_at"], name="jobs_job_latest"
            ),
            models.Index(fields=["project", "state"], name="jobs_job_state"),
            models.Index(fields=["project", "updated_at", "id"], name="jobs_job_sync"),
            models.Index(fields=["finished_at", "state"], name="jobs_job_finished"),
            models.Index(
                fields=["project", "-created_at"],
                condition=models.Q(kept=True),
                name="jobs_job_kept",
            ),
            # Lists leave parts out; there may be a thousand of one run.
            models.Index(
                fields=["project", "-created_at"],
                condition=models.Q(parent=None),
                name="jobs_job_whole",
            ),
            models.Index(
                fields=["project", "updated_at", "id"],
                condition=models.Q(parent=None),
                name="jobs_job_whole_sync",
            ),
            models.Index(
                fields=["project"],
                condition=models.Q(parts_total__isnull=False, state="queued"),
                name="jobs_job_waiting",
            ),
            models.Index(
                fields=["project", "parent", "-created_at"],
                condition=models.Q(parent__isnull=False),
                name="jobs_job_parts",
            ),
            # The values that the administrators' lists offer to filter by.
            models.Index(fields=["engine_key"], name="jobs_job_engines"),
            models.Index(fields=["queue"], name="jobs_job_queues"),
        ]
        constraints = [
            models.UniqueConstraint(fields=["parent", "part_number"], name="one_part_per_number")
        ]

    def __str__(self) -> str:
        return self.title

    @property
    def is_final(self) -> bool:
        return self.state in FINAL_STATES

    @property
    def is_settled(self) -> bool:
        """Final, and whatever follows from it (a dataset version, a model) is in place."""
        return self.is_final and self.handled_at is not None

    @property
    def awaits_parts(self) -> bool:
        """It has planned, and its parts have not all ended."""
        return self.state == State.QUEUED and self.held and self.parts_total is not None

    @property
    def reference(self) -> str:
        """A short number that a person can quote to an administrator."""
        return str(self.pk)[:8]


class JobPartQuerySet(ScopedQuerySet):
    project_path = "job__project"


class JobAttempt(BaseModel):
    """One try at a job by one worker. Its number fences late writers."""

    class Outcome(models.TextChoices):
        OPEN = "open", _("Running")
        SUCCEEDED = "succeeded", _("Succeeded")
        REFUSED = "refused", _("Refused")
        ERRORED = "errored", _("Failed")
        TIMED_OUT = "timed_out", _("Timed out")
        CANCELLED = "cancelled", _("Cancelled")
        LOST = "lost", _("Lost")
        PLANNED = "planned", _("Planned")  # its parts are made; a later attempt goes on

    job = models.ForeignKey(Job, on_delete=models.CASCADE, related_name="attempts")
    number = models.PositiveSmallIntegerField()
    outcome = models.CharField(max_length=10, choices=Outcome.choices, default=Outcome.OPEN)
    host = models.CharField(max_length=255, blank=True)
    worker_pid = models.PositiveIntegerField(null=True)
    child_pid = models.PositiveIntegerField(null=True)
    device = models.CharField(max_length=80, blank=True)
    devices = models.PositiveSmallIntegerField(default=1)  # like ``device``, from that one on
    heartbeat_at = models.DateTimeField(null=True)
    finished_at = models.DateTimeField(null=True)
    exit_code = models.IntegerField(null=True)
    reason = models.CharField(max_length=300, blank=True)
    peak_memory_bytes = models.BigIntegerField(null=True)
    cpu_seconds = models.FloatField(null=True)

    objects = JobPartQuerySet.as_manager()

    class Meta:
        ordering = ["number"]
        constraints = [
            models.UniqueConstraint(fields=["job", "number"], name="one_attempt_per_number")
        ]
        indexes = [
            models.Index(fields=["-created_at", "id"], name="jobs_attempt_newest"),
            models.Index(fields=["host"], name="jobs_attempt_hosts"),
            models.Index(fields=["device"], name="jobs_attempt_devices"),
        ]

    def __str__(self) -> str:
        return f"{self.job_id} #{self.number}"


class JobInput(models.Model):
    """What a job took, a row for each slot: ``Job.inputs`` the other way round, so that who used
    something is found by an index. Written by ``domain.lineage`` and never changed."""

    job = models.ForeignKey(Job, on_delete=models.CASCADE, related_name="taken")
    slot = models.CharField(max_length=100)
    kind = models.CharField(max_length=40)  # of the provider, such as 'dataset'
    ref = models.CharField(max_length=100)  # the input's id; for a table of a job, that job's
    name = models.CharField(max_length=200, blank=True)  # of the job's table
    content_hash = models.CharField(max_length=64, blank=True)  # as it was when it was taken
    at = models.DateTimeField()  # when the job was asked for, so that the newest are found first

    objects = JobPartQuerySet.as_manager()

    class Meta:
        ordering = ["id"]
        indexes = [models.Index(fields=["kind", "ref", "-at"], name="jobs_input_used")]
        constraints = [models.UniqueConstraint(fields=["job", "slot"], name="one_input_per_slot")]

    def __str__(self) -> str:
        return f"{self.kind} {self.ref}"


class JobLog(models.Model):
    """One line of a job's log."""

    job = models.ForeignKey(Job, on_delete=models.CASCADE, related_name="log_lines")
    attempt = models.PositiveSmallIntegerField()
    seq = models.PositiveBigIntegerField()
    at = models.DateTimeField()
    level = models.CharField(max_length=8)
    text = models.TextField()

    objects = JobPartQuerySet.as_manager()

    class Meta:
        ordering = ["id"]
        indexes = [models.Index(fields=["job", "seq"])]

    def __str__(self) -> str:
        return self.text


class JobMetric(models.Model):
    """One point of a curve."""

    job = models.ForeignKey(Job, on_delete=models.CASCADE, related_name="metrics")
    attempt = models.PositiveSmallIntegerField()
    seq = models.PositiveBigIntegerField()
    name = models.CharField(max_length=60)
    step = models.BigIntegerField()
    value = models.FloatField()
    at = models.DateTimeField(null=True)  # when it was reported; unknown of runs before 0.2

    objects = JobPartQuerySet.as_manager()

    class Meta:
        ordering = ["id"]
        indexes = [models.Index(fields=["job", "name", "step"])]

    def __str__(self) -> str:
        return f"{self.name}[{self.step}] = {self.value}"


class JobArtifact(ProjectModel):
    """A file that a job made, in Django storage."""

    job = models.ForeignKey(Job, on_delete=models.CASCADE, related_name="artifacts")
    name = models.CharField(max_length=200)
    file = models.FileField(max_length=500)
    size = models.BigIntegerField()
    sha256 = models.CharField(max_length=64)
    media_type = models.CharField(max_length=100, default="application/octet-stream")

    class Meta:
        ordering = ["name"]
        constraints = [
            models.UniqueConstraint(fields=["job", "name"], name="one_artifact_per_name")
        ]
        # With the sizes in it: what a project stores is summed up without reading the rows.
        indexes = [
            models.Index(fields=["project", "size"], name="jobs_artifact_size"),
            models.Index(fields=["job", "updated_at", "id"], name="jobs_artifact_walk"),
        ]

    def __str__(self) -> str:
        return self.name


class Worker(BaseModel):
    """A worker process that is there, as it says itself every few seconds."""

    name = models.CharField(_("worker"), max_length=255)  # Celery's, e.g. heavy@host
    host = models.CharField(max_length=255)  # identity.host_identity()
    pid = models.PositiveIntegerField()
    queues: Any = models.JSONField(_("queues"), default=list)
    slots = models.PositiveSmallIntegerField(_("jobs at once"))
    cores = models.PositiveSmallIntegerField(_("cores"))
    memory_bytes = models.BigIntegerField(_("memory"))
    devices: Any = models.JSONField(_("devices"), default=list)  # its GPUs: names or figures
    code_version = models.CharField(_("version"), max_length=60)
    seen_at = models.DateTimeField(_("last sign of life"))
    draining = models.BooleanField(_("draining"), default=False)

    class Meta:
        verbose_name = _("worker")
        verbose_name_plural = _("workers")
        ordering = ["name", "pid"]
        constraints = [models.UniqueConstraint(fields=["host", "pid"], name="one_row_per_worker")]

    def __str__(self) -> str:
        return f"{self.name} ({self.pid})"


class Schedule(ProjectModel):
    """A run that is asked for again and again, in the name of whoever made it."""

    name = models.CharField(_("name"), max_length=200)
    title = models.CharField(_("title of the runs"), max_length=200, blank=True)
    purpose = models.CharField(max_length=60, blank=True)
    engine_key = models.CharField(_("engine"), max_length=100)
    params: Any = models.JSONField(default=dict)
    inputs: Any = models.JSONField(default=dict)  # as a job's
    seed = models.BigIntegerField(null=True, blank=True)  # None: another one for each run
    newest = models.BooleanField(_("data"), default=False)  # True: newest version of the data
    expression = models.CharField(_("expression"), max_length=100)  # cron, five fields
    time_zone = models.CharField(_("time zone"), max_length=64, default="UTC")  # IANA name

    enabled = models.BooleanField(default=True)
    next_run_at = models.DateTimeField(null=True, blank=True)  # None while paused
    last_run_at = models.DateTimeField(null=True, blank=True)  # when it last asked for a run
    last_job = models.ForeignKey(
        Job, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    last_note: Any = models.JSONField(null=True, blank=True)  # Message: the last due time
    missed = models.PositiveIntegerField(default=0)  # due times while nothing was there to act
    skipped = models.PositiveIntegerField(default=0)  # due times at which the last run was open
    refusals = models.PositiveSmallIntegerField(default=0)  # in a row
    created_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+"
    )

    class Meta:
        verbose_name = _("schedule")
        verbose_name_plural = _("schedules")
        ordering = ["name", "id"]
        indexes = [
            models.Index(fields=["enabled", "next_run_at"]),
            models.Index(fields=["project", "name", "id"], name="jobs_schedule_names"),
            models.Index(fields=["project", "updated_at", "id"], name="jobs_schedule_walk"),
        ]

    def __str__(self) -> str:
        return self.name
