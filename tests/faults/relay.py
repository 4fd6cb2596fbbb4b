"""A TCP relay in front of a server: what goes through it can be cut without the server's help."""

from __future__ import annotations

import contextlib
import socket
import threading

from tests.faults.servers import free_port

PIECE = 65536


class Relay:
    """Listens on ``port`` and passes everything on to ``target``, a port of this machine."""

    def __init__(self, target: int) -> None:
        self.port = free_port()
        self._target = target
        self._open: set[socket.socket] = set()
        self._lock = threading.Lock()
        self._listener = socket.create_server(("127.0.0.1", self.port))
        threading.Thread(target=self._accept, name="relay", daemon=True).start()

    def _accept(self) -> None:
        with contextlib.suppress(OSError):
            while True:
                near, _ = self._listener.accept()
                try:
                    far = socket.create_connection(("127.0.0.1", self._target), 2)
                except OSError:
                    near.close()
                    continue
                far.settimeout(None)
                with self._lock:
                    self._open |= {near, far}
                for source, drain in ((near, far), (far, near)):
                    threading.Thread(target=self._pass, args=[source, drain], daemon=True).start()

    def _pass(self, source: socket.socket, drain: socket.socket) -> None:
        with contextlib.suppress(OSError):
            while piece := source.recv(PIECE):
                drain.sendall(piece)
        for end in (source, drain):
            self._close(end)

    def _close(self, end: socket.socket) -> None:
        with self._lock:
            self._open.discard(end)
        with contextlib.suppress(OSError):
            end.shutdown(socket.SHUT_RDWR)
        end.close()

    def cut(self) -> int:
        """Break every connection that there is now; how many ends. New ones are taken."""
        with self._lock:
            ends = list(self._open)
        for end in ends:
            self._close(end)
        return len(ends)

    def remove(self) -> None:
        with contextlib.suppress(OSError):
            self._listener.shutdown(socket.SHUT_RDWR)
        self._listener.close()
        self.cut()
