"""Campaigns, and what belongs to them."""

import datetime
from decimal import Decimal
from typing import Any

import factory
from factory.django import DjangoModelFactory

from apps.promotion import models
from apps.promotion.domain.records import mark_of
from tests.factories.accounts import UserFactory
from tests.factories.datasets import VersionFactory
from tests.factories.projects import ProjectFactory


class ChannelFactory(DjangoModelFactory):
    class Meta:
        model = models.Channel

    project = factory.SubFactory(ProjectFactory)
    name = factory.Sequence(lambda n: f"Channel {n}")


class CampaignFactory(DjangoModelFactory):
    class Meta:
        model = models.Campaign

    project = factory.SubFactory(ProjectFactory)
    name = factory.Sequence(lambda n: f"Campaign {n}")
    market = "DEU"
    starts_on = datetime.date(2027, 3, 1)
    ends_on = datetime.date(2027, 4, 30)
    budget = Decimal(20000)
    currency = "EUR"
    state = "agreed"


class CreativeFactory(DjangoModelFactory):
    class Meta:
        model = models.Creative

    campaign = factory.SubFactory(CampaignFactory)
    project = factory.SelfAttribute("campaign.project")
    name = factory.Sequence(lambda n: f"Creative {n}")
    language = "de"
    headline = "Antworten in Sekunden"


class OutcomeFactory(DjangoModelFactory):
    class Meta:
        model = models.Outcome

    campaign = factory.SubFactory(CampaignFactory)
    project = factory.SelfAttribute("campaign.project")
    channel = factory.SubFactory(ChannelFactory, project=factory.SelfAttribute("..project"))
    day = factory.Sequence(lambda n: datetime.date(2027, 3, 1) + datetime.timedelta(days=n % 60))
    spend = Decimal(100)
    mark = factory.LazyAttribute(lambda row: mark_of(row.campaign.pk, row.channel.pk, row.day))


class StrategyFactory(DjangoModelFactory):
    class Meta:
        model = models.Strategy

    project = factory.SubFactory(ProjectFactory)
    market = "DEU"
    currency = "EUR"
    budget = Decimal(60000)


class PriceRuleFactory(DjangoModelFactory):
    class Meta:
        model = models.PriceRule

    project = factory.SubFactory(ProjectFactory)
    product = "Team"
    market = "DEU"
    amount = Decimal(49)
    currency = "EUR"
    valid_from = datetime.date(2027, 1, 1)


class DiscountFactory(DjangoModelFactory):
    class Meta:
        model = models.Discount

    price = factory.SubFactory(PriceRuleFactory)
    project = factory.SelfAttribute("price.project")
    name = factory.Sequence(lambda n: f"Discount {n}")
    value = Decimal(20)
    starts_on = datetime.date(2027, 3, 1)
    ends_on = datetime.date(2027, 3, 31)


class PartnerFactory(DjangoModelFactory):
    class Meta:
        model = models.Partner

    project = factory.SubFactory(ProjectFactory)
    name = factory.Sequence(lambda n: f"Partner {n}")


class CalendarFeedFactory(DjangoModelFactory):
    class Meta:
        model = models.CalendarFeed

    project = factory.SubFactory(ProjectFactory)
    user = factory.SubFactory(UserFactory)
    secret_hash = factory.Sequence(lambda n: f"{n:064}")


class OutcomeIntakeFactory(DjangoModelFactory):
    class Meta:
        model = models.OutcomeIntake

    project = factory.SelfAttribute("version.project")
    version = factory.SubFactory(VersionFactory)
    plan: Any = factory.LazyFunction(lambda: {"columns": {"day": "day", "spend": "spend"}})


class OutcomeChangeFactory(DjangoModelFactory):
    class Meta:
        model = models.OutcomeChange

    intake = factory.SubFactory(OutcomeIntakeFactory)
    project = factory.SelfAttribute("intake.project")
    outcome = factory.SubFactory(OutcomeFactory, project=factory.SelfAttribute("..project"))
    before: Any = factory.LazyFunction(lambda: {"spend": "1.0000"})
    version = 2
