"""Base models beside the models that learned from them."""

from __future__ import annotations

from django.db.models import Q

from apps.modelhub.models import RegisteredModel

WHOLE = "full"  # this method saves all weights; the others find their base again


def resting_on(base_id: str) -> int:
    """How many models can answer only while this base model is here. A run that was left to choose
    its base says in its summary which one it took.
    """
    asked, taken = Q(job__params__base=base_id), Q(summary__base=base_id)
    learned = RegisteredModel.objects.filter(asked | taken)
    return learned.filter(job__params__has_key="method").exclude(job__params__method=WHOLE).count()
