"""Rules against requests that web pages of other sites make to servers on loopback. Pure."""

from eventbridge_notifier.web_guard.rules import (
    is_from_another_site,
    is_own_host,
    is_own_subdomain,
    is_sent_by_a_page,
    own_hosts,
    own_origins,
)

__all__ = [
    "is_from_another_site",
    "is_own_host",
    "is_own_subdomain",
    "is_sent_by_a_page",
    "own_hosts",
    "own_origins",
]
