"""What records tell of resources: made, changed, deleted, and by whom."""

from __future__ import annotations

import json
import random
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from eventbridge_notifier.console.views.resources import EXISTS, GONE, UNKNOWN, resources

from tests.console.conftest import Deployed
from tests.console.events import event

ARN = "arn:aws:s3:::reports"


def record(minute: int, change: str, **more: str) -> dict[str, Any]:
    return {"id": f"e-{minute}", "watch": "w", "time": f"2026-11-24T10:{minute:02}:00Z",
            "actor": f"arn:aws:iam::1:user/u{minute}", "eventName": f"{change}Bucket",
            "resource": ARN, "resourceType": "AWS::S3::Bucket", "change": change,
            "outcome": "succeeded", **more}


@pytest.mark.parametrize(("records", "state", "created", "changed"), [
    ([record(1, "created")], EXISTS, "u1", "u1"),
    ([record(2, "changed"), record(1, "created")], EXISTS, "u1", "u2"),
    ([record(3, "deleted"), record(2, "changed"), record(1, "created")], GONE, "u1", "u3"),
    ([record(4, "created"), record(3, "deleted"), record(1, "created")], EXISTS, "u1", "u4"),
    ([record(5, "deleted", outcome="AccessDenied"), record(2, "changed")], EXISTS, None, "u2"),
    ([record(6, "read"), record(5, "other")], UNKNOWN, None, None),
    # In one second, in whichever order they come.
    ([record(1, "created", id="a"), record(1, "deleted", id="b")], GONE, "u1", "u1"),
    ([record(1, "deleted", id="a"), record(1, "created", id="b")], GONE, "u1", "u1"),
    ([record(1, "created", id="b"), record(1, "changed", id="a", actor="/x")], EXISTS, "u1", "x"),
    ([record(1, "changed", id="a"), record(1, "deleted", id="b", actor="/x")], GONE, None, "x"),
    ([record(2, "deleted"), record(2, "created", id="b", actor="/x"), record(1, "created")],
     EXISTS, "u1", "x"),
    ([record(2, "created", id="a"), record(2, "deleted", id="b"), record(1, "deleted")], GONE, "u2",
     "u2"),
    ([record(1, "created", watch="v"), record(1, "created"), record(1, "deleted", id="b")], GONE,
     "u1", "u1"),
])
def test_a_resource_is_what_its_last_change_made_of_it(
        records: list[dict[str, Any]], state: str, created: str | None, changed: str | None
) -> None:
    (found,) = resources(records)
    assert (found.name, found.type, found.count) == (ARN, "AWS::S3::Bucket", len(records))
    assert found.state == state
    told = found.as_dict()
    for who, wanted in ((told["created"], created), (told["changed"], changed)):
        assert (who and who["by"].rpartition("/")[2]) == wanted


def test_resources_are_listed_and_one_is_shown_with_its_story(empty: Deployed) -> None:
    now = datetime.now(UTC)
    made = event("python38-functions", now - timedelta(hours=3), random.Random(1))
    made["detail"]["resources"] = [{"ARN": ARN, "type": "AWS::S3::Bucket"}]
    made["detail"]["eventName"] = "CreateBucket"
    gone = event("python38-functions", now - timedelta(hours=1), random.Random(2))
    gone["detail"] |= {"resources": made["detail"]["resources"], "eventName": "DeleteBucket"}
    empty.store([("python38-functions", made), ("python38-functions", gone)])
    run = ("resources", "--name", empty.name)
    (listed,) = map(json.loads, empty.run(*run, "--json").stdout.splitlines())
    assert (listed["resource"], listed["state"], listed["records"]) == (ARN, "deleted", 2)
    assert listed["created"]["id"] == made["detail"]["eventID"]
    for name in (ARN, "report"):
        shown = empty.run(*run, name).stdout
        assert f"{ARN}\nAWS::S3::Bucket: deleted" in shown
        assert "CreateBucket" in shown
        assert "DeleteBucket" in shown
    nothing = empty.run(*run, "nowhere")
    assert nothing.exit_code == 2
    assert "no record is about a resource nowhere" in nothing.stderr
