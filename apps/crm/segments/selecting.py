"""The rows of a segment, asked for when they are needed: what fits today."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from django.db.models import Exists, OuterRef, QuerySet
from django.db.models.fields.json import KeyTransform
from django.db.models.functions import Coalesce
from django.utils import timezone

from apps.crm.consent.rules import allowed
from apps.crm.filters import tagged
from apps.crm.models import Activity, Company, Contact, Deal, Lead, Segment
from apps.crm.segments.rules import Rules

MODELS: dict[str, type[Any]] = {"company": Company, "contact": Contact, "lead": Lead}


def rows(segment: Segment) -> QuerySet[Any]:
    """Companies, contacts or leads that fit the rules."""
    rules = Rules.model_validate(segment.rules)
    found = MODELS[segment.of].objects.filter(project=segment.project_id)
    found = _fitting(found, segment.of, rules)
    if not rules.consent or segment.of == "company":
        return found
    return allowed(found, rules.consent, segment.project_id)


def members(segment: Segment, found: QuerySet[Any] | None = None) -> QuerySet[Contact]:
    """The people of a segment: its contacts, those of its companies, or what its leads became.

    Where the rules name a purpose, only those who may be written to for it. Others who write to
    them ask ``consent.allows`` all the same: consent may have been withdrawn since. ``found`` is
    :func:`rows`, where it is known already.
    """
    found = rows(segment) if found is None else found
    if segment.of == "contact":
        return found
    people = Contact.objects.filter(project=segment.project_id)
    if segment.of == "lead":
        return people.filter(pk__in=found.order_by().values("contact"))
    people = people.filter(company__in=found.order_by().values("pk"))
    purpose = Rules.model_validate(segment.rules).consent
    return allowed(people, purpose, segment.project_id) if purpose else people


def _fitting(found: QuerySet[Any], of: str, rules: Rules) -> QuerySet[Any]:
    if rules.countries:
        found = found.filter(country__in=rules.countries)
    if rules.tags:
        found = tagged(found, rules.tags)
    if rules.stages and of == "lead":
        found = found.filter(state__in=rules.stages)
    elif rules.stages:
        deals = Deal.objects.filter(**{of: OuterRef("pk")}, stage__key__in=rules.stages)
        found = found.filter(Exists(deals))
    if rules.active_within is not None:
        found = found.filter(Exists(_since(of, rules.active_within)))
    if rules.quiet_for is not None:
        found = found.exclude(Exists(_since(of, rules.quiet_for)))
    for place, (name, value) in enumerate(rules.attributes.items()):
        # By the key as it is: in a lookup 'contains' or 'a__range' would mean something else.
        own = {f"own_{place}": KeyTransform(name, "attributes")}
        found = found.alias(**own).filter(**{f"own_{place}": value})
    return found


def _since(of: str, days: int) -> QuerySet[Activity]:
    """Activities with the row in the last ``days``: when they were done, or else written down."""
    start = timezone.now() - timedelta(days=days)
    found: Any = Activity.objects.annotate(when=Coalesce("done_at", "created_at"))
    rows: QuerySet[Activity] = found.filter(**{of: OuterRef("pk")}, when__gte=start)
    return rows
