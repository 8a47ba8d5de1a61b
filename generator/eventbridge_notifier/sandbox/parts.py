"""All parts of the sandbox, each made of those above it: the order of the lines is the wiring."""

from __future__ import annotations

from dataclasses import dataclass

from eventbridge_notifier.sandbox.apigateway.http_apis import HttpApis
from eventbridge_notifier.sandbox.cloudtrail.files import TrailFiles
from eventbridge_notifier.sandbox.cloudtrail.history import EventHistory
from eventbridge_notifier.sandbox.cloudtrail.preflight import TrailPreflight
from eventbridge_notifier.sandbox.cloudtrail.service import CloudTrail
from eventbridge_notifier.sandbox.cloudtrail.trails import Trails
from eventbridge_notifier.sandbox.cloudwatch.alarms import Alarms
from eventbridge_notifier.sandbox.cloudwatch.metrics import Metrics
from eventbridge_notifier.sandbox.core.faults import Faults
from eventbridge_notifier.sandbox.core.interfaces import Clients, Journal
from eventbridge_notifier.sandbox.core.model import Explain
from eventbridge_notifier.sandbox.core.schedule import Clock, Schedule
from eventbridge_notifier.sandbox.core.target import Event
from eventbridge_notifier.sandbox.dynamodb.event_source import StreamSource
from eventbridge_notifier.sandbox.events.api_destinations import ApiDestinations
from eventbridge_notifier.sandbox.events.archives import Archives, Replays
from eventbridge_notifier.sandbox.events.bus import EventBridge
from eventbridge_notifier.sandbox.events.bus_target import OtherBuses
from eventbridge_notifier.sandbox.events.delivery import Deliveries
from eventbridge_notifier.sandbox.events.partners import Partners
from eventbridge_notifier.sandbox.events.rules import Bus, Rules
from eventbridge_notifier.sandbox.events.scheduled import ScheduledRules
from eventbridge_notifier.sandbox.events.target_permissions import TargetPermissions
from eventbridge_notifier.sandbox.events.targets import Targets
from eventbridge_notifier.sandbox.gateway.moto import Moto
from eventbridge_notifier.sandbox.iam.access_keys import AccessKeys
from eventbridge_notifier.sandbox.iam.authorizer import CallAuthorizer
from eventbridge_notifier.sandbox.iam.boundaries import Boundaries
from eventbridge_notifier.sandbox.iam.evaluator import Evaluator
from eventbridge_notifier.sandbox.iam.managed_policies import ManagedPolicies
from eventbridge_notifier.sandbox.iam.principal_policies import PrincipalPolicies
from eventbridge_notifier.sandbox.iam.resource_policies import Resources
from eventbridge_notifier.sandbox.iam.service_authorizer import ResourcePolicyAuthorizer
from eventbridge_notifier.sandbox.iam.used_permissions import UsedPermissions
from eventbridge_notifier.sandbox.kms.key_policy import KeyPolicyPreflight
from eventbridge_notifier.sandbox.kms.keys import Keys
from eventbridge_notifier.sandbox.lambda_.deployments import Deployments
from eventbridge_notifier.sandbox.lambda_.destinations import Destinations
from eventbridge_notifier.sandbox.lambda_.event_source import EventSources
from eventbridge_notifier.sandbox.lambda_.function_target import FunctionTargets
from eventbridge_notifier.sandbox.lambda_.functions import Functions
from eventbridge_notifier.sandbox.lambda_.invoke_queue import InvokeQueue
from eventbridge_notifier.sandbox.lambda_.mappings import Mappings
from eventbridge_notifier.sandbox.logs.log_groups import LogGroups
from eventbridge_notifier.sandbox.moto_patches.kept_attributes import KeptAttributeStore
from eventbridge_notifier.sandbox.s3.buckets import Buckets
from eventbridge_notifier.sandbox.s3.objects import Objects
from eventbridge_notifier.sandbox.scheduler.schedules import Schedules
from eventbridge_notifier.sandbox.sns.topics import Topics
from eventbridge_notifier.sandbox.sqs.event_source import QueueSource
from eventbridge_notifier.sandbox.sqs.queues import Queues


