"""A read-only conversation with an IMAP server that nobody vouches for (RFC 3501, RFC 9051).

The connection goes to an address that was checked (``apps.core.outbound``). The folder is opened
with EXAMINE and messages are read with BODY.PEEK, so that the mailbox stays as it is. Time and
bytes are bounded, whatever the server sends.
"""

from __future__ import annotations

import base64
import contextlib
import imaplib
import re
import socket
import ssl
import threading
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.conf import settings

from apps.core.messages import Message, clipped, msg
from apps.core.outbound import OutboundError, OutboundFailed, addresses_of

PORTS = frozenset({143, 993})
TIMEOUT = 20.0  # seconds without a byte
LONGEST = 300.0  # seconds of one conversation
MOST_BYTES = 1024 * 1024  # of one message; what follows is not read
MOST_SENT = 64 * 1024 * 1024  # bytes that one answer may have before the server is hung up on
PIECE = 256 * 1024
# RFC 5530: the server says no for now, and not because of what was asked.
_FOR_NOW = re.compile(r"\[(UNAVAILABLE|INUSE|LIMIT|SERVERBUG|CONTACTADMIN)\]", re.IGNORECASE)
_MONTHS = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"]


class MailboxError(Exception):
    """Nothing can be read. ``for_good``: somebody has to change something first."""

    def __init__(self, message: Message, *, for_good: bool = False) -> None:
        super().__init__(str(message))
        self.message, self.for_good = message, for_good


@dataclass(frozen=True)
class Place:
    """Where a mailbox is and who asks."""

    host: str
    port: int
    starttls: bool
    user: str
    password: str
    folder: str


class _Client(imaplib.IMAP4):
    """imaplib over a checked address, with bounds."""

    def __init__(self, place: Place) -> None:
        self.place = place
        self.sent = 0
        self.late = False
        self._timer: threading.Timer | None = None
        super().__init__(place.host, place.port, TIMEOUT)
        self._encoding = "utf-8"

    def _create_socket(self, timeout: float | None) -> socket.socket:
        place, failure = self.place, None
        for address in addresses_of(place.host, place.port):
            try:
                sock = socket.create_connection((str(address), place.port), timeout)
            except OSError as error:
                failure = error
                continue
            self._watch(sock)
            if place.starttls:
                return sock
            return trusted().wrap_socket(sock, server_hostname=place.host)
        raise OutboundFailed(msg("Nothing answers at {host}.", host=place.host)) from failure

    def _watch(self, sock: socket.socket) -> None:
        handle = sock.dup()  # TLS takes the socket over; shutting one down ends both

        def end() -> None:
            self.late = True
            with contextlib.suppress(OSError):
                handle.shutdown(socket.SHUT_RDWR)
            handle.close()

        self._timer = threading.Timer(LONGEST, end)
        self._timer.daemon = True
        self._timer.start()

    def rest(self) -> None:
        if self._timer is not None:
            self._timer.cancel()

    def read(self, size: int) -> bytes:
        """A literal; beyond :data:`MOST_BYTES` it is read and thrown away."""
        kept, left = bytearray(), size
        while left > 0:
            piece = super().read(min(left, PIECE))
            if not piece:
                raise self.abort("the connection ended within a message")
            self._count(len(piece))
            kept += piece[: max(0, MOST_BYTES - len(kept))]
            left -= len(piece)
        return bytes(kept)

    def readline(self) -> bytes:
        line = super().readline()
        self._count(len(line))
        return line

    def _count(self, size: int) -> None:
        self.sent += size
        if self.sent > MOST_SENT:
            raise self.abort("the server sends more than was asked for")


def trusted() -> ssl.SSLContext:
    """Certificates are checked against the name."""
    return ssl.create_default_context()


class Folder:
    """An opened folder."""

    def __init__(self, client: _Client, validity: int, following: int) -> None:
        self._client = client
        self.validity = validity
        self.following = following  # the UID that the next message will get

    def uids(self, first: int, last: int, since: date | None) -> list[int]:
        """The UIDs from ``first`` up to ``last``, ascending; of messages that came ``since``."""
        asked = f"UID {first}:{last}"
        if since is not None:
            asked += f" SINCE {since.day}-{_MONTHS[since.month - 1]}-{since.year:04}"
        data = self._ask("SEARCH", asked)
        words = b" ".join(part for part in data if isinstance(part, bytes)).split()
        found = {int(word) for word in words if word.isdigit() and len(word) <= 10}
        return sorted(uid for uid in found if first <= uid <= last)

    def message(self, uid: int) -> bytes | None:
        """The first :data:`MOST_BYTES` of a message; None if it is gone."""
        data = self._ask("FETCH", str(uid), f"(UID BODY.PEEK[]<0.{MOST_BYTES}>)")
        for part in data:
            if isinstance(part, tuple) and len(part) == 2 and b"BODY[" in part[0].upper():
                return bytes(part[1])
        return None

    def _ask(self, command: str, *words: str) -> list[Any]:
        self._client.sent = 0
        kind, data = self._client.uid(command, *words)
        if kind != "OK":
            raise MailboxError(msg("The mail server did not answer: {answer}", answer=_plain(data)))
        return data


