"""Every check, in order, by phase. The pipeline walks these lists.

Phases: SPEC looks at the files as written, whose shape spec.load has held against the schema;
WATCH at one watch and the operations that its `on` names; RULE at the compiled watch; ALTERNATIVE
at one alternative of its pattern (`$or` written out) and what that alternative is about; STACK at
all rules together and the Terraform around them.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from eventbridge_notifier.checks import alerting, buses, examples, refusals, regions, sizes
from eventbridge_notifier.checks.pattern import (
    absent,
    contents,
    contradictions,
    dead,
    event_type,
    fields,
    record_values,
)
from eventbridge_notifier.checks.stack import data_events, members, notified, senders, stack_files
from eventbridge_notifier.checks.watch import (
    exclusions,
    keywords,
    operations,
    outcome,
    paths,
    targets,
)
from eventbridge_notifier.diagnostics.finding import Finding


@dataclass(frozen=True)
class Check:
    """`codes` are all that it may report. `find` takes what its phase looks at."""

    name: str
    codes: tuple[str, ...]
    find: Callable[..., Iterable[Finding]]


SPEC = (
    Check("regions", ("unknown-region", "unverified-region", "conflict"), regions.of_spec),
    Check("exclusions", ("exclude", "unverified-exclude", "unverified-service"), exclusions.texts),
)

WATCH = (
    Check("operations", ("unknown-operation", "unknown-service", "unverified-operation",
                         "unverified-service", "retiring"), operations.known),
    Check("other calls", ("other-calls",), operations.other_calls),
    Check("subject", ("missing-key", "conflict"), keywords.subject),
    Check("outcome", ("outcome", "unverified-outcome"), outcome.possible),
    Check("where", ("conflict",), keywords.where),
    Check("nulls", ("matches-null",), keywords.nulls),
    Check("paths", ("path",), paths.where),
    Check("record", ("reserved",), keywords.record),
    Check("targets", ("targets",), targets.possible),
    Check("alerting", ("not-told", "conflict", "wrong-value"), alerting.alerting),
    Check("bus of calls", ("bus", "unverified-bus"), buses.of_calls),
    Check("exclude", ("exclude", "unverified-exclude"), exclusions.possible),
)

RULE = (
    Check("pattern size", ("pattern-size",), sizes.pattern_size),
    Check("template size", ("template-size",), sizes.template_size),
    Check("dynamic references", ("dynamic-reference",), refusals.dynamic_references),
    Check("traps", ("top-level-detail-field", "unknown-envelope-key", "no-source", "or-overrides",
                    "anything-but-twice", "literal-star", "wrong-event-source",
                    "unverified-source", "undocumented-operator", "case-beyond-bmp"),
          refusals.traps),
    Check("alerts", ("watches-alerts",), alerting.of_alerts),
    Check("reads", ("read-only-volume",), refusals.reads),
    Check("recorded fields", ("path", "unknown-record-field", "unverified-record-field",
                              "unknown-parameter", "unverified-parameter", "unknown-field",
                              "unverified-field"), fields.record),
    Check("examples", ("example",), examples.given),
    Check("synthetic event", ("unverified-example",), examples.synthetic_event),
)

ALTERNATIVE = (
    Check("source", ("unknown-source", "unverified-source"), event_type.source),
    Check("detail-type", ("unknown-detail-type", "unverified-detail-type"),
          event_type.detail_type),
    Check("eventSource", ("unknown-source", "unverified-source"), event_type.event_source),
    Check("eventName", ("unknown-operation", "unverified-operation", "event-name",
                        "unverified-event-name"), event_type.event_name),
    Check("operators as fields", ("operator-as-field",), dead.operators_as_fields),
    Check("large integers", ("large-integer",), dead.large_integers),
    Check("envelope", ("wrong-type",), fields.envelope),
    Check("fields", ("unknown-record-field", "unverified-record-field", "unknown-parameter",
                     "unverified-parameter", "unknown-field", "unverified-field", "unknown-value",
                     "unverified-value", "type-mismatch", "unverified-type",
                     "unverified-leaf"),
          fields.conditions),
    Check("contents of parameters", ("unverified-value",), contents.parameters),
    Check("errorCode", ("unverified-value",), record_values.error_codes),
    Check("principals", ("unverified-value",), record_values.principals),
    Check("user names", ("unverified-record-field",), record_values.user_names),
    Check("Identity Center", ("unverified-record-field", "unverified-value"),
          record_values.identity_center),
    Check("serviceEventDetails", ("unknown-record-field",), record_values.service_events),
    Check("exact source", ("unverified-source",), record_values.exact_source),
    Check("times", ("unknown-value", "unverified-value"), contradictions.times),
    Check("foreign source", ("unverified-source",), contradictions.foreign_source),
    Check("source and eventSource", ("conflict",), contradictions.sources),
    Check("sign-ins", ("conflict", "unverified-detail-type"), contradictions.sign_ins),
    Check("resources", ("conflict",), contradictions.resources),
    Check("eventType", ("conflict",), contradictions.event_type),
    Check("readOnly", ("unverified-value",), contradictions.read_only),
    Check("eventCategory", ("unverified-value",), contradictions.category),
    Check("bus of partners", ("bus", "unverified-bus"), buses.of_partners),
    Check("redacted parameters", ("hidden", "unverified-hidden"), absent.redacted),
    Check("parameters of failures", ("failed-parameters",), absent.failed_parameters),
    Check("responses of reads", ("read-only-response",), absent.responses_of_reads),
    Check("retiring values", ("retiring",), absent.retiring),
    Check("regions", ("never-in-region", "unverified-region", "unknown-region"),
          regions.of_conditions),
)

STACK = (
    Check("rules per bus", ("quota",), sizes.rules_per_bus),
    Check("wildcards per bus", ("limit",), sizes.wildcards_per_bus),
    Check("home", ("region",), regions.home),
    Check("watched regions", ("unverified-region",), regions.watched),
    Check("targets in region", ("targets",), targets.in_region),
    Check("data events", ("data-event", "stack-selectors"), data_events.logged),
    Check("network activity and Insights", ("data-event", "stack-selectors"), data_events.further),
    Check("values of selectors", ("selector-values",), data_events.selector_values),
    Check("stack files", ("stack-region", "stack-version", "unverified-stack"), stack_files.agree),
    Check("providers", ("provider-alias",), senders.providers),
    Check("accounts", ("stack-senders",), senders.accounts),
    Check("bus policy", ("bus-policy",), members.bus_policy),
    Check("bus that receives", ("default-bus",), members.own_bus),
    Check("coarse forwarders", ("forwards-everything",), members.everything),
    Check("all reads", ("forwards-all-reads",), members.all_reads),
    Check("template of members", ("template-limit",), members.template),
    Check("quiet", ("wrong-value", "quiet-over", "quiet-endless"), alerting.quiet),
    Check("watches of quiet", ("unknown-watch",), alerting.quiet_watches),
    Check("alerting of the stack", ("stack-alerting",), senders.alerting),
    Check("packed rules", ("stack-packed",), senders.packed),
    Check("names of notify", ("nobody-told",), notified.declared),
    Check("alarm topics", ("alarm-topics",), senders.alarm_topics),
)

PHASES = {"spec": SPEC, "watch": WATCH, "rule": RULE, "alternative": ALTERNATIVE, "stack": STACK}
