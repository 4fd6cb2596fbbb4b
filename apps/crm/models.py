"""Whom a team sells to: companies and the people in them.

Leads, deals, activities and consent hang on these by foreign key; merging two records moves their
references, and the loser leaves a tombstone, as any deletion does.
"""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

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


class CompanyReference(ExternalReference):
    """What another system calls a company."""

    row = models.ForeignKey(Company, on_delete=models.CASCADE, related_name="references")


class ContactReference(ExternalReference):
    """What another system calls a contact."""

    row = models.ForeignKey(Contact, on_delete=models.CASCADE, related_name="references")
