"""Reads botocore's model files: the API as AWS publishes it. No session, no client.

To them come the services and operations that botocore dropped (retired/, see tools/awsretired.py).
"""

from __future__ import annotations

import gzip
import json
from collections.abc import Iterator
from functools import cache
from importlib.util import find_spec
from pathlib import Path
from typing import Any

Model = dict[str, Any]

_RETIRED = Path(__file__).parent / "retired"


@cache
def _data() -> Path:
    spec = find_spec("botocore")
    assert spec is not None
    assert spec.origin is not None
    return Path(spec.origin).parent / "data"


def names() -> Iterator[str]:
    """boto3's names of all services, sorted."""
    current = {folder.name for folder in _data().iterdir() if folder.is_dir()}
    retired = {path.name.removesuffix(".json.gz") for path in _RETIRED.glob("*.json.gz")}
    yield from (name for name in sorted(current | retired) if exists(name))


@cache
def _file(name: str) -> Path | None:
    found = sorted((_data() / name).glob("*/service-2.json*"))
    return found[-1] if found else None


@cache
def _retired(name: str) -> Path | None:
    path = _RETIRED / f"{name}.json.gz"
    return path if path.exists() else None


def is_current(name: str) -> bool:
    """Has the installed botocore the service?"""
    return name.isascii() and "/" not in name and "." not in name and _file(name) is not None


def exists(name: str) -> bool:
    return is_current(name) or ("/" not in name and _retired(name) is not None)


@cache
def load(name: str) -> Model:
    """The model of the service that boto3 calls `name`: metadata, operations, shapes."""
    path = _retired(name)
    if path is None:
        return load_current(name)
    retired = _read(path)
    if not is_current(name):
        return retired
    current = load_current(name)
    return {**current, **{part: {**retired[part], **current[part]}
                          for part in ("operations", "shapes")}}


def load_current(name: str) -> Model:
    """The model as the installed botocore has it."""
    path = _file(name)
    assert path is not None, name
    return _read(path)


def _read(path: Path) -> Model:
    raw = path.read_bytes()
    model: Model = json.loads(gzip.decompress(raw) if path.suffix == ".gz" else raw)
    return model


def protocol(name: str) -> str:
    """The protocol of a service: json, rest-json, query and so on; "" without a model."""
    return str(load(name)["metadata"].get("protocol", "")) if exists(name) else ""


def input_shape(name: str, operation: str) -> str | None:
    """The name of the shape of an operation's request."""
    shape = load(name)["operations"].get(operation, {}).get("input")
    return shape["shape"] if shape else None


def output_shape(name: str, operation: str) -> str | None:
    shape = load(name)["operations"].get(operation, {}).get("output")
    return shape["shape"] if shape else None
