"""Whether people are told: subscribers of topics, and the key that everything is encrypted with."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from eventbridge_notifier.console.deployment import Clients, Deployment
from eventbridge_notifier.console.health.facts import AlarmFacts, KeyFacts, RuleFacts

PENDING = "PendingConfirmation"


def told(rules: Iterable[RuleFacts], alarms: Iterable[AlarmFacts]) -> list[str]:
    """The topics that rules and alarms tell."""
    of_rules = {topic for rule in rules for topic in rule.topics}
    return sorted(of_rules | {topic for alarm in alarms for topic in alarm.topics})


def subscribers(topics: Iterable[str], sns: Any) -> dict[str, int]:
    """Topic -> confirmed subscriptions. Topics of another account cannot be read: left out."""
    return {topic: sum(
        subscription["SubscriptionArn"] != PENDING
        for page in sns.get_paginator("list_subscriptions_by_topic").paginate(TopicArn=topic)
        for subscription in page["Subscriptions"]) for topic in topics}


def key(deployment: Deployment, clients: Clients, has_topics: bool, has_trail: bool) -> KeyFacts:
    """The table's key, and which services its policy does not name though they must use it."""
    described = clients("dynamodb").describe_table(TableName=deployment.table)["Table"]
    arn = described.get("SSEDescription", {}).get("KMSMasterKeyArn", "")
    if not arn:
        return KeyFacts("")
    policy = clients("kms").get_key_policy(KeyId=arn, PolicyName="default")["Policy"]
    needed = {"logs.": True, "cloudtrail.amazonaws.com": has_trail,
              "events.amazonaws.com": has_topics, "cloudwatch.amazonaws.com": has_topics}
    return KeyFacts(arn, tuple(service.removesuffix(".amazonaws.com").rstrip(".")
                               for service, is_needed in needed.items()
                               if is_needed and f'"{service}' not in policy))
