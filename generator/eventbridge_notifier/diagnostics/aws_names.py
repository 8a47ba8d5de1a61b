"""Codes of findings about AWS's names: services, operations, fields, values. Data."""

from __future__ import annotations

from eventbridge_notifier.diagnostics.diagnostic import error, warning

_LIFT = (" If AWS has it after all, lift the error in the watch, with a reason: `accept: {%s: "
         "newer than the tables}`.")

UNKNOWN = (
    error("unknown-service", "Unknown service", "No service has that name, and it looks like a "
          "misspelling of one that exists. Allowed are boto3's name, the IAM prefix and "
          "CloudTrail's eventSource." + _LIFT % "unknown-service", liftable=True,
          beside="unverified-service"),
    error("unknown-operation", "Unknown operation", "The service has no such operation: the name "
          "is a near miss of one that it has (a letter dropped, doubled or swapped, another case, "
          "singular for plural), or only another service has it. Use the API's name or "
          "CloudTrail's; the generator writes what CloudTrail writes. Or the name holds an "
          "asterisk, as IAM's policies may: no event's name does. List the operations, or ask for "
          "a prefix: `on: {source: aws.iam, detail-type: AWS API Call via CloudTrail}` with "
          "`where: {eventName: {prefix: Create}}`." + _LIFT % "unknown-operation", liftable=True,
          beside="unverified-operation"),
    error("unknown-source", "Unknown source", "No event has that `source` or `eventSource`."
          + _LIFT % "unknown-source", liftable=True, beside="unverified-source"),
    error("unknown-detail-type", "Unknown detail-type", "The service sends no events of that "
          "detail-type, and the name looks like a misspelling of one that it sends."
          + _LIFT % "unknown-detail-type", liftable=True, beside="unverified-detail-type"),
    error("unknown-parameter", "Unknown parameter", "The request, or the response, of the "
          "operation has no such field. CloudTrail mostly lowers the first letter of the API's "
          "name, and writes EC2's lists as `…Set.items`." + _LIFT % "unknown-parameter",
          liftable=True, beside="unverified-parameter"),
    error("unknown-record-field", "Unknown record field", "CloudTrail's record has no such field; "
          "the CloudTrail user guide lists them under \"record contents\"."
          + _LIFT % "unknown-record-field", liftable=True, beside="unverified-record-field"),
    error("unknown-field", "Unknown field", "The service's own event has no such field below "
          "`detail`: another level, another case, or another word." + _LIFT % "unknown-field",
          liftable=True, beside="unverified-field"),
    error("unknown-value", "Unknown value", "The field takes values of a closed list, or whole "
          "times such as `2026-01-02T03:04:05Z`, and none of those that the watch asks for is "
          "among them. For a day say `{prefix: \"2026-01-02\"}`." + _LIFT % "unknown-value",
          liftable=True, beside="unverified-value"),
    error("type-mismatch", "Type that the field does not have", "The field holds a number, and the "
          "condition asks for text, or the other way round: `60` and `\"60\"` do not match each "
          "other, nor does `numeric` match text. A version such as `1.30` is a number in YAML, and "
          "loses its zero: put it in quotes." + _LIFT % "type-mismatch", liftable=True,
          beside="unverified-type"),
    error("unknown-region", "Unknown region", "AWS has no such region, and the name looks like a "
          "misspelling of one that it has." + _LIFT % "unknown-region", liftable=True,
          beside="unverified-region"),
    error("event-name", "Name that CloudTrail does not write", "The API calls the operation so, "
          "CloudTrail does not: AWS accepts a rule with `CreateFunction`, and it matches nothing, "
          "because CloudTrail writes `CreateFunction20150331`. Or the name has a service in front, "
          "`ec2:CreateRoute`, as in IAM's policies. Use CloudTrail's name in a `pattern`, or say "
          "`on: lambda:CreateFunction` and let the generator do so.",
          beside="unverified-event-name"),
    error("data-event", "Not logged by the trail", "CloudTrail logs the operation as a data event, "
          "or as a network activity event, and a trail logs those only where it has a selector for "
          "them. `generate` writes the selectors that the watches need, as narrow as the watches' "
          "ARNs, buckets, functions and tables allow, and `main.tf` hands them to the module: add "
          "`data_selectors = local.data_resources` to the `trail` of the module. If another trail "
          "logs them, lift the error in the watch, with a reason: `accept: {data-event: the "
          "organization's trail logs them}`.", liftable=True),
)

