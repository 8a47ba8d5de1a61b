"""What Host, Origin and Sec-Fetch-Site say about where a request comes from.

Every page that is open in a browser can reach a server on loopback of the same machine: by a host
name of its own that resolves to 127.0.0.1 (DNS rebinding), or across origins. Header names are
looked up in lower case.
"""

from __future__ import annotations

from collections.abc import Mapping

NAMES = ("127.0.0.1", "localhost", "[::1]")

# Fetch Metadata Request Headers (W3C), "Sec-Fetch-Site". Browsers send it, programs do not; "none"
# means that the user typed the address.
OTHER_SITES = frozenset({"cross-site", "same-site"})
BY_THE_USER = frozenset({None, "none"})


def own_hosts(port: int) -> frozenset[str]:
    """The values of Host under which a server at `port` of loopback is reached."""
    bare = NAMES if port == 80 else ()
    return frozenset((*bare, *(f"{name}:{port}" for name in NAMES)))


def is_own_host(headers: Mapping[str, str], hosts: frozenset[str]) -> bool:
    """Whether Host is one of `hosts`. No page can send another Host than its own site's."""
    return headers.get("host", "").lower() in hosts


def is_own_subdomain(headers: Mapping[str, str], hosts: frozenset[str]) -> bool:
    """Whether Host is a name below `localhost`, such as a bucket's: nobody else can own those.

    RFC 6761, section 6.3: `localhost.` and the names within it resolve to loopback.
    """
    _, dot, rest = headers.get("host", "").lower().partition(".")
    while dot and rest not in hosts:
        _, dot, rest = rest.partition(".")
    return bool(dot) and rest.startswith("localhost")


def own_origins(port: int) -> frozenset[str]:
    """The origins of pages that a server at `port` of loopback has served."""
    return frozenset(f"http://{host}" for host in own_hosts(port))


def is_from_another_site(headers: Mapping[str, str]) -> bool:
    """Whether the browser says that a page of another origin made the request."""
    return headers.get("sec-fetch-site") in OTHER_SITES


def is_sent_by_a_page(headers: Mapping[str, str]) -> bool:
    """Whether any page at all made the request, not a program and not the user."""
    return "origin" in headers or headers.get("sec-fetch-site") not in BY_THE_USER
