"""Preset dictionaries of the compressed form, by version. Never change one: add the next.

zlib finds strings nearer the end cheaper, so the commonest come last.
"""

from __future__ import annotations

import json
from typing import Any

_RARE = (
    '"NOT_AFFECTED" "Amazon Linux" AccessDenied Client.UnauthorizedOperation '
    "Client.DryRunOperation is not authorized to perform: on resource: because no identity-based "
    "policy allows the action with an explicit deny in a service control policy because no "
    "resource-based policy allows the User: "
    "arn:aws:sts:: Encoded authorization failure message: errorCode errorMessage "
    '"eventTypeCode":"AWS_ "eventTypeCategory":"scheduledChange" "statusCode":"open" '
    '"communicationId":" "affectedEntities":[{"entityValue":" "eventDescription":[{"language":'
    '"en_US","latestDescription":" "GuardDuty Finding" "severity": "schemaVersion":"2.0" '
    '"instanceType":"t3.micro","imageId":"ami-0 "instance-id":"i-0 "state":"running" '
    '"instancesSet":{"items":[{"instanceId":"i-0 "subnetId":"subnet-0 "vpcId":"vpc-0 '
    '"groupId":"sg-0 "ipPermissions":{"items":[{"ipProtocol":"tcp","fromPort":22,"toPort":22,'
    '"groups":{},"ipRanges":{"items":[{"cidrIp":"0.0.0.0/0"}]},"ipv6Ranges":{},"prefixListIds":{}}]}'
    ' "tagSpecificationSet":{"items":[{"resourceType":"instance","tags":[{"key":"Name","value":" '
    '"maxSessionDuration":3600 "policyArn":"arn:aws:iam::aws:policy/AdministratorAccess" '
    '"policyDocument":"{\\"Version\\":\\"2012-10-17\\",\\"Statement\\":[{\\"Effect\\":\\"Allow\\",'
    '\\"Action\\":\\"*\\",\\"Resource\\":\\"*\\",\\"Principal\\":{\\"Service\\":\\"lambda.amazonaws.com'
    '\\"} sts:AssumeRole "createDate":" "roleId":"AROA "accessKey":{"status":"Active" '
    '"bucketName":" "Host":"s3.amazonaws.com","x-id":" "x-amz-acl":" "policy":"" "location":"" '
    '"bytesTransferredIn":0 "bytesTransferredOut":0 "SignatureVersion":"SigV4",'
    '"CipherSuite":"ECDHE-RSA-AES128-GCM-SHA256","AuthenticationMethod":"AuthHeader",'
    '"x-amz-id-2":" "vpcEndpointId":"vpce-0 "keyId":"arn:aws:kms: "encryptionContext":{ '
    '"resources":[{"ARN":"arn:aws:s3:::","accountId":" "type":"AWS::S3::Bucket"}] '
    '"type":"AWS::IAM::Role" "type":"AWS::KMS::Key" "sharedEventID":" "apiVersion":"2015-03-31" '
    '"additionalEventData":{"LoginTo":"https://console.aws.amazon.com/console/home?state=hashArgs '
    '"MobileVersion":"No","MFAUsed":"No"} "responseElements":{"ConsoleLogin":"Success"} '
    '"detail-type":"AWS Console Sign In via CloudTrail" "eventType":"AwsConsoleSignIn" '
    '"detail-type":"AWS Service Event via CloudTrail" "eventType":"AwsServiceEvent" '
    'aws-sdk-go/1.44 (go1.19; linux; amd64) APN/1.0 HashiCorp/1.0 Terraform/1. (+https://www.terraform'
    ".io) terraform-provider-aws/5. (+https://registry.terraform.io/providers/hashicorp/aws) "
    "Boto3/1.34 md/Botocore#1.34 ua/2.0 os/linux#6.1 md/arch#x86_64 lang/python#3.11 "
    "md/pyimpl#CPython cfg/retry-mode#legacy cfg/retry-mode#standard Botocore/1.34 "
    "aws-cli/2.15 Python/3.11 Linux/6.1 exe/x86_64.amzn.2 prompt/off command/ "
    "Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) AppleWebKit/537.36 (KHTML, like Gecko) "
    "Chrome/120.0.0.0 Safari/537.36 AWS Internal "
    "us-east-1 us-east-2 us-west-1 us-west-2 eu-west-1 eu-west-2 eu-west-3 eu-central-1 eu-north-1 "
    "ap-southeast-1 ap-southeast-2 ap-northeast-1 ca-central-1 sa-east-1 "
    "aws.sts aws.signin aws.health aws.guardduty aws.cloudtrail aws.s3 aws.kms aws.iam aws.ec2 "
)


