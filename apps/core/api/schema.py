"""OpenAPI 3.1: stable operation ids, errors, scopes, and the security schemes."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.urls import reverse
from django.utils.module_loading import import_string
from drf_spectacular.extensions import (
    OpenApiAuthenticationExtension,
    OpenApiSerializerFieldExtension,
)
from drf_spectacular.openapi import AutoSchema
from drf_spectacular.utils import OpenApiParameter

from apps.core.api.idempotency import HEADER, UNSAFE

ACTIONS = {"partial_update": "update"}
PROBLEM_REF = {"$ref": "#/components/responses/Problem"}


class TokenScheme(OpenApiAuthenticationExtension):
    """``Authorization: Bearer …`` with a token made on a page, or with one that OAuth2 gave out."""

    target_class = "apps.accounts.authentication.TokenAuthentication"
    name = ["token", "oauth2"]

    def get_security_requirement(self, auto_schema: Any) -> list[dict[str, list[str]]]:
        """Either will do; OAuth2 says the scope, unless no client can have it."""
        view = auto_schema.view
        scope = view.scopes.get(getattr(view, "action", ""), "")
        if scope and scope not in _client_scopes():
            return [{"token": []}]
        return [{"token": []}, {"oauth2": [scope] if scope else []}]

    def get_security_definition(self, auto_schema: Any) -> list[dict[str, Any]]:
        flow = {"tokenUrl": reverse("api-oauth-token"), "scopes": _client_scopes()}
        return [
            {
                "type": "http",
                "scheme": "bearer",
                "description": "A token made on your page 'API tokens' or for a service account."
                " It is shown once.",
            },
            {
                "type": "oauth2",
                "description": "For systems that speak only OAuth2: a client of a service account"
                " trades its secret for a token of an hour.",
                "flows": {"clientCredentials": flow},
            },
        ]


def _client_scopes() -> dict[str, str]:
    """What an OAuth2 client may be allowed, with what each means."""
    backend = import_string(settings.OAUTH2_PROVIDER["SCOPES_BACKEND_CLASS"])()
    scopes: dict[str, str] = backend.get_all_scopes()
    return scopes


class SessionScheme(OpenApiAuthenticationExtension):
    """The browser's session; writes need the CSRF token too."""

    target_class = "rest_framework.authentication.SessionAuthentication"
    name = "session"
    priority = 1

    def get_security_definition(self, auto_schema: Any) -> dict[str, Any]:
        return {
            "type": "apiKey",
            "in": "cookie",
            "name": "sessionid",
            "description": "The session of a logged-in browser. Writes need `X-CSRFToken` as well.",
        }


class MessageFieldSchema(OpenApiSerializerFieldExtension):
    target_class = "apps.core.api.serializers.MessageField"

    def map_serializer_field(self, auto_schema: Any, direction: Any) -> dict[str, Any]:
        return {
            "type": ["string", "null"],
            "readOnly": True,
            "description": "A sentence in the language of `Accept-Language`.",
        }


class LeptonSchema(AutoSchema):
    """Names an operation by its resource and action, and says what it takes to be allowed."""

    def get_operation_id(self) -> str:
        action = getattr(self.view, "action", "") or self.method.lower()
        return f"{self._resource()}_{ACTIONS.get(action, action)}"

    def get_tags(self) -> list[str]:
        return [self._resource()]

    def get_description(self) -> str:
        action = getattr(self.view, "action", "")
        scope = getattr(self.view, "scopes", {}).get(action)
        role = getattr(self.view, "roles", {}).get(action)
        needs = []
        if scope:
            needs.append(f"Scope of the token: `{scope}`.")
        if role:
            needs.append(f"Role in the project: `{role}` or above.")
        chosen = action in {"list", "retrieve"} and action in getattr(self.view, "selective", ())
        parts = (super().get_description(), FIELDS if chosen else "", " ".join(needs))
        return "\n\n".join(part for part in parts if part)

    def get_override_parameters(self) -> list[Any]:
        parameters = list(super().get_override_parameters())
        if getattr(self.view, "action", "") in getattr(self.view, "conditional", ()):
            parameters.append(IF_MATCH)
        action = getattr(self.view, "action", "")
        if self.method in UNSAFE and action not in getattr(self.view, "unrepeatable", ()):
            parameters.append(IDEMPOTENCY_KEY)
        return parameters

    def _resource(self) -> str:
        return getattr(self.view, "resource", "") or "other"


IF_MATCH = OpenApiParameter(
    name="If-Match",
    location=OpenApiParameter.HEADER,
    type=str,
    description="The ETag of what you read. If somebody changed it since: 412.",
)
IDEMPOTENCY_KEY = OpenApiParameter(
    name=HEADER,
    location=OpenApiParameter.HEADER,
    type={"type": "string", "pattern": "^[!-~]{1,255}$"},
    description="Names this change, for a day: the same request with the same key is not made"
    " again but gets the same answer, with `Idempotency-Replayed: true`. Another request with this"
    " key: 422; while the first is being worked on: 409.",
)
# Told in words: as a parameter it would make every member of every answer optional, and generated
# clients with it.
FIELDS = "`?fields=id,updated_at` gives only these members of a row; below is a whole one."


