"""Projects, members and market entries."""

import factory
from factory.django import DjangoModelFactory

from apps.projects.models import MarketEntry, Membership, Product, Project, Role

SOME_COUNTRIES = ("DEU", "FRA", "JPN", "BRA", "KEN", "MEX", "NOR", "PRT", "SWE", "VNM", "ZAF")


class ProjectFactory(DjangoModelFactory):
    """A project with an owner, a product and its home market.

    ``owner=user`` chooses the owner, ``owner=False`` makes a project without members.
    """

    class Meta:
        model = Project
        skip_postgeneration_save = True

    name = factory.Sequence(lambda n: f"Project {n}")
    home_country = "CHN"
    currency = "USD"

    @factory.post_generation
    def owner(self, create, extracted, **kwargs):
        if create and extracted is not False:
            chosen = {"user": extracted} if extracted else {}
            MembershipFactory(project=self, role=Role.OWNER, **chosen)

    @factory.post_generation
    def product(self, create, extracted, **kwargs):
        if create:
            Product.objects.create(project=self, name=extracted or "Lamp")

    @factory.post_generation
    def home_entry(self, create, extracted, **kwargs):
        if create and self.home_country:
            MarketEntryFactory(project=self, country=self.home_country, is_home=True)


class MembershipFactory(DjangoModelFactory):
    """A person's role in a project; a viewer unless told."""

    class Meta:
        model = Membership

    project = factory.SubFactory(ProjectFactory)
    user = factory.SubFactory("tests.factories.accounts.UserFactory")
    role = Role.VIEWER


class MarketEntryFactory(DjangoModelFactory):
    """A candidate market."""

    class Meta:
        model = MarketEntry

    project = factory.SubFactory(ProjectFactory)
    country = factory.Iterator(SOME_COUNTRIES)
