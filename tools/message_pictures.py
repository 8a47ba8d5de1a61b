"""What people get of one alert, drawn as Slack, Teams and a mail program show it: for `pictures`.

Each is drawn from the very body that its channel is sent, block by block. The alert is the same
each time, its clock too.
"""

from __future__ import annotations

import random
from collections.abc import Callable, Iterable, Mapping
from datetime import UTC, datetime
from html import escape
from pathlib import Path
from typing import Any

from eventbridge_notifier.alerts.arrival import Arrival
from eventbridge_notifier.alerts.channels import CHANNELS
from eventbridge_notifier.alerts.decide import Config, decide
from eventbridge_notifier.alerts.message import Message, Surroundings, message
from eventbridge_notifier.alerts.policy import Policy
from eventbridge_notifier.alerts.store import Memory
from eventbridge_notifier.aws.resources import rows_of_event
from playwright.sync_api import Browser
from recorder.messages import Message as Recorded
from recorder.record import record

from tests.console.events import ACCOUNT, REGION, WATCHES, event, user

WATCH = "open-security-groups"
AT = datetime(2026, 11, 23, 9, 41, 7, tzinfo=UTC)
AROUND = Surroundings("eventbridge-notifier", REGION, {ACCOUNT: "production"},
                      "https://watch.example.com")
WIDTH = 620  # pixels
STYLE = Path(__file__).with_suffix(".css").read_text("utf-8")


def message_pictures(browser: Browser, folder: Path) -> None:
    """Writes message-slack.png, message-teams.png and message-email.png."""
    said = one_message()
    for kind, draw in DRAWN.items():
        page = browser.new_page(viewport={"width": WIDTH, "height": 400})
        page.set_content(f"<style>{STYLE}</style><main>{draw(CHANNELS[kind].render(said))}</main>")
        page.locator("main").screenshot(path=folder / f"message-{kind}.png")
        page.close()


def one_message() -> Message:
    """Of a security group that somebody opened."""
    told = WATCHES[WATCH]
    made = event(WATCH, AT, random.Random(17), user("hiro"), groupId="sg-0a1b2c3d")
    made["detail"] = {name: value for name, value in made["detail"].items()
                      if name not in ("errorCode", "errorMessage")}
    kept = record(Recorded(WATCH, told.severity, told.record, made, rows_of_event(made)), AT)
    policies = {WATCH: Policy(WATCH, severity=told.severity, channels=("ops",),
                              description=told.description,
                              runbook="https://wiki.example.com/security-groups")}
    one = Arrival(kept.id, WATCH, AT.timestamp(), AT.timestamp(), "shard", 1, made, kept.summary,
                  kept.promoted)
    (alert,) = decide([one], Config(policies), Memory(), AT.timestamp())
    return message(alert, policies, AROUND)


def slack(body: Mapping[str, Any]) -> str:
    return _from("eventbridge-notifier", "APP 9:41 AM") + "".join(map(_block, body["blocks"]))


def _block(block: Mapping[str, Any]) -> str:
    if block["type"] == "header":
        return f"<h1>{_text(block)}</h1>"
    if block["type"] == "actions":
        return _buttons(one["text"]["text"] for one in block["elements"])
    if block["type"] == "context":
        return "".join(f'<p class="quiet">{escape(one["text"])}</p>' for one in block["elements"])
    fields = "".join(f"<span>{escape(one['text'])}</span>" for one in block.get("fields", ()))
    return f'<div class="fields">{fields}</div>' if fields else f"<p>{_text(block)}</p>"


def teams(body: Mapping[str, Any]) -> str:
    card = body["attachments"][0]["content"]
    lines = "".join(f'<div class="line">{"".join(map(_run, line["inlines"]))}</div>'
                    for line in card["body"])
    return (_from("Workflows", "9:41 AM") + f'<div class="card">{lines}'
            + _buttons(one["title"] for one in card["actions"]) + "</div>")


def _run(run: Mapping[str, Any]) -> str:
    styles = " ".join(str(run.get(name, "")).lower() for name in ("color", "weight", "size"))
    subtle = " subtle" if run.get("isSubtle") else ""
    return f'<span class="{styles}{subtle}">{escape(run["text"])}</span>'


def email(body: Mapping[str, Any]) -> str:
    sender = "AWS Notifications &lt;no-reply@sns.amazonaws.com&gt;"
    return (f'<div class="head"><b>{escape(body["Subject"])}</b>{sender}</div>'
            f"<pre>{escape(body['Message'])}</pre>")


def _from(name: str, more: str) -> str:
    return f'<div class="from">{name} <span class="quiet">{more}</span></div>'


def _buttons(labels: Iterable[str]) -> str:
    return "".join(f'<span class="button">{escape(label)}</span>' for label in labels)


def _text(block: Mapping[str, Any]) -> str:
    return escape(block["text"]["text"])


DRAWN: dict[str, Callable[[Mapping[str, Any]], str]] = {
    "slack": slack, "teams": teams, "email": email}
