"""Needs, plan items and what hangs on them."""

from datetime import timedelta

import factory
from django.utils import timezone
from factory.django import DjangoModelFactory

from apps.projects.plan import models
from tests.factories.projects import MarketEntryFactory, ProjectFactory


def in_days(days):
    return timezone.localdate() + timedelta(days=days)


class NeedFactory(DjangoModelFactory):
    class Meta:
        model = models.Need

    project = factory.SubFactory(ProjectFactory)
    statement = factory.Sequence(lambda n: f"Need {n}")


class PlanItemFactory(DjangoModelFactory):
    class Meta:
        model = models.PlanItem

    project = factory.SubFactory(ProjectFactory)
    title = factory.Sequence(lambda n: f"Item {n}")


class ItemMoveFactory(DjangoModelFactory):
    """A release, ``days`` from today."""

    class Meta:
        model = models.ItemMove

    item = factory.SubFactory(PlanItemFactory, state="released")
    project = factory.SelfAttribute("item.project")
    from_state = "pilot"
    to_state = "released"

    @classmethod
    def _create(cls, model_class, *args, days=0, **kwargs):
        row = super()._create(model_class, *args, **kwargs)
        row.created_at = timezone.now() + timedelta(days=days)
        model_class.objects.filter(pk=row.pk).update(created_at=row.created_at)
        return row


class ItemMarketFactory(DjangoModelFactory):
    """In a new market of the item's project unless ``entry`` is given."""

    class Meta:
        model = models.ItemMarket

    item = factory.SubFactory(PlanItemFactory)
    project = factory.SelfAttribute("item.project")
    entry = factory.SubFactory(MarketEntryFactory, project=factory.SelfAttribute("..project"))


class VerificationFactory(DjangoModelFactory):
    class Meta:
        model = models.Verification

    item = factory.SubFactory(PlanItemFactory)
    project = factory.SelfAttribute("item.project")
    criterion = factory.Sequence(lambda n: f"Criterion {n}")


class PilotFactory(DjangoModelFactory):
    """One criterion: returns of at most 4 %. ``seen`` says what was seen."""

    class Meta:
        model = models.Pilot

    class Params:
        seen = None

    item_market = factory.SubFactory(ItemMarketFactory)
    project = factory.SelfAttribute("item_market.project")
    starts_on = factory.LazyFunction(lambda: in_days(-30))
    ends_on = factory.LazyFunction(lambda: in_days(0))
    criteria = factory.LazyAttribute(
        lambda row: [
            {"metric": "Returns", "comparison": "<=", "value": 4.0, "unit": "%", "seen": row.seen}
        ]
    )

    @classmethod
    def _create(cls, model_class, *args, **kwargs):
        row = model_class(*args, **kwargs)
        row.result = row.verdict()
        row.save()
        return row


class EvidenceLinkFactory(DjangoModelFactory):
    class Meta:
        model = models.EvidenceLink

    item = factory.SubFactory(PlanItemFactory)
    project = factory.LazyAttribute(lambda row: (row.item or row.need).project)
    kind = "web"
    target = factory.Sequence(lambda n: f"https://example.com/{n}")
    label = "A study"
    url = factory.SelfAttribute("target")
