"""Gathering what `health` judges. Each fact by itself: what may not be read is None."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime, timedelta
from typing import Any, TypeVar

from botocore.exceptions import ClientError

from eventbridge_notifier.console.aws_errors import ERRORS, explain_error
from eventbridge_notifier.console.deployment import Clients, Deployment, rules_of
from eventbridge_notifier.console.health.bus_policy import Senders, senders
from eventbridge_notifier.console.health.facts import (
    AlarmFacts,
    Facts,
    ForwardFacts,
    QueueFacts,
    RuleFacts,
)

T = TypeVar("T")
QUERIES = 500  # CloudWatch API reference, GetMetricData
WORKERS = 8
# Lambda's own losses: an event given up, and a failure that found no destination.
DROPS = ("AsyncEventsDropped", "DestinationDeliveryFailures")
Metric = tuple[str, str, dict[str, str]]  # namespace, name, dimensions
NOWHERE: Mapping[str, Clients] = {}


def gather(deployment: Deployment, clients: Clients, forwarders: Mapping[str, Clients] = NOWHERE
           ) -> Facts:
    """Ask the deployment's account, and those of `forwarders`, named as people are to read of them;
    takes a second or two."""
    rules = _or_none(lambda: _rules(deployment, clients("events")))
    function, cloudwatch = deployment.function, clients("cloudwatch")
    failures = [("AWS/Events", "FailedInvocations", _dimensions(rule)) for rule in rules or ()]
    drops = [("AWS/Lambda", name, {"FunctionName": function}) for name in DROPS]
    return Facts(
        function_state=_or_none(lambda: _function_state(function, clients("lambda"))),
        reserved_concurrency=_or_none(lambda: _reserved(function, clients("lambda"))),
        table_state=_or_none(lambda: _table_state(deployment.table, clients("dynamodb"))),
        trails=_or_none(lambda: _trails(clients("cloudtrail"))),
        rules=rules,
        queues=_or_none(lambda: [_queue(url, clients("sqs"), cloudwatch)
                                 for url in deployment.queues]),
        failed_invokes=_or_none(lambda: _failed_invokes(deployment, clients("s3"))),
        alarms=_or_none(lambda: _alarms(deployment, cloudwatch)),
        failed_deliveries=_or_none(lambda: _sum(cloudwatch, failures)),
        dropped=_or_none(lambda: _sum(cloudwatch, drops)),
        silent=None if rules is None else _or_none(
            lambda: _silent(deployment, rules, clients("dynamodb"))),
        senders=_or_none(lambda: _senders(clients("events"))),
        forwarded=[_forwarded(deployment.forward_queue, place, there)
                   for place, there in forwarders.items()],
    )


def _or_none(ask: Callable[[], T]) -> T | None:
    try:
        return ask()
    except ClientError:
        return None


def _function_state(function: str, client: Any) -> str:
    return str(client.get_function_configuration(FunctionName=function).get("State", "Active"))


def _reserved(function: str, client: Any) -> int | None:
    found = client.get_function_concurrency(FunctionName=function)
    value = found.get("ReservedConcurrentExecutions")
    return None if value is None else int(value)


def _table_state(table: str, dynamodb: Any) -> str:
    return str(dynamodb.describe_table(TableName=table)["Table"]["TableStatus"])


def _trails(cloudtrail: Any) -> dict[str, bool]:
    found = cloudtrail.describe_trails(includeShadowTrails=True)["trailList"]
    return {trail["Name"]: bool(cloudtrail.get_trail_status(Name=trail["TrailARN"])["IsLogging"])
            for trail in found}


def _rules(deployment: Deployment, events: Any) -> list[RuleFacts]:
    """The deployment's rules on every bus."""
    found = rules_of(events, deployment.rule_prefix)

    def facts(of: tuple[str, dict[str, Any]]) -> RuleFacts:
        bus, rule = of
        targets = events.list_targets_by_rule(Rule=rule["Name"], EventBusName=bus)["Targets"]
        return RuleFacts(rule["Name"], rule["State"],
                         any(deployment.is_recorder(target["Arn"]) for target in targets), bus)

    with ThreadPoolExecutor(WORKERS) as pool:
        return list(pool.map(facts, found))


