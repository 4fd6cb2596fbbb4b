"""HTTP to addresses that people typed: webhooks, connectors, plugins.

A name is resolved once, every address it has must be one that may be reached (:mod:`.reach`), and
the connection goes to the very address that was checked: a name that answers differently the
second time (DNS rebinding) gains nothing. urllib3 speaks HTTP and TLS; certificates are checked
against the name in the URL. No proxy of the environment is used, for it would do the resolving.

``OUTBOUND_ALLOW`` names networks inside that may be reached all the same, ``OUTBOUND_PORTS`` the
ports. A child process, which knows no settings, is handed them as a :class:`Gate`.
"""

from __future__ import annotations

import contextlib
import re
import socket
import threading
import time
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any, Protocol
from urllib.parse import urljoin

import urllib3
from django.conf import settings
from urllib3.connection import HTTPConnection, HTTPSConnection
from urllib3.connectionpool import HTTPConnectionPool, HTTPSConnectionPool
from urllib3.exceptions import HTTPError, LocationParseError
from urllib3.util import Timeout, Url, connection, parse_url

from apps.core import resolving
from apps.core.messages import Message, msg
from apps.core.reach import Address, Network, may_reach, parse

TIMEOUT = 15.0
CHECK_TIMEOUT = 5.0
LIMIT = 1024 * 1024
PIECE = 256 * 1024
LATE = msg("The receiver did not answer in time.")
# Read differently by different programs: what a person takes for the host need not be it.
_STRAY = re.compile(r"[\x00-\x20\x7f\\]")
_REDIRECTS = frozenset({301, 302, 303, 307, 308})
_PRIVATE_HEADERS = frozenset({"authorization", "cookie", "proxy-authorization"})


class OutboundError(Exception):
    """There is no answer; ``message`` says why, to whoever typed the address."""

    def __init__(self, message: Message) -> None:
        super().__init__(str(message))
        self.message = message


class OutboundRefused(OutboundError):
    """The address must not be asked. Nothing was sent, and trying again by itself will not help:
    somebody has to change the address, where its name leads, or a setting."""


class OutboundFailed(OutboundError):
    """The receiver could not be reached or broke off. Trying again may help."""


@dataclass(frozen=True)
class Gate:
    """Which networks inside and which ports may be asked. ``private`` are headers (lower case) that
    no redirection to another origin takes along, besides the usual ones."""

    allow: tuple[Network, ...]
    ports: Collection[int]
    private: Collection[str] = ()


def gate() -> Gate:
    """What the site's settings say."""
    return Gate(settings.OUTBOUND_ALLOW, settings.OUTBOUND_PORTS)


class Sink(Protocol):
    """Where a large body goes, piece by piece; what it raises ends the exchange."""

    def write(self, piece: bytes, /) -> object: ...


@dataclass(frozen=True)
class Answer:
    """What came back. ``headers`` have lower-case names; ``truncated``: there was more body."""

    status: int
    headers: Mapping[str, str]
    body: bytes
    truncated: bool
    url: str
    seconds: float


@dataclass
class _Exchange:
    """One request's clock, and its socket for the timer that ends it."""

    deadline: float
    gate: Gate = field(default_factory=gate)
    handles: list[socket.socket] = field(default_factory=list)
    timed_out: bool = False
    lock: threading.Lock = field(default_factory=threading.Lock)

    def left(self) -> float:
        return max(0.001, self.deadline - time.monotonic())

    def watch(self, sock: socket.socket) -> None:
        # A duplicate, because TLS takes the socket over; shutting one down ends both.
        with self.lock:
            self.handles.append(sock.dup())
            if self.timed_out:  # the timer came first, and comes only once
                self._shut_down()

    def end(self) -> None:
        with self.lock:
            self.timed_out = True
            self._shut_down()

    def close(self) -> None:
        with self.lock:
            for handle in self.handles:
                handle.close()

    def _shut_down(self) -> None:
        for handle in self.handles:
            with contextlib.suppress(OSError):
                handle.shutdown(socket.SHUT_RDWR)


