"""The hosted page: its first view, its further views, and fifty people at once for a minute.

`python -m bench.hosted [--people 50] [--seconds 60] [--json]`. The zip that `make package-console`
builds runs under Lambda's Runtime API beside a sandbox. What counts is the function's own time at
the share of a processor that 512 MB have: the processor's time that the kernel counts for the
process, divided by the share. Neither the sandbox, which is much slower than AWS, nor what else the
machine does is in it. "Cold" is stricter than Lambda, which starts functions with more than their
share.

Then examples/console is applied to a sandbox, and people look around: pages, lists, arrivals. There
what counts is that each gets an answer.
"""

from __future__ import annotations

import argparse
import base64
import gzip
import json
import os
import random
import statistics
import sys
import tempfile
import threading
import time
import zipfile
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from pathlib import Path
from urllib.parse import urlsplit

import requests
from eventbridge_notifier.console.hosted.grants import Person
from eventbridge_notifier.console.hosted.sealing import Sealer
from eventbridge_notifier.console.hosted.session import COOKIE, Sessions
from eventbridge_notifier.sandbox.app import Sandbox
from eventbridge_notifier.sandbox.oidc.issuer import Issuer
from eventbridge_notifier.sandbox.terraform.runner import Terraform
from rich.console import Console
from rich.table import Table

from bench.recorder_parts.function import Function, function
from bench.recorder_parts.share import PROCESSOR_MB
from tests.console import deployed
from tests.console.events import REGION, WATCHES, events
from tests.console.hosted.visitor import ADDRESS, request
from tools.demo import chain as demo
from tools.demo import console as demo_console
from tools.package_console import DIST, OWN, build

MEMORY = 512  # MB; the module's default
COLD, WARM = 2.0, 0.5  # the bars, in seconds
RECORDS, ROUNDS = 500, 5
COMMAND = (sys.executable, "-m", "awslambdaric",
           "eventbridge_notifier.console.hosted.handler.handle")
VIEWS = ("/", "/api/events?since=24h", "/api/watches", "/static/js/events.js", "/api/live")
PATIENCE = 30.0  # seconds; the API waits no longer
FAILURE = b'"statusCode": 5'
CONFIG = {"grants": [{"groups": ["security"]}], "views": {}}
Figures = dict[str, float]


def main() -> int:
    asked = argparse.ArgumentParser(description=__doc__)
    asked.add_argument("--people", type=int, default=50)
    asked.add_argument("--seconds", type=float, default=60)
    asked.add_argument("--json", action="store_true", help="figures for scripts")
    said = asked.parse_args()
    file = DIST / f"console-{OWN}.zip"
    build(OWN, file)
    figures = _alone(file) | _crowd(file, said.people, said.seconds)
    bars = {"cold": figures["cold"] <= COLD, "warm": figures["warm"] <= WARM,
            "errors": figures["errors"] == 0}
    if said.json:
        print(json.dumps({"figures": figures, "bars": bars}, indent=2))
    else:
        _print(figures, bars, said.people)
    return 0 if all(bars.values()) else 1


def _alone(file: Path) -> Figures:
    """Seconds of the function's own at its share: the first view, and the median of others."""
    with Sandbox(region=REGION) as sandbox, _unpacked(file) as folder:
        deployed.deploy(sandbox.client, watches=WATCHES)
        deployed.store(sandbox.client, events(RECORDS, datetime.now(UTC), timedelta(hours=23)),
                       event_format="compressed")
        key = sandbox.client("kms").create_key()["KeyMetadata"]["Arn"]
        environ = _environ(sandbox, key)
        sealer = Sealer(sandbox.client, key, deployed.NAME)
        cookie = Sessions(sealer, 900.0).cookie(Person("ada", groups=frozenset({"security"})))
        cookies = {COOKIE: cookie.partition("=")[2].partition(";")[0]}
        colds, lists, warms = zip(*(_once(folder, environ, cookies) for _ in range(ROUNDS)),
                                  strict=True)
    return {"cold": min(colds), "cold_list": min(lists), "warm": min(warms)}


def _once(folder: Path, environ: dict[str, str], cookies: dict[str, str]
          ) -> tuple[float, float, float]:
    """A start with its first view, the first list after it, and the median of what follows."""
    payloads = _payloads("/", cookies)
    with function(COMMAND, folder, environ, payloads, FAILURE) as running:
        running.ready()
        cold = _own(running, 0.0)
        before = running.cpu()
        running.run(_payloads("/api/events?since=24h", cookies))
        first_list = _own(running, before)
        seconds = []
        for view in VIEWS * 4:
            before = running.cpu()
            running.run(_payloads(view, cookies))
            seconds.append(_own(running, before))
    return cold, first_list, statistics.median(seconds)


