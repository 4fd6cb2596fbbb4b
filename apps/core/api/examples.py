"""An example of every body and answer in the OpenAPI description, made from its own schema.

What is made from the schema cannot contradict it: a new member is in the examples the day that it
is in the serializer. A schema's own ``example`` comes first; a view's examples replace all of it.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

DEPTH = 12  # of nested objects; deeper ones are left out
BY_NAME: dict[str, str] = {
    "category": "Lamps",
    "country": "DEU",
    "currency": "EUR",
    "delimiter": ",",
    "description": "A lamp with a rechargeable battery",
    "detail": "There is no country with this code.",
    "dtype": "float64",
    "encoding": "utf-8",
    "engine": "regression.least_squares",
    "engine_version": "1.0",
    "explanation": "How much is asked for at each price",
    "family_name": "Meyer",
    "field": "note",
    "filename": "demand.csv",
    "given_name": "Anna",
    "headline": "Demand rises by 1.18 for each kilometre.",
    "home_country": "CHN",
    "id": "8f14e45f-ceea-467f-a8d9-2b2e4c3a9d10",
    "industry": "Retail",
    "job_title": "Buyer",
    "key": "demand",
    "label": "Demand",
    "language": "en",
    "licence": "CC BY 4.0",
    "media_type": "text/csv",
    "name": "Desk lamp",
    "note": "First candidate",
    "original_name": "demand.csv",
    "phone": "+49 30 901820",
    "prefix": "lep_9f3c2a71",
    "purpose": "research.demand",
    "quote": '"',
    "reason": "The certificate has arrived.",
    "source": "Survey of dealers",
    "system": "crm",
    "text": "1.18 per kilometre",
    "time_zone": "Europe/Berlin",
    "title": "Demand by distance",
    "unit": "km",
    "version": "1.0",
}
BY_FORMAT: dict[str, str] = {
    "decimal": "99.90",
    "binary": "…",
    "date": "2026-11-23",
    "date-time": "2026-11-23T08:00:00Z",
    "email": "anna.meyer@example.com",
    "uri": "https://www.example.com/",
    "uri-reference": "/api/problems/#invalid",
    "uuid": "8f14e45f-ceea-467f-a8d9-2b2e4c3a9d10",
}


def add_examples(result: dict[str, Any], generator: Any, request: Any, public: bool) -> Any:
    """A post-processing hook, the last: it reads the schemas as they are published."""
    schemas = result["components"]["schemas"]
    for methods in result["paths"].values():
        for operation in methods.values():
            _give(operation.get("requestBody", {}), schemas, writing=True)
            for code, response in operation["responses"].items():
                if code.startswith("2"):
                    _give(response, schemas, writing=False)
    return result


def _give(holder: dict[str, Any], schemas: Mapping[str, Any], *, writing: bool) -> None:
    for kind, media in holder.get("content", {}).items():
        if kind.endswith("json") and not {"example", "examples"} & set(media):
            media["example"] = sample(media["schema"], schemas, writing=writing)


def sample(
    schema: Mapping[str, Any],
    schemas: Mapping[str, Any],
    *,
    writing: bool,
    name: str = "",
    depth: int = 0,
) -> Any:
    """A value that ``schema`` allows. ``writing``: without what only answers hold."""
    schema = _resolved(schema, schemas)
    for key in ("example", "const", "default"):
        if schema.get(key) is not None:
            return schema[key]
    if schema.get("examples"):
        return schema["examples"][0]
    if "enum" in schema:
        return next((value for value in schema["enum"] if value not in (None, "")), None)
    kind = schema.get("type", "object" if "properties" in schema else None)
    if isinstance(kind, list):
        kind = next((one for one in kind if one != "null"), "null")
    if kind == "object":
        return _object(schema, schemas, writing, depth)
    if kind == "array":
        items, one = schema.get("items", {}), name.removesuffix("s")
        if depth > DEPTH:
            return []
        return [sample(items, schemas, writing=writing, name=one, depth=depth + 1)]
    return _scalar(schema, kind, name)


def _resolved(schema: Mapping[str, Any], schemas: Mapping[str, Any]) -> dict[str, Any]:
    """References followed, ``allOf`` merged, the first choice taken that is not null."""
    found = dict(schema)
    if "$ref" in found:
        found |= _resolved(schemas[found.pop("$ref").rpartition("/")[2]], schemas)
    for part in found.pop("allOf", []):
        inner = _resolved(part, schemas)
        members = {**inner.get("properties", {}), **found.get("properties", {})}
        found = {**inner, **found, **({"properties": members} if members else {})}
    for word in ("oneOf", "anyOf"):
        choices = [_resolved(part, schemas) for part in found.pop(word, [])]
        real = [one for one in choices if one.get("type") != "null" and one.get("enum") != [None]]
        if real:
            found = {**found, **real[0]}
    return found


def _object(
    schema: Mapping[str, Any], schemas: Mapping[str, Any], writing: bool, depth: int
) -> dict[str, Any]:
    if depth > DEPTH:
        return {}
    hidden = "readOnly" if writing else "writeOnly"
    return {
        name: sample(member, schemas, writing=writing, name=name, depth=depth + 1)
        for name, member in schema.get("properties", {}).items()
        if isinstance(member, Mapping) and not member.get(hidden)
    }


def _scalar(schema: Mapping[str, Any], kind: Any, name: str) -> Any:
    if kind in ("integer", "number"):
        least = schema.get("minimum", schema.get("exclusiveMinimum", 0))
        return max(1, least + ("exclusiveMinimum" in schema))
    if kind == "boolean":
        return True
    if kind == "string":
        most = schema.get("maxLength", 10_000)
        text = BY_FORMAT.get(schema.get("format", "")) or BY_NAME.get(name, name or "text")
        return text[:most].ljust(schema.get("minLength", 0), "x")
    return None