@contextlib.contextmanager
def opened(place: Place) -> Iterator[Folder]:
    """The folder, read-only. Raises :class:`MailboxError`, also for what happens within."""
    client: _Client | None = None
    try:
        check_port(place.port)
        client = _Client(place)
        if place.starttls:
            _start_tls(client)
        _log_in(client)
        yield _examined(client)
    except (MailboxError, OutboundError) as error:
        raise _judged(error) from error
    except (OSError, imaplib.IMAP4.error, ValueError) as error:
        raise _broken(error, client) from error
    finally:
        if client is not None:
            client.rest()
            with contextlib.suppress(OSError, imaplib.IMAP4.error):
                client.logout()


def check_port(port: int) -> None:
    """Raises :class:`MailboxError` for a port that mail servers do not have."""
    if port not in PORTS and port not in settings.OUTBOUND_PORTS:
        raise MailboxError(
            msg(
                "Mailboxes are read on the ports 993 and 143. An administrator can add {port} to"
                " OUTBOUND_PORTS.",
                port=str(port),
            ),
            for_good=True,
        )


def _start_tls(client: _Client) -> None:
    if "STARTTLS" not in client.capabilities:
        raise MailboxError(
            msg("The mail server offers no STARTTLS. Choose TLS from the start."), for_good=True
        )
    client.starttls(trusted())


def _log_in(client: _Client) -> None:
    place = client.place
    try:
        if "AUTH=PLAIN" in client.capabilities:
            said = f"\0{place.user}\0{place.password}".encode()
            client.authenticate("PLAIN", lambda challenge: said)
        else:
            client.login(client._quote(place.user), place.password)
    except imaplib.IMAP4.abort:
        raise
    except imaplib.IMAP4.error as error:
        answer = _plain(error.args)
        raise MailboxError(
            msg(
                "The mail server does not accept the user or the password: {answer} Type them"
                " again; some providers want a password made for programs.",
                answer=answer,
            ),
            for_good=not _FOR_NOW.search(answer),
        ) from error


def _examined(client: _Client) -> Folder:
    folder = client.place.folder
    client.sent = 0
    kind, data = client.select(client._quote(utf7(folder)), readonly=True)
    if kind != "OK":
        answer = _plain(data)
        raise MailboxError(
            msg("The folder '{name}' cannot be read: {answer}", name=folder, answer=answer),
            for_good=not _FOR_NOW.search(answer),
        )
    validity, following = _number(client, "UIDVALIDITY"), _number(client, "UIDNEXT")
    if not validity or not following:
        raise MailboxError(
            msg("The mail server numbers its messages in no lasting way, so they cannot be read."),
            for_good=True,
        )
    return Folder(client, validity, following)


def _number(client: _Client, name: str) -> int:
    _name, data = client.response(name)
    text = data[-1] if data else None
    return int(text) if isinstance(text, bytes) and text.isdigit() and len(text) <= 10 else 0


def utf7(name: str) -> str:
    """A folder's name as IMAP4rev1 has it: modified UTF-7 (RFC 3501, 5.1.3)."""

    def coded(found: re.Match[str]) -> str:
        text = base64.b64encode(found[0].encode("utf-16-be")).decode("ascii")
        return f"&{text.rstrip('=').replace('/', ',')}-"

    return re.sub(r"[^\x20-\x7e]+", coded, name.replace("&", "&-"))


def _judged(error: MailboxError | OutboundError) -> MailboxError:
    if isinstance(error, MailboxError):
        return error
    return MailboxError(error.message, for_good=not isinstance(error, OutboundFailed))


def _broken(error: Exception, client: _Client | None) -> MailboxError:
    if isinstance(error, ssl.SSLError):
        return MailboxError(
            msg("The mail server's certificate was not accepted: {reason}", reason=_plain([error]))
        )
    if isinstance(error, TimeoutError) or (client is not None and client.late):
        return MailboxError(msg("The mail server did not answer in time."))
    return MailboxError(
        msg("The connection to the mail server broke: {reason}", reason=_plain([error]))
    )


def _plain(said: Any) -> str:
    """What a server said, as one short line."""
    parts = [
        part.decode("utf-8", "replace") if isinstance(part, bytes) else str(part)
        for part in said
        if part is not None
    ]
    text = " ".join(parts)
    return clipped(" ".join(re.sub(r"[\x00-\x1f\x7f]", " ", text).split()), 200)
