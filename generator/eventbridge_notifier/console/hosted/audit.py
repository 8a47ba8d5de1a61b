"""A line for each view, in the function's log: who looked at which path, and nothing beyond it."""

from __future__ import annotations

import json

from starlette.requests import Request

from eventbridge_notifier.console.hosted.grants import Person


def note(what: str, who: Person | None, request: Request | None, status: int, why: str = ""
         ) -> None:
    """What happened: `view`, `sign-in` or `sign-in failed`. A query says what people look for."""
    line = {"audit": what, "who": who.name if who else "", "subject": who.subject if who else "",
            "groups": sorted(who.groups) if who else [], "status": status}
    if request is not None:
        line |= {"method": request.method, "path": request.url.path,
                 "from": request.client.host if request.client else ""}
    print(json.dumps(line | ({"why": why} if why else {})), flush=True)
