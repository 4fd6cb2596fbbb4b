"""HTTP for connectors: streamed to a file, bounded, tried again, cancelled within a second or so.

What is asked, and where a redirection leads, passes ``apps.core.outbound``. Runs in a child.
"""

from __future__ import annotations

import gzip
import time
import zlib
from collections.abc import Callable, Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit, urlunsplit

from apps.core import outbound
from apps.core.messages import Message, Num, msg
from apps.core.outbound import Answer, Gate, OutboundFailed
from apps.core.repeating import AGAIN, Pauses
from apps.datasets.sources.contract import MOST_BYTES, Download
from apps.engines.contract import Refusal

TIMEOUT = 600.0  # of one exchange
REDIRECTS = 5
AGENT = "Lepton"
_GZIP = b"\x1f\x8b"
_USUAL_PORTS = {"http": ":80", "https": ":443"}


class _File:
    """A sink that says how far it is and lets a person cancel."""

    def __init__(self, path: Path, told: Callable[[int], None]) -> None:
        self._file = path.open("wb")
        self._told = told
        self.size = 0

    def write(self, piece: bytes) -> None:
        self._told(self.size)
        self._file.write(piece)
        self.size += len(piece)

    def close(self) -> None:
        self._file.close()


class Http:
    """``get`` for connectors."""

    def __init__(
        self,
        folder: Path,
        gate: Gate,
        *,
        check: Callable[[], None],
        log: Callable[[str], None] = lambda text: None,
        progress: Callable[[int], None] = lambda size: None,
        sleep: Callable[[float], None] | None = None,
        timeout: float = TIMEOUT,
    ) -> None:
        self._folder, self._gate = folder, gate
        self._check, self._log, self._progress = check, log, progress
        self._sleep = sleep or self._wait
        self._timeout = timeout
        self._count = 0
        self._left = MOST_BYTES  # for all answers of this fetch together

    def get(
        self,
        url: str,
        *,
        headers: Mapping[str, str] | None = None,
        private: Mapping[str, str] | None = None,
        accept: tuple[int, ...] = (200,),
        limit: int = MOST_BYTES,
    ) -> Download:
        """GET ``url`` into a file of at most ``limit`` bytes, unpacked.

        ``private`` headers carry secrets and do not follow a redirection to another origin. 429,
        502, 503, 504 and broken connections are tried again, after what ``Retry-After`` says.
        :class:`Refusal` for a status that is not in ``accept``, and where all answers of a fetch
        together have more than ``MOST_BYTES``.
        """
        through = replace(self._gate, private={name.lower() for name in private or {}})
        asked = {"user-agent": AGENT, **(headers or {}), **(private or {})}
        pauses = Pauses()
        while True:
            self._check()
            try:
                answer, file = self._once(url, asked, through, limit)
            except OutboundFailed as error:
                if not pauses.left:
                    raise
                self._log(f"{host_of(url)}: {error}")
                self._sleep(pauses.following())
                continue
            if answer.status in accept:
                got = self._unpacked(answer, file, limit)
                self._left -= got.size
                if self._left < 0:
                    raise too_large(MOST_BYTES)
                return got
            if answer.status not in AGAIN or not pauses.left:
                raise refused(answer)
            self._log(f"{host_of(url)}: HTTP {answer.status}")
            self._sleep(pauses.following(answer.headers.get("retry-after", "")))

    def _once(
        self, url: str, headers: Mapping[str, str], through: Gate, limit: int
    ) -> tuple[Answer, _File]:
        self._count += 1
        file = _File(self._folder / f"body-{self._count}", self._told)
        try:
            answer = outbound.send(
                "GET", url, headers=headers, timeout=self._timeout, limit=limit,
                redirects=REDIRECTS, through=through, sink=file,
            )  # fmt: skip
        finally:
            file.close()
        if answer.truncated and answer.status == 200:
            raise too_large(limit)
        return answer, file

    def _told(self, size: int) -> None:
        self._check()
        self._progress(size)

    def _unpacked(self, answer: Answer, file: _File, limit: int) -> Download:
        path = self._folder / f"body-{self._count}"
        if answer.status != 200:
            path.write_bytes(answer.body)
        coding = answer.headers.get("content-encoding", "identity").strip().lower()
        if coding not in {"", "identity", "gzip", "x-gzip"}:
            raise Refusal(
                msg("The source sent its answer packed as '{coding}'.", coding=coding[:40]),
                fix=msg("Use an address that answers unpacked, or with gzip."),
            )
        size = path.stat().st_size
        if _starts_with(path, _GZIP):
            target = path.with_suffix(".out")
            size = unpack(path, target, limit, self._check)
            path.unlink()
            path = target
        return Download(path, answer.status, answer.headers, answer.url, size)

    def _wait(self, seconds: float) -> None:
        until = time.monotonic() + seconds
        while (left := until - time.monotonic()) > 0:
            self._check()
            time.sleep(min(left, 0.5))


