"""Where a request comes from, whatever its headers claim."""

from __future__ import annotations

import pytest
from django.core.exceptions import ImproperlyConfigured
from django.test import RequestFactory
from hypothesis import given
from hypothesis import strategies as st

from apps.core.addresses import client_address, read_header, read_trusted, within

PROXY = "10.1.0.1"
CLIENT = "203.0.113.7"


def asked(forwarded=None, peer=PROXY, header="HTTP_X_FORWARDED_FOR"):
    extra = {} if forwarded is None else {header: forwarded}
    return client_address(RequestFactory().get("/", REMOTE_ADDR=peer, **extra))


@pytest.fixture
def trust(settings):
    def believe(text, header="X-Forwarded-For"):
        settings.TRUSTED_PROXIES = read_trusted(text)
        settings.PROXY_HEADER = read_header(header)

    return believe


@pytest.mark.parametrize(
    ("trusted", "forwarded", "expected"),
    [
        ("0", CLIENT, PROXY),
        ("", CLIENT, PROXY),
        ("1", CLIENT, CLIENT),
        ("1", f"1.1.1.1, {CLIENT}", CLIENT),
        ("1", None, PROXY),
        ("2", f"1.1.1.1, {CLIENT}, 10.2.0.1", CLIENT),
        ("2", CLIENT, CLIENT),
        ("10.0.0.0/8", f"1.1.1.1, {CLIENT}", CLIENT),
        ("10.0.0.0/8", f"1.1.1.1, {CLIENT}, 10.2.0.1", CLIENT),
        ("10.1.0.1", f"{CLIENT}, 10.2.0.1", "10.2.0.1"),
        ("10.0.0.0/8", "10.3.0.1, 10.2.0.1", "10.3.0.1"),
        ("192.0.2.0/24", CLIENT, PROXY),
        ("10.0.0.0/8", "2001:DB8:0:0::1", "2001:db8::1"),
        ("10.0.0.0/8", "::ffff:203.0.113.7", CLIENT),
        ("10.0.0.0/8", f"{CLIENT}:40112", CLIENT),
        ("10.0.0.0/8", "[2001:db8::1]:443", "2001:db8::1"),
        ("10.0.0.0/8", "fe80::1%eth0", "fe80::1"),
        ("10.0.0.0/8", "1.1.1.1, unknown", PROXY),
        ("10.0.0.0/8", "1.1.1.1,, ", PROXY),
        ("1", "1.1.1.1, '; drop", PROXY),
    ],
)
def test_only_what_our_proxies_wrote_is_believed(trust, trusted, forwarded, expected):
    trust(trusted)
    assert asked(forwarded) == expected


def test_a_client_that_comes_past_the_proxy_cannot_pass_as_another(trust):
    trust("10.0.0.0/8")
    assert asked("1.1.1.1", peer="198.51.100.9") == "198.51.100.9"


@given(forged=st.lists(st.ip_addresses().map(str) | st.text(max_size=8), max_size=5))
def test_nothing_that_a_client_sends_changes_its_address(forged):
    from django.test import override_settings

    chain = ", ".join([*(entry.replace(",", " ") for entry in forged), CLIENT])
    for trusted in (1, read_trusted("10.0.0.0/8")):
        with override_settings(TRUSTED_PROXIES=trusted):
            assert asked(chain) == CLIENT


def test_only_the_header_of_the_proxies_is_read(trust):
    trust("1", "Forwarded")
    assert asked(CLIENT) == PROXY, "X-Forwarded-For is the client's own then"
    trust("1")
    assert asked(f"for={CLIENT}", header="HTTP_FORWARDED") == PROXY


@pytest.mark.parametrize(
    "forwarded",
    [
        f"for={CLIENT}",
        f'for="{CLIENT}:4711";proto=https;by=10.1.0.1',
        f"for=1.1.1.1, proto=https;For={CLIENT}",
        f"for=1.1.1.1, for={CLIENT}, for=10.2.0.1;proto=http",
    ],
)
def test_the_standard_header(trust, forwarded):
    trust("10.0.0.0/8", "Forwarded")
    assert asked(forwarded, header="HTTP_FORWARDED") == CLIENT


def test_the_standard_header_with_ipv6_and_with_names_in_place_of_addresses(trust):
    trust("10.0.0.0/8", "Forwarded")
    assert asked('for="[2001:db8::1]:443"', header="HTTP_FORWARDED") == "2001:db8::1"
    assert asked("for=1.1.1.1, for=_hidden", header="HTTP_FORWARDED") == PROXY
    assert asked("for=1.1.1.1, by=10.2.0.1", header="HTTP_FORWARDED") == PROXY


def test_a_proxy_on_a_unix_socket_has_no_address(trust):
    trust("10.0.0.0/8")
    assert asked(CLIENT, peer="") == CLIENT
    trust("0")
    assert asked(CLIENT, peer="") == ""


def test_settings_that_mean_nothing_stop_the_start():
    with pytest.raises(ImproperlyConfigured, match=r"10\.0\.0\.0/8.*proxy\.internal"):
        read_trusted("proxy.internal")
    with pytest.raises(ImproperlyConfigured, match="X-Real-IP"):
        read_header("X-Real-IP")


def test_ranges():
    ranges = ["192.0.2.0/24", "2001:db8::/32"]
    assert within("192.0.2.9", ranges)
    assert within("::ffff:192.0.2.9", ranges)
    assert within("2001:db8:1::5", ranges)
    assert not within("192.0.3.1", ranges)
    assert not within("", ranges)
    assert not within("192.0.2.9", [])
