"""Engines over REST: which there are, what they take, and whether they can run here."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext as _
from drf_spectacular.helpers import forced_singular_serializer
from drf_spectacular.utils import extend_schema, extend_schema_field
from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response

from apps.core.api.conditional import tagged
from apps.core.api.problems import Problem
from apps.core.api.views import ApiViewSet
from apps.engines import registry
from apps.engines.contract import Engine, InputSlot, RoleSpec
from apps.engines.registry import EngineEntry, EngineState

STATES = [(state.value, state.value) for state in EngineState]


class InputRoleSerializer(serializers.Serializer):
    """A part that columns of an input play."""

    key = serializers.CharField()
    label = serializers.SerializerMethodField()  # type: ignore[assignment]
    help = serializers.SerializerMethodField()
    minimum = serializers.IntegerField()
    maximum = serializers.IntegerField(allow_null=True, help_text="null: any number")
    dtypes = serializers.ListField(child=serializers.CharField())

    def get_label(self, role: RoleSpec) -> str:
        return _(role.label)

    def get_help(self, role: RoleSpec) -> str:
        return _(role.help) if role.help else ""


class SlotSerializer(serializers.Serializer):
    """A named input of an engine."""

    key = serializers.CharField()
    label = serializers.SerializerMethodField()  # type: ignore[assignment]
    kinds = serializers.ListField(child=serializers.CharField())
    required = serializers.BooleanField()  # type: ignore[assignment]
    roles = InputRoleSerializer(many=True)

    def get_label(self, slot: InputSlot) -> str:
        return _(slot.label)


class EngineSerializer(serializers.Serializer):
    """An engine of this installation."""

    key = serializers.CharField()
    owner = serializers.CharField(help_text="The package that it comes from.")
    state = serializers.ChoiceField(choices=STATES)
    version = serializers.SerializerMethodField()
    label = serializers.SerializerMethodField()  # type: ignore[assignment]
    description = serializers.SerializerMethodField()
    kind = serializers.SerializerMethodField()
    predicts = serializers.SerializerMethodField()
    deterministic = serializers.SerializerMethodField()
    divisible = serializers.SerializerMethodField(help_text="Its runs are divided into parts.")
    searches = serializers.SerializerMethodField(help_text="Its runs are searches of many trials.")

    def get_version(self, entry: EngineEntry) -> str:
        return entry.engine.version if entry.engine else ""

    def get_label(self, entry: EngineEntry) -> str:
        return _(entry.engine.label) if entry.engine else entry.key

    def get_description(self, entry: EngineEntry) -> str:
        return _(entry.engine.description) if entry.engine and entry.engine.description else ""

    def get_kind(self, entry: EngineEntry) -> str:
        return entry.engine.kind if entry.engine else ""

    def get_predicts(self, entry: EngineEntry) -> bool:
        return bool(entry.engine and entry.engine.predicts)

    def get_deterministic(self, entry: EngineEntry) -> bool:
        return bool(entry.engine and entry.engine.deterministic)

    def get_divisible(self, entry: EngineEntry) -> bool:
        return bool(entry.engine and entry.engine.divisible)

    def get_searches(self, entry: EngineEntry) -> bool:
        return bool(entry.engine and entry.engine.searches)


class EngineDetailSerializer(EngineSerializer):
    """An engine with all that a caller needs to submit a job to it."""

    params = serializers.SerializerMethodField(help_text="JSON Schema of `params`.")
    inputs = serializers.SerializerMethodField()
    docs = serializers.SerializerMethodField(help_text="Method, sources and limits, in Markdown.")
    sources = serializers.SerializerMethodField()

    @extend_schema_field({"type": "object", "additionalProperties": True})
    def get_params(self, entry: EngineEntry) -> dict[str, Any]:
        return _translated(entry.engine.Params.model_json_schema()) if entry.engine else {}

    @extend_schema_field(SlotSerializer(many=True))
    def get_inputs(self, entry: EngineEntry) -> Any:
        return SlotSerializer(_slots(entry.engine), many=True).data

    def get_docs(self, entry: EngineEntry) -> str:
        return entry.engine.docs if entry.engine else ""

    def get_sources(self, entry: EngineEntry) -> list[str]:
        return list(entry.engine.sources) if entry.engine else []


class EngineListSerializer(serializers.Serializer):
    results = EngineSerializer(many=True)


class EngineViewSet(ApiViewSet):
    """Engines do the computing: each names its parameters and the inputs that it takes."""

    resource = "engines"
    selective = frozenset()
    scopes = {"list": "read", "retrieve": "read"}
    serializer_class = EngineSerializer
    pagination_class = None
    filter_backends: list[Any] = []

    @extend_schema(
        summary="List engines",
        responses=forced_singular_serializer(EngineListSerializer),
    )
    def list(self, request: Request, *args: Any, **kwargs: Any) -> Response:
        """All engines, those that cannot run here too. `state` says why; `ready` ones run."""
        shown = [entry for entry in registry.entries() if _public(entry)]
        return Response({"results": EngineSerializer(shown, many=True).data})

    @extend_schema(summary="Read an engine", responses=EngineDetailSerializer)
    def retrieve(self, request: Request, key: str, *args: Any, **kwargs: Any) -> Response:
        """An engine with the JSON Schema of its parameters and the roles of its inputs."""
        entry = registry.entry(key)
        if entry is None or not _public(entry):
            raise Problem("not_found", _("There is no engine '{key}'.").format(key=key))
        return tagged(request, EngineDetailSerializer(entry).data)


def _public(entry: EngineEntry) -> bool:
    return entry.engine is None or entry.engine.kind != "system"


def _slots(engine: Engine | None) -> list[InputSlot]:
    return list(engine.inputs) if engine else []


def _translated(schema: Any) -> Any:
    """Titles and descriptions of a JSON schema in the caller's language."""
    if isinstance(schema, list):
        return [_translated(item) for item in schema]
    if not isinstance(schema, dict):
        return schema
    return {
        key: _(value) if key in {"title", "description"} and _is_text(value) else _translated(value)
        for key, value in schema.items()
    }


def _is_text(value: Any) -> bool:
    return isinstance(value, str) and bool(value)
