"""What the fields of well-known native events hold. Data, and a look-up.

An event may have other fields; of these the type is documented. Sources: GuardDuty, AWS Health,
Amazon ECS, CloudWatch, Amazon S3, AWS Batch, Inspector and Security Hub user guides, the pages on
EventBridge events.
"""

from __future__ import annotations

from eventbridge_notifier.aws.cloudtrail.parameters import Parameter

STRUCTURE, TEXT, NUMBER, BOOLEAN = "structure", "string", "double", "boolean"
"""The API model's words. A list of objects is a structure, too: a condition asks for what is below.
"""

_STATES = ("OK", "ALARM", "INSUFFICIENT_DATA")

# detail-type to paths below `detail`: the type.
_HEALTH = {
    "page": TEXT, "totalPages": TEXT, "backupEvent": TEXT, "service": TEXT, "eventTypeCode": TEXT,
    "eventTypeCategory": TEXT, "eventScopeCode": TEXT, "statusCode": TEXT, "startTime": TEXT,
    "endTime": TEXT, "affectedAccount": TEXT, "eventRegion": TEXT, "affectedEntities": STRUCTURE,
    "affectedEntities.entityValue": TEXT, "eventDescription": STRUCTURE}
_S3_OBJECT = {
    "bucket": STRUCTURE, "bucket.name": TEXT, "object": STRUCTURE, "object.key": TEXT,
    "object.size": NUMBER, "object.etag": TEXT, "object.version-id": TEXT,
    "object.sequencer": TEXT, "reason": TEXT, "requester": TEXT, "source-ip-address": TEXT,
    "request-id": TEXT, "version": TEXT}
_ALARM = {
    "alarmName": TEXT, "state": STRUCTURE, "state.value": TEXT, "state.reason": TEXT,
    "previousState": STRUCTURE, "previousState.value": TEXT, "previousState.reason": TEXT,
    "configuration": STRUCTURE}
TYPES: dict[str, dict[str, str]] = {
    "AWS Health Event": _HEALTH,
    "AWS Health Abuse Event": _HEALTH,
    "GuardDuty Finding": {
        "severity": NUMBER, "type": TEXT, "id": TEXT, "accountId": TEXT, "region": TEXT,
        "title": TEXT, "description": TEXT, "service": STRUCTURE, "service.count": NUMBER,
        "service.archived": BOOLEAN, "resource": STRUCTURE, "resource.resourceType": TEXT},
    "ECS Task State Change": {
        "containers": STRUCTURE, "containers.exitCode": NUMBER, "containers.name": TEXT,
        "containers.lastStatus": TEXT, "lastStatus": TEXT, "desiredStatus": TEXT,
        "stoppedReason": TEXT, "stopCode": TEXT, "clusterArn": TEXT, "taskArn": TEXT,
        "launchType": TEXT, "group": TEXT, "cpu": TEXT, "memory": TEXT, "version": NUMBER},
    "CloudWatch Alarm State Change": _ALARM,
    **dict.fromkeys(("Object Created", "Object Deleted", "Object Restore Completed",
                     "Object Tags Added", "Object Tags Deleted", "Object ACL Updated"),
                    _S3_OBJECT),
    "Batch Job State Change": {
        "status": TEXT, "jobName": TEXT, "jobQueue": TEXT, "statusReason": TEXT,
        "container": STRUCTURE, "container.exitCode": NUMBER, "attempts": STRUCTURE},
    "Inspector2 Finding": {"severity": TEXT, "inspectorScore": NUMBER, "type": TEXT,
                           "status": TEXT, "resources": STRUCTURE},
    "Security Hub Findings - Imported": {
        "findings": STRUCTURE, "findings.Severity": STRUCTURE, "findings.Severity.Label": TEXT,
        "findings.Severity.Normalized": NUMBER, "findings.Compliance": STRUCTURE,
        "findings.Compliance.Status": TEXT, "findings.Workflow": STRUCTURE,
        "findings.Workflow.Status": TEXT, "findings.RecordState": TEXT},
}

# (detail-type, path) to the values of a closed list.
VALUES: dict[tuple[str, str], tuple[str, ...]] = {
    ("CloudWatch Alarm State Change", "state.value"): _STATES,
    ("CloudWatch Alarm State Change", "previousState.value"): _STATES,
    ("Security Hub Findings - Imported", "findings.Severity.Label"): (
        "INFORMATIONAL", "LOW", "MEDIUM", "HIGH", "CRITICAL"),
}


def native_type(detail_type: str, path: str) -> Parameter | None:
    """The field at `path` below `detail`; None where the table does not know it."""
    fields = TYPES.get(detail_type, {})
    if path not in fields:
        return None
    below = tuple(one for one in fields if one.startswith(path + "."))
    return Parameter(path, fields[path], VALUES.get((detail_type, path), ()), suggestions=below)
