"""Which addresses of the network may be connected to on behalf of somebody else.

A URL that a person typed must not lead to what only this machine can reach: its own services, the
cloud's metadata, the office network. An address passes if it is public unicast by the registries
of IANA (RFC 6890 and successors); what is carried inside an IPv6 address is judged as well.
"""

from __future__ import annotations

from collections.abc import Iterable
from ipaddress import (
    IPv4Address,
    IPv4Network,
    IPv6Address,
    IPv6Network,
    ip_address,
    ip_network,
)

from django.core.exceptions import ImproperlyConfigured

Address = IPv4Address | IPv6Address
Network = IPv4Network | IPv6Network

# Where clouds keep credentials. Refused even to those whom OUTBOUND_ALLOW lets in.
_METADATA = frozenset(
    ip_address(text)
    for text in (
        "169.254.169.254",  # most clouds
        "169.254.170.2",  # credentials of containers on AWS
        "169.254.170.23",
        "100.100.100.200",  # Alibaba Cloud
        "192.0.0.192",  # Oracle Cloud
        "168.63.129.16",  # Azure; a public address by its number
        "fd00:ec2::254",  # AWS
        "fd00:ec2::23",
        "fd20:ce::254",  # Google Cloud
    )
)
# What ``is_global`` calls public, or has called public in some version of Python, and is not.
_NOT_PUBLIC = tuple(
    ip_network(text)
    for text in (
        "0.0.0.0/8",
        "100.64.0.0/10",  # carrier-grade NAT
        "192.0.0.0/24",
        "192.88.99.0/24",  # relays of 6to4
        "198.18.0.0/15",  # benchmarks
        "224.0.0.0/4",  # multicast
        "240.0.0.0/4",
        "2001::/23",  # protocol assignments, Teredo among them
        "2001:db8::/32",
        "2002::/16",  # 6to4, retired by RFC 7526
        "3fff::/20",
        "5f00::/16",
    )
)
_UNICAST6 = ip_network("2000::/3")
_NAT64 = ip_network("64:ff9b::/96")  # how a host without IPv4 reaches IPv4: legitimate
_TRAILING4 = (
    _NAT64,
    ip_network("64:ff9b:1::/96"),
    ip_network("::/96"),  # IPv4-compatible
    ip_network("::ffff:0:0:0/96"),  # IPv4-translated
)
_ISATAP = (0x00005EFE, 0x02005EFE)


def read_networks(texts: Iterable[str]) -> tuple[Network, ...]:
    """``OUTBOUND_ALLOW``: networks like 10.1.0.0/16; a single address is a network of one."""
    try:
        return tuple(ip_network(text.strip(), strict=False) for text in texts)
    except ValueError as error:
        raise ImproperlyConfigured(
            f"OUTBOUND_ALLOW takes networks like 10.1.0.0/16: {error}."
        ) from None


def parse(text: str) -> Address | None:
    """The address that ``text`` is; None for a name or an address with a zone."""
    try:
        address = ip_address(text)
    except ValueError:
        return None
    return None if getattr(address, "scope_id", None) else address


def carried(address: Address) -> list[IPv4Address]:
    """The IPv4 addresses that an IPv6 address leads to or holds: mapped, translated, tunnelled."""
    if isinstance(address, IPv4Address):
        return []
    found = [address.ipv4_mapped, address.sixtofour, *(address.teredo or ())]
    number = int(address)
    if any(address in network for network in _TRAILING4):
        found.append(IPv4Address(number & 0xFFFFFFFF))
    if (number >> 32) & 0xFFFFFFFF in _ISATAP:
        found.append(IPv4Address(number & 0xFFFFFFFF))
    return [each for each in found if each is not None]


def may_reach(address: Address, allowed: Iterable[Network] = ()) -> bool:
    """Whether a connection to ``address`` is harmless, or let through by ``allowed``."""
    inside = carried(address)
    if any(each in _METADATA for each in (address, *inside)):
        return False
    networks = tuple(allowed)
    if isinstance(address, IPv6Address) and address.ipv4_mapped:
        return may_reach(address.ipv4_mapped, networks)
    if any(address in network for network in networks):
        return True
    if address in _NAT64:
        return all(may_reach(each, networks) for each in inside)
    return _is_public(address) and all(_is_public(each) for each in inside)


def _is_public(address: Address) -> bool:
    if isinstance(address, IPv6Address) and address not in _UNICAST6:
        return False
    if any(address in network for network in _NOT_PUBLIC):
        return False
    return address.is_global and not (address.is_multicast or address.is_reserved)
