"""Codes of findings about the spec's own language: files, keys, values. Data."""

from __future__ import annotations

from eventbridge_notifier.diagnostics.diagnostic import error, warning

FILE = (
    error("no-spec", "No spec", "The folder holds no `.yaml` or `.yml` file, or none of them has "
          "a key of a spec. Name the spec, or the folder that holds it."),
    error("unreadable", "Unreadable file", "The file is missing, is a link to nothing, is not a "
          "regular file (a pipe, say), is not UTF-8 text or has a name that is not, or you may "
          "not read it."),
    error("unwritable", "Unwritable files", "The generated files could not be written: the disk is "
          "full, or something is in the way. What was there before is unchanged."),
    error("too-large", "Spec too large", "A spec file may have 4 MiB. Split it into several files "
          "of one folder; together they are one stack."),
    error("not-ours", "File of somebody else", "There is a `watches.tf` that this program did not "
          "write, and `generate` would overwrite it. Move it."),
    error("other-specs", "Generated from other specs", "The folder's `watches.tf` was generated "
          "from further spec files, which are still there, and only one file was given: the "
          "watches of the others would vanish from Terraform. Generate the folder, or give each "
          "stack a folder of its own."),
    error("yaml", "Invalid YAML", "The file is not valid YAML, or uses what this language leaves "
          "out: tags, merge keys, several documents, aliases that multiply into millions of "
          "values. The message says what usually causes the error: a line that is indented "
          "otherwise than its neighbours, or text with a colon that needs quotes."),
    error("empty", "Empty file", "The file holds nothing, or comments only. A spec begins with "
          "`version: 1`."),
    error("control-character", "Control character", "The text holds a character that no editor "
          "shows, often pasted with it. Type the line anew."),
    error("duplicate-key", "Duplicate key", "A key is given twice. Which one counts would depend "
          "on the reader: remove one."),
)

SHAPE = (
    error("unknown-key", "Unknown key", "The language has no such key; [spec.md](spec.md) lists "
          "them."),
    error("missing-key", "Missing key", "The file, or the watch, lacks a key that it needs. A "
          "watch needs `on` or `pattern`."),
    error("wrong-type", "Wrong type", "The value is a list where text is expected, or the like. In "
          "patterns: the envelope's fields hold text, and an account id without quotes is a "
          "number, which matches none of them."),
    error("wrong-value", "Wrong value", "The value is not one of those that are allowed."),
    error("wrong-form", "Wrong form", "The text does not have the form that Terraform, EventBridge "
          "or DynamoDB accept: the name of a watch, of a topic or of a bus, an attribute, a path, "
          "a region."),
)

COMBINATIONS = (
    error("conflict", "Contradiction", "Two parts of the watch contradict each other: `where` "
          "beside `pattern`, an `eventName` in `where` beside `on`, a field that has a value and "
          "holds further fields at once. Or no event meets two conditions together: a `source` and "
          "another service's `eventSource`, a sign-in under the detail-type of API calls, an "
          "`eventType` or `eventCategory` that its detail-type excludes, `resources` of the "
          "envelope, which are empty in every event of CloudTrail."),
    error("duplicate-watch", "Duplicate watch", "Two watches have the same name, or names that "
          "differ in case alone, which is one file on some systems. Rename one."),
    error("home-region", "Several homes", "Two files of the stack name different home regions. "
          "There is one recorder: give `home_region` once."),
    error("outcome", "Impossible outcome", "The events have no outcome, or `where` contradicts it: "
          "an `errorCode` or `errorMessage` of a call that succeeded (the default), or "
          "`errorCode: {exists: false}` of one that failed. Say `outcome: failed` or `outcome: "
          "any`. For a service's own events ask for the event's own field, such as `result: "
          "failed`."),
    warning("unverified-outcome", "Doubtful outcome", "`where` asks for an `errorMessage`, and the "
            "watch for success. A service's own event may have the one and yet no `errorCode`; an "
            "API call has both or neither: say `outcome: failed` or `outcome: any`."),
    error("path", "Wrong path", "Paths in `where` and `record` begin below `detail`; leave "
          "`detail.` out. (In `record`, `$.` begins at the whole event: `$.detail.detail.x` is the "
          "field of an event that has a `detail` of its own.) Lists: see "
          "[spec.md](spec.md#paths). `$or` is not a field: write a `pattern`."),
    error("reserved", "Reserved attribute", "Every stored item has an attribute of that name. "
          "Choose another."),
    error("targets", "Impossible target", "A rule has at most five targets, and the recorder is "
          "one of them: four in `targets`. A bus needs a role that may put "
          "events on it: `{arn: …, role_arn: …}`. A queue, topic, function or log group must be in "
          "`home_region`, where the rule is; only a bus may be elsewhere. EventBridge does not "
          "deliver to FIFO topics, to a FIFO queue only with a message group, which is not set "
          "here, and to a topic, not to a subscription."),
    error("bus", "Wrong bus", "A partner's events arrive on the bus that has the name of their "
          "source, `aws.partner/…`, and nothing else arrives there: AWS's own events are on the "
          "default bus. Give `bus` and `source` the same name, or `source` a prefix of it. Where a "
          "rule of yours forwards the events, say to which bus, be it `bus: default`.",
          beside="unverified-bus"),
    warning("unverified-bus", "Events need forwarding", "AWS puts its events on the default bus, a "
            "partner's arrive on the bus of their source's name. On another bus they arrive only "
            "where a rule forwards them."),
    error("exclude", "Impossible exclusion", "`exclude` cannot work on such a watch: its events do "
          "not say who caused them (services' own events, a partner's, your own), it has a "
          "`pattern` of your own, or `where` has a condition on the same field, of which a pattern "
          "has one. Say all of it there, with `anything-but`. `*` alone would exclude everybody, "
          "and is refused."),
    warning("unverified-exclude", "Exclusion without effect", "The exclusion has no effect here: a "
            "role acts in sessions, which have ARNs of their own, and belongs under `roles`; a "
            "session belongs under `principals`; or the spec or a pack excludes what this watch "
            "has a `pattern` or condition of its own for. See [catalogue.md](catalogue.md)."),
    error("watches-alerts", "Watch of alerts", "The watch lets in events with the source "
          "`eventbridge-notifier`: the alerts that the notifier makes of records. An alert would "
          "become a record, and that the next alert. To hang a target on alerts, see "
          "[alerts.md](alerts.md#alerts-are-events)."),
    warning("not-told", "Nobody to tell", "`when`, `stage` and `runbook` are about telling "
            "people, and `notify` names nobody. Everything is recorded all the same."),
    warning("quiet-over", "Quiet is over", "The day of an entry of `quiet` has come: it does "
            "nothing any more."),
    warning("quiet-endless", "Endless quiet", "An entry of `quiet` ends in more than a year. What "
            "nobody wants told belongs under `exclude`, or gets a day on which somebody looks at "
            "it again."),
    error("unknown-watch", "Unknown watch", "`without` of a pack, or `watches` of `quiet`, "
          "names a watch that does not exist. `eventbridge-notifier catalog NAME` lists a pack's."),
    error("accept", "Cannot be lifted", "`accept` lifts errors that rest on tables which may be "
          "older than AWS; this code is not one of them, or does not exist."),
    warning("unused-accept", "Nothing to lift", "`accept` lifts an error that the watch does not "
            "have (any more). Remove it."),
)
