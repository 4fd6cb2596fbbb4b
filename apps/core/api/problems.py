"""Errors as RFC 9457 problem documents.

Every error of the API is one: an exception that DRF knows, one of Django's, one that a room
registered with :func:`translates`, and whatever nobody expected (500 with a reference that is in
the log, never a traceback).
"""

from __future__ import annotations

import logging
import uuid
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.core.exceptions import PermissionDenied, RequestDataTooBig
from django.core.exceptions import ValidationError as DjangoValidationError
from django.core.signals import got_request_exception
from django.db import IntegrityError, OperationalError
from django.http import Http404
from django.urls import reverse
from django.utils.encoding import escape_uri_path
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from rest_framework import exceptions, status
from rest_framework.response import Response

logger = logging.getLogger(__name__)

MEDIA_TYPE = "application/problem+json"


@dataclass(frozen=True)
class ProblemType:
    """A kind of error. ``meaning`` says what to do about it, on the page that ``type`` names."""

    code: str
    status: int
    title: Any
    meaning: Any


def _type(code: str, number: int, title: Any, meaning: Any) -> tuple[str, ProblemType]:
    return code, ProblemType(code, number, title, meaning)


PROBLEM_TYPES: dict[str, ProblemType] = dict(
    [
        _type(
            "malformed",
            400,
            gettext_lazy("The body cannot be read"),
            gettext_lazy("Send one JSON object in UTF-8 with 'Content-Type: application/json'."),
        ),
        _type(
            "invalid",
            400,
            gettext_lazy("Some values need to change"),
            gettext_lazy("'errors' names each value by JSON pointer or query parameter."),
        ),
        _type(
            "not_authenticated",
            401,
            gettext_lazy("Log in or send a token"),
            gettext_lazy("Send 'Authorization: Bearer …' with a token that is in force."),
        ),
        _type(
            "permission_denied",
            403,
            gettext_lazy("This is not allowed"),
            gettext_lazy(
                "The person's role in the project is too low, or a CSRF token is missing."
            ),
        ),
        _type(
            "scope_missing",
            403,
            gettext_lazy("The token lacks a scope"),
            gettext_lazy("Make a token with the scope that 'required_scope' names."),
        ),
        _type(
            "address_not_allowed",
            403,
            gettext_lazy("The token may not be used from here"),
            gettext_lazy(
                "Call from an address in the ranges of the token and of its service account."
            ),
        ),
        _type(
            "not_found",
            404,
            gettext_lazy("Not found"),
            gettext_lazy("There is no such thing, or it belongs to a project you are not in."),
        ),
        _type(
            "method_not_allowed",
            405,
            gettext_lazy("This method is not offered here"),
            gettext_lazy("The header 'Allow' lists the methods of this address."),
        ),
        _type(
            "not_acceptable",
            406,
            gettext_lazy("No such representation"),
            gettext_lazy("Ask for 'Accept: application/json'."),
        ),
        _type(
            "conflict",
            409,
            gettext_lazy("Something is in the way"),
            gettext_lazy(
                "'detail' names what is in the way; 'existing' and 'existing_url' are its id and"
                " address if it is a record."
            ),
        ),
        _type(
            "gone",
            410,
            gettext_lazy("It is no longer there"),
            gettext_lazy("Start again from the beginning."),
        ),
        _type(
            "stale",
            412,
            gettext_lazy("Somebody changed it meanwhile"),
            gettext_lazy(
                "Read it again, apply your change to what it is now, and send the new ETag."
            ),
        ),
        _type(
            "too_large",
            413,
            gettext_lazy("The body is too large"),
            gettext_lazy("Send less at once; files go through the chunked upload."),
        ),
        _type(
            "unsupported_media_type",
            415,
            gettext_lazy("This kind of body is not read here"),
            gettext_lazy("Send 'Content-Type: application/json'."),
        ),
        _type(
            "refused",
            422,
            gettext_lazy("The request was understood and refused"),
            gettext_lazy("'errors' says what to change: a parameter, a column, a quota."),
        ),
        _type(
            "locked",
            423,
            gettext_lazy("Another request is at it"),
            gettext_lazy("Try again in a moment."),
        ),
        _type(
            "throttled",
            429,
            gettext_lazy("Too many requests"),
            gettext_lazy("Wait as many seconds as the header 'Retry-After' says."),
        ),
        _type(
            "damaged",
            460,
            gettext_lazy("The bytes were damaged on their way"),
            gettext_lazy("Send the chunk again."),
        ),
        _type(
            "server_error",
            500,
            gettext_lazy("Something went wrong on our side"),
            gettext_lazy(
                "Give an administrator the 'reference'; the log has the details under it."
            ),
        ),
        _type(
            "unavailable",
            503,
            gettext_lazy("Busy at the moment"),
            gettext_lazy("Try again after as many seconds as the header 'Retry-After' says."),
        ),
        _type(
            "no_space",
            507,
            gettext_lazy("The disk is full"),
            gettext_lazy("What arrived is kept. Tell an administrator and go on later."),
        ),
    ]
)


