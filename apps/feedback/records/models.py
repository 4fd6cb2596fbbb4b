"""What customers say, whatever it came by: one row for each answer, review, message or remark."""

from __future__ import annotations

from datetime import date, time
from typing import Any, ClassVar

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext, pgettext_lazy
from django.utils.translation import gettext_lazy as _

from apps.core.messages import clipped
from apps.core.models import ProjectModel
from apps.projects.synced import SyncedModel, SyncedQuerySet

TITLE_LENGTH = 80
DAY_ALONE = time(12)  # when a day without an hour is stored, in the installation's time zone
IN_WORDS = "answer"  # own field of a survey's records: what was chosen, as it reads


class RecordQuerySet(SyncedQuerySet):
    """``counted``, where there is one, has the same rows and is quicker to count."""

    counted: Any = None

    def _clone(self) -> Any:
        clone = super()._clone()  # type: ignore[misc]
        clone.counted = self.counted
        return clone


class FeedbackRecord(SyncedModel):
    """One thing that somebody said or answered.

    ``submission_id`` is what was sent together (a filled-in survey, a review), ``field_id`` which
    question of it; with channel and source they are the key by which a record is sent again.
    ``number`` is a rating, a scale or the like, from 0 or 1 up to ``number_max``. ``search`` holds
    the folded words of what was said (``search.words_of``).
    """

    class Channel(models.TextChoices):
        SURVEY = "survey", pgettext_lazy("channel of feedback", "Survey")
        IMPORT = "import", pgettext_lazy("channel of feedback", "Table")
        API = "api", pgettext_lazy("channel of feedback", "API")
        EMAIL = "email", pgettext_lazy("channel of feedback", "E-mail")
        REVIEW = "review", pgettext_lazy("channel of feedback", "Review")
        CHAT = "chat", pgettext_lazy("channel of feedback", "Chat")

    class LanguageBy(models.TextChoices):
        GIVEN = "given", _("given with the record")
        DETECTED = "detected", _("detected")
        PERSON = "person", _("set by a person")

    channel = models.CharField(_("channel"), max_length=8, choices=Channel.choices)
    source = models.CharField(_("source"), max_length=120, blank=True)
    submission_id = models.CharField(_("submission"), max_length=200, blank=True)
    field_id = models.CharField(_("field"), max_length=100, blank=True)
    field_label = models.CharField(_("question"), max_length=300, blank=True)
    text = models.TextField(_("text"), blank=True)
    value: Any = models.JSONField(_("answer"), null=True, blank=True)
    number = models.FloatField(_("rating"), null=True, blank=True)
    number_max = models.FloatField(_("highest rating"), null=True, blank=True)
    country = models.CharField(_("country"), max_length=3, blank=True)  # ISO 3166-1 alpha-3
    language = models.CharField(_("language"), max_length=20, blank=True)  # BCP 47
    language_by = models.CharField(
        max_length=8, choices=LanguageBy.choices, default=LanguageBy.DETECTED, editable=False
    )
    occurred_at = models.DateTimeField(_("said on"), default=timezone.now)
    contact = models.ForeignKey(
        "crm.Contact",
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="feedback",
        verbose_name=_("contact"),
    )
    attributes: Any = models.JSONField(_("own fields"), default=dict, blank=True)
    fingerprint = models.CharField(max_length=32, blank=True, editable=False)  # hex
    duplicate_of = models.ForeignKey(
        "self", null=True, editable=False, on_delete=models.SET_NULL, related_name="duplicates"
    )
    search = models.TextField(blank=True, editable=False)
    intake = models.ForeignKey(
        "feedback.RecordIntake",
        null=True,
        editable=False,
        on_delete=models.SET_NULL,
        related_name="records",
    )

    objects: ClassVar[Any] = RecordQuerySet.as_manager()

    class Meta(SyncedModel.Meta):
        verbose_name = _("feedback record")
        verbose_name_plural = _("feedback records")
        constraints = [
            models.UniqueConstraint(
                fields=["project", "channel", "source", "submission_id", "field_id"],
                condition=~Q(submission_id=""),
                name="feedback_record_once",
            )
        ]
        indexes = [
            *SyncedModel.Meta.indexes,
            models.Index(fields=["project", "occurred_at", "id"], name="feedback_record_time"),
            models.Index(fields=["project", "country", "occurred_at"], name="feedback_record_land"),
            models.Index(
                fields=["project", "language", "occurred_at"], name="feedback_record_tongue"
            ),
            models.Index(
                fields=["project", "source", "occurred_at"], name="feedback_record_source"
            ),
            models.Index(
                fields=["project", "fingerprint"],
                condition=~Q(fingerprint=""),
                name="feedback_record_alike",
            ),
        ]

    @property
    def title(self) -> str:
        """The beginning of what was said, or the answer; a rating alone is named as one."""
        said = " ".join(self.text.split()) or self.answer
        if said == self.rating and said and self.value is None and not self.text.strip():
            return gettext("Rating {rating}").format(rating=said)
        return clipped(said, TITLE_LENGTH) if said else str(self.get_channel_display())

    @property
    def rating(self) -> str:
        """'4/5', or '' where none was given."""
        if self.number is None:
            return ""
        most = f"/{self.number_max:g}" if self.number_max is not None else ""
        return f"{self.number:g}{most}"

    @property
    def answer(self) -> str:
        """The typed answer in plain words; '' where there is none. A survey keeps the words of what
        was chosen beside the ids of the choices.
        """
        if self.value is not None and self.channel == self.Channel.SURVEY and self.in_words:
            return self.in_words
        if isinstance(self.value, list):
            return ", ".join(str(one) for one in self.value)
        return self.rating if self.value is None else str(self.value)

    @property
    def day(self) -> date | None:
        """The day on which it was said where the hour is not known: a table that names a day alone
        is taken at noon, to the microsecond.
        """
        there = timezone.localtime(self.occurred_at, timezone.get_default_timezone())
        return there.date() if self.intake_id and there.time() == DAY_ALONE else None

    @property
    def in_words(self) -> str:
        """What was chosen as the survey's default language calls it; '' where that is not kept."""
        kept = self.attributes.get(IN_WORDS) if isinstance(self.attributes, dict) else None
        return kept if isinstance(kept, str) else ""

    def __str__(self) -> str:
        return self.title