def send(
    method: str,
    url: str,
    *,
    headers: Mapping[str, str] | None = None,
    body: bytes | None = None,
    timeout: float = TIMEOUT,
    limit: int = LIMIT,
    redirects: int = 0,
    through: Gate | None = None,
    sink: Sink | None = None,
) -> Answer:
    """Send one request and read at most ``limit`` bytes of the answer.

    ``timeout`` is for everything together, the DNS included, in seconds. Up to ``redirects``
    redirections are followed, each checked like the first address; with 0 a redirection is an
    answer like any other. The body of a 200 goes to ``sink`` where there is one, and then the
    answer's is empty. Raises :class:`OutboundRefused` or :class:`OutboundFailed`.
    """
    exchange = _Exchange(time.monotonic() + timeout, through or gate())
    private = {*_PRIVATE_HEADERS, *exchange.gate.private}
    fields = dict(headers or {})
    while True:
        answer = _send_once(method, url, fields, body, (limit, sink), exchange)
        target = answer.headers.get("location", "") if answer.status in _REDIRECTS else ""
        if not target or redirects <= 0:
            return answer
        redirects -= 1
        following = _following(url, target)
        if _origin(url) != _origin(following):
            fields = {k: v for k, v in fields.items() if k.lower() not in private}
        if answer.status == 303 or (answer.status in {301, 302} and method == "POST"):
            method, body = "GET", None
        url = following


def check(url: str) -> None:
    """Raise :class:`OutboundRefused` if ``url`` could never be asked: for forms, before saving.

    A name is resolved too, but one that does not resolve now passes: it may do so later.
    """
    target = _target(url, gate())
    with contextlib.suppress(OutboundFailed):
        addresses_of(_host(target), _port(target), CHECK_TIMEOUT)


def _target(url: str, through: Gate) -> Url:
    if _STRAY.search(url):
        raise OutboundRefused(
            msg("A web address holds no blanks, backslashes or control characters.")
        )
    try:
        target = parse_url(url)
    except LocationParseError:
        raise OutboundRefused(msg("This is not a web address.")) from None
    if target.scheme not in {"http", "https"} or not target.host or "%" in target.host:
        raise OutboundRefused(msg("A web address starts with https:// or http:// and a host."))
    if target.auth:
        raise OutboundRefused(msg("A name and password cannot stand in the web address."))
    if _port(target) not in through.ports:
        raise OutboundRefused(
            msg(
                "Port {port} is not open to outgoing requests. An administrator can add it to"
                " OUTBOUND_PORTS.",
                port=str(_port(target)),
            )
        )
    return target


def _following(url: str, target: str) -> str:
    """Where a redirection leads; refused where that is no address."""
    try:
        following = urljoin(url, target)
        parse_url(following)
    except (ValueError, LocationParseError):
        raise OutboundRefused(
            msg("The receiver redirects to something that is not a web address.")
        ) from None
    return following


def _host(target: Url) -> str:
    return (target.host or "").strip("[]")


def _port(target: Url) -> int:
    return target.port or (443 if target.scheme == "https" else 80)


def _origin(url: str) -> tuple[str | None, str | None, int]:
    target = parse_url(url)
    return target.scheme, target.host, _port(target)


def addresses_of(
    host: str, port: int, seconds: float = CHECK_TIMEOUT, through: Gate | None = None
) -> list[Address]:
    """Every address of ``host``; refused if one of them may not be reached. For other protocols
    than HTTP: connect to one of these, and not to the name."""
    allow = (through or gate()).allow
    literal = parse(host)
    found = [literal] if literal else _resolve(host, port, seconds)
    if not all(may_reach(address, allow) for address in found):
        raise OutboundRefused(
            msg(
                "{host} leads to an address that is not public. Requests go to public addresses"
                " only, unless an administrator adds the network to OUTBOUND_ALLOW.",
                host=host,
            )
        )
    return found


def _resolve(host: str, port: int, seconds: float) -> list[Address]:
    unknown = OutboundFailed(msg("The name {host} is not known to the DNS.", host=host))
    try:
        texts = resolving.lookup(host, port, seconds)
    except TimeoutError:
        late = msg("The DNS did not say in time where {host} leads.", host=host)
        raise OutboundFailed(late) from None
    except (OSError, UnicodeError):
        raise unknown from None
    found: list[Address] = []
    for text in texts:
        address = parse(text)
        if address is None:  # an address with a zone is on the link
            raise OutboundRefused(
                msg("{host} leads to an address of the local network.", host=host)
            )
        found.append(address)
    if not found:
        raise unknown
    return list(dict.fromkeys(found))


