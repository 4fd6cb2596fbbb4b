"""How connectors ask: bounded, tried again, and never where they must not."""

import gzip

import pytest

from apps.core.outbound import Gate, OutboundFailed, OutboundRefused
from apps.core.repeating import TRIES
from apps.datasets.sources.http import Http
from apps.engines.contract import Cancelled, Refusal
from tests.datasets.sources.services import say
from tests.receiver import Receiver, Say


def test_a_body_goes_to_a_file_as_it_was_sent(ctx, service, base):
    body = bytes(range(256)) * 4000
    service.answer = lambda got: say(body, "application/octet-stream", ETag='"7"')
    got = ctx.http.get(f"{base}/x", limit=len(body))
    assert (got.path.read_bytes(), got.size, got.headers["etag"]) == (body, len(body), '"7"')


@pytest.mark.parametrize("packed", [False, True])
def test_what_is_too_large_is_refused_packed_or_not(ctx, service, base, packed):
    """A megabyte of zeros packs into a thousand bytes: what counts is what comes out."""
    body = gzip.compress(bytes(1_000_000)) if packed else bytes(300_000)
    headers = {"content_encoding": "gzip"} if packed else {}
    service.answer = lambda got: say(body, **headers)
    with pytest.raises(Refusal, match="the most that is fetched"):
        ctx.http.get(f"{base}/x", limit=200_000)
    assert not any(path.stat().st_size > 300_000 for path in ctx.folder.iterdir())


def test_gzip_is_unpacked_and_damage_said(ctx, service, base):
    service.answer = lambda got: say(gzip.compress(b"a,b\n1,2\n"), content_encoding="gzip")
    assert ctx.http.get(f"{base}/x").path.read_bytes() == b"a,b\n1,2\n"
    service.answer = lambda got: say(gzip.compress(bytes(5000))[:20], content_encoding="gzip")
    with pytest.raises(Refusal, match="damaged"):
        ctx.http.get(f"{base}/x")
    service.answer = lambda got: say(b"xx", content_encoding="br")
    with pytest.raises(Refusal, match="packed as 'br'"):
        ctx.http.get(f"{base}/x")


def test_retry_after_is_heeded_within_bounds(ctx, service, base):
    says = iter([
        Say(429, b"", {"retry-after": "7"}), Say(503, b"", {"retry-after": "86400"}),
        Say(502, b"", {"retry-after": "soon"}), say("a\n1\n"),
    ])  # fmt: skip
    service.answer = lambda got: next(says)
    assert ctx.http.get(f"{base}/x").path.read_bytes() == b"a\n1\n"
    assert ctx.pauses[0] == 7
    assert ctx.pauses[1] == 60
    assert 0 < ctx.pauses[2] <= 60


@pytest.mark.parametrize(
    ("status", "calls", "words"),
    [(404, 1, "nothing at this address"), (500, 1, "error of its own"), (401, 1, "valid log-in"),
     (429, TRIES, "too many requests"), (503, TRIES, "not available"), (418, 1, "status 418")],
)  # fmt: skip
def test_a_status_is_told_in_words(ctx, service, base, status, calls, words):
    service.answer = lambda got: Say(status, b"secret inside")
    with pytest.raises(Refusal, match=words) as caught:
        ctx.http.get(f"{base}/x")
    assert len(service.got) == calls
    assert caught.value.issue.fix is not None
    assert "secret" not in str(caught.value)


def test_a_slow_server_is_given_up(ctx, service, base):
    service.answer = lambda got: Say(200, b"a" * 50, {"content-length": "50"}, drip=0.1)
    quick = Http(ctx.folder, ctx.gate, check=lambda: None, sleep=lambda s: None, timeout=0.15)
    with pytest.raises(OutboundFailed, match="in time"):
        quick.get(f"{base}/x")


def test_a_fetch_ends_when_it_is_cancelled(ctx, service, base):
    def cancelled():
        raise Cancelled

    service.answer = lambda got: say("a\n1\n")
    stopped = Http(ctx.folder, ctx.gate, check=cancelled)
    with pytest.raises(Cancelled):
        stopped.get(f"{base}/x")
    assert service.got == []


@pytest.mark.parametrize(
    "target", ["http://169.254.169.254/latest/", "http://127.0.0.2/", "http://10.0.0.7/"]
)
def test_a_redirection_inwards_is_refused(service, ctx, base, target):
    """The service itself may be reached; what it points to may not."""
    from ipaddress import ip_network

    narrow = Gate((ip_network("127.0.0.1/32"),), {80, 443, service.port})
    service.answer = lambda got: Say(302, b"", {"location": target})
    http = Http(ctx.folder, narrow, check=lambda: None)
    with pytest.raises(OutboundRefused, match="not public"):
        http.get(f"{base}/x")
    assert len(service.got) == 1


def test_secrets_do_not_follow_to_another_origin(ctx, service, base):
    with Receiver("127.0.0.2") as other:
        gate = Gate(ctx.gate.allow, {service.port, other.port})
        other.answer = lambda got: say("a\n1\n")
        service.answer = lambda got: (
            say("b\n") if got.path == "/same"
            else Say(302, b"", {"location": "/same" if "own" in got.path else other.url})
        )  # fmt: skip
        http = Http(ctx.folder, gate, check=lambda: None)
        http.get(f"{base}/x", private={"X-Api-Key": "s3cret"})
        assert "x-api-key" not in other.got[0].headers
        http.get(f"{base}/own", private={"X-Api-Key": "s3cret"})
        assert service.got[-1].headers["x-api-key"] == "s3cret"
