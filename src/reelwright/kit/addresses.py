"""Which addresses belong to the public internet, and which to somebody's inside."""

import ipaddress

_Network = ipaddress.IPv4Network | ipaddress.IPv6Network

# The IANA special-purpose registries (iana.org/assignments/iana-ipv4-special-registry and -ipv6-, 2026-11), whole:
# the few addresses in them that the world can reach serve no pictures. Python's own `is_global` differs by release.
_SPECIAL_V4 = (
    "0.0.0.0/8",  # this host
    "10.0.0.0/8",  # private
    "100.64.0.0/10",  # carriers' own; Alibaba's metadata at 100.100.100.200
    "127.0.0.0/8",  # loopback
    "168.63.129.16/32",  # public by number, but Azure's host agent from within Azure
    "169.254.0.0/16",  # link-local; the clouds' metadata at 169.254.169.254
    "172.16.0.0/12",  # private
    "192.0.0.0/24",  # protocol assignments; Oracle's metadata at 192.0.0.192
    "192.0.2.0/24",  # documentation
    "192.31.196.0/24",  # AS112
    "192.52.193.0/24",  # AMT
    "192.88.99.0/24",  # 6to4 relays
    "192.168.0.0/16",  # private
    "192.175.48.0/24",  # AS112
    "198.18.0.0/15",  # benchmarking
    "198.51.100.0/24",  # documentation
    "203.0.113.0/24",  # documentation
    "224.0.0.0/4",  # multicast
    "240.0.0.0/4",  # reserved, and broadcast
)
_GLOBAL_V6 = ipaddress.ip_network(
    "2000::/3"
)  # all else is special: ::1, ::ffff:0:0/96, 64:ff9b::/96, fc00::/7, fe80::/10
_SPECIAL_V6 = (
    "2001::/23",  # protocol assignments, Teredo among them
    "2001:db8::/32",  # documentation
    "2002::/16",  # 6to4: carries any IPv4 address
    "2620:4f:8000::/48",  # AS112
    "3fff::/20",  # documentation
)
_SPECIAL: tuple[_Network, ...] = tuple(ipaddress.ip_network(text) for text in (*_SPECIAL_V4, *_SPECIAL_V6))


def is_public(address: str) -> bool:
    """True for a global unicast address; IPv6 that wraps an IPv4 address (mapped, 6to4, NAT64, Teredo) never is.

    `address` is numeric, as a socket gives it; anything else is False.
    """
    try:
        parsed = ipaddress.ip_address(address)
    except ValueError:
        return False
    if parsed.version == 6 and (parsed not in _GLOBAL_V6 or parsed.scope_id is not None):
        return False
    return not any(parsed in network for network in _SPECIAL if network.version == parsed.version)
