"""Names of services that no rule gives: one row a fact. Data."""

from __future__ import annotations

SUFFIX = ".amazonaws.com"
"""How every eventSource ends, in every partition."""

# boto3's name to eventSource, where neither endpointPrefix nor signingName is it. Sources: AWS
# reference pages of events via CloudTrail (events-ref-*), and attested records; two values where
# those disagree and both are asked for.
SOURCES: dict[str, tuple[str, ...]] = {
    "cloudwatch": ("monitoring",),
    "ecr": ("ecr",),
    "ecr-public": ("ecr-public",),
    "sagemaker": ("sagemaker",),
    "sagemaker-runtime": ("sagemaker",),
    # SageMaker developer guide, "monitoring of experiments": metrics have a source of their own.
    "sagemaker-metrics": ("metrics-sagemaker", "sagemaker"),
    # Developer Tools console user guide, "Logging connections": both names, before and after.
    "codeconnections": ("codeconnections", "codestar-connections"),
    "codestar-connections": ("codestar-connections", "codeconnections"),
    "ses": ("ses",),
    "sesv2": ("ses",),
    "bedrock-agent": ("bedrock",),
    "bedrock-agent-runtime": ("bedrock",),
    "bedrock-runtime": ("bedrock",),
    "s3control": ("s3",),
    "elbv2": ("elasticloadbalancing",),
    "docdb": ("rds",),
    "neptune": ("rds",),
    "es": ("es",),
    "opensearch": ("es",),
    "mq": ("amazonmq",),
    "cloudhsmv2": ("cloudhsm",),
    # IAM's prefix, and Pinpoint's developer guide, "Logging API calls with CloudTrail".
    "pinpoint": ("mobiletargeting", "pinpoint"),
    # CloudWatch user guide, "Network Synthetic Monitor information in CloudTrail".
    "networkmonitor": ("networkmonitor", "networksynthetics"),
    "application-autoscaling": ("autoscaling", "application-autoscaling"),
    "appstream": ("appstream", "appstream2"),
    "lex-models": ("lex", "models.lex"),
    "lexv2-models": ("lex", "models-v2-lex"),
    "lex-runtime": ("lex", "runtime.lex"),
    "dynamodbstreams": ("dynamodb", "streams.dynamodb"),
    "resourcegroupstaggingapi": ("tagging",),
    "sso-admin": ("sso",),
    "sso": ("sso",),
    "sso-oidc": ("sso", "sso-oauth"),  # IAM Identity Center user guide, "information in CloudTrail"
    "identitystore": ("identitystore", "sso-directory"),
    "application-insights": ("applicationinsights", "application-insights"),
    "stepfunctions": ("states",),
    "marketplace-agreement": ("agreement-marketplace",),
    "marketplace-entitlement": ("entitlement-marketplace", "aws-marketplace"),  # attested records
    "meteringmarketplace": ("metering-marketplace", "aws-marketplace"),
    "marketplace-catalog": ("marketplacecatalog", "catalog.marketplace"),
    "opensearchserverless": ("aoss",),
    "mgn": ("mgn",),
    "budgets": ("budgets",),
    "ce": ("ce",),
    "iot-data": ("iotdata", "iot"),
    "apigatewayv2": ("apigateway",),
    "rds-data": ("rdsdata", "rdsdataapi", "rds-data"),
    "iotsecuretunneling": ("iotsecuredtunneling", "IoTSecuredTunneling"),
    "application-signals": ("application-signals", "applicationsignals"),
    "cloudfront-keyvaluestore": ("edgekeyvaluestore", "cloudfront-keyvaluestore"),
}

# boto3's name to eventSources that published records have beside the real one, without a source in
# AWS's documentation: asked for where a watch names an operation, and never proposed.
ALSO_ASKED = {"cloudwatch": ("cloudwatch.amazonaws.com",)}

# Real eventSources of services, or parts of services, that botocore has no model for. Sources:
# attested records and the CloudTrail user guide.
WITHOUT_MODEL = frozenset({
    "signin", "sso-directory", "cloudshell", "billingconsole", "ssmmessages", "ec2messages",
    "consoleapp", "codewhisperer", "amazonq", "datasync-discovery", "discovery-marketplace",
    "agreement-marketplace", "aws-marketplace", "trustedadvisor", "tax", "payments",
    "purchase-orders", "taxconsole", "action-recommendations",
})