UNVERIFIED = (
    warning("unverified-service", "Service that the tables lack", "No table has the service. The "
            "watch asks for events of that eventSource as it stands."),
    warning("unverified-operation", "Operation that the tables lack", "No API model has the "
            "operation, or none has one that meets the condition. It may be new, or a console's "
            "own. Or it is a permission of IAM that is called otherwise than the calls it allows: "
            "`s3:ListBucket` allows `ListObjects`, and `rds-db:connect` no call that CloudTrail "
            "would write. A misspelling beside names that do exist is no more than this: the watch "
            "fires for the others."),
    warning("unverified-source", "Source that the tables lack", "The tables expect another source, "
            "or have none of that name. Calls of CloudWatch, for instance, come from "
            "`aws.monitoring`, its alarms from `aws.cloudwatch`. Or the detail-type is one of "
            "AWS's, and the source does not begin with `aws.`: such events are somebody else's."),
    warning("unverified-detail-type", "Detail-type that the tables lack", "The tables of AWS's "
            "events do not list the detail-type under that source, or it is that of sign-ins, "
            "which come from `aws.signin`."),
    warning("unverified-parameter", "Parameter that the tables lack", "As far as is known "
            "CloudTrail does not write the path, or some of the watch's operations lack it. EC2 "
            "and S3 write requests in shapes of their own: `instancesSet.items.instanceId`, "
            "`<Operation>Request.Name.content`, `bucketName`. The rules for those come from "
            "records and documentation; a path that they do not give may still be right."),
    warning("unverified-record-field", "Record field that the tables lack", "The CloudTrail user "
            "guide does not list the field, or spells it otherwise: "
            "`additionalEventData.MFAUsed`. In `record` paths begin below `detail`: "
            "`requestParameters.functionName`."),
    warning("unverified-field", "Field that the tables lack", "The schema of the event does not "
            "list the field."),
    warning("unverified-value", "Value that the tables lack", "The API model does not list the "
            "value, or lists none that meets the condition. Mind the case: `root` is not `Root`. "
            "Or the field does not hold such a value: `cidr` is met by one address, and `cidrIp` "
            "and its like hold blocks; S3's `acl`, `policy` and so on only name what the call is "
            "about and are empty. Under `anything-but` such a value excludes nothing. `readOnly`, "
            "`eventCategory` and `managementEvent` are compared with what CloudTrail writes for "
            "the watch's calls."),
    warning("unverified-region", "Region that the tables lack", "The table of regions does not "
            "have it, and it may be new; or such events were only seen in another region; or the "
            "rule stands in no region that meets the condition. A region that a condition names is "
            "watched without being listed under `regions`."),
    warning("unverified-event-name", "Doubtful event name", "CloudTrail writes the name in another "
            "case, and patterns are case-sensitive."),
    warning("unverified-type", "Doubtful type", "The API model says that the field holds a number, "
            "and the condition asks for text, or the other way round. CloudTrail's shapes of EC2 "
            "and S3 may differ from the model."),
    warning("unverified-leaf", "Field that holds fields", "The field holds further fields. A "
            "condition is met by a value only, and even `exists: true` is not met by an object: "
            "ask for a field below it."),
    warning("dead-alternative", "Part of the watch is dead", "One value of a list, or one branch "
            "of `$or`, cannot match, for the reason given; the others can, and the watch fires for "
            "them. Correct it or remove it."),
)
