"""What people have agreed to, and who is not to be written to or kept at all."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from apps.core.models import ProjectModel
from apps.crm.models.parties import Basis, Contact, Lead
from apps.projects.synced import SyncedModel


class ConsentPurpose(ProjectModel):
    """What a project asks consent for, beside the purposes that every project has."""

    key = models.SlugField(_("key"), max_length=40)
    name = models.CharField(_("name"), max_length=80)

    class Meta:
        verbose_name = _("purpose of consent")
        verbose_name_plural = _("purposes of consent")
        ordering = ["name"]
        constraints = [
            models.UniqueConstraint(fields=["project", "key"], name="crm_consentpurpose_key")
        ]

    def __str__(self) -> str:
        return self.name


class Consent(SyncedModel):
    """What was said at a moment about a purpose. A row is never changed: who changes their mind
    leaves another one, and the newest counts.
    """

    class Decision(models.TextChoices):
        GIVEN = "given", pgettext_lazy("consent", "Given")
        WITHDRAWN = "withdrawn", pgettext_lazy("consent", "Withdrawn")

    contact = models.ForeignKey(
        Contact,
        null=True,
        blank=True,
        on_delete=models.CASCADE,
        related_name="consents",
        verbose_name=_("contact"),
    )
    lead = models.ForeignKey(
        Lead,
        null=True,
        blank=True,
        on_delete=models.CASCADE,
        related_name="consents",
        verbose_name=_("lead"),
    )
    purpose = models.CharField(_("purpose"), max_length=40)
    decision = models.CharField(_("decision"), max_length=9, choices=Decision.choices)
    basis = models.CharField(
        _("lawful basis"), max_length=20, choices=Basis.choices, default=Basis.CONSENT
    )
    source = models.CharField(_("source"), max_length=200, blank=True)
    evidence = models.TextField(_("evidence"), blank=True)
    at = models.DateTimeField(_("said at"), default=timezone.now)
    expires_on = models.DateField(_("counts until"), null=True, blank=True)
    recorded_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+"
    )

    class Meta(SyncedModel.Meta):
        verbose_name = _("consent")
        verbose_name_plural = _("consents")
        constraints = [
            models.CheckConstraint(
                condition=Q(contact__isnull=False, lead__isnull=True)
                | Q(contact__isnull=True, lead__isnull=False),
                name="crm_consent_of_one",
            )
        ]
        indexes = [
            *SyncedModel.Meta.indexes,
            models.Index(fields=["contact", "purpose", "at"], name="crm_consent_contact"),
            models.Index(fields=["lead", "purpose", "at"], name="crm_consent_lead"),
        ]

    def __str__(self) -> str:
        return f"{self.purpose}: {self.decision}"  # names nobody: it stands in the audit trail


class SuppressionKey(ProjectModel):
    """The key of a project's suppression list, sealed under the site's secret, so that the list
    outlives a change of that secret.
    """

    sealed = models.TextField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["project"], name="crm_suppressionkey_project")
        ]

    def __str__(self) -> str:
        return str(self.project_id)


class Suppression(SyncedModel):
    """An address or phone number that is not to be used, known by its keyed hash alone, so that it
    can be kept when the person is erased.
    """

    class Channel(models.TextChoices):
        EMAIL = "email", _("E-mail address")
        PHONE = "phone", _("Phone")

    class Reason(models.TextChoices):
        ASKED = "asked", _("Asked not to be contacted")
        ERASED = "erased", _("Asked to be erased")
        BOUNCED = "bounced", _("Messages came back")
        COMPLAINT = "complaint", _("Complained")

    channel = models.CharField(_("kind"), max_length=5, choices=Channel.choices)
    digest = models.CharField(max_length=64, editable=False)  # HMAC-SHA256 in hex
    reason = models.CharField(_("reason"), max_length=9, choices=Reason.choices)
    note = models.CharField(_("note"), max_length=300, blank=True)
    added_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        null=True,
        blank=True,
        editable=False,
        on_delete=models.SET_NULL,
        related_name="+",
    )
    lifted_at = models.DateTimeField(_("lifted"), null=True, blank=True, editable=False)
    lifted_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        null=True,
        blank=True,
        editable=False,
        on_delete=models.SET_NULL,
        related_name="+",
    )
    lifted_why = models.CharField(_("why it was lifted"), max_length=300, blank=True)

    class Meta(SyncedModel.Meta):
        verbose_name = _("suppression")
        verbose_name_plural = _("suppressions")
        constraints = [
            models.UniqueConstraint(
                fields=["project", "digest"],
                condition=Q(lifted_at__isnull=True),
                name="crm_suppression_once",
            )
        ]

    @property
    def mark(self) -> str:
        """The beginning of the hash: by what two entries are told apart."""
        return self.digest[:8]

    def __str__(self) -> str:
        return f"{self.channel} {self.mark}"
