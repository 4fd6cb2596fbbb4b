"""What other systems call the rows of the plan."""

from __future__ import annotations

from django.db import models

from apps.projects.plan.models import ItemMarket, Need, Pilot, PlanItem, Verification
from apps.projects.synced import ExternalReference


class NeedReference(ExternalReference):
    """What another system calls a need."""

    row = models.ForeignKey(Need, on_delete=models.CASCADE, related_name="references")


class PlanItemReference(ExternalReference):
    """What another system calls a plan item."""

    row = models.ForeignKey(PlanItem, on_delete=models.CASCADE, related_name="references")


class ItemMarketReference(ExternalReference):
    """What another system calls a market of a plan item."""

    row = models.ForeignKey(ItemMarket, on_delete=models.CASCADE, related_name="references")


class VerificationReference(ExternalReference):
    """What another system calls an acceptance criterion."""

    row = models.ForeignKey(Verification, on_delete=models.CASCADE, related_name="references")


class PilotReference(ExternalReference):
    """What another system calls a pilot."""

    row = models.ForeignKey(Pilot, on_delete=models.CASCADE, related_name="references")