@dataclass(frozen=True)
class Basis:
    """What every part may use. `url` is where the sandbox answers.

    `explain`: for which rules the journal says why they do not match. `organization` has all
    accounts.
    """

    moto: Moto
    clients: Clients
    clock: Clock
    schedule: Schedule
    journal: Journal
    faults: Faults
    url: str
    organization: str
    explain: Explain


class Parts:
    """Makes every part."""

    def __init__(self, basis: Basis) -> None:
        self._make_access(basis)
        self._make_functions(basis)
        self._make_events(basis)
        self._make_the_rest(basis)

    def _make_access(self, basis: Basis) -> None:
        clients = basis.clients
        self.access_keys = AccessKeys(clients)
        self.boundaries, self.buckets = Boundaries(), Buckets(clients)
        self.keys, self.resources = Keys(clients), Resources(clients, self.buckets)
        self.managed_policies = ManagedPolicies(basis.moto.lock)
        self.principals = PrincipalPolicies(clients, self.boundaries, self.managed_policies)
        self.evaluator = Evaluator(self.access_keys, self.principals, self.resources, self.keys,
                                   basis.organization)
        self.used_permissions = UsedPermissions()
        self.authorizer = CallAuthorizer(self.evaluator, self.access_keys, self.used_permissions)
        self.service_authorizer = ResourcePolicyAuthorizer(self.evaluator)

    def _make_functions(self, basis: Basis) -> None:
        clients, clock, journal = basis.clients, basis.clock, basis.journal
        self.queues, self.topics = Queues(clients), Topics(clients)
        self.deployments = Deployments(clients, self.access_keys, self.authorizer,
                                       self.keys.problem, basis.faults, journal, basis.url)
        destinations = Destinations(self.queues, self.topics, Objects(clients), self.authorizer,
                                    self.deployments.role)
        queue = InvokeQueue(self.deployments.run, self.deployments.async_config, destinations,
                            clock, journal)
        sources = EventSources(QueueSource(clients, clock), StreamSource(clients),
                               self.deployments.run, destinations.keep_discarded, journal)
        self.functions = Functions(self.deployments, queue, Mappings(
            sources, self.authorizer, self.deployments.role))

    def _make_events(self, basis: Basis) -> None:
        clients, journal, schedule = basis.clients, basis.journal, basis.schedule
        self.api_destinations, self.partners = ApiDestinations(clients), Partners()
        self.rules, self.archives = Rules(clients), Archives()
        targets = Targets((FunctionTargets(self.functions), self.queues, self.topics,
                           LogGroups(clients), OtherBuses(), self.api_destinations))
        permissions = TargetPermissions(self.service_authorizer, self.authorizer, clients)
        deliveries = Deliveries(targets, permissions, self.queues, schedule, basis.clock, journal,
                                basis.faults)
        self.scheduled_rules = ScheduledRules(clients, targets, permissions, basis.clock, journal)
        event_bridge = EventBridge(self.rules, self.archives, deliveries, journal, basis.explain)
        self.event_bridge = event_bridge

        def put_later(bus: Bus, event: Event, only: frozenset[str] | None) -> None:
            schedule.run(lambda: event_bridge.put(bus, event, 0, only))

        self.replays = Replays(self.archives, put_later)

    def _make_the_rest(self, basis: Basis) -> None:
        clients, journal = basis.clients, basis.journal
        trails = Trails(clients)
        self.trail_files = TrailFiles(trails, clients, basis.clock, journal, basis.organization)
        self.event_history = EventHistory(basis.clock)
        self.cloudtrail = CloudTrail(trails, self.trail_files, self.event_history,
                                     self.event_bridge, basis.schedule, basis.faults, journal)
        self.trail_preflight = TrailPreflight(self.evaluator, clients)
        self.key_policy_preflight = KeyPolicyPreflight(self.evaluator)
        self.alarms = Alarms(clients, self.topics, self.service_authorizer, journal)
        self.metrics = Metrics(clients, basis.clock, self.alarms.changed)
        self.schedules = Schedules(clients, self.access_keys, basis.schedule, basis.clock, journal,
                                   basis.url)
        self.kept_attributes = KeptAttributeStore()
        self.http_apis = HttpApis(clients, self.deployments.run, self.service_authorizer, journal)
