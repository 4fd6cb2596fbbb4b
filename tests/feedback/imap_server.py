"""A small IMAP server (RFC 3501) for tests: it keeps what was asked, and misbehaves as it is told.

Speaks CAPABILITY, STARTTLS, LOGIN, AUTHENTICATE PLAIN, SELECT, EXAMINE, UID SEARCH, UID FETCH and
LOGOUT, over TLS with a certificate of its own for 127.0.0.1.
"""

from __future__ import annotations

import base64
import contextlib
import ipaddress
import re
import socketserver
import ssl
import threading
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any

from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID


def certificate(folder: Path) -> Path:
    """Key and certificate of 127.0.0.1 in one PEM file, which is also what to trust."""
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "127.0.0.1")])
    now = datetime.now(UTC)
    made = (
        x509.CertificateBuilder()
        .subject_name(name)
        .issuer_name(name)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(now - timedelta(days=1))
        .not_valid_after(now + timedelta(days=1))
        .add_extension(
            x509.SubjectAlternativeName([x509.IPAddress(ipaddress.ip_address("127.0.0.1"))]), False
        )
        .add_extension(x509.BasicConstraints(ca=True, path_length=None), True)
        .sign(key, hashes.SHA256())
    )
    path = folder / "imap.pem"
    path.write_bytes(
        key.private_bytes(
            serialization.Encoding.PEM,
            serialization.PrivateFormat.PKCS8,
            serialization.NoEncryption(),
        )
        + made.public_bytes(serialization.Encoding.PEM)
    )
    return path


@dataclass
class Kept:
    uid: int
    raw: bytes
    came: date = date(2026, 3, 1)


@dataclass
class Post:
    """The mailbox, and how the server is to behave."""

    messages: list[Kept] = field(default_factory=list)
    validity: int = 7
    user: str = "support@shop.example"
    password: str = 'pä"ss\\word'
    folder: str = "INBOX"
    plain: bool = True  # AUTHENTICATE PLAIN is offered
    starttls: bool = True
    refusal: str = "[AUTHENTICATIONFAILED] Invalid credentials"
    whole: bool = False  # BODY[]<0.n> is ignored
    breaks_at: int = 0  # the connection ends at this UID, once
    gone: frozenset[int] = frozenset()
    asked: list[str] = field(default_factory=list)
    flags_set: int = 0

    def put(self, *raw: bytes, came: date = date(2026, 3, 1)) -> None:
        for one in raw:
            uid = (self.messages[-1].uid if self.messages else 0) + 1
            self.messages.append(Kept(uid, one, came))

    @property
    def following(self) -> int:
        return (self.messages[-1].uid if self.messages else 0) + 1


class _Talk(socketserver.StreamRequestHandler):
    server: Any

    def handle(self) -> None:
        self.post: Post = self.server.post
        with contextlib.suppress(OSError, ssl.SSLError):
            if not self.server.starttls:
                self._wrap()
            self._say("* OK ready")
            while line := self.rfile.readline():
                tag, _blank, rest = line.decode("utf-8").strip().partition(" ")
                if not self._answer(tag, rest):
                    return

    def _wrap(self) -> None:
        self.connection = self.server.context.wrap_socket(self.connection, server_side=True)
        self.rfile = self.connection.makefile("rb")
        self.wfile = self.connection.makefile("wb", 0)

    def _say(self, text: str) -> None:
        self.wfile.write(text.encode("utf-8") + b"\r\n")

    def _answer(self, tag: str, rest: str) -> bool:
        post, words = self.post, rest.split(" ", 2)
        command = words[0].upper()
        post.asked.append(rest)
        if command == "CAPABILITY":
            more = (" AUTH=PLAIN" if post.plain else "") + (" STARTTLS" if post.starttls else "")
            self._say(f"* CAPABILITY IMAP4rev1{more}")
        elif command == "STARTTLS":
            self._say(f"{tag} OK go on")
            self._wrap()
            return True
        elif command in {"LOGIN", "AUTHENTICATE"}:
            return self._log_in(tag, command, rest)
        elif command in {"EXAMINE", "SELECT"}:
            return self._open(tag, command, rest.partition(" ")[2])
        elif command == "UID":
            return self._uid(tag, words[1].upper(), words[2])
        elif command == "LOGOUT":
            self._say("* BYE done")
            self._say(f"{tag} OK done")
            return False
        self._say(f"{tag} OK done")
        return True

    def _log_in(self, tag: str, command: str, rest: str) -> bool:
        if command == "AUTHENTICATE":
            self._say("+ go on")
            _zero, user, password = base64.b64decode(self.rfile.readline()).decode().split("\0")
        else:
            found = re.findall(r'"((?:[^"\\]|\\.)*)"', rest)
            user, password = (re.sub(r"\\(.)", r"\1", one) for one in found)
        self.post.asked[-1] = command
        right = (user, password) == (self.post.user, self.post.password)
        self._say(f"{tag} OK done" if right else f"{tag} NO {self.post.refusal}")
        return True

    def _open(self, tag: str, command: str, name: str) -> bool:
        if name.strip('"') != self.post.folder:
            self._say(f"{tag} NO [NONEXISTENT] Unknown mailbox")
            return True
        self._say(f"* {len(self.post.messages)} EXISTS")
        self._say(f"* OK [UIDVALIDITY {self.post.validity}] valid")
        self._say(f"* OK [UIDNEXT {self.post.following}] next")
        self._say(f"{tag} OK [READ-ONLY] {command}")
        return True

    def _uid(self, tag: str, command: str, rest: str) -> bool:
        if command == "SEARCH":
            first, last = map(int, re.findall(r"UID (\d+):(\d+)", rest)[0])
            since = re.findall(r"SINCE (\d+-\w+-\d+)", rest)
            day = datetime.strptime(since[0], "%d-%b-%Y").date() if since else date.min
            found = [m.uid for m in self.post.messages if first <= m.uid <= last and m.came >= day]
            self._say("* SEARCH " + " ".join(map(str, found)))
        elif command == "FETCH":
            return self._fetch(tag, rest)
        else:
            self.post.flags_set += 1
        self._say(f"{tag} OK done")
        return True

    def _fetch(self, tag: str, rest: str) -> bool:
        uid = int(rest.split(" ")[0])
        if uid == self.post.breaks_at:
            self.post.breaks_at = 0
            return False
        if "PEEK" not in rest:
            self.post.flags_set += 1
        partial = re.search(r"<0\.(\d+)>", rest)
        for number, one in enumerate(self.post.messages, start=1):
            if one.uid == uid and uid not in self.post.gone:
                most = None if self.post.whole or not partial else int(partial[1])
                raw = one.raw[:most]
                self.wfile.write(
                    f"* {number} FETCH (UID {uid} BODY[]<0> {{{len(raw)}}}\r\n".encode()
                )
                self.wfile.write(raw + b")\r\n")
        self._say(f"{tag} OK done")
        return True


class _Server(socketserver.ThreadingTCPServer):
    allow_reuse_address = True
    daemon_threads = True


@contextlib.contextmanager
def serving(post: Post, pem: Path, *, starttls: bool = False) -> Any:
    """The server at work; yields its port."""
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(pem)
    server: Any = _Server(("127.0.0.1", 0), _Talk)
    server.post, server.context, server.starttls = post, context, starttls
    threading.Thread(target=server.serve_forever, args=(0.02,), daemon=True).start()
    try:
        yield server.server_address[1]
    finally:
        server.shutdown()
        server.server_close()
