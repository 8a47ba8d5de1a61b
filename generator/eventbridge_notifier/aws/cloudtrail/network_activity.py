"""Services whose calls by way of a VPC endpoint a trail may log as network activity. Data.

Source: CloudTrail user guide, "Logging network activity events" (April 2026), whose names are given
here as eventSources without their suffix. S3's multi-Region access points are not among them.
"""

from __future__ import annotations

NETWORK_ACTIVITY_SOURCES = frozenset({
    "appconfig", "appmesh", "athena", "b2bi", "backup-gateway", "bedrock", "billing",
    "bcm-pricing-calculator", "ce", "cloudcontrolapi", "cloudhsm", "servicediscovery",
    "cloudformation", "cloudtrail", "monitoring", "application-signals", "codedeploy",
    "comprehendmedical", "config", "bcm-data-exports", "firehose", "ds", "dynamodb", "ec2", "ecs",
    "elasticfilesystem", "elasticloadbalancing", "events", "scheduler", "frauddetector", "freetier",
    "fsx", "glue", "healthlake", "iotfleetwise", "iotsecuredtunneling", "invoicing", "cassandra",
    "kms", "lakeformation", "lambda", "license-manager", "lookoutequipment", "lookoutvision",
    "personalize", "qbusiness", "rekognition", "rds", "s3", "sagemaker", "secretsmanager", "sns",
    "sqs", "swf", "storagegateway", "ssm-incidents", "textract", "transcribe", "translate",
    "transform", "verifiedpermissions", "workmail",
})