class _Guarded(HTTPConnection):
    """Connects to a checked address instead of resolving the name once more."""

    def __init__(self, *args: Any, exchange: _Exchange, **kwargs: Any) -> None:
        self.exchange = exchange
        super().__init__(*args, **kwargs)

    def _new_conn(self) -> socket.socket:
        failure: OSError | None = None
        host, left = self.host.strip("[]"), self.exchange.left()
        for address in addresses_of(host, self.port, left, self.exchange.gate):
            try:
                sock = connection.create_connection(
                    (str(address), self.port),
                    self.exchange.left(),
                    socket_options=self.socket_options,
                )
            except OSError as error:
                failure = error
                continue
            self.exchange.watch(sock)
            return sock
        if isinstance(failure, TimeoutError):
            raise failure
        raise OutboundFailed(msg("Nothing answers at {host}.", host=self.host)) from failure


class _GuardedTLS(_Guarded, HTTPSConnection):
    """The same below TLS. The certificate is checked against the name, not the address."""


class _Pool(HTTPConnectionPool):
    ConnectionCls = _Guarded


class _PoolTLS(HTTPSConnectionPool):
    ConnectionCls = _GuardedTLS


def _send_once(
    method: str,
    url: str,
    headers: Mapping[str, str],
    body: bytes | None,
    bounds: tuple[int, Sink | None],
    exchange: _Exchange,
) -> Answer:
    limit, sink = bounds
    target = _target(url, exchange.gate)
    began = time.monotonic()
    timer = threading.Timer(exchange.left(), exchange.end)
    timer.daemon = True
    timer.start()
    try:
        with _pool(target, exchange) as pool:
            response = pool.urlopen(
                method,
                target.request_uri,
                body=body,
                headers=headers,
                retries=False,
                redirect=False,
                preload_content=False,
                decode_content=False,
            )
            if sink is not None and response.status == 200:
                content, cut = b"", _pour(response, limit, sink)
            else:
                content = _read(response, limit + 1 if sink is None else LIMIT)
                content, cut = content[:limit], len(content) > limit
    except (HTTPError, OSError, ValueError) as error:
        raise _failure(error, exchange) from error
    finally:
        timer.cancel()
        exchange.close()
    if exchange.timed_out:
        raise OutboundFailed(LATE)
    fields = {name.lower(): value for name, value in response.headers.items()}
    seconds = time.monotonic() - began
    return Answer(response.status, fields, content, cut, url, seconds)


@contextlib.contextmanager
def _pool(target: Url, exchange: _Exchange) -> Iterator[HTTPConnectionPool]:
    """A pool for this one request: nothing is kept open towards a stranger."""
    made = _PoolTLS if target.scheme == "https" else _Pool
    wait = Timeout(total=exchange.left())
    pool = made(_host(target), _port(target), timeout=wait, exchange=exchange)
    try:
        yield pool
    finally:
        pool.close()


def _read(response: urllib3.BaseHTTPResponse, most: int) -> bytes:
    """At most ``most`` bytes, as they were sent (a compressed body is not unpacked)."""
    try:
        return response.read(most)
    finally:
        response.close()


def _pour(response: urllib3.BaseHTTPResponse, most: int, sink: Sink) -> bool:
    """Hand the body on in pieces; True if there is more of it than ``most`` bytes."""
    left = most
    try:
        while piece := response.read(min(PIECE, left + 1)):
            if len(piece) > left:
                return True
            sink.write(piece)
            left -= len(piece)
    finally:
        response.close()
    return False


def _failure(error: Exception, exchange: _Exchange) -> OutboundFailed:
    if exchange.timed_out or isinstance(error, urllib3.exceptions.TimeoutError | TimeoutError):
        return OutboundFailed(LATE)
    if isinstance(error, urllib3.exceptions.SSLError):
        return OutboundFailed(
            msg("The receiver's certificate was not accepted: {reason}", reason=_short(error))
        )
    return OutboundFailed(
        msg("The connection broke before there was an answer: {reason}", reason=_short(error))
    )


def _short(error: Exception) -> str:
    return str(error)[:200]