def _dimensions(rule: RuleFacts) -> dict[str, str]:
    """EventBridge user guide, "Monitoring": RuleName alone means the default bus."""
    bus = {} if rule.bus == "default" else {"EventBusName": rule.bus}
    return {**bus, "RuleName": rule.name}


def _senders(events: Any) -> Senders:
    return senders(events.describe_event_bus(Name="default").get("Policy", ""))


def _forwarded(queue: str, place: str, clients: Clients) -> ForwardFacts:
    """Nothing of another place hides what is known of home."""
    try:
        # Listing needs no permission that the printed policy has not.
        urls = clients("sqs").list_queues(QueueNamePrefix=queue).get("QueueUrls", ())
        url = next((one for one in urls if one.endswith(f"/{queue}")), None)
        return ForwardFacts(place, None, absent=True) if url is None else ForwardFacts(
            place, _queue(url, clients("sqs"), clients("cloudwatch")))
    except ERRORS as error:
        return ForwardFacts(place, None, trouble=str(explain_error(error)))


def _queue(url: str, sqs: Any, cloudwatch: Any) -> QueueFacts:
    name = url.rsplit("/", 1)[-1]
    held = sqs.get_queue_attributes(QueueUrl=url, AttributeNames=["All"])["Attributes"]
    depth = sum(int(held[of]) for of in ("ApproximateNumberOfMessages",
                                         "ApproximateNumberOfMessagesNotVisible"))
    now = datetime.now(UTC)
    age = cloudwatch.get_metric_statistics(
        Namespace="AWS/SQS", MetricName="ApproximateAgeOfOldestMessage",
        Dimensions=[{"Name": "QueueName", "Value": name}], Statistics=["Maximum"],
        StartTime=now - timedelta(minutes=15), EndTime=now, Period=900)["Datapoints"]
    return QueueFacts(name, depth, max((one["Maximum"] for one in age), default=None))


def _failed_invokes(deployment: Deployment, s3: Any) -> int:
    if not deployment.bucket:
        return 0
    pages = s3.get_paginator("list_objects_v2").paginate(
        Bucket=deployment.bucket, Prefix=deployment.failed_invokes)
    return sum(len(page.get("Contents", ())) for page in pages)


def _alarms(deployment: Deployment, cloudwatch: Any) -> list[AlarmFacts]:
    pages = cloudwatch.get_paginator("describe_alarms").paginate(
        AlarmNamePrefix=deployment.rule_prefix)
    return [AlarmFacts(alarm["AlarmName"], alarm["StateValue"], bool(alarm["AlarmActions"]))
            for page in pages for alarm in page["MetricAlarms"]]


def _sum(cloudwatch: Any, metrics: list[Metric]) -> int:
    """All of them together, over the last day."""
    now = datetime.now(UTC)
    queries = [_query(number, metric) for number, metric in enumerate(metrics)]
    answers = [cloudwatch.get_metric_data(
        MetricDataQueries=queries[start:start + QUERIES], StartTime=now - timedelta(days=1),
        EndTime=now) for start in range(0, len(queries), QUERIES)]
    return int(sum(sum(one["Values"]) for answer in answers for one in answer["MetricDataResults"]))


def _query(number: int, metric: Metric) -> dict[str, Any]:
    namespace, name, dimensions = metric
    told = {"Namespace": namespace, "MetricName": name,
            "Dimensions": [{"Name": key, "Value": value} for key, value in dimensions.items()]}
    return {"Id": f"m{number}", "MetricStat": {"Metric": told, "Period": 3600, "Stat": "Sum"}}


def _silent(deployment: Deployment, rules: list[RuleFacts], dynamodb: Any) -> list[str]:
    """Watches without a record in the table."""
    watches = [rule.name.removeprefix(deployment.rule_prefix) for rule in rules]

    def records(watch: str) -> int:
        return int(dynamodb.query(
            TableName=deployment.table, IndexName="by_watch", Select="COUNT", Limit=1,
            KeyConditionExpression="watch = :watch",
            ExpressionAttributeValues={":watch": {"S": watch}})["Count"])

    with ThreadPoolExecutor(WORKERS) as pool:
        counts = list(pool.map(records, watches))
    return [watch for watch, count in zip(watches, counts, strict=True) if not count]
