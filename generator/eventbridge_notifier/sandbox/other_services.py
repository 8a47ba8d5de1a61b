"""Services that have no folder of their own: what a call acts on. Data.

Source: Service Authorization Reference, "Resource types".
"""

from __future__ import annotations

from eventbridge_notifier.sandbox.core.service_facts import ServiceFacts

OTHERS = (
    ServiceFacts("secretsmanager", arns=("secret:{SecretId}-?", "secret:{Name}-?")),
    ServiceFacts("ssm", arns=("parameter/{Name}",)),
    ServiceFacts("kinesis", arns=("{StreamARN}", "stream/{StreamName}")),
    ServiceFacts("firehose", arns=("deliverystream/{DeliveryStreamName}",)),
    ServiceFacts("stepfunctions",
                 arns=("{stateMachineArn}", "{executionArn}", "stateMachine:{name}")),
    ServiceFacts("ecr", arns=("repository/{repositoryName}",)),
    ServiceFacts("eks", arns=("cluster/{name}", "cluster/{clusterName}")),
    ServiceFacts("ecs", arns=("cluster/{cluster}", "cluster/{clusterName}")),
    ServiceFacts("rds", arns=("db:{DBInstanceIdentifier}", "cluster:{DBClusterIdentifier}")),
    ServiceFacts("codebuild", arns=("project/{projectName}", "project/{name}")),
)
