"""The page's own scripts, styles and pictures. Their address changes with what they hold, so that a
browser keeps them: a hosted page would pay for each of them at each view."""

from __future__ import annotations

import hashlib
from pathlib import Path
from typing import Any

from starlette.responses import Response
from starlette.routing import Mount
from starlette.staticfiles import StaticFiles

FOLDER = Path(__file__).parent / "static"
KEPT = "private, max-age=31536000, immutable"


def _digest() -> str:
    held = hashlib.sha256()
    for one in sorted(FOLDER.rglob("*")):
        if one.is_file():
            held.update(one.relative_to(FOLDER).as_posix().encode() + b"\0" + one.read_bytes())
    return held.hexdigest()[:16]


ADDRESS = f"static/{_digest()}"
"""Where pages find the files, as a path below the page's own."""


class _Kept(StaticFiles):
    """Files that never change at this address."""

    def file_response(self, *arguments: Any, **options: Any) -> Response:
        answer = super().file_response(*arguments, **options)
        answer.headers["Cache-Control"] = KEPT
        return answer


def routes() -> list[Mount]:
    """The files at ADDRESS, and below /static for pages that know of no address."""
    return [Mount(f"/{ADDRESS}", _Kept(directory=FOLDER)),
            Mount("/static", StaticFiles(directory=FOLDER))]
