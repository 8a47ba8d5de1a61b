"""Does the stack around a spec say the same as the spec? Pure: HCL texts in, findings out."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Any

from eventbridge_notifier import __version__
from eventbridge_notifier.diagnostics.finding import Finding, Place
from eventbridge_notifier.spec.model import Spec

# What the module asks of Terraform and of the provider; modules/*/versions.tf say the same.
TERRAFORM = ">= 1.9"
AWS_PROVIDER = ">= 5.76, < 7.0"

_REGION = re.compile(r'\bregion\s*=\s*"([^"$]*)"')
_VERSION = re.compile(r'\bversion\s*=\s*"([^"$]*)"')
_CLAUSE = re.compile(r"(=|!=|>=|<=|>|<|~>)?\s*v?([0-9]+(?:\.[0-9]+)*)$")
Version = tuple[int, ...]


def check(spec: Spec, texts: Mapping[str, str]) -> tuple[Finding, ...]:
    """Findings for the stack's own files: `texts` has their text by name."""
    return tuple(found for name, text in sorted(texts.items())
                 for found in (*_unread(name, text), *(
                     _file(spec, name, text) if _is_suspect(spec, text) else ())))


def _is_suspect(spec: Spec, text: str) -> bool:
    """Is it worth the time that the parser takes? Mostly spec and stack agree."""
    versions = _VERSION.findall(text)
    return _is_broken(text) or any(
        region != spec.home_region for region in _REGION.findall(text)) or any(
        not overlap(one, AWS_PROVIDER) or not allows(one, _numbers(__version__))
        for one in versions if one not in (TERRAFORM, AWS_PROVIDER))


def _is_broken(text: str) -> bool:
    """Does it look like no HCL? A guess that costs little; the parser has the last word."""
    return text.count("{") != text.count("}") or ("{" not in text and bool(text.strip()))


def _unread(name: str, text: str) -> Iterator[Finding]:
    """A warning for a file that was no UTF-8; what was not, is U+FFFD now."""
    if "\ufffd" in text:
        yield _at(Place(name, {}), text, "\ufffd", "unverified-stack", "is not UTF-8 text; whether "
                  "it agrees with the spec could not be read in full")


def _file(spec: Spec, name: str, text: str) -> Iterator[Finding]:
    place = Place(name, {})
    try:
        parsed = _parse(text)
    except Exception as error:  # the parser has many, and a file may be newer than it
        line = getattr(error, "line", 0)
        line = max(1, min(line, text.count("\n"))) if isinstance(line, int) else 1
        yield Place(name, {(): (line, 1)}).finding(
            (), "unverified-stack", "could not be read as HCL: whether it agrees with the spec is "
            "not known; ask `terraform validate`", level="warning")
        return
    for body in _blocks(parsed, "provider", "aws"):
        region = body.get("region")
        if "alias" not in body and _literal(region) and spec.home_region not in (None, region):
            yield _at(place, text, str(region), "stack-region", f"the provider's region is {region}"
                      f", and home_region of the spec is {spec.home_region}; the recorder lives in "
                      "one of them", str(spec.home_region))
    for terraform in parsed.get("terraform", []):
        for providers in terraform.get("required_providers", []):
            yield from _provider(place, text, providers.get("aws"))
    for module in parsed.get("module", []):
        for body in module.values():
            yield from _module(place, text, body)


def _provider(place: Place, text: str, asked: Any) -> Iterator[Finding]:
    wanted = asked.get("version") if isinstance(asked, Mapping) else asked
    if _literal(wanted) and not overlap(str(wanted), AWS_PROVIDER):
        yield _at(place, text, str(wanted), "stack-version", f"the stack asks for the AWS provider "
                  f"{wanted}, the module for {AWS_PROVIDER}: no version is both", AWS_PROVIDER)


def _module(place: Place, text: str, body: Mapping[str, Any]) -> Iterator[Finding]:
    source, wanted = str(body.get("source")), body.get("version")
    if "eventbridge_notifier" in source and _literal(wanted) and not allows(
            str(wanted), _numbers(__version__)):
        yield _at(place, text, str(wanted), "stack-version", f"the module's version is {wanted}, "
                  f"and this program writes for {__version__}", f"~> {__version__}")


def _parse(text: str) -> dict[str, Any]:
    """The blocks of a file. Raises what the parser does where it is no HCL."""
    import hcl2  # loaded late: it costs as much as all the rest of a check
    parsed: dict[str, Any] = _plain(hcl2.loads(text))
    return parsed


def _plain(value: Any) -> Any:
    """Without the quotes that newer versions of the parser leave around keys and texts."""
    if isinstance(value, dict):
        return {_plain(key): _plain(item) for key, item in value.items()}
    if isinstance(value, list):
        return [_plain(item) for item in value]
    quoted = isinstance(value, str) and len(value) > 1 and value[0] == value[-1] == '"'
    return value[1:-1] if quoted else value


def _blocks(parsed: Mapping[str, Any], kind: str, label: str) -> Iterator[Mapping[str, Any]]:
    for block in parsed.get(kind, []):
        if label in block:
            yield block[label]


def _literal(value: Any) -> bool:
    return isinstance(value, str) and "${" not in value


def _at(place: Place, text: str, word: str, code: str, message: str,
        suggestion: str = "") -> Finding:
    """A warning in the line that holds `word`."""
    line = text[:text.index(word)].count("\n") + 1 if word in text else 1
    return Place(place.file, {(): (line, 1)}).finding((), code, message, level="warning",
                                                      suggestion=suggestion)


def overlap(one: str, other: str) -> bool:
    """Is there a version that both constraints admit? Tried are the bounds and their neighbours."""
    bounds = [_numbers(number) for text in (one, other) for _, number in _clauses(text)]
    near = {(*_padded(bound)[:2], _padded(bound)[2] + step) for bound in bounds for step in (0, 1)}
    near |= {(*_padded(bound)[:1], _padded(bound)[1] + 1, 0) for bound in bounds}
    below = {(bound[0] - 1, 999, 999) for bound in bounds if bound[0] > 0}
    return not bounds or any(allows(one, version) and allows(other, version)
                             for version in near | below)


def allows(constraint: str, version: Version) -> bool:
    """Does a version constraint of Terraform's admit `version`? One not understood does."""
    return all(_meets(sign, _numbers(number), _padded(version))
               for sign, number in _clauses(constraint))


def _clauses(constraint: str) -> list[tuple[str, str]]:
    found = [_CLAUSE.match(part.strip()) for part in constraint.split(",")]
    return [(one[1] or "=", one[2]) for one in found if one]


def _meets(sign: str, bound: Version, version: Version) -> bool:
    least = _padded(bound)
    if sign == "~>":
        return least <= version and version[:len(bound) - 1] == bound[:-1]
    return {"=": version == least, "!=": version != least, ">=": version >= least,
            "<=": version <= least, ">": version > least, "<": version < least}[sign]


def _numbers(text: str) -> Version:
    return tuple(int(part) for part in text.split(".") if part.isdigit())


def _padded(version: Version) -> Version:
    return (*version, 0, 0, 0)[:3]
