"""Settings of a plugin as a JSON schema: what can be drawn as a form, and whether values fit it."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, Any

from apps.core.messages import Message, msg
from apps.plugins.entries import Fault

if TYPE_CHECKING:
    from jsonschema.exceptions import ValidationError

Schema = Mapping[str, Any]
PLAIN = ("string", "integer", "number", "boolean")
_MISSING = re.compile(r"'([^']+)' is a required property")


def check(schema: Schema, project_settings: tuple[str, ...]) -> None:
    """Raise a :class:`Fault` that says which setting no form can show."""
    from jsonschema import Draft202012Validator, SchemaError  # only where a plugin has settings

    try:
        Draft202012Validator.check_schema(schema)
    except SchemaError as error:
        raise Fault(
            msg("Its settings_schema is no JSON schema: {detail}", detail=error.message)
        ) from error
    if schema.get("type") != "object":
        raise Fault(msg("Its settings_schema must be of the type 'object'."))
    for name, spec in schema.get("properties", {}).items():
        if not _can_be_drawn(spec):
            raise Fault(
                msg(
                    "Its setting {name} cannot be drawn as a form: use a text, a number, yes or"
                    " no, a choice (enum), or a list of these.",
                    name=name,
                )
            )
    if unknown := [name for name in project_settings if name not in schema.get("properties", {})]:
        raise Fault(
            msg("Its project_settings name what its schema does not have: {names}.", names=unknown)
        )


def _can_be_drawn(spec: Schema) -> bool:
    if spec.get("type") == "array":
        items = spec.get("items", {})
        return items.get("type") in PLAIN or "enum" in items
    return spec.get("type") in PLAIN or "enum" in spec


def is_secret(spec: Schema) -> bool:
    """Stored encrypted and never shown."""
    return bool(spec.get("writeOnly")) or spec.get("format") == "password"


def defaults(schema: Schema) -> dict[str, Any]:
    properties = schema.get("properties", {})
    return {name: spec["default"] for name, spec in properties.items() if "default" in spec}


def problems(schema: Schema, values: Mapping[str, Any]) -> list[tuple[str, Message]]:
    """What is wrong with ``values``, by setting, in words for the person who typed them."""
    from jsonschema import Draft202012Validator  # only where a plugin has settings

    validator = Draft202012Validator(schema, format_checker=Draft202012Validator.FORMAT_CHECKER)
    return [_problem(schema, error) for error in validator.iter_errors(dict(values))]


def _problem(schema: Schema, error: ValidationError) -> tuple[str, Message]:
    name = str(error.absolute_path[0]) if error.absolute_path else _absent(error)
    return name, _sentence(label(schema, name), error)


def _absent(error: ValidationError) -> str:
    found = _MISSING.match(error.message) if error.validator == "required" else None
    return found[1] if found else ""


def label(schema: Schema, name: str) -> Message:
    """The title that the form shows for the setting."""
    spec = schema.get("properties", {}).get(name, {})
    return msg(str(spec.get("title") or name.replace("_", " ").capitalize()))


def _sentence(field: Message, error: ValidationError) -> Message:
    make = SENTENCES.get(str(error.validator))
    if make is not None:
        return make(field, error.validator_value)
    return msg("{field} cannot be used: {detail}.", field=field, detail=error.message)


def _type(field: Message, wanted: Any) -> Message:
    words = {
        "integer": msg("{field} must be a whole number.", field=field),
        "number": msg("{field} must be a number.", field=field),
        "boolean": msg("{field} must be yes or no.", field=field),
    }
    return words.get(str(wanted), msg("{field} must be text.", field=field))


SENTENCES: dict[str, Callable[[Message, Any], Message]] = {
    "required": lambda field, wanted: msg("Fill in '{field}'.", field=field),
    "type": _type,
    "minimum": lambda field, bound: msg(
        "{field} must be at least {bound}.", field=field, bound=bound
    ),
    "maximum": lambda field, bound: msg(
        "{field} must be at most {bound}.", field=field, bound=bound
    ),
    "exclusiveMinimum": lambda field, bound: msg(
        "{field} must be more than {bound}.", field=field, bound=bound
    ),
    "exclusiveMaximum": lambda field, bound: msg(
        "{field} must be less than {bound}.", field=field, bound=bound
    ),
    "multipleOf": lambda field, bound: msg(
        "{field} must be a multiple of {bound}.", field=field, bound=bound
    ),
    "minLength": lambda field, bound: msg(
        "{field} needs at least {bound} characters.", field=field, bound=bound
    ),
    "maxLength": lambda field, bound: msg(
        "{field} may have at most {bound} characters.", field=field, bound=bound
    ),
    "minItems": lambda field, bound: msg(
        "{field} needs at least {bound} entries.", field=field, bound=bound
    ),
    "maxItems": lambda field, bound: msg(
        "{field} may have at most {bound} entries.", field=field, bound=bound
    ),
    "enum": lambda field, choices: msg(
        "{field} must be one of: {choices}.", field=field, choices=", ".join(map(str, choices))
    ),
    "format": lambda field, form: msg(
        "{field} is not of the form '{form}'.", field=field, form=form
    ),
    "pattern": lambda field, form: msg("{field} does not look right.", field=field),
}
