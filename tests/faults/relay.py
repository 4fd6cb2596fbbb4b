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
                threading.Thread(target=self._join, args=[near, far], daemon=True).start()

    def _join(self, near: socket.socket, far: socket.socket) -> None:
        """Both ends are closed once nobody uses them: the number of a socket that was closed
        earlier may be a new connection's, and would get what is still on its way to the old one.
        """
        with self._lock:
            self._open |= {near, far}
        back = threading.Thread(target=self._pass, args=[far, near], daemon=True)
        back.start()
        self._pass(near, far)
        back.join()
        with self._lock:
            self._open -= {near, far}
        near.close()
        far.close()

    def _pass(self, source: socket.socket, drain: socket.socket) -> None:
        with contextlib.suppress(OSError):
            while piece := source.recv(PIECE):
                drain.sendall(piece)
        for end in (source, drain):
            self._shut(end)

    @staticmethod
    def _shut(end: socket.socket) -> None:
        with contextlib.suppress(OSError):
            end.shutdown(socket.SHUT_RDWR)

    def cut(self) -> int:
        """Break every connection that there is now; how many ends. New ones are taken."""
        with self._lock:  # so that none of them is closed and its number given away meanwhile
            for end in self._open:
                self._shut(end)
            return len(self._open)

    def remove(self) -> None:
        with contextlib.suppress(OSError):
            self._listener.shutdown(socket.SHUT_RDWR)
        self._listener.close()
        self.cut()
