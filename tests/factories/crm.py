"""Companies, contacts and leads."""

import factory
from factory.django import DjangoModelFactory

from apps.crm.models import (
    Basis,
    Company,
    CompanyReference,
    Contact,
    ContactReference,
    Lead,
    LeadIntake,
    LeadReference,
)
from tests.factories.projects import ProjectFactory


class CompanyFactory(DjangoModelFactory):
    """A company; ``references=[("hubspot", "1")]`` is what other systems call it."""

    class Meta:
        model = Company
        skip_postgeneration_save = True

    project = factory.SubFactory(ProjectFactory)
    name = factory.Sequence(lambda n: f"Company {n}")

    @factory.post_generation
    def references(self, create, extracted, **kwargs):
        for system, key in extracted or ():
            CompanyReference.objects.create(
                project=self.project, row=self, system=system, external_id=key
            )


class ContactFactory(DjangoModelFactory):
    """A contact; ``references`` as above."""

    class Meta:
        model = Contact
        skip_postgeneration_save = True

    project = factory.SubFactory(ProjectFactory)
    given_name = "Anna"
    family_name = factory.Sequence(lambda n: f"Schmidt {n}")
    name = factory.LazyAttribute(lambda row: f"{row.given_name} {row.family_name}")
    email = factory.Sequence(lambda n: f"anna.{n}@example.com")

    @factory.post_generation
    def references(self, create, extracted, **kwargs):
        for system, key in extracted or ():
            ContactReference.objects.create(
                project=self.project, row=self, system=system, external_id=key
            )


class LeadFactory(DjangoModelFactory):
    """A lead; ``references`` as above."""

    class Meta:
        model = Lead
        skip_postgeneration_save = True

    project = factory.SubFactory(ProjectFactory)
    organisation = factory.Sequence(lambda n: f"Prospect {n}")
    name = factory.SelfAttribute("organisation")
    basis = Basis.NOT_NEEDED

    @factory.post_generation
    def references(self, create, extracted, **kwargs):
        for system, key in extracted or ():
            LeadReference.objects.create(
                project=self.project, row=self, system=system, external_id=key
            )


class LeadIntakeFactory(DjangoModelFactory):
    """A checked table, whose column ``market`` holds the organisation."""

    class Meta:
        model = LeadIntake

    version = factory.SubFactory("tests.factories.datasets.VersionFactory")
    project = factory.SelfAttribute("version.project")
    plan = factory.LazyFunction(lambda: {"columns": {"organisation": "market"}})
    found = factory.LazyFunction(lambda: {"rows": {"new": 1}, "problems": []})
