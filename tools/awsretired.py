"""Writes aws/services/retired/: services and operations that newer versions of botocore dropped.

`python -m tools.awsretired WHEEL…` with wheels of old versions (`pip download --no-deps
botocore==1.20.112 …`), oldest first. Saved logs, and regions that lag, still have their calls. Only
names, types and lists of values are kept, as in the models (botocore is under Apache-2.0).
"""

from __future__ import annotations

import gzip
import json
import re
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from zipfile import ZipFile

from eventbridge_notifier.aws.services import models

Model = dict[str, Any]
TARGET = Path("generator/eventbridge_notifier/aws/services/retired")
# A shape's name that no model has: what is added to a model must not replace its shapes.
MARK = "retired:"
_MODEL = re.compile(r"botocore/data/([^/]+)/([^/]+)/service-2\.json(\.gz)?$")
_METADATA = ("endpointPrefix", "protocol", "serviceId", "serviceFullName", "signingName")
_OF_SHAPE = ("type", "enum", "required", "payload", "flattened", "sensitive", "document")
_OF_MEMBER = ("locationName", "location", "queryName", "flattened")


def models_of(wheel: Path) -> Iterator[tuple[str, Model]]:
    """(boto3's name, model) of every version of every service, the oldest version first."""
    with ZipFile(wheel) as archive:
        for path in sorted(archive.namelist()):
            if found := _MODEL.match(path):
                raw = archive.read(path)
                yield found[1], json.loads(gzip.decompress(raw) if found[3] else raw)


def retired(wheels: list[Path]) -> dict[str, Model]:
    """What botocore's model of each service lacks; the newest definition of each operation."""
    found: dict[str, Model] = {}
    for name, model in (one for wheel in wheels for one in models_of(wheel)):
        known = models.load_current(name)["operations"] if models.is_current(name) else {}
        for operation, described in model["operations"].items():
            if operation not in known:
                into = found.setdefault(name, {"metadata": {}, "operations": {}, "shapes": {}})
                into["metadata"] = _few(model["metadata"], _METADATA)
                _keep(into, operation, described, model["shapes"])
    return {name: {**model, "shapes": _reached(model)} for name, model in found.items()}


def _keep(into: Model, operation: str, described: Model, shapes: Model) -> None:
    kept: Model = {"http": _few(described["http"], ("method", "requestUri"))}
    if asked := described.get("input"):
        kept["input"] = {"shape": MARK + asked["shape"]}
        for name in _below(asked["shape"], shapes):
            into["shapes"][MARK + name] = _shape(shapes[name])
    into["operations"][operation] = kept


def _shape(described: Model) -> Model:
    kept = _few(described, _OF_SHAPE)
    if members := described.get("members"):
        kept["members"] = {name: _member(one) for name, one in members.items()}
    return kept | {key: _member(described[key]) for key in ("member", "key", "value")
                   if key in described}


def _member(described: Model) -> Model:
    return {"shape": MARK + described["shape"], **_few(described, _OF_MEMBER)}


def _few(described: Model, names: tuple[str, ...]) -> Model:
    return {name: described[name] for name in names if name in described}


def _below(name: str, shapes: Model) -> Iterator[str]:
    """`name`, and every shape that it holds at any depth."""
    waiting, seen = [name], set()
    while waiting:
        current = waiting.pop()
        if current not in seen:
            seen.add(current)
            yield current
            waiting += _held(shapes[current])


def _held(described: Model) -> list[str]:
    inside = [described[key] for key in ("member", "key", "value") if key in described]
    return [one["shape"] for one in (*described.get("members", {}).values(), *inside)]


def _reached(model: Model) -> Model:
    """The shapes that an operation still needs: an older definition may have left others."""
    wanted = {name for one in model["operations"].values() if "input" in one
              for name in _below(one["input"]["shape"], model["shapes"])}
    return {name: model["shapes"][name] for name in wanted}


def main() -> None:
    TARGET.mkdir(exist_ok=True)
    for name, model in sorted(retired([Path(one) for one in sys.argv[1:]]).items()):
        text = json.dumps(model, sort_keys=True, separators=(",", ":"))
        content = gzip.compress(text.encode(), compresslevel=9, mtime=0)
        (TARGET / f"{name}.json.gz").write_bytes(content)
        print(f"{name}: {len(model['operations'])} operations, {len(content):,} bytes")


if __name__ == "__main__":
    main()
