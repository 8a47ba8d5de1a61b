"""The way of a request: the handlers of the gateway, in order."""

from __future__ import annotations

from eventbridge_notifier.sandbox.cloudtrail import operations as cloudtrail_operations
from eventbridge_notifier.sandbox.core.interfaces import Observer, Operations
from eventbridge_notifier.sandbox.events import operations as event_operations
from eventbridge_notifier.sandbox.gateway import handlers
from eventbridge_notifier.sandbox.gateway.gateway import Gateway
from eventbridge_notifier.sandbox.gateway.limits import Limits
from eventbridge_notifier.sandbox.iam import caller_identity
from eventbridge_notifier.sandbox.logs import keys as log_keys
from eventbridge_notifier.sandbox.moto_patches import repeated_calls
from eventbridge_notifier.sandbox.parts import Basis, Parts
from eventbridge_notifier.sandbox.regions import known_regions
from eventbridge_notifier.sandbox.services import SERVICES

VALIDATED = frozenset(service.name for service in SERVICES if service.validated)


def gateway(basis: Basis, parts: Parts, hosts: frozenset[str], secret: str,
            count: Observer) -> Gateway:
    """`hosts` are the values of Host that it answers to, `secret` marks the sandbox's own requests.

    The order of the observers matters: caches forget what a call has changed before CloudTrail
    turns the call into an event, whose delivery reads them again.
    """
    return Gateway(
        until_answered=(
            handlers.refuse_web_pages(hosts, secret),
            handlers.pass_internal_requests(basis.moto),
            handlers.parse_call(parts.access_keys, basis.moto),
            handlers.refuse_unknown_regions(known_regions()),
            handlers.authorize(parts.authorizer),
            handlers.validate_parameters(VALIDATED),
            handlers.inject_errors(basis.faults),
            handlers.refuse_over_limits(Limits(basis.clients)),
            handlers.answer_operations(operations(basis, parts)),
            handlers.ask_moto(basis.moto),
        ),
        afterwards=(
            handlers.complete_outcome(parts.kept_attributes.completed),
            handlers.complete_outcome(parts.archives.completed),
            handlers.complete_outcome(parts.http_apis.completed),
            handlers.tell(parts.access_keys.observe),
            handlers.tell(parts.boundaries.observe),
            handlers.tell(parts.principals.observe),
            handlers.tell(parts.buckets.observe),
            handlers.tell(parts.resources.observe),
            handlers.tell(parts.keys.observe),
            handlers.tell(count),
            handlers.tell(parts.alarms.observe),
            handlers.tell(parts.metrics.observe),
            handlers.tell(parts.schedules.observe),
            handlers.tell(parts.deployments.observe),
            handlers.tell(parts.api_destinations.observe),
            handlers.tell(parts.partners.observe),
            handlers.tell(parts.archives.observe),
            handlers.tell(parts.replays.observe),
            handlers.tell(parts.rules.observe),
            handlers.tell(parts.scheduled_rules.observe),
            handlers.tell(parts.cloudtrail.observe),
            handlers.drop_answers(basis.faults),
        ))


def operations(basis: Basis, parts: Parts) -> Operations:
    """What is not left to moto, or only after a look at it."""
    return {
        **parts.trail_preflight.operations(),
        **cloudtrail_operations.operations(basis.clients),
        **parts.event_history.operations(),
        **parts.managed_policies.operations(),
        **log_keys.operations(),
        **caller_identity.operations(),
        **parts.key_policy_preflight.operations(),
        **parts.boundaries.operations(),
        **parts.buckets.operations(),
        **parts.partners.operations(),
        **parts.functions.operations(),
        **event_operations.operations(parts.event_bridge.put, parts.rules),
        **repeated_calls.operations(basis.clients),
    }