# eventSources of their own whose calls are another service's. Source: S3 user guide, "Logging with
# CloudTrail for S3 directory buckets".
MODELS = {"s3express": "s3"}

# Names that people write (IAM prefixes, consoles) to boto3's. Source: IAM service authorization
# reference, "service prefix".
ALIASES = {
    "monitoring": "cloudwatch", "states": "stepfunctions", "elasticfilesystem": "efs",
    "elasticloadbalancing": "elbv2", "email": "ses", "tag": "resourcegroupstaggingapi",
    "mobiletargeting": "pinpoint", "sso": "sso-admin", "aoss": "opensearchserverless",
    "eventbridge": "events", "a4b": "alexaforbusiness", "es": "opensearch",
    "elasticmapreduce": "emr", "execute-api": "apigatewaymanagementapi",
    "certificatemanager": "acm", "cloudwatchlogs": "logs",
    "aws-marketplace": "meteringmarketplace",
}

# Several boto3 services write one eventSource: where else to look for an operation.
SIBLINGS = {
    "elbv2": ("elb",), "elb": ("elbv2",), "rds": ("docdb", "neptune"), "ses": ("sesv2",),
    "sesv2": ("ses",), "s3": ("s3control",),
    "s3outposts": ("s3", "s3control"), "apigateway": ("apigatewayv2",),
    "apigatewayv2": ("apigateway",), "opensearch": ("es",), "es": ("opensearch",),
    "bedrock": ("bedrock-runtime", "bedrock-agent", "bedrock-agent-runtime",
                "bedrock-data-automation"),
    "bedrock-agent": ("bedrock",), "bedrock-runtime": ("bedrock",),
    "sso-admin": ("sso", "sso-oidc"), "sso": ("sso-admin", "sso-oidc"),
    "waf": ("waf-regional",), "waf-regional": ("waf",),
    "autoscaling": ("application-autoscaling", "autoscaling-plans"),
    "dynamodb": ("dynamodbstreams",),
    "sagemaker": ("sagemaker-runtime",), "lex-models": ("lexv2-models", "lex-runtime"),
    "iot": ("iot-data",), "pinpoint": (), "ecr": ("ecr-public",), "marketplace-catalog": (),
    "cloudhsmv2": ("cloudhsm",), "kinesisvideo": ("kinesis-video-archived-media",),
    "redshift": ("redshift-data",), "support": ("support-app",), "timestream-write":
    ("timestream-query",), "chime": ("chime-sdk-identity", "chime-sdk-messaging",
                                    "chime-sdk-meetings", "chime-sdk-voice"),
    # IAM's prefix aws-marketplace is all of theirs.
    "meteringmarketplace": ("marketplace-catalog", "marketplace-agreement"),
}

# The services that people watch, most first: those that are to be proposed where several have an
# operation. Source: how often published records and rules name them.
COMMON = (
    "iam", "ec2", "s3", "signin", "sts", "lambda", "kms", "rds", "cloudtrail", "organizations",
    "ssm", "secretsmanager", "dynamodb", "ecs", "eks", "sns", "sqs", "logs", "cloudwatch", "events",
    "config", "guardduty", "securityhub", "cloudformation", "route53", "cloudfront", "apigateway",
    "acm", "ecr", "elbv2", "autoscaling", "identitystore", "sso-admin", "cognito-idp", "redshift",
    "stepfunctions", "glue", "athena", "sagemaker", "bedrock", "efs", "backup", "wafv2", "ses",
    "elasticache", "kinesis", "firehose", "codebuild", "codepipeline", "codecommit", "codedeploy",
)


def envelope_source(event_source: str) -> str:
    """`lambda.amazonaws.com` to `aws.lambda` (EventBridge user guide, events from CloudTrail)."""
    return "aws." + event_source.removesuffix(SUFFIX)


def event_source(source: str) -> str:
    """`aws.lambda` to `lambda.amazonaws.com`."""
    return source.removeprefix("aws.") + SUFFIX
