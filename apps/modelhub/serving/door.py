"""The server's address, and one exchange with it. Nothing here needs Django.

Who may connect is said by the file system: the socket is its owner's alone (0600), in a folder
that is too.
"""

from __future__ import annotations

import contextlib
import os
import socket
import struct
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from apps.modelhub.serving import frames

NAME = "serve.sock"
FIGURES = {"do": "figures"}  # the document that asks what is loaded, and how it goes
LONGEST = 100  # bytes of a path that every system takes as the address of a socket
CONNECT_SECONDS = 1.0
_CREDENTIALS = struct.Struct("3i")  # Linux's struct ucred: process, user, group


class AwayError(Exception):
    """Nobody serves there, or it went away meanwhile."""


class SilentError(Exception):
    """It is there and has not answered in time."""


def exchange(path: Path, frame: bytes, seconds: float) -> dict[str, Any]:
    """The server's answer to one packed document. Raises :class:`AwayError` and
    :class:`SilentError`.
    """
    with socket.socket(socket.AF_UNIX, socket.SOCK_STREAM) as line:
        line.settimeout(CONNECT_SECONDS)
        try:
            with address(path) as place:
                line.connect(place)
        except OSError as error:
            raise AwayError(str(error)) from error
        line.settimeout(seconds)
        try:
            with contextlib.suppress(BrokenPipeError, ConnectionResetError):
                line.sendall(frame)  # who is turned away is told so before the question is read
            with line.makefile("rb") as stream:
                said = frames.read(stream)
        except TimeoutError as error:
            raise SilentError from error
        except (OSError, frames.FrameError) as error:
            raise AwayError(str(error)) from error
    if not isinstance(said, dict):
        raise AwayError("it answered nothing")
    return said


@contextlib.contextmanager
def address(path: Path) -> Iterator[str]:
    """The socket's address: its path, or where that is too long for one, a shorter way to it by
    the folder's descriptor (Linux). ``OSError`` where there is none.
    """
    if len(os.fsencode(path)) <= LONGEST:
        yield str(path)
        return
    folder = os.open(path.parent, os.O_RDONLY | os.O_DIRECTORY)
    try:
        yield f"/proc/self/fd/{folder}/{path.name}"
    finally:
        os.close(folder)


def listen(path: Path) -> socket.socket:
    """A socket that only this account may open. What a killed server left behind is removed: call
    it with the server's lock held.
    """
    path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    path.unlink(missing_ok=True)
    line = socket.socket(socket.AF_UNIX, socket.SOCK_STREAM)
    former = os.umask(0o177)
    try:
        with address(path) as place:
            line.bind(place)
    except OSError:
        line.close()
        raise
    finally:
        os.umask(former)
    return line


def is_own(line: socket.socket) -> bool:
    """Whether whoever has connected runs under this account (or is root): the file's mode asks
    first, this where a system does not keep to it.
    """
    option = getattr(socket, "SO_PEERCRED", None)
    if option is None:
        return True
    told = line.getsockopt(socket.SOL_SOCKET, option, _CREDENTIALS.size)
    user = _CREDENTIALS.unpack(told)[1]
    return user in {0, os.geteuid()}
