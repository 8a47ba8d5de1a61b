"""What the tables of aws/resources lack: operations that change something, and no resource.

    python -m tools.resource_coverage [--services 60] [--missing]

Of the services with the most resource types in CloudFormation, every operation that begins with
Create, Put, Update, Modify or Delete. `--missing` lists those for which no row names a resource.
Exit code 1 where fewer than 85 % have one.
"""

from __future__ import annotations

import argparse
import sys
from collections import Counter

from eventbridge_notifier.aws import resources
from eventbridge_notifier.aws.services import models
from eventbridge_notifier.aws.services.services import index, name_of
from rich.console import Console
from rich.table import Table

VERBS = ("Create", "Put", "Update", "Modify", "Delete")
BAR = 0.85


def largest(count: int) -> list[tuple[str, int]]:
    """(boto3's service, resource types) of the services that have most of them."""
    counted: Counter[str] = Counter()
    for namespace, types in resources.types().items():
        if (service := _service(namespace)) in index():
            counted[service] += types
    return counted.most_common(count)


def _service(namespace: str) -> str:
    """boto3's name of the service that CloudFormation calls `namespace`."""
    return _NAMES.get(namespace, name_of(namespace.lower()))


# CloudFormation's word for a service to boto3's, where neither is the other in lower case.
_NAMES = {
    "ApiGatewayV2": "apigatewayv2", "CertificateManager": "acm", "Cognito": "cognito-idp",
    "ElasticLoadBalancingV2": "elbv2", "Events": "events", "Elasticsearch": "es", "MSK": "kafka",
    "SageMaker": "sagemaker", "SSO": "sso-admin", "StepFunctions": "stepfunctions",
    "KinesisFirehose": "firehose", "OpenSearchService": "opensearch", "QuickSight": "quicksight",
    "SES": "sesv2", "WAFRegional": "waf-regional", "Deadline": "deadline", "MediaLive": "medialive",
}


def changing(service: str) -> list[str]:
    """The operations of a service that create, change or delete something."""
    return sorted(one for one in models.load(service)["operations"] if one.startswith(VERBS))


def has_resource(service: str, operation: str) -> bool:
    row = resources.row(service, operation)
    return bool(row and row[2])


def main() -> int:
    asked = argparse.ArgumentParser(description=__doc__,
                                    formatter_class=argparse.RawDescriptionHelpFormatter)
    asked.add_argument("--services", type=int, default=60)
    asked.add_argument("--missing", action="store_true", help="list the operations without one")
    said = asked.parse_args()
    table = Table("service", "resource types", "operations", "with a resource", "share")
    every = found = 0
    for service, types in largest(said.services):
        names = changing(service)
        missing = [one for one in names if not has_resource(service, one)]
        every, found = every + len(names), found + len(names) - len(missing)
        table.add_row(service, str(types), str(len(names)), str(len(names) - len(missing)),
                      f"{1 - len(missing) / len(names):.0%}" if names else "")
        if said.missing:
            print(*(f"{service}:{one}" for one in missing), sep="\n")
    if not said.missing:
        Console().print(table)
    print(f"{found:,} of {every:,} operations name a resource: {found / every:.1%}",
          file=sys.stderr)
    return 0 if found >= BAR * every else 1


if __name__ == "__main__":
    sys.exit(main())
