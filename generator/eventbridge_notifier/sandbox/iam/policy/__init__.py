"""IAM's policy language: parse a document, decide a request. Pure, no I/O."""

from eventbridge_notifier.sandbox.iam.policy.decision import Policies, decide
from eventbridge_notifier.sandbox.iam.policy.document import (
    MalformedPolicy,
    Policy,
    Statement,
    merge,
    parse,
)
from eventbridge_notifier.sandbox.iam.policy.reasons import refusal
from eventbridge_notifier.sandbox.iam.policy.request import Context, Principal, Request, context_of

__all__ = [
    "Context",
    "MalformedPolicy",
    "Policies",
    "Policy",
    "Principal",
    "Request",
    "Statement",
    "context_of",
    "decide",
    "merge",
    "parse",
    "refusal",
]
