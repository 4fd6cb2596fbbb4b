"""Surveys over REST: making and publishing them, their results, and single answers."""

from __future__ import annotations

from typing import Any

from django.db import transaction
from drf_spectacular.utils import OpenApiParameter, extend_schema, extend_schema_view
from rest_framework import status
from rest_framework.request import Request
from rest_framework.response import Response

from apps.core.api.addresses import address_of
from apps.core.api.columns import filters_of
from apps.core.api.speech import spoken
from apps.feedback.surveys import actions, figures
from apps.feedback.surveys import serializers as shapes
from apps.feedback.surveys.definition import read
from apps.feedback.surveys.models import Survey, SurveyResponse
from apps.projects.api_base import SyncedViewSet
from apps.projects.models import Role

ROW, SENT = shapes.SurveySerializer, shapes.SurveyInput
ANSWER = shapes.SurveyAnswerSerializer
RULES = ("quota_total", "only_invited", "sites")


@extend_schema_view(
    list=extend_schema(summary="List surveys"),
    retrieve=extend_schema(summary="Read a survey"),
    create=extend_schema(summary="Make a survey", request=SENT, responses={201: ROW}),
)
class SurveysViewSet(SyncedViewSet):
    """Surveys. Analysts make them, editors publish."""

    resource = "surveys"
    queryset = Survey.objects.all()
    serializer_class = ROW
    filterset_class = filters_of(ROW, Survey)
    lookup_url_kwarg = "survey_id"
    scopes = {
        **dict.fromkeys(["list", "retrieve", "results"], "read"),
        **dict.fromkeys(["create", "publish"], "write"),
    }
    roles = {
        **dict.fromkeys(["list", "retrieve", "results"], Role.VIEWER),
        "create": Role.ANALYST,
        "publish": Role.EDITOR,
    }
    conditional = frozenset({"publish"})

    def create(self, request: Request, *args: Any, **kwargs: Any) -> Response:
        """A draft. What its definition lacks for publishing is said when it is published."""
        sent = self.parse(SENT)
        rules = {name: sent[name] for name in RULES if name in sent}
        with transaction.atomic():
            row = actions.create(self.project, self.user, sent["title"], read(sent["definition"]))
            if rules:
                actions.set_rules(row, self.user, actions.Rules(title=sent["title"], **rules))
        return self.answer_fresh(row, status.HTTP_201_CREATED, address_of(row))

    @extend_schema(summary="Publish a survey", request=None, responses=ROW)
    def publish(self, request: Request, *args: Any, **kwargs: Any) -> Response:
        """From then on it takes answers to what its definition asks now."""
        with self.change() as row:
            actions.publish(row, self.user)
        return self.answer_fresh(row)

    @extend_schema(
        summary="Read the results of a survey",
        parameters=[
            OpenApiParameter("language", str, description="Only answers in this language."),
            OpenApiParameter(
                "country", str, description="Only those from this ISO 3166-1 alpha-3."
            ),
        ],
        responses=shapes.SurveyResults,
    )
    def results(self, request: Request, *args: Any, **kwargs: Any) -> Response:
        """Of the newest 50,000 complete answers, as on the page."""
        found = figures.gather(
            self.get_object(),
            request.query_params.get("language", ""),
            request.query_params.get("country", "").upper(),
            single=self.role.covers(Role.ANALYST),
        )
        names = ("begun", "complete", "withheld", "languages", "countries")
        told = {name: getattr(found, name) for name in names}
        default = found.definition.default
        return Response(told | {"questions": [
            {
                "key": one.key,
                "kind": one.kind.value,
                "text": found.definition.say(one.text, default),
                "blocks": spoken(figures.blocks(found, one)),
            }
            for one in found.questions
        ]})  # fmt: skip


@extend_schema_view(
    list=extend_schema(summary="List answers to surveys"),
    retrieve=extend_schema(summary="Read an answer to a survey"),
)
class SurveyAnswersViewSet(SyncedViewSet):
    """Complete answers, those of one survey with `survey=ID`. For analysts."""

    resource = "survey answers"
    queryset = SurveyResponse.objects.filter(state=SurveyResponse.State.COMPLETE).select_related(
        "survey_version"
    )
    serializer_class = ANSWER
    filterset_class = filters_of(ANSWER, SurveyResponse)
    lookup_url_kwarg = "answer_id"
    scopes = dict.fromkeys(["list", "retrieve"], "read")
    roles = dict.fromkeys(["list", "retrieve"], Role.ANALYST)
    orderings = {"created_at": "created_at", "completed_at": "completed_at"}


def routes(route: Any) -> list[Any]:
    """``route`` is that of the site's list of addresses."""
    surveys, answers = SurveysViewSet, SurveyAnswersViewSet
    return [
        route("surveys/", surveys, "surveys", get="list", post="create"),
        route("surveys/<uuid:survey_id>/", surveys, "survey", get="retrieve"),
        route("surveys/<uuid:survey_id>/publish/", surveys, "survey-publish", post="publish"),
        route("surveys/<uuid:survey_id>/results/", surveys, "survey-results", get="results"),
        route("survey-answers/", answers, "survey-answers", get="list"),
        route("survey-answers/<uuid:answer_id>/", answers, "survey-answer", get="retrieve"),
    ]
