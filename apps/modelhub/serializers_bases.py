"""How base models are read over REST."""

from __future__ import annotations

from typing import Any

from drf_spectacular.utils import OpenApiExample, extend_schema_field, extend_schema_serializer
from rest_framework import serializers

from apps.core.rendering import render
from apps.engines.base_models.architectures import METHODS
from apps.engines.base_models.listing import BaseFacts
from apps.modelhub import presentation_bases as words

ORIGINS = [("package", "package"), ("folder", "folder")]
PURPOSES = [("reads", "reads"), ("writes", "writes")]
LICENCE_FROM = [(one, one) for one in ("card", "package", "file")]
LEARNING = [(one, one) for one in (*METHODS, "prefix")]
EXAMPLE = {
    "id": "folder:bert-base-chinese",
    "name": "bert-base-chinese",
    "origin": "folder",
    "package": "",
    "package_version": "",
    "hub": "google-bert/bert-base-chinese",
    "revision": "8f23c25b06e129b6c986331a13d8d025a92cf0ea",
    "architecture": "bert",
    "purpose": "reads",
    "parameters": 102882442,
    "bytes": 412256110,
    "languages": ["zh"],
    "languages_text": "Chinese",
    "licence": "Apache-2.0",
    "licence_from": "card",
    "usable": True,
    "problems": [],
    "methods": ["full", "lora", "adalora", "adapter", "probe", "few_shot", "prefix"],
}


@extend_schema_serializer(examples=[OpenApiExample("From the hub", value=EXAMPLE)])
class BaseModelSerializer(serializers.Serializer):
    """A pretrained model that text engines learn from; `id` is what their parameter `base` takes.

    `hub` and `revision` say where one in a folder was fetched from; they are empty if it was put
    there by hand. `languages` are codes, `multilingual` where the model names no single ones.
    """

    id = serializers.CharField()
    name = serializers.CharField()
    origin = serializers.ChoiceField(choices=ORIGINS)
    package = serializers.CharField()
    package_version = serializers.CharField(source="version")
    hub = serializers.SerializerMethodField()
    revision = serializers.SerializerMethodField()
    architecture = serializers.CharField(help_text="As transformers calls it.")
    purpose = serializers.ChoiceField(
        choices=PURPOSES,
        help_text="Whether engines that tell something of texts or that write them learn from it.",
    )
    parameters = serializers.IntegerField(allow_null=True)
    bytes = serializers.IntegerField(help_text="All that it takes on disk.")
    languages = serializers.ListField(child=serializers.CharField())
    languages_text = serializers.SerializerMethodField(help_text="The same in words.")
    licence = serializers.CharField(help_text="Empty where none is stated.")
    licence_from = serializers.ChoiceField(
        choices=LICENCE_FROM, allow_blank=True, help_text="Who states the licence."
    )
    usable = serializers.BooleanField()
    problems = serializers.SerializerMethodField(help_text="Why it cannot be used.")
    methods = serializers.ListField(child=serializers.ChoiceField(choices=LEARNING))

    def get_hub(self, facts: BaseFacts) -> str:
        return facts.added.hub if facts.added else ""

    def get_revision(self, facts: BaseFacts) -> str:
        return facts.added.revision if facts.added else ""

    def get_languages_text(self, facts: BaseFacts) -> str:
        return words.joined(words.languages(facts))

    def get_problems(self, facts: BaseFacts) -> list[str]:
        return [render(problem) for problem in facts.problems]


class BaseFileSerializer(serializers.Serializer):
    """A file of a base model as it was when it was added."""

    name = serializers.CharField()
    bytes = serializers.IntegerField()
    sha256 = serializers.CharField()


FILE = {"name": "model.safetensors", "bytes": 411532188, "sha256": "3c5a…"}


@extend_schema_serializer(
    examples=[
        OpenApiExample(
            "From the hub",
            value={**EXAMPLE, "added_at": "2026-11-24T08:00:00Z", "files": [FILE]},
        )
    ]
)
class BaseModelDetailSerializer(BaseModelSerializer):
    """A base model with the files that were added; none where it was put there by hand."""

    added_at = serializers.SerializerMethodField()
    files = serializers.SerializerMethodField()

    @extend_schema_field(serializers.DateTimeField(allow_null=True))
    def get_added_at(self, facts: BaseFacts) -> str | None:
        return facts.added.added_at if facts.added else None

    @extend_schema_field(BaseFileSerializer(many=True))
    def get_files(self, facts: BaseFacts) -> list[dict[str, Any]]:
        files = facts.added.files if facts.added else {}
        return [{"name": name, **one.model_dump()} for name, one in files.items()]


class BaseModelListSerializer(serializers.Serializer):
    results = BaseModelSerializer(many=True)
