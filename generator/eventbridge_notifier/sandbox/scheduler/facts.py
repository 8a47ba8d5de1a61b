"""What IAM has to do with EventBridge Scheduler. Data."""

from __future__ import annotations

from eventbridge_notifier.sandbox.core.service_facts import ServiceFacts

SCHEDULER = ServiceFacts(
    "scheduler",
    arns=("schedule/{GroupName}/{Name}", "schedule/default/{Name}", "{ResourceArn}"),
    arns_of=dict.fromkeys(("CreateScheduleGroup", "DeleteScheduleGroup", "GetScheduleGroup"),
                          ("schedule-group/{Name}",)),
)