class RecordIntake(ProjectModel):
    """Records that are taken from a table: what was agreed on, what was found, how far it is.

    ``plan`` is ``intakes.columns.Plan``. ``found`` counts what the check said, ``counts`` what has
    become of the rows up to ``next_row`` (from 0).
    """

    class State(models.TextChoices):
        CHECKED = "checked", _("Checked")
        RUNNING = "running", pgettext_lazy("state of an import", "Being taken")
        DONE = "done", _("Done")
        STOPPED = "stopped", _("Stopped")
        UNDOING = "undoing", _("Being undone")
        UNDONE = "undone", _("Undone")

    version = models.ForeignKey(
        "datasets.DatasetVersion", on_delete=models.CASCADE, related_name="record_intakes"
    )
    plan: Any = models.JSONField()
    state = models.CharField(max_length=8, choices=State.choices, default=State.CHECKED)
    found: Any = models.JSONField(default=dict)
    counts: Any = models.JSONField(default=dict)
    next_row = models.PositiveIntegerField(default=0)
    problem: Any = models.JSONField(null=True, blank=True)  # Message: why it stopped
    created_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+"
    )

    class Meta:
        verbose_name = _("feedback from a table")
        verbose_name_plural = _("feedback from tables")
        ordering = ["-created_at"]
        indexes = [models.Index(fields=["state", "updated_at"], name="feedback_intake_state")]

    def __str__(self) -> str:
        return f"{self.version} · {self.get_state_display()}"


class IntakeChange(ProjectModel):
    """What a record was before an import changed it, so that the import can be undone.

    ``before`` holds the fields that changed; ``version`` the record's version after the change.
    """

    intake = models.ForeignKey(RecordIntake, on_delete=models.CASCADE, related_name="changes")
    record = models.ForeignKey(FeedbackRecord, on_delete=models.CASCADE, related_name="+")
    before: Any = models.JSONField()
    version = models.PositiveIntegerField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["intake", "record"], name="feedback_intakechange_once")
        ]

    def __str__(self) -> str:
        return f"{self.record_id}: {', '.join(sorted(self.before))}"
