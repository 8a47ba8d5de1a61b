"""IAM's policy language: parse a document, decide a request. Pure, no I/O."""

from eventbridge_notifier.sandbox.iam.policy.decision import Decision, Policies, Verdict, decide
from eventbridge_notifier.sandbox.iam.policy.document import (
    MalformedPolicy,
    Policy,
    Statement,
    parse,
    readable,
)
from eventbridge_notifier.sandbox.iam.policy.reasons import refusal
from eventbridge_notifier.sandbox.iam.policy.request import Context, Principal, Request, context_of

__all__ = [
    "Context",
    "Decision",
    "MalformedPolicy",
    "Policies",
    "Policy",
    "Principal",
    "Request",
    "Statement",
    "Verdict",
    "context_of",
    "decide",
    "parse",
    "readable",
    "refusal",
]
