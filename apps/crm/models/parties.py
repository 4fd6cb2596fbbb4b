"""Whom a team sells to: companies, the people in them, and leads, which may become either.

Deals, activities and consent hang on these by foreign key; merging two records moves their
references, and the loser leaves a tombstone, as any deletion does.
"""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from apps.core.models import ProjectModel
from apps.projects.synced import ExternalReference, SyncedModel


class Party(SyncedModel):
    """What a company and a person have in common."""

    email = models.EmailField(_("e-mail address"), blank=True)
    phone = models.CharField(_("phone"), max_length=20, blank=True)  # E.164
    website = models.URLField(_("website"), max_length=300, blank=True)
    country = models.CharField(_("country"), max_length=3, blank=True)  # ISO 3166-1 alpha-3
    language = models.CharField(_("language"), max_length=20, blank=True)  # BCP 47
    owner = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
        verbose_name=_("owner"),
    )
    tags: Any = models.JSONField(_("tags"), default=list, blank=True)
    note = models.TextField(_("note"), blank=True)
    attributes: Any = models.JSONField(_("own fields"), default=dict, blank=True)

    class Meta(SyncedModel.Meta):
        abstract = True
        indexes = [
            *SyncedModel.Meta.indexes,
            models.Index(fields=["project", "name", "id"], name="%(app_label)s_%(class)s_name"),
            models.Index(fields=["project", "country"], name="%(app_label)s_%(class)s_land"),
        ]


class Company(Party):
    """An organisation: customer, partner, or neither yet."""

    name = models.CharField(_("name"), max_length=200)
    industry = models.CharField(_("industry"), max_length=80, blank=True)
    employees = models.PositiveIntegerField(_("employees"), null=True, blank=True)

    class Meta(Party.Meta):
        verbose_name = _("company")
        verbose_name_plural = _("companies")

    def __str__(self) -> str:
        return self.name


class Contact(Party):
    """A person. ``name`` is made of what is known of them: for lists, search and sorting."""

    given_name = models.CharField(_("given name"), max_length=100, blank=True)
    family_name = models.CharField(_("family name"), max_length=100, blank=True)
    name = models.CharField(_("name"), max_length=254, editable=False)
    job_title = models.CharField(_("job title"), max_length=120, blank=True)
    company = models.ForeignKey(
        Company,
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="contacts",
        verbose_name=_("company"),
    )

    class Meta(Party.Meta):
        verbose_name = _("contact")
        verbose_name_plural = _("contacts")
        constraints = [
            models.UniqueConstraint(
                fields=["project", "email"], condition=~Q(email=""), name="crm_contact_email"
            )
        ]

    def __str__(self) -> str:
        return self.name


class Basis(models.TextChoices):
    """Why personal data may be kept: GDPR Article 6(1), letters (a) to (f)."""

    CONSENT = "consent", _("Consent (a)")
    CONTRACT = "contract", _("Contract (b)")
    LEGAL_OBLIGATION = "legal_obligation", _("Legal obligation (c)")
    VITAL_INTERESTS = "vital_interests", _("Vital interests (d)")
    PUBLIC_TASK = "public_task", _("Public task (e)")
    LEGITIMATE_INTERESTS = "legitimate_interests", _("Legitimate interests (f)")
    NOT_NEEDED = "not_needed", _("Not needed: no personal data")


