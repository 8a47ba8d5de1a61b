"""The hosted page's role reads what `console --print-policy` prints, and nothing more."""

from __future__ import annotations

import re

from eventbridge_notifier.console.policy import Place, policy

from tests.terraform.stacks import ROOT

NAME, AT = "eventbridge-notifier", "eu-west-1:111122223333"
PLACE = Place(NAME, f"arn:aws:dynamodb:{AT}:table/{NAME}",
              f"arn:aws:lambda:{AT}:function:{NAME}-recorder", "arn:aws:s3:::spill",
              f"arn:aws:kms:{AT}:key/1", "amazonaws.com")
STATEMENT = re.compile(r'Sid += "(\w+)".*?Action += \[(.*?)\]', re.S)


def test_the_module_lists_the_actions_of_the_printed_policy() -> None:
    """Resources are compared in an applied stack: tests/console/hosted/test_deployed.py."""
    reading = (ROOT / "modules/console/role.tf").read_text().split("reading = [")[1]
    listed = {sid: re.findall(r'"([\w:]+)"', actions)
              for sid, actions in STATEMENT.findall(reading.split("standing = ")[0])}
    assert listed == {one["Sid"]: one["Action"] for one in policy(PLACE)["Statement"]}
