"""Tables that a team brought in: uploads, datasets, and their immutable versions."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.db import models
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from apps.core.models import ProjectModel


class Upload(ProjectModel):
    """A file on its way in, chunk by chunk, until it becomes a dataset version or is dropped."""

    class State(models.TextChoices):
        RECEIVING = "receiving", _("Receiving")
        RECEIVED = "received", _("Received")
        INSPECTING = "inspecting", _("Reading")
        READY = "ready", _("Ready to check")
        IMPORTING = "importing", _("Importing")
        DONE = "done", _("Imported")
        REFUSED = "refused", _("Refused")

    created_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+"
    )
    dataset = models.ForeignKey(
        "datasets.Dataset", null=True, blank=True, on_delete=models.CASCADE, related_name="uploads"
    )
    filename = models.CharField(max_length=255)
    size = models.BigIntegerField()
    offset = models.BigIntegerField(default=0)
    state = models.CharField(max_length=10, choices=State.choices, default=State.RECEIVING)
    inspection: Any = models.JSONField(null=True, blank=True)  # what the sniffer found
    options: Any = models.JSONField(default=dict, blank=True)  # what the person confirmed
    job = models.ForeignKey(
        "jobs.Job", null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    version = models.ForeignKey(
        "datasets.DatasetVersion",
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="uploads",
    )
    refusal: Any = models.JSONField(null=True, blank=True)  # engines.contract.Issue

    class Meta:
        verbose_name = _("upload")
        verbose_name_plural = _("uploads")
        ordering = ["-created_at"]
        indexes = [
            models.Index(fields=["project", "state"], name="datasets_upload_state"),
            models.Index(fields=["project", "updated_at", "id"], name="datasets_upload_sync"),
        ]

    def __str__(self) -> str:
        return self.filename


class Dataset(ProjectModel):
    """A named table of a project; its content is its latest version's."""

    project = models.ForeignKey(
        "projects.Project", on_delete=models.CASCADE, related_name="datasets"
    )
    name = models.CharField(_("name"), max_length=120)
    description = models.TextField(_("description"), blank=True)
    source = models.CharField(_("source"), max_length=300, blank=True)
    licence = models.CharField(_("licence"), max_length=120, blank=True)
    created_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+"
    )

    class Meta:
        verbose_name = _("dataset")
        verbose_name_plural = _("datasets")
        ordering = ["-updated_at", "id"]
        indexes = [
            models.Index(fields=["project", "-updated_at", "id"], name="datasets_dataset_newest")
        ]
        constraints = [
            models.UniqueConstraint(fields=["project", "name"], name="one_dataset_per_name")
        ]

    def __str__(self) -> str:
        return self.name

    @cached_property
    def latest(self) -> DatasetVersion | None:
        """The newest version; a page that has it already sets it."""
        found: DatasetVersion | None = self.versions.first()
        return found


class DatasetVersion(ProjectModel):
    """An immutable Parquet file with the hash of its content."""

    project = models.ForeignKey("projects.Project", on_delete=models.CASCADE, related_name="+")
    dataset = models.ForeignKey(Dataset, on_delete=models.CASCADE, related_name="versions")
    number = models.PositiveIntegerField(_("version"))
    file = models.FileField(max_length=500)
    size = models.BigIntegerField()
    content_hash = models.CharField(
        max_length=64
    )  # SHA-256 over schema and values, not over the file
    rows = models.BigIntegerField()
    columns: Any = models.JSONField(default=list)  # [engines.contract.ColumnProfile]
    profile: Any = models.JSONField(default=dict, blank=True)  # histograms, top values, alerts
    rejected_rows = models.BigIntegerField(default=0)
    rejections = models.FileField(
        max_length=500, blank=True
    )  # CSV: row, column, value, reason, fix
    rejections_size = models.BigIntegerField(default=0)
    import_options: Any = models.JSONField(default=dict, blank=True)
    original_name = models.CharField(max_length=255, blank=True)
    job = models.ForeignKey(
        "jobs.Job", null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    created_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+"
    )

    class Meta:
        verbose_name = _("dataset version")
        verbose_name_plural = _("dataset versions")
        ordering = ["-number"]
        # With the sizes in it: what a project stores is summed up without reading the rows.
        indexes = [
            models.Index(
                fields=["project", "size", "rejections_size"], name="datasets_version_size"
            ),
            models.Index(fields=["project", "-created_at"], name="datasets_version_newest"),
        ]
        constraints = [
            models.UniqueConstraint(fields=["dataset", "number"], name="one_version_per_number")
        ]

    def __str__(self) -> str:
        return f"{self.dataset} · {self.number}"


