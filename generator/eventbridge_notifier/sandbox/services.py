"""The AWS services that the sandbox knows more of than moto. One row a service."""

from __future__ import annotations

from eventbridge_notifier.sandbox.cloudtrail.facts import CLOUDTRAIL
from eventbridge_notifier.sandbox.cloudwatch.facts import CLOUDWATCH
from eventbridge_notifier.sandbox.core.service_facts import ServiceFacts
from eventbridge_notifier.sandbox.dynamodb.facts import DYNAMODB, STREAMS
from eventbridge_notifier.sandbox.events.facts import EVENTS
from eventbridge_notifier.sandbox.iam.facts import IAM, STS
from eventbridge_notifier.sandbox.kms.facts import KMS
from eventbridge_notifier.sandbox.lambda_.facts import LAMBDA
from eventbridge_notifier.sandbox.logs.facts import LOGS
from eventbridge_notifier.sandbox.other_services import OTHERS
from eventbridge_notifier.sandbox.s3.facts import S3
from eventbridge_notifier.sandbox.scheduler.facts import SCHEDULER
from eventbridge_notifier.sandbox.sns.facts import SNS
from eventbridge_notifier.sandbox.sqs.facts import SQS

SERVICES: tuple[ServiceFacts, ...] = (
    CLOUDTRAIL, CLOUDWATCH, DYNAMODB, STREAMS, EVENTS, IAM, KMS, LAMBDA, LOGS, S3, SCHEDULER,
    SNS, SQS, STS, *OTHERS)
BY_NAME = {service.name: service for service in SERVICES}
