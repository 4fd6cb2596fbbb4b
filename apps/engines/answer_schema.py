"""OpenAPI components of what engines answer, derived from the blocks themselves.

They describe what :func:`apps.core.api.speech.spoken` makes of a block: sentences are strings in
the caller's language, figures have value, unit and text, and every member is there.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from pydantic.json_schema import models_json_schema

from apps.engines.contract import Prediction
from apps.engines.result import Result

PREFIX = "Result"
_PLACE = "#/components/schemas/"
_SPOKEN: dict[str, Any] = {
    "Message": {"type": "string"},
    "CountryName": {"type": "string"},
    "Items": {"type": "array", "items": {"type": "string"}},
    "Num": {"$ref": f"{_PLACE}{PREFIX}Figure"},
}
FIGURE: dict[str, Any] = {
    "type": "object",
    "description": "A number as it is and as it reads; `value` is null where there is none.",
    "required": ["value", "unit", "text"],
    "properties": {
        "value": {"type": ["number", "null"]},
        "unit": {"type": "string"},
        "text": {"type": "string"},
    },
}


def blocks() -> dict[str, Any]:
    """The schema of a result's blocks; the component ``ResultBlock`` tells them apart."""
    return {"type": "array", "items": {"$ref": f"{_PLACE}{PREFIX}Block"}}


def predict_fields() -> dict[str, Any]:
    """The schema of what a model needs for a prediction."""
    return _member(Result, "predict_fields")


def predicted(member: str) -> dict[str, Any]:
    """The schema of a prediction's ``columns`` or ``rows``."""
    return _member(Prediction, member)


def add_answers(result: dict[str, Any], generator: Any, request: Any, public: bool) -> Any:
    """A post-processing hook: the components that the schemas above refer to."""
    left_out = {*_SPOKEN, "Result", "Prediction"}
    components = result.setdefault("components", {}).setdefault("schemas", {})
    for name, schema in _definitions().items():
        if name not in left_out:
            components[PREFIX + name] = _spoken(schema)
    components[f"{PREFIX}Figure"] = FIGURE
    components[f"{PREFIX}Block"] = _member(Result, "blocks")["items"]
    return result


def _definitions() -> dict[str, Any]:
    pairs = [(model, "serialization") for model in (Result, Prediction)]
    made = models_json_schema(pairs, ref_template=_PLACE + "{model}")[1]  # type: ignore[arg-type]
    definitions: dict[str, Any] = made["$defs"]
    return definitions


def _member(model: type, name: str) -> dict[str, Any]:
    schema = _definitions()[model.__name__]["properties"][name]
    spoken: dict[str, Any] = _spoken(schema)
    return spoken


def _spoken(schema: Any) -> Any:
    """The schema of a stored value turned into that of the value as it is told."""
    if isinstance(schema, list):
        return [_spoken(item) for item in schema]
    if not isinstance(schema, Mapping):
        return schema
    if "$ref" in schema:
        name = str(schema["$ref"]).removeprefix(_PLACE)
        return dict(_SPOKEN.get(name, {"$ref": f"{_PLACE}{PREFIX}{name}"}))
    told = {key: _spoken(item) for key, item in schema.items() if key not in ("title", "default")}
    if "properties" in schema:
        told["properties"] = {name: _spoken(item) for name, item in schema["properties"].items()}
        told["required"] = list(schema["properties"])
    if "anyOf" in told:
        choices = _distinct(told.pop("anyOf"))
        told |= choices[0] if len(choices) == 1 else {"anyOf": choices}
    if "discriminator" in schema:
        kinds = schema["discriminator"]["mapping"]
        mapping = {kind: place.replace(_PLACE, _PLACE + PREFIX) for kind, place in kinds.items()}
        told["discriminator"] = {"propertyName": "kind", "mapping": mapping}
    return told


def _distinct(choices: list[Any]) -> list[Any]:
    """A sentence and a plain text are both strings: said once."""
    return [choice for index, choice in enumerate(choices) if choice not in choices[:index]]
