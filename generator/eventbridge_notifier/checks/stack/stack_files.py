"""The Terraform files around a spec, and whether they agree with it. Pure."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Any

from eventbridge_notifier import __version__
from eventbridge_notifier.checks.context import Stack
from eventbridge_notifier.checks.stack import versions
from eventbridge_notifier.diagnostics.finding import Finding, SourceFile
from eventbridge_notifier.spec.model import Spec

# What the module asks of Terraform and of the provider; modules/*/versions.tf say the same.
TERRAFORM = ">= 1.9"
AWS_PROVIDER = ">= 5.76, < 7.0"

_REGION = re.compile(r'\bregion\s*=\s*"([^"$]*)"')
_VERSION = re.compile(r'\bversion\s*=\s*"([^"$]*)"')


def agree(stack: Stack) -> Iterator[Finding]:
    """What the stack's own files say of regions and versions, compared with the spec."""
    for name, text in sorted(stack.texts.items()):
        yield from _unread(name, text)
        if _is_suspect(stack.spec, text):
            yield from _file(stack.spec, name, text)


def _is_suspect(spec: Spec, text: str) -> bool:
    """Whether it is worth the time that the parser takes: mostly spec and stack agree."""
    pinned = _VERSION.findall(text)
    ours = versions.numbers(__version__)
    return _is_broken(text) or any(
        region != spec.home_region for region in _REGION.findall(text)) or any(
        not versions.overlap(one, AWS_PROVIDER) or not versions.allows(one, ours)
        for one in pinned if one not in (TERRAFORM, AWS_PROVIDER))


def _is_broken(text: str) -> bool:
    """Whether it looks broken: a cheap guess; the parser decides."""
    return text.count("{") != text.count("}") or ("{" not in text and bool(text.strip()))


def _unread(name: str, text: str) -> Iterator[Finding]:
    """A file that is not UTF-8; what could not be decoded is U+FFFD now."""
    if "\ufffd" in text:
        yield _at(SourceFile(name, {}), text, "\ufffd", "unverified-stack",
                  "is not UTF-8 text, so it could not be compared with the spec")


def _file(spec: Spec, name: str, text: str) -> Iterator[Finding]:
    file = SourceFile(name, {})
    try:
        parsed = _parse(text)
    except Exception as error:  # the parser has many, and a file may be newer than it
        line = getattr(error, "line", 0)
        line = max(1, min(line, text.count("\n"))) if isinstance(line, int) else 1
        yield SourceFile(name, {(): (line, 1)}).finding(
            (), "unverified-stack", "could not be read as HCL, so it could not be compared with "
                                    "the spec; run `terraform validate`")
        return
    for body in _blocks(parsed, "provider", "aws"):
        region = body.get("region")
        if "alias" not in body and _literal(region) and spec.home_region not in (None, region):
            yield _at(file, text, str(region), "stack-region",
                      f"the provider's region is {region}, and home_region of the spec is "
                      f"{spec.home_region}; the recorder is in one of them", str(spec.home_region))
    for terraform in parsed.get("terraform", []):
        for providers in terraform.get("required_providers", []):
            yield from _provider(file, text, providers.get("aws"))
    for module in parsed.get("module", []):
        for body in module.values():
            yield from _module(file, text, body)


def _provider(file: SourceFile, text: str, asked: Any) -> Iterator[Finding]:
    wanted = asked.get("version") if isinstance(asked, Mapping) else asked
    if _literal(wanted) and not versions.overlap(str(wanted), AWS_PROVIDER):
        yield _at(file, text, str(wanted), "stack-version",
                  f"the stack requires the AWS provider {wanted}, the module {AWS_PROVIDER}: no "
                  "version satisfies both", AWS_PROVIDER)


def _module(file: SourceFile, text: str, body: Mapping[str, Any]) -> Iterator[Finding]:
    source, wanted = str(body.get("source")), body.get("version")
    if "eventbridge_notifier" in source and _literal(wanted) and not versions.allows(
            str(wanted), versions.numbers(__version__)):
        yield _at(file, text, str(wanted), "stack-version",
                  f"the module's version is {wanted}, but this command writes for {__version__}",
                  f"~> {__version__}")


def _parse(text: str) -> dict[str, Any]:
    """The blocks of a file. Raises what the parser raises where it is not HCL."""
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


def _at(file: SourceFile, text: str, word: str, code: str, message: str,
        suggestion: str = "") -> Finding:
    """A warning in the line that holds `word`."""
    line = text[:text.index(word)].count("\n") + 1 if word in text else 1
    return SourceFile(file.name, {(): (line, 1)}).finding((), code, message,
                                                      suggestion=suggestion)
