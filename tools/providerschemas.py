"""Writes tests/terraform/schemas/: what each version of Terraform's AWS provider takes.

`python -m tools.providerschemas` (a few minutes and 200 MB, once). HashiCorp publishes no schema to
download; the bindings of CDK for Terraform are generated from it and lie on PyPI, one wheel for
each version of the provider. Only names are kept: per type its arguments, blocks and attributes.
"""

from __future__ import annotations

import gzip
import json
import re
import subprocess
import sys
import tarfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any, NamedTuple
from zipfile import ZipFile

ROOT = Path(__file__).resolve().parent.parent
TARGET = ROOT / "tests" / "terraform" / "schemas"
CACHE = ROOT / ".bench" / "providers"
# Provider -> the distribution that was generated from it. The floor of versions.tf, the first of
# the next major version, and the newest when this table was made (November 2026).
WHEELS = {
    "5.76.0": "cdktf-cdktf-provider-aws==19.42.0",
    "6.0.0": "cdktf-cdktf-provider-aws==21.0.0",
    "6.69.1": "cdktn-provider-aws==25.8.1",
}
# Where the bindings say of what in the provider they are: kind, type and, for a property, its name.
DOCUMENTED = re.compile(r"/docs/(resources|data-sources)/(\w+)#(\w+) ")
KINDS = {"resources": "aws_", "data-sources": "data.aws_"}

Schema = dict[str, Any]
"""`{"required": [name], "optional": [name], "blocks": {name: Schema}}`; a whole type also has
`"attributes": [name in camel case]`, all that one can refer to."""


class Place(NamedTuple):
    kind: str
    type: str
    name: str


def downloaded(requirement: str) -> Path:
    """The wheel of `requirement`, from the cache or from PyPI."""
    pattern = f"{requirement.split('==')[0].replace('-', '_')}-{requirement.split('==')[1]}-*.whl"
    if not list(CACHE.glob(pattern)):
        CACHE.mkdir(parents=True, exist_ok=True)
        print(f"downloading {requirement}", file=sys.stderr)
        subprocess.run([sys.executable, "-m", "pip", "download", "-q", "--no-deps", "-d", CACHE,
                        requirement], check=True)
    return next(CACHE.glob(pattern))


def types(wheel: Path) -> dict[str, Any]:
    """Fully qualified name to declaration, for everything in the bindings of `wheel` (JSII)."""
    with ZipFile(wheel) as archive:
        packed = next(name for name in archive.namelist() if name.endswith(".jsii.tgz"))
        with archive.open(packed) as stream, tarfile.open(fileobj=stream, mode="r|gz") as tar:
            for member in tar:
                if member.name in ("package/.jsii", "package/.jsii.gz"):
                    content = tar.extractfile(member)
                    assert content
                    return _assembly(content.read())["types"]  # type: ignore[no-any-return]
    raise ValueError(f"{wheel} holds no .jsii")


def _assembly(content: bytes) -> dict[str, Any]:
    read: dict[str, Any] = json.loads(content)
    if read.get("schema") == "jsii/file-redirect":
        raise ValueError("the assembly lies in another file")
    return read


def schemas(declared: dict[str, Any]) -> dict[str, Schema]:
    """Type, such as aws_sqs_queue or data.aws_region, to what it takes."""
    found = dict(_each(declared))
    return {name: found[name] for name in sorted(found)}


def _each(declared: dict[str, Any]) -> Iterator[tuple[str, Schema]]:
    for name, one in declared.items():
        if not name.endswith("Config") or "properties" not in one:
            continue
        if (place := _place(one)) and (made := declared.get(name.removesuffix("Config"))):
            attributes = sorted(found["name"] for found in made["properties"]
                                if not found.get("static") and not found["name"].endswith("Input"))
            yield KINDS[place.kind] + place.type, {**_schema(one, declared),
                                                   "attributes": attributes}


def _place(config: dict[str, Any]) -> Place | None:
    found = (_documented(one) for one in config["properties"])
    return next((place for place in found if place), None)


def _documented(declared: dict[str, Any]) -> Place | None:
    told = declared.get("docs", {})
    found = DOCUMENTED.search(f"{told.get('summary', '')} {told.get('remarks', '')}")
    return Place(*found.groups()) if found else None


def _schema(interface: dict[str, Any], declared: dict[str, Any],
            within: frozenset[str] = frozenset()) -> Schema:
    """A block that holds itself (AWS WAF's statements) is empty where it would repeat."""
    within |= {interface["fqn"]}
    schema: Schema = {"required": [], "optional": [], "blocks": {}}
    for one in interface.get("properties", ()):
        if not (place := _documented(one)):
            continue  # of Terraform, not of the provider: count, lifecycle and the like
        schema["optional" if one.get("optional") else "required"].append(place.name)
        if one["docs"]["summary"].endswith(" block."):
            below = [name for name in _references(one["type"])
                     if name in declared and name not in within]
            schema["blocks"][place.name] = _schema(declared[below[0]], declared,
                                                   within) if below else {}
    return {key: sorted(value) if isinstance(value, list) else value
            for key, value in schema.items() if value}


def _references(kind: Any) -> Iterator[str]:
    """Names of declarations that a property's type mentions, the provider's own ones."""
    if isinstance(kind, dict):
        if str(kind.get("fqn", "")).count(".") > 1:
            yield kind["fqn"]
        for below in kind.values():
            yield from _references(below)
    elif isinstance(kind, list):
        for below in kind:
            yield from _references(below)


def main() -> None:
    TARGET.mkdir(exist_ok=True)
    for version, requirement in WHEELS.items():
        found = schemas(types(downloaded(requirement)))
        text = json.dumps({"source": requirement, "types": found}, separators=(",", ":"))
        (TARGET / f"aws-{version}.json.gz").write_bytes(gzip.compress(text.encode(), mtime=0))
        print(f"{version}: {len(found)} types")


if __name__ == "__main__":
    main()
