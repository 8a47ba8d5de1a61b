"""Writes aws/services/index.json.gz: names of all services and operations that botocore knows.

`python -m tools.awsindex` after botocore was updated. The same botocore gives the same bytes.
"""

from __future__ import annotations

import gzip
import json
import re
import zlib
from collections.abc import Set
from pathlib import Path
from typing import Any

import botocore
from eventbridge_notifier.aws.services import models

TARGET = Path("generator/eventbridge_notifier/aws/services/index.json.gz")


def entry(model: dict[str, Any], retired: Set[str]) -> dict[str, Any]:
    """What the index says of one service, whose operations in `retired` botocore dropped."""
    metadata = model["metadata"]
    found: dict[str, Any] = {
        "prefix": metadata.get("endpointPrefix", ""),
        "signing": metadata.get("signingName", ""),
        "id": re.sub(r"[^a-z0-9]", "", metadata.get("serviceId", "").lower()),
        "operations": sorted(model["operations"]),
    }
    return found | ({"retired": sorted(retired)} if retired else {})


def build() -> bytes:
    services = {}
    for name in models.names():
        model = models.load(name)
        current = models.load_current(name)["operations"] if models.is_current(name) else {}
        services[name] = entry(model, model["operations"].keys() - current.keys())
    index = {"botocore": botocore.__version__, "services": services}
    text = json.dumps(index, sort_keys=True, separators=(",", ":"))
    return gzip.compress(text.encode(), compresslevel=9, mtime=0)


def main() -> None:
    content = build()
    TARGET.write_bytes(content)
    print(f"{TARGET}: {len(content):,} bytes, crc {zlib.crc32(content):08x}")


if __name__ == "__main__":
    main()
