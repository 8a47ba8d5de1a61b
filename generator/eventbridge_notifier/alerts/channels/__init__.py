"""The channels: a file and a row each. A renderer turns a message into what its service takes."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, NamedTuple

from eventbridge_notifier.alerts.channels import email, ocsf, pagerduty, slack, teams, webhook
from eventbridge_notifier.alerts.message import Message


class Channel(NamedTuple):
    """`render` gives the body; `per_second` is what the service takes, `largest` its bytes.

    `publishes`: the notifier itself publishes to a topic; others are called by EventBridge.
    `resolves`: the service keeps alerts open until it is told that they are over.
    """

    render: Callable[[Message], dict[str, Any]]
    per_second: int
    largest: int
    publishes: bool = False
    resolves: bool = False


# Kind of a channel -> what it takes. Sources: Slack "Rate limits" (1 message a second) and
# "Reference: blocks" (50 blocks, 3,000 characters a text); Teams "Create incoming webhooks with
# Workflows" (28 KB, 4 requests a second); PagerDuty "Events API v2" (512 KB, 120 a minute);
# SNS "Publish" (256 KB); EventBridge "API destinations" (300 a second at the most by default).
CHANNELS = {
    "slack": Channel(slack.render, 1, 28_000),
    "teams": Channel(teams.render, 4, 28_000),
    "pagerduty": Channel(pagerduty.render, 2, 512_000, resolves=True),
    "webhook": Channel(webhook.render, 10, 200_000),
    "ocsf": Channel(ocsf.render, 10, 200_000),
    "text": Channel(webhook.render_text, 10, 200_000),
    "email": Channel(email.render, 100, 256_000, publishes=True),
    "sns": Channel(email.render, 100, 256_000, publishes=True),
}
