"""Codes of findings about event patterns and AWS's limits. Data."""

from __future__ import annotations

from eventbridge_notifier.diagnostics.diagnostic import error, warning

TRAPS = (
    error("pattern", "Invalid event pattern", "EventBridge refuses the pattern for the reason "
          "given; [patterns.md](patterns.md) says what is allowed."),
    error("operator-as-field", "Operator used as a field", "`key: {suffix: [\".csv\"]}` is a "
          "condition on a field `suffix` below `key`, which no event has. An operator belongs into "
          "a list of conditions: `key: [{suffix: \".csv\"}]`."),
    error("large-integer", "Integer beyond 2^53", "Terraform's AWS provider reads patterns with "
          "double precision and rewrites whole numbers above 9007199254740992: the deployed "
          "pattern would have another number. Use a `prefix` of the text form if the event has "
          "one, or another field."),
    error("top-level-detail-field", "Field outside of detail", "A field of CloudTrail's record is "
          "beside `detail`, where no event has it. Move it into `detail`."),
    error("unknown-envelope-key", "Unknown envelope field", "No event has a field of that name at "
          "the top level."),
    error("wrong-event-source", "Source that no event has", "A name that looks right but that no "
          "event has, such as `eventbridge.amazonaws.com`.", beside="unverified-source"),
    warning("literal-star", "Literal asterisk", "In plain text `*` is an ordinary character. To "
            "match any text in its place, use `{wildcard: …}`; to match any value, `{exists: "
            "true}`. There is no warning for fields whose values do contain asterisks: a policy's "
            "principal, resource and action, CORS, ARNs of log groups, schedules."),
    warning("other-calls", "Other calls with the same effect", "Large files are written with "
            "`CompleteMultipartUpload`, copies with `CopyObject`: a watch on `s3:PutObject` alone "
            "misses them, as one on `s3:DeleteObject` misses `DeleteObjects`. Name all of them in "
            "`on`, or watch S3's own event `Object Created` or `Object Deleted`, which needs no "
            "data events but EventBridge notifications on the bucket."),
    warning("matches-null", "Condition for null", "A key without a value (or `null`, `~`) is a "
            "condition for null, but parameters are hardly ever null: CloudTrail leaves out those "
            "that are not given. Give the value, `{exists: true}` or `{exists: false}`; if you "
            "mean null, write `[null]`."),
    warning("or-overrides", "Field beside and inside $or", "The later one replaces the earlier "
            "one. Write the condition into every branch."),
    warning("anything-but-twice", "Two anything-but", "Conditions of one list are alternatives, "
            "and one of two `anything-but` always matches. Put the values into one: "
            "`{anything-but: [a, b]}`."),
    warning("undocumented-operator", "Undocumented operator", "AWS accepts the operator and does "
            "not document it. A plain value means the same."),
    warning("case-beyond-bmp", "Character beyond U+FFFF", "`equals-ignore-case` does not match "
            "characters beyond U+FFFF. Use the exact text."),
    warning("no-source", "No source", "The pattern has no condition on `source`. Anybody who may "
            "put events on the bus can forge a match; only AWS can use `aws.…`. Add a source, or "
            "`{prefix: aws.}`."),
    warning("failed-parameters", "Parameters of failed calls", "When AWS denies a call, CloudTrail "
            "often leaves the request parameters out, so a watch on failures with conditions on "
            "parameters misses such calls. Leave these conditions out."),
    error("hidden", "Field that CloudTrail omits", "CloudTrail leaves the field out of its "
          "records, such as the environment of a Lambda function: no event can match the "
          "condition. Leave it out, and read the value from AWS when the call is recorded.",
          beside="unverified-hidden"),
    warning("unverified-hidden", "Field that CloudTrail may omit", "In known records CloudTrail "
            "leaves the field out, or writes `****` or `HIDDEN_DUE_TO_SECURITY_REASONS` in its "
            "place: passwords, secrets, parameters of `SendCommand`."),
    warning("read-only-response", "Response of a read", "CloudTrail writes `responseElements: "
            "null` for calls that only read (except those of STS)."),
    warning("read-only-volume", "Many events", "Read-only calls only reach rules in the state "
            "`ENABLED_WITH_ALL_CLOUDTRAIL_MANAGEMENT_EVENTS`, which the generator sets. There are "
            "many such calls: run `backtest` on a day's logs first."),
    error("never-in-region", "Region without such events", "The watch is for a region in which "
          "these events do not appear: those of IAM, for example, only appear in us-east-1.",
          beside="unverified-region"),
    warning("region", "Home region unknown", "These events only appear in certain regions, and the "
            "spec has no `home_region`. Set it, and `generate` adds a rule that forwards the "
            "events to it."),
    warning("retiring", "Will stop matching", "From the given day on AWS refuses the value, so the "
            "watch will no longer match. Add its successor to the watch in time. Or AWS's API "
            "models no longer have the operation: if AWS has switched it off, nobody can call it, "
            "and the watch does not match."),
)