class ColumnEntry(ProjectModel):
    """What people say of a column of a dataset, known by its name, so that it outlives versions.

    ``unit`` is as people wrote it; '' means that the newest version's own counts. ``minimum`` and
    ``maximum`` (both included) and ``permitted`` (texts as the table writes them) are a rule that
    cells should keep; missing cells break none.
    """

    class Measure(models.TextChoices):
        FLOW = "flow", _("Amount in a period")
        STOCK = "stock", _("Amount at a point in time")
        PRICE = "price", pgettext_lazy("what a column measures", "Price")
        RATE = "rate", _("Rate or share")
        INDEX = "index", pgettext_lazy("what a column measures", "Index")
        CODE = "code", _("Code or name")
        TEXT = "text", pgettext_lazy("what a column measures", "Text")
        OTHER = "other", pgettext_lazy("what a column measures", "Something else")

    dataset = models.ForeignKey(Dataset, on_delete=models.CASCADE, related_name="entries")
    column = models.TextField(_("column"))
    label = models.CharField(_("label"), max_length=120, blank=True)
    description = models.TextField(_("description"), max_length=2000, blank=True)
    unit = models.CharField(_("unit"), max_length=60, blank=True)
    measure = models.CharField(
        _("what it measures"), max_length=8, choices=Measure.choices, blank=True
    )
    price_year = models.PositiveSmallIntegerField(_("year of the prices"), null=True, blank=True)
    source = models.CharField(_("source"), max_length=300, blank=True)
    source_year = models.PositiveSmallIntegerField(_("year of the source"), null=True, blank=True)
    note = models.TextField(_("note"), max_length=2000, blank=True)
    minimum = models.FloatField(_("smallest permitted value"), null=True, blank=True)
    maximum = models.FloatField(_("largest permitted value"), null=True, blank=True)
    permitted: Any = models.JSONField(_("permitted values"), default=list, blank=True)

    class Meta:
        verbose_name = _("column description")
        verbose_name_plural = _("column descriptions")
        ordering = ["column", "id"]
        indexes = [
            models.Index(fields=["project", "updated_at", "id"], name="datasets_entry_walk"),
        ]
        constraints = [
            models.UniqueConstraint(fields=["dataset", "column"], name="one_entry_per_column")
        ]

    def __str__(self) -> str:
        return f"{self.dataset} · {self.column}"


class LabelQueue(ProjectModel):
    """Labels of one column of a dataset that a run has found worth a look, and their classes.
    ``kind`` says what a cell holds, and ``separator`` what parts several labels in it.
    """

    class Kind(models.TextChoices):
        LABEL = "label", _("One label")
        LABELS = "labels", _("Several labels")
        NUMBER = "number", _("A number")

    dataset = models.ForeignKey(Dataset, on_delete=models.CASCADE, related_name="label_queues")
    version = models.ForeignKey(DatasetVersion, on_delete=models.CASCADE, related_name="+")
    column = models.TextField()  # of the labels
    text_column = models.TextField()
    kind = models.CharField(max_length=8, choices=Kind.choices, default=Kind.LABEL)
    separator = models.CharField(max_length=10, blank=True)
    classes: Any = models.JSONField(default=list)
    looked = models.BigIntegerField(default=0)  # rows that were looked at
    job = models.ForeignKey("jobs.Job", null=True, on_delete=models.SET_NULL, related_name="+")

    class Meta:
        verbose_name = _("labels to check")
        verbose_name_plural = _("labels to check")
        ordering = ["-updated_at", "id"]
        constraints = [
            models.UniqueConstraint(fields=["dataset", "column"], name="one_label_queue_per_column")
        ]

    def __str__(self) -> str:
        return f"{self.dataset} · {self.column}"


