"""Codes of findings about event patterns and AWS's limits. Data."""

from __future__ import annotations

from eventbridge_notifier.diagnostics.diagnostic import error, warning

TRAPS = (
    error("pattern", "Invalid event pattern", "EventBridge refuses the pattern, for the reason "
          "given; [patterns.md](patterns.md) says what is allowed."),
    error("operator-as-field", "Operator used as a field", "`key: {suffix: [\".csv\"]}` asks for a "
          "field called `suffix` below `key`, which no event has. An operator stands in the list "
          "of conditions: `key: [{suffix: \".csv\"}]`."),
    error("large-integer", "Integer beyond 2^53", "Terraform's AWS provider reads patterns with "
          "double precision and rewrites whole numbers above 9007199254740992: the deployed "
          "pattern would ask for another number. Ask for a `prefix` of the text form where the "
          "event has one, or for another field."),
    error("top-level-detail-field", "Field outside of detail", "A field of CloudTrail's record "
          "stands beside `detail`, where no event has it. Move it into `detail`."),
    error("unknown-envelope-key", "Unknown envelope field", "No event has a field of that name at "
          "the top level."),
    error("wrong-event-source", "Source that no event has", "A word that looks right and that no "
          "event holds, such as `eventbridge.amazonaws.com`.", beside="unverified-source"),
    warning("literal-star", "Literal asterisk", "In plain text `*` is an asterisk. For \"anything "
            "in between\" say `{wildcard: …}`, for \"present\" `{exists: true}`. Nothing is said "
            "where values really hold one: a policy's principal, resource and action, CORS, ARNs "
            "of log groups, schedules."),
    warning("other-calls", "Other calls with the same effect", "Large files are written with "
            "`CompleteMultipartUpload`, copies with `CopyObject`: a watch on `s3:PutObject` alone "
            "misses them, as one on `s3:DeleteObject` misses `DeleteObjects`. Name all of them in "
            "`on`, or watch S3's own event `Object Created` or `Object Deleted`, which needs no "
            "data events but EventBridge notifications on the bucket."),
    warning("matches-null", "Condition for null", "A key without a value (or `null`, `~`) asks for "
            "null, and parameters are hardly ever null: CloudTrail leaves out those that are not "
            "given. Give the value, `{exists: true}` or `{exists: false}`; if null is meant, say "
            "`[null]`."),
    warning("or-overrides", "Field beside and inside $or", "The one written later replaces the "
            "other, they do not both count. Write the condition into every branch."),
    warning("anything-but-twice", "Two anything-but", "Conditions of one list are alternatives, "
            "and of two `anything-but` one is always met. Put the values into one: "
            "`{anything-but: [a, b]}`."),
    warning("undocumented-operator", "Undocumented operator", "AWS accepts the operator and "
            "does not document it. A plain value means the same."),
    warning("case-beyond-bmp", "Character beyond U+FFFF", "`equals-ignore-case` does not match "
            "characters beyond U+FFFF. Use the exact text."),
    warning("no-source", "No source", "The pattern pins no `source`. Anybody who may send events "
            "to the bus can forge a match; only AWS can send `aws.…`. Add a source, or `{prefix: "
            "aws.}`."),
    warning("failed-parameters", "Parameters of failed calls", "CloudTrail often blanks the "
            "request's parameters of a call that it denies, so a watch on failures that asks for "
            "them misses such calls. Watch the call, and leave the parameters to the reader."),
    error("hidden", "Field that CloudTrail omits", "CloudTrail leaves the field out of its "
          "records, such as the environment of a Lambda function: no event holds what the watch "
          "asks for. Watch the call, and look the rest up.", beside="unverified-hidden"),
    warning("unverified-hidden", "Field that CloudTrail may omit", "In known records CloudTrail "
            "leaves the field out, or writes `****` or `HIDDEN_DUE_TO_SECURITY_REASONS` in its "
            "place: passwords, secrets, parameters of `SendCommand`."),
    warning("read-only-response", "Response of a read", "CloudTrail writes `responseElements: "
            "null` for calls that only read (except those of STS)."),
    warning("read-only-volume", "Many events", "Read-only calls reach only rules in the state "
            "`ENABLED_WITH_ALL_CLOUDTRAIL_MANAGEMENT_EVENTS`, which the generator sets. Such calls "
            "are many: run `backtest` on a day's logs first."),
    error("never-in-region", "Region without such events", "The watch asks for a region in which "
          "these events are not recorded: those of IAM, for instance, appear in us-east-1 only.",
          beside="unverified-region"),
    warning("region", "Home unknown", "These events appear in fixed regions only, and the spec "
            "does not say where home is. Give `home_region`, and a forwarding rule in their region "
            "is planned."),
    warning("retiring", "Falls silent", "From the day given on AWS refuses the value, and the "
            "watch falls silent. Watch for its successor, or for the change to it, in time. Or the "
            "operation is one that AWS's API models no longer have: where AWS has switched it off, "
            "nobody can call it, and the watch stays silent."),
)

