"""JSON over HTTP to another system, through ``apps.core.outbound``: public addresses only.

A 429, and a 503 with ``Retry-After``, are tried again after what it says; 502, 503, 504 and a
connection that broke are tried again where a repetition does no harm.
A 401 renews the access token once.
"""

from __future__ import annotations

import json as jsonlib
import time
from collections.abc import Callable, Mapping, Sequence
from typing import Any
from urllib.parse import urlencode, urlsplit

from apps.core import outbound
from apps.core.messages import Message, clipped, msg
from apps.core.outbound import OutboundError, OutboundFailed
from apps.core.repeating import AGAIN, Pauses
from apps.crm.connectors.contract import RemoteError, Reply, Unauthorised

TIMEOUT = 60.0
LIMIT = 16 * 1024 * 1024
REPEATABLE = frozenset({"GET", "HEAD", "PUT", "DELETE"})


class Client:
    """An account of another system, as connectors use it (``contract.Api``).

    ``headers`` gives those by which we are known; ``renew`` makes it give others, or is None where
    nothing can be renewed. ``rest`` is how to wait, which also says that we are alive.
    """

    def __init__(
        self,
        address: str,
        settings: Any,
        *,
        headers: Callable[[], Mapping[str, str]] = dict,
        renew: Callable[[], None] | None = None,
        rest: Callable[[float], None] = time.sleep,
    ) -> None:
        self.address = address
        self.settings = settings
        self._headers, self._renew, self._rest = headers, renew, rest

    def send(
        self,
        method: str,
        path: str,
        *,
        query: Sequence[tuple[str, str]] = (),
        json: Any = None,
        form: Mapping[str, str] | None = None,
        headers: Mapping[str, str] | None = None,
        accept: Sequence[int] = (),
        repeatable: bool | None = None,
    ) -> Reply:
        """Send one request; its answer, if its status is below 300 or in ``accept``.

        ``path`` begins with a slash; the address before it is the account's. ``repeatable`` says
        that sending it twice is as good as once; GET, PUT and DELETE are. Raises
        :class:`RemoteError`, and :class:`Unauthorised` where no token is accepted.
        """
        url = self.address + path + (f"?{urlencode(query)}" if query else "")
        body, kind = _body(json, form)
        again = method in REPEATABLE if repeatable is None else repeatable
        pauses, renewed = Pauses(), False
        while True:
            fields = {"accept": "application/json", **kind, **self._headers(), **(headers or {})}
            try:
                reply = _once(method, url, fields, body)
            except OutboundError as error:
                passing = isinstance(error, OutboundFailed)
                if not (passing and again and pauses.left):
                    raise RemoteError(error.message) from error
                self._rest(pauses.following())
                continue
            if reply.status < 300 or reply.status in accept:
                return reply
            if reply.status == 401 and self._renew is not None and not renewed:
                self._renew()
                renewed = True
            elif _passing(reply, again) and pauses.left:
                self._rest(pauses.following(reply.headers.get("retry-after", "")))
            else:
                raise refused(reply, url)


def _passing(reply: Reply, again: bool) -> bool:
    """Whether the request may be sent once more. A gateway that lost the answer (502, 504) does not
    say that nothing was done; a 503 says so where it names a time to come back.
    """
    if reply.status == 503:
        return again or "retry-after" in reply.headers
    return reply.status == 429 or (again and reply.status in AGAIN)


def _body(json: Any, form: Mapping[str, str] | None) -> tuple[bytes | None, dict[str, str]]:
    if form is not None:
        return urlencode(form).encode(), {"content-type": "application/x-www-form-urlencoded"}
    if json is not None:
        return jsonlib.dumps(json).encode(), {"content-type": "application/json"}
    return None, {}


def _once(method: str, url: str, headers: Mapping[str, str], body: bytes | None) -> Reply:
    answer = outbound.send(
        method, url, headers={"user-agent": "Lepton", **headers}, body=body, timeout=TIMEOUT,
        limit=LIMIT,
    )  # fmt: skip
    if answer.truncated:
        raise RemoteError(msg("{host} sent more than is read at once.", host=_host(url)))
    try:
        data = jsonlib.loads(answer.body) if answer.body.strip() else None
    except (ValueError, RecursionError):
        if answer.status < 300:
            raise RemoteError(
                msg(
                    "{host} answered with something that is not JSON. Check the address.",
                    host=_host(url),
                )
            ) from None
        data = None
    return Reply(answer.status, answer.headers, data)


def refused(reply: Reply, url: str) -> RemoteError:
    """What a status means, with what the other system says of it."""
    said = said_in(reply)
    values = {"host": _host(url), "status": str(reply.status)}
    if reply.status == 401:
        return Unauthorised(
            msg("{host} does not let us in any more. Connect again.", host=_host(url)), 401
        )
    if reply.status == 429:
        text = msg("{host} gets too many requests (status 429). It is tried again later.", **values)
    elif said:
        text = msg("{host} refused it (status {status}): {said}", said=said, **values)
    else:
        text = msg("{host} answered with the status {status}.", **values)
    return RemoteError(text, reply.status)


def said_in(reply: Reply) -> str:
    """The sentence of an error in one of the usual shapes, cut; '' where there is none."""
    data = reply.data[0] if isinstance(reply.data, list) and reply.data else reply.data
    found = ""
    if isinstance(data, Mapping):
        names = ("message", "error_description", "error")
        found = next((data[name] for name in names if isinstance(data.get(name), str)), "")
    return clipped(" ".join((found or reply.headers.get("x-status-reason", "")).split()), 200)


def told(text: str) -> Message:
    """What the other system says of one row."""
    return msg("The other system says: {said}", said=clipped(" ".join(text.split()), 200))


def _host(url: str) -> str:
    return urlsplit(url).hostname or ""
