"""How surveys and what was answered are read and written over REST."""

from __future__ import annotations

from typing import Any

from drf_spectacular.utils import OpenApiExample, extend_schema_field, extend_schema_serializer
from rest_framework import serializers

from apps.core.api.serializers import InputSerializer, ObjectField, RowSerializer
from apps.engines import answer_schema
from apps.feedback.surveys.definition import Kind
from apps.feedback.surveys.models import Survey, SurveyResponse

SAMPLE_ID = "7b0f0b34-6b0a-4d0c-8a43-0f6f5d4b2c10"
MOMENT = "2026-11-23T08:00:00.000001Z"
DEFINITION: dict[str, Any] = {
    "languages": ["en", "de"],
    "default": "en",
    "title": {"en": "Your lamp", "de": "Ihre Lampe"},
    "sections": [
        {
            "key": "s1",
            "questions": [
                {
                    "key": "q1",
                    "kind": "nps",
                    "required": True,
                    "text": {"en": "How likely are you to recommend it?"},
                },
                {
                    "key": "q2",
                    "kind": "text",
                    "text": {"en": "What should be better?", "de": "Was soll besser werden?"},
                    "show_if": {
                        "conditions": [{"question": "q1", "operator": "at_most", "value": 8}]
                    },
                },
            ],
        }
    ],
}
SENT: dict[str, Any] = {"title": "Lamp owners, spring", "definition": DEFINITION}
ANSWERED = {"q1": 6, "q2": "The switch is hard to reach."}


@extend_schema_field({"type": "object", "additionalProperties": True})
class AnyObject(serializers.JSONField):
    """A JSON object."""


@extend_schema_field({"type": "array", "items": {"type": "string"}})
class Sites(serializers.JSONField):
    """Origins."""


@extend_schema_field(answer_schema.blocks())
class Blocks(serializers.JSONField):
    """What a page shows, told apart by ``kind``."""


@extend_schema_serializer(
    examples=[
        OpenApiExample(
            "A survey",
            response_only=True,
            value={
                "id": SAMPLE_ID,
                "title": SENT["title"],
                "state": "open",
                "path": "/s/1kVj0hT3cR5n0pQx/",
                "quota_total": None,
                "only_invited": False,
                "sites": [],
                "definition": DEFINITION,
                "version": 2,
                "created_at": MOMENT,
                "updated_at": MOMENT,
            },
        )
    ]
)
class SurveySerializer(RowSerializer):
    """A survey. `definition` is what its makers edit; respondents are asked what was published."""

    without_context = True

    path = serializers.CharField(
        source="public_path", read_only=True, help_text="Its public page, below the site's address."
    )
    sites = Sites(read_only=True, help_text="Sites that may embed it.")
    definition = AnyObject(source="draft", read_only=True)

    class Meta:
        model = Survey
        fields = [
            "id", "title", "state", "path", "quota_total", "only_invited", "sites", "definition",
            "version", "created_at", "updated_at",
        ]  # fmt: skip
        read_only_fields = fields


@extend_schema_serializer(examples=[OpenApiExample("A survey", request_only=True, value=SENT)])
class SurveyInput(InputSerializer):
    """A survey to make: a draft, which nobody sees before it is published."""

    title = serializers.CharField(
        max_length=200, help_text="For your team; the records that come of it name it as source."
    )
    definition = ObjectField(
        help_text="What it asks: `languages` (BCP 47), `default`, `title`, `intro`, `consent` and"
        " `thanks` by language, and `sections` with their `questions`. Of these each has a `key`,"
        f" a `kind` ({', '.join(Kind)}), a `text` by language and what belongs to its kind."
    )
    quota_total = serializers.IntegerField(
        required=False, allow_null=True, min_value=1, max_value=1_000_000,
        help_text="Complete answers at most.",
    )  # fmt: skip
    only_invited = serializers.BooleanField(required=False, help_text="Only by invitation.")
    sites = serializers.ListField(
        child=serializers.CharField(max_length=300), required=False, max_length=20,
        help_text="Sites that may embed it, such as `https://shop.example.com`.",
    )  # fmt: skip


class QuestionResult(serializers.Serializer):
    """One question's answers."""

    key = serializers.CharField()
    kind = serializers.ChoiceField([kind.value for kind in Kind])
    text = serializers.CharField(help_text="The question in the survey's default language.")
    blocks = Blocks(
        help_text="Counts, shares and scores with their 95 % intervals. Sentences are in the"
        " caller's language; a figure has `value`, `unit` and `text`."
    )


@extend_schema_serializer(
    examples=[
        OpenApiExample(
            "Results",
            response_only=True,
            value={
                "begun": 240,
                "complete": 212,
                "withheld": False,
                "languages": ["de", "en"],
                "countries": ["AUT", "DEU"],
                "questions": [{"key": "q2", "kind": "text", "text": "What should be better?",
                               "blocks": []}],
            },
        )
    ]
)  # fmt: skip
class SurveyResults(serializers.Serializer):
    """What was answered, question by question."""

    begun = serializers.IntegerField(help_text="How many began.")
    complete = serializers.IntegerField(help_text="How many of them got to the end.")
    withheld = serializers.BooleanField(
        help_text="Whether the group that was asked for is so small that only analysts see it."
    )
    languages = serializers.ListField(child=serializers.CharField())
    countries = serializers.ListField(child=serializers.CharField())
    questions = QuestionResult(many=True)


@extend_schema_serializer(
    examples=[
        OpenApiExample(
            "An answer",
            response_only=True,
            value={
                "id": SAMPLE_ID,
                "survey": SAMPLE_ID,
                "published": 1,
                "language": "de",
                "country": "DEU",
                "answers": ANSWERED,
                "completed_at": "2026-11-23T07:59:58Z",
                "version": 3,
                "created_at": MOMENT,
                "updated_at": MOMENT,
            },
        )
    ]
)
class SurveyAnswerSerializer(RowSerializer):
    """A complete answer: values by the key of their question, choices by value id."""

    without_context = True

    survey = serializers.UUIDField(source="survey_id", read_only=True)
    published = serializers.IntegerField(
        source="survey_version.number", read_only=True, help_text="Which publication was answered."
    )
    answers = AnyObject(read_only=True)

    class Meta:
        model = SurveyResponse
        fields = [
            "id", "survey", "published", "language", "country", "answers", "completed_at",
            "version", "created_at", "updated_at",
        ]  # fmt: skip
        read_only_fields = fields