def unpack(path: Path, target: Path, limit: int, check: Callable[[], None]) -> int:
    """gunzip in bounded steps; the size. :class:`Refusal` beyond ``limit`` bytes or if damaged."""
    size = 0
    try:
        with gzip.open(path, "rb") as source, target.open("wb") as out:
            while piece := source.read(1024 * 1024):
                check()
                size += len(piece)
                if size > limit:
                    raise too_large(limit)
                out.write(piece)
    except (OSError, EOFError, zlib.error) as error:
        if isinstance(error, OSError) and error.errno:
            raise
        raise Refusal(
            msg("The packed answer is damaged and could not be unpacked."),
            fix=msg("Fetch again later. If it stays so, tell whoever runs the source."),
        ) from None
    return size


def _starts_with(path: Path, mark: bytes) -> bool:
    with path.open("rb") as file:
        return file.read(len(mark)) == mark


def too_large(limit: int) -> Refusal:
    most = Num(value=float(limit), style="bytes")
    return Refusal(
        msg("The source sent more than {most}, the most that is fetched at once.", most=most),
        fix=msg("Narrow it down: fewer years, countries or columns."),
    )


def refused(answer: Any) -> Refusal:
    """What a status means for the person, with what to do."""
    values = {"status": str(answer.status), "host": host_of(answer.url)}
    text, fix = STATUS.get(answer.status, (OTHER, CHECK_ADDRESS))
    return Refusal(Message(text=text.text, values=values), fix=fix)


OTHER = msg("{host} answered with the status {status}.")
CHECK_ADDRESS = msg("Check the address in a browser.")
CHECK_SECRET = msg("Check the token or password, and what it allows.")
LATER = msg("It was tried several times. Fetch again later.")
STATUS: dict[int, tuple[Message, Message]] = {
    400: (msg("{host} did not understand the request (status 400)."), msg("Check the settings.")),
    401: (msg("{host} wants a valid log-in (status 401)."), CHECK_SECRET),
    403: (msg("{host} does not let us read this (status 403)."), CHECK_SECRET),
    404: (msg("{host} has nothing at this address (status 404)."), CHECK_ADDRESS),
    406: (msg("{host} cannot answer in a form that we read (status 406)."), CHECK_ADDRESS),
    410: (msg("{host} says that this is gone for good (status 410)."), CHECK_ADDRESS),
    429: (msg("{host} gets too many requests (status 429)."), LATER),
    500: (msg("{host} has an error of its own (status 500)."), LATER),
    502: (msg("{host} cannot be reached behind its gateway (status 502)."), LATER),
    503: (msg("{host} is not available at the moment (status 503)."), LATER),
    504: (msg("{host} did not answer its gateway in time (status 504)."), LATER),
}


def host_of(url: str) -> str:
    return urlsplit(url).hostname or ""


def origin_of(url: str) -> str:
    """Scheme, host and port, which goes unsaid where the scheme says it."""
    parts = urlsplit(url.strip())
    host = parts.netloc.rpartition("@")[2].removesuffix(_USUAL_PORTS.get(parts.scheme, ":"))
    return urlunsplit((parts.scheme, host, "", "", "")).lower()
