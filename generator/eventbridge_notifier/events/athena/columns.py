"""What Athena's table of CloudTrail logs has of a record: one row per column, or field of one.

Source: Athena User Guide, "Create the table for CloudTrail logs in Athena using partition
projection". What a record has beyond these columns is asked of the record itself.
"""

from __future__ import annotations

DETAIL = "detail."

TEXT = "STRING"
JSON = "JSON"
"""A column of the type STRING that holds an object as JSON text."""

TABLE: dict[str, str] = {
    "eventversion": TEXT,
    "useridentity": (
        "STRUCT<type:STRING,principalid:STRING,arn:STRING,accountid:STRING,invokedby:STRING,"
        "accesskeyid:STRING,username:STRING,onbehalfof:STRUCT<userid:STRING,"
        "identitystorearn:STRING>,sessioncontext:STRUCT<attributes:STRUCT<mfaauthenticated:STRING,"
        "creationdate:STRING>,sessionissuer:STRUCT<type:STRING,principalid:STRING,arn:STRING,"
        "accountid:STRING,username:STRING>,ec2roledelivery:STRING,webidfederationdata:STRUCT<"
        "federatedprovider:STRING,attributes:MAP<STRING,STRING>>>>"),
    "eventtime": TEXT, "eventsource": TEXT, "eventname": TEXT, "awsregion": TEXT,
    "sourceipaddress": TEXT, "useragent": TEXT, "errorcode": TEXT, "errormessage": TEXT,
    "requestparameters": JSON, "responseelements": JSON, "additionaleventdata": JSON,
    "requestid": TEXT, "eventid": TEXT, "readonly": TEXT,
    "resources": "ARRAY<STRUCT<arn:STRING,accountid:STRING,type:STRING>>",
    "eventtype": TEXT, "apiversion": TEXT, "recipientaccountid": TEXT,
    "serviceeventdetails": JSON, "sharedeventid": TEXT, "vpcendpointid": TEXT,
    "vpcendpointaccountid": TEXT, "eventcategory": TEXT,
}
PARTITIONS = ("account", "region", "day")

_IDENTITY = (
    "type", "principalId", "arn", "accountId", "invokedBy", "accessKeyId", "userName",
    "sessionContext.attributes.mfaAuthenticated", "sessionContext.sessionIssuer.type",
    "sessionContext.sessionIssuer.principalId", "sessionContext.sessionIssuer.arn",
    "sessionContext.sessionIssuer.accountId", "sessionContext.sessionIssuer.userName")
_PLAIN = (
    "eventName", "eventSource", "awsRegion", "sourceIPAddress", "userAgent", "errorCode",
    "errorMessage", "requestID", "eventID", "readOnly", "eventType", "apiVersion",
    "recipientAccountId", "sharedEventID", "vpcEndpointId", "vpcEndpointAccountId",
    "eventCategory")

COLUMNS: dict[str, tuple[str, ...]] = {
    **{f"{DETAIL}{name}": (name.lower(),) for name in _PLAIN},
    **{f"{DETAIL}userIdentity.{name}": ("useridentity", *name.lower().split("."))
       for name in _IDENTITY},
    "account": ("recipientaccountid",), "region": ("awsregion",), "id": ("eventid",),
}
"""By path of an event, the column or field that holds its value as text. CloudTrail writes a text,
or true and false, in each of them (User Guide, "CloudTrail record contents")."""

JSON_COLUMNS: dict[str, str] = {f"{DETAIL}{name}": name.lower() for name in (
    "requestParameters", "responseElements", "additionalEventData", "serviceEventDetails")}
"""By path, the column that holds the object there as JSON text."""
