"""`make demo-console`: the demo, with the page open on what it recorded until Ctrl-C.

It is open twice: on this machine, and hosted, behind a local sign-in where one chooses who to be.
The hosted page needs the zip that `make package-console` builds.
"""

from __future__ import annotations

import sys
import threading
from typing import Any

from eventbridge_notifier.console.web.server import serve
from eventbridge_notifier.sandbox.app import Sandbox
from eventbridge_notifier.sandbox.oidc.issuer import Issuer, Member
from eventbridge_notifier.sandbox.terraform.runner import Terraform

from tools.demo import chain as demo
from tools.package_console import DIST, OWN

ZIP = DIST / f"console-{OWN}.zip"
HOSTED = demo.ROOT / "examples" / "console"
# Who may sign in, and what the page lets them see.
MEMBERS = {"ada@example.com": ["security"], "bob@example.com": ["developers"],
           "eve@example.com": []}
ACCESS = {"security": {"groups": ["security"]},
          "developers": {"groups": ["developers"], "severities": ["medium"]}}
PEOPLE = ("ada@example.com sees everything, bob@example.com what is of severity medium, and "
          "eve@example.com nothing")


def members() -> list[Member]:
    return [Member(email, {"groups": groups}) for email, groups in MEMBERS.items()]


def variables(issuer: Issuer) -> dict[str, Any]:
    """Those of examples/console."""
    return {**demo.TEMPORARY, "issuer": issuer.url, "client_id": issuer.client_id,
            "access": ACCESS, "architecture": OWN, "console_zip": str(ZIP)}


def show(sandbox: Sandbox, terraform: Terraform) -> None:
    """Serves the page until somebody interrupts."""
    with serve(sandbox.client) as url:
        print(f"The page of this machine is at {url}")
        if ZIP.exists():
            print(f"The hosted page is at {terraform.output('address')}/ : {PEOPLE}")
        else:
            print("For the hosted page: make package-console, and this again")
        print("Ctrl-C tears everything down.", flush=True)
        try:
            threading.Event().wait()
        except KeyboardInterrupt:
            print()


def main() -> int:
    if not ZIP.exists():
        return demo.main(show)
    with Issuer(members()) as issuer:
        return demo.main(show, HOSTED, variables(issuer))


if __name__ == "__main__":
    sys.exit(main())