STATES = (
    error("rule-state", "Rule does not get read-only calls", "From `lint`: the pattern names "
          "read-only calls, and EventBridge only delivers read-only management events to rules in "
          "the state `ENABLED_WITH_ALL_CLOUDTRAIL_MANAGEMENT_EVENTS`. The rule is in the state "
          "`ENABLED`. The generator sets the right state for the rules of a spec.",
          beside="unverified-rule-state"),
    warning("unverified-rule-state", "Rule does not get some read-only calls", "From `lint`: the "
            "same, but only some of the calls are read-only, or the rule is not on the default "
            "bus."),
)

LIMITS = (
    warning("pattern-size", "Long pattern", "The pattern has more than 2,048 characters, the "
            "account's quota unless it was raised; above 4,096 EventBridge refuses it. Use "
            "`prefix` instead of long lists of names, or two watches."),
    error("template-size", "Long input template", "The target's input template, which contains the "
          "paths of `record`, may have 8,192 characters. Record fewer fields; the whole event is "
          "stored anyway."),
    warning("quota", "Many rules", "There are more rules on one bus than AWS's quota: 300 unless "
            "raised, 100 in some regions. Use `rules: packed`, so that watches share rules, or "
            "have the quota raised first."),
    error("selector-values", "Too many selector values", "The watches need more than 500 values in "
          "the trail's data event selectors, which is the limit of a trail. Use prefixes, or whole "
          "resource types."),
    error("bus-policy", "Too many accounts", "The policy of the home bus may have 10,240 "
          "characters. On the stack's own bus all `accounts` are one statement, which has room for "
          "about 640; on the default bus each account is a statement, and there is room for about "
          "47. Use `organization` instead."),
    warning("forwards-everything", "Every event is forwarded", "For a watch without a source, "
            "forwarders use a condition on one text field of CloudTrail's records: `errorCode`, "
            "`eventName`, `userIdentity.type` and so on. A watch with neither forwards every "
            "event, at 1.00 USD a million. Add a source, or use `forward: exact`."),
    warning("forwards-all-reads", "All reads of a service are forwarded", "The reads that are "
            "watched do not fit into [six rules a region](spec.md#how-events-are-sent-home), so "
            "forwarders send all reads of services of which at least half are watched. Events that "
            "match no watch cost 1.00 USD a million; `watches` lists the services. Watch fewer "
            "reads, or use `forward: exact`."),
    warning("default-bus", "Forwarded to the default bus", "Events from other regions and accounts "
            "arrive on the default bus of the home region, where other teams' rules match them "
            "too. Set `receiving_bus = \"own\"` in the module, in [two "
            "applies](operations.md#a-bus-of-its-own)."),
    error("template-limit", "Template for member accounts too large", "CloudFormation's limits for "
          "a template are 500 resources and 1 MB, so the StackSet would fail in every account. "
          "Split the watches into several stacks."),
    error("dynamic-reference", "Dynamic reference", "CloudFormation replaces `{{resolve:…}}`, "
          "anywhere in the template for member accounts, by a parameter or a secret of that "
          "account. Remove that text from the description or pattern."),
    error("limit", "Too many rules with a wildcard", "More than 30 rules of one bus use "
          "`wildcard`, and AWS does not raise that limit. Use lists of exact texts, `prefix` or "
          "`suffix` instead; [spec.md](spec.md#exclude) says when `exclude` needs a wildcard. Only "
          "events that are not AWS's own can use another bus."),
)
