"""Finding a deployment by its name, the module's `name`."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, NamedTuple

from botocore.exceptions import ClientError

# What the module's dead-letter queues are called after its name: modules/eventbridge_notifier/
# failure.tf.
DEAD_LETTERS = ("-dead-letter", "-dead-letter-recorder")
RECORDER = "recorder"  # the target's id: modules/eventbridge_notifier/watch
# The module tags a rule so when a watch's own state is DISABLED.
ON_PURPOSE = "DisabledOnPurpose"

# boto3's `client` of a session: service name -> client.
Clients = Callable[[str], Any]


class Deployment(NamedTuple):
    """`queues` are URLs of the deployment's dead-letter queues; `bucket` may be empty, and so may
    `packed_key`, where in it the watches of packed rules are.

    `foreign` are URLs of queues that are only called like them: anybody who may create queues may
    have made those, so nothing is taken from them.
    """

    name: str
    function: str
    function_arn: str
    table: str
    bucket: str
    queues: tuple[str, ...]
    foreign: tuple[str, ...] = ()
    packed_key: str = ""

    @property
    def rule_prefix(self) -> str:
        return f"{self.name}-"

    @property
    def delivery_queue(self) -> str:
        """The queue before the recorder, where delivery = "queue"."""
        return f"{self.name}-events"

    @property
    def undelivered_queue(self) -> str:
        """What topics, webhooks and further targets did not take."""
        return f"{self.name}-undelivered"

    @property
    def forward_queue(self) -> str:
        return forward_queue(self.name)

    def is_recorder(self, arn: str) -> bool:
        """Is `arn` a target from which events reach the recorder?"""
        return arn.startswith(self.function_arn) or arn.rsplit(":", 1)[-1] == self.delivery_queue

    @property
    def failed_invokes(self) -> str:
        """Where in the bucket Lambda leaves the invokes that failed."""
        return f"{self.invokes}{self.function}/"

    @property
    def notifier(self) -> str:
        """The function that tells people, where anything notifies."""
        return f"{self.name}-notifier"

    @property
    def untold(self) -> str:
        """Where in the bucket Lambda leaves batches that the notifier gave up: below the mapping's
        id. What stands below `invokes` is none of them."""
        return "aws/lambda/"

    @property
    def invokes(self) -> str:
        return "aws/lambda/async/"


class NotFound(Exception):
    """No deployment of that name in this account and region."""


def discover(name: str, clients: Clients) -> Deployment:
    """The deployment, from its function's configuration. Raises NotFound."""
    function = f"{name}-recorder"
    try:
        found = clients("lambda").get_function_configuration(FunctionName=function)
    except ClientError as error:
        if error.response["Error"]["Code"] != "ResourceNotFoundException":
            raise
        raise NotFound(f"there is no function {function} in {_where(clients)}; say the module's "
                       "name with --name, and the region with --home-region") from None
    environ = found.get("Environment", {}).get("Variables", {})
    urls, own = _queues(name, clients("sqs")), {name + suffix for suffix in DEAD_LETTERS}
    return Deployment(
        name=name,
        function=function,
        function_arn=found["FunctionArn"],
        table=environ.get("TABLE_NAME", name),
        bucket=environ.get("SPILL_BUCKET", ""),
        queues=tuple(url for url in urls if queue_name(url) in own),
        foreign=tuple(url for url in urls if queue_name(url) not in {*own, forward_queue(name)}),
        packed_key=environ.get("PACKED_WATCHES", ""),
    )


def queue_name(url: str) -> str:
    return url.rsplit("/", 1)[-1]


def forward_queue(name: str) -> str:
    """In each other region or account, the queue of what could not be sent home."""
    return f"{name}-dead-letter-forward"


def _queues(name: str, sqs: Any) -> list[str]:
    """Every queue whose name begins like a dead-letter queue's."""
    pages = sqs.get_paginator("list_queues").paginate(QueueNamePrefix=f"{name}-dead-letter")
    return [url for page in pages for url in page.get("QueueUrls", ())]


def rules_of(events: Any, prefix: str) -> list[tuple[str, dict[str, Any]]]:
    """(bus, rule) of every rule whose name begins with `prefix`, on all buses."""
    return [(bus["Name"], rule) for bus in events.list_event_buses()["EventBuses"]
            for page in events.get_paginator("list_rules").paginate(
                EventBusName=bus["Name"], NamePrefix=prefix)
            for rule in page["Rules"]]


def on_purpose(rule: str, events: Any) -> bool:
    """Whether the module itself has disabled the rule with this ARN."""
    try:
        tags = events.list_tags_for_resource(ResourceARN=rule)["Tags"]
    except ClientError:
        return False
    return any(tag["Key"] == ON_PURPOSE for tag in tags)


def _where(clients: Clients) -> str:
    return str(clients("lambda").meta.region_name)
