"""Outgoing requests: to public addresses only, to the one that was checked, within bounds."""

import datetime
import ipaddress
import socket
import ssl
import threading
import time
from ipaddress import ip_network

import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID

from apps.core import outbound, resolving
from tests.receiver import Receiver, Say

LOOPBACK = (ip_network("127.0.0.0/8"),)


@pytest.fixture
def hook():
    with Receiver() as receiver:
        yield receiver


@pytest.fixture
def inside(settings, hook):
    """An installation that lets this machine and the receiver's port be reached."""
    settings.OUTBOUND_ALLOW = LOOPBACK
    settings.OUTBOUND_PORTS = frozenset({80, 443, hook.port})
    return settings


def answers(monkeypatch, *rounds):
    """A resolver that gives one of ``rounds`` (lists of addresses) after another; counts calls."""
    real, asked = socket.getaddrinfo, []

    def resolve(host, port, *args, **kwargs):
        if not host.endswith(".example"):
            return real(host, port, *args, **kwargs)
        asked.append(host)
        found = rounds[min(len(asked), len(rounds)) - 1]
        return [
            (
                socket.AF_INET6 if ":" in text else socket.AF_INET,
                socket.SOCK_STREAM, 6, "", (text, port),
            )
            for text in found
        ]  # fmt: skip

    monkeypatch.setattr(socket, "getaddrinfo", resolve)
    return asked


@pytest.mark.parametrize(
    "url",
    [
        "http://127.0.0.1/", "http://127.1/", "http://2130706433/", "http://0x7f.0.0.1/",
        "http://0177.0.0.1/", "http://localhost/", "http://[::1]/", "http://[::ffff:127.0.0.1]/",
        "http://[64:ff9b::7f00:1]/", "http://[2002:7f00:1::]/", "http://169.254.169.254/latest/",
        "http://0/", "http://10.0.0.1/", "http://100.64.0.1/", "http://[fe80::1%25lo]/",
        "ftp://example.com/", "file:///etc/passwd", "gopher://127.0.0.1/", "//example.com/",
        "example.com", "http://", "http://user:pw@example.com/", "http://example.com:22/",
        "http://example.com:6379/", "http://127.0.0.1\\@example.com/", "http://[::1/",
        "https://example.com\\[x", "https://evil.example\\@example.com/", "https://example.com/a b",
        "https://example.com/\t", "https://example.com/\x00", "https://exam\nple.com/",
        "https://exa\u3000mple.com/", "https://exa\x85mple.com/",
    ],
)  # fmt: skip
def test_what_must_not_be_asked_is_refused_before_anything_is_sent(url, monkeypatch):
    monkeypatch.setattr(outbound.connection, "create_connection", pytest.fail)
    with pytest.raises(outbound.OutboundRefused):
        outbound.send("GET", url)


@pytest.mark.parametrize(
    "addresses",
    [["127.0.0.1"], ["8.8.8.8", "10.0.0.1"], ["::ffff:10.0.0.1"], ["fe80::1%lo"], ["ff02::1"]],
)
def test_a_name_is_judged_by_every_address_it_has(addresses, monkeypatch):
    answers(monkeypatch, addresses)
    monkeypatch.setattr(outbound.connection, "create_connection", pytest.fail)
    with pytest.raises(outbound.OutboundRefused) as caught:
        outbound.send("GET", "http://rebind.example/")
    assert "rebind.example" in str(caught.value)
    with pytest.raises(outbound.OutboundRefused):
        outbound.check("http://rebind.example/")


def test_a_name_that_changes_its_answer_gains_nothing(monkeypatch, settings):
    """The second answer leads to another server on this machine: it must never be called."""
    settings.OUTBOUND_ALLOW = (ip_network("127.0.0.2/32"),)
    with Receiver("127.0.0.2") as good, Receiver("127.0.0.1", good.port) as secret:
        settings.OUTBOUND_PORTS = frozenset({good.port})
        asked = answers(monkeypatch, ["127.0.0.2"], ["127.0.0.1"])
        answer = outbound.send("POST", f"http://rebind.example:{good.port}/x", body=b"{}")
        assert (answer.status, asked) == (204, ["rebind.example"])
        assert good.got[0].headers["host"] == f"rebind.example:{good.port}"
        with pytest.raises(outbound.OutboundRefused):
            outbound.send("POST", f"http://rebind.example:{good.port}/x", body=b"{}")
        assert secret.got == []


