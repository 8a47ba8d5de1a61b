"""Codes of findings about AWS's names: services, operations, fields, values. Data."""

from __future__ import annotations

from eventbridge_notifier.diagnostics.diagnostic import error, warning

_LIFT = (" If AWS does have it, accept the error in the watch, with a reason: `accept: {%s: "
         "newer than the tables}`.")

UNKNOWN = (
    error("unknown-service", "Unknown service", "No service has that name, and it looks like a "
          "misspelling of one that exists. Allowed are boto3's name, the IAM prefix and "
          "CloudTrail's eventSource." + _LIFT % "unknown-service", liftable=True,
          beside="unverified-service"),
    error("unknown-operation", "Unknown operation", "The service has no such operation: the name "
          "is a near miss of one that it has (a letter dropped, doubled or swapped, another case, "
          "singular for plural), or only another service has it. Use the API's name or "
          "CloudTrail's; the pattern gets CloudTrail's name. Or the name contains an asterisk, as "
          "in IAM policies: list the operations, or use a prefix: `on: {source: aws.iam, "
          "detail-type: AWS API Call via CloudTrail}` with `where: {eventName: {prefix: Create}}`."
          + _LIFT % "unknown-operation", liftable=True, beside="unverified-operation"),
    error("unknown-source", "Unknown source", "No event has that `source` or `eventSource`."
          + _LIFT % "unknown-source", liftable=True, beside="unverified-source"),
    error("unknown-detail-type", "Unknown detail-type", "The service sends no events of that "
          "detail-type, and the name looks like a misspelling of one that it sends."
          + _LIFT % "unknown-detail-type", liftable=True, beside="unverified-detail-type"),
    error("unknown-parameter", "Unknown parameter", "The request, or the response, of the "
          "operation has no such field. CloudTrail usually writes the first letter of the API's "
          "name in lower case, and EC2's lists as `…Set.items`." + _LIFT % "unknown-parameter",
          liftable=True, beside="unverified-parameter"),
    error("unknown-record-field", "Unknown record field", "CloudTrail's record has no such field; "
          "the CloudTrail user guide lists them under \"record contents\"."
          + _LIFT % "unknown-record-field", liftable=True, beside="unverified-record-field"),
    error("unknown-field", "Unknown field", "The service's own event has no such field below "
          "`detail`: another level, another case, or another word." + _LIFT % "unknown-field",
          liftable=True, beside="unverified-field"),
    error("unknown-value", "Unknown value", "The field takes values of a closed list, or whole "
          "times such as `2026-01-02T03:04:05Z`, and none of the watch's values is one of them. "
          "For a day, use `{prefix: \"2026-01-02\"}`." + _LIFT % "unknown-value", liftable=True,
          beside="unverified-value"),
    error("type-mismatch", "Wrong type of value", "The field holds a number and the condition is "
          "for text, or the other way round: `60` and `\"60\"` do not match each other, nor does "
          "`numeric` match text. A version such as `1.30` is a number in YAML and loses its zero: "
          "put it in quotes." + _LIFT % "type-mismatch", liftable=True, beside="unverified-type"),
    error("unknown-region", "Unknown region", "AWS has no such region, and the name looks like a "
          "misspelling of one that it has." + _LIFT % "unknown-region", liftable=True,
          beside="unverified-region"),
    error("event-name", "Not CloudTrail's name", "This is the API's name of the operation, but "
          "CloudTrail uses another one: AWS accepts a rule with `CreateFunction`, but it never "
          "matches, because CloudTrail writes `CreateFunction20150331`. Or the name has a service "
          "in front, `ec2:CreateRoute`, as in IAM policies. Use CloudTrail's name in a `pattern`, "
          "or write `on: lambda:CreateFunction` and the generator uses the right name.",
          beside="unverified-event-name"),
    error("data-event", "Not logged by the trail", "CloudTrail logs the operation as a data event, "
          "or as a network activity event, and a trail only logs those if it has a selector for "
          "them. `generate` writes the selectors that the watches need, as narrow as the watches' "
          "ARNs, buckets, functions and tables allow, and `main.tf` passes them to the module: add "
          "`data_selectors = local.data_resources` to the `trail` of the module. If another trail "
          "logs them, accept the error in the watch, with a reason: `accept: {data-event: the "
          "organization's trail logs them}`.", liftable=True),
)

UNVERIFIED = (
    warning("unverified-service", "Service not in the tables", "No table has the service. The "
            "pattern uses this name as the eventSource."),
    warning("unverified-operation", "Operation not in the tables", "No API model has the "
            "operation, or none has one that satisfies the condition. It may be new, or only used "
            "by the AWS console. Or it is an IAM permission with another name than the calls that "
            "it allows: `s3:ListBucket` allows `ListObjects`, and `rds-db:connect` no call that "
            "CloudTrail would write. A misspelling beside names that exist is also only a warning: "
            "the watch matches the others."),
    warning("unverified-source", "Source not in the tables", "The tables have another source for "
            "these events, or none of that name. Calls to CloudWatch, for example, have the source "
            "`aws.monitoring`, its alarms `aws.cloudwatch`. Or the detail-type is one of AWS's and "
            "the source does not begin with `aws.`: such events are not AWS's."),
    warning("unverified-detail-type", "Detail-type not in the tables", "The tables of AWS's events "
            "do not list the detail-type under that source, or it is that of sign-ins, which come "
            "from `aws.signin`."),
    warning("unverified-parameter", "Parameter not in the tables", "As far as is known, CloudTrail "
            "does not write this path, or some of the watch's operations do not have it. Events of "
            "EC2 and S3 have their own structure: `instancesSet.items.instanceId`, "
            "`<Operation>Request.Name.content`, `bucketName`. The tables of these come from "
            "records and documentation, so a path that is not in them may still be right."),
    warning("unverified-record-field", "Record field not in the tables", "The CloudTrail user "
            "guide does not list the field, or has another spelling: "
            "`additionalEventData.MFAUsed`. In `record` paths begin below `detail`: "
            "`requestParameters.functionName`."),
    warning("unverified-field", "Field not in the tables", "The schema of the event does not list "
            "the field."),
    warning("unverified-value", "Value not in the tables", "The API model does not list the value, "
            "or lists none that satisfies the condition. Case counts: `root` is not `Root`. Or the "
            "field does not hold such values: `cidr` matches single addresses, but fields such as "
            "`cidrIp` hold blocks; S3's `acl`, `policy` and so on are empty and only say what the "
            "call is about. Under `anything-but` such a value excludes nothing. `readOnly`, "
            "`eventCategory` and `managementEvent` are compared with what CloudTrail writes for "
            "the watch's calls."),
    warning("unverified-region", "Region not in the tables", "The table of regions does not have "
            "it, but it may be new; or such events were only seen in other regions; or no region "
            "of the rule satisfies the condition. A region that a condition names is watched "
            "without being listed under `regions`."),
    warning("unverified-event-name", "Doubtful event name", "CloudTrail writes the name in another "
            "case, and patterns are case-sensitive."),
    warning("unverified-type", "Doubtful type", "According to the API model the field holds a "
            "number and the condition is for text, or the other way round. CloudTrail's events of "
            "EC2 and S3 may differ from the model."),
    warning("unverified-leaf", "Field with further fields", "The field is an object. Conditions "
            "only match values, and not even `exists: true` matches an object: use a field below "
            "it."),
    warning("dead-alternative", "Part of the watch never matches", "One value of a list, or one "
            "branch of `$or`, cannot match, for the reason given. The others can, so the watch "
            "matches them. Correct it or remove it."),
)
