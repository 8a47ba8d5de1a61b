"""Codes of findings about the spec's own language: files, keys, values. Data."""

from __future__ import annotations

from eventbridge_notifier.diagnostics.diagnostic import error, warning

FILE = (
    error("no-spec", "No spec", "The folder holds no `.yaml` or `.yml` file, or none of them has a "
          "key of a spec. Name the spec, or the folder that holds it."),
    error("unreadable", "Unreadable file", "The file is missing, is a link to nothing, is not a "
          "regular file (a pipe, say), is not UTF-8 text or has a name that is not, or you may not "
          "read it."),
    error("unwritable", "Unwritable files", "The generated files could not be written: the disk is "
          "full, or something is in the way. What was there before is unchanged."),
    error("too-large", "Spec too large", "A spec file may have 4 MiB. Split it into several files "
          "of one folder; together they are one stack."),
    error("not-ours", "File not written by generate", "There is a `watches.tf` that this program "
          "did not write, and `generate` would overwrite it. Move it."),
    error("other-specs", "Generated from other specs", "The folder's `watches.tf` was generated "
          "from several spec files, which still exist, and only one file was given: the watches of "
          "the others would be removed from Terraform. Run `generate` on the folder, or use a "
          "separate folder for each stack."),
    error("yaml", "Invalid YAML", "The file is not valid YAML, or uses features that a spec does "
          "not allow: tags, merge keys, several documents, aliases that multiply into millions of "
          "values. The message says what usually causes the error: a line with a different "
          "indentation than its neighbours, or text with a colon that needs quotes."),
    error("empty", "Empty file", "The file is empty, or only has comments. A spec begins with "
          "`version: 1`."),
    error("control-character", "Control character", "The text contains an invisible character, "
          "which often comes from pasting. Type the line again."),
    error("duplicate-key", "Duplicate key", "A key is given twice, and YAML parsers differ in "
          "which one they use. Remove one."),
)

SHAPE = (
    error("unknown-key", "Unknown key", "A spec has no such key; [spec.md](spec.md) lists them."),
    error("missing-key", "Missing key", "The file, or the watch, lacks a key that it needs. A "
          "watch needs `on` or `pattern`."),
    error("wrong-type", "Wrong type", "The value has another type than expected, for example a "
          "list instead of text. In patterns: the envelope's fields hold text, and an account id "
          "without quotes is a number, which never matches."),
    error("wrong-value", "Wrong value", "The value is not one of those that are allowed."),
    error("wrong-form", "Wrong form", "The text does not have the form that Terraform, EventBridge "
          "or DynamoDB accept: the name of a watch, of a topic or of a bus, an attribute, a path, "
          "a region."),
)

COMBINATIONS = (
    error("conflict", "Contradiction", "Two parts of the watch contradict each other: `where` "
          "beside `pattern`, an `eventName` in `where` beside `on`, a field that has both a value "
          "and further fields. Or no event can satisfy two conditions together: a `source` and "
          "another service's `eventSource`, a sign-in under the detail-type of API calls, an "
          "`eventType` or `eventCategory` that its detail-type excludes, `resources` of the "
          "envelope, which are empty in every event of CloudTrail."),
    error("duplicate-watch", "Duplicate watch", "Two watches have the same name, or names that "
          "only differ in case, which some file systems treat as one file. Rename one."),
    error("home-region", "Several home regions", "Two files of the stack name different home "
          "regions. A stack has one: give `home_region` once."),
    error("outcome", "Impossible outcome", "The events have no outcome, or `where` contradicts it: "
          "an `errorCode` or `errorMessage` of a call that succeeded (the default), or `errorCode: "
          "{exists: false}` of one that failed. Use `outcome: failed` or `outcome: any`. For a "
          "service's own events, use a condition on the event's own field, such as `result: "
          "failed`."),
    warning("unverified-outcome", "Doubtful outcome", "`where` has a condition on `errorMessage`, "
            "but the watch is for successful calls. A service's own event may have an "
            "`errorMessage` without an `errorCode`; an API call has both or neither: use `outcome: "
            "failed` or `outcome: any`."),
    error("path", "Wrong path", "Paths in `where` and `record` begin below `detail`; leave "
          "`detail.` out. (In `record`, `$.` begins at the whole event: `$.detail.detail.x` is the "
          "field of an event that has a `detail` of its own.) Lists: see [spec.md](spec.md#paths). "
          "`$or` is not a field: write a `pattern`."),
    error("reserved", "Reserved attribute", "Every stored item has an attribute of that name. "
          "Choose another."),
    error("targets", "Impossible target", "A rule has at most five targets, and the recorder is "
          "one of them: four in `targets`. A bus needs a role that may put events on it: `{arn: …, "
          "role_arn: …}`. A queue, topic, function or log group must be in `home_region`, where "
          "the rule is; only a bus may be elsewhere. EventBridge delivers neither to FIFO topics "
          "nor to subscriptions, and to FIFO queues only with a message group, which a spec cannot "
          "set."),
    error("bus", "Wrong bus", "A partner's events arrive on the bus that has the name of their "
          "source, `aws.partner/…`, and nothing else arrives there: AWS's own events are on the "
          "default bus. Give `bus` and `source` the same name, or `source` a prefix of it. If a "
          "rule of yours forwards the events, name the bus to which they go, even if it is `bus: "
          "default`.", beside="unverified-bus"),
    warning("unverified-bus", "Events need forwarding", "AWS's events arrive on the default bus, a "
            "partner's on the bus with the name of their source. They are only on another bus if a "
            "rule forwards them."),
    error("exclude", "Impossible exclusion", "`exclude` cannot work on such a watch: its events do "
          "not name a caller (events of services, partners or your own applications), it has a "
          "`pattern`, or `where` already has a condition on the same field, and a pattern can only "
          "have one. Write everything in that condition, with `anything-but`. `*` alone would "
          "exclude everybody, and is refused."),
    warning("unverified-exclude", "Exclusion without effect", "The exclusion has no effect here: a "
            "role acts in sessions, which have ARNs of their own, and belongs under `roles`; a "
            "session belongs under `principals`; or the spec or a pack excludes what this watch "
            "has a `pattern` or condition of its own for. See [catalogue.md](catalogue.md)."),
    error("watches-alerts", "Watch of alerts", "The watch matches events with the source "
          "`eventbridge-notifier`: the notifier's alerts. An alert would become a record, which "
          "would cause the next alert. To add a target for alerts, see "
          "[alerts.md](alerts.md#alerts-are-events)."),
    warning("not-told", "No recipient", "`when`, `stage` and `runbook` only affect messages, and "
            "the watch has no `notify`. Its events are recorded, but no message is sent."),
    warning("quiet-over", "Quiet is over", "The day of an entry of `quiet` has passed, so the "
            "entry has no effect. Remove it."),
    warning("quiet-endless", "Endless quiet", "An entry of `quiet` ends in more than a year. Use "
            "`exclude` for events that nobody needs, or a nearer day on which somebody checks the "
            "entry again."),
    error("unknown-watch", "Unknown watch", "`without` of a pack, or `watches` of `quiet`, names a "
          "watch that does not exist. `eventbridge-notifier catalog NAME` lists a pack's."),
    error("accept", "Cannot be accepted", "`accept` only allows errors that depend on tables which "
          "may be older than AWS; this code is not one of them, or does not exist."),
    warning("unused-accept", "Nothing to accept", "`accept` names an error that the watch does not "
            "have (any more). Remove the entry."),
)