STATES = (
    error("rule-state", "Rule that reads do not reach", "Of `lint`: the calls that the pattern "
          "names only read, and EventBridge shows read-only management events only to rules in the "
          "state `ENABLED_WITH_ALL_CLOUDTRAIL_MANAGEMENT_EVENTS`. The rule is in the state "
          "`ENABLED`. A spec's rules get the state that they need by themselves.",
          beside="unverified-rule-state"),
    warning("unverified-rule-state", "Rule that some reads do not reach", "Of `lint`: the same, "
            "where only some of the calls read, or the rule is on another bus than the default "
            "one."),
)

LIMITS = (
    warning("pattern-size", "Long pattern", "The pattern has more than 2,048 characters, the "
            "account's quota unless it was raised; above 4,096 EventBridge refuses it. Use "
            "`prefix` for lists of names, or two watches."),
    error("template-size", "Long input template", "The target's input template, which carries the "
          "paths of `record`, may have 8,192 characters. Record less; the whole event is stored "
          "anyway."),
    warning("quota", "Many rules", "More rules on one bus than AWS's quota: 300 unless raised, "
            "100 in some regions. Say `rules: packed`, so that watches share rules, or have it "
            "raised first."),
    error("selector-values", "Too many selector values", "The watches need more than 500 values in "
          "the trail's data event selectors, which is the most that one trail takes. Ask for "
          "prefixes, or for whole resource types."),
    error("bus-policy", "Too many accounts", "The policy of the bus at home may have 10,240 "
          "characters. On the stack's own bus all `accounts` are one statement, and some 640 fill "
          "it; on the default bus each is one, and some 47 do. Name the `organization` instead."),
    warning("forwards-everything", "Every event is forwarded", "Forwarders take a watch that names "
            "no source by a field of CloudTrail's records that holds one text: `errorCode`, "
            "`eventName`, `userIdentity.type` and the like. A watch without either sends every "
            "event home, at 1.00 USD a million. Name a source, or say `forward: exact`."),
    warning("forwards-all-reads", "All reads of a service are forwarded", "The reads that are "
            "watched do not fit into [six rules a region](spec.md#how-events-are-sent-home), so "
            "forwarders send all reads of services of which at least half are watched. What "
            "matches no watch costs 1.00 USD a million; `watches` names the services. Watch fewer "
            "reads, or say `forward: exact`."),
    warning("default-bus", "Forwarded to the default bus", "What other regions and accounts send "
            "comes to the default bus at home, where everybody's rules see it too. Say "
            '`receiving_bus = "own"` in the module; '
            "[two applies](operations.md#a-bus-of-its-own) lead there."),
    error("template-limit", "Template of members too large", "CloudFormation takes templates of up "
          "to 500 resources and 1 MB, and a StackSet would fail in every account. Split the "
          "watches into several stacks."),
    error("dynamic-reference", "Dynamic reference", "CloudFormation replaces `{{resolve:…}}`, "
          "wherever it stands in the template of member accounts, by a parameter or a secret of "
          "that account. No description and no pattern needs that text."),
    error("limit", "Too many rules with a wildcard", "More than 30 rules of one bus use "
          "`wildcard`, which AWS does not raise. Ask for lists of exact texts, `prefix` or "
          "`suffix` instead; what `exclude` needs a wildcard for is in "
          "[spec.md](spec.md#exclude). Another bus helps only events that are not AWS's own."),
)
