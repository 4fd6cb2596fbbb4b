"""``Idempotency-Key``: a change that is sent twice happens once.

The key is claimed in a transaction of its own, so that a second request sees it at once. The
change and its stored answer are then committed together: a process that dies in between leaves
neither, and whoever repeats the request after :data:`LEASE` does it anew. Answers that ask to try
again (429, 5xx and the like) are not stored.

Answers are stored sealed. One that holds a secret (``view.secretive``) is repeated only to the
credential that it was given to: another one may be allowed less.

A change whose answer waits for something (a job) is committed with the answer that it has at once.
That one is only for whoever comes after :data:`LEASE` because this process died while it waited;
otherwise the later answer takes its place.
"""

from __future__ import annotations

import hashlib
import json
import re
import uuid
from collections.abc import Callable
from datetime import timedelta
from typing import Any

from cryptography.fernet import InvalidToken
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from rest_framework.renderers import JSONRenderer
from rest_framework.request import Request
from rest_framework.response import Response

from apps.core.api import answers
from apps.core.api.problems import Problem
from apps.core.models import IdempotencyKey

HEADER = "Idempotency-Key"
UNSAFE = frozenset({"POST", "PUT", "PATCH", "DELETE"})
KEPT = timedelta(hours=24)
LEASE = timedelta(seconds=60)
_VALID = re.compile(r"[\x21-\x7e]{1,255}")
_RETRYABLE = frozenset({408, 423, 425, 429})


def named(request: Request) -> bool:
    """Did the caller name this change with a key?"""
    return request.method in UNSAFE and HEADER in request.headers


def once(
    view: Any, handler: Callable[..., Any], request: Request, *args: Any, **kwargs: Any
) -> Any:
    """The handler's answer, or the stored one if this request was answered before."""
    row = _claim(request, view.action in view.unrepeatable, view.action in view.secretive)
    if row.status is not None:
        return _replay(row)
    try:
        with transaction.atomic():
            _hold(row)
            response = handler(request, *args, **kwargs)
            _settle(row, response, interim=view.afterwards is not None)
    except Exception as error:  # noqa: BLE001 - becomes the answer, as in DRF's own dispatch
        response = view.handle_exception(error)
        _settle(row, response)
        return response
    return response if view.afterwards is None else _later(view, row, response)


def _later(view: Any, row: IdempotencyKey, interim: Any) -> Any:
    """The answer after the wait. The change has happened: the key is given back in no case."""
    try:
        response = view.afterwards()
    except Exception as error:  # noqa: BLE001 - as above
        response = view.handle_exception(error)
    _keep(row, response if _is_kept(response) else interim)
    return response


def prune() -> int:
    """Forget answers older than a day; how many were forgotten."""
    return IdempotencyKey.objects.filter(started_at__lt=timezone.now() - KEPT).delete()[0]


def _claim(request: Request, unrepeatable: bool, secret: bool) -> IdempotencyKey:
    """The caller's row of this key, claimed by this request or settled by an earlier one."""
    text = request.headers[HEADER]
    if unrepeatable:
        raise Problem("invalid", _("This address takes no 'Idempotency-Key'. Leave it out."))
    if not _VALID.fullmatch(text):
        sentence = _("'Idempotency-Key' takes 1 to 255 visible ASCII characters, such as a UUID.")
        raise Problem("invalid", sentence)
    mine = {
        "fingerprint": _fingerprint(request, secret),
        "attempt": uuid.uuid4(),
        "started_at": timezone.now(),
    }
    row, made = IdempotencyKey.objects.get_or_create(
        caller=_digest(f"user-{request.user.pk}"), key=_digest(text), defaults=mine
    )
    return row if made else _claim_again(row, mine)


def _claim_again(row: IdempotencyKey, mine: dict[str, Any]) -> IdempotencyKey:
    age = mine["started_at"] - row.started_at
    if age < KEPT:
        if row.fingerprint != mine["fingerprint"]:
            sentence = _("This 'Idempotency-Key' named another request. Choose a new one.")
            raise Problem("refused", sentence)
        if row.status is not None and (age >= LEASE or not row.headers.get("interim")):
            return row
        if age < LEASE:
            raise _in_progress()
    # As it was read: while this waited for the row, its first request may have come to its end.
    stale = _own(row).filter(status=row.status)
    if not stale.update(**mine, status=None, headers={}, body=""):
        raise _in_progress()  # somebody else was faster to take over, or it ended after all
    return IdempotencyKey.objects.get(pk=row.pk)


def _own(row: IdempotencyKey) -> Any:
    return IdempotencyKey.objects.filter(pk=row.pk, attempt=row.attempt)


def _hold(row: IdempotencyKey) -> None:
    """Nobody takes over from here on; whoever did already has the request."""
    if not _own(row).select_for_update().exists():
        raise _in_progress()


def _in_progress() -> Problem:
    sentence = _("A request with this 'Idempotency-Key' is being worked on. Ask again in a moment.")
    return Problem("conflict", sentence, headers={"Retry-After": "1"})


def _settle(row: IdempotencyKey, response: Any, interim: bool = False) -> None:
    """Keep the answer, or give the key back if the caller is meant to try again."""
    if _is_kept(response):
        _keep(row, response, interim)
    else:
        _own(row).delete()


def _is_kept(response: Any) -> bool:
    code = response.status_code
    retryable = code >= 500 or code in _RETRYABLE or "Retry-After" in response.headers
    return isinstance(response, Response) and (code == 202 or not retryable)


def _keep(row: IdempotencyKey, response: Response, interim: bool = False) -> None:
    items = {name: value for name, value in response.items() if name != "Content-Type"}
    headers = {"media_type": response.content_type, "items": items, "interim": interim}
    body = "" if response.data is None else JSONRenderer().render(response.data).decode()
    _own(row).update(status=response.status_code, headers=headers, body=answers.seal(body))


def _replay(row: IdempotencyKey) -> Response:
    headers = {**row.headers["items"], "Idempotency-Replayed": "true"}
    try:
        body = answers.unseal(row.body)
    except InvalidToken:
        sentence = _(
            "This request was carried out, but the answer that was kept cannot be read any more"
            " because the site's SECRET_KEY was changed. Read what it changed."
        )
        raise Problem("conflict", sentence) from None
    data = json.loads(body) if body else None
    return Response(data, row.status, headers=headers, content_type=row.headers["media_type"])


def _fingerprint(request: Request, secret: bool) -> str:
    credential = f"{getattr(request.auth, 'id', '')}\n" if secret else ""
    first = f"{credential}{request.method} {request.get_full_path()}\n".encode()
    return hashlib.sha256(first + request._request.body).hexdigest()


def _digest(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()
