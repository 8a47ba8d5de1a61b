"""IAM's policy language: parse a document, decide a request. Pure, no I/O."""

from sandbox.policy.decision import Policies, decide
from sandbox.policy.document import MalformedPolicy, Policy, Statement, merge, parse
from sandbox.policy.reasons import refusal
from sandbox.policy.request import Context, Principal, Request, context_of

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