class LabelCheck(ProjectModel):
    """One text whose label waits for a person's decision, or has it.

    ``key`` is the same for all rows of the dataset that say the same (``rows.identity``), ``row``
    (from 1) is one of them in the queue's version. A decision holds for every such row that has
    this label. ``missing_in`` is a version in which none was found when it was to be put in.
    """

    class Reason(models.TextChoices):
        MISLABELLED = "mislabelled", _("The label looks wrong")
        UNSURE = "unsure", _("Hard to tell")

    class State(models.TextChoices):
        OPEN = "open", _("Waits")
        KEPT = "kept", _("Label kept")
        CHANGED = "changed", _("Label changed")
        SKIPPED = "skipped", _("Skipped")

    queue = models.ForeignKey(LabelQueue, on_delete=models.CASCADE, related_name="checks")
    key = models.CharField(max_length=16)
    row = models.BigIntegerField()
    text = models.TextField()
    label = models.TextField(blank=True)  # as it stands in the table; '' for none of several
    better = models.TextField(blank=True)  # what the model says
    quality = models.FloatField()  # of the label, 0 to 1
    reason = models.CharField(max_length=12, choices=Reason.choices)
    state = models.CharField(max_length=8, choices=State.choices, default=State.OPEN)
    decided = models.TextField(blank=True)  # the label that a person gave
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    decided_at = models.DateTimeField(null=True, blank=True)
    applied_in = models.ForeignKey(
        DatasetVersion, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    missing_in = models.ForeignKey(
        DatasetVersion, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )

    class Meta:
        verbose_name = _("label to check")
        verbose_name_plural = _("labels to check")
        ordering = ["quality", "id"]
        indexes = [
            models.Index(fields=["queue", "state", "quality", "id"], name="datasets_check_next"),
            models.Index(fields=["project", "updated_at", "id"], name="datasets_check_sync"),
        ]
        constraints = [
            models.UniqueConstraint(fields=["queue", "key"], name="one_label_check_per_text")
        ]

    def __str__(self) -> str:
        return f"{self.queue} · {self.row}"


class Source(ProjectModel):
    """Where a dataset is fetched from. Without a ``plan`` it was looked at and not yet agreed on.

    ``settings`` are the connector's but for its secrets, which ``secrets`` holds sealed. ``known``
    and ``digest`` are what the last fetch left behind, and count while its ``version`` is the
    newest.
    """

    name = models.CharField(_("name"), max_length=120)
    connector = models.CharField(_("connector"), max_length=60)
    created_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+"
    )
    settings: Any = models.JSONField(default=dict)
    secrets: Any = models.JSONField(default=dict)  # name → sealed
    dataset = models.ForeignKey(
        Dataset, null=True, blank=True, on_delete=models.SET_NULL, related_name="data_sources"
    )
    version = models.ForeignKey(
        DatasetVersion, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    plan: Any = models.JSONField(null=True, blank=True)  # how its table is read, as agreed
    inspection: Any = models.JSONField(null=True, blank=True)  # the first rows, for a person
    refusal: Any = models.JSONField(null=True, blank=True)  # why there are none: Issue
    known: Any = models.JSONField(default=dict, blank=True)
    digest = models.CharField(max_length=64, blank=True)
    job = models.ForeignKey(
        "jobs.Job", null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    schedule = models.OneToOneField(
        "jobs.Schedule", null=True, blank=True, on_delete=models.SET_NULL, related_name="source"
    )
    checked_at = models.DateTimeField(null=True, blank=True)  # the last fetch that succeeded
    failures = models.PositiveSmallIntegerField(default=0)  # in a row
    note: Any = models.JSONField(null=True, blank=True)  # Message: what the last fetch came to

    class Meta:
        verbose_name = _("source")
        verbose_name_plural = _("sources")
        ordering = ["name", "id"]
        indexes = [
            models.Index(fields=["project", "name", "id"], name="datasets_source_names"),
            models.Index(fields=["project", "updated_at", "id"], name="datasets_source_walk"),
        ]

    def __str__(self) -> str:
        return self.name


class Fetch(ProjectModel):
    """What one fetch came to, and where its table came from. ``origin`` holds no secrets."""

    class State(models.TextChoices):
        STORED = "stored", _("New version")
        UNCHANGED = "unchanged", _("Nothing new")
        CHANGED = "changed", _("Columns changed")
        FAILED = "failed", _("Failed")

    source = models.ForeignKey(Source, on_delete=models.CASCADE, related_name="fetches")
    state = models.CharField(_("state"), max_length=10, choices=State.choices)
    job = models.ForeignKey(
        "jobs.Job", null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    version = models.ForeignKey(
        DatasetVersion, null=True, blank=True, on_delete=models.SET_NULL, related_name="fetches"
    )
    rows = models.BigIntegerField(null=True, blank=True)
    scheduled = models.BooleanField(default=False)
    note: Any = models.JSONField(null=True, blank=True)  # Message
    changes: Any = models.JSONField(default=list, blank=True)  # [sources.schema.Change]
    plan: Any = models.JSONField(null=True, blank=True)  # of a changed table, to be agreed on
    origin: Any = models.JSONField(default=dict, blank=True)
    created_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+"
    )

    class Meta:
        verbose_name = _("fetch")
        verbose_name_plural = _("fetches")
        ordering = ["-created_at", "id"]
        indexes = [
            models.Index(fields=["source", "-created_at"], name="datasets_fetch_newest"),
            models.Index(fields=["project", "updated_at", "id"], name="datasets_fetch_walk"),
        ]

    def __str__(self) -> str:
        return f"{self.source} · {self.get_state_display()}"
