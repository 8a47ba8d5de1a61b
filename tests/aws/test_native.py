"""The services' own events: those that AWS documents are known, and a suggestion is of the source.

The list below is written from AWS's user guides and the AWS Events Reference, not from our table.
"""

from __future__ import annotations

import pytest
from eventbridge_notifier import aws

from tests.generator.specs import findings

DOCUMENTED = [
    ("aws.emr", "EMR Cluster State Change"), ("aws.emr", "EMR Step Status Change"),
    ("aws.dms", "DMS Replication Task State Change"),
    ("aws.sagemaker", "SageMaker Training Job State Change"),
    ("aws.sagemaker", "SageMaker Endpoint State Change"),
    ("aws.eks", "EKS Addon Health Degraded"), ("aws.athena", "Athena Query State Change"),
    ("aws.codedeploy", "CodeDeploy Deployment State-change Notification"),
    ("aws.codecommit", "CodeCommit Pull Request State Change"),
    ("aws.codebuild", "CodeBuild Build State Change"),
    ("aws.codepipeline", "CodePipeline Pipeline Execution State Change"),
    ("aws.medialive", "MediaLive Channel Alert"),
    ("aws.mediaconvert", "MediaConvert Job State Change"),
    ("aws.elasticbeanstalk", "Health status change"),
    ("aws.transcribe", "Transcribe Job State Change"), ("aws.glue", "Glue Job State Change"),
    ("aws.batch", "Batch Job State Change"), ("aws.ecr", "ECR Image Scan"),
    ("aws.states", "Step Functions Execution Status Change"),
    ("aws.ecs", "ECS Task State Change"), ("aws.s3", "Object Created"),
    ("aws.backup", "Backup Job State Change"), ("aws.config", "Config Rules Compliance Change"),
    ("aws.guardduty", "GuardDuty Finding"), ("aws.inspector2", "Inspector2 Finding"),
    ("aws.securityhub", "Security Hub Findings - Imported"), ("aws.macie", "Macie Finding"),
    ("aws.health", "AWS Health Event"), ("aws.tag", "Tag Change on Resource"),
    ("aws.trustedadvisor", "Trusted Advisor Check Item Refresh Notification"),
    ("aws.ec2fleet", "EC2 Fleet State Change"), ("aws.rds", "RDS DB Instance Event"),
    ("aws.redshift-data", "Redshift Data Statement Status Change"),
    ("aws.es", "Amazon OpenSearch Service Software Update Notification"),
    ("aws.ssm", "Parameter Store Change"), ("aws.kms", "KMS CMK Deletion"),
    ("aws.acm-pca", "ACM Private CA Certificate Issuance"),
    ("aws.cloudformation", "CloudFormation Stack Status Change"),
    ("aws.storagegateway", "Storage Gateway File Upload Event"),
    ("aws.datasync", "DataSync Task Execution State Change"),
    ("aws.gamelift", "GameLift Matchmaking Event"), ("aws.ce", "Anomaly Detected"),
    ("aws.support", "Support Case Update"), ("aws.account", "Region Opt-In Status Change"),
    ("aws.backup", "Region Setting State Change"), ("aws.dlm", "DLM Policy State Change"),
    ("aws.networkmanager", "Network Manager Topology Change"),
    ("aws.transfer", "SFTP Server File Upload Completed"), ("aws.events", "Scheduled Event"),
]


@pytest.mark.parametrize(("source", "kind"), DOCUMENTED)
def test_a_documented_event_is_taken_in_silence(source: str, kind: str) -> None:
    found = findings({"on": {"source": source, "detail-type": kind}})
    assert [str(one) for one in found] == []


@pytest.mark.parametrize("source", sorted({source for source, _ in DOCUMENTED} | {"aws.lambda"}))
def test_a_suggestion_is_an_event_of_the_source_that_was_asked_for(source: str) -> None:
    for kind in ("Cluster State Changed", "Job Status", "Instance Notification"):
        suggested = aws.native_event(source, kind).suggestions
        assert set(suggested) <= set(aws.types_of(source))


def test_an_event_of_another_source_is_named_with_that_source() -> None:
    assert aws.native_event("aws.ebs", "EBS Snapshot Notification").suggestions == (
        "EBS Snapshot Notification under source aws.ec2",)