PROBLEM_SCHEMA: dict[str, Any] = {
    "type": "object",
    "description": "An error (RFC 9457), in the language of `Accept-Language`.",
    "required": ["type", "title", "status", "detail", "instance"],
    "properties": {
        "type": {
            "type": "string",
            "format": "uri-reference",
            "description": "Which kind of error; stable, made for programs.",
        },
        "title": {"type": "string"},
        "status": {"type": "integer"},
        "detail": {"type": "string", "description": "What is wrong and what to do about it."},
        "instance": {"type": "string", "format": "uri-reference"},
        "errors": {
            "type": "array",
            "items": {
                "type": "object",
                "required": ["detail"],
                "properties": {
                    "pointer": {"type": "string", "description": "JSON pointer into the body."},
                    "parameter": {"type": "string", "description": "Name of a query parameter."},
                    "detail": {"type": "string"},
                },
            },
        },
        "required_scope": {"type": "string"},
        "existing": {"type": "string", "description": "409: the id of what is in the way."},
        "existing_url": {"type": "string", "description": "409: where it can be read."},
        "reference": {"type": "string", "description": "Names the log entry of a 500."},
    },
    "additionalProperties": True,
}
PROBLEM_EXAMPLE = {
    "type": "/api/problems/#invalid",
    "title": "Some values need to change",
    "status": 400,
    "detail": "country: There is no country with this code.",
    "instance": "/api/v1/projects/8f14e45f-ceea-467f-a8d9-2b2e4c3a9d10/entries/",
    "errors": [{"pointer": "#/country", "detail": "There is no country with this code."}],
}
RATE_HEADERS = {
    name: {"description": text, "schema": {"type": "integer"}}
    for name, text in {
        "RateLimit-Limit": "Requests in a window.",
        "RateLimit-Remaining": "Requests left in this window.",
        "RateLimit-Reset": "Seconds until the next window.",
    }.items()
} | {
    name: {"description": text, "schema": {"type": "string"}}
    for name, text in {
        "RateLimit-Policy": "The ceiling: `q` calls in `w` seconds.",
        "RateLimit": "What is left: `r` calls, for `t` seconds.",
    }.items()
}


def add_problems(result: dict[str, Any], generator: Any, request: Any, public: bool) -> Any:
    """A post-processing hook: every operation answers errors as problem documents."""
    components = result.setdefault("components", {})
    components.setdefault("schemas", {})["Problem"] = PROBLEM_SCHEMA
    components["headers"] = RATE_HEADERS
    components["responses"] = {"Problem": _problem_response()}
    for methods in result["paths"].values():
        for operation in methods.values():
            _document_errors(operation)
    for name, schema in components["schemas"].items():
        if name.endswith("Request") and schema.get("type") == "object":
            schema.setdefault("additionalProperties", False)
    return result


def _problem_response() -> dict[str, Any]:
    content = {"schema": {"$ref": "#/components/schemas/Problem"}, "example": PROBLEM_EXAMPLE}
    return {
        "description": "An error, as a problem document.",
        "content": {"application/problem+json": content},
    }


BY_RESOURCE = {
    "jobs": ["422"],
    "models": ["409", "422"],
    "uploads": ["409", "410", "413", "423", "460", "507"],
}


def _error_codes(operation: dict[str, Any]) -> set[str]:
    places = {item["in"] for item in operation.get("parameters", [])}
    names = {item["name"] for item in operation.get("parameters", [])}
    codes = {"401", "403", "406", "429", "500", "503"}
    body = "requestBody" in operation
    codes |= {"404"} if "path" in places else set()
    codes |= {"400"} if body or "query" in places else set()
    codes |= {"409", "413", "415"} if body else set()
    codes |= {"409", "412"} if "If-Match" in names else set()
    codes |= {"400", "409", "413", "422"} if HEADER in names else set()
    codes |= {"410"} if "updated_since" in names else set()
    codes |= {"400"} if "external_id" in names else set()
    changes = not operation["operationId"].endswith(("_list", "_retrieve"))
    return codes | set(BY_RESOURCE.get(operation["tags"][0], []) if changes else [])


def _document_errors(operation: dict[str, Any]) -> None:
    responses = operation["responses"]
    for code in _error_codes(operation):
        responses.setdefault(code, dict(PROBLEM_REF))
    operation["responses"] = dict(sorted(responses.items()))
    rates = {name: {"$ref": f"#/components/headers/{name}"} for name in RATE_HEADERS}
    for code, response in operation["responses"].items():
        if code.startswith("2"):
            response.setdefault("headers", {}).update(rates)