@dataclass(frozen=True)
class FieldError:
    """One wrong value. ``at`` is a JSON pointer into the body ('/name', '' for all of it)."""

    at: str
    detail: str

    def as_json(self, *, in_query: bool) -> dict[str, str]:
        if in_query:
            return {"parameter": self.at.lstrip("/").split("/")[0], "detail": self.detail}
        return {"pointer": f"#{self.at}", "detail": self.detail}


class Problem(exceptions.APIException):
    """An error that says its kind. ``extra`` are further members of the document."""

    def __init__(
        self,
        code: str,
        detail: Any = "",
        *,
        errors: Sequence[FieldError] = (),
        headers: Mapping[str, str] | None = None,
        extra: Mapping[str, Any] | None = None,
    ) -> None:
        kind = PROBLEM_TYPES[code]
        self.kind = kind
        self.status_code = kind.status
        self.errors = list(errors)
        self.headers = dict(headers or {})
        self.extra = dict(extra or {})
        super().__init__(str(detail) or _summary(self.errors) or str(kind.meaning), code)


Translator = Callable[[Any], Problem]
_translators: dict[type[BaseException], Translator] = {}


def translates(error_type: type[BaseException]) -> Callable[[Translator], Translator]:
    """Register how a room's own exception becomes a problem; views then need no ``try``."""

    def register(function: Translator) -> Translator:
        _translators[error_type] = function
        return function

    return register


def problem_handler(error: Exception, context: Mapping[str, Any]) -> Response:
    """DRF's exception handler: whatever was raised, as a problem document."""
    request = context.get("request")
    problem = as_problem(error)
    if problem is None:
        problem = _unexpected(error, request)
    _keep_drf_headers(error, problem)
    return Response(
        document(problem, request),
        status=problem.status_code,
        headers=problem.headers,
        content_type=MEDIA_TYPE,
    )


def document(problem: Problem, request: Any) -> dict[str, Any]:
    """The members of the problem document, in the active language."""
    in_query = getattr(request, "method", "") in {"GET", "HEAD"}
    body: dict[str, Any] = {
        "type": reverse("api-problems") + f"#{problem.kind.code}",
        "title": str(problem.kind.title),
        "status": problem.status_code,
        "detail": str(problem.detail),
        "instance": escape_uri_path(getattr(request, "path", "")),
    }
    if problem.errors:
        body["errors"] = [error.as_json(in_query=in_query) for error in problem.errors]
    return {**body, **problem.extra}


def as_problem(error: BaseException) -> Problem | None:
    """The problem that an exception stands for; None if nobody expected it."""
    if isinstance(error, Problem):
        return error
    for error_type in type(error).__mro__:
        if error_type in _translators:
            return _translators[error_type](error)
    return None


def flatten(detail: Any, at: str = "") -> Iterator[FieldError]:
    """DRF's nested error detail as a flat list of JSON pointers."""
    if isinstance(detail, Mapping):
        for key, value in detail.items():
            own = key in {"non_field_errors", "__all__"}
            yield from flatten(value, at if own else f"{at}/{_escape(key)}")
    elif isinstance(detail, list | tuple):
        for index, value in enumerate(detail):
            nested = isinstance(value, Mapping | list | tuple)
            yield from flatten(value, f"{at}/{index}" if nested else at)
    elif detail:
        yield FieldError(at, str(detail))


