"""Surveys, their published versions, who answered them, and who was asked to."""

from __future__ import annotations

import secrets
from typing import Any

from django.conf import settings
from django.db import models
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from apps.core.models import ProjectModel
from apps.projects.synced import SyncedModel


def new_token() -> str:
    """What a public address carries: 96 random bits."""
    return secrets.token_urlsafe(12)


def file_place(instance: Any, name: str) -> str:
    """A random name: what a respondent called the file never reaches the storage."""
    return f"surveys/{instance.project_id}/{secrets.token_hex(16)}"


class Survey(SyncedModel):
    """A survey. ``draft`` is what its makers edit (``definition.Definition``); respondents see the
    newest version. ``sites`` are the origins whose pages may hold it in a frame.
    """

    class State(models.TextChoices):
        DRAFT = "draft", pgettext_lazy("survey", "Draft")
        OPEN = "open", pgettext_lazy("survey", "Open")
        CLOSED = "closed", pgettext_lazy("survey", "Closed")

    title = models.CharField(_("title"), max_length=200)
    state = models.CharField(_("state"), max_length=6, choices=State.choices, default=State.DRAFT)
    token = models.CharField(max_length=32, unique=True, default=new_token, editable=False)
    draft: Any = models.JSONField()
    quota_total = models.PositiveIntegerField(_("answers at most"), null=True, blank=True)
    only_invited = models.BooleanField(_("only by invitation"), default=False)
    sites: Any = models.JSONField(_("sites that may embed it"), default=list, blank=True)
    created_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+"
    )

    class Meta(SyncedModel.Meta):
        verbose_name = _("survey")
        verbose_name_plural = _("surveys")

    def __str__(self) -> str:
        return self.title

    @property
    def public_path(self) -> str:
        """The page that respondents meet."""
        return reverse("surveys:answer", args=[self.token])

    @property
    def is_shown(self) -> bool:
        """Whether its public pages exist: not those of a project that is archived."""
        return self.project.archived_at is None


class SurveyVersion(ProjectModel):
    """What was asked from a moment on. Written once; answers keep their version."""

    survey = models.ForeignKey(Survey, on_delete=models.CASCADE, related_name="versions")
    number = models.PositiveIntegerField()
    definition: Any = models.JSONField()
    published_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+"
    )

    class Meta:
        verbose_name = _("version of a survey")
        verbose_name_plural = _("versions of surveys")
        ordering = ["-number"]
        constraints = [
            models.UniqueConstraint(fields=["survey", "number"], name="feedback_surveyversion_once")
        ]

    def __str__(self) -> str:
        return f"{self.survey} v{self.number}"

    def save(self, *args: Any, **kwargs: Any) -> None:
        if not self._state.adding:
            raise TypeError("a published version of a survey is never changed")
        super().save(*args, **kwargs)


class SurveyInvitation(ProjectModel):
    """A contact who is asked; their link carries the signed id.

    A mail waits until ``due_at``, is sent, and says what came of it. While it is being sent
    ``due_at`` is when whoever sends it must have told; ``tries`` tells one try from a later one.
    ``replaced``: the contact, merged of two, has another invitation to this survey.
    """

    class State(models.TextChoices):
        WAITING = "waiting", pgettext_lazy("invitation", "Waiting")
        SENDING = "sending", pgettext_lazy("invitation", "Being sent")
        SENT = "sent", pgettext_lazy("invitation", "Sent")
        LEFT_OUT = "left_out", pgettext_lazy("invitation", "Not to be written to any more")
        FAILED = "failed", pgettext_lazy("invitation", "Could not be sent")
        UNCLEAR = "unclear", pgettext_lazy("invitation", "Perhaps sent")

    survey = models.ForeignKey(Survey, on_delete=models.CASCADE, related_name="invitations")
    contact = models.ForeignKey(
        "crm.Contact", on_delete=models.CASCADE, related_name="survey_invitations"
    )
    language = models.CharField(max_length=20)
    state = models.CharField(max_length=8, choices=State.choices, default=State.WAITING)
    due_at = models.DateTimeField(default=timezone.now)
    tries = models.PositiveSmallIntegerField(default=0)
    problem: Any = models.JSONField(null=True, blank=True)  # Message: why it was not sent
    sent_at = models.DateTimeField(null=True, blank=True)
    replaced = models.BooleanField(default=False)
    invited_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+"
    )

    class Meta:
        verbose_name = _("invitation to a survey")
        verbose_name_plural = _("invitations to surveys")
        ordering = ["-created_at"]
        constraints = [
            models.UniqueConstraint(
                fields=["survey", "contact"], condition=models.Q(replaced=False),
                name="feedback_invitation_once",
            )
        ]  # fmt: skip
        indexes = [
            models.Index(
                fields=["due_at"], condition=models.Q(state__in=["waiting", "sending"]),
                name="feedback_invitation_due",
            )
        ]  # fmt: skip

    def __str__(self) -> str:
        return f"{self.survey} · {self.contact}"


class SurveyResponse(SyncedModel):
    """One run through a survey. ``answers``: question → value (see ``logic``); once it is complete
    only answers to questions that were asked. ``at`` is the section that comes next.
    """

    class State(models.TextChoices):
        PARTIAL = "partial", pgettext_lazy("survey", "Begun")
        COMPLETE = "complete", pgettext_lazy("survey", "Complete")
        OVER_QUOTA = "over_quota", pgettext_lazy("survey", "Over a quota")

    survey = models.ForeignKey(Survey, on_delete=models.CASCADE, related_name="responses")
    survey_version = models.ForeignKey(SurveyVersion, on_delete=models.CASCADE, related_name="+")
    invitation = models.OneToOneField(
        SurveyInvitation, null=True, on_delete=models.SET_NULL, related_name="response"
    )
    state = models.CharField(max_length=10, choices=State.choices, default=State.PARTIAL)
    language = models.CharField(_("language"), max_length=20)
    country = models.CharField(_("country"), max_length=3, blank=True)  # ISO 3166-1 alpha-3
    answers: Any = models.JSONField(default=dict)
    at = models.CharField(max_length=40, blank=True)
    completed_at = models.DateTimeField(null=True, blank=True)

    class Meta(SyncedModel.Meta):
        verbose_name = _("answer to a survey")
        verbose_name_plural = _("answers to surveys")
        indexes = [
            *SyncedModel.Meta.indexes,
            models.Index(fields=["survey", "state"], name="feedback_surveyresponse_state"),
        ]

    def __str__(self) -> str:
        return str(self.pk)


class SurveyFile(ProjectModel):
    """A file that a respondent sent: kept under a random name, handed to members as a download."""

    response = models.ForeignKey(SurveyResponse, on_delete=models.CASCADE, related_name="files")
    question = models.CharField(max_length=40)
    file = models.FileField(upload_to=file_place, max_length=200)
    name = models.CharField(max_length=120)  # as the respondent called it
    size = models.PositiveIntegerField()

    class Meta:
        verbose_name = _("file of an answer")
        verbose_name_plural = _("files of answers")

    def __str__(self) -> str:
        return self.name