def test_the_connection_goes_to_the_address_that_was_checked(monkeypatch):
    answers(monkeypatch, ["93.184.216.34"])
    seen = []

    def connect(address, *args, **kwargs):
        seen.append(address)
        raise ConnectionRefusedError

    monkeypatch.setattr(outbound.connection, "create_connection", connect)
    with pytest.raises(outbound.OutboundFailed, match="Nothing answers"):
        outbound.send("GET", "https://shop.example/")
    assert seen == [("93.184.216.34", 443)]


def test_an_answer_comes_back_whole_and_capped(inside, hook):
    hook.answer = lambda got: Say(200, b"x" * 5000, {"X-Thing": "1"})
    answer = outbound.send("POST", hook.url, body=b"{}", headers={"X-Ask": "2"}, limit=2048)
    assert (answer.status, len(answer.body), answer.truncated) == (200, 2048, True)
    assert answer.headers["x-thing"] == "1"
    assert answer.seconds < 5
    (got,) = hook.got
    assert (got.method, got.path, got.body, got.headers["x-ask"]) == ("POST", "/hook", b"{}", "2")
    whole = outbound.send("GET", hook.url, limit=5000)
    assert (len(whole.body), whole.truncated) == (5000, False)


@pytest.mark.parametrize("say", [Say(200, wait=3), Say(200, b"." * 100, drip=0.05)])
def test_a_slow_receiver_ends_in_time_even_if_it_keeps_dripping(inside, hook, say):
    hook.answer = lambda got: say
    began = time.monotonic()
    with pytest.raises(outbound.OutboundFailed, match="in time"):
        outbound.send("GET", hook.url, timeout=0.4)
    assert time.monotonic() - began < 2


def test_a_dns_that_does_not_answer_ends_in_time(inside, monkeypatch):
    release = threading.Event()
    monkeypatch.setattr(socket, "getaddrinfo", lambda *args, **kwargs: release.wait(20))
    began = time.monotonic()
    with pytest.raises(outbound.OutboundFailed, match="DNS did not say in time"):
        outbound.send("GET", "http://slow.example/", timeout=0.3)
    assert time.monotonic() - began < 2
    release.set()


def test_lookups_that_nobody_waits_for_any_more_are_bounded(inside, monkeypatch):
    release, asked = threading.Event(), []
    monkeypatch.setattr(resolving, "_places", threading.BoundedSemaphore(2))

    def resolve(host, *args, **kwargs):
        asked.append(host)
        release.wait(20)
        return []

    monkeypatch.setattr(socket, "getaddrinfo", resolve)
    for number in range(4):
        with pytest.raises(outbound.OutboundFailed, match="DNS did not say in time"):
            outbound.send("GET", f"http://slow{number}.example/", timeout=0.05)
    assert asked == ["slow0.example", "slow1.example"]
    release.set()


def test_a_socket_that_comes_after_the_timer_is_shut_down():
    """The timer fired between the connection and its being watched: it will not come again."""
    exchange = outbound._Exchange(time.monotonic())
    exchange.end()
    here, there = socket.socketpair()
    with here, there:
        there.settimeout(2)
        exchange.watch(here)
        assert there.recv(1) == b""
    exchange.close()


def test_nobody_there_and_no_such_name_are_said(inside, hook, monkeypatch):
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    inside.OUTBOUND_PORTS = frozenset({port})
    with pytest.raises(outbound.OutboundFailed, match="Nothing answers"):
        outbound.send("GET", f"http://127.0.0.1:{port}/")
    answers(monkeypatch, [])
    with pytest.raises(outbound.OutboundFailed, match="not known to the DNS"):
        outbound.send("GET", f"http://gone.example:{port}/")
    outbound.check(f"http://gone.example:{port}/")


