"""Which addresses are of the internet, and which of this machine or a network of its own. Pure."""

from __future__ import annotations

import ipaddress
from typing import Final

_EMBEDDING: Final = (  # networks whose addresses end in one of IPv4 (RFC 6052, RFC 8215)
    ipaddress.IPv6Network("64:ff9b::/96"),
    ipaddress.IPv6Network("64:ff9b:1::/48"),
    ipaddress.IPv6Network("::/96"),
)
_OWN: Final = (
    ipaddress.ip_network("192.0.0.0/24"),  # not all of it is told as private
    ipaddress.ip_network("168.63.129.16"),  # answered by the machine a cloud's guest runs on
    ipaddress.ip_network("fec0::/10"),  # of a site
)


def is_public(address: str) -> bool:
    """Tell whether an address is one of the internet, whatever it is written or wrapped as.

    >>> is_public("192.0.2.1"), is_public("::ffff:127.0.0.1"), is_public("9.9.9.9")
    (False, False, True)
    """
    found = ipaddress.ip_address(address.partition("%")[0])
    if isinstance(found, ipaddress.IPv6Address):
        inner = found.ipv4_mapped or found.sixtofour
        if any(found in network for network in _EMBEDDING):
            inner = ipaddress.IPv4Address(found.packed[-4:])
        if found.teredo:
            return False
        if inner:
            return is_public(str(inner))
    is_special = (
        found.is_private
        or found.is_loopback
        or found.is_link_local
        or found.is_multicast
        or found.is_reserved
        or found.is_unspecified
    )
    is_own = any(found in network for network in _OWN if network.version == found.version)
    return found.is_global and not is_special and not is_own