def _usual(service: str, name: str, request: dict[str, Any], response: Any) -> dict[str, Any]:
    """The bones of an API call's event, in the order in which AWS writes them."""
    session = {
        "sessionIssuer": {
            "type": "Role",
            "principalId": "AROA",
            "arn": "arn:aws:iam::123456789012:role/",
            "accountId": "123456789012",
            "userName": "",
        },
        "webIdFederationData": {},
        "attributes": {"creationDate": "2026-01-01T00:00:00Z", "mfaAuthenticated": "false"},
    }
    return {
        "version": "0",
        "id": "",
        "detail-type": "AWS API Call via CloudTrail",
        "source": f"aws.{service}",
        "account": "123456789012",
        "time": "2026-01-01T00:00:00Z",
        "region": "eu-west-1",
        "resources": [],
        "detail": {
            "eventVersion": "1.11",
            "userIdentity": {
                "type": "AssumedRole",
                "principalId": "AROA",
                "arn": "arn:aws:sts::123456789012:assumed-role/",
                "accountId": "123456789012",
                "accessKeyId": "ASIA",
                "sessionContext": session,
                "invokedBy": f"{service}.amazonaws.com",
            },
            "eventTime": "2026-01-01T00:00:00Z",
            "eventSource": f"{service}.amazonaws.com",
            "eventName": name,
            "awsRegion": "eu-west-1",
            "sourceIPAddress": "10.0.0.1",
            "userAgent": "",
            "requestParameters": request,
            "responseElements": response,
            "requestID": "",
            "eventID": "",
            "readOnly": False,
            "eventType": "AwsApiCall",
            "managementEvent": True,
            "recipientAccountId": "123456789012",
            "eventCategory": "Management",
            "tlsDetails": {
                "tlsVersion": "TLSv1.3",
                "cipherSuite": "TLS_AES_128_GCM_SHA256",
                "clientProvidedHostHeader": f"{service}.eu-west-1.amazonaws.com",
            },
            "sessionCredentialFromConsole": "true",
        },
    }


def _compact(value: object, sort_keys: bool = False) -> str:
    return json.dumps(value, separators=(",", ":"), sort_keys=sort_keys)


_FUNCTION = {
    "functionName": "", "runtime": "python3.13", "role": "arn:aws:iam::123456789012:role/",
    "handler": "index.handler", "description": "", "timeout": 3, "memorySize": 128,
    "code": {}, "publish": False, "packageType": "Zip", "architectures": ["arm64"],
    "tracingConfig": {"mode": "PassThrough"}, "environment": {}, "vpcConfig": {}, "tags": {},
    "functionArn": "arn:aws:lambda:eu-west-1:123456789012:function:", "codeSha256": "",
    "codeSize": 0, "lastModified": "2026-01-01T00:00:00.000+0000", "version": "$LATEST",
    "revisionId": "", "state": "Pending", "stateReason": "The function is being created.",
    "stateReasonCode": "Creating", "ephemeralStorage": {"size": 512},
    "snapStart": {"applyOn": "None", "optimizationStatus": "Off"},
    "runtimeVersionConfig": {"runtimeVersionArn": "arn:aws:lambda:eu-west-1::runtime:"},
    "loggingConfig": {"logFormat": "Text", "logGroup": "/aws/lambda/"},
}

_USUAL = (
    _usual("lambda", "CreateFunction20150331", _FUNCTION, _FUNCTION),
    _usual("ec2", "RunInstances", {}, {"requestId": "", "_return": True}),
    _usual("iam", "AttachRolePolicy", {"roleName": "", "userName": ""}, None),
)

# version -> bytes; 0 is no version, so that a truncated or foreign blob is noticed.
DICTIONARIES: dict[int, bytes] = {
    # Some senders sort an event's keys, so both orders are there.
    1: (
        _RARE
        + "".join(_compact(event, sort_keys=True) for event in _USUAL[:2])
        + "".join(map(_compact, _USUAL))
    ).encode(),
}
NEWEST = max(DICTIONARIES)