def test_a_redirection_is_an_answer_unless_asked_for(inside, hook):
    hook.answer = lambda got: Say(302, headers={"Location": "/there"})
    assert outbound.send("POST", hook.url, body=b"{}").status == 302
    assert len(hook.got) == 1


def test_redirections_are_followed_within_bounds_and_checked_each_time(inside, hook):
    targets = {"/hook": "/two", "/two": "http://10.0.0.1/"}
    hook.answer = lambda got: Say(302, headers={"Location": targets[got.path]})
    with pytest.raises(outbound.OutboundRefused):
        outbound.send("POST", hook.url, body=b"{}", redirects=5)
    assert [(got.method, got.body) for got in hook.got] == [("POST", b"{}"), ("GET", b"")]
    hook.answer = lambda got: Say(307, headers={"Location": "/hook"})
    hook.got.clear()
    assert outbound.send("POST", hook.url, body=b"{}", redirects=2).status == 307
    assert [got.body for got in hook.got] == [b"{}"] * 3


def test_a_redirection_to_another_host_carries_no_credentials(inside, hook):
    with Receiver("127.0.0.2") as other:
        inside.OUTBOUND_PORTS = frozenset({hook.port, other.port})
        hook.answer = lambda got: Say(307, headers={"Location": other.url})
        outbound.send("GET", hook.url, headers={"Authorization": "s", "X-Ask": "1"}, redirects=1)
    assert hook.got[0].headers["authorization"] == "s"
    assert "authorization" not in other.got[0].headers
    assert other.got[0].headers["x-ask"] == "1"


def test_a_proxy_of_the_environment_is_not_used(inside, hook, monkeypatch):
    monkeypatch.setenv("HTTP_PROXY", "http://127.0.0.1:9/")
    monkeypatch.setenv("http_proxy", "http://127.0.0.1:9/")
    assert outbound.send("GET", hook.url).status == 204


def certificate(folder, name):
    """A self-signed certificate for ``name``, valid for a day."""
    key = ec.generate_private_key(ec.SECP256R1())
    subject = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, name)])
    now = datetime.datetime.now(datetime.UTC)
    made = (
        x509.CertificateBuilder()
        .subject_name(subject)
        .issuer_name(subject)
        .public_key(key.public_key())
        .serial_number(1)
        .not_valid_before(now - datetime.timedelta(hours=1))
        .not_valid_after(now + datetime.timedelta(days=1))
        .add_extension(
            x509.SubjectAlternativeName(
                [x509.DNSName(name), x509.IPAddress(ipaddress.ip_address("127.0.0.9"))]
            ),
            critical=False,
        )
        .add_extension(x509.BasicConstraints(ca=True, path_length=None), critical=True)
        .sign(key, hashes.SHA256())
    )
    (folder / "cert.pem").write_bytes(made.public_bytes(serialization.Encoding.PEM))
    (folder / "key.pem").write_bytes(
        key.private_bytes(
            serialization.Encoding.PEM,
            serialization.PrivateFormat.PKCS8,
            serialization.NoEncryption(),
        )
    )
    return folder / "cert.pem", folder / "key.pem"


def test_the_certificate_is_checked_against_the_name(inside, hook, monkeypatch, tmp_path):
    cert, key = certificate(tmp_path, "shop.example")
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(cert, key)
    hook._server.socket = context.wrap_socket(hook._server.socket, server_side=True)
    answers(monkeypatch, ["127.0.0.1"])
    shop = f"https://shop.example:{hook.port}/hook"
    with pytest.raises(outbound.OutboundFailed, match="certificate"):
        outbound.send("POST", shop, body=b"{}")
    monkeypatch.setenv("SSL_CERT_FILE", str(cert))
    assert outbound.send("POST", shop, body=b"{}").status == 204
    with pytest.raises(outbound.OutboundFailed, match="certificate"):
        outbound.send("POST", f"https://other.example:{hook.port}/hook", body=b"{}")
    assert len(hook.got) == 1
