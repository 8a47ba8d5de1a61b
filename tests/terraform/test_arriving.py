"""Terraform adopts a table and a trail that were made by hand, as docs/operations.md says."""

from __future__ import annotations

import json
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from eventbridge_notifier.sandbox.app import Sandbox
from eventbridge_notifier.sandbox.terraform.runner import Terraform

ROOT = Path(__file__).resolve().parents[2]
REGION, NAME = "eu-west-1", "eventbridge-notifier"
STACK = """
provider "aws" { region = "%s" }

module "notifier" {
  source     = "./modules/eventbridge_notifier"
  table_name = "my-records"
  watches    = { w = { event_pattern = jsonencode({ source = ["shop"] }) } }
}

import {
  to = module.notifier.aws_dynamodb_table.this
  id = "my-records"
}

import {
  to = module.notifier.aws_cloudtrail.this[0]
  id = "%s"
}
"""


def make(sandbox: Sandbox, keys: tuple[str, str]) -> str:
    """A table and a trail, as somebody clicked them together; the trail's ARN."""
    sandbox.client("dynamodb").create_table(
        TableName="my-records", BillingMode="PAY_PER_REQUEST",
        KeySchema=[{"AttributeName": key, "KeyType": kind}
                   for key, kind in zip(keys, ("HASH", "RANGE"), strict=True)],
        AttributeDefinitions=[{"AttributeName": key, "AttributeType": "S"} for key in keys])
    sandbox.client("s3").create_bucket(
        Bucket="my-trail", CreateBucketConfiguration={"LocationConstraint": REGION})
    sandbox.client("s3").put_bucket_policy(Bucket="my-trail", Policy=json.dumps({
        "Version": "2012-10-17", "Statement": [{
            "Effect": "Allow", "Principal": {"Service": "cloudtrail.amazonaws.com"},
            "Action": ["s3:GetBucketAcl", "s3:PutObject"],
            "Resource": ["arn:aws:s3:::my-trail", "arn:aws:s3:::my-trail/*"]}]}))
    made = sandbox.client("cloudtrail").create_trail(
        Name=NAME, S3BucketName="my-trail", IsMultiRegionTrail=True)
    return str(made["TrailARN"])


@pytest.fixture
def sandbox() -> Iterator[Sandbox]:
    with Sandbox(region=REGION) as running:
        yield running


def actions(sandbox: Sandbox, folder: Path, trail: str) -> dict[str, list[str]]:
    """What a plan would do with table and trail."""
    shutil.copytree(ROOT / "modules", folder / "modules")
    (folder / "main.tf").write_text(STACK % (REGION, trail))
    with Terraform(folder, sandbox.env()) as terraform:
        terraform.init()
        plan: dict[str, Any] = terraform.plan_json()
    return {one["type"]: one["change"]["actions"] for one in plan["resource_changes"]
            if one["type"] in ("aws_dynamodb_table", "aws_cloudtrail")}


@pytest.mark.slow
def test_a_table_and_a_trail_are_adopted_in_place(sandbox: Sandbox, tmp_path: Path) -> None:
    planned = actions(sandbox, tmp_path, make(sandbox, ("id", "watch")))
    assert planned == {"aws_dynamodb_table": ["update"], "aws_cloudtrail": ["update"]}


@pytest.mark.slow
def test_a_table_with_other_keys_would_be_replaced_and_the_plan_says_so(
        sandbox: Sandbox, tmp_path: Path) -> None:
    planned = actions(sandbox, tmp_path, make(sandbox, ("id", "sort")))
    assert planned["aws_dynamodb_table"] == ["delete", "create"]
