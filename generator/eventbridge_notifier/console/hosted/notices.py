"""What people see who are not signed in, or may see nothing."""

from __future__ import annotations

from typing import Any

from starlette.responses import HTMLResponse

from eventbridge_notifier.console.web.app import TEMPLATES


def did_not_work(status: int) -> HTMLResponse:
    return _notice(status, "Signing in did not work",
                   "Try again. If it goes on, tell whoever runs this page: its log says why.")


def signed_out() -> HTMLResponse:
    return _notice(200, "You are signed out",
                   "You may still be signed in at your provider.")


def nothing_to_see(name: str) -> HTMLResponse:
    return _notice(403, "Nothing here is for you",
                   f"You are signed in as {name}. None of your groups, and not your address, may "
                   "see records here. Ask whoever runs this page.", leave=True)


def _notice(status: int, title: str, words: str, **more: Any) -> HTMLResponse:
    html = TEMPLATES.get_template("notice.html").render(title=title, words=words,
                                                        leave=more.get("leave", False))
    return HTMLResponse(html, status)
