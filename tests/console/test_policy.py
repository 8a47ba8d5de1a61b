"""The policy that reading needs names services as the partition does."""

from __future__ import annotations

import pytest
from eventbridge_notifier.console.policy import Place, domain, policy


def decrypts_by(partition: str, region: str) -> list[str]:
    """By way of what the reader may decrypt."""
    here = Place("n", f"arn:{partition}:dynamodb:{region}:1:table/n",
                 f"arn:{partition}:lambda:{region}:1:function:n-recorder", "",
                 f"arn:{partition}:kms:{region}:1:key/k", domain(partition))
    (statement,) = [one for one in policy(here)["Statement"] if one["Sid"] == "Decrypt"]
    return list(statement["Condition"]["StringEquals"]["kms:ViaService"])


@pytest.mark.parametrize(("partition", "region", "table"), [
    ("aws", "eu-west-1", "dynamodb.eu-west-1.amazonaws.com"),
    ("aws-us-gov", "us-gov-west-1", "dynamodb.us-gov-west-1.amazonaws.com"),
    ("aws-cn", "cn-north-1", "dynamodb.cn-north-1.amazonaws.com.cn"),
    ("aws-eusc", "eusc-de-east-1", "dynamodb.eusc-de-east-1.amazonaws.eu"),
    ("aws-unknown", "x-1", "dynamodb.x-1.amazonaws.com"),
])
def test_a_reader_may_decrypt_in_every_partition(partition: str, region: str, table: str) -> None:
    assert table in decrypts_by(partition, region)
