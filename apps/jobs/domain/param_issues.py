"""What pydantic found wrong with parameters, in words that name the field."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from pydantic import BaseModel, ValidationError

from apps.core.messages import Message, msg
from apps.engines.contract import Issue

Detail = Mapping[str, Any]


def field_label(model: type[BaseModel], name: str) -> str:
    """The title that the form shows for the field: the catalogue's msgid."""
    info = model.model_fields.get(name)
    return (info.title if info and info.title else None) or name.replace("_", " ").capitalize()


def parse(model: type[BaseModel], params: Any) -> tuple[BaseModel | None, list[Issue]]:
    """The validated parameters, or the issues."""
    try:
        return model.model_validate(params), []
    except ValidationError as error:
        return None, [_issue(model, detail) for detail in error.errors(include_url=False)]


def _issue(model: type[BaseModel], detail: Any) -> Issue:
    path = [str(part) for part in detail["loc"]]
    name = path[0] if path else ""
    label = msg(field_label(model, name)) if name else msg("Parameters")
    return Issue(message=_sentence(detail, label), field=".".join(path))


def _sentence(detail: Detail, label: Message) -> Message:
    kind, ctx = str(detail["type"]), detail.get("ctx", {})
    make = SENTENCES.get(kind) or SENTENCES.get(kind.rsplit("_", 1)[0])
    if make is not None:
        return make(label, ctx)
    if kind == "value_error":
        return msg("{field}: {detail}", field=label, detail=msg(str(ctx.get("error", ""))))
    return msg("{field} cannot be used: {detail}.", field=label, detail=str(detail["msg"]))


SENTENCES: dict[str, Callable[[Message, Detail], Message]] = {
    "missing": lambda label, ctx: msg("Fill in '{field}'.", field=label),
    "extra_forbidden": lambda label, ctx: msg(
        "This engine has no parameter '{field}'.", field=label
    ),
    "int_from_float": lambda label, ctx: msg("{field} must be a whole number.", field=label),
    "int": lambda label, ctx: msg("{field} must be a whole number.", field=label),
    "float": lambda label, ctx: msg("{field} must be a number.", field=label),
    "finite_number": lambda label, ctx: msg("{field} must be a finite number.", field=label),
    "bool": lambda label, ctx: msg("{field} must be yes or no.", field=label),
    "string": lambda label, ctx: msg("{field} must be text.", field=label),
    "list": lambda label, ctx: msg("{field} must be a list.", field=label),
    "greater_than": lambda label, ctx: msg(
        "{field} must be more than {bound}.", field=label, bound=ctx["gt"]
    ),
    "greater_than_equal": lambda label, ctx: msg(
        "{field} must be at least {bound}.", field=label, bound=ctx["ge"]
    ),
    "less_than": lambda label, ctx: msg(
        "{field} must be less than {bound}.", field=label, bound=ctx["lt"]
    ),
    "less_than_equal": lambda label, ctx: msg(
        "{field} must be at most {bound}.", field=label, bound=ctx["le"]
    ),
    "multiple_of": lambda label, ctx: msg(
        "{field} must be a multiple of {bound}.", field=label, bound=ctx["multiple_of"]
    ),
    "string_too_short": lambda label, ctx: msg(
        "{field} needs at least {bound} characters.", field=label, bound=ctx["min_length"]
    ),
    "string_too_long": lambda label, ctx: msg(
        "{field} may have at most {bound} characters.", field=label, bound=ctx["max_length"]
    ),
    "too_short": lambda label, ctx: msg(
        "{field} needs at least {bound} entries.", field=label, bound=ctx["min_length"]
    ),
    "too_long": lambda label, ctx: msg(
        "{field} may have at most {bound} entries.", field=label, bound=ctx["max_length"]
    ),
    "literal_error": lambda label, ctx: msg(
        "{field} must be one of: {choices}.", field=label, choices=str(ctx.get("expected", ""))
    ),
    "enum": lambda label, ctx: msg(
        "{field} must be one of: {choices}.", field=label, choices=str(ctx.get("expected", ""))
    ),
}