class Lead(Party):
    """An organisation or a person that may become a customer. ``name`` is the person's, or else
    the organisation's: for lists, search and sorting.
    """

    class State(models.TextChoices):
        NEW = "new", pgettext_lazy("state of a lead", "New")
        CONTACTED = "contacted", _("Contacted")
        QUALIFIED = "qualified", _("Qualified")
        CONVERTED = "converted", _("Converted")
        DROPPED = "dropped", _("Dropped")

    organisation = models.CharField(_("organisation"), max_length=200, blank=True)
    given_name = models.CharField(_("given name"), max_length=100, blank=True)
    family_name = models.CharField(_("family name"), max_length=100, blank=True)
    name = models.CharField(_("name"), max_length=254, editable=False)
    job_title = models.CharField(_("job title"), max_length=120, blank=True)
    sector = models.CharField(_("sector"), max_length=80, blank=True)
    employees = models.PositiveIntegerField(_("employees"), null=True, blank=True)
    source = models.CharField(_("source"), max_length=200, blank=True)
    basis = models.CharField(_("lawful basis"), max_length=20, choices=Basis.choices)
    basis_note = models.CharField(_("about the lawful basis"), max_length=300, blank=True)
    basis_date = models.DateField(_("lawful since"), null=True, blank=True)
    state = models.CharField(_("state"), max_length=10, choices=State.choices, default=State.NEW)
    state_reason = models.CharField(_("reason"), max_length=300, blank=True)
    dataset_version = models.ForeignKey(
        "datasets.DatasetVersion",
        null=True,
        blank=True,
        editable=False,
        on_delete=models.SET_NULL,
        related_name="+",
    )
    dataset_row = models.PositiveIntegerField(null=True, blank=True, editable=False)  # from 1
    company = models.ForeignKey(
        Company,
        null=True,
        blank=True,
        editable=False,
        on_delete=models.SET_NULL,
        related_name="leads",
        verbose_name=_("company"),
    )
    contact = models.ForeignKey(
        Contact,
        null=True,
        blank=True,
        editable=False,
        on_delete=models.SET_NULL,
        related_name="leads",
        verbose_name=_("contact"),
    )

    class Meta(Party.Meta):
        verbose_name = _("lead")
        verbose_name_plural = _("leads")
        constraints = [
            models.UniqueConstraint(
                fields=["project", "email"], condition=~Q(email=""), name="crm_lead_email"
            )
        ]
        indexes = [
            *Party.Meta.indexes,
            models.Index(fields=["project", "sector"], name="crm_lead_sector"),
            models.Index(fields=["project", "state"], name="crm_lead_state"),
        ]

    @classmethod
    def from_db(cls, *args: Any, **kwargs: Any) -> Any:
        """The row, which remembers its state: ``converted`` is reached and left in one way only."""
        row = super().from_db(*args, **kwargs)
        row.__dict__["stored_state"] = row.__dict__.get("state", cls.State.NEW)
        return row

    def __str__(self) -> str:
        return self.name


class LeadIntake(ProjectModel):
    """Leads that are made from a table: what was agreed on, what was found, and how far it is.

    ``plan`` is ``domain.intake.Plan``. ``found`` counts what the check said, ``counts`` what has
    become of the rows up to ``next_row`` (from 0), as ``domain.intake.Verdict`` → rows.
    """

    class State(models.TextChoices):
        CHECKED = "checked", _("Checked")
        RUNNING = "running", _("Being made")
        DONE = "done", _("Done")
        STOPPED = "stopped", _("Stopped")

    version = models.ForeignKey(
        "datasets.DatasetVersion", on_delete=models.CASCADE, related_name="lead_intakes"
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
        verbose_name = _("leads from a table")
        verbose_name_plural = _("leads from tables")
        ordering = ["-created_at"]
        indexes = [models.Index(fields=["state", "updated_at"], name="crm_leadintake_state")]

    def __str__(self) -> str:
        return f"{self.version} · {self.get_state_display()}"


class CompanyReference(ExternalReference):
    """What another system calls a company."""

    row = models.ForeignKey(Company, on_delete=models.CASCADE, related_name="references")


class ContactReference(ExternalReference):
    """What another system calls a contact."""

    row = models.ForeignKey(Contact, on_delete=models.CASCADE, related_name="references")


class LeadReference(ExternalReference):
    """What another system calls a lead."""

    row = models.ForeignKey(Lead, on_delete=models.CASCADE, related_name="references")