def _own(running: Function, before: float) -> float:
    return (running.cpu() - before) / (MEMORY / PROCESSOR_MB)


def _payloads(view: str, cookies: dict[str, str]) -> Iterator[bytes]:
    """What the API sends for a view: the authorizer's question, and the request."""
    event = request("GET", view, "", cookies, {})
    asked = {**event, "type": "REQUEST", "routeArn": "arn:aws:execute-api:::api/$default/GET/"}
    return iter([json.dumps(asked).encode(), json.dumps(event).encode()])


def _environ(sandbox: Sandbox, key: str) -> dict[str, str]:
    config = base64.b64encode(gzip.compress(json.dumps(CONFIG).encode())).decode()
    kept = {name: os.environ[name] for name in ("PATH", "LD_LIBRARY_PATH") if name in os.environ}
    return {**kept, **sandbox.env(), "PYTHONDONTWRITEBYTECODE": "1", "NAME": deployed.NAME,
            "ADDRESS": ADDRESS, "ISSUER": "https://sign-in.example.com", "CLIENT_ID": "console",
            "SCOPES": "openid", "GROUPS_CLAIM": "groups", "SESSION_KEY": key,
            "SESSION_SECONDS": "900", "CONFIG": config}


@contextmanager
def _unpacked(file: Path) -> Iterator[Path]:
    with tempfile.TemporaryDirectory(prefix="hosted-") as folder:
        with zipfile.ZipFile(file) as archive:
            archive.extractall(folder)
        yield Path(folder)


def _crowd(file: Path, people: int, seconds: float) -> Figures:
    """People who look around in an applied stack: requests, errors, and the slowest answer."""
    with demo.workspace(demo_console.HOSTED) as folder, Sandbox(region=REGION) as sandbox, Issuer(
            demo_console.members()) as issuer, Terraform(folder, sandbox.env()) as terraform:
        terraform.init()
        terraform.apply(**{**demo_console.variables(issuer), "console_zip": str(file)})
        demo.create_functions(sandbox)
        sandbox.drain()
        address = urlsplit(terraform.output("address"))
        visitors = [_signed_in(address.netloc) for _ in range(people)]
        found: Counter[str] = Counter()
        slowest = [0.0]
        end = time.monotonic() + seconds
        threads = [threading.Thread(target=_look, args=(one, address.netloc, end, found, slowest))
                   for one in visitors]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
    return {"requests": found.total(), "errors": found.total() - found["200"],
            "slowest": slowest[0]}


def _signed_in(host: str) -> requests.Session:
    """By the issuer, as ada."""
    session, port = requests.Session(), host.rpartition(":")[2]
    session.headers["Host"] = host

    def ask(path: str, cookie: str = "") -> requests.Response:
        return session.get(f"http://127.0.0.1:{port}{path}", headers={"Cookie": cookie},
                           allow_redirects=False, timeout=60)

    begun = ask("/sign-in")
    back = requests.get(f"{begun.headers['location']}&as=ada@example.com", allow_redirects=False,
                        timeout=60).headers["location"]
    parts = urlsplit(back)
    ended = ask(f"{parts.path}?{parts.query}", begun.headers["set-cookie"].partition(";")[0])
    session.headers["Cookie"] = ended.headers["set-cookie"].partition(";")[0]
    return session


def _look(session: requests.Session, host: str, end: float, found: Counter[str],
          slowest: list[float]) -> None:
    """Opens views with a pause for reading, until the minute is over."""
    dice, port = random.Random(), host.rpartition(":")[2]
    while time.monotonic() < end:
        began = time.monotonic()
        try:
            answer = session.get(f"http://127.0.0.1:{port}{dice.choice(VIEWS)}", timeout=PATIENCE)
            found[str(answer.status_code)] += 1
        except requests.RequestException as error:
            found[type(error).__name__] += 1
        slowest[0] = max(slowest[0], time.monotonic() - began)
        time.sleep(dice.uniform(2, 6))


def _print(figures: Figures, bars: dict[str, bool], people: int) -> None:
    table = Table("what", "seconds", "bar", title=f"own time at the share of {MEMORY} MB",
                  title_justify="left")
    table.add_row("cold: start and first view", f"{figures['cold']:.2f}", f"{COLD:.1f}")
    table.add_row("the first list after it", f"{figures['cold_list']:.2f}", "")
    table.add_row("warm: median of views", f"{figures['warm']:.3f}", f"{WARM:.1f}")
    Console().print(table)
    print(f"{people} people at once: {figures['requests']:.0f} requests, {figures['errors']:.0f} "
          f"errors, the slowest answer of the sandbox {figures['slowest']:.1f} s")
    print("bars:", ", ".join(f"{name} {'held' if held else 'MISSED'}"
                             for name, held in bars.items()))


if __name__ == "__main__":
    sys.exit(main())
