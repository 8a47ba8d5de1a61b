"""Reads botocore's model files: the API as AWS publishes it. No session, no client."""

from __future__ import annotations

import gzip
import json
from collections.abc import Iterator
from functools import cache
from importlib.util import find_spec
from pathlib import Path
from typing import Any

Model = dict[str, Any]


@cache
def _data() -> Path:
    spec = find_spec("botocore")
    assert spec is not None
    assert spec.origin is not None
    return Path(spec.origin).parent / "data"


def names() -> Iterator[str]:
    """boto3's names of all services, sorted."""
    for folder in sorted(_data().iterdir()):
        if folder.is_dir() and _file(folder.name):
            yield folder.name


@cache
def _file(name: str) -> Path | None:
    found = sorted((_data() / name).glob("*/service-2.json*"))
    return found[-1] if found else None


def exists(name: str) -> bool:
    return name.isascii() and "/" not in name and "." not in name and _file(name) is not None


@cache
def load(name: str) -> Model:
    """The model of the service that boto3 calls `name`: metadata, operations, shapes."""
    path = _file(name)
    assert path is not None, name
    raw = path.read_bytes()
    model: Model = json.loads(gzip.decompress(raw) if path.suffix == ".gz" else raw)
    return model


def input_shape(name: str, operation: str) -> str | None:
    """The name of the shape of an operation's request."""
    shape = load(name)["operations"].get(operation, {}).get("input")
    return shape["shape"] if shape else None


def output_shape(name: str, operation: str) -> str | None:
    shape = load(name)["operations"].get(operation, {}).get("output")
    return shape["shape"] if shape else None
