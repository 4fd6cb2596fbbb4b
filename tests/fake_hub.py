"""A model hub on this machine: the few addresses that a download asks for."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread

COMMIT = "8f23c25b06e129b6c986331a13d8d025a92cf0ea"


class Hub(ThreadingHTTPServer):
    """Serves ``folder`` as the model ``name``; ``asked`` are the files that were fetched."""

    def __init__(self, name: str, folder: Path, status: int = 200) -> None:
        super().__init__(("127.0.0.1", 0), Handler)
        self.name, self.folder, self.status = name, folder, status
        self.asked: list[str] = []

    @property
    def address(self) -> str:
        return f"http://127.0.0.1:{self.server_address[1]}"


class Handler(BaseHTTPRequestHandler):
    server: Hub

    def log_message(self, *args: object) -> None:
        """Tests are quiet."""

    def do_HEAD(self) -> None:
        self.do_GET()

    def do_GET(self) -> None:
        path, name = self.path.partition("?")[0], self.server.name
        if self.server.status != 200:
            self._send(b"", self.server.status)
        elif path == f"/api/models/{name}" or path == f"/api/models/{name}/revision/main":
            self._json({"id": name, "sha": COMMIT, "siblings": [], "private": False})
        elif path.startswith(f"/api/models/{name}/revision/"):
            self._send(b"", 404, {"X-Error-Code": "RevisionNotFound"})
        elif path == f"/api/models/{name}/tree/{COMMIT}":
            self._json([self._entry(file) for file in self._files()])
        elif path.startswith(f"/{name}/resolve/{COMMIT}/"):
            self._file(path.partition(f"{COMMIT}/")[2])
        else:
            self._send(b"", 404, {"X-Error-Code": "RepoNotFound"})

    def _files(self) -> list[str]:
        folder = self.server.folder
        return sorted(str(file.relative_to(folder)) for file in folder.rglob("*") if file.is_file())

    def _entry(self, file: str) -> dict[str, object]:
        size = (self.server.folder / file).stat().st_size
        return {
            "type": "file",
            "path": file,
            "size": size,
            "oid": hashlib.sha1(file.encode()).hexdigest(),
        }

    def _file(self, file: str) -> None:
        if self.command == "GET":
            self.server.asked.append(file)
        body = (self.server.folder / file).read_bytes()
        tag = hashlib.sha1(file.encode()).hexdigest()
        self._send(body, 200, {"ETag": f'"{tag}"', "X-Repo-Commit": COMMIT})

    def _json(self, body: object) -> None:
        self._send(json.dumps(body).encode(), 200, {"Content-Type": "application/json"})

    def _send(self, body: bytes, status: int, headers: dict[str, str] | None = None) -> None:
        self.send_response(status)
        for key, value in (headers or {}).items():
            self.send_header(key, value)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        if self.command == "GET":
            self.wfile.write(body)


@contextmanager
def serving(name: str, folder: Path, status: int = 200) -> Iterator[Hub]:
    hub = Hub(name, folder, status)
    thread = Thread(target=hub.serve_forever, daemon=True)
    thread.start()
    try:
        yield hub
    finally:
        hub.shutdown()
        hub.server_close()
        thread.join(5)
