"""Gathering what `health` judges. Each fact by itself: what nobody may read is None."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime, timedelta
from typing import Any, TypeVar

from botocore.exceptions import ClientError

from eventbridge_notifier.console.aws_errors import ERRORS, explain_error
from eventbridge_notifier.console.deployment import Clients, Deployment, queue_name
from eventbridge_notifier.console.health import collect_rules, collect_trails
from eventbridge_notifier.console.health.bus_policy import Senders, joined, senders
from eventbridge_notifier.console.health.collect_heartbeat import heartbeat
from eventbridge_notifier.console.health.collect_notifier import notifier
from eventbridge_notifier.console.health.collect_people import key, subscribers, told
from eventbridge_notifier.console.health.facts import (
    AlarmFacts,
    Facts,
    ForwardFacts,
    QueueFacts,
    RuleFacts,
)
from eventbridge_notifier.console.packed import PackedWatches, is_packed
from eventbridge_notifier.console.records.table import find

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
    found = _or_none(lambda: collect_rules.rules(deployment, clients("events")))
    rules, neighbours = found or (None, ())
    function, cloudwatch = deployment.function, clients("cloudwatch")
    region = str(clients("lambda").meta.region_name)
    alarms = _or_none(lambda: _alarms(deployment, neighbours, cloudwatch))
    trails = _or_none(lambda: collect_trails.trails(clients("cloudtrail")))
    topics = told(rules or (), alarms or ())
    drops = [("AWS/Lambda", name, {"FunctionName": function}) for name in DROPS]
    return Facts(
        function_state=_or_none(lambda: _function_state(function, clients("lambda"))),
        reserved_concurrency=_or_none(lambda: _reserved(function, clients("lambda"))),
        table_state=_or_none(lambda: _table_state(deployment.table, clients("dynamodb"))),
        region=region,
        trails=trails,
        rules=rules,
        queues=_or_none(lambda: [_queue(url, clients("sqs"), cloudwatch)
                                 for url in deployment.queues]),
        foreign_queues=tuple(map(queue_name, deployment.foreign)),
        undelivered=_or_none(lambda: _undelivered(deployment, clients("sqs"), cloudwatch)),
        failed_invokes=_or_none(lambda: _failed_invokes(deployment, clients("s3"))),
        alarms=alarms,
        subscribers=_or_none(lambda: subscribers(topics, clients("sns"))),
        key=_or_none(lambda: key(deployment, clients, has_topics=bool(topics), has_trail=any(
            trail.name == deployment.name for trail in trails or ()))),
        failed_deliveries=_or_none(lambda: _of_rules("FailedInvocations", rules, cloudwatch)),
        looped=_or_none(lambda: _of_rules("DeadLetterInvocations", rules, cloudwatch)),
        dropped=_or_none(lambda: _sum(cloudwatch, drops)),
        silent=None if rules is None else _or_none(
            lambda: _silent(deployment, rules, clients)),
        senders=_or_none(lambda: _senders(deployment, clients("events"))),
        heartbeat=_or_none(lambda: heartbeat(deployment, clients)),
        forwarded=[_forwarded(deployment.forward_queue, place, there)
                   for place, there in forwarders.items()],
        notifier=_or_none(lambda: notifier(deployment, clients)),
    )


def _of_rules(metric: str, rules: list[RuleFacts] | None, cloudwatch: Any) -> int:
    return _sum(cloudwatch, [("AWS/Events", metric, _dimensions(rule)) for rule in rules or ()])


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


def _dimensions(rule: RuleFacts) -> dict[str, str]:
    """EventBridge user guide, "Monitoring": RuleName alone means the default bus."""
    bus = {} if rule.bus == "default" else {"EventBusName": rule.bus}
    return {**bus, "RuleName": rule.name}


def _senders(deployment: Deployment, events: Any) -> Senders:
    """Those of the default bus, and of the stack's own where it has one."""
    own = [bus["Name"] for bus in events.list_event_buses(NamePrefix=deployment.name)["EventBuses"]
           if bus["Name"] == deployment.name]
    return joined(senders(events.describe_event_bus(Name=bus).get("Policy", ""))
                  for bus in ("default", *own))


def _forwarded(queue: str, place: str, clients: Clients) -> ForwardFacts:
    """Nothing of another place hides what is known of home."""
    try:
        url = _url(queue, clients("sqs"))
        return ForwardFacts(place, None, absent=True) if url is None else ForwardFacts(
            place, _queue(url, clients("sqs"), clients("cloudwatch")))
    except ERRORS as error:
        return ForwardFacts(place, None, trouble=str(explain_error(error)))


def _undelivered(deployment: Deployment, sqs: Any, cloudwatch: Any) -> list[QueueFacts]:
    """The queue, where the module made one."""
    url = _url(deployment.undelivered_queue, sqs)
    return [] if url is None else [_queue(url, sqs, cloudwatch)]


def _url(queue: str, sqs: Any) -> str | None:
    """The address of a queue of exactly that name; listing needs no permission on the queue."""
    pages = sqs.get_paginator("list_queues").paginate(QueueNamePrefix=queue)
    return next((str(url) for page in pages for url in page.get("QueueUrls", ())
                 if queue_name(url) == queue), None)


def _queue(url: str, sqs: Any, cloudwatch: Any) -> QueueFacts:
    name = queue_name(url)
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


def _alarms(deployment: Deployment, neighbours: Iterable[str], cloudwatch: Any
            ) -> list[AlarmFacts]:
    """The deployment's, and not those of others whose names begin with its own."""
    pages = cloudwatch.get_paginator("describe_alarms").paginate(
        AlarmNamePrefix=deployment.rule_prefix)
    others = tuple(f"{name}-" for name in neighbours)
    return [AlarmFacts(alarm["AlarmName"], alarm["StateValue"], bool(alarm["AlarmActions"]),
                       tuple(one for one in alarm["AlarmActions"] if ":sns:" in one))
            for page in pages for alarm in page["MetricAlarms"]
            if not alarm["AlarmName"].startswith(others)]


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


def _silent(deployment: Deployment, rules: list[RuleFacts], clients: Clients) -> list[str]:
    """Watches without a record in the table."""
    table = find(clients, deployment.name)
    packed = PackedWatches(deployment.name, clients, deployment)
    watches = list(dict.fromkeys(
        watch for rule in rules if not rule.on_purpose
        for watch in _watches(rule, deployment.rule_prefix, packed)))
    with ThreadPoolExecutor(WORKERS) as pool:
        newest = list(pool.map(table.last, watches))
    return [watch for watch, record in zip(watches, newest, strict=True) if record is None]


def _watches(rule: RuleFacts, prefix: str, packed: PackedWatches) -> list[str]:
    """The watch of a rule, or those that share it."""
    shared = packed.of(rule.name, rule.bus) if is_packed(rule.name, prefix) else []
    return [one.name for one in shared] or [rule.name.removeprefix(prefix)]
