"""Which addresses may be connected to on behalf of somebody else."""

from ipaddress import ip_address, ip_network

import pytest
from django.core.exceptions import ImproperlyConfigured
from hypothesis import given
from hypothesis import strategies as st

from apps.core.reach import carried, may_reach, parse, read_networks

HOSTILE = """
0.0.0.0 0.1.2.3 10.0.0.1 10.255.255.255 100.64.0.1 100.127.255.254 127.0.0.1 127.8.8.8
169.254.0.1 169.254.169.254 169.254.170.2 100.100.100.200 168.63.129.16 172.16.0.1
172.31.255.255 192.0.0.8 192.0.0.192 192.0.2.1 192.88.99.1 192.168.1.1 198.18.0.1
198.19.255.255 198.51.100.7 203.0.113.9 224.0.0.1 239.255.255.250 240.0.0.1 255.255.255.255 ::
::1 ::2 ::127.0.0.1 ::8.8.8.8 ::ffff:127.0.0.1 ::ffff:10.0.0.1 ::ffff:169.254.169.254
::ffff:100.64.0.1 ::ffff:0:127.0.0.1 ::ffff:0:8.8.8.8 64:ff9b::127.0.0.1 64:ff9b::10.0.0.1
64:ff9b::169.254.169.254 64:ff9b::100.64.0.1 64:ff9b::224.0.0.1 64:ff9b:1::1
64:ff9b:1::10.0.0.1 2002:7f00:1:: 2002:a00:1::1 2002:a9fe:a9fe:: 2002:808:808::1 2001::1
2001:0:4136:e378:8000:63bf:3fff:fdd2 2001:0:7f00:1::1 2001:2::1 2001:10::1 2001:20::1
2001:db8::1 3fff::1 5f00::1 100::1 fc00::1 fd00::1 fd00:ec2::254 fd20:ce::254 fe80::1
fe80::5efe:10.0.0.1 fec0::1 ff02::1 ff0e::1 2a00:1450::5efe:127.0.0.1
2a00:1450:1:1:200:5efe:10.0.0.1 4000::1 e000::1
"""
PUBLIC = """
1.1.1.1 8.8.8.8 9.255.255.255 11.0.0.1 100.63.255.255 100.128.0.1 126.1.1.1 128.0.0.1
172.15.0.1 172.32.0.1 192.167.1.1 192.169.0.1 223.255.255.254 2606:4700:4700::1111
2a00:1450:4001:82a::200e 2400:3200::1 ::ffff:8.8.8.8 64:ff9b::8.8.8.8
"""


@pytest.mark.parametrize("text", HOSTILE.split())
def test_an_address_that_is_not_public_is_refused(text):
    assert not may_reach(ip_address(text))


@pytest.mark.parametrize("text", PUBLIC.split())
def test_a_public_address_is_reached(text):
    assert may_reach(ip_address(text))


def test_an_allowed_network_is_reached_in_every_dress_but_never_the_clouds_secrets():
    inside = (ip_network("10.1.0.0/16"),)
    for text in ("10.1.2.3", "::ffff:10.1.2.3", "64:ff9b::10.1.2.3"):
        assert may_reach(ip_address(text), inside)
    for text in ("10.2.0.1", "::ffff:10.2.0.1", "2002:a01:203::1"):
        assert not may_reach(ip_address(text), inside)
    everything = (ip_network("0.0.0.0/0"), ip_network("::/0"))
    for text in (
        "169.254.169.254",
        "::ffff:169.254.169.254",
        "64:ff9b::a9fe:a9fe",
        "fd00:ec2::254",
    ):
        assert not may_reach(ip_address(text), everything)


@given(st.ip_addresses(v=4))
def test_every_way_to_carry_an_ipv4_address_is_unwrapped(address):
    number = int(address)
    forms = [
        f"::ffff:{address}",
        f"64:ff9b::{address}",
        f"2002:{number >> 16:x}:{number & 0xFFFF:x}::1",
        f"2a00:1450:1:1:0:5efe:{address}",
    ]
    for text in forms:
        assert address in carried(ip_address(text))
        if not may_reach(address):
            assert not may_reach(ip_address(text))


@given(st.ip_addresses(v=6, network="2001::/32"))
def test_teredo_is_refused_and_both_of_its_addresses_are_seen(address):
    assert not may_reach(address)
    assert carried(address) == list(address.teredo)


def test_names_and_zones_are_no_addresses():
    assert parse("example.com") is None
    assert parse("fe80::1%eth0") is None
    assert parse("2130706433") is None


def test_networks_are_read_from_the_environment_or_said_to_be_wrong():
    assert read_networks([" 10.1.2.3/16", "::1"]) == (
        ip_network("10.1.0.0/16"),
        ip_network("::1/128"),
    )
    with pytest.raises(ImproperlyConfigured, match="OUTBOUND_ALLOW"):
        read_networks(["office"])
