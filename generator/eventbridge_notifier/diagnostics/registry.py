"""The code of every finding. docs/findings.md has a section for each. Data."""

from __future__ import annotations

CODES = frozenset({
    # The file.
    "no-spec", "unreadable", "unwritable", "too-large", "not-ours", "other-specs", "yaml", "empty",
    "ignore", "control-character", "duplicate-key",
    # Its shape.
    "unknown-key", "missing-key", "wrong-type", "wrong-value", "wrong-form",
    # Words that do not go together.
    "conflict", "duplicate-watch", "home-region", "outcome", "unverified-outcome", "path",
    "reserved", "targets", "bus", "exclude", "unverified-exclude", "unknown-watch",
    # AWS's words.
    "unknown-service", "unknown-operation", "unknown-source", "unknown-detail-type",
    "unknown-parameter", "unknown-record-field", "unknown-field", "unknown-value",
    "unknown-region", "event-name",
    # The same, where the tables may lag behind AWS.
    "unverified-service", "unverified-operation", "unverified-source", "unverified-detail-type",
    "unverified-parameter", "unverified-record-field", "unverified-field", "unverified-value",
    "unverified-region", "unverified-event-name", "unverified-type", "unverified-leaf",
    # Rules that AWS takes and that never fire, or not as meant.
    "pattern", "top-level-detail-field", "unknown-envelope-key", "wrong-event-source",
    "literal-star", "or-overrides", "anything-but-twice", "undocumented-operator",
    "case-beyond-bmp", "no-source", "failed-parameters", "hidden",
    "unverified-hidden", "matches-null",
    "read-only-response", "read-only-volume", "never-in-region", "region", "retiring", "rule-state",
    # Limits of AWS.
    "pattern-size", "template-size", "quota",
    # Examples, and the stack.
    "example", "unverified-example", "stack-region", "stack-version",
    "unverified-stack", "provider-alias", "stack-senders", "organization", "alarm-topics",
})
