"""JSON over HTTP to another system, through ``apps.core.outbound``: public addresses only.

A 429, and a 503 with ``Retry-After``, are tried again after what it says; 502, 503, 504 and a
connection that broke are tried again where a repetition does no harm.
A 401 renews the access token once.
"""

from __future__ import annotations

import json as jsonlib
import re
import time
from collections.abc import Callable, Mapping, Sequence
from typing import Any
from urllib.parse import urlencode, urlsplit

from apps.core import outbound
from apps.core.messages import Message, clipped, msg
from apps.core.outbound import OutboundError, OutboundFailed
from apps.core.repeating import AGAIN, TRIES, Pauses
from apps.crm.connectors.contract import RemoteError, Reply, Unauthorised

TIMEOUT = 60.0
BRIEF = 15.0  # seconds of one request, where a person waits for it
SHORT = 2.0  # the longest pause before a repetition, where a person waits for it
BEAT = 30.0  # seconds after which it is said again that we are alive
LIMIT = 16 * 1024 * 1024
MOST_SAID = 200  # characters of what another system says
_QUOTED = re.compile(
    r"(?P<before>\b(?:column|property|field|attribute|entity|object|scope) )?"
    r"(?<!\w)[\"'`“‘„«](?P<inside>.*?)(?:[\"'`”’“»](?!\w)|$)",
    re.IGNORECASE,
)
_ADDRESS = re.compile(r"[^\s()<>,;:]+@[^\s()<>,;:]+")
_NUMBER = re.compile(r"\+?\d[\d ()/.-]{4,}\d")
REPEATABLE = frozenset({"GET", "HEAD", "PUT", "DELETE"})


class Client:
    """An account of another system, as connectors use it (``contract.Api``).

    ``headers`` gives those by which we are known; ``renew`` makes it give others, or is None where
    nothing can be renewed. ``rest`` is how to wait, which also says that we are alive: with 0 it
    only says so. Without it a person waits for the page: one short repetition.
    """

    def __init__(
        self,
        address: str,
        settings: Any,
        *,
        headers: Callable[[], Mapping[str, str]] = dict,
        renew: Callable[[], None] | None = None,
        rest: Callable[[float], None] | None = None,
    ) -> None:
        self.address = address
        self.settings = settings
        self._headers, self._renew, self._rest = headers, renew, rest
        self._beaten = time.monotonic()

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
        pauses, renewed = Pauses(TRIES if self._rest else 2), False
        while True:
            self._beat()
            fields = {"accept": "application/json", **kind, **self._headers(), **(headers or {})}
            try:
                reply = _once(method, url, fields, body, TIMEOUT if self._rest else BRIEF)
            except OutboundError as error:
                passing = isinstance(error, OutboundFailed)
                if not (passing and again and self._waited(pauses)):
                    raise RemoteError(error.message) from error
                continue
            if reply.status < 300 or reply.status in accept:
                return reply
            if reply.status == 401 and self._renew is not None and not renewed:
                self._renew()
                renewed = True
            elif not (
                _passing(reply, again)
                and self._waited(pauses, reply.headers.get("retry-after", ""))
            ):
                raise refused(reply, url)

    def _waited(self, pauses: Pauses, retry_after: str = "") -> bool:
        """Wait before a repetition; False where there is to be none."""
        if not pauses.left:
            return False
        seconds = pauses.following(retry_after)
        if self._rest is not None:
            self._rest(seconds)
            self._beaten = time.monotonic()
        elif seconds <= SHORT:
            time.sleep(seconds)
        else:
            return False
        return True

    def _beat(self) -> None:
        """A batch may take many requests, and each its time."""
        if self._rest is not None and time.monotonic() - self._beaten > BEAT:
            self._rest(0.0)
            self._beaten = time.monotonic()


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


def _once(
    method: str, url: str, headers: Mapping[str, str], body: bytes | None, timeout: float
) -> Reply:
    answer = outbound.send(
        method, url, headers={"user-agent": "Lepton", **headers}, body=body, timeout=timeout,
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
    """What a status means, with what the other system says of it, but for values: this is kept
    with the connection and sent to its owners, where an erasure does not look.
    """
    said = clipped(without_values(_said(reply)), MOST_SAID)
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
    return clipped(_said(reply), MOST_SAID)


def without_values(text: str) -> str:
    """The sentence without addresses, long numbers and what stands in quotation marks, but for
    names of fields: 'column "Title"'.
    """

    def cut(found: re.Match[str]) -> str:
        before = found["before"] or ""
        if before and re.fullmatch(r"[\w.]{1,60}", found["inside"]):
            return found[0]
        return f"{before}“…”"

    return _NUMBER.sub("…", _ADDRESS.sub("…", _QUOTED.sub(cut, text)))


def _said(reply: Reply) -> str:
    data = reply.data[0] if isinstance(reply.data, list) and reply.data else reply.data
    found = ""
    if isinstance(data, Mapping):
        names = ("message", "error_description", "error")
        found = next((data[name] for name in names if isinstance(data.get(name), str)), "")
    return " ".join((found or reply.headers.get("x-status-reason", "")).split())


def told(text: str) -> Message:
    """What the other system says of one row."""
    return msg("The other system says: {said}", said=clipped(" ".join(text.split()), MOST_SAID))


def _host(url: str) -> str:
    return urlsplit(url).hostname or ""
