"""A web server that a test sends to: it keeps what it got and answers as it is told."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer


@dataclass(frozen=True)
class Got:
    """One request. ``headers`` have lower-case names."""

    method: str
    path: str
    headers: dict[str, str]
    body: bytes


@dataclass
class Say:
    """An answer: after ``wait`` seconds, ``drip`` seconds between bytes of the body."""

    status: int = 204
    body: bytes = b""
    headers: dict[str, str] = field(default_factory=dict)
    wait: float = 0.0
    drip: float = 0.0


class Receiver:
    """``with Receiver() as hook: ... hook.url, hook.got``; ``hook.answer`` makes each answer."""

    def __init__(self, host: str = "127.0.0.1", port: int = 0) -> None:
        self.got: list[Got] = []
        self.answer: Callable[[Got], Say] = lambda got: Say()
        self._server = ThreadingHTTPServer((host, port), self._handler())
        self._server.daemon_threads = True
        self._thread = threading.Thread(target=self._server.serve_forever, args=(0.02,))
        self.host, self.port = self._server.server_address[:2]

    @property
    def url(self) -> str:
        return f"http://{self.host}:{self.port}/hook"

    def __enter__(self) -> Receiver:
        self._thread.start()
        return self

    def __exit__(self, *error: object) -> None:
        self._server.shutdown()
        self._server.server_close()
        self._thread.join()

    def _handler(self) -> type[BaseHTTPRequestHandler]:
        receiver = self

        class Handler(BaseHTTPRequestHandler):
            def log_message(self, *args: object) -> None:
                pass

            def do_GET(self) -> None:
                size = int(self.headers.get("Content-Length") or 0)
                headers = {name.lower(): value for name, value in self.headers.items()}
                got = Got(self.command, self.path, headers, self.rfile.read(size))
                receiver.got.append(got)
                self._say(receiver.answer(got))

            # The names that http.server asks for.
            do_POST = do_PUT = do_PATCH = do_DELETE = do_GET  # noqa: N815

            def _say(self, say: Say) -> None:
                time.sleep(say.wait)
                try:
                    self.send_response(say.status)
                    for name, value in say.headers.items():
                        self.send_header(name, value)
                    self.end_headers()
                    if not say.drip:
                        self.wfile.write(say.body)
                        return
                    for byte in say.body:
                        self.wfile.write(bytes([byte]))
                        self.wfile.flush()
                        time.sleep(say.drip)
                except OSError:
                    pass  # the caller went away, which is what some tests are about

        return Handler
