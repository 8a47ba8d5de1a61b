"""The heartbeat of a member account, as resources of the StackSet's template. Pure.

What modules/event_forwarder/heartbeat and heartbeat.tf beside it make: a schedule that tags the
queue with the tag that it has, and the rule that sends home the event of that call.
"""

from __future__ import annotations

import json
from typing import Any

Resource = dict[str, Any]
BEATS = "Beats"
MINUTES: Resource = {
    "Type": "String", "Default": "0",
    "Description": "Minutes between two heartbeats, 5 to 1440, as in heartbeat of the stack at "
                   "home; 0 for none",
    "AllowedPattern": "^(0|[5-9]|[1-9][0-9]{1,2}|1[0-3][0-9]{2}|14[0-3][0-9]|1440)$"}
ROLE = "${Name}-heartbeat-"
"""How the role's name begins: by it the rules know a beat."""


def condition(away: str) -> Resource:
    """`away` is the condition of the queue."""
    return {"Fn::And": [{"Condition": away}, {"Fn::Not": [{"Fn::Equals": [
        {"Ref": "HeartbeatMinutes"}, "0"]}]}]}


def tags() -> Resource:
    """Of the queue: what the schedule tags it with is no drift."""
    return {"Fn::If": [BEATS, [{"Key": "Heartbeat", "Value": {"Ref": "Name"}}],
                       {"Ref": "AWS::NoValue"}]}


def resources(boundary: Resource, target: Resource) -> dict[str, Resource]:
    """`boundary` is that of roles, `target` the bus at home as a target of rules."""
    return {"HeartbeatRole": _role(boundary), "HeartbeatSchedule": _schedule(),
            "HeartbeatRule": _rule(target)}


def _role(boundary: Resource) -> Resource:
    queue = {"Fn::GetAtt": ["DeadLetterQueue", "Arn"]}
    return {"Type": "AWS::IAM::Role", "Condition": BEATS, "Properties": {
        "RoleName": {"Fn::Sub": ROLE + "${AWS::Region}"}, "PermissionsBoundary": boundary,
        "AssumeRolePolicyDocument": {"Version": "2012-10-17", "Statement": [{
            "Effect": "Allow", "Action": "sts:AssumeRole",
            "Principal": {"Service": "scheduler.amazonaws.com"},
            "Condition": {"StringEquals": {"aws:SourceAccount": {"Ref": "AWS::AccountId"}}}}]},
        "Policies": [{"PolicyName": "beat", "PolicyDocument": {
            "Version": "2012-10-17", "Statement": [{
                "Effect": "Allow", "Action": "sqs:TagQueue", "Resource": queue,
                "Condition": {"ForAllValues:StringEquals": {"aws:TagKeys": ["Heartbeat"]}}}]}}]}}


def _schedule() -> Resource:
    asked = {"QueueUrl": "${DeadLetterQueue}", "Tags": {"Heartbeat": "${Name}"}}
    return {"Type": "AWS::Scheduler::Schedule", "Condition": BEATS, "Properties": {
        "Name": {"Fn::Sub": "${Name}-heartbeat"},
        "Description": "A call that changes nothing: its event must come home",
        "ScheduleExpression": {"Fn::Sub": "rate(${HeartbeatMinutes} minutes)"},
        "FlexibleTimeWindow": {"Mode": "OFF"},
        "Target": {
            "Arn": {"Fn::Sub": "arn:${AWS::Partition}:scheduler:::aws-sdk:sqs:tagQueue"},
            "RoleArn": {"Fn::GetAtt": ["HeartbeatRole", "Arn"]},
            "Input": {"Fn::Sub": json.dumps(asked)},
            "RetryPolicy": {"MaximumEventAgeInSeconds": 60, "MaximumRetryAttempts": 1}}}}


def _rule(target: Resource) -> Resource:
    return {"Type": "AWS::Events::Rule", "Condition": BEATS, "DependsOn": "DeadLetterPolicy",
            "Properties": {
                "Name": {"Fn::Sub": "${Name}-heartbeat"},
                "Description": {"Fn::Sub": "Calls of ${Name}'s heartbeat"},
                "State": "ENABLED", "Targets": [target],
                "EventPattern": {
                    "source": ["aws.sqs"], "detail-type": ["AWS API Call via CloudTrail"],
                    "detail": {"eventName": ["TagQueue"], "userIdentity": {"sessionContext": {
                        "sessionIssuer": {"userName": [{"prefix": {"Fn::Sub": ROLE}}]}}}}}}}
