"""Which requests are answered at all: those of programs on this machine, none of a web page.

Signatures are not checked, so a page that could send a request would act as whoever runs the
sandbox. AWS's SDKs send no Origin and no Sec-Fetch-Site; browsers send at least one of the two
with what a page requests.
"""

from __future__ import annotations

from collections.abc import Mapping

from eventbridge_notifier.web_guard import is_own_host, is_own_subdomain, is_sent_by_a_page

MOTO_API = "/moto-api"


def refusal(headers: Mapping[str, str], path: str, hosts: frozenset[str], internal: bool) -> str:
    """Why a request is not answered; empty when it is.

    `headers` has names in lower case. `internal`: the sandbox itself made the request; only it
    may use moto's own API, which resets everything and writes files.
    """
    if not (is_own_host(headers, hosts) or is_own_subdomain(headers, hosts)):
        return "The sandbox answers to 127.0.0.1 and localhost only."
    if is_sent_by_a_page(headers):
        return "The sandbox does not answer to web pages."
    if path.startswith(MOTO_API) and not internal:
        return "The sandbox keeps moto's own API to itself."
    return ""