def _escape(key: Any) -> str:
    return str(key).replace("~", "~0").replace("/", "~1")


def _summary(errors: Sequence[FieldError]) -> str:
    if not errors:
        return ""
    if len(errors) == 1:
        name = errors[0].at.lstrip("/").replace("/", ".")
        return f"{name}: {errors[0].detail}" if name else errors[0].detail
    return ngettext(
        "{count} value needs to change: see 'errors'.",
        "{count} values need to change: see 'errors'.",
        len(errors),
    ).format(count=len(errors))


def _unexpected(error: Exception, request: Any) -> Problem:
    reference = uuid.uuid4().hex[:12]
    logger.error(
        "unhandled error %s at %s", reference, getattr(request, "path", "?"), exc_info=error
    )
    got_request_exception.send(sender=problem_handler, request=getattr(request, "_request", None))
    detail = _("We have logged it. Give an administrator this reference: {reference}").format(
        reference=reference
    )
    return Problem("server_error", detail, extra={"reference": reference})


def _keep_drf_headers(error: Exception, problem: Problem) -> None:
    if getattr(error, "auth_header", None):
        problem.headers["WWW-Authenticate"] = error.auth_header  # type: ignore[attr-defined]


# --- what DRF and Django raise ------------------------------------------------
@translates(exceptions.ValidationError)
def _validation(error: exceptions.ValidationError) -> Problem:
    return Problem("invalid", errors=list(flatten(error.detail)))


@translates(DjangoValidationError)
def _django_validation(error: DjangoValidationError) -> Problem:
    detail = error.message_dict if hasattr(error, "error_dict") else error.messages
    return Problem("invalid", errors=list(flatten(detail)))


@translates(exceptions.ParseError)
def _malformed(error: exceptions.ParseError) -> Problem:
    return Problem("malformed", error.detail)


@translates(exceptions.NotAuthenticated)
@translates(exceptions.AuthenticationFailed)
def _unknown_caller(error: exceptions.APIException) -> Problem:
    if getattr(error, "auth_header", None):
        return Problem("not_authenticated", error.detail)
    return Problem("permission_denied", error.detail)


@translates(exceptions.PermissionDenied)
@translates(PermissionDenied)
def _forbidden(error: Exception) -> Problem:
    return Problem("permission_denied", getattr(error, "detail", "") or str(error))


@translates(exceptions.NotFound)
@translates(Http404)
def _missing(error: Exception) -> Problem:
    return Problem("not_found", str(PROBLEM_TYPES["not_found"].meaning))


@translates(exceptions.MethodNotAllowed)
@translates(exceptions.NotAcceptable)
@translates(exceptions.UnsupportedMediaType)
def _negotiation(error: exceptions.APIException) -> Problem:
    codes = {
        status.HTTP_405_METHOD_NOT_ALLOWED: "method_not_allowed",
        status.HTTP_406_NOT_ACCEPTABLE: "not_acceptable",
        status.HTTP_415_UNSUPPORTED_MEDIA_TYPE: "unsupported_media_type",
    }
    return Problem(codes[error.status_code], error.detail)


@translates(RequestDataTooBig)
def _too_large(error: Exception) -> Problem:
    return Problem("too_large")


@translates(exceptions.Throttled)
def _throttled(error: exceptions.Throttled) -> Problem:
    wait = max(1, round(getattr(error, "wait", None) or 1))
    detail = ngettext(
        "Wait {seconds} second, then go on.", "Wait {seconds} seconds, then go on.", wait
    ).format(seconds=wait)
    return Problem("throttled", detail, headers={"Retry-After": str(wait)})


@translates(IntegrityError)
def _overtaken(error: IntegrityError) -> Problem:
    logger.warning("a change was overtaken by another one", exc_info=error)
    detail = _("Something that this refers to was changed or deleted meanwhile. Send it again.")
    return Problem("conflict", detail, headers={"Retry-After": "1"})


@translates(OperationalError)
def _busy(error: OperationalError) -> Problem:
    """The embedded database waited its busy timeout for the write lock and gave up."""
    logger.warning("the database did not answer in time", exc_info=error)
    return Problem("unavailable", headers={"Retry-After": "2"})
