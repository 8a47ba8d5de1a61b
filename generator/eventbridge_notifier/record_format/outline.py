"""What an event begins and ends like, made of what its record says beside it: compressed, the event
need not say it again. Pure.

These attributes never change once a record is written; a checksum tells where one did.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

ATTRIBUTES = ("id", "eventId", "detailType", "source", "account", "region", "time", "actor",
              "eventSource", "eventName", "sourceIp")
# The parts of CloudTrail's events in the order in which they stand, the likeliest last: deflate
# tells what is near in fewer bits. CloudTrail user guide, record contents.
_TEXT = (
    '"requestID":"","eventID":"<id>","readOnly":false,"eventType":"AwsApiCall","managementEvent":true,'
    '"recipientAccountId":"<account>","eventCategory":"Management","tlsDetails":{"tlsVersion":'
    '"TLSv1.3","cipherSuite":"TLS_AES_128_GCM_SHA256","clientProvidedHostHeader":"'
    '.<region>.amazonaws.com"}}}'
    '"principalId":"","arn":"<actor>","accountId":"<account>","accessKeyId":"ASIA'
    '","sessionContext":{"sessionIssuer":{"type":"Role","principalId":"AROA'
    '","arn":"arn:aws:iam::<account>:role/","accountId":"<account>","userName":"'
    '"},"attributes":{"creationDate":"2026-11-23T09:12:44Z","mfaAuthenticated":"false"}}},'
    '"eventTime":"<time>","eventSource":"<eventSource>","eventName":"<eventName>","awsRegion":'
    '"<region>","sourceIPAddress":"<sourceIp>","userAgent":"'
    '{"version":"0","id":"<eventId>","detail-type":"<detailType>","source":"<source>","account":'
    '"<account>","time":"<time>","region":"<region>","resources":[],"detail":{"eventVersion":'
    '"1.10","userIdentity":{"type":"AssumedRole","principalId":"AROA')
_NAMES = re.compile("<(" + "|".join(ATTRIBUTES) + ")>")


def outline(item: Mapping[str, Any]) -> bytes:
    """The text for an item as DynamoDB's API gives it; what it lacks is left out."""
    return _NAMES.sub(lambda name: str(item.get(name[1], {}).get("S", "")), _TEXT).encode(
        "utf-8", "surrogatepass")
