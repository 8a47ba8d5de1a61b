"""Writes generator/aws/index.json.gz: names of all services and operations that botocore knows.

`python -m tools.awsindex` after botocore was updated. The same botocore gives the same bytes.
"""

from __future__ import annotations

import gzip
import json
import re
import zlib
from pathlib import Path
from typing import Any

import botocore

from generator.aws import models

TARGET = Path("generator/aws/index.json.gz")


def entry(model: dict[str, Any]) -> dict[str, Any]:
    """What the index says of one service."""
    metadata = model["metadata"]
    return {
        "prefix": metadata.get("endpointPrefix", ""),
        "signing": metadata.get("signingName", ""),
        "id": re.sub(r"[^a-z0-9]", "", metadata["serviceId"].lower()),
        "operations": sorted(model["operations"]),
    }


def build() -> bytes:
    services = {name: entry(models.load(name)) for name in models.names()}
    index = {"botocore": botocore.__version__, "services": services}
    text = json.dumps(index, sort_keys=True, separators=(",", ":"))
    return gzip.compress(text.encode(), compresslevel=9, mtime=0)


def main() -> None:
    content = build()
    TARGET.write_bytes(content)
    print(f"{TARGET}: {len(content):,} bytes, crc {zlib.crc32(content):08x}")


if __name__ == "__main__":
    main()
