"""What IAM has to do with CloudWatch. Data."""

from __future__ import annotations

from eventbridge_notifier.sandbox.core.service_facts import ServiceFacts

CLOUDWATCH = ServiceFacts(
    "cloudwatch",
    arns=("alarm:{AlarmName}", "{ResourceARN}"),
    condition_keys_of={
        "PutMetricData": (("cloudwatch:namespace", "Namespace"),),
        "PutMetricAlarm": (("cloudwatch:AlarmActions", "AlarmActions"),)},
)
