"""Where a request comes from: the one answer that limits, address ranges and the audit share.

Anybody may send ``X-Forwarded-For``, so the chain is read from its right end: the peer of the
connection first, then entry by entry for as long as the one before was a proxy of this site's
own. What a proxy of ours wrote is believed, whatever stands to the left of that is not looked at.
Only the one header that the proxies set (``PROXY_HEADER``) is read: the other would be the
client's to choose.

(python-ipware does not look at the connection's peer and prefers public addresses to private ones,
so a client that reaches the site past its proxy, or from inside the network, would pass as
another.)
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from ipaddress import (
    IPv4Address,
    IPv4Network,
    IPv6Address,
    IPv6Network,
    ip_address,
    ip_network,
)
from typing import Any

from django.conf import settings
from django.core.exceptions import ImproperlyConfigured

Address = IPv4Address | IPv6Address
Network = IPv4Network | IPv6Network
Trusted = int | tuple[Network, ...]
"""How many hops in front of this process are our own, or in which networks our proxies are."""

HEADERS = {"x-forwarded-for": "HTTP_X_FORWARDED_FOR", "forwarded": "HTTP_FORWARDED"}
_FOR = re.compile(r"(?:^|;)\s*for\s*=\s*(\"[^\"]*\"|[^;\s]*)", re.IGNORECASE)
_PORT = re.compile(r"^(?:\[(?P<six>[^\]]+)\](?::\d+)?|(?P<four>[^:]+):\d+)$")


def read_trusted(text: str) -> Trusted:
    """``TRUSTED_PROXIES``: a number of hops ('2') or networks ('10.0.0.0/8, 2001:db8::/32')."""
    parts = [part.strip() for part in text.split(",") if part.strip()]
    if len(parts) == 1 and parts[0].isdecimal():
        return int(parts[0])
    try:
        return tuple(ip_network(part, strict=False) for part in parts)
    except ValueError as error:
        raise ImproperlyConfigured(
            f"TRUSTED_PROXIES takes a number of hops or networks like 10.0.0.0/8: {error}."
        ) from None


def read_header(name: str) -> str:
    """``PROXY_HEADER`` as the key of ``request.META``."""
    try:
        return HEADERS[name.strip().lower()]
    except KeyError:
        raise ImproperlyConfigured(
            f"PROXY_HEADER is X-Forwarded-For or Forwarded, not '{name}'."
        ) from None


def client_address(request: Any) -> str:
    """The address of whoever sent ``request`` (Django's or DRF's), '' if it has none.

    IPv6 in its shortest form; an IPv4 address in IPv6 clothes as IPv4. An entry that is no address
    ends the walk: the answer is then the last one that is known for sure.
    """
    known = ""
    for hop, entry in enumerate(_chain(request.META)):
        address = parse(entry)
        if address is None:
            if entry or hop:
                break
        else:
            known = str(address)
        if not _is_ours(address, hop):
            break
    return known


def parse(text: str) -> Address | None:
    """The address in ``text``, which may carry a port; None if there is none."""
    text = text.strip().strip('"')
    if found := _PORT.match(text):
        text = found["six"] or found["four"]
    try:
        address = ip_address(text.partition("%")[0])
    except ValueError:
        return None
    if isinstance(address, IPv6Address) and address.ipv4_mapped:
        return address.ipv4_mapped
    return address


def normal_network(text: str) -> str:
    """An address or network as CIDR in its normal form; ``ValueError`` for anything else."""
    return str(ip_network(text.strip(), strict=False))


def inside(network: str, networks: Iterable[str]) -> bool:
    """Whether all of ``network`` lies in one of ``networks`` (all CIDR)."""
    small = ip_network(network)
    return any(
        small.version == big.version and small.subnet_of(big)  # type: ignore[arg-type]
        for big in map(ip_network, networks)
    )


def within(address: str, networks: Iterable[str]) -> bool:
    """Whether ``address`` lies in one of ``networks`` (CIDR); what is no address lies nowhere."""
    parsed = parse(address)
    return parsed is not None and _in_any(parsed, (ip_network(each) for each in networks))


def _chain(meta: dict[str, Any]) -> Iterator[str]:
    """The peer, then what each proxy wrote, the nearest first."""
    yield str(meta.get("REMOTE_ADDR") or "")
    entries = str(meta.get(settings.PROXY_HEADER) or "").split(",")
    if settings.PROXY_HEADER == "HTTP_FORWARDED":
        found = (_FOR.search(entry) for entry in entries)
        entries = [match[1] if match else "" for match in found]
    yield from reversed(entries)


def _is_ours(address: Address | None, hop: int) -> bool:
    """Is this hop a proxy of ours? A peer without an address is one: it came by a Unix socket."""
    trusted: Trusted = settings.TRUSTED_PROXIES
    if isinstance(trusted, int):
        return hop < trusted
    return bool(trusted) and (address is None or _in_any(address, trusted))


def _in_any(address: Address, networks: Iterable[Network]) -> bool:
    return any(address in network for network in networks)
