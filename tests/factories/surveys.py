"""Surveys, their versions and answers."""

from __future__ import annotations

from typing import Any

import factory
from django.utils import timezone
from factory.django import DjangoModelFactory

from apps.feedback.models import Survey, SurveyInvitation, SurveyResponse, SurveyVersion
from apps.feedback.surveys.definition import dump
from apps.feedback.surveys.starters import starter
from tests.factories.projects import ProjectFactory


class SurveyFactory(DjangoModelFactory):
    """An open survey of how likely a recommendation is; ``draft`` is another definition."""

    class Meta:
        model = Survey
        skip_postgeneration_save = True

    project = factory.SubFactory(ProjectFactory)
    title = factory.Sequence(lambda n: f"Survey {n}")
    state = Survey.State.OPEN
    draft = factory.LazyFunction(lambda: dump(starter("nps", "en", "")))

    @factory.post_generation
    def published(self, create: bool, extracted: Any, **kwargs: Any) -> None:
        if create and self.state != Survey.State.DRAFT:
            SurveyVersion.objects.create(
                project=self.project, survey=self, number=1, definition=self.draft
            )


class ResponseFactory(DjangoModelFactory):
    """A complete answer."""

    class Meta:
        model = SurveyResponse

    survey = factory.SubFactory(SurveyFactory)
    project = factory.SelfAttribute("survey.project")
    survey_version = factory.LazyAttribute(lambda row: row.survey.versions.first())
    language = "en"
    state = SurveyResponse.State.COMPLETE
    completed_at = factory.LazyFunction(timezone.now)


class SurveyInvitationFactory(DjangoModelFactory):
    """An invitation of a contact with an address."""

    class Meta:
        model = SurveyInvitation

    survey = factory.SubFactory(SurveyFactory)
    project = factory.SelfAttribute("survey.project")
    contact = factory.SubFactory(
        "tests.factories.crm.ContactFactory", project=factory.SelfAttribute("..project")
    )
    language = "en"
