"""The IAM policy that reading needs, and no more. Pure but for `place`, which looks.

The page, `records`, `health`, `alerts list` and `mcp` all read with it.

What each part of it is for stands in its Sid; `health` and the page leave out what they may not
read, and say so. Actions without a resource of their own: service authorization reference.
"""

from __future__ import annotations

from typing import Any, NamedTuple

from botocore.loaders import create_loader

from eventbridge_notifier.console.deployment import Clients, Deployment, discover

Statement = dict[str, Any]


class Place(NamedTuple):
    """What a deployment is made of, as ARNs. `key` is empty where nothing is encrypted by one.

    `domain` is that of the services' addresses.
    """

    name: str
    table: str
    function: str
    bucket: str
    key: str
    domain: str

    @property
    def partition(self) -> str:
        return self.function.split(":")[1]

    def arn(self, service: str, resource: str, region: str = "") -> str:
        """In the function's region, if no other is said."""
        home, account = self.function.split(":")[3:5]
        return f"arn:{self.partition}:{service}:{region or home}:{account}:{resource}"


def place(deployment: Deployment, clients: Clients) -> Place:
    """Where a deployment is."""
    table = clients("dynamodb").describe_table(TableName=deployment.table)["Table"]
    partition = deployment.function_arn.split(":")[1]
    return Place(
        name=deployment.name, table=table["TableArn"], function=deployment.function_arn,
        bucket=f"arn:{partition}:s3:::{deployment.bucket}" if deployment.bucket else "",
        key=table.get("SSEDescription", {}).get("KMSMasterKeyArn", ""), domain=domain(partition))


def domain(partition: str) -> str:
    """`amazonaws.com` of `aws`, by botocore's data; KMS calls services by these addresses.

    An unknown partition has it too.
    """
    known = create_loader().load_data("partitions")["partitions"]
    return next((str(one["outputs"]["dnsSuffix"]) for one in known if one["id"] == partition),
                "amazonaws.com")


def of_deployment(name: str, clients: Clients) -> dict[str, Any]:
    """The policy of the deployment `name`. Raises NotFound, and what botocore raises."""
    return policy(place(discover(name, clients), clients))


def policy(place: Place) -> dict[str, Any]:
    """The policy as a document, for `json.dumps`."""
    return {"Version": "2012-10-17", "Statement": [
        *_records(place), *_pipeline(place), *(_key(place) if place.key else [])]}


def _records(place: Place) -> list[Statement]:
    return [
        _allow("Records", ["dynamodb:Query", "dynamodb:GetItem", "dynamodb:BatchGetItem",
                           "dynamodb:DescribeTable"],
               [place.table, f"{place.table}/index/*"]),
        *([_allow("Files", ["s3:GetObject"],  # large events, packed watches, who is told
                  [f"{place.bucket}/{folder}/*" for folder in ("events", "packed", "notifier")])]
          if place.bucket else []),
    ]


def _pipeline(place: Place) -> list[Statement]:
    rules = [place.arn("events", f"rule/{place.name}-*"),
             place.arn("events", f"rule/*/{place.name}-*")]
    return [
        _allow("Alerts", ["dynamodb:Scan"],
               [place.arn("dynamodb", f"table/{place.name}-alert-state")]),
        _allow("Rules", ["events:ListTargetsByRule", "events:ListTagsForResource"], rules),
        _allow("Recorder", ["lambda:GetFunctionConfiguration", "lambda:GetFunctionConcurrency"],
               [place.function, *(place.arn("lambda", f"function:{place.name}-{part}")
                                  for part in ("notifier", "heartbeat"))]),
        _allow("Senders", ["events:DescribeEventBus"], [
            place.arn("events", f"event-bus/{bus}") for bus in ("default", place.name)]),
        _allow("DeadLetters", ["sqs:GetQueueAttributes"],
               [place.arn("sqs", f"{place.name}-dead-letter*"),
                place.arn("sqs", f"{place.name}-dead-letter-forward", "*"),
                place.arn("sqs", f"{place.name}-undelivered")]),
        _allow("Topics", ["sns:ListSubscriptionsByTopic"], [place.arn("sns", "*")]),
        *([_allow("FailedInvokes", ["s3:ListBucket"], [place.bucket],
                  {"StringLike": {"s3:prefix": "aws/lambda/*"}})] if place.bucket else []),
        _allow("Trails", ["cloudtrail:GetTrailStatus", "cloudtrail:GetEventSelectors"],
               [f"arn:{place.partition}:cloudtrail:*:*:trail/*"]),
        _allow("Lists", ["events:ListEventBuses", "events:ListRules", "sqs:ListQueues",
                         "cloudtrail:DescribeTrails", "cloudwatch:DescribeAlarms",
                         "cloudwatch:GetMetricData", "cloudwatch:GetMetricStatistics"], ["*"]),
    ]


def _key(place: Place) -> list[Statement]:
    region = place.key.split(":")[3]
    services = [f"{service}.{region}.{place.domain}" for service in ("dynamodb", "s3", "lambda")]
    return [_allow("Decrypt", ["kms:Decrypt"], [place.key],
                   {"StringEquals": {"kms:ViaService": services}}),
            _allow("KeyPolicy", ["kms:GetKeyPolicy"], [place.key])]


def _allow(sid: str, actions: list[str], resources: list[str],
           condition: dict[str, Any] | None = None) -> Statement:
    return {"Sid": sid, "Effect": "Allow", "Action": actions, "Resource": resources,
            **({"Condition": condition} if condition else {})}
