"""The page of a deployment, on this machine or hosted, for somebody who may see everything."""

from __future__ import annotations

import json
import math
import time
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from typing import Any
from urllib.parse import urlsplit

import pytest
import requests
from eventbridge_notifier.console.web.server import serve

from tests.console.conftest import Deployed, reader_of

PATIENCE = 60  # seconds that an answer may take, on a busy machine
FRESH = 300  # seconds; a session lasts for 900
Serving = Callable[[Deployed], AbstractContextManager["Site"]]
on_this_machine = pytest.mark.parametrize("serving", ["local"], indirect=True)
"""Of a test that is not about the hosted page."""


class Site:
    """`address` ends with a slash. `soon` is the milliseconds in which an arrival shows, and
    `silent` a part of what the page advises where nobody answers.

    `enter` gives the cookies of somebody who has signed in; a browser signs in by itself, for the
    issuer knows one person alone.
    """

    def __init__(self, address: str, soon: int, silent: str, enter: Callable[[], str] = str
                 ) -> None:
        self.address, self.soon, self.silent, self._enter = address, soon, silent, enter
        self._cookies, self._entered = "", -math.inf

    @property
    def origin(self) -> str:
        return self.address.rstrip("/")

    def get(self, path: str = "", **options: Any) -> requests.Response:
        return self._ask("GET", path, **options)

    def post(self, path: str, data: str, **options: Any) -> requests.Response:
        return self._ask("POST", path, data=data, **options)

    def heard(self, **params: str) -> Iterator[dict[str, Any]]:
        """What the page hears of arrivals, as a browser's EventSource reads it."""
        id, pause = "", 0.0
        while True:
            headers = {"Last-Event-ID": id} if id else {}
            with self.get("api/live", params=params, headers=headers, stream=True) as answer:
                for line in answer.iter_lines(chunk_size=1, decode_unicode=True):
                    name, _, value = line.partition(": ")
                    id, pause = (value if name == "id" else id,
                                 int(value) / 1000 if name == "retry" else pause)
                    if name == "data" and (said := json.loads(value))["kind"] != "pause":
                        yield said
            time.sleep(pause)

    def _ask(self, method: str, path: str, headers: dict[str, str] | None = None, **options: Any
             ) -> requests.Response:
        if time.monotonic() - self._entered > FRESH:
            self._cookies, self._entered = self._enter(), time.monotonic()
        sent = {"Host": urlsplit(self.address).netloc, "Cookie": self._cookies, **(headers or {})}
        return requests.request(method, on_loopback(self.address) + path, timeout=PATIENCE,
                                headers={name: value for name, value in sent.items() if value},
                                **options)


def said(answer: requests.Response) -> list[dict[str, Any]]:
    """The messages of an answer in lines."""
    return [json.loads(line) for line in answer.text.splitlines()]


def on_loopback(address: str) -> str:
    """The same place for who does not know, as browsers do, that *.localhost is this machine."""
    parts = urlsplit(address)
    return parts._replace(netloc=f"127.0.0.1:{parts.port}").geturl()


@contextmanager
def local(of: Deployed) -> Iterator[Site]:
    """`eventbridge-notifier console` of somebody with the printed policy."""
    with serve(reader_of(of), of.name) as address:
        yield Site(address, soon=2_000, silent="still running")
