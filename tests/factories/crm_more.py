"""Consents, suppressions, deals, activities, segments, and what is known of twins."""

import factory
from factory.django import DjangoModelFactory

from apps.crm import models
from tests.factories.crm import ContactFactory


class ConsentFactory(DjangoModelFactory):
    """Consent of a contact to invitations to surveys."""

    class Meta:
        model = models.Consent

    contact = factory.SubFactory(ContactFactory)
    project = factory.SelfAttribute("contact.project")
    purpose = "surveys"
    decision = "given"
    source = "Form"


class SuppressionFactory(DjangoModelFactory):
    """An entry of the list, whose hash is nobody's."""

    class Meta:
        model = models.Suppression

    channel = "email"
    digest = factory.Sequence(lambda n: f"{n:064x}")
    reason = "asked"


class DealStageFactory(DjangoModelFactory):
    """A step of the pipeline."""

    class Meta:
        model = models.DealStage

    project = factory.SubFactory("tests.factories.projects.ProjectFactory")
    key = factory.Sequence(lambda n: f"stage-{n}")
    name = factory.Sequence(lambda n: f"Stage {n}")
    place = factory.Sequence(lambda n: n)
    probability = 20


class DealFactory(DjangoModelFactory):
    """A deal."""

    class Meta:
        model = models.Deal

    project = factory.SubFactory("tests.factories.projects.ProjectFactory")
    name = factory.Sequence(lambda n: f"Deal {n}")
    stage = factory.SubFactory(DealStageFactory, project=factory.SelfAttribute("..project"))


class ActivityFactory(DjangoModelFactory):
    """A note on a contact."""

    class Meta:
        model = models.Activity

    project = factory.SubFactory("tests.factories.projects.ProjectFactory")
    contact = factory.SubFactory(ContactFactory, project=factory.SelfAttribute("..project"))
    subject = "Talked about samples"


class SegmentFactory(DjangoModelFactory):
    """All contacts of the project."""

    class Meta:
        model = models.Segment

    project = factory.SubFactory("tests.factories.projects.ProjectFactory")
    name = factory.Sequence(lambda n: f"Segment {n}")
    of = "contact"
    rules = factory.LazyFunction(dict)


class SyncConnectionFactory(DjangoModelFactory):
    """A connection with another CRM system, still to be let in."""

    class Meta:
        model = models.SyncConnection

    project = factory.SubFactory("tests.factories.projects.ProjectFactory")
    connector = "espocrm"
    name = factory.Sequence(lambda n: f"Connection {n}")
    system = factory.Sequence(lambda n: f"espocrm-{n}")
